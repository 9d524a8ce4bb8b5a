//! A file's pixels as they are stored, how they lie, and what their numbers mean. Bounded: what would not fit the darkroom
//! is refused by its header.

use std::io::Cursor;

use domain::PictureKind;
use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};

use super::room::Room;
use super::{avif, jpeg, smaller};
use crate::{MediaError, seen};

/// What the numbers of pixels are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Light, with or without a share of what is behind. Where there is such a share, light is multiplied by it.
    Colours,
    /// Cyan, magenta, yellow and black ink.
    Inks,
    /// Of each ink, what is left out.
    InksLeftOut,
}

/// A decoded picture.
pub(crate) struct Negative {
    /// As they are stored; or fewer, where all of them have no room.
    pub(crate) pixels: DynamicImage,
    /// How they must be turned to be seen as the camera was held.
    pub(crate) lies: Orientation,
    /// What their colours mean; `None` is sRGB.
    pub(crate) profile: Option<Vec<u8>>,
    /// What they are.
    pub(crate) numbers: Numbers,
}

impl Negative {
    /// Width and height as it is shown.
    pub(crate) fn shown(&self) -> (u32, u32) {
        let (width, height) = (self.pixels.width(), self.pixels.height());
        match self.lies.to_exif() {
            5.. => (height, width),
            _ => (width, height),
        }
    }
}

/// Decodes a picture; of one that moves, the first frame.
pub(crate) fn negative(bytes: &[u8], kind: PictureKind) -> Result<Negative, MediaError> {
    let length = bytes.len();
    let source = Cursor::new(bytes);
    // Beside the pixels that come out, in quarters of them: what each decoder works on, or another form of them.
    let mut negative = match kind {
        PictureKind::Jpeg => jpeg::negative(bytes),
        PictureKind::Png => colours(PngDecoder::new(source).map_err(broken)?, length, 2),
        PictureKind::Webp => colours(WebPDecoder::new(source).map_err(broken)?, length, 6),
        PictureKind::Gif => colours(GifDecoder::new(source).map_err(broken)?, length, 1),
        PictureKind::Avif => avif::negative(bytes),
    }?;
    let lies = Orientation::from_exif(seen::orientation(bytes, kind));
    negative.lies = lies.unwrap_or(Orientation::NoTransforms);
    Ok(negative)
}

fn colours(
    mut decoder: impl ImageDecoder,
    length: usize,
    worked_on: u64,
) -> Result<Negative, MediaError> {
    let size = decoder.dimensions();
    let bytes = decoder.total_bytes();
    Room::beside(length, size)?.must_have(bytes.saturating_add(bytes / 4 * worked_on))?;
    // What is odd beside the pixels is no reason to refuse them.
    let profile = decoder.icc_profile().unwrap_or_default();
    let mut pixels = plain(DynamicImage::from_decoder(decoder).map_err(broken)?);
    // What can't be seen must not bleed into what can when the picture is made smaller.
    smaller::multiply(&mut pixels);
    Ok(Negative {
        pixels,
        lies: Orientation::NoTransforms,
        profile,
        numbers: Numbers::Colours,
    })
}

/// Eight bits each, grey or of three colours, with or without a share of what is behind: more is not seen in a copy.
fn plain(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => {
            pixels
        }
        pixels if pixels.color().has_alpha() => pixels.into_rgba8().into(),
        pixels if pixels.color().has_color() => pixels.into_rgb8().into(),
        pixels => pixels.into_luma8().into(),
    }
}

pub(crate) fn broken(error: impl std::fmt::Display) -> MediaError {
    MediaError::Broken(error.to_string())
}
