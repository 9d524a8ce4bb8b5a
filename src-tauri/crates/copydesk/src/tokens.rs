//! Copy cut into words, numbers, white space and signs, and how two words are compared; knows no language's words.

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters with their accents and soft hyphens, nothing else: `aujourd’hui` is two words and a sign.
    Word,
    /// Digits, with the signs that part them: `1 200`, `3,5`, `1,200.50`.
    Number,
    /// All the white space there is in one place, no-break spaces and line ends included.
    Space,
    /// Any other character.
    Sign,
}

/// A part of a text; a text's tokens leave no gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// The characters themselves.
    pub(crate) text: &'t str,
    /// Where they begin, in bytes.
    pub(crate) start: usize,
    /// What they are.
    pub(crate) kind: Kind,
}

impl Token<'_> {
    /// Where it ends, in bytes.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Where it stands, in bytes.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Whether it is this sign.
    pub(crate) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.text.starts_with(sign)
    }

    /// Whether it is a word or a number.
    pub(crate) fn is_said(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }
}

/// The tokens of a text, in order and without gaps.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        let (kind, length) = match first {
            sign if sign.is_ascii_digit() => (Kind::Number, number_length(rest)),
            sign if is_of_word(sign) => (Kind::Word, run(rest, is_of_word)),
            sign if sign.is_whitespace() => (Kind::Space, run(rest, char::is_whitespace)),
            sign => (Kind::Sign, sign.len_utf8()),
        };
        tokens.push(Token {
            text: &rest[..length],
            start,
            kind,
        });
        start += length;
    }
    tokens
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|sign| !belongs(sign)).unwrap_or(text.len())
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphabetic() || is_mark(sign) || sign == '\u{AD}'
}

/// An accent that is a character of its own.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36F}')
}

/// Whether this parts the thousands of a number where a space does.
pub(crate) fn is_thin(sign: char) -> bool {
    matches!(sign, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// How much of the text is one number: a point or a comma between digits, a space before three of them after one to three.
fn number_length(text: &str) -> usize {
    let digit = |sign: char| sign.is_ascii_digit();
    let mut end = run(text, digit);
    let mut is_grouped = end <= 3;
    loop {
        let mut signs = text[end..].chars();
        let Some(sign) = signs.next() else {
            return end;
        };
        let behind = signs.as_str();
        let digits = run(behind, digit);
        match sign {
            '.' | ',' if digits > 0 => is_grouped &= digits == 3,
            sign if is_thin(sign) && is_grouped && digits == 3 => {}
            _ => return end,
        }
        end += sign.len_utf8() + digits;
    }
}

/// Whether this is an apostrophe, typographic or not.
pub(crate) fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’' | 'ʼ' | '‘')
}

/// Whether this is a hyphen, one that breaks no line included.
pub(crate) fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}')
}

/// A word with its accents composed and without soft hyphens.
pub(crate) fn composed(word: &str) -> Cow<'_, str> {
    let is_odd = |sign| is_mark(sign) || sign == '\u{AD}';
    if !word.contains(is_odd) {
        return Cow::Borrowed(word);
    }
    let hard: String = word.chars().filter(|sign| *sign != '\u{AD}').collect();
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&hard);
    Cow::Owned(composed.into_owned())
}

/// A word in small letters without accents.
pub(crate) fn bare(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let apart = DecomposingNormalizerBorrowed::new_nfd().normalize(word);
    let letters = apart
        .chars()
        .filter(|sign| !is_mark(*sign) && *sign != '\u{AD}');
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a composed word of a text is this word in small letters, whatever its case. A capital may lack its accent, as
/// many keyboards have it: `Etat` is « état », `etat` is not.
pub(crate) fn is_in_any_case(said: &str, small: &str) -> bool {
    let mut letters = said.chars().flat_map(|letter| {
        let is_capital = letter.is_uppercase();
        letter.to_lowercase().map(move |small| (small, is_capital))
    });
    let mut wanted = small.chars();
    loop {
        match (letters.next(), wanted.next()) {
            (None, None) => return true,
            (Some((letter, is_capital)), Some(want)) => {
                let is_same = letter == want
                    || is_capital
                        && letter.is_ascii()
                        && bare(want.encode_utf8(&mut [0; 4])).starts_with(letter);
                if !is_same {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// The text with a capital at its beginning.
pub(crate) fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(signs).collect()
    })
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
    fn words_numbers_spaces_and_signs() {
        check("L’été,  là", &["L", "’", "été", ",", "  ", "là"]);
        check("1\u{202F}200,5 %", &["1\u{202F}200,5", " ", "%"]);
        check(
            "1,200.50. 3 000 2026",
            &["1,200.50", ".", " ", "3 000", " ", "2026"],
        );
        check("2026 300", &["2026", " ", "300"]);
        check("1re 14h30", &["1", "re", " ", "14", "h", "30"]);
        check("e\u{301}te\u{301}", &["e\u{301}te\u{301}"]);
    }

    #[test]
    fn words_are_compared_in_any_case_and_a_capital_may_lack_its_accent() {
        for (said, small, is_same) in [
            ("état", "état", true),
            ("État", "état", true),
            ("Etat", "état", true),
            ("ETAT", "état", true),
            ("etat", "état", false),
            ("à", "a", false),
            ("A", "à", true),
            ("états", "état", false),
        ] {
            assert_eq!(is_in_any_case(said, small), is_same, "{said} {small}");
        }
        assert_eq!(composed("e\u{301}t\u{AD}e\u{301}"), "été");
        assert_eq!(bare("ÉTÉ"), "ete");
    }

    proptest! {
        #[test]
        fn tokens_are_the_text(text in "(\\PC|[a-zé0-9’. ,-]){0,40}") {
            let whole: String = tokens(&text).iter().map(|token| token.text).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
