//! An answer that does not arrive: the site is asked what happened, and there is exactly one article.

use domain::DispatchState;
use testkit::{Answer, Fault};

use crate::journey::{ARTICLES, Journey};

/// Publishes through a fault that leaves the outcome open; then the next try must find out.
#[track_caller]
fn exactly_once(fault: Fault, writes: usize) {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.fault("POST", ARTICLES, fault);
    let id = journey.publish(draft);
    let view = journey.until_failure(id);
    assert_eq!(
        view.dispatch.state,
        DispatchState::Unknown,
        "{:?}",
        view.dispatch
    );
    journey.newsroom().retry_dispatch(id).unwrap();
    let view = journey.until_state(id, DispatchState::Done);
    assert_eq!(view.dispatch.failure, None);
    assert!(
        journey
            .newsroom()
            .receipt(id)
            .unwrap()
            .unwrap()
            .is_verified()
    );
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
    assert_eq!(journey.proxy.count("POST", ARTICLES), writes);
}

#[test]
fn the_answer_is_lost_after_the_site_did_it() {
    exactly_once(Fault::DropAnswer, 1);
}

#[test]
fn half_an_answer() {
    exactly_once(Fault::CutAfter(0), 1);
    exactly_once(Fault::CutAfter(200), 1);
}

#[test]
fn a_reset_before_anything_arrived() {
    exactly_once(Fault::Reset, 2);
}

#[test]
fn a_broken_proxy_in_between() {
    exactly_once(Fault::Answer(Answer::html(502, "<h1>Bad gateway</h1>")), 2);
    exactly_once(
        Fault::Answer(Answer::html(200, "<h1>Welcome to the hotel</h1>")),
        2,
    );
}

#[test]
fn a_request_that_arrives_twice() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.fault("POST", ARTICLES, Fault::Duplicate);
    journey.published(draft);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
}

#[test]
fn nothing_ever_comes_back() {
    let mut opening = testkit::Opening::default();
    opening.patience.answer = std::time::Duration::from_millis(500);
    let journey = Journey::begin_with(opening);
    let draft = journey.draft();
    journey.fault("POST", ARTICLES, Fault::BlackHole);
    let id = journey.publish(draft);
    let view = journey.until_failure(id);
    assert_eq!(view.dispatch.failure.as_deref(), Some("outcome_unknown"));
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
}

#[test]
fn an_update_whose_answer_is_lost() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    journey.newsroom().resync(draft, "Autre chose.", 0).unwrap();
    journey.fault("PUT", ARTICLES, Fault::DropAnswer);
    let id = journey.publish(draft);
    let view = journey.until_failure(id);
    assert_eq!(view.dispatch.state, DispatchState::Unknown);
    journey.newsroom().retry_dispatch(id).unwrap();
    let view = journey.until_state(id, DispatchState::Done);
    assert!(
        journey
            .newsroom()
            .receipt(id)
            .unwrap()
            .unwrap()
            .is_verified()
    );
    assert!(
        journey
            .read(&view.address.unwrap())
            .unwrap()
            .contains("Autre chose.")
    );
}

#[test]
fn an_unpublish_whose_answer_is_lost() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let address = journey.published(draft).address.unwrap();
    journey.fault("POST", ARTICLES, Fault::DropAnswer);
    let id = journey
        .newsroom()
        .unpublish(draft, journey.site)
        .unwrap()
        .dispatch
        .id;
    journey.until_failure(id);
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert!(journey.read(&address).is_err());
}

#[test]
fn a_start_after_an_end_in_the_middle_asks_first() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.fault("POST", ARTICLES, Fault::DropAnswer);
    let id = journey.publish(draft);
    journey.until_failure(id);
    journey.desk.reopen().unwrap();
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
    assert_eq!(journey.proxy.count("POST", ARTICLES), 1);
}

#[test]
fn a_power_cut_in_the_middle_of_a_send_is_asked_about() {
    let mut opening = testkit::Opening::default();
    opening.patience.answer = std::time::Duration::from_secs(3);
    let mut journey = Journey::begin_with(opening);
    let draft = journey.draft();
    journey.fault("POST", ARTICLES, Fault::BlackHole);
    let id = journey.publish(draft);
    // The request is out, and nothing came back yet.
    journey.desk.until("sent", |_| {
        (journey.proxy.count("POST", ARTICLES) == 1).then_some(())
    });
    let mut cut = journey.desk.after_a_power_cut().unwrap();
    std::mem::swap(&mut journey.desk, &mut cut);
    drop(cut);
    let view = journey.until_state(id, DispatchState::Done);
    assert_eq!(view.dispatch.state, DispatchState::Done);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
}

#[test]
fn what_a_lost_answer_has_done_stays_ours_although_the_site_then_forbids_a_look() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.fault("POST", ARTICLES, Fault::DropAnswer);
    let id = journey.publish(draft);
    journey.until_failure(id);
    // What became of the article can be asked, and nothing else.
    let asked = Fault::Latency(std::time::Duration::ZERO);
    journey.proxy.fault("GET", ARTICLES, 1_000, asked);
    let forbidden = Fault::Answer(Answer::html(403, "no"));
    journey.proxy.fault("GET", "/api/v1", 1_000, forbidden);
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    let live = journey.newsroom().publications(draft).unwrap().remove(0);
    assert!(live.live);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
}
