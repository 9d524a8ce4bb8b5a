//! A damaged text is not taken for the one that was written: what is proved is taken, what is not is shown twice.

use domain::{DraftId, Fingerprint};
use proptest::prelude::*;
use store::{Change, Doubt, JournalEntry, Look, StoreError};

use crate::{Library, at, draft, draft_id};

/// A draft on which somebody writes, and what the editor has.
struct Written {
    library: Library,
    text: String,
    sequence: u64,
}

const DRAFT: u128 = 1;

fn id() -> DraftId {
    draft_id(DRAFT)
}

impl Written {
    fn new(text: &str) -> Self {
        let library = Library::new();
        library.insert_draft(&draft(DRAFT, "", text)).unwrap();
        Self {
            library,
            text: text.to_owned(),
            sequence: 0,
        }
    }

    fn types(mut self, words: &str) -> Self {
        let end = self.text.encode_utf16().count();
        self.text.push_str(words);
        self.sequence += 1;
        let changes = vec![Change {
            from: end,
            to: end,
            insert: words.to_owned(),
        }];
        let entry = JournalEntry {
            draft: id(),
            sequence: self.sequence,
            changes,
            caret: 0,
            made_at: at(1),
            fingerprint: Some(Fingerprint::of(&self.text)),
        };
        self.library
            .append(entry, Box::new(|done| assert!(done.is_ok())));
        self
    }

    fn folds(self) -> Self {
        self.library
            .fold(id(), &self.text, self.sequence, at(2))
            .unwrap();
        self
    }

    /// Changes the file as a failing disk does: nobody is told.
    fn spoil(mut self, sql: &str) -> Self {
        let path = self.library.folder.path().join("library.db");
        self.library.flush().unwrap();
        rusqlite::Connection::open(path)
            .unwrap()
            .execute_batch(sql)
            .unwrap();
        self.library = self.library.reopen();
        self
    }

    fn read(&self) -> (String, u64, Option<Doubt>) {
        self.library.flush().unwrap();
        let stored = self.library.draft(id()).unwrap().unwrap();
        (stored.draft.text, stored.sequence, stored.doubt)
    }

    #[track_caller]
    fn is_damaged_to_check(&self) {
        let found = self.library.check(Look::AsWritten);
        assert!(matches!(found, Err(StoreError::Corrupt(_))), "{found:?}");
    }

    #[track_caller]
    fn reads_whole(self) -> Self {
        assert_eq!(self.read(), (self.text.clone(), self.sequence, None));
        self
    }
}

const SPOIL_LAST: &str = "UPDATE texts SET text = replace(text, 'mot', 'mut')";
const SPOIL_EARLIER: &str = "UPDATE earlier_texts SET text = replace(text, 'mot', 'mut')";

#[test]
fn a_letter_that_changed_by_itself_is_seen_and_mended() {
    let written = Written::new("Un mot.")
        .types(" Deux.")
        .folds()
        .types(" Trois.");
    written.reads_whole().spoil(SPOIL_LAST).reads_whole();
}

#[test]
fn damage_to_the_text_before_harms_nobody() {
    let written = Written::new("Un mot.")
        .types(" Deux.")
        .folds()
        .types(" Trois.");
    written.spoil(SPOIL_EARLIER).reads_whole();
}

#[test]
fn edits_that_no_longer_fit_are_read_from_the_text_before() {
    let written = Written::new("Un mot.")
        .types(" Deux.")
        .folds()
        .types(" Trois.");
    written.spoil("UPDATE texts SET text = 'U'").reads_whole();
}

#[test]
fn what_is_not_proved_is_shown_twice_until_one_is_taken() {
    let written = Written::new("Un mot.")
        .types(" Deux.")
        .folds()
        .types(" Trois.");
    let spoilt =
        "UPDATE texts SET text = 'Un met. Deux.'; UPDATE earlier_texts SET text = 'Un mut.'";
    let mut written = written.spoil(spoilt);
    let (text, sequence, other) = written.read();
    assert_eq!(
        (text.as_str(), sequence, other),
        (
            "Un met. Deux. Trois.",
            2,
            Some(Doubt::OtherText("Un mut. Deux. Trois.".to_owned()))
        )
    );
    written.text = text;
    written.folds().reads_whole();
}

#[test]
fn a_damaged_text_without_an_earlier_one_is_given_and_doubted() {
    let written = Written::new("Un mot.").spoil(SPOIL_LAST);
    let doubt = Some(Doubt::NotAsWritten);
    assert_eq!(written.read(), ("Un mut.".to_owned(), 0, doubt));
}

#[test]
fn a_letter_that_changed_in_an_edit_is_doubted() {
    let written = Written::new("Un mot.")
        .types(" Deux.")
        .folds()
        .types(" Trois.");
    let written = written.spoil("UPDATE journal SET changes = replace(changes, 'Trois', 'Troie')");
    let doubt = Some(Doubt::NotAsWritten);
    assert_eq!(
        written.read(),
        ("Un mot. Deux. Troie.".to_owned(), 2, doubt)
    );
    written.is_damaged_to_check();
}

#[test]
fn letters_that_changed_in_a_field_are_doubted_until_it_is_written_again() {
    let written = Written::new("Un mot.").spoil("UPDATE drafts SET headline = 'Un motif'");
    assert_eq!(written.read().2, Some(Doubt::NotAsWritten));
    written.is_damaged_to_check();
    let fields = written.library.draft(id()).unwrap().unwrap().draft.fields;
    written.library.set_fields(id(), &fields, at(3)).unwrap();
    written
        .reads_whole()
        .library
        .check(Look::AsWritten)
        .unwrap();
}

#[test]
fn edits_that_are_no_longer_found_are_missed() {
    let lost = [
        "DELETE FROM journal WHERE sequence = 2",
        "DELETE FROM journal",
        "DELETE FROM texts",
        "UPDATE texts SET sequence = 7",
    ];
    for lost in lost {
        let written = Written::new("Un mot.").types(" Deux.").types(" Trois.");
        let written = written.spoil(lost);
        let found = written.library.draft(id());
        assert!(matches!(found, Err(StoreError::Corrupt(_))), "{lost}");
        written.is_damaged_to_check();
    }
}

#[test]
fn a_table_that_is_no_longer_as_it_was_made_is_damage_not_a_defect() {
    let changed = [
        "ALTER TABLE drafts RENAME COLUMN publish_at TO publish_ad",
        "ALTER TABLE texts RENAME TO textz",
        "ALTER TABLE journal RENAME COLUMN changes TO chances",
    ];
    for changed in changed {
        let written = Written::new("Un mot.").types(" Deux.").spoil(changed);
        let found = written.library.draft(id());
        assert!(matches!(found, Err(StoreError::Corrupt(_))), "{found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is typed and folded: with the last folded text spoilt the text is still whole, once
    /// there is a text before it.
    #[test]
    fn a_text_never_has_but_one_copy(steps in prop::collection::vec(prop::option::of("[a-zé😀 ]{1,8}"), 1..12)) {
        let mut written = Written::new("mot ");
        let mut folds = 0;
        for step in steps {
            written = match step {
                Some(words) => written.types(&words),
                None => {
                    folds += usize::from(written.read().1 > 0);
                    written.folds()
                }
            };
        }
        let written = written.reads_whole();
        if folds > 0 {
            written.spoil(SPOIL_LAST).reads_whole();
        }
    }
}
