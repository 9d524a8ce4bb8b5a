//! Which part of a changed text is parsed again: from where a block surely starts to where the old blocks go on.
//!
//! A block that starts in column 0 after a blank line starts there whatever is above it, as long as
//! that does not change; and if a block starts where one started before and nothing after has
//! changed, then everything after is as it was. What is global (link and note definitions) is put
//! before the part; when the set of definitions changes, the whole text is
//! parsed; when a link only leads elsewhere, the blocks that refer to it are.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use ropey::Rope;

use crate::definitions::{Definitions, LinkDefinition};
use crate::piece::{Piece, Stamps, cut, links_defined_in};

/// What an edit touched, in bytes: `from..to` of the old text, of which `removed` went and into
/// which `inserted` came.
#[derive(Debug)]
pub(crate) struct Damage {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) removed: usize,
    pub(crate) inserted: usize,
}

/// What is to be done.
pub(crate) enum Reparse {
    /// These pieces replace that range of the old ones; these links lead elsewhere now.
    Part {
        range: Range<usize>,
        pieces: Vec<Piece>,
        links: Vec<(String, LinkDefinition)>,
    },
    /// Everything is to be parsed.
    Whole,
}

/// Parses what an edit may have changed. `rope` is the new text, `pieces` are the old text's.
pub(crate) fn reparse(
    rope: &Rope,
    pieces: &[Piece],
    definitions: &Definitions,
    damage: &Damage,
    stamps: &mut Stamps,
) -> Reparse {
    if pieces.is_empty() {
        return Reparse::Whole;
    }
    let starts = starts(pieces);
    let mut first = safe_start(rope, &starts, damage.from);
    let last = piece_at(&starts, damage.to);
    let mut ahead = 2;
    loop {
        let end = (last + 1 + ahead).min(pieces.len());
        let part = Part {
            starts: &starts,
            first,
            last,
            end,
            damage,
        };
        match part.parse(rope, pieces, definitions, stamps) {
            Found::Pieces(range, pieces, links) => {
                return Reparse::Part {
                    range,
                    pieces,
                    links,
                };
            }
            Found::Whole => return Reparse::Whole,
            Found::NeedsEarlier => first = earlier(rope, &starts, first),
            Found::NeedsMore => ahead *= 2,
        }
    }
}

enum Found {
    Pieces(Range<usize>, Vec<Piece>, Vec<(String, LinkDefinition)>),
    /// The old blocks were not met again.
    NeedsMore,
    /// The part starts with something that belongs to the block before it.
    NeedsEarlier,
    Whole,
}

/// A part of the text: from the start of piece `first` to the end of piece `end - 1`.
struct Part<'a> {
    starts: &'a [usize],
    first: usize,
    last: usize,
    end: usize,
    damage: &'a Damage,
}

