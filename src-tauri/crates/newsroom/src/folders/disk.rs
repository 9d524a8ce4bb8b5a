//! A work folder on the disk: looked through, read, written whole, never left by a link. Decides nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use domain::FileIdentity;
use tempfile::NamedTempFile;

use super::decide::{Found, Holds, Look};
use crate::NewsroomError;
use crate::files::{FILE_LIMIT, text_of, unwritable};
use crate::hash::sha256;
use crate::pictures::sync_folder;

/// The Markdown files that a work folder may hold.
pub(crate) const FILES_LIMIT: usize = 10_000;
/// How deep folders are looked through.
const DEPTH: usize = 12;
/// How the names of files begin and end that are being written.
const PART: (&str, &str) = (".marbre-", ".part");

/// What a file was when its content was last read: while none of it changes, it is not read again.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    identity: Option<FileIdentity>,
    length: u64,
    changed: Option<std::time::SystemTime>,
    status_changed: (i64, i64),
}

/// What was read before.
#[derive(Debug, Default)]
pub(crate) struct Cache(BTreeMap<String, (Stamp, Found)>);

/// A file, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileText {
    /// As it was read: UTF-8, no NUL; line ends and byte-order mark as they are.
    pub(crate) text: String,
    /// The SHA-256 of its bytes.
    pub(crate) hash: String,
    /// What it is.
    pub(crate) identity: Option<FileIdentity>,
}

/// Why a file was not written, or not removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unwritten {
    /// Somebody else wrote it, made it or removed it: it is as it was found.
    Changed,
    /// The disk, or the rights, do not let it be.
    Failed(NewsroomError),
}

/// Looks through a folder. What did not change since the last look is not read again; with `anew`
/// everything is.
///
/// # Errors
/// `FolderMissing`, `FolderUnreadable`, `FolderTooLarge`.
pub(crate) fn look(root: &Path, cache: &mut Cache, anew: bool) -> Result<Look, NewsroomError> {
    let mut looking = Looking {
        root,
        before: std::mem::take(&mut cache.0),
        after: BTreeMap::new(),
        unread: BTreeSet::new(),
        anew,
    };
    let entries = fs::read_dir(root).map_err(|error| folder_fault(root, &error))?;
    looking.enter("", entries, 0)?;
    let files = looking
        .after
        .iter()
        .map(|(path, (_, found))| (path.clone(), found.clone()))
        .collect();
    cache.0 = looking.after;
    Ok(Look {
        files,
        unread: looking.unread,
    })
}

/// What a folder is.
///
/// # Errors
/// `FolderMissing`, `FolderUnreadable`.
pub(crate) fn identity_of_folder(root: &Path) -> Result<Option<FileIdentity>, NewsroomError> {
    let found = fs::symlink_metadata(root).map_err(|error| folder_fault(root, &error))?;
    if !found.is_dir() {
        return Err(NewsroomError::FolderMissing(root.display().to_string()));
    }
    Ok(identity(&found))
}

/// Why a folder can't be looked through.
fn folder_fault(root: &Path, error: &std::io::Error) -> NewsroomError {
    let said = format!("{}: {error}", root.display());
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => NewsroomError::FolderMissing(said),
        _ => NewsroomError::FolderUnreadable(said),
    }
}

struct Looking<'a> {
    root: &'a Path,
    before: BTreeMap<String, (Stamp, Found)>,
    after: BTreeMap<String, (Stamp, Found)>,
    unread: BTreeSet<String>,
    anew: bool,
}

