//! Copies of the library that can be relied on: made while it is open, read back whole, never put in the place of another.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use domain::Timestamp;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::columns::Read;
use crate::error::{R, StoreError};
use crate::open::Store;
use crate::writer::in_transaction;
use crate::{dispatches, drafts, migrate};

/// Pages that are copied before the disk is left to others: 1 MB.
const STRIDE: i32 = 256;
/// How long it is left to them.
const REST: Duration = Duration::from_millis(4);
/// Steps of SQLite's between two looks at [`Stop`].
const LOOK: i32 = 100_000;

/// What a copy's name ends in while it is made, before a number: two programs may make one of the same
/// name. What is left of one that was cut off is for who knows that nobody is at it.
pub const UNFINISHED: &str = ".unfinished-";

/// Ends a copy under way when it is set: nothing of it stays.
pub type Stop = Arc<AtomicBool>;

/// How closely a library, or a copy of one, is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Whether the file fits together: enough to make a library of it, in which a draft says itself
    /// that it is not as it was written.
    Whole,
    /// Whether every draft is as it was written, too.
    AsWritten,
}

/// What a copy of a library holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFacts {
    /// Its format.
    pub format: u32,
    /// How many drafts.
    pub drafts: u64,
    /// When a draft was last changed in it.
    pub changed_at: Option<Timestamp>,
}

impl Store {
    /// Copies the library, as it is at this moment, to a file that is not there yet. Writing goes on
    /// meanwhile. The name appears when the copy is whole, on the disk, and was read back.
    ///
    /// # Errors
    /// `Taken` when the file is there; `Corrupt` when the library itself is damaged; `ReadOnly`,
    /// `Full`, `Fault` as the disk says. Nothing stays of a copy that failed.
    pub fn backup(&self, to: &Path) -> Result<BackupFacts, StoreError> {
        self.backup_until(to, &Stop::default())
    }

    /// The same, until it is told to stop.
    ///
    /// # Errors
    /// As [`Store::backup`]; `Closed` when it was stopped.
    pub fn backup_until(&self, to: &Path, stop: &Stop) -> Result<BackupFacts, StoreError> {
        self.read(|state| copy(state, to, stop, Look::AsWritten))
    }
}

/// Reads a copy, and says what it holds. [`Store::backup`] looks at what it wrote as closely as can be.
///
/// # Errors
/// `Corrupt` when it is damaged or no library; `Newer`; `Fault` when it is not there.
pub fn examine_backup(path: &Path, look: Look) -> Result<BackupFacts, StoreError> {
    examine(path, &Stop::default(), look)
}

/// Makes a library of a copy, at a path where nothing is, in the newest format. What was promised in
/// it is not sent by itself: it may have happened, or been taken back, since the copy was made. It
/// stands as failed, for the reason `why` (a failure's code), and can be tried again.
///
/// # Errors
/// As [`examine_backup`] and [`Store::backup`].
pub fn library_of_backup(backup: &Path, to: &Path, why: &str) -> Result<BackupFacts, StoreError> {
    let facts = {
        let source = open_to_look(backup)?;
        migrate::refuse_what_is_not_ours(&source)?;
        copy(&source, to, &Stop::default(), Look::Whole)?
    };
    let mut library = Connection::open(to)?;
    migrate::of_a_copy(&mut library)?;
    in_transaction(&mut library, |tx| dispatches::stop_all(tx, why))?;
    library.close().map_err(|(_, error)| error)?;
    sync_file(to)?;
    Ok(facts)
}

/// Copies what `source` shows to a new file.
pub(crate) fn copy(source: &Connection, to: &Path, stop: &Stop, look: Look) -> R<BackupFacts> {
    let unfinished = Unfinished::beside(to)?;
    write_copy(source, &unfinished.0, stop)?;
    sync_file(&unfinished.0)?;
    let facts = examine(&unfinished.0, stop, look)?;
    put_in_place(&unfinished.0, to)?;
    Ok(facts)
}

/// A copy that nobody may take for one yet; it goes when it is dropped, unless it was renamed.
struct Unfinished(PathBuf);

