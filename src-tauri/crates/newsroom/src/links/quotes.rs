//! What a text quotes around its links, in its own words. Asks nobody and judges no page.

use std::ops::Range;

use prose::Passage;

/// Fewer words are no quote that could be looked for.
const WORDS: usize = 4;
/// What opens and what closes a quote.
const MARKS: [(char, char); 3] = [('«', '»'), ('“', '”'), ('"', '"')];
/// Where a quote was cut: its parts stand in the source one after another, not together.
const CUTS: [&str; 4] = ["[…]", "[...]", "(…)", "(...)"];

/// The quotes in the passages in which these places are (in bytes of the Markdown), each once.
pub(super) fn quotes_around(passages: &[Passage], places: &[Range<usize>]) -> Vec<String> {
    let holds = |passage: &&Passage| {
        let span = passage.span();
        let meets = |place: &Range<usize>| place.start < span.end && span.start < place.end;
        places.iter().any(meets)
    };
    let mut quotes: Vec<String> = Vec::new();
    for quote in passages.iter().filter(holds).flat_map(|p| quoted(&p.text)) {
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    quotes
}

/// The quotes of a passage, parted where they were cut; a quote within a quote is of that.
fn quoted(text: &str) -> Vec<String> {
    let mut quotes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|sign| MARKS.iter().any(|(open, _)| *open == sign)) {
        let sign = rest[at..].chars().next().unwrap_or_default();
        let behind = &rest[at + sign.len_utf8()..];
        let close = MARKS.iter().find(|(open, _)| *open == sign);
        let closed = close.and_then(|(_, close)| behind.split_once(*close));
        rest = closed.map_or(behind, |(_, after)| after);
        quotes.extend(closed.into_iter().flat_map(|(quote, _)| parts(quote)));
    }
    quotes
}

fn parts(quote: &str) -> Vec<String> {
    let mut parts = vec![quote];
    for cut in CUTS {
        parts = parts.iter().flat_map(|part| part.split(cut)).collect();
    }
    let bare = parts.iter().map(|part| part.trim().to_owned());
    bare.filter(|part| part.split_whitespace().filter(|word| is_word(word)).count() >= WORDS)
        .collect()
}

fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(markdown: &str) -> Vec<String> {
        let places: Vec<_> = prose::links(markdown)
            .into_iter()
            .map(|link| link.source)
            .collect();
        quotes_around(&prose::passages(markdown), &places)
    }

    #[test]
    fn quotes_of_the_links_own_paragraph() {
        for (markdown, quotes) in [
            (
                "Il dit\u{a0}: «\u{a0}le pont *ouvrira* en mai\u{a0}» ([ville](https://a.example)).",
                &["le pont ouvrira en mai"][..],
            ),
            (
                "He said “it will open in May” and \"not before that day\", [here](https://a.example).",
                &["it will open in May", "not before that day"],
            ),
            (
                "« le pont ouvrira en mai »\\\nselon [la ville](https://a.example)",
                &["le pont ouvrira en mai"],
            ),
            ("« le pont ouvre ! » [a](https://a.example)", &[]),
            ("« un deux trois quatre »\n\n[a](https://a.example)", &[]),
            ("« un deux trois quatre [a](https://a.example)", &[]),
            (
                "« un deux trois quatre […] cinq […] six sept huit neuf » [a](https://a.example)",
                &["un deux trois quatre", "six sept huit neuf"],
            ),
            (
                "« il dit “un deux trois quatre” hier » [a](https://a.example), « il dit “un deux trois quatre” hier »",
                &["il dit “un deux trois quatre” hier"],
            ),
            (
                "« un deux [trois quatre](https://a.example) cinq »",
                &["un deux trois quatre cinq"],
            ),
        ] {
            assert_eq!(around(markdown), quotes, "{markdown}");
        }
    }
}
