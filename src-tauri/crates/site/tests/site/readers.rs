//! What readers see.

use domain::{Article, Language, Slug};
use page::{Press, SiteFacts, Theme, region_of};
use serde_json::{Value, json};
use ureq::http::Method;

use crate::client::{Answer, House, article};

#[test]
fn the_served_article_is_what_page_makes_of_it() {
    let house = House::open();
    let mut new = article("identique");
    let markdown = "# Titre\n\nUn *mot* & un autre ; <b>gras</b>.[^1]\n\n[^1]: note\n";
    new["body_markdown"] = json!(markdown);
    new["body_html"] = json!(prose::body_html(markdown));
    new["published_at"] = json!("2026-04-29T00:49:00Z");
    let made = house.publish(&new).json();
    let expected = Press::new(&Theme::built_in()).unwrap();
    let expected = expected
        .article_region(&facts(&house), &as_page_article(&made))
        .unwrap();
    let served = house.get("/articles/identique").text();
    assert_eq!(region_of(&served), Some(expected.as_str()));
    assert_eq!(
        made["body_html"], new["body_html"],
        "canonical HTML passes unchanged"
    );
    assert!(served.contains("mercredi 29 avril 2026 à 02:49"));
}

fn facts(house: &House) -> SiteFacts {
    SiteFacts {
        name: "Le Marbre".to_owned(),
        url: house.site.url().to_owned(),
        language: Language::french(),
        time_zone: "Europe/Paris".to_owned(),
        sections: Vec::new(),
        subscribers: 0,
    }
}

fn as_page_article(made: &Value) -> Article {
    let text = |field: &str| made[field].as_str().unwrap().to_owned();
    Article {
        headline: text("headline"),
        standfirst: text("standfirst"),
        section: text("section"),
        tags: made["tags"]
            .as_array()
            .unwrap()
            .iter()
            .map(|t| t.as_str().unwrap().to_owned())
            .collect(),
        byline: text("byline"),
        language: Language::parse(&text("language")).unwrap(),
        slug: Slug::parse(&text("slug")).unwrap(),
        published_at: text("published_at").parse().unwrap(),
        updated_at: None,
        lead_picture: None,
        lead_set: None,
        body_html: text("body_html"),
        corrections: Vec::new(),
        words: made["words"].as_u64().unwrap() as usize,
    }
}

#[test]
fn every_page_is_guarded() {
    let house = House::open();
    house.published("a");
    for path in [
        "/",
        "/articles/a",
        "/sections/tech",
        "/tags/ia",
        "/nowhere",
        "/feed.rss",
    ] {
        let answer = house.get(path);
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.header("referrer-policy").is_empty(), "{path}");
    }
}

#[test]
fn an_empty_site_has_all_its_pages() {
    let house = House::open();
    for path in [
        "/",
        "/sections/economie",
        "/feed.rss",
        "/feed.atom",
        "/sitemap.xml",
        "/robots.txt",
    ] {
        assert_eq!(house.get(path).status, 200, "{path}");
    }
    assert!(
        house
            .get("/")
            .text()
            .contains("Rien n’est encore paru ici.")
    );
    for path in [
        "/sections/nulle",
        "/tags/aucun",
        "/articles/rien",
        "/%FF",
        "/articles/%FF",
        "/?page=2",
        "/?page=0",
        "/?page=x",
        "/?page=99999999999999999999",
        "/?page=1844674407370955161",
    ] {
        let answer = house.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("Cette page n’existe pas"), "{path}");
    }
    assert_eq!(house.plain(Method::POST, "/").send().status, 405);
}

