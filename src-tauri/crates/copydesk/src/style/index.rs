//! Which forms may begin with a token, so that one look at each token serves all rules; knows no rule.

use std::collections::HashMap;

use super::forms::Atom;
use crate::tokens::{Kind, Token, bare};

/// Forms by what they begin with: words without their accents, in small letters.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    words: HashMap<String, Vec<usize>>,
    /// By the beginning of a word.
    starts: HashMap<String, Vec<usize>>,
    /// The lengths of those beginnings, in bytes, ascending.
    lengths: Vec<usize>,
    numbers: Vec<usize>,
    signs: Vec<usize>,
}

impl Index {
    /// Adds a form by its number.
    pub(super) fn add(&mut self, atoms: &[Atom], form: usize) {
        match atoms.first() {
            Some(Atom::Word(word) | Atom::Exactly(word)) => {
                self.words.entry(bare(word)).or_default().push(form);
            }
            Some(Atom::Start(start) | Atom::StartExactly(start)) => {
                let start = bare(start);
                if let Err(place) = self.lengths.binary_search(&start.len()) {
                    self.lengths.insert(place, start.len());
                }
                self.starts.entry(start).or_default().push(form);
            }
            Some(Atom::Number(_) | Atom::AnyNumber) => self.numbers.push(form),
            Some(Atom::Sign(_)) => self.signs.push(form),
            Some(Atom::AnyWord | Atom::Space) | None => {}
        }
    }

    /// The forms that may begin with this token, in the order in which they were added.
    pub(super) fn candidates(&self, token: &Token<'_>, into: &mut Vec<usize>) {
        into.clear();
        match token.kind {
            Kind::Word => {
                let word = bare(token.text);
                into.extend(self.words.get(&word).into_iter().flatten());
                let starts = self
                    .lengths
                    .iter()
                    .map_while(|length| (*length <= word.len()).then(|| word.get(..*length)));
                for start in starts.flatten() {
                    into.extend(self.starts.get(start).into_iter().flatten());
                }
                into.sort_unstable();
            }
            Kind::Number => into.extend(&self.numbers),
            Kind::Sign => into.extend(&self.signs),
            Kind::Space => {}
        }
    }
}
