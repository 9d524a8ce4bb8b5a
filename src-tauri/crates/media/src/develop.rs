//! An original and an order in, clean copies out. Decodes in this process: only the darkroom and tests come here.

mod decode;
mod encode;
mod frame;

use domain::PictureKind;
use image::DynamicImage;

use crate::{Developed, Made, MediaError, Motion, Order, Role};
use decode::Negative;
use frame::{Frame, Size};

/// How wide copies in a modern format are.
const WIDTHS: [u32; 5] = [480, 768, 1024, 1536, 2048];
/// What networks show of a page.
const CARD: Size = (1_200, 630);
/// A smaller one is shown as a thumbnail, or not at all.
const SMALLEST_CARD: Size = (600, 315);

/// Makes copies of an original, in this process: for the darkroom and for tests.
///
/// # Errors
/// `Unknown`, `Heic`, `Svg`, `Broken`, `TooManyPixels`.
pub fn develop(bytes: &[u8], order: &Order) -> Result<Developed, MediaError> {
    let seen = crate::seen(bytes)?;
    let negative = decode::negative(bytes, seen.kind)?;
    match seen.motion {
        Motion::Still => still(&negative, order),
        Motion::Moving => moving(bytes, seen.kind, &negative, order),
    }
}

fn still(negative: &Negative, order: &Order) -> Result<Developed, MediaError> {
    let frame = Frame::of(negative, order.framing);
    let widest = frame.cut(frame.whole(), frame.widest())?;
    let mut made = vec![encode::whole(&widest)?];
    for width in widths(widest.width()) {
        let size = frame::fitted((widest.width(), widest.height()), width);
        made.push(encode::webp(&frame::smaller(&widest, size)?)?);
    }
    if order.card {
        made.extend(card(&frame)?);
    }
    Ok(Developed {
        made,
        sharpness: 1.0,
    })
}

/// What moves is kept as it is, but for what it says of itself; its card is its first frame.
fn moving(
    bytes: &[u8],
    kind: PictureKind,
    first: &Negative,
    order: &Order,
) -> Result<Developed, MediaError> {
    let frame = Frame::of(first, order.framing);
    let (width, height) = (first.pixels.width(), first.pixels.height());
    let mut made = vec![Made {
        role: Role::Whole,
        kind,
        width,
        height,
        bytes: bytes.to_vec(),
    }];
    if order.card {
        made.extend(card(&frame)?);
    }
    Ok(Developed {
        made,
        sharpness: 1.0,
    })
}

/// A shape of its own is cut around the focus; nothing is enlarged for it.
fn card(frame: &Frame<'_>) -> Result<Option<Made>, MediaError> {
    let part = frame.around_focus(CARD);
    let (width, height) = (part.width.round() as u32, part.height.round() as u32);
    if width < SMALLEST_CARD.0 || height < SMALLEST_CARD.1 {
        return Ok(None);
    }
    let size = (width.min(CARD.0), height.min(CARD.1));
    encode::card(&frame.cut(part, size)?).map(Some)
}

/// Those narrower than the picture, and its own unless one is as good as that.
fn widths(own: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|width| *width < own).collect();
    let is_near = |width: &u32| own * 10 <= width * 11;
    if !widths.last().is_some_and(is_near) {
        widths.push(own);
    }
    widths
}

fn has_transparency(pixels: &DynamicImage) -> bool {
    pixels.color().has_alpha()
}

#[cfg(test)]
mod tests;
