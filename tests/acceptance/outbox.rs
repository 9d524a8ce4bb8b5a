//! The outbox: what can be taken back, tried again, and what can't.

use domain::{DispatchState, draft::DraftStatus};
use testkit::{Answer, Fault};

use crate::journey::{ARTICLES, Journey};

#[test]
fn what_waits_can_be_taken_back() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.proxy.down();
    let id = journey.publish(draft);
    journey.until_failure(id);
    let status = |journey: &Journey| journey.newsroom().open_draft(draft).unwrap().status;
    assert_eq!(status(&journey), DraftStatus::OnTheStone);
    journey.newsroom().cancel_dispatch(id).unwrap();
    assert_eq!(status(&journey), DraftStatus::Draft);
    journey.proxy.up();
    assert_eq!(
        journey.newsroom().retry_dispatch(id).unwrap_err().code(),
        "dispatch_missing"
    );
    assert_eq!(
        journey.newsroom().cancel_dispatch(id).unwrap_err().code(),
        "dispatch_missing"
    );
    assert!(journey.articles().is_empty());
}

#[test]
fn what_is_promised_is_not_deleted() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.proxy.down();
    let id = journey.publish(draft);
    assert_eq!(
        journey.newsroom().delete_draft(draft).unwrap_err().code(),
        "dispatch_open"
    );
    journey.until_failure(id);
    journey.newsroom().cancel_dispatch(id).unwrap();
    journey.newsroom().delete_draft(draft).unwrap();
}

/// The page that readers get once this dispatch is done.
#[track_caller]
fn page_after(journey: &Journey, id: domain::DispatchId) -> String {
    let view = journey.until_state(id, DispatchState::Done);
    assert!(
        journey
            .newsroom()
            .receipt(id)
            .unwrap()
            .unwrap()
            .is_verified()
    );
    journey.read(&view.address.unwrap()).unwrap()
}

#[test]
fn what_waits_gives_way_to_what_was_written_since() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.proxy.down();
    let first = journey.publish(draft);
    journey.until_failure(first);
    let standing = || journey.newsroom().standing(draft).unwrap();
    assert!(!standing().waits_outdated);
    journey.newsroom().resync(draft, "Plus tard.", 0).unwrap();
    assert!(standing().waits_outdated);
    let second = journey.publish(draft);
    assert!(!standing().waits_outdated);
    let state = journey.newsroom().dispatch(first).unwrap().dispatch.state;
    assert_eq!(state, DispatchState::Superseded);
    journey.until_failure(second);
    journey.proxy.up();
    let page = page_after(&journey, second);
    assert!(page.contains("Plus tard.") && !page.contains("La ville respire."));
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
    assert_eq!(journey.proxy.count("POST", ARTICLES), 1);
}

#[test]
fn an_update_that_waits_gives_way_too_and_so_to_an_unpublishing() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    journey.proxy.down();
    journey.newsroom().resync(draft, "Un.", 0).unwrap();
    journey.until_failure(journey.publish(draft));
    journey.newsroom().resync(draft, "Deux.", 0).unwrap();
    let second = journey.publish(draft);
    journey.until_failure(second);
    journey.proxy.up();
    assert!(page_after(&journey, second).contains("Deux."));
    journey.proxy.down();
    journey.newsroom().resync(draft, "Trois.", 0).unwrap();
    journey.until_failure(journey.publish(draft));
    let down = journey.newsroom().unpublish(draft, journey.site).unwrap();
    journey.until_failure(down.dispatch.id);
    // To be taken off is not undone by the way.
    let refused = journey.newsroom().publish(draft, journey.site).unwrap_err();
    assert_eq!(refused.code(), "dispatch_open");
    assert!(!journey.newsroom().standing(draft).unwrap().waits_outdated);
    journey.proxy.up();
    journey.until_state(down.dispatch.id, DispatchState::Done);
    assert!(journey.articles().is_empty());
}

#[test]
fn what_may_have_arrived_does_not_give_way() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.fault("POST", ARTICLES, Fault::DropAnswer);
    let first = journey.publish(draft);
    assert_eq!(
        journey.until_failure(first).dispatch.state,
        DispatchState::Unknown
    );
    journey.newsroom().resync(draft, "Plus tard.", 0).unwrap();
    assert!(!journey.newsroom().standing(draft).unwrap().waits_outdated);
    let refused = journey.newsroom().publish(draft, journey.site).unwrap_err();
    assert_eq!(refused.code(), "earlier_under_way");
    journey.newsroom().retry_dispatch(first).unwrap();
    assert!(page_after(&journey, first).contains("La ville respire."));
    assert!(page_after(&journey, journey.publish(draft)).contains("Plus tard."));
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
}

