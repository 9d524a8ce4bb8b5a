//! Articles as their sites had them when we last wrote or read them there. What is in one is not known here.

use domain::{DraftId, SiteId, Timestamp};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::columns::{Read, key, micros};
use crate::error::{R, StoreError};
use crate::open::Store;

/// What is known of a live article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveText {
    /// The article when we last wrote it, or took in what others had made of it; opaque here.
    pub said: String,
    /// The site's token of the version that was there when it was last looked at.
    pub version: String,
    /// When that was.
    pub checked_at: Timestamp,
}

impl Store {
    /// Keeps what a site has of a draft, which is tied to it.
    ///
    /// # Errors
    /// The disk's; `Missing` when there is no such tie.
    pub fn keep_live_text(
        &self,
        draft: DraftId,
        site: SiteId,
        live: &LiveText,
    ) -> Result<(), StoreError> {
        let live = live.clone();
        self.write(move |tx| {
            let tie = "SELECT 1 FROM publications WHERE draft = ?1 AND site = ?2";
            if !tx
                .prepare_cached(tie)?
                .exists([key(draft.0), key(site.0)])?
            {
                return Err(StoreError::Missing("publication"));
            }
            keep(tx, draft, site, &live)
        })
    }

    /// Remembers which version a site was seen to have, and when; says whether that is known of any.
    ///
    /// # Errors
    /// The disk's.
    pub fn saw_live_version(
        &self,
        draft: DraftId,
        site: SiteId,
        version: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let version = version.to_owned();
        self.write(move |tx| {
            let sql = "UPDATE live_texts SET version = ?3, checked_at = ?4
                       WHERE draft = ?1 AND site = ?2";
            let row = params![key(draft.0), key(site.0), version, micros(at)];
            Ok(tx.prepare_cached(sql)?.execute(row)? == 1)
        })
    }

    /// What is known of what a site has of a draft.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn live_text(&self, draft: DraftId, site: SiteId) -> Result<Option<LiveText>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT * FROM live_texts WHERE draft = ?1 AND site = ?2")?
                .query_row([key(draft.0), key(site.0)], |row| {
                    Ok(LiveText {
                        said: row.get("said")?,
                        version: row.get("version")?,
                        checked_at: row.time("checked_at")?,
                    })
                })
                .optional()?)
        })
    }

    /// The articles that were last looked at before this moment, the longest ago first; at most
    /// so many.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn unchecked_since(
        &self,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<(DraftId, SiteId)>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT draft, site FROM live_texts JOIN publications USING (draft, site)
                 WHERE checked_at < ?1 ORDER BY checked_at LIMIT ?2",
            )?;
            let all = all.query_map(params![micros(before), limit], |row| {
                Ok((row.id("draft", DraftId)?, row.id("site", SiteId)?))
            })?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }
}

/// Keeps what a site has of a draft; that they are tied is the caller's to know.
pub(crate) fn keep(tx: &Transaction<'_>, draft: DraftId, site: SiteId, live: &LiveText) -> R<()> {
    tx.prepare_cached(
        "INSERT INTO live_texts (draft, site, said, version, checked_at)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (draft, site) DO UPDATE SET said = ?3, version = ?4, checked_at = ?5",
    )?
    .execute(params![
        key(draft.0),
        key(site.0),
        live.said,
        live.version,
        micros(live.checked_at)
    ])?;
    Ok(())
}
