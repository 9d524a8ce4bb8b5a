//! A file's pixels as they are stored, how they lie, and what their numbers mean. Bounded: what would not fit the darkroom
//! is refused by its header.

use std::io::Cursor;

use domain::PictureKind;
use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, RgbImage};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::MediaError;

/// What pixels may take, decoded, in bytes: with what is needed to make them smaller, the darkroom's memory.
const ROOM: u64 = 320 * 1024 * 1024;

/// A decoded picture.
pub(crate) struct Negative {
    /// As they are stored.
    pub(crate) pixels: DynamicImage,
    /// How they must be turned to be seen as the camera was held.
    pub(crate) lies: Orientation,
    /// What their numbers mean; `None` is sRGB.
    pub(crate) profile: Option<Vec<u8>>,
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
    let source = Cursor::new(bytes);
    match kind {
        PictureKind::Jpeg => jpeg(bytes),
        PictureKind::Png => developed(PngDecoder::new(source).map_err(broken)?),
        PictureKind::Webp => developed(WebPDecoder::new(source).map_err(broken)?),
        PictureKind::Gif => developed(GifDecoder::new(source).map_err(broken)?),
        PictureKind::Avif => Err(MediaError::Unknown("avif".to_owned())),
    }
}

fn developed(mut decoder: impl ImageDecoder) -> Result<Negative, MediaError> {
    let (width, height) = decoder.dimensions();
    room_for(width, height, decoder.total_bytes())?;
    // What is odd beside the pixels is no reason to refuse them.
    let lies = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    Ok(Negative {
        pixels: DynamicImage::from_decoder(decoder).map_err(broken)?,
        lies,
        profile,
    })
}

fn jpeg(bytes: &[u8]) -> Result<Negative, MediaError> {
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let (width, height) = decoder.dimensions().unwrap_or_default();
    let (width, height) = (width as u32, height as u32);
    let space = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => ColorSpace::Luma,
        _ => ColorSpace::RGB,
    };
    let pixels = u64::from(width) * u64::from(height);
    room_for(width, height, pixels * space.num_components() as u64)?;
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let samples = decoder.decode().map_err(broken)?;
    let pixels = match space {
        ColorSpace::Luma => GrayImage::from_raw(width, height, samples).map(Into::into),
        _ => RgbImage::from_raw(width, height, samples).map(Into::into),
    };
    let exif = decoder.exif().map(Vec::as_slice).unwrap_or_default();
    Ok(Negative {
        pixels: pixels.ok_or_else(|| MediaError::Broken("too few samples".to_owned()))?,
        lies: Orientation::from_exif_chunk(exif).unwrap_or(Orientation::NoTransforms),
        profile: decoder.icc_profile(),
    })
}

fn room_for(width: u32, height: u32, bytes: u64) -> Result<(), MediaError> {
    match (width, height) {
        (0, _) | (_, 0) => Err(MediaError::Broken("no pixels".to_owned())),
        _ if bytes > ROOM => Err(MediaError::TooManyPixels { width, height }),
        _ => Ok(()),
    }
}

fn broken(error: impl std::fmt::Display) -> MediaError {
    MediaError::Broken(error.to_string())
}
