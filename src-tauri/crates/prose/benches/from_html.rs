//! What bringing a site's HTML back to Markdown costs: our own, a WordPress page's, one of nothing but odd signs.

use divan::{Bencher, black_box};
use press::press;
use prose::body_html;

mod press;

const SIZES: [usize; 2] = [100_000, 1_000_000];

/// A page as the block editor of WordPress keeps it.
fn wordpress(size: usize) -> String {
    let body = body_html(&press(size));
    let body = body.replace("<p>", "<!-- wp:paragraph -->\n<p class=\"has-text\">");
    body.replace("</p>", "</p>\n<!-- /wp:paragraph -->\n\n")
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn ours(bencher: Bencher<'_, '_>, size: usize) {
    let html = body_html(&press(size));
    bencher.bench_local(|| prose::from_html(black_box(&html)));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn wordpress_blocks(bencher: Bencher<'_, '_>, size: usize) {
    let html = wordpress(size);
    bencher.bench_local(|| prose::from_html(black_box(&html)));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn signs_only(bencher: Bencher<'_, '_>, size: usize) {
    let html = "[*_`~&<".repeat(size / 7);
    bencher.bench_local(|| prose::from_html(black_box(&html)));
}

/// The live article on our own source: every twelfth paragraph has another word.
#[divan::bench(args = SIZES, sample_count = 10)]
fn brought_back(bencher: Bencher<'_, '_>, size: usize) {
    let base = press(size);
    let theirs = body_html(&base.replace("\n\n## ", "\n\n## Ailleurs "));
    bencher.bench_local(|| prose::brought_back(black_box(&base), &theirs));
}

fn main() {
    divan::main();
}
