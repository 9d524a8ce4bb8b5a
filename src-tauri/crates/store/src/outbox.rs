//! The outbox as a list: each dispatch with what a person calls it. Moves none.

use domain::{Dispatch, DispatchId, Receipt};
use rusqlite::{OptionalExtension, Row};

use crate::columns::key;
use crate::dispatches::{OPEN, read};
use crate::error::StoreError;
use crate::open::Store;
use crate::receipts;

/// A dispatch in the outbox's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// The dispatch.
    pub dispatch: Dispatch,
    /// The headline of what was promised.
    pub headline: String,
    /// The site's name.
    pub site_name: String,
    /// Where a reader finds the article, once done and while it is there.
    pub address: Option<String>,
    /// Its proof, once done.
    pub receipt: Option<Receipt>,
}

/// Everything an outbox row says.
const OUTBOX_ROW: &str = "
    SELECT dispatches.*, receipts.*, revisions.headline, sites.name AS site_name,
           CASE WHEN dispatches.operation <> 'unpublish' AND publications.state = 'live'
                THEN receipts.address END AS there
    FROM dispatches
    JOIN revisions ON revisions.id = dispatches.revision
    JOIN sites ON sites.id = dispatches.site
    LEFT JOIN receipts ON receipts.dispatch = dispatches.id
    LEFT JOIN publications ON publications.draft = dispatches.draft
                          AND publications.site = dispatches.site";

impl Store {
    /// One dispatch as the outbox lists it.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn outbox_row(&self, id: DispatchId) -> Result<Option<OutboxRow>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(&format!("{OUTBOX_ROW} WHERE dispatches.id = ?1"))?
                .query_row([key(id.0)], read_row)
                .optional()?)
        })
    }

    /// The outbox, newest first: at most `limit` dispatches, but all that are open.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn outbox(&self, limit: u32) -> Result<Vec<OutboxRow>, StoreError> {
        self.read(|state| {
            let sql = format!(
                "{OUTBOX_ROW} WHERE dispatches.{OPEN}
                    OR dispatches.number IN
                       (SELECT number FROM dispatches ORDER BY made_at DESC, number DESC LIMIT ?1)
                 ORDER BY dispatches.made_at DESC, dispatches.number DESC"
            );
            let mut all = state.prepare_cached(&sql)?;
            let all = all.query_map([limit], read_row)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<OutboxRow> {
    let proven = row.get::<_, Option<String>>("sent_hash")?.is_some();
    Ok(OutboxRow {
        dispatch: read(row)?,
        headline: row.get("headline")?,
        site_name: row.get("site_name")?,
        address: row.get("there")?,
        receipt: proven.then(|| receipts::read(row)).transpose()?,
    })
}
