//! The folder on the disk: whole files or none, in nobody's place, through no link. Knows no article.

use std::fs::{self, File, OpenOptions};
use std::io::{Error, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::PublishError;

/// Where files are made before they are moved to their places: no generator looks into it, and its
/// files have no ending that one would copy.
const WORKSHOP: &str = ".marbre";
/// The most folders that are looked at.
const FOLDERS: usize = 10_000;
/// The largest file that is read.
const LARGEST: u64 = 64 * 1_000_000;

/// The folder.
pub(super) struct Disk {
    root: PathBuf,
}

impl Disk {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// The folder's own name.
    pub(super) fn name(&self) -> String {
        let name = self.root.file_name().unwrap_or(self.root.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// That the folder is there and may be written to.
    pub(super) fn check(&self) -> Result<(), PublishError> {
        let about = fs::metadata(&self.root).map_err(|error| self.gone(&error))?;
        if !about.is_dir() {
            return Err(self.gone(&ErrorKind::NotADirectory.into()));
        }
        may_write(&self.root).map_err(|error| fault(&self.root, &error))
    }

    /// The names of the folders in it, but for hidden ones.
    pub(super) fn folders(&self) -> Result<Vec<String>, PublishError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.root).map_err(|error| self.gone(&error))? {
            let entry = entry.map_err(|error| fault(&self.root, &error))?;
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let name = entry.file_name().into_string();
            if let (true, Ok(name)) = (is_folder, name)
                && is_name(&name)
            {
                names.push(name);
            }
            if names.len() > FOLDERS {
                let said = format!("{}: more than {FOLDERS} folders", self.root.display());
                return Err(PublishError::NotUnderstood(said));
            }
        }
        names.sort();
        Ok(names)
    }

    /// The names of the files in one of its folders; none when it is not there.
    pub(super) fn files(&self, folder: &str) -> Result<Vec<String>, PublishError> {
        let Some(place) = self.place(folder)? else {
            return Ok(Vec::new());
        };
        let entries = fs::read_dir(&place).map_err(|error| fault(&place, &error))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        Ok(names.collect())
    }

    /// Whether anything of this name lies in the folder itself.
    pub(super) fn has(&self, name: &str) -> bool {
        fs::symlink_metadata(self.root.join(name)).is_ok()
    }

    /// When a file was written last.
    pub(super) fn written_at(&self, folder: &str, name: &str) -> Option<std::time::SystemTime> {
        fs::symlink_metadata(self.root.join(folder).join(name))
            .ok()?
            .modified()
            .ok()
    }

    /// A file of one of its folders; `None` when it is not there.
    pub(super) fn read(&self, folder: &str, name: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let Some(place) = self.place(folder)? else {
            return Ok(None);
        };
        read(&place.join(name))
    }

    /// A file of the workshop; `None` when it is not there.
    pub(super) fn made(&self, name: &str) -> Result<Option<Vec<u8>>, PublishError> {
        match self.below(WORKSHOP)? {
            Some(workshop) => read(&workshop.join(name)),
            None => Ok(None),
        }
    }

    /// Keeps a file in the workshop.
    pub(super) fn make(&self, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let part = self.part(name, bytes)?;
        let place = self.workshop()?.join(name);
        moved(&part, &place)
    }

    /// Takes a file out of the workshop.
    pub(super) fn unmake(&self, name: &str) -> Result<(), PublishError> {
        self.below(WORKSHOP)?
            .map_or(Ok(()), |workshop| removed(&workshop, name))
    }

    /// Makes a folder with these files, all at once; `false` when something is there already.
    pub(super) fn add_folder(
        &self,
        folder: &str,
        files: &[(String, Vec<u8>)],
    ) -> Result<bool, PublishError> {
        let part = self.workshop()?.join(format!("{folder}.part"));
        // What a killed one left.
        match fs::remove_dir_all(&part) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(fault(&part, &error)),
            _ => fs::create_dir(&part).map_err(|error| fault(&part, &error))?,
        }
        for (name, bytes) in files {
            write_whole(&part.join(name), bytes)?;
        }
        sync(&part)?;
        let whole = self.root.join(folder);
        let refused = [
            ErrorKind::DirectoryNotEmpty,
            ErrorKind::AlreadyExists,
            ErrorKind::NotADirectory,
        ];
        match fs::rename(&part, &whole) {
            Err(error) if refused.contains(&error.kind()) => {
                fs::remove_dir_all(&part).map_err(|error| fault(&part, &error))?;
                Ok(false)
            }
            done => done
                .map_err(|error| fault(&whole, &error))
                .and_then(|()| sync(&self.root))
                .map(|()| true),
        }
    }

    /// Puts a file into one of its folders. Whoever names a file by what it holds replaces nothing.
    pub(super) fn add(&self, folder: &str, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let part = self.part(&format!("{folder}-{name}"), bytes)?;
        moved(&part, &self.there(folder)?.join(name))
    }

    /// Replaces a file that still holds `over`; `false` when it holds something else. What another
    /// program writes meanwhile stays, or comes back.
    pub(super) fn replace(
        &self,
        folder: &str,
        name: &str,
        bytes: &[u8],
        over: &[u8],
    ) -> Result<bool, PublishError> {
        let place = self.there(folder)?;
        let whole = place.join(name);
        if read(&whole)?.as_deref() != Some(over) {
            return Ok(false);
        }
        let part = self.part(&format!("{folder}-{name}"), bytes)?;
        if exchange(&part, &whole).is_err() {
            // A file system without such a step.
            return moved(&part, &whole).map(|()| true);
        }
        // What was there lies where ours lay, and goes with it, unless it is not what was expected.
        let as_expected = read(&part)?.as_deref() == Some(over);
        if !as_expected {
            exchange(&part, &whole).map_err(|error| fault(&whole, &error))?;
        }
        sync(&place)?;
        fs::remove_file(&part).map_err(|error| fault(&part, &error))?;
        Ok(as_expected)
    }

    /// Removes a file; one that is not there is removed already.
    pub(super) fn remove(&self, folder: &str, name: &str) -> Result<(), PublishError> {
        self.place(folder)?
            .map_or(Ok(()), |place| removed(&place, name))
    }

    /// A file in the workshop, written to its end and synced, to be moved to its place.
    fn part(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, PublishError> {
        let part = self.workshop()?.join(format!("{name}.part"));
        write_whole(&part, bytes)?;
        Ok(part)
    }

    /// The workshop, made when it is not there. It is no part of the site, nor of its history.
    fn workshop(&self) -> Result<PathBuf, PublishError> {
        let place = self.root.join(WORKSHOP);
        match fs::create_dir(&place) {
            Ok(()) => write_whole(&place.join(".gitignore"), b"*\n")?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(self.gone(&error)),
        }
        self.below(WORKSHOP)?
            .ok_or_else(|| self.gone(&ErrorKind::NotFound.into()))
    }

    fn there(&self, folder: &str) -> Result<PathBuf, PublishError> {
        let place = self.place(folder)?;
        place.ok_or_else(|| PublishError::NotFound(self.root.join(folder).display().to_string()))
    }

    /// One of its folders; `None` when it is not there.
    fn place(&self, folder: &str) -> Result<Option<PathBuf>, PublishError> {
        if !is_name(folder) {
            return Err(PublishError::NotUnderstood(format!("no name: {folder:?}")));
        }
        self.below(folder)
    }

    /// What is one step down; `None` when it is not there. A link is none.
    fn below(&self, folder: &str) -> Result<Option<PathBuf>, PublishError> {
        let place = self.root.join(folder);
        match fs::symlink_metadata(&place) {
            Ok(about) if about.is_dir() => Ok(Some(place)),
            Ok(_) => Err(PublishError::Forbidden(format!(
                "{}: no folder",
                place.display()
            ))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let root = fs::metadata(&self.root);
                root.map(|_| None).map_err(|error| self.gone(&error))
            }
            Err(error) => Err(fault(&place, &error)),
        }
    }

    /// The folder itself is not there, as when a disk is not plugged in: nothing was written.
    fn gone(&self, error: &Error) -> PublishError {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => {
                PublishError::Unreachable(format!("{}: {error}", self.root.display()))
            }
            _ => fault(&self.root, error),
        }
    }
}

