//! What a picture says of itself in words.

use domain::PictureKind;

use crate::Notes;

/// What it says of itself.
pub(crate) fn of(_bytes: &[u8], _kind: PictureKind) -> Notes {
    Notes::default()
}
