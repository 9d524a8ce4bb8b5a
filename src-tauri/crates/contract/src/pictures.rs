//! The library's pictures: how they come in, what is known of each, where it is used. No pixel crosses here.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;
use crate::milliseconds;

/// How many pictures one reply holds at the most.
const MOST: u32 = 200;

/// A picture from a file, or from an address that is read once, now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "from"
)]
pub enum PictureRequest {
    /// A file the writer chose.
    File {
        /// Its path.
        path: String,
    },
    /// An address that she gave: the picture is fetched from there and kept.
    Address {
        /// `https:`.
        address: String,
    },
}

/// What another program copied, where the page can't see it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Copied {
    /// Whether it is a picture.
    pub picture: bool,
    /// Files, by their paths; none beside a picture.
    pub files: Vec<String>,
}

/// How far the copies are that pages show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PictureState {
    /// They are being made, or wait to be.
    Developing,
    /// They are made.
    Ready,
    /// They could not be made: `failure` says why.
    Failed,
}

/// What a journalist says of a picture, or its file does. Empty for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureWords {
    /// What it shows, for those who can't see it.
    pub alt: String,
    /// The line below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// Where it comes from: an agency, a person, an address.
    pub source: String,
    /// Under which terms it may be used.
    pub licence: String,
    /// When it was taken, as its camera said: `2026-04-29T02:49:00`, or a part of that from the left.
    pub taken: String,
}

/// A picture of the library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureView {
    /// `/media/HASH.ENDING`: the original, as texts name it.
    pub source: String,
    /// What its file was called.
    pub name: String,
    /// Width in pixels, as it is shown.
    pub width: u32,
    /// Height in pixels, as it is shown.
    pub height: u32,
    /// The size of the original, in bytes.
    pub bytes: f64,
    /// Whether it moves: then it can't be cropped or turned.
    pub moving: bool,
    /// Whether the original says where it was taken. No copy does.
    pub located: bool,
    /// When it came into the library, in milliseconds.
    pub added_at: f64,
    /// What is said of it.
    pub words: PictureWords,
    /// What its file says of itself: offered, never taken by itself where something else was written.
    pub offered: PictureWords,
    /// How far its copies are.
    pub state: PictureState,
    /// Why they could not be made.
    pub failure: Option<Failure>,
    /// A small copy of it as it is, unframed: `/media/HASH.ENDING`; `null` until it is made.
    pub thumbnail: Option<String>,
    /// A copy of it as it is that is large enough for a screen; `null` until it is made.
    pub shown: Option<String>,
    /// In how many drafts it is used, those in the bin included.
    pub uses: u32,
}

/// Which pictures of the library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PicturesRequest {
    /// Words to be found in what is said of them or in their files' names; empty for all.
    pub search: String,
    /// Only those that no draft uses, and no revision of one.
    pub unused: bool,
    /// How many are passed over.
    pub offset: u32,
    /// How many are wanted at most, up to 200.
    pub limit: u32,
}

/// Pictures of the library, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureList {
    /// The pictures.
    pub pictures: Vec<PictureView>,
    /// How many there are in all that were asked for.
    pub total: u32,
    /// The size of their originals, in bytes.
    pub bytes: f64,
}

/// In which place of a draft a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PicturePlace {
    /// At the head.
    Lead,
    /// In the text.
    Text,
    /// Only in an older revision.
    Revision,
}

/// A use of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureUse {
    /// The draft.
    pub draft: String,
    /// Its headline; may be empty.
    pub headline: String,
    /// Where in it.
    pub place: PicturePlace,
    /// The credit that stands there; may be empty.
    pub credit: String,
}

/// A picture and where it is used.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureFacts {
    /// The picture.
    pub picture: PictureView,
    /// Its uses, the newest draft first.
    pub uses: Vec<PictureUse>,
}

/// Says something of a picture of the library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureWordsRequest {
    /// `/media/HASH.ENDING`.
    pub source: String,
    /// What.
    pub words: PictureWords,
}

