//! A file system for SQLite that writes down what it is asked: every write, truncation, sync and deletion below one folder, in
//! order, beside what the writer heard. The system's own file system still does the work. Knows nothing of what a cut loses.
#![allow(
    unsafe_code,
    reason = "SQLite takes a file system as a table of C functions; no kept crate wraps one with a write-ahead log (sqlite-vfs has none, sqlite-plugin would have us write all of it)"
)]

use std::collections::{BTreeSet, HashMap};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use rusqlite::ffi;

use crate::oracle::Heard;

/// One thing that happened, with the file's name in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Deed {
    /// A file was made.
    Made(String),
    Wrote {
        name: String,
        at: u64,
        bytes: Vec<u8>,
    },
    Cut {
        name: String,
        length: u64,
    },
    /// What was written before is on the disk.
    Synced(String),
    /// A sync failed: what it was to bring to the disk may never come there, whatever later syncs say.
    SyncFailed(String),
    /// A file was deleted; whether the folder was synced, too.
    Deleted {
        name: String,
        synced: bool,
    },
    /// The writer heard that something is saved.
    Heard(Heard),
}

/// A recording under way.
struct Recording {
    folder: PathBuf,
    deeds: Vec<Deed>,
    syncs: u64,
    /// Which syncs are to fail, counted from 1.
    failing: BTreeSet<u64>,
}

static RECORDING: Mutex<Option<Recording>> = Mutex::new(None);

/// The wrapped files that are open: their name, and the functions that do the work.
static FILES: Mutex<Option<HashMap<usize, Wrapped>>> = Mutex::new(None);

#[derive(Clone)]
struct Wrapped {
    name: String,
    real: Methods,
}

/// A table of SQLite's that lives as long as the process.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Methods(*const ffi::sqlite3_io_methods);

// SAFETY: the tables are constant for the life of the process.
unsafe impl Send for Methods {}

fn recording() -> MutexGuard<'static, Option<Recording>> {
    RECORDING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wrapped(file: *mut ffi::sqlite3_file) -> Option<Wrapped> {
    let files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    files.as_ref()?.get(&(file as usize)).cloned()
}

fn note(deed: Deed) {
    if let Some(recording) = recording().as_mut() {
        recording.deeds.push(deed);
    }
}

/// Notes what the writer heard, among the deeds of the disk.
pub(crate) fn heard(heard: Heard) {
    note(Deed::Heard(heard));
}

/// Begins to record what SQLite does to the files directly in this folder; the syncs of these numbers fail.
pub(crate) fn record(folder: &Path, failing: impl IntoIterator<Item = u64>) {
    install();
    *recording() = Some(Recording {
        folder: folder.to_owned(),
        deeds: Vec::new(),
        syncs: 0,
        failing: failing.into_iter().collect(),
    });
}

/// Ends the recording and gives it; how many syncs there were comes with it.
pub(crate) fn recorded() -> (Vec<Deed>, u64) {
    let done = recording().take();
    done.map(|recording| (recording.deeds, recording.syncs))
        .unwrap_or_default()
}

/// Makes the recording file system the one that every connection of this process uses; without a recording it only
/// passes on.
fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: SQLite's own file system is registered for the life of the process; ours is a copy of its table that
        // is never freed, with two functions replaced.
        unsafe {
            let real = ffi::sqlite3_vfs_find(ptr::null());
            assert!(!real.is_null(), "SQLite has a file system");
            let mut ours = *real;
            ours.pNext = ptr::null_mut();
            ours.zName = c"recording".as_ptr();
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            let ours = Box::leak(Box::new(ours));
            REAL.lock().unwrap_or_else(PoisonError::into_inner).0 = real;
            assert_eq!(ffi::sqlite3_vfs_register(ours, 1), ffi::SQLITE_OK);
        }
    });
}

struct RealSystem(*mut ffi::sqlite3_vfs);
// SAFETY: SQLite's table is constant once it is registered.
unsafe impl Send for RealSystem {}
static REAL: Mutex<RealSystem> = Mutex::new(RealSystem(ptr::null_mut()));

fn real_system() -> *mut ffi::sqlite3_vfs {
    REAL.lock().unwrap_or_else(PoisonError::into_inner).0
}

