//! What a draft's file says besides our fields: YAML, kept as it was written and understood by nobody here.

use domain::DraftId;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::columns::key;
use crate::error::{R, StoreError};
use crate::journal::number_of;
use crate::open::Store;

impl Store {
    /// The YAML that is kept with a draft, whole lines; `None` when there is none.
    ///
    /// # Errors
    /// The disk's.
    pub fn front_matter(&self, draft: DraftId) -> Result<Option<String>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(
                    "SELECT yaml FROM front_matter JOIN drafts ON number = draft WHERE id = ?1",
                )?
                .query_row([key(draft.0)], |row| row.get(0))
                .optional()?)
        })
    }

    /// Keeps YAML with a draft, in the place of what is kept; an empty one is none.
    ///
    /// # Errors
    /// `Missing`; the disk's.
    pub fn set_front_matter(&self, draft: DraftId, yaml: &str) -> Result<(), StoreError> {
        let yaml = yaml.to_owned();
        self.write(move |tx| set(tx, draft, &yaml))
    }
}

pub(crate) fn set(tx: &Transaction<'_>, draft: DraftId, yaml: &str) -> R<()> {
    let number = number_of(tx, draft)?;
    if yaml.is_empty() {
        tx.execute("DELETE FROM front_matter WHERE draft = ?1", [number])?;
    } else {
        tx.prepare_cached(
            "INSERT INTO front_matter (draft, yaml) VALUES (?1, ?2)
             ON CONFLICT (draft) DO UPDATE SET yaml = ?2",
        )?
        .execute(params![number, yaml])?;
    }
    Ok(())
}
