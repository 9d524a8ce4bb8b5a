//! What became of a send whose answer says nothing. Knows one endpoint in memory.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::Slug;
use serde_json::json;

use super::endpoint::{Odd, Site};
use super::{TOKEN, article, key, patience};
use crate::canned::{Canned, http};
use crate::micropub::Micropub;
use crate::{Destination, Outcome, Outgoing, PublishError};

#[test]
fn an_answer_that_says_nothing_is_looked_up_and_never_repeated() {
    // It lists what it has: found by the key.
    let odd = Odd {
        no_location: true,
        html_for_writes: true,
        ..Odd::default()
    };
    let site = Site::new(odd);
    assert!(
        site.destination
            .create(key(1), &article("Un."))
            .unwrap()
            .address
            .ends_with("/posts/le-pont/")
    );
    // It does not: done, address unknown.
    let site = Site::new(Odd {
        no_list: true,
        ..odd
    });
    let error = site
        .destination
        .create(key(1), &article("Un."))
        .unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown, "{error:?}");
    let error = site.find(1, None).unwrap_err();
    assert!(matches!(error, PublishError::NotUnderstood(_)), "{error:?}");
    assert_eq!(site.posts(), 1);
}

#[test]
fn that_a_send_made_nothing_is_proved_or_a_person_is_asked() {
    let doubt = |site: &Site| matches!(site.find(9, None), Err(PublishError::NotUnderstood(_)));
    let site = Site::new(Odd::default());
    // Nothing at all is there.
    assert_eq!(site.find(9, None).unwrap(), None);
    // Nobody has seen that this endpoint keeps our keys.
    site.put(
        "/posts/ancien/",
        json!({"name": ["Ancien"], "content": ["texte"]}),
    );
    assert!(doubt(&site));
    // It does.
    site.publish(
        1,
        &Outgoing {
            slug: Slug::parse("autre").unwrap(),
            ..article("Un.")
        },
    );
    assert_eq!(site.find(9, None).unwrap(), None);
    // But this could be it.
    site.put(
        "/posts/le-pont-2/",
        json!({"name": ["Le pont"], "content": ["texte"]}),
    );
    assert!(doubt(&site));
    let site = Site::new(Odd {
        takes_keys_away: true,
        ..Odd::default()
    });
    let made = site.publish(1, &article("Un."));
    assert!(doubt(&site));
    let changed = site.find(2, Some(&made.remote_id));
    assert!(
        matches!(changed, Err(PublishError::NotUnderstood(_))),
        "{changed:?}"
    );
}

#[test]
fn a_change_is_found_by_its_key() {
    let site = Site::new(Odd::default());
    let done = site.publish(1, &article("Un."));
    let url = Some(done.remote_id.as_str());
    assert_eq!(site.find(2, url).unwrap(), None);
    let changed = site
        .destination
        .update(key(2), &done.remote_id, &done.version, &article("Deux."))
        .unwrap();
    assert_eq!(site.find(2, url).unwrap(), Some(changed));
    assert_eq!(site.find(1, url).unwrap(), None);
    // The same once more is no other article, and no other version.
    let again = site
        .destination
        .update(key(2), &done.remote_id, &done.version, &article("Deux."));
    assert!(again.is_ok() && site.count() == 1, "{again:?}");
    assert_eq!(site.find(2, Some("http://127.0.0.1/nobody")).unwrap(), None);
}

#[test]
fn a_change_that_was_not_made_is_not_believed() {
    let odd = Odd {
        no_drafts: true,
        ignores_updates: true,
        html_for_writes: true,
        ..Odd::default()
    };
    let site = Site::new(odd);
    let done = site.publish(1, &article("Un."));
    let ignored =
        site.destination
            .update(key(2), &done.remote_id, &done.version, &article("Deux."));
    assert!(
        matches!(ignored, Err(PublishError::Fault(_))),
        "{ignored:?}"
    );
    // A draft that stays one is not out.
    let site = Site::new(Odd {
        no_drafts: false,
        ..odd
    });
    let made = site.destination.create(key(1), &article("Un.")).unwrap();
    let ignored = site
        .destination
        .update(key(1), &made.remote_id, &made.version, &article("Un."));
    assert!(
        matches!(ignored, Err(PublishError::Fault(_))),
        "{ignored:?}"
    );
    // Nor is a live one that stays live taken down.
    let site = Site::new(Odd::default());
    let done = site.publish(1, &article("Un."));
    let live = site.entry(&done.remote_id);
    let deaf = Site::new(Odd {
        no_drafts: false,
        ..odd
    });
    let url = format!("{}/posts/le-pont/", deaf.canned.url());
    deaf.put("/posts/le-pont/", live);
    let ignored = deaf.destination.unpublish(key(2), &url, &done.version);
    assert!(
        matches!(ignored, Err(PublishError::Fault(_))),
        "{ignored:?}"
    );
}

/// It is live again: whatever kept it from being read then, that is no refusal, nor "not sent".
#[test]
fn what_was_undeleted_and_can_t_be_read_is_in_doubt() {
    let back = AtomicBool::new(false);
    let site = Canned::new(move |_, asked| match asked.method.as_str() {
        "POST" => {
            back.store(true, Ordering::SeqCst);
            http(200, "", "")
        }
        _ if asked.path.contains("url=") && back.load(Ordering::SeqCst) => http(403, "", ""),
        _ if asked.path.contains("url=") => http(404, "", ""),
        _ if asked.path.contains("q=config") => http(200, "", "{}"),
        _ => http(200, "", &json!({"items": []}).to_string()),
    });
    let endpoint = format!("{}/micropub", site.url());
    let destination = Micropub::new(&site.url(), &endpoint, TOKEN, patience()).unwrap();
    let gone = format!("{}/gone", site.url());
    let base = format!("{}0", crate::micropub::DELETED);
    let error = destination.update(key(1), &gone, &base, &article("Un."));
    assert_eq!(error.unwrap_err().outcome(), Outcome::Unknown);
}
