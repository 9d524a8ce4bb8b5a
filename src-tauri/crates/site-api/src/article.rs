//! Articles as the Site API sends and takes them. It knows neither pages nor tables.

use domain::{Correction, CorrectionKind};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An article as a client sends it, to create one or to replace one's text.
///
/// The page's slug must be free. `published_at` counts at creation only; an update keeps the date
/// and, when the article was taken down, brings it back at its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ArticleInput {
    /// The client's own name for the article, unique among its articles; found again by `?client_key=`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^[!-~]{1,128}$"))]
    pub client_key: Option<String>,
    /// The last part of the address.
    #[cfg_attr(
        feature = "openapi",
        schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 1, max_length = 96)
    )]
    pub slug: String,
    /// The headline.
    #[cfg_attr(feature = "openapi", schema(pattern = "\\S", max_length = 500))]
    pub headline: String,
    /// A sentence or two below it; may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub standfirst: String,
    /// The section's name; one that the site does not have is made. Empty for none.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    pub section: String,
    /// Tags; the first is the badge.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub tags: Vec<String>,
    /// Who signs; may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 300))]
    pub byline: String,
    /// BCP 47 tag of the text's language.
    #[cfg_attr(
        feature = "openapi",
        schema(
            pattern = "^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$",
            min_length = 2,
            max_length = 35
        )
    )]
    pub language: String,
    /// How the article is dated; without it, the moment it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub published_at: Option<Timestamp>,
    /// The picture at the head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_picture: Option<LeadPictureInput>,
    /// The body as canonical HTML. The site sanitises it again.
    pub body_html: String,
    /// The body's source, Markdown; its words give the reading time.
    pub body_markdown: String,
    /// Notes to readers below the body; they take the place of those that are there. Without this
    /// member those stay. A site without `limits.corrections` does not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub corrections: Option<Vec<CorrectionNote>>,
}

/// What a newsroom owes its readers when a published article was wrong or incomplete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionNote {
    /// What it is.
    pub kind: CorrectionNoteKind,
    /// What readers are told: plain text, with an empty line between paragraphs.
    #[cfg_attr(feature = "openapi", schema(pattern = "\\S", max_length = 2000))]
    pub text: String,
    /// The date it bears, to the second.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
}

/// What a correction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CorrectionNoteKind {
    /// Something was wrong, and was put right.
    Correction,
    /// Something could be misunderstood.
    Clarification,
    /// Something happened since.
    Update,
    /// The article as a whole no longer holds.
    Retraction,
}

impl From<&Correction> for CorrectionNote {
    fn from(correction: &Correction) -> Self {
        Self {
            kind: match correction.kind {
                CorrectionKind::Correction => CorrectionNoteKind::Correction,
                CorrectionKind::Clarification => CorrectionNoteKind::Clarification,
                CorrectionKind::Update => CorrectionNoteKind::Update,
                CorrectionKind::Retraction => CorrectionNoteKind::Retraction,
            },
            text: correction.text.clone(),
            at: correction.at,
        }
    }
}

impl From<CorrectionNote> for Correction {
    fn from(note: CorrectionNote) -> Self {
        Self {
            kind: match note.kind {
                CorrectionNoteKind::Correction => CorrectionKind::Correction,
                CorrectionNoteKind::Clarification => CorrectionKind::Clarification,
                CorrectionNoteKind::Update => CorrectionKind::Update,
                CorrectionNoteKind::Retraction => CorrectionKind::Retraction,
            },
            text: note.text,
            at: note.at,
        }
    }
}

/// A lead picture as a client names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeadPictureInput {
    /// Where it is.
    pub source: PictureRef,
    /// The same as WebP at several widths, the narrowest first: ids of pictures that were sent before. Beside the
    /// address of a picture elsewhere they and the card are passed over. A site without `limits.picture_sizes` does not
    /// know it, nor `card`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 16))]
    pub sizes: Vec<String>,
    /// The same as a card for networks, by its id: 1200 by 630 pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(pattern = "^[0-9a-f]{64}\\.(jpg|png|webp|avif|gif)$")
    )]
    pub card: Option<String>,
    /// What it shows, for those who can't see it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub alt: String,
    /// The line below it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub caption: String,
    /// Who made it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 300))]
    pub credit: String,
}

/// Which picture a client means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PictureRef {
    /// One that was sent to the site before.
    Media {
        /// Its id, as `MediaResource` has it.
        #[cfg_attr(
            feature = "openapi",
            schema(pattern = "^[0-9a-f]{64}\\.(jpg|png|webp|avif|gif)$")
        )]
        id: String,
    },
    /// One that readers load from elsewhere.
    Address {
        /// Its `https:` address.
        #[cfg_attr(
            feature = "openapi",
            schema(pattern = "^https://[!-~]+$", max_length = 2000)
        )]
        url: String,
    },
}

/// Whether readers can see an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ArticleState {
    /// Readers see it.
    Published,
    /// It was taken down.
    Unpublished,
}

/// An article in a list: everything but its body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleEntry {
    /// The site's name for it; opaque.
    pub id: String,
    /// The client's name for it, if it gave one.
    pub client_key: Option<String>,
    /// The token of this version; opaque. In quotes, it is the `ETag`.
    pub version: String,
    /// Whether readers see it.
    pub state: ArticleState,
    /// Where readers find it, whole.
    pub address: String,
    /// The last part of that.
    pub slug: String,
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
    pub language: String,
    /// When readers first could read it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub published_at: Timestamp,
    /// When its text last changed after that; readers are told.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub updated_at: Option<Timestamp>,
    /// When anything of it last changed, its state too; `updated_since` compares with this.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub changed_at: Timestamp,
    /// The words of its body.
    pub words: u64,
    /// The picture at the head.
    pub lead_picture: Option<LeadPictureResource>,
    /// In an answer to `?client_key=`: the key that was asked for, which made this article or took
    /// effect on it. A client counts nothing as done that does not say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_of: Option<String>,
}

/// An article, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleResource {
    /// Everything but the body.
    #[serde(flatten)]
    pub entry: ArticleEntry,
    /// The body as readers get it: canonical, sanitised HTML.
    pub body_html: String,
    /// The body's source, as it was sent.
    pub body_markdown: String,
    /// Notes to readers below the body, the oldest first.
    #[serde(default)]
    pub corrections: Vec<CorrectionNote>,
}

/// A lead picture as the site shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeadPictureResource {
    /// Where it is.
    pub source: PictureLocation,
    /// The ids of its sizes, the narrowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<String>,
    /// The id of its card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// What it shows.
    pub alt: String,
    /// The line below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// Where a lead picture is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PictureLocation {
    /// On the site.
    Media {
        /// Its id, as `MediaResource` has it.
        id: String,
        /// Where pages find it, from the site's root.
        path: String,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// Elsewhere.
    Address {
        /// Its address.
        url: String,
    },
}

/// What a list of articles is to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleQuery {
    /// [`ArticlePage::next_cursor`] of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// At most so many; 1 to [`page_size`](crate::Limits::page_size).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Only what changed at this moment or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_since: Option<Timestamp>,
    /// Only the one with this slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Only the one with this [`client_key`](ArticleInput::client_key), or the one on which a write
    /// with this `Idempotency-Key` took effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_key: Option<String>,
}

/// A page of a list, oldest change first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticlePage {
    /// The articles.
    pub articles: Vec<ArticleEntry>,
    /// Where the next page begins; `None` at the end.
    pub next_cursor: Option<String>,
}
