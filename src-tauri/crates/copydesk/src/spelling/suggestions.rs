//! What the writer of a word may have meant, most likely first; judges no word by itself.

use std::collections::HashSet;

use super::costs;
use super::words::{elisions, is_capitalised, is_in_capitals, plain};
use super::{Names, Speller};
use crate::tokens::capitalised;

/// The most that are offered.
const MOST: usize = 7;
/// How many near forms are looked at before the best are chosen.
const LOOKED_AT: usize = 40;
/// What one slip or two small ones cost.
const CLOSE: u32 = 16;
/// Once something scores as low, nothing farther is looked for.
const SURE: u32 = 8;
/// What a common word may cost more than a rare one.
const COMMON: u32 = 6;
/// A slip that the dictionary's makers say is frequent, or that left an elision without its apostrophe.
const FREQUENT: u32 = 6;
/// Two words written as one.
const RUN_TOGETHER: u32 = 14;

const COMMON_FRENCH: &str = include_str!("common_fr.txt");
const COMMON_ENGLISH: &str = include_str!("common_en.txt");

/// The words and phrases of a language that news copy uses most; none of a language that has no such list.
pub(super) fn common(language: &str) -> Vec<String> {
    let list = match language {
        "fr" => COMMON_FRENCH,
        "en" => COMMON_ENGLISH,
        _ => "",
    };
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(str::split_whitespace)
        .map(|word| word.replace('_', " "))
        .collect()
}

/// A word that may have been meant. The lowest score comes first.
struct Candidate {
    score: u32,
    word: String,
}

impl Speller {
    /// What may have been meant by a word that was found misspelt, most likely first, at most seven; capitals and the
    /// kind of apostrophe as they were typed. What a word list says to write instead comes first, then the draft's own
    /// names.
    pub fn suggestions(&self, word: &str, names: &Names) -> Vec<String> {
        let plain = plain(word);
        let mut candidates: Vec<Candidate> = Vec::new();
        self.add_near(&plain, &mut candidates);
        self.add_replaced(&plain, &mut candidates);
        if self.is_french() {
            self.add_elided(&plain, &mut candidates);
        }
        self.add_parted(&plain, &mut candidates);
        candidates.sort_by_key(|candidate| candidate.score);

        let instead = self.instead_of(&plain).map(str::to_owned);
        let own = names.near(&plain).into_iter().map(str::to_owned);
        let others = candidates
            .into_iter()
            .map(|candidate| candidate.word)
            .filter(|found| self.is_offered(found, &plain));
        let mut seen = HashSet::new();
        let shown = instead
            .into_iter()
            .chain(own)
            .chain(others)
            .map(|found| dressed(&found, word));
        shown
            .filter(|found| found != word && seen.insert(found.clone()))
            .take(MOST)
            .collect()
    }

    /// What is near, as far as one or two slips go; farther only where none of that is likely.
    fn add_near(&self, word: &str, candidates: &mut Vec<Candidate>) {
        let limit = limit(word);
        for limit in [limit.min(CLOSE), limit] {
            let common = self.favoured.near(word, limit + COMMON, LOOKED_AT);
            candidates.extend(common.into_iter().map(|near| Candidate {
                score: near.cost.saturating_sub(COMMON),
                word: near.form.to_owned(),
            }));
            let all = self.dictionary.near(word, limit, LOOKED_AT);
            candidates.extend(all.into_iter().map(|near| Candidate {
                score: near.cost,
                word: near.form.to_owned(),
            }));
            if candidates.iter().any(|near| near.score <= SURE) {
                break;
            }
        }
    }

    /// Each slip that is known for frequent, undone once.
    fn add_replaced(&self, word: &str, candidates: &mut Vec<Candidate>) {
        for (wrong, right) in self.dictionary.replacements() {
            for made in replaced(word, wrong, right) {
                let gain = if self.favoured.contains(&made) {
                    COMMON
                } else {
                    0
                };
                candidates.push(Candidate {
                    score: FREQUENT - gain,
                    word: made,
                });
            }
        }
    }

    /// « lhomme », « daccord », « j’arbre ».
    fn add_elided(&self, word: &str, candidates: &mut Vec<Candidate>) {
        let lower = word.to_lowercase();
        for head in elisions() {
            if let Some(rest) = lower
                .strip_prefix(head)
                .filter(|rest| rest.len() > 1 && !rest.starts_with('\''))
            {
                candidates.push(Candidate {
                    score: FREQUENT - 2,
                    word: format!("{head}'{rest}"),
                });
            }
        }
        if let Some((head, rest)) = lower.split_once('\'') {
            let others = elisions().filter(|other| *other != head);
            candidates.extend(others.map(|other| Candidate {
                score: RUN_TOGETHER,
                word: format!("{other}'{rest}"),
            }));
            candidates.push(Candidate {
                score: RUN_TOGETHER,
                word: rest.to_owned(),
            });
        }
    }

    /// Two words that were written as one.
    fn add_parted(&self, word: &str, candidates: &mut Vec<Candidate>) {
        for (at, _) in word.char_indices().skip(1) {
            let (left, right) = word.split_at(at);
            let whole = |part: &str| {
                part.chars().count() > 1 || matches!(part, "a" | "à" | "y" | "A" | "I")
            };
            if whole(left) && whole(right) && self.is_right(left) && self.is_right(right) {
                candidates.push(Candidate {
                    score: RUN_TOGETHER,
                    word: format!("{left} {right}"),
                });
            }
        }
    }

    /// Whether this may be offered: all of its words are right, and it is not what was typed.
    fn is_offered(&self, found: &str, typed: &str) -> bool {
        found != typed
            && found.split(' ').all(|word| {
                self.is_right(word) && self.instead_of(word).is_none() && !self.is_forbidden(word)
            })
    }
}

/// The most that a near form may cost: less for a short word, of which everything is near.
fn limit(word: &str) -> u32 {
    match word.chars().count() {
        0..=3 => 12,
        4..=5 => 18,
        6..=8 => 24,
        _ => 30,
    }
}

/// The word with `right` for one `wrong` each; `^` and `$` bind `wrong` to the word's ends, as in hunspell(5).
fn replaced(word: &str, wrong: &str, right: &str) -> Vec<String> {
    let sign = wrong.trim_start_matches('^').trim_end_matches('$');
    if sign.is_empty() {
        return Vec::new();
    }
    let fits = |at: usize| {
        (!wrong.starts_with('^') || at == 0)
            && (!wrong.ends_with('$') || at + sign.len() == word.len())
    };
    let places = word.match_indices(sign).filter(|(at, _)| fits(*at));
    places
        .map(|(at, _)| format!("{}{right}{}", &word[..at], &word[at + sign.len()..]))
        .collect()
}

/// A suggestion in the capitals and with the apostrophe of what was typed.
fn dressed(found: &str, typed: &str) -> String {
    let cased = if is_in_capitals(typed) {
        found.to_uppercase()
    } else if is_capitalised(typed) {
        capitalised(found)
    } else {
        found.to_owned()
    };
    let straight = typed.contains('\'');
    if straight {
        cased
    } else {
        cased.replace('\'', "’")
    }
}

/// Whether a word in capitals is this one, but for accents that it lacks.
pub(super) fn lacks_accents(capitals: &str, meant: &str) -> bool {
    let typed: Vec<char> = capitals.chars().flat_map(char::to_lowercase).collect();
    let meant: Vec<char> = meant.chars().flat_map(char::to_lowercase).collect();
    let pairs = || typed.iter().zip(&meant);
    typed.len() == meant.len()
        && pairs().all(|(typed, meant)| typed == meant || *typed == costs::base(*meant))
}
