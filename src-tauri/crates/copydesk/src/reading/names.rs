//! Names that one text spells two ways; asks a dictionary that it is given, and knows none.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use prose::Passage;

use super::{Remark, RemarkKind, place};
use crate::tokens::{Kind, Token, bare, composed, tokens};

/// The fewest letters of a name that is compared: Li and Lu are two people.
const SHORTEST: usize = 5;
/// The most bytes of a name that is compared.
const LONGEST: usize = 60;
/// Two names that are each used so often are two names.
const BOTH_MEANT: usize = 3;

/// A name as it is written, and where.
#[derive(Default)]
struct Name {
    /// In the text.
    places: Vec<Range<usize>>,
    /// How often it stands above the text.
    above: usize,
    /// Whether it stands within a sentence somewhere.
    is_inside: bool,
}

impl Name {
    fn times(&self) -> usize {
        self.places.len() + self.above
    }

    /// Where it comes first; what stands above the text comes before it.
    fn first(&self) -> Option<usize> {
        let is_below = self.above == 0;
        let first = self.places.first().filter(|_| is_below);
        first.map(|place| place.start)
    }
}

/// Names that are one letter apart, in bytes of the Markdown, ascending: Zelensky and Zelenskyy, Macron and Macrron, Erdogan
/// and Erdoğan; `above` is what readers read above the text, the headline for one. The rarer one is remarked, or the later
/// one, at each place; one that stands above the text alone, where the other one is. A name is a word of five letters or
/// more with a capital and small letters behind it, within a sentence at least once, that `is_known` (a dictionary) does not
/// have; the other one may be known. Not where they differ by an ending alone (Parisien, Parisiens, Parisienne), nor where
/// each is used three times or more: then both are meant.
pub fn alike(passages: &[Passage], above: &[&str], is_known: impl Fn(&str) -> bool) -> Vec<Remark> {
    let names = names(passages, above);
    let mut by_deletion: HashMap<String, Vec<&str>> = HashMap::new();
    let mut inside: Vec<_> = names.iter().filter(|(_, name)| name.is_inside).collect();
    inside.sort_by_key(|(word, name)| (Reverse(name.times()), name.first(), word.as_str()));
    let mut remarks = Vec::new();
    for (word, name) in inside {
        let deletions = deletions(word);
        let candidates = deletions
            .iter()
            .filter_map(|one| by_deletion.get(one))
            .flatten();
        let mut others: Vec<&str> = candidates
            .copied()
            .filter(|other| are_near(word, other))
            .collect();
        others.sort_unstable_by_key(|other| names[*other].first());
        let is_slip =
            |other: &&&str| names[**other].times() < BOTH_MEANT || name.times() < BOTH_MEANT;
        if let Some(other) = others.iter().find(is_slip).filter(|_| !is_known(word)) {
            let (places, other) = match &name.places[..] {
                [] => (&names[*other].places, word.as_str()),
                _ => (&name.places, *other),
            };
            remarks.extend(places.iter().map(|place| Remark {
                range: place.clone(),
                kind: RemarkKind::Alike {
                    other: other.to_owned(),
                },
            }));
        }
        for deletion in deletions {
            by_deletion.entry(deletion).or_default().push(word);
        }
    }
    remarks.sort_by_key(|remark| (remark.range.start, remark.range.end));
    remarks
}

fn names(passages: &[Passage], above: &[&str]) -> HashMap<String, Name> {
    let mut names: HashMap<String, Name> = HashMap::new();
    for text in above {
        for (word, _, is_inside) in names_in(text) {
            let name = names.entry(word).or_default();
            name.above += 1;
            name.is_inside |= is_inside;
        }
    }
    for passage in passages {
        for (word, range, is_inside) in names_in(&passage.text) {
            let name = names.entry(word).or_default();
            name.places.push(place(passage, range));
            name.is_inside |= is_inside;
        }
    }
    names
}

/// The names of a text, where each is in bytes, and whether a word stands before it in its sentence.
fn names_in(text: &str) -> Vec<(String, Range<usize>, bool)> {
    let tokens = tokens(text);
    let places = tokens.iter().enumerate();
    let names = places.filter(|(_, token)| is_name(token));
    let name = |(nth, token): (usize, &Token<'_>)| {
        let word = composed(token.text).into_owned();
        (word, token.range(), is_inside(&tokens, nth))
    };
    names.map(name).collect()
}

