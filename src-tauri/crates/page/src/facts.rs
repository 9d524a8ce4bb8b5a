//! What a page says besides its article: the site, and lists of articles. It knows no theme.

use domain::{Language, LeadPicture, PictureSet, Section, Slug, Timestamp};

/// What pages say of their site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFacts {
    /// Its name.
    pub name: String,
    /// The address of its home page, without a slash at the end.
    pub url: String,
    /// The language of dates and labels. French and English are known; others read English.
    pub language: Language,
    /// The IANA time zone of dates.
    pub time_zone: String,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// How many addresses get the newsletter.
    pub subscribers: u64,
}

/// An article as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleSummary {
    /// The last part of its address.
    pub slug: Slug,
    /// The headline.
    pub headline: String,
    /// The standfirst; may be empty.
    pub standfirst: String,
    /// The section's name; may be empty.
    pub section: String,
    /// Who signs; may be empty.
    pub byline: String,
    /// The language of the text.
    pub language: Language,
    /// When readers first could read it.
    pub published_at: Timestamp,
    /// The words of its body.
    pub words: usize,
    /// The picture at the head.
    pub lead_picture: Option<LeadPicture>,
    /// What pages show of it, where its copies are made.
    pub lead_set: Option<PictureSet>,
}

/// One page of a list of articles, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing<'a> {
    /// The articles.
    pub articles: &'a [ArticleSummary],
    /// Which page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
}

/// What the newsletter's form answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewsletterAnswer {
    /// Nothing yet: the form alone.
    Asked,
    /// The address is now on the list.
    Added,
    /// It was there before.
    Known,
    /// It is not an address.
    Invalid,
}
