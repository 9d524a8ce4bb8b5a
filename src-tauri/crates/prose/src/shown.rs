//! From what the page shows to what it is to show: splices; knows blocks only by their stamps.

use std::collections::HashSet;

use crate::{Block, Splice};

/// A block as the page has it. Two are the same if stamp and length are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    /// Changes with the HTML.
    pub(crate) stamp: u64,
    /// In UTF-16 units.
    pub(crate) length: usize,
    /// Where its HTML is; `None` for the notes.
    pub(crate) piece: Option<usize>,
}

impl Shown {
    fn key(self) -> (u64, usize) {
        (self.stamp, self.length)
    }
}

/// The splices that make `new` out of `old`. Blocks in both are in the same order in both.
pub(crate) fn splices(old: &[Shown], new: &[Shown], block: impl Fn(usize) -> Block) -> Vec<Splice> {
    let same = |(a, b): &(&Shown, &Shown)| a.key() == b.key();
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(same)
        .count();
    let old = &old[head..old.len() - tail];
    let new_end = new.len() - tail;
    let old_keys: HashSet<_> = old.iter().map(|shown| shown.key()).collect();
    let new_keys: HashSet<_> = new[head..new_end].iter().map(|shown| shown.key()).collect();
    let (mut from, mut at) = (0, head);
    let mut splices = Vec::new();
    while from < old.len() || at < new_end {
        let gone = old[from..]
            .iter()
            .take_while(|shown| !new_keys.contains(&shown.key()))
            .count();
        let come = new[at..new_end]
            .iter()
            .take_while(|s| !old_keys.contains(&s.key()))
            .count();
        if gone + come > 0 {
            let insert = (at..at + come).map(&block).collect();
            splices.push(Splice {
                at,
                remove: gone,
                insert,
            });
        }
        from += gone;
        at += come;
        // Both sides are at the same kept block, or at their end.
        while from < old.len() && at < new_end && old[from].key() == new[at].key() {
            from += 1;
            at += 1;
        }
    }
    splices
}
