//! Where a library's backups are, in a file beside it: a damaged library can't be asked.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::local_site::folder_fault;
use crate::pictures::write_whole;
use crate::{Identifiers, NewsroomError};

/// The file.
const FILE: &str = "backups.json";

/// Where the backups are, and what marks those of this library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Whereabouts {
    /// The mark in their names, for a folder may hold those of several libraries.
    pub(crate) library: String,
    /// The folder that was chosen.
    #[serde(default)]
    pub(crate) folder: Option<PathBuf>,
}

impl Whereabouts {
    /// What the file says; `None` when it is not there.
    pub(crate) fn read(library: &Path) -> Result<Option<Self>, NewsroomError> {
        let said = match fs::read(library.join(FILE)) {
            Ok(said) => said,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(NewsroomError::BackupFault(format!("{FILE}: {error}"))),
        };
        match serde_json::from_slice::<Self>(&said) {
            Ok(read) if is_mark(&read.library) => Ok(Some(read)),
            Ok(_) => Err(unclear("no mark")),
            Err(error) => Err(unclear(&error.to_string())),
        }
    }

    /// What the file says; written when there is none.
    pub(crate) fn of(library: &Path, ids: &dyn Identifiers) -> Result<Self, NewsroomError> {
        if let Some(there) = Self::read(library)? {
            return Ok(there);
        }
        let new = Self::new(ids);
        new.keep(library)?;
        Ok(new)
    }

    /// Of a library that has none yet.
    pub(crate) fn new(ids: &dyn Identifiers) -> Self {
        let mark = ids.next().simple().to_string();
        Self {
            // The end: identifiers that count differ there.
            library: mark[mark.len() - 12..].to_owned(),
            folder: None,
        }
    }

    /// For a library whose mark is not known, and can't be written.
    pub(crate) fn nameless() -> Self {
        Self {
            library: "0".repeat(12),
            folder: None,
        }
    }

    /// Writes the file.
    pub(crate) fn keep(&self, library: &Path) -> Result<(), NewsroomError> {
        let said =
            serde_json::to_vec_pretty(self).map_err(|e| NewsroomError::Internal(e.to_string()))?;
        write_whole(&library.join(FILE), &said)
            .map_err(|e| folder_fault(e.kind(), format!("{FILE}: {e}")))
    }
}

/// What can't be understood is left alone: only the journalist knows which folder she had chosen.
fn unclear(why: &str) -> NewsroomError {
    NewsroomError::BackupFault(format!("{FILE} can't be understood: {why}"))
}

fn is_mark(mark: &str) -> bool {
    mark.len() == 12 && mark.bytes().all(|b| b.is_ascii_hexdigit())
}
