//! The journal: every change of a text, durable long before the text is folded.

use std::collections::BTreeMap;

use domain::{DraftId, Fingerprint, Timestamp};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::change::{self, Change};
use crate::columns::{Read, key, micros, whole};
use crate::error::{R, StoreError};
use crate::open::Store;
use crate::reading;

/// One edit of a draft's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// Of which draft.
    pub draft: DraftId,
    /// One more than the last edit's.
    pub sequence: u64,
    /// What changed.
    pub changes: Vec<Change>,
    /// The caret after it, UTF-16 units.
    pub caret: u64,
    /// When it was made.
    pub made_at: Timestamp,
    /// That of the whole text after it, by which it is known again; `None` where nobody knows it.
    pub fingerprint: Option<Fingerprint>,
}

/// Called on the writing thread with the entry's sequence number when it is on the disk, or with
/// the reason why it is not: the text is then the caller's to keep. Must not write or block.
pub type OnDurable = Box<dyn FnOnce(Result<u64, StoreError>) + Send>;

impl Store {
    /// Queues an edit and returns at once. Edits that wait together are committed together.
    ///
    /// An entry that does not follow the last one is refused (`OutOfOrder`), because the offsets
    /// in it count on every edit before it: after a failure, append the lost ones again, or
    /// [`Store::fold`] the whole text.
    pub fn append(&self, entry: JournalEntry, on_durable: OnDurable) {
        self.writer().append(entry, on_durable);
    }
}

/// Writes the entries of one commit. An entry that is refused does not stop the others.
pub(crate) fn write(tx: &Transaction<'_>, entries: &[JournalEntry]) -> R<Vec<R<u64>>> {
    let mut each = Vec::with_capacity(entries.len());
    let mut last = BTreeMap::new();
    for entry in entries {
        match write_one(tx, entry) {
            Ok(number) => {
                last.insert(number, entry);
                each.push(Ok(entry.sequence));
            }
            Err(refused @ (StoreError::Missing(_) | StoreError::OutOfOrder { .. })) => {
                each.push(Err(refused));
            }
            Err(error) => return Err(error),
        }
    }
    for (number, entry) in last {
        mark_changed(tx, number, entry)?;
    }
    Ok(each)
}

fn write_one(tx: &Transaction<'_>, entry: &JournalEntry) -> R<i64> {
    let number = number_of(tx, entry.draft)?;
    let expected = last_sequence(tx, number)? + 1;
    if entry.sequence != expected {
        return Err(StoreError::OutOfOrder {
            expected,
            found: entry.sequence,
        });
    }
    let changes = change::to_json(&entry.changes).map_err(|e| StoreError::Sqlite(e.to_string()))?;
    tx.prepare_cached(
        "INSERT INTO journal (draft, sequence, made_at, caret, changes, fingerprint)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        number,
        whole(entry.sequence),
        micros(entry.made_at),
        whole(entry.caret),
        changes,
        entry.fingerprint.map(reading::stored)
    ])?;
    Ok(number)
}

/// About as many characters as a window shows.
const SCREENFUL: i64 = 3000;

/// What an edit changes in the library's list. Whether an undo made the text equal to the live
/// one again is found out when it is folded.
///
/// Who types sees the caret: where it is far from what was last known to be in view, it is there now.
fn mark_changed(tx: &Transaction<'_>, number: i64, entry: &JournalEntry) -> R<()> {
    tx.prepare_cached(
        "UPDATE drafts SET changed_at = ?2, caret = ?3, edits = ?5,
             scroll = CASE WHEN ?3 BETWEEN scroll AND scroll + ?4 THEN scroll ELSE ?3 END
         WHERE number = ?1",
    )?
    .execute(params![
        number,
        micros(entry.made_at),
        whole(entry.caret),
        SCREENFUL,
        whole(entry.sequence)
    ])?;
    tx.prepare_cached(
        "UPDATE drafts SET status = 'changed' WHERE number = ?1 AND status = 'published'",
    )?
    .execute([number])?;
    Ok(())
}

/// A draft's number.
pub(crate) fn number_of(connection: &Connection, draft: DraftId) -> R<i64> {
    connection
        .prepare_cached("SELECT number FROM drafts WHERE id = ?1")?
        .query_row([key(draft.0)], |row| row.get(0))
        .optional()?
        .ok_or(StoreError::Missing("draft"))
}

/// The number of the last edit, folded or not.
pub(crate) fn last_sequence(connection: &Connection, number: i64) -> R<u64> {
    let last = connection
        .prepare_cached(
            "SELECT max(ifnull((SELECT max(sequence) FROM journal WHERE draft = ?1), 0), sequence)
             FROM texts WHERE draft = ?1",
        )?
        .query_row([number], |row| row.count(0))?;
    Ok(last)
}
