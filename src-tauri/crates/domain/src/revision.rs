//! Frozen copies of a draft: never changed, never silently dropped.

use crate::{DraftId, Fields, RevisionId, Timestamp};

/// Why a revision was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RevisionReason {
    /// Before a first publication.
    Publish,
    /// Before an update of the live article.
    Update,
    /// Read from a file.
    Import,
}

/// A draft as it was at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Which revision.
    pub id: RevisionId,
    /// Of which draft.
    pub draft: DraftId,
    /// Its fields then.
    pub fields: Fields,
    /// Its text then.
    pub text: String,
    /// When it was frozen.
    pub made_at: Timestamp,
    /// Why.
    pub reason: RevisionReason,
}