impl Part<'_> {
    fn parse(
        &self,
        rope: &Rope,
        pieces: &[Piece],
        definitions: &Definitions,
        stamps: &mut Stamps,
    ) -> Found {
        let from = self.starts[self.first];
        let to = self.moved(self.starts[self.end]);
        let text = String::from(rope.byte_slice(from..to));
        let stops = self.stops(rope, from);
        let own = links_of(&pieces[self.first..self.end])
            .into_keys()
            .collect();
        let cut = cut(&text, definitions, &own, &stops, stamps);
        if !cut.met && self.end < pieces.len() {
            return Found::NeedsMore;
        }
        if cut.lead > 0 && self.first > 0 {
            return Found::NeedsEarlier;
        }
        if cut.pieces.is_empty() {
            return Found::Whole;
        }
        let length: usize = cut.pieces.iter().map(|piece| piece.bytes).sum();
        let end = if cut.met {
            self.piece_moved_to(from + length)
        } else {
            self.end
        };
        let old = &pieces[self.first..end];
        let (old_links, mut links) = (links_of(old), self.links_in(&text, length, pieces));
        let same_links =
            links.len() == old_links.len() && links.keys().all(|key| old_links.contains_key(key));
        if !same_links || labels_of(old) != labels_of(&cut.pieces) {
            return Found::Whole;
        }
        links.retain(|label, link| old_links.get(label) != Some(link));
        Found::Pieces(self.first..end, cut.pieces, links.into_iter().collect())
    }

    /// Where the old blocks may go on, in bytes from the part's start: at those blocks after the
    /// damage that follow a blank line (a line right after a link definition is read as if a
    /// paragraph went on) and are whole in the part (the second line may tell what a block is).
    fn stops(&self, rope: &Rope, from: usize) -> Vec<usize> {
        let floor = self.moved(self.damage.to);
        let starts = self.starts[self.last + 1..self.end]
            .iter()
            .map(|start| self.moved(*start));
        let fresh = starts.filter(|start| follows_blank_line(rope, *start, floor));
        fresh.map(|start| start - from).collect()
    }

    /// Where a place after the damage is now.
    fn moved(&self, old: usize) -> usize {
        old - self.damage.removed + self.damage.inserted
    }

    fn piece_moved_to(&self, new: usize) -> usize {
        let old = new + self.damage.removed - self.damage.inserted;
        self.starts.partition_point(|start| *start < old)
    }

    /// The link definitions that count in the part's first bytes: those that neither an earlier
    /// block nor an earlier line of the part has.
    fn links_in(
        &self,
        text: &str,
        length: usize,
        pieces: &[Piece],
    ) -> HashMap<String, LinkDefinition> {
        let found = links_defined_in(text)
            .into_iter()
            .filter(|(at, ..)| *at < length);
        let mut links: HashMap<_, _> = found.map(|(_, label, link)| (label, link)).collect();
        if !links.is_empty() {
            for (label, _) in pieces[..self.first]
                .iter()
                .flat_map(|piece| &piece.content.links)
            {
                links.remove(label);
            }
        }
        links
    }
}

fn links_of(pieces: &[Piece]) -> HashMap<String, LinkDefinition> {
    pieces
        .iter()
        .flat_map(|piece| piece.content.links.iter().cloned())
        .collect()
}

fn labels_of(pieces: &[Piece]) -> HashSet<&String> {
    pieces
        .iter()
        .flat_map(|piece| piece.content.notes.iter().map(|(label, _)| label))
        .collect()
}

/// Where each piece starts, and where the text ends.
fn starts(pieces: &[Piece]) -> Vec<usize> {
    let mut starts = Vec::with_capacity(pieces.len() + 1);
    let mut start = 0;
    for piece in pieces {
        starts.push(start);
        start += piece.bytes;
    }
    starts.push(start);
    starts
}

/// The piece that holds this byte; the last one at the text's end.
fn piece_at(starts: &[usize], at: usize) -> usize {
    starts[..starts.len() - 1]
        .partition_point(|start| *start <= at)
        .saturating_sub(1)
}

/// The piece from which to parse: before the one that holds the byte before the damage.
fn safe_start(rope: &Rope, starts: &[usize], from: usize) -> usize {
    earlier(rope, starts, piece_at(starts, from.saturating_sub(1)))
}

/// The nearest piece before this one that starts after a blank line.
fn earlier(rope: &Rope, starts: &[usize], piece: usize) -> usize {
    (1..piece)
        .rev()
        .find(|index| follows_blank_line(rope, starts[*index], 0))
        .unwrap_or(0)
}

/// Whether there is a blank line right before `at`, all of it at `floor` or after.
pub(crate) fn follows_blank_line(rope: &Rope, at: usize, floor: usize) -> bool {
    let mut newlines = 0;
    let mut bytes = rope.bytes_at(at);
    for _ in floor..at {
        match bytes.prev() {
            Some(b'\n') => newlines += 1,
            Some(b' ' | b'\t' | b'\r') => {}
            _ => return false,
        }
        if newlines == 2 {
            return true;
        }
    }
    false
}
