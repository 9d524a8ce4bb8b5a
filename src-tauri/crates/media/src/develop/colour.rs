//! What numbers mean, made into what every screen takes them for: sRGB, eight bits. A profile that can't be followed is none.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::decode::{Negative, Numbers};
use super::smaller;

/// A part of a negative, as everybody sees it: with transparency only where something does shine through.
pub(crate) fn seen_by_all(mut pixels: DynamicImage, negative: &Negative) -> DynamicImage {
    let profile = negative.profile.as_deref();
    match negative.numbers {
        Numbers::Inks => inks(&pixels.to_rgba8(), profile),
        Numbers::InksLeftOut => {
            let mut pixels = pixels.to_rgba8();
            pixels.iter_mut().for_each(|ink| *ink = 255 - *ink);
            inks(&pixels, profile)
        }
        Numbers::Colours => {
            smaller::divide(&mut pixels);
            opaque_where_it_can(colours(&pixels, profile))
        }
    }
}

fn inks(pixels: &RgbaImage, profile: Option<&[u8]>) -> DynamicImage {
    let mut seen = RgbImage::new(pixels.width(), pixels.height());
    let followed = followed(profile, |profile, srgb| {
        if profile.color_space != DataColorSpace::Cmyk {
            return None;
        }
        let how = TransformOptions::default();
        let transform = profile.create_transform_8bit(Layout::Rgba, srgb, Layout::Rgb, how);
        transform.ok()?.transform(pixels, &mut seen).ok()
    });
    if followed.is_none() {
        for (seen, pixel) in seen.pixels_mut().zip(pixels.pixels()) {
            let [inks @ .., black] = pixel.0;
            let left = |ink: u8| u32::from(255 - ink) * u32::from(255 - black) / 255;
            seen.0 = inks.map(|ink| left(ink) as u8);
        }
    }
    seen.into()
}

fn colours(pixels: &DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let meant = followed(profile, |profile, srgb| match profile.color_space {
        DataColorSpace::Rgb => rgb(pixels, profile, srgb),
        DataColorSpace::Gray => grey(pixels, profile, srgb),
        _ => None,
    });
    meant.unwrap_or_else(|| pixels.clone())
}

fn rgb(pixels: &DynamicImage, profile: &ColorProfile, srgb: &ColorProfile) -> Option<DynamicImage> {
    let how = TransformOptions::default();
    if pixels.color().has_alpha() {
        let from = pixels.to_rgba8();
        let mut to = RgbaImage::new(from.width(), from.height());
        let transform = profile.create_transform_8bit(Layout::Rgba, srgb, Layout::Rgba, how);
        transform.ok()?.transform(&from, &mut to).ok()?;
        Some(to.into())
    } else {
        let from = pixels.to_rgb8();
        let mut to = RgbImage::new(from.width(), from.height());
        let transform = profile.create_transform_8bit(Layout::Rgb, srgb, Layout::Rgb, how);
        transform.ok()?.transform(&from, &mut to).ok()?;
        Some(to.into())
    }
}

fn grey(
    pixels: &DynamicImage,
    profile: &ColorProfile,
    srgb: &ColorProfile,
) -> Option<DynamicImage> {
    let how = TransformOptions::default();
    let from = pixels.as_luma8()?;
    let mut to = RgbImage::new(from.width(), from.height());
    let transform = profile.create_transform_8bit(Layout::Gray, srgb, Layout::Rgb, how);
    transform.ok()?.transform(from, &mut to).ok()?;
    Some(to.into())
}

/// A profile comes with the file and is as hostile: what can't be made of it, also by a panic, is left.
fn followed<T>(
    profile: Option<&[u8]>,
    follow: impl FnOnce(&ColorProfile, &ColorProfile) -> Option<T>,
) -> Option<T> {
    let profile = profile?;
    let followed = || {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        follow(&profile, &ColorProfile::new_srgb())
    };
    catch_unwind(AssertUnwindSafe(followed)).ok().flatten()
}

fn opaque_where_it_can(pixels: DynamicImage) -> DynamicImage {
    if !pixels.color().has_alpha() {
        return pixels.into_rgb8().into();
    }
    let pixels = pixels.into_rgba8();
    match pixels.pixels().any(|pixel| pixel.0[3] < 255) {
        true => pixels.into(),
        false => DynamicImage::from(pixels).into_rgb8().into(),
    }
}
