//! Backups: one a day beside the library or where the journalist wants them; which are kept, and what she is told of them.

mod keeping;
mod rounds;
mod shelf;
mod whereabouts;

use std::path::{Path, PathBuf};

use store::BackupFacts;

use crate::desk::locked;
use crate::newsroom::make_private;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

pub use keeping::what_to_keep;
pub(crate) use rounds::keep_backing_up;
pub use shelf::BackupFile;
pub(crate) use shelf::{Bring, PICTURES, Shelf, bring_pictures, failed, picture_name, refused};
pub(crate) use whereabouts::Whereabouts;

/// The folder of backups in a library's folder, unless another one was chosen.
const FOLDER: &str = "backups";
/// A file beside the library that says: damage was met in it.
pub(crate) const SUSPECT: &str = "library.suspect";

/// Whether there were backups of the library in a folder, wherever they are.
pub(crate) fn were_made(library: &Path) -> bool {
    let noted = Whereabouts::read(library).map_or(true, |noted| noted.is_some());
    noted
        || Shelf::own(library)
            .files()
            .is_ok_and(|files| !files.is_empty())
}

/// How the backups stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupsView {
    /// Where they are made.
    pub folder: PathBuf,
    /// Whether that was chosen.
    pub chosen: bool,
    /// Those there are, newest first.
    pub files: Vec<BackupFile>,
    /// What keeps the last one from being made, or the folder from being read.
    pub fault: Option<NewsroomError>,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeBackup {
    /// The file.
    pub file: BackupFile,
    /// What it holds.
    pub facts: BackupFacts,
    /// Pictures beside it that no earlier backup had.
    pub new_pictures: usize,
}

impl Newsroom {
    /// How the backups stand.
    ///
    /// # Errors
    /// Any failure of the library's folder.
    pub fn backups(&self) -> Result<BackupsView, NewsroomError> {
        let room = &self.room;
        let (shelf, unclear) = match room.shelf() {
            Ok(shelf) => (shelf, None),
            Err(error) => (Shelf::own(&room.library), Some(error)),
        };
        let (files, unreadable) = match shelf.files() {
            Ok(files) => (files, unclear),
            Err(error) => (Vec::new(), Some(error)),
        };
        Ok(BackupsView {
            folder: shelf.folder().to_owned(),
            chosen: shelf.is_chosen(),
            files,
            fault: unreadable.or_else(|| locked(&room.backup_fault).clone()),
        })
    }

    /// Chooses the folder of backups; `None` is the one in the library's. Those in the former folder
    /// stay there. A backup is made at once where the new folder has none of today.
    ///
    /// # Errors
    /// `BackupFolderMissing`, `BackupFolderUnwritable`; any failure of the library's folder.
    pub fn set_backup_folder(&self, folder: Option<&Path>) -> Result<(), NewsroomError> {
        let room = &self.room;
        if let Some(folder) = folder {
            shelf::must_be_there(folder)?;
        }
        let ids = room.ids.as_ref();
        let noted = Whereabouts::read(&room.library);
        // One that can't be understood makes room for what she chooses now.
        let mut whereabouts = noted
            .ok()
            .flatten()
            .unwrap_or_else(|| Whereabouts::new(ids));
        whereabouts.folder = folder.map(Path::to_owned);
        whereabouts.keep(&room.library)?;
        self.look_after_backups();
        Ok(())
    }

    /// Makes a backup now, in a folder that is made when it is missing; `None` is the usual one.
    ///
    /// # Errors
    /// `BackupFolderMissing`, `BackupFolderUnwritable`, `BackupDiskFull`, `BackupFault`,
    /// `BackupDamaged`; `LibraryCorrupt` when it is the library that is damaged.
    pub fn back_up(&self, folder: Option<&Path>) -> Result<MadeBackup, NewsroomError> {
        let room = &self.room;
        let shelf = match folder {
            Some(folder) => {
                make_private(folder).map_err(|e| refused(folder, &e))?;
                room.shelf()?.at(folder)
            }
            None => room.shelf()?,
        };
        let made = room.back_up_on(&shelf)?;
        if folder.is_none() {
            *locked(&room.backup_fault) = None;
            let made_at = made.file.made_at;
            room.tell(Event::BackupMade { made_at });
        }
        Ok(made)
    }

    /// Has the background look at once whether a backup is due.
    pub fn look_after_backups(&self) {
        self.room.backup_bell.ring();
    }
}

impl Room {
    /// The folder of backups.
    pub(crate) fn shelf(&self) -> Result<Shelf, NewsroomError> {
        let whereabouts = match Whereabouts::of(&self.library, self.ids.as_ref()) {
            // A library on a disk that can only be read can be backed up elsewhere.
            Err(_) if self.store.only_reads() => Whereabouts::nameless(),
            whereabouts => whereabouts?,
        };
        Ok(Shelf::of(&self.library, &whereabouts))
    }

    /// Makes a backup of the library, then of the pictures that are not there yet. Pictures come
    /// first, too, so that a backup hardly ever stands without one it names, and last, because one
    /// may have been kept meanwhile.
    pub(crate) fn back_up_on(&self, shelf: &Shelf) -> Result<MadeBackup, NewsroomError> {
        if !self.store.only_reads() {
            // What was typed a moment ago is in it, too.
            self.store.flush()?;
        }
        let pictures = self.library.join(PICTURES);
        let before = shelf.take_pictures(&pictures)?;
        let (file, facts) = shelf.take(
            self.clock.now(),
            |to| self.store.backup_until(to, &self.backup_stop),
            |to, error| self.why_not(to, error),
        )?;
        let after = shelf.take_pictures(&pictures)?;
        Ok(MadeBackup {
            file,
            facts,
            new_pictures: before + after,
        })
    }

    /// Notes that the library is damaged, if it is: the next start looks at it whole, and offers what
    /// can come back.
    pub(crate) fn suspect(&self, error: &store::StoreError) {
        if !matches!(error, store::StoreError::Corrupt(_)) || self.store.only_reads() {
            return;
        }
        let noted = crate::pictures::write_whole(&self.library.join(SUSPECT), b"");
        if let Err(error) = noted {
            tracing::warn!(%error, "that the library is damaged could not be noted");
        }
    }

    /// Why no backup was made. One that does not read back may be the disk's fault, or the library's:
    /// then the next start looks at it before anything is written.
    fn why_not(&self, to: &Path, error: store::StoreError) -> NewsroomError {
        if let store::StoreError::Corrupt(_) = error
            && let Err(damaged) = self.store.check(store::Look::AsWritten)
        {
            self.suspect(&damaged);
            return damaged.into();
        }
        shelf::failed(to, error)
    }
}
