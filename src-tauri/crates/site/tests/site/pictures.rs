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
        "<img src=\"{}\" alt=\"Un quai\" width=\"2\" height=\"3\" fetchpriority=\"high\">",
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

/// A WebP picture of this size, as far as its head.
fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    bytes.extend_from_slice(&(width - 1).to_le_bytes()[..3]);
    bytes.extend_from_slice(&(height - 1).to_le_bytes()[..3]);
    bytes
}

#[test]
fn the_picture_at_the_head_comes_in_sizes_and_as_a_card() {
    let house = House::open();
    let id = |bytes: &[u8]| {
        send(&house, bytes).json()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (whole, small, large, card) = (
        id(GIF),
        id(&webp(480, 320)),
        id(&webp(768, 512)),
        id(&webp(1200, 630)),
    );
    let mut sent = article("port");
    sent["lead_picture"] = json!({
        "source": { "kind": "media", "id": whole }, "sizes": [small, large], "card": card, "alt": "Le <port>",
    });
    sent["body_html"] = json!(format!(
        "<figure><picture><source type=\"image/webp\" srcset=\"/media/{small} 480w\" \
         sizes=\"(max-width: 760px) 100vw, 720px\"><img src=\"/media/{whole}\" alt=\"\" width=\"2\" height=\"3\" \
         loading=\"lazy\"></picture></figure>"
    ));
    let made = house.publish(&sent);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.json()["body_html"], sent["body_html"]);
    assert_eq!(made.json()["lead_picture"]["sizes"], json!([small, large]));
    assert_eq!(made.json()["lead_picture"]["card"], json!(card));
    let page = house.get("/articles/port").text();
    for part in [
        format!("srcset=\"/media/{small} 480w, /media/{large} 768w\""),
        format!(
            "<img src=\"/media/{whole}\" alt=\"Le &lt;port&gt;\" width=\"2\" height=\"3\" fetchpriority=\"high\">"
        ),
        format!("/media/{card}\">\n<meta property=\"og:image:width\" content=\"1200\">"),
    ] {
        assert!(page.contains(&part), "{part}\n{page}");
    }
    let served = house.get(&format!("/media/{large}"));
    assert_eq!(
        (
            served.header("content-type"),
            served.header("x-content-type-options")
        ),
        ("image/webp", "nosniff")
    );
    assert!(
        house
            .get("/")
            .text()
            .contains(&format!("srcset=\"/media/{small} 480w"))
    );
    // What comes without copies has none any more.
    sent["lead_picture"] = json!({ "source": { "kind": "media", "id": whole } });
    let made = made.json();
    let again = house.update(&made["id"], &made["version"], &sent);
    assert_eq!(again.status, 200, "{}", again.text());
    assert!(again.json()["lead_picture"].get("sizes").is_none());
}

#[test]
fn copies_that_the_site_has_not_got_are_refused() {
    let house = House::open();
    let whole = send(&house, GIF).json()["id"].as_str().unwrap().to_owned();
    let none = format!("{}.webp", "0".repeat(64));
    for (copies, field) in [
        (json!({ "sizes": [none] }), "lead_picture.sizes"),
        (json!({ "sizes": [whole] }), "lead_picture.sizes"),
        (
            json!({ "sizes": vec![none.as_str(); 17] }),
            "lead_picture.sizes",
        ),
        (json!({ "card": none }), "lead_picture.card"),
        (json!({ "card": "../x" }), "lead_picture.card"),
    ] {
        let mut picture = json!({ "source": { "kind": "media", "id": whole } });
        picture
            .as_object_mut()
            .unwrap()
            .extend(copies.as_object().unwrap().clone());
        let mut sent = article("port");
        sent["lead_picture"] = picture;
        let problem = house.publish(&sent).is_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{copies}");
    }
}

#[test]
fn a_picture_elsewhere_has_no_copies_here() {
    let house = House::open();
    let none = format!("{}.webp", "0".repeat(64));
    let elsewhere = json!({ "kind": "address", "url": "https://a.example/b.jpg" });
    let mut sent = article("port");
    sent["lead_picture"] = json!({ "source": elsewhere, "sizes": [none], "card": none });
    let made = house.publish(&sent);
    assert_eq!(made.status, 201, "{}", made.text());
    let lead = &made.json()["lead_picture"];
    assert!(
        lead.get("sizes").is_none() && lead.get("card").is_none(),
        "{lead}"
    );
}
