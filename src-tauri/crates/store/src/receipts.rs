//! Receipts: a dispatch is done when its receipt is kept, and never otherwise.

use domain::{DispatchId, DispatchState, DraftId, Publication, Receipt, SiteId};
use rusqlite::{OptionalExtension, Row, params};

use crate::columns::{Read, key, micros};
use crate::dispatches::{self, DispatchProgress};
use crate::error::StoreError;
use crate::journal::number_of;
use crate::open::Store;
use crate::{publications, status};

impl Store {
    /// Keeps the proof, ends the dispatch and ties draft and article, in one transaction. Keeping
    /// it again replaces it: so `seen_hash` can follow when a reader could be served.
    ///
    /// # Errors
    /// `Missing`; `DispatchMove` when the dispatch was taken back.
    pub fn keep_receipt(
        &self,
        receipt: &Receipt,
        publication: &Publication,
    ) -> Result<(), StoreError> {
        let (receipt, publication) = (receipt.clone(), publication.clone());
        self.write(move |tx| {
            let dispatch = dispatches::must(tx, receipt.dispatch)?;
            if dispatch.state != DispatchState::Done {
                let done = DispatchProgress::done(&dispatch);
                dispatches::move_to(tx, &dispatch, &done)?;
            }
            tx.prepare_cached(
                "INSERT INTO receipts (dispatch, answered_at, address, remote_version, sent_hash,
                                       seen_hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (dispatch) DO UPDATE SET answered_at = ?2, address = ?3,
                     remote_version = ?4, sent_hash = ?5, seen_hash = ?6",
            )?
            .execute(params![
                key(receipt.dispatch.0),
                micros(receipt.answered_at),
                receipt.address,
                receipt.remote_version,
                receipt.sent_hash,
                receipt.seen_hash
            ])?;
            publications::put(tx, &publication)?;
            status::refresh(tx, number_of(tx, publication.draft)?)
        })
    }

    /// The proof of a dispatch.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn receipt(&self, dispatch: DispatchId) -> Result<Option<Receipt>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT * FROM receipts WHERE dispatch = ?1")?
                .query_row([key(dispatch.0)], read)
                .optional()?)
        })
    }

    /// The last proof of a draft's article on a site.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn last_receipt(
        &self,
        draft: DraftId,
        site: SiteId,
    ) -> Result<Option<Receipt>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(
                    "SELECT receipts.* FROM dispatches
                     JOIN receipts ON receipts.dispatch = dispatches.id
                     WHERE dispatches.draft = ?1 AND dispatches.site = ?2
                     ORDER BY dispatches.made_at DESC, dispatches.number DESC LIMIT 1",
                )?
                .query_row([key(draft.0), key(site.0)], read)
                .optional()?)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Receipt> {
    Ok(Receipt {
        dispatch: row.id("dispatch", DispatchId)?,
        answered_at: row.time("answered_at")?,
        address: row.get("address")?,
        remote_version: row.get("remote_version")?,
        sent_hash: row.get("sent_hash")?,
        seen_hash: row.get("seen_hash")?,
    })
}
