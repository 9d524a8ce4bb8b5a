//! Only this machine's readers and desks are served: no other name for it, and no form of another site's page.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpStream};

use crate::client::House;

/// The status of a request with these header lines and a body.
fn status_at(house: &House, address: IpAddr, line: &str, headers: &[String], body: &str) -> u16 {
    let mut socket = TcpStream::connect((address, house.site.port())).unwrap();
    let length = body.len();
    let head = headers.join("\r\n");
    let request = format!(
        "{line} HTTP/1.1\r\n{head}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    socket.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).unwrap_or_default();
    status.parse().unwrap_or_else(|_| panic!("{answer:?}"))
}

fn status(house: &House, line: &str, headers: &[String], body: &str) -> u16 {
    status_at(house, Ipv4Addr::LOCALHOST.into(), line, headers, body)
}

fn subscribers(house: &House) -> u64 {
    let site = house.call(ureq::http::Method::GET, "/api/v1").send().json();
    site["subscribers"].as_u64().unwrap()
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

/// Signs up with these header lines.
fn sign_up(house: &House, headers: &[String], address: &str) -> u16 {
    let all = [headers, &[FORM.to_owned()]].concat();
    status(house, "POST /newsletter", &all, &format!("email={address}"))
}

#[test]
fn this_machine_is_served_under_its_own_names_only() {
    let house = House::open();
    let port = house.site.port();
    let token = format!("Authorization: Bearer {}", house.token);
    let get = |host: &str, path: &str| {
        let headers = [format!("Host: {host}"), token.clone()];
        status(&house, &format!("GET {path}"), &headers, "")
    };
    for host in ["127.0.0.1", "localhost", "LocalHost", "[::1]"] {
        for path in ["/", "/api/v1", "/feed.rss"] {
            assert_eq!(get(&format!("{host}:{port}"), path), 200, "{host}{path}");
            assert_eq!(get(host, path), 200, "{host}{path}");
        }
    }
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "a@127.0.0.1",
        "127.0.0.1@evil.example",
        "0.0.0.0",
        "192.168.0.1",
        "[::2]",
        "",
    ] {
        for path in [
            "/",
            "/api/v1",
            "/api/v1/openapi.json",
            "/nowhere",
            "/media/x",
        ] {
            let seen = get(host, path);
            assert!(seen == 421 || seen == 400, "{host}{path}: {seen}");
        }
    }
    // The address of a request's own line goes before its Host.
    let host = [format!("Host: 127.0.0.1:{port}")];
    assert_eq!(status(&house, "GET http://evil.example/", &host, ""), 421);
    assert_eq!(status(&house, "GET /", &[], ""), 421);
    let two = [host[0].clone(), "Host: evil.example".to_owned()];
    assert!([400, 421].contains(&status(&house, "GET /", &two, "")));
}

#[test]
fn a_form_of_another_site_s_page_is_refused() {
    let house = House::open();
    let port = house.site.port();
    let at = |host: &str, more: &[&str]| -> Vec<String> {
        let mut headers = vec![format!("Host: {host}")];
        headers.extend(more.iter().map(|line| (*line).to_owned()));
        headers
    };
    let own = format!("127.0.0.1:{port}");
    for cross in [
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Origin: https://localhost",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        assert_eq!(
            sign_up(&house, &at(&own, &[cross]), "a@b.fr"),
            403,
            "{cross}"
        );
    }
    let rebound = at("evil.example", &["Origin: http://evil.example"]);
    assert_eq!(sign_up(&house, &rebound, "a@b.fr"), 421);
    assert_eq!(subscribers(&house), 0);
    for (number, host) in ["127.0.0.1", "localhost", "[::1]"].into_iter().enumerate() {
        let host = format!("{host}:{port}");
        let origin = format!("Origin: http://{host}");
        let headers = at(&host, &[&origin, "Sec-Fetch-Site: same-origin"]);
        assert_eq!(
            sign_up(&house, &headers, &format!("a{number}@b.fr")),
            200,
            "{host}"
        );
    }
    assert_eq!(sign_up(&house, &at(&own, &[]), "z@b.fr"), 200);
    assert_eq!(subscribers(&house), 4);
}

#[test]
fn a_page_of_another_site_can_t_write_with_a_token_either() {
    let house = House::open();
    let token = format!("Authorization: Bearer {}", house.token);
    let headers = |origin: &str| {
        [
            format!("Host: 127.0.0.1:{}", house.site.port()),
            token.clone(),
            "Idempotency-Key: k".to_owned(),
            "Content-Type: application/json".to_owned(),
            origin.to_owned(),
        ]
    };
    let article = crate::client::article("a").to_string();
    for cross in ["Origin: https://evil.example", "Sec-Fetch-Site: cross-site"] {
        let refused = status(&house, "POST /api/v1/articles", &headers(cross), &article);
        assert_eq!(refused, 403, "{cross}");
    }
    assert_eq!(house.get("/articles/a").status, 404);
    // A link from elsewhere is followed: reading changes nothing.
    let link = headers("Sec-Fetch-Site: cross-site");
    assert_eq!(status(&house, "GET /", &link, ""), 200);
}

#[test]
fn a_reader_comes_by_either_loopback_address() {
    let house = House::open();
    let host = [format!("Host: localhost:{}", house.site.port())];
    assert_eq!(status(&house, "GET /", &host, ""), 200);
    // A machine without IPv6 has no such address.
    if std::net::TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        let six = Ipv6Addr::LOCALHOST.into();
        assert_eq!(status_at(&house, six, "GET /", &host, ""), 200);
        let host = [format!("Host: [::1]:{}", house.site.port())];
        assert_eq!(status_at(&house, six, "GET /", &host, ""), 200);
    }
}
