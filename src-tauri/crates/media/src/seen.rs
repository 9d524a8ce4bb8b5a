//! What a file is and says of itself, seen without decoding it.

use std::collections::BTreeSet;

use domain::PictureKind;
use serde::{Deserialize, Serialize};

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
    /// What it says of itself.
    pub notes: Notes,
    /// What is in it that must not leave.
    pub remains: BTreeSet<Remains>,
}

/// What a picture says of itself, from EXIF, IPTC and XMP, in this order of trust: XMP, IPTC, EXIF. Every text is plain,
/// one line, without control characters, at most 2,000 characters; empty for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// What it shows, for those who can't see it (IPTC alt text).
    pub alt: String,
    /// The caption (IPTC description, dc:description).
    pub caption: String,
    /// Who made it, and for whom: IPTC by-line and credit line, `A. Martin / AFP`.
    pub credit: String,
    /// Where it comes from (IPTC source).
    pub source: String,
    /// Under which terms it may be used (copyright notice, rights usage terms).
    pub licence: String,
    /// When it was taken, as the camera's clock said: `2026-04-29T02:49:00`; empty for unknown.
    pub taken: String,
    /// Where, in words (IPTC sublocation, city, country).
    pub place: String,
}

/// Something in a file beside its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remains {
    /// Where it was taken: GPS in EXIF, places in IPTC or XMP.
    Location,
    /// A camera's or a lens's serial number, or its owner's name.
    Serial,
    /// A small copy of the picture, which may show what was cropped away.
    Thumbnail,
    /// EXIF, of whatever kind.
    Exif,
    /// XMP.
    Xmp,
    /// IPTC.
    Iptc,
    /// A comment, a text chunk.
    Comment,
    /// Anything else that is no part of the picture: unknown segments, bytes after its end.
    Other,
}
