//! Measures how long it takes after a kill until the text can be read again: opening the library and the draft, with all that
//! was typed since the last fold still in the journal. Asserts no figure.

#[path = "documents.rs"]
mod documents;
#[path = "samples.rs"]
mod samples;

use std::time::Instant;

use documents::{LANDMARK, document};
use domain::DraftId;
use newsroom::{Change, Edit, Event};
use samples::Samples;
use testkit::{Desk, Opening, Written};

const SIZES: [(&str, usize); 2] = [("100 kB", 100_000), ("1 MB", 1_000_000)];
/// As many as a quick writer makes before a text is folded although she goes on.
const KEYS: u64 = 450;
const ROUNDS: usize = 20;

fn main() {
    println!("Milliseconds, p50 / p95 / p99: {KEYS} changes in the journal.\n");
    println!("| draft | library opened | and the draft, with its page |");
    println!("|---|---|---|");
    for (name, bytes) in SIZES {
        measure(name, bytes);
    }
}

fn measure(name: &str, bytes: usize) {
    let desk = Desk::open(Opening::default());
    let draft = Written::new("Le pont de la discorde", &document(bytes)).at(desk.newsroom());
    // The files as they are at this moment are what a kill leaves.
    type_into(&desk, draft);
    let (mut opened, mut read) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut after = Desk::closed(Opening::default());
        for file in ["library.db", "library.db-wal"] {
            std::fs::copy(desk.library().join(file), after.library().join(file)).expect("a copy");
        }
        let began = Instant::now();
        after.reopen().expect("the library opens");
        opened.push(began.elapsed().as_secs_f64() * 1e3);
        let found = after.newsroom().open_draft(draft).expect("the draft opens");
        read.push(began.elapsed().as_secs_f64() * 1e3);
        assert!(
            found.text.contains(&format!("{LANDMARK}{KEYS}")),
            "the last word is there"
        );
    }
    let (opened, read) = (Samples::new(opened), Samples::new(read));
    println!("| {name}, {} kills | {opened} | {read} |", read.len());
}

/// Types in the middle; returns when the last change is on the disk.
fn type_into(desk: &Desk, draft: DraftId) {
    let open = desk.newsroom().open_draft(draft).expect("the draft opens");
    let mut length = open.text.encode_utf16().count();
    let middle = open.text[..open.text.find(LANDMARK).expect("the middle")]
        .encode_utf16()
        .count();
    for number in 1..=KEYS {
        let insert = format!("{LANDMARK}{number} ");
        length += insert.len();
        let edit = Edit {
            draft,
            sequence: open.sequence + number,
            changes: vec![Change {
                from: middle,
                to: middle,
                insert,
            }],
            length,
            caret: middle,
        };
        desk.newsroom()
            .edit(edit)
            .expect("the edit follows the last one");
    }
    let last = open.sequence + KEYS;
    desk.until_event(|event| {
        matches!(event, Event::Saved { sequence, .. } if *sequence == last).then_some(())
    });
}
