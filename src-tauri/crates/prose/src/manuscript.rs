//! The live text of one draft with its blocks; knows no draft, page or clock.
//!
//! A key costs the blocks around it, never the document: the text is a rope, and only the part
//! between two places where a block surely starts is parsed again (see `reparse`).

mod stretch;

use std::collections::HashSet;
use std::ops::Range;

use domain::Fingerprint;
use ropey::Rope;

use crate::definitions::{Definitions, LinkDefinition};
use crate::numbering::{labels, number};
use crate::piece::{Piece, Stamps, cut};
use crate::reparse::{Damage, Reparse, follows_blank_line, reparse};
use crate::shown::{Shown, splices};
use crate::{Block, Change, Counts, Heading, Patch, ProseError};
pub use stretch::Stretch;

/// Beyond this much text out of link definitions the parser stops to resolve links, depending on
/// the length of the whole; such a text is always parsed whole.
const MAX_EXPANDED: usize = 64_000;

/// A text that is being written, and what readers would see of it.
#[derive(Debug, Clone)]
pub struct Manuscript {
    rope: Rope,
    pieces: Vec<Piece>,
    definitions: Definitions,
    notes: Option<String>,
    notes_stamp: u64,
    shown: Vec<Shown>,
    stamps: Stamps,
}

impl Manuscript {
    /// Takes a whole text.
    pub fn new(text: &str) -> Self {
        let mut manuscript = Self {
            rope: Rope::from_str(text),
            pieces: Vec::new(),
            definitions: Definitions::default(),
            notes: None,
            notes_stamp: 0,
            shown: Vec::new(),
            stamps: Stamps::default(),
        };
        manuscript.read_whole(text);
        manuscript.compose();
        manuscript.shown = manuscript.show();
        manuscript
    }

