//! The folder of pictures: each file once, and nothing that no page may name.

use std::fs;

use domain::{PictureFile, PictureKind};

use super::PictureStore;
use crate::hash::sha256;

#[test]
fn the_same_bytes_are_kept_once() {
    let library = tempfile::tempdir().unwrap();
    let store = PictureStore::open(library.path()).unwrap();
    let file = PictureFile {
        hash: sha256(b"a"),
        kind: PictureKind::Gif,
        width: 1,
        height: 1,
    };
    for _ in 0..2 {
        store.keep(&file, b"a").unwrap();
    }
    assert_eq!(store.originals().unwrap(), [file.name()]);
    assert_eq!(store.bytes(&file).unwrap(), b"a");
    assert_eq!(store.named(&file.name()).unwrap().1, b"a");
    assert!(store.has(&file.name()) && store.has_hash(&file.hash) && !store.has_copy(&file));
    store.keep_copy(&file, b"a").unwrap();
    store.remove(&file).unwrap();
    assert_eq!(store.named(&file.name()).unwrap().1, b"a");
    store.remove_copy(&file.name()).unwrap();
    assert!(store.named(&file.name()).is_none());
    store.remove(&file).unwrap();
}

#[test]
fn only_a_kept_name_is_served() {
    let library = tempfile::tempdir().unwrap();
    let store = PictureStore::open(library.path()).unwrap();
    fs::write(library.path().join("library.db"), "a").unwrap();
    let other = format!("{}.exe", "a".repeat(64));
    fs::write(library.path().join("pictures").join(&other), "a").unwrap();
    for bad in ["../library.db", "a.gif", "", ".", &other] {
        assert!(store.named(bad).is_none(), "{bad}");
        assert!(!store.has(bad), "{bad}");
    }
    assert_eq!(store.originals().unwrap(), [""; 0]);
}
