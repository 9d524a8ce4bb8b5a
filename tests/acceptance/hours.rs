//! Articles that wait for their hour, and the moment in which a promise can still be taken back.

use std::time::Duration;

use domain::DispatchState;
use newsroom::Wish;
use testkit::Fault;

use crate::journey::{ARTICLES, Journey};

const HOUR: Duration = Duration::from_secs(60 * 60);

fn in_an_hour(journey: &Journey) -> Wish {
    let now = newsroom::Clock::now(&*journey.desk.clock);
    Wish {
        at: Some(now + HOUR),
        ..Wish::default()
    }
}

#[test]
fn an_article_goes_out_at_its_hour_by_our_clock_where_the_site_keeps_none() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let newsroom = journey.newsroom();
    let wish = in_an_hour(&journey);
    let id = newsroom
        .publish_as(draft, journey.site, &wish)
        .unwrap()
        .dispatch
        .id;
    newsroom.retry_dispatch(id).unwrap();
    let waits = newsroom.dispatch(id).unwrap().dispatch;
    assert_eq!(
        (waits.state, waits.not_before),
        (DispatchState::Waiting, wish.at)
    );
    assert!(journey.articles().is_empty());
    journey.desk.clock.advance(HOUR);
    newsroom.retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles().len(), 1);
}

#[test]
fn what_could_not_go_out_at_its_hour_asks_long_after_it() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let newsroom = journey.newsroom();
    let wish = in_an_hour(&journey);
    let id = newsroom
        .publish_as(draft, journey.site, &wish)
        .unwrap()
        .dispatch
        .id;
    journey.desk.clock.advance(14 * HOUR);
    newsroom.retry_dispatch(id).unwrap();
    let late = journey.until_failure(id).dispatch;
    assert_eq!(late.failure.as_deref(), Some("dispatch_too_late"));
    assert!(journey.articles().is_empty());
}

/// It may have gone out at its hour: to know that is never too late.
#[test]
fn what_may_have_gone_out_at_its_hour_is_asked_about_long_after_it() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let newsroom = journey.newsroom();
    let wish = in_an_hour(&journey);
    let promised = newsroom.publish_as(draft, journey.site, &wish).unwrap();
    let id = promised.dispatch.id;
    journey.fault("POST", ARTICLES, Fault::DropAnswer);
    journey.desk.clock.advance(HOUR);
    newsroom.retry_dispatch(id).unwrap();
    let doubted = journey.until_failure(id).dispatch;
    assert_eq!(doubted.state, DispatchState::Unknown);
    journey.desk.clock.advance(14 * HOUR);
    newsroom.retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles().len(), 1);
}

/// It did not: now that this is known, it is too late.
#[test]
fn what_is_found_not_to_have_gone_out_long_after_its_hour_stays_here() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let newsroom = journey.newsroom();
    let wish = in_an_hour(&journey);
    let promised = newsroom.publish_as(draft, journey.site, &wish).unwrap();
    let id = promised.dispatch.id;
    journey.fault("POST", ARTICLES, Fault::Reset);
    journey.desk.clock.advance(HOUR);
    newsroom.retry_dispatch(id).unwrap();
    assert_eq!(
        journey.until_failure(id).dispatch.state,
        DispatchState::Unknown
    );
    journey.desk.clock.advance(14 * HOUR);
    newsroom.retry_dispatch(id).unwrap();
    let late = journey.until_state(id, DispatchState::Failed).dispatch;
    assert_eq!(late.failure.as_deref(), Some("dispatch_too_late"));
    assert!(journey.articles().is_empty());
}

#[test]
fn within_the_grace_a_publication_is_taken_back() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let newsroom = journey.newsroom();
    let mut settings = newsroom.settings().unwrap();
    settings.grace_seconds = 10;
    newsroom.set_settings(&settings).unwrap();
    let id = newsroom.publish(draft, journey.site).unwrap().dispatch.id;
    assert!(newsroom.dispatch(id).unwrap().can_cancel());
    newsroom.cancel_dispatch(id).unwrap();
    journey.desk.clock.advance(HOUR);
    let second = newsroom.publish(draft, journey.site).unwrap().dispatch.id;
    journey.desk.clock.advance(Duration::from_secs(10));
    newsroom.retry_dispatch(second).unwrap();
    journey.until_state(second, DispatchState::Done);
    assert_eq!(
        newsroom.dispatch(id).unwrap().dispatch.state,
        DispatchState::Cancelled
    );
}

#[test]
fn within_the_grace_a_withdrawal_is_taken_back() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    let newsroom = journey.newsroom();
    let mut settings = newsroom.settings().unwrap();
    settings.grace_seconds = 30;
    newsroom.set_settings(&settings).unwrap();
    let down = newsroom.unpublish(draft, journey.site).unwrap();
    let now = newsroom::Clock::now(&*journey.desk.clock);
    let until = Some(now + Duration::from_secs(30));
    assert!(down.can_cancel() && down.dispatch.not_before == until);
    newsroom.cancel_dispatch(down.dispatch.id).unwrap();
    journey.desk.clock.advance(HOUR);
    assert_eq!(journey.articles().len(), 1);
    assert!(newsroom.publications(draft).unwrap().remove(0).live);
}

#[test]
fn what_takes_the_place_of_a_promise_goes_to_the_same_newsletter_at_the_same_hour() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let newsroom = journey.newsroom();
    let wish = Wish {
        newsletter: Some("matin".to_owned()),
        ..in_an_hour(&journey)
    };
    let first = newsroom.publish_as(draft, journey.site, &wish).unwrap();
    assert_eq!(first.dispatch.wishes.newsletter, wish.newsletter);
    newsroom.resync(draft, "La ville souffle.", 0).unwrap();
    let second = newsroom.publish(draft, journey.site).unwrap();
    let earlier = newsroom.dispatch(first.dispatch.id).unwrap().dispatch;
    assert_eq!(earlier.state, DispatchState::Superseded);
    assert_eq!(second.dispatch.wishes.newsletter, wish.newsletter);
    // And at the same hour: it is not out before.
    assert_eq!(second.dispatch.not_before, wish.at);
    assert!(journey.articles().is_empty());
    journey.desk.clock.advance(HOUR);
    newsroom.retry_dispatch(second.dispatch.id).unwrap();
    let done = journey.until_state(second.dispatch.id, DispatchState::Done);
    let page = journey.read(&done.address.unwrap()).unwrap();
    assert!(page.contains("souffle"));
    // Its readers have it.
    let update = newsroom.publish_as(draft, journey.site, &wish).unwrap();
    assert_eq!(update.dispatch.wishes.newsletter, None);
}
