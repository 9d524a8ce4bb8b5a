//! What it costs to look for all starter rules in 100 kB of copy.

use copydesk::style::{Rules, starter};
use divan::{Bencher, black_box};
use prose::passages;

fn main() {
    divan::main();
}

const SIZE: usize = 100_000;

/// Paragraphs of a newspaper, as often as it takes.
fn copy(language: &str) -> String {
    let paragraph = match language {
        "fr" => {
            "Le ministre de l’intérieur a déclaré mardi que « la situation reste préoccupante » dans trois départements, \
             où 1 200 personnes ont été évacuées au jour d’aujourd’hui. Suite à l’incendie, M. Durand a initié une \
             enquête, voire même deux, et la préfecture impacte ses moyens.\n\n"
        }
        _ => {
            "The minister said on Tuesday that “the situation remains worrying” in three counties, where 1,200 people \
             have been moved in order to be safe. Prior to the fire the council had utilized its past history, and it \
             was very unique on a daily basis.\n\n"
        }
    };
    paragraph.repeat(SIZE / paragraph.len() + 1)
}

#[divan::bench(args = ["fr", "en"])]
fn findings(bencher: Bencher<'_, '_>, language: &str) {
    let (rules, _) = Rules::read(starter(language).unwrap_or_default());
    let passages = passages(&copy(language));
    bencher.bench_local(|| {
        let found = passages
            .iter()
            .map(|passage| rules.findings(black_box(passage), language).len());
        found.sum::<usize>()
    });
}

#[divan::bench(args = ["fr", "en"])]
fn read(bencher: Bencher<'_, '_>, language: &str) {
    let text = starter(language).unwrap_or_default();
    bencher.bench_local(|| Rules::read(black_box(text)));
}
