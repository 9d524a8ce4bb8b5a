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
fn one_promise_at_a_time() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.proxy.down();
    let id = journey.publish(draft);
    let second = journey.newsroom().publish(draft, journey.site).unwrap_err();
    assert_eq!(second.code(), "dispatch_open");
    assert_eq!(
        journey.newsroom().delete_draft(draft).unwrap_err().code(),
        "dispatch_open"
    );
    journey.until_failure(id);
    journey.newsroom().cancel_dispatch(id).unwrap();
    journey.newsroom().delete_draft(draft).unwrap();
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
