//! What is made of Ghost's answers.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use domain::{Operation, PublicationState};
use serde_json::{Value, json};

use super::*;
use crate::{Destination, Outcome, PublishError, RemoteArticle};

const A: &str = "6b0100000000000000000000";
const B: &str = "6b0200000000000000000000";
const OTHER: &str = "00000000-0000-0000-0000-000000000002";
const THERE: &str = "6b03f19dd160af4652653a5f";

/// One that is out has the key in its words; one that was begun, as its tag.
#[test]
fn what_was_changed_since_is_told_with_its_key() {
    let begun = post(json!({ "status": "draft", "lexical": null, "tags": [tag(OTHER)] }));
    let edited = post(json!({ "lexical": "{\"root\":{}}" }));
    let script = Script::of([posts(&[post(json!({})), begun, edited])]);
    let since = "2026-11-20T08:00:00Z".parse().unwrap();
    let traces = script.site.traces(since).unwrap().unwrap();
    let told: Vec<_> = traces
        .iter()
        .map(|trace| {
            let keys: Vec<_> = trace.keys.iter().map(ToString::to_string).collect();
            (keys.join(" "), trace.article.begun)
        })
        .collect();
    let all = [(KEY, false), (OTHER, true), ("", false)];
    assert_eq!(told, all.map(|(key, begun)| (key.to_owned(), begun)));
    let asked = script.asked().remove(0);
    let filter = "filter=updated_at%3A%3E%272026-11-20%2008%3A00%3A00%27&";
    assert!(asked.contains(filter), "{asked}");
}

fn find(answer: impl Into<Vec<u8>>) -> Result<Option<RemoteArticle>, PublishError> {
    Script::of([answer]).site.find(&sought(None))
}

#[test]
fn every_request_is_signed_and_none_shows_the_secret() {
    let script = Script::of([none("posts")]);
    script.site.find(&sought(None)).unwrap();
    let request = script.asked().remove(0);
    let path = format!("GET /ghost/api/admin/posts/?filter=tag:hash-marbre-{KEY}&");
    assert!(request.starts_with(&path), "{request}");
    assert!(request.contains("accept-version: v5.0\r\n"));
    let (_, token) = request.split_once("authorization: Ghost ").unwrap();
    let claims = token.split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&BASE64.decode(claims).unwrap()).unwrap();
    assert_eq!(
        claims,
        json!({ "iat": NOW, "exp": NOW + 300, "aud": "/admin/" })
    );
    assert!(!request.contains(SECRET));
}

/// After a backup came back, its identifier is not known, and its tag went when it came out.
#[test]
fn what_came_out_is_found_by_its_address_when_nothing_else_is_known() {
    let script = Script::of([none("posts"), one_post(json!({}))]);
    let slug = Slug::parse("a").unwrap();
    let sought = Sought {
        slug: Some(&slug),
        ..sought(None)
    };
    let found = script.site.find(&sought).unwrap().unwrap();
    assert_eq!((found.remote_id.as_str(), found.begun), (THERE, false));
    let asked = script.asked();
    assert!(
        asked[1].starts_with("GET /ghost/api/admin/posts/slug/a/?formats=html,lexical "),
        "{}",
        asked[1]
    );
    // Another send's article has the address.
    let other = one_post(json!({ "lexical": written_by(OTHER) }));
    let script = Script::of([none("posts"), other]);
    assert_eq!(script.site.find(&sought).unwrap(), None);
}

fn expired(date: &str) -> String {
    let body = r#"{"errors":[{"type":"UnauthorizedError","code":"INVALID_JWT","message":"m"}]}"#;
    http(401, &format!("date: {date}\r\n"), body)
}

