//! Without a network: what is promised waits, survives restarts, and goes out once when the network is back.

use domain::DispatchState;

use crate::journey::{ARTICLES, Journey};

#[test]
fn what_was_promised_offline_goes_out_when_the_network_is_back() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.proxy.down();
    let id = journey.publish(draft);
    let view = journey.until_failure(id);
    assert_eq!(view.dispatch.state, DispatchState::Waiting);
    assert_eq!(view.dispatch.failure.as_deref(), Some("site_unreachable"));
    let reachable = journey.newsroom().sites().unwrap()[0].reachable;
    assert_eq!(reachable, Some(false));
    journey.proxy.up();
    // Nobody asks for a retry: the knocker finds the site.
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
    assert_eq!(journey.proxy.count("POST", ARTICLES), 1);
    assert_eq!(journey.newsroom().sites().unwrap()[0].reachable, Some(true));
}

#[test]
fn the_queue_survives_a_restart() {
    let mut journey = Journey::begin();
    journey.proxy.down();
    let bridge = journey.draft();
    let other = testkit::Written::new("La gare ferme", "Elle ferme.").at(journey.newsroom());
    let promised = [journey.publish(bridge), journey.publish(other)];
    for id in promised {
        journey.until_failure(id);
    }
    journey.desk.reopen().unwrap();
    assert_eq!(journey.newsroom().outbox().unwrap().len(), 2);
    journey.proxy.up();
    for id in promised {
        journey.newsroom().retry_dispatch(id).unwrap();
    }
    for id in promised {
        journey.until_state(id, DispatchState::Done);
    }
    assert_eq!(journey.articles(), ["la-gare-ferme", "le-pont-rouvre"]);
}

#[test]
fn the_text_that_goes_out_is_the_text_that_was_promised() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.proxy.down();
    let id = journey.publish(draft);
    journey.until_failure(id);
    journey.newsroom().resync(draft, "Plus tard.", 0).unwrap();
    journey.proxy.up();
    journey.newsroom().retry_dispatch(id).unwrap();
    let view = journey.until_state(id, DispatchState::Done);
    let page = journey.read(&view.address.unwrap()).unwrap();
    assert!(page.contains("La ville respire.") && !page.contains("Plus tard."));
    let status = journey.newsroom().open_draft(draft).unwrap().status;
    assert_eq!(status, domain::DraftStatus::Changed);
}