/// Whether this can name a folder of an article: one step down, and not hidden.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 255
        && !name.starts_with(['.', '_'])
        && !name.contains(['/', '\\', '\0'])
}

/// A regular file, whole; `None` when it is not there.
fn read(path: &Path) -> Result<Option<Vec<u8>>, PublishError> {
    let mut options = OpenOptions::new();
    let file = match through_no_link(options.read(true)).open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        file => file.map_err(|error| fault(path, &error))?,
    };
    let refuse = |why: &str| {
        Err(PublishError::Forbidden(format!(
            "{}: {why}",
            path.display()
        )))
    };
    if !file.metadata().is_ok_and(|about| about.is_file()) {
        return refuse("no regular file");
    }
    let mut bytes = Vec::new();
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| fault(path, &error))?;
    if bytes.len() as u64 > LARGEST {
        return refuse("too large");
    }
    Ok(Some(bytes))
}

fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let written = through_no_link(&mut options)
        .open(path)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
    written.map_err(|error| fault(path, &error))
}

fn removed(folder: &Path, name: &str) -> Result<(), PublishError> {
    let whole = folder.join(name);
    match fs::remove_file(&whole) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(fault(&whole, &error)),
        Ok(()) => sync(folder),
    }
}

fn moved(part: &Path, whole: &Path) -> Result<(), PublishError> {
    fs::rename(part, whole).map_err(|error| fault(whole, &error))?;
    whole.parent().map_or(Ok(()), sync)
}

fn sync(folder: &Path) -> Result<(), PublishError> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| fault(folder, &error))?;
    }
    Ok(())
}

/// No link is opened, and nothing is waited for, as the other end of a pipe.
#[cfg(unix)]
fn through_no_link(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
}

#[cfg(not(unix))]
fn through_no_link(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
fn may_write(folder: &Path) -> std::io::Result<()> {
    Ok(rustix::fs::access(folder, rustix::fs::Access::WRITE_OK)?)
}

#[cfg(not(unix))]
fn may_write(folder: &Path) -> std::io::Result<()> {
    fs::metadata(folder).map(drop)
}

/// Changes the places of two files in one step.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Other systems have no such step that every file system knows.
#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> std::io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

fn fault(path: &Path, error: &Error) -> PublishError {
    let said = format!("{}: {error}", path.display());
    match error.kind() {
        _ if path.is_symlink() => PublishError::Forbidden(format!("{}: a link", path.display())),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            PublishError::Forbidden(said)
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => PublishError::Full(said),
        ErrorKind::InvalidFilename => PublishError::Fault(said),
        _ => PublishError::Broken(said),
    }
}
