//! Hostile and broken answers, each from a real socket.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread::JoinHandle;
use std::time::Duration;

use domain::{DispatchId, Language, Operation, Slug};
use uuid::Uuid;

use super::{Patience, SiteApi};
use crate::{Destination, Outcome, Outgoing, OutgoingPicture, PublishError, RemoteArticle, Sought};

const ARTICLE: &str = r#"{"id":"a1","client_key":null,"version":"2-x","state":"published",
    "address":"http://127.0.0.1/articles/a","slug":"a","headline":"A","standfirst":"","section":"",
    "tags":[],"byline":"","language":"fr","published_at":"2026-04-29T00:49:00Z","updated_at":null,
    "changed_at":"2026-04-29T00:49:00Z","words":1,"lead_picture":null,"body_html":"","body_markdown":""}"#;

const TOKEN: &str = "marbre_4F/2b+9C=";
const KEY: &str = "00000000-0000-0000-0000-000000000001";

fn sought(remote_id: Option<&str>) -> Sought<'_> {
    Sought {
        key: DispatchId(Uuid::from_u128(1)),
        operation: Operation::Update,
        remote_id,
        slug: None,
    }
}

fn picture_of<'a>(file: &'a domain::PictureFile, bytes: &'a [u8]) -> OutgoingPicture<'a> {
    OutgoingPicture {
        file,
        bytes,
        alt: "",
        caption: "",
        credit: "",
    }
}

/// A site that reads one request, gives one answer and closes.
struct Once {
    site: SiteApi,
    request: JoinHandle<String>,
}

impl Once {
    fn answers(answer: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answer = answer.into();
        let request = std::thread::spawn(move || {
            let (mut client, _) = listener.accept().unwrap();
            let mut request = vec![0; 64 * 1024];
            let count = client.read(&mut request).unwrap();
            client.write_all(&answer).unwrap();
            String::from_utf8_lossy(&request[..count]).into_owned()
        });
        let patience = Patience {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(5),
            whole: Duration::from_secs(60),
        };
        Self {
            site: SiteApi::new(&url, TOKEN, patience).unwrap(),
            request,
        }
    }

    fn find(self) -> Result<Option<RemoteArticle>, PublishError> {
        self.find_on(None)
    }

    fn find_on(self, remote_id: Option<&str>) -> Result<Option<RemoteArticle>, PublishError> {
        self.site.find(&sought(remote_id))
    }

    fn create(self) -> (Result<RemoteArticle, PublishError>, String) {
        let created = self
            .site
            .create(DispatchId(Uuid::from_u128(1)), &outgoing());
        (created, self.request.join().unwrap())
    }
}