#[test]
fn a_clock_that_goes_wrong_is_set_by_the_site_s_once() {
    let script = Script::of([
        expired("Mon, 23 Nov 2026 09:00:00 GMT"),
        none("posts"),
        none("posts"),
    ]);
    script.site.find(&sought(None)).unwrap();
    script.site.find(&sought(None)).unwrap();
    let asked = script.asked();
    let second = |request: &str| {
        let (_, token) = request.split_once("authorization: Ghost ").unwrap();
        let claims = BASE64.decode(token.split('.').nth(1).unwrap()).unwrap();
        serde_json::from_slice::<Value>(&claims).unwrap()["iat"]
            .as_i64()
            .unwrap()
    };
    let seconds: Vec<i64> = asked.iter().map(|request| second(request)).collect();
    assert_eq!(seconds, [NOW, NOW + 3600, NOW + 3600]);
    // The same hour on both: it is the key that is wrong. Never more than once.
    for answers in [
        vec![expired("Mon, 23 Nov 2026 08:00:01 GMT")],
        vec![expired("yesterday")],
        vec![
            expired("Mon, 23 Nov 2026 09:00:00 GMT"),
            expired("Mon, 23 Nov 2026 12:00:00 GMT"),
        ],
    ] {
        let script = Script::of(answers);
        let error = script.site.find(&sought(None)).unwrap_err();
        assert!(matches!(error, PublishError::Credential(_)), "{error:?}");
        script.asked();
    }
}

#[test]
fn a_refusal_means_what_ghost_means_by_it() {
    use PublishError as E;
    type Is = fn(&PublishError) -> bool;
    let table: [(u16, &str, Option<&str>, Is); 16] = [
        (400, "BadRequestError", Some("INVALID_JWT"), |e| {
            matches!(e, E::Credential(_))
        }),
        (
            401,
            "UnauthorizedError",
            Some("UNKNOWN_ADMIN_API_KEY"),
            |e| matches!(e, E::Credential(_)),
        ),
        (403, "NoPermissionError", None, |e| {
            matches!(e, E::Forbidden(_))
        }),
        (404, "NotFoundError", None, |e| matches!(e, E::NotFound(_))),
        (
            406,
            "RequestNotAcceptableError",
            Some("UPDATE_CLIENT"),
            |e| matches!(e, E::Fault(_)),
        ),
        (409, "UpdateCollisionError", Some("UPDATE_COLLISION"), |e| {
            matches!(e, E::ChangedThere(_))
        }),
        (409, "UpdateCollisionError", None, |e| {
            matches!(e, E::ChangedThere(_))
        }),
        (422, "ValidationError", None, |e| matches!(e, E::Fault(_))),
        (415, "UnsupportedMediaTypeError", None, |e| {
            matches!(e, E::Fault(_))
        }),
        (413, "RequestEntityTooLargeError", None, |e| {
            matches!(e, E::TooLarge(_))
        }),
        (429, "TooManyRequestsError", None, |e| {
            matches!(e, E::Busy { .. })
        }),
        (503, "MaintenanceError", None, |e| {
            matches!(e, E::Busy { .. })
        }),
        (500, "EmailError", None, |e| matches!(e, E::Fault(_))),
        (500, "InternalServerError", None, |e| {
            matches!(e, E::Broken(_))
        }),
        (502, "x", None, |e| matches!(e, E::Broken(_))),
        (507, "x", None, |e| matches!(e, E::Full(_))),
    ];
    for (status, kind, code, is) in table {
        let error = find(refused(status, kind, code)).unwrap_err();
        assert!(is(&error), "{status} {kind}: {error:?}");
        let said = error.to_string();
        assert!(said.contains("\"context\":\"c\""), "{said}");
    }
}

