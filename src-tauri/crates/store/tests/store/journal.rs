//! Every edit that was told durable is there again, and the text is what the editor had.

use std::fs;
use std::sync::mpsc;

use domain::DraftId;
use domain::draft::DraftStatus;
use proptest::prelude::*;
use store::{Change, JournalEntry, Place, Store, StoreError};
use tempfile::TempDir;

use crate::{Library, at, draft, draft_id};

fn entry(draft: DraftId, sequence: u64, changes: Vec<Change>) -> JournalEntry {
    let made_at = at(i64::try_from(sequence).unwrap());
    JournalEntry {
        draft,
        sequence,
        changes,
        caret: sequence,
        made_at,
        fingerprint: None,
    }
}

fn insert(at: usize, text: &str) -> Vec<Change> {
    vec![Change {
        from: at,
        to: at,
        insert: text.to_owned(),
    }]
}

/// Appends all at once and waits for each.
fn append(library: &Library, entries: Vec<JournalEntry>) -> Vec<Result<u64, StoreError>> {
    let waiting: Vec<_> = entries
        .into_iter()
        .map(|entry| {
            let (tell, told) = mpsc::channel();
            library.append(entry, Box::new(move |done| tell.send(done).unwrap()));
            told
        })
        .collect();
    waiting
        .into_iter()
        .map(|told| told.recv().unwrap())
        .collect()
}

fn text(library: &Library, id: DraftId) -> (String, u64) {
    let stored = library.draft(id).unwrap().unwrap();
    (stored.draft.text, stored.sequence)
}

#[test]
fn what_was_read_is_in_view_again_but_what_was_typed_comes_first() {
    let library = Library::new();
    let draft = draft(1, "", &"mot ".repeat(5_000));
    library.insert_draft(&draft).unwrap();
    let place = |caret, scroll| Place { caret, scroll };
    let says = || library.draft(draft.id).unwrap().unwrap().place;
    library.set_place(draft.id, place(10, 9_000)).unwrap();
    assert_eq!(says(), place(10, 9_000));
    for (sequence, caret, expect) in [(1, 9_500, place(9_500, 9_000)), (2, 40, place(40, 40))] {
        let typed = JournalEntry {
            caret,
            ..entry(draft.id, sequence, insert(0, "x"))
        };
        append(&library, vec![typed]).remove(0).unwrap();
        assert_eq!(says(), expect);
    }
}

#[test]
fn edits_are_replayed_after_a_restart() {
    let library = Library::new();
    let id = draft_id(1);
    library.insert_draft(&draft(1, "", "ab")).unwrap();
    let done = append(
        &library,
        vec![entry(id, 1, insert(1, "😀")), entry(id, 2, insert(3, "c"))],
    );
    assert_eq!(done, vec![Ok(1), Ok(2)]);
    let library = library.reopen();
    assert_eq!(text(&library, id), ("a😀cb".to_owned(), 2));
    let stored = library.draft(id).unwrap().unwrap();
    assert_eq!((stored.place.caret, stored.draft.changed_at), (2, at(2)));
}

#[test]
fn what_was_queued_is_written_before_the_file_closes() {
    let library = Library::new();
    let id = draft_id(1);
    library.insert_draft(&draft(1, "", "")).unwrap();
    for sequence in 1..=500 {
        library.append(
            entry(id, sequence, insert(0, "x")),
            Box::new(|done| assert!(done.is_ok())),
        );
    }
    let library = library.reopen();
    assert_eq!(text(&library, id), ("x".repeat(500), 500));
}

#[test]
fn an_edit_that_does_not_follow_is_refused_and_the_others_are_kept() {
    let library = Library::new();
    let (one, two) = (draft_id(1), draft_id(2));
    library.insert_draft(&draft(1, "", "")).unwrap();
    library.insert_draft(&draft(2, "", "")).unwrap();
    let done = append(
        &library,
        vec![
            entry(one, 1, insert(0, "a")),
            entry(one, 3, insert(0, "c")),
            entry(draft_id(9), 1, insert(0, "a")),
            entry(two, 1, insert(0, "z")),
            entry(one, 2, insert(0, "b")),
        ],
    );
    let gap = Err(StoreError::OutOfOrder {
        expected: 2,
        found: 3,
    });
    assert_eq!(
        done,
        vec![Ok(1), gap, Err(StoreError::Missing("draft")), Ok(1), Ok(2)]
    );
    assert_eq!(text(&library, one), ("ba".to_owned(), 2));
    assert_eq!(text(&library, two), ("z".to_owned(), 1));
}

