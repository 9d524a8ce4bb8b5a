//! A site's life: started, stopped, started again.

use std::net::TcpListener;

use serde_json::json;
use site::{Site, SiteError, mint_token};
use ureq::http::Method;

use crate::client::{House, TickingClock, article, article_path, options};

#[test]
fn a_taken_port_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let mut options = options(&folder, &TickingClock::default());
    options.port = Some(port);
    let refused = Site::start(options.clone());
    assert!(matches!(refused, Err(SiteError::PortTaken { port: said }) if said == port));
    drop(taken);
    assert_eq!(Site::start(options).unwrap().port(), port);
}

#[test]
fn a_restart_keeps_everything() {
    let house = House::open();
    let post = |house: &House| {
        house
            .call(Method::POST, "/api/v1/articles")
            .header("idempotency-key", "k")
            .json(&article("reste"))
            .send()
    };
    let made = post(&house);
    let form = house
        .plain(Method::POST, "/newsletter")
        .header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(form.body(b"email=a%40b.fr").send().status, 200);
    let token = house.token.clone();
    let house = House::open_in(house.close());
    let again = post(&house);
    assert_eq!(
        (again.status, again.header("idempotency-replayed")),
        (201, "true")
    );
    assert_eq!(again.json()["id"], made.json()["id"]);
    assert_eq!(
        house
            .call(Method::GET, &article_path(&made.json()["id"]))
            .send()
            .status,
        200
    );
    assert_eq!(
        house.call(Method::GET, "/api/v1").send().json()["subscribers"],
        1
    );
    let old = house
        .plain(Method::GET, "/api/v1")
        .header("authorization", &format!("Bearer {token}"));
    old.send().is_problem(401, "unauthorized");
}

#[test]
fn a_token_is_made_while_the_site_runs_and_lies_nowhere() {
    let house = House::open();
    let data = house.folder.path().join("site");
    let token = mint_token(&data, "later").unwrap();
    let call = house
        .plain(Method::GET, "/api/v1")
        .header("authorization", &format!("bearer {token}"));
    assert_eq!(call.send().status, 200);
    house.published("a");
    for file in ["site.db", "site.db-wal"] {
        let bytes = std::fs::read(data.join(file)).unwrap_or_default();
        assert!(
            !String::from_utf8_lossy(&bytes).contains(&token[10..]),
            "{file}"
        );
    }
}

#[test]
fn a_site_proves_without_a_token_whose_it_is() {
    let house = House::open();
    let data = house.folder.path().join("site");
    let ask = |query: &str| house.get(&format!("/api/v1/proof{query}"));
    let nonce = "a-nonce-of-some-length";
    let answer = ask(&format!("?nonce={nonce}"));
    assert_eq!(answer.status, 200);
    let said = answer.json();
    let said = said["proof"].as_str().unwrap();
    assert!(site::proves(&data, house.site.url(), nonce, said).unwrap());
    assert!(!site::proves(&data, house.site.url(), "another", said).unwrap());
    for bad in [
        "",
        "?nonce=",
        "?nonce=short",
        "?nonce=a%0Anonce-of-some-length",
    ] {
        ask(bad).is_problem(400, "malformed");
    }
}

#[test]
fn a_site_that_was_stopped_no_longer_answers() {
    let house = House::open();
    let port = house.site.port();
    let folder = house.close();
    assert!(TcpListener::bind(("127.0.0.1", port)).is_ok());
    drop(folder);
}

#[test]
fn a_site_starts_in_the_language_it_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = options(&folder, &TickingClock::default());
    options.defaults.name = "The Stone".to_owned();
    options.defaults.language = domain::Language::english();
    options.defaults.time_zone = "Europe/London".to_owned();
    let token = mint_token(&options.data, "t").unwrap();
    let running = Site::start(options.clone()).unwrap();
    let answer: serde_json::Value = ureq::get(format!("{}/api/v1", running.url()))
        .header("authorization", format!("Bearer {token}"))
        .call()
        .unwrap()
        .body_mut()
        .read_json()
        .unwrap();
    assert_eq!(answer["name"], "The Stone");
    assert_eq!(
        answer["sections"][1],
        json!({ "slug": "politics", "name": "politics" })
    );
    running.stop();
    options.defaults.time_zone = "Mars/Base".to_owned();
    assert!(matches!(
        Site::start(options),
        Err(SiteError::UnknownZone(_))
    ));
}

#[test]
fn a_file_in_the_way_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let options = options(&folder, &TickingClock::default());
    std::fs::write(&options.data, b"a file").unwrap();
    assert!(matches!(
        Site::start(options.clone()),
        Err(SiteError::Folder(_))
    ));
    assert!(matches!(
        mint_token(&options.data, "t"),
        Err(SiteError::Folder(_))
    ));
}

#[test]
fn a_database_that_is_none_is_said_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let options = options(&folder, &TickingClock::default());
    std::fs::create_dir_all(&options.data).unwrap();
    let path = options.data.join("site.db");
    std::fs::write(&path, b"not a database, but a text of some length").unwrap();
    assert!(matches!(Site::start(options), Err(SiteError::Corrupt(_))));
    assert!(std::fs::read(path).unwrap().starts_with(b"not a database"));
}
