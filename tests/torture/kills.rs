//! Death at random moments: one library, many writers, each killed while it types or while it opens. Knows no system call.

use std::path::Path;
use std::time::Duration;

use crate::campaign::{Campaign, Must, Row, unsound};
use crate::oracle::Oracle;
use crate::random::Random;
use crate::room;
use crate::typist::{Task, Work};
use crate::writer::{Line, Writer};

/// After this long without a word a writer hangs.
const LOST: Duration = Duration::from_secs(60);

/// Drafts that are written in turn.
const DRAFTS: usize = 3;

/// `SIGKILL` at random moments.
pub(crate) fn at_random(campaign: &Campaign) -> Vec<Row> {
    let row = Row::new("kill", "SIGKILL at a random moment of typing or opening");
    vec![rounds(campaign, row, campaign.rounds(25, 1_000), |_| {})]
}

/// The same, under a clock that jumps a day back or forth.
pub(crate) fn under_a_jumping_clock(campaign: &Campaign) -> Vec<Row> {
    let row = Row::new("clock", "a clock that jumps a day back, and SIGKILL");
    let jumps = |task: &mut Task| task.jumps = true;
    vec![rounds(campaign, row, campaign.rounds(6, 100), jumps)]
}

/// A library that acknowledges before it commits: killing must lose something.
pub(crate) fn acknowledged_early(campaign: &Campaign) -> Vec<Row> {
    let mut row = Row::new(
        "mutant-early",
        "SIGKILL, with an acknowledgement sent before the commit",
    );
    row.must = Must::Lose;
    vec![rounds(campaign, row, campaign.rounds(12, 100), |task| {
        task.early = true
    })]
}

/// Writers one after the other on one library.
fn rounds(campaign: &Campaign, mut row: Row, count: usize, change: impl Fn(&mut Task)) -> Row {
    let library = campaign.folder(row.name);
    let mut oracle = new_library(&library, campaign.seed, DRAFTS);
    let mut chance = Random::of(campaign.seed, 7);
    let mut while_opening = 0;
    for round in 0.. {
        // A library broken on purpose may be lucky for a while, but not for ever.
        let is_lucky = row.must == Must::Lose && row.lost == 0 && round < 20 * count;
        if round >= count && !is_lucky {
            break;
        }
        let mut task = Task {
            work: Work::Endless,
            library: library.clone(),
            seed: campaign.seed,
            round: round as u64,
            drafts: oracle.ids(),
            jumps: false,
            early: false,
        };
        change(&mut task);
        let opened = one_life(&task, &mut chance, &mut oracle, &mut row);
        while_opening += u64::from(!opened);
        look_after(&library, round, &mut chance, &mut oracle, &mut row);
    }
    row.remark = format!("{while_opening} died while opening");
    row
}

/// A new library with blank drafts, closed.
pub(crate) fn new_library(library: &Path, seed: u64, drafts: usize) -> Oracle {
    let newsroom = room::open_quietly(library).expect("a new library opens");
    let drafts = room::new_drafts(&newsroom, drafts).expect("new drafts");
    Oracle::new(seed, &drafts)
}

/// Lets a writer live and die; says whether he had come to type.
fn one_life(task: &Task, chance: &mut Random, oracle: &mut Oracle, row: &mut Row) -> bool {
    let mut writer = Writer::start(task);
    let mut opened = false;
    match chance.below(6) {
        0 => {
            let most = Duration::from_micros(chance.below(120_000) as u64);
            opened = writer
                .until(most, |_, line| *line == Line::Opened)
                .is_some();
        }
        // In the middle of what follows an acknowledgement.
        1..=3 => {
            let enough = 1 + chance.below(300);
            opened |= writer
                .until(LOST, |writer, _| writer.heard.len() >= enough)
                .is_some();
        }
        _ => {
            opened |= writer
                .until(LOST, |_, line| *line == Line::Opened)
                .is_some();
            let most = Duration::from_micros(chance.below(900_000) as u64);
            writer.until(most, |_, _| false);
        }
    }
    let refused = writer.refused.first().cloned();
    let heard = writer.kill();
    row.acknowledged += oracle.hear(&heard);
    if let Some(code) = refused {
        row.fail(
            &format!("round {}", task.round),
            format!("a healthy disk refused: {code}"),
        );
    }
    opened
}

/// Opens what the dead left behind and compares; now and then without tidying it for the next.
fn look_after(
    library: &Path,
    round: usize,
    chance: &mut Random,
    oracle: &mut Oracle,
    row: &mut Row,
) {
    let name = format!("round {round}");
    let only_read = chance.once_in(2);
    let newsroom = if only_read {
        room::open_to_read(library)
    } else {
        room::open_quietly(library)
    };
    match newsroom {
        Ok(newsroom) => row.add(&name, oracle.judge(&newsroom)),
        Err(error) => row.fail(&name, format!("the library does not open: {error}")),
    }
    if !only_read
        && round.is_multiple_of(8)
        && let Some(said) = unsound(library)
    {
        row.fail(&name, said);
    }
}
