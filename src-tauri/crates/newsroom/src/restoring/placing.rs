//! Files that change places: the former library goes aside whole, the new one comes in its place; cut off anywhere, nothing is lost and nothing opens by mistake.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use domain::Timestamp;
use jiff::tz::TimeZone;

use super::{WORKSHOP, note};
use crate::NewsroomError;
use crate::backups::{BackupFile, SUSPECT};
use crate::local_site::folder_fault;
use crate::newsroom::DATABASE;
use crate::pictures::sync_folder;

/// A file beside the library, there while files change places: it names where the former one goes.
const MARK: &str = "library.db.changing";
/// What lies beside a database of SQLite's.
const WITH_IT: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// Where the former library is kept.
pub(super) struct Aside(PathBuf);

impl Aside {
    /// `library.db.WHY-MOMENT`, where nothing is yet. Where an earlier change was cut off, its place.
    pub(super) fn named(library: &Path, why: &str, now: Timestamp) -> Result<Self, NewsroomError> {
        if let Some(begun) = begun(library)? {
            return Ok(Self(begun));
        }
        let moment = now.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ");
        let names = (1_u32..).map(|number| match number {
            1 => format!("{DATABASE}.{why}-{moment}"),
            number => format!("{DATABASE}.{why}-{moment}-{number}"),
        });
        let free = names
            .map(|name| library.join(name))
            .find(|path| WITH_IT.iter().all(|end| !ended(path, end).exists()));
        free.map(Self)
            .ok_or_else(|| NewsroomError::Internal("no free name".to_owned()))
    }

    /// Moves the former library there and the new one in; where the former one is now.
    pub(super) fn put_in_place(
        &self,
        library: &Path,
        new: &Path,
    ) -> Result<Option<PathBuf>, NewsroomError> {
        let mark = library.join(MARK);
        note(
            &mark,
            &self.0.file_name().unwrap_or_default().to_string_lossy(),
        )?;
        self.move_aside(library)?;
        let place = library.join(DATABASE);
        changed(fs::rename(new, &place))?;
        // It is there. Told as a failure, this would be tried again, on the new library.
        if let Err(error) = tidy_up(library, &mark) {
            tracing::warn!(%error, "a restoration is tidied up at the next start");
        }
        Ok(Some(self.0.clone()).filter(|path| path.exists()))
    }

    /// The database first: while it is there, the former library is the library.
    fn move_aside(&self, library: &Path) -> Result<(), NewsroomError> {
        let database = library.join(DATABASE);
        for end in WITH_IT {
            match fs::rename(ended(&database, end), ended(&self.0, end)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return changed(Err(error)),
                _ => {}
            }
        }
        changed(sync_folder(library))
    }
}

/// The new library's name is made durable before the mark goes, so that a power cut leaves one of them.
fn tidy_up(library: &Path, mark: &Path) -> Result<(), NewsroomError> {
    changed(sync_folder(library))?;
    remove_if_there(mark)?;
    remove_if_there(&library.join(SUSPECT))?;
    changed(sync_folder(library))
}

/// The damaged file to read: the library's, or where that went when a change was cut off.
pub(super) fn source(library: &Path) -> Result<PathBuf, NewsroomError> {
    let Some(begun) = begun(library)? else {
        return Ok(library.join(DATABASE));
    };
    let aside = Aside(begun);
    aside.move_aside(library)?;
    Ok(aside.0)
}

/// A library that was to change places when the program ended is not begun anew.
pub(crate) fn refuse_what_was_cut_off(library: &Path) -> Result<(), NewsroomError> {
    match begun(library)? {
        Some(aside) => Err(NewsroomError::LibraryCorrupt(format!(
            "a restoration was cut off; the former library is {}",
            aside.display()
        ))),
        None => Ok(()),
    }
}

