//! Whether what two sides did is at one place or at two; and where sentences begin. Knows no text but the base.

use std::ops::Range;

use super::moves::Turn;
use crate::compare::sentences::{Boundary, boundary};
use crate::compare::words::tokens;

/// A sentence longer than this is not asked whole.
const LONG: usize = 1_500;

/// Whether two turns of different sides, the earlier first, are at one place of the base.
pub(crate) fn touch(first: &Turn, second: &Turn, base: &str) -> bool {
    let (end, start) = (first.base.end, second.base.start);
    if start < end {
        return true;
    }
    let between = &base[end..start];
    if between.contains(char::is_alphanumeric) || parts(between) {
        return false;
    }
    !(start == end && is_cut_between(first, second, base))
}

/// Whether what is kept between two places ends a sentence, a line that stands for itself, or a
/// paragraph.
fn parts(kept: &str) -> bool {
    if is_blank_line(kept) {
        return true;
    }
    let ends = kept.find(['.', '!', '?', '…']);
    let has_sign = kept.contains(|c: char| !c.is_whitespace());
    ends.is_some_and(|at| kept[at..].contains(char::is_whitespace))
        || has_sign && kept.contains('\n')
}

fn is_blank_line(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'\n').count() > 1
}

/// Whether the earlier ends, and the later begins, with whole paragraphs that meet here: what was
/// done to one paragraph says nothing about the next. What both put in between does.
fn is_cut_between(first: &Turn, second: &Turn, base: &str) -> bool {
    let at = first.base.end;
    let begins = |at: usize| at == 0 || ends_paragraph(&base[..at]);
    if !begins(at) {
        return false;
    }
    let paragraphs = |text: &str| text.matches("\n\n").count();
    let stays_whole =
        |turn: &Turn| ends_paragraph(&turn.text) || turn.text.is_empty() && begins(turn.base.start);
    match (first.base.is_empty(), second.base.is_empty()) {
        (true, true) => false,
        (true, false) => {
            let inserts = paragraphs(&second.text) > paragraphs(&base[second.base.clone()]);
            ends_paragraph(&first.text) && !inserts
        }
        (false, true) => {
            let inserts = paragraphs(&first.text) > paragraphs(&base[first.base.clone()]);
            stays_whole(first) && ends_paragraph(&second.text) && !inserts
        }
        (false, false) => stays_whole(first),
    }
}

fn ends_paragraph(text: &str) -> bool {
    is_blank_line(&text[text.trim_end().len()..])
}

/// Where sentences begin and end in a text, in bytes, ascending.
pub(crate) fn sentences(base: &str) -> Vec<usize> {
    let row = tokens(base);
    let mut found = vec![0];
    let (mut at, mut before) = (0, 0);
    for (nth, token) in row.iter().enumerate() {
        if nth > 0 && boundary(&row, nth) >= Boundary::Sentence {
            found.extend([before, at]);
        }
        before = at;
        at += token.text.len();
    }
    found.push(at);
    found.dedup();
    found
}

/// A range widened to whole sentences.
pub(crate) fn whole_sentences(range: &Range<usize>, sentences: &[usize]) -> Range<usize> {
    let before = sentences.partition_point(|at| *at <= range.start);
    let after = sentences.partition_point(|at| *at < range.end);
    let start = sentences
        .get(before.wrapping_sub(1))
        .copied()
        .unwrap_or(range.start);
    let end = sentences.get(after).copied().unwrap_or(range.end);
    let near = |a: usize, b: usize| a.abs_diff(b) <= LONG;
    Range {
        start: if near(start, range.start) {
            start
        } else {
            range.start
        },
        end: if near(end, range.end) {
            end.max(range.end)
        } else {
            range.end
        },
    }
}