#[test]
fn what_is_being_sent_does_not_give_way() {
    let mut opening = testkit::Opening::default();
    opening.patience.answer = std::time::Duration::from_secs(2);
    let journey = Journey::begin_with(opening);
    let draft = journey.draft();
    journey.fault("POST", ARTICLES, Fault::BlackHole);
    let first = journey.publish(draft);
    journey.desk.until("sent", |_| {
        (journey.proxy.count("POST", ARTICLES) == 1).then_some(())
    });
    let refused = journey.newsroom().publish(draft, journey.site).unwrap_err();
    assert_eq!(refused.code(), "earlier_under_way");
    journey.until_failure(first);
    journey.newsroom().retry_dispatch(first).unwrap();
    journey.until_state(first, DispatchState::Done);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
}

#[test]
fn what_took_a_place_keeps_it_after_a_power_cut() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.proxy.down();
    journey.until_failure(journey.publish(draft));
    journey.newsroom().resync(draft, "Plus tard.", 0).unwrap();
    let second = journey.publish(draft);
    let mut cut = journey.desk.after_a_power_cut().unwrap();
    std::mem::swap(&mut journey.desk, &mut cut);
    drop(cut);
    let open = journey.newsroom().outbox().unwrap();
    let open = open.iter().filter(|view| view.dispatch.state.is_open());
    assert_eq!(
        open.map(|view| view.dispatch.id).collect::<Vec<_>>(),
        [second]
    );
    journey.proxy.up();
    assert!(page_after(&journey, second).contains("Plus tard."));
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
}

#[test]
fn whatever_is_pressed_meanwhile_the_last_promise_is_what_readers_get() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let mut last = (journey.publish(draft), "La ville respire.".to_owned());
    for number in 0..30 {
        let text = format!("Version {number}.");
        journey.newsroom().resync(draft, &text, 0).unwrap();
        match journey.newsroom().publish(draft, journey.site) {
            Ok(view) => last = (view.dispatch.id, text),
            Err(error) => assert_eq!(error.code(), "earlier_under_way"),
        }
    }
    assert!(page_after(&journey, last.0).contains(&last.1));
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
    for view in journey.newsroom().outbox().unwrap() {
        assert!(!view.dispatch.state.is_open(), "{view:?}");
    }
}

#[test]
fn what_failed_can_be_tried_again() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.fault(
        "POST",
        ARTICLES,
        Fault::Answer(Answer::html(403, "not today")),
    );
    let id = journey.publish(draft);
    let view = journey.until_failure(id);
    assert!(view.can_retry() && view.can_cancel());
    assert_eq!(view.dispatch.failure.as_deref(), Some("site_forbids"));
    assert!(view.dispatch.failure_detail.unwrap().contains("not today"));
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
}

#[test]
fn what_is_done_stays_done() {
    let journey = Journey::begin();
    let view = journey.published(journey.draft());
    assert!(!view.can_retry() && !view.can_cancel());
    let newsroom = journey.newsroom();
    assert_eq!(
        newsroom
            .retry_dispatch(view.dispatch.id)
            .unwrap_err()
            .code(),
        "dispatch_missing"
    );
    assert_eq!(
        newsroom
            .cancel_dispatch(view.dispatch.id)
            .unwrap_err()
            .code(),
        "dispatch_missing"
    );
    assert_eq!(newsroom.outbox().unwrap().len(), 1);
}

#[test]
fn a_row_that_can_not_be_read_holds_no_other_dispatch_back() {
    let mut journey = Journey::begin();
    let first = journey.draft();
    journey.published(first);
    journey.desk.close();
    let library = rusqlite::Connection::open(journey.desk.library().join("library.db")).unwrap();
    library
        .execute_batch("UPDATE dispatches SET made_at = 9223372036854775807")
        .unwrap();
    drop(library);
    journey.desk.reopen().unwrap();
    let draft = testkit::Written::new("Un autre pont", "Texte.").at(journey.newsroom());
    let id = journey.publish(draft);
    journey.until_state(id, DispatchState::Done);
}

#[test]
fn a_taking_down_elsewhere_does_not_name_what_stands_in_the_way_here() {
    let mut journey = Journey::begin();
    let elsewhere = Journey::begin();
    let second = journey.newsroom().add_site(&elsewhere.account()).unwrap();
    let draft = journey.draft();
    journey.published(draft);
    journey.proxy.down();
    let down = journey.newsroom().unpublish(draft, journey.site).unwrap();
    journey.until_failure(down.dispatch.id);
    elsewhere.fault("POST", ARTICLES, Fault::DropAnswer);
    let newsroom = journey.newsroom();
    let there = newsroom.publish(draft, second.site.id).unwrap();
    journey.until_failure(there.dispatch.id);
    let refused = newsroom.publish(draft, second.site.id).unwrap_err();
    assert_eq!(refused.code(), "earlier_under_way");
}