    /// By which the whole text is known again.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_pieces(self.rope.chunks())
    }

    /// Applies changes (ascending, not overlapping) and says what they changed on the page.
    ///
    /// # Errors
    /// [`ProseError`] when a change does not fit the text; nothing is changed then.
    pub fn apply(&mut self, changes: &[Change]) -> Result<Patch, ProseError> {
        let ranges = self.ranges(changes)?;
        let Some(damage) = self.damage(&ranges, changes) else {
            return Ok(Patch::default());
        };
        for (range, change) in ranges.iter().zip(changes).rev() {
            self.rope.remove(range.clone());
            self.rope.insert(range.start, &change.insert);
        }
        let outline_changed = self.renew(&damage);
        let shown = self.show();
        let splices = splices(&self.shown, &shown, |index| self.block(shown[index]));
        self.shown = shown;
        Ok(Patch {
            splices,
            outline_changed,
        })
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.rope.to_string()
    }

    /// The text's length in UTF-16 units.
    pub fn len_utf16(&self) -> usize {
        self.rope.len_utf16_cu()
    }

    /// The blocks in order, the notes last.
    pub fn blocks(&self) -> Vec<Block> {
        self.shown.iter().map(|shown| self.block(*shown)).collect()
    }

    /// The blocks' HTML joined by `"\n"`.
    pub fn body_html(&self) -> String {
        let parts = self
            .pieces
            .iter()
            .filter_map(Piece::html)
            .chain(self.notes.as_deref());
        let mut out = String::with_capacity(self.rope.len_bytes() * 5 / 4);
        for (index, html) in parts.enumerate() {
            if index > 0 {
                out.push('\n');
            }
            out.push_str(html);
        }
        out
    }

    /// Words and characters; those of notes count.
    pub fn counts(&self) -> Counts {
        let mut sum = Counts::default();
        for piece in &self.pieces {
            sum.words += piece.content.counts.words;
            sum.characters += piece.content.counts.characters;
        }
        sum
    }

    /// The headings in order.
    pub fn outline(&self) -> Vec<Heading> {
        let mut start = 0;
        let mut outline = Vec::new();
        for piece in &self.pieces {
            let headings = piece.content.headings.iter().cloned();
            outline.extend(headings.map(|h| Heading {
                offset: start + h.offset,
                ..h
            }));
            start += piece.units;
        }
        outline
    }

    /// What the page shows of the `n`th top-level block of the source; `None` if it only defines.
    pub(crate) fn html_of(&self, n: usize) -> Option<&str> {
        self.pieces.get(n).and_then(Piece::html)
    }

    /// The notes at the end of the page.
    pub(crate) fn notes_html(&self) -> Option<&str> {
        self.notes.as_deref()
    }

    /// The folded labels of the notes at the end of the page, in their order.
    pub(crate) fn note_labels(&self) -> Vec<String> {
        labels(&self.pieces)
    }

    /// What the text defines.
    pub(crate) fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// The changes' ranges in characters, once they are known to fit.
    fn ranges(&self, changes: &[Change]) -> Result<Vec<Range<usize>>, ProseError> {
        let length = self.len_utf16();
        let mut after = 0;
        let mut ranges = Vec::with_capacity(changes.len());
        for &Change { from, to, .. } in changes {
            if to < from || to > length {
                return Err(ProseError::OutOfRange { from, to, length });
            }
            if from < after {
                return Err(ProseError::OutOfOrder { from, after });
            }
            after = to;
            ranges.push(self.char_at(from)?..self.char_at(to)?);
        }
        Ok(ranges)
    }

    fn char_at(&self, unit: usize) -> Result<usize, ProseError> {
        let char = self.rope.utf16_cu_to_char(unit);
        if self.rope.char_to_utf16_cu(char) == unit {
            Ok(char)
        } else {
            Err(ProseError::WithinCharacter { at: unit })
        }
    }

    /// The one range, in bytes of the old text, that holds all changes.
    fn damage(&self, ranges: &[Range<usize>], changes: &[Change]) -> Option<Damage> {
        let from = self.rope.char_to_byte(ranges.first()?.start);
        let to = self.rope.char_to_byte(ranges.last()?.end);
        let removed: usize = ranges
            .iter()
            .map(|range| self.rope.char_to_byte(range.end) - self.rope.char_to_byte(range.start))
            .sum();
        let inserted: usize = changes.iter().map(|change| change.insert.len()).sum();
        Some(Damage {
            from,
            to,
            removed,
            inserted,
        })
    }

    /// Brings the pieces up to the changed text; whether the outline changed.
    fn renew(&mut self, damage: &Damage) -> bool {
        let found = reparse(
            &self.rope,
            &self.pieces,
            &self.definitions,
            damage,
            &mut self.stamps,
        );
        if let Reparse::Part {
            range,
            pieces,
            links,
        } = found
            && self.expands_little(&range, &pieces)
        {
            let outline_changed = self.put(range, pieces);
            if self.lead_elsewhere(links) {
                return outline_changed;
            }
            return self.renew_whole() || outline_changed;
        }
        self.renew_whole()
    }

    /// Parses everything, keeps what did not change; whether the outline changed.
    fn renew_whole(&mut self) -> bool {
        let mut before = std::mem::take(&mut self.pieces);
        self.read_whole(&self.rope.to_string());
        let outline_changed = !same_outline(&before, &self.pieces);
        keep_equal_ends(&mut before, &mut self.pieces);
        self.compose();
        outline_changed
    }

    /// Writes the blocks that refer to these links anew; `false` if only a whole parse can.
    fn lead_elsewhere(&mut self, links: Vec<(String, LinkDefinition)>) -> bool {
        if links.is_empty() {
            return true;
        }
        let labels: HashSet<String> = links.iter().map(|(label, _)| label.clone()).collect();
        self.definitions.links.extend(links);
        let mut start = 0;
        for index in 0..self.pieces.len() {
            let range = start..start + self.pieces[index].bytes;
            start = range.end;
            let refers = self.pieces[index]
                .content
                .refers
                .iter()
                .any(|to| labels.contains(to));
            if refers && !self.write_anew(index, range) {
                return false;
            }
        }
        self.pieces
            .iter()
            .map(|piece| piece.content.expanded)
            .sum::<usize>()
            < MAX_EXPANDED
    }

    /// Writes one block anew that has not changed itself.
    fn write_anew(&mut self, index: usize, range: Range<usize>) -> bool {
        if index > 0 && !follows_blank_line(&self.rope, range.start, 0) {
            return false;
        }
        let source = String::from(self.rope.byte_slice(range));
        let own = self.pieces[index]
            .content
            .links
            .iter()
            .map(|(label, _)| label.clone())
            .collect();
        let found = cut(&source, &self.definitions, &own, &[], &mut self.stamps);
        let (leads, mut new) = (found.lead > 0, found.pieces);
        let old = std::slice::from_ref(&self.pieces[index]);
        if new.len() != 1 || leads && index > 0 || !same_holes(old, &new) {
            return false;
        }
        hand_over(old, &mut new);
        self.pieces.splice(index..=index, new);
        true
    }

    /// Whether links resolve alike in a part and in the whole, before and after.
    fn expands_little(&self, range: &Range<usize>, new: &[Piece]) -> bool {
        let sum = |pieces: &[Piece]| -> usize { pieces.iter().map(|p| p.content.expanded).sum() };
        let all = sum(&self.pieces);
        let after = all - sum(&self.pieces[range.clone()]) + sum(new);
        all.max(after) < MAX_EXPANDED
    }

    /// Puts new pieces in the place of old ones; whether the outline changed.
    fn put(&mut self, range: Range<usize>, mut new: Vec<Piece>) -> bool {
        let old = &mut self.pieces[range.clone()];
        let outline_changed = !same_outline(old, &new);
        let same_holes = same_holes(old, &new);
        keep_equal_ends(old, &mut new);
        if same_holes {
            hand_over(old, &mut new);
        }
        self.pieces.splice(range, new);
        if !same_holes {
            self.compose();
        }
        outline_changed
    }

    fn read_whole(&mut self, text: &str) {
        self.definitions = Definitions::default();
        let none = HashSet::new();
        self.pieces = cut(text, &self.definitions, &none, &[], &mut self.stamps).pieces;
        for piece in &self.pieces {
            self.definitions
                .links
                .extend(piece.content.links.iter().cloned());
            let labels = piece.content.notes.iter().map(|(label, _)| label.clone());
            self.definitions.notes.extend(labels);
        }
    }

    fn compose(&mut self) {
        let notes = number(&mut self.pieces, &mut self.stamps);
        if notes != self.notes {
            self.notes = notes;
            self.notes_stamp = self.stamps.next();
        }
    }

    /// What the page shows, block by block.
    fn show(&self) -> Vec<Shown> {
        let mut shown: Vec<Shown> = Vec::with_capacity(self.pieces.len() + 1);
        let mut unseen = 0;
        for (index, piece) in self.pieces.iter().enumerate() {
            if piece.content.body.is_some() {
                let length = piece.units + std::mem::take(&mut unseen);
                shown.push(Shown {
                    stamp: piece.stamp,
                    length,
                    piece: Some(index),
                });
            } else if let Some(last) = shown.last_mut() {
                last.length += piece.units;
            } else {
                unseen += piece.units;
            }
        }
        if self.notes.is_some() {
            shown.push(Shown {
                stamp: self.notes_stamp,
                length: 0,
                piece: None,
            });
        }
        shown
    }

    fn block(&self, shown: Shown) -> Block {
        let html = match shown.piece {
            Some(index) => self.pieces[index].html(),
            None => self.notes.as_deref(),
        };
        Block {
            html: html.unwrap_or_default().to_owned(),
            length: shown.length,
        }
    }
}