fn http(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

fn outgoing() -> Outgoing {
    Outgoing {
        headline: "A".to_owned(),
        standfirst: String::new(),
        section: String::new(),
        tags: Vec::new(),
        byline: String::new(),
        language: Language::french(),
        slug: Slug::parse("a").unwrap(),
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
fn a_site_that_knows_no_corrections_gets_them_in_the_text() {
    let sent = |have_a_place| -> serde_json::Value {
        let mut article = outgoing();
        article.corrections = crate::Corrections {
            notes: vec![domain::Correction {
                kind: domain::CorrectionKind::Update,
                text: "b".to_owned(),
                at: "2026-04-30T00:10:00Z".parse().unwrap(),
            }],
            html: "<section>b</section>".to_owned(),
            have_a_place,
            ..Default::default()
        };
        serde_json::from_str(&super::words::input(None, &article).unwrap()).unwrap()
    };
    let (knows, older) = (sent(true), sent(false));
    assert_eq!(knows["body_html"], "<p>a</p>");
    let note = serde_json::json!([{ "kind": "update", "text": "b", "at": "2026-04-30T00:10:00Z" }]);
    assert_eq!(knows["corrections"], note);
    assert_eq!(older["body_html"], "<p>a</p>\n<section>b</section>");
    assert_eq!(older.get("corrections"), None);
}

#[test]
fn a_write_carries_token_and_key() {
    let (created, request) = Once::answers(http(201, "", ARTICLE)).create();
    assert_eq!(created.unwrap().remote_id, "a1");
    let request = request.to_ascii_lowercase();
    assert!(request.starts_with("post /api/v1/articles "), "{request}");
    assert!(request.contains("authorization: bearer marbre_4f/2b+9c="));
    assert!(request.contains("idempotency-key: 00000000-0000-0000-0000-000000000001"));
}

#[test]
fn a_write_without_a_body_says_that_it_has_none() {
    let once = Once::answers(http(200, "", ARTICLE));
    let key = DispatchId(Uuid::from_u128(1));
    once.site.unpublish(key, "a1", "2-x").unwrap();
    let request = once.request.join().unwrap().to_ascii_lowercase();
    assert!(request.contains("content-length: 0\r\n"), "{request}");
    assert!(!request.contains("transfer-encoding"), "{request}");
}

#[test]
fn a_page_is_read_without_the_token() {
    let once = Once::answers(http(200, "", "<p>page</p>"));
    let address = format!("{}/articles/a", once.site.http.base());
    assert_eq!(once.site.page(&address).unwrap(), "<p>page</p>");
    assert!(
        !once
            .request
            .join()
            .unwrap()
            .to_ascii_lowercase()
            .contains("authorization")
    );
}

#[test]
fn a_redirect_is_not_followed_with_the_token() {
    let elsewhere = "location: http://127.0.0.1:1/api/v1/articles\r\n";
    let (created, _) = Once::answers(http(307, elsewhere, "")).create();
    let error = created.unwrap_err();
    assert!(matches!(&error, PublishError::NotUnderstood(said) if said.contains("127.0.0.1:1")));
    assert_eq!(error.outcome(), Outcome::Unknown);
}

#[test]
fn a_busy_site_says_for_how_long() {
    let wait = |headers: &str| match Once::answers(http(429, headers, "")).find().unwrap_err() {
        PublishError::Busy { retry_after, .. } => retry_after.map(|wait| wait.as_secs()),
        other => panic!("{other:?}"),
    };
    assert_eq!(wait("retry-after: 7\r\n"), Some(7));
    let dates =
        "date: Wed, 21 Oct 2026 07:28:00 GMT\r\nretry-after: Wed, 21 Oct 2026 07:29:30 GMT\r\n";
    assert_eq!(wait(dates), Some(90));
    let past =
        "date: Wed, 21 Oct 2026 07:28:00 GMT\r\nretry-after: Wed, 21 Oct 2026 07:00:00 GMT\r\n";
    assert_eq!(wait(past), None);
    assert_eq!(wait("retry-after: soon\r\n"), None);
    assert_eq!(wait(""), None);
}

#[test]
fn what_the_site_says_is_kept_short_and_tidy() {
    let body = format!("<h1>No\r\n\x1b[31m</h1>{}", "é".repeat(10_000));
    let PublishError::Forbidden(said) = Once::answers(http(403, "", &body)).find().unwrap_err()
    else {
        panic!("forbidden");
    };
    assert!(said.starts_with("HTTP 403 <h1>No [31m</h1>"), "{said}");
    assert!(said.len() < 600 && !said.contains('\u{1b}'));
}

#[test]
fn half_an_answer_is_no_answer() {
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{\"articles\":[";
    assert!(matches!(
        Once::answers(half).find().unwrap_err(),
        PublishError::NoAnswer(_)
    ));
    assert!(matches!(
        Once::answers("").find().unwrap_err(),
        PublishError::NoAnswer(_)
    ));
    let garbage = Once::answers("SSH-2.0-OpenSSH_9.2\r\n").find().unwrap_err();
    assert_eq!(garbage.outcome(), Outcome::Unknown, "{garbage:?}");
}

#[test]
fn words_of_a_site_are_not_trusted() {
    for (what, good, bad) in [
        (
            "address",
            "http://127.0.0.1/articles/a",
            "javascript:alert(1)",
        ),
        (
            "address",
            "http://127.0.0.1/articles/a",
            "file:///etc/passwd",
        ),
        ("id", "a1", "../../x"),
        ("id", "a1", ".."),
        ("version", "2-x", "a\\\"b"),
        ("slug", "\"slug\":\"a\"", "\"slug\":\"a/b\""),
    ] {
        let (created, _) = Once::answers(http(201, "", &ARTICLE.replacen(good, bad, 1))).create();
        let error = created.unwrap_err();
        assert!(
            matches!(error, PublishError::NotUnderstood(_)),
            "{what} {bad}: {error:?}"
        );
    }
}

#[test]
fn nobody_there_is_not_sent() {
    let port = {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        free.local_addr().unwrap().port()
    };
    let site = SiteApi::new(
        &format!("http://127.0.0.1:{port}"),
        "t",
        Patience::default(),
    )
    .unwrap();
    let error = site.describe().unwrap_err();
    assert!(matches!(error, PublishError::Unreachable(_)), "{error:?}");
    assert_eq!(error.outcome(), Outcome::NotSent);
}

#[test]
fn a_picture_that_is_there_is_not_sent_again() {
    let bytes = [7; 100];
    let picture = domain::PictureFile {
        hash: "a".repeat(64),
        kind: domain::PictureKind::Png,
        width: 1,
        height: 1,
    };
    let head = "HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 100\r\n\r\n";
    let there = Once::answers(head);
    there
        .site
        .send_picture(&picture_of(&picture, &bytes))
        .unwrap();
    assert!(
        there
            .request
            .join()
            .unwrap()
            .starts_with("HEAD /media/aaaa")
    );
    // Somebody who says yes to everything has no picture: it is sent, and nobody takes it.
    let hotel = Once::answers(http(200, "content-type: text/html\r\n", ""));
    assert!(
        hotel
            .site
            .send_picture(&picture_of(&picture, &bytes))
            .is_err()
    );
}

fn listed(article: &str) -> String {
    http(
        200,
        "",
        &format!(r#"{{"articles":[{article}],"next_cursor":null}}"#),
    )
}

#[test]
fn what_is_found_by_a_key_is_what_the_key_made_or_changed() {
    let made_by = |key: &str| {
        let keyed = format!(r#""client_key":"{key}""#);
        listed(&ARTICLE.replacen(r#""client_key":null"#, &keyed, 1))
    };
    let changed_by = |key: &str| {
        let keyed = format!(r#"{{"effect_of":"{key}","#);
        listed(&ARTICLE.replacen('{', &keyed, 1))
    };
    let other = "00000000-0000-0000-0000-000000000002";
    let found = |answer: String, on: Option<&str>| Once::answers(answer).find_on(on).unwrap();
    assert_eq!(found(listed(""), None), None);
    assert_eq!(found(listed(""), Some("a1")), None);
    assert_eq!(found(made_by(KEY), None).unwrap().remote_id, "a1");
    // It was deleted there, and the same send made it anew.
    assert_eq!(found(made_by(KEY), Some("b2")).unwrap().remote_id, "a1");
    assert_eq!(found(changed_by(KEY), Some("a1")).unwrap().remote_id, "a1");
    // A site that answers with something else has not said what became of the send.
    for (answer, on) in [
        (made_by(other), None),
        (made_by(other), Some("a1")),
        (changed_by(other), Some("a1")),
        (changed_by(KEY), Some("b2")),
        (changed_by(KEY), None),
        (listed(ARTICLE), Some("a1")),
    ] {
        let error = Once::answers(answer).find_on(on).unwrap_err();
        assert!(matches!(error, PublishError::NotUnderstood(_)), "{error:?}");
    }
}

#[track_caller]
fn hides_the_token(text: &str) {
    let text = text.to_ascii_lowercase();
    for part in ["4f/2b", "4f%2f2b", "4f\\/2b", "2b+9c", "2b%2b9c"] {
        assert!(!text.contains(part), "{text}");
    }
}

#[test]
fn a_token_that_a_site_gives_back_is_hidden() {
    let forms = [
        TOKEN.to_owned(),
        TOKEN.to_ascii_uppercase(),
        "marbre_4F%2F2b%2B9C%3D".to_owned(),
        "marbre_4F%2f2b%2b9C%3d".to_owned(),
        TOKEN.replace('/', "\\/"),
        format!("{}{TOKEN}", "x".repeat(490)),
        format!("{TOKEN}{TOKEN}"),
    ];
    for form in forms {
        for status in [401, 403, 404, 409, 413, 422, 429, 500] {
            let error = Once::answers(http(status, "", &form)).find().unwrap_err();
            hides_the_token(&error.to_string());
        }
        let error = Once::answers(http(200, "", &form)).find().unwrap_err();
        hides_the_token(&error.to_string());
        let elsewhere = format!("location: http://127.0.0.1:1/?t={form}\r\n");
        let error = Once::answers(http(302, &elsewhere, "")).find().unwrap_err();
        hides_the_token(&error.to_string());
        let once = Once::answers(http(500, "", &form));
        let address = format!("{}/articles/a", once.site.http.base());
        hides_the_token(&once.site.page(&address).unwrap_err().to_string());
    }
}

#[test]
fn a_token_in_a_site_s_own_words_is_hidden() {
    let said = format!(
        r#"{{"api_version":"1.0","name":"A {TOKEN}","url":"http://127.0.0.1/{TOKEN}","language":"fr",
        "time_zone":"Europe/Paris","sections":[{{"slug":"a","name":"{TOKEN}"}}],"theme_version":"1",
        "limits":{{"article_bytes":1,"media_bytes":1,"media_types":[],"page_size":1,"key_days":1}},"subscribers":1}}"#
    );
    let said = Once::answers(http(200, "", &said)).site.describe().unwrap();
    hides_the_token(&format!("{said:?}"));
}

#[test]
fn a_site_does_not_steer_what_is_asked_of_others() {
    let page = |location: &str| {
        let head = format!("location: {location}\r\n");
        let once = Once::answers(http(302, &head, ""));
        let address = format!("{}/articles/a", once.site.http.base());
        once.site.page(&address).unwrap_err()
    };
    for elsewhere in [
        "http://192.0.2.1/",
        "//192.0.2.1/",
        "https://evil.example/",
        "http://a@127.0.0.1/",
        "file:///etc/passwd",
    ] {
        let error = page(elsewhere);
        assert!(
            matches!(error, PublishError::BadAddress(_)),
            "{elsewhere}: {error:?}"
        );
    }
}

#[test]
fn a_reader_is_sent_on_within_the_site() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answers = [("/articles/a", "/b/c"), ("/b/c", "d"), ("/b/d", "")];
    let asked = std::thread::spawn(move || {
        for (path, location) in answers {
            let (mut client, _) = listener.accept().unwrap();
            let mut request = vec![0; 64 * 1024];
            let count = client.read(&mut request).unwrap();
            let request = String::from_utf8_lossy(&request[..count]).into_owned();
            assert!(request.starts_with(&format!("GET {path} ")), "{request}");
            let answer = match location {
                "" => http(200, "", "<p>page</p>"),
                to => http(301, &format!("location: {to}\r\n"), ""),
            };
            client.write_all(answer.as_bytes()).unwrap();
        }
    });
    let site = SiteApi::new(&url, TOKEN, Patience::default()).unwrap();
    let page = site.page(&format!("{url}/articles/a")).unwrap();
    assert_eq!(page, "<p>page</p>");
    asked.join().unwrap();
}

#[test]
fn an_answer_that_drips_comes_to_an_end() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let dripping = std::thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        client
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
            .unwrap();
        // Until the reader has had enough.
        while client.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    let patience = Patience {
        whole: Duration::from_millis(300),
        ..Patience::default()
    };
    let site = SiteApi::new(&url, TOKEN, patience).unwrap();
    let error = site.find(&sought(None)).unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown, "{error:?}");
    dripping.join().unwrap();
}

#[test]
fn a_host_that_nobody_knows_was_not_reached() {
    let site = SiteApi::new("https://nowhere.invalid", TOKEN, Patience::default()).unwrap();
    let error = site.find(&sought(None)).unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
}

#[test]
fn a_site_s_clock_is_what_its_last_answer_says() {
    let site = Once::answers(
        "HTTP/1.1 503 X\r\ndate: Wed, 29 Apr 2026 15:59:58 GMT\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
    );
    assert_eq!(site.site.clock(), None);
    site.site.describe().unwrap_err();
    let said = "2026-04-29T15:59:58Z".parse().unwrap();
    assert_eq!(site.site.clock(), Some(said));
    for odd in ["date: yesterday\r\n", ""] {
        let answer =
            format!("HTTP/1.1 503 X\r\n{odd}content-length: 0\r\nconnection: close\r\n\r\n");
        let site = Once::answers(answer);
        site.site.describe().unwrap_err();
        assert_eq!(site.site.clock(), None, "{odd:?}");
    }
}
