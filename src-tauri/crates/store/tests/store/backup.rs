//! Copies: whole, read back, never in another's place, and no burden to whoever writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use domain::{DispatchState, Operation};
use store::{
    Change, JournalEntry, Look, Stop, Store, StoreError, examine_backup, hold, library_of_backup,
};

use crate::{Library, at, dispatch, draft, draft_id, revision, site};

fn append(library: &Store, sequence: u64, insert: &str) -> mpsc::Receiver<Result<u64, StoreError>> {
    let (tell, told) = mpsc::channel();
    let entry = JournalEntry {
        draft: draft_id(1),
        sequence,
        changes: vec![Change {
            from: 0,
            to: 0,
            insert: insert.to_owned(),
        }],
        caret: 0,
        made_at: at(1),
        fingerprint: None,
    };
    // Nobody may listen any more at the end of a test.
    library.append(entry, Box::new(move |done| drop(tell.send(done))));
    told
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn elsewhere(library: &Library) -> PathBuf {
    let folder = library.folder.path().join("elsewhere");
    fs::create_dir(&folder).unwrap();
    folder
}

#[test]
fn a_copy_holds_everything_the_journal_too_and_stands_alone() {
    let library = Library::new();
    library
        .insert_draft(&draft(1, "Un", &"texte ".repeat(50_000)))
        .unwrap();
    append(&library, 1, "« ").recv().unwrap().unwrap();
    let folder = elsewhere(&library);
    let to = folder.join("copy.db");
    let facts = library.backup(&to).unwrap();
    assert_eq!((facts.drafts, facts.changed_at), (1, Some(at(1))));
    assert_eq!(names(&folder), ["copy.db"]);
    assert_eq!(examine_backup(&to, Look::AsWritten), Ok(facts));
    let original = library.draft(draft_id(1)).unwrap();
    let copy = Store::open(&to).unwrap();
    assert_eq!(copy.draft(draft_id(1)).unwrap(), original);
}

#[test]
fn a_copy_is_never_put_in_the_place_of_another() {
    let library = Library::new();
    let to = elsewhere(&library).join("copy.db");
    fs::write(&to, "une autre").unwrap();
    assert_eq!(library.backup(&to), Err(StoreError::Taken("backup")));
    assert_eq!(fs::read_to_string(&to).unwrap(), "une autre");
}

#[test]
fn writing_goes_on_while_a_copy_is_made_and_the_copy_is_of_one_moment() {
    let library = Library::new();
    let long = "texte ".repeat(1_000_000);
    library.insert_draft(&draft(1, "Un", &long)).unwrap();
    library.insert_draft(&draft(2, "Deux", &long)).unwrap();
    let to = elsewhere(&library).join("copy.db");
    let done = AtomicBool::new(false);
    let written = std::thread::scope(|threads| {
        let writing = threads.spawn(|| {
            let mut sequence = 0;
            while !done.load(Ordering::SeqCst) {
                sequence += 1;
                append(&library, sequence, "x").recv().unwrap().unwrap();
            }
            sequence
        });
        let copied = library.backup(&to);
        done.store(true, Ordering::SeqCst);
        copied.unwrap();
        writing.join().unwrap()
    });
    let copy = Store::open(&to)
        .unwrap()
        .draft(draft_id(1))
        .unwrap()
        .unwrap();
    assert!(written > 1, "a key was written meanwhile");
    assert!(copy.sequence <= written);
    assert!(copy.draft.text == format!("{}{long}", "x".repeat(copy.sequence as usize)));
}

#[test]
fn a_copy_that_is_stopped_leaves_nothing() {
    let library = Library::new();
    let folder = elsewhere(&library);
    let stop = Stop::new(AtomicBool::new(true));
    let stopped = library.backup_until(&folder.join("copy.db"), &stop);
    assert_eq!(stopped, Err(StoreError::Closed));
    assert!(names(&folder).is_empty());
}

#[test]
fn what_the_disk_refuses_is_told_and_leaves_nothing() {
    let library = Library::new();
    let gone = library.folder.path().join("gone").join("copy.db");
    assert!(matches!(library.backup(&gone), Err(StoreError::Fault(_))));
    // A folder that not even root writes to.
    let refused = library.backup(Path::new("/sys/kernel/copy.db"));
    assert_eq!(refused, Err(StoreError::ReadOnly));
}

#[test]
fn a_copy_that_another_program_makes_meanwhile_is_left_to_it() {
    let library = Library::new();
    let folder = elsewhere(&library);
    let (copy, theirs) = (folder.join("copy.db"), folder.join("copy.db.unfinished-1"));
    fs::write(&theirs, "half").unwrap();
    library.backup(&copy).unwrap();
    assert_eq!(names(&folder), ["copy.db", "copy.db.unfinished-1"]);
    assert_eq!(fs::read_to_string(theirs).unwrap(), "half");
    examine_backup(&copy, Look::AsWritten).unwrap();
}

#[test]
fn a_damaged_library_is_not_taken_for_a_good_copy() {
    let library = Library::new();
    library
        .insert_draft(&draft(1, "Un", &"texte ".repeat(50_000)))
        .unwrap();
    let library = library.reopen();
    let path = library.folder.path().join("library.db");
    let folder = elsewhere(&library);
    let good = folder.join("good.db");
    library.backup(&good).unwrap();
    // Closed first: what a connection has in memory is sound.
    let Library {
        store,
        folder: whole,
    } = library;
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let (from, to) = (bytes.len() / 4 * 3, bytes.len());
    bytes[from..to].fill(0x5A);
    fs::write(&path, &bytes).unwrap();
    let library = Library {
        store: Store::open(&path).unwrap(),
        folder: whole,
    };
    let refused = library.backup(&folder.join("copy.db"));
    assert!(
        matches!(refused, Err(StoreError::Corrupt(_))),
        "{refused:?}"
    );
    assert_eq!(names(&folder), ["good.db"]);
    for bad in [&path, &folder.join("none.db")] {
        assert!(examine_backup(bad, Look::Whole).is_err());
    }
    fs::write(folder.join("text.db"), "pas une base ".repeat(500)).unwrap();
    let text = examine_backup(&folder.join("text.db"), Look::Whole);
    assert!(matches!(text, Err(StoreError::Corrupt(_))), "{text:?}");
    fs::write(folder.join("empty.db"), "").unwrap();
    let empty = examine_backup(&folder.join("empty.db"), Look::Whole);
    assert!(matches!(empty, Err(StoreError::Corrupt(_))), "{empty:?}");
}

/// Somebody who copies a backup by hand over a library whose program died.
#[test]
fn the_log_of_another_state_is_not_written_into_a_library() {
    let library = Library::new();
    let folder = elsewhere(&library);
    let put = folder.join("library.db");
    library.insert_draft(&draft(1, "Un", "texte")).unwrap();
    library.backup(&put).unwrap();
    for number in 2..40 {
        let long = draft(number, "Un autre", &"texte ".repeat(30_000));
        library.insert_draft(&long).unwrap();
    }
    let log = folder.join("library.db-wal");
    fs::copy(library.folder.path().join("library.db-wal"), &log).unwrap();
    let before = [&put, &log].map(|path| fs::read(path).unwrap());
    let refused = Store::open(&put);
    assert!(
        matches!(refused, Err(StoreError::Corrupt(_))),
        "{refused:?}"
    );
    assert!([&put, &log].map(|path| fs::read(path).unwrap()) == before);
    fs::remove_file(log).unwrap();
    Store::open(&put)
        .unwrap()
        .draft(draft_id(1))
        .unwrap()
        .unwrap();
}

#[test]
fn a_library_made_of_a_copy_sends_nothing_by_itself() {
    let library = Library::new();
    let one = draft(1, "Un", "texte");
    library.insert_draft(&one).unwrap();
    library.put_site(&site()).unwrap();
    let frozen = revision(1, &one);
    let promise = dispatch(1, &frozen, Operation::Publish);
    library.promise(&frozen, &promise).unwrap();
    let folder = elsewhere(&library);
    let (copy, back) = (folder.join("copy.db"), folder.join("library.db"));
    library.backup(&copy).unwrap();
    library_of_backup(&copy, &back, "brought_back").unwrap();
    assert_eq!(names(&folder), ["copy.db", "library.db"]);
    let back = Store::open(&back).unwrap();
    let stopped = back.dispatch(promise.id).unwrap().unwrap();
    assert_eq!(stopped.state, DispatchState::Failed);
    assert_eq!(stopped.failure.as_deref(), Some("brought_back"));
    assert_eq!(
        back.status(one.id).unwrap(),
        library_status_without(&library, &promise)
    );
}

/// What the draft's status is where the promise failed.
fn library_status_without(
    library: &Library,
    promise: &domain::Dispatch,
) -> domain::draft::DraftStatus {
    let progress = store::DispatchProgress {
        state: DispatchState::Failed,
        ..store::DispatchProgress::of(promise)
    };
    library.set_dispatch(promise.id, &progress).unwrap();
    library.status(promise.draft).unwrap()
}

#[test]
fn who_holds_a_library_keeps_others_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let held = hold(&path).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Busy)));
    drop(held);
    Store::open(&path).unwrap();
}
