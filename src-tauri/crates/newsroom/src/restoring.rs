//! A library that comes back: from a backup, and from what can be read out of a damaged one. What was there is kept aside, never written over.

mod coming_back;
mod merging;
mod placing;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{DraftId, Timestamp};
use store::{BackupFacts, Look, Store, StoreError};
use tempfile::TempDir;

use crate::backups::{BackupFile, Bring, PICTURES, Shelf, Whereabouts, bring_pictures, failed};
use crate::files::unreadable;
use crate::local_site::folder_fault;
use crate::newsroom::{DATABASE, in_folder, make_private};
use crate::pictures::write_whole;
use crate::{Clock, Identifiers, NewsroomError};

pub(crate) use coming_back::ComingBack;
use placing::Aside;
pub(crate) use placing::refuse_what_was_cut_off;

/// Why a promise that came out of a backup is not sent by itself: the code of its failure.
const WHY: &str = "dispatch_restored";
/// How the folders begin in which a library is put together.
const WORKSHOP: &str = ".coming-back-";

/// Brings a library back that can't be opened, or puts a backup in its place. The program must not
/// run on it.
pub struct Restoration {
    /// The library's folder.
    pub library: PathBuf,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes identifiers.
    pub ids: Arc<dyn Identifiers>,
    /// The system's locale: the language in which drafts that were found are marked.
    pub locale: String,
    /// The system's time zone, for drafts whose own can't be read.
    pub time_zone: String,
}

/// What comes back, draft by draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comeback {
    /// The newest good backup; `None` when there is none, and all comes out of the damaged file.
    pub backup: Option<BackupFile>,
    /// Backups that are newer, and damaged themselves.
    pub bad_backups: Vec<PathBuf>,
    /// Drafts that say the same in the damaged file and in the backup.
    pub same: usize,
    /// All others.
    pub found: Vec<Found>,
    /// Whether all that was written could be read out of the damaged file. Else what was written
    /// since the backup may be missing where `found` does not name it.
    pub whole: bool,
    /// Where the damaged file is kept; `None` while this is only a proposal, or nothing was there.
    pub kept_aside: Option<PathBuf>,
}

/// A draft that needs a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The draft, in the library that comes back.
    pub draft: DraftId,
    /// Its headline.
    pub headline: String,
    /// When it last changed, as far as that is known.
    pub changed_at: Option<Timestamp>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The backup's text, with the journal's later edits.
    Continued,
    /// What the damaged file says differs from the backup's: a draft of its own beside it.
    Apart,
    /// Only the damaged file has it.
    Added,
    /// Only the backup has it: it can't be read in the damaged file, or had been deleted since.
    OfBackup,
}

/// A backup that took the library's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What it holds.
    pub facts: BackupFacts,
    /// Where the former library is kept; `None` when there was none.
    pub kept_aside: Option<PathBuf>,
    /// Pictures that came back with it.
    pub pictures: usize,
}

impl Restoration {
    /// What [`Restoration::bring_up`] would bring, and what would be missing. Changes nothing.
    ///
    /// # Errors
    /// `LibraryBusy` while a program has it open; the disk's.
    pub fn propose(&self) -> Result<Comeback, NewsroomError> {
        self.in_folder(|| {
            let _held = store::hold(&self.database())?;
            Ok(self.put_together()?.comeback)
        })
    }

    /// Brings up the newest good backup with all that can be read out of the damaged file: the
    /// journal's later edits where they follow, anything else that differs as a draft of its own.
    /// The damaged file is kept aside. Without a backup, what can be read makes a new library.
    ///
    /// # Errors
    /// As [`Restoration::propose`].
    pub fn bring_up(&self) -> Result<Comeback, NewsroomError> {
        self.in_folder(|| {
            let held = store::hold(&self.database())?;
            let mut made = self.put_together()?;
            if let Some(backup) = &made.comeback.backup {
                self.bring_pictures_of(&backup.path)?;
            }
            drop(made.store);
            let aside = Aside::named(&self.library, "damaged", self.clock.now())?;
            let new = made.workshop.path().join(DATABASE);
            made.comeback.kept_aside = aside.put_in_place(&self.library, &new)?;
            drop(held);
            Ok(made.comeback)
        })
    }

    /// Puts a backup in the place of the library, whatever state that is in. The former library is
    /// kept aside.
    ///
    /// # Errors
    /// `BackupDamaged`, `FileMissing`, `FileUnreadable`, `LibraryNewer`; `LibraryBusy` while a program has the
    /// library open; the disk's.
    pub fn restore(&self, backup: &Path) -> Result<Restored, NewsroomError> {
        let facts = self.examine(backup)?;
        self.in_folder(|| {
            make_private(&self.library).map_err(|e| folder_fault(e.kind(), e.to_string()))?;
            let _held = store::hold(&self.database())?;
            let workshop = self.workshop()?;
            let new = workshop.path().join(DATABASE);
            let held = store::library_of_backup(backup, &new, WHY)?;
            let store = Store::open(&new)?;
            ComingBack::note(&store, held.changed_at, self.clock.now())?;
            drop(store);
            let pictures = self.bring_pictures_of(backup)?;
            let aside = Aside::named(&self.library, "replaced", self.clock.now())?;
            let kept_aside = aside.put_in_place(&self.library, &new)?;
            Ok(Restored {
                facts: facts.clone(),
                kept_aside,
                pictures,
            })
        })
    }

