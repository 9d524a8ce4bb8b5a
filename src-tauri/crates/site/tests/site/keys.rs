//! Idempotency keys: a write takes effect once, however often it is sent.

use std::thread;

use serde_json::{Value, json};
use ureq::http::Method;

use crate::client::{House, article, article_path};

const DAY: i64 = 24 * 3_600;

#[test]
fn a_write_without_a_key_is_refused() {
    let house = House::open();
    let path = "/api/v1/articles";
    house
        .call(Method::POST, path)
        .json(&article("a"))
        .send()
        .is_problem(400, "idempotency_key_missing");
    for bad in ["", "two words", &"k".repeat(129)] {
        let answer = house
            .call(Method::POST, path)
            .header("idempotency-key", bad)
            .json(&article("a"))
            .send();
        answer.is_problem(400, "idempotency_key_malformed");
    }
    for (method, path) in [
        (Method::PUT, "/x"),
        (Method::DELETE, "/x"),
        (Method::POST, "/x/unpublish"),
    ] {
        let answer = house
            .call(method, &format!("/api/v1/articles{path}"))
            .send();
        answer.is_problem(400, "idempotency_key_missing");
    }
    house
        .call(Method::POST, "/api/v1/media")
        .send()
        .is_problem(400, "idempotency_key_missing");
}

#[test]
fn a_repetition_gets_the_first_answer() {
    let house = House::open();
    let post = |body: &Value| {
        house
            .call(Method::POST, "/api/v1/articles")
            .header("idempotency-key", "k")
            .json(body)
            .send()
    };
    let first = post(&article("une-fois"));
    let again = post(&article("une-fois"));
    assert_eq!((again.status, &again.body), (201, &first.body));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(again.header("etag"), first.header("etag"));
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(first.header("idempotency-replayed"), "");
    post(&article("autre-chose")).is_problem(422, "idempotency_key_reused");
    let put = house
        .call(Method::PUT, &article_path(&first.json()["id"]))
        .header("idempotency-key", "k");
    put.header("if-match", "*")
        .json(&article("une-fois"))
        .send()
        .is_problem(422, "idempotency_key_reused");
}

#[test]
fn updates_and_deletions_are_repeated_as_safely() {
    let house = House::open();
    let made = house.published("deux-fois");
    let path = article_path(&made["id"]);
    let put = || {
        let call = house
            .call(Method::PUT, &path)
            .header("idempotency-key", "put");
        call.if_match(&made["version"])
            .json(&article("deux-fois"))
            .send()
    };
    let (first, again) = (put(), put());
    assert_eq!(
        (first.status, again.status),
        (200, 200),
        "no 412 for what is done"
    );
    assert_eq!(first.body, again.body);
    let delete = || {
        let call = house
            .call(Method::DELETE, &path)
            .header("idempotency-key", "delete");
        call.if_match(&first.json()["version"]).send()
    };
    assert_eq!((delete().status, delete().status), (204, 204));
}

#[test]
fn what_was_refused_may_be_tried_again_with_its_key() {
    let house = House::open();
    let post = |body: &Value| {
        house
            .call(Method::POST, "/api/v1/articles")
            .header("idempotency-key", "k")
            .json(body)
            .send()
    };
    let mut wrong = article("corrige");
    wrong["headline"] = json!("");
    post(&wrong).is_problem(422, "invalid");
    assert_eq!(post(&article("corrige")).status, 201);
}

#[test]
fn two_tokens_do_not_share_keys() {
    let house = House::open();
    let other = site::mint_token(&house.folder.path().join("site"), "other").unwrap();
    let post = |token: &str, slug| {
        let call = house
            .plain(Method::POST, "/api/v1/articles")
            .header("authorization", &format!("Bearer {token}"));
        call.header("idempotency-key", "k")
            .json(&article(slug))
            .send()
            .status
    };
    assert_eq!((post(&house.token, "a"), post(&other, "b")), (201, 201));
}

#[test]
fn a_key_is_forgotten_after_thirty_days() {
    let house = House::open();
    let post = |slug| {
        house
            .call(Method::POST, "/api/v1/articles")
            .header("idempotency-key", "k")
            .json(&article(slug))
            .send()
    };
    assert_eq!(post("avant").status, 201);
    house.clock.advance(29 * DAY);
    post("apres").is_problem(422, "idempotency_key_reused");
    house.clock.advance(DAY);
    assert_eq!(post("apres").status, 201);
}

#[test]
fn many_at_once_make_one_article() {
    let house = House::open();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let post = || {
            let call = house
                .call(Method::POST, "/api/v1/articles")
                .header("idempotency-key", "same");
            call.json(&article("ensemble")).send().status
        };
        let sent: Vec<_> = (0..12).map(|_| scope.spawn(post)).collect();
        sent.into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(
        statuses.iter().all(|status| [201, 409].contains(status)),
        "{statuses:?}"
    );
    assert!(statuses.contains(&201));
    let list = house.call(Method::GET, "/api/v1/articles").send().json();
    assert_eq!(list["articles"].as_array().unwrap().len(), 1);
}

#[test]
fn many_with_one_address_make_one_article() {
    let house = House::open();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let sent: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| house.publish(&article("dispute")).status))
            .collect();
        sent.into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1);
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 7);
}
