//! A folder of backups: their names, their pictures, and what is cleared away. Knows no clock.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use domain::{PictureKind, Timestamp};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use store::{StoreError, UNFINISHED};

use super::FOLDER;
use super::keeping::what_to_keep;
use super::whereabouts::Whereabouts;
use crate::NewsroomError;
use crate::files::is_no_room;
use crate::hash::sha256;
use crate::newsroom::make_private;
use crate::pictures::{sync_folder, write_whole};

/// The folder of pictures, beside backups as beside a library.
pub(crate) const PICTURES: &str = "pictures";
/// How a backup's moment stands in its name.
const MOMENT: &str = "%Y%m%dT%H%M%SZ";
/// After this long nobody writes a backup any more that was begun.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// The file.
    pub path: PathBuf,
    /// When it was made, by the clock of then.
    pub made_at: Timestamp,
}

/// A folder of backups.
#[derive(Debug, Clone)]
pub(crate) struct Shelf {
    folder: PathBuf,
    mark: String,
    chosen: bool,
}

impl Shelf {
    /// Where a library's backups are.
    pub(crate) fn of(library: &Path, whereabouts: &Whereabouts) -> Self {
        Self {
            folder: match &whereabouts.folder {
                Some(folder) => folder.clone(),
                None => library.join(FOLDER),
            },
            mark: whereabouts.library.clone(),
            chosen: whereabouts.folder.is_some(),
        }
    }

    /// A library's own folder, where nothing can be said of another one.
    pub(crate) fn own(library: &Path) -> Self {
        Self::of(library, &Whereabouts::nameless())
    }

    /// The same library's backups in another folder.
    pub(crate) fn at(&self, folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            mark: self.mark.clone(),
            chosen: true,
        }
    }

    /// The one in the library's folder, which serves while the chosen one does not.
    pub(crate) fn instead(&self, library: &Path) -> Option<Self> {
        self.chosen.then(|| Self {
            folder: library.join(FOLDER),
            mark: self.mark.clone(),
            chosen: false,
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn is_chosen(&self) -> bool {
        self.chosen
    }

    /// The backups of this library, newest first. In the library's own folder, all there are.
    pub(crate) fn files(&self) -> Result<Vec<BackupFile>, NewsroomError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound && !self.chosen => {
                return Ok(Vec::new());
            }
            Err(error) => return Err(refused(&self.folder, &error)),
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(|e| refused(&self.folder, &e))?.path();
            let mine = |mark: &str| !self.chosen || mark == self.mark;
            if let Some((_, made_at)) = read_name(&path).filter(|(mark, _)| mine(mark)) {
                files.push(BackupFile { path, made_at });
            }
        }
        files.sort_by(|a, b| b.made_at.cmp(&a.made_at).then(b.path.cmp(&a.path)));
        Ok(files)
    }

    /// Has a backup made under a name of this moment, or the first free one after it; `why_not`
    /// says why one could not be made.
    pub(crate) fn take<T>(
        &self,
        now: Timestamp,
        make: impl Fn(&Path) -> Result<T, StoreError>,
        why_not: impl Fn(&Path, StoreError) -> NewsroomError,
    ) -> Result<(BackupFile, T), NewsroomError> {
        self.make_sure()?;
        let mut made_at = now;
        loop {
            let path = self.folder.join(self.name(made_at));
            match make(&path) {
                Ok(made) => return Ok((BackupFile { path, made_at }, made)),
                Err(StoreError::Taken(_)) => made_at += 1.second(),
                Err(error) => return Err(why_not(&path, error)),
            }
        }
    }

    /// Deletes the backups that are not to be kept, and what was left of those that were cut off.
    /// Other libraries' stay.
    pub(crate) fn clear(&self, now: Timestamp) -> Result<(), NewsroomError> {
        let mut files = self.files()?;
        files.retain(|file| read_name(&file.path).is_some_and(|(mark, _)| mark == self.mark));
        let dates: Vec<Timestamp> = files.iter().map(|file| file.made_at).collect();
        let keep = what_to_keep(&dates, now);
        let over = files
            .into_iter()
            .filter(|file| !keep.contains(&file.made_at));
        let mut over: Vec<PathBuf> = over.map(|file| file.path).collect();
        over.extend(self.cut_off(now)?);
        // One that can't be deleted keeps no other.
        let tried: Vec<_> = over
            .iter()
            .map(|path| fs::remove_file(path).map_err(|e| refused(path, &e)))
            .collect();
        tried.into_iter().collect()
    }

    /// What was left of this library's backups that were cut off. One that was begun within a day may
    /// be under way in another program.
    fn cut_off(&self, now: Timestamp) -> Result<Vec<PathBuf>, NewsroomError> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(|e| refused(&self.folder, &e))? {
            let path = entry.map_err(|e| refused(&self.folder, &e))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let begun = name
                .split_once(UNFINISHED)
                .and_then(|(whole, _)| read_name(Path::new(whole)));
            if begun.is_some_and(|(mark, at)| mark == self.mark && now.duration_since(at) >= DAY) {
                found.push(path);
            }
        }
        Ok(found)
    }

    /// Takes the pictures of a folder that are not here yet. One whose bytes are no longer what its name says is left out.
    pub(crate) fn take_pictures(&self, from: &Path) -> Result<usize, NewsroomError> {
        self.make_sure()?;
        let to = self.folder.join(PICTURES);
        let how = match self.chosen {
            true => Bring::Copied,
            false => Bring::Linked,
        };
        bring_pictures(from, &to, how, &|path, error| refused(path, error))
    }

    /// The library's own folder is made when it is missing. A chosen one is not: what is not there
    /// may be a disk that is not plugged in.
    fn make_sure(&self) -> Result<(), NewsroomError> {
        if self.chosen {
            return must_be_there(&self.folder);
        }
        make_private(&self.folder).map_err(|e| refused(&self.folder, &e))
    }

    fn name(&self, at: Timestamp) -> String {
        let moment = at.to_zoned(TimeZone::UTC).strftime(MOMENT).to_string();
        format!("marbre-{}-{moment}.db", self.mark)
    }
}

