//! How much may be left out of a copy before one sees it: measured, not a fixed number.
//!
//! The measure is SSIMULACRA 2 (J. Sneyers, Cloudinary), which was fitted to what people saw. Its authors call 70 high
//! quality: what is missing is noticed beside the original only; 90 is never noticed. A page is read at arm's length and
//! waited for on a train, hence the target between them that is nearer the first. One middle size is measured, and what it
//! can bear is taken for the others: larger ones can bear more.

use fast_ssim2::{PixelDescriptor, PixelSlice, Ssimulacra2Reference};
use image::{DynamicImage, RgbImage};

use super::frame::fitted;
use super::smaller;
use crate::MediaError;

/// What a copy must reach.
const TARGET: f64 = 74.0;
/// How wide the one that is measured is, at most.
const MEASURED: u32 = 768;
/// Qualities that are tried, in steps that make a difference: `STEP * LOWEST` to `STEP * HIGHEST` of a hundred.
const STEP: u8 = 4;
const LOWEST: u8 = 10;
const HIGHEST: u8 = 24;

/// Something to compare copies with.
pub(crate) struct Judge {
    /// What is measured.
    pub(crate) pixels: DynamicImage,
    /// `None` for a picture so small that nothing can be told.
    reference: Option<Ssimulacra2Reference>,
}

impl Judge {
    pub(crate) fn of(pixels: &DynamicImage) -> Result<Self, MediaError> {
        let size = (pixels.width(), pixels.height());
        let pixels = smaller::whole(pixels, fitted(size, MEASURED.min(size.0)))?;
        let solid = solid(&pixels);
        let reference = slice(&solid).and_then(|slice| Ssimulacra2Reference::new(&slice).ok());
        Ok(Self { pixels, reference })
    }

    /// The lowest quality at which what an encoder makes still reaches the target; `None` when none does.
    pub(crate) fn lowest(
        &self,
        mut made: impl FnMut(&DynamicImage, u8) -> Result<DynamicImage, MediaError>,
    ) -> Result<Option<u8>, MediaError> {
        let Some(reference) = &self.reference else {
            return Ok(None);
        };
        let (mut low, mut high) = (LOWEST, HIGHEST + 1);
        while low < high {
            let middle = low.midpoint(high);
            let copy = solid(&made(&self.pixels, middle * STEP)?);
            let score = slice(&copy).and_then(|slice| reference.compare(&slice).ok());
            match score.is_some_and(|score| score >= TARGET) {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        Ok((low <= HIGHEST).then_some(low * STEP))
    }
}

/// As it looks on a grey page, for what shines through is nothing to measure.
fn solid(pixels: &DynamicImage) -> RgbImage {
    if !pixels.color().has_alpha() {
        return pixels.to_rgb8();
    }
    let mut solid = RgbImage::new(pixels.width(), pixels.height());
    for (solid, pixel) in solid.pixels_mut().zip(pixels.to_rgba8().pixels()) {
        let [light @ .., share] = pixel.0.map(u32::from);
        solid.0 = light.map(|light| ((light * share + 128 * (255 - share)) / 255) as u8);
    }
    solid
}

fn slice(pixels: &RgbImage) -> Option<PixelSlice<'_>> {
    let (width, height) = pixels.dimensions();
    if width < 8 || height < 8 {
        return None;
    }
    let descriptor = PixelDescriptor::RGB8_SRGB;
    PixelSlice::new(
        pixels.as_raw(),
        width,
        height,
        width as usize * 3,
        descriptor,
    )
    .ok()
}
