//! Bytes that change by themselves in the database and its log: either it is said, or the text is whole. Knows no format.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::DraftId;
use newsroom::{Event, SystemClock};

use crate::campaign::{Campaign, Row, copy_library};
use crate::oracle::{Oracle, Verdict};
use crate::random::Random;
use crate::typist::{Task, Work};
use crate::writer::Writer;
use crate::{kills, room};

/// After this long without a word a writer hangs.
const LOST: Duration = Duration::from_secs(60);

/// How the rounds ended.
#[derive(Default)]
struct Ends {
    refused: u64,
    told: u64,
    whole: u64,
    silent: u64,
}

/// Random bytes flipped in the log that a killed writer left.
pub(crate) fn in_the_log(campaign: &Campaign) -> Vec<Row> {
    let (template, oracle) = written(campaign, "flips-log-template");
    vec![flip_many(
        campaign,
        "flips-log",
        &template,
        &oracle,
        "library.db-wal",
    )]
}

/// Random bytes flipped in the database of a library that was closed.
pub(crate) fn in_the_database(campaign: &Campaign) -> Vec<Row> {
    let (template, oracle) = written(campaign, "flips-database-template");
    // Closed in peace: all is in the one file.
    drop(room::open_quietly(&template).expect("a healthy library opens"));
    vec![flip_many(
        campaign,
        "flips-database",
        &template,
        &oracle,
        "library.db",
    )]
}

/// A library that a writer has written in until he was killed, and what must be in it.
fn written(campaign: &Campaign, name: &str) -> (PathBuf, Oracle) {
    let template = campaign.folder(name);
    let mut oracle = kills::new_library(&template, campaign.seed, 2);
    let mut writer = Writer::start(&Task {
        work: Work::Endless,
        library: template.clone(),
        seed: campaign.seed,
        round: 0,
        drafts: oracle.ids(),
        jumps: false,
        early: false,
    });
    // Long enough that texts were folded, and the log holds what was not.
    writer.until(LOST, |writer, _| writer.heard.len() > 700);
    oracle.hear(&writer.kill());
    (template, oracle)
}

fn flip_many(
    campaign: &Campaign,
    name: &'static str,
    template: &Path,
    oracle: &Oracle,
    file: &str,
) -> Row {
    let mut row = Row::new(name, format!("random bytes flipped in {file}"));
    let mut chance = Random::of(campaign.seed, 80 + file.len() as u64);
    let mut ends = Ends::default();
    for round in 0..campaign.rounds(20, 400) {
        let library = campaign.folder("flips");
        copy_library(template, &library);
        flip(&library.join(file), &mut chance);
        let name = format!("round {round}");
        look(&library, oracle.again(), &name, &mut row, &mut ends);
    }
    let Ends {
        refused,
        told,
        whole,
        silent,
    } = ends;
    row.remark = format!(
        "{refused} × the library was refused as damaged, {told} × the draft was refused or told not to be as it was written, {whole} × the text was whole, {silent} × wrong and not said"
    );
    row
}

/// Changes one to eight bytes, near each other or not.
fn flip(path: &Path, chance: &mut Random) {
    let mut bytes = fs::read(path).expect("a file");
    let near = chance.below(bytes.len());
    for _ in 0..1 + chance.below(8) {
        let at = if chance.once_in(2) {
            chance.below(bytes.len())
        } else {
            (near + chance.below(64)) % bytes.len()
        };
        bytes[at] ^= 1 << chance.below(8);
    }
    fs::write(path, bytes).expect("the file");
}

fn look(library: &Path, mut oracle: Oracle, name: &str, row: &mut Row, ends: &mut Ends) {
    let known = oracle.known();
    row.rounds += 1;
    row.acknowledged += known;
    let doubted: Arc<Mutex<BTreeSet<DraftId>>> = Arc::default();
    let told = Arc::clone(&doubted);
    let hear = move |event| {
        if let Event::TwoReadings { draft, .. } | Event::NotAsWritten { draft } = event {
            told.lock().expect("a lock").insert(draft);
        }
    };
    let newsroom = match room::open(library, Arc::new(SystemClock), hear) {
        Ok(newsroom) => newsroom,
        Err(error) if error.code() == "library_corrupt" => {
            ends.refused += 1;
            return;
        }
        Err(error) => return row.fail(name, format!("refused as {}", error.code())),
    };
    let (mut is_whole, mut is_silent) = (true, false);
    for (draft, id) in oracle.ids().into_iter().enumerate() {
        // A draft that says it is damaged is not silently wrong.
        let refuses =
            matches!(newsroom.open_draft(id), Err(error) if error.code() == "library_corrupt");
        let mut verdict = Verdict::default();
        oracle.judge_one(&newsroom, draft, &mut verdict);
        // Neither is one whose other reading was told of, or that it has none.
        let is_told = refuses || doubted.lock().expect("a lock").contains(&id);
        is_whole &= verdict.wrong.is_empty();
        if !is_told && !verdict.wrong.is_empty() {
            is_silent = true;
            row.lost += verdict.lost;
            verdict.wrong.iter().for_each(|wrong| row.fail(name, wrong));
        }
    }
    match (is_whole, is_silent) {
        (true, _) => ends.whole += 1,
        (false, false) => ends.told += 1,
        (false, true) => ends.silent += 1,
    }
}
