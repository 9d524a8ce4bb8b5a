//! Two texts as one page on which a reader sees what came, went and moved; decides nothing about which is which.
//!
//! What the marks look like: `ins.diff-added` and `del.diff-removed` around words; on a block, an
//! item, a row or a cell the class `diff-added`, `diff-removed`, `diff-changed`, `diff-moved`, and
//! `diff-moved-away` where something moved from. A new or former end of paragraph is a marked `¶`.
//! [`crate::sanitize`] knows none of these classes, so they reach no page of a site.

mod run;
mod segments;
mod tags;
mod text;
mod write;

use std::collections::HashMap;

use crate::Manuscript;
use crate::compare::PartKind;
use crate::compare::passages::Passages;
use crate::compare::rows::{Row, rows};
use crate::sanitize::keeps_marked;
use crate::tree::{Node, parse};
use segments::{Step, steps};
use tags::{with_class, without_ids};
use write::{Mark, joined_paragraphs, pair, whole};

/// A block of the page that shows both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedBlock {
    /// Exactly one element, canonical, with what changed in it marked. Only blocks of the new
    /// text, where they stand, have identifiers.
    pub html: String,
    /// What became of it.
    pub kind: PartKind,
    /// The part of [`crate::compare`]'s result that it shows; `None` for the notes at the end.
    pub part: Option<usize>,
    /// For a moved block the index (among the marked blocks) of where it left, and there of where
    /// it went.
    pub elsewhere: Option<usize>,
}

/// The page of the new text, with what the old one had otherwise. Joined by `"\n"` the blocks are
/// canonical HTML.
pub fn marked_blocks(old: &str, new: &str) -> Vec<MarkedBlock> {
    let page = Pages {
        old: Manuscript::new(old),
        new: Manuscript::new(new),
    };
    let rows = rows(&Passages::read(old), &Passages::read(new));
    let mut blocks = Vec::new();
    let mut first_of_row = HashMap::new();
    for (nth, row) in rows.iter().enumerate() {
        first_of_row.insert(nth, blocks.len());
        blocks.extend(page.row(row, nth));
        if first_of_row[&nth] == blocks.len() {
            first_of_row.remove(&nth);
        }
    }
    for block in &mut blocks {
        let other = block.part.and_then(|part| rows[part].elsewhere);
        block.elsewhere = other.and_then(|row| first_of_row.get(&row).copied());
    }
    blocks.extend(page.notes());
    blocks
}

struct Pages {
    old: Manuscript,
    new: Manuscript,
}

impl Pages {
    fn row(&self, row: &Row, nth: usize) -> Vec<MarkedBlock> {
        let old: Vec<&str> = row
            .old
            .clone()
            .filter_map(|n| self.old.html_of(n))
            .collect();
        let new: Vec<&str> = row
            .new
            .clone()
            .filter_map(|n| self.new.html_of(n))
            .collect();
        let found = match row.kind {
            PartKind::MovedAway => old.iter().map(|html| moved_away(html)).collect(),
            PartKind::Moved => moved(&old, &new),
            _ => compared(&old, &new),
        };
        let block = |(kind, html)| MarkedBlock {
            html,
            kind,
            part: Some(nth),
            elsewhere: None,
        };
        found.into_iter().map(block).collect()
    }

    fn notes(&self) -> Vec<MarkedBlock> {
        let old: Vec<&str> = self.old.notes_html().into_iter().collect();
        let new: Vec<&str> = self.new.notes_html().into_iter().collect();
        let block = |(kind, html)| MarkedBlock {
            html,
            kind,
            part: None,
            elsewhere: None,
        };
        compared(&old, &new).into_iter().map(block).collect()
    }
}

type Marked = (PartKind, String);

fn moved_away(html: &str) -> Marked {
    let html = with_class(&without_ids(html), "diff-moved-away");
    (PartKind::MovedAway, html)
}

fn moved(old: &[&str], new: &[&str]) -> Vec<Marked> {
    let class = |(kind, html): Marked| match kind {
        PartKind::Removed => (kind, html),
        _ => (PartKind::Moved, with_class(&html, "diff-moved")),
    };
    compared(old, new).into_iter().map(class).collect()
}

/// Blocks that belong together, marked; without marks where they are the same to a reader.
fn compared(old: &[&str], new: &[&str]) -> Vec<Marked> {
    if old == new {
        return new
            .iter()
            .map(|html| (PartKind::Kept, (*html).to_owned()))
            .collect();
    }
    let marked = marked(&parse(&old.concat()), &parse(&new.concat()));
    if marked.iter().all(|(_, html)| keeps_marked(html)) {
        return marked;
    }
    // Marks that a parser would put elsewhere help nobody: the old block, then the new one.
    let gone = old
        .iter()
        .map(|html| with_class(&without_ids(html), "diff-removed"));
    let come = new.iter().map(|html| with_class(html, "diff-added"));
    let gone = gone.map(|html| (PartKind::Removed, html));
    gone.chain(come.map(|html| (PartKind::Added, html)))
        .collect()
}

fn marked(old: &[Node<'_>], new: &[Node<'_>]) -> Vec<Marked> {
    let are_many = old.len() + new.len() > 2 && !old.is_empty() && !new.is_empty();
    if are_many && old.iter().chain(new).all(|node| node.is_element("p")) {
        let blocks = joined_paragraphs(old, new);
        return blocks.into_iter().map(changed).collect();
    }
    let step = |step: Step<'_, '_>| match step {
        Step::Removed(segment) => (PartKind::Removed, whole(&segment, Mark::Removed)),
        Step::Added(segment) => (PartKind::Added, whole(&segment, Mark::Added)),
        Step::Pair(old, new) => changed(pair(&old, &new)),
    };
    steps(old, new).into_iter().map(step).collect()
}

fn changed(html: String) -> Marked {
    if html.contains("\"diff-") || html.contains(" diff-") {
        (PartKind::Changed, with_class(&html, "diff-changed"))
    } else {
        (PartKind::Kept, html)
    }
}
