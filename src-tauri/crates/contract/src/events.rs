//! What the core tells the window without being asked. Small: never a text, never a page.

use newsroom::Event as Told;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;
use crate::milliseconds;

/// Something happened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "event"
)]
pub enum Event {
    /// The journal holds every change up to this one.
    Saved {
        /// Of which draft.
        draft: String,
        /// The last durable sequence number.
        sequence: f64,
    },
    /// A change could not be written; it is kept in memory and tried again.
    NotSaved {
        /// Of which draft.
        draft: String,
        /// Why.
        failure: Failure,
    },
    /// Drafts, fields or statuses changed: lists are to be read again.
    LibraryChanged {
        /// Which draft; `null` for many.
        draft: Option<String>,
    },
    /// Another program changed a draft's text or fields: an open editor catches up.
    DraftChanged {
        /// Which draft.
        draft: String,
    },
    /// Another program took a draft's file away: the draft is in the bin.
    FileGone {
        /// Which draft.
        draft: String,
        /// The file, by its path below its work folder.
        path: String,
    },
    /// A file that was gone came back, or was changed while its draft was in the bin: the draft is
    /// out of it again.
    FileBack {
        /// Which draft.
        draft: String,
        /// The file, by its path below its work folder.
        path: String,
    },
    /// A work folder, what is wrong with its files, or what the writer is asked about them changed.
    FoldersChanged,
    /// A draft's history has one revision more, or fewer, or another name in it.
    HistoryChanged {
        /// Of which draft.
        draft: String,
    },
    /// The library was damaged and a draft's text reads in two ways: one is in the manuscript, the
    /// other in the history.
    TwoReadings {
        /// Of which draft.
        draft: String,
        /// The revision that is the other one.
        other: String,
    },
    /// The library was damaged: a draft's text or its fields are not those that were written. What
    /// is there was kept in its history, too.
    NotAsWritten {
        /// Which draft.
        draft: String,
    },
    /// Somebody was asked, or answered, where a draft's links lead.
    LinksChanged {
        /// Of which draft.
        draft: String,
    },
    /// An import of published articles moved on.
    ImportsChanged,
    /// A dispatch moved on.
    OutboxChanged,
    /// An article is out, changed or gone: the page is to be asked for again.
    PublicationChanged {
        /// Of which draft.
        draft: String,
    },
    /// What is known of a picture of the library changed: its copies are made, or it is gone.
    PictureChanged {
        /// `/media/HASH.ENDING`.
        source: String,
    },
    /// A picture is being read or fetched: how far that is. Small ones are there at once, and nothing is told of them.
    PictureComing {
        /// The path, or the address as it was given.
        origin: String,
        /// How many bytes are there.
        come: f64,
        /// How many there will be; `null` where that is not known.
        whole: Option<f64>,
    },
    /// A backup was made, or can be made again.
    BackupMade {
        /// When the last one was made.
        made_at: f64,
    },
    /// A backup could not be made; it is tried again.
    BackupFailed {
        /// Why.
        failure: Failure,
    },
    /// A site answered, or did not.
    SiteChanged {
        /// Which site.
        site: String,
        /// Whether it answered.
        reachable: bool,
    },
}

impl From<Told> for Event {
    fn from(told: Told) -> Self {
        match told {
            Told::Saved { draft, sequence } => Self::Saved {
                draft: draft.to_string(),
                sequence: sequence as f64,
            },
            Told::NotSaved { draft, error } => Self::NotSaved {
                draft: draft.to_string(),
                failure: error.into(),
            },
            Told::LibraryChanged { draft } => Self::LibraryChanged {
                draft: draft.map(|id| id.to_string()),
            },
            Told::DraftChanged { draft } => Self::DraftChanged {
                draft: draft.to_string(),
            },
            Told::FileGone { draft, path } => Self::FileGone {
                draft: draft.to_string(),
                path,
            },
            Told::FileBack { draft, path } => Self::FileBack {
                draft: draft.to_string(),
                path,
            },
            Told::FoldersChanged => Self::FoldersChanged,
            Told::HistoryChanged { draft } => Self::HistoryChanged {
                draft: draft.to_string(),
            },
            Told::TwoReadings { draft, other } => Self::TwoReadings {
                draft: draft.to_string(),
                other: other.to_string(),
            },
            Told::NotAsWritten { draft } => Self::NotAsWritten {
                draft: draft.to_string(),
            },
            Told::LinksChanged { draft } => Self::LinksChanged {
                draft: draft.to_string(),
            },
            Told::ImportsChanged => Self::ImportsChanged,
            Told::OutboxChanged => Self::OutboxChanged,
            Told::PublicationChanged { draft } => Self::PublicationChanged {
                draft: draft.to_string(),
            },
            Told::PictureChanged { source } => Self::PictureChanged { source },
            Told::PictureComing {
                origin,
                come,
                whole,
            } => Self::PictureComing {
                origin,
                come: come as f64,
                whole: whole.map(|whole| whole as f64),
            },
            Told::BackupMade { made_at } => Self::BackupMade {
                made_at: milliseconds(made_at),
            },
            Told::BackupFailed { error } => Self::BackupFailed {
                failure: error.into(),
            },
            Told::SiteChanged { site, reachable } => Self::SiteChanged {
                site: site.to_string(),
                reachable,
            },
        }
    }
}
