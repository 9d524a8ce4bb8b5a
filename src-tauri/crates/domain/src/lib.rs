//! The newsroom's facts and rules as plain types: drafts, articles, revisions, publications, dispatches.
//!
//! What is absent, and stays so: no I/O, no clock, no randomness, no JSON. Times and identifiers are passed in.

pub mod article;
pub mod check;
pub mod correction;
pub mod dispatch;
pub mod draft;
pub mod embargo;
pub mod fingerprint;
pub mod folder;
pub mod framing;
pub mod id;
pub mod import;
pub mod picture;
pub mod publication;
pub mod reading;
pub mod revision;
pub mod site;
pub mod slug;
pub mod variant;

pub use article::Article;
pub use check::{CheckKind, CheckOverride, Weight};
pub use correction::{Correction, CorrectionKind, tidy_corrections};
pub use dispatch::{
    ArticlePart, Difference, Dispatch, DispatchState, Operation, PicturesSeen, Receipt, Wishes,
};
pub use draft::{Draft, DraftStatus, Fields, Language, tidy_tags};
pub use embargo::{Act, Clocks, Embargo, EmbargoOverride, Reason};
pub use fingerprint::Fingerprint;
pub use folder::{FileIdentity, Mirrored, WorkFolder};
pub use framing::{Crop, Focus, Framing, Turn};
pub use id::{DispatchId, DraftId, FolderId, ImportId, RevisionId, SiteId};
pub use import::ImportState;
pub use jiff::Timestamp;
pub use picture::{
    LeadPicture, PictureFile, PictureKind, PictureSet, PictureSource, PictureWords, Remains,
};
pub use publication::{Publication, PublicationState};
pub use revision::{Maker, Revision, RevisionAge, RevisionReason, ThinningRule, WordChange};
pub use site::{Section, Site, SiteKind};
pub use slug::Slug;
pub use variant::Variant;