impl Unfinished {
    fn beside(to: &Path) -> R<Self> {
        if to.try_exists()? {
            return Err(StoreError::Taken("backup"));
        }
        let mut making = File::options();
        making.write(true).create_new(true);
        // For its owner only, as the library's folder: sources stand in it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut making, 0o600);
        let mut number = 1_u32;
        loop {
            let mut name = to.as_os_str().to_owned();
            name.push(format!("{UNFINISHED}{number}"));
            match making.open(&name) {
                Ok(_) => return Ok(Self(name.into())),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Removes what copies of this name left when they were cut off. Nobody else may be making one.
pub(crate) fn forget_unfinished(to: &Path) -> R<()> {
    let (Some(folder), Some(name)) = (to.parent(), to.file_name()) else {
        return Ok(());
    };
    let begins = format!("{}{UNFINISHED}", name.to_string_lossy());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&begins) {
            remove_if_there(&entry.path())?;
        }
    }
    Ok(())
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut journal = self.0.clone().into_os_string();
        journal.push("-journal");
        for path in [self.0.clone(), journal.into()] {
            if let Err(error) = remove_if_there(&path) {
                tracing::warn!(%error, "what was left of a copy that failed can't be removed");
            }
        }
    }
}

fn remove_if_there(path: &Path) -> R<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn write_copy(source: &Connection, to: &Path, stop: &Stop) -> R<()> {
    let mut copy = Connection::open(to)?;
    // What fails is deleted, and what is whole is synced at the end.
    copy.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
    copy.pragma_update(None, "synchronous", "OFF")?;
    // Held until the end: one state is copied, and no write makes the copy begin anew.
    source.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    step_to_the_end(&Backup::new(source, &mut copy)?, stop)?;
    // A file that stands alone, without a log beside it.
    copy.close().map_err(|(_, error)| error)?;
    let copy = Connection::open(to)?;
    // Read to the end: what the disk says of it comes after the answer.
    let mut leave_log = copy.prepare("PRAGMA journal_mode = DELETE")?;
    let mut said = leave_log.query([])?;
    while said.next()?.is_some() {}
    drop(said);
    leave_log.finalize()?;
    copy.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn step_to_the_end(backup: &Backup<'_, '_>, stop: &Stop) -> R<()> {
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(StoreError::Closed);
        }
        if backup.step(STRIDE)? == StepResult::Done {
            return Ok(());
        }
        thread::sleep(REST);
    }
}

fn examine(path: &Path, stop: &Stop, look: Look) -> R<BackupFacts> {
    let copy = open_to_look(path)?;
    migrate::refuse_what_is_not_ours(&copy)?;
    let format = migrate::format(&copy)?;
    if format == 0 {
        return Err(StoreError::Corrupt("it holds no library".to_owned()));
    }
    let stopping = Arc::clone(stop);
    copy.progress_handler(LOOK, Some(move || stopping.load(Ordering::Relaxed)))?;
    let checked = migrate::check_all(&copy).and_then(|()| match look {
        // What earlier programs wrote is not proved.
        Look::AsWritten if format == migrate::known() => drafts::check_all(&copy),
        _ => Ok(()),
    });
    if stop.load(Ordering::Relaxed) {
        return Err(StoreError::Closed);
    }
    checked?;
    let facts = "SELECT count(*), max(changed_at) FROM drafts";
    let (drafts, changed_at) = copy.query_row(facts, [], |row| {
        Ok((row.count::<u64>(0)?, row.time_or_none(1)?))
    })?;
    Ok(BackupFacts {
        format,
        drafts,
        changed_at,
    })
}

fn open_to_look(path: &Path) -> R<Connection> {
    // What the system says of a file that is not there is clearer than what SQLite says.
    File::open(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(path, flags)?)
}

/// Gives a whole copy its name, in nobody's place.
fn put_in_place(unfinished: &Path, to: &Path) -> R<()> {
    match fs::hard_link(unfinished, to) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(StoreError::Taken("backup"));
        }
        // A file system without links, as on many a stick: the name was free a moment ago.
        Err(_) => fs::rename(unfinished, to)?,
    }
    sync_folder(to)
}

fn sync_file(path: &Path) -> R<()> {
    Ok(File::options().write(true).open(path)?.sync_all()?)
}

/// Makes the names in a file's folder durable.
fn sync_folder(path: &Path) -> R<()> {
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
