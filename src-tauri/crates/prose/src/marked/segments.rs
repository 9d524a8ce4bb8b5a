//! What of one element's content is which of another's: paragraphs, items, rows, runs of text; writes nothing.

use crate::compare::script::{Hunk, exact};
use crate::compare::traits::{Traits, likeness};
use crate::tree::{Element, Node};

/// The most comparisons between two places that are the same.
const CELLS: usize = 1_000;

/// A part of an element's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Segment<'n, 'h> {
    /// As much running text as there is in one place.
    Run(&'n [Node<'h>]),
    /// An element that holds blocks, or is one.
    Block(&'n Element<'h>),
}

/// What became of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'n, 'h> {
    /// It went.
    Removed(Segment<'n, 'h>),
    /// It came.
    Added(Segment<'n, 'h>),
    /// It is in both, perhaps not the same.
    Pair(Segment<'n, 'h>, Segment<'n, 'h>),
}

/// What became of each segment, in the order of the new content.
pub(crate) fn steps<'n, 'h>(old: &'n [Node<'h>], new: &'n [Node<'h>]) -> Vec<Step<'n, 'h>> {
    let (old, new) = (segments(old), segments(new));
    let seen = |segments: &[Segment<'_, '_>]| -> Vec<String> {
        segments.iter().map(Segment::seen).collect()
    };
    let (old_seen, new_seen) = (seen(&old), seen(&new));
    let mut steps = Vec::new();
    let (mut from, mut at) = (0, 0);
    let end = Hunk {
        old: old.len()..old.len(),
        new: new.len()..new.len(),
    };
    for hunk in exact(&strs(&old_seen), &strs(&new_seen))
        .into_iter()
        .chain([end])
    {
        let kept = old[from..hunk.old.start]
            .iter()
            .zip(&new[at..hunk.new.start]);
        steps.extend(kept.map(|(old, new)| Step::Pair(*old, *new)));
        between(&old[hunk.old.clone()], &new[hunk.new.clone()], &mut steps);
        (from, at) = (hunk.old.end, hunk.new.end);
    }
    steps
}

fn strs(seen: &[String]) -> Vec<&str> {
    seen.iter().map(String::as_str).collect()
}

fn segments<'n, 'h>(nodes: &'n [Node<'h>]) -> Vec<Segment<'n, 'h>> {
    let mut segments = Vec::new();
    let mut run = 0;
    for (at, node) in nodes.iter().enumerate() {
        let Node::Element(element) = node else {
            continue;
        };
        if node.is_inline() {
            continue;
        }
        if run < at {
            segments.push(Segment::Run(&nodes[run..at]));
        }
        segments.push(Segment::Block(element));
        run = at + 1;
    }
    if run < nodes.len() {
        segments.push(Segment::Run(&nodes[run..]));
    }
    segments
}

impl Segment<'_, '_> {
    fn name(&self) -> &str {
        match self {
            Self::Run(_) => "",
            Self::Block(element) => element.name,
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        match self {
            Self::Run(nodes) => nodes.iter().for_each(|node| node.text(&mut text)),
            Self::Block(element) => element.children.iter().for_each(|n| n.text(&mut text)),
        }
        text
    }

    /// What a reader knows it by.
    fn seen(&self) -> String {
        format!("{}\n{}", self.name(), self.text())
    }
}

/// Pairs what is left between two certain pairs, in order, the most alike of one kind.
fn between<'n, 'h>(
    olds: &[Segment<'n, 'h>],
    news: &[Segment<'n, 'h>],
    steps: &mut Vec<Step<'n, 'h>>,
) {
    let (mut i, mut j) = (0, 0);
    if olds.len() * news.len() <= CELLS {
        let like = likenesses(olds, news);
        let best = best_rows(&like, olds.len(), news.len());
        while i < olds.len() && j < news.len() {
            if like[i][j] > 0.0 && best[i][j] <= like[i][j] + best[i + 1][j + 1] {
                steps.push(Step::Pair(olds[i], news[j]));
                (i, j) = (i + 1, j + 1);
            } else if best[i][j] <= best[i + 1][j] {
                steps.push(Step::Removed(olds[i]));
                i += 1;
            } else {
                steps.push(Step::Added(news[j]));
                j += 1;
            }
        }
    }
    steps.extend(olds[i..].iter().map(|old| Step::Removed(*old)));
    steps.extend(news[j..].iter().map(|new| Step::Added(*new)));
}

fn likenesses(olds: &[Segment<'_, '_>], news: &[Segment<'_, '_>]) -> Vec<Vec<f64>> {
    let traits = |segments: &[Segment<'_, '_>]| -> Vec<Traits> {
        segments
            .iter()
            .map(|segment| Traits::of(&segment.text()))
            .collect()
    };
    let (old_traits, new_traits) = (traits(olds), traits(news));
    let like = |i: usize, j: usize| {
        // Two of a kind at one place are one, rewritten, if nothing else is more alike.
        let same_kind = olds[i].name() == news[j].name();
        if same_kind {
            0.05 + likeness(&old_traits[i], &new_traits[j])
        } else {
            0.0
        }
    };
    (0..olds.len())
        .map(|i| (0..news.len()).map(|j| like(i, j)).collect())
        .collect()
}

/// For each pair of ends the greatest sum of likenesses in order.
fn best_rows(like: &[Vec<f64>], olds: usize, news: usize) -> Vec<Vec<f64>> {
    let mut best = vec![vec![0.0_f64; news + 1]; olds + 1];
    for i in (0..olds).rev() {
        for j in (0..news).rev() {
            let paired = like[i][j] + best[i + 1][j + 1];
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    best
}
