//! A Markdown text as its top-level blocks, with what readers would hear of each; writes no page.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::piece::{line_start, options};
use crate::writer::{Spanned, words};

/// A text, cut up. Block `n` is the `n`th piece of the text's manuscript.
pub(crate) struct Passages<'t> {
    /// The text itself.
    pub(crate) text: &'t str,
    /// Its blocks without gaps: each with the blank lines and definitions after it.
    pub(crate) ranges: Vec<Range<usize>>,
    events: Vec<Vec<Spanned<'t>>>,
    definitions: BTreeSet<String>,
}

impl<'t> Passages<'t> {
    /// Cuts a text. One without blocks (blank lines, definitions) is one passage.
    pub(crate) fn read(text: &'t str) -> Self {
        let parser = Parser::new_ext(text, options()).into_offset_iter();
        let definitions = parser
            .reference_definitions()
            .iter()
            .map(|(label, to)| format!("{label}\n{}\n{:?}", to.dest, to.title))
            .collect();
        let mut read = Self {
            text,
            ranges: Vec::new(),
            events: Vec::new(),
            definitions,
        };
        let mut depth = 0_usize;
        for (event, range) in parser {
            if depth == 0 {
                read.begin(line_start(text, range.start));
            }
            match &event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    read.definitions.insert(format!("^{label}"));
                    depth += 1;
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if let Some(events) = read.events.last_mut() {
                events.push((event, range));
            }
        }
        read.close();
        read
    }

    fn begin(&mut self, at: usize) {
        let start = if let Some(last) = self.ranges.last_mut() {
            last.end = at;
            at
        } else {
            0
        };
        self.ranges.push(start..at);
        self.events.push(Vec::new());
    }

    fn close(&mut self) {
        match self.ranges.last_mut() {
            Some(last) => last.end = self.text.len(),
            None if !self.text.is_empty() => {
                self.ranges.push(0..self.text.len());
                self.events.push(Vec::new());
            }
            None => {}
        }
    }

    /// The source of some blocks.
    pub(crate) fn source(&self, blocks: Range<usize>) -> &'t str {
        &self.text[self.span(blocks)]
    }

    /// Where some blocks stand in the text, in bytes.
    pub(crate) fn span(&self, blocks: Range<usize>) -> Range<usize> {
        let start = self
            .ranges
            .get(blocks.start)
            .map_or(self.text.len(), |range| range.start);
        let end = blocks
            .clone()
            .last()
            .map_or(start, |last| self.ranges[last].end);
        start..end
    }

    /// Where a block itself stands, without what is around it; empty for a text without blocks.
    pub(crate) fn own_span(&self, block: usize) -> Range<usize> {
        let whole = self.ranges[block].clone();
        let Some((_, first)) = self.events[block].first() else {
            return whole.start..whole.start;
        };
        let start = line_start(self.text, first.start).max(whole.start);
        let ends = self.events[block].iter().map(|(_, range)| range.end);
        let end = ends.max().unwrap_or(start).clamp(start, whole.end);
        start..start + self.text[start..end].trim_end().len()
    }

    /// The label of the note that a block defines.
    pub(crate) fn note(&self, block: usize) -> Option<&str> {
        match &self.events[block].first()?.0 {
            Event::Start(Tag::FootnoteDefinition(label)) => Some(label),
            _ => None,
        }
    }

    /// What readers would count as words in some blocks.
    pub(crate) fn words(&self, blocks: Range<usize>) -> Vec<String> {
        self.events[blocks]
            .iter()
            .flat_map(|events| words(events))
            .collect()
    }

    /// Whether links and notes are defined alike, so that equal blocks read alike.
    pub(crate) fn defines_like(&self, other: &Self) -> bool {
        self.definitions == other.definitions
    }
}
