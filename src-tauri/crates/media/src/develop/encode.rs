//! Pixels as a file: JPEG for every reader, PNG where something shines through, WebP in the sizes of a page.

use domain::PictureKind;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use webp::WebPConfig;

use super::decode::broken;
use super::quality::Judge;
use super::{jpeg, xmp};
use crate::{Made, MediaError, Order, Role};

/// What is taken where nothing can be measured, or nothing is good enough.
const BEST: u8 = 96;
/// Colours at half the size are kept up to here; a picture that asks for more shows the loss.
const HALF_COLOURS: u8 = 88;

/// How copies of one picture are made.
pub(crate) struct Encoding {
    jpeg: Jpeg,
    webp: Webp,
    /// Drawn, not photographed: what loses nothing may be smaller.
    is_drawn: bool,
    /// What is written into each, besides; empty for nothing.
    words: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Jpeg {
    quality: u8,
    colours: SamplingFactor,
}

#[derive(Clone, Copy)]
enum Webp {
    Lossy(u8),
    Lossless,
}

impl Encoding {
    /// What this picture needs.
    pub(crate) fn of(
        pixels: &DynamicImage,
        original: PictureKind,
        order: &Order,
    ) -> Result<Self, MediaError> {
        let judge = Judge::of(pixels)?;
        let is_drawn = matches!(original, PictureKind::Png | PictureKind::Gif);
        Ok(Self {
            jpeg: Jpeg::for_the(&judge)?,
            webp: Webp::for_the(&judge, is_drawn)?,
            is_drawn,
            words: xmp::words(order),
        })
    }

    /// The copy that every reader can load: the smaller of two where both lose nothing that matters.
    pub(crate) fn whole(&self, pixels: &DynamicImage) -> Result<Made, MediaError> {
        let role = Role::Whole;
        if pixels.color().has_alpha() {
            return Ok(self.made(role, PictureKind::Png, pixels, png(pixels)?));
        }
        let jpeg = self.jpeg.file(pixels)?;
        if self.is_drawn {
            let png = png(pixels)?;
            if png.len() <= jpeg.len() {
                return Ok(self.made(role, PictureKind::Png, pixels, png));
            }
        }
        Ok(self.made(role, PictureKind::Jpeg, pixels, jpeg))
    }

    /// What networks show, which know no transparency: on white.
    pub(crate) fn card(&self, pixels: &DynamicImage) -> Result<Made, MediaError> {
        let jpeg = self.jpeg.file(&on_white(pixels))?;
        Ok(self.made(Role::Card, PictureKind::Jpeg, pixels, jpeg))
    }

    /// One of the sizes of a page.
    pub(crate) fn size(&self, pixels: &DynamicImage) -> Result<Made, MediaError> {
        let webp = self.webp.file(pixels)?;
        Ok(self.made(Role::Size, PictureKind::Webp, pixels, webp))
    }

    fn made(&self, role: Role, kind: PictureKind, pixels: &DynamicImage, bytes: Vec<u8>) -> Made {
        Made {
            role,
            kind,
            width: pixels.width(),
            height: pixels.height(),
            bytes: xmp::with(&self.words, bytes, kind),
        }
    }
}

impl Jpeg {
    fn for_the(judge: &Judge) -> Result<Self, MediaError> {
        for colours in [SamplingFactor::F_2_2, SamplingFactor::F_1_1] {
            let lowest = judge.lowest(|pixels, quality| {
                let file = Self { quality, colours }.file(pixels)?;
                Ok(jpeg::negative(&file)?.pixels)
            })?;
            let is_half = colours == SamplingFactor::F_2_2;
            match lowest {
                Some(quality) if !is_half || quality <= HALF_COLOURS => {
                    return Ok(Self { quality, colours });
                }
                _ => {}
            }
        }
        Ok(Self {
            quality: BEST,
            colours: SamplingFactor::F_1_1,
        })
    }

    fn file(self, pixels: &DynamicImage) -> Result<Vec<u8>, MediaError> {
        let sides = (
            u16::try_from(pixels.width()),
            u16::try_from(pixels.height()),
        );
        let (Ok(width), Ok(height)) = sides else {
            return Err(failed("a JPEG this high"));
        };
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, self.quality);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        encoder.set_sampling_factor(self.colours);
        encoder
            .encode(&pixels.to_rgb8(), width, height, ColorType::Rgb)
            .map_err(failed)?;
        Ok(file)
    }
}

impl Webp {
    fn for_the(judge: &Judge, is_drawn: bool) -> Result<Self, MediaError> {
        let lowest = judge.lowest(|pixels, quality| {
            let file = Self::Lossy(quality).file(pixels)?;
            image::load_from_memory_with_format(&file, ImageFormat::WebP).map_err(failed)
        })?;
        let lossy = Self::Lossy(lowest.unwrap_or(BEST));
        if !is_drawn {
            return Ok(lossy);
        }
        let length = |webp: Self| webp.file(&judge.pixels).map(|file| file.len());
        match length(Self::Lossless)? <= length(lossy)? {
            true => Ok(Self::Lossless),
            false => Ok(lossy),
        }
    }

    fn file(self, pixels: &DynamicImage) -> Result<Vec<u8>, MediaError> {
        let mut how = WebPConfig::new().map_err(|()| failed("WebP"))?;
        match self {
            Self::Lossy(quality) => how.quality = f32::from(quality),
            Self::Lossless => how.lossless = 1,
        }
        let (width, height) = (pixels.width(), pixels.height());
        let file = match pixels.color().has_alpha() {
            true => {
                webp::Encoder::from_rgba(&pixels.to_rgba8(), width, height).encode_advanced(&how)
            }
            false => {
                webp::Encoder::from_rgb(&pixels.to_rgb8(), width, height).encode_advanced(&how)
            }
        };
        let file = file.map_err(|e| failed(format!("{e:?}")))?;
        Ok(file.to_vec())
    }
}

fn png(pixels: &DynamicImage) -> Result<Vec<u8>, MediaError> {
    let mut file = Vec::new();
    let (width, height) = (pixels.width(), pixels.height());
    let how = (CompressionType::Default, FilterType::Adaptive);
    let encoder = PngEncoder::new_with_quality(&mut file, how.0, how.1);
    let written = match pixels.color().has_alpha() {
        true => encoder.write_image(&pixels.to_rgba8(), width, height, ExtendedColorType::Rgba8),
        false => encoder.write_image(&pixels.to_rgb8(), width, height, ExtendedColorType::Rgb8),
    };
    written.map_err(broken)?;
    Ok(file)
}

fn on_white(pixels: &DynamicImage) -> DynamicImage {
    if !pixels.color().has_alpha() {
        return pixels.clone();
    }
    let mut pixels = pixels.to_rgba8();
    for pixel in pixels.pixels_mut() {
        let [light @ .., share] = pixel.0.map(u32::from);
        let [red, green, blue] = light.map(|light| (light * share / 255 + 255 - share) as u8);
        pixel.0 = [red, green, blue, 255];
    }
    pixels.into()
}

fn failed(why: impl std::fmt::Display) -> MediaError {
    MediaError::GaveUp(format!("a copy can't be made: {why}"))
}
