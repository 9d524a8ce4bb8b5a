//! The chunks of a PNG, animated or not.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{Holds, Part, Visit, be32};

const SIGNATURE: usize = 8;
/// What all compressed texts of a file may come to.
const UNPACKED: u64 = 4 << 20;

pub(super) fn each<'a>(bytes: &'a [u8], visit: &mut Visit<'_, 'a>) -> Option<()> {
    visit(Part::picture(bytes.get(..SIGNATURE)?));
    let mut room = UNPACKED;
    let mut rest = &bytes[SIGNATURE..];
    loop {
        let (chunk, after) = split(rest)?;
        visit(part(chunk, &mut room));
        if kind(chunk) == b"IEND" {
            if !after.is_empty() {
                visit(Part::gone(Holds::Other));
            }
            return Some(());
        }
        rest = after;
    }
}

/// An animation says how many frames it has before its first.
pub(super) fn moves(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    while let Some((chunk, after)) = split(rest) {
        match kind(chunk) {
            b"acTL" => return be32(content(chunk), 0).is_some_and(|frames| frames > 1),
            b"IDAT" => return false,
            _ => rest = after,
        }
    }
    false
}

/// The next chunk, length and checksum with it, and what follows.
fn split(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = be32(rest, 0)?.checked_add(12)?;
    rest.split_at_checked(length)
}

fn kind(chunk: &[u8]) -> &[u8] {
    &chunk[4..8]
}

fn content(chunk: &[u8]) -> &[u8] {
    &chunk[8..chunk.len() - 4]
}

fn part<'a>(chunk: &'a [u8], room: &mut u64) -> Part<'a> {
    match kind(chunk) {
        b"IHDR" | b"PLTE" | b"IDAT" | b"IEND" | b"tRNS" | b"acTL" | b"fcTL" | b"fdAT" => {
            Part::picture(chunk)
        }
        b"gAMA" | b"cHRM" | b"sRGB" | b"iCCP" | b"cICP" => Part::picture(chunk),
        // How large it is on paper, what is behind it, how it was rounded, how bright it was: of no use, and no secret.
        b"pHYs" | b"bKGD" | b"sBIT" | b"hIST" | b"sPLT" | b"mDCV" | b"cLLI" => {
            Part::gone(Holds::Picture)
        }
        b"eXIf" => Part::gone(Holds::Exif(Cow::Borrowed(content(chunk)))),
        b"tEXt" | b"zTXt" | b"iTXt" => Part::gone(text(chunk, room).unwrap_or(Holds::Other)),
        _ => Part::gone(Holds::Other),
    }
}

fn text<'a>(chunk: &'a [u8], room: &mut u64) -> Option<Holds<'a>> {
    let (name, rest) = until_zero(content(chunk))?;
    let name = String::from_utf8_lossy(name).into_owned();
    let text = match kind(chunk) {
        b"tEXt" => Cow::Borrowed(rest),
        b"zTXt" => Cow::Owned(unpacked(rest.get(1..)?, room)),
        _ => {
            let (_language, after) = until_zero(rest.get(2..)?)?;
            let (_translated_name, text) = until_zero(after)?;
            match rest[0] {
                0 => Cow::Borrowed(text),
                _ => Cow::Owned(unpacked(text, room)),
            }
        }
    };
    Some(named(name, text))
}

/// A few names are no text for people.
fn named(name: String, text: Cow<'_, [u8]>) -> Holds<'_> {
    match name.as_str() {
        "XML:com.adobe.xmp" => Holds::Xmp(text),
        "Raw profile type exif" | "Raw profile type APP1" => {
            let profile = unwritten(&text);
            match profile.strip_prefix(b"Exif\0\0") {
                Some(tiff) => Holds::Exif(Cow::Owned(tiff.to_vec())),
                None => Holds::Exif(Cow::Owned(profile)),
            }
        }
        "Raw profile type iptc" | "Raw profile type 8bim" => {
            Holds::Resources(Cow::Owned(unwritten(&text)))
        }
        "Raw profile type xmp" => Holds::Xmp(Cow::Owned(unwritten(&text))),
        _ => Holds::Text { name, text },
    }
}

/// ImageMagick's way to put other files' profiles into a text: its name, its length, its bytes in hexadecimal digits.
fn unwritten(text: &[u8]) -> Vec<u8> {
    let mut lines = text.split(|byte| *byte == b'\n').skip(3);
    let digits: Vec<u8> = lines
        .by_ref()
        .flatten()
        .filter_map(|digit| char::from(*digit).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits
        .chunks_exact(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect()
}

/// What is compressed, as far as there is room for it; what is broken ends where it breaks.
fn unpacked(packed: &[u8], room: &mut u64) -> Vec<u8> {
    let mut text = Vec::new();
    let read = ZlibDecoder::new(packed).take(*room).read_to_end(&mut text);
    tracing::trace!(?read, "a compressed text");
    *room -= u64::try_from(text.len()).unwrap_or(*room);
    text
}

fn until_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let zero = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..zero], &bytes[zero + 1..]))
}
