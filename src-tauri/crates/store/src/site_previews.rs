//! Drafts that are seen on a site before they are out: what is known of them there. Tied to no publication.

use domain::{DraftId, SiteId, Timestamp};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::columns::{Read, key, micros};
use crate::error::{R, StoreError};
use crate::open::Store;

/// A draft's preview on a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePreview {
    /// Whose.
    pub draft: DraftId,
    /// Where.
    pub site: SiteId,
    /// The site's identifier; `None` while no answer came: it may be there.
    pub remote_id: Option<String>,
    /// Where it is seen.
    pub address: Option<String>,
    /// When it was last sent.
    pub sent_at: Timestamp,
    /// Whether it is to be taken away.
    pub leaves: bool,
    /// How often that was tried in vain.
    pub attempts: u32,
    /// When it is tried next; `None` for at once.
    pub next_try: Option<Timestamp>,
    /// Why it did not work the last time: code and detail.
    pub failure: Option<(String, String)>,
}

impl Store {
    /// Remembers that a preview is about to be sent: from here on it may be there, and it stays.
    ///
    /// # Errors
    /// The disk's.
    pub fn begin_site_preview(
        &self,
        draft: DraftId,
        site: SiteId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            let sql = "INSERT INTO site_previews (draft, site, sent_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (draft, site) DO UPDATE SET sent_at = ?3, leaves = 0, attempts = 0,
                     next_try = NULL, failure = NULL, failure_detail = NULL";
            tx.prepare_cached(sql)?
                .execute(params![key(draft.0), key(site.0), micros(at)])?;
            Ok(())
        })
    }

    /// Remembers where a preview is. Whether it is to leave may have changed since it was sent, and
    /// stays as it is.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_site_preview(
        &self,
        draft: DraftId,
        site: SiteId,
        (remote_id, address): (&str, &str),
    ) -> Result<(), StoreError> {
        let (remote_id, address) = (remote_id.to_owned(), address.to_owned());
        self.write(move |tx| {
            let sql = "UPDATE site_previews SET remote_id = ?3, address = ?4
                       WHERE draft = ?1 AND site = ?2";
            let row = params![key(draft.0), key(site.0), remote_id, address];
            tx.prepare_cached(sql)?.execute(row)?;
            Ok(())
        })
    }

    /// Remembers that a preview could not be taken away, and when that is tried again.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_off_site_preview(
        &self,
        preview: &SitePreview,
        next_try: Timestamp,
        (code, detail): (&str, &str),
    ) -> Result<(), StoreError> {
        let (draft, site) = (preview.draft, preview.site);
        let (code, detail) = (code.to_owned(), detail.to_owned());
        self.write(move |tx| {
            let sql =
                "UPDATE site_previews SET attempts = attempts + 1, next_try = ?3, failure = ?4,
                           failure_detail = ?5
                       WHERE draft = ?1 AND site = ?2";
            let row = params![key(draft.0), key(site.0), micros(next_try), code, detail];
            tx.prepare_cached(sql)?.execute(row)?;
            Ok(())
        })
    }

    /// A preview is to be taken away, if there is one.
    ///
    /// # Errors
    /// The disk's.
    pub fn let_site_preview_leave(&self, draft: DraftId, site: SiteId) -> Result<(), StoreError> {
        self.write(move |tx| leave(tx, draft, Some(site)))
    }

    /// A preview is gone.
    ///
    /// # Errors
    /// The disk's.
    pub fn forget_site_preview(&self, draft: DraftId, site: SiteId) -> Result<(), StoreError> {
        self.write(move |tx| {
            let sql = "DELETE FROM site_previews WHERE draft = ?1 AND site = ?2";
            tx.execute(sql, params![key(draft.0), key(site.0)])?;
            Ok(())
        })
    }

    /// A draft's preview on a site.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn site_preview(
        &self,
        draft: DraftId,
        site: SiteId,
    ) -> Result<Option<SitePreview>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT * FROM site_previews WHERE draft = ?1 AND site = ?2")?
                .query_row([key(draft.0), key(site.0)], read)
                .optional()?)
        })
    }

    /// A draft's previews, the oldest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn site_previews(&self, draft: DraftId) -> Result<Vec<SitePreview>, StoreError> {
        self.read(|state| {
            let all = "SELECT * FROM site_previews WHERE draft = ?1 ORDER BY sent_at, site";
            let mut all = state.prepare_cached(all)?;
            let all = all.query_map([key(draft.0)], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The previews that are to be taken away now.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn site_previews_to_leave(&self, now: Timestamp) -> Result<Vec<SitePreview>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT * FROM site_previews WHERE leaves AND ifnull(next_try <= ?1, 1)
                 ORDER BY sent_at, draft, site",
            )?;
            let all = all.query_map([micros(now)], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }
}

/// A draft's previews are to be taken away: on one site, or on all.
pub(crate) fn leave(tx: &Transaction<'_>, draft: DraftId, site: Option<SiteId>) -> R<()> {
    let sql = "UPDATE site_previews SET leaves = 1 WHERE draft = ?1 AND site = ifnull(?2, site)";
    let site = site.map(|site| key(site.0));
    tx.prepare_cached(sql)?
        .execute(params![key(draft.0), site])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<SitePreview> {
    let code: Option<String> = row.get("failure")?;
    let detail: Option<String> = row.get("failure_detail")?;
    Ok(SitePreview {
        draft: row.id("draft", DraftId)?,
        site: row.id("site", SiteId)?,
        remote_id: row.get("remote_id")?,
        address: row.get("address")?,
        sent_at: row.time("sent_at")?,
        leaves: row.get("leaves")?,
        attempts: row.count("attempts")?,
        next_try: row.time_or_none("next_try")?,
        failure: code.map(|code| (code, detail.unwrap_or_default())),
    })
}
