//! Bytes that change by themselves in the database and its log: either it is said, or the text is whole. Knows no format.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use newsroom::{Event, SystemClock};

use crate::campaign::{Campaign, Must, Row, copy_library};
use crate::oracle::Oracle;
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
    let mut row = flip_many(campaign, "flips-database", &template, &oracle, "library.db");
    row.must = Must::BeCounted(
        "SQLite's pages carry no checksum: fingerprints find most changed letters, not yet all",
    );
    vec![row]
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
        "{refused} × the library was refused as damaged, {told} × the draft, or said to read in two ways, {whole} × the text was whole, {silent} × wrong and not said"
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
    let readings = Arc::new(AtomicU64::new(0));
    let told = Arc::clone(&readings);
    let hear = move |event| {
        if let Event::TwoReadings { .. } = event {
            told.fetch_add(1, Ordering::SeqCst);
        }
    };
    let newsroom = match room::open(library, Arc::new(SystemClock), hear) {
        Ok(newsroom) => newsroom,
        Err(error) if error.code() == "library_corrupt" => {
            row.rounds += 1;
            row.acknowledged += known;
            ends.refused += 1;
            return;
        }
        Err(error) => {
            row.rounds += 1;
            return row.fail(name, format!("refused as {}", error.code()));
        }
    };
    // A draft that says it is damaged is not silently wrong.
    let says =
        |id| matches!(newsroom.open_draft(id), Err(error) if error.code() == "library_corrupt");
    let said = oracle.ids().into_iter().any(says);
    let mut verdict = oracle.judge(&newsroom);
    verdict.acknowledged = known;
    // Neither is one whose other reading was told of, and is kept in its history.
    let said = said || readings.load(Ordering::SeqCst) > 0;
    if verdict.wrong.is_empty() {
        ends.whole += 1;
    } else if said {
        ends.told += 1;
        (verdict.lost, verdict.wrong) = (0, Vec::new());
    } else {
        ends.silent += 1;
    }
    row.add(name, verdict);
}
