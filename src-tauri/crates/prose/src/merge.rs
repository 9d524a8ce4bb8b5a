//! Two revisions of one text made into one, by words; what both changed is asked, never chosen. Knows no draft and no clock.

mod groups;
mod moves;
mod touch;

use groups::{Group, groups};

/// What came of merging two revisions of one base.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merge {
    /// The whole text in order; no two merged regions follow each other, and none is empty.
    pub regions: Vec<Region>,
}

/// A stretch of the merged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Region {
    /// What both sides agree on, or only one of them changed.
    Merged(String),
    /// What both sides changed, or one removed and the other changed or moved.
    Conflict(Conflict),
}

/// What must be asked: whole sentences, as each text has them. Some may be empty; `ours` and
/// `theirs` are never equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// As both had it.
    pub base: String,
    /// As one side has it.
    pub ours: String,
    /// As the other has it.
    pub theirs: String,
}

/// Merges two revisions of one base.
///
/// - Changes at different places combine: between them at least one word, or the end of a
///   sentence, is kept by both sides. The same change on both sides counts once.
/// - A paragraph that one side moved takes with it what the other changed in it.
/// - Swapping the sides swaps `ours` and `theirs` in the conflicts, and nothing else.
/// - Every word that a side added is in a merged region or in a conflict.
///
/// Line ends are text: a caller whose texts differ in them makes them alike first.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merge {
    let mut merging = Merging::default();
    if base == ours || base == theirs || ours == theirs {
        merging.merged(if base == ours { theirs } else { ours });
        return merging.done;
    }
    let arranged = moves::arrange(base, ours, theirs);
    let mut at = 0;
    for group in groups(&arranged) {
        merging.merged(&arranged.base[at..group.base.start]);
        at = group.base.end;
        merging.group(group, &arranged.base);
    }
    merging.merged(&arranged.base[at..]);
    merging.done
}

impl Merge {
    /// The merged text; `None` while there is something to ask.
    pub fn text(&self) -> Option<String> {
        let parts = self.regions.iter().map(|region| match region {
            Region::Merged(text) => Some(text.as_str()),
            Region::Conflict(_) => None,
        });
        parts.collect()
    }

    /// What must be asked, in order.
    pub fn conflicts(&self) -> impl Iterator<Item = &Conflict> {
        self.regions.iter().filter_map(|region| match region {
            Region::Merged(_) => None,
            Region::Conflict(conflict) => Some(conflict),
        })
    }

    /// The text with an answer to each conflict.
    pub fn resolved<'m>(&'m self, mut answer: impl FnMut(&'m Conflict) -> &'m str) -> String {
        let parts = self.regions.iter().map(|region| match region {
            Region::Merged(text) => text.as_str(),
            Region::Conflict(conflict) => answer(conflict),
        });
        parts.collect()
    }
}

#[derive(Default)]
struct Merging {
    done: Merge,
}

impl Merging {
    fn merged(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.done.regions.last_mut() {
            Some(Region::Merged(last)) => last.push_str(text),
            _ => self.done.regions.push(Region::Merged(text.to_owned())),
        }
    }

    fn group(&mut self, group: Group, base: &str) {
        let (ours, theirs) = (group.ours(base), group.theirs(base));
        if !group.is_conflict || ours == theirs {
            return self.merged(if group.is_ours() { &ours } else { &theirs });
        }
        self.done.regions.push(Region::Conflict(Conflict {
            base: base[group.base].to_owned(),
            ours,
            theirs,
        }));
    }
}
