//! The tie between a draft and its article on one site.

use crate::{DraftId, RevisionId, SiteId, Slug, Timestamp};

/// Whether readers can see the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PublicationState {
    /// Readers see it.
    Live,
    /// It was taken down; the tie stays, so that it can come back at the same address.
    Unpublished,
    /// The site has it and brings it out at its hour by itself.
    Scheduled,
}

/// The tie: made with the first receipt, kept for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Which draft.
    pub draft: DraftId,
    /// On which site.
    pub site: SiteId,
    /// The article's identifier there, opaque to us.
    pub remote_id: String,
    /// The article's public address.
    pub address: String,
    /// The slug it went out with; frozen.
    pub slug: Slug,
    /// The site's token of the version we know, opaque (an ETag, a date).
    pub remote_version: String,
    /// The revision that is live.
    pub revision: RevisionId,
    /// Whether readers see it.
    pub state: PublicationState,
    /// When readers first could; for a scheduled one, when they will.
    pub published_at: Timestamp,
    /// When it last changed there; `None` when never since.
    pub updated_at: Option<Timestamp>,
}
