//! The live article as Markdown on top of our own source: what reads the same keeps our words byte for byte; merges nothing.

mod lay;
mod notes;

use std::ops::Range;

use super::article::Block;
use super::leaf::Known;
use super::read::{read, read_each};
use super::tidy::tidy;
use super::{FromHtml, clean, from_html};
use crate::compare::passages::Passages;
use crate::compare::script::exact;
use crate::compare::traits::{Traits, likeness};
use crate::tree::parse;
use crate::{Manuscript, merge};
use lay::Step;

/// How alike a block of theirs is to the one of ours that it was made of.
const LIKE: f64 = 0.4;

/// The most comparisons between two blocks that are kept.
const CELLS: usize = 1_000;

/// Brings an article back that was published from `base`, and that others may have changed since:
/// each block of theirs that reads as one of ours keeps our source, with all that only defines.
/// What they changed or added is converted, as [`from_html`] does, with our marks where they still
/// hold. What they added and Markdown can't say is told, as there.
///
/// An untouched article gives back exactly `base`, whatever the site made of spaces between blocks
/// and of the forms of HTML. Pictures must have the addresses they have in `base`.
pub fn brought_back(base: &str, theirs: &str) -> FromHtml {
    if crate::body_html(base) == theirs {
        return FromHtml {
            markdown: base.to_owned(),
            lost: Vec::new(),
        };
    }
    let anew = from_html(theirs);
    let Some((own, clean)) = Base::read(base).zip(clean::clean(theirs)) else {
        return anew;
    };
    let (own, steps) = own.with(&clean);
    if steps.iter().all(|step| matches!(step, Step::Keep(_))) {
        let markdown = base.to_owned();
        return FromHtml { markdown, ..anew };
    }
    // Blocks that touched may not be what they were, and what our source defines within a block
    // may be gone with it.
    let laid = [false, true].map(|parted| lay::laid(&own.passages, &steps, parted));
    let seen = seen(&anew.markdown);
    match laid
        .into_iter()
        .find(|markdown| self::seen(markdown) == seen)
    {
        Some(markdown) => FromHtml { markdown, ..anew },
        None => anew,
    }
}

/// What a reader sees of a text: its blocks and its notes. Whose a picture is may be told apart or not.
fn seen(markdown: &str) -> Option<(Vec<Block>, Vec<Vec<Block>>)> {
    let html = clean::clean(&crate::body_html(markdown))?;
    let read = read(&parse(&html));
    let seen = |blocks| said_so(&tidy(blocks));
    Some((
        seen(read.blocks),
        read.notes.into_iter().map(seen).collect(),
    ))
}

/// Blocks as they are compared: a site that keeps the words of a credit keeps it.
fn said_so(blocks: &[Block]) -> Vec<Block> {
    let blocks = blocks.iter().cloned();
    blocks.map(Block::with_credits_said).collect()
}

/// Our own source.
struct Base<'t> {
    passages: Passages<'t>,
    /// What a reader sees of each passage.
    blocks: Vec<Vec<Block>>,
    /// What a reader sees of each note, in their order.
    notes: Vec<Vec<Block>>,
    /// How the notes are called.
    known: Known,
}

impl<'t> Base<'t> {
    /// `None` if its page would be costly to read.
    fn read(text: &'t str) -> Option<Self> {
        let manuscript = Manuscript::new(text);
        let passages = Passages::read(text);
        let html = clean::clean(&manuscript.body_html())?;
        let (each, notes) = read_each(&parse(&html));
        let mut each = each.into_iter().map(tidy);
        let blocks = (0..passages.ranges.len())
            .map(|n| match manuscript.html_of(n) {
                Some(_) => each.next().unwrap_or_default(),
                None => Vec::new(),
            })
            .collect();
        let known = Known {
            labels: notes::as_written(manuscript.note_labels(), &passages),
            definitions: manuscript.definitions().clone(),
        };
        Some(Self {
            passages,
            blocks,
            notes: notes.into_iter().map(tidy).collect(),
            known,
        })
    }

    /// What others made of our source, step by step.
    fn with(mut self, theirs: &str) -> (Self, Vec<Step>) {
        let read = read(&parse(theirs));
        let mut blocks = tidy(read.blocks);
        let mut their_notes: Vec<_> = read.notes.into_iter().map(tidy).collect();
        let places = notes::places(&self.notes, &their_notes);
        notes::name_new(&mut self.known, &places);
        for blocks in their_notes.iter_mut().chain([&mut blocks]) {
            notes::renumber(blocks, &places);
        }
        let mut steps = self.steps(&blocks);
        for (place, note) in places.into_iter().zip(&their_notes) {
            self.note(place, note, &mut steps);
        }
        (self, steps)
    }

