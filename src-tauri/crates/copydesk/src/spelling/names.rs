//! The names that a draft introduces, so that it may use them; knows no dictionary and keeps nothing between drafts.

use std::collections::{HashMap, HashSet};

use super::costs;
use super::words::{is_capitalised, is_in_capitals};

/// A name is taken for a slip of another one, one letter off, that the draft has this many times as often.
const SLIP: usize = 3;

/// What a draft calls people and things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// What no dictionary has and the draft has made known.
    learnt: HashSet<String>,
    /// All that it writes with a capital within a sentence, known or not, and how often.
    pub(super) used: HashMap<String, usize>,
}

impl Names {
    /// Whether the draft has made this word known, as it is written or in capitals.
    pub(super) fn has(&self, word: &str) -> bool {
        self.learnt.contains(word)
            || is_in_capitals(word) && self.learnt.iter().any(|name| name.to_uppercase() == word)
    }

    /// The names of the draft that are one letter off from this word, nearest first, then the more frequent.
    pub(super) fn near(&self, word: &str) -> Vec<&str> {
        if !is_capitalised(word) {
            return Vec::new();
        }
        let often = self.used.get(word).copied().unwrap_or(0);
        let others = self
            .used
            .iter()
            .filter(|(name, count)| **count > often && may_be_near(name, word));
        let mut near: Vec<_> = others
            .map(|(name, count)| {
                (
                    costs::cost(word, name),
                    std::cmp::Reverse(*count),
                    name.as_str(),
                )
            })
            .filter(|(_, _, name)| costs::is_near(word, name))
            .collect();
        near.sort_unstable();
        near.into_iter().map(|(_, _, name)| name).collect()
    }
}

/// What was counted of a word with a capital.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) all: usize,
    /// Of these, where no sentence or heading begins.
    pub(super) inside: usize,
    pub(super) unknown: bool,
}

/// What a draft has introduced: a word with a capital that no dictionary has, used at least twice, once at least within
/// a sentence, and none that is rather a slip of another; and whatever stands in its fields.
pub(super) fn introduced(counts: &HashMap<String, Count>, said: HashSet<String>) -> Names {
    let used = counts
        .iter()
        .filter(|(word, count)| count.inside > 0 || said.contains(*word));
    let used: HashMap<String, usize> = used
        .map(|(word, count)| (word.clone(), count.all))
        .collect();
    let is_slip = |word: &str, count: usize| {
        let more = used.iter().filter(|(_, often)| **often >= SLIP * count);
        more.filter(|(name, _)| may_be_near(name, word))
            .any(|(name, _)| costs::is_near(word, name))
    };
    let unknown = counts
        .iter()
        .filter(|(_, count)| count.unknown && count.inside > 0 && count.all > 1);
    let mut learnt: HashSet<String> = unknown
        .filter(|(word, count)| !is_slip(word, count.all))
        .map(|(word, _)| word.clone())
        .collect();
    learnt.extend(said);
    Names { learnt, used }
}

/// A cheap look before the distance is measured.
fn may_be_near(name: &str, word: &str) -> bool {
    name.len().abs_diff(word.len()) <= 2
}