    /// What a backup holds; reads all of it.
    ///
    /// # Errors
    /// `BackupDamaged`, `FileMissing`, `FileUnreadable`, `LibraryNewer`.
    pub fn examine(&self, backup: &Path) -> Result<BackupFacts, NewsroomError> {
        let file = std::fs::File::open(backup).map_err(|e| unreadable(backup, &e))?;
        if file.metadata().is_ok_and(|found| found.is_dir()) {
            let said = format!("{} is a folder", backup.display());
            return Err(NewsroomError::BackupDamaged(said));
        }
        store::examine_backup(backup, Look::Whole).map_err(|error| failed(backup, error))
    }

    fn put_together(&self) -> Result<PutTogether, NewsroomError> {
        let source = placing::source(&self.library)?;
        let salvaged = match store::salvage(&source) {
            Ok(salvaged) => salvaged,
            // The file is gone: the backup is all there is.
            Err(StoreError::Fault(_)) if !source.exists() => store::Salvaged::default(),
            Err(error) => return Err(error.into()),
        };
        let (backup, bad_backups) = self.newest_good_backup();
        let workshop = self.workshop()?;
        let new = workshop.path().join(DATABASE);
        let held = backup
            .as_ref()
            .map(|backup| store::library_of_backup(&backup.path, &new, WHY));
        let known = held.transpose()?.and_then(|held| held.changed_at);
        let store = Store::open(&new)?;
        ComingBack::note(&store, known, self.clock.now())?;
        let mut comeback = Comeback {
            backup,
            bad_backups,
            same: 0,
            found: Vec::new(),
            whole: salvaged.whole,
            kept_aside: None,
        };
        self.merge(&store, &salvaged, &mut comeback)?;
        Ok(PutTogether {
            store,
            comeback,
            workshop,
        })
    }

    /// The newest backup that is whole, and the newer ones that are not.
    fn newest_good_backup(&self) -> (Option<BackupFile>, Vec<PathBuf>) {
        let mut bad = Vec::new();
        for file in self.all_backups() {
            match store::examine_backup(&file.path, Look::AsWritten) {
                Ok(_) => return (Some(file), bad),
                Err(error) => {
                    tracing::warn!(path = %file.path.display(), %error, "a backup that can't be used");
                    bad.push(file.path);
                }
            }
        }
        (None, bad)
    }

    /// Those of the chosen folder and of the library's own, newest first; then those that were made
    /// before a migration.
    fn all_backups(&self) -> Vec<BackupFile> {
        let known = Whereabouts::read(&self.library).unwrap_or_else(|error| {
            tracing::warn!(%error, "which folder of backups was chosen is not known");
            None
        });
        let known = known.unwrap_or_else(Whereabouts::nameless);
        let shelf = Shelf::of(&self.library, &known);
        let instead = shelf.instead(&self.library);
        let mut all = Vec::new();
        for shelf in [Some(shelf), instead].into_iter().flatten() {
            match shelf.files() {
                Ok(files) => all.extend(files),
                Err(error) => tracing::warn!(%error, "a folder of backups can't be read"),
            }
        }
        // One that is dated after now was made by a clock that was ahead: when, nobody knows.
        let now = self.clock.now();
        all.sort_by_key(|file| (file.made_at > now, std::cmp::Reverse(file.made_at)));
        all.extend(placing::before_migrations(&self.library));
        all
    }

    fn workshop(&self) -> Result<TempDir, NewsroomError> {
        placing::clear_workshops(&self.library);
        tempfile::Builder::new()
            .prefix(WORKSHOP)
            .tempdir_in(&self.library)
            .map_err(|e| folder_fault(e.kind(), e.to_string()))
    }

    fn bring_pictures_of(&self, backup: &Path) -> Result<usize, NewsroomError> {
        let from = backup.parent().unwrap_or(Path::new(".")).join(PICTURES);
        let to = self.library.join(PICTURES);
        let why = |path: &Path, error: &std::io::Error| {
            folder_fault(error.kind(), format!("{}: {error}", path.display()))
        };
        bring_pictures(&from, &to, Bring::Mended, &why)
    }

    fn database(&self) -> PathBuf {
        self.library.join(DATABASE)
    }

    fn in_folder<T>(
        &self,
        work: impl FnOnce() -> Result<T, NewsroomError>,
    ) -> Result<T, NewsroomError> {
        work().map_err(|error| in_folder(&self.library, &error))
    }
}

/// A library that was put together apart.
struct PutTogether {
    store: Store,
    comeback: Comeback,
    // Last: the library is closed before its folder goes.
    workshop: TempDir,
}

/// Notes something beside the library, whole or not at all.
fn note(path: &Path, said: &str) -> Result<(), NewsroomError> {
    write_whole(path, said.as_bytes()).map_err(|e| folder_fault(e.kind(), e.to_string()))
}
