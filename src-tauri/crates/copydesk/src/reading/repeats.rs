//! Words that stand twice in a row; knows no sentence.

use super::{Remark, RemarkKind};
use crate::tokens::{Kind, Token, bare, capitalised, composed, tokens};

/// What may well stand twice: « nous nous levons », « faire faire », "had had", "gave her her coat", "went in in time";
/// and what is sung, laughed or stressed.
const MAY_STAND_TWICE: [&str; 40] = [
    "nous", "vous", "faire", "en", "là", "si", "oui", "non", "très", "tout", "plus", "bla",
    "blabla", "ha", "hi", "ho", "hé", "la", "had", "that", "her", "in", "on", "is", "you", "do",
    "so", "no", "yes", "bye", "very", "really", "many", "well", "long", "never", "again", "pom",
    "toc", "knock",
];

/// A word, white space, and the same word: « le le », "the the". Not what may stand twice, not names and other words with
/// two capitals (Duran Duran, New York New York), no single letters, and nothing that a hyphen or an apostrophe joins:
/// « prends-le le matin ».
pub(super) fn repeats(text: &str, remarks: &mut Vec<Remark>) {
    let tokens = tokens(text);
    for (nth, three) in tokens.windows(3).enumerate() {
        let [first, space, second] = three else {
            continue;
        };
        let are_words =
            [first.kind, space.kind, second.kind] == [Kind::Word, Kind::Space, Kind::Word];
        if are_words
            && is_same(first, second)
            && is_alone(&tokens, nth)
            && !may_stand_twice(first, second)
        {
            remarks.push(Remark {
                range: space.start..second.end(),
                kind: RemarkKind::SaidTwice {
                    word: second.text.to_owned(),
                },
            });
        }
    }
}

/// Whether it is the same word, but for the capital of a sentence: « ET et OU » names a sign.
fn is_same(first: &Token<'_>, second: &Token<'_>) -> bool {
    let (one, other) = (composed(first.text), composed(second.text));
    one == other || *one == capitalised(&other)
}

/// Whether both words stand by themselves.
fn is_alone(tokens: &[Token<'_>], nth: usize) -> bool {
    let is_joint = |at: Option<usize>| {
        let token = at.and_then(|at| tokens.get(at));
        token.is_some_and(|token| {
            token.is_said() || token.kind == Kind::Sign && "-‐‑'’_·&@.".contains(token.text)
        })
    };
    let point_ends = tokens.get(nth + 3).is_some_and(|token| token.is_sign('.'))
        && tokens.get(nth + 4).is_none_or(|token| !token.is_said());
    !is_joint(nth.checked_sub(1)) && (point_ends || !is_joint(Some(nth + 3)))
}

fn may_stand_twice(first: &Token<'_>, second: &Token<'_>) -> bool {
    let is_name = second.text.starts_with(char::is_uppercase);
    let small = composed(second.text).to_lowercase();
    let is_letter = small.chars().count() == 1 && !matches!(bare(&small).as_str(), "a" | "y");
    let is_sung = small == "la" && first.text.starts_with(char::is_uppercase);
    // « la la » is a slip unless it is a song: « La la la ».
    is_name || is_letter || (small != "la" || is_sung) && MAY_STAND_TWICE.contains(&small.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_twice() {
        for (text, found) in [
            ("Il a vu le le chat.", "le"),
            ("Le le chat", "le"),
            ("dans la la rue", "la"),
            ("in the  the\u{202F}house the\nthe end", "the the"),
            ("il y a a un", "a"),
            ("de de.", "de"),
            ("l’été été", ""),
            ("nous nous levons, vous vous levez", ""),
            ("Duran Duran, New York, Bora Bora", ""),
            ("she had had that that day; bla bla bla", ""),
            ("prends-le le matin, dit-il il y a", ""),
            ("le, le", ""),
            ("A A b b", ""),
            ("20 20", ""),
            ("très très bien, les listes ET et OU", ""),
        ] {
            let mut remarks = Vec::new();
            repeats(text, &mut remarks);
            let words: Vec<_> = remarks
                .iter()
                .map(|remark| text[remark.range.clone()].trim())
                .collect();
            assert_eq!(words.join(" "), found, "{text}");
        }
    }
}
