//! What spelling costs: a dictionary read, 100 kB checked anew and again, one paragraph, suggestions for 200 slips.

#![allow(clippy::expect_used, reason = "a bench that can't begin ends")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use copydesk::spelling::{Dictionary, Names, Speller};
use divan::{Bencher, black_box};

const FRENCH: &str = "Le gouvernement a présenté mercredi son projet de budget, que l’opposition juge insincère et qu’aucun \
    des députés présents n’avait lu jusqu’au bout. « C’est-à-dire que nous découvrons tout », s’étonne Zelimkhan Barsoukov.";
const SLIPS: [&str; 2] = [
    include_str!("../tests/copydesk/typos_fr.txt"),
    include_str!("../tests/copydesk/typos_en.txt"),
];
const DICTIONARIES: [&str; 2] = ["dictionary-fr", "dictionary-en-gb"];

fn main() {
    waits(0);
    waits(1);
    divan::main();
}

fn file(language: usize, ending: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/node_modules");
    let path = format!("{root}/{}/index.{ending}", DICTIONARIES[language]);
    std::fs::read_to_string(path).expect("npm ci in ui")
}

fn dictionary(language: usize) -> Dictionary {
    Dictionary::read(&file(language, "aff"), &file(language, "dic")).expect("a dictionary")
}

fn speller(language: usize) -> Speller {
    Speller::new(
        Arc::new(dictionary(language)),
        ["fr", "en-GB"][language],
        &[],
    )
}

/// Words of the dictionary itself, so that none is met twice before all were: a cache has it harder than with copy.
fn text(size: usize) -> String {
    let words = file(0, "dic");
    let mut words = words
        .lines()
        .skip(2)
        .step_by(7)
        .map(|line| line.split('/').next().unwrap_or(""))
        .cycle();
    let mut text = String::new();
    while text.len() < size {
        text.push_str(FRENCH);
        text.extend(words.by_ref().take(12).flat_map(|word| [" ", word]));
        text.push_str(".\n\n");
    }
    text
}

#[divan::bench(args = [0, 1], sample_count = 10)]
fn read(bencher: Bencher<'_, '_>, language: usize) {
    let (aff, dic) = (file(language, "aff"), file(language, "dic"));
    bencher.bench_local(|| Dictionary::read(black_box(&aff), black_box(&dic)));
}

#[divan::bench(sample_count = 10)]
fn hundred_kilobytes_anew(bencher: Bencher<'_, '_>) {
    let passages = prose::passages(&text(100_000));
    let dictionary = Arc::new(dictionary(0));
    let fresh = || Speller::new(Arc::clone(&dictionary), "fr", &[]);
    bencher
        .with_inputs(fresh)
        .bench_local_values(|speller| check(&speller, &passages));
}

#[divan::bench(sample_count = 10)]
fn hundred_kilobytes_again(bencher: Bencher<'_, '_>) {
    let passages = prose::passages(&text(100_000));
    let speller = speller(0);
    bencher.bench_local(|| check(&speller, &passages));
}

#[divan::bench]
fn one_paragraph(bencher: Bencher<'_, '_>) {
    let passages = prose::passages(FRENCH);
    let speller = speller(0);
    bencher.bench_local(|| check(&speller, &passages));
}

fn check(speller: &Speller, passages: &[prose::Passage]) -> usize {
    let names = Names::default();
    passages
        .iter()
        .map(|passage| speller.misspellings(passage, "fr", &names).len())
        .sum()
}

/// How long a writer waits for suggestions, slip by slip, in a table of percentiles that divan does not print.
#[allow(clippy::print_stdout, reason = "a bench talks to its reader")]
fn waits(language: usize) {
    let speller = speller(language);
    let lines = SLIPS[language]
        .lines()
        .filter(|line| !line.starts_with('#'));
    let slips = lines.filter_map(|line| line.split(' ').next());
    let wait = |slip| {
        let begun = Instant::now();
        black_box(speller.suggestions(slip, &Names::default()));
        begun.elapsed()
    };
    let mut waits: Vec<Duration> = slips.map(wait).collect();
    waits.sort();
    let share = |percent: usize| waits[(waits.len() - 1) * percent / 100];
    let dictionary = DICTIONARIES[language];
    println!(
        "suggestions, {dictionary}: p50 {:?}, p95 {:?}, p99 {:?}",
        share(50),
        share(95),
        share(99)
    );
}
