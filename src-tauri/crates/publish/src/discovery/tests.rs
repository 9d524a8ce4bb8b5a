//! Sites on loopback that answer from a table: friendly, broken and hostile ones.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::{Discovered, System, discover};
use crate::canned::{Canned, http};
use crate::{Patience, PublishError};

trait Asks {
    fn discover(&self, path: &str) -> Result<Discovered, PublishError>;
    fn asked(&self) -> Vec<String>;
}

impl Asks for Canned {
    fn discover(&self, path: &str) -> Result<Discovered, PublishError> {
        discover(&format!("{}{path}", self.url()), patience())
    }

    fn asked(&self) -> Vec<String> {
        let asked = self.requests();
        assert!(
            asked
                .iter()
                .all(|asked| asked.header("authorization").is_none())
        );
        asked.into_iter().map(|asked| asked.path).collect()
    }
}

/// A site with these pages: path, headers, body. Whatever else is asked for is not there.
fn pages(pages: &'static [(&'static str, &'static str, &'static str)]) -> Canned {
    site(move |url, asked| {
        let page = pages.iter().find(|(path, ..)| *path == asked);
        page.map_or_else(
            || http(404, "", "<title>not found</title>"),
            |(_, headers, body)| {
                let status = if headers.contains("location:") {
                    302
                } else {
                    200
                };
                http(
                    status,
                    &headers.replace("SITE", url),
                    &body.replace("SITE", url),
                )
            },
        )
    })
}

/// A site whose answers are made from its own address and the path.
fn site(answers: impl Fn(&str, &str) -> Vec<u8> + Send + Sync + 'static) -> Canned {
    Canned::new(move |url, asked| answers(url, &asked.path))
}

fn patience() -> Patience {
    Patience {
        connect: Duration::from_secs(5),
        answer: Duration::from_secs(5),
        whole: Duration::from_secs(20),
    }
}

const LINK_TO_API: &str =
    "link: <SITE/wp-json/>; rel=\"https://api.w.org/\", <SITE/x>; rel=shortlink\r\n";
const INDEX: &str = r#"{"name":"L&#039;Écho &amp; fils","home":"SITE","url":"SITE","timezone_string":"Europe/Paris",
    "namespaces":["oembed/1.0","wp/v2"],"authentication":{"application-passwords":{"endpoints":{
    "authorization":"SITE/wp-admin/authorize-application.php"}}}}"#;

#[test]
fn a_wordpress_says_so_in_its_header() {
    let site = pages(&[
        (
            "/2026/04/un-article/",
            LINK_TO_API,
            "<title>Un article</title>",
        ),
        ("/wp-json/", "", INDEX),
    ]);
    let found = site.discover("/2026/04/un-article/").unwrap();
    let url = site.url();
    let expect = System::WordPress {
        api: format!("{url}/wp-json/"),
        sign_in: Some(format!("{url}/wp-admin/authorize-application.php")),
    };
    assert_eq!(
        (&found.system, found.home.as_str()),
        (&expect, url.as_str())
    );
    assert_eq!(found.name.as_deref(), Some("L'Écho & fils"));
    assert_eq!(found.time_zone.as_deref(), Some("Europe/Paris"));
    let saw: Vec<_> = found.looks.iter().map(|look| look.saw.as_str()).collect();
    assert_eq!(saw, ["its header links to a WordPress API", "WordPress"]);
}

#[test]
fn a_wordpress_with_plain_addresses_is_asked_for_its_index() {
    const BARE: &str = r#"{"name":"A","home":"","namespaces":["wp/v2"],"authentication":[]}"#;
    let site = pages(&[("/blog/?rest_route=/", "", BARE), ("/blog/", "", "<p>blog")]);
    let found = site.discover("/blog/wp-admin/").unwrap();
    let url = site.url();
    assert_eq!(found.home, format!("{url}/blog"));
    let api = format!("{url}/blog/?rest_route=/");
    assert_eq!(found.system, System::WordPress { api, sign_in: None });
    assert_eq!(found.time_zone, None);
}

#[test]
fn where_a_person_signs_in_is_on_the_site_itself() {
    const EVIL: &str = r#"{"name":"A","home":"https://evil.example","namespaces":["wp/v2"],
        "authentication":{"application-passwords":{"endpoints":{"authorization":"https://evil.example/a"}}}}"#;
    let site = pages(&[("/?rest_route=/", "", EVIL)]);
    let found = site.discover("/").unwrap();
    assert_eq!(found.home, site.url());
    assert!(
        matches!(found.system, System::WordPress { sign_in: None, .. }),
        "{found:?}"
    );
}

