//! What left under embargo, and why: written once, never changed, never removed. Holds nothing back itself.

use domain::{Act, DispatchId, DraftId, EmbargoOverride, Reason};
use rusqlite::{Row, Transaction, params};

use crate::columns::{Read, key, micros};
use crate::error::{R, StoreError};
use crate::open::Store;

impl Store {
    /// Keeps that drafts were let go under embargo: all or none. One that lets a promise through is
    /// written with it, see [`Store::promise_each`].
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_overrides(&self, overrides: &[EmbargoOverride]) -> Result<(), StoreError> {
        // Nothing to keep is nothing to write: a library that is only read stays so.
        if overrides.is_empty() {
            return Ok(());
        }
        let overrides = overrides.to_vec();
        self.write(move |tx| overrides.iter().try_for_each(|made| insert(tx, made)))
    }

    /// What of a draft left under embargo, the newest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn overrides(&self, draft: DraftId) -> Result<Vec<EmbargoOverride>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT * FROM embargo_overrides WHERE draft = ?1 ORDER BY number DESC",
            )?;
            let all = all.query_map([key(draft.0)], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// What let a promise through although an embargo held; `None` when nothing had to.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn override_of(&self, dispatch: DispatchId) -> Result<Option<EmbargoOverride>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT * FROM embargo_overrides WHERE dispatch = ?1 ORDER BY number DESC LIMIT 1",
            )?;
            let mut all = all.query_map([key(dispatch.0)], read)?;
            Ok(all.next().transpose()?)
        })
    }
}

pub(crate) fn insert(tx: &Transaction<'_>, made: &EmbargoOverride) -> R<()> {
    tx.prepare_cached(
        "INSERT INTO embargo_overrides (draft, until, act, reason, made_at, dispatch)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        key(made.draft.0),
        micros(made.until),
        made.act.word(),
        made.reason.as_str(),
        micros(made.made_at),
        made.dispatch.map(|dispatch| key(dispatch.0))
    ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<EmbargoOverride> {
    let dispatch: Option<[u8; 16]> = row.get("dispatch")?;
    Ok(EmbargoOverride {
        draft: row.id("draft", DraftId)?,
        until: row.time("until")?,
        act: row.word("act", Act::of_word)?,
        reason: row.word("reason", Reason::parse)?,
        made_at: row.time("made_at")?,
        dispatch: dispatch.map(|id| DispatchId(uuid::Uuid::from_bytes(id))),
    })
}
