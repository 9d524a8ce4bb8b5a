//! Pictures in, clean pictures out: what a file is and says of itself, the copies that leave, and what is left in a copy.
//!
//! What is absent, and stays so: no library, no page, no network. Every byte is hostile. Decoding is done in a process of
//! its own ([`darkroom`]), which may die of a picture without anybody else.

pub mod darkroom;
mod develop;
mod error;
mod iptc;
mod notes;
mod order;
mod parts;
mod remains;
mod seen;
pub mod strip;
mod tiff;

use std::collections::BTreeSet;

pub use develop::develop;
pub use domain::Remains;
pub use error::MediaError;
pub use order::{Developed, Made, Order, Role};
pub use seen::{LONGEST_SIDE, MOST_PIXELS, Motion, Seen};

/// What a file is and says of itself. Nothing is decoded.
///
/// # Errors
/// `Unknown`, `Heic`, `Svg`, `Broken`, `TooManyPixels`.
pub fn seen(bytes: &[u8]) -> Result<Seen, MediaError> {
    seen::of(bytes)
}

/// What is in a picture beside its pixels, whoever made it: empty for one that is clean.
pub fn remains(bytes: &[u8]) -> BTreeSet<Remains> {
    remains::of(bytes)
}