#[test]
fn a_ghost_answers_where_its_admin_is() {
    const TOLD: &str = r#"{"site":{"title":"Gazette","url":"SITE/","version":"6.65","logo":null}}"#;
    let site = pages(&[("/blog/ghost/api/admin/site/", "", TOLD)]);
    for pasted in ["/blog/ghost/#/posts", "/blog/un-article/", "/blog"] {
        let found = site.discover(pasted).unwrap();
        let url = site.url();
        let expect = System::Ghost {
            api: format!("{url}/blog"),
            version: "6.65".to_owned(),
            admin: format!("{url}/blog/ghost/#/settings/integrations"),
        };
        assert_eq!((found.system, found.home), (expect, url));
        assert_eq!(found.name.as_deref(), Some("Gazette"));
    }
}

#[test]
fn the_site_api_is_known_by_its_description() {
    const TOLD: &str = r#"{"api_version":"1.0","name":"Gazette","url":"SITE","language":"fr","time_zone":"Europe/Paris",
        "sections":[],"theme_version":"1","subscribers":0,
        "limits":{"article_bytes":1,"media_bytes":1,"media_types":[],"page_size":1,"key_days":1}}"#;
    let site = pages(&[("/api/v1", "", TOLD)]);
    let found = site.discover("/articles/a").unwrap();
    assert_eq!((found.system, found.home), (System::SiteApi, site.url()));
    assert_eq!(found.time_zone.as_deref(), Some("Europe/Paris"));
    assert_eq!(found.looks.last().unwrap().saw, "the Site API");
}

#[test]
fn a_micropub_endpoint_is_named_by_the_page() {
    let site = pages(&[
        ("/", "link: </auth>; rel=\"authorization_endpoint\"\r\nlink: </first?x=1>; rel=\"self micropub\"\r\n",
            "<title>Moi &amp; co</title><link rel=micropub href=/second><link rel=token_endpoint href=/token>"),
        ("/~moi/", "", "<base href='/b/'><!-- <link rel=micropub href=/no> --><script>'<link rel=micropub href=/no>'</script>
            <textarea><link rel=micropub href=/no></textarea><link REL='me Micropub' href='c'>"),
        ("/lettre", "", "<a rel=micropub href=https://evil.example/micropub>x</a>"),
    ]);
    let url = site.url();
    let found = site.discover("/").unwrap();
    let expect = System::Micropub {
        endpoint: format!("{url}/first?x=1"),
        authorization: Some(format!("{url}/auth")),
        token: Some(format!("{url}/token")),
        metadata: None,
    };
    assert_eq!(
        (&found.system, found.name.as_deref()),
        (&expect, Some("Moi & co"))
    );
    let found = site.discover("/~moi/").unwrap();
    assert!(
        matches!(&found.system, System::Micropub { endpoint, .. } if *endpoint == format!("{url}/b/c")),
        "{found:?}"
    );
    assert_eq!(found.home, format!("{url}/~moi"));
    // A reader's comment names no endpoint: the front page does.
    assert_eq!(site.discover("/lettre").unwrap().system, expect);
}

#[test]
fn a_link_in_the_text_of_the_front_page_names_an_endpoint() {
    let site = pages(&[(
        "/",
        "",
        "<a rel=micropub href=/m>m</a><link rel=micropub href=javascript:x>",
    )]);
    let found = site.discover("").unwrap();
    assert_eq!(
        found.looks.last().unwrap().saw,
        "its text links to a Micropub endpoint"
    );
}

#[test]
fn what_was_tried_is_told() {
    let site = pages(&[("/", "", "<title>Hôtel</title>")]);
    let PublishError::NotUnderstood(said) = site.discover("/a/b").unwrap_err() else {
        panic!("not understood");
    };
    for path in [
        "/a/b",
        "/api/v1",
        "/ghost/api/admin/site/",
        "/?rest_route=/",
        "/a/b/?rest_route=/",
    ] {
        assert!(
            said.contains(&format!("{}{path}: HTTP 404", site.url())),
            "{path}: {said}"
        );
    }
}

#[test]
fn a_site_that_says_yes_to_everything_is_nothing_we_know() {
    for body in [
        "<title>Sign in to the hotel</title>",
        "{}",
        "[]",
        "null",
        r#"{"site":{"title":"","url":"","version":""}}"#,
        r#"{"namespaces":[]}"#,
    ] {
        let site = site(move |_, _| http(200, "", body));
        let error = site.discover("/").unwrap_err();
        assert!(
            matches!(error, PublishError::NotUnderstood(_)),
            "{body}: {error:?}"
        );
    }
}

#[test]
fn where_a_site_sends_its_readers_is_the_site() {
    const TOLD: &str = r#"{"site":{"title":"G","url":"https://gazette.example/","version":"6.0"}}"#;
    let site = pages(&[
        ("/", "location: /fr/\r\n", ""),
        ("/fr/", "", "<p>bonjour"),
        (
            "/ghost/api/admin/site/",
            "location: SITE/hote/ghost/api/admin/site/\r\n",
            "",
        ),
        ("/hote/ghost/api/admin/site/", "", TOLD),
    ]);
    let found = site.discover("/").unwrap();
    assert_eq!(found.home, "https://gazette.example");
    let api = format!("{}/hote", site.url());
    assert!(matches!(found.system, System::Ghost { api: there, .. } if there == api));
}

#[test]
fn a_redirect_that_goes_round_comes_to_an_end() {
    let site = site(|_, _| http(302, "location: /\r\n", ""));
    let error = site.discover("/").unwrap_err();
    assert!(
        matches!(&error, PublishError::NotUnderstood(said) if said.contains("sent on")),
        "{error:?}"
    );
    assert_eq!(site.asked().len(), 6);
}

#[test]
fn a_site_that_sends_on_for_ever_elsewhere_is_not_asked_for_ever() {
    let count = Arc::new(AtomicUsize::new(0));
    let site = site(move |_, path| match path {
        "/" => http(200, "", ""),
        _ => {
            let to = count.fetch_add(1, Ordering::SeqCst);
            http(302, &format!("location: /{to}\r\n"), "")
        }
    });
    assert!(site.discover("/").is_err());
    assert!(site.asked().len() <= 30, "{}", site.asked().len());
}

#[test]
fn a_page_without_an_end_is_read_at_its_head() {
    // One gigabyte is promised, and as much of it given as is taken.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let giving = std::thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        assert!(client.read(&mut [0; 4096]).unwrap() > 0);
        let head =
            "HTTP/1.1 200 OK\r\nlink: </m>; rel=micropub\r\ncontent-length: 1000000000\r\n\r\n";
        let mut given = client.write(head.as_bytes()).unwrap();
        while let Ok(count) = client.write(&[b'<'; 64 * 1024]) {
            given += count;
        }
        given
    });
    let found = discover(&url, patience()).unwrap();
    assert!(matches!(found.system, System::Micropub { .. }));
    // What the system's buffers hold besides is not ours.
    assert!(giving.join().unwrap() < 50_000_000);
}

