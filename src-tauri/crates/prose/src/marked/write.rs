//! Writes elements with their marks; decides nothing about what changed.

use super::run::{Contexts, Item, items, paragraph_end};
use super::segments::{Segment, Step, steps};
use super::tags::{with_class, without_ids};
use super::text::{Out, compared};
use crate::tree::{Element, Node};

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It came.
    Added,
    /// It went.
    Removed,
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Self::Added => "diff-added",
            Self::Removed => "diff-removed",
        }
    }
}

/// A segment that is in both, with what changed in it marked.
pub(crate) fn pair(old: &Segment<'_, '_>, new: &Segment<'_, '_>) -> String {
    let mut out = String::new();
    push_pair(old, new, false, &mut out);
    out
}

/// A segment that came or went.
pub(crate) fn whole(segment: &Segment<'_, '_>, mark: Mark) -> String {
    let mut out = String::new();
    push_whole(segment, mark, false, &mut out);
    out
}

/// Paragraphs that were cut up or joined: one block for each of the new text.
pub(crate) fn joined_paragraphs(old: &[Node<'_>], new: &[Node<'_>]) -> Vec<String> {
    let mut contexts = Contexts::default();
    let old = paragraphs_items(old, &mut contexts);
    let new = paragraphs_items(new, &mut contexts);
    let mut blocks = vec![String::new()];
    for out in compared(&old, &new) {
        match out {
            Out::Html(html) => blocks
                .last_mut()
                .into_iter()
                .for_each(|b| b.push_str(&html)),
            Out::Break => blocks.push(String::new()),
        }
    }
    blocks
        .into_iter()
        .map(|html| format!("<p>{html}</p>"))
        .collect()
}

fn paragraphs_items<'n, 'h>(
    paragraphs: &'n [Node<'h>],
    contexts: &mut Contexts<'h>,
) -> Vec<Item<'n, 'h>> {
    let mut row = Vec::new();
    for (nth, node) in paragraphs.iter().enumerate() {
        if nth > 0 {
            row.push(paragraph_end());
        }
        if let Node::Element(element) = node {
            items(&element.children, contexts, &mut row);
        }
    }
    row
}

fn push_pair(old: &Segment<'_, '_>, new: &Segment<'_, '_>, holds_blocks: bool, out: &mut String) {
    match (old, new) {
        (Segment::Block(old), Segment::Block(new)) => {
            out.push_str(new.tag);
            let holds_blocks = holds_only_blocks(new.name);
            for step in steps(&old.children, &new.children) {
                match step {
                    Step::Removed(segment) => {
                        push_whole(&segment, Mark::Removed, holds_blocks, out)
                    }
                    Step::Added(segment) => push_whole(&segment, Mark::Added, holds_blocks, out),
                    Step::Pair(old, new) => push_pair(&old, &new, holds_blocks, out),
                }
            }
            new.close(out);
        }
        (_, Segment::Run(new)) if holds_blocks => new.iter().for_each(|node| node.write(out)),
        (Segment::Run(old), Segment::Run(new)) => push_runs(old, new, out),
        _ => push_whole(new, Mark::Added, holds_blocks, out),
    }
}

/// Elements between whose children there is only white space.
fn holds_only_blocks(name: &str) -> bool {
    matches!(
        name,
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "ul" | "ol" | "dl"
    )
}

fn push_whole(segment: &Segment<'_, '_>, mark: Mark, holds_blocks: bool, out: &mut String) {
    match segment {
        Segment::Run(nodes) if holds_blocks => {
            if mark == Mark::Added {
                nodes.iter().for_each(|node| node.write(out));
            }
        }
        Segment::Run(nodes) => match mark {
            Mark::Added => push_runs(&[], nodes, out),
            Mark::Removed => push_runs(nodes, &[], out),
        },
        Segment::Block(element) => push_element(element, mark, true, out),
    }
}

fn push_element(element: &Element<'_>, mark: Mark, outermost: bool, out: &mut String) {
    let tag = match mark {
        Mark::Added => element.tag.to_owned(),
        Mark::Removed => without_ids(element.tag),
    };
    out.push_str(&if outermost {
        with_class(&tag, mark.class())
    } else {
        tag
    });
    let nothing: &[Node<'_>] = &[];
    let holds_blocks = holds_only_blocks(element.name);
    for step in steps(nothing, &element.children) {
        let Step::Added(segment) = step else { continue };
        match segment {
            Segment::Block(inner) => push_element(inner, mark, false, out),
            Segment::Run(nodes) if holds_blocks => nodes.iter().for_each(|node| node.write(out)),
            run @ Segment::Run(_) => push_whole(&run, mark, false, out),
        }
    }
    element.close(out);
}

fn push_runs(old: &[Node<'_>], new: &[Node<'_>], out: &mut String) {
    if old == new {
        return new.iter().for_each(|node| node.write(out));
    }
    let mut contexts = Contexts::default();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    items(old, &mut contexts, &mut before);
    items(new, &mut contexts, &mut after);
    for part in compared(&before, &after) {
        if let Out::Html(html) = part {
            out.push_str(&html);
        }
    }
}
