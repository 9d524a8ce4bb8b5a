//! From a decoded picture to the part of it that is wanted, turned, in the size that is wanted. Knows no file.
//!
//! The part is cut out of the pixels as they are stored and made small there; only what is left of it is turned.

use domain::framing::WHOLE;
use domain::{Framing, Turn};
use image::DynamicImage;
use image::metadata::Orientation;

use super::decode::Negative;
use super::{colour, smaller};
use crate::MediaError;

/// Width and height in pixels.
pub(crate) type Size = (u32, u32);

/// Wider copies are of no use to a page.
const WIDEST: u32 = 2_048;
/// No WebP is higher.
const HIGHEST: u32 = 16_383;
/// Nor may one copy have more pixels: a strip of pictures, as long as a wall, is made smaller.
const MOST_PIXELS: u64 = 16_000_000;

/// A part of a picture, in pixels and their fractions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Part {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A picture with what is wanted of it.
pub(crate) struct Frame<'a> {
    negative: &'a Negative,
    framing: Framing,
    turning: Turning,
    /// As it is turned, before anything is cut away.
    turned: Size,
}

impl<'a> Frame<'a> {
    pub(crate) fn of(negative: &'a Negative, framing: Framing) -> Self {
        let turning = Turning::of(negative.lies, framing.turn);
        let stored = (negative.pixels.width(), negative.pixels.height());
        Self {
            negative,
            framing,
            turning,
            turned: turning.shown(stored),
        }
    }

    /// What the crop leaves.
    pub(crate) fn whole(&self) -> Part {
        let (x, y, width, height) = self
            .framing
            .crop
            .map_or((0, 0, WHOLE, WHOLE), domain::Crop::parts);
        let share = |part: u32, of: u32| f64::from(part) * f64::from(of) / f64::from(WHOLE);
        Part {
            x: share(x, self.turned.0),
            y: share(y, self.turned.1),
            width: share(width, self.turned.0).max(1.0),
            height: share(height, self.turned.1).max(1.0),
        }
        .within(self.turned)
    }

    /// The size of its largest copy.
    pub(crate) fn widest(&self) -> Size {
        let (width, height) = self.framing.size_of(self.negative.shown());
        let narrowed = f64::from(width.min(WIDEST)) / f64::from(width);
        let lowered = f64::from(HIGHEST) / f64::from(height);
        let pixels = u64::from(width) * u64::from(height);
        let thinned = (MOST_PIXELS as f64 / pixels as f64).sqrt();
        let scale = narrowed.min(lowered).min(thinned);
        fitted((width, height), (f64::from(width) * scale) as u32)
    }

    /// The largest part of this shape around the focus.
    pub(crate) fn around_focus(&self, shape: Size) -> Part {
        let whole = self.whole();
        let ratio = f64::from(shape.0) / f64::from(shape.1);
        let width = whole.width.min(whole.height * ratio);
        let height = width / ratio;
        let (x, y) = self.focus(whole);
        let beside = |at: f64, side: f64, from: f64, of: f64| {
            (at - side / 2.0).clamp(from, from + (of - side).max(0.0))
        };
        Part {
            x: beside(x, width, whole.x, whole.width),
            y: beside(y, height, whole.y, whole.height),
            width,
            height,
        }
    }

    /// In pixels of the turned picture.
    fn focus(&self, whole: Part) -> (f64, f64) {
        let share = |part: u32, of: u32| f64::from(part) * f64::from(of) / f64::from(WHOLE);
        match self.framing.focus.map(domain::Focus::parts) {
            Some((x, y)) => (share(x, self.turned.0), share(y, self.turned.1)),
            None => (whole.x + whole.width / 2.0, whole.y + whole.height / 2.0),
        }
    }

    /// That part of it, in that size, as it is seen.
    pub(crate) fn cut(&self, part: Part, size: Size) -> Result<DynamicImage, MediaError> {
        let stored = (self.negative.pixels.width(), self.negative.pixels.height());
        let part = self.turning.stored(part, self.turned).within(stored);
        let small = smaller::part(&self.negative.pixels, part, self.turning.shown(size))?;
        Ok(self
            .turning
            .apply(colour::seen_by_all(small, self.negative)))
    }
}

impl Part {
    /// Fractions are rounded; nothing may reach beyond the edge for it.
    fn within(self, (width, height): Size) -> Self {
        let (width, height) = (f64::from(width), f64::from(height));
        let part = Self {
            width: self.width.min(width),
            height: self.height.min(height),
            ..self
        };
        Self {
            x: part.x.clamp(0.0, width - part.width),
            y: part.y.clamp(0.0, height - part.height),
            ..part
        }
    }
}

/// How stored pixels get to be as they are seen: mirrored first, then turned by quarters.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Turning {
    is_mirrored: bool,
    quarters: u8,
}

impl Turning {
    fn of(lies: Orientation, turn: Turn) -> Self {
        let (is_mirrored, quarters) = match lies {
            Orientation::NoTransforms => (false, 0),
            Orientation::Rotate90 => (false, 1),
            Orientation::Rotate180 => (false, 2),
            Orientation::Rotate270 => (false, 3),
            Orientation::FlipHorizontal => (true, 0),
            Orientation::Rotate270FlipH => (true, 1),
            Orientation::FlipVertical => (true, 2),
            Orientation::Rotate90FlipH => (true, 3),
        };
        let more = u8::try_from(turn.degrees() / 90).unwrap_or_default();
        Self {
            is_mirrored,
            quarters: (quarters + more) % 4,
        }
    }

    /// The sides of what is stored, as they are seen; and back, for both are the same.
    fn shown(self, (width, height): Size) -> Size {
        match self.quarters % 2 {
            0 => (width, height),
            _ => (height, width),
        }
    }

    /// Where a part of what is seen, of this size, is stored.
    fn stored(self, mut part: Part, (width, height): Size) -> Part {
        let (mut width, mut height) = (f64::from(width), f64::from(height));
        for _ in 0..self.quarters {
            part = Part {
                x: part.y,
                y: width - part.x - part.width,
                width: part.height,
                height: part.width,
            };
            (width, height) = (height, width);
        }
        if self.is_mirrored {
            part.x = width - part.x - part.width;
        }
        part
    }

    fn apply(self, pixels: DynamicImage) -> DynamicImage {
        let pixels = match self.is_mirrored {
            true => pixels.fliph(),
            false => pixels,
        };
        match self.quarters {
            0 => pixels,
            1 => pixels.rotate90(),
            2 => pixels.rotate180(),
            _ => pixels.rotate270(),
        }
    }
}

/// A size of this width and the same shape.
pub(crate) fn fitted((width, height): Size, narrower: u32) -> Size {
    let narrower = narrower.max(1);
    let (width, height) = (u64::from(width), u64::from(height));
    let lower = (height * u64::from(narrower) + width / 2) / width;
    (narrower, u32::try_from(lower).unwrap_or(u32::MAX).max(1))
}
