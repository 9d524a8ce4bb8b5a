//! Dispatches: promised operations in the outbox, and the proof that they were kept.

use std::collections::BTreeSet;

use crate::{DispatchId, DraftId, Fields, Remains, RevisionId, SiteId, Timestamp};

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Make the article.
    Publish,
    /// Replace the live article's text by a later revision.
    Update,
    /// Take the article down.
    Unpublish,
}

/// How far a promise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DispatchState {
    /// Waits for its turn, its time, or the network.
    Waiting,
    /// Is being sent.
    Sending,
    /// Was sent, and no answer tells whether it happened: the site is asked before it is repeated.
    Unknown,
    /// Happened; there is a receipt.
    Done,
    /// Was refused; the journalist decides.
    Failed,
    /// Was taken back before it was sent.
    Cancelled,
    /// Was not sent, because a later one took its place.
    Superseded,
}

impl DispatchState {
    /// Whether work is left to do without the journalist.
    pub fn is_open(self) -> bool {
        match self {
            Self::Waiting | Self::Sending | Self::Unknown => true,
            Self::Done | Self::Failed | Self::Cancelled | Self::Superseded => false,
        }
    }

    /// Whether it may still be taken back: nothing was sent.
    pub fn can_cancel(self) -> bool {
        matches!(self, Self::Waiting | Self::Failed)
    }

    /// Whether the journalist may ask for another try.
    pub fn can_retry(self) -> bool {
        matches!(self, Self::Waiting | Self::Unknown | Self::Failed)
    }
}

/// What is wished of a promise besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// When readers are to see it first, by the site's own clock; `None` for as soon as it is there.
    pub goes_live: Option<Timestamp>,
    /// The newsletter whose readers get it, by the site's name for it.
    pub newsletter: Option<String>,
}

/// One promised operation. Written in the transaction that freezes its revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatch {
    /// Which dispatch; sent as the idempotency key.
    pub id: DispatchId,
    /// Of which draft.
    pub draft: DraftId,
    /// To which site.
    pub site: SiteId,
    /// What is promised.
    pub operation: Operation,
    /// What is sent; the live revision for an `Unpublish`.
    pub revision: RevisionId,
    /// When it was promised.
    pub made_at: Timestamp,
    /// Not to be sent earlier.
    pub not_before: Option<Timestamp>,
    /// Not to be sent later without asking.
    pub not_after: Option<Timestamp>,
    /// What is wished besides.
    pub wishes: Wishes,
    /// How far it is.
    pub state: DispatchState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next, while it waits.
    pub next_try: Option<Timestamp>,
    /// The code of the last failure, as `site_unreachable`.
    pub failure: Option<String>,
    /// What the site said of it, for the details; never shown alone.
    pub failure_detail: Option<String>,
}

/// Proof of a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Whether there was nothing to change: the site had what was to be sent, and nothing was.
    pub nothing_sent: bool,
    /// Of which dispatch.
    pub dispatch: DispatchId,
    /// When the site answered.
    pub answered_at: Timestamp,
    /// Where a reader finds the article.
    pub address: String,
    /// The site's identifier of it; empty in receipts of older programs.
    pub remote_id: String,
    /// The site's token of the version that is now there.
    pub remote_version: String,
    /// SHA-256 of what a reader was to see, hexadecimal: the article region where the site's theme
    /// is known, else its words.
    pub sent_hash: String,
    /// SHA-256 of what a reader was served; `None` when it could not be fetched.
    pub seen_hash: Option<String>,
    /// When it was looked at.
    pub seen_at: Option<Timestamp>,
    /// What a reader sees otherwise.
    pub differences: Vec<Difference>,
    /// What readers are served of its pictures.
    pub pictures: PicturesSeen,
}

/// How far an article's pictures were looked at as readers are served them. What is otherwise with one of them is a
/// [`Difference`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PicturesSeen {
    /// How many are pictures, with nothing in them beside the picture.
    pub clean: u32,
    /// Where those are that could not be looked at yet.
    pub waiting: Vec<String>,
}

