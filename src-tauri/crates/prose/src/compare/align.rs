//! Which paragraphs of an old text are which of a new one, moved and rewritten ones included; knows no marks.
//!
//! Three passes, each over what is left: equal sources; sources that share many runs of three
//! words, wherever they stand; and, between two that are certain, sources that share many words.
//! What can't be put in one order with the rest has moved.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::order::heaviest_ascending;
use super::passages::Passages;
use super::script::exact;
use super::traits::{Traits, likeness};

/// Runs of words that more blocks than this have tell none of them.
const COMMON: usize = 8;

/// How alike two blocks are that are one, rewritten.
const LIKE: f64 = 0.3;

/// How alike by words alone, between certain neighbours.
const LIKE_BETWEEN: f64 = 0.4;

/// How much of a block is in another that it was cut from, or joined to.
const PART: f64 = 0.5;

/// What is shorter does not move: it goes, and the like of it comes.
const MOVES: usize = 3;

/// The most comparisons between two certain neighbours.
const CELLS: usize = 1_000;

/// Blocks that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Of the old text; several when they were joined.
    pub(crate) old: Range<usize>,
    /// Of the new text; several when one was cut up.
    pub(crate) new: Range<usize>,
    /// Whether it stands elsewhere among the others.
    pub(crate) moved: bool,
}

/// The pairs, ascending in the new text. A block is in one pair at most; those that have not
/// moved ascend in the old text too.
pub(crate) fn align(old: &Passages<'_>, new: &Passages<'_>) -> Vec<Pair> {
    let mut matching = Matching::new(old, new);
    matching.equal();
    matching.alike();
    matching.order();
    matching.between();
    matching.cut_and_joined()
}

struct Matching<'a, 't> {
    old: &'a Passages<'t>,
    new: &'a Passages<'t>,
    /// For each block of the new text, its block of the old one.
    to_old: Vec<Option<usize>>,
    to_new: Vec<Option<usize>>,
    old_traits: HashMap<usize, Traits>,
    new_traits: HashMap<usize, Traits>,
    /// How many runs of words an unmatched new block shares with an old one.
    shared: HashMap<(usize, usize), usize>,
    moved: HashSet<usize>,
}

impl<'a, 't> Matching<'a, 't> {
    fn new(old: &'a Passages<'t>, new: &'a Passages<'t>) -> Self {
        Self {
            old,
            new,
            to_old: vec![None; new.ranges.len()],
            to_new: vec![None; old.ranges.len()],
            old_traits: HashMap::new(),
            new_traits: HashMap::new(),
            shared: HashMap::new(),
            moved: HashSet::new(),
        }
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.to_new[old] = Some(new);
        self.to_old[new] = Some(old);
    }

    fn part(&mut self, new: usize) {
        if let Some(old) = self.to_old[new].take() {
            self.to_new[old] = None;
        }
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        self.to_new[old].is_none() && self.to_old[new].is_none()
    }

    /// Pairs blocks of equal source, those in order first. Blank lines at the end don't count.
    fn equal(&mut self) {
        let sources = |passages: &Passages<'t>| -> Vec<&'t str> {
            let sources = passages.ranges.iter();
            sources
                .map(|range| passages.text[range.clone()].trim_end())
                .collect()
        };
        let (old, new) = (sources(self.old), sources(self.new));
        let (mut from, mut at) = (0, 0);
        for hunk in exact(&old, &new) {
            while from < hunk.old.start {
                self.pair(from, at);
                (from, at) = (from + 1, at + 1);
            }
            (from, at) = (hunk.old.end, hunk.new.end);
        }
        while from < old.len() {
            self.pair(from, at);
            (from, at) = (from + 1, at + 1);
        }
        let mut elsewhere: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in (0..old.len()).rev().filter(|at| self.to_new[*at].is_none()) {
            elsewhere.entry(old[at]).or_default().push(at);
        }
        for (at, source) in new.iter().enumerate() {
            let is_free = self.to_old[at].is_none();
            let found = elsewhere.get_mut(source).filter(|_| is_free);
            if let Some(from) = found.and_then(Vec::pop) {
                self.pair(from, at);
            }
        }
    }

