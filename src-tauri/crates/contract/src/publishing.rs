//! Publications, the outbox, receipts.

use domain as own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Failure, FailureCode};
use crate::questions::Lost;
use crate::{milliseconds, timestamp};

/// An article on a site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublicationView {
    /// Which site.
    pub site: String,
    /// That site's name.
    pub site_name: String,
    /// Where readers read it.
    pub address: String,
    /// The slug it went out with; frozen.
    pub slug: String,
    /// Whether they can.
    pub live: bool,
    /// Whether they read, or will at its hour, something else than the draft says.
    pub behind: bool,
    /// Since when, milliseconds.
    pub published_at: f64,
    /// Last change there, milliseconds.
    pub updated_at: Option<f64>,
    /// The revision that readers have, as it was sent.
    pub revision: String,
    /// Whether a reader was served exactly what was sent; `null` when it could not be looked at.
    pub verified: Option<bool>,
    /// The dispatch whose receipt says so.
    pub dispatch: Option<String>,
    /// Whether somebody else changed it there since, as far as was seen.
    pub drifted: bool,
    /// Whether somebody else took it off, as far as was seen.
    pub withdrawn: bool,
    /// When that was last looked at, milliseconds.
    pub checked_at: Option<f64>,
    /// When the site brings it out, while it waits there, milliseconds.
    pub goes_live: Option<f64>,
}

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Operation {
    /// Make the article.
    Publish,
    /// Replace its text.
    Update,
    /// Take it down.
    Unpublish,
}

/// How far a promise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DispatchState {
    /// Waits.
    Waiting,
    /// Is being sent.
    Sending,
    /// Sent, no answer: the site is asked.
    Unknown,
    /// Kept.
    Done,
    /// Refused.
    Failed,
    /// Taken back.
    Cancelled,
    /// Not sent: a later one took its place.
    Superseded,
}

/// A dispatch in the outbox.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DispatchView {
    /// Which dispatch.
    pub id: String,
    /// Which draft.
    pub draft: String,
    /// Which site.
    pub site: String,
    /// Its headline when it was promised.
    pub headline: String,
    /// That site's name.
    pub site_name: String,
    /// What is promised.
    pub operation: Operation,
    /// How far it is.
    pub state: DispatchState,
    /// When it was promised, milliseconds.
    pub made_at: f64,
    /// Before which it is not sent: its hour, or the grace in which it can be taken back,
    /// milliseconds.
    pub not_before: Option<f64>,
    /// When the site is to bring it out by itself, milliseconds.
    pub goes_live: Option<f64>,
    /// The newsletter whose readers get it, by its slug.
    pub newsletter: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next, milliseconds.
    pub next_try: Option<f64>,
    /// Why the last try did not work.
    pub failure: Option<FailureCode>,
    /// The site's own words, for the details.
    pub failure_detail: Option<String>,
    /// Until when an embargo holds it back, milliseconds.
    pub embargo_until: Option<f64>,
    /// Where a reader finds the article, once done.
    pub address: Option<String>,
    /// Whether readers see what was sent, as its receipt says; `null` while nobody could look.
    pub verified: Option<bool>,
    /// What they see otherwise.
    pub differences: Vec<Difference>,
    /// Whether it may be taken back.
    pub can_cancel: bool,
    /// Whether it may be tried again now.
    pub can_retry: bool,
}

/// Publish or update, at an hour or with a newsletter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishAsRequest {
    /// Which draft.
    pub draft: String,
    /// To which site.
    pub site: String,
    /// When readers are to see it, milliseconds; `null` for now.
    pub at: Option<f64>,
    /// The newsletter whose readers get it, by its slug.
    pub newsletter: Option<String>,
    /// Why it goes out although an embargo holds it back.
    pub despite_embargo: Option<String>,
    /// Why it goes out although a check keeps it back.
    pub despite_checks: Option<String>,
    /// Whether it comes back although somebody took it off the site.
    #[serde(default)]
    pub brings_back: bool,
}

