//! Work folders: drafts as Markdown files that other programs may write, rename and delete; and their changes as the draft's.
//!
//! `decide`, `settling` and `crate::sides` are pure. A round looks through a folder, decides, waits for what
//! is still moving, and acts. Whatever a round does, it does first to the draft (durably) or to the
//! file, and then to the memory of what both agreed on: after a crash in between, both say the same
//! and agree again.

mod asked;
mod decide;
mod disk;
mod give;
mod round;
mod settling;
mod take;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

use domain::{DraftId, FolderId, Mirrored, WorkFolder};

pub use asked::{AskedDraft, Asking};
pub(crate) use watch::keep_watching;

use crate::bell::Bell;
use crate::desk::locked;
use crate::files::FileFailure;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// How a work folder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderState {
    /// It was not looked at yet.
    Waiting,
    /// It is watched.
    Watched,
    /// It can't be read, and why; it is tried again. No draft is touched for it.
    Faulty(NewsroomError),
}

/// A work folder, and how it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderView {
    /// The folder.
    pub folder: WorkFolder,
    /// How it is.
    pub state: FolderState,
    /// The drafts that have a file in it.
    pub files: usize,
    /// The files that can't be taken or written, and why.
    pub failures: Vec<FileFailure>,
}

/// What a newsroom remembers of its work folders while it is open.
#[derive(Default)]
pub(crate) struct Folders {
    /// Wakes the thread that watches.
    pub(crate) bell: Bell,
    /// Held during a round.
    work: Mutex<BTreeMap<FolderId, round::Memory>>,
    touched: Mutex<Touched>,
    found: Mutex<BTreeMap<FolderId, Outcome>>,
}

/// Which drafts changed since the last round.
#[derive(Debug, Clone, Default)]
struct Touched {
    all: bool,
    drafts: BTreeSet<DraftId>,
}

/// What came of the last look at a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Outcome {
    state: FolderState,
    files: usize,
    failures: Vec<FileFailure>,
}

impl Folders {
    /// Hears what the newsroom tells. Called with locks held: it waits for nothing.
    pub(crate) fn hear(&self, event: &Event) {
        let mut touched = locked(&self.touched);
        match event {
            Event::Saved { draft, .. } | Event::LibraryChanged { draft: Some(draft) } => {
                touched.drafts.insert(*draft);
            }
            Event::LibraryChanged { draft: None } => touched.all = true,
            _ => return,
        }
        drop(touched);
        self.bell.ring();
    }

    fn take_touched(&self) -> Touched {
        std::mem::take(&mut locked(&self.touched))
    }
}

impl Newsroom {
    /// The work folders and how they are, in the order in which they were chosen.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn folders(&self) -> Result<Vec<FolderView>, NewsroomError> {
        let room = &self.room;
        let folders = room.store.folders()?;
        Ok(folders.into_iter().map(|f| room.folder_view(f)).collect())
    }

    /// Begins to mirror drafts in a folder. What lies there becomes drafts; a file that says what a
    /// draft says is that draft's.
    ///
    /// # Errors
    /// `FolderMissing`, `FolderUnreadable`, `FolderTooLarge`; `FolderTaken` when it is, holds or lies
    /// in another work folder or the library's own.
    pub fn add_folder(&self, path: &Path, mirrored: Mirrored) -> Result<FolderId, NewsroomError> {
        let room = &self.room;
        let whole = room.checked_folder(path)?;
        disk::look(Path::new(&whole), &mut disk::Cache::default(), true)?;
        let folder = WorkFolder {
            id: FolderId(room.ids.next()),
            identity: disk::identity_of_folder(Path::new(&whole))?,
            path: whole,
            mirrored,
            published: false,
            added_at: room.clock.now(),
        };
        room.store.put_folder(&folder)?;
        room.folders.bell.ring();
        room.tell(Event::FoldersChanged);
        Ok(folder.id)
    }

    /// Sets which drafts get a file in a folder by themselves. Files that are there stay.
    ///
    /// # Errors
    /// `FolderMissing` when it is no work folder; any failure of the library.
    pub fn set_mirrored(&self, id: FolderId, mirrored: Mirrored) -> Result<(), NewsroomError> {
        let room = &self.room;
        let mut folder = room.work_folder(id)?;
        folder.mirrored = mirrored;
        room.store.put_folder(&folder)?;
        room.folders.bell.ring();
        room.tell(Event::FoldersChanged);
        Ok(())
    }

    /// Says whether others read what lies in a folder, or a program publishes it. Then no draft under
    /// embargo is written there; what lies there already stays as it is.
    ///
    /// # Errors
    /// `FolderMissing` when it is no work folder; any failure of the library.
    pub fn set_published(&self, id: FolderId, published: bool) -> Result<(), NewsroomError> {
        let room = &self.room;
        let mut folder = room.work_folder(id)?;
        folder.published = published;
        room.store.put_folder(&folder)?;
        room.folders.bell.ring();
        room.tell(Event::FoldersChanged);
        Ok(())
    }

    /// Leaves a folder alone from now on. Its files stay, and so do the drafts.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn remove_folder(&self, id: FolderId) -> Result<(), NewsroomError> {
        let room = &self.room;
        let mut work = locked(&room.folders.work);
        room.store.forget_folder(id)?;
        work.remove(&id);
        locked(&room.folders.found).remove(&id);
        drop(work);
        room.folders.bell.ring();
        room.tell(Event::FoldersChanged);
        Ok(())
    }
}

impl Room {
    fn work_folder(&self, id: FolderId) -> Result<WorkFolder, NewsroomError> {
        let found = self.store.folders()?.into_iter().find(|f| f.id == id);
        found.ok_or_else(|| NewsroomError::FolderMissing(id.to_string()))
    }

    fn folder_view(&self, folder: WorkFolder) -> FolderView {
        let outcome = locked(&self.folders.found).get(&folder.id).cloned();
        let outcome = outcome.unwrap_or(Outcome {
            state: FolderState::Waiting,
            files: 0,
            failures: Vec::new(),
        });
        FolderView {
            folder,
            state: outcome.state,
            files: outcome.files,
            failures: outcome.failures,
        }
    }

    /// The whole path of a folder that may become a work folder, links on the way followed once.
    fn checked_folder(&self, path: &Path) -> Result<String, NewsroomError> {
        let missing = |why: String| NewsroomError::FolderMissing(why);
        let whole = std::fs::canonicalize(path)
            .map_err(|error| missing(format!("{}: {error}", path.display())))?;
        if !whole.is_dir() {
            return Err(missing(whole.display().to_string()));
        }
        let mut taken: Vec<_> = self.store.folders()?.into_iter().map(|f| f.path).collect();
        let library = std::fs::canonicalize(&self.library).unwrap_or(self.library.clone());
        taken.push(library.display().to_string());
        let overlaps = |other: &String| {
            let other = Path::new(other);
            whole.starts_with(other) || other.starts_with(&whole)
        };
        if let Some(other) = taken.iter().find(|other| overlaps(other)) {
            let said = format!("{}: {other}", whole.display());
            return Err(NewsroomError::FolderTaken(said));
        }
        let named = whole.to_str().map(str::to_owned);
        named.ok_or_else(|| NewsroomError::FileNotUtf8(whole.display().to_string()))
    }
}
