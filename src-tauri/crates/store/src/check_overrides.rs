//! What went out although a check kept it back, and why: written once, never changed, never removed. Checks nothing itself.

use domain::{CheckKind, CheckOverride, DispatchId, DraftId, Reason};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::columns::{Read, json, key, micros};
use crate::error::{R, StoreError};
use crate::open::Store;

impl Store {
    /// What of a draft went out although something kept it back, the newest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn check_overrides(&self, draft: DraftId) -> Result<Vec<CheckOverride>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT * FROM check_overrides WHERE draft = ?1 ORDER BY number DESC",
            )?;
            let all = all.query_map([key(draft.0)], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// What let a promise through although something kept it back; `None` when nothing did.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn check_override_of(
        &self,
        dispatch: DispatchId,
    ) -> Result<Option<CheckOverride>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT * FROM check_overrides WHERE dispatch = ?1")?
                .query_row([key(dispatch.0)], read)
                .optional()?)
        })
    }
}

pub(crate) fn insert(tx: &Transaction<'_>, made: &CheckOverride) -> R<()> {
    let checks: Vec<_> = made.checks.iter().map(|kind| kind.word()).collect();
    tx.prepare_cached(
        "INSERT INTO check_overrides (draft, dispatch, checks, reason, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        key(made.draft.0),
        key(made.dispatch.0),
        json(&checks)?,
        made.reason.as_str(),
        micros(made.made_at),
    ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<CheckOverride> {
    Ok(CheckOverride {
        draft: row.id("draft", DraftId)?,
        dispatch: row.id("dispatch", DispatchId)?,
        checks: row.word("checks", checks)?,
        reason: row.word("reason", Reason::parse)?,
        made_at: row.time("made_at")?,
    })
}

/// A check that there is no more is left out.
fn checks(words: &str) -> Option<Vec<CheckKind>> {
    let words: Vec<String> = serde_json::from_str(words).ok()?;
    let kinds = words.iter().filter_map(|word| CheckKind::of_word(word));
    Some(kinds.collect())
}
