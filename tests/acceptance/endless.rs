//! A site that answers without an end: each reading use case fails clearly, keeps its promise, and fills no memory.

use std::process::Command;

use domain::DispatchState;
use newsroom::NewsroomError;
use testkit::{Desk, Endless, Fault, Opening};

use crate::journey::{ARTICLES, Journey};

/// Says that this process is the one that is measured.
const MEASURED: &str = "MARBRE_TEST_MEASURED";
/// Where a site says what it is.
const SITE: &str = "/api/v1";
/// The most memory that it may ever have had, in kilobytes: a quarter of one answer.
const MOST: u64 = 256 * 1024;

/// A process of its own, so that its peak is of nothing else.
#[test]
fn a_site_that_never_ends_fills_no_memory() {
    if std::env::var_os(MEASURED).is_some() {
        everything_pours();
        assert!(peak() < MOST, "{} MB", peak() / 1024);
        return;
    }
    let this = "endless::a_site_that_never_ends_fills_no_memory";
    let measured = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", this, "--nocapture"])
        .env(MEASURED, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&measured.stderr);
    assert!(measured.status.success(), "{said}");
    let ran = String::from_utf8_lossy(&measured.stdout);
    assert!(ran.contains("1 passed"), "{ran}");
}

/// The most that this process ever had, in kilobytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.unwrap().split_whitespace().next();
    number.unwrap().parse().unwrap()
}

fn everything_pours() {
    for kind in Endless::ALL {
        adding(kind);
        sending(kind);
        asking(kind);
        looking(kind);
    }
}

#[track_caller]
fn not_understood<T>(what: &str, kind: Endless, done: Result<T, NewsroomError>) {
    let code = done.map(drop).map_err(|error| error.code());
    assert_eq!(code, Err("site_not_understood"), "{kind:?} {what}");
}

/// It is looked for, and added: the account, the site's own words and its theme are asked for.
fn adding(kind: Endless) {
    let (journey, desk) = (Journey::begin(), Desk::open(Opening::default()));
    let (new, newsroom) = (journey.account(), desk.newsroom());
    journey
        .proxy
        .fault("", "/", usize::MAX, Fault::Endless(kind));
    not_understood("discovering", kind, newsroom.discover_site(&new.home));
    // Of the account's answer only the head is believed: what is packed into it is nobody's.
    for spared in usize::from(kind == Endless::Packed)..3 {
        journey.proxy.heal();
        journey.proxy.fault_after(spared, Fault::Endless(kind));
        not_understood("adding", kind, newsroom.add_site(&new));
    }
    assert_eq!(newsroom.sites().unwrap().len(), 0);
    newsroom.add_site(&new).unwrap();
}

/// The answer to the article itself, and to the question what became of it.
fn sending(kind: Endless) {
    let journey = Journey::begin();
    journey.fault("POST", ARTICLES, Fault::Endless(kind));
    let question = format!("{ARTICLES}?client_key=");
    journey.fault("GET", &question, Fault::Endless(kind));
    let id = journey.publish(journey.draft());
    for attempts in 1..=2 {
        let kept = journey.desk.until("in doubt", |newsroom| {
            let view = newsroom.dispatch(id).unwrap().dispatch;
            let settled = view.state == DispatchState::Unknown;
            (settled && view.attempts == attempts).then_some(view)
        });
        assert_eq!(
            kept.failure.as_deref(),
            Some("site_not_understood"),
            "{kind:?}"
        );
        journey.newsroom().retry_dispatch(id).unwrap();
    }
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles().len(), 1);
}

/// The article as it is there, and the site's own words.
fn asking(kind: Endless) {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    let newsroom = journey.newsroom();
    let one = format!("{ARTICLES}/");
    journey.fault("GET", &one, Fault::Endless(kind));
    not_understood(&one, kind, newsroom.live_change(draft, journey.site));
    newsroom.resync(draft, "La ville change.", 0).unwrap();
    journey.fault("GET", SITE, Fault::Endless(kind));
    let id = journey.publish(draft);
    let kept = journey.until_failure(id).dispatch;
    let why = kept.failure.as_deref();
    assert_eq!(why, Some("site_not_understood"), "{kind:?}");
    newsroom.retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles().len(), 1);
}

/// The page that readers get.
fn looking(kind: Endless) {
    let journey = Journey::begin();
    journey.proxy.pose();
    journey.fault("GET", "/articles/", Fault::Endless(kind));
    let done = journey.published(journey.draft());
    let receipt = journey
        .newsroom()
        .receipt(done.dispatch.id)
        .unwrap()
        .unwrap();
    assert!(!receipt.is_verified(), "{kind:?}");
}
