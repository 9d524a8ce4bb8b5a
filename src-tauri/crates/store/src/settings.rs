//! Settings: a key, and a value as JSON text that only its owner understands.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction};

use crate::error::{R, StoreError};
use crate::open::Store;

impl Store {
    /// The value of a key, JSON text.
    ///
    /// # Errors
    /// The disk's.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?)
        })
    }

    /// Sets a key to a value, JSON text.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.write(move |tx| set(tx, &key, &value))
    }

    /// Forgets a key.
    ///
    /// # Errors
    /// The disk's.
    pub fn forget_setting(&self, key: &str) -> Result<(), StoreError> {
        let key = key.to_owned();
        self.write(move |tx| {
            tx.execute("DELETE FROM settings WHERE key = ?1", [key])?;
            Ok(())
        })
    }
}

pub(crate) fn set(tx: &Transaction<'_>, key: &str, value: &str) -> R<()> {
    tx.prepare_cached(
        "INSERT INTO settings (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = ?2",
    )?
    .execute([key, value])?;
    Ok(())
}

/// The value of a key, JSON text, read without opening the library: no thread is started, no lock
/// taken. `None` for a library that is not there yet, or empty.
///
/// # Errors
/// Whatever keeps the library from being read.
pub fn peek_setting(library: &Path, key: &str) -> Result<Option<String>, StoreError> {
    // SQLite deletes the log of an empty file, even for a reader.
    if library.metadata().map_or(0, |found| found.len()) == 0 {
        return Ok(None);
    }
    let connection = Connection::open_with_flags(library, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut found = connection.prepare("SELECT value FROM settings WHERE key = ?1")?;
    Ok(found.query_row([key], |row| row.get(0)).optional()?)
}