/// The mark and the moment in a backup's name.
fn read_name(path: &Path) -> Option<(String, Timestamp)> {
    let name = path.file_name()?.to_str()?;
    let (mark, moment) = name
        .strip_prefix("marbre-")?
        .strip_suffix(".db")?
        .split_once('-')?;
    let moment = DateTime::strptime(MOMENT, moment).ok()?;
    let moment = moment.to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some((mark.to_owned(), moment))
}

/// A folder that was chosen is one that is there.
pub(crate) fn must_be_there(folder: &Path) -> Result<(), NewsroomError> {
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(NewsroomError::BackupFolderMissing(format!(
            "{} is no folder",
            folder.display()
        ))),
        Err(error) => Err(refused(folder, &error)),
    }
}

/// How pictures come into a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bring {
    /// By link where that can be: on the library's own disk they take no room twice.
    Linked,
    /// By copy: what spoils the one leaves the other.
    Copied,
    /// By copy, and what is there is read: one that is damaged is put right.
    Mended,
}

impl Bring {
    /// Whether a picture is in its place already.
    fn is_there(self, path: &Path, there: &Path, hash: &str) -> io::Result<bool> {
        let is_there = match self {
            Self::Mended => fs::read(there).map(|bytes| sha256(&bytes) == hash),
            _ => fs::metadata(there).and_then(|there| Ok(there.len() == fs::metadata(path)?.len())),
        };
        match is_there {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            told => told,
        }
    }
}

/// Brings the pictures of one folder that another does not have into it; how many.
pub(crate) fn bring_pictures(
    from: &Path,
    to: &Path,
    how: Bring,
    why: &dyn Fn(&Path, &io::Error) -> NewsroomError,
) -> Result<usize, NewsroomError> {
    let entries = match fs::read_dir(from) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(why(from, &error)),
    };
    let mut brought = 0;
    for entry in entries {
        let path = entry.map_err(|e| why(from, &e))?.path();
        let Some((name, hash)) = picture_name(&path) else {
            continue;
        };
        let there = to.join(name);
        if how
            .is_there(&path, &there, hash)
            .map_err(|e| why(&there, &e))?
        {
            continue;
        }
        let bytes = fs::read(&path).map_err(|e| why(&path, &e))?;
        if sha256(&bytes) != hash {
            tracing::warn!(path = %path.display(), "a picture's bytes are not what its name says");
            continue;
        }
        make_private(to).map_err(|e| why(to, &e))?;
        if how != Bring::Linked || fs::hard_link(&path, &there).is_err() {
            write_whole(&there, &bytes).map_err(|e| why(&there, &e))?;
        }
        brought += 1;
    }
    if brought > 0 {
        sync_folder(to).map_err(|e| why(to, &e))?;
    }
    Ok(brought)
}

/// A picture's name, and the hash in it.
pub(crate) fn picture_name(path: &Path) -> Option<(&str, &str)> {
    let name = path.file_name()?.to_str()?;
    let (hash, ending) = name.split_once('.')?;
    PictureKind::from_ending(ending)?;
    let hexadecimal = hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (hash.len() == 64 && hexadecimal).then_some((name, hash))
}

/// Why the folder of backups refuses.
pub(crate) fn refused(path: &Path, error: &io::Error) -> NewsroomError {
    let said = format!("{}: {error}", path.display());
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => NewsroomError::BackupFolderMissing(said),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            NewsroomError::BackupFolderUnwritable(said)
        }
        kind if is_no_room(kind) => NewsroomError::BackupDiskFull(said),
        _ => NewsroomError::BackupFault(said),
    }
}

/// Why a backup could not be written, read back or used.
pub(crate) fn failed(path: &Path, error: StoreError) -> NewsroomError {
    let said = format!("{}: {error}", path.display());
    match error {
        StoreError::Corrupt(_) => NewsroomError::BackupDamaged(said),
        StoreError::Newer { .. } => NewsroomError::LibraryNewer(said),
        StoreError::ReadOnly => NewsroomError::BackupFolderUnwritable(said),
        StoreError::Full => NewsroomError::BackupDiskFull(said),
        StoreError::Fault(_) | StoreError::Taken(_) => NewsroomError::BackupFault(said),
        other => other.into(),
    }
}
