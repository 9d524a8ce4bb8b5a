//! The copy around a place of the live text, read without the rest of it; knows no caret and no rule.

use std::ops::Range;
use std::sync::Arc;

use super::Manuscript;
use crate::passages::{Around, Passage, passages_of};
use crate::piece::units;
use crate::reparse::follows_blank_line;

/// Whole blocks of the live text with their passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Where it starts in the text, in UTF-16 units.
    pub start: usize,
    /// Its source.
    pub markdown: String,
    /// Its passages, with places in `markdown`.
    pub passages: Vec<Passage>,
}

impl Stretch {
    /// These bytes of `markdown` in UTF-16 units of the whole text; `None` when they are none of it.
    pub fn units(&self, bytes: Range<usize>) -> Option<Range<usize>> {
        let start = self.start + units(self.markdown.get(..bytes.start)?);
        Some(start..start + units(self.markdown.get(bytes)?))
    }

    /// A place in UTF-16 units of the whole text as a byte of `markdown`; `None` when it is none of it, or within a
    /// character.
    pub fn byte(&self, unit: usize) -> Option<usize> {
        let wanted = unit.checked_sub(self.start)?;
        let mut passed = 0;
        for (at, c) in self.markdown.char_indices() {
            if passed >= wanted {
                return (passed == wanted).then_some(at);
            }
            passed += c.len_utf16();
        }
        (passed == wanted).then_some(self.markdown.len())
    }
}

impl Manuscript {
    /// The blocks that have these UTF-16 units, and those before them up to a blank line: they read there as they
    /// do in the whole text, which is not looked through.
    pub fn stretch(&self, units: Range<usize>) -> Stretch {
        let (mut first, mut start, mut from) = self.piece_at(units.start);
        while first > 0 && !follows_blank_line(&self.rope, from, 0) {
            first -= 1;
            start -= self.pieces[first].units;
            from -= self.pieces[first].bytes;
        }
        let (last, _, at) = self.piece_at(units.end.max(units.start));
        let to = self
            .pieces
            .get(last)
            .map_or(self.rope.len_bytes(), |piece| at + piece.bytes);
        let markdown = String::from(self.rope.byte_slice(from..to));
        let passages = self.read(&markdown, first..(last + 1).min(self.pieces.len()));
        Stretch {
            start,
            markdown,
            passages,
        }
    }

    /// The piece that has this UTF-16 unit, the last one at the end, and where it starts in units and bytes.
    fn piece_at(&self, unit: usize) -> (usize, usize, usize) {
        let (mut start, mut from) = (0, 0);
        for (nth, piece) in self.pieces.iter().enumerate() {
            if unit < start + piece.units || nth + 1 == self.pieces.len() {
                return (nth, start, from);
            }
            start += piece.units;
            from += piece.bytes;
        }
        (0, 0, 0)
    }

    fn read(&self, part: &str, pieces: Range<usize>) -> Vec<Passage> {
        let language = self.language_before(pieces.start);
        let links = self.pieces[pieces]
            .iter()
            .flat_map(|piece| &piece.content.links);
        let own = links.map(|(label, _)| label.clone()).collect();
        let preamble = self.definitions.preamble_for(part, &own);
        if preamble.is_empty() {
            return passages_of(part, 0, language);
        }
        passages_of(&format!("{preamble}{part}"), preamble.len(), language)
    }

    /// The language of the raw elements that are open before a piece.
    fn language_before(&self, piece: usize) -> Option<Arc<str>> {
        let mut around = Around::default();
        let mut from = 0;
        for piece in &self.pieces[..piece] {
            let to = from + piece.bytes;
            if piece
                .html()
                .is_some_and(|html| html.starts_with("<div class=\"html\">"))
            {
                around.take(&String::from(self.rope.byte_slice(from..to)));
            }
            from = to;
        }
        around.language().cloned()
    }
}
