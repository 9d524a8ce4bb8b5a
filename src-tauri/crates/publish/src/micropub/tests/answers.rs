//! What an endpoint may answer: refusals, lists, words that are not trusted. Knows one endpoint in memory.

use domain::Timestamp;
use serde_json::{Value, json};

use super::endpoint::{Odd, Site};
use super::{TOKEN, article, key, patience};
use crate::canned::{Canned, http};
use crate::micropub::Micropub;
use crate::{Destination, Outcome, PublishError};

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
fn all_that_is_listed_is_told_with_its_key() {
    let site = Site::new(Odd::default());
    site.destination.create(key(1), &article("Un.")).unwrap();
    site.put(
        "/posts/ancien/",
        json!({"name": ["Ancien"], "content": ["texte"]}),
    );
    let traces = site.destination.traces(Timestamp::UNIX_EPOCH).unwrap();
    let mut keys: Vec<_> = traces
        .unwrap()
        .into_iter()
        .map(|trace| trace.keys)
        .collect();
    keys.sort();
    assert_eq!(keys, [vec![], vec![key(1)]]);
    let mute = Site::new(Odd {
        no_list: true,
        ..Odd::default()
    });
    let traces = mute.destination.traces(Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(traces, None);
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
