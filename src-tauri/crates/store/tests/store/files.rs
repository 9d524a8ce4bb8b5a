//! Files that are not a library, and libraries that are held.

use std::fs;

use store::{Look, Store, StoreError};

use crate::{Library, draft, draft_id};

#[test]
fn a_file_that_is_not_a_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let noise = "pas une base de données ".repeat(500);
    fs::write(&path, &noise).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Corrupt(_))));
    assert!(fs::read_to_string(&path).unwrap() == noise);
}

#[test]
fn a_damaged_library_is_not_overwritten() {
    let library = Library::new();
    library
        .insert_draft(&draft(1, "Un", &"texte ".repeat(5_000)))
        .unwrap();
    let Library { store, folder } = library;
    drop(store);
    let path = folder.path().join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes[4096..half].fill(0x5A);
    fs::write(&path, &bytes).unwrap();
    let opened = Store::open(&path);
    assert!(
        matches!(opened, Err(StoreError::Corrupt(_))),
        "{:?}",
        opened.err()
    );
    assert!(fs::read(&path).unwrap() == bytes);
}

#[test]
fn half_a_library_is_not_overwritten() {
    let library = Library::new();
    library
        .insert_draft(&draft(1, "Un", &"texte ".repeat(50_000)))
        .unwrap();
    let Library { store, folder } = library;
    drop(store);
    let path = folder.path().join("library.db");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let opened = Store::open(&path);
    assert!(
        matches!(opened, Err(StoreError::Corrupt(_))),
        "{:?}",
        opened.err()
    );
    assert!(fs::read(&path).unwrap() == bytes[..bytes.len() / 2]);
}

#[test]
fn a_second_process_is_told_so() {
    let library = Library::new();
    let path = library.folder.path().join("library.db");
    assert!(matches!(Store::open(&path), Err(StoreError::Busy)));
    let library = library.reopen();
    library.insert_draft(&draft(1, "Un", "")).unwrap();
    assert!(library.draft(draft_id(1)).unwrap().is_some());
}

#[test]
fn a_folder_that_is_not_there_is_a_fault_of_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Store::open(&folder.path().join("none").join("library.db"));
    assert!(matches!(opened, Err(StoreError::Fault(_))));
}

#[test]
fn a_sound_library_passes_its_check() {
    let library = Library::new();
    library.insert_draft(&draft(1, "Un", "texte")).unwrap();
    library.check(Look::AsWritten).unwrap();
}

#[test]
fn a_held_library_can_be_read_and_not_written() {
    let Library { store, folder } = Library::new();
    let path = folder.path().join("library.db");
    store.insert_draft(&draft(1, "Un", "texte")).unwrap();
    let reader = Store::open_to_read(&path).unwrap();
    assert!(reader.only_reads() && !store.only_reads());
    store.insert_draft(&draft(2, "Deux", "texte")).unwrap();
    assert!(reader.draft(draft_id(2)).unwrap().is_some());
    let refused = reader.insert_draft(&draft(3, "Trois", ""));
    assert_eq!(refused, Err(StoreError::Busy));
    drop(reader);
    store.insert_draft(&draft(3, "Trois", "")).unwrap();
}

#[test]
fn what_is_no_library_yet_is_not_made_by_a_reader() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    assert!(matches!(Store::open_to_read(&path), Err(StoreError::Busy)));
    fs::write(&path, "").unwrap();
    assert!(matches!(Store::open_to_read(&path), Err(StoreError::Busy)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
