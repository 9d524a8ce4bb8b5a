//! What a file is made of, stretch by stretch: the picture, and what is beside it. Knows how files are put together; not what
//! EXIF, IPTC or XMP say. Nothing is decoded or kept: a file of millions of stretches takes no memory.

pub(crate) mod avif;
mod gif;
mod jpeg;
mod png;
pub(crate) mod webp;

use std::borrow::Cow;

use domain::PictureKind;

/// What a stretch of a file holds.
#[derive(Debug)]
pub(crate) enum Holds<'a> {
    /// The picture, or what tells nothing of where it comes from: its colours, its density.
    Picture,
    /// EXIF: a TIFF file.
    Exif(Cow<'a, [u8]>),
    /// XMP, or a piece of it.
    Xmp(Cow<'a, [u8]>),
    /// Photoshop's resources: IPTC, and more.
    Resources(Cow<'a, [u8]>),
    /// A text for people; some have a name.
    Text {
        /// What the file calls it.
        name: String,
        /// What it says.
        text: Cow<'a, [u8]>,
    },
    /// A small copy of the picture.
    Thumbnail,
    /// Anything else.
    Other,
}

/// A stretch of a file.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    /// What a clean file has in its place.
    pub(crate) kept: Cow<'a, [u8]>,
    /// What it holds.
    pub(crate) holds: Holds<'a>,
}

impl<'a> Part<'a> {
    /// It stays.
    fn picture(kept: &'a [u8]) -> Self {
        let kept = Cow::Borrowed(kept);
        Self {
            kept,
            holds: Holds::Picture,
        }
    }

    /// It goes.
    fn gone(holds: Holds<'a>) -> Self {
        let kept = Cow::Borrowed(&[][..]);
        Self { kept, holds }
    }
}

/// Who is told of each stretch.
pub(crate) type Visit<'v, 'a> = dyn FnMut(Part<'a>) + 'v;

/// Tells of each stretch of a file, in its order. `None` when it ends too early, or its kind can't be told: what was not told
/// is unknown then.
pub(crate) fn each<'a>(
    bytes: &'a [u8],
    kind: PictureKind,
    visit: &mut Visit<'_, 'a>,
) -> Option<()> {
    match kind {
        PictureKind::Jpeg => jpeg::each(bytes, visit),
        PictureKind::Png => png::each(bytes, visit),
        PictureKind::Webp => webp::each(bytes, visit),
        PictureKind::Gif => gif::each(bytes, visit),
        PictureKind::Avif => avif::each(bytes, visit),
    }
}

/// Whether a file has several frames.
pub(crate) fn moves(bytes: &[u8], kind: PictureKind) -> bool {
    match kind {
        PictureKind::Jpeg => false,
        PictureKind::Png => png::moves(bytes),
        PictureKind::Webp => webp::moves(bytes),
        PictureKind::Gif => gif::moves(bytes),
        PictureKind::Avif => avif::moves(bytes),
    }
}

/// The big-endian number at a place.
pub(crate) fn be16(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..)?.first_chunk()?;
    Some(usize::from(u16::from_be_bytes(*two)))
}

/// The big-endian number at a place.
pub(crate) fn be32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_be_bytes(*four)).ok()
}

/// The little-endian number at a place.
pub(crate) fn le32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*four)).ok()
}