#[test]
fn folding_keeps_what_is_newer() {
    let library = Library::new();
    let id = draft_id(1);
    library.insert_draft(&draft(1, "", "")).unwrap();
    append(
        &library,
        (1..=4).map(|n| entry(id, n, insert(0, "x"))).collect(),
    );
    library.fold(id, "xx", 2, at(2)).unwrap();
    assert_eq!(text(&library, id), ("xxxx".to_owned(), 4));
    let older = library.fold(id, "x", 1, at(2));
    assert_eq!(
        older,
        Err(StoreError::OutOfOrder {
            expected: 2,
            found: 1
        })
    );
    library.fold(id, "whole", 9, at(3)).unwrap();
    assert_eq!(text(&library, id), ("whole".to_owned(), 9));
    assert_eq!(
        append(&library, vec![entry(id, 10, insert(5, "!"))]),
        vec![Ok(10)]
    );
    assert_eq!(text(&library.reopen(), id), ("whole!".to_owned(), 10));
}

#[test]
fn an_edit_is_not_a_promise_kept() {
    let library = Library::new();
    library.insert_draft(&draft(1, "", "")).unwrap();
    append(&library, vec![entry(draft_id(1), 1, insert(0, "x"))]);
    assert_eq!(library.status(draft_id(1)).unwrap(), DraftStatus::Draft);
}

#[test]
fn an_edit_that_does_not_fit_is_reported_not_guessed() {
    let library = Library::new();
    library.insert_draft(&draft(1, "", "ab")).unwrap();
    append(&library, vec![entry(draft_id(1), 1, insert(9, "x"))]);
    assert!(matches!(
        library.draft(draft_id(1)),
        Err(StoreError::Corrupt(_))
    ));
    // The editor's own text repairs it.
    library.fold(draft_id(1), "ab", 1, at(1)).unwrap();
    assert_eq!(text(&library, draft_id(1)), ("ab".to_owned(), 1));
}

#[test]
fn a_handle_may_go_in_the_callback() {
    let library = Library::new();
    library.insert_draft(&draft(1, "", "")).unwrap();
    let Library { store, folder } = library;
    let (tell, told) = mpsc::channel();
    let last = store.clone();
    store.append(
        entry(draft_id(1), 1, insert(0, "x")),
        Box::new(move |done| {
            drop(last);
            tell.send(done).unwrap();
        }),
    );
    drop(store);
    assert_eq!(told.recv().unwrap(), Ok(1));
    drop(folder);
}

#[test]
fn a_panic_in_a_callback_does_not_end_the_saving() {
    let library = Library::new();
    library.insert_draft(&draft(1, "", "")).unwrap();
    library.append(
        entry(draft_id(1), 1, insert(0, "a")),
        Box::new(|_| panic!("on purpose")),
    );
    assert_eq!(
        append(&library, vec![entry(draft_id(1), 2, insert(1, "b"))]),
        vec![Ok(2)]
    );
    assert_eq!(text(&library, draft_id(1)), ("ab".to_owned(), 2));
}

#[test]
fn readers_see_whole_edits_while_the_writer_writes() {
    let library = Library::new();
    library.insert_draft(&draft(1, "", "")).unwrap();
    let reader = library.store.clone();
    let reading = std::thread::spawn(move || {
        let mut last = 0;
        while last < 300 {
            let stored = reader.draft(draft_id(1)).unwrap().unwrap();
            assert_eq!(stored.draft.text.len() as u64, stored.sequence * 2);
            assert!(stored.sequence >= last);
            last = stored.sequence;
        }
    });
    for sequence in 1..=300 {
        library.append(
            entry(draft_id(1), sequence, insert(0, "é")),
            Box::new(|_| ()),
        );
        if sequence % 50 == 0 {
            let whole = "é".repeat(usize::try_from(sequence).unwrap());
            library.fold(draft_id(1), &whole, sequence, at(1)).unwrap();
        }
    }
    reading.join().unwrap();
}

/// What a crash leaves: the files as they are on the disk now, the log cut at a byte.
fn crashed(library: &Library, log: Option<usize>) -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = |folder: &TempDir, name| folder.path().join(name);
    let name = "library.db";
    fs::copy(file(&library.folder, name), file(&folder, name)).unwrap();
    let mut bytes = fs::read(file(&library.folder, "library.db-wal")).unwrap();
    bytes.truncate(log.unwrap_or(bytes.len()).min(bytes.len()));
    fs::write(file(&folder, "library.db-wal"), bytes).unwrap();
    (Store::open(&file(&folder, name)).unwrap(), folder)
}

