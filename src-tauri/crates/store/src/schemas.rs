//! Libraries of every format there ever was: each is brought up to date with all that was written in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::{
    DispatchId, DispatchState, DraftId, PictureSource, PublicationState, RevisionId, SiteId,
};
use rusqlite::Connection;
use uuid::Uuid;

use crate::migrate;
use crate::{ListQuery, Look, PicturePlace, Store, salvage};

fn fixture(format: u32) -> String {
    let path = format!(
        "{}/tests/store/schemas/format-{format}.sql",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("write {path}: the tables of format {format}, and rows in each of them")
    })
}

/// A library of a format, in a folder of its own.
fn library(format: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = Connection::open(&path).unwrap();
    library.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    library.execute_batch(&fixture(format)).unwrap();
    (folder, path)
}

/// What the tables are, without the spaces in their words.
fn tables(library: &Connection) -> BTreeSet<(String, String)> {
    let all = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'migrations'";
    let mut all = library.prepare(all).unwrap();
    let all = all.query_map([], |row| {
        let sql: String = row.get(1)?;
        let words: Vec<&str> = sql.split_whitespace().collect();
        Ok((row.get(0)?, words.join(" ")))
    });
    all.unwrap().map(Result::unwrap).collect()
}

#[test]
fn each_is_as_its_program_made_it_and_has_something_in_every_table() {
    for format in 1..=migrate::known() {
        let (folder, path) = library(format);
        let made = folder.path().join("made.db");
        let mut connection = Connection::open(&made).unwrap();
        migrate::to_format(&mut connection, &made, format as usize).unwrap();
        let library = Connection::open(path).unwrap();
        assert_eq!(tables(&library), tables(&connection), "format {format}");
        for (name, sql) in tables(&library) {
            // What the search keeps for itself follows from its tables.
            if !sql.starts_with("CREATE TABLE")
                || name.starts_with("search_") && name != "search_due"
            {
                continue;
            }
            let rows = format!("SELECT count(*) FROM {name}");
            let rows: i64 = library.query_row(&rows, [], |row| row.get(0)).unwrap();
            assert!(rows > 0, "format {format}: nothing in {name}");
        }
    }
}

#[test]
fn each_is_brought_up_to_date_whole() {
    for format in 1..=migrate::known() {
        let (_folder, path) = library(format);
        let store = Store::open(&path).unwrap();
        store.check(Look::AsWritten).unwrap();
        everything_is_there(&store, format);
        drop(store);
        everything_is_there(&Store::open(&path).unwrap(), format);
        found_without_sqlite(&path);
    }
}

#[test]
fn each_comes_back_from_a_copy_made_by_its_program() {
    for format in 1..=migrate::known() {
        let (folder, path) = library(format);
        let back = folder.path().join("back.db");
        let facts = crate::library_of_backup(&path, &back, "brought_back").unwrap();
        assert_eq!((facts.format, facts.drafts), (format, 2));
        let store = Store::open(&back).unwrap();
        store.check(Look::AsWritten).unwrap();
        assert_eq!(store.draft(id(1)).unwrap().unwrap().sequence, 6);
    }
}

fn id(number: u128) -> DraftId {
    DraftId(Uuid::from_u128(number))
}

