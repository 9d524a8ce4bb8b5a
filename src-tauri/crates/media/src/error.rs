//! Why a picture can't be taken or developed.

use serde::{Deserialize, Serialize};

/// Why a picture can't be taken or developed. Crosses from the darkroom's process as JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why", content = "said")]
pub enum MediaError {
    /// Not a picture of a kind that is taken.
    #[error("unknown kind: {0}")]
    Unknown(String),
    /// A HEIC or HEIF file: no free decoder serves.
    #[error("a HEIC picture")]
    Heic,
    /// A drawing that may hold scripts and addresses.
    #[error("an SVG drawing")]
    Svg,
    /// A picture of a known kind that ends too early, or is broken.
    #[error("broken: {0}")]
    Broken(String),
    /// More pixels than the darkroom has room for.
    #[error("too many pixels: {width} by {height}")]
    TooManyPixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// It took longer, or more memory, than a picture may; or the darkroom died of it.
    #[error("the darkroom gave up: {0}")]
    GaveUp(String),
    /// A file that can't be read or written; a full disk.
    #[error("disk: {0}")]
    Disk(String),
}
