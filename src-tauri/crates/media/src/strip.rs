//! Takes out of a file everything that is no part of the picture, and leaves every pixel as it is: for what moves, which is
//! kept and sent as it came.
//!
//! A turn that only EXIF speaks of goes with the EXIF: still pictures are developed instead.

use domain::PictureKind;

use crate::MediaError;
use crate::parts::{self, Part};

/// The same picture with nothing beside it.
///
/// # Errors
/// `Unknown` when it is of another kind; `Broken` when it ends too early, or can't be followed to its end.
pub fn strip(bytes: &[u8], kind: PictureKind) -> Result<Vec<u8>, MediaError> {
    let broken = || MediaError::Broken("it can't be followed to its end".to_owned());
    if PictureKind::of_bytes(bytes) != Some(kind) {
        return Err(MediaError::Unknown(format!("no {}", kind.media_type())));
    }
    if kind == PictureKind::Avif {
        return parts::avif::cleaned(bytes).ok_or_else(broken);
    }
    let mut clean = Vec::new();
    let mut keep = |part: Part<'_>| clean.extend_from_slice(&part.kept);
    parts::each(bytes, kind, &mut keep).ok_or_else(broken)?;
    match kind {
        PictureKind::Webp => parts::webp::with_its_length(clean).ok_or_else(broken),
        _ => Ok(clean),
    }
}
