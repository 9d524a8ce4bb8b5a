//! The library on disk: SQLite, one module per table, one writer thread, read-only connections.
//!
//! What is absent, and stays so: no clock, no randomness, no Markdown, no network, no rule of the
//! newsroom beyond what one transaction must hold together. Nothing outside this crate sees SQL.

#[cfg(all(feature = "faults", not(debug_assertions)))]
compile_error!(
    "the feature `faults` breaks what keeps text safe: it is for the fault campaign, never for a release"
);

mod backup;
mod change;
mod check_overrides;
mod cited_pages;
mod columns;
mod dispatches;
mod drafts;
mod embargoes;
mod error;
mod facets;
#[cfg(test)]
mod faults;
mod fold;
mod folders;
mod framings;
mod front_matter;
mod history;
mod ignored;
mod imports;
mod journal;
mod library;
mod live_texts;
mod log;
mod migrate;
mod open;
mod originals;
mod outbox;
mod packing;
mod picture_uses;
mod pictures;
mod publications;
mod readers;
mod reading;
mod receipts;
mod revisions;
mod salvage;
#[cfg(test)]
mod schemas;
mod search;
mod settings;
mod site_looks;
mod site_previews;
mod sites;
mod status;
#[cfg(feature = "faults")]
pub mod weakness;
mod writer;

pub use backup::{BackupFacts, Look, Stop, UNFINISHED, examine_backup, library_of_backup};
pub use change::Change;
pub use cited_pages::CitedPage;
pub use dispatches::{DispatchProgress, Promise};
pub use drafts::{Doubt, Place, StoredDraft};
pub use error::StoreError;
pub use facets::{Facets, StatusCounts};
pub use folders::{Mirror, MirrorTexts};
pub use framings::{Copy, Developed};
pub use history::{HistoryPage, LiveOn, RevisionDispatch, RevisionRow};
pub use ignored::Ignored;
pub use imports::{Brought, Import, ImportCount, ImportedArticle, ImportedState};
pub use journal::{JournalEntry, OnDurable};
pub use library::{ListOrder, ListPage, ListQuery, ListRow};
pub use live_texts::LiveText;
pub use open::{Held, Store, hold};
pub use outbox::OutboxRow;
pub use picture_uses::{PicturePlace, PictureUse, RemovedPicture};
pub use pictures::{Picture, PicturePage, PictureQuery};
pub use salvage::{Salvaged, SalvagedDraft, SalvagedRow, SalvagedText, salvage};
pub use search::ExcerptRun;
pub use settings::peek_setting;
pub use site_looks::{LookFacts, SiteLook};
pub use site_previews::SitePreview;
