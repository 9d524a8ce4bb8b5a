//! The blocks of a GIF, animated or not.

use std::borrow::Cow;

use super::{Holds, Part, Visit};

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2C;
const END: u8 = 0x3B;
/// How the next block is shown: how long, with which transparent colour.
const CONTROL: u8 = 0xF9;
const COMMENT: u8 = 0xFE;
const APPLICATION: u8 = 0xFF;
const PLAIN_TEXT: u8 = 0x01;
/// How often an animation repeats: the whole of the extension but the two bytes that say it.
const REPEATS: usize = 19;

pub(super) fn each<'a>(bytes: &'a [u8], visit: &mut Visit<'_, 'a>) -> Option<()> {
    let head = 13 + table(*bytes.get(10)?);
    visit(Part::picture(bytes.get(..head)?));
    let mut rest = &bytes[head..];
    // A control is of the block behind it, and goes with it.
    let mut control: &[u8] = &[];
    loop {
        let (block, after) = split(rest)?;
        rest = after;
        match block {
            [EXTENSION, CONTROL, ..] => control = block,
            [EXTENSION, PLAIN_TEXT, ..] => {
                control = &[];
                visit(part(block));
            }
            [IMAGE, ..] => {
                visit(Part::picture(std::mem::take(&mut control)));
                visit(Part::picture(block));
            }
            [END] => break,
            _ => visit(part(block)),
        }
    }
    visit(Part::picture(&[END]));
    if !rest.is_empty() {
        visit(Part::gone(Holds::Other));
    }
    Some(())
}

pub(super) fn moves(bytes: &[u8]) -> bool {
    let head = bytes.get(10).map_or(0, |flags| 13 + table(*flags));
    let mut rest = bytes.get(head..).unwrap_or_default();
    let mut images = 0;
    while let Some((block, after)) = split(rest) {
        images += usize::from(block[0] == IMAGE);
        if images > 1 || block[0] == END {
            break;
        }
        rest = after;
    }
    images > 1
}

/// How long the table of colours is that these flags speak of.
fn table(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    }
}

/// The next block and what follows.
fn split(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = match *rest.first()? {
        END => 1,
        EXTENSION => pieces(rest, 2)?,
        IMAGE => pieces(rest, 11 + table(*rest.get(9)?))?,
        _ => return None,
    };
    rest.split_at_checked(length)
}

/// Where the pieces end that begin here, each with its length before it, the last of length 0.
fn pieces(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// An extension that is no control.
fn part(block: &[u8]) -> Part<'_> {
    let content = block.get(2..).unwrap_or_default();
    match block[1] {
        APPLICATION if repeats(content) => repetition(block),
        APPLICATION => Part::gone(application(content)),
        COMMENT | PLAIN_TEXT => Part::gone(Holds::Text {
            name: String::new(),
            text: Cow::Borrowed(content),
        }),
        _ => Part::gone(Holds::Other),
    }
}

fn repeats(content: &[u8]) -> bool {
    let by = content.get(..12).unwrap_or_default();
    let known = by == b"\x0BNETSCAPE2.0" || by == b"\x0BANIMEXTS1.0";
    known && content.get(12..14) == Some(&[3, 1])
}

fn repetition(block: &[u8]) -> Part<'_> {
    if block.len() == REPEATS {
        return Part::picture(block);
    }
    let mut kept = block[..REPEATS - 1].to_vec();
    kept.push(0);
    Part {
        kept: Cow::Owned(kept),
        holds: Holds::Other,
    }
}

fn application(content: &[u8]) -> Holds<'_> {
    match content.get(1..12) {
        // It is not cut into pieces: a ladder of bytes behind it leads whoever reads pieces to the end.
        Some(b"XMP DataXMP") => Holds::Xmp(Cow::Borrowed(&content[12..])),
        Some(b"ICCRGBG1012") => Holds::Picture,
        _ => Holds::Other,
    }
}
