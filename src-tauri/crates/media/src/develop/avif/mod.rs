//! An AVIF's pixels: coded pictures put together by the boxes of the file, which say what is seen of them. Of one that moves,
//! the picture that stands for it.

mod light;
mod planes;
mod sequence;
mod tone;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};
use moxcms::{CicpColorPrimaries, CicpProfile, ColorProfile};
use moxcms::{MatrixCoefficients, TransferCharacteristics};
use re_rav1d::Picture;

use self::light::Matrix;
use self::planes::{Canvas, coarse};
use self::sequence::{Layout, Sequence};
use self::tone::Tone;
use super::decode::{Negative, Numbers, broken};
use super::frame::Size;
use super::room::Room;
use super::smaller;
use crate::MediaError;
use crate::parts::avif::{self, Cut, Layer, Meaning, Shown};

/// Light as far as the sun's, as H.273 numbers it.
const PQ: u8 = 16;

pub(crate) fn negative(bytes: &[u8]) -> Result<Negative, MediaError> {
    let shown = avif::shown(bytes).ok_or_else(|| broken("it can't be followed"))?;
    let colours = Coded::of(&shown, &shown.colours, bytes)?;
    let alpha = shown.alpha.as_ref();
    let alpha = alpha
        .map(|layer| Coded::of(&shown, layer, bytes))
        .transpose()?;
    let kinds = match (&alpha, colours.sequence.layout) {
        (Some(_), _) => 4,
        (None, Layout::Grey) => 1,
        (None, _) => 3,
    };
    let size = shown.colours.size;
    let pixels = u64::from(size.0) * u64::from(size.1);
    let decoding = alpha
        .iter()
        .map(Coded::bytes)
        .fold(colours.bytes(), u64::max);
    // A cell's part of the file is handed over as a copy.
    Room::beside(bytes.len() * 2, size)?
        .must_have(decoding.saturating_add(pixels.saturating_mul(kinds)))?;
    let meaning = shown.meaning.unwrap_or(colours.sequence.meaning);
    let mut canvas = Canvas::of(size);
    colours.draw(&mut canvas, kinds, meaning)?;
    if let Some(alpha) = alpha {
        alpha.cover(&mut canvas, size)?;
    }
    let mut pixels =
        cut(canvas, shown.cut, kinds).ok_or_else(|| broken("it has too few pixels"))?;
    if !shown.is_multiplied {
        smaller::multiply(&mut pixels);
    }
    let profile = shown.profile.filter(|_| meaning.transfer != PQ);
    let profile = profile.and_then(|place| bytes.get(place).map(<[u8]>::to_vec));
    Ok(Negative {
        pixels,
        lies: Orientation::NoTransforms,
        profile: profile.or_else(|| profile_of(meaning)),
        numbers: Numbers::Colours,
    })
}

/// A layer with what its first cell says of all.
struct Coded<'a> {
    shown: &'a Shown,
    layer: &'a Layer,
    bytes: &'a [u8],
    sequence: Sequence,
}

impl<'a> Coded<'a> {
    fn of(shown: &'a Shown, layer: &'a Layer, bytes: &'a [u8]) -> Result<Self, MediaError> {
        let first = shown.cells(layer, bytes).next();
        let sequence = first.and_then(|units| Sequence::of(&units));
        Ok(Self {
            shown,
            layer,
            bytes,
            sequence: sequence.ok_or_else(|| broken("it does not say what it is"))?,
        })
    }

    /// What decoding a cell of it takes.
    fn bytes(&self) -> u64 {
        // Decoded in squares of this side.
        let side = |side: u32| u64::from(side).next_multiple_of(128);
        let pixels = side(self.layer.cell.0).saturating_mul(side(self.layer.cell.1));
        let halves = match self.sequence.layout {
            Layout::Grey => 2,
            Layout::Quarter => 3,
            Layout::Half => 4,
            Layout::Whole => 6,
        };
        let numbers = if self.sequence.bits > 8 { 2 } else { 1 };
        pixels
            .saturating_mul(halves * numbers)
            .saturating_div(2)
            .saturating_add(pixels)
    }

