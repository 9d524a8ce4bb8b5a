//! What a site shows to readers.

use crate::{Correction, Language, LeadPicture, PictureSet, Slug, Timestamp};

/// An article, complete: a page is made from this, a theme and the site's facts, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The headline.
    pub headline: String,
    /// The standfirst; may be empty.
    pub standfirst: String,
    /// The section's name; may be empty.
    pub section: String,
    /// Tags; the first is the badge.
    pub tags: Vec<String>,
    /// Who signs; may be empty.
    pub byline: String,
    /// The language of the text.
    pub language: Language,
    /// The last part of its address.
    pub slug: Slug,
    /// When readers first could read it.
    pub published_at: Timestamp,
    /// When it last changed after that.
    pub updated_at: Option<Timestamp>,
    /// The picture at the head.
    pub lead_picture: Option<LeadPicture>,
    /// What its page shows of that picture, where it is a kept one whose copies are made; else the original.
    pub lead_set: Option<PictureSet>,
    /// The body as sanitised, canonical HTML (see `prose`).
    pub body_html: String,
    /// Notes to readers below it, the oldest first.
    pub corrections: Vec<Correction>,
    /// The words of the body.
    pub words: usize,
}
