//! Pixels as a file: JPEG for every reader, PNG where something shines through, WebP in the sizes of a page.

use domain::PictureKind;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use webp::WebPConfig;

use super::has_transparency;
use crate::{Made, MediaError, Role};

/// The copy that every reader can load.
pub(crate) fn whole(pixels: &DynamicImage) -> Result<Made, MediaError> {
    match has_transparency(pixels) {
        true => made(Role::Whole, PictureKind::Png, pixels, png(pixels)?),
        false => made(Role::Whole, PictureKind::Jpeg, pixels, jpeg(pixels, 82)?),
    }
}

/// What networks show, which know no transparency.
pub(crate) fn card(pixels: &DynamicImage) -> Result<Made, MediaError> {
    made(Role::Card, PictureKind::Jpeg, pixels, jpeg(pixels, 82)?)
}

pub(crate) fn webp(pixels: &DynamicImage) -> Result<Made, MediaError> {
    let mut how = WebPConfig::new().map_err(|()| failed("webp"))?;
    how.quality = 78.0;
    let (width, height) = (pixels.width(), pixels.height());
    let file = match has_transparency(pixels) {
        true => webp::Encoder::from_rgba(&pixels.to_rgba8(), width, height).encode_advanced(&how),
        false => webp::Encoder::from_rgb(&pixels.to_rgb8(), width, height).encode_advanced(&how),
    };
    let bytes = file.map_err(|e| failed(&format!("webp: {e:?}")))?.to_vec();
    made(Role::Size, PictureKind::Webp, pixels, bytes)
}

fn jpeg(pixels: &DynamicImage, quality: u8) -> Result<Vec<u8>, MediaError> {
    let sides = (
        u16::try_from(pixels.width()),
        u16::try_from(pixels.height()),
    );
    let (Ok(width), Ok(height)) = sides else {
        return Err(failed("jpeg: too wide or too high"));
    };
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(&pixels.to_rgb8(), width, height, ColorType::Rgb)
        .map_err(|e| failed(&e.to_string()))?;
    Ok(file)
}

fn png(pixels: &DynamicImage) -> Result<Vec<u8>, MediaError> {
    let mut file = Vec::new();
    let pixels = pixels.to_rgba8();
    PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive)
        .write_image(
            &pixels,
            pixels.width(),
            pixels.height(),
            image::ExtendedColorType::Rgba8,
        )
        .map_err(|e| failed(&e.to_string()))?;
    Ok(file)
}

fn made(
    role: Role,
    kind: PictureKind,
    pixels: &DynamicImage,
    bytes: Vec<u8>,
) -> Result<Made, MediaError> {
    Ok(Made {
        role,
        kind,
        width: pixels.width(),
        height: pixels.height(),
        bytes,
    })
}

fn failed(why: &str) -> MediaError {
    MediaError::GaveUp(why.to_owned())
}