    /// Each cell of it, and where it lies.
    fn each(&self, mut show: impl FnMut(&Picture, Size)) -> Result<(), MediaError> {
        let Layer { cell, columns, .. } = *self.layer;
        let mut decoder = planes::decoder(cell)?;
        for (at, units) in (0..).zip(self.shown.cells(self.layer, self.bytes)) {
            if Sequence::of(&units) != Some(self.sequence) {
                return Err(broken("its cells differ"));
            }
            let picture = planes::decoded(&mut decoder, units, cell)?;
            show(&picture, (at % columns * cell.0, at / columns * cell.1));
        }
        Ok(())
    }

    fn draw(&self, canvas: &mut Canvas, kinds: u64, meaning: Meaning) -> Result<(), MediaError> {
        let matrix = Matrix::of(self.sequence, meaning)?;
        match meaning.transfer {
            PQ => {
                let tone = Tone::of_pq();
                self.finish(canvas, kinds, &matrix, |colours| tone.apply(colours))
            }
            _ => self.finish(canvas, kinds, &matrix, |colours| colours.map(coarse)),
        }
    }

    fn finish(
        &self,
        canvas: &mut Canvas,
        kinds: u64,
        matrix: &Matrix,
        finish: impl Fn([f32; 3]) -> [u8; 3],
    ) -> Result<(), MediaError> {
        self.each(|picture, at| match kinds {
            1 => canvas.draw(picture, at, matrix, |[pixel], colours| {
                *pixel = finish(colours)[0]
            }),
            3 => canvas.draw(picture, at, matrix, |pixel: &mut [u8; 3], colours| {
                *pixel = finish(colours)
            }),
            _ => canvas.draw(
                picture,
                at,
                matrix,
                |[pixel @ .., _]: &mut [u8; 4], colours| *pixel = finish(colours),
            ),
        })
    }

    /// Its light is the share of what is behind.
    fn cover(&self, canvas: &mut Canvas, size: Size) -> Result<(), MediaError> {
        if self.layer.size != size {
            return Err(broken("its transparency is of another size"));
        }
        let matrix = Matrix::of(self.sequence, self.sequence.meaning)?;
        self.each(|picture, at| {
            canvas.draw(
                picture,
                at,
                &matrix,
                |[.., share]: &mut [u8; 4], [light, ..]| *share = coarse(light),
            );
        })
    }
}

/// What of the canvas is seen, in the room that it has.
fn cut(canvas: Canvas, cut: Cut, kinds: u64) -> Option<DynamicImage> {
    let Canvas { mut pixels, size } = canvas;
    let kinds = kinds as usize;
    let (wide, narrow) = (size.0 as usize * kinds, cut.width as usize * kinds);
    if size != (cut.width, cut.height) {
        for row in 0..cut.height as usize {
            let start = (row + cut.y as usize) * wide + cut.x as usize * kinds;
            pixels.copy_within(start..start + narrow, row * narrow);
        }
        pixels.truncate(narrow * cut.height as usize);
    }
    let (width, height) = (cut.width, cut.height);
    match kinds {
        1 => GrayImage::from_raw(width, height, pixels).map(Into::into),
        3 => RgbImage::from_raw(width, height, pixels).map(Into::into),
        _ => RgbaImage::from_raw(width, height, pixels).map(Into::into),
    }
}

/// An ICC profile that says the same of colours; `None` for sRGB's. The curves of television are taken for sRGB's, as elsewhere;
/// PQ's numbers are sRGB's by now, and HLG's were made to be shown so, too.
fn profile_of(meaning: Meaning) -> Option<Vec<u8>> {
    let transfer_characteristics = match meaning.transfer {
        transfer @ (4 | 5 | 8) => TransferCharacteristics::try_from(transfer).ok()?,
        _ => TransferCharacteristics::Srgb,
    };
    let color_primaries = match meaning.primaries {
        primaries @ (4..=12 | 22) => CicpColorPrimaries::try_from(primaries).ok()?,
        _ => CicpColorPrimaries::Bt709,
    };
    if (color_primaries, transfer_characteristics)
        == (CicpColorPrimaries::Bt709, TransferCharacteristics::Srgb)
    {
        return None;
    }
    let profile = ColorProfile::new_from_cicp(CicpProfile {
        color_primaries,
        transfer_characteristics,
        matrix_coefficients: MatrixCoefficients::Identity,
        full_range: true,
    });
    profile.encode().ok()
}

#[cfg(test)]
pub(super) mod tests;
