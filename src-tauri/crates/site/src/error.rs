//! What can keep a site from running, told apart by what can be done about it. It knows no request: those fail with problems.

use rusqlite::ErrorCode;

/// Why a site can't start or be prepared.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// Another program listens on the port. The caller may choose another.
    #[error("port {port} is taken")]
    PortTaken {
        /// Which port.
        port: u16,
    },
    /// The site's folder can't be made, read or written.
    #[error("the site's folder: {0}")]
    Folder(#[source] std::io::Error),
    /// No port can be opened, or no thread started.
    #[error("the site can't listen: {0}")]
    Listen(#[source] std::io::Error),
    /// The database is none, or is damaged. It is left as it is.
    #[error("the site's database is damaged: {0}")]
    Corrupt(String),
    /// The database can be read but not written.
    #[error("the site's database can't be written")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk of the site's database is full")]
    Full,
    /// The disk, or its file system, answered with an error.
    #[error("the disk of the site's database failed: {0}")]
    Fault(String),
    /// Another program holds the database.
    #[error("another program holds the site's database")]
    Busy,
    /// Anything else that SQLite says: a fault of the program's own.
    #[error("the site's database: {0}")]
    Database(#[source] rusqlite::Error),
    /// The database was written by a later program; it is left as it is.
    #[error("the site's database has version {found}, this program knows {known}")]
    Newer {
        /// Its version.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// The theme can't be compiled.
    #[error("the site's theme: {0}")]
    Theme(#[from] page::PageError),
    /// The system gives no random numbers.
    #[error("no randomness: {0}")]
    Randomness(String),
    /// The defaults name a time zone that the IANA database does not have.
    #[error("not a time zone: {0:?}")]
    UnknownZone(String),
}

impl From<rusqlite::Error> for SiteError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match &error {
            E::SqliteFailure(failure, _) => Self::of_code(failure.code, error),
            // Only a damaged or foreign file holds a value of a wrong type or shape.
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::InvalidColumnType(..)
            | E::Utf8Error(..) => Self::Corrupt(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

impl SiteError {
    fn of_code(code: ErrorCode, error: rusqlite::Error) -> Self {
        match code {
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                Self::Corrupt(error.to_string())
            }
            ErrorCode::ReadOnly => Self::ReadOnly,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::NoLargeFileSupport => Self::Fault(error.to_string()),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            _ => Self::Database(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[track_caller]
    fn check(code: i32, expect: fn(&SiteError) -> bool) {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into();
        assert!(expect(&error), "{error:?}");
    }

    #[test]
    fn only_a_damaged_database_is_called_damaged() {
        check(ffi::SQLITE_CORRUPT, |e| matches!(e, SiteError::Corrupt(_)));
        check(ffi::SQLITE_NOTADB, |e| matches!(e, SiteError::Corrupt(_)));
        check(ffi::SQLITE_FULL, |e| matches!(e, SiteError::Full));
        check(ffi::SQLITE_READONLY, |e| matches!(e, SiteError::ReadOnly));
        check(ffi::SQLITE_IOERR_WRITE, |e| {
            matches!(e, SiteError::Fault(_))
        });
        check(ffi::SQLITE_CANTOPEN, |e| matches!(e, SiteError::Fault(_)));
        check(ffi::SQLITE_BUSY, |e| matches!(e, SiteError::Busy));
        check(ffi::SQLITE_LOCKED, |e| matches!(e, SiteError::Busy));
        check(ffi::SQLITE_MISUSE, |e| matches!(e, SiteError::Database(_)));
    }
}
