//! An older version comes back over words that another program wrote: none of both are lost, and every window and file ends with the same.

use domain::{DraftId, RevisionId};
use newsroom::Newsroom;

use crate::folders::Work;
use crate::history::texts;

const FIRST: &str = "Le pont est ouvert.\n\nLa mairie se tait.\n\nLa rivière monte.";
const OUTSIDE: &str = "Le pont est ouvert.\n\nLa mairie a parlé.\n\nLa rivière monte.";

/// A draft with a kept version, then another program changed its file. Answers what a window knows
/// that has heard nothing of that.
fn changed_outside(work: &Work) -> (DraftId, RevisionId, u64) {
    let draft = work.mirrored("Titre", FIRST);
    let newsroom = work.newsroom();
    let old = newsroom.keep_now(draft, Some("la première")).unwrap();
    let known = newsroom.open_draft(draft).unwrap().sequence;
    work.edits("titre.md", "La mairie se tait.", "La mairie a parlé.");
    work.look();
    assert_eq!(work.text(draft), OUTSIDE);
    (draft, old, known)
}

/// What an editor shows that lacks these changes.
fn caught_up(newsroom: &Newsroom, draft: DraftId, typed: &str, known: u64) -> (String, u64) {
    let reply = newsroom.resync_from(draft, typed, 0, known).unwrap();
    let mut editor: Vec<u16> = typed.encode_utf16().collect();
    for change in reply.outside.unwrap_or_default().iter().rev() {
        editor.splice(change.from..change.to, change.insert.encode_utf16());
    }
    (String::from_utf16(&editor).unwrap(), reply.sequence)
}

#[test]
fn a_window_that_lacks_the_words_restores_nothing_until_it_has_them() {
    let work = Work::new();
    let (draft, old, known) = changed_outside(&work);
    let newsroom = work.newsroom();
    let refused = newsroom.restore_revision(draft, old, Some(known));
    assert_eq!(refused.unwrap_err().code(), "out_of_step");
    assert_eq!(work.text(draft), OUTSIDE);
    let (editor, known) = caught_up(newsroom, draft, FIRST, known);
    assert_eq!(editor, OUTSIDE);
    let restored = newsroom.restore_revision(draft, old, Some(known)).unwrap();
    assert_eq!(work.text(draft), FIRST);
    // What the other program wrote is one step back, and its file follows.
    assert!(texts(newsroom, draft).contains(&OUTSIDE.to_owned()));
    work.look();
    assert_eq!(work.body("titre.md"), FIRST);
    assert!(newsroom.asked_drafts().unwrap().is_empty());
    newsroom
        .restore_revision(draft, restored.before, None)
        .unwrap();
    work.look();
    assert_eq!(
        (work.text(draft).as_str(), work.body("titre.md").as_str()),
        (OUTSIDE, OUTSIDE)
    );
}

#[test]
fn words_typed_while_it_came_back_go_on_top_of_it() {
    let work = Work::new();
    let (draft, old, known) = changed_outside(&work);
    let newsroom = work.newsroom();
    let (editor, known) = caught_up(newsroom, draft, FIRST, known);
    newsroom.restore_revision(draft, old, Some(known)).unwrap();
    // Its answer was lost; the window shows what the other program wrote, and a word more.
    let typed = editor.replace("monte.", "monte vite.");
    let (editor, _) = caught_up(newsroom, draft, &typed, known);
    let both = FIRST.replace("monte.", "monte vite.");
    assert_eq!(editor, both);
    assert_eq!(work.text(draft), both);
    work.look();
    assert_eq!(work.body("titre.md"), both);
}

#[test]
fn a_window_that_heard_of_neither_catches_up_with_both() {
    let mut work = Work::new();
    let (draft, old, known) = changed_outside(&work);
    let newsroom = work.newsroom();
    newsroom.restore_revision(draft, old, None).unwrap();
    let typed = FIRST.replace("Le pont", "Ce pont");
    let (editor, _) = caught_up(newsroom, draft, &typed, known);
    assert_eq!(editor, typed);
    assert_eq!(work.text(draft), typed);
    work.look();
    assert_eq!(work.body("titre.md"), typed);
    assert!(newsroom.asked_drafts().unwrap().is_empty());
    assert!(texts(newsroom, draft).contains(&OUTSIDE.to_owned()));
    work.desk.reopen().unwrap();
    assert_eq!(work.text(draft), typed);
}
