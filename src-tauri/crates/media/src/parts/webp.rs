//! The chunks of a WebP, animated or not.

use std::borrow::Cow;

use super::{Holds, Part, Visit, le32};

const HEAD: usize = 12;
/// In the first byte of `VP8X`: colours, transparency, animation. EXIF and XMP have bits there too.
const STAYING: u8 = 0b0011_0010;
/// A frame's place, size and duration, before its own chunks.
const FRAME_HEAD: usize = 16;

/// The length in the head is of the file as it was: [`with_its_length`] mends it.
pub(super) fn each<'a>(bytes: &'a [u8], visit: &mut Visit<'_, 'a>) -> Option<()> {
    visit(Part::picture(bytes.get(..HEAD)?));
    let end = le32(bytes, 4)?.checked_add(8)?;
    let mut rest = bytes.get(HEAD..end)?;
    while !rest.is_empty() {
        let (chunk, after) = split(rest)?;
        visit(part(chunk)?);
        rest = after;
    }
    // An odd length may be followed by a byte that fills it up.
    if !matches!(&bytes[end..], [] | [0]) {
        visit(Part::gone(Holds::Other));
    }
    Some(())
}

/// Writes how long the file is now where it says so.
pub(crate) fn with_its_length(mut file: Vec<u8>) -> Option<Vec<u8>> {
    let length = u32::try_from(file.len().checked_sub(8)?).ok()?;
    file.get_mut(4..8)?.copy_from_slice(&length.to_le_bytes());
    Some(file)
}

pub(super) fn moves(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(HEAD..).unwrap_or_default();
    while let Some((chunk, after)) = split(rest) {
        match &chunk[..4] {
            b"ANIM" | b"ANMF" => return true,
            b"VP8 " | b"VP8L" => return false,
            _ => rest = after,
        }
    }
    false
}

/// The next chunk, its length and its filling with it, and what follows.
fn split(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = le32(rest, 4)?.checked_add(8)?;
    let filled = (length + length % 2).min(rest.len().max(length));
    rest.split_at_checked(filled)
}

/// What is in a chunk: without the byte that may fill it up.
fn content(chunk: &[u8]) -> Option<&[u8]> {
    chunk.get(8..8 + le32(chunk, 4)?)
}

fn part(chunk: &[u8]) -> Option<Part<'_>> {
    let inner = content(chunk)?;
    let part = match &chunk[..4] {
        b"VP8X" => head(inner)?,
        b"ANMF" => frame(chunk)?,
        b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ICCP" => Part::picture(chunk),
        b"EXIF" => {
            // Some writers leave a JPEG's mark before it.
            let tiff = inner.strip_prefix(b"Exif\0\0").unwrap_or(inner);
            Part::gone(Holds::Exif(Cow::Borrowed(tiff)))
        }
        b"XMP " => Part::gone(Holds::Xmp(Cow::Borrowed(inner))),
        _ => Part::gone(Holds::Other),
    };
    Some(part)
}

fn head(inner: &[u8]) -> Option<Part<'static>> {
    let mut kept = b"VP8X\x0A\0\0\0".to_vec();
    kept.extend([inner.first()? & STAYING, 0, 0, 0]);
    kept.extend(inner.get(4..10)?);
    Some(Part {
        kept: Cow::Owned(kept),
        holds: if inner.len() == 10 {
            Holds::Picture
        } else {
            Holds::Other
        },
    })
}

/// A frame, without what it has beside its pixels.
fn frame(chunk: &[u8]) -> Option<Part<'_>> {
    let inner = content(chunk)?;
    let mut kept = chunk.get(..8 + FRAME_HEAD)?.to_vec();
    let mut rest = inner.get(FRAME_HEAD..)?;
    let mut more = false;
    while !rest.is_empty() {
        let (inside, after) = split(rest)?;
        match &inside[..4] {
            b"VP8 " | b"VP8L" | b"ALPH" => kept.extend(inside),
            _ => more = true,
        }
        rest = after;
    }
    if !more {
        return Some(Part::picture(chunk));
    }
    let length = u32::try_from(kept.len() - 8).ok()?;
    kept[4..8].copy_from_slice(&length.to_le_bytes());
    kept.extend(std::iter::repeat_n(0, kept.len() % 2));
    Some(Part {
        kept: Cow::Owned(kept),
        holds: Holds::Other,
    })
}
