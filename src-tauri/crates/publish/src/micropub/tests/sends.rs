//! Articles that are sent: begun, completed, changed, taken down. Knows one endpoint in memory.

use domain::PublicationState;
use serde_json::{Value, json};

use super::endpoint::{Odd, Site};
use super::{article, key};
use crate::{Destination, Outgoing, PublishError};

#[test]
fn an_article_is_begun_as_a_draft_and_completed() {
    let site = Site::new(Odd::default());
    let made = site.destination.create(key(1), &article("Un.")).unwrap();
    assert!(made.begun);
    let kept = site.entry(&made.remote_id);
    assert_eq!(kept["post-status"], json!(["draft"]));
    assert_eq!(kept["published"], json!(["2026-04-29T00:49:00Z"]));
    let html = kept["content"][0]["html"].as_str().unwrap();
    assert_eq!(
        html,
        format!("<p>Un.</p>\n<!-- marbre:begun:{} -->", key(1))
    );
    assert_eq!(site.find(1, None).unwrap(), Some(made.clone()));
    let done = site
        .destination
        .update(key(1), &made.remote_id, &made.version, &article("Un."))
        .unwrap();
    assert_eq!(
        (done.begun, done.state, &done.version),
        (false, PublicationState::Live, &made.version)
    );
    assert_eq!(site.find(1, None).unwrap(), Some(done.clone()));
    let read = site.destination.read(&done.remote_id).unwrap().unwrap();
    assert_eq!(
        (read.headline, read.standfirst),
        (article("").headline, article("").standfirst)
    );
    assert_eq!(
        (read.body_html.as_str(), read.tags),
        ("<p>Un.</p>", article("").tags)
    );
    let request = &site.canned.requests()[1];
    assert_eq!(
        (request.path.as_str(), request.method.as_str()),
        ("/?micropub=endpoint", "POST")
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
}

#[test]
fn what_an_article_no_longer_has_is_taken_away() {
    let site = Site::new(Odd::default());
    let done = site.publish(1, &article("Un."));
    let bare = Outgoing {
        standfirst: String::new(),
        tags: Vec::new(),
        ..article("Un.")
    };
    site.destination
        .update(key(2), &done.remote_id, &done.version, &bare)
        .unwrap();
    let kept = site.entry(&done.remote_id);
    assert!(
        kept.get("summary").is_none() && kept.get("category").is_none(),
        "{kept}"
    );
}

#[test]
fn what_a_colleague_changed_is_not_overwritten() {
    let site = Site::new(Odd::default());
    let done = site.publish(1, &article("Un."));
    let url = &done.remote_id;
    site.entries.lock().unwrap().get_mut(url).unwrap().0["name"] = json!(["Autre"]);
    // Our key is still in the text.
    for of in [1, 2] {
        let refused = site
            .destination
            .update(key(of), url, &done.version, &article("Deux."));
        assert!(
            matches!(refused, Err(PublishError::ChangedThere(_))),
            "{refused:?}"
        );
        let refused = site.destination.unpublish(key(of), url, &done.version);
        assert!(
            matches!(refused, Err(PublishError::ChangedThere(_))),
            "{refused:?}"
        );
    }
    assert_eq!(site.entry(url)["name"], json!(["Autre"]));
}

#[test]
fn what_a_colleague_made_a_draft_again_is_not_brought_back() {
    let site = Site::new(Odd::default());
    let done = site.publish(1, &article("Un."));
    let url = &done.remote_id;
    site.entries.lock().unwrap().get_mut(url).unwrap().0["post-status"] = json!(["draft"]);
    let refused = site
        .destination
        .update(key(2), url, &done.version, &article("Deux."));
    assert!(
        matches!(refused, Err(PublishError::ChangedThere(_))),
        "{refused:?}"
    );
    let there = site.destination.read(url).unwrap().unwrap().article;
    assert_eq!(there.off, Some(crate::Off::Draft));
    assert_ne!(there.version, done.version);
}

#[test]
fn an_article_is_taken_down_and_comes_back() {
    for no_drafts in [false, true] {
        let site = Site::new(Odd {
            no_drafts,
            ..Odd::default()
        });
        let done = site.publish(1, &article("Un."));
        let down = site
            .destination
            .unpublish(key(2), &done.remote_id, &done.version)
            .unwrap();
        assert_eq!(
            (down.state, down.begun),
            (PublicationState::Unpublished, false)
        );
        assert_eq!(down.published_at, done.published_at);
        if !no_drafts {
            assert_eq!(
                site.find(2, Some(&done.remote_id)).unwrap(),
                Some(down.clone())
            );
        }
        let back = site
            .destination
            .update(key(3), &done.remote_id, &down.version, &article("Un."))
            .unwrap();
        assert_eq!(
            (back.state, &back.version, &back.address),
            (PublicationState::Live, &done.version, &done.address)
        );
        assert_eq!(site.count(), 1);
    }
}

#[test]
fn without_drafts_an_article_is_live_at_once() {
    let site = Site::new(Odd {
        no_drafts: true,
        ..Odd::default()
    });
    let made = site.destination.create(key(1), &article("Un.")).unwrap();
    assert_eq!((made.begun, made.state), (false, PublicationState::Live));
    assert!(site.entry(&made.remote_id).get("post-status").is_none());
}

#[test]
fn an_article_that_will_be_there_has_its_address() {
    let site = Site::new(Odd {
        later: true,
        ..Odd::default()
    });
    let made = site.destination.create(key(1), &article("Un.")).unwrap();
    assert!(
        made.begun && made.address.ends_with("/posts/le-pont/"),
        "{made:?}"
    );
    // Its version is that of what was sent.
    let same = Site::new(Odd::default())
        .destination
        .create(key(2), &article("Un."))
        .unwrap();
    assert_eq!(made.version, same.version);
}

#[test]
fn what_arrived_twice_is_one_article() {
    let site = Site::new(Odd {
        arrives_twice: true,
        ..Odd::default()
    });
    let made = site.destination.create(key(1), &article("Un.")).unwrap();
    assert!(made.address.ends_with("/posts/le-pont/"), "{made:?}");
    assert_eq!(site.count(), 1);
}

/// A site that tells no date has one all the same, and it is not 1970.
#[test]
fn a_date_that_nobody_told_is_not_sent() {
    let site = Site::new(Odd::default());
    let undated = Outgoing {
        published_at: None,
        ..article("Un.")
    };
    let out = site.publish(1, &undated);
    let again = Outgoing {
        published_at: Some(out.published_at),
        ..article("Deux.")
    };
    site.destination
        .update(key(2), &out.remote_id, &out.version, &again)
        .unwrap();
    assert_eq!(site.entry(&out.remote_id)["published"], Value::Null);
}
