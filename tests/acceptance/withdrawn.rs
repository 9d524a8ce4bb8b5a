//! An article that a colleague took off the site: said, and brought back only when that is asked for.

use domain::{DispatchId, DispatchState, DraftId, Operation};
use newsroom::{Off, Wish};
use publish::Destination;

use crate::colleagues::as_it_is;
use crate::journey::Journey;

/// A colleague takes the article of this dispatch down, on the site itself.
fn withdrawn_there(journey: &Journey, key: DispatchId) {
    let there = journey.there(key);
    let (other, own) = (journey.another_desk(), DispatchId(uuid::Uuid::new_v4()));
    other
        .unpublish(own, &there.remote_id, &there.version)
        .unwrap();
}

fn edited(journey: &Journey, draft: DraftId, text: &str) {
    journey.newsroom().resync(draft, text, 0).unwrap();
}

fn back() -> Wish {
    Wish {
        brings_back: true,
        ..Wish::default()
    }
}

#[test]
fn an_update_does_not_bring_back_what_a_colleague_withdrew() {
    let journey = Journey::begin();
    let draft = journey.draft();
    withdrawn_there(&journey, journey.published(draft).dispatch.id);
    edited(&journey, draft, "La ville souffle.");
    let newsroom = journey.newsroom();

    let refused = journey.until_failure(journey.publish(draft)).dispatch;
    assert_eq!(refused.failure.as_deref(), Some("article_withdrawn"));
    let view = newsroom.publications(draft).unwrap().remove(0);
    assert!(view.withdrawn && !view.live);
    assert!(journey.articles().is_empty());

    // Neither a later promise nor another try of the first does it unasked.
    let later = newsroom.publish(draft, journey.site).unwrap_err();
    assert_eq!(later.code(), "article_withdrawn");
    newsroom.retry_dispatch(refused.id).unwrap();
    journey.desk.until("another try", |newsroom| {
        let again = newsroom.dispatch(refused.id).unwrap().dispatch;
        let settled = again.state == DispatchState::Failed;
        (settled && again.attempts > refused.attempts).then_some(())
    });
    assert!(journey.articles().is_empty());

    let asked = newsroom.publish_as(draft, journey.site, &back()).unwrap();
    assert_eq!(asked.dispatch.operation, Operation::Publish);
    journey.until_state(asked.dispatch.id, DispatchState::Done);
    let view = newsroom.publications(draft).unwrap().remove(0);
    assert!(view.live && !view.withdrawn);
    assert!(journey.read(&view.address).unwrap().contains("souffle"));
}

#[test]
fn that_it_was_withdrawn_is_part_of_what_is_compared() {
    let journey = Journey::begin();
    let draft = journey.draft();
    withdrawn_there(&journey, journey.published(draft).dispatch.id);
    edited(&journey, draft, "La ville souffle.");
    let newsroom = journey.newsroom();
    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert_eq!(change.off, Some(Off::Down));
    assert!(change.fields.is_empty() && !change.text && change.questions.is_empty());
    newsroom
        .take_live_change(draft, journey.site, &change.version, &[])
        .unwrap();
    // It was seen; it stays off until she says otherwise.
    let view = newsroom.publications(draft).unwrap().remove(0);
    assert!(view.withdrawn && !view.live);
    let again = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert_eq!(again.off, Some(Off::Down));
    let later = newsroom.publish(draft, journey.site).unwrap_err();
    assert_eq!(later.code(), "article_withdrawn");
}

#[test]
fn the_quiet_rounds_see_what_was_withdrawn_brought_back_or_deleted() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let key = journey.published(draft).dispatch.id;
    let newsroom = journey.newsroom();
    let round = || {
        let hours = std::time::Duration::from_secs(7 * 60 * 60);
        journey.desk.clock.advance(hours);
        newsroom.look_over_live_articles().unwrap();
        let view = newsroom.publications(draft).unwrap().remove(0);
        (view.live, view.withdrawn)
    };
    assert_eq!(round(), (true, false));
    withdrawn_there(&journey, key);
    assert_eq!(round(), (false, true));
    let there = journey.there(key);
    let other = journey.another_desk();
    let text = other.read(&there.remote_id).unwrap().unwrap();
    let own = DispatchId(uuid::Uuid::new_v4());
    let (id, version) = (&there.remote_id, &there.version);
    other.update(own, id, version, &as_it_is(text)).unwrap();
    assert_eq!(round(), (true, false));
    journey.deleted_there(&there.remote_id);
    assert_eq!(round(), (false, true));
    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert_eq!(change.off, Some(Off::Gone));
    let asked = newsroom.publish_as(draft, journey.site, &back()).unwrap();
    journey.until_state(asked.dispatch.id, DispatchState::Done);
    assert_eq!(journey.articles().len(), 1);
}

#[test]
fn what_she_took_down_herself_comes_back_without_asking() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    let newsroom = journey.newsroom();
    let down = newsroom.unpublish(draft, journey.site).unwrap();
    journey.until_state(down.dispatch.id, DispatchState::Done);
    let view = newsroom.publications(draft).unwrap().remove(0);
    assert!(!view.live && !view.withdrawn);
    journey.published(draft);
    assert!(newsroom.publications(draft).unwrap().remove(0).live);
}

#[test]
fn taking_down_what_a_colleague_took_down_is_done() {
    let journey = Journey::begin();
    let draft = journey.draft();
    withdrawn_there(&journey, journey.published(draft).dispatch.id);
    let newsroom = journey.newsroom();
    let down = newsroom.unpublish(draft, journey.site).unwrap();
    journey.until_state(down.dispatch.id, DispatchState::Done);
    let view = newsroom.publications(draft).unwrap().remove(0);
    assert!(!view.live && !view.withdrawn);
}
