//! Micropub with an endpoint that may not do what it should; the whole protocol runs against a real one in `tests/peers`.

mod endpoint;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::{
    DispatchId, Language, LeadPicture, PictureFile, PictureKind, PictureSource, PublicationState,
    Slug,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Micropub;
use crate::canned::{Canned, http};
use crate::{
    Destination, Outcome, Outgoing, OutgoingPicture, Patience, PublishError, RemotePicture,
};
use endpoint::{Odd, Site};

const TOKEN: &str = "tok_4F/2b+9C=";

fn patience() -> Patience {
    Patience {
        connect: Duration::from_secs(5),
        answer: Duration::from_secs(5),
        whole: Duration::from_secs(60),
    }
}

fn key(of: u128) -> DispatchId {
    DispatchId(Uuid::from_u128(of))
}

fn article(says: &str) -> Outgoing {
    Outgoing {
        headline: "Le pont & « lui »".to_owned(),
        standfirst: "Il rouvre.".to_owned(),
        section: String::new(),
        tags: vec!["IA".to_owned()],
        byline: String::new(),
        language: Language::french(),
        slug: Slug::parse("le-pont").unwrap(),
        published_at: Some("2026-04-29T00:49:00Z".parse().unwrap()),
        lead_picture: None,
        body_html: format!("<p>{says}</p>"),
        body_markdown: says.to_owned(),
        goes_live: None,
        newsletter: None,
        pictures: BTreeMap::new(),
        corrections: Default::default(),
    }
}

fn picture() -> PictureFile {
    PictureFile {
        hash: "a".repeat(64),
        kind: PictureKind::Png,
        width: 1,
        height: 1,
    }
}

fn send(site: &Micropub) -> Result<RemotePicture, PublishError> {
    site.send_picture(&OutgoingPicture {
        file: &picture(),
        bytes: b"\x89PNG--",
        alt: "",
        caption: "",
        credit: "",
    })
}

fn with_picture(site: &Site) -> Outgoing {
    let sent = send(&site.destination).unwrap();
    Outgoing {
        lead_picture: Some(LeadPicture {
            source: PictureSource::File(picture()),
            alt: "le pont".to_owned(),
            caption: String::new(),
            credit: String::new(),
        }),
        pictures: [(picture().path(), sent)].into(),
        ..article("Un.")
    }
}

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

#[test]
fn a_picture_has_its_words_where_they_are_taken() {
    for refuses in [false, true] {
        let site = Site::new(Odd {
            refuses_photos_with_words: refuses,
            ..Odd::default()
        });
        let sent = with_picture(&site);
        let done = site.publish(1, &sent);
        let there = format!("{}/kept/1.png", site.canned.url());
        let expect = if refuses {
            json!([there])
        } else {
            json!([{"value": there, "alt": "le pont"}])
        };
        assert_eq!(site.entry(&done.remote_id)["photo"], expect);
        let lead = site
            .destination
            .read(&done.remote_id)
            .unwrap()
            .unwrap()
            .lead_picture
            .unwrap();
        assert_eq!(
            (lead.address, lead.alt),
            (
                there,
                if refuses {
                    String::new()
                } else {
                    "le pont".to_owned()
                }
            )
        );
        assert_eq!(site.count(), 1);
    }
}

#[test]
fn the_same_picture_is_sent_once() {
    let site = Site::new(Odd::default());
    assert_eq!(
        send(&site.destination).unwrap(),
        send(&site.destination).unwrap()
    );
    assert_eq!(site.posts(), 1);
    let request = site.canned.requests().pop().unwrap();
    let (hash, body) = (
        "a".repeat(64),
        String::from_utf8_lossy(&request.body).into_owned(),
    );
    assert!(
        request
            .header("content-type")
            .unwrap()
            .starts_with("multipart/form-data; boundary=marbre-")
    );
    assert!(
        body.contains(&format!("name=\"file\"; filename=\"{hash}.png\"\r\n")),
        "{body}"
    );
    assert!(
        request.body.windows(6).any(|bytes| bytes == b"\x89PNG--"),
        "{body}"
    );
}

#[test]
fn the_token_goes_to_no_place_that_is_not_the_endpoint_s_to_name() {
    let named = |media: &'static str| {
        let site =
            Canned::new(move |_, _| http(200, "", &json!({"media-endpoint": media}).to_string()));
        let micropub = Micropub::new(&site.url(), &site.url(), TOKEN, patience()).unwrap();
        send(&micropub).unwrap_err()
    };
    for bad in [
        "http://media.example/",
        "https://u:p@media.example/",
        "ftp://media.example/",
        "https://[",
    ] {
        let error = named(bad);
        assert!(
            matches!(error, PublishError::BadAddress(_)),
            "{bad}: {error:?}"
        );
        assert!(!error.to_string().contains(TOKEN));
    }
    for bad in ["http://a.example/", "https://u:p@a.example/", "a", ""] {
        assert!(
            Micropub::new("https://a.example", bad, TOKEN, patience()).is_err(),
            "{bad}"
        );
        assert!(
            Micropub::new(bad, "https://a.example", TOKEN, patience()).is_err(),
            "{bad}"
        );
    }
}

