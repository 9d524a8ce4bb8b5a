//! What an AV1 picture says of itself before its pixels: how deep, of which layout, in which colours. By the AV1 Bitstream
//! Specification, 5.5; knows no file around it.

use crate::parts::avif::Meaning;

/// The kind of unit that is read here.
const SEQUENCE_HEADER: u32 = 1;

/// The colours beside the light, and how many pixels share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// No colours.
    Grey,
    /// Four pixels share one: 4:2:0.
    Quarter,
    /// Two of a row: 4:2:2.
    Half,
    /// Each has its own: 4:4:4.
    Whole,
}

/// What holds of all frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sequence {
    /// 8, 10 or 12 bits of each sample.
    pub(super) bits: u32,
    pub(super) layout: Layout,
    pub(super) meaning: Meaning,
}

impl Sequence {
    /// The first one in a stream of units; `None` when there is none.
    pub(super) fn of(mut units: &[u8]) -> Option<Self> {
        loop {
            let mut bits = Bits::of(units);
            bits.skip(1)?;
            let kind = bits.next(4)?;
            let (is_extended, is_sized) = (bits.flag()?, bits.flag()?);
            bits.skip(if is_extended { 9 } else { 1 })?;
            let length = match is_sized {
                true => bits.leb128()?,
                false => units.len() - bits.at / 8,
            };
            let (unit, rest) = units.get(bits.at / 8..)?.split_at_checked(length)?;
            if kind == SEQUENCE_HEADER {
                return Self::read(&mut Bits::of(unit));
            }
            units = rest;
        }
    }

    fn read(bits: &mut Bits<'_>) -> Option<Self> {
        let profile = bits.next(3)?;
        bits.skip(1)?;
        let is_reduced = bits.flag()?;
        match is_reduced {
            true => bits.skip(5)?,
            false => points(bits)?,
        }
        let (width, height) = (bits.next(4)? + 1, bits.next(4)? + 1);
        bits.skip(width + height)?;
        if !is_reduced && bits.flag()? {
            bits.skip(4 + 3)?;
        }
        // The size of blocks, and two ways of telling one pixel from another.
        bits.skip(3)?;
        if !is_reduced {
            tools(bits)?;
        }
        // Fewer columns, two filters.
        bits.skip(3)?;
        colours(bits, profile)
    }
}

/// When frames are due, and which of them are for whom.
fn points(bits: &mut Bits<'_>) -> Option<()> {
    let mut delay = None;
    if bits.flag()? {
        bits.skip(32 + 32)?;
        if bits.flag()? {
            bits.uvlc()?;
        }
        if bits.flag()? {
            delay = Some(bits.next(5)? + 1);
            bits.skip(32 + 5 + 5)?;
        }
    }
    let has_delay = bits.flag()?;
    for _ in 0..=bits.next(5)? {
        bits.skip(12)?;
        if bits.next(5)? > 7 {
            bits.skip(1)?;
        }
        if let Some(delay) = delay
            && bits.flag()?
        {
            bits.skip(delay + delay + 1)?;
        }
        if has_delay && bits.flag()? {
            bits.skip(4)?;
        }
    }
    Some(())
}

/// How frames may be told from others.
fn tools(bits: &mut Bits<'_>) -> Option<()> {
    bits.skip(4)?;
    let has_order = bits.flag()?;
    if has_order {
        bits.skip(2)?;
    }
    let may_be_screen = bits.flag()? || bits.flag()?;
    if may_be_screen && !bits.flag()? {
        bits.skip(1)?;
    }
    match has_order {
        true => bits.skip(3),
        false => Some(()),
    }
}

fn colours(bits: &mut Bits<'_>, profile: u32) -> Option<Sequence> {
    let is_deep = bits.flag()?;
    let depth = match (is_deep, profile) {
        (false, _) => 8,
        (true, 2) if bits.flag()? => 12,
        (true, _) => 10,
    };
    let is_grey = profile != 1 && bits.flag()?;
    let [primaries, transfer, matrix] = match bits.flag()? {
        true => [bits.byte()?, bits.byte()?, bits.byte()?],
        false => [2; 3],
    };
    let is_rgb = !is_grey && [primaries, transfer, matrix] == [1, 13, 0];
    let is_full = is_rgb || bits.flag()?;
    let layout = match (profile, depth) {
        _ if is_grey => Layout::Grey,
        _ if is_rgb => Layout::Whole,
        (0, _) => Layout::Quarter,
        (1, _) => Layout::Whole,
        (2, 12) => match bits.flag()? {
            false => Layout::Whole,
            true if bits.flag()? => Layout::Quarter,
            true => Layout::Half,
        },
        (2, _) => Layout::Half,
        _ => return None,
    };
    Some(Sequence {
        bits: depth,
        layout,
        meaning: Meaning {
            primaries,
            transfer,
            matrix,
            is_full,
        },
    })
}

/// Reads bits one after another, the highest of each byte first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next number, of at most 32 bits.
    fn next(&mut self, length: u32) -> Option<u32> {
        (0..length).try_fold(0, |number, _| Some(number << 1 | u32::from(self.flag()?)))
    }

    fn flag(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    fn byte(&mut self) -> Option<u8> {
        u8::try_from(self.next(8)?).ok()
    }

    fn skip(&mut self, length: u32) -> Option<()> {
        self.at += usize::try_from(length).ok()?;
        (self.at <= self.bytes.len() * 8).then_some(())
    }

    /// As many zeros as the number that follows a one has bits (4.10.3); what it is, is not asked.
    fn uvlc(&mut self) -> Option<()> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
        }
        match zeros {
            0..32 => self.skip(zeros),
            _ => Some(()),
        }
    }

    /// Seven bits a byte, the lowest first (4.10.5).
    fn leb128(&mut self) -> Option<usize> {
        let mut number = 0_u64;
        for place in 0..8 {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << (7 * place);
            if byte < 0x80 {
                return usize::try_from(number).ok();
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_to_its_colours() {
        // What avifenc wrote of a picture of 16 by 12 pixels that is the first of two, and nothing before it but a mark.
        let units = [
            0x12, 0x00, 0x0A, 0x0D, 0x00, 0x00, 0x00, 0x01, 0x9F, 0xD9, 0xB5, 0xF2, 0x20, 0x21,
            0xA0, 0xC0, 0x80,
        ];
        let expected = Sequence {
            bits: 8,
            layout: Layout::Quarter,
            meaning: Meaning {
                primaries: 1,
                transfer: 13,
                matrix: 6,
                is_full: false,
            },
        };
        assert_eq!(Sequence::of(&units), Some(expected));
        for end in 0..units.len() - 1 {
            assert_eq!(Sequence::of(&units[..end]), None, "{end}");
        }
    }
}
