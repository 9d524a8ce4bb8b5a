//! The pairs of paragraphs in the order in which a reader meets them, with what went in its old place; knows no words.

use std::ops::Range;

use super::PartKind;
use super::align::{Pair, align};
use super::passages::Passages;
use super::script::{Hunk, readable};
use super::words::tokens;

/// Blocks of both texts that are shown together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// What became of them.
    pub(crate) kind: PartKind,
    /// Indices of blocks of the old text.
    pub(crate) old: Range<usize>,
    /// Indices of blocks of the new text.
    pub(crate) new: Range<usize>,
    /// Where the other end of a move is.
    pub(crate) elsewhere: Option<usize>,
}

/// All blocks of both texts, in rows.
pub(crate) fn rows(old: &Passages<'_>, new: &Passages<'_>) -> Vec<Row> {
    let pairs = align(old, new);
    let mut moved: Vec<&Pair> = pairs.iter().filter(|pair| pair.moved).collect();
    moved.sort_by_key(|pair| pair.old.start);
    let mut laying = Laying {
        rows: Vec::new(),
        moved: moved.into_iter().peekable(),
        from: 0,
    };
    let mut at = 0;
    for pair in &pairs {
        if !pair.moved {
            laying.go_to(pair.old.start);
        }
        for nth in at..pair.new.start {
            laying.row(PartKind::Added, laying.from..laying.from, nth..nth + 1);
        }
        at = pair.new.end;
        laying.pair(pair, old, new);
    }
    laying.go_to(old.ranges.len());
    for nth in at..new.ranges.len() {
        laying.row(PartKind::Added, laying.from..laying.from, nth..nth + 1);
    }
    tie(&mut laying.rows);
    laying.rows
}

struct Laying<'p, I: Iterator<Item = &'p Pair>> {
    rows: Vec<Row>,
    moved: std::iter::Peekable<I>,
    /// The next block of the old text.
    from: usize,
}

impl<'p, I: Iterator<Item = &'p Pair>> Laying<'p, I> {
    /// Lays what went and what moved away, up to a block of the old text.
    fn go_to(&mut self, to: usize) {
        let new = self.rows.last().map_or(0, |row| row.new.end);
        while self.from < to {
            let left = self.moved.next_if(|pair| pair.old.start == self.from);
            let (kind, end) = match left {
                Some(pair) => (PartKind::MovedAway, pair.old.end),
                None => (PartKind::Removed, self.from + 1),
            };
            self.row(kind, self.from..end, new..new);
            self.from = end;
        }
    }

    fn pair(&mut self, pair: &Pair, old: &Passages<'_>, new: &Passages<'_>) {
        let source = old.source(pair.old.clone()).trim_end();
        let kind = if pair.moved {
            PartKind::Moved
        } else if source == new.source(pair.new.clone()).trim_end() {
            PartKind::Kept
        } else {
            PartKind::Changed
        };
        self.row(kind, pair.old.clone(), pair.new.clone());
        if !pair.moved {
            self.from = pair.old.end;
        }
    }

    fn row(&mut self, kind: PartKind, old: Range<usize>, new: Range<usize>) {
        self.rows.push(Row {
            kind,
            old,
            new,
            elsewhere: None,
        });
    }
}

/// Ties both ends of each move.
fn tie(rows: &mut [Row]) {
    let left: std::collections::HashMap<usize, usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.kind == PartKind::MovedAway)
        .map(|(at, row)| (row.old.start, at))
        .collect();
    for at in 0..rows.len() {
        if rows[at].kind == PartKind::Moved
            && let Some(away) = left.get(&rows[at].old.start)
        {
            rows[at].elsewhere = Some(*away);
            rows[*away].elsewhere = Some(at);
        }
    }
}

/// What of the old text was replaced by what of the new one, in bytes; ascending, not touching.
/// A move is something that went and something that came.
pub(crate) fn replaced(
    old: &Passages<'_>,
    new: &Passages<'_>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut push = |old: Range<usize>, new: Range<usize>| match found.last_mut() {
        Some(last) if last.0.end == old.start && last.1.end == new.start => {
            last.0.end = old.end;
            last.1.end = new.end;
        }
        _ => found.push((old, new)),
    };
    let (mut from, mut at) = (0, 0);
    for row in rows(old, new) {
        let (before, after) = (old.span(row.old.clone()), new.span(row.new.clone()));
        match row.kind {
            PartKind::Removed | PartKind::MovedAway => push(before.clone(), at..at),
            PartKind::Added | PartKind::Moved => push(from..from, after.clone()),
            PartKind::Kept | PartKind::Changed => {
                let (left, right) = (&old.text[before.clone()], &new.text[after.clone()]);
                if left != right {
                    inner(left, right, |old, new| {
                        push(shifted(old, before.start), shifted(new, after.start));
                    });
                }
            }
        }
        if !matches!(row.kind, PartKind::Added | PartKind::Moved) {
            from = before.end;
        }
        if !matches!(row.kind, PartKind::Removed | PartKind::MovedAway) {
            at = after.end;
        }
    }
    found
}

fn inner(old: &str, new: &str, mut push: impl FnMut(Range<usize>, Range<usize>)) {
    let (before, after) = (tokens(old), tokens(new));
    let (mut from, mut at, mut last) = (
        0,
        0,
        Hunk {
            old: 0..0,
            new: 0..0,
        },
    );
    let length = |tokens: &[super::words::Token<'_>]| -> usize {
        tokens.iter().map(|token| token.text.len()).sum()
    };
    for hunk in readable(&before, &after) {
        let kept = length(&before[last.old.end..hunk.old.start]);
        let (old_start, new_start) = (from + kept, at + kept);
        from = old_start + length(&before[hunk.old.clone()]);
        at = new_start + length(&after[hunk.new.clone()]);
        push(old_start..from, new_start..at);
        last = hunk;
    }
}

fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
