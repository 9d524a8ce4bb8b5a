//! Pictures, and where the token goes with them. Knows one endpoint in memory.

use serde_json::json;

use super::endpoint::{Odd, Site};
use super::{TOKEN, patience, send, with_picture};
use crate::canned::{Canned, http};
use crate::micropub::Micropub;
use crate::{Destination, PublishError};

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
    let api =
        crate::micropub::api::Api::new("https://a.example/micropub", TOKEN, patience()).unwrap();
    for (media, good) in [
        ("https://media.a.example/m", true),
        ("/m?x=1", true),
        ("http://127.0.0.1:1/m", false),
        ("https://localhost/m", false),
    ] {
        assert_eq!(api.place_of_pictures(media).is_ok(), good, "{media}");
    }
}
