//! Use cases: what a journalist can do. Owns time, secrets, background work and events; knows no window and no JSON of one.
//!
//! The way in is [`Newsroom::open`]; its methods are what the desk's buttons and `marbre-cli` call,
//! from any thread. Whatever a method answers with `Ok` is durable, but for [`Newsroom::edit`],
//! [`Newsroom::resync`] and [`Newsroom::resync_from`], whose changes are durable when [`Event::Saved`]
//! says so.

mod account;
mod adding;
mod already;
mod article;
mod backups;
mod bell;
mod checking;
mod checks;
mod choices;
mod comparing;
pub mod copydesk;
mod correcting;
mod courier;
mod delivery;
mod desk;
mod dictionaries;
mod drafting;
mod dressing;
mod edge;
mod embargoes;
mod error;
mod event;
mod everywhere;
mod evidence;
mod fetching;
mod files;
mod findings;
mod folders;
mod folding;
mod hash;
mod history;
mod house;
mod journal;
mod keeping;
#[cfg(feature = "keychain")]
mod keychain;
mod library;
mod links;
mod live;
mod local_site;
mod looks;
mod minimal_change;
mod newsroom;
mod outside;
mod pictures;
mod preview;
mod proving;
mod publishing;
mod questions;
mod recovery;
mod replacing;
mod restoring;
mod room;
mod safe;
mod samples;
mod scheduled;
mod sealed;
mod second_look;
mod settings;
mod sides;
mod site_previews;
mod sites;

pub use account::credential;
pub use adding::{GENERATORS, NewSite};
pub use backups::{BackupFile, BackupsView, MadeBackup, what_to_keep};
pub use checking::{CheckFault, CheckReport, Flaw};
pub use checks::{Check, CheckAbout};
pub use choices::Choices;
pub use comparing::{Compared, ComparedBlock, ComparedField, ComparedPart, FieldDifference};
pub use correcting::NewCorrection;
pub use dictionaries::Dictionaries;
pub use drafting::{Edit, EditReply, FieldsReply, OpenDraft, Standing};
pub use edge::{
    Clock, Identifiers, MemorySecrets, RandomIdentifiers, Secrets, SecretsUnavailable, SystemClock,
};
pub use error::NewsroomError;
pub use event::Event;
pub use everywhere::SiteOutcome;
pub use fetching::{ArrivedArticle, ImportView, Noted, PublishedArticle, PublishedPart, Wanted};
pub use files::{
    ExportReport, FILE_LIMIT, FileFailure, FileFindings, HeldBack, ImportReport, Repeat,
    UnknownKeys, write_page,
};
pub use findings::{Finding, PictureFlaw};
pub use folders::{AskedDraft, Asking, FolderState, FolderView};
pub use history::{History, Version};
pub use house::{HouseFault, HouseFaultCode, HouseFile};
#[cfg(feature = "keychain")]
pub use keychain::KeychainSecrets;
pub use library::TEXT_LIMIT;
pub use links::{Link, LinkAnswer, LinkManners};
pub use live::{LiveChange, Lost, LostKind, Off, TheirWords};
pub use local_site::{RunningAlone, SiteAlone};
pub use looks::{Lack, LookView};
pub use media::darkroom;
pub use newsroom::{LocalSite, Newsroom, Options, Samples, is_library};
pub use pictures::{
    KnownPicture, KnownPictures, PICTURE_LIMIT, PictureOrigin, PictureState, PictureUse,
    RemovedPictures,
};
pub use preview::Resource;
pub use publish::discovery::{Discovered, Look as DiscoveryLook, System};
pub use publish::{Abilities, Patience, PreviewReaders};
pub use publishing::{DispatchView, PublicationView, Wish};
pub use questions::{Question, Run};
pub use replacing::Replaced;
pub use restoring::{Comeback, Fate, Found, Restoration, Restored};
pub use safe::Safekeeping;
pub use sealed::{Passphrase, Sealing, SealingCost};
pub use settings::{
    Appearance, Graphics, RightColumn, Settings, ShownSpaces, graphics_setting, interface_language,
};
pub use sides::{Answer, FieldName};
pub use site_previews::SitePreviewView;
pub use sites::SiteView;

pub use page::dates::long as long_date;
pub use prose::{Block, Change, Counts, EditKind, Heading, PartKind, Splice};
pub use store::{
    BackupFacts, ExcerptRun, Facets, HistoryPage, Import, ImportCount, ImportedArticle,
    ImportedState, ListOrder, ListPage, ListQuery, ListRow, LiveOn, Picture, PicturePlace,
    PictureQuery, Place, RevisionDispatch, RevisionRow, StatusCounts,
};