fn everything_is_there(store: &Store, format: u32) {
    let bridge = store.draft(id(1)).unwrap().unwrap();
    let (draft, fields) = (&bridge.draft, &bridge.draft.fields);
    assert_eq!(draft.text, "« Il rouvre. 😀 »");
    assert_eq!(bridge.doubt, None);
    assert_eq!(
        (bridge.sequence, bridge.place.caret, bridge.place.scroll),
        (6, 7, 3)
    );
    assert_eq!(
        (
            fields.headline.as_str(),
            fields.standfirst.as_str(),
            fields.section.as_str()
        ),
        ("Le pont rouvre", "Enfin", "Ville")
    );
    assert_eq!(fields.tags, ["été", "Œuvre"]);
    assert_eq!(fields.slug.as_ref().unwrap().as_str(), "le-pont");
    assert_eq!(
        fields.publish_at.unwrap().as_microsecond(),
        1_777_420_140_000_000
    );
    let picture = fields.lead_picture.as_ref().unwrap();
    assert_eq!(
        (picture.caption.as_str(), picture.credit.as_str()),
        ("Vu du quai", "C. Delmas")
    );
    assert!(matches!(&picture.source, PictureSource::File(file) if file.width == 1600));
    let station = store.draft(id(2)).unwrap().unwrap().draft;
    assert_eq!(
        (station.text.as_str(), station.fields.language.as_str()),
        ("It closes.", "en")
    );
    assert_eq!(station.binned_at.unwrap().as_second(), 4);
    let revision = store
        .revision(RevisionId(Uuid::from_u128(0x11)))
        .unwrap()
        .unwrap();
    assert_eq!(
        (revision.text.as_str(), revision.draft),
        ("Il rouvre.", id(1))
    );
    assert_eq!(revision.fields.tags, ["été", "Œuvre"]);
    if format >= 2 {
        what_was_published(store);
    }
    if format >= 3 {
        assert!(
            store
                .setting("settings")
                .unwrap()
                .unwrap()
                .contains("C. Delmas")
        );
        let picture = store.picture(&"ab".repeat(32)).unwrap().unwrap();
        assert_eq!((picture.width, picture.height), (1600, 900));
        let uses = store.picture_uses(&"ab".repeat(32)).unwrap();
        let places: Vec<_> = uses
            .iter()
            .map(|found| (found.draft, &found.places))
            .collect();
        assert!(
            matches!(places[..], [(draft, places)] if draft == id(1) && places.contains(&PicturePlace::Lead))
        );
    }
    if format >= 5 {
        assert_eq!(store.folders().unwrap().len(), 1);
        assert_eq!(store.mirrors_of(id(1)).unwrap().len(), 1);
    }
    if format >= 6 {
        assert_eq!(revision.name.as_deref(), Some("envoyé à l’avocate"));
    }
    assert_eq!(store.damaged_revisions().unwrap(), []);
    if format >= 8 {
        let kept = store.front_matter(id(1)).unwrap();
        assert_eq!(kept.as_deref(), Some("layout: post\n"));
    }
    if format >= 13 {
        what_became_of_its_picture(store);
    }
    if format >= 14 {
        let cited = store.cited_page(id(1), "https://ville.example/pont");
        let cited = cited.unwrap().unwrap();
        assert_eq!(
            (cited.title.as_str(), cited.paragraphs),
            ("Le pont", vec![1, 2])
        );
        assert_eq!(cited.quotes, ["le pont ouvrira en mai"]);
        let ignored = store.ignored(id(1)).unwrap();
        assert!(
            ignored
                .iter()
                .any(|one| one.rule == "spelling" && one.beside.is_some())
        );
        assert_eq!(store.check_overrides(id(1)).unwrap().len(), 1);
    }
    let query = ListQuery {
        search: "rouvre".to_owned(),
        ..ListQuery::all(0, 9)
    };
    assert_eq!(store.list(&query).unwrap().total, 1, "format {format}");
}

fn what_was_published(store: &Store) {
    let site = SiteId(Uuid::from_u128(0x21));
    assert_eq!(store.site(site).unwrap().unwrap().sections.len(), 1);
    let publication = &store.publications(id(1)).unwrap()[0];
    assert_eq!(publication.state, PublicationState::Live);
    let done = DispatchId(Uuid::from_u128(0x31));
    assert_eq!(
        store.dispatch(done).unwrap().unwrap().state,
        DispatchState::Done
    );
    assert!(store.receipt(done).unwrap().unwrap().is_verified());
    let sending = store.dispatch(DispatchId(Uuid::from_u128(0x32)));
    let sending = sending.unwrap().unwrap();
    assert_eq!(
        (sending.state, sending.attempts),
        (DispatchState::Unknown, 2)
    );
}

fn what_became_of_its_picture(store: &Store) {
    let hash = "ab".repeat(32);
    let kept = store.picture_row(&hash).unwrap().unwrap();
    assert_eq!((kept.name.as_str(), kept.located), ("quai.jpg", true));
    assert_eq!(kept.words.alt, "Un pont");
    assert_eq!(kept.offered.taken, "2026-04-29T02:49:00");
    let whole = store.framing(&hash, "").unwrap().unwrap();
    let (set, sharpness) = whole.copies.unwrap();
    assert_eq!(
        (set.whole.width, set.sizes.len(), sharpness),
        (1600, 1, 0.5)
    );
    assert!(set.card.is_some_and(|card| card.height == 630));
    let turned = store.framing(&hash, "turn=90").unwrap().unwrap();
    assert_eq!(turned.copies.unwrap_err().0, "picture_gave_up");
}

fn found_without_sqlite(path: &Path) {
    let found = salvage(path).unwrap();
    let texts = found
        .drafts
        .iter()
        .map(|draft| draft.newest().unwrap().text);
    assert!(found.whole);
    assert_eq!(
        texts.collect::<Vec<_>>(),
        ["« Il rouvre. 😀 »", "It closes."]
    );
}
