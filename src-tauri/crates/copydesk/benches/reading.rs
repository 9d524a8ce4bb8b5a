//! What it costs to read 100 kB of copy without a rule file.

use copydesk::reading::{LONG_SENTENCE, alike, in_passage, in_text};
use divan::{Bencher, black_box};
use prose::passages;

fn main() {
    divan::main();
}

const SIZE: usize = 100_000;

/// Paragraphs with numbers, dates, quotes and names, until there is enough.
fn copy() -> String {
    let mut text = String::with_capacity(SIZE + 1_000);
    let mut nth = 0;
    while text.len() < SIZE {
        nth += 1;
        text.push_str(&format!(
            "## Le point {nth}\n\nLe budget passe de {nth} à {} millions d’euros, soit une hausse de 25 %, a dit « sans \
             hésiter » Mme Durand{nth} le mardi 24 novembre 2026, à 14 h 30. Trois élus sur cinq (60 %) l’ont \
             [voté](https://exemple.fr/{nth}) : 45 % pour, 30 % contre et 25 % sans opinion. Avec Martinez et Martinot, \
             M. Lefèvre (le maire) s’est abstenu, comme les 1\u{202F}200 habitants d’Île-de-France.\n\n",
            nth * 2
        ));
    }
    text
}

#[divan::bench]
fn all(bencher: Bencher<'_, '_>) {
    let text = copy();
    let passages = passages(&text);
    bencher.bench_local(|| {
        let found = passages
            .iter()
            .map(|passage| in_passage(black_box(passage), "fr", LONG_SENTENCE).len());
        let found: usize = found.sum();
        found + in_text(black_box(&text), &passages).len() + alike(&passages, &[], |_| false).len()
    });
}

#[divan::bench]
fn in_passages(bencher: Bencher<'_, '_>) {
    let passages = passages(&copy());
    bencher.bench_local(|| {
        let found = passages
            .iter()
            .map(|passage| in_passage(black_box(passage), "fr", LONG_SENTENCE).len());
        found.sum::<usize>()
    });
}