impl Looking<'_> {
    fn enter(
        &mut self,
        below: &str,
        entries: fs::ReadDir,
        depth: usize,
    ) -> Result<(), NewsroomError> {
        for entry in entries {
            let Ok(entry) = entry else {
                self.unread.insert(below.to_owned());
                continue;
            };
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            let path = match below {
                "" => name.clone().into_owned(),
                below => format!("{below}/{name}"),
            };
            let Ok(kind) = entry.file_type() else {
                self.unread.insert(below.to_owned());
                continue;
            };
            if kind.is_dir() {
                self.go_down(&entry.path(), path, depth)?;
            } else if is_markdown(&name) {
                self.file(path, entry.path(), entry.file_name().to_str().is_some());
            }
            if self.after.len() > FILES_LIMIT {
                return Err(NewsroomError::FolderTooLarge(
                    self.root.display().to_string(),
                ));
            }
        }
        Ok(())
    }

    fn go_down(&mut self, whole: &Path, path: String, depth: usize) -> Result<(), NewsroomError> {
        if depth >= DEPTH {
            return Ok(());
        }
        match fs::read_dir(whole) {
            Ok(entries) => self.enter(&path, entries, depth + 1),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => {
                tracing::warn!(folder = %whole.display(), %error, "a folder can't be looked through");
                self.unread.insert(path);
                Ok(())
            }
        }
    }

    fn file(&mut self, path: String, whole: PathBuf, is_named_well: bool) {
        // One that went since its folder was read is missing, as at any other moment.
        let Ok(found) = fs::symlink_metadata(&whole) else {
            return;
        };
        let stamp = stamp(&found);
        if let Some((_, found)) = self
            .before
            .remove(&path)
            .filter(|(before, _)| !self.anew && *before == stamp)
        {
            self.after.insert(path, (stamp, found));
            return;
        }
        let holds = if found.is_symlink() {
            Holds::Refused(NewsroomError::FileIsLink(whole.display().to_string()))
        } else if is_named_well {
            match read_whole(&whole) {
                Ok(file) if file.text.is_empty() => Holds::Nothing,
                Ok(file) => Holds::Text(file.hash),
                Err(NewsroomError::FileMissing(_)) => return,
                Err(why) => Holds::Refused(why),
            }
        } else {
            Holds::Refused(NewsroomError::FileNotUtf8(whole.display().to_string()))
        };
        let identity = stamp.identity;
        self.after.insert(path, (stamp, Found { identity, holds }));
    }
}

fn is_markdown(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
    })
}

/// Reads a file of the folder.
///
/// # Errors
/// `FileMissing`, `FileUnreadable`, `FileTooLarge`, `FileNotUtf8`, `FileNotText`, `FileIsLink`.
pub(crate) fn read(root: &Path, path: &str) -> Result<FileText, NewsroomError> {
    let whole = root.join(path);
    stays_inside(root, &whole)?;
    read_whole(&whole)
}

fn read_whole(path: &Path) -> Result<FileText, NewsroomError> {
    let name = || path.display().to_string();
    let file = open(path)?;
    let about = file
        .metadata()
        .map_err(|e| crate::files::unreadable(path, &e))?;
    if !about.is_file() {
        return Err(NewsroomError::FileUnreadable(format!(
            "{}: no regular file",
            name()
        )));
    }
    let mut bytes = Vec::new();
    if about.len() <= FILE_LIMIT {
        file.take(FILE_LIMIT + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| crate::files::unreadable(path, &e))?;
    }
    if about.len().max(bytes.len() as u64) > FILE_LIMIT {
        return Err(NewsroomError::FileTooLarge(name()));
    }
    let hash = sha256(&bytes);
    let text = text_of(bytes, path)?;
    Ok(FileText {
        text,
        hash,
        identity: identity(&about),
    })
}

/// Opens a file for reading: no link, and nothing that would wait for a writer.
fn open(path: &Path) -> Result<File, NewsroomError> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        options.custom_flags(flags.cast_signed());
    }
    options.open(path).map_err(|error| {
        if path.is_symlink() {
            NewsroomError::FileIsLink(path.display().to_string())
        } else {
            crate::files::unreadable(path, &error)
        }
    })
}

/// Refuses what lies, by a link on the way to it, outside the folder.
pub(crate) fn stays_inside(root: &Path, whole: &Path) -> Result<(), NewsroomError> {
    let folder = whole.parent().unwrap_or(root);
    let real = fs::canonicalize(folder).map_err(|e| crate::files::unreadable(whole, &e))?;
    if real.starts_with(root) {
        Ok(())
    } else {
        Err(NewsroomError::FileIsLink(whole.display().to_string()))
    }
}

