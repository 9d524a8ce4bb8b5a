//! Drafts come back as they were written.

use domain::draft::DraftStatus;
use domain::{LeadPicture, PictureSource, Slug};
use store::{Place, StoreError};

use crate::{Library, at, draft, draft_id};

#[test]
fn a_draft_comes_back_whole() {
    let library = Library::new();
    let mut whole = draft(1, "L’été « chaud »", "Texte\n😀");
    whole.fields.standfirst = "Chapô".to_owned();
    whole.fields.section = "tech".to_owned();
    whole.fields.tags = vec!["IA".to_owned(), "Été".to_owned(), "IA".to_owned()];
    whole.fields.byline = "C. Aubry".to_owned();
    whole.fields.slug = Slug::parse("ete").ok();
    whole.fields.publish_at = Some(at(9));
    whole.fields.lead_picture = Some(LeadPicture {
        source: PictureSource::Address("https://example.org/a.jpg".to_owned()),
        framing: domain::Framing::WHOLE,
        alt: "alt".to_owned(),
        caption: "légende".to_owned(),
        credit: "AFP".to_owned(),
    });
    library.insert_draft(&whole).unwrap();
    let library = library.reopen();
    let stored = library.draft(whole.id).unwrap().unwrap();
    assert_eq!(stored.draft, whole);
    assert_eq!((stored.sequence, stored.status), (0, DraftStatus::Draft));
    assert_eq!(library.draft(draft_id(2)).unwrap(), None);
}

#[test]
fn fields_and_place_are_replaced() {
    let library = Library::new();
    let mut changed = draft(1, "Un", "texte");
    library.insert_draft(&changed).unwrap();
    changed.fields.headline = "Deux".to_owned();
    changed.fields.tags = vec!["b".to_owned(), "a".to_owned()];
    changed.changed_at = at(77);
    library
        .set_fields(changed.id, &changed.fields, at(77))
        .unwrap();
    let place = Place {
        caret: 3,
        scroll: 2,
    };
    library.set_place(changed.id, place).unwrap();
    let stored = library.draft(changed.id).unwrap().unwrap();
    assert_eq!((stored.draft, stored.place), (changed, place));
}

#[test]
fn what_is_not_there_is_missing_and_what_is_there_is_taken() {
    let library = Library::new();
    let missing = Err(StoreError::Missing("draft"));
    let other = draft(1, "", "");
    assert_eq!(library.set_fields(other.id, &other.fields, at(1)), missing);
    assert_eq!(library.set_place(other.id, Place::default()), missing);
    assert_eq!(library.fold(other.id, "", 1, at(1)), missing);
    assert_eq!(library.bin(other.id, at(1)), missing);
    assert_eq!(library.restore(other.id), missing);
    assert_eq!(library.delete(other.id), missing);
    library.insert_draft(&other).unwrap();
    assert_eq!(
        library.insert_draft(&other),
        Err(StoreError::Taken("draft"))
    );
}

#[test]
fn all_or_none_of_many_drafts_are_added() {
    let library = Library::new();
    let batch = [draft(1, "a", ""), draft(2, "b", ""), draft(1, "c", "")];
    assert_eq!(
        library.insert_drafts(&batch),
        Err(StoreError::Taken("draft"))
    );
    assert_eq!(library.draft(draft_id(2)).unwrap(), None);
}

#[test]
fn the_bin_gives_back_what_it_was_given() {
    let library = Library::new();
    library.insert_draft(&draft(1, "Un", "texte")).unwrap();
    library.bin(draft_id(1), at(5)).unwrap();
    let binned = library.draft(draft_id(1)).unwrap().unwrap();
    assert_eq!(
        (binned.draft.binned_at, binned.status),
        (Some(at(5)), DraftStatus::Binned)
    );
    library.restore(draft_id(1)).unwrap();
    let restored = library.draft(draft_id(1)).unwrap().unwrap();
    assert_eq!(
        (restored.draft, restored.status),
        (draft(1, "Un", "texte"), DraftStatus::Draft)
    );
}

#[test]
fn nothing_of_a_deleted_draft_is_left() {
    let library = Library::new();
    library.insert_draft(&draft(1, "Un", "secret")).unwrap();
    library.delete(draft_id(1)).unwrap();
    assert_eq!(library.draft(draft_id(1)).unwrap(), None);
    assert_eq!(library.facets().unwrap().counts.all, 0);
    // The next draft may get its number: it must not be found by the old words.
    library.insert_draft(&draft(2, "Deux", "autre")).unwrap();
    let mut query = store::ListQuery::all(0, 10);
    query.search = "secret".to_owned();
    assert_eq!(library.list(&query).unwrap().total, 0);
}

#[test]
fn a_nul_byte_and_a_megabyte_are_texts_like_any_other() {
    let library = Library::new();
    let long = "a\0é😀 mot ".repeat(80_000);
    library.insert_draft(&draft(1, "a\0b", &long)).unwrap();
    library
        .fold(draft_id(1), &format!("{long}!"), 1, at(2))
        .unwrap();
    let stored = library.draft(draft_id(1)).unwrap().unwrap();
    assert!(stored.draft.text == format!("{long}!"));
    assert_eq!(stored.draft.fields.headline, "a\0b");
    let mut query = store::ListQuery::all(0, 10);
    query.search = "mot".to_owned();
    assert_eq!(library.list(&query).unwrap().total, 1);
}

#[test]
fn settings_are_kept() {
    let library = Library::new();
    assert_eq!(library.setting("theme").unwrap(), None);
    library.set_setting("theme", "\"dark\"").unwrap();
    library.set_setting("theme", "\"light\"").unwrap();
    let library = library.reopen();
    assert_eq!(
        library.setting("theme").unwrap().as_deref(),
        Some("\"light\"")
    );
    library.forget_setting("theme").unwrap();
    assert_eq!(library.setting("theme").unwrap(), None);
}