/// Where the former library went, when a change was cut off before the new one came. A mark that is
/// left from before or after is taken away.
fn begun(library: &Path) -> Result<Option<PathBuf>, NewsroomError> {
    let mark = library.join(MARK);
    let name = match fs::read_to_string(&mark) {
        Ok(name) => name,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return changed(Err(error)),
    };
    if !name.starts_with(DATABASE) || name.contains(['/', '\\']) {
        return Err(NewsroomError::Internal(format!("{MARK} says {name:?}")));
    }
    let aside = library.join(name);
    if library.join(DATABASE).exists() {
        // Not moved yet, or the new one is there.
        remove_if_there(&mark)?;
        return Ok(None);
    }
    Ok(Some(aside))
}

/// Copies that were made before a migration, newest first.
pub(super) fn before_migrations(library: &Path) -> Vec<BackupFile> {
    let begins = format!("{DATABASE}.format-");
    let entries = fs::read_dir(library).into_iter().flatten().flatten();
    let mut found: Vec<BackupFile> = entries
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with(&begins) && name.ends_with(".backup")
        })
        .filter_map(|entry| {
            let made_at = entry.metadata().ok()?.modified().ok()?;
            Some(BackupFile {
                path: entry.path(),
                made_at: Timestamp::try_from(made_at).ok()?,
            })
        })
        .collect();
    found.sort_by_key(|file| std::cmp::Reverse(file.made_at));
    found
}

/// Takes away what was being put together when the program ended.
pub(super) fn clear_workshops(library: &Path) {
    for entry in fs::read_dir(library).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(WORKSHOP)
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            tracing::warn!(%error, "what was left of a restoration can't be removed");
        }
    }
}

fn ended(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

fn remove_if_there(path: &Path) -> Result<(), NewsroomError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => changed(Err(error)),
        _ => Ok(()),
    }
}

fn changed<T>(done: std::io::Result<T>) -> Result<T, NewsroomError> {
    done.map_err(|e| folder_fault(e.kind(), e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    /// The state after each step of a change, as a power cut would leave it.
    fn cut_off(after: usize) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().to_owned();
        let aside = library.join("library.db.damaged-1");
        fs::write(library.join(DATABASE), "former").unwrap();
        fs::write(library.join("library.db-wal"), "log").unwrap();
        let steps: [&dyn Fn(); 4] = [
            &|| fs::write(library.join(MARK), "library.db.damaged-1").unwrap(),
            &|| fs::rename(library.join(DATABASE), &aside).unwrap(),
            &|| fs::rename(library.join("library.db-wal"), ended(&aside, "-wal")).unwrap(),
            &|| fs::write(library.join(DATABASE), "new").unwrap(),
        ];
        steps[..after].iter().for_each(|step| step());
        (folder, aside)
    }

    #[test]
    fn a_change_that_was_cut_off_is_never_taken_for_a_new_library() {
        for after in 0..=4 {
            let (folder, aside) = cut_off(after);
            let library = folder.path();
            let refused = refuse_what_was_cut_off(library).is_err();
            assert_eq!(refused, !library.join(DATABASE).exists(), "{after}");
            let source = source(library).unwrap();
            let (former, log) = (read(&source), ended(&source, "-wal"));
            if after < 4 {
                assert_eq!((former.as_str(), read(&log).as_str()), ("former", "log"));
            } else {
                assert_eq!((former.as_str(), read(&aside).as_str()), ("new", "former"));
            }
        }
    }

    #[test]
    fn the_former_library_goes_aside_whole_and_takes_nobody_s_place() {
        let (folder, _) = cut_off(0);
        let library = folder.path();
        fs::write(library.join("library.db-journal"), "rollback").unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let first = library.join("library.db.damaged-19700101T000000Z");
        fs::write(&first, "another").unwrap();
        let new = library.join("new");
        fs::write(&new, "new").unwrap();
        let aside = Aside::named(library, "damaged", now).unwrap();
        let kept = aside.put_in_place(library, &new).unwrap().unwrap();
        assert_eq!(read(&first), "another");
        assert_eq!(read(&kept), "former");
        assert_eq!(read(&ended(&kept, "-wal")), "log");
        // It would be rolled back into the new one.
        assert_eq!(read(&ended(&kept, "-journal")), "rollback");
        assert_eq!(read(&library.join(DATABASE)), "new");
        refuse_what_was_cut_off(library).unwrap();
    }
}
