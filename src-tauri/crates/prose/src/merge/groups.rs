//! Puts together what both sides did at one place, and says what must be asked; knows no moves.

use std::ops::Range;

use super::moves::{Arranged, Turn};
use super::touch::{sentences, touch, whole_sentences};

/// What was done at one place of the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The place, in bytes of the base.
    pub(crate) base: Range<usize>,
    /// Whether it must be asked.
    pub(crate) is_conflict: bool,
    ours: Vec<Turn>,
    theirs: Vec<Turn>,
}

impl Group {
    /// The place as our side has it.
    pub(crate) fn ours(&self, base: &str) -> String {
        played(&self.ours, &self.base, base)
    }

    /// The place as their side has it.
    pub(crate) fn theirs(&self, base: &str) -> String {
        played(&self.theirs, &self.base, base)
    }

    /// Whether our side did something here.
    pub(crate) fn is_ours(&self) -> bool {
        !self.ours.is_empty()
    }

    fn is_asked(&self, base: &str) -> bool {
        if self.ours.is_empty() || self.theirs.is_empty() {
            return self.asks();
        }
        self.ours(base) != self.theirs(base)
    }

    /// A side insists, and what it has differs from what the other has.
    fn asks(&self) -> bool {
        let insists = |turns: &[Turn]| turns.iter().any(|turn| turn.asks);
        insists(&self.ours) || insists(&self.theirs)
    }

    fn of(side: Side, turn: &Turn) -> Self {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let turns = if side == Side::Ours {
            &mut ours
        } else {
            &mut theirs
        };
        turns.push(turn.clone());
        Self {
            base: turn.base.clone(),
            is_conflict: false,
            ours,
            theirs,
        }
    }

    /// This and the next, as one.
    fn with(mut self, next: Self) -> Self {
        self.base = self.base.start.min(next.base.start)..self.base.end.max(next.base.end);
        self.is_conflict |= next.is_conflict;
        self.ours.extend(next.ours);
        self.theirs.extend(next.theirs);
        self
    }
}

fn played(turns: &[Turn], range: &Range<usize>, base: &str) -> String {
    let mut text = String::new();
    let mut at = range.start;
    for turn in turns {
        text.push_str(&base[at..turn.base.start]);
        text.push_str(&turn.text);
        at = turn.base.end;
    }
    text.push_str(&base[at..range.end]);
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Ours,
    Theirs,
}

/// All that was done, place by place, ascending.
pub(crate) fn groups(arranged: &Arranged) -> Vec<Group> {
    let base = &arranged.base;
    let mut groups = at_one_place(arranged);
    for group in &mut groups {
        group.is_conflict = group.is_asked(base) && group.ours(base) != group.theirs(base);
    }
    if groups.iter().any(|group| group.is_conflict) {
        groups = with_whole_sentences(groups, base);
    }
    groups
}

fn at_one_place(arranged: &Arranged) -> Vec<Group> {
    let ours = arranged.ours.iter().map(|turn| (Side::Ours, turn));
    let theirs = arranged.theirs.iter().map(|turn| (Side::Theirs, turn));
    let mut turns: Vec<_> = ours.chain(theirs).collect();
    turns.sort_by_key(|(_, turn)| (turn.base.start, turn.base.end));
    let mut groups: Vec<Group> = Vec::new();
    for (side, turn) in turns {
        let mut whole = Group::of(side, turn);
        let first = first_that_touches(&groups, side, turn, &arranged.base);
        for group in groups.split_off(first).into_iter().rev() {
            whole = group.with(whole);
        }
        groups.push(whole);
    }
    groups
}

/// The first group, of those at the end, in which the other side touches this turn.
fn first_that_touches(groups: &[Group], side: Side, turn: &Turn, base: &str) -> usize {
    let mut first = groups.len();
    for (at, group) in groups.iter().enumerate().rev() {
        let others = if side == Side::Ours {
            &group.theirs
        } else {
            &group.ours
        };
        if others.iter().any(|other| touch(other, turn, base)) {
            first = at;
        }
        let kept = base.get(group.base.end..turn.base.start);
        if kept.is_some_and(|kept| kept.contains(char::is_alphanumeric)) {
            break;
        }
    }
    first
}

/// Widens what must be asked to sentences; what else was done in them is asked along.
fn with_whole_sentences(groups: Vec<Group>, base: &str) -> Vec<Group> {
    let sentences = sentences(base);
    let mut done: Vec<Group> = Vec::new();
    for mut group in groups {
        if group.is_conflict {
            group.base = whole_sentences(&group.base, &sentences);
        }
        while let Some(last) = done.pop_if(|last| overlap(last, &group)) {
            group = last.with(group);
        }
        done.push(group);
    }
    done
}

/// Whether one of them is asked and reaches into the other.
fn overlap(first: &Group, second: &Group) -> bool {
    let (a, b) = (&first.base, &second.base);
    let within = |point: usize, range: &Range<usize>| range.start < point && point < range.end;
    let meets = match (a.is_empty(), b.is_empty()) {
        (false, false) => a.start < b.end && b.start < a.end,
        (true, false) => within(a.start, b),
        (false, true) => within(b.start, a),
        (true, true) => false,
    };
    meets && (first.is_conflict || second.is_conflict)
}
