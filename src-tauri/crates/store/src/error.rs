//! What can go wrong in the library, told apart by what the journalist can do about it.

use domain::{DispatchId, DispatchState};
use rusqlite::ErrorCode;

/// A failure of the library. Whatever was being written was not written, and is still the caller's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The file is not a library, or is damaged. It is left as it is.
    #[error("the library is damaged: {0}")]
    Corrupt(String),
    /// A newer program wrote the file. It is left as it is.
    #[error("the library has format {found}, this program knows up to {known}")]
    Newer {
        /// The file's format.
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// The file can be read but not written.
    #[error("the library can't be written")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk, or its file system, answered with an error.
    #[error("the disk failed: {0}")]
    Fault(String),
    /// Another program holds the library.
    #[error("another program holds the library")]
    Busy,
    /// What is kept of one revision is damaged; all else is not.
    #[error("the revision is damaged: {0}")]
    RevisionDamaged(String),
    /// There is no such thing.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// There is one with this identifier already.
    #[error("there is such a {0} already")]
    Taken(&'static str),
    /// A change that does not follow the last one, or a fold older than the text that is stored.
    #[error("change {found} does not follow: {expected} is next")]
    OutOfOrder {
        /// The number that would have been right (at the least, for a fold).
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// The draft is in the bin.
    #[error("the draft is in the bin")]
    Binned,
    /// This draft has an open promise to this site already.
    #[error("dispatch {0} is still open")]
    DispatchOpen(DispatchId),
    /// A dispatch can't go from where it is to where it was sent.
    #[error("a dispatch that is {from:?} can't become {to:?}")]
    DispatchMove {
        /// Where it is.
        from: DispatchState,
        /// Where it was to go.
        to: DispatchState,
    },
    /// The library is closing.
    #[error("the library is closed")]
    Closed,
    /// The program's own work on the library broke off; it was rolled back.
    #[error("a defect: {0}")]
    Defect(String),
    /// Anything else that SQLite says: a fault of the program's own.
    #[error("sqlite: {0}")]
    Sqlite(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match &error {
            E::SqliteFailure(_, Some(said)) if said.starts_with("no such ") => {
                Self::Corrupt(error.to_string())
            }
            E::SqliteFailure(failure, _) => Self::of_code(failure.code, error.to_string()),
            // Only a damaged or foreign file holds a value of a wrong type or shape.
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::InvalidColumnType(..)
            | E::Utf8Error(..)
            // Every statement runs in the tests: what has no such column, or no row where one must be, is damaged.
            | E::QueryReturnedNoRows
            | E::InvalidColumnName(..)
            | E::SqlInputError { .. } => Self::Corrupt(error.to_string()),
            _ => Self::Sqlite(error.to_string()),
        }
    }
}

impl StoreError {
    fn of_code(code: ErrorCode, said: String) -> Self {
        match code {
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt(said),
            ErrorCode::ReadOnly => Self::ReadOnly,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::NoLargeFileSupport => Self::Fault(said),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            _ => Self::Sqlite(said),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        match error.kind() {
            K::StorageFull | K::QuotaExceeded => Self::Full,
            K::ReadOnlyFilesystem | K::PermissionDenied => Self::ReadOnly,
            _ => Self::Fault(error.to_string()),
        }
    }
}

pub(crate) type R<T> = Result<T, StoreError>;

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[track_caller]
    fn check(code: i32, expect: fn(&StoreError) -> bool) {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into();
        assert!(expect(&error), "{error:?}");
    }

    #[test]
    fn codes_become_what_the_journalist_can_act_on() {
        check(ffi::SQLITE_CORRUPT, |e| matches!(e, StoreError::Corrupt(_)));
        check(ffi::SQLITE_CORRUPT_VTAB, |e| {
            matches!(e, StoreError::Corrupt(_))
        });
        check(ffi::SQLITE_NOTADB, |e| matches!(e, StoreError::Corrupt(_)));
        check(ffi::SQLITE_READONLY, |e| *e == StoreError::ReadOnly);
        check(ffi::SQLITE_READONLY_DIRECTORY, |e| {
            *e == StoreError::ReadOnly
        });
        check(ffi::SQLITE_FULL, |e| *e == StoreError::Full);
        check(ffi::SQLITE_IOERR_FSYNC, |e| {
            matches!(e, StoreError::Fault(_))
        });
        check(ffi::SQLITE_CANTOPEN, |e| matches!(e, StoreError::Fault(_)));
        check(ffi::SQLITE_BUSY_SNAPSHOT, |e| *e == StoreError::Busy);
        check(ffi::SQLITE_LOCKED, |e| *e == StoreError::Busy);
        check(ffi::SQLITE_MISUSE, |e| matches!(e, StoreError::Sqlite(_)));
    }
}