fn is_name(token: &Token<'_>) -> bool {
    let mut letters = token.text.chars();
    token.kind == Kind::Word
        && token.text.len() <= LONGEST
        && token.text.chars().count() >= SHORTEST
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(|letter| !letter.is_uppercase())
}

/// Whether a word stands before it in its sentence.
fn is_inside(tokens: &[Token<'_>], nth: usize) -> bool {
    let before = tokens[..nth]
        .iter()
        .rev()
        .find(|token| token.kind != Kind::Space);
    before.is_some_and(|token| token.is_said() || matches!(token.text, "," | "’" | "'" | "-" | "("))
}

/// The word without its accents, and so without each of its letters: two words that share one are near.
fn deletions(word: &str) -> Vec<String> {
    let plain = bare(word);
    let mut all: Vec<String> = plain
        .char_indices()
        .map(|(at, letter)| format!("{}{}", &plain[..at], &plain[at + letter.len_utf8()..]))
        .collect();
    all.push(plain);
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether two names are one letter apart: another one, one more, two exchanged, or an accent; and not by an ending.
fn are_near(one: &str, other: &str) -> bool {
    let (a, b) = (bare(one), bare(other));
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    let is_ending = long
        .strip_prefix(short.as_str())
        .is_some_and(|end| matches!(end, "s" | "e" | "x" | "n"));
    if is_ending || a.chars().next() != b.chars().next() {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let ahead = a
        .iter()
        .zip(&b)
        .take_while(|(one, other)| one == other)
        .count();
    let rest = (&a[ahead..], &b[ahead..]);
    match rest {
        ([_, a @ ..], [_, b @ ..]) if a == b => !is_inflection(rest),
        ([_, a @ ..], b) if a == b => true,
        (a, [_, b @ ..]) if a == b => true,
        ([one, two, a @ ..], [three, four, b @ ..]) => one == four && two == three && a == b,
        _ => false,
    }
}

/// The last letters differ, as in Latin and Slavic endings: Anna, Anne are two people.
fn is_inflection((a, b): (&[char], &[char])) -> bool {
    a.len() == 1 && b.len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 5] = ["Paris", "Marin", "Martin", "Russie", "Russe"];

    fn told(markdown: &str, above: &[&str]) -> String {
        let passages = prose::passages(markdown);
        let remarks = alike(&passages, above, |word| KNOWN.contains(&word)).into_iter();
        let told = remarks.map(|remark| match remark.kind {
            RemarkKind::Alike { other } => format!("{}>{other}", &markdown[remark.range]),
            _ => String::new(),
        });
        told.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn names_spelt_two_ways() {
        for (markdown, found) in [
            (
                "Le président Macron, puis Macrron. Et Macron.",
                "Macrron>Macron",
            ),
            ("Pour Zelensky et pour Zelenskyy.", "Zelenskyy>Zelensky"),
            ("Avec Erdoğan, puis Erdogan.", "Erdogan>Erdoğan"),
            ("Chez Durnad, chez Durand, chez Durand.", "Durnad>Durand"),
            ("Un Girondin, des Girondins, la Girondine.", ""),
            ("De Marin à Martin, la Russie, un Russe.", ""),
            (
                "Avec Merkle et Merkel, Merkle et Merkel, Merkle et Merkel.",
                "",
            ),
            ("Avec Annah, pour Annas.", ""),
            ("Avec Lipp et Lippi.", ""),
            ("Macrron. Macron.", ""),
            ("La `Macrron` de Macron.", ""),
        ] {
            assert_eq!(told(markdown, &[]), found, "{markdown}");
        }
    }

    #[test]
    fn names_above_the_text_count() {
        for (markdown, headline, found) in [
            (
                "Hier, Macrron parle.",
                "Ce que dit Macron",
                "Macrron>Macron",
            ),
            (
                "Hier, Macron et Macron.",
                "Chez Macrron",
                "Macron>Macrron; Macron>Macrron",
            ),
            ("Rien.", "Chez Macrron et Macron", ""),
            ("Hier, Macron.", "Macron parle", ""),
        ] {
            assert_eq!(told(markdown, &[headline, ""]), found, "{markdown}");
        }
    }
}
