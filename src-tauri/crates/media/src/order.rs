//! What is asked of the darkroom, and what it made.

use domain::{Framing, PictureKind};

/// What copies are to be made of an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// How it is framed.
    pub framing: Framing,
    /// Whether a card of 1200 by 630 pixels is wanted too.
    pub card: bool,
    /// Who made it, and for whom, to be written into the copies; empty for nothing.
    pub credit: String,
    /// Whose it is and what may be done with it, to be written likewise; empty for what the credit says.
    pub rights: String,
}

/// What a copy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The copy that every reader can load, at most 2048 pixels wide.
    Whole,
    /// One of the widths in a modern format.
    Size,
    /// 1200 by 630 pixels around the focus.
    Card,
}

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What it is for.
    pub role: Role,
    /// What its bytes are.
    pub kind: PictureKind,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct Developed {
    /// The copies: one `Whole`, then sizes from the narrowest, then the card.
    pub made: Vec<Made>,
    /// How sharp the framed picture is: the share of its detail that survives, 0 (nothing but blur) to 1.
    pub sharpness: f32,
}
