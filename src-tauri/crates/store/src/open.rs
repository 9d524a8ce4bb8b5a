//! Opening the library: the one handle, the settings that keep text safe, and what is refused.

use std::fmt;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction};

use crate::backup::Look;
use crate::error::{R, StoreError};
use crate::readers::Readers;
use crate::writer::{Writer, in_transaction};
use crate::{dispatches, drafts, log, migrate};

/// SQLite before this can lose commits when a write-ahead log is reset.
const OLDEST_SQLITE: i32 = 3_051_003;

/// The library: a handle that can be cloned and shared between threads. When the last one goes,
/// what is queued is written and the file is closed.
///
/// Writes wait for their commit, in the order in which they were called; [`Store::append`] alone
/// does not wait. Don't write from inside its callback: that is the writing thread.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    // Readers close before the writer, which can then tidy the log away.
    readers: Readers,
    writer: Writer,
    // Held until the file is closed; `None` when another program holds it and this one only reads.
    lock: Option<Held>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the library at `path`, and makes it when there is none. Its folder must exist.
    ///
    /// An older library is copied to a file beside it and then brought up to date. Dispatches
    /// that were being sent when the program ended become `Unknown`.
    ///
    /// # Errors
    /// `Corrupt` and `Newer` leave the file as it is, an empty one too whose log or copy is not; `Busy` when another process has it open;
    /// `ReadOnly`, `Full`, `Fault` as the disk says.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_as(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )
    }

    /// Opens a library to read it, whoever holds it: nothing is written, not even to tidy. It shows
    /// what is durable; every write is [`StoreError::Busy`].
    ///
    /// # Errors
    /// `Corrupt`, `Newer`; `Busy` for one that is not there yet, or is of an older format: only who
    /// holds it can bring it up to date.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        // SQLite deletes the log of an empty file, even for a reader.
        if length(path)?.is_none_or(|bytes| bytes == 0) {
            return Err(StoreError::Busy);
        }
        let inner = Inner {
            readers: Readers::of(path),
            writer: Writer::none(),
            lock: None,
        };
        let store = Self {
            inner: Arc::new(inner),
        };
        store.read(|state| migrate::refuse_what_is_not_ours(state))?;
        if store.read(|state| migrate::format(state))? < migrate::known() {
            return Err(StoreError::Busy);
        }
        Ok(store)
    }

    /// Whether this handle only reads.
    pub fn only_reads(&self) -> bool {
        self.inner.lock.is_none()
    }

    pub(crate) fn open_as(path: &Path, flags: OpenFlags) -> R<Self> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(StoreError::Sqlite(format!(
                "SQLite {} is too old",
                rusqlite::version()
            )));
        }
        let lock = hold(path)?;
        refuse_what_was_emptied(path)?;
        let was_left = log::refuse_what_is_damaged(path)?;
        let mut connection =
            Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        // Until it is known to be ours, not even a log that was left behind is tidied away.
        leave_log(&connection, true)?;
        migrate::refuse_what_is_not_ours(&connection)?;
        if was_left {
            // The log of another state, as beside a backup that was copied by hand, is as whole as
            // the right one: before it is written into the file, both are read as one.
            migrate::check_whole(&connection)?;
        }
        if connection.is_readonly("main")? {
            return Err(StoreError::ReadOnly);
        }
        set_up(&connection)?;
        migrate::to_newest(&mut connection, path)?;
        in_transaction(&mut connection, dispatches::doubt_what_was_being_sent)?;
        leave_log(&connection, false)?;
        let writer = Writer::start(connection)?;
        let inner = Inner {
            readers: Readers::of(path),
            writer,
            lock: Some(lock),
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Waits until everything that was queued before is written.
    ///
    /// # Errors
    /// [`StoreError::Closed`].
    pub fn flush(&self) -> Result<(), StoreError> {
        self.write(|_| Ok(()))
    }

    /// Reads the whole file and compares all that must fit together, and if asked what is written down of
    /// each draft. Takes a second for every few hundred megabytes.
    ///
    /// # Errors
    /// `Corrupt` with what is wrong.
    pub fn check(&self, look: Look) -> Result<(), StoreError> {
        self.read(|state| {
            migrate::check_all(state)?;
            match look {
                Look::Whole => Ok(()),
                Look::AsWritten => drafts::check_all(state),
            }
        })
    }

    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> R<T> + Send + 'static,
    ) -> R<T> {
        if self.only_reads() {
            return Err(StoreError::Busy);
        }
        self.inner.writer.write(work)
    }

    pub(crate) fn read<T>(&self, work: impl FnOnce(&Transaction<'_>) -> R<T>) -> R<T> {
        self.inner.readers.read(work)
    }

    pub(crate) fn writer(&self) -> &Writer {
        &self.inner.writer
    }
}

/// A library whose file holds nothing although its log, or a copy of an earlier one, holds
/// something was emptied by an accident. SQLite would begin anew and delete the log.
fn refuse_what_was_emptied(path: &Path) -> R<()> {
    let there = length(path)?;
    if there.is_some_and(|bytes| bytes > 0) {
        return Ok(());
    }
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let has_log = length(Path::new(&log))?.is_some_and(|bytes| bytes > 0);
    if has_log || (there.is_some() && has_copy(path)?) {
        let said = "the file is empty, but not what lies beside it";
        return Err(StoreError::Corrupt(said.to_owned()));
    }
    Ok(())
}

/// `None` when there is no such file.
fn length(path: &Path) -> R<Option<u64>> {
    match path.metadata() {
        Ok(found) => Ok(Some(found.len())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whether a copy of an earlier format lies beside the library.
fn has_copy(path: &Path) -> R<bool> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Ok(false);
    };
    let begins = format!("{}.format-", name.to_string_lossy());
    for entry in folder.read_dir()? {
        if entry?.file_name().to_string_lossy().starts_with(&begins) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A library that no other program opens meanwhile; see [`hold`].
#[derive(Debug)]
pub struct Held(
    #[expect(dead_code, reason = "the system gives the lock back when it is closed")] File,
);

/// How often, and after which pause, a library that is held is asked for again.
const HOLD_TRIES: u32 = 20;
const HOLD_PAUSE: Duration = Duration::from_millis(5);

/// Takes the file beside the library that says "in use". The system gives it back when the
/// process ends, however it ends.
///
/// # Errors
/// [`StoreError::Busy`] when another program holds it; the disk's.
pub fn hold(path: &Path) -> Result<Held, StoreError> {
    let lock = File::options()
        .create(true)
        .append(true)
        .open(beside(path, "lock"))?;
    // A process that is being started has its parent's files open until it becomes its own program: some milliseconds.
    for _ in 0..HOLD_TRIES {
        match lock.try_lock() {
            Ok(()) => return Ok(Held(lock)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(HOLD_PAUSE),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(StoreError::Busy)
}

/// A file beside the library: `library.db` gives `library.db.ENDING`.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Whether closing the file leaves a write-ahead log as it is.
fn leave_log(connection: &Connection, leave: bool) -> R<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave)?;
    Ok(())
}

fn set_up(connection: &Connection) -> R<()> {
    connection.busy_timeout(Duration::from_secs(2))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16384;
         PRAGMA journal_size_limit = 16777216;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    #[cfg(feature = "faults")]
    crate::weakness::set_up(connection)?;
    Ok(())
}
