//! An original and an order in, clean copies out. Decodes in this process: only the darkroom and tests come here.

mod avif;
mod colour;
mod decode;
mod encode;
mod frame;
mod jpeg;
mod quality;
mod room;
mod sharpness;
mod smaller;
mod xmp;

use domain::PictureKind;

use crate::{Developed, Made, MediaError, Motion, Order, Role, strip};
use encode::Encoding;
use frame::{Frame, Size};

/// How wide copies in a modern format are.
const WIDTHS: [u32; 5] = [480, 768, 1_024, 1_536, 2_048];
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
    let frame = Frame::of(&negative, order.framing);
    let widest = frame.cut(frame.whole(), frame.widest())?;
    let encoding = Encoding::of(&widest, seen.kind, order)?;
    let mut made = Vec::new();
    match seen.motion {
        Motion::Still => {
            made.push(encoding.whole(&widest)?);
            for width in widths(widest.width()) {
                let size = frame::fitted((widest.width(), widest.height()), width);
                made.push(encoding.size(&smaller::whole(&widest, size)?)?);
            }
        }
        Motion::Moving => made.push(as_it_is(bytes, seen.kind, order)?),
    }
    if order.card {
        made.extend(card(&frame, &encoding)?);
    }
    Ok(Developed {
        made,
        sharpness: sharpness::of(&widest),
    })
}

/// What moves is kept as it is, but for what it says of itself.
fn as_it_is(bytes: &[u8], kind: PictureKind, order: &Order) -> Result<Made, MediaError> {
    let bytes = strip::strip(bytes, kind)?;
    let seen = crate::seen(&bytes)?;
    Ok(Made {
        role: Role::Whole,
        kind,
        width: seen.width,
        height: seen.height,
        bytes: xmp::with(&xmp::words(order), bytes, kind),
    })
}

/// A shape of its own is cut around the focus, out of all there is; nothing is enlarged for it.
fn card(frame: &Frame<'_>, encoding: &Encoding) -> Result<Option<Made>, MediaError> {
    let part = frame.around_focus(CARD);
    let (width, height) = (part.width.round() as u32, part.height.round() as u32);
    if width < SMALLEST_CARD.0 || height < SMALLEST_CARD.1 {
        return Ok(None);
    }
    let size = (width.min(CARD.0), height.min(CARD.1));
    encoding.card(&frame.cut(part, size)?).map(Some)
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

#[cfg(test)]
mod tests;
