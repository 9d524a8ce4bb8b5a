//! Backups as the window shows them, and a library that comes back.

use newsroom as own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;
use crate::milliseconds;

/// How the backups stand.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Backups {
    /// Where they are made.
    pub folder: String,
    /// Whether that was chosen; else it is the library's own.
    pub chosen: bool,
    /// How many there are.
    pub count: u32,
    /// When the newest was made; `null` when there is none.
    pub newest: Option<f64>,
    /// What keeps them from being made, if anything does.
    pub failure: Option<Failure>,
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Fate {
    /// The backup's text, with the journal's later edits.
    Continued,
    /// The damaged file says something else than the backup: a draft of its own beside it.
    Apart,
    /// Only the damaged file has it.
    Added,
    /// Only the backup has it.
    OfBackup,
}

/// A draft that needs a look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// Its headline; may be empty.
    pub headline: String,
    /// When it last changed.
    pub changed_at: Option<f64>,
    /// What became of it.
    pub fate: Fate,
}

/// What comes back of a library that can't be opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comeback {
    /// When the newest good backup was made; `null` when there is none.
    pub backup_at: Option<f64>,
    /// Newer backups that are damaged themselves.
    pub bad_backups: u32,
    /// Drafts that say the same in the damaged file and in the backup.
    pub same: u32,
    /// All others.
    pub found: Vec<Found>,
    /// Whether all that was written could be read.
    pub whole: bool,
    /// Where the damaged file is kept; `null` while this is a proposal.
    pub kept_aside: Option<String>,
}

impl From<own::BackupsView> for Backups {
    fn from(view: own::BackupsView) -> Self {
        Self {
            folder: view.folder.display().to_string(),
            chosen: view.chosen,
            count: u32::try_from(view.files.len()).unwrap_or(u32::MAX),
            newest: view.files.first().map(|file| milliseconds(file.made_at)),
            failure: view.fault.map(Into::into),
        }
    }
}

impl From<own::Fate> for Fate {
    fn from(fate: own::Fate) -> Self {
        match fate {
            own::Fate::Continued => Self::Continued,
            own::Fate::Apart => Self::Apart,
            own::Fate::Added => Self::Added,
            own::Fate::OfBackup => Self::OfBackup,
        }
    }
}

impl From<own::Comeback> for Comeback {
    fn from(comeback: own::Comeback) -> Self {
        let found = comeback.found.into_iter().map(|found| Found {
            headline: found.headline,
            changed_at: found.changed_at.map(milliseconds),
            fate: found.fate.into(),
        });
        Self {
            backup_at: comeback.backup.map(|file| milliseconds(file.made_at)),
            bad_backups: u32::try_from(comeback.bad_backups.len()).unwrap_or(u32::MAX),
            same: u32::try_from(comeback.same).unwrap_or(u32::MAX),
            found: found.collect(),
            whole: comeback.whole,
            kept_aside: comeback.kept_aside.map(|path| path.display().to_string()),
        }
    }
}