impl PublishAsRequest {
    /// How it is to go out.
    ///
    /// # Errors
    /// `FieldInvalid` for a moment that is none.
    pub fn wish(&self) -> Result<newsroom::Wish, newsroom::NewsroomError> {
        Ok(newsroom::Wish {
            at: self.at.map(timestamp).transpose()?,
            newsletter: self.newsletter.clone(),
            despite_embargo: self.despite_embargo.clone(),
            despite_checks: self.despite_checks.clone(),
            brings_back: self.brings_back,
        })
    }
}

/// Publish or update on several sites at once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishToRequest {
    /// Which draft.
    pub draft: String,
    /// To which sites.
    pub sites: Vec<String>,
    /// When readers are to see it, milliseconds; `null` for now.
    pub at: Option<f64>,
    /// Why it goes out although an embargo holds it back.
    pub despite_embargo: Option<String>,
    /// Why it goes out although a check keeps it back.
    pub despite_checks: Option<String>,
}

impl PublishToRequest {
    /// How it is to go out.
    ///
    /// # Errors
    /// `FieldInvalid` for a moment that is none.
    pub fn wish(&self) -> Result<newsroom::Wish, newsroom::NewsroomError> {
        Ok(newsroom::Wish {
            at: self.at.map(timestamp).transpose()?,
            newsletter: None,
            despite_embargo: self.despite_embargo.clone(),
            despite_checks: self.despite_checks.clone(),
            brings_back: false,
        })
    }
}

/// What became of a draft on one of several sites, as far as it is promised.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteOutcome {
    /// Which site.
    pub site: String,
    /// Its name.
    pub site_name: String,
    /// The promise; `null` where readers see all of it already, or where it was refused.
    pub dispatch: Option<DispatchView>,
    /// Why nothing was promised; keeps none of the others back.
    pub failure: Option<Failure>,
}

impl From<newsroom::SiteOutcome> for SiteOutcome {
    fn from(outcome: newsroom::SiteOutcome) -> Self {
        let (dispatch, failure) = match outcome.promised {
            Ok(dispatch) => (dispatch.map(Into::into), None),
            Err(error) => (None, Some(error.into())),
        };
        Self {
            site: outcome.site.to_string(),
            site_name: outcome.site_name,
            dispatch,
            failure,
        }
    }
}

/// What of a draft left under embargo, and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EmbargoOverride {
    /// The end of the embargo as it then was, milliseconds.
    pub until: f64,
    /// What was done.
    pub act: Act,
    /// Why.
    pub reason: String,
    /// When, milliseconds.
    pub made_at: f64,
    /// The dispatch that it let through.
    pub dispatch: Option<String>,
}

/// What an embargo holds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Act {
    /// An article, or its update, is sent to a site.
    Publish,
    /// A draft is put where whoever has its address reads it.
    PreviewLink,
    /// A draft is written as a file for others.
    Export,
    /// A draft gets a file in a folder that is published.
    Mirror,
}

/// The proof of a dispatch.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptView {
    /// Of which dispatch.
    pub dispatch: String,
    /// When the site answered, milliseconds.
    pub answered_at: f64,
    /// Where readers read the article.
    pub address: String,
    /// The site's identifier of it.
    pub remote_id: String,
    /// The site's token of the version that it then had.
    pub remote_version: String,
    /// SHA-256 of what readers were to see, hexadecimal.
    pub sent_hash: String,
    /// SHA-256 of what a reader was served; `null` when nobody could look.
    pub seen_hash: Option<String>,
    /// When that was looked at, milliseconds.
    pub seen_at: Option<f64>,
    /// Whether readers see what was sent, its pictures clean; `null` while nobody could look at all of it.
    pub verified: Option<bool>,
    /// Whether the site had all of it already, so that nothing was sent.
    pub nothing_sent: bool,
    /// What they see otherwise.
    pub differences: Vec<Difference>,
    /// How many of its pictures are served with nothing in them beside the picture.
    pub pictures_clean: u32,
    /// How many could not be looked at yet.
    pub pictures_waiting: u32,
}

/// A receipt to be kept as a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportReceiptRequest {
    /// Of which dispatch.
    pub dispatch: String,
    /// Where to.
    pub path: String,
}