#[test]
fn what_is_no_answer_of_a_ghost_is_not_understood() {
    for answer in [
        http(200, "", "<h1>Welcome to the hotel</h1>"),
        http(200, "", ""),
        http(200, "", "{\"posts\":[{\"id\":"),
        http(200, "", "{\"posts\":7}"),
        http(200, "", "[]"),
        // Nobody who could know whether it is there.
        http(404, "", "<h1>Not found</h1>"),
        http(307, "location: http://127.0.0.1:1/ghost/\r\n", ""),
    ] {
        let error = find(answer.clone()).unwrap_err();
        assert!(
            matches!(error, PublishError::NotUnderstood(_)),
            "{answer}: {error:?}"
        );
        assert_eq!(error.outcome(), Outcome::Unknown);
        let read = Script::of([answer]).site.read(THERE);
        assert!(
            matches!(read, Err(PublishError::NotUnderstood(_))),
            "{read:?}"
        );
    }
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{\"posts\":[";
    assert!(matches!(find(half).unwrap_err(), PublishError::NoAnswer(_)));
    let deep = http(200, "", &format!("{{\"posts\":{}", "[".repeat(100_000)));
    assert!(matches!(
        find(deep).unwrap_err(),
        PublishError::NotUnderstood(_)
    ));
}

#[test]
fn words_of_a_site_are_not_trusted() {
    for bad in [
        json!({ "id": "../../x" }),
        json!({ "id": "" }),
        json!({ "url": "javascript:alert(1)" }),
        json!({ "url": "file:///etc/passwd" }),
        json!({ "updated_at": "soon" }),
        json!({ "status": "famous" }),
        json!({ "published_at": 7 }),
        json!({ "title": null }),
    ] {
        let error = find(one_post(bad.clone())).unwrap_err();
        assert!(
            matches!(error, PublishError::NotUnderstood(_)),
            "{bad}: {error:?}"
        );
    }
    // No path is made of an identifier that could lead elsewhere.
    for id in ["../x", "a/b", "", "a?b", "é", &format!("{THERE}99999")] {
        let script = Script::of([none("posts")]);
        assert_eq!(script.site.read(id).unwrap(), None, "{id}");
        assert!(script.asked().is_empty());
    }
}

#[test]
fn what_is_gone_is_gone() {
    let read = Script::of([refused(404, "NotFoundError", None)])
        .site
        .read(THERE);
    assert_eq!(read.unwrap(), None);
}

#[test]
fn what_is_not_out_has_the_address_it_would_have() {
    let address = |status: &str, url: &str| {
        let there = json!({ "status": status, "url": url, "slug": "le-pont" });
        let script = Script::of([one_post(there)]);
        script.site.read(THERE).unwrap().unwrap().article.address
    };
    let preview = "https://a.example/blog/p/bf2e8687-173e-4850-ade0-55a6b232103c/";
    for waits in ["draft", "scheduled"] {
        assert_eq!(address(waits, preview), "https://a.example/blog/le-pont/");
    }
    let out = "https://a.example/p/le-pont/";
    assert_eq!(address("published", out), out);
}

#[test]
fn what_is_found_is_what_the_key_made_or_changed() {
    assert_eq!(find(none("posts")).unwrap(), None);
    let begun = find(one_post(json!({ "status": "draft" })))
        .unwrap()
        .unwrap();
    assert!(begun.begun);
    let found = |otherwise: Value, operation: Operation| {
        let script = Script::of([one_post(otherwise)]);
        let sought = Sought {
            operation,
            ..sought(Some(THERE))
        };
        script.site.find(&sought).unwrap().unwrap()
    };
    let draft = json!({ "status": "draft", "tags": [] });
    assert!(found(draft.clone(), Operation::Publish).begun);
    let down = found(draft, Operation::Unpublish);
    assert_eq!(
        (down.begun, down.state),
        (false, PublicationState::Unpublished)
    );
    let outs = [
        ("published", PublicationState::Live),
        ("scheduled", PublicationState::Scheduled),
    ];
    for (status, state) in outs {
        let out = found(json!({ "status": status }), Operation::Publish);
        assert_eq!((out.begun, out.state), (false, state));
    }
    for tags in [json!([]), json!([tag(OTHER)])] {
        let error = find(one_post(json!({ "tags": tags }))).unwrap_err();
        assert!(matches!(error, PublishError::NotUnderstood(_)), "{error:?}");
    }
    // Another send's, or somebody's who changed it in the editor.
    for lexical in [
        written_by(OTHER),
        super::super::lexical::lexical("<p>a</p>").to_string(),
    ] {
        let there = one_post(json!({ "lexical": lexical }));
        let script = Script::of([there, none("posts")]);
        assert_eq!(script.site.find(&sought(Some(THERE))).unwrap(), None);
    }
}

#[test]
fn of_twins_the_tied_one_is_found_then_the_one_that_is_out_then_the_older_one() {
    let twin =
        |id: &str, status: &str| post(json!({ "id": id, "status": status, "tags": [tag(KEY)] }));
    let found = |answers: Vec<String>, tied: Option<&str>| {
        let script = Script::of(answers);
        script.site.find(&sought(tied)).unwrap().unwrap().remote_id
    };
    let drafts = || posts(&[twin(B, "draft"), twin(A, "draft")]);
    assert_eq!(found(vec![drafts()], None), A);
    assert_eq!(found(vec![posts(&[twin(B, "draft")])], Some(B)), B);
    // It was deleted there, and the same send made it anew.
    let gone = refused(404, "NotFoundError", None);
    assert_eq!(found(vec![gone, drafts()], Some(THERE)), A);
    let one_out = posts(&[twin(A, "draft"), twin(B, "published")]);
    assert_eq!(found(vec![one_out], None), B);
}

#[test]
fn a_version_is_what_an_update_would_write_over() {
    let first = version(json!({}));
    for otherwise in [
        json!({ "title": "B" }),
        json!({ "slug": "b" }),
        json!({ "html": "<p>b</p>" }),
        json!({ "custom_excerpt": "b" }),
        json!({ "feature_image": "http://127.0.0.1/b.png" }),
        json!({ "feature_image_alt": "b" }),
        json!({ "feature_image_caption": "b" }),
        json!({ "status": "draft" }),
        json!({ "tags": [{ "id": "1", "name": "b", "slug": "b" }, tag(KEY)] }),
        json!({ "authors": [{ "id": "1", "name": "b", "slug": "b" }] }),
        json!({ "lexical": r#"{"root":{"children":[{"type":"email","html":"b"}]}}"# }),
    ] {
        assert_ne!(version(otherwise.clone()), first, "{otherwise}");
    }
    for same in [
        json!({ "updated_at": "2026-11-23T08:00:00.000Z" }),
        json!({ "published_at": "2026-11-24T08:00:00.000Z" }),
        json!({ "status": "scheduled" }),
        json!({ "tags": [tag(KEY)] }),
        json!({ "lexical": null }),
    ] {
        assert_eq!(version(same.clone()), first, "{same}");
    }
}

#[test]
fn an_article_is_read_as_it_is_sent() {
    let named = |name: &str| json!({ "id": name, "name": name, "slug": name.to_lowercase() });
    let there = one_post(json!({
        "custom_excerpt": "Un « chapeau »",
        "tags": [named("Tech"), named("IA"), named("#large"), named("Presse"), tag(KEY)],
        "authors": [named("Une"), named("Deux")],
        "feature_image": "http://127.0.0.1/b.png",
        "feature_image_caption": "L&#8217;<em>été</em> &amp; <span class=\"credit\">A. &lt;Z&gt;</span>",
        "slug": "%d0%b2_Long",
        "html": "<script>x</script>",
    }));
    let read = Script::of([there]).site.read(THERE).unwrap().unwrap();
    assert_eq!(
        (read.section.as_str(), read.tags.as_slice()),
        ("Tech", &["IA".to_owned(), "Presse".to_owned()][..])
    );
    assert_eq!(
        (read.standfirst.as_str(), read.byline.as_str()),
        ("Un « chapeau »", "Une, Deux")
    );
    let lead = read.lead_picture.unwrap();
    assert_eq!(
        (
            lead.caption.as_str(),
            lead.credit.as_str(),
            lead.alt.as_str()
        ),
        ("L’été &", "A. <Z>", "")
    );
    // As the site keeps it: whoever takes it in makes it harmless.
    assert_eq!(read.body_html, "<script>x</script>");
    let hidden_first = one_post(json!({ "tags": [named("#large"), named("IA")] }));
    let read = Script::of([hidden_first])
        .site
        .read(THERE)
        .unwrap()
        .unwrap();
    assert_eq!(
        (read.section.as_str(), read.tags.as_slice()),
        ("", &["IA".to_owned()][..])
    );
}

#[test]
fn a_list_is_read_in_parts() {
    let body = json!({ "posts": [post(json!({}))], "meta": { "pagination": { "next": 3 } } });
    let script = Script::of([http(200, "", &body.to_string())]);
    let listing = script.site.list(" L'été \\ ", Some("2")).unwrap();
    assert_eq!(listing.articles[0].1, "A");
    assert_eq!(listing.next.as_deref(), Some("3"));
    let request = script.asked().remove(0);
    assert!(
        request.contains("status%3Apublished%2Btitle%3A~%27L%5C%27%C3%A9t%C3%A9%20%5C%5C%27"),
        "{request}"
    );
    assert!(request.contains("&page=2 "), "{request}");
    let error = Script::of([none("posts")])
        .site
        .list("", Some("2&x=1"))
        .unwrap_err();
    assert!(matches!(error, PublishError::NotUnderstood(_)), "{error:?}");
}

#[test]
fn a_site_describes_itself() {
    let site =
        json!({ "site": { "title": "Gazette", "url": "http://127.0.0.1:1/", "version": "6.65" } });
    let settings = json!({ "settings": [
        { "key": "timezone", "value": "Europe/Paris" }, { "key": "locale", "value": "fr" },
        { "key": "members_enabled", "value": true },
    ] });
    let named =
        json!({ "id": "1", "name": "Tech", "slug": "tech", "count": { "active_members": 12 } });
    let answer = |body: Value| http(200, "", &body.to_string());
    let all = |site: Value| {
        let lists = ["tags", "newsletters", "users"].map(|list| answer(json!({ list: [named] })));
        [answer(site), answer(settings.clone())]
            .into_iter()
            .chain(lists)
    };
    let said = Script::of(all(site)).site.describe().unwrap();
    assert_eq!(
        (said.url.as_str(), said.time_zone.as_str()),
        ("http://127.0.0.1:1", "Europe/Paris")
    );
    assert_eq!((said.language.as_str(), said.subscribers), ("fr", 12));
    assert_eq!(
        (said.tags, said.authors),
        (vec!["Tech".to_owned()], vec!["Tech".to_owned()])
    );
    assert_eq!(said.limits.characters["standfirst"], 300);
    assert!(said.abilities.newsletters && !said.abilities.byline);
    let elsewhere = json!({ "site": { "title": "G", "url": "javascript:x" } });
    let error = Script::of(all(elsewhere)).site.describe().unwrap_err();
    assert!(matches!(error, PublishError::NotUnderstood(_)), "{error:?}");
}

#[test]
fn readers_may_be_elsewhere_and_are_shown_no_key() {
    let (api, home) = (
        Script::of([none("posts")]),
        Script::of([http(200, "", "<p>a</p>")]),
    );
    let at = home.site.http.base().to_owned();
    let Script { site, requests } = api;
    let site = site.read_at(&at, Patience::default()).unwrap();
    assert_eq!(site.page(&format!("{at}/a/")).unwrap(), "<p>a</p>");
    let asked = home.asked().remove(0).to_ascii_lowercase();
    assert!(!asked.contains("authorization"), "{asked}");
    site.find(&sought(None)).unwrap();
    assert_eq!(requests.join().unwrap().len(), 1);
}

#[track_caller]
fn hides(secret: &str, text: &str) {
    let found = text
        .to_ascii_lowercase()
        .contains(&secret.to_ascii_lowercase());
    assert!(!found, "{text}");
}

#[test]
fn neither_the_secret_nor_a_token_comes_back() {
    let token = super::super::key::AdminKey::parse(&format!("{ID}:{SECRET}"))
        .unwrap()
        .token(NOW);
    for shown in [
        SECRET.to_owned(),
        SECRET.to_uppercase(),
        token.clone(),
        format!("{}{token}", "x".repeat(400)),
    ] {
        for status in [200, 401, 403, 404, 409, 422, 429, 500] {
            let error = find(http(status, "", &shown)).unwrap_err().to_string();
            hides(SECRET, &error);
            hides(&token, &error);
        }
        let elsewhere = format!("location: http://127.0.0.1:1/?t={shown}\r\n");
        hides(
            &shown,
            &find(http(302, &elsewhere, "")).unwrap_err().to_string(),
        );
        let read = Script::of([one_post(json!({ "html": shown }))])
            .site
            .read(THERE);
        hides(&shown, &format!("{read:?}"));
    }
}
