//! Which of keychain and sealed file has the newer credential, where they differ: noted in clear beside them, for one that is out of reach can't be asked. Knows no secret.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::NewsroomError;
use crate::desk::locked;
use crate::local_site::folder_fault;
use crate::pictures::write_private;

/// The file in the library's folder.
const FILE: &str = "secrets.newest.json";

/// Where a credential can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Place {
    Keychain,
    Sealed,
}

type Noted = BTreeMap<String, Place>;

/// The notes of a library's folder. They are not in the library: one that comes back from a backup would
/// bring old ones.
pub(super) struct Newest {
    file: PathBuf,
    changing: Mutex<()>,
}

impl Newest {
    pub(super) fn of(library: &Path) -> Self {
        Self {
            file: library.join(FILE),
            changing: Mutex::default(),
        }
    }

    /// Where the newer one of this name is; `None` where both have the same, or one has none.
    pub(super) fn place(&self, name: &str) -> Option<Place> {
        self.noted().get(name).copied()
    }

    /// Notes where the newer one is.
    pub(super) fn note(&self, name: &str, place: Option<Place>) -> Result<(), NewsroomError> {
        let _one_at_a_time = locked(&self.changing);
        let mut noted = self.noted();
        let before = match place {
            Some(place) => noted.insert(name.to_owned(), place),
            None => noted.remove(name),
        };
        if before == place {
            return Ok(());
        }
        let said =
            serde_json::to_vec(&noted).map_err(|e| NewsroomError::Internal(e.to_string()))?;
        write_private(&self.file, &said)
            .map_err(|error| folder_fault(error.kind(), format!("{FILE}: {error}")))
    }

    fn noted(&self) -> Noted {
        let read = match fs::read(&self.file) {
            Ok(said) => serde_json::from_slice(&said).map_err(|error| error.to_string()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Noted::new()),
            Err(error) => Err(error.to_string()),
        };
        read.unwrap_or_else(|error| {
            tracing::warn!(error, "which credentials are newer is not known: {FILE}");
            Noted::new()
        })
    }
}
