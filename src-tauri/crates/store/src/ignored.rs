//! What the writer does not want to be told of a draft's copy again. Knows no rule and finds nothing.

use domain::DraftId;
use rusqlite::{Row, params};

use crate::columns::key;
use crate::error::StoreError;
use crate::journal::number_of;
use crate::open::Store;

/// Something in the copy that is ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// What it was found by.
    pub rule: String,
    /// What stands there.
    pub words: String,
    /// What stands before it and behind it; `None` for wherever the draft has these words.
    pub beside: Option<(String, String)>,
}

impl Store {
    /// Remembers that something is ignored in a draft; once is enough.
    ///
    /// # Errors
    /// `Missing`; the disk's.
    pub fn ignore(&self, draft: DraftId, ignored: Ignored) -> Result<(), StoreError> {
        self.write(move |tx| {
            let number = number_of(tx, draft)?;
            let here = ignored.beside.is_some();
            let (before, after) = ignored.beside.unwrap_or_default();
            let sql = "INSERT OR IGNORE INTO ignored (draft, rule, words, here, before, after)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let row = params![number, ignored.rule, ignored.words, here, before, after];
            tx.prepare_cached(sql)?.execute(row)?;
            Ok(())
        })
    }

    /// Nothing is ignored in a draft any more.
    ///
    /// # Errors
    /// The disk's.
    pub fn heed_again(&self, draft: DraftId) -> Result<(), StoreError> {
        self.write(move |tx| {
            let sql = "DELETE FROM ignored WHERE draft = (SELECT number FROM drafts WHERE id = ?1)";
            tx.execute(sql, [key(draft.0)])?;
            Ok(())
        })
    }

    /// What is ignored in a draft.
    ///
    /// # Errors
    /// The disk's.
    pub fn ignored(&self, draft: DraftId) -> Result<Vec<Ignored>, StoreError> {
        self.read(|state| {
            let sql = "SELECT rule, words, here, before, after FROM ignored
                       JOIN drafts ON number = draft WHERE id = ?1";
            let mut all = state.prepare_cached(sql)?;
            let all = all.query_map([key(draft.0)], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Ignored> {
    let here: bool = row.get("here")?;
    let beside = (row.get("before")?, row.get("after")?);
    Ok(Ignored {
        rule: row.get("rule")?,
        words: row.get("words")?,
        beside: here.then_some(beside),
    })
}