#[test]
fn a_far_endpoint_names_no_picture_place_on_this_machine() {
    let api = super::api::Api::new("https://a.example/micropub", TOKEN, patience()).unwrap();
    for (media, good) in [
        ("https://media.a.example/m", true),
        ("/m?x=1", true),
        ("http://127.0.0.1:1/m", false),
        ("https://localhost/m", false),
    ] {
        assert_eq!(api.place_of_pictures(media).is_ok(), good, "{media}");
    }
}

#[test]
fn refusals_are_told_apart() {
    let error = |status: u16, body: &'static str| {
        let site = Canned::new(move |_, _| http(status, "", body));
        let micropub = Micropub::new(&site.url(), &site.url(), TOKEN, patience()).unwrap();
        (
            micropub.check_account().unwrap_err(),
            micropub.create(key(1), &article("Un.")).unwrap_err(),
        )
    };
    let (asked, sent) = error(401, r#"{"error":"unauthorized"}"#);
    assert!(
        matches!(
            (&asked, &sent),
            (PublishError::Credential(_), PublishError::Credential(_))
        ),
        "{asked:?}"
    );
    let (asked, _) = error(
        401,
        r#"{"error":"insufficient_scope","error_description":"create"}"#,
    );
    assert!(matches!(asked, PublishError::Forbidden(_)), "{asked:?}");
    let (asked, _) = error(403, "forbidden");
    assert!(matches!(asked, PublishError::Forbidden(_)), "{asked:?}");
    for body in ["<h1>Hôtel</h1>", "{\"media", "Warning: x in y.php\n{}"] {
        let (asked, sent) = error(200, body);
        assert!(matches!(asked, PublishError::NotUnderstood(_)), "{asked:?}");
        assert_eq!(sent.outcome(), Outcome::Unknown, "{sent:?}");
    }
    let said: &'static str = "you sent tok_4F/2b+9C= and tok_4F%2F2b%2B9C%3D";
    for status in [400, 401, 403, 404, 500] {
        let (asked, sent) = error(status, said);
        for text in [asked.to_string(), sent.to_string(), format!("{sent:?}")] {
            assert!(
                !text.contains("2b+9C") && !text.contains("2b%2B9C"),
                "{text}"
            );
        }
    }
}