/// Something that readers see otherwise than it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "difference"
)]
pub enum Difference {
    /// The article as a whole.
    Article,
    /// The headline.
    Headline {
        /// What it is there; empty when there is none.
        seen: String,
    },
    /// A passage of the text that is missing.
    Text {
        /// It.
        passage: String,
    },
    /// The picture at the head is missing.
    LeadPicture,
    /// The page names another address as its own.
    Canonical {
        /// Which.
        seen: String,
    },
    /// The social card says something else.
    Card {
        /// In which property.
        property: String,
        /// What.
        seen: String,
    },
    /// What somebody saved on the site in the same moment was overwritten; it is in the history.
    Overwritten,
    /// A part that was sent and that readers do not see: the site's theme has no place for it.
    Unshown {
        /// Which.
        part: ArticlePart,
        /// What it says.
        sent: String,
    },
    /// A picture has more in it, as readers are served it, than what is seen.
    PictureUnclean {
        /// Where it is.
        address: String,
        /// What is in it.
        remains: Vec<Remains>,
    },
    /// Readers can't load a picture, or get something that is none.
    PictureMissing {
        /// Where it was to be.
        address: String,
    },
}

/// Something in a picture's file beside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Remains {
    /// Where it was taken.
    Location,
    /// A camera's or a lens's serial number, or its owner's name.
    Serial,
    /// A small copy of it, as it was before it was cropped.
    Thumbnail,
    /// EXIF: how it was taken.
    Exif,
    /// XMP: what programs noted.
    Xmp,
    /// IPTC: what an agency noted.
    Iptc,
    /// A comment.
    Comment,
    /// Anything else.
    Other,
}

impl From<own::Remains> for Remains {
    fn from(one: own::Remains) -> Self {
        match one {
            own::Remains::Location => Self::Location,
            own::Remains::Serial => Self::Serial,
            own::Remains::Thumbnail => Self::Thumbnail,
            own::Remains::Exif => Self::Exif,
            own::Remains::Xmp => Self::Xmp,
            own::Remains::Iptc => Self::Iptc,
            own::Remains::Comment => Self::Comment,
            own::Remains::Other => Self::Other,
        }
    }
}

/// A part of an article beside its headline and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
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

impl From<own::ArticlePart> for ArticlePart {
    fn from(part: own::ArticlePart) -> Self {
        match part {
            own::ArticlePart::Standfirst => Self::Standfirst,
            own::ArticlePart::Byline => Self::Byline,
            own::ArticlePart::Caption => Self::Caption,
            own::ArticlePart::Credit => Self::Credit,
        }
    }
}

/// Publish or update: the core knows which, from the publication.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishRequest {
    /// Which draft.
    pub draft: String,
    /// To which site.
    pub site: String,
}

/// What a journalist should know before an article goes out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "finding"
)]
pub enum Finding {
    /// The page shows a date to come, and readers read it at once.
    DateToCome {
        /// The date, milliseconds.
        at: f64,
        /// The zone it was given in.
        time_zone: String,
    },
    /// The page goes on showing the date of its publication, not the one to come.
    DateStays {
        /// The draft's date, milliseconds.
        asked: f64,
        /// The date that the page shows, milliseconds.
        shown: f64,
        /// The zone the draft's was given in.
        time_zone: String,
    },
    /// The article came from its site, and an update takes away what Markdown could not keep of it.
    LostByUpdate {
        /// What.
        lost: Vec<Lost>,
    },
    /// The words that readers have read changed, and no correction tells them.
    ChangedUnsaid,
    /// A picture in the text that is not the library's own, and is not sent.
    PictureNotSent {
        /// As the text names it.
        address: String,
        /// Whether readers get a link to it; else they get its words.
        linked: bool,
    },
    /// HTML in the text that no page keeps, as a script or a frame.
    CodeNotPublished {
        /// In which line of the text it begins, from 1.
        line: usize,
        /// The element's name.
        element: String,
    },
    /// The pages of the site do not show these parts, as its last receipts say.
    PartsUnseen {
        /// Which, of those that the article has.
        parts: Vec<ArticlePart>,
    },
    /// Something is wrong with a picture that readers would get.
    Picture {
        /// The picture, as the text names it, framing and all.
        address: String,
        /// Whether it stands at the head; else in the text.
        lead: bool,
        /// What.
        flaw: PictureFlaw,
    },
}