#[test]
fn what_was_told_durable_survives_a_crash() {
    let library = Library::new();
    library.insert_draft(&draft(1, "", "")).unwrap();
    for sequence in 1..=40 {
        assert_eq!(
            append(&library, vec![entry(draft_id(1), sequence, insert(0, "x"))]).len(),
            1
        );
        let (after, _folder) = crashed(&library, None);
        let stored = after.draft(draft_id(1)).unwrap().unwrap();
        assert_eq!(stored.draft.text.len() as u64, sequence);
        if sequence % 15 == 0 {
            let whole = "x".repeat(usize::try_from(sequence).unwrap());
            library.fold(draft_id(1), &whole, sequence, at(1)).unwrap();
        }
    }
}

#[test]
fn a_torn_log_loses_the_end_and_nothing_else() {
    // Brought into the file first, so that the log has nothing but edits in it.
    let library = Library::new();
    library.insert_draft(&draft(1, "", "")).unwrap();
    let library = library.reopen();
    append(
        &library,
        (1..=3)
            .map(|n| entry(draft_id(1), n, insert(0, "x")))
            .collect(),
    );
    append(
        &library,
        (4..=6)
            .map(|n| entry(draft_id(1), n, insert(0, "x")))
            .collect(),
    );
    let length = fs::metadata(library.folder.path().join("library.db-wal"))
        .unwrap()
        .len();
    for cut in (0..usize::try_from(length).unwrap()).step_by(1000) {
        let (after, _folder) = crashed(&library, Some(cut));
        let stored = after.draft(draft_id(1)).unwrap().unwrap();
        assert_eq!(stored.draft.text.len() as u64, stored.sequence);
        after.check(store::Look::AsWritten).unwrap();
    }
}

/// One edit of an editor that counts UTF-16 units: where (as a share of the text), how much goes,
/// what comes.
type Edit = Vec<(u16, u16, String)>;

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let insert = prop_oneof![
        "[a-zé ]{0,6}",
        Just("😀👩‍👧".to_owned()),
        Just("\r\n".to_owned()),
        Just("\0".to_owned()),
        Just("e\u{301}\u{10FFFF}".to_owned()),
    ];
    let one = prop::collection::vec((any::<u16>(), 0..20_u16, insert), 1..4);
    prop::collection::vec(one, 1..40)
}

/// What an editor does: a vector of UTF-16 units, never cut inside a pair.
fn edit(units: &mut Vec<u16>, edit: &Edit) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut edit = edit.clone();
    edit.sort_by_key(|(share, ..)| *share);
    let mut after = 0;
    for (share, remove, insert) in edit {
        let from = whole(
            units,
            (usize::from(share) * units.len() / 65_535).max(after),
        );
        let to = whole(units, (from + usize::from(remove)).min(units.len()));
        after = to + 1;
        changes.push(Change { from, to, insert });
        if after > units.len() {
            break;
        }
    }
    for change in changes.iter().rev() {
        units.splice(change.from..change.to, change.insert.encode_utf16());
    }
    changes
}

/// The offset, moved behind a pair that it would cut.
fn whole(units: &[u16], offset: usize) -> usize {
    match units.get(offset) {
        Some(0xDC00..=0xDFFF) => offset + 1,
        _ => offset,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// With a fold anywhere, as late as it likes, and a restart.
    #[test]
    fn the_replayed_text_is_the_editors(edits in edits(), folded in 0_usize..40, late in 0_usize..5) {
        let library = Library::new();
        let id = draft_id(1);
        library.insert_draft(&draft(1, "", "début 😀")).unwrap();
        let mut units: Vec<u16> = "début 😀".encode_utf16().collect();
        let mut texts = vec![String::from_utf16(&units).unwrap()];
        for (n, one) in edits.iter().enumerate() {
            let changes = edit(&mut units, one);
            texts.push(String::from_utf16(&units).unwrap());
            library.append(entry(id, n as u64 + 1, changes), Box::new(|done| assert!(done.is_ok())));
            if n == folded {
                let upto = n.saturating_sub(late);
                library.fold(id, &texts[upto], upto as u64, at(1)).unwrap();
            }
        }
        library.flush().unwrap();
        let (replayed, sequence) = text(&library.reopen(), id);
        prop_assert_eq!(&replayed, texts.last().unwrap());
        prop_assert_eq!(sequence, edits.len() as u64);
    }
}
