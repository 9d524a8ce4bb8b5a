//! What is salvaged from a sound library is what it holds; from a damaged one, what is left, and nothing panics.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc;

use domain::Draft;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::{Change, JournalEntry, Store};

struct Library {
    folder: TempDir,
    store: Store,
}

impl Library {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("library.db")).unwrap();
        Self { folder, store }
    }

    fn add(&self, number: u128, text: &str) -> DraftId {
        let mut fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        fields.headline = format!("L’article {number}");
        fields.tags = vec!["été".to_owned(), "b".to_owned()];
        let draft = Draft {
            id: DraftId(Uuid::from_u128(number + 1)),
            fields,
            text: text.to_owned(),
            created_at: Timestamp::UNIX_EPOCH,
            changed_at: Timestamp::UNIX_EPOCH,
            binned_at: None,
        };
        self.store.insert_draft(&draft).unwrap();
        draft.id
    }

    fn type_in(&self, draft: DraftId, sequence: u64, insert: &str) {
        let (tell, told) = mpsc::channel();
        let entry = JournalEntry {
            draft,
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
        self.store
            .append(entry, Box::new(move |done| tell.send(done).unwrap()));
        told.recv().unwrap().unwrap();
    }

    /// What the library says, by draft.
    fn says(&self) -> BTreeMap<DraftId, (String, Fields, u64)> {
        let rows = self.store.list(&crate::ListQuery::all(0, 10_000)).unwrap();
        let stored = rows.rows.iter().map(|row| {
            let stored = self.store.draft(row.id).unwrap().unwrap();
            (
                row.id,
                (stored.draft.text, stored.draft.fields, stored.sequence),
            )
        });
        stored.collect()
    }

    /// Its files as they lie on the disk now, in a folder of their own.
    fn copied(&self) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        for name in ["library.db", "library.db-wal"] {
            let from = self.folder.path().join(name);
            if from.exists() {
                fs::copy(from, folder.path().join(name)).unwrap();
            }
        }
        let path = folder.path().join("library.db");
        (folder, path)
    }
}

fn read(salvaged: &Salvaged) -> BTreeMap<DraftId, (String, Fields, u64)> {
    let read = salvaged.drafts.iter().filter_map(|draft| {
        let row = draft.row.clone()?;
        let text = draft.newest()?;
        Some((row.id, (text.text, row.fields, text.sequence)))
    });
    read.collect()
}

fn filled(texts: &[(usize, usize, bool)]) -> Library {
    let library = Library::new();
    for (number, (length, edits, deleted)) in texts.iter().enumerate() {
        let draft = library.add(number as u128, &"été, ".repeat(*length));
        for edit in 0..*edits {
            library.type_in(draft, edit as u64 + 1, "« mot » ");
        }
        if *deleted {
            library.store.delete(draft).unwrap();
        }
    }
    library
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn all_of_a_sound_library_is_found_and_nothing_that_was_deleted(
        texts in prop::collection::vec((0_usize..4_000, 0_usize..6, any::<bool>()), 1..30),
        closed in any::<bool>(),
    ) {
        let library = filled(&texts);
        let says = library.says();
        let (folder, path) = if closed {
            let Library { folder, store } = library;
            drop(store);
            let path = folder.path().join("library.db");
            (folder, path)
        } else {
            library.copied()
        };
        let salvaged = salvage(&path).unwrap();
        prop_assert!(salvaged.whole);
        prop_assert_eq!(read(&salvaged), says);
        drop(folder);
    }

    #[test]
    fn bytes_that_flip_cost_what_they_hit(
        flips in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..40),
        in_log in any::<bool>(),
    ) {
        let library = filled(&[(3_000, 2, false), (10, 3, false), (0, 0, false), (900, 0, true)]);
        let (folder, path) = if in_log {
            library.copied()
        } else {
            let Library { folder, store } = library;
            drop(store);
            let path = folder.path().join("library.db");
            (folder, path)
        };
        let hit = if in_log { folder.path().join("library.db-wal") } else { path.clone() };
        let mut bytes = fs::read(&hit).unwrap();
        for (at, by) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= by;
        }
        fs::write(&hit, bytes).unwrap();
        salvage(&path).unwrap();
    }
}