/// What is wrong with a picture, or missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "is")]
pub enum PictureFlaw {
    /// Those who can't see it are told nothing of it.
    NoAlt,
    /// It is not said whose it is.
    NoCredit,
    /// It has fewer pixels than its place, as it is framed.
    TooSmall {
        /// How wide it is.
        width: u32,
        /// How wide it should be.
        wanted: u32,
    },
    /// Nothing in it is sharp.
    Blurred,
    /// Elsewhere it is said to be somebody else's.
    CreditedElse {
        /// Whose it is here.
        here: String,
        /// Whose it is there.
        there: String,
        /// In which draft, by its headline; `null` for what the library says of it.
        draft: Option<String>,
    },
    /// No copies of it can be made, so that the article would not leave.
    NotDeveloped {
        /// Why.
        failure: FailureCode,
    },
}

impl From<newsroom::PictureFlaw> for PictureFlaw {
    fn from(flaw: newsroom::PictureFlaw) -> Self {
        use newsroom::PictureFlaw as F;
        match flaw {
            F::NoAlt => Self::NoAlt,
            F::NoCredit => Self::NoCredit,
            F::TooSmall { width, wanted } => Self::TooSmall { width, wanted },
            F::Blurred => Self::Blurred,
            F::CreditedElse { here, there, draft } => Self::CreditedElse { here, there, draft },
            F::NotDeveloped(code) => Self::NotDeveloped {
                failure: FailureCode::from_stored(&code),
            },
        }
    }
}

impl From<newsroom::Finding> for Finding {
    fn from(finding: newsroom::Finding) -> Self {
        use newsroom::Finding as F;
        match finding {
            F::DateToCome { at, time_zone } => Self::DateToCome {
                at: milliseconds(at),
                time_zone,
            },
            F::DateStays {
                asked,
                shown,
                time_zone,
            } => Self::DateStays {
                asked: milliseconds(asked),
                shown: milliseconds(shown),
                time_zone,
            },
            F::LostByUpdate { lost } => Self::LostByUpdate {
                lost: lost.into_iter().map(Into::into).collect(),
            },
            F::ChangedUnsaid => Self::ChangedUnsaid,
            F::PictureNotSent { address, linked } => Self::PictureNotSent { address, linked },
            F::CodeNotPublished { line, element } => Self::CodeNotPublished { line, element },
            F::PartsUnseen { parts } => Self::PartsUnseen {
                parts: parts.into_iter().map(Into::into).collect(),
            },
            F::Picture {
                address,
                lead,
                flaw,
            } => Self::Picture {
                address,
                lead,
                flaw: flaw.into(),
            },
        }
    }
}

impl From<own::EmbargoOverride> for EmbargoOverride {
    fn from(made: own::EmbargoOverride) -> Self {
        Self {
            until: milliseconds(made.until),
            act: made.act.into(),
            reason: made.reason.as_str().to_owned(),
            made_at: milliseconds(made.made_at),
            dispatch: made.dispatch.map(|dispatch| dispatch.to_string()),
        }
    }
}

impl From<own::Act> for Act {
    fn from(act: own::Act) -> Self {
        match act {
            own::Act::Publish => Self::Publish,
            own::Act::PreviewLink => Self::PreviewLink,
            own::Act::Export => Self::Export,
            own::Act::Mirror => Self::Mirror,
        }
    }
}

impl From<own::Receipt> for ReceiptView {
    fn from(receipt: own::Receipt) -> Self {
        Self {
            verified: receipt.verified(),
            nothing_sent: receipt.nothing_sent,
            dispatch: receipt.dispatch.to_string(),
            answered_at: milliseconds(receipt.answered_at),
            address: receipt.address,
            remote_id: receipt.remote_id,
            remote_version: receipt.remote_version,
            sent_hash: receipt.sent_hash,
            seen_hash: receipt.seen_hash,
            seen_at: receipt.seen_at.map(milliseconds),
            differences: receipt.differences.into_iter().map(Into::into).collect(),
            pictures_clean: receipt.pictures.clean,
            pictures_waiting: u32::try_from(receipt.pictures.waiting.len()).unwrap_or(u32::MAX),
        }
    }
}

