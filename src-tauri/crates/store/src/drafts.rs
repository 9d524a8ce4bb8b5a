//! Drafts: fields, text, place, bin. Lists of them are in `library`.

mod rows;

use domain::draft::DraftStatus;
use domain::{Draft, DraftId, Fields, Fingerprint, Revision, Timestamp};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::columns::{Read, Word, key, micros, micros_of, whole};
use crate::error::{R, StoreError};
use crate::journal::{self, JournalEntry, number_of};
use crate::open::Store;
use crate::picture_uses::{self, PicturePlace};
use crate::reading;
use crate::{dispatches, front_matter, revisions, search, settings, site_previews, status};
pub(crate) use rows::{check_all, insert, row_of};
use rows::{set_fields, stored};

/// Where the writer was in a text, UTF-16 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The caret.
    pub caret: u64,
    /// The first visible character; the caret itself when nothing more is known than that it was in view.
    pub scroll: u64,
}

/// What a damaged library can't vouch for in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Its text reads in two ways, neither of them proved: this is the other one.
    OtherText(String),
    /// Its text or its fields are not those that were written, and there is no other reading.
    NotAsWritten,
}

/// A draft as it is in the library, with every edit of the journal in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// The draft.
    pub draft: Draft,
    /// The number of its last edit; 0 when it has none.
    pub sequence: u64,
    /// Where the writer was.
    pub place: Place,
    /// Its status.
    pub status: DraftStatus,
    /// What the library can't vouch for in it.
    pub doubt: Option<Doubt>,
}

impl Store {
    /// Adds a draft, its text included.
    ///
    /// # Errors
    /// `Taken` when there is one with this identifier.
    pub fn insert_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        self.insert_drafts(std::slice::from_ref(draft))
    }

    /// Adds many drafts in one transaction: all or none.
    ///
    /// # Errors
    /// `Taken` when there is one with one of these identifiers.
    pub fn insert_drafts(&self, drafts: &[Draft]) -> Result<(), StoreError> {
        let drafts = drafts.to_vec();
        self.write(move |tx| drafts.iter().try_for_each(|draft| insert(tx, draft)))
    }

    /// Adds a draft that came out of a file, with the YAML that is kept with it and a setting that
    /// names it (its key and its value), in one transaction: all or nothing.
    ///
    /// # Errors
    /// `Taken` when there is one with this identifier.
    pub fn insert_file_draft(
        &self,
        draft: &Draft,
        front_matter: &str,
        name: Option<(String, String)>,
    ) -> Result<(), StoreError> {
        let (draft, yaml) = (draft.clone(), front_matter.to_owned());
        self.write(move |tx| {
            insert(tx, &draft)?;
            front_matter::set(tx, draft.id, &yaml)?;
            match name {
                Some((key, value)) => settings::set(tx, &key, &value),
                None => Ok(()),
            }
        })
    }

    /// The draft with this identifier, in the bin or not.
    ///
    /// # Errors
    /// `Corrupt` when the journal does not fit the text.
    pub fn draft(&self, id: DraftId) -> Result<Option<StoredDraft>, StoreError> {
        self.read(|state| match number_of(state, id) {
            Ok(number) => stored(state, number).map(Some),
            Err(StoreError::Missing(_)) => refuse_unlisted(state, id).map(|()| None),
            Err(error) => Err(error),
        })
    }

    /// A draft's status.
    ///
    /// # Errors
    /// `Missing`.
    pub fn status(&self, id: DraftId) -> Result<DraftStatus, StoreError> {
        self.read(|state| {
            state
                .prepare_cached("SELECT status FROM drafts WHERE id = ?1")?
                .query_row([key(id.0)], |row| row.word(0, DraftStatus::of_word))
                .optional()?
                .ok_or(StoreError::Missing("draft"))
        })
    }

    /// Replaces a draft's fields.
    ///
    /// # Errors
    /// `Missing`.
    pub fn set_fields(
        &self,
        id: DraftId,
        fields: &Fields,
        changed_at: Timestamp,
    ) -> Result<(), StoreError> {
        let fields = fields.clone();
        self.write(move |tx| set_fields(tx, number_of(tx, id)?, &fields, changed_at))
    }

    /// Puts a revision in the place of what a draft says: fields, and text by a journal entry that
    /// leads to it. What the draft said is kept as a revision first, where it is not yet. All of it
    /// or nothing.
    ///
    /// # Errors
    /// `Missing`; `Taken` when a revision is kept already; `OutOfOrder` when the entry does not
    /// follow the last one.
    pub fn replace(
        &self,
        before: Option<&Revision>,
        revision: &Revision,
        entry: &JournalEntry,
    ) -> Result<(), StoreError> {
        let before = before.map(|before| self.frozen(before)).transpose()?;
        let frozen = self.frozen(revision)?;
        let (draft, fields) = (revision.draft, revision.fields.clone());
        let entry = entry.clone();
        self.write(move |tx| {
            for frozen in before.iter().chain([&frozen]) {
                revisions::add(tx, frozen)?;
            }
            for written in journal::write(tx, std::slice::from_ref(&entry))? {
                written?;
            }
            set_fields(tx, number_of(tx, draft)?, &fields, entry.made_at)
        })
    }

    /// Remembers where the writer is.
    ///
    /// # Errors
    /// `Missing`.
    pub fn set_place(&self, id: DraftId, place: Place) -> Result<(), StoreError> {
        self.write(move |tx| {
            let row = params![key(id.0), whole(place.caret), whole(place.scroll)];
            one(tx.execute(
                "UPDATE drafts SET caret = ?2, scroll = ?3 WHERE id = ?1",
                row,
            )?)
        })
    }

    /// Puts `text`, in which every edit up to `sequence` is, in the place of the stored text, and
    /// drops these edits from the journal. Later ones stay.
    ///
    /// Also for a whole text that came without edits, with the next sequence number.
    ///
    /// # Errors
    /// `Missing`; `OutOfOrder` when the stored text has later edits in it than `sequence`.
    pub fn fold(
        &self,
        id: DraftId,
        text: &str,
        sequence: u64,
        changed_at: Timestamp,
    ) -> Result<(), StoreError> {
        let text = text.to_owned();
        self.write(move |tx| fold(tx, number_of(tx, id)?, &text, sequence, changed_at))
    }

    /// Puts a draft in the bin. It can be there already.
    ///
    /// # Errors
    /// `Missing`; `DispatchOpen` while a promise is on its way.
    pub fn bin(&self, id: DraftId, binned_at: Timestamp) -> Result<(), StoreError> {
        self.set_binned(id, Some(binned_at))
    }

    /// Takes a draft out of the bin.
    ///
    /// # Errors
    /// `Missing`.
    pub fn restore(&self, id: DraftId) -> Result<(), StoreError> {
        self.set_binned(id, None)
    }

    fn set_binned(&self, id: DraftId, at: Option<Timestamp>) -> R<()> {
        self.write(move |tx| {
            let number = number_of(tx, id)?;
            if at.is_some() {
                refuse_promised(tx, id)?;
            }
            let row = params![number, micros_of(at)];
            tx.execute("UPDATE drafts SET binned_at = ?2 WHERE number = ?1", row)?;
            status::refresh(tx, number)
        })
    }

    /// Deletes a draft for good, with its revisions, its publications and their receipts.
    ///
    /// # Errors
    /// `Missing`; `DispatchOpen` while a promise is on its way.
    pub fn delete(&self, id: DraftId) -> Result<(), StoreError> {
        self.write(move |tx| {
            let number = number_of(tx, id)?;
            refuse_promised(tx, id)?;
            search::forget(tx, number)?;
            site_previews::leave(tx, id, None)?;
            // In the order of their references to each other.
            for table in ["publications", "dispatches", "revisions"] {
                tx.execute(
                    &format!("DELETE FROM {table} WHERE draft = ?1"),
                    [key(id.0)],
                )?;
            }
            one(tx.execute("DELETE FROM drafts WHERE number = ?1", [number])?)
        })
    }
}

