//! What a newsroom tells without being asked. Small: never a text, never a page.

use domain::{DraftId, RevisionId, SiteId, Timestamp};

use crate::NewsroomError;

/// Something happened. Told from background threads: whoever listens must not block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The journal holds every change up to this one.
    Saved {
        /// Of which draft.
        draft: DraftId,
        /// The last durable sequence number.
        sequence: u64,
    },
    /// A change could not be written; it is kept in memory and tried again.
    NotSaved {
        /// Of which draft.
        draft: DraftId,
        /// Why.
        error: NewsroomError,
    },
    /// Drafts, fields or statuses changed: lists are to be read again.
    LibraryChanged {
        /// Which draft; `None` for many.
        draft: Option<DraftId>,
    },
    /// Another program changed a draft's text or fields: an open window catches up.
    DraftChanged {
        /// Which draft.
        draft: DraftId,
    },
    /// Another program took a draft's file away: the draft is in the bin.
    FileGone {
        /// Which draft.
        draft: DraftId,
        /// The file, by its path below its work folder.
        path: String,
    },
    /// A file that was gone came back, or was changed while its draft was in the bin: the draft is
    /// out of it again.
    FileBack {
        /// Which draft.
        draft: DraftId,
        /// The file, by its path below its work folder.
        path: String,
    },
    /// A work folder, what is wrong with its files, or what the writer is asked about them changed.
    FoldersChanged,
    /// A draft's history has one revision more, or fewer, or another name in it.
    HistoryChanged {
        /// Of which draft.
        draft: DraftId,
    },
    /// The library was damaged and a draft's text reads in two ways: one is in the manuscript, the
    /// other in the history.
    TwoReadings {
        /// Of which draft.
        draft: DraftId,
        /// The revision that is the other one.
        other: RevisionId,
    },
    /// The library was damaged: a draft's text or its fields are not those that were written. What
    /// is there was kept in its history, too.
    NotAsWritten {
        /// Which draft.
        draft: DraftId,
    },
    /// Somebody was asked, or answered, where a draft's links lead.
    LinksChanged {
        /// Of which draft.
        draft: DraftId,
    },
    /// An import of published articles moved on.
    ImportsChanged,
    /// A dispatch moved on.
    OutboxChanged,
    /// An article is out, changed or gone.
    PublicationChanged {
        /// Of which draft.
        draft: DraftId,
    },
    /// What is known of a picture of the library changed: its copies are made, or it is gone.
    PictureChanged {
        /// Its path, as texts name it.
        source: String,
    },
    /// A picture is being read or fetched: how far that is. Small ones are there at once, and nothing is told of them.
    PictureComing {
        /// The path, or the address as it was given.
        origin: String,
        /// How many bytes are there.
        come: u64,
        /// How many there will be, where that is known.
        whole: Option<u64>,
    },
    /// A backup was made, or can be made again.
    BackupMade {
        /// When the last one was made.
        made_at: Timestamp,
    },
    /// A backup could not be made; it is tried again.
    BackupFailed {
        /// Why.
        error: NewsroomError,
    },
    /// A site answered, or did not.
    SiteChanged {
        /// Which site.
        site: SiteId,
        /// Whether it answered.
        reachable: bool,
    },
}