impl From<own::Difference> for Difference {
    fn from(difference: own::Difference) -> Self {
        match difference {
            own::Difference::Article => Self::Article,
            own::Difference::Headline(seen) => Self::Headline { seen },
            own::Difference::Text(passage) => Self::Text { passage },
            own::Difference::LeadPicture => Self::LeadPicture,
            own::Difference::Canonical(seen) => Self::Canonical { seen },
            own::Difference::Card(property, seen) => Self::Card { property, seen },
            own::Difference::Overwritten => Self::Overwritten,
            own::Difference::Unshown(part, sent) => Self::Unshown {
                part: part.into(),
                sent,
            },
            own::Difference::PictureUnclean { address, remains } => Self::PictureUnclean {
                address,
                remains: remains.into_iter().map(Into::into).collect(),
            },
            own::Difference::PictureMissing { address } => Self::PictureMissing { address },
        }
    }
}

impl From<own::Operation> for Operation {
    fn from(value: own::Operation) -> Self {
        match value {
            own::Operation::Publish => Self::Publish,
            own::Operation::Update => Self::Update,
            own::Operation::Unpublish => Self::Unpublish,
        }
    }
}

impl From<own::DispatchState> for DispatchState {
    fn from(value: own::DispatchState) -> Self {
        match value {
            own::DispatchState::Waiting => Self::Waiting,
            own::DispatchState::Sending => Self::Sending,
            own::DispatchState::Unknown => Self::Unknown,
            own::DispatchState::Done => Self::Done,
            own::DispatchState::Failed => Self::Failed,
            own::DispatchState::Cancelled => Self::Cancelled,
            own::DispatchState::Superseded => Self::Superseded,
        }
    }
}

impl From<newsroom::PublicationView> for PublicationView {
    fn from(view: newsroom::PublicationView) -> Self {
        Self {
            site: view.site.to_string(),
            site_name: view.site_name,
            address: view.address,
            slug: view.slug.to_string(),
            live: view.live,
            behind: view.behind,
            published_at: milliseconds(view.published_at),
            updated_at: view.updated_at.map(milliseconds),
            revision: view.revision.to_string(),
            verified: view.verified,
            dispatch: view.dispatch.map(|dispatch| dispatch.to_string()),
            drifted: view.drifted,
            withdrawn: view.withdrawn,
            checked_at: view.checked_at.map(milliseconds),
            goes_live: view.goes_live.map(milliseconds),
        }
    }
}

impl From<newsroom::DispatchView> for DispatchView {
    fn from(view: newsroom::DispatchView) -> Self {
        let (can_cancel, can_retry) = (view.can_cancel(), view.can_retry());
        let dispatch = view.dispatch;
        Self {
            id: dispatch.id.to_string(),
            draft: dispatch.draft.to_string(),
            site: dispatch.site.to_string(),
            headline: view.headline,
            site_name: view.site_name,
            operation: dispatch.operation.into(),
            state: dispatch.state.into(),
            made_at: milliseconds(dispatch.made_at),
            not_before: dispatch.not_before.map(milliseconds),
            goes_live: dispatch.wishes.goes_live.map(milliseconds),
            newsletter: dispatch.wishes.newsletter,
            attempts: dispatch.attempts,
            next_try: dispatch.next_try.map(milliseconds),
            failure: dispatch.failure.as_deref().map(FailureCode::from_stored),
            embargo_until: view.embargo_until.map(milliseconds),
            failure_detail: dispatch.failure_detail,
            address: view.address,
            verified: view.receipt.as_ref().and_then(own::Receipt::verified),
            differences: view
                .receipt
                .into_iter()
                .flat_map(|receipt| receipt.differences)
                .map(Into::into)
                .collect(),
            can_cancel,
            can_retry,
        }
    }
}