/// What is on its way keeps its draft.
fn refuse_promised(tx: &Transaction<'_>, id: DraftId) -> R<()> {
    match dispatches::open_of(tx, id)? {
        Some(dispatch) => Err(StoreError::DispatchOpen(dispatch.id)),
        None => Ok(()),
    }
}

/// A draft that its table has and its index has not was not deleted.
fn refuse_unlisted(state: &Connection, id: DraftId) -> R<()> {
    let is_there: bool = state
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM drafts NOT INDEXED WHERE id = ?1)")?
        .query_row([key(id.0)], |row| row.get(0))?;
    match is_there {
        true => Err(StoreError::Corrupt(format!(
            "draft {id} is missing from an index"
        ))),
        false => Ok(()),
    }
}

/// One row was to be changed, and was there.
fn one(changed: usize) -> R<()> {
    if changed == 0 {
        Err(StoreError::Missing("draft"))
    } else {
        Ok(())
    }
}

fn fold(tx: &Transaction<'_>, number: i64, text: &str, sequence: u64, at: Timestamp) -> R<()> {
    let (stored, same) = tx
        .prepare_cached("SELECT sequence, text = ?2 FROM texts WHERE draft = ?1")?
        .query_row(params![number, text], |row| {
            Ok((row.count::<u64>(0)?, row.get::<_, bool>(1)?))
        })?;
    if sequence < stored {
        return Err(StoreError::OutOfOrder {
            expected: stored,
            found: sequence,
        });
    }
    let fingerprint = reading::stored(Fingerprint::of(text));
    if same {
        tx.prepare_cached("UPDATE texts SET sequence = ?2, fingerprint = ?3 WHERE draft = ?1")?
            .execute(params![number, whole(sequence), fingerprint])?;
    } else {
        keep_earlier(tx, number)?;
        tx.prepare_cached(
            "UPDATE texts SET sequence = ?2, text = ?3, fingerprint = ?4 WHERE draft = ?1",
        )?
        .execute(params![number, whole(sequence), text, fingerprint])?;
        search::mark_due(tx, number)?;
        picture_uses::note(tx, number, PicturePlace::Text, text)?;
    }
    tx.prepare_cached(
        "UPDATE drafts SET changed_at = max(changed_at, ?2), edits = max(edits, ?3) WHERE number = ?1",
    )?
    .execute(params![number, micros(at), whole(sequence)])?;
    status::refresh(tx, number)
}

/// The text that is about to be replaced stays until the next one is, with the edits after it.
fn keep_earlier(tx: &Transaction<'_>, number: i64) -> R<()> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO earlier_texts SELECT draft, sequence, text, fingerprint
         FROM texts WHERE draft = ?1",
    )?
    .execute([number])?;
    tx.prepare_cached(
        "DELETE FROM journal WHERE draft = ?1
         AND sequence <= (SELECT sequence FROM earlier_texts WHERE draft = ?1)",
    )?
    .execute([number])?;
    Ok(())
}
