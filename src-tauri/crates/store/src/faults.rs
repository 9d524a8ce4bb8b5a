//! Tests that need a hand inside: a full disk, a file that can't be written, other formats.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use domain::{
    Draft, DraftId, Fields, Language, Maker, Revision, RevisionId, RevisionReason, Timestamp,
};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;
use uuid::Uuid;

use crate::migrate;
use crate::{Change, JournalEntry, Look, Store, StoreError};

fn library() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    (folder, path)
}

fn draft(text: &str) -> Draft {
    Draft {
        id: DraftId(Uuid::from_u128(1)),
        fields: Fields::blank(Language::french(), "Europe/Paris".to_owned()),
        text: text.to_owned(),
        created_at: Timestamp::UNIX_EPOCH,
        changed_at: Timestamp::UNIX_EPOCH,
        binned_at: None,
    }
}

fn append(store: &Store, sequence: u64, insert: &str) -> Result<u64, StoreError> {
    let (tell, told) = mpsc::channel();
    let entry = JournalEntry {
        draft: draft("").id,
        sequence,
        changes: vec![Change {
            from: 0,
            to: 0,
            insert: insert.to_owned(),
        }],
        caret: 0,
        made_at: Timestamp::UNIX_EPOCH,
        fingerprint: None,
    };
    store.append(entry, Box::new(move |done| tell.send(done).unwrap()));
    told.recv().unwrap()
}

/// Lets the file grow by so many pages and no further; 0 lifts the limit.
fn allow(store: &Store, pages: i64) {
    store
        .write(move |tx| {
            let now: i64 = tx.pragma_query_value(None, "page_count", |row| row.get(0))?;
            let most = if pages == 0 { 1 << 30 } else { now + pages };
            tx.pragma_update_and_check(None, "max_page_count", most, |_| Ok(()))?;
            Ok(())
        })
        .unwrap();
}

#[test]
fn on_a_full_disk_nothing_is_lost_and_writing_goes_on_when_there_is_room() {
    let (_folder, path) = library();
    let store = Store::open(&path).unwrap();
    store.insert_draft(&draft("avant")).unwrap();
    allow(&store, 1);
    let long = "x".repeat(1_000_000);
    assert_eq!(append(&store, 1, &long), Err(StoreError::Full));
    assert_eq!(
        store.fold(draft("").id, &long, 1, Timestamp::UNIX_EPOCH),
        Err(StoreError::Full)
    );
    assert_eq!(
        store.draft(draft("").id).unwrap().unwrap().draft.text,
        "avant"
    );
    allow(&store, 0);
    assert_eq!(append(&store, 1, &long), Ok(1));
    drop(store);
    let store = Store::open(&path).unwrap();
    assert!(store.draft(draft("").id).unwrap().unwrap().draft.text == format!("{long}avant"));
}