/// What was removed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovedPictures {
    /// How many; those that are used meanwhile stay.
    pub removed: u32,
    /// How many bytes that freed.
    pub bytes: f64,
}

impl From<PictureRequest> for newsroom::PictureOrigin {
    fn from(request: PictureRequest) -> Self {
        match request {
            PictureRequest::File { path } => Self::File(path.into()),
            PictureRequest::Address { address } => Self::Address(address),
        }
    }
}

impl From<PicturesRequest> for newsroom::PictureQuery {
    fn from(request: PicturesRequest) -> Self {
        let PicturesRequest {
            search,
            unused,
            offset,
            limit,
        } = request;
        Self {
            search,
            unused,
            offset,
            limit: limit.min(MOST),
        }
    }
}

impl From<PictureWords> for domain::PictureWords {
    fn from(words: PictureWords) -> Self {
        let PictureWords {
            alt,
            caption,
            credit,
            source,
            licence,
            taken,
        } = words;
        Self {
            alt,
            caption,
            credit,
            source,
            licence,
            taken,
        }
    }
}

impl From<domain::PictureWords> for PictureWords {
    fn from(words: domain::PictureWords) -> Self {
        let domain::PictureWords {
            alt,
            caption,
            credit,
            source,
            licence,
            taken,
        } = words;
        Self {
            alt,
            caption,
            credit,
            source,
            licence,
            taken,
        }
    }
}

impl From<newsroom::KnownPicture> for PictureView {
    fn from(known: newsroom::KnownPicture) -> Self {
        let newsroom::Picture {
            file,
            bytes,
            added_at,
            name,
            moving,
            located,
            words,
            offered,
        } = known.picture;
        let (state, failure) = match known.state {
            newsroom::PictureState::Developing => (PictureState::Developing, None),
            newsroom::PictureState::Ready => (PictureState::Ready, None),
            newsroom::PictureState::Failed(error) => (PictureState::Failed, Some(error.into())),
        };
        let path = |file: domain::PictureFile| file.path();
        Self {
            source: file.path(),
            name,
            width: file.width,
            height: file.height,
            bytes: bytes as f64,
            moving,
            located,
            added_at: added_at.map_or(0.0, milliseconds),
            words: words.into(),
            offered: offered.into(),
            state,
            failure,
            thumbnail: known.thumbnail.map(path),
            shown: known.shown.map(path),
            uses: known.uses,
        }
    }
}

impl From<newsroom::KnownPictures> for PictureList {
    fn from(known: newsroom::KnownPictures) -> Self {
        let newsroom::KnownPictures {
            pictures,
            total,
            bytes,
        } = known;
        Self {
            pictures: pictures.into_iter().map(Into::into).collect(),
            total,
            bytes: bytes as f64,
        }
    }
}

impl From<newsroom::PictureUse> for PictureUse {
    fn from(used: newsroom::PictureUse) -> Self {
        let newsroom::PictureUse {
            draft,
            headline,
            place,
            credit,
        } = used;
        Self {
            draft: draft.to_string(),
            headline,
            place: match place {
                newsroom::PicturePlace::Lead => PicturePlace::Lead,
                newsroom::PicturePlace::Text => PicturePlace::Text,
                newsroom::PicturePlace::Revision => PicturePlace::Revision,
            },
            credit,
        }
    }
}

impl From<(newsroom::KnownPicture, Vec<newsroom::PictureUse>)> for PictureFacts {
    fn from((picture, uses): (newsroom::KnownPicture, Vec<newsroom::PictureUse>)) -> Self {
        Self {
            picture: picture.into(),
            uses: uses.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<newsroom::RemovedPictures> for RemovedPictures {
    fn from(freed: newsroom::RemovedPictures) -> Self {
        let newsroom::RemovedPictures { removed, bytes } = freed;
        Self {
            removed,
            bytes: bytes as f64,
        }
    }
}

/// The name of a file as it comes in a header, percent-encoded.
pub fn decoded_name(name: &str) -> String {
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}
