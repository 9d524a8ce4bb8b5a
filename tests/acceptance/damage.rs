//! A library in which bytes changed by themselves: what can't be vouched for is told once and stays in the history, and what is lost
//! keeps the draft closed and has the next start look.

use domain::{DraftId, RevisionReason};
use newsroom::{Event, Flaw};
use testkit::{Desk, Opening, Written};

/// A draft of two edits, the second of them in the journal only; and the library spoilt behind the program's back.
fn spoilt(sql: &str) -> (Desk, DraftId) {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("Le pont", "Il rouvre.").at(desk.newsroom());
    desk.close();
    let database = rusqlite::Connection::open(desk.library().join("library.db")).unwrap();
    database.execute_batch(sql).unwrap();
    database.close().unwrap();
    desk.reopen().unwrap();
    (desk, draft)
}

fn reasons(desk: &Desk, draft: DraftId) -> Vec<RevisionReason> {
    let history = desk.newsroom().history(draft, None).unwrap();
    history.page.rows.iter().map(|row| row.reason).collect()
}

fn is_told_once(sql: &str) {
    let (mut desk, draft) = spoilt(sql);
    let report = desk.newsroom().check_library(&mut |_, _| ()).unwrap();
    assert_eq!(report.faults.len(), 1);
    assert_eq!(report.faults[0].flaw, Flaw::Draft);
    desk.newsroom().open_draft(draft).unwrap();
    let told = |event: &Event| matches!(event, Event::NotAsWritten { .. }).then_some(());
    desk.until_event(told);
    assert!(reasons(&desk, draft).contains(&RevisionReason::Recovery));
    desk.reopen().unwrap();
    desk.newsroom().open_draft(draft).unwrap();
    let report = desk.newsroom().check_library(&mut |_, _| ()).unwrap();
    assert_eq!(report.faults, []);
}

#[test]
fn a_letter_that_changed_is_told_once_and_kept_in_the_history() {
    is_told_once("UPDATE texts SET text = 'Il rouvze.'; DELETE FROM earlier_texts");
}

#[test]
fn a_headline_that_changed_is_told_once_and_kept_in_the_history() {
    is_told_once("UPDATE drafts SET headline = 'Le pond'");
}

#[test]
fn edits_that_are_gone_keep_the_draft_closed_and_the_next_start_offers_what_there_is() {
    let (mut desk, draft) = spoilt("UPDATE drafts SET edits = edits + 3");
    let newsroom = desk.newsroom();
    assert_eq!(
        newsroom.open_draft(draft).unwrap_err().code(),
        "library_corrupt"
    );
    assert_eq!(desk.reopen().unwrap_err().code(), "library_corrupt");
    desk.restoration().bring_up().unwrap();
    desk.reopen().unwrap();
    assert_eq!(
        desk.newsroom().open_draft(draft).unwrap().text,
        "Il rouvre."
    );
}
