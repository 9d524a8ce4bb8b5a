//! Numbered migrations, each in its transaction, recorded with its checksum; and the files that
//! are left alone because a newer program, another program or an accident wrote them.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::backup::{self, Look, Stop};
use crate::error::{R, StoreError};
use crate::open::beside;
use crate::revisions;
use crate::writer::in_transaction;

/// "Marb": tells a library from any other SQLite file.
const APPLICATION: i32 = 0x4D61_7262;

/// Never edit one that was released: write the next.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_drafts.sql"),
    include_str!("../migrations/0002_publishing.sql"),
    include_str!("../migrations/0003_desk.sql"),
    include_str!("../migrations/0004_search.sql"),
    include_str!("../migrations/0005_folders.sql"),
    include_str!("../migrations/0006_history.sql"),
    include_str!("../migrations/0007_recovery.sql"),
    include_str!("../migrations/0008_front_matter.sql"),
    include_str!("../migrations/0009_proof.sql"),
    include_str!("../migrations/0010_destinations.sql"),
    include_str!("../migrations/0011_several_sites.sql"),
    include_str!("../migrations/0012_site_previews.sql"),
    include_str!("../migrations/0013_pictures.sql"),
    include_str!("../migrations/0015_ignored.sql"),
];

/// The format in which revisions are packed; SQL could only copy them.
const PACKED_REVISIONS: u32 = 6;

/// Looks at a file before anything is written to it.
pub(crate) fn refuse_what_is_not_ours(connection: &Connection) -> R<()> {
    let tables: u32 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application: i32 = pragma(connection, "application_id")?;
    if tables > 0 && application != APPLICATION {
        return Err(StoreError::Corrupt(
            "a database of another program".to_owned(),
        ));
    }
    let found: u32 = pragma(connection, "user_version")?;
    let known = known();
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found > 0 {
        verify(connection, found)
    } else {
        Ok(())
    }
}

/// Brings the library up to date; copies it first when there is something to lose.
pub(crate) fn to_newest(connection: &mut Connection, path: &Path) -> R<()> {
    to_format(connection, path, MIGRATIONS.len())
}

pub(crate) fn to_format(connection: &mut Connection, path: &Path, newest: usize) -> R<()> {
    let found: u32 = pragma(connection, "user_version")?;
    if found > 0 && (found as usize) < newest {
        check_whole(connection)?;
        back_up(connection, path, found)?;
    }
    migrate(connection, found, newest)
}

/// Brings a copy up to date: what it was copied from is there still.
pub(crate) fn of_a_copy(connection: &mut Connection) -> R<()> {
    let found: u32 = pragma(connection, "user_version")?;
    migrate(connection, found, MIGRATIONS.len())
}

fn migrate(connection: &mut Connection, found: u32, newest: usize) -> R<()> {
    for (number, sql) in (1_u32..).zip(&MIGRATIONS[..newest]).skip(found as usize) {
        in_transaction(connection, |tx| {
            tx.execute_batch(
                "CREATE TABLE IF NOT EXISTS migrations (
                     number INTEGER PRIMARY KEY, checksum TEXT NOT NULL
                 ) STRICT;",
            )?;
            tx.execute_batch(sql)?;
            if number == PACKED_REVISIONS {
                revisions::pack_what_is_plain(tx)?;
            }
            let row = params![number, checksum(sql)];
            tx.execute(
                "INSERT INTO migrations (number, checksum) VALUES (?1, ?2)",
                row,
            )?;
            tx.pragma_update(None, "application_id", APPLICATION)?;
            tx.pragma_update(None, "user_version", number)?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Reads the whole file.
pub(crate) fn check_whole(connection: &Connection) -> R<()> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        Ok(())
    } else {
        Err(StoreError::Corrupt(said))
    }
}

/// Reads the whole file, its indexes and its references: slower, and finds more.
pub(crate) fn check_all(connection: &Connection) -> R<()> {
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(StoreError::Corrupt(said));
    }
    let mut dangling = connection.prepare("PRAGMA foreign_key_check")?;
    let dangling = dangling.query_row([], |row| row.get::<_, String>(0));
    match dangling.optional()? {
        None => Ok(()),
        Some(table) => Err(StoreError::Corrupt(format!(
            "a row of {table} refers to nothing"
        ))),
    }
}

/// The migrations that made this file are the ones we know.
fn verify(connection: &Connection, found: u32) -> R<()> {
    for (number, sql) in (1..=found).zip(MIGRATIONS) {
        let recorded: Option<String> = connection
            .query_row(
                "SELECT checksum FROM migrations WHERE number = ?1",
                [number],
                |row| row.get(0),
            )
            .optional()?;
        if recorded.as_deref() != Some(&checksum(sql)) {
            return Err(StoreError::Corrupt(format!(
                "migration {number} is not ours"
            )));
        }
    }
    Ok(())
}

/// Copies the library to `library.db.format-N.backup`. One that is there already is of the same
/// format and is older, so it is kept too.
fn back_up(connection: &Connection, path: &Path, format: u32) -> R<()> {
    for name in names(path, format) {
        // Whoever migrates is alone at the library.
        backup::forget_unfinished(&name)?;
        match backup::copy(connection, &name, &Stop::default(), Look::Whole) {
            Err(StoreError::Taken(_)) => {}
            done => return done.map(drop),
        }
    }
    Ok(())
}

fn names(path: &Path, format: u32) -> impl Iterator<Item = PathBuf> {
    (1..).map(move |n| match n {
        1 => beside(path, &format!("format-{format}.backup")),
        n => beside(path, &format!("format-{format}.{n}.backup")),
    })
}

/// The file's format.
pub(crate) fn format(connection: &Connection) -> R<u32> {
    pragma(connection, "user_version")
}

/// The newest format.
pub(crate) fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

fn checksum(sql: &str) -> String {
    Sha256::digest(sql.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn pragma<T: rusqlite::types::FromSql>(connection: &Connection, name: &str) -> R<T> {
    Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
}
