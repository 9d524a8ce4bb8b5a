//! What a passage is recognised by: its runs of three words, and its long words; knows no order.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::words::{Kind, tokens};

/// Passages longer than this are told by their runs alone: of two long texts in one language, the
/// words are alike.
const LONG: usize = 600;

/// In a passage shorter than this every word counts, not only the long ones.
const SHORT: usize = 8;

/// What a passage is recognised by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Traits {
    /// Its runs of three words (all of a shorter one), each once.
    pub(crate) runs: HashSet<u64>,
    words: HashSet<u64>,
}

impl Traits {
    /// Looks at a passage.
    pub(crate) fn of(source: &str) -> Self {
        let tokens = tokens(source);
        let words: Vec<_> = tokens
            .iter()
            .filter(|token| token.kind == Kind::Word)
            .collect();
        let mut traits = Self::default();
        if words.is_empty() {
            return traits;
        }
        let run = 3.min(words.len());
        let text = |words: &[&super::words::Token<'_>]| {
            let mut hasher = DefaultHasher::new();
            words.iter().for_each(|word| word.text.hash(&mut hasher));
            hasher.finish()
        };
        traits.runs = words.windows(run).map(text).collect();
        if words.len() <= LONG {
            let long = words
                .iter()
                .filter(|word| words.len() <= SHORT || word.weight() > 3);
            traits.words = long.map(|word| text(&[*word])).collect();
        }
        traits
    }
}

/// From 0 to 1: twice the long words that both have in those they have.
pub(crate) fn likeness(a: &Traits, b: &Traits) -> f64 {
    let shared = a.words.intersection(&b.words).count();
    2.0 * shared as f64 / (a.words.len() + b.words.len()).max(1) as f64
}
