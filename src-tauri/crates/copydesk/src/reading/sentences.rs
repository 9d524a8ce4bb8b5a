//! Where sentences end, in French and English, and how many words they have; judges none.

use std::ops::Range;

use crate::tokens::{Token, is_apostrophe, is_hyphen, tokens};

/// What is shortened with a point and seldom ends a sentence.
const SHORTENED: [&str; 65] = [
    "M", "MM", "Mr", "Mrs", "Ms", "Dr", "Pr", "Prof", "Mgr", "St", "Ste", "Me", "Gen", "Gén",
    "Sen", "Rep", "Gov", "Lt", "Col", "Sgt", "Capt", "Cmdr", "Maj", "Rev", "Hon", "Pres", "Jan",
    "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Janv", "Févr", "Juil", "Déc",
    "vs", "cf", "p", "pp", "ex", "env", "éd", "vol", "chap", "fig", "tél", "bd", "av", "apr",
    "art", "al", "n", "no", "No", "approx", "dept", "min", "max", "v", "ibid",
];

/// What is shortened and ends a sentence before one of [`STARTERS`] only.
const MAY_END: [&str; 6] = ["Inc", "Corp", "Ltd", "Co", "Jr", "Sr"];

/// What a sentence often begins with, and a name never.
const STARTERS: [&str; 44] = [
    "The", "It", "He", "She", "They", "We", "I", "But", "And", "In", "On", "At", "This", "That",
    "There", "His", "Her", "If", "When", "As", "For", "Its", "Le", "La", "Les", "Un", "Une", "Il",
    "Elle", "Ils", "Elles", "On", "Mais", "Et", "Ce", "Cette", "Ces", "Son", "Sa", "Ses", "Dans",
    "En", "Pour", "Selon",
];

/// The sentences of a passage, in bytes, without the white space between them. A sentence ends with `.`, `!`, `?` or `…`
/// and what closes behind it, before white space and then a capital, a digit or an opening sign. It does not end behind
/// `M.`, `p. ex.`, `etc.` before a small letter, an initial, `U.S.` unless a sentence clearly begins, nor within a quote
/// that goes on: « Non ! » dit-il.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(['.', '!', '?', '…']) {
        let sign = at + found;
        let end = behind_closers(text, sign);
        if ends(text, sign, end) {
            push(text, start..end, &mut sentences);
            start = end;
        }
        at = end;
    }
    push(text, start..text.len(), &mut sentences);
    sentences
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let whole = &text[range.clone()];
    let start = range.start + (whole.len() - whole.trim_start().len());
    let end = range.end - (whole.len() - whole.trim_end().len());
    if start < end {
        sentences.push(start..end);
    }
}

/// Behind the signs that end a sentence and those that close: `. »`, `?!”`, `…)`.
fn behind_closers(text: &str, from: usize) -> usize {
    let mut end = from;
    let mut spaces = 0;
    for sign in text[from..].chars() {
        match sign {
            '.' | '!' | '?' | '…' | '»' | '”' | '’' | '"' | '\'' | ')' | ']' => {
                end += spaces + sign.len_utf8();
                spaces = 0;
            }
            '\u{A0}' | '\u{202F}' | ' ' if spaces == 0 => spaces = sign.len_utf8(),
            _ => break,
        }
    }
    end
}

