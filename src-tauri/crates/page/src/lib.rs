//! Article + theme = the page. The preview and the local site both call it, so they cannot differ. It knows no network, no database, no clock.
//!
//! A theme may come from a site and is not trusted: its templates run in a sandbox without files,
//! with bounded work and output. What its style sheet may load is the business of the page's
//! content security policy, which the shell and the site set; nothing here can stop a style sheet.

pub mod dates;
mod error;
mod facts;
pub mod feeds;
mod json_ld;
mod labels;
pub mod look;
mod press;
mod reader;
mod region;
mod share;
mod sighting;
mod text;
mod theme;
mod values;

pub use error::PageError;
pub use facts::{ArticleSummary, Listing, NewsletterAnswer, SiteFacts};
pub use labels::thousands;
pub use press::Press;
pub use reader::pictures_named;
pub use region::region_of;
pub use share::{article_address, section_slug, tag_slug};
pub use sighting::{Expected, Sighting, sighting};
pub use text::PageText;
pub use theme::{Theme, assets};
pub use values::worded;