#[test]
fn an_account_without_a_right_to_write_is_seen_before() {
    let site = Canned::new(|_, asked| match asked.path.contains("q=config") {
        true => http(200, "", r#"{"q":["config","source"]}"#),
        false => http(403, "", "forbidden"),
    });
    let micropub = Micropub::new(&site.url(), &site.url(), TOKEN, patience()).unwrap();
    let error = micropub.check_account().unwrap_err();
    assert!(matches!(error, PublishError::Forbidden(_)), "{error:?}");
    Site::new(Odd {
        no_list: true,
        ..Odd::default()
    })
    .destination
    .check_account()
    .unwrap();
    Site::new(Odd::default())
        .destination
        .check_account()
        .unwrap();
}

#[test]
fn a_list_has_parts_in_either_way_of_counting() {
    let listed = |paging: fn(usize) -> Value, last: &'static str| {
        let site = Canned::new(move |_, asked| {
            if asked.path.contains("q=config") {
                return http(200, "", "{}");
            }
            let part = if asked.path.contains(last) { 2 } else { 1 };
            let items = json!([{"properties": {"url": [format!("https://a.example/{part}")], "name": [part.to_string()]}}]);
            http(
                200,
                "",
                &json!({"items": items, "paging": paging(part)}).to_string(),
            )
        });
        let micropub = Micropub::new(&site.url(), &site.url(), TOKEN, patience()).unwrap();
        let first = micropub.list("", None).unwrap();
        let second = micropub.list("", first.next.as_deref()).unwrap();
        assert_eq!(second.next, None);
        assert_eq!((first.articles.len(), second.articles.len()), (1, 1));
        let searched = micropub.list("2", None).unwrap();
        assert_eq!(searched.articles.len(), 1);
    };
    listed(
        |part| json!({"limit": 1, "offset": part - 1, "total": 2}),
        "offset=1",
    );
    listed(
        |part| {
            if part == 1 {
                json!({"after": "a&b"})
            } else {
                json!({})
            }
        },
        "after=a%26b",
    );
    // One that sends round in a circle comes to an end.
    let site = Canned::new(|_, _| {
        http(
            200,
            "",
            r#"{"items":[{"properties":{"url":["https://a.example/1"],"name":["A"]}}],"paging":{"after":"x"}}"#,
        )
    });
    let micropub = Micropub::new(&site.url(), &site.url(), TOKEN, patience()).unwrap();
    assert_eq!(micropub.list("a", None).unwrap().articles.len(), 1);
}

#[test]
fn words_of_an_endpoint_are_not_trusted() {
    for location in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://u:p@a.example/",
        "https://[",
    ] {
        let site = Canned::new(move |_, asked| match asked.method.as_str() {
            "POST" => http(201, &format!("location: {location}\r\n"), ""),
            _ => http(
                200,
                "",
                r#"{"items":[{"properties":{"url":["javascript:x"],"content":[7],"name":{}}},{"properties":{}}]}"#,
            ),
        });
        let micropub = Micropub::new(&site.url(), &site.url(), TOKEN, patience()).unwrap();
        let error = micropub.create(key(1), &article("Un.")).unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown, "{location}: {error:?}");
        assert!(micropub.list("", None).unwrap().articles.is_empty());
    }
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
    let base = format!("{}0", super::DELETED);
    let error = destination.update(key(1), &gone, &base, &article("Un."));
    assert_eq!(error.unwrap_err().outcome(), Outcome::Unknown);
}

#[test]
fn a_list_larger_than_is_of_any_use_is_no_list() {
    let site = Canned::new(|url, asked| {
        if asked.path.contains("q=config") {
            return http(200, "", "{}");
        }
        let part = asked
            .path
            .rsplit_once("after=")
            .map_or("0", |(_, part)| part);
        let next = part.parse::<u32>().unwrap() + 1;
        let text = "a".repeat(4_000_000);
        let entry = json!({"properties": {"url": [format!("{url}/{part}")], "content": [text]}});
        let list = json!({"items": [entry], "paging": {"after": next.to_string()}});
        http(200, "", &list.to_string())
    });
    let endpoint = format!("{}/micropub", site.url());
    let destination = Micropub::new(&site.url(), &endpoint, TOKEN, patience()).unwrap();
    let refused = destination.list("a", None);
    assert!(matches!(refused, Err(PublishError::Fault(_))));
    assert!(site.requests().len() < 20, "{}", site.requests().len());
}
