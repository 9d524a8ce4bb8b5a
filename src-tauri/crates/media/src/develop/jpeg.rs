//! A JPEG's pixels: those of colours and those of inks; at half, a quarter or an eighth of the size where all of it would not
//! fit, for a page needs no more.

use domain::PictureKind;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};
use jpeg_decoder::{Decoder, Error, PixelFormat};

use super::decode::{Negative, Numbers, broken};
use super::room::Room;
use crate::MediaError;
use crate::parts::{self, Part};

/// By what a picture can be made smaller while it is decoded.
const SHRINKS: [u16; 4] = [1, 2, 4, 8];

pub(crate) fn negative(bytes: &[u8]) -> Result<Negative, MediaError> {
    let header = Header::of(bytes)?;
    let mut decoder = Decoder::new(bytes);
    decoder.read_info().map_err(refused)?;
    let shrink = header.shrink(bytes.len())?;
    let wanted = |side: u16| side.div_ceil(shrink);
    decoder
        .scale(wanted(header.width), wanted(header.height))
        .map_err(refused)?;
    let samples = decoder.decode().map_err(refused)?;
    // Its size is the shrunk one from here on.
    let info = decoder.info().ok_or_else(|| broken("it has no size"))?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    let numbers = match (info.pixel_format, header.is_adobe) {
        (PixelFormat::CMYK32, true) => Numbers::Inks,
        (PixelFormat::CMYK32, false) => Numbers::InksLeftOut,
        _ => Numbers::Colours,
    };
    Ok(Negative {
        pixels: pixels(info.pixel_format, (width, height), samples)
            .ok_or_else(|| broken("it has too few pixels"))?,
        lies: Orientation::NoTransforms,
        profile: decoder.icc_profile(),
        numbers,
    })
}

fn pixels(
    format: PixelFormat,
    (width, height): (u32, u32),
    samples: Vec<u8>,
) -> Option<DynamicImage> {
    match format {
        PixelFormat::L8 => GrayImage::from_raw(width, height, samples).map(Into::into),
        PixelFormat::RGB24 => RgbImage::from_raw(width, height, samples).map(Into::into),
        PixelFormat::CMYK32 => RgbaImage::from_raw(width, height, samples).map(Into::into),
        PixelFormat::L16 => {
            let (pairs, _) = samples.as_chunks();
            let coarse = |pair: &[u8; 2]| (u16::from_ne_bytes(*pair) >> 8) as u8;
            let samples = pairs.iter().map(coarse).collect();
            GrayImage::from_raw(width, height, samples).map(Into::into)
        }
    }
}

/// What of a JPEG's beginning tells how it is decoded.
struct Header {
    width: u16,
    height: u16,
    /// All of it is read before any of it can be shown.
    is_progressive: bool,
    /// Kinds of samples: one for grey, three for colours, four for inks.
    kinds: u64,
    /// Samples in eight by eight pixels, of all kinds, as they are stored.
    stored: u64,
    /// Adobe's programs write how much ink is left out, and say who they are.
    is_adobe: bool,
}

impl Header {
    fn of(bytes: &[u8]) -> Result<Self, MediaError> {
        let (mut header, mut is_adobe) = (None, false);
        let mut look = |part: Part<'_>| match &*part.kept {
            [0xFF, 0xEE, ..] => is_adobe = true,
            [
                0xFF,
                marker @ (0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF),
                _,
                _,
                frame @ ..,
            ] if header.is_none() => {
                header = Self::of_frame(*marker, frame);
            }
            _ => {}
        };
        parts::each(bytes, PictureKind::Jpeg, &mut look)
            .ok_or_else(|| broken("it ends too early"))?;
        let header = header.ok_or_else(|| broken("it does not say its size"))?;
        Ok(Self { is_adobe, ..header })
    }

    fn of_frame(marker: u8, content: &[u8]) -> Option<Self> {
        let side = |at: usize| Some(u16::from_be_bytes(*content.get(at..)?.first_chunk()?));
        let kinds = content.get(6..)?.chunks_exact(3);
        let factors: Vec<(u64, u64)> = kinds
            .map(|kind| (u64::from(kind[1] >> 4), u64::from(kind[1] & 15)))
            .collect();
        let most = |factor: fn(&(u64, u64)) -> u64| factors.iter().map(factor).max();
        let all = most(|f| f.0)? * most(|f| f.1)?;
        let stored: u64 = factors.iter().map(|(across, down)| across * down).sum();
        Some(Self {
            height: side(1)?,
            width: side(3)?,
            is_progressive: marker == 0xC2,
            kinds: factors.len() as u64,
            stored: (64 * stored).checked_div(all)?,
            is_adobe: false,
        })
    }

    /// The least by which it must be made smaller to be decoded at all.
    fn shrink(&self, length: usize) -> Result<u16, MediaError> {
        let size = (u32::from(self.width), u32::from(self.height));
        let room = Room::beside(length, size)?;
        let fits = SHRINKS
            .into_iter()
            .find(|shrink| room.has(self.bytes(*shrink)));
        let smallest = SHRINKS[SHRINKS.len() - 1];
        room.must_have(self.bytes(fits.unwrap_or(smallest)))?;
        Ok(fits.unwrap_or(smallest))
    }

    /// What decoding takes: planes of each kind, then pixels; and coefficients of two bytes where all is read first.
    fn bytes(&self, shrink: u16) -> u64 {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let stored = pixels * self.stored / 64;
        let read = match self.is_progressive {
            true => stored * 2,
            false => 0,
        };
        read + (stored + pixels * self.kinds) / u64::from(shrink * shrink)
    }
}

fn refused(error: Error) -> MediaError {
    match error {
        Error::Unsupported(what) => MediaError::Unknown(format!("a JPEG with {what:?}")),
        error => broken(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(is_progressive: bool, side: u16) -> Header {
        Header {
            width: side,
            height: side,
            is_progressive,
            kinds: 3,
            stored: 96,
            is_adobe: false,
        }
    }

    #[test]
    fn what_would_not_fit_is_made_smaller_first() {
        let shrink = |progressive, side| header(progressive, side).shrink(20_000_000).unwrap();
        assert_eq!(shrink(false, 5_000), 1);
        assert_eq!(shrink(true, 5_000), 1);
        assert_eq!(shrink(false, 10_900), 2);
        assert_eq!(shrink(true, 10_900), 4);
        let refused = header(true, 20_000).shrink(20_000_000);
        assert!(matches!(refused, Err(MediaError::TooManyPixels { .. })));
    }
}