/// The name of a file that is recorded.
fn watched(path: *const c_char) -> Option<String> {
    if path.is_null() {
        return None;
    }
    // SAFETY: SQLite's file names end in a zero.
    let path = unsafe { CStr::from_ptr(path) }.to_str().ok()?;
    let path = Path::new(path);
    let recording = recording();
    let inside = path.parent() == Some(recording.as_ref()?.folder.as_path());
    inside
        .then(|| path.file_name()?.to_str().map(str::to_owned))
        .flatten()
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    path: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let real = real_system();
    let name = watched(path);
    let is_new = name.is_some() && !is_there(path);
    // SAFETY: the arguments are passed on as they came; `file` has room for the real system's file, whose size ours says.
    let done = unsafe { (*real).xOpen.map(|open| open(real, path, file, flags, out)) };
    let done = done.unwrap_or(ffi::SQLITE_ERROR);
    if let Some(name) = name
        && done == ffi::SQLITE_OK
    {
        if is_new {
            note(Deed::Made(name.clone()));
        }
        // SAFETY: after a successful open the file begins with a pointer to its table.
        unsafe { wrap(file, name) };
    }
    done
}

fn is_there(path: *const c_char) -> bool {
    // SAFETY: as in `watched`.
    let path = unsafe { CStr::from_ptr(path) };
    path.to_str().is_ok_and(|path| Path::new(path).exists())
}

/// Puts our functions before the real ones.
unsafe fn wrap(file: *mut ffi::sqlite3_file, name: String) {
    // SAFETY: the caller's.
    unsafe {
        let real = (*file).pMethods;
        let mut ours = *real;
        ours.xClose = Some(close);
        ours.xWrite = Some(write);
        ours.xTruncate = Some(truncate);
        ours.xSync = Some(sync);
        // One small table an open file: a recording opens a handful.
        (*file).pMethods = Box::leak(Box::new(ours));
        let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
        let wrapped = Wrapped {
            name,
            real: Methods(real),
        };
        files.get_or_insert_default().insert(file as usize, wrapped);
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let Some(wrapped) = wrapped(file) else {
        return ffi::SQLITE_IOERR;
    };
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    files.get_or_insert_default().remove(&(file as usize));
    // SAFETY: the real table belongs to this file, and is put back before it closes.
    unsafe {
        (*file).pMethods = wrapped.real.0;
        (*wrapped.real.0)
            .xClose
            .map_or(ffi::SQLITE_IOERR, |close| close(file))
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    amount: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    let Some(wrapped) = wrapped(file) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    // SAFETY: the real table belongs to this file; `from` holds `amount` bytes.
    let (done, bytes) = unsafe {
        let done = (*wrapped.real.0)
            .xWrite
            .map(|write| write(file, from, amount, at));
        (
            done,
            std::slice::from_raw_parts(from.cast::<u8>(), amount as usize),
        )
    };
    let done = done.unwrap_or(ffi::SQLITE_IOERR_WRITE);
    if done == ffi::SQLITE_OK {
        note(Deed::Wrote {
            name: wrapped.name,
            at: at as u64,
            bytes: bytes.to_vec(),
        });
    }
    done
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: ffi::sqlite3_int64) -> c_int {
    let Some(wrapped) = wrapped(file) else {
        return ffi::SQLITE_IOERR_TRUNCATE;
    };
    // SAFETY: the real table belongs to this file.
    let done = unsafe {
        (*wrapped.real.0)
            .xTruncate
            .map(|truncate| truncate(file, length))
    };
    let done = done.unwrap_or(ffi::SQLITE_IOERR_TRUNCATE);
    if done == ffi::SQLITE_OK {
        note(Deed::Cut {
            name: wrapped.name,
            length: length as u64,
        });
    }
    done
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    let Some(wrapped) = wrapped(file) else {
        return ffi::SQLITE_IOERR_FSYNC;
    };
    if fails() {
        note(Deed::SyncFailed(wrapped.name));
        return ffi::SQLITE_IOERR_FSYNC;
    }
    // The machine does not lose its power: the real sync would only take time.
    let _ = flags;
    note(Deed::Synced(wrapped.name));
    ffi::SQLITE_OK
}

/// Counts a sync; says whether it is one that is to fail.
fn fails() -> bool {
    let mut recording = recording();
    let Some(recording) = recording.as_mut() else {
        return false;
    };
    recording.syncs += 1;
    recording.failing.contains(&recording.syncs)
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, path: *const c_char, sync: c_int) -> c_int {
    let real = real_system();
    let name = watched(path);
    // SAFETY: the arguments are passed on as they came.
    let done = unsafe { (*real).xDelete.map(|delete| delete(real, path, sync)) };
    let done = done.unwrap_or(ffi::SQLITE_IOERR_DELETE);
    if let Some(name) = name
        && done == ffi::SQLITE_OK
    {
        note(Deed::Deleted {
            name,
            synced: sync != 0,
        });
    }
    done
}
