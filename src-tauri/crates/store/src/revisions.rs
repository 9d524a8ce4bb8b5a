//! Revisions: written once, read often, never changed.

use domain::{DraftId, Revision, RevisionId, RevisionReason};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::columns::{Read, Word, fields_json, fields_of, key, micros};
use crate::error::{R, StoreError};
use crate::journal::number_of;
use crate::open::Store;

impl Store {
    /// Keeps a revision that no dispatch needs, as before an import replaces a text.
    ///
    /// # Errors
    /// `Missing` when there is no such draft; `Taken` when the identifier is in use.
    pub fn insert_revision(&self, revision: &Revision) -> Result<(), StoreError> {
        let revision = revision.clone();
        self.write(move |tx| {
            number_of(tx, revision.draft)?;
            if is_there(tx, revision.id)? {
                return Err(StoreError::Taken("revision"));
            }
            insert(tx, &revision)
        })
    }

    /// The revision with this identifier.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn revision(&self, id: RevisionId) -> Result<Option<Revision>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT * FROM revisions WHERE id = ?1")?
                .query_row([key(id.0)], read)
                .optional()?)
        })
    }

    /// A draft's revisions with their texts, newest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn revisions(&self, draft: DraftId) -> Result<Vec<Revision>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT * FROM revisions WHERE draft = ?1 ORDER BY made_at DESC, number DESC",
            )?;
            let all = all.query_map([key(draft.0)], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }
}

/// Keeps a revision unless it is kept already.
pub(crate) fn keep(tx: &Transaction<'_>, revision: &Revision) -> R<()> {
    if is_there(tx, revision.id)? {
        Ok(())
    } else {
        insert(tx, revision)
    }
}

fn is_there(tx: &Transaction<'_>, id: RevisionId) -> R<bool> {
    Ok(tx
        .prepare_cached("SELECT 1 FROM revisions WHERE id = ?1")?
        .exists([key(id.0)])?)
}

fn insert(tx: &Transaction<'_>, revision: &Revision) -> R<()> {
    tx.prepare_cached(
        "INSERT INTO revisions (id, draft, made_at, reason, fields, text)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        key(revision.id.0),
        key(revision.draft.0),
        micros(revision.made_at),
        revision.reason.word(),
        fields_json(&revision.fields)?,
        revision.text
    ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision {
        id: row.id("id", RevisionId)?,
        draft: row.id("draft", DraftId)?,
        fields: row.word("fields", fields_of)?,
        text: row.get("text")?,
        made_at: row.time("made_at")?,
        reason: row.word("reason", RevisionReason::of_word)?,
    })
}
