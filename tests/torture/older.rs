//! Libraries of earlier formats, made with the migrations that made them then. Knows their tables, and no newsroom.

use std::path::{Path, PathBuf};

use domain::DraftId;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::oracle::{Heard, Oracle};
use crate::room::headline;
use crate::script::Page;

/// The application's number in a library's header.
const APPLICATION: i32 = 0x4D61_7262;

/// Changes in the draft of an older library; half of them are still in its journal.
const CHANGES: u64 = 40;

/// The migrations' files, in their order.
fn migrations() -> Vec<PathBuf> {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../src-tauri/crates/store/migrations"
    );
    let entries = Path::new(folder)
        .read_dir()
        .expect("the migrations are there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

/// The newest format.
pub(crate) fn newest() -> usize {
    migrations().len()
}

/// Makes a library of a format with one draft in it; gives what must be there afterwards.
pub(crate) fn library(folder: &Path, seed: u64, format: usize) -> Oracle {
    let mut database = Connection::open(folder.join("library.db")).expect("a database");
    database
        .pragma_update(None, "journal_mode", "WAL")
        .expect("a write-ahead log");
    let tx = database.transaction().expect("a transaction");
    tx.execute_batch(
        "CREATE TABLE migrations (number INTEGER PRIMARY KEY, checksum TEXT NOT NULL) STRICT;",
    )
    .expect("the table of migrations");
    for (number, file) in (1_i64..).zip(migrations()).take(format) {
        let sql = std::fs::read_to_string(file).expect("a migration");
        tx.execute_batch(&sql).expect("a migration that runs");
        let hash = Sha256::digest(sql.as_bytes());
        let checksum: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        tx.execute(
            "INSERT INTO migrations VALUES (?1, ?2)",
            params![number, checksum],
        )
        .expect("its row");
    }
    tx.pragma_update(None, "application_id", APPLICATION)
        .expect("the application");
    tx.pragma_update(None, "user_version", format as i64)
        .expect("the format");
    let id = DraftId(Uuid::from_u128(7));
    write_draft(&tx, id, seed);
    tx.commit().expect("a commit");
    let mut oracle = Oracle::new(seed, &[id]);
    oracle.hear(&[Heard::Saved {
        draft: 0,
        sequence: CHANGES,
    }]);
    oracle
}

fn write_draft(tx: &Connection, id: DraftId, seed: u64) {
    let headline = headline(0, 0);
    tx.execute(
        "INSERT INTO drafts (id, headline, headline_key, standfirst, section, byline, language, time_zone, created_at, changed_at)
         VALUES (?1, ?2, ?2, '', '', '', 'fr', 'Europe/Paris', 0, 0)",
        params![id.0.as_bytes(), headline],
    )
    .expect("a draft");
    let mut page = Page::new(seed, 0);
    page.turn_to(CHANGES / 2);
    tx.execute(
        "INSERT INTO texts (draft, sequence, text) VALUES (1, ?1, ?2)",
        params![page.sequence as i64, page.text()],
    )
    .expect("its text");
    while page.sequence < CHANGES {
        let changes: Vec<_> = page
            .turn()
            .into_iter()
            .map(|c| (c.from, c.to, c.insert))
            .collect();
        let json = serde_json::to_string(&changes).expect("JSON");
        tx.execute(
            "INSERT INTO journal (draft, sequence, made_at, caret, changes) VALUES (1, ?1, 0, 0, ?2)",
            params![page.sequence as i64, json],
        )
        .expect("its journal");
    }
}