#[test]
fn hostile_pages_are_only_read() {
    let attributes: String = (0..120_000).map(|n| format!(" a{n:x}")).collect();
    let pages = [
        format!("<a{attributes}>"),
        "<title>".repeat(50_000),
        "<div>".repeat(100_000),
        "<!--".to_owned() + &"x".repeat(400_000),
        "<link rel=micropub href=".to_owned() + &"x".repeat(400_000),
        "\u{0}<link rel=\"micropub\" href=\"https://[\">\u{ffff}".to_owned(),
        "<link rel=micropub href=data:,x><link rel=micropub href=file:///etc/passwd>".to_owned(),
        "<link rel=micropub href=https://u:p@a.example/>".to_owned(),
    ];
    for page in pages {
        let start: String = page.chars().take(30).collect();
        let site = site(move |_, path| match path {
            "/" => http(200, "", &page),
            _ => http(404, "", ""),
        });
        assert!(site.discover("/").is_err(), "{start}");
    }
}

#[test]
fn headers_that_are_no_links_say_nothing() {
    for header in [
        "<",
        "<>;",
        ">;rel=micropub",
        "</m;rel=micropub",
        "</m>;rel=\"micropub",
        "</m>; title=\"a>, <b\"; rel=\"x\\\"micropub\"",
    ] {
        let site = site(move |_, path| match path {
            "/" => http(200, &format!("link: {header}\r\n"), ""),
            _ => http(404, "", ""),
        });
        let found = site.discover("/");
        // An open quotation ends with its header.
        let open = header.ends_with("\"micropub");
        assert_eq!(found.is_ok(), open, "{header}: {found:?}");
    }
}

#[test]
fn nobody_there_is_said_at_once() {
    let port = {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        free.local_addr().unwrap().port()
    };
    let error = discover(&format!("127.0.0.1:{port}"), patience()).unwrap_err();
    assert!(matches!(error, PublishError::Unreachable(_)), "{error:?}");
    for bad in ["", "ftp://a.example", "http://u:p@127.0.0.1/"] {
        assert!(
            matches!(discover(bad, patience()), Err(PublishError::BadAddress(_))),
            "{bad}"
        );
    }
}

#[test]
fn a_site_sends_us_to_no_other_kind_of_address() {
    for to in [
        "ftp://127.0.0.1/",
        "https://u:p@127.0.0.1/",
        "file:///etc/passwd",
        "javascript:x",
    ] {
        let site = site(move |_, _| http(302, &format!("location: {to}\r\n"), ""));
        let error = site.discover("/").unwrap_err();
        assert!(
            matches!(error, PublishError::BadAddress(_)),
            "{to}: {error:?}"
        );
    }
}
