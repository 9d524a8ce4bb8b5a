//! Pixels made fewer, by Lanczos's filter. Of three kinds only, for each is compiled for each kind of processor.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3, U8x4};
use fast_image_resize::{MulDiv, PixelTrait, ResizeOptions, Resizer};
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};

use super::decode::broken;
use super::frame::{Part, Size};
use crate::MediaError;

/// The same picture in another size. What shines through keeps its colour.
pub(crate) fn whole(pixels: &DynamicImage, size: Size) -> Result<DynamicImage, MediaError> {
    let own = (pixels.width(), pixels.height());
    if own == size {
        return Ok(pixels.clone());
    }
    let all = Part {
        x: 0.0,
        y: 0.0,
        width: f64::from(own.0),
        height: f64::from(own.1),
    };
    if !pixels.color().has_alpha() {
        return part(pixels, all, size);
    }
    let mut pixels = pixels.clone();
    multiply(&mut pixels);
    let mut small = part(&pixels, all, size)?;
    divide(&mut small);
    Ok(small)
}

/// A part of a picture in another size, every number for itself.
pub(crate) fn part(
    pixels: &DynamicImage,
    part: Part,
    size: Size,
) -> Result<DynamicImage, MediaError> {
    let (width, height) = size;
    let own = (pixels.width(), pixels.height());
    match pixels {
        DynamicImage::ImageLuma8(pixels) => {
            let mut small = GrayImage::new(width, height);
            resize::<U8>(pixels, own, part, &mut small, size)?;
            Ok(small.into())
        }
        DynamicImage::ImageRgba8(pixels) => {
            let mut small = RgbaImage::new(width, height);
            resize::<U8x4>(pixels, own, part, &mut small, size)?;
            Ok(small.into())
        }
        pixels => {
            let converted;
            let pixels = match pixels {
                DynamicImage::ImageRgb8(pixels) => pixels,
                other => {
                    converted = other.to_rgb8();
                    &converted
                }
            };
            let mut small = RgbImage::new(width, height);
            resize::<U8x3>(pixels, own, part, &mut small, size)?;
            Ok(small.into())
        }
    }
}

fn resize<P: PixelTrait>(
    from: &[u8],
    own: Size,
    part: Part,
    to: &mut [u8],
    size: Size,
) -> Result<(), MediaError> {
    let from = TypedImageRef::<P>::from_buffer(own.0, own.1, from).map_err(broken)?;
    let mut to = TypedImage::<P>::from_buffer(size.0, size.1, to).map_err(broken)?;
    let options =
        ResizeOptions::new()
            .use_alpha(false)
            .crop(part.x, part.y, part.width, part.height);
    Resizer::new()
        .resize_typed(&from, &mut to, &options)
        .map_err(broken)
}

/// Multiplies light by its share, where there is one.
pub(crate) fn multiply(pixels: &mut DynamicImage) {
    in_place(pixels, |view| {
        MulDiv::new().multiply_alpha_inplace_typed(view).is_ok()
    });
}

/// And back.
pub(crate) fn divide(pixels: &mut DynamicImage) {
    in_place(pixels, |view| {
        MulDiv::new().divide_alpha_inplace_typed(view).is_ok()
    });
}

fn in_place(pixels: &mut DynamicImage, change: impl Fn(&mut TypedImage<'_, U8x4>) -> bool) {
    if let DynamicImage::ImageRgba8(pixels) = pixels {
        let (width, height) = pixels.dimensions();
        let view = TypedImage::from_buffer(width, height, pixels);
        let is_changed = view.is_ok_and(|mut view| change(&mut view));
        debug_assert!(is_changed, "four bytes a pixel have a share");
    }
}
