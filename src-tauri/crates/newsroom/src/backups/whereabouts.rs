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
    /// What the file says; `None` when it is not there or can't be understood.
    pub(crate) fn read(library: &Path) -> Option<Self> {
        let said = match fs::read(library.join(FILE)) {
            Ok(said) => said,
            Err(error) => {
                if error.kind() != ErrorKind::NotFound {
                    tracing::warn!(%error, "where the backups are can't be read");
                }
                return None;
            }
        };
        let read = serde_json::from_slice::<Self>(&said);
        let read = read.inspect_err(|error| tracing::warn!(%error, "{FILE} can't be understood"));
        read.ok().filter(|read| is_mark(&read.library))
    }

    /// What the file says; written anew when it says nothing.
    pub(crate) fn of(library: &Path, ids: &dyn Identifiers) -> Result<Self, NewsroomError> {
        if let Some(there) = Self::read(library) {
            return Ok(there);
        }
        let mark = ids.next().simple().to_string();
        let new = Self {
            // The end: identifiers that count differ there.
            library: mark[mark.len() - 12..].to_owned(),
            folder: None,
        };
        new.keep(library)?;
        Ok(new)
    }

    /// For a library that never had a backup and can't be written.
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

fn is_mark(mark: &str) -> bool {
    mark.len() == 12 && mark.bytes().all(|b| b.is_ascii_hexdigit())
}
