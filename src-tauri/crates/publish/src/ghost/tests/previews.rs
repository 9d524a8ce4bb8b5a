//! Drafts that are put on a Ghost to be seen, and taken off it.

use serde_json::json;

use super::*;
use crate::{Destination, Preview};

const THERE: &str = "6b03f19dd160af4652653a5f";
const PREVIEW: &str = "marbre-apercu-00000000-0000-0000-0000-000000000009";

fn preview_there() -> String {
    let url = "http://127.0.0.1/p/4f0e8f1e-0000-0000-0000-000000000009/";
    one_post(json!({ "status": "draft", "slug": PREVIEW, "url": url, "tags": [] }))
}

/// Puts a preview on a site that gives these answers: where it is, and what was asked.
fn put_preview<const N: usize>(known: Option<&str>, answers: [String; N]) -> (String, Vec<String>) {
    let article = Outgoing {
        tags: vec!["Inconnu".to_owned()],
        slug: Slug::parse(PREVIEW).unwrap(),
        published_at: Timestamp::from_second(NOW - 60).ok(),
        ..outgoing()
    };
    let preview = Preview {
        article: &article,
        known,
        published: None,
    };
    let script = Script::of(answers);
    let there = script.site.put_preview(&preview).unwrap();
    assert_eq!(there.remote_id, THERE);
    (there.address, script.asked())
}

fn is_a_preview(request: &str) {
    let sent = sent(request);
    assert_eq!(
        (&sent["status"], &sent["tags"]),
        (&json!("draft"), &json!([]))
    );
    assert!(sent.get("published_at").is_none(), "{sent}");
    let words = sent["lexical"].as_str().unwrap();
    assert_eq!(crate::ghost::lexical::kept_key(words), None);
}

#[test]
fn a_preview_is_a_draft_of_its_own_that_no_send_is_taken_for() {
    let missing = || refused(404, "NotFoundError", None);
    let answers = [missing(), none("tags"), preview_there(), preview_there()];
    let (address, asked) = put_preview(None, answers);
    assert!(address.contains("/p/4f0e8f1e-"), "{address}");
    let by_slug = format!("GET /ghost/api/admin/posts/slug/{PREVIEW}/?");
    assert!(asked[0].starts_with(&by_slug) && asked[3].starts_with(&by_slug));
    assert!(
        asked[2].starts_with("POST /ghost/api/admin/posts/?"),
        "{}",
        asked[2]
    );
    assert_eq!(sent(&asked[2])["slug"], json!(PREVIEW));
    is_a_preview(&asked[2]);
}

#[test]
fn a_preview_that_is_there_stays_a_draft_when_it_is_written_over() {
    let answers = [
        preview_there(),
        none("tags"),
        preview_there(),
        preview_there(),
    ];
    let (_, asked) = put_preview(Some(THERE), answers);
    let put = format!("PUT /ghost/api/admin/posts/{THERE}/?");
    assert!(asked[3].starts_with(&put), "{}", asked[3]);
    is_a_preview(&asked[3]);
}

#[test]
fn a_preview_goes_by_its_own_identifier() {
    let script = Script::of([preview_there(), http(204, "", "")]);
    let slug = Slug::parse(PREVIEW).unwrap();
    script.site.remove_preview(&slug, None).unwrap();
    let delete = format!("DELETE /ghost/api/admin/posts/{THERE}/ ");
    assert!(script.asked()[1].starts_with(&delete));
}
