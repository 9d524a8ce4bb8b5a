//! A draft's fields: everything about it but its text.

use domain::{Framing, PictureSource, Slug};
use newsroom::NewsroomError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{id, language, milliseconds, timestamp};

/// The picture at the head of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeadPicture {
    /// `/media/HASH.ENDING` for a kept file, else somebody's `https:` address.
    pub source: String,
    /// Width in pixels; `null` for an address.
    pub width: Option<u32>,
    /// Height in pixels; `null` for an address.
    pub height: Option<u32>,
    /// How a kept file is framed: a media fragment without `#`, as `turn=90&xywh=percent:0,0,50,100`; empty for the picture
    /// as it is.
    pub framing: String,
    /// What it shows.
    pub alt: String,
    /// The line below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// Everything about a draft but its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Fields {
    /// The headline.
    pub headline: String,
    /// The standfirst.
    pub standfirst: String,
    /// The section's name.
    pub section: String,
    /// Tags; the first is the badge.
    pub tags: Vec<String>,
    /// Who signs.
    pub byline: String,
    /// BCP 47 tag.
    pub language: String,
    /// A slug chosen by hand; `null` follows the headline.
    pub slug: Option<String>,
    /// The article's date, milliseconds; `null` is the moment of publication.
    pub publish_at: Option<f64>,
    /// IANA time zone.
    pub time_zone: String,
    /// The picture at the head.
    pub lead_picture: Option<LeadPicture>,
    /// Before which nothing of it may leave this desk, milliseconds.
    pub embargo: Option<f64>,
    /// Notes to readers below the article, the oldest first.
    pub corrections: Vec<Correction>,
    /// The sites it goes to; empty leaves the choice to the desk.
    pub destinations: Vec<DraftDestination>,
}

/// What a note to readers is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CorrectionKind {
    /// Something was wrong.
    Correction,
    /// Something could be misunderstood.
    Clarification,
    /// Something happened since.
    Update,
    /// The article as a whole no longer holds.
    Retraction,
}

/// A note to readers below an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// What it is.
    pub kind: CorrectionKind,
    /// What readers are told: plain text.
    pub text: String,
    /// The date it bears, milliseconds.
    pub at: f64,
}

/// A site that a draft goes to, and what it says otherwise there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftDestination {
    /// Which site.
    pub site: String,
    /// The headline there; `null` for the draft's.
    pub headline: Option<String>,
    /// The standfirst there; `null` for the draft's.
    pub standfirst: Option<String>,
    /// The slug there; `null` for the draft's.
    pub slug: Option<String>,
}

impl From<domain::LeadPicture> for LeadPicture {
    fn from(picture: domain::LeadPicture) -> Self {
        let (source, size) = match picture.source {
            PictureSource::File(file) => (file.path(), Some((file.width, file.height))),
            PictureSource::Address(address) => (address, None),
        };
        Self {
            source,
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
            framing: picture.framing.to_string(),
            alt: picture.alt,
            caption: picture.caption,
            credit: picture.credit,
        }
    }
}

impl From<LeadPicture> for domain::LeadPicture {
    fn from(picture: LeadPicture) -> Self {
        let size = (picture.width.unwrap_or(0), picture.height.unwrap_or(0));
        Self {
            source: PictureSource::of_path(picture.source, size),
            framing: Framing::of_fragment(&picture.framing),
            alt: picture.alt,
            caption: picture.caption,
            credit: picture.credit,
        }
    }
}

impl From<domain::Fields> for Fields {
    fn from(fields: domain::Fields) -> Self {
        Self {
            headline: fields.headline,
            standfirst: fields.standfirst,
            section: fields.section,
            tags: fields.tags,
            byline: fields.byline,
            language: fields.language.as_str().to_owned(),
            slug: fields.slug.map(slug_text),
            publish_at: fields.publish_at.map(milliseconds),
            time_zone: fields.time_zone,
            lead_picture: fields.lead_picture.map(Into::into),
            embargo: fields.embargo.map(milliseconds),
            corrections: fields.corrections.into_iter().map(Into::into).collect(),
            destinations: fields.destinations.into_iter().map(Into::into).collect(),
        }
    }
}

impl TryFrom<Fields> for domain::Fields {
    type Error = NewsroomError;

    fn try_from(fields: Fields) -> Result<Self, NewsroomError> {
        Ok(Self {
            headline: fields.headline,
            standfirst: fields.standfirst,
            section: fields.section,
            tags: fields.tags,
            byline: fields.byline,
            language: language(&fields.language)?,
            slug: fields.slug.as_deref().and_then(Slug::from_typed),
            publish_at: fields.publish_at.map(timestamp).transpose()?,
            time_zone: fields.time_zone,
            lead_picture: fields.lead_picture.map(Into::into),
            embargo: fields.embargo.map(timestamp).transpose()?,
            corrections: all(fields.corrections)?,
            destinations: all(fields.destinations)?,
        })
    }
}

/// Each of them, or the first that can't be meant.
fn all<A, B, C>(said: Vec<A>) -> Result<C, NewsroomError>
where
    B: TryFrom<A, Error = NewsroomError>,
    C: FromIterator<B>,
{
    said.into_iter().map(B::try_from).collect()
}

impl From<domain::Correction> for Correction {
    fn from(correction: domain::Correction) -> Self {
        Self {
            kind: correction.kind.into(),
            text: correction.text,
            at: milliseconds(correction.at),
        }
    }
}

impl TryFrom<Correction> for domain::Correction {
    type Error = NewsroomError;

    fn try_from(correction: Correction) -> Result<Self, NewsroomError> {
        Ok(Self {
            kind: correction.kind.into(),
            text: correction.text,
            at: timestamp(correction.at)?,
        })
    }
}

impl From<domain::CorrectionKind> for CorrectionKind {
    fn from(kind: domain::CorrectionKind) -> Self {
        match kind {
            domain::CorrectionKind::Correction => Self::Correction,
            domain::CorrectionKind::Clarification => Self::Clarification,
            domain::CorrectionKind::Update => Self::Update,
            domain::CorrectionKind::Retraction => Self::Retraction,
        }
    }
}

impl From<CorrectionKind> for domain::CorrectionKind {
    fn from(kind: CorrectionKind) -> Self {
        match kind {
            CorrectionKind::Correction => Self::Correction,
            CorrectionKind::Clarification => Self::Clarification,
            CorrectionKind::Update => Self::Update,
            CorrectionKind::Retraction => Self::Retraction,
        }
    }
}

impl From<(domain::SiteId, domain::Variant)> for DraftDestination {
    fn from((site, variant): (domain::SiteId, domain::Variant)) -> Self {
        Self {
            site: site.to_string(),
            headline: variant.headline,
            standfirst: variant.standfirst,
            slug: variant.slug.map(slug_text),
        }
    }
}

impl TryFrom<DraftDestination> for (domain::SiteId, domain::Variant) {
    type Error = NewsroomError;

    fn try_from(destination: DraftDestination) -> Result<Self, NewsroomError> {
        let variant = domain::Variant {
            headline: destination.headline,
            standfirst: destination.standfirst,
            slug: destination.slug.as_deref().and_then(Slug::from_typed),
        };
        Ok((id(&destination.site, NewsroomError::SiteMissing)?, variant))
    }
}

pub(crate) fn slug_text(slug: Slug) -> String {
    slug.as_str().to_owned()
}
