//! The difference of two texts in words, by paragraphs, moved ones recognised; knows no page and no clock.

mod align;
mod order;
pub(crate) mod passages;
pub(crate) mod rows;
pub(crate) mod script;
pub(crate) mod sentences;
pub(crate) mod traits;
pub(crate) mod words;

use std::ops::Range;

use passages::Passages;
use rows::{Row, rows};
use script::{Hunk, exact, readable};
use words::{Token, tokens};

use crate::Change;
use crate::piece::units;

/// What two texts differ in. All positions are UTF-16 units, as everywhere at this crate's edge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The paragraphs of both texts in the order of the new one; what went stands where it was.
    /// The `new` ranges follow each other without a gap and make up the new text. The `old`
    /// ranges of all parts but [`PartKind::MovedAway`] make up the old text, each unit once; they
    /// ascend except for those of [`PartKind::Moved`].
    pub parts: Vec<Part>,
    /// Words that readers see and did not before, as [`crate::count`] counts them. A word that
    /// moved with its paragraph is not among them.
    pub words_added: usize,
    /// Words that readers no longer see. Always
    /// `words_added - words_removed == count(new).words - count(old).words`.
    pub words_removed: usize,
}

/// A paragraph (or another top-level block, with the blank lines after it) of one text or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What became of it.
    pub kind: PartKind,
    /// Where it stands in the old text; empty if it was added.
    pub old: Range<usize>,
    /// Where it stands in the new text; empty if it went or moved away.
    pub new: Range<usize>,
    /// For a moved part the index of where it left, and there the index of where it went.
    pub elsewhere: Option<usize>,
    /// What changed in it, in order. The `new` ranges make up the part's, and so do the `old`
    /// ones; a part that moved away has none.
    pub edits: Vec<Edit>,
}

/// What became of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// The same in both texts, but for blank lines after it.
    Kept,
    /// Some words are others. When a paragraph was cut up or several were joined, all are one part.
    Changed,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
    /// Stood elsewhere among the others; its edits say what changed in it besides.
    Moved,
    /// Stood here.
    MovedAway,
}

/// A run of words and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What became of it.
    pub kind: EditKind,
    /// Where it stands in the old text; empty if it was added.
    pub old: Range<usize>,
    /// Where it stands in the new text; empty if it was removed.
    pub new: Range<usize>,
}

/// What became of a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditKind {
    /// In both texts.
    Kept,
    /// Only in the old one. What came in its place follows.
    Removed,
    /// Only in the new one.
    Added,
}

/// Compares two Markdown texts. The time is about linear in their length, whatever they are.
pub fn compare(old: &str, new: &str) -> Comparison {
    let (old, new) = (Passages::read(old), Passages::read(new));
    let rows = rows(&old, &new);
    let (old_starts, new_starts) = (unit_starts(&old), unit_starts(&new));
    let mut comparison = Comparison::default();
    for row in &rows {
        let (added, removed) = words_changed(row, &old, &new);
        comparison.words_added += added;
        comparison.words_removed += removed;
        comparison.parts.push(Part {
            kind: row.kind,
            old: old_starts[row.old.start]..old_starts[row.old.end],
            new: new_starts[row.new.start]..new_starts[row.new.end],
            elsewhere: row.elsewhere,
            edits: edits(
                row,
                &old,
                &new,
                old_starts[row.old.start],
                new_starts[row.new.start],
            ),
        });
    }
    comparison
}

/// The changes that make the new text out of the old one, few and by words: for an open
/// manuscript, whose caret then stays where it is.
pub fn changes(old: &str, new: &str) -> Vec<Change> {
    let before = Passages::read(old);
    let after = Passages::read(new);
    let mut changes: Vec<Change> = Vec::new();
    let (mut from, mut at) = (0, 0);
    for (old_bytes, new_bytes) in rows::replaced(&before, &after) {
        from += units(&old[at..old_bytes.start]);
        let to = from + units(&old[old_bytes.clone()]);
        changes.push(Change {
            from,
            to,
            insert: new[new_bytes].to_owned(),
        });
        (from, at) = (to, old_bytes.end);
    }
    changes
}

/// Where each block starts in UTF-16 units, and where the last one ends.
fn unit_starts(passages: &Passages<'_>) -> Vec<usize> {
    let mut starts = vec![0];
    for range in &passages.ranges {
        starts.push(starts[starts.len() - 1] + units(&passages.text[range.clone()]));
    }
    starts
}

fn edits(row: &Row, old: &Passages<'_>, new: &Passages<'_>, from: usize, at: usize) -> Vec<Edit> {
    if row.kind == PartKind::MovedAway {
        return Vec::new();
    }
    let (before, after) = (old.source(row.old.clone()), new.source(row.new.clone()));
    let mut edits = Edits {
        from,
        at,
        list: Vec::new(),
    };
    if before == after || before.is_empty() || after.is_empty() {
        let kind = match (before.is_empty(), after.is_empty()) {
            (true, _) => EditKind::Added,
            (_, true) => EditKind::Removed,
            _ => EditKind::Kept,
        };
        edits.push(kind, units(before), units(after));
        return edits.list;
    }
    let (before, after) = (tokens(before), tokens(after));
    let length = |tokens: &[Token<'_>]| tokens.iter().map(|token| units(token.text)).sum();
    let mut kept_from = 0;
    let end = Hunk {
        old: before.len()..before.len(),
        new: after.len()..after.len(),
    };
    for hunk in readable(&before, &after).into_iter().chain([end]) {
        let kept = length(&before[kept_from..hunk.old.start]);
        edits.push(EditKind::Kept, kept, kept);
        edits.push(EditKind::Removed, length(&before[hunk.old.clone()]), 0);
        edits.push(EditKind::Added, 0, length(&after[hunk.new]));
        kept_from = hunk.old.end;
    }
    edits.list
}

/// Edits one after the other, with the places reached.
struct Edits {
    from: usize,
    at: usize,
    list: Vec<Edit>,
}

impl Edits {
    fn push(&mut self, kind: EditKind, old: usize, new: usize) {
        if old + new > 0 {
            self.list.push(Edit {
                kind,
                old: self.from..self.from + old,
                new: self.at..self.at + new,
            });
        }
        self.from += old;
        self.at += new;
    }
}

/// How many words readers gained and lost in a row.
fn words_changed(row: &Row, old: &Passages<'_>, new: &Passages<'_>) -> (usize, usize) {
    match row.kind {
        PartKind::MovedAway => (0, 0),
        PartKind::Added => (new.words(row.new.clone()).len(), 0),
        PartKind::Removed => (0, old.words(row.old.clone()).len()),
        PartKind::Kept | PartKind::Moved | PartKind::Changed => {
            let same = old.source(row.old.clone()) == new.source(row.new.clone());
            let refers = old.source(row.old.clone()).contains('[');
            if same && (!refers || old.defines_like(new)) {
                return (0, 0);
            }
            let before = old.words(row.old.clone());
            let after = new.words(row.new.clone());
            let before: Vec<&str> = before.iter().map(String::as_str).collect();
            let after: Vec<&str> = after.iter().map(String::as_str).collect();
            exact(&before, &after).iter().fold((0, 0), |sum, hunk| {
                (sum.0 + hunk.new.len(), sum.1 + hunk.old.len())
            })
        }
    }
}
