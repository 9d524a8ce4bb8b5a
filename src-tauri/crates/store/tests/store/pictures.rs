//! Pictures: what is said of them, who names them, and that only what nobody names is ever removed.

use domain::{
    Fields, Framing, LeadPicture, PictureFile, PictureKind, PictureSet, PictureSource, PictureWords,
};
use store::{Change, Developed, JournalEntry, Picture, PicturePlace, PictureQuery, Store};

use crate::{Library, at, draft, draft_id, revision};

fn file(letter: &str) -> PictureFile {
    PictureFile {
        hash: letter.repeat(64),
        kind: PictureKind::Jpeg,
        width: 4,
        height: 3,
    }
}

fn picture(letter: &str) -> Picture {
    Picture {
        file: file(letter),
        bytes: 10,
        added_at: Some(at(1)),
        name: format!("Été {letter}.jpg"),
        moving: false,
        located: false,
        words: PictureWords::default(),
        offered: PictureWords::default(),
    }
}

fn removed(store: &Store, letter: &str) -> usize {
    let removed = store.remove_unused_pictures(&[letter.repeat(64)]);
    removed.unwrap().len()
}

fn lead(letter: &str) -> LeadPicture {
    LeadPicture {
        source: PictureSource::File(file(letter)),
        framing: Framing::WHOLE,
        alt: String::new(),
        caption: String::new(),
        credit: String::new(),
    }
}

#[test]
fn what_was_said_stays_when_the_same_file_comes_again() {
    let store = Library::new();
    store.put_picture(&picture("a")).unwrap();
    let words = PictureWords {
        credit: "Léa Œuvre".to_owned(),
        ..PictureWords::default()
    };
    store.set_picture_words(&"a".repeat(64), &words).unwrap();
    let again = Picture {
        name: "other.jpg".to_owned(),
        added_at: Some(at(9)),
        ..picture("a")
    };
    store.put_picture(&again).unwrap();
    let store = store.reopen();
    let kept = store.picture_row(&"a".repeat(64)).unwrap().unwrap();
    assert_eq!(store.picture("").unwrap(), None);
    assert_eq!(store.picture(&"a".repeat(64)).unwrap(), Some(file("a")));
    assert_eq!((kept.words, kept.added_at), (words, Some(at(1))));
    let found = |search: &str| {
        let query = PictureQuery {
            search: search.to_owned(),
            limit: 9,
            ..PictureQuery::default()
        };
        store.list_pictures(&query).unwrap().total
    };
    assert_eq!(found("ete LEA oeuv"), 1);
    assert_eq!(found("other"), 0);
    assert_eq!(found("%"), 1);
    assert_eq!(found("vre"), 0);
}

#[test]
fn what_anything_names_is_not_removed() {
    let store = Library::new();
    for letter in ["a", "b", "c", "d", "e"] {
        store.put_picture(&picture(letter)).unwrap();
    }
    let text = format!("![](/media/{}.jpg#turn=90)", "a".repeat(64));
    let one = draft(1, "Un", &text);
    store.insert_draft(&one).unwrap();
    let fields = Fields {
        lead_picture: Some(lead("b")),
        ..one.fields.clone()
    };
    store.set_fields(draft_id(1), &fields, at(2)).unwrap();
    let mut frozen = revision(1, &one);
    frozen.text = format!("![](/media/{}.jpg)", "c".repeat(64));
    store.insert_revision(&frozen).unwrap();
    let (told, heard) = std::sync::mpsc::channel();
    let entry = JournalEntry {
        draft: draft_id(1),
        sequence: 1,
        changes: vec![Change {
            from: 0,
            to: 0,
            insert: format!("![](/media/{}.jpg)\n\n", "d".repeat(64)),
        }],
        caret: 0,
        made_at: at(3),
        fingerprint: None,
    };
    store.append(entry, Box::new(move |how| drop(told.send(how))));
    heard.recv().unwrap().unwrap();
    let all: Vec<usize> = ["a", "b", "c", "d", "e"]
        .map(|letter| removed(&store, letter))
        .to_vec();
    assert_eq!(all, [0, 0, 0, 0, 1]);
    let uses = |letter: &str| {
        let uses = store.picture_uses(&letter.repeat(64)).unwrap();
        uses.into_iter()
            .flat_map(|used| used.places)
            .collect::<Vec<_>>()
    };
    assert_eq!(uses("a"), [PicturePlace::Text]);
    assert_eq!(uses("b"), [PicturePlace::Lead]);
    assert_eq!(uses("c"), [PicturePlace::Revision]);
    assert_eq!(
        store
            .list_pictures(&PictureQuery {
                unused: true,
                limit: 9,
                ..PictureQuery::default()
            })
            .unwrap()
            .total,
        1
    );
    // Taken out of the text, and folded: free. In the bin it is not.
    store.fold(draft_id(1), "Rien.", 1, at(4)).unwrap();
    store.bin(draft_id(1), at(5)).unwrap();
    assert_eq!(
        ["a", "b", "d"].map(|letter| removed(&store, letter)),
        [1, 0, 1]
    );
    store.delete(draft_id(1)).unwrap();
    assert_eq!(["b", "c"].map(|letter| removed(&store, letter)), [1, 1]);
}

#[test]
fn copies_go_with_their_original_unless_another_has_the_same() {
    let store = Library::new();
    store.put_picture(&picture("a")).unwrap();
    store.put_picture(&picture("b")).unwrap();
    let developed = |size: &str| Developed {
        recipe: "1".to_owned(),
        made_at: at(2),
        copies: Ok((
            PictureSet {
                whole: file("e"),
                sizes: vec![file(size)],
                card: None,
            },
            0.25,
        )),
    };
    store
        .put_framing(&"a".repeat(64), "", &developed("0"), &[5, 6])
        .unwrap();
    store
        .put_framing(&"a".repeat(64), "", &developed("f"), &[5, 6])
        .unwrap();
    store
        .put_framing(&"b".repeat(64), "turn=90", &developed("d"), &[5, 7])
        .unwrap();
    assert_eq!(
        store.framing(&"a".repeat(64), "").unwrap(),
        Some(developed("f"))
    );
    assert_eq!(store.framing(&"a".repeat(64), "turn=90").unwrap(), None);
    assert!(!store.copy_hashes().unwrap().contains(&"0".repeat(64)));
    assert!(
        store
            .put_framing(&"c".repeat(64), "", &developed("f"), &[5, 6])
            .is_err()
    );
    let removed = store
        .remove_unused_pictures(&["a".repeat(64), "a".repeat(64)])
        .unwrap();
    assert_eq!(removed.len(), 1);
    let copies: Vec<_> = removed[0]
        .copies
        .iter()
        .map(|(copy, bytes)| (copy.hash.as_str(), *bytes))
        .collect();
    assert_eq!(copies, [("f".repeat(64).as_str(), 6)]);
    assert!(store.copy_hashes().unwrap().contains(&"e".repeat(64)));
}