    /// What to do with each of our passages, and what to put between them.
    fn steps(&self, theirs: &[Block]) -> Vec<Step> {
        let ours: Vec<Block> = self
            .blocks
            .iter()
            .flat_map(|blocks| said_so(blocks))
            .collect();
        let said = said_so(theirs);
        let found = kept(
            &ours.iter().collect::<Vec<_>>(),
            &said.iter().collect::<Vec<_>>(),
        );
        let mut steps = Vec::new();
        let (mut from, mut at, mut waiting) = (0, 0, 0..0);
        for (passage, blocks) in self.blocks.iter().enumerate() {
            let places = &found[from..from + blocks.len()];
            from += blocks.len();
            waiting.end = passage + 1;
            let Some(place) = in_a_row(places) else {
                continue;
            };
            self.changed(waiting.start..passage, &theirs[at..place.start], &mut steps);
            steps.push(Step::Keep(passage));
            at = place.end;
            waiting = passage + 1..passage + 1;
        }
        self.changed(waiting, &theirs[at..], &mut steps);
        steps
    }

    /// Passages that are not kept, and what stands in their place.
    fn changed(&self, passages: Range<usize>, theirs: &[Block], steps: &mut Vec<Step>) {
        let anew: Vec<String> = theirs.iter().map(|block| self.markdown(block)).collect();
        let (mut at, is_seen) = (0, |passage: &usize| !self.blocks[*passage].is_empty());
        let in_order = passages.clone().filter(is_seen).count() == anew.len()
            || passages.len() * anew.len() > CELLS;
        for passage in passages {
            if !is_seen(&passage) {
                // What nobody sees can't be missing.
                steps.push(Step::Keep(passage));
                continue;
            }
            let source = &self.passages.text[self.passages.own_span(passage)];
            let own = Traits::of(source);
            let is_it = |n: &usize| in_order || likeness(&own, &Traits::of(&anew[*n])) >= LIKE;
            let Some(place) = (at..anew.len()).find(is_it) else {
                steps.push(Step::Remove(passage));
                continue;
            };
            steps.extend(anew[at..place].iter().cloned().map(Step::Insert));
            let markdown = self.in_our_hand(passage, source, &anew[place]);
            steps.push(Step::Replace(passage, markdown));
            at = place + 1;
        }
        steps.extend(anew[at..].iter().cloned().map(Step::Insert));
    }

    /// Their words with our marks, where that reads as what they say.
    fn in_our_hand(&self, passage: usize, source: &str, anew: &str) -> String {
        let before = self.known.blocks(&self.blocks[passage], false);
        let merged = merge(&before, source, anew).resolved(|conflict| &conflict.theirs);
        let page = self.known.page_of(anew);
        if page.is_some() && self.known.page_of(&merged) == page {
            return merged;
        }
        anew.to_owned()
    }

    /// A block of theirs; one that only moved is in our own words.
    fn markdown(&self, block: &Block) -> String {
        let block = std::slice::from_ref(block);
        match self.blocks.iter().position(|own| own == block) {
            Some(own) => self.passages.text[self.passages.own_span(own)].to_owned(),
            None => self.known.blocks(block, false),
        }
    }

    /// Puts a note that is new or another in its place.
    fn note(&self, place: usize, note: &[Block], steps: &mut Vec<Step>) {
        if self.notes.get(place).is_some_and(|own| own == note) {
            return;
        }
        let label = &self.known.labels[place];
        let markdown = self.known.note(label, note);
        let defines = |passage: usize| {
            let defined = self.passages.note(passage);
            defined.is_some_and(|own| crate::writer::fold(own) == crate::writer::fold(label))
        };
        let own = steps.iter_mut().find_map(|step| match step {
            Step::Keep(passage) if defines(*passage) => Some((*passage, step)),
            _ => None,
        });
        match own {
            Some((passage, step)) => *step = Step::Replace(passage, markdown),
            None => steps.push(Step::Insert(markdown)),
        }
    }
}

/// For each of our blocks, which of theirs it is.
fn kept(ours: &[&Block], theirs: &[&Block]) -> Vec<Option<usize>> {
    let mut found = vec![None; ours.len()];
    let (mut from, mut at) = (0, 0);
    for hunk in exact(ours, theirs) {
        (from..hunk.old.start)
            .zip(at..)
            .for_each(|(own, their)| found[own] = Some(their));
        (from, at) = (hunk.old.end, hunk.new.end);
    }
    (from..ours.len())
        .zip(at..)
        .for_each(|(own, their)| found[own] = Some(their));
    found
}

/// Where blocks stand that are all there, one after the other.
fn in_a_row(places: &[Option<usize>]) -> Option<Range<usize>> {
    let first = (*places.first()?)?;
    let follows = |(nth, place): (usize, &Option<usize>)| *place == Some(first + nth);
    let all = places.iter().enumerate().all(follows);
    all.then(|| first..first + places.len())
}
