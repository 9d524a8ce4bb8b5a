//! The words of copy, in French and English: where they are, how they are compared, which of them no dictionary is asked
//! for; knows no dictionary.

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::tokens::{is_apostrophe, is_hyphen};

/// The longest word that is judged, in letters: what is longer is no word of copy.
const LONGEST: usize = 60;

/// What elides before a vowel in French. `entr'` and `presqu'` stand in the dictionary with their words.
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

const SOFT_HYPHEN: char = '\u{AD}';

/// What a word of copy holds besides letters, between two of them.
fn is_joint(sign: char) -> bool {
    is_apostrophe(sign) || is_hyphen(sign) || matches!(sign, '.' | '·' | '&')
}

fn is_of_a_word(sign: char) -> bool {
    let is_mark = matches!(sign, '\u{300}'..='\u{36F}');
    sign.is_alphanumeric() && sign != 'ʼ' || is_mark || matches!(sign, SOFT_HYPHEN | '_')
}

/// The words of a text, in bytes: letters, digits and accents, with what joins them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(is_of_a_word)?;
        let end = end_of_word(text, start);
        from = end;
        Some(start..end)
    })
}

fn end_of_word(text: &str, start: usize) -> usize {
    let mut end = start;
    loop {
        let rest = &text[end..];
        end += rest.find(|sign| !is_of_a_word(sign)).unwrap_or(rest.len());
        let rest = &text[end..];
        let mut signs = rest.chars();
        let Some(joint) = signs.next().filter(|sign| is_joint(*sign)) else {
            return end;
        };
        // « J.-C. », « c.-à-d. »
        let mut width = joint.len_utf8();
        let mut after = signs.next();
        if joint == '.' && after.is_some_and(is_hyphen) {
            width += after.map_or(0, char::len_utf8);
            after = signs.next();
        }
        if !after.is_some_and(is_of_a_word) {
            return end;
        }
        end += width;
    }
}

/// A word as dictionaries write it: accents composed, without soft hyphens, apostrophes straight, hyphens plain.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(word);
    let odd = |sign| sign == SOFT_HYPHEN || is_apostrophe(sign) || is_hyphen(sign);
    if !composed.contains(odd) {
        return composed;
    }
    let signs = composed.chars().filter(|sign| *sign != SOFT_HYPHEN);
    let signs = signs.map(|sign| match sign {
        sign if is_apostrophe(sign) => '\'',
        sign if is_hyphen(sign) => '-',
        sign => sign,
    });
    Cow::Owned(signs.collect())
}

/// Whether no dictionary is asked for a word: what has digits (21e, Covid-19), one capital (J. K., vitamine C), Roman
/// numbers (XXIe), initials (U.S., a.m.), a capital inside (iPhone, McDonald), an address without its beginning
/// (lemonde.fr), a name of programs (snake_case, AT&T), and what is too long to be one.
pub(super) fn is_left_alone(word: &str) -> bool {
    word.chars().count() > LONGEST
        || word.contains(|sign: char| sign.is_numeric() || matches!(sign, '_' | '&'))
        || word.chars().count() == 1 && word.starts_with(char::is_uppercase)
        || is_roman(word)
        || has_capital_inside(word)
        || is_dotted(word)
}

/// A Roman number of two letters or more, as an ordinal too: XIV, XXIe, Ier.
fn is_roman(word: &str) -> bool {
    let (number, ending) = word.split_at(
        word.find(|sign| !"IVXLCDM".contains(sign))
            .unwrap_or(word.len()),
    );
    let is_ordinal = matches!(
        ending,
        "e" | "er" | "ers" | "re" | "res" | "es" | "nd" | "nde" | "ème"
    );
    (number.len() > 1 && ending.is_empty() || !number.is_empty() && is_ordinal) && is_number(number)
}

/// Whether the letters are in an order in which Romans wrote them: thousands, hundreds, tens, ones.
fn is_number(letters: &str) -> bool {
    let mut rest = letters.trim_start_matches('M');
    for [one, five, ten] in [["C", "D", "M"], ["X", "L", "C"], ["I", "V", "X"]] {
        let nine = format!("{one}{ten}");
        let four = format!("{one}{five}");
        if let Some(after) = rest
            .strip_prefix(nine.as_str())
            .or_else(|| rest.strip_prefix(four.as_str()))
        {
            rest = after;
            continue;
        }
        rest = rest.strip_prefix(five).unwrap_or(rest);
        for _ in 0..4 {
            rest = rest.strip_prefix(one).unwrap_or(rest);
        }
    }
    rest.is_empty()
}