/// Writes a file of the folder, whole or not at all, over one that still holds `over` (a SHA-256), or
/// where none is. What somebody else writes meanwhile is not lost: it stays, or comes back.
pub(crate) fn write(
    root: &Path,
    path: &str,
    bytes: &[u8],
    over: Option<&str>,
) -> Result<Option<FileIdentity>, Unwritten> {
    let whole = root.join(path);
    let folder = whole.parent().unwrap_or(root).to_owned();
    let failed = |error: &std::io::Error| Unwritten::Failed(unwritable(&whole, error));
    if over.is_none() {
        make_folders(root, &folder).map_err(|error| failed(&error))?;
    }
    stays_inside(root, &whole).map_err(Unwritten::Failed)?;
    let mut part = part_in(&folder).map_err(|error| failed(&error))?;
    let written = part
        .write_all(bytes)
        .and_then(|()| keep_rights(&part, &whole))
        .and_then(|()| part.as_file().sync_all());
    written.map_err(|error| failed(&error))?;
    let about = part.as_file().metadata().map_err(|error| failed(&error))?;
    match over {
        None => part
            .persist_noclobber(&whole)
            .map(drop)
            .map_err(|refused| match refused.error.kind() {
                ErrorKind::AlreadyExists => Unwritten::Changed,
                _ => failed(&refused.error),
            })?,
        Some(over) => put_over(part, &whole, over, &sha256(bytes))?,
    }
    sync_folder(&folder).map_err(|error| failed(&error))?;
    Ok(identity(&about))
}

/// Makes the folders on the way to a file, one below the other, never through a link.
fn make_folders(root: &Path, folder: &Path) -> std::io::Result<()> {
    let Ok(below) = folder.strip_prefix(root) else {
        return Err(ErrorKind::InvalidInput.into());
    };
    let mut at = root.to_owned();
    for part in below.components() {
        at.push(part);
        match fs::create_dir(&at) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        if !fs::symlink_metadata(&at)?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
    }
    Ok(())
}

fn part_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut making = tempfile::Builder::new();
    making.prefix(PART.0).suffix(PART.1);
    #[cfg(unix)]
    making.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    making.tempfile_in(folder)
}

/// Who may read a file that is written anew is who might before.
fn keep_rights(part: &NamedTempFile, whole: &Path) -> std::io::Result<()> {
    match fs::symlink_metadata(whole) {
        Ok(there) if there.is_file() => part.as_file().set_permissions(there.permissions()),
        _ => Ok(()),
    }
}

/// Puts a written file in the place of one that holds `over`.
fn put_over(part: NamedTempFile, whole: &Path, over: &str, ours: &str) -> Result<(), Unwritten> {
    let holds = |path: &Path, hash: &str| read_whole(path).is_ok_and(|file| file.hash == hash);
    if !holds(whole, over) {
        return Err(Unwritten::Changed);
    }
    match exchange(part.path(), whole) {
        // What was there lies where ours lay, and goes with it, unless it is not what was expected.
        Ok(()) if holds(part.path(), over) => Ok(()),
        Ok(()) => {
            let back = exchange(part.path(), whole);
            if back.is_err() || !holds(part.path(), ours) {
                let kept = part.keep();
                tracing::error!(
                    ?kept,
                    "two programs wrote a file at once; one text is kept beside it"
                );
            }
            Err(Unwritten::Changed)
        }
        Err(_) => part
            .persist(whole)
            .map(drop)
            .map_err(|refused| Unwritten::Failed(unwritable(whole, &refused.error))),
    }
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

/// Removes a file of the folder that still holds `over`; one that is not there is removed already.
pub(crate) fn remove(root: &Path, path: &str, over: &str) -> Result<(), Unwritten> {
    let whole = root.join(path);
    let folder = whole.parent().unwrap_or(root).to_owned();
    let failed = |error: &std::io::Error| Unwritten::Failed(unwritable(&whole, error));
    match stays_inside(root, &whole) {
        Err(NewsroomError::FileMissing(_)) => return Ok(()),
        inside => inside.map_err(Unwritten::Failed)?,
    }
    match read_whole(&whole) {
        Err(NewsroomError::FileMissing(_)) => return Ok(()),
        Ok(file) if file.hash == over => {}
        _ => return Err(Unwritten::Changed),
    }
    // Out of the way first, so that what another program writes from now on is not removed with it.
    let aside = part_in(&folder).map_err(|error| failed(&error))?;
    fs::rename(&whole, aside.path()).map_err(|error| failed(&error))?;
    if read_whole(aside.path()).is_ok_and(|file| file.hash == over) {
        drop(aside);
        return sync_folder(&folder).map_err(|error| failed(&error));
    }
    match aside.persist_noclobber(&whole) {
        Ok(_) => Err(Unwritten::Changed),
        Err(refused) => {
            let kept = refused.file.keep();
            tracing::error!(
                ?kept,
                "two programs wrote a file at once; one text is kept beside it"
            );
            Err(Unwritten::Changed)
        }
    }
}

/// What a file is.
#[cfg(unix)]
fn identity(about: &Metadata) -> Option<FileIdentity> {
    use std::os::unix::fs::MetadataExt;
    let born = about.created().ok().and_then(|at| {
        let since = at.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_nanos()).ok()
    });
    Some(FileIdentity {
        device: about.dev(),
        number: about.ino(),
        born: born.unwrap_or(0),
    })
}

