//! From two rows of tokens to the few places where they differ, as a reader would name them; knows no blocks.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use imara_diff::{Algorithm, Diff};

use super::sentences::boundary;
use super::words::{Kind, Token};

/// Beyond this many tokens the search for rare ones costs more than it explains.
const LONG: usize = 4_000;

/// A sentence that was kept stays kept, however much changed around it.
const WHOLE_THOUGHT: usize = 5;

/// How far a place may be moved to where a reader would put it.
const SLIDE: usize = 200;

/// A place where the rows differ: these of the old became those of the new, as indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunk {
    /// What went.
    pub(crate) old: Range<usize>,
    /// What came.
    pub(crate) new: Range<usize>,
}

/// The places where two rows of anything differ, ascending, each parted from the next by
/// something that both have. Bounded: about linear in the rows' lengths.
pub(crate) fn exact<T: Hash + Eq + Copy>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let mut numbers = HashMap::new();
    let mut number = |item: &T| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        imara_diff::Token(*numbers.entry(*item).or_insert(next))
    };
    let before: Vec<_> = old.iter().map(&mut number).collect();
    let after: Vec<_> = new.iter().map(&mut number).collect();
    let count = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    let algorithm = if before.len() + after.len() > LONG {
        Algorithm::Myers
    } else {
        Algorithm::Histogram
    };
    let mut diff = Diff::default();
    diff.compute_with(algorithm, &before, &after, count);
    let range = |range: Range<u32>| range.start as usize..range.end as usize;
    diff.hunks()
        .map(|hunk| Hunk {
            old: range(hunk.before),
            new: range(hunk.after),
        })
        .collect()
}

/// As [`exact`], for a reader: what is left of a sentence in scraps is not kept, and what came or
/// went begins and ends where a word, a sentence or a paragraph does.
pub(crate) fn readable(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Hunk> {
    let mut hunks = without_scraps(exact(old, new), old, new);
    for at in 0..hunks.len() {
        let from = at.checked_sub(1).map_or((0, 0), |before| {
            (hunks[before].old.end, hunks[before].new.end)
        });
        let to = hunks.get(at + 1).map_or((old.len(), new.len()), |after| {
            (after.old.start, after.new.start)
        });
        slide(&mut hunks[at], old, new, from, to);
    }
    join_touching(hunks)
}

/// Joins hunks between which less is kept than changed around it.
fn without_scraps(hunks: Vec<Hunk>, old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Hunk> {
    let mut joined: Vec<(Hunk, usize)> = Vec::new();
    for hunk in hunks {
        let weight = weight(&hunk, old, new);
        joined.push((hunk, weight));
        while let [.., (before, left), (after, right)] = &joined[..] {
            let kept = &old[before.old.end..after.old.start];
            if !is_scrap(kept, *left, *right) {
                break;
            }
            let whole = Hunk {
                old: before.old.start..after.old.end,
                new: before.new.start..after.new.end,
            };
            let sum = left + right + kept.iter().map(Token::weight).sum::<usize>();
            joined.truncate(joined.len() - 2);
            joined.push((whole, sum));
        }
    }
    joined.into_iter().map(|(hunk, _)| hunk).collect()
}

fn weight(hunk: &Hunk, old: &[Token<'_>], new: &[Token<'_>]) -> usize {
    let sum = |tokens: &[Token<'_>]| -> usize { tokens.iter().map(Token::weight).sum() };
    sum(&old[hunk.old.clone()]).max(sum(&new[hunk.new.clone()]))
}

fn is_scrap(kept: &[Token<'_>], left: usize, right: usize) -> bool {
    let words = kept.iter().filter(|token| token.kind == Kind::Word);
    if kept
        .iter()
        .any(|token| token.text.matches('\n').count() > 1)
    {
        return false;
    }
    let kept_weight: usize = kept.iter().map(Token::weight).sum();
    words.count() < WHOLE_THOUGHT && kept_weight <= left.min(right)
}

/// Moves a place where something only came, or only went, to where a reader would put it: of
/// « [un chat, ]un chien » and « un [chat, un ]chien » the same comes out.
fn slide(
    hunk: &mut Hunk,
    old: &[Token<'_>],
    new: &[Token<'_>],
    from: (usize, usize),
    to: (usize, usize),
) {
    let (row, range, low, high) = match (hunk.old.is_empty(), hunk.new.is_empty()) {
        (true, false) => (new, &hunk.new, from.1, to.1),
        (false, true) => (old, &hunk.old, from.0, to.0),
        _ => return,
    };
    let (mut start, mut end) = (range.start, range.end);
    let mut best = (0, score(row, start, end));
    let mut shift = 0_isize;
    while start > low && row[start - 1] == row[end - 1] && shift > -(SLIDE as isize) {
        (start, end, shift) = (start - 1, end - 1, shift - 1);
        best = better(best, (shift, score(row, start, end)));
    }
    (start, end, shift) = (range.start, range.end, 0);
    while end < high && row[start] == row[end] && shift < SLIDE as isize {
        (start, end, shift) = (start + 1, end + 1, shift + 1);
        best = better(best, (shift, score(row, start, end)));
    }
    for range in [&mut hunk.old, &mut hunk.new] {
        range.start = range.start.saturating_add_signed(best.0);
        range.end = range.end.saturating_add_signed(best.0);
    }
}

fn better(best: (isize, usize), other: (isize, usize)) -> (isize, usize) {
    if other.1 > best.1 { other } else { best }
}

fn score(row: &[Token<'_>], start: usize, end: usize) -> usize {
    boundary(row, start) as usize + boundary(row, end) as usize
}

fn join_touching(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match joined.last_mut() {
            Some(last) if last.old.end == hunk.old.start && last.new.end == hunk.new.start => {
                last.old.end = hunk.old.end;
                last.new.end = hunk.new.end;
            }
            _ => joined.push(hunk),
        }
    }
    joined
}
