//! What one key costs in texts of 10 kB, 100 kB and 1 MB: medians by divan, then the percentiles of 500 keys.

use std::time::{Duration, Instant};

use divan::{Bencher, black_box};
use press::press;
use prose::{Change, Manuscript};

mod press;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
const KEYS: usize = 500;

/// The place where a key is struck: in the middle, at the end of a word.
fn middle(text: &str) -> usize {
    let half = text.encode_utf16().count() / 2;
    let units: Vec<u16> = text.encode_utf16().collect();
    (half..units.len())
        .find(|at| units[*at] == u16::from(b' '))
        .unwrap_or(half)
}

/// The first place from the middle on (or from the start) after this.
fn after(text: &str, before: &str) -> Option<usize> {
    let half = text
        .char_indices()
        .map(|(at, _)| at)
        .nth(text.chars().count() / 2)?;
    let found = text[half..]
        .find(before)
        .map(|at| half + at)
        .or_else(|| text.find(before))?;
    Some(text[..found + before.len()].encode_utf16().count())
}

fn key(at: usize) -> [Change; 1] {
    [Change {
        from: at,
        to: at,
        insert: "e".to_owned(),
    }]
}

#[divan::bench(args = SIZES)]
fn new(bencher: Bencher<'_, '_>, size: usize) {
    let text = press(size);
    bencher.bench_local(|| Manuscript::new(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn one_key_in_the_middle(bencher: Bencher<'_, '_>, size: usize) {
    let text = press(size);
    let mut at = middle(&text);
    let mut manuscript = Manuscript::new(&text);
    bencher.bench_local(|| {
        let patch = manuscript.apply(&key(at));
        at += 1;
        patch
    });
}

#[divan::bench(args = SIZES)]
fn whole_body(bencher: Bencher<'_, '_>, size: usize) {
    let manuscript = Manuscript::new(&press(size));
    bencher.bench_local(|| manuscript.body_html());
}

#[divan::bench(args = SIZES)]
fn sanitize(bencher: Bencher<'_, '_>, size: usize) {
    let body = Manuscript::new(&press(size)).body_html();
    bencher.bench_local(|| prose::sanitize(&body));
}

fn percentile(sorted: &[Duration], share: usize) -> Duration {
    sorted[(sorted.len() - 1) * share / 100]
}

/// Where keys are struck, by what is right before.
const PLACES: [(&str, &str); 3] = [
    ("a paragraph", "e "),
    ("a heading", "\n## "),
    ("a link definition", "[rapport]: https://example.org"),
];

/// Types words with a space now and then, and prints what a key took: change, patch, counts.
#[allow(clippy::print_stdout, reason = "a bench talks to its reader")]
fn percentiles(size: usize, (place, before): (&str, &str)) {
    let text = press(size);
    let Some(mut at) = after(&text, before) else {
        return;
    };
    let mut manuscript = Manuscript::new(&text);
    let mut took = Vec::with_capacity(KEYS);
    for nth in 0..KEYS {
        let insert = match nth % 100 {
            n if n % 6 == 5 && before.ends_with(' ') => " ",
            _ => "e",
        };
        let changes = [Change {
            from: at,
            to: at,
            insert: insert.to_owned(),
        }];
        let start = Instant::now();
        let patch = manuscript.apply(&changes);
        let counts = manuscript.counts();
        took.push(start.elapsed());
        at += insert.len();
        black_box((patch.is_ok(), counts));
    }
    took.sort();
    let [p50, p95, p99] = [50, 95, 99].map(|share| percentile(&took, share));
    println!("{size:>9} bytes, {place}: one key p50 {p50:?}, p95 {p95:?}, p99 {p99:?}");
}

fn main() {
    divan::main();
    for size in SIZES {
        PLACES
            .into_iter()
            .for_each(|place| percentiles(size, place));
    }
}
