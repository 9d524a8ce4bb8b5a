//! Measures a full check of a draft's copy: signs, spelling, style and remarks, stretch by stretch as the window asks for them.
//! Asserts no figure.

#[path = "documents.rs"]
mod documents;
#[path = "samples.rs"]
mod samples;

use std::time::Instant;

use documents::document;
use domain::DraftId;
use newsroom::Newsroom;
use samples::Samples;
use testkit::{Desk, Opening, Written};

const SIZES: [(&str, usize); 2] = [("100 kB", 100_000), ("1 MB", 1_000_000)];
/// As much as the window asks for at once, UTF-16 units.
const STRETCH: usize = 20_000;
const ROUNDS: usize = 30;

fn main() {
    println!("Milliseconds, p50 / p95 / p99; French, in stretches of {STRETCH} units.\n");
    println!(
        "| draft | findings | first check | again | one paragraph | pasted whole | checks before publishing |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (name, bytes) in SIZES {
        measure(name, bytes);
    }
}

fn measure(name: &str, bytes: usize) {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Le pont de la discorde", &raw(bytes)).at(newsroom);
    let open = newsroom.open_draft(draft).expect("the draft opens");
    let length = open.text.encode_utf16().count();
    // A dictionary is read once, on a thread of its own.
    newsroom
        .suggestions(draft, "batteau", "fr")
        .expect("a dictionary");
    let check = || check(newsroom, draft, open.sequence, length);
    let (first, findings) = timed(check);
    let again = repeated(check);
    let paragraph = repeated(|| {
        let read = newsroom.read_copy(draft, open.sequence, length / 2..length / 2);
        read.expect("the draft")
            .expect("the very text")
            .findings
            .len()
    });
    let pasted = repeated(|| {
        let set = newsroom.pasted(draft, open.sequence, 0..length);
        set.expect("the draft").expect("the very text").len()
    });
    // All of it at once, as it is looked through before it goes out.
    let checks = repeated(|| newsroom.checks(draft, &[]).expect("the draft").len());
    let times = again.len();
    println!(
        "| {name}, {times} times | {findings} | {first:.1} | {again} | {paragraph} | {pasted} | {checks} |"
    );
}

/// A text that is typed without thinking of signs.
fn raw(bytes: usize) -> String {
    document(bytes)
        .replace('’', "'")
        .replace(['\u{A0}', '\u{202F}'], " ")
}

/// Reads all of a text; how much was found.
fn check(newsroom: &Newsroom, draft: DraftId, sequence: u64, length: usize) -> usize {
    let (mut from, mut found) = (0, 0);
    while from < length {
        let to = length.min(from + STRETCH);
        let read = newsroom
            .read_copy(draft, sequence, from..to)
            .expect("the draft");
        let stretch = read.expect("the very text");
        found += stretch.findings.len();
        from = stretch.units.end.max(to);
    }
    found
}

fn repeated(what: impl Fn() -> usize) -> Samples {
    Samples::new((0..ROUNDS).map(|_| timed(&what).0).collect())
}

/// How long something takes, milliseconds, and what it gives.
fn timed(what: impl Fn() -> usize) -> (f64, usize) {
    let began = Instant::now();
    let result = what();
    (began.elapsed().as_secs_f64() * 1e3, result)
}
