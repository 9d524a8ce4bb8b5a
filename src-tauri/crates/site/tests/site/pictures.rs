//! Pictures: sent, judged, kept once, served for ever.

use std::fs;

use serde_json::json;
use ureq::http::Method;

use crate::client::{Answer, House, article};

const GIF: &[u8] = b"GIF89a\x02\x00\x03\x00\x00\x00\x00;";

fn send(house: &House, bytes: &[u8]) -> Answer {
    house
        .write(Method::POST, "/api/v1/media")
        .header("content-type", "image/png")
        .body(bytes)
        .send()
}

#[test]
fn bytes_tell_and_are_kept_once() {
    let house = House::open();
    let first = send(&house, GIF);
    assert_eq!(
        (first.status, first.json()["media_type"].as_str()),
        (201, Some("image/gif"))
    );
    assert_eq!(
        (
            first.json()["width"].as_u64(),
            first.json()["height"].as_u64()
        ),
        (Some(2), Some(3))
    );
    assert_eq!(
        first.header("location"),
        first.json()["path"].as_str().unwrap()
    );
    let again = send(&house, GIF);
    assert_eq!((again.status, again.json()), (200, first.json()));
    let files = fs::read_dir(house.folder.path().join("site/media")).unwrap();
    assert_eq!(files.count(), 1);
}

#[test]
fn what_is_no_picture_is_refused() {
    let house = House::open();
    for bytes in [
        &b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..],
        b"",
        b"%PDF-1.7",
        b"<html>",
    ] {
        send(&house, bytes).is_problem(415, "unsupported_type");
    }
    send(&house, b"GIF89a").is_problem(422, "invalid");
    send(&house, b"\x89PNG\r\n\x1a\n").is_problem(422, "invalid");
}

#[test]
fn a_picture_that_is_too_large_is_refused_with_an_answer() {
    let house = House::open();
    let mut large = GIF.to_vec();
    large.resize(40 * 1024 * 1024 + 1, 0);
    send(&house, &large).is_problem(413, "too_large");
    large.pop();
    assert_eq!(send(&house, &large).status, 201);
}

#[test]
fn readers_get_it_for_ever_and_in_parts() {
    let house = House::open();
    let path = send(&house, GIF).json()["path"]
        .as_str()
        .unwrap()
        .to_owned();
    let whole = house.get(&path);
    assert_eq!((whole.status, whole.body.as_slice()), (200, GIF));
    assert_eq!(whole.header("content-type"), "image/gif");
    assert_eq!(whole.header("x-content-type-options"), "nosniff");
    assert!(whole.header("cache-control").contains("immutable"));
    let part = house
        .plain(Method::GET, &path)
        .header("range", "bytes=0-5")
        .send();
    assert_eq!((part.status, part.body.as_slice()), (206, &GIF[..6]));
    assert_eq!(
        part.header("content-range"),
        format!("bytes 0-5/{}", GIF.len())
    );
    let beyond = house
        .plain(Method::GET, &path)
        .header("range", "bytes=999-")
        .send();
    assert_eq!(beyond.status, 416);
    let known = house
        .plain(Method::GET, &path)
        .header("if-none-match", whole.header("etag"))
        .send();
    assert_eq!((known.status, known.body.len()), (304, 0));
    for path in [
        "/media/../site.db",
        "/media/%2e%2e%2fsite.db",
        "/media/x.gif",
        "/media/",
    ] {
        assert_eq!(house.get(path).status, 404, "{path}");
    }
}

#[test]
fn an_article_names_a_picture_that_was_sent() {
    let house = House::open();
    let mut new = article("image");
    let id = |id: &str| json!({ "source": { "kind": "media", "id": id }, "alt": "Un quai", "caption": "Le Havre.", "credit": "C. Auvray" });
    new["lead_picture"] = id(&format!("{}.gif", "0".repeat(64)));
    let problem = house.publish(&new).is_problem(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "unknown");
    let sent = send(&house, GIF).json();
    new["lead_picture"] = id(sent["id"].as_str().unwrap());
    let made = house.publish(&new).json();
    assert_eq!(
        made["lead_picture"]["source"],
        json!({ "kind": "media", "id": sent["id"], "path": sent["path"], "width": 2, "height": 3 })
    );
    let text = house.get("/articles/image").text();
    assert!(text.contains(&format!(
        "<img src=\"{}\" alt=\"Un quai\" width=\"2\" height=\"3\">",
        sent["path"].as_str().unwrap()
    )));
    new["lead_picture"] =
        json!({ "source": { "kind": "address", "url": "https://a.example/x.jpg" } });
    let elsewhere = house.update(&made["id"], &made["version"], &new).json();
    assert_eq!(
        elsewhere["lead_picture"]["source"],
        json!({ "kind": "address", "url": "https://a.example/x.jpg" })
    );
}