fn ends(text: &str, sign: usize, end: usize) -> bool {
    let rest = &text[end..];
    if rest.trim_start().is_empty() {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let openers = |sign: char| sign.is_whitespace() || "«“‘\"'([—–-".contains(sign);
    let next = rest.trim_start_matches(openers);
    let begins = next.starts_with(|sign: char| !sign.is_lowercase());
    let is_lone_point = &text[sign..end] == ".";
    begins && !(is_lone_point && is_shortened(&text[..sign], next))
}

/// Whether the point behind `before` shortens a word rather than end a sentence.
fn is_shortened(before: &str, next: &str) -> bool {
    let is_of_word = |sign: char| sign.is_alphabetic() || sign == '.';
    let from = before.trim_end_matches(is_of_word).len();
    let word = &before[from..];
    let last = word.rsplit('.').next().unwrap_or(word);
    let first = next.split(|sign: char| !sign.is_alphabetic()).next();
    let starts = first.is_some_and(|word| STARTERS.contains(&word));
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let is_number_of = matches!(
        last,
        "p" | "pp" | "n" | "no" | "No" | "art" | "al" | "v" | "vol" | "chap" | "fig"
    );
    match last {
        last if MAY_END.contains(&last) => !starts,
        _ if is_initial || word.contains('.') => !starts,
        _ if is_number_of => next.starts_with(|sign: char| sign.is_ascii_digit()),
        last => SHORTENED.contains(&last) || SHORTENED.contains(&last.to_lowercase().as_str()),
    }
}

/// The words of a sentence: `aujourd’hui`, `peut-être`, `l’homme` and `20 000` are one each.
pub(super) fn words(sentence: &str) -> usize {
    let tokens = tokens(sentence);
    let begins = |(nth, token): (usize, &Token<'_>)| token.is_said() && !goes_on(&tokens, nth);
    tokens.iter().enumerate().filter(|one| begins(*one)).count()
}

fn goes_on(tokens: &[Token<'_>], nth: usize) -> bool {
    let is_said = |many: usize| nth.checked_sub(many).is_some_and(|at| tokens[at].is_said());
    let joint = nth
        .checked_sub(1)
        .and_then(|at| tokens[at].text.chars().next());
    is_said(1) || joint.is_some_and(|sign| is_apostrophe(sign) || is_hyphen(sign)) && is_said(2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<_> = sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn sentences_end_where_they_end() {
        check(
            "Il pleut. Il vente ! Où ? Là…  Bien.",
            &["Il pleut.", "Il vente !", "Où ?", "Là…", "Bien."],
        );
        check(
            "M. Durand et Mme Le Gall (p. ex.) sont là. Elle part.",
            &["M. Durand et Mme Le Gall (p. ex.) sont là.", "Elle part."],
        );
        check(
            "J. K. Rowling vit à 3.5 km, cf. p. 12. Bien.",
            &["J. K. Rowling vit à 3.5 km, cf. p. 12.", "Bien."],
        );
        check(
            "Des vis, etc. pour rien, etc. Puis rien.",
            &["Des vis, etc. pour rien, etc.", "Puis rien."],
        );
        check(
            "The U.S. Army came. In the U.S. The rest left at 5 p.m. He ran.",
            &[
                "The U.S. Army came.",
                "In the U.S.",
                "The rest left at 5 p.m.",
                "He ran.",
            ],
        );
        check(
            "«\u{A0}Non\u{202F}!\u{A0}» dit-il. «\u{A0}Oui.\u{A0}» Elle rit.",
            &[
                "«\u{A0}Non\u{202F}!\u{A0}» dit-il.",
                "«\u{A0}Oui.\u{A0}»",
                "Elle rit.",
            ],
        );
        check(
            "“Stop!” he said. “Go.” They went.",
            &["“Stop!” he said.", "“Go.”", "They went."],
        );
        check(
            "Mr. Smith of Foo Inc. sold it to Bar Inc. The rest is known.",
            &[
                "Mr. Smith of Foo Inc. sold it to Bar Inc.",
                "The rest is known.",
            ],
        );
        check(
            "Cf. 12. Il va à l’est. Le no. 5, en 52 av. J.-C. Il dit non.",
            &[
                "Cf. 12.",
                "Il va à l’est.",
                "Le no. 5, en 52 av. J.-C.",
                "Il dit non.",
            ],
        );
    }

    #[test]
    fn words_are_counted_as_readers_read() {
        for (sentence, many) in [
            ("Aujourd’hui, l’homme a peut-être 20\u{202F}000 € !", 5),
            ("«\u{A0}Non\u{202F}!\u{A0}» — dit-il.", 2),
            ("It’s a well-known 3.5% tax.", 5),
            ("", 0),
        ] {
            assert_eq!(words(sentence), many, "{sentence}");
        }
    }

    proptest! {
        #[test]
        fn sentences_ascend_and_leave_only_space(text in "(\\PC|[A-Za-zé.!?…»”’ \u{A0}]){0,60}") {
            let mut end = 0;
            for range in sentences(&text) {
                prop_assert!(text[end..range.start].trim().is_empty() && !range.is_empty());
                end = range.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