#[test]
fn a_file_without_its_head_still_gives_its_texts() {
    let library = filled(&[(3_000, 2, false), (10, 3, false), (0, 0, false)]);
    let says = library.says();
    let Library { folder, store } = library;
    drop(store);
    let path = folder.path().join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[..4096].fill(0);
    fs::write(&path, bytes).unwrap();
    let salvaged = salvage(&path).unwrap();
    assert!(!salvaged.whole);
    assert_eq!(read(&salvaged), says);
}

#[test]
fn a_file_that_was_cut_gives_what_is_left_and_its_log_the_rest() {
    let library = filled(&[(3_000, 2, false), (10, 3, false)]);
    let says = library.says();
    let (_folder, path) = library.copied();
    fs::remove_file(&path).unwrap();
    assert_eq!(read(&salvage(&path).unwrap()), says);
    let missing = path.with_file_name("none.db");
    assert!(matches!(
        salvage(&missing),
        Err(crate::StoreError::Fault(_))
    ));
}

#[test]
fn where_the_last_text_is_damaged_the_one_before_it_serves() {
    let text = |text: &str, sequence, whole| {
        Some(SalvagedText {
            text: text.to_owned(),
            sequence,
            whole,
        })
    };
    let insert = vec![Change {
        from: 0,
        to: 0,
        insert: "x".to_owned(),
    }];
    let mut draft = SalvagedDraft {
        text: text("x?", 3, false),
        earlier: text("a", 2, true),
        edits: BTreeMap::from([(3, insert)]),
        ..SalvagedDraft::default()
    };
    assert_eq!(draft.newest(), text("xa", 3, true));
    draft.edits.clear();
    assert_eq!(draft.newest(), text("x?", 3, false));
    draft.text = None;
    assert_eq!(draft.newest(), text("a", 2, true));
}

#[test]
fn a_log_without_its_head_still_gives_what_was_committed() {
    let library = filled(&[(3_000, 2, false), (10, 3, false)]);
    let says = library.says();
    let (folder, path) = library.copied();
    let log = folder.path().join("library.db-wal");
    let mut bytes = fs::read(&log).unwrap();
    bytes[..32].fill(0);
    fs::write(&log, bytes).unwrap();
    let salvaged = salvage(&path).unwrap();
    assert!(!salvaged.whole);
    assert_eq!(read(&salvaged), says);
}

#[test]
fn a_log_whose_first_frame_is_damaged_too_still_gives_the_rest() {
    let library = filled(&[(3_000, 2, false), (10, 3, false)]);
    let says = library.says();
    let (folder, path) = library.copied();
    let log = folder.path().join("library.db-wal");
    let mut bytes = fs::read(&log).unwrap();
    bytes[..1000].fill(b'x');
    fs::write(&log, bytes).unwrap();
    let salvaged = salvage(&path).unwrap();
    assert!(!salvaged.whole);
    assert_eq!(read(&salvaged), says);
}

#[test]
fn a_text_that_is_cut_is_known_not_to_be_whole() {
    let library = filled(&[(20_000, 0, false)]);
    let Library { folder, store } = library;
    drop(store);
    let path = folder.path().join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    // The last page of its text, wherever this format has put it.
    let text = "été, été".as_bytes();
    let last = bytes.windows(text.len()).rposition(|part| part == text);
    let from = last.unwrap() / 4096 * 4096;
    bytes[from..from + 4096].fill(0x5A);
    fs::write(&path, bytes).unwrap();
    let salvaged = salvage(&path).unwrap();
    assert!(!salvaged.whole);
    let text = salvaged.drafts[0].newest().unwrap();
    assert!(!text.whole && text.text.starts_with("été, été"));
}

#[test]
fn edits_follow_another_reading_as_far_as_they_fit() {
    let mut draft = SalvagedDraft::default();
    let insert = |from| {
        vec![Change {
            from,
            to: from,
            insert: "x".to_owned(),
        }]
    };
    draft.edits = BTreeMap::from([(3, insert(0)), (4, insert(99)), (5, insert(0))]);
    assert_eq!(draft.continued("ab", 2), ("xab".to_owned(), 3));
    assert_eq!(draft.continued("ab", 1), ("ab".to_owned(), 1));
}
