//! No request can crash the site, and nothing sent to it comes out as markup.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};

use serde_json::json;
use ureq::http::Method;

use crate::client::{House, article};

#[test]
fn bodies_that_are_not_what_they_should_be() {
    let house = House::open();
    let post = |kind: &str, body: &[u8]| {
        house
            .write(Method::POST, "/api/v1/articles")
            .header("content-type", kind)
            .body(body)
            .send()
    };
    let deep = "[".repeat(100_000);
    for body in [
        &b""[..],
        b"{",
        b"null",
        b"[]",
        b"\"\"",
        b"\xff\xfe",
        b"{\"slug\":\"\\ud800\"}",
        deep.as_bytes(),
    ] {
        post("application/json", body).is_problem(400, "malformed");
    }
    let mut unknown = article("a");
    unknown["nosuch"] = json!(1);
    house.publish(&unknown).is_problem(400, "malformed");
    let mut missing = article("a");
    missing.as_object_mut().unwrap().remove("slug");
    house.publish(&missing).is_problem(400, "malformed");
    for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
        post(kind, article("a").to_string().as_bytes()).is_problem(415, "unsupported_type");
    }
    let large = vec![b' '; 12 * 1024 * 1024 + 1];
    post("application/json", &large).is_problem(413, "too_large");
    assert_eq!(house.publish(&article("a")).status, 201, "it still works");
}

#[test]
fn an_article_of_the_greatest_size_is_taken() {
    let house = House::open();
    let mut new = article("gros");
    new["body_markdown"] = json!("mot ".repeat(1_500_000));
    new["body_html"] = json!(format!("<p>{}</p>", "mot ".repeat(1_000_000)));
    assert_eq!(house.publish(&new).status, 201);
    assert_eq!(house.get("/articles/gros").status, 200);
}

#[test]
fn connections_that_break_off_harm_nobody() {
    let house = House::open();
    let send = |bytes: &[u8]| {
        let mut socket = TcpStream::connect(("127.0.0.1", house.site.port())).unwrap();
        // The site may close before everything is sent.
        let _ = socket.write_all(bytes);
        let _ = socket.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        let _ = socket.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    };
    send(b"");
    send(b"\x16\x03\x01\x02\x00\x01\x00\x01");
    send(b"GET / HTTP/1.1\r\n");
    assert!(send(b"NONSENSE\r\n\r\n").starts_with("HTTP/1.1 400"));
    let token = format!(
        "Authorization: Bearer {}\r\nIdempotency-Key: half\r\n",
        house.token
    );
    let half = format!(
        "POST /api/v1/articles HTTP/1.1\r\nHost: 127.0.0.1\r\n{token}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"slug\":"
    );
    send(half.as_bytes());
    let chunked = format!(
        "POST /api/v1/articles HTTP/1.1\r\nHost: 127.0.0.1\r\n{token}Transfer-Encoding: chunked\r\n\r\nZZ\r\n"
    );
    send(chunked.as_bytes());
    assert_eq!(house.get("/").status, 200);
    assert_eq!(
        house.call(Method::GET, "/api/v1/articles").send().json()["articles"],
        json!([])
    );
}

#[test]
fn markup_in_every_field_is_text() {
    let house = House::open();
    let evil = "</article></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    let mut new = article("mechant");
    for field in ["headline", "standfirst", "byline"] {
        new[field] = json!(evil);
    }
    new["section"] = json!(format!("x{evil}"));
    new["tags"] = json!([format!("t{evil}")]);
    new["lead_picture"] = json!({ "source": { "kind": "address", "url": "https://a.example/\"onerror=alert(3)" }, "alt": evil, "caption": evil, "credit": evil });
    new["body_html"] = json!(
        "<p onclick=\"alert(4)\">texte</p><script>alert(5)</script><iframe src=\"https://a.example\"></iframe><a href=\"javascript:alert(6)\">a</a>"
    );
    assert_eq!(house.publish(&new).status, 201);
    let slug = page::section_slug(new["section"].as_str().unwrap()).unwrap();
    let tag = page::tag_slug(new["tags"][0].as_str().unwrap()).unwrap();
    for path in [
        "/articles/mechant",
        "/",
        &format!("/sections/{slug}"),
        &format!("/tags/{tag}"),
    ] {
        let text = without_json_ld(&house.get(path).text());
        assert!(!text.contains("<script"), "{path}");
        assert!(
            !text.contains("<img src=x") && !text.contains("<img src=\"x\""),
            "{path}"
        );
        for handler in [
            "onclick=\"",
            "<iframe",
            "href=\"javascript",
            "\"onerror=alert(3)",
        ] {
            assert!(!text.contains(handler), "{handler} in {path}");
        }
    }
    for path in ["/feed.rss", "/feed.atom"] {
        assert!(!house.get(path).text().contains("<script"), "{path}");
    }
}

/// The page without its data: JSON in an element of its own, in which nothing runs.
fn without_json_ld(page: &str) -> String {
    let Some((before, rest)) = page.split_once("<script type=\"application/ld+json\">") else {
        return page.to_owned();
    };
    let (json, after) = rest.split_once("</script>").unwrap();
    assert!(!json.contains('<'));
    format!("{before}{after}")
}