#[test]
fn a_library_that_can_only_be_read_is_refused() {
    let (_folder, path) = library();
    drop(Store::open(&path).unwrap());
    let opened = Store::open_as(&path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    assert_eq!(opened.err(), Some(StoreError::ReadOnly));
}

#[test]
fn a_disk_that_turns_read_only_is_told_and_what_was_there_stays() {
    let (_folder, path) = library();
    let store = Store::open(&path).unwrap();
    store.insert_draft(&draft("avant")).unwrap();
    store
        .write(|tx| Ok(tx.pragma_update(None, "query_only", true)?))
        .unwrap();
    assert_eq!(append(&store, 1, "x"), Err(StoreError::ReadOnly));
    assert_eq!(store.insert_draft(&draft("")), Err(StoreError::ReadOnly));
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(append(&store, 1, "x"), Ok(1));
    assert_eq!(
        store.draft(draft("").id).unwrap().unwrap().draft.text,
        "xavant"
    );
}

#[test]
fn a_newer_library_is_left_untouched() {
    let (_folder, path) = library();
    drop(Store::open(&path).unwrap());
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let before = fs::read(&path).unwrap();
    let opened = Store::open(&path).err();
    assert_eq!(
        opened,
        Some(StoreError::Newer {
            found: 99,
            known: migrate::known()
        })
    );
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn a_database_of_another_program_is_refused() {
    let (_folder, path) = library();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE bookmarks (url)").unwrap();
    drop(other);
    assert!(matches!(Store::open(&path), Err(StoreError::Corrupt(_))));
}

#[test]
fn a_migration_that_is_not_ours_is_refused() {
    let (_folder, path) = library();
    drop(Store::open(&path).unwrap());
    let library = Connection::open(&path).unwrap();
    library
        .execute("UPDATE migrations SET checksum = 'x' WHERE number = 2", [])
        .unwrap();
    drop(library);
    assert!(matches!(Store::open(&path), Err(StoreError::Corrupt(_))));
}

/// A library of an earlier format with a draft in it.
fn older(path: &Path, format: usize) {
    let mut connection = Connection::open(path).unwrap();
    migrate::to_format(&mut connection, path, format).unwrap();
    connection.execute("INSERT INTO drafts (id, headline, headline_key, standfirst, section, byline, language, time_zone, created_at, changed_at)
        VALUES (zeroblob(16), 'Ancien', 'ancien', '', '', '', 'fr', 'Europe/Paris', 0, 0)", []).unwrap();
    connection
        .execute(
            "INSERT INTO texts (draft, sequence, text) VALUES (1, 0, 'texte')",
            [],
        )
        .unwrap();
}

#[test]
fn every_earlier_format_is_copied_and_brought_up_to_date() {
    for format in 1..migrate::known() {
        let (folder, path) = library();
        older(&path, format as usize);
        let store = Store::open(&path).unwrap();
        let found = store.draft(DraftId(Uuid::nil())).unwrap().unwrap();
        assert_eq!(found.draft.fields.headline, "Ancien");
        store.check(Look::AsWritten).unwrap();
        let copy = folder
            .path()
            .join(format!("library.db.format-{format}.backup"));
        let copy = Connection::open(copy).unwrap();
        let kept: u32 = copy
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(kept, format);
    }
}

#[test]
fn a_copy_never_takes_the_place_of_another() {
    let (folder, path) = library();
    older(&path, 1);
    let first = folder.path().join("library.db.format-1.backup");
    fs::write(&first, "une autre").unwrap();
    // What a copy that was cut off left goes: whoever opens a library is alone at it.
    let cut_off = folder
        .path()
        .join("library.db.format-1.2.backup.unfinished-1");
    fs::write(&cut_off, "la moitié").unwrap();
    drop(Store::open(&path).unwrap());
    assert!(!cut_off.exists());
    assert_eq!(fs::read_to_string(&first).unwrap(), "une autre");
    assert!(folder.path().join("library.db.format-1.2.backup").exists());
}

#[test]
fn the_settings_that_keep_text_safe_are_on() {
    let (_folder, path) = library();
    let store = Store::open(&path).unwrap();
    let (mode, sync, keys) = store
        .write(|tx| {
            let mode: String = tx.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
            let sync: i64 = tx.pragma_query_value(None, "synchronous", |row| row.get(0))?;
            let keys: i64 = tx.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
            Ok((mode, sync, keys))
        })
        .unwrap();
    assert_eq!((mode.as_str(), sync, keys), ("wal", 2, 1));
}

/// A revision of the draft, frozen under a number.
fn revision(number: u128, text: &str) -> Revision {
    Revision {
        id: RevisionId(Uuid::from_u128(number)),
        draft: draft("").id,
        fields: draft("").fields,
        text: text.to_owned(),
        made_at: Timestamp::UNIX_EPOCH,
        reason: RevisionReason::Pause,
        maker: Maker::Writer,
        name: None,
        words: None,
    }
}

#[test]
fn a_revision_never_changes() {
    let (_folder, path) = library();
    let store = Store::open(&path).unwrap();
    store.insert_draft(&draft("a")).unwrap();
    store.insert_revision(&revision(1, "a")).unwrap();
    for change in [
        "UPDATE revisions SET headline = 'b'",
        "UPDATE revision_texts SET hash = randomblob(32)",
    ] {
        assert!(store.write(|tx| Ok(tx.execute(change, [])?)).is_err());
    }
    // How it is packed is no part of it.
    let again = store.write(|tx| Ok(tx.execute("UPDATE revision_texts SET length = length", [])?));
    assert_eq!(again, Ok(1));
}

#[test]
fn a_damaged_revision_is_told_and_harms_no_other() {
    let (_folder, path) = library();
    let store = Store::open(&path).unwrap();
    store.insert_draft(&draft("")).unwrap();
    for number in 1..=5 {
        let text = format!("{number} {}", "un texte assez long ".repeat(200));
        store.insert_revision(&revision(number, &text)).unwrap();
    }
    let damage = "UPDATE revision_texts SET packed = zeroblob(length(packed)) WHERE revision = 3";
    store.write(|tx| Ok(tx.execute(damage, [])?)).unwrap();
    for number in 1..=5 {
        let read = store.revision(revision(number, "").id);
        match number {
            3 => assert!(matches!(read, Err(StoreError::RevisionDamaged(_)))),
            _ => assert!(read.unwrap().unwrap().text.starts_with(&number.to_string())),
        }
    }
    assert_eq!(store.damaged_revisions(), Ok(vec![revision(3, "").id]));
    // With its keyframe gone bad, the next revision begins anew.
    let damage = "UPDATE keyframes SET packed = zeroblob(length(packed))";
    store.write(|tx| Ok(tx.execute(damage, [])?)).unwrap();
    store.insert_revision(&revision(6, "nouveau")).unwrap();
    assert_eq!(
        store.newest_revision(draft("").id).unwrap().unwrap().text,
        "nouveau"
    );
    assert_eq!(store.damaged_revisions().unwrap().len(), 5);
}

#[test]
fn what_was_kept_before_revisions_were_packed_reads_back() {
    let (_folder, path) = library();
    older(&path, 5);
    let texts = ["", "un\ndeux\n", "l’été 😀\r\n", "\n", "un\ndeux"];
    let connection = Connection::open(&path).unwrap();
    for (number, text) in (1_u128..).zip(texts) {
        let mut fields = draft("").fields;
        fields.headline = format!("Titre {number}");
        let fields = crate::columns::fields_json(&fields).unwrap();
        connection
            .execute(
                "INSERT INTO revisions (id, draft, made_at, reason, fields, text)
                 VALUES (?1, zeroblob(16), ?2, 'publish', ?3, ?4)",
                rusqlite::params![
                    Uuid::from_u128(number).as_bytes(),
                    number as i64,
                    fields,
                    text
                ],
            )
            .unwrap();
    }
    drop(connection);
    let store = Store::open(&path).unwrap();
    for (number, text) in (1_u128..).zip(texts) {
        let read = store.revision(revision(number, "").id).unwrap().unwrap();
        assert_eq!(read.text, text);
        assert_eq!(read.fields.headline, format!("Titre {number}"));
        assert_eq!(read.reason, RevisionReason::Publish);
        assert_eq!(
            (read.maker, read.name, read.words),
            (Maker::Writer, None, None)
        );
    }
    let listed = store.history(DraftId(Uuid::nil()), None, 2).unwrap();
    assert_eq!((listed.total, listed.rows.len()), (5, 2));
    assert_eq!(listed.rows[0].headline, "Titre 5");
    let plain = "SELECT count(*) FROM revision_texts WHERE hash = zeroblob(32) OR keyframe IS NULL";
    let plain: i64 = store
        .read(|state| Ok(state.query_row(plain, [], |row| row.get(0))?))
        .unwrap();
    assert_eq!(plain, 0);
    store.check(Look::AsWritten).unwrap();
}
