//! Publications: the ties between drafts and their articles.

use domain::{DraftId, Publication, PublicationState, RevisionId, SiteId, Slug, Timestamp};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::columns::{Read, Word, key, micros, micros_of};
use crate::error::{R, StoreError};
use crate::journal::number_of;
use crate::open::Store;
use crate::status;

impl Store {
    /// The tie of a draft to its article on a site.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn publication(
        &self,
        draft: DraftId,
        site: SiteId,
    ) -> Result<Option<Publication>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT * FROM publications WHERE draft = ?1 AND site = ?2")?
                .query_row([key(draft.0), key(site.0)], read)
                .optional()?)
        })
    }

    /// All ties of a draft, the oldest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn publications(&self, draft: DraftId) -> Result<Vec<Publication>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT * FROM publications WHERE draft = ?1 ORDER BY published_at, site",
            )?;
            let all = all.query_map([key(draft.0)], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The drafts whose articles have this slug on a site, and are there or will be.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn drafts_at(&self, site: SiteId, slug: &Slug) -> Result<Vec<DraftId>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT draft FROM publications
                 WHERE site = ?1 AND slug = ?2 AND state <> 'unpublished'",
            )?;
            let all = all.query_map(params![key(site.0), slug.as_str()], |row| {
                row.id("draft", DraftId)
            })?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The articles that their sites were to bring out by this moment, and that were not seen since.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn scheduled_until(&self, moment: Timestamp) -> Result<Vec<Publication>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT * FROM publications WHERE state = 'scheduled' AND published_at <= ?1
                 ORDER BY published_at",
            )?;
            let all = all.query_map([micros(moment)], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// Remembers that readers see an article no longer, or again, through no promise of ours. Nothing is
    /// changed while one is under way, or where another version is known by now; says whether it was.
    ///
    /// # Errors
    /// `Missing` and the disk's.
    pub fn follow_publication(
        &self,
        seen: &Publication,
        state: PublicationState,
    ) -> Result<bool, StoreError> {
        let seen = seen.clone();
        self.write(move |tx| {
            let followed = tx
                .prepare_cached(
                    "UPDATE publications SET state = ?5
                     WHERE draft = ?1 AND site = ?2 AND remote_version = ?3 AND state = ?4
                       AND NOT EXISTS (
                           SELECT 1 FROM dispatches WHERE draft = ?1 AND site = ?2
                             AND state IN ('sending', 'unknown'))",
                )?
                .execute(params![
                    key(seen.draft.0),
                    key(seen.site.0),
                    seen.remote_version,
                    seen.state.word(),
                    state.word()
                ])?;
            status::refresh(tx, number_of(tx, seen.draft)?)?;
            Ok(followed == 1)
        })
    }

    /// Makes a tie, or replaces what is known of it, at once: as soon as the site has said what it
    /// has, so that the article is ours whatever happens next. [`Store::keep_receipt`], which ends
    /// the dispatch once its page was looked at, writes the tie again.
    ///
    /// # Errors
    /// `Missing` when there is no such draft, site or revision.
    pub fn put_publication(&self, publication: &Publication) -> Result<(), StoreError> {
        let publication = publication.clone();
        self.write(move |tx| {
            put(tx, &publication)?;
            status::refresh(tx, number_of(tx, publication.draft)?)
        })
    }
}

/// Makes or replaces a tie; the status is the caller's to refresh.
pub(crate) fn put(tx: &Transaction<'_>, p: &Publication) -> R<()> {
    number_of(tx, p.draft)?;
    crate::dispatches::must_exist(tx, "site", "sites", p.site.0)?;
    crate::dispatches::must_exist(tx, "revision", "revisions", p.revision.0)?;
    tx.prepare_cached(
        "INSERT INTO publications (draft, site, remote_id, address, slug, remote_version, revision,
                                   state, published_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (draft, site) DO UPDATE SET remote_id = ?3, address = ?4, slug = ?5,
             remote_version = ?6, revision = ?7, state = ?8, published_at = ?9, updated_at = ?10",
    )?
    .execute(params![
        key(p.draft.0),
        key(p.site.0),
        p.remote_id,
        p.address,
        p.slug.as_str(),
        p.remote_version,
        key(p.revision.0),
        p.state.word(),
        micros(p.published_at),
        micros_of(p.updated_at)
    ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Publication> {
    Ok(Publication {
        draft: row.id("draft", DraftId)?,
        site: row.id("site", SiteId)?,
        remote_id: row.get("remote_id")?,
        address: row.get("address")?,
        slug: row.word("slug", |s| Slug::parse(s).ok())?,
        remote_version: row.get("remote_version")?,
        revision: row.id("revision", RevisionId)?,
        state: row.word("state", PublicationState::of_word)?,
        published_at: row.time("published_at")?,
        updated_at: row.time_or_none("updated_at")?,
    })
}
