//! Ghost's answers, true, broken and hostile, each from a real socket.

mod answers;
mod body;
mod previews;
mod writes;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use domain::{DispatchId, Language, Operation, Slug, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Ghost;
use crate::{Outgoing, Patience, Sought};

const SECRET: &str = "00c1d2e3f405162738495a6b7c8d9eafb0c1d2e3f405162738495a6b7c8d9eaf";
const ID: &str = "6489c6f1d8e2a10001a2b3c4";
const KEY: &str = "00000000-0000-0000-0000-000000000001";
/// 2026-11-23T08:00:00Z.
const NOW: i64 = 1_795_420_800;

/// A site that gives these answers, one to each connection, and tells what it was asked.
struct Script {
    site: Ghost,
    requests: JoinHandle<Vec<String>>,
}

impl Script {
    fn of<A: Into<Vec<u8>>>(answers: impl IntoIterator<Item = A>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answers: Vec<Vec<u8>> = answers.into_iter().map(Into::into).collect();
        let requests = std::thread::spawn(move || {
            let one = |answer: Vec<u8>| {
                let (mut client, _) = listener.accept().unwrap();
                let request = read_request(&mut client);
                // A client that has seen enough may be gone.
                let _ = client.write_all(&answer);
                request
            };
            answers.into_iter().map(one).collect()
        });
        let patience = Patience {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(5),
            whole: Duration::from_secs(60),
        };
        let now = || Timestamp::from_second(NOW).unwrap();
        let key = format!("{ID}:{SECRET}");
        let site = Ghost::new(&url, &key, now, patience).unwrap();
        Self { site, requests }
    }

    /// What the site was asked. An answer that nobody came for is given to nobody.
    fn asked(self) -> Vec<String> {
        let address = self.site.http.base().trim_start_matches("http://");
        while !self.requests.is_finished() {
            drop(TcpStream::connect(address));
        }
        let asked = self.requests.join().unwrap();
        asked
            .into_iter()
            .filter(|request| !request.is_empty())
            .collect()
    }
}

fn read_request(client: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let mut chunk = [0; 64 * 1024];
    loop {
        let count = client.read(&mut chunk).unwrap();
        bytes.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let length = text.to_ascii_lowercase();
        let length = length
            .split_once("content-length: ")
            .map_or(0, |(_, after)| {
                after.lines().next().unwrap().trim().parse().unwrap()
            });
        let head = text.find("\r\n\r\n");
        if count == 0 || head.is_some_and(|head| bytes.len() >= head + 4 + length) {
            return text;
        }
    }
}

fn http(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// A refusal as Ghost words it.
fn refused(status: u16, kind: &str, code: Option<&str>) -> String {
    let error = json!({ "message": "m", "context": "c", "type": kind, "code": code });
    http(status, "", &json!({ "errors": [error] }).to_string())
}

/// A list of nothing.
fn none(of: &str) -> String {
    http(200, "", &json!({ of: [] }).to_string())
}

/// An article as the site has it, with these fields otherwise.
fn post(otherwise: Value) -> Value {
    // Only what was made, and not completed, has the tag.
    let tags = if otherwise["status"] == "draft" {
        json!([tag(KEY)])
    } else {
        json!([])
    };
    let mut post = json!({
        "id": "6b03f19dd160af4652653a5f", "uuid": "u", "title": "A", "slug": "a",
        "status": "published", "url": "http://127.0.0.1/a/",
        "updated_at": "2026-11-23T07:56:13.000Z", "created_at": "2026-11-23T07:00:00.000Z",
        "published_at": "2026-11-23T07:30:00.000Z",
        "lexical": written_by(KEY), "html": "<p>a</p>",
        "custom_excerpt": null, "feature_image": null, "feature_image_alt": null,
        "feature_image_caption": null, "tags": tags, "authors": [],
    });
    for (field, value) in otherwise.as_object().unwrap() {
        post[field] = value.clone();
    }
    post
}

/// The words that an article has, from the send with this key.
fn written_by(key: &str) -> String {
    let key = DispatchId(key.parse().unwrap());
    super::lexical::keyed(super::lexical::lexical("<p>a</p>"), key)
}

fn tag(key: &str) -> Value {
    let (name, slug) = (format!("#marbre-{key}"), format!("hash-marbre-{key}"));
    json!({ "id": "6b03f19dd160af4652653a62", "name": name, "slug": slug })
}

/// An answer with these articles.
fn posts(posts: &[Value]) -> String {
    http(200, "", &json!({ "posts": posts }).to_string())
}

fn one_post(otherwise: Value) -> String {
    posts(&[post(otherwise)])
}

/// The token by which the site knows this version of an article.
fn version(otherwise: Value) -> String {
    let post: super::wire::Post = serde_json::from_value(post(otherwise)).unwrap();
    post.version()
}

fn key() -> DispatchId {
    DispatchId(Uuid::from_u128(1))
}

fn sought(remote_id: Option<&str>) -> Sought<'_> {
    Sought {
        key: key(),
        operation: Operation::Publish,
        remote_id,
        slug: None,
    }
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

/// What was sent of the article.
fn sent(request: &str) -> Value {
    let (_, body) = request.split_once("\r\n\r\n").unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    body["posts"][0].clone()
}
