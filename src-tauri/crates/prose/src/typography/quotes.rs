//! Quotation marks, apostrophes and ellipses; the spaces inside of guillemets are set elsewhere.

mod english;

use std::ops::Range;

pub(super) use english::in_english;

use super::Rule;
use super::galley::{CARET, Edit, FOREIGN, Signs, edit, is_edge, is_space, is_word};
use super::standard::{English, French};

/// Three points; « etc. » is its own ellipsis.
pub(super) fn ellipsis_in_french(signs: Signs<'_>, _: &French) -> Vec<Edit> {
    let mut edits = ellipsis(signs);
    for edit in &mut edits {
        if follows_etc(signs, edit.range.start) {
            edit.insert = ".".to_owned();
        }
    }
    let after_etc = |at: &usize| follows_etc(signs, *at);
    let needless = signs.places(|c| c == '…').filter(after_etc);
    edits.extend(needless.map(|at| edit(at..at + 1, ".", Rule::Ellipsis)));
    edits
}

pub(super) fn ellipsis_in_english(signs: Signs<'_>, _: &English) -> Vec<Edit> {
    ellipsis(signs)
}

fn ellipsis(signs: Signs<'_>) -> Vec<Edit> {
    let firsts = signs
        .places(|c| c == '.')
        .filter(|at| signs.before(*at) != '.');
    let runs = firsts.map(|at| at..signs.while_at(at, |c| c == '.'));
    let is_path =
        |run: &Range<usize>| signs.before(run.start) == '/' || "/\\".contains(signs.at(run.end));
    runs.filter(|run| run.len() == 3 && !is_path(run))
        .map(|run| edit(run, "…", Rule::Ellipsis))
        .collect()
}

fn follows_etc(signs: Signs<'_>, at: usize) -> bool {
    let Some(start) = at.checked_sub(3) else {
        return false;
    };
    signs.reads(start, "etc") && !is_word(signs.before(start))
}

/// Straight marks by their level, and pairs that stand at another level than theirs.
pub(super) fn in_french(signs: Signs<'_>, table: &French) -> Vec<Edit> {
    let [open, close] = table.inner_quotes.pair();
    let glyphs = |level: usize| {
        if level == 0 {
            ['«', '»']
        } else {
            [open, close]
        }
    };
    let mut edits = Vec::new();
    let mut opened: Vec<usize> = Vec::new();
    for at in signs.places(|c| matches!(c, '"' | '«' | '“' | '‹' | '»' | '”' | '›')) {
        match signs.at(at) {
            '"' => match role(signs, at, opened.is_empty(), true) {
                Role::Opens => {
                    let [glyph, _] = glyphs(opened.len());
                    edits.push(edit(at..at + 1, glyph, Rule::Quotes));
                    opened.push(at);
                }
                Role::Closes => {
                    opened.pop();
                    let [_, glyph] = glyphs(opened.len());
                    edits.push(edit(at..at + 1, glyph, Rule::Quotes));
                }
                Role::None => {}
            },
            '«' | '“' | '‹' => opened.push(at),
            _ => {
                let Some(start) = opened.pop() else { continue };
                let glyphs = glyphs(opened.len());
                let is_straight = signs.at(start) == '"';
                if signs.at(start) != glyphs[0] && !is_straight {
                    edits.push(at_level(signs, start, glyphs[0]));
                }
                if signs.at(at) != glyphs[1] {
                    edits.push(at_level(signs, at, glyphs[1]));
                }
            }
        }
    }
    edits
}

/// Another mark; only guillemets have spaces inside.
fn at_level(signs: Signs<'_>, at: usize, glyph: char) -> Edit {
    let range = match glyph {
        '“' | '‹' => at..signs.while_at(at + 1, is_space),
        '”' | '›' => signs.while_before(at, is_space)..at + 1,
        _ => at..at + 1,
    };
    edit(range, glyph, Rule::QuoteLevel)
}

/// What a straight double mark does.
enum Role {
    Opens,
    Closes,
    /// It is a prime, or a ditto mark.
    None,
}

/// By what stands around it, and whether anything was opened. One with spaces on both sides may open, as guillemets
/// do, where the next one closes.
fn role(signs: Signs<'_>, at: usize, is_first: bool, may_be_loose: bool) -> Role {
    let (before, after) = (signs.before(at), signs.at(at + 1));
    let is_loose = is_space(before) && (is_space(after) || closes_after(after));
    let opens = match before {
        FOREIGN => is_first,
        // l’"affaire", but ‘so’"
        '\'' | '’' => after.is_alphanumeric() || after == CARET && is_first,
        _ => opens_after(before) && (is_first || !is_loose),
    };
    if opens {
        let has_leader = after == '…' || signs.reads(at + 1, "..");
        let goes_on = after == CARET || has_leader || !is_space(after) && !closes_after(after);
        let rest = signs.slice(at + 1..signs.len());
        let is_closed = || rest.iter().any(|c| "\"«»“”‹›".contains(*c));
        let is_one = goes_on || may_be_loose && is_closed();
        return if is_one { Role::Opens } else { Role::None };
    }
    let is_prime = before.is_ascii_digit() && is_first;
    let is_within = before.is_alphanumeric() && after != CARET && after.is_alphanumeric();
    if is_prime || is_within {
        Role::None
    } else {
        Role::Closes
    }
}

/// Whether a mark behind this sign opens.
fn opens_after(before: char) -> bool {
    is_edge(before) || is_space(before) || "([{«“‘‹—–-/='’\"*_".contains(before)
}

/// Whether this sign comes behind a closing mark only.
fn closes_after(after: char) -> bool {
    is_edge(after) || ".,;:!?…)]»".contains(after)
}

/// `'` behind a letter; where a word was put between two of them, both stay.
pub(super) fn apostrophes_in_french(signs: Signs<'_>, _: &French) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut is_open = false;
    for at in signs.places(|c| c == '\'') {
        let (before, after) = (signs.before(at), signs.at(at + 1));
        if let Some(edits_of_n) = and_in(signs, at) {
            edits.extend(edits_of_n);
        } else if opens_after(before) {
            is_open |= !signs.reads(at, "'n'");
        } else if before.is_alphabetic() && (after.is_alphabetic() || !is_open) {
            edits.push(edit(at..at + 1, '’', Rule::Apostrophe));
        } else {
            is_open = false;
        }
    }
    edits
}

/// rock ’n’ roll
fn and_in(signs: Signs<'_>, at: usize) -> Option<Vec<Edit>> {
    let is_it = signs.reads(at, "'n'") && !signs.before(at).is_alphanumeric();
    let is_half = signs.reads(at, "'n’") && !signs.before(at).is_alphanumeric();
    (is_it || is_half).then(|| vec![edit(at..at + 1, '’', Rule::Apostrophe)])
}