    /// Pairs blocks that share many runs of words, the most alike first.
    fn alike(&mut self) {
        self.look_at_unmatched();
        let mut owners: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut unmatched: Vec<_> = self.old_traits.keys().copied().collect();
        unmatched.sort_unstable();
        for at in unmatched {
            for run in &self.old_traits[&at].runs {
                owners.entry(*run).or_default().push(at);
            }
        }
        for (at, traits) in &self.new_traits {
            let owned = traits.runs.iter().filter_map(|run| owners.get(run));
            for owners in owned.filter(|owners| owners.len() <= COMMON) {
                for from in owners {
                    *self.shared.entry((*from, *at)).or_default() += 1;
                }
            }
        }
        let mut candidates: Vec<_> = self
            .shared
            .keys()
            .map(|(from, at)| (self.likeness(*from, *at), *from, *at))
            .filter(|(likeness, ..)| *likeness >= LIKE)
            .collect();
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, from, at) in candidates {
            if self.is_free(from, at) {
                self.pair(from, at);
            }
        }
    }

    fn look_at_unmatched(&mut self) {
        for at in (0..self.to_new.len()).filter(|at| self.to_new[*at].is_none()) {
            let traits = Traits::of(self.old.source(at..at + 1));
            self.old_traits.insert(at, traits);
        }
        for at in (0..self.to_old.len()).filter(|at| self.to_old[*at].is_none()) {
            let traits = Traits::of(self.new.source(at..at + 1));
            self.new_traits.insert(at, traits);
        }
    }

    /// From 0 to 1: twice what they share in what they have.
    fn likeness(&self, from: usize, at: usize) -> f64 {
        let shared = self.shared.get(&(from, at)).copied().unwrap_or(0);
        let all = self.old_traits[&from].runs.len() + self.new_traits[&at].runs.len();
        2.0 * shared as f64 / all.max(1) as f64
    }

    /// Finds which pairs keep their order, as much text as possible; the others moved.
    fn order(&mut self) {
        let pairs: Vec<(usize, usize, usize)> = (0..self.to_old.len())
            .filter_map(|at| Some((self.to_old[at]?, at)))
            .map(|(from, at)| (from, at, self.new.ranges[at].len() + 1))
            .collect();
        let stays = heaviest_ascending(&pairs);
        for ((_, at, _), stays) in pairs.into_iter().zip(stays) {
            if stays {
                continue;
            }
            if self.is_worth_moving(at) {
                self.moved.insert(at);
            } else {
                self.part(at);
            }
        }
    }

    fn is_worth_moving(&self, at: usize) -> bool {
        let words = self.new.source(at..at + 1).split_whitespace();
        words
            .filter(|word| word.contains(char::is_alphanumeric))
            .take(MOVES)
            .count()
            == MOVES
    }

    /// Pairs what is left between neighbours that kept their order.
    fn between(&mut self) {
        let certain: Vec<(usize, usize)> = (0..self.to_old.len())
            .filter(|at| !self.moved.contains(at))
            .filter_map(|at| Some((self.to_old[at]?, at)))
            .chain([(self.to_new.len(), self.to_old.len())])
            .collect();
        let (mut from, mut at) = (0, 0);
        for (next_from, next_at) in certain {
            let olds: Vec<_> = (from..next_from)
                .filter(|n| self.to_new[*n].is_none())
                .collect();
            let news: Vec<_> = (at..next_at)
                .filter(|n| self.to_old[*n].is_none())
                .collect();
            self.pair_in_order(&olds, &news);
            (from, at) = (next_from + 1, next_at + 1);
        }
    }

    fn pair_in_order(&mut self, olds: &[usize], news: &[usize]) {
        if olds.is_empty() || news.is_empty() || olds.len() * news.len() > CELLS {
            return;
        }
        let enough = if olds.len() + news.len() == 2 {
            LIKE_BETWEEN / 2.0
        } else {
            LIKE_BETWEEN
        };
        let mut best = vec![vec![0.0_f64; news.len() + 1]; olds.len() + 1];
        let mut like = vec![vec![0.0_f64; news.len()]; olds.len()];
        for (i, old) in olds.iter().enumerate().rev() {
            for (j, new) in news.iter().enumerate().rev() {
                let both = self.old_traits.get(old).zip(self.new_traits.get(new));
                let found = both.map_or(0.0, |(old, new)| likeness(old, new));
                like[i][j] = if found >= enough { found } else { 0.0 };
                let paired = like[i][j] + best[i + 1][j + 1];
                best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < olds.len() && j < news.len() {
            if like[i][j] > 0.0 && best[i][j] <= like[i][j] + best[i + 1][j + 1] {
                self.pair(olds[i], news[j]);
                (i, j) = (i + 1, j + 1);
            } else if best[i][j] <= best[i + 1][j] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }

    /// Adds to each pair its neighbours that were cut from it, or joined to it.
    fn cut_and_joined(mut self) -> Vec<Pair> {
        let shares = |part: usize, whole: usize| part as f64 >= PART * whole.max(1) as f64;
        let runs = |all: &HashMap<usize, Traits>, n| all.get(&n).map_or(0, |t| t.runs.len());
        let mut joined: Vec<Pair> = Vec::new();
        for at in 0..self.to_old.len() {
            let done = joined.last().is_some_and(|pair| pair.new.end > at);
            let Some(from) = self.to_old[at].filter(|_| !done) else {
                continue;
            };
            let mut pair = Pair {
                old: from..from + 1,
                new: at..at + 1,
                moved: self.moved.contains(&at),
            };
            let cut = |n: usize| {
                let shared = self.shared.get(&(from, n)).copied().unwrap_or(0);
                self.to_old[n].is_none() && shares(shared, runs(&self.new_traits, n))
            };
            while pair.new.start > 0 && cut(pair.new.start - 1) {
                pair.new.start -= 1;
            }
            while pair.new.end < self.to_old.len() && cut(pair.new.end) {
                pair.new.end += 1;
            }
            let put = |n: usize| {
                let shared = self.shared.get(&(n, at)).copied().unwrap_or(0);
                self.to_new[n].is_none() && shares(shared, runs(&self.old_traits, n))
            };
            while pair.old.start > 0 && put(pair.old.start - 1) {
                pair.old.start -= 1;
            }
            while pair.old.end < self.to_new.len() && put(pair.old.end) {
                pair.old.end += 1;
            }
            pair.new.clone().for_each(|n| self.to_old[n] = Some(from));
            pair.old.clone().for_each(|n| self.to_new[n] = Some(at));
            joined.push(pair);
        }
        joined
    }
}