fn has_capital_inside(word: &str) -> bool {
    let pairs = word.chars().zip(word.chars().skip(1));
    let mut inside = pairs.filter(|(one, other)| one.is_lowercase() && other.is_uppercase());
    inside.next().is_some()
}

/// Initials with their points, or an address whose last part is short and small.
fn is_dotted(word: &str) -> bool {
    if !word.contains('.') {
        return false;
    }
    // « J. K. », « Ph.D. », and not « il.Le », where a space is missing.
    let is_initial = |part: &str| match part.chars().count() {
        0 | 1 => true,
        count => count == 2 && is_capitalised(part),
    };
    let initials = || word.split(['.', '-']).all(is_initial);
    let last = word.rsplit('.').next().unwrap_or("");
    initials()
        || (2..=6).contains(&last.len()) && last.chars().all(|sign| sign.is_ascii_lowercase())
}

/// Where a word is joined first, and what joins it there: the ranges before and behind, in bytes.
pub(super) fn parted(word: &str) -> Option<(Range<usize>, char, Range<usize>)> {
    let apostrophe = word.char_indices().find(|(_, sign)| is_apostrophe(*sign));
    let (at, sign) =
        apostrophe.or_else(|| word.char_indices().find(|(_, sign)| is_joint(*sign)))?;
    Some((0..at, sign, at + sign.len_utf8()..word.len()))
}

/// Whether this elides before a vowel in French: `l`, `qu`, `Jusqu`.
pub(super) fn is_elided(head: &str) -> bool {
    ELIDED.contains(&head.to_lowercase().as_str())
}

/// What may be elided before a word, with its apostrophe.
pub(super) fn elisions() -> impl Iterator<Item = &'static str> {
    ELIDED.iter().copied()
}

/// Two letters or more, no small one among them.
pub(super) fn is_in_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|sign| sign.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next().is_some_and(char::is_uppercase);
    first && second && letters.all(|sign| !sign.is_lowercase())
}

/// Whether it begins with a capital.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars()
        .find(|sign| sign.is_alphabetic())
        .is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn words_keep_what_joins_them() {
        let cases: &[(&str, &[&str])] = &[
            (
                "L’État, c’est-à-dire nous.",
                &["L’État", "c’est-à-dire", "nous"],
            ),
            (
                "a-t-il dit ? — Oui, dit-elle.",
                &["a-t-il", "dit", "Oui", "dit-elle"],
            ),
            ("aujourd'hui « là-bas »", &["aujourd'hui", "là-bas"]),
            (
                "rock ’n’ roll, 'quoted' dogs’",
                &["rock", "n", "roll", "quoted", "dogs"],
            ),
            (
                "en 52 av. J.-C. à 14h30",
                &["en", "52", "av", "J.-C", "à", "14h30"],
            ),
            (
                "and/or e.g. U.S. 3.14",
                &["and", "or", "e.g", "U.S", "3.14"],
            ),
            (
                "anti\u{AD}consti\u{AD}tutionnel",
                &["anti\u{AD}consti\u{AD}tutionnel"],
            ),
            (
                "e\u{301}te\u{301}\u{FFFC}été",
                &["e\u{301}te\u{301}", "été"],
            ),
            ("trait--double, fin-", &["trait", "double", "fin"]),
            ("les étudiant·e·s", &["les", "étudiant·e·s"]),
        ];
        for (text, expected) in cases {
            assert_eq!(split(text), *expected, "{text}");
        }
    }

    #[test]
    fn words_are_compared_composed_and_plain() {
        assert_eq!(plain("e\u{301}te\u{301}"), "été");
        assert_eq!(plain("aujourd’hui"), "aujourd'hui");
        assert_eq!(plain("porte\u{2011}pa\u{AD}role"), "porte-parole");
    }

    #[test]
    fn what_no_dictionary_has_is_left_alone() {
        let alone = [
            "21e",
            "Covid-19",
            "12h30",
            "J",
            "C",
            "XIV",
            "XXIe",
            "Ier",
            "MMXXVI",
            "U.S",
            "e.g",
            "iPhone",
            "YouTube",
            "McDonald",
            "lemonde.fr",
            "snake_case",
            "AT&T",
            "Ph.D",
            "MP3",
            "J.-C",
        ];
        for word in alone {
            assert!(is_left_alone(word), "{word}");
        }
        for word in [
            "IIII-e", "a", "é", "MIXTE", "CIVIL", "MOnsieur", "État", "XIe-", "il.Le", "VX",
        ] {
            assert!(!is_left_alone(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn words_ascend_and_cut_no_letter(text in "\\PC{0,40}|[a-zéÉ’'. -]{0,40}") {
            let mut end = 0;
            for range in words(&text) {
                prop_assert!(range.start >= end && range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
