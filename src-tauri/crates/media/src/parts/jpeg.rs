//! The segments of a JPEG.

use std::borrow::Cow;

use super::{Holds, Part, Visit, be16};

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// Followed by a hash, a length and a place: 40 bytes.
const LONG_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

pub(super) fn each<'a>(bytes: &'a [u8], visit: &mut Visit<'_, 'a>) -> Option<()> {
    visit(Part::picture(bytes.get(..2)?));
    let mut at = 2;
    loop {
        let start = marker_at(bytes, at)?;
        // Bytes between segments; more than one 0xFF before a marker is allowed, and means nothing.
        if bytes[at..start].iter().any(|byte| *byte != 0xFF) {
            visit(Part::gone(Holds::Other));
        }
        let marker = bytes[start + 1];
        if marker == END {
            visit(Part::picture(&bytes[start..start + 2]));
            after_the_end(&bytes[start + 2..], visit);
            return Some(());
        }
        let end = start + 2 + be16(bytes, start + 2)?;
        visit(segment(bytes.get(start..end)?)?);
        at = end;
        if marker == SCAN {
            at = scan_end(bytes, end);
            visit(Part::picture(&bytes[end..at]));
        }
    }
}

/// Where the next marker with a length, or the end's, begins.
fn marker_at(bytes: &[u8], from: usize) -> Option<usize> {
    let pairs = bytes.get(from..)?.windows(2);
    let found = pairs
        .enumerate()
        .find(|(_, pair)| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0x01 | 0xD0..=0xD8 | 0xFF));
    found.map(|(skipped, _)| from + skipped)
}

/// Where the compressed pixels end: at a marker that is none of theirs.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let mut pairs = bytes[from..].windows(2);
    let found =
        pairs.position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF));
    found.map_or(bytes.len(), |length| from + length)
}

/// What stands behind a picture: often its smaller copies.
fn after_the_end(bytes: &[u8], visit: &mut Visit<'_, '_>) {
    if bytes.windows(3).any(|start| start == [0xFF, 0xD8, 0xFF]) {
        visit(Part::gone(Holds::Thumbnail));
    }
    if !bytes.is_empty() {
        visit(Part::gone(Holds::Other));
    }
}

/// A whole segment, told by its marker and how it begins.
fn segment(whole: &[u8]) -> Option<Part<'_>> {
    let content = whole.get(4..)?;
    let part = match whole[1] {
        0xE0 if content.starts_with(b"JFIF\0") => density(whole),
        0xE0 if content.starts_with(b"JFXX\0") => Part::gone(Holds::Thumbnail),
        0xE1 => Part::gone(application_1(content)),
        0xE2 if content.starts_with(b"ICC_PROFILE\0") => Part::picture(whole),
        // Where the smaller copies behind the picture are.
        0xE2 if content.starts_with(b"MPF\0") => Part::gone(Holds::Thumbnail),
        0xED => Part::gone(match content.strip_prefix(b"Photoshop 3.0\0") {
            Some(resources) => Holds::Resources(Cow::Borrowed(resources)),
            None => Holds::Other,
        }),
        0xEE if content.starts_with(b"Adobe") && content.len() >= 12 => colours(whole),
        0xFE => Part::gone(Holds::Text {
            name: String::new(),
            text: Cow::Borrowed(content),
        }),
        0xC0..=0xC7 | 0xC9..=0xCF | SCAN..=0xDF => Part::picture(whole),
        _ => Part::gone(Holds::Other),
    };
    Some(part)
}

fn application_1(content: &[u8]) -> Holds<'_> {
    if let Some(tiff) = content.strip_prefix(b"Exif\0") {
        return Holds::Exif(Cow::Borrowed(tiff.get(1..).unwrap_or_default()));
    }
    if let Some(xmp) = content.strip_prefix(XMP) {
        return Holds::Xmp(Cow::Borrowed(xmp));
    }
    match content.strip_prefix(LONG_XMP) {
        Some(piece) => Holds::Xmp(Cow::Borrowed(piece.get(40..).unwrap_or_default())),
        None => Holds::Other,
    }
}

/// Says that the file is a JFIF, and how dense its pixels are; may hold a thumbnail, which goes.
fn density(whole: &[u8]) -> Part<'_> {
    match whole.get(16..) {
        Some([0, 0]) => Part::picture(whole),
        Some([width, height, ..]) if *width != 0 && *height != 0 => short_jfif(Holds::Thumbnail),
        _ => short_jfif(Holds::Other),
    }
}

fn short_jfif(holds: Holds<'_>) -> Part<'_> {
    let jfif = b"\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
    let kept = Cow::Borrowed(&jfif[..]);
    Part { kept, holds }
}

/// Says how colours are coded, in 12 bytes; nobody needs more.
fn colours(whole: &[u8]) -> Part<'_> {
    if whole.len() == 16 {
        return Part::picture(whole);
    }
    let mut short = whole[..16].to_vec();
    short[2..4].copy_from_slice(&[0, 14]);
    let kept = Cow::Owned(short);
    Part {
        kept,
        holds: Holds::Other,
    }
}
