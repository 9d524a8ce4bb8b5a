//! How much memory decoding may take, known before it begins. Knows headers, not pixels.

use crate::MediaError;

/// What a file and its decoder may take together, in bytes. The rest of what the darkroom's process may have is for making
/// the picture smaller.
const ROOM: u64 = 400 * 1024 * 1024;

/// Room for one picture.
pub(crate) struct Room {
    size: (u32, u32),
    left: u64,
}

impl Room {
    /// What a file of that length leaves for a picture of that size.
    pub(crate) fn beside(length: usize, size: (u32, u32)) -> Result<Self, MediaError> {
        match size {
            (0, _) | (_, 0) => Err(MediaError::Broken("it has no pixels".to_owned())),
            _ => Ok(Self {
                size,
                left: ROOM.saturating_sub(length as u64),
            }),
        }
    }

    pub(crate) fn has(&self, bytes: u64) -> bool {
        bytes <= self.left
    }

    /// # Errors
    /// `TooManyPixels`.
    pub(crate) fn must_have(&self, bytes: u64) -> Result<(), MediaError> {
        let (width, height) = self.size;
        match self.has(bytes) {
            true => Ok(()),
            false => Err(MediaError::TooManyPixels { width, height }),
        }
    }
}
