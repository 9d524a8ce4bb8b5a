//! Pictures as the Site API names them. It knows no bytes.

use serde::{Deserialize, Serialize};

/// A picture that the site keeps. The same bytes are the same picture, however often they are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MediaResource {
    /// SHA-256 of the bytes in hexadecimal, a dot, and the kind's ending: `9f86d0….jpg`.
    #[cfg_attr(
        feature = "openapi",
        schema(pattern = "^[0-9a-f]{64}\\.(jpg|png|webp|avif|gif)$")
    )]
    pub id: String,
    /// Where pages find it, from the site's root: `/media/` and the id.
    pub path: String,
    /// What the bytes are, judged by the bytes: `image/jpeg`.
    pub media_type: String,
    /// How many bytes.
    pub bytes: u64,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