#[test]
fn lists_show_the_newest_first_and_turn_their_pages() {
    let house = House::open();
    for n in 0..15 {
        house.published(&format!("article-{n}"));
    }
    let text = house.get("/").text();
    let (newest, older) = (
        text.find("/articles/article-14\""),
        text.find("/articles/article-13\""),
    );
    assert!(newest.unwrap() < older.unwrap() && text.contains("/?page=2"));
    assert!(
        house
            .get("/?page=2")
            .text()
            .contains("/articles/article-0\"")
    );
    assert!(
        house
            .get("/sections/tech?page=2")
            .text()
            .contains("/articles/article-0\"")
    );
    assert!(
        house
            .get("/tags/logistique?page=2")
            .text()
            .contains("/articles/article-0\"")
    );
    assert_eq!(house.get("/tags/ia?page=3").status, 404);
}

#[test]
fn feeds_and_the_map_name_what_is_there() {
    let house = House::open();
    house.published("flux");
    let address = format!("{}/articles/flux", house.site.url());
    for (path, kind) in [
        ("/feed.rss", "application/rss+xml"),
        ("/feed.atom", "application/atom+xml"),
        ("/sitemap.xml", "application/xml"),
    ] {
        let answer = house.get(path);
        assert!(answer.header("content-type").starts_with(kind), "{path}");
        assert!(answer.text().contains(&address), "{path}");
    }
    assert!(
        house.get("/feed.rss").text().contains("besoin de lumière"),
        "the whole text"
    );
    assert!(house.get("/robots.txt").text().contains("/sitemap.xml"));
}

#[test]
fn a_page_that_did_not_change_is_not_sent_again() {
    let house = House::open();
    house.published("a");
    let first = house.get("/articles/a");
    let again = house
        .plain(Method::GET, "/articles/a")
        .header("if-none-match", first.header("etag"))
        .send();
    assert_eq!((again.status, again.body.len()), (304, 0));
    let head = house.plain(Method::HEAD, "/articles/a").send();
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn the_page_loads_only_what_the_site_serves() {
    let house = House::open();
    let text = house.get("/").text();
    let sheet = text
        .split("<link rel=\"stylesheet\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let css = house.get(sheet);
    assert_eq!(
        (css.status, css.header("content-type")),
        (200, "text/css; charset=utf-8")
    );
    for part in css.text().split("url(\"").skip(1) {
        let font = house.get(&format!("/assets/{}", part.split('"').next().unwrap()));
        assert_eq!(
            (font.status, font.header("content-type")),
            (200, "font/woff2")
        );
        assert!(font.body.starts_with(b"wOF2"));
    }
    assert_eq!(house.get("/assets/theme-other.css").status, 404);
}

#[test]
fn readers_sign_up_once() {
    let house = House::open();
    let sign_up = |form: &[u8]| -> Answer {
        let call = house
            .plain(Method::POST, "/newsletter")
            .header("content-type", "application/x-www-form-urlencoded");
        call.body(form).send()
    };
    let asked = house.get("/newsletter");
    assert_eq!(asked.status, 200);
    assert!(asked.text().contains("action=\"/newsletter\""));
    assert!(!asked.text().contains("Cette page n’existe pas"));
    let added = sign_up(b"email=Anna%40exemple.fr");
    assert_eq!(added.status, 200);
    assert!(added.text().contains("C’est noté"));
    assert!(
        sign_up(b"email=anna%40EXEMPLE.fr")
            .text()
            .contains("déjà inscrite")
    );
    for bad in [
        &b"email=anna"[..],
        b"",
        b"email=",
        b"nom=x",
        b"\xff\xff=%zz",
        b"email=a%40b.fr&email=c%40d.fr",
    ] {
        let answer = sign_up(bad);
        assert_eq!(answer.status, 422, "{}", String::from_utf8_lossy(bad));
        assert!(answer.text().contains("action=\"/newsletter\""));
    }
    let not_a_form = house
        .plain(Method::POST, "/newsletter")
        .json(&json!({ "email": "a@b.fr" }))
        .send();
    assert_eq!(not_a_form.status, 422);
    sign_up(&vec![b'a'; 5_000]).is_problem(413, "too_large");
    assert!(house.get("/").text().contains("1 personne la reçoit déjà."));
}
