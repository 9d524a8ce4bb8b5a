//! Boxes: a length, a name, a content that may be boxes again. Knows no name.

use std::ops::Range;

use super::super::be32;

/// No picture has more boxes, items and pieces of them than this.
const MOST: usize = 100_000;

/// Where a box is.
#[derive(Debug, Clone)]
pub(super) struct Boxed {
    pub(super) kind: [u8; 4],
    pub(super) start: usize,
    inside: usize,
    pub(super) end: usize,
}

impl Boxed {
    pub(super) fn whole(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) fn content(&self) -> Range<usize> {
        self.inside..self.end
    }
}

/// Finds boxes, counts what is found, and gives up on a file that has too much.
#[derive(Debug, Default)]
pub(super) struct Counted(usize);

impl Counted {
    /// One more, or too many.
    pub(super) fn one(&mut self) -> Option<()> {
        self.0 += 1;
        (self.0 <= MOST).then_some(())
    }

    /// The box that begins here, if it ends before the end; one without a length goes on until there.
    pub(super) fn next(&mut self, bytes: &[u8], start: usize, end: usize) -> Option<Boxed> {
        self.one()?;
        let (inside, length) = match be32(bytes, start)? {
            0 => (start + 8, end.checked_sub(start)?),
            1 => {
                let long = *bytes.get(start + 8..)?.first_chunk()?;
                (start + 16, usize::try_from(u64::from_be_bytes(long)).ok()?)
            }
            length => (start + 8, length),
        };
        let found = Boxed {
            kind: *bytes.get(start + 4..)?.first_chunk()?,
            start,
            inside,
            end: start.checked_add(length)?,
        };
        (inside <= found.end && found.end <= end).then_some(found)
    }

    /// All boxes in a stretch, which they fill.
    pub(super) fn within(&mut self, bytes: &[u8], stretch: Range<usize>) -> Option<Vec<Boxed>> {
        let mut found: Vec<Boxed> = Vec::new();
        let mut at = stretch.start;
        while at < stretch.end {
            let next = self.next(bytes, at, stretch.end)?;
            at = next.end;
            found.push(next);
        }
        Some(found)
    }
}

/// Reads numbers one after another.
pub(super) struct Numbers<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
    end: usize,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(bytes: &'a [u8], stretch: Range<usize>) -> Self {
        Self {
            bytes,
            at: stretch.start,
            end: stretch.end,
        }
    }

    /// The next number, of this many bytes; 0 for none.
    pub(super) fn next(&mut self, length: usize) -> Option<usize> {
        let end = self.at + length;
        let bytes = self.bytes.get(self.at..end).filter(|_| end <= self.end)?;
        self.at = end;
        bytes.iter().try_fold(0_usize, |number, byte| {
            number.checked_mul(256)?.checked_add(usize::from(*byte))
        })
    }

    /// What is left.
    pub(super) fn rest(&self) -> Range<usize> {
        self.at..self.end
    }
}
