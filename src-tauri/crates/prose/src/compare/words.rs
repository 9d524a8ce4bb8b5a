//! A text cut into words, white space and punctuation, as French and English set them; knows no markup.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Letters and digits; a number with its spaces, an address, a word with its hyphens.
    Word,
    /// All the white space there is in one place, no-break spaces included.
    Space,
    /// Anything else; the same sign repeated is one token.
    Sign,
}

/// The smallest part of a text that is kept, removed or added. Never ends within a grapheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Token<'t> {
    /// The characters themselves.
    pub(crate) text: &'t str,
    /// What they are.
    pub(crate) kind: Kind,
    /// What they stand in: tokens of different contexts differ. Plain text has 0.
    pub(crate) context: u32,
}

impl Token<'_> {
    /// How much a reader would miss it: letters and digits.
    pub(crate) fn weight(&self) -> usize {
        match self.kind {
            Kind::Word => self.text.chars().count(),
            Kind::Space | Kind::Sign => 0,
        }
    }
}

/// The tokens of a text, in order and without gaps.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut at = 0;
    while let Some(first) = grapheme(text, at) {
        let (kind, end) = match class(first) {
            Class::Space => (Kind::Space, run(text, at, |g| class(g) == Class::Space)),
            Class::Sign => (Kind::Sign, run(text, at, |g| g == first)),
            Class::Alone => (Kind::Word, at + first.len()),
            Class::Letter => (Kind::Word, word_end(text, at)),
        };
        tokens.push(Token {
            text: &text[at..end],
            kind,
            context: 0,
        });
        at = end;
    }
    tokens
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    /// A letter of a script that sets no spaces: a token of its own.
    Alone,
    Space,
    Sign,
}

fn class(grapheme: &str) -> Class {
    match grapheme.chars().next() {
        Some(c) if c.is_whitespace() => Class::Space,
        Some(c) if is_set_without_spaces(c) => Class::Alone,
        Some(c) if c.is_alphanumeric() => Class::Letter,
        _ => Class::Sign,
    }
}

/// Chinese, Japanese, Thai, Lao, Burmese, Khmer.
fn is_set_without_spaces(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x2FDF
        | 0x3005..=0x3007 | 0x3041..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// The grapheme that starts at a grapheme's start.
fn grapheme(text: &str, at: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    let stands_alone = bytes.get(at + 1).is_none_or(u8::is_ascii);
    if first.is_ascii() && first != b'\r' && stands_alone {
        return Some(&text[at..=at]);
    }
    text[at..].graphemes(true).next()
}

fn run(text: &str, from: usize, belongs: impl Fn(&str) -> bool) -> usize {
    let mut at = from;
    while let Some(next) = grapheme(text, at).filter(|next| belongs(next)) {
        at += next.len();
    }
    at
}

fn word_end(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        at = run(text, at, |g| class(g) == Class::Letter);
        if text[at..].starts_with("://") {
            return address_end(text, at);
        }
        let Some(sign) = grapheme(text, at) else {
            return at;
        };
        let after = at + sign.len();
        if matches!(sign, "'" | "’") && is_elided(&text[from..at]) {
            return after;
        }
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let next = text[after..].chars().next().unwrap_or(' ');
        if !joins(sign, before, next) {
            return at;
        }
        at = after;
    }
}

/// Whether a sign between two characters makes one word of them.
fn joins(sign: &str, before: char, next: char) -> bool {
    let digits = before.is_ascii_digit() && next.is_ascii_digit();
    match sign {
        "'" | "’" | "-" | "\u{2010}" | "\u{2011}" | "·" | "\u{2027}" | "\u{AD}" => {
            class(next.encode_utf8(&mut [0; 4])) == Class::Letter
        }
        "." | "," | "\u{A0}" | "\u{202F}" => digits,
        _ => false,
    }
}

/// Words that lose a vowel before another: the apostrophe belongs to them, the next word stands alone.
fn is_elided(word: &str) -> bool {
    const ELIDED: [&str; 15] = [
        "l", "d", "j", "m", "t", "s", "n", "c", "ç", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
        "quelqu",
    ];
    word.len() <= 6 && ELIDED.contains(&word.to_lowercase().as_str())
}

/// Where an address ends, without the punctuation of the sentence it stands in.
fn address_end(text: &str, from: usize) -> usize {
    let rest = &text[from + 3..];
    let ends = |c: char| c.is_whitespace() || "<>()[]{}\"«»`|".contains(c);
    let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let address =
        address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'', '’', '…', '~']);
    let mut end = from + 3 + address.len();
    while !starts_grapheme(text, end) {
        end += text[end..].chars().next().map_or(1, char::len_utf8);
    }
    end
}

fn starts_grapheme(text: &str, at: usize) -> bool {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.is_boundary(text, 0).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<_> = tokens(text).iter().map(|token| token.text).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn french_words() {
        check(
            "L’été d'aujourd’hui, peut-être.",
            &[
                "L’",
                "été",
                " ",
                "d'",
                "aujourd’hui",
                ",",
                " ",
                "peut-être",
                ".",
            ],
        );
        check(
            "«\u{A0}Non\u{202F}!\u{A0}»",
            &["«", "\u{A0}", "Non", "\u{202F}", "!", "\u{A0}", "»"],
        );
        check(
            "20\u{202F}000 €, 3,5 %",
            &["20\u{202F}000", " ", "€", ",", " ", "3,5", " ", "%"],
        );
        check(
            "étudiant·e·s don’t 29\u{A0}avril",
            &["étudiant·e·s", " ", "don’t", " ", "29", "\u{A0}", "avril"],
        );
    }

    #[test]
    fn marks_and_addresses() {
        check(
            "**a** [b](https://e.org/x?y=1).",
            &[
                "**",
                "a",
                "**",
                " ",
                "[",
                "b",
                "]",
                "(",
                "https://e.org/x?y=1",
                ")",
                ".",
            ],
        );
        check(
            "https://e.org/a.\r\n\r\nb",
            &["https://e.org/a", ".", "\r\n\r\n", "b"],
        );
        check(
            "e\u{301}te\u{301} 👩\u{200D}💻 漢字",
            &["e\u{301}te\u{301}", " ", "👩\u{200D}💻", " ", "漢", "字"],
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn tokens_are_the_text_and_hold_whole_graphemes(text in "(\\PC|[a-z’'. \n:/-]|\r\n|\u{301}|\u{200D}|\u{600}|://){0,40}") {
            let tokens = tokens(&text);
            let mut at = 0;
            for token in &tokens {
                prop_assert!(!token.text.is_empty() && starts_grapheme(&text, at));
                prop_assert_eq!(&text[at..at + token.text.len()], token.text);
                at += token.text.len();
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
