//! A site's words about itself, and its theme. It knows no templates' language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a site says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteDescription {
    /// The API it speaks: [`API_VERSION`](crate::API_VERSION).
    pub api_version: String,
    /// Its name, as readers know it.
    pub name: String,
    /// The address of its home page, without a slash at the end.
    pub url: String,
    /// BCP 47 tag of its pages' furniture: dates and labels.
    pub language: String,
    /// IANA name of the time zone of its dates.
    pub time_zone: String,
    /// Its sections, in the order in which readers see them.
    pub sections: Vec<SectionResource>,
    /// The version of its theme; also the theme's `ETag`.
    pub theme_version: String,
    /// What it refuses as too large.
    pub limits: Limits,
    /// How many addresses get its newsletter.
    pub subscribers: u64,
}

/// A part of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectionResource {
    /// The last part of its address: `/sections/{slug}`.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// What a site takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    /// The largest article, in bytes of its JSON.
    pub article_bytes: u64,
    /// The largest picture, in bytes.
    pub media_bytes: u64,
    /// The media types of pictures it takes.
    pub media_types: Vec<String>,
    /// The longest page of a list, in articles.
    pub page_size: u32,
    /// For how many days it remembers an `Idempotency-Key`.
    pub key_days: u32,
    /// The longest text of a field, in characters, by the field's name in an
    /// [`ArticleInput`](crate::ArticleInput), with dots: `lead_picture.alt`; `tags` is that of each.
    #[serde(default)]
    pub characters: BTreeMap<String, u32>,
    /// The most tags an article may have; `null` when there is no such limit.
    #[serde(default)]
    pub tags: Option<u32>,
    /// The most corrections an article may have; without it the site knows none.
    #[serde(default)]
    pub corrections: Option<u32>,
    /// The most sizes of a picture at the head; without it the site knows no sizes and no card, and its pages show no
    /// `<picture>` in a body.
    #[serde(default)]
    pub picture_sizes: Option<u32>,
}

/// A theme, whole: who has it can make the site's pages without the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThemeBundle {
    /// Its version: letters, digits, `.`, `_` and `-`.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[A-Za-z0-9._-]{1,64}$"))]
    pub version: String,
    /// Templates by file name.
    pub templates: BTreeMap<String, String>,
    /// The style sheet; served to readers as `/assets/theme-{version}.css`.
    pub css: String,
}

/// Shows that a site is the one of a folder on this machine: who asks can read that folder too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteProof {
    /// HMAC-SHA256 of the nonce and the site's address under the key in its folder, in hexadecimal
    /// digits.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{64}$"))]
    pub proof: String,
}
