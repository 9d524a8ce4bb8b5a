//! What a file is and says of itself, seen without decoding it.

use std::collections::BTreeSet;
use std::io::Read;

use domain::{PictureKind, PictureWords, Remains};
use flate2::read::GzDecoder;

use crate::parts::{self, Holds, Part};
use crate::tiff::{self, Directory, Entry};
use crate::{MediaError, notes, remains};

/// More pixels than this, and a picture is not taken: 120 millions, more than any camera a reporter carries makes.
pub const MOST_PIXELS: u64 = 120_000_000;

/// The longest side a picture may have: JPEG knows no longer one.
pub const LONGEST_SIDE: u32 = 65_535;

/// Whether a picture moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// One picture.
    Still,
    /// Several frames: an animated GIF, WebP or PNG. It is kept as it is, but for what it says of itself.
    Moving,
}

/// A file, looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What it is, by its bytes.
    pub kind: PictureKind,
    /// Width in pixels as it is shown: its orientation applied.
    pub width: u32,
    /// Height in pixels as it is shown.
    pub height: u32,
    /// Whether it moves.
    pub motion: Motion,
    /// What it says of itself, in XMP, IPTC or EXIF, in this order of trust. Every text is plain, one line, without control
    /// characters, at most 2,000 characters.
    pub notes: PictureWords,
    /// What is in it that must not leave.
    pub remains: BTreeSet<Remains>,
}

/// How much of a file is read to tell a drawing.
const SVG_START: u64 = 4_096;

/// What a file is and says of itself.
pub(crate) fn of(bytes: &[u8]) -> Result<Seen, MediaError> {
    let kind = PictureKind::of_bytes(bytes).ok_or_else(|| refused(bytes))?;
    let (width, height) = size(bytes, kind)?;
    let motion = match parts::moves(bytes, kind) {
        true => Motion::Moving,
        false => Motion::Still,
    };
    Ok(Seen {
        kind,
        width,
        height,
        motion,
        notes: notes::of(bytes, kind),
        remains: remains::of_kind(bytes, kind),
    })
}

/// Width and height as the picture is shown.
fn size(bytes: &[u8], kind: PictureKind) -> Result<(u32, u32), MediaError> {
    let broken = |why: String| MediaError::Broken(why);
    let (width, height) = match kind {
        PictureKind::Avif => {
            let shown = parts::avif::shown(bytes);
            let cut = shown
                .ok_or_else(|| broken("it can't be followed".to_owned()))?
                .cut;
            (cut.width, cut.height)
        }
        _ => {
            let size = imagesize::blob_size(bytes).map_err(|e| broken(e.to_string()))?;
            let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
            (side(size.width), side(size.height))
        }
    };
    if width == 0 || height == 0 {
        return Err(broken("it has no pixels".to_owned()));
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || width.max(height) > LONGEST_SIDE {
        return Err(MediaError::TooManyPixels { width, height });
    }
    Ok(match orientation(bytes, kind) {
        5..=8 => (height, width),
        _ => (width, height),
    })
}

/// How EXIF says that the picture lies, 1 to 8; only the first EXIF of a file counts, and only one of the eight orientations
/// there are. Of an AVIF its boxes say it, whatever its EXIF says.
pub(crate) fn orientation(bytes: &[u8], kind: PictureKind) -> u8 {
    let mut orientation = None;
    let mut found = false;
    let mut look = |entry: Entry<'_>| {
        if entry.directory == Directory::Picture && entry.tag == 0x0112 {
            orientation = orientation.or(entry.short());
        }
    };
    let mut visit = |part: Part<'_>| {
        if let (Holds::Exif(tiff), false) = (&part.holds, found) {
            found = true;
            tiff::each(tiff, &mut look);
        }
    };
    if kind == PictureKind::Avif {
        return parts::avif::shown(bytes).map_or(1, |shown| shown.lies);
    }
    // As far as the file goes.
    let _end = parts::each(bytes, kind, &mut visit);
    let known = orientation.and_then(|number| u8::try_from(number).ok());
    known.filter(|number| (1..=8).contains(number)).unwrap_or(1)
}

/// Why bytes of no kind that is taken are refused.
fn refused(bytes: &[u8]) -> MediaError {
    if is_heic(bytes) {
        return MediaError::Heic;
    }
    if is_svg(bytes) {
        return MediaError::Svg;
    }
    MediaError::Unknown("it begins as no picture does".to_owned())
}

/// Whether it is of the family of HEIF, by any brand it names.
fn is_heic(bytes: &[u8]) -> bool {
    let length = parts::be32(bytes, 0).unwrap_or_default().clamp(16, 256);
    let head = &bytes[..length.min(bytes.len())];
    let Some(brands) = head.get(8..).filter(|_| &head[4..8] == b"ftyp") else {
        return false;
    };
    let (brands, _) = brands.as_chunks();
    brands.iter().any(|brand| {
        matches!(
            brand,
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs"
        ) || matches!(brand, b"mif1" | b"mif2" | b"msf1")
    })
}

/// Whether it is a drawing: an element `svg` before any other, packed or not. Comments, a prolog and a byte order mark may
/// stand before it.
fn is_svg(bytes: &[u8]) -> bool {
    let mut start = Vec::new();
    let read = match bytes {
        [0x1F, 0x8B, ..] => GzDecoder::new(bytes)
            .take(SVG_START)
            .read_to_end(&mut start),
        _ => bytes.take(SVG_START).read_to_end(&mut start),
    };
    tracing::trace!(?read, "the beginning of what may be a drawing");
    // UTF-16 too: the zeros between its letters are left out.
    start.retain(|byte| *byte != 0);
    let text = String::from_utf8_lossy(&start).to_lowercase();
    let begins = text
        .trim_start_matches(['\u{FEFF}', '\u{FFFD}'])
        .trim_start();
    let page = text.contains("<html") || text.contains("<!doctype html");
    begins.starts_with('<') && text.contains("<svg") && !page
}
