//! The account at a known site gets another password: tried first, then kept; what was refused waits for her word.

use std::sync::Barrier;

use domain::DispatchState;
use testkit::{Desk, Opening};

use crate::journey::Journey;

/// A journey whose token no longer holds, and the one that does.
fn expired() -> (Journey, String) {
    let journey = Journey::begin();
    let new = journey.new_token("desk");
    (journey, new)
}

#[test]
fn a_site_whose_password_expired_gets_the_new_one_and_what_was_refused_goes_out() {
    let (mut journey, new) = expired();
    let draft = journey.draft();
    let refused = journey.until_failure(journey.publish(draft)).dispatch;
    let credential = "site_refused_credential";
    assert_eq!(
        (refused.state, refused.failure.as_deref()),
        (DispatchState::Failed, Some(credential))
    );
    let newsroom = journey.newsroom();
    let wrong = newsroom.set_credential(journey.site, "", "wrong");
    assert_eq!(wrong.unwrap_err().code(), credential);
    let changed = newsroom.set_credential(journey.site, "", &format!(" {new}\n"));
    assert_eq!(changed.unwrap().reachable, Some(true));
    let waits = newsroom.dispatch(refused.id).unwrap().dispatch;
    assert_eq!(waits.state, DispatchState::Failed);
    newsroom.retry_dispatch(refused.id).unwrap();
    journey.until_state(refused.id, DispatchState::Done);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
    // And it is the one that is kept.
    journey.desk.reopen().unwrap();
    let draft = testkit::Written::new("La gare ferme", "Elle ferme.").at(journey.newsroom());
    journey.published(draft);
}

#[test]
fn a_password_that_the_site_refuses_takes_no_other_s_place() {
    let mut journey = Journey::begin();
    let wrong = journey.newsroom().set_credential(journey.site, "", "wrong");
    assert_eq!(wrong.unwrap_err().code(), "site_refused_credential");
    journey.desk.reopen().unwrap();
    let draft = journey.draft();
    journey.published(draft);
}

#[test]
fn a_site_that_is_added_twice_at_the_same_moment_is_one_site() {
    let journey = Journey::begin();
    let desk = Desk::open(Opening::default());
    let (newsroom, account) = (desk.newsroom(), journey.account());
    let begin = Barrier::new(4);
    let add = || {
        begin.wait();
        newsroom.add_site(&account).map(drop)
    };
    let added: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(add)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let refused: Vec<_> = added.into_iter().filter_map(Result::err).collect();
    let codes: Vec<_> = refused.iter().map(|error| error.code()).collect();
    assert_eq!(codes, ["site_known"; 3]);
    assert_eq!(newsroom.sites().unwrap().len(), 1);
}

#[test]
fn a_site_that_took_the_account_was_asked() {
    let journey = Journey::begin();
    let site = journey.newsroom().sites().unwrap().remove(0);
    assert_eq!(site.reachable, Some(true));
}
