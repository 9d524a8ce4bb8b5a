//! Pictures that only a promise names any more, whatever it waits for: they stay, and go out with it.

use std::time::Duration;

use domain::{DispatchId, DispatchState, DraftId};
use newsroom::{Clock, Wish};
use testkit::Written;

use crate::journey::Journey;
use crate::pictures::{keep, photo};

const HOUR: Duration = Duration::from_secs(60 * 60);

/// Promises a draft that shows one picture, then takes the picture out of it.
fn promised(
    journey: &Journey,
    name: &str,
    promise: impl Fn(DraftId) -> DispatchId,
) -> (DraftId, DispatchId, String) {
    let newsroom = journey.newsroom();
    let source = keep(newsroom, name, &photo(name)).picture.file.path();
    let draft = Written::new(name, &format!("Il rouvre.\n\n![]({source})")).at(newsroom);
    let id = promise(draft);
    newsroom.resync(draft, "Il rouvre.", 0).unwrap();
    (draft, id, source)
}

#[test]
fn what_an_open_promise_names_is_not_removed_whatever_it_waits_for() {
    let mut journey = Journey::begin();
    let now = journey.desk.clock.now();
    let until = now + HOUR;
    let at = Wish {
        at: Some(until),
        ..Wish::default()
    };
    journey.proxy.down();
    let newsroom = journey.newsroom();
    let publish_as = |draft, wish: &Wish| {
        let promise = newsroom.publish_as(draft, journey.site, wish);
        promise.unwrap().dispatch.id
    };
    let offline = promised(&journey, "Sans réseau", |draft| {
        let id = journey.publish(draft);
        journey.until_failure(id);
        id
    });
    let scheduled = promised(&journey, "À son heure", |draft| publish_as(draft, &at));
    let held = promised(&journey, "Sous embargo", |draft| {
        let mut fields = newsroom.open_draft(draft).unwrap().fields;
        fields.embargo = Some(until);
        newsroom.set_fields(draft, fields).unwrap();
        publish_as(draft, &at)
    });
    let mut settings = newsroom.settings().unwrap();
    settings.grace_seconds = 10;
    newsroom.set_settings(&settings).unwrap();
    let in_grace = promised(&journey, "Dans le délai", |draft| journey.publish(draft));
    let all = [offline, scheduled, held, in_grace];
    let sources: Vec<String> = all.iter().map(|(_, _, source)| source.clone()).collect();
    let removed = || {
        let freed = journey.newsroom().remove_pictures(&sources);
        freed.unwrap().removed
    };
    assert_eq!(removed(), 0);
    for (_, id, source) in &all {
        let open = newsroom.dispatch(*id).unwrap().dispatch.state;
        assert_eq!(open, DispatchState::Waiting, "{source}");
    }
    journey.proxy.up();
    journey.desk.clock.advance(HOUR);
    for (_, id, source) in &all {
        // It may be on its way by itself.
        let _ = journey.newsroom().retry_dispatch(*id);
        let done = journey.until_state(*id, DispatchState::Done);
        let page = journey.read(&done.address.unwrap()).unwrap();
        assert!(page.contains("<picture>"), "{source}");
    }
    // What readers see is an earlier version by now, of a draft in the bin or not.
    let removed = || {
        let freed = journey.newsroom().remove_pictures(&sources);
        freed.unwrap().removed
    };
    assert_eq!(removed(), 0);
    for (draft, _, _) in &all {
        journey.newsroom().bin_draft(*draft).unwrap();
    }
    assert_eq!(removed(), 0);
    for (draft, _, _) in &all {
        journey.newsroom().delete_draft(*draft).unwrap();
    }
    assert_eq!(removed(), 4);
}
