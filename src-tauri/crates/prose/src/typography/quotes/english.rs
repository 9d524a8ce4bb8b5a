//! Quotation marks and apostrophes in English, where one sign is both; a straight mark counts as what it becomes.

use super::super::Rule;
use super::super::galley::{CARET, EDGE, Edit, FOREIGN, Signs, edit, is_edge, is_space, is_word};
use super::super::standard::{English, Marks};
use super::{Role, opens_after, role};
use crate::passages::OBJECT;

/// Words that begin with an apostrophe.
const CLIPPED: [&str; 14] = [
    "tis", "twas", "twere", "twill", "em", "til", "till", "cause", "bout", "im", "n", "tude",
    "nother", "sup",
];

/// How many marks are looked through for the one that is closed.
const DEPTH: usize = 64;

/// What was opened, and may be closed.
struct Open {
    sign: char,
    /// What it is set as, with its other half.
    pair: [char; 2],
}

/// Straight marks, double ones by their level; apostrophes, ‘90s → ’90s.
pub(in crate::typography) fn in_english(signs: Signs<'_>, table: &English) -> Vec<Edit> {
    let outer = table.quotes.pair();
    let mut edits = Vec::new();
    let mut opened: Vec<Open> = Vec::new();
    for at in signs.places(|c| matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’')) {
        let sign = signs.at(at);
        let set = match sign {
            '"' => double(signs, at, &mut opened, outer),
            '“' | '”' => Some(sign),
            _ => single(signs, at),
        };
        if let Some(set) = set.filter(|set| sign != *set && sign != '’') {
            let is_apostrophe = set == '’' && sign != '"';
            let rule = if is_apostrophe {
                Rule::Apostrophe
            } else {
                Rule::Quotes
            };
            edits.push(edit(at..at + 1, set, rule));
        }
        follow(signs, at, set, &mut opened);
    }
    edits
}

/// Notes what marks other than `"` open and close.
fn follow(signs: Signs<'_>, at: usize, set: Option<char>, opened: &mut Vec<Open>) {
    let sign = signs.at(at);
    let is_within_single = opened.last().is_some_and(|open| open.pair[0] == '‘');
    match set {
        _ if sign == '"' => {}
        Some('“') => opened.push(Open {
            sign,
            pair: Marks::Double.pair(),
        }),
        Some('‘') => opened.push(Open {
            sign,
            pair: Marks::Single.pair(),
        }),
        Some('”') => drop(opened.pop()),
        // An apostrophe at a word's end can't be told from a mark that closes.
        Some('’') if is_within_single && !is_word(signs.at(at + 1)) => drop(opened.pop()),
        _ => {}
    }
}

/// What a straight double mark becomes: what opens is other than what is open, what closes is as what it closes.
fn double(signs: Signs<'_>, at: usize, opened: &mut Vec<Open>, outer: [char; 2]) -> Option<char> {
    match role(signs, at, opened.is_empty(), false) {
        Role::Opens => {
            let other = |open: &Open| match open.pair[0] {
                '“' => Marks::Single.pair(),
                _ => Marks::Double.pair(),
            };
            let pair = opened.last().map_or(outer, other);
            opened.push(Open { sign: '"', pair });
            Some(pair[0])
        }
        Role::Closes => {
            forget_singles(signs, at, opened);
            Some(opened.pop().map_or(outer[1], |open| open.pair[1]))
        }
        Role::None => None,
    }
}

/// A single mark that was opened within double ones was none (« 'im »), unless the next double one closes, too.
fn forget_singles(signs: Signs<'_>, at: usize, opened: &mut Vec<Open>) {
    let next = (at + 1..signs.len()).find(|at| "\"“”".contains(signs.at(*at)));
    let closes =
        |at: usize| signs.at(at) == '”' || signs.at(at) == '"' && !opens_after(signs.before(at));
    if next.is_some_and(closes) {
        return;
    }
    let mut last = opened.iter().rev().take(DEPTH);
    if let Some(above) = last.position(|open| "\"“".contains(open.sign)) {
        opened.truncate(opened.len() - above);
    }
}

/// What a single mark is; `None` for a prime, and for one that stands alone.
fn single(signs: Signs<'_>, at: usize) -> Option<char> {
    let (before, after) = (signs.before(at), signs.at(at + 1));
    let sign = signs.at(at);
    if opens_after(before) && (sign != '’' || before == FOREIGN) {
        if leaves_out(signs, at) {
            return Some('’');
        }
        let goes_on = after == CARET || !is_space(after) && !is_edge(after);
        return (goes_on || sign == '‘').then_some('‘');
    }
    let is_prime = before.is_ascii_digit() && !after.is_alphabetic();
    match sign {
        '\'' => (before != EDGE && !is_prime).then_some('’'),
        curly => Some(curly),
    }
}

/// ’90s, ’tis
fn leaves_out(signs: Signs<'_>, at: usize) -> bool {
    let end = signs.while_at(at + 1, |c| is_word(c) || c == OBJECT);
    let word = signs.text(at + 1..end).to_lowercase();
    let figures: String = word.chars().take_while(char::is_ascii_digit).collect();
    let goes_on = ",.".contains(signs.at(end)) && signs.at(end + 1).is_ascii_digit();
    let is_year = figures.len() == 2 && ["", "s"].contains(&&word[2..]);
    is_year && !goes_on || CLIPPED.contains(&word.as_str())
}