fn same_outline(old: &[Piece], new: &[Piece]) -> bool {
    let headings = |pieces: &'_ [Piece]| -> Vec<(u8, String)> {
        let all = pieces.iter().flat_map(|piece| &piece.content.headings);
        all.map(|heading| (heading.level, heading.text.clone()))
            .collect()
    };
    headings(old) == headings(new)
}

/// Whether the rest of the document can't tell the old pieces from the new ones.
fn same_holes(old: &[Piece], new: &[Piece]) -> bool {
    let wants = |pieces: &'_ [Piece]| -> Vec<_> {
        let bodies = pieces
            .iter()
            .filter_map(|piece| piece.content.body.as_ref());
        bodies
            .flat_map(|body| &body.holes)
            .map(|hole| hole.wants.clone())
            .collect()
    };
    let notes = |pieces: &'_ [Piece]| -> Vec<_> {
        pieces
            .iter()
            .flat_map(|piece| piece.content.notes.clone())
            .collect()
    };
    wants(old) == wants(new) && notes(old) == notes(new)
}

/// Gives new pieces the old fillings, hole by hole.
fn hand_over(old: &[Piece], new: &mut [Piece]) {
    let filled = old.iter().filter_map(|piece| piece.filled.as_ref());
    let mut parts = filled
        .flat_map(|filled| filled.parts.clone())
        .collect::<Vec<_>>()
        .into_iter();
    for piece in new {
        let Some(body) = piece
            .content
            .body
            .as_ref()
            .filter(|body| !body.holes.is_empty())
        else {
            continue;
        };
        let own: Vec<String> = parts.by_ref().take(body.holes.len()).collect();
        if piece
            .filled
            .as_ref()
            .is_none_or(|filled| filled.parts != own)
        {
            let html = body.fill(&own);
            piece.filled = Some(Box::new(crate::piece::Filled { parts: own, html }));
        }
    }
}

/// New pieces that equal an old one at the same end of the row take its stamp and fillings, so
/// that the page does not hear of them.
fn keep_equal_ends(old: &mut [Piece], new: &mut [Piece]) {
    let mut kept = 0;
    while kept < old.len().min(new.len()) && keep(&mut old[kept], &mut new[kept]) {
        kept += 1;
    }
    let (old, new) = (&mut old[kept..], &mut new[kept..]);
    for (old, new) in old.iter_mut().rev().zip(new.iter_mut().rev()) {
        if !keep(old, new) {
            break;
        }
    }
}

fn keep(old: &mut Piece, new: &mut Piece) -> bool {
    if old.units != new.units || old.bytes != new.bytes || old.content != new.content {
        return false;
    }
    new.stamp = old.stamp;
    new.filled = old.filled.clone();
    true
}
