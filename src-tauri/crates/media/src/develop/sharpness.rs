//! How sharp a picture is, where it is sharpest. Knows nothing of why it is not.
//!
//! Across an edge that is blurred by a radius of r pixels the light changes by no more than 0.4 / r of the edge's height
//! from one pixel to the next. So tile by tile the steepest change is compared with all there is between dark and light, and
//! of the tiles the sharpest speak: a face may be sharp before a soft street.

use image::{DynamicImage, GrayImage};

use super::frame::fitted;
use super::smaller;

/// It is looked at no wider than this: what a sensor adds to each pixel is gone.
const LOOKED_AT: u32 = 512;
/// How wide and high a tile is, in pixels.
const TILE: u32 = 64;
/// A tile in which dark and light are nearer, of 255, shows nothing.
const NOTHING: u8 = 32;
/// The share of tiles that may be sharper than what the picture is said to be.
const SHARPER: f32 = 0.1;
/// An edge as sharp as pixels show one.
const SHARPEST: f32 = 0.5;

/// From 0, nothing but blur, to 1. A blur of a hundredth of the width is about 0.15. A picture without any edge, a sky,
/// is as sharp as it can be.
pub(crate) fn of(pixels: &DynamicImage) -> f32 {
    let size = (pixels.width(), pixels.height());
    let Ok(small) = smaller::whole(pixels, fitted(size, LOOKED_AT.min(size.0))) else {
        return 1.0;
    };
    let small = small.to_luma8();
    let across = (0..small.width()).step_by(TILE as usize);
    let tiles = across.flat_map(|x| {
        (0..small.height())
            .step_by(TILE as usize)
            .map(move |y| (x, y))
    });
    let mut steepest: Vec<f32> = tiles.filter_map(|tile| steepness(&small, tile)).collect();
    steepest.sort_by(f32::total_cmp);
    let at = (steepest.len() as f32 * (1.0 - SHARPER)) as usize;
    steepest
        .get(at)
        .map_or(1.0, |steepness| (steepness / SHARPEST).min(1.0))
}

/// The steepest change from one pixel to the next, as a share of all change in a tile; `None` where there is nothing to see.
fn steepness(pixels: &GrayImage, (left, top): (u32, u32)) -> Option<f32> {
    let (right, bottom) = (
        (left + TILE).min(pixels.width()),
        (top + TILE).min(pixels.height()),
    );
    let (mut dark, mut light, mut steepest) = (u8::MAX, 0, 0);
    for (x, y) in (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))) {
        let here = pixels.get_pixel(x, y).0[0];
        (dark, light) = (dark.min(here), light.max(here));
        for (x, y) in [(x + 1, y), (x, y + 1)] {
            if x < right && y < bottom {
                steepest = steepest.max(here.abs_diff(pixels.get_pixel(x, y).0[0]));
            }
        }
    }
    let all = light - dark.min(light);
    (all >= NOTHING).then(|| f32::from(steepest) / f32::from(all))
}

#[cfg(test)]
mod tests {
    use image::{Luma, imageops};

    use super::*;

    /// Blocks of many sizes, light on dark, with the noise of a sensor.
    fn scene(width: u32, noise: u8) -> DynamicImage {
        let mut seed = 7_u32;
        let pixels = GrayImage::from_fn(width, width * 2 / 3, |x, y| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (column, row) = (x * 24 / width, y * 24 / width);
            let light = 40 + (column * 71 + row * 43) % 8 * 22;
            let noise = (seed >> 24) as u8 % (noise + 1);
            Luma([light as u8 + noise])
        });
        pixels.into()
    }

    fn blurred(pixels: &DynamicImage, share: f32) -> DynamicImage {
        imageops::fast_blur(&pixels.to_rgb8(), share * pixels.width() as f32).into()
    }

    #[test]
    fn what_is_blurred_beyond_use_is_told_from_what_is_sharp() {
        for (width, noise) in [(600, 0), (1_500, 0), (1_500, 24)] {
            let sharp = scene(width, noise);
            assert!(of(&sharp) > 0.7, "{width} {noise}: {}", of(&sharp));
            let soft = of(&blurred(&sharp, 0.002));
            assert!(soft > 0.35, "{width} {noise}: {soft}");
            for (share, most) in [(0.01, 0.2), (0.02, 0.15)] {
                let found = of(&blurred(&sharp, share));
                assert!(found < most, "{width} {noise} {share}: {found}");
            }
        }
    }

    #[test]
    fn one_sharp_corner_is_enough_and_a_sky_is_no_fault() {
        let mut portrait = blurred(&scene(1_200, 0), 0.02).to_rgb8();
        let sharp = scene(1_200, 0).to_rgb8();
        let face = imageops::crop_imm(&sharp, 400, 200, 450, 450).to_image();
        imageops::replace(&mut portrait, &face, 400, 200);
        assert!(of(&portrait.into()) > 0.5);
        let sky = GrayImage::from_fn(900, 600, |_, y| Luma([150 + (y / 60) as u8]));
        assert_eq!(of(&sky.into()), 1.0);
    }
}
