//! What the writer types: change number n of a draft follows from the seed, n and the text before it, so that whoever
//! knows the seed knows every text there can be. Knows no newsroom beyond its `Change`.

use newsroom::Change;

use crate::random::Random;

/// Units beyond which the writer rather shortens.
const LONG: usize = 24_000;

const WORDS: &[&str] = &[
    "le ",
    "procès ",
    "d’hier ",
    "s’ouvre ",
    "à ",
    "Évry ",
    "« oui » ",
    "œuvre ",
    "😀 ",
    "puis ",
    "**net** ",
    "_voilà_ ",
    "[lien](https://exemple.fr) ",
    "— ",
    "10\u{202f}% ",
    "e\u{301}té ",
];

const BREAKS: &[&str] = &["\n\n", ".\n\n## ", ".\n\n> ", "\n- ", "\n\n[^1]: ", "\n"];

/// A draft's text as the script has it after some change.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    seed: u64,
    /// The number of the last change in the text.
    pub(crate) sequence: u64,
    units: Vec<u16>,
}

impl Page {
    /// The empty text of a draft.
    pub(crate) fn new(seed: u64, draft: usize) -> Self {
        Self {
            seed: Random::of(seed, draft as u64 + 1).next(),
            sequence: 0,
            units: Vec::new(),
        }
    }

    /// The same draft with the text that a library gave.
    pub(crate) fn at(seed: u64, draft: usize, sequence: u64, text: &str) -> Self {
        Self {
            sequence,
            units: text.encode_utf16().collect(),
            ..Self::new(seed, draft)
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        String::from_utf16_lossy(&self.units)
    }

    /// Its length in UTF-16 units.
    pub(crate) fn length(&self) -> usize {
        self.units.len()
    }

    /// The changes of the next edit; applies them.
    pub(crate) fn turn(&mut self) -> Vec<Change> {
        let changes = self.next_changes();
        for change in changes.iter().rev() {
            self.units
                .splice(change.from..change.to, change.insert.encode_utf16());
        }
        self.sequence += 1;
        changes
    }

    /// Goes on to a later change.
    pub(crate) fn turn_to(&mut self, sequence: u64) {
        while self.sequence < sequence {
            self.turn();
        }
    }

    fn next_changes(&self) -> Vec<Change> {
        let number = self.sequence + 1;
        let mut chance = Random::of(self.seed, number);
        // The number stands in the text: an edit that came twice, or too early, would be seen.
        let mut typed = format!("{}{number} ", chance.one(WORDS));
        let end = self.units.len();
        if end > LONG {
            let from = self.boundary(chance.below(end / 2));
            let to = self.boundary(from + chance.below(4_000));
            return vec![change(from, to, typed)];
        }
        match chance.below(100) {
            0 => typed = typed.repeat(200 + chance.below(800)),
            1..10 => typed.insert_str(0, chance.one(BREAKS)),
            _ => {}
        }
        let somewhere = self.boundary(chance.below(end + 1));
        match chance.below(100) {
            0..60 => vec![change(end, end, typed)],
            60..75 => vec![change(somewhere, somewhere, typed)],
            75..85 => vec![change(
                somewhere,
                self.boundary(somewhere + 40),
                String::new(),
            )],
            85..95 => vec![change(somewhere, self.boundary(somewhere + 12), typed)],
            // Two carets: replace all.
            _ if somewhere + 2 < end => vec![
                change(somewhere, somewhere, "é".to_owned()),
                change(end, end, typed),
            ],
            _ => vec![change(end, end, typed)],
        }
    }

    /// The nearest offset at or before this one that splits no surrogate pair.
    fn boundary(&self, at: usize) -> usize {
        let at = at.min(self.units.len());
        let splits = self
            .units
            .get(at)
            .is_some_and(|u| (0xDC00..0xE000).contains(u));
        if splits { at - 1 } else { at }
    }
}

fn change(from: usize, to: usize, insert: String) -> Change {
    Change { from, to, insert }
}
