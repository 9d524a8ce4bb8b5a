//! What WordPress says, and whoever stands before it, each from a real socket; the whole protocol runs against real ones in
//! `tests/peers`.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread::JoinHandle;

use domain::{DispatchId, Language, Operation, PictureFile, PictureKind, Slug, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::post::Post;
use super::writing::{self, Fields};
use super::{Patience, WordPress};
use crate::{Destination, Outcome, Outgoing, OutgoingPicture, PublishError, Sought};

pub(super) const PASSWORD: &str = "abcd EFGH ijkl MNOP qrst UVWX";

/// A site that gives these answers one after the other, and then is gone.
struct Site {
    destination: WordPress,
    requests: JoinHandle<Vec<String>>,
}

impl Site {
    fn answers<A: Into<Vec<u8>>>(root: &str, answers: impl IntoIterator<Item = A>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let root = format!("http://{}{root}", listener.local_addr().unwrap());
        let answers: Vec<Vec<u8>> = answers.into_iter().map(Into::into).collect();
        let requests = std::thread::spawn(move || {
            let one = |answer: Vec<u8>| {
                let (mut client, _) = listener.accept().unwrap();
                let mut request = vec![0; 64 * 1024];
                let count = client.read(&mut request).unwrap();
                client.write_all(&answer).unwrap();
                String::from_utf8_lossy(&request[..count]).into_owned()
            };
            answers.into_iter().map(one).collect()
        });
        Self {
            destination: WordPress::new(&root, "editor", PASSWORD, Patience::default()).unwrap(),
            requests,
        }
    }

    fn asked(self) -> Vec<String> {
        let head = |request: String| request.lines().next().unwrap_or_default().to_owned();
        self.requests
            .join()
            .unwrap()
            .into_iter()
            .map(head)
            .collect()
    }
}

fn http(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// The error of a read that is answered so.
fn error_of(status: u16, headers: &str, body: &str) -> PublishError {
    let site = Site::answers("/wp-json/", [http(status, headers, body)]);
    site.destination.check_account().unwrap_err()
}

fn refusal(status: u16, code: &str) -> PublishError {
    let body = json!({"code": code, "message": "L&#8217;auteur", "data": {"status": status}});
    error_of(status, "", &body.to_string())
}

fn post(change: Value) -> Post {
    let mut post = json!({
        "id": 7, "slug": "le-pont", "status": "publish", "link": "https://a.example/le-pont/",
        "date_gmt": "2026-04-29T00:49:00", "modified_gmt": "2026-04-29T00:49:00",
        "title": {"raw": "Le pont"}, "content": {"raw": "<p>a</p>"}, "excerpt": {"raw": ""},
        "author": 2, "featured_media": 0, "categories": [3], "tags": [5, 4], "meta": [],
        "permalink_template": "https://a.example/%postname%/",
    });
    for (name, value) in change.as_object().unwrap() {
        post[name] = value.clone();
    }
    serde_json::from_value(post).unwrap()
}

pub(super) fn outgoing() -> Outgoing {
    Outgoing {
        headline: "Le pont".to_owned(),
        standfirst: String::new(),
        section: String::new(),
        tags: Vec::new(),
        byline: String::new(),
        language: Language::french(),
        slug: Slug::parse("le-pont").unwrap(),
        published_at: None,
        lead_picture: None,
        body_html: "<p>a</p>".to_owned(),
        body_markdown: "a".to_owned(),
        goes_live: None,
        newsletter: None,
        lead_set: None,
        pictures: Default::default(),
        corrections: Default::default(),
    }
}

#[test]
fn both_forms_of_root_are_asked() {
    let me = json!({"id": 1, "name": "A", "capabilities": {"publish_posts": true, "edit_published_posts": true}});
    for (root, path) in [
        (
            "/wp-json/",
            "GET /wp-json/wp/v2/users/me?context=edit&_fields=",
        ),
        (
            "/blog/?rest_route=/",
            "GET /blog/?rest_route=/wp/v2/users/me&context=edit&_fields=",
        ),
    ] {
        let site = Site::answers(root, [http(200, "", &me.to_string())]);
        site.destination.check_account().unwrap();
        let asked = site.asked();
        assert!(asked[0].starts_with(path), "{asked:?}");
    }
}

#[test]
fn an_account_that_may_not_publish_is_named() {
    let me = json!({"id": 1, "name": "Zoé", "capabilities": {"edit_posts": true}});
    let error = error_of(200, "", &me.to_string());
    assert!(
        matches!(&error, PublishError::Forbidden(said) if said.contains("Zoé") && said.contains("publish_posts")),
        "{error:?}"
    );
}

#[test]
fn refusals_mean_what_wordpress_means() {
    use PublishError as E;
    assert!(matches!(
        refusal(401, "rest_not_logged_in"),
        E::Credential(_)
    ));
    assert!(matches!(
        refusal(403, "rest_cannot_publish"),
        E::Forbidden(_)
    ));
    assert!(matches!(
        refusal(404, "rest_post_invalid_id"),
        E::NotFound(_)
    ));
    assert!(matches!(
        refusal(410, "rest_already_trashed"),
        E::NotFound(_)
    ));
    // No word on any article.
    assert!(matches!(refusal(404, "rest_no_route"), E::Fault(_)));
    assert_eq!(
        refusal(412, "rest_upload_hash_mismatch").outcome(),
        Outcome::NotNow
    );
    assert!(matches!(
        refusal(500, "rest_upload_sideload_error"),
        E::Fault(_)
    ));
    assert!(matches!(
        refusal(500, "internal_server_error"),
        E::Broken(_)
    ));
    assert!(matches!(refusal(503, "x"), E::Busy { .. }));
    assert!(
        refusal(400, "x")
            .to_string()
            .ends_with("HTTP 400 x: L’auteur")
    );
    let not_signed_in = json!({"code": "rest_invalid_param", "message": "", "data": {"status": 400,
        "params": {"status": "x"}, "details": {"status": {"code": "rest_forbidden_status"}}}});
    let error = error_of(400, "", &not_signed_in.to_string());
    assert!(matches!(error, E::Credential(_)), "{error:?}");
}

#[test]
fn whoever_stands_before_wordpress_is_not_taken_for_it() {
    let html = "<html><h1>No</h1>";
    let error = error_of(403, "", html);
    assert!(
        matches!(&error, PublishError::Fault(said) if said.contains("firewall")),
        "{error:?}"
    );
    for status in [404, 409, 410, 412, 502, 504] {
        assert_eq!(
            error_of(status, "", html).outcome(),
            Outcome::Unknown,
            "{status}"
        );
    }
    assert!(matches!(error_of(413, "", html), PublishError::TooLarge(_)));
    assert_eq!(
        error_of(429, "retry-after: 7\r\n", html).outcome(),
        Outcome::NotNow
    );
    for broken in ["<h1>Welcome</h1>", "{\"id\": 1, \"na", "", "[]"] {
        assert_eq!(
            error_of(200, "", broken).outcome(),
            Outcome::Unknown,
            "{broken}"
        );
    }
    let away = "location: http://127.0.0.1:1/wp-json/\r\n";
    assert!(matches!(
        error_of(301, away, ""),
        PublishError::NotUnderstood(_)
    ));
}

#[test]
fn an_article_is_gone_only_when_wordpress_says_so() {
    let gone = json!({"code": "rest_post_invalid_id", "message": "", "data": {"status": 404}});
    let read = |answer: String| Site::answers("/wp-json/", [answer]).destination.read("7");
    assert!(read(http(404, "", &gone.to_string())).unwrap().is_none());
    read(http(404, "", "<h1>Not found</h1>")).unwrap_err();
    assert!(matches!(
        Site::answers("/", [""; 0]).destination.read("../x"),
        Err(PublishError::NotUnderstood(_))
    ));
}

#[test]
fn the_password_is_said_to_nobody() {
    let bare = PASSWORD.replace(' ', "");
    let pair = "ZWRpdG9yOmFiY2RFRkdIaWprbE1OT1BxcnN0VVZXWA==";
    for form in [bare.as_str(), pair, &bare.to_uppercase()] {
        for status in [200, 400, 401, 403, 404, 413, 429, 500] {
            let said = json!({"code": form, "message": form, "data": {}}).to_string();
            for body in [form, &said] {
                let error = error_of(status, "", body).to_string().to_lowercase();
                assert!(
                    !error.contains("efghijkl") && !error.contains(&pair[6..20]),
                    "{error}"
                );
            }
        }
    }
}

#[test]
fn a_version_changes_with_the_words_alone() {
    let base = post(json!({})).version();
    for same in [
        json!({"modified_gmt": "2026-05-01T00:00:00"}),
        json!({"tags": [4, 5]}),
        json!({"status": "future"}),
        json!({"content": {"raw": "<p>a</p>\n<!-- marbre:00000000-0000-0000-0000-000000000001 -->"}}),
        json!({"meta": {"marbre_key": "x"}}),
    ] {
        assert_eq!(post(same.clone()).version(), base, "{same}");
    }
    for other in [
        json!({"title": {"raw": "Le port"}}),
        json!({"content": {"raw": "<p>b</p>"}}),
        json!({"tags": [4]}),
        json!({"status": "draft"}),
        json!({"slug": "le-port"}),
        json!({"featured_media": 9}),
    ] {
        assert_ne!(post(other.clone()).version(), base, "{other}");
    }
}

#[test]
fn what_is_not_out_has_the_address_it_would_have() {
    let there = post(json!({"status": "draft", "link": "https://a.example/?p=7"}));
    let article = there.article().unwrap();
    assert_eq!(article.address, "https://a.example/le-pont/");
    assert_eq!(article.slug.as_str(), "le-pont");
    let hostile = post(json!({"link": "javascript:alert(1)"}));
    assert!(matches!(
        hostile.article(),
        Err(PublishError::NotUnderstood(_))
    ));
}

#[test]
fn an_article_comes_out_when_it_should() {
    let now: Timestamp = "2026-04-29T00:00:00Z".parse().unwrap();
    let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    let soon = at("2026-04-29T00:00:59Z");
    let later = at("2026-04-29T02:00:00Z");
    let earlier = at("2026-04-28T00:00:00Z");
    let brought = |goes_live, published_at, there: &str| {
        let article = Outgoing {
            goes_live,
            published_at,
            ..outgoing()
        };
        let mut fields = Fields::new();
        let there = post(json!({"status": there}));
        writing::bring_out(&mut fields, &article, &there, Some(now)).unwrap();
        let said = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
        (said("status").unwrap(), said("date_gmt"))
    };
    let date = |text: &str| Some(text.to_owned());
    assert_eq!(brought(None, None, "draft"), ("publish".into(), None));
    assert_eq!(
        brought(None, earlier, "draft"),
        ("publish".into(), date("2026-04-28T00:00:00Z"))
    );
    // A date to come would keep it back.
    assert_eq!(brought(None, later, "draft"), ("publish".into(), None));
    assert_eq!(brought(soon, None, "draft"), ("publish".into(), None));
    assert_eq!(
        brought(later, None, "draft"),
        ("future".into(), date("2026-04-29T02:00:00Z"))
    );
    assert_eq!(
        brought(None, None, "future"),
        ("publish".into(), date("2026-04-29T00:00:00Z"))
    );
}

#[test]
fn a_key_that_stands_nowhere_is_not_found() {
    let sought = Sought {
        key: DispatchId(Uuid::from_u128(1)),
        operation: Operation::Publish,
        remote_id: None,
        slug: None,
    };
    // A search that answers with everything, and a post that only has the slug.
    let other = json!([{
        "id": 7, "slug": "le-pont", "status": "draft", "link": "https://a.example/?p=7",
        "date_gmt": "2026-04-29T00:49:00", "modified_gmt": null, "title": {"raw": ""},
        "content": {"raw": "00000000-0000-0000-0000-000000000001"}, "excerpt": {"raw": ""},
    }]);
    let answer = http(200, "", &other.to_string());
    let site = Site::answers("/wp-json/", [answer.clone(), answer]);
    assert!(site.destination.find(&sought).unwrap().is_none());
    let asked = site.asked();
    assert!(
        asked[0].contains("search=00000000-0000-0000-0000-000000000001"),
        "{asked:?}"
    );
    assert!(asked[1].contains("orderby=modified"), "{asked:?}");
}

#[test]
fn what_was_changed_since_is_told_with_its_key_wherever_that_is() {
    let key = |n: u128| DispatchId(Uuid::from_u128(n));
    let there = |id: u64, content: &str, meta: Value| {
        json!({
            "id": id, "slug": "a", "status": "draft", "link": "https://a.example/?p=7",
            "date_gmt": "2026-04-29T00:49:00", "modified_gmt": null, "title": {"raw": "L&amp;A"},
            "content": {"raw": content}, "excerpt": {"raw": ""}, "meta": meta,
        })
    };
    let beside = json!({"marbre_key": key(1).to_string()});
    let marked = format!("a\n<!-- marbre:{} -->", key(2));
    let parts = [
        json!([there(1, "", beside), there(2, &marked, json!([]))]),
        json!([there(3, "a", json!({"marbre_key": "no key"}))]),
    ];
    let answers = parts.map(|part| http(200, "x-wp-totalpages: 2\r\n", &part.to_string()));
    let site = Site::answers("/wp-json/", answers);
    let since = "2026-04-28T00:00:00Z".parse().unwrap();
    let traces = site.destination.traces(since).unwrap().unwrap();
    let keys: Vec<_> = traces.iter().map(|trace| trace.keys.clone()).collect();
    assert_eq!(keys, [vec![key(1)], vec![key(2)], vec![]]);
    assert_eq!(traces[0].headline, "L&A");
    let asked = site.asked();
    assert!(
        asked[0].contains("modified_after=2026-04-28T00%3A00%3A00Z"),
        "{asked:?}"
    );
    assert!(asked[1].ends_with("page=2 HTTP/1.1"), "{asked:?}");
}

/// WordPress takes any write: what it replaced unseen is in its history, and comes back with the answer.
#[test]
fn what_somebody_saved_at_the_same_moment_comes_with_the_answer() {
    let there = |content: &str| {
        json!({
            "id": 7, "slug": "le-pont", "status": "publish", "link": "https://a.example/le-pont/",
            "date_gmt": "2026-04-29T00:49:00", "modified_gmt": null, "title": {"raw": "Le pont"},
            "content": {"raw": content}, "excerpt": {"raw": ""}, "meta": {"marbre_key": ""},
        })
    };
    let step = |slug: &str, content: &str| {
        json!({
            "slug": slug, "title": {"raw": "Le pont"}, "content": {"raw": content},
            "excerpt": {"raw": ""},
        })
    };
    let update = |history: Value| {
        let name = json!({"name": "Zoé"});
        let answers = [there("<p>avant</p>"), there("<p>a</p>"), history, name];
        let site = Site::answers(
            "/wp-json/",
            answers.map(|said| http(200, "", &said.to_string())),
        );
        let base = serde_json::from_value::<Post>(there("<p>avant</p>")).unwrap();
        let key = DispatchId(Uuid::from_u128(2));
        let sent = site
            .destination
            .update(key, "7", &base.version(), &outgoing());
        sent.unwrap().overwrote.map(|theirs| theirs.body_html)
    };
    let (ours, base) = (
        step("7-revision-v1", "<p>a</p>"),
        step("7-revision-v1", "<p>avant</p>"),
    );
    let (hers, open) = (
        step("7-revision-v1", "<p>à elle</p>"),
        step("7-autosave-v1", "<p>x</p>"),
    );
    assert_eq!(update(json!([ours, open, base])), None);
    let told = update(json!([open, ours, hers, base]));
    assert_eq!(told.as_deref(), Some("<p>à elle</p>"));
}

/// However long the latest articles are: a site that can't be asked would keep a send in doubt for ever.
#[test]
fn the_latest_articles_are_asked_for_their_keys_alone() {
    let key = DispatchId(Uuid::from_u128(1));
    let keys = json!([{"id": 6, "meta": []}, {"id": 7, "meta": {"marbre_key": key.to_string()}}]);
    let kept = json!({
        "id": 7, "slug": "le-pont", "status": "publish", "link": "https://a.example/le-pont/",
        "date_gmt": "2026-04-29T00:49:00", "modified_gmt": null, "title": {"raw": ""},
        "content": {"raw": ""}, "excerpt": {"raw": ""}, "meta": {"marbre_key": key.to_string()},
    });
    let answers = [json!([]), keys, kept].map(|said| http(200, "", &said.to_string()));
    let site = Site::answers("/wp-json/", answers);
    let sought = Sought {
        key,
        operation: Operation::Publish,
        remote_id: None,
        slug: None,
    };
    let found = site.destination.find(&sought).unwrap().unwrap();
    assert_eq!(found.remote_id, "7");
    let asked = site.asked();
    assert!(asked[1].contains("_fields=id%2Cmeta "), "{asked:?}");
}

/// She moved its hour while her machine knew nothing of its having come: her text is for that hour.
#[test]
fn an_article_that_came_out_before_its_new_hour_is_left_alone() {
    let there = json!({
        "id": 7, "slug": "le-pont", "status": "publish", "link": "https://a.example/le-pont/",
        "date_gmt": "2026-04-29T00:49:00", "modified_gmt": null, "title": {"raw": "Le pont"},
        "content": {"raw": "<p>a</p>"}, "excerpt": {"raw": ""},
    });
    let read: Post = serde_json::from_value(there.clone()).unwrap();
    let date = "date: Wed, 29 Apr 2026 01:00:00 GMT\r\n";
    let site = Site::answers("/wp-json/", [http(200, date, &there.to_string())]);
    let article = Outgoing {
        goes_live: Some("2026-04-29T02:00:00Z".parse().unwrap()),
        ..outgoing()
    };
    let key = DispatchId(Uuid::from_u128(2));
    let refused = site.destination.update(key, "7", &read.version(), &article);
    assert!(
        matches!(refused, Err(PublishError::ChangedThere(_))),
        "{refused:?}"
    );
    assert_eq!(site.asked().len(), 1);
}

#[test]
fn a_picture_is_kept_though_its_smaller_forms_failed() {
    let file = PictureFile {
        hash: "a".repeat(64),
        kind: PictureKind::Png,
        width: 1,
        height: 1,
    };
    let picture = OutgoingPicture {
        file: &file,
        bytes: &[7; 10],
        alt: "Un pont",
        caption: "Été",
        credit: "",
    };
    let slug = format!("marbre-{}", file.hash);
    let media = json!([{"id": 9, "slug": slug, "source_url": "https://a.example/a.png"}]);
    let site = Site::answers(
        "/wp-json/",
        [
            http(200, "", "[]"),
            http(
                500,
                "x-wp-upload-attachment-id: 9\r\n",
                "<h1>Out of memory</h1>",
            ),
            http(200, "", &media.to_string()),
            http(500, "", ""),
        ],
    );
    let sent = site.destination.send_picture(&picture).unwrap();
    assert_eq!(
        (sent.remote_id.as_str(), sent.address.as_str()),
        ("9", "https://a.example/a.png")
    );
    let asked = site.asked();
    assert!(
        asked[1].contains("alt_text=Un%20pont&caption=%C3%89t%C3%A9"),
        "{asked:?}"
    );
    assert!(
        asked[3].starts_with("POST /wp-json/wp/v2/media/9/post-process"),
        "{asked:?}"
    );
}

#[test]
fn corrections_stand_below_the_text_as_a_group_and_are_announced_above() {
    let mut article = outgoing();
    let alone = super::writing::body(&article);
    article.corrections.html =
        "<section class=\"marbre-corrections\">\n<h2>A</h2>\n</section>".to_owned();
    article.corrections.head_html = "<p class=\"marbre-announcement\">B</p>".to_owned();
    let body = super::writing::body(&article);
    let head = "<!-- wp:paragraph {\"className\":\"marbre-announcement\"} -->\n\
        <p class=\"marbre-announcement\">B</p>\n<!-- /wp:paragraph -->\n";
    let group = body.strip_prefix(head).unwrap();
    let group = group.strip_prefix(&alone).unwrap();
    assert!(
        group.starts_with(
            "\n<!-- wp:group {\"tagName\":\"section\",\"className\":\"marbre-corrections\"} -->"
        ),
        "{body}"
    );
    assert!(group.ends_with("</section>\n<!-- /wp:group -->"), "{body}");
}