/// Something that is otherwise than it was sent, or was meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The article as a whole, where the page was to be ours byte for byte.
    Article,
    /// The headline is another; what it is, empty when there is none.
    Headline(String),
    /// This passage of the text is not there.
    Text(String),
    /// The picture at the head is not there.
    LeadPicture,
    /// The page names another address as its own; which.
    Canonical(String),
    /// The social card says something else: which property, and what.
    Card(String, String),
    /// Somebody saved it on the site in the moment in which it was sent, and was overwritten: what they
    /// wrote is in the draft's history.
    Overwritten,
    /// This part was sent with the article, and readers do not see it: the site's theme has no place for
    /// it. Which, and what it says.
    Unshown(ArticlePart, String),
    /// This picture has more in it, as readers are served it, than what is seen.
    PictureUnclean {
        /// Where it is.
        address: String,
        /// What is in it.
        remains: BTreeSet<Remains>,
    },
    /// Readers can't load this picture, or get something there that is none.
    PictureMissing {
        /// Where it was to be.
        address: String,
    },
}

impl Difference {
    /// Whether sending the article once more may mend it: no sending shows what a theme has no place for, or makes a
    /// site take out of its pictures what it puts there.
    pub fn may_be_mended(&self) -> bool {
        match self {
            Self::Article
            | Self::Headline(_)
            | Self::Text(_)
            | Self::LeadPicture
            | Self::Canonical(_)
            | Self::Card(..)
            | Self::PictureMissing { .. } => true,
            Self::Overwritten | Self::Unshown(..) | Self::PictureUnclean { .. } => false,
        }
    }
}

/// A part of an article beside its headline and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArticlePart {
    /// The standfirst.
    Standfirst,
    /// Who signs.
    Byline,
    /// The words below the picture at the head.
    Caption,
    /// Whose that picture is.
    Credit,
}

impl ArticlePart {
    /// All of them, in the order of a page.
    pub const ALL: [Self; 4] = [Self::Standfirst, Self::Byline, Self::Caption, Self::Credit];

    /// What an article says there; empty for nothing.
    pub fn of(self, fields: &Fields) -> &str {
        let lead = fields.lead_picture.as_ref();
        match self {
            Self::Standfirst => &fields.standfirst,
            Self::Byline => &fields.byline,
            Self::Caption => lead.map_or("", |lead| &lead.caption),
            Self::Credit => lead.map_or("", |lead| &lead.credit),
        }
    }

    /// Its name, in English.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Caption => "caption",
            Self::Credit => "credit",
        }
    }
}

impl Receipt {
    /// Readers were served exactly what was sent, and clean pictures.
    pub fn is_verified(&self) -> bool {
        self.verified() == Some(true)
    }

    /// The same; `None` while nobody could look at the page, or at one of its pictures.
    pub fn verified(&self) -> Option<bool> {
        let seen = self.seen_hash.as_deref()?;
        let differs = seen != self.sent_hash || !self.differences.is_empty();
        (differs || self.pictures.waiting.is_empty()).then_some(!differs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_looked_at_whole_is_verified() {
        let receipt = |seen: Option<&str>, differences: &[Difference], waiting: &[&str]| Receipt {
            nothing_sent: false,
            dispatch: DispatchId(uuid::Uuid::nil()),
            answered_at: Timestamp::UNIX_EPOCH,
            address: String::new(),
            remote_id: String::new(),
            remote_version: String::new(),
            sent_hash: "a".to_owned(),
            seen_hash: seen.map(str::to_owned),
            seen_at: None,
            differences: differences.to_vec(),
            pictures: PicturesSeen {
                clean: 0,
                waiting: waiting.iter().map(|&at| at.to_owned()).collect(),
            },
        };
        let other = [Difference::LeadPicture];
        for (seen, differences, waiting, expect) in [
            (None, &other[..], &[][..], None),
            (Some("a"), &[], &[], Some(true)),
            (Some("b"), &[], &[], Some(false)),
            (Some("a"), &other, &[], Some(false)),
            (Some("a"), &[], &["/media/a.jpg"], None),
            (Some("a"), &other, &["/media/a.jpg"], Some(false)),
        ] {
            let receipt = receipt(seen, differences, waiting);
            assert_eq!(receipt.verified(), expect, "{receipt:?}");
        }
    }
}
