//! What comparing and merging two revisions costs, with scattered edits and with none of the text in common.

use divan::{Bencher, black_box};
use press::press;

mod press;

const SIZES: [usize; 2] = [100_000, 1_000_000];

/// Every so many paragraphs one is touched.
const APART: usize = 12;

/// A revision: here a word is another, there a sentence came or a paragraph went. Two revisions
/// of different `hand` touch different paragraphs.
fn revised(text: &str, hand: usize) -> String {
    let touched = |(nth, paragraph): (usize, &str)| match (nth + hand) % (4 * APART) {
        0 => paragraph.replacen(" de ", " du ", 1),
        APART => format!("{paragraph} Une phrase de la main {hand} est venue là."),
        n if n == 2 * APART => String::new(),
        n if n == 3 * APART => paragraph.replacen("la ", "cette ", 3),
        _ => paragraph.to_owned(),
    };
    let paragraphs: Vec<String> = text.split("\n\n").enumerate().map(touched).collect();
    paragraphs.join("\n\n")
}

/// A revision whose first third moved to the end.
fn moved(text: &str) -> String {
    let paragraphs: Vec<&str> = text.trim_end().split("\n\n").collect();
    let (first, rest) = paragraphs.split_at(paragraphs.len() / 3);
    [rest, first].concat().join("\n\n") + "\n"
}

/// The same words in another order: nothing to hold on to, and everything alike.
fn shuffled(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.reverse();
    let step = 7919;
    let mixed: Vec<&str> = (0..words.len())
        .map(|n| words[n * step % words.len()])
        .collect();
    mixed.join(" ")
}

#[divan::bench(args = SIZES)]
fn compare(bencher: Bencher<'_, '_>, size: usize) {
    let old = press(size);
    let new = revised(&old, 0);
    bencher.bench_local(|| prose::compare(black_box(&old), &new));
}

#[divan::bench(args = SIZES)]
fn compare_moved(bencher: Bencher<'_, '_>, size: usize) {
    let old = press(size);
    let new = moved(&revised(&old, 0));
    bencher.bench_local(|| prose::compare(black_box(&old), &new));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn compare_nothing_in_common(bencher: Bencher<'_, '_>, size: usize) {
    let old = press(size);
    let new = shuffled(&old);
    bencher.bench_local(|| prose::compare(black_box(&old), &new));
}

/// One paragraph of that length: nothing to take it apart by.
#[divan::bench(args = SIZES, sample_count = 10)]
fn compare_one_paragraph(bencher: Bencher<'_, '_>, size: usize) {
    let old = press(size).replace("\n\n", " ");
    let new = revised(&press(size), 0).replace("\n\n", " ");
    bencher.bench_local(|| prose::compare(black_box(&old), &new));
}

#[divan::bench(args = SIZES)]
fn marked_blocks(bencher: Bencher<'_, '_>, size: usize) {
    let old = press(size);
    let new = revised(&old, 0);
    bencher.bench_local(|| prose::marked_blocks(black_box(&old), &new));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn marked_blocks_nothing_in_common(bencher: Bencher<'_, '_>, size: usize) {
    let old = press(size);
    let new = shuffled(&old);
    bencher.bench_local(|| prose::marked_blocks(black_box(&old), &new));
}

#[divan::bench(args = SIZES)]
fn changes(bencher: Bencher<'_, '_>, size: usize) {
    let old = press(size);
    let new = revised(&old, 0);
    bencher.bench_local(|| prose::changes(black_box(&old), &new));
}

#[divan::bench(args = SIZES)]
fn merge(bencher: Bencher<'_, '_>, size: usize) {
    let base = press(size);
    let (ours, theirs) = (revised(&base, 0), revised(&base, 3));
    bencher.bench_local(|| prose::merge(black_box(&base), &ours, &theirs));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn merge_nothing_in_common(bencher: Bencher<'_, '_>, size: usize) {
    let base = press(size);
    let (ours, theirs) = (shuffled(&base), revised(&base, 3));
    bencher.bench_local(|| prose::merge(black_box(&base), &ours, &theirs));
}

fn main() {
    divan::main();
}
