//! Receipts: a dispatch is done when its receipt is kept, and never otherwise.

use domain::{
    Difference, Dispatch, DispatchId, DispatchState, DraftId, PicturesSeen, Publication,
    PublicationState, Receipt, SiteId,
};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::columns::{DifferenceRecord, Read, json, key, micros, micros_of};
use crate::dispatches::{self, DispatchProgress};
use crate::error::{R, StoreError};
use crate::journal::number_of;
use crate::open::Store;
use crate::{publications, site_previews, status};

/// Whether something was, or may have been, sent after `this` for the same article.
const SENT_SINCE: &str = "EXISTS (SELECT 1 FROM dispatches AS later
    WHERE later.draft = this.draft AND later.site = this.site AND later.number > this.number
      AND later.state IN ('sending', 'unknown', 'done'))";

/// Whether there is something of this receipt's page that nobody has seen yet: all of it, or a picture.
const TO_BE_SEEN: &str =
    "(receipts.seen_hash IS NULL OR json_array_length(receipts.differences, '$.waiting') > 0)";

impl Store {
    /// Keeps the proof, ends the dispatch, ties draft and article, and lets the preview of what is live
    /// leave, in one transaction. Keeping it again replaces it. For a page that could not be fetched then, see [`Store::look_again`].
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
                                       seen_hash, seen_at, differences, remote_id, nothing_sent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                 ON CONFLICT (dispatch) DO UPDATE SET answered_at = ?2, address = ?3,
                     remote_version = ?4, sent_hash = ?5, seen_hash = ?6, seen_at = ?7,
                     differences = ?8, remote_id = ?9, nothing_sent = ?10",
            )?
            .execute(params![
                key(receipt.dispatch.0),
                micros(receipt.answered_at),
                receipt.address,
                receipt.remote_version,
                receipt.sent_hash,
                receipt.seen_hash,
                micros_of(receipt.seen_at),
                SightRecord::of(&receipt)?,
                receipt.remote_id,
                receipt.nothing_sent
            ])?;
            publications::put(tx, &publication)?;
            if publication.state == PublicationState::Live {
                // Readers have the article: what was there to be seen before goes.
                site_previews::leave(tx, publication.draft, Some(publication.site))?;
            }
            status::refresh(tx, number_of(tx, publication.draft)?)
        })
    }

    /// The dispatches of whose page, or its pictures, somebody has yet to see something, and after which nothing else
    /// was sent: it can still be looked at. The oldest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn unseen(&self) -> Result<Vec<Dispatch>, StoreError> {
        self.read(|state| {
            let sql = format!(
                "SELECT this.* FROM receipts JOIN dispatches AS this ON this.id = receipts.dispatch
                 WHERE {TO_BE_SEEN} AND NOT {SENT_SINCE}
                 ORDER BY this.made_at, this.number"
            );
            let mut all = state.prepare_cached(&sql)?;
            let all = all.query_map([], dispatches::read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// Completes a proof by what readers were served when they could be at last: what `seen` says of
    /// that. Says whether it did: not when something else was sent since, or all of it was seen before.
    ///
    /// # Errors
    /// The disk's.
    pub fn look_again(&self, seen: &Receipt) -> Result<bool, StoreError> {
        let seen = seen.clone();
        self.write(move |tx| {
            let sql = format!(
                "UPDATE receipts SET sent_hash = ?2, seen_hash = ?3, seen_at = ?4, differences = ?5
                 WHERE dispatch = ?1 AND {TO_BE_SEEN} AND EXISTS
                       (SELECT 1 FROM dispatches AS this WHERE this.id = ?1 AND NOT {SENT_SINCE})"
            );
            let row = params![
                key(seen.dispatch.0),
                seen.sent_hash,
                seen.seen_hash,
                micros_of(seen.seen_at),
                SightRecord::of(&seen)?
            ];
            Ok(tx.prepare_cached(&sql)?.execute(row)? == 1)
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

    /// Whether a draft's article on a site was ever written from here.
    ///
    /// # Errors
    /// The disk's.
    pub fn was_written(&self, draft: DraftId, site: SiteId) -> Result<bool, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(
                    "SELECT 1 FROM dispatches JOIN receipts ON receipts.dispatch = dispatches.id
                     WHERE dispatches.draft = ?1 AND dispatches.site = ?2 AND NOT nothing_sent
                       AND operation <> 'unpublish'",
                )?
                .exists([key(draft.0), key(site.0)])?)
        })
    }

    /// The last proofs of articles that readers could be seen to read on a site, the newest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn seen_last(&self, site: SiteId, most: u32) -> Result<Vec<Receipt>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT receipts.* FROM dispatches
                 JOIN receipts ON receipts.dispatch = dispatches.id
                 WHERE dispatches.site = ?1 AND receipts.seen_hash IS NOT NULL
                   AND operation <> 'unpublish'
                 ORDER BY dispatches.made_at DESC, dispatches.number DESC LIMIT ?2",
            )?;
            let all = all.query_map(params![key(site.0), most], read)?;
            Ok(all.collect::<Result<_, _>>()?)
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

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Receipt> {
    let (differences, pictures) = row.word("differences", SightRecord::read)?;
    Ok(Receipt {
        nothing_sent: row.get("nothing_sent")?,
        dispatch: row.id("dispatch", DispatchId)?,
        answered_at: row.time("answered_at")?,
        address: row.get("address")?,
        remote_version: row.get("remote_version")?,
        sent_hash: row.get("sent_hash")?,
        seen_hash: row.get("seen_hash")?,
        seen_at: row.time_or_none("seen_at")?,
        differences,
        pictures,
        remote_id: row.get("remote_id")?,
    })
}

/// What was seen, as JSON: the differences alone in receipts of programs that looked at no pictures.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum SightRecord {
    Differences(Vec<DifferenceRecord>),
    Whole {
        differences: Vec<DifferenceRecord>,
        clean: u32,
        waiting: Vec<String>,
    },
}

impl SightRecord {
    fn of(receipt: &Receipt) -> R<String> {
        let PicturesSeen { clean, waiting } = receipt.pictures.clone();
        json(&Self::Whole {
            differences: receipt
                .differences
                .iter()
                .map(DifferenceRecord::of)
                .collect(),
            clean,
            waiting,
        })
    }

    fn read(text: &str) -> Option<(Vec<Difference>, PicturesSeen)> {
        let (differences, pictures) = match serde_json::from_str(text).ok()? {
            Self::Differences(all) => (all, PicturesSeen::default()),
            Self::Whole {
                differences,
                clean,
                waiting,
            } => (differences, PicturesSeen { clean, waiting }),
        };
        let all = differences
            .into_iter()
            .map(DifferenceRecord::into_difference);
        Some((all.collect::<Option<_>>()?, pictures))
    }
}

#[cfg(test)]
mod tests {
    use domain::ArticlePart;

    use super::*;

    #[test]
    fn what_a_program_saw_that_looked_at_no_pictures_is_read() {
        let before = r#"["lead_picture",{"unshown":["credit","Ada"]}]"#;
        let unshown = Difference::Unshown(ArticlePart::Credit, "Ada".to_owned());
        let seen = vec![Difference::LeadPicture, unshown];
        assert_eq!(
            SightRecord::read(before),
            Some((seen, PicturesSeen::default()))
        );
        for broken in ["", "{}", "[1]", r#"[{"unshown":["hat",""]}]"#] {
            assert_eq!(SightRecord::read(broken), None, "{broken}");
        }
    }
}