/// Elsewhere files are told apart by what they hold alone.
#[cfg(not(unix))]
fn identity(_about: &Metadata) -> Option<FileIdentity> {
    None
}

fn stamp(about: &Metadata) -> Stamp {
    #[cfg(unix)]
    let status_changed = {
        use std::os::unix::fs::MetadataExt;
        (about.ctime(), about.ctime_nsec())
    };
    #[cfg(not(unix))]
    let status_changed = (0, 0);
    Stamp {
        identity: identity(about),
        length: about.len(),
        changed: about.modified().ok(),
        status_changed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        (folder, root)
    }

    #[test]
    fn a_file_is_written_only_over_what_was_expected() {
        let (_folder, root) = folder();
        let (one, two) = (sha256(b"one"), sha256(b"two"));
        write(&root, "a/b.md", b"one", None).unwrap();
        assert_eq!(
            write(&root, "a/b.md", b"two", None),
            Err(Unwritten::Changed)
        );
        assert_eq!(
            write(&root, "a/b.md", b"three", Some(&two)),
            Err(Unwritten::Changed)
        );
        let identity = write(&root, "a/b.md", b"two", Some(&one)).unwrap();
        let file = read(&root, "a/b.md").unwrap();
        assert_eq!((file.hash, file.identity), (two.clone(), identity));
        assert_eq!(remove(&root, "a/b.md", &one), Err(Unwritten::Changed));
        remove(&root, "a/b.md", &two).unwrap();
        remove(&root, "a/b.md", &two).unwrap();
        // Nothing is left beside it.
        assert_eq!(fs::read_dir(root.join("a")).unwrap().count(), 0);
    }

    #[test]
    #[cfg(unix)]
    fn the_rights_of_a_file_stay() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, root) = folder();
        fs::write(root.join("a.md"), "one").unwrap();
        let rights = fs::Permissions::from_mode(0o640);
        fs::set_permissions(root.join("a.md"), rights).unwrap();
        write(&root, "a.md", b"two", Some(&sha256(b"one"))).unwrap();
        let mode = fs::metadata(root.join("a.md"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    #[cfg(unix)]
    fn no_link_leads_out() {
        use std::os::unix::fs::symlink;
        let (_folder, root) = folder();
        let (_outside, elsewhere) = folder();
        fs::write(elsewhere.join("a.md"), "secret").unwrap();
        symlink(&elsewhere, root.join("out")).unwrap();
        symlink(elsewhere.join("a.md"), root.join("b.md")).unwrap();
        assert_eq!(read(&root, "out/a.md").unwrap_err().code(), "file_is_link");
        assert_eq!(read(&root, "b.md").unwrap_err().code(), "file_is_link");
        for path in ["out/a.md", "b.md", "out/new.md"] {
            let written = write(&root, path, b"ours", Some(&sha256(b"secret")));
            assert!(written.is_err(), "{path}");
            assert!(write(&root, path, b"ours", None).is_err(), "{path}");
            let removed = remove(&root, path, &sha256(b"secret"));
            assert!(removed.is_err(), "{path}");
        }
        assert_eq!(
            fs::read_to_string(elsewhere.join("a.md")).unwrap(),
            "secret"
        );
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_is_not_waited_for() {
        let (_folder, root) = folder();
        let made = std::process::Command::new("mkfifo")
            .arg(root.join("a.md"))
            .status();
        assert!(made.unwrap().success());
        let look = look(&root, &mut Cache::default(), true).unwrap();
        assert!(matches!(look.files["a.md"].holds, Holds::Refused(_)));
    }

    #[test]
    fn what_did_not_change_is_not_read_again() {
        let (_folder, root) = folder();
        fs::write(root.join("a.md"), "one").unwrap();
        let mut cache = Cache::default();
        let first = look(&root, &mut cache, false).unwrap();
        assert_eq!(look(&root, &mut cache, false).unwrap(), first);
        fs::write(root.join("a.md"), "two").unwrap();
        let found = look(&root, &mut cache, false).unwrap();
        assert_eq!(found.files["a.md"].holds, Holds::Text(sha256(b"two")));
    }
}
