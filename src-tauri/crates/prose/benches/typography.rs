//! What typography costs: the passages and retouches of whole texts, and one sign typed in a paragraph of 2 kB.

use divan::{Bencher, black_box};
use press::press;
use prose::typography::{Standard, retouches, typed};
use prose::{Manuscript, passages};

mod press;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

/// A text that is typed without thinking of signs: straight marks, plain spaces.
fn raw(size: usize) -> String {
    let text = press(size).replace('’', "'").replace('\u{202F}', " ");
    text.replace("cœur", "coeur")
}

/// Whose spaces the paragraph has already, as what is typed with the rules on.
const SET: &str = "fr-CH";

/// A paragraph of 2 kB that ends with a sign.
fn paragraph() -> String {
    let text = press(8_000).replace("\n\n", " ").replace(['#', '>'], "");
    let end = (2_000..).find(|at| text.is_char_boundary(*at));
    format!("{} \"", text[..end.unwrap_or(text.len())].trim())
}

#[divan::bench(args = SIZES)]
fn whole_passages(bencher: Bencher<'_, '_>, size: usize) {
    let text = press(size);
    bencher.bench_local(|| passages(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn whole_text(bencher: Bencher<'_, '_>, size: usize) {
    let (text, standard) = (raw(size), Standard::usual("fr"));
    bencher.bench_local(|| retouches(black_box(&text), "fr", &standard));
}

#[divan::bench]
fn one_sign_in_a_paragraph(bencher: Bencher<'_, '_>) {
    let (text, standard) = (paragraph(), Standard::usual(SET));
    let stretch = Manuscript::new(&text).stretch(0..0);
    bencher.bench_local(|| typed(black_box(&stretch), text.len(), "fr", &standard));
}

/// With its passages read, within a text of 1 MB.
#[divan::bench]
fn one_sign_in_a_long_text(bencher: Bencher<'_, '_>) {
    let text = format!("{}{}", press(1_000_000), paragraph());
    let (manuscript, standard) = (Manuscript::new(&text), Standard::usual(SET));
    let end = manuscript.len_utf16();
    bencher.bench_local(|| {
        let stretch = manuscript.stretch(black_box(end..end));
        typed(&stretch, stretch.markdown.len(), "fr", &standard)
    });
}

fn main() {
    divan::main();
}
