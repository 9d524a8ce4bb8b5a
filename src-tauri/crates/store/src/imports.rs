//! Imports: the published articles that are to become drafts, and what became of each. Asks no site.

use domain::{Draft, DraftId, ImportId, ImportState, Publication, Revision, SiteId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::columns::{Read, Word, key, micros, whole};
use crate::error::{R, StoreError};
use crate::journal::number_of;
use crate::live_texts::{self, LiveText};
use crate::open::Store;
use crate::{drafts, publications, revisions, sites, status};

/// What was asked for, and how much of it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Which import.
    pub id: ImportId,
    /// From which site.
    pub site: SiteId,
    /// The words that its articles are to have, all of them for `""`; `None` where they were named.
    pub words: Option<String>,
    /// How far it is.
    pub state: ImportState,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// What leads to the rest of the site's list; `None` before its first part.
    pub next: Option<String>,
    /// Whether that list was read whole.
    pub listed: bool,
    /// How many articles the site says there are.
    pub total: Option<u64>,
    /// Why it does not go on, by its code, and the details.
    pub failure: Option<(String, String)>,
}

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportedState {
    /// It waits.
    Waiting,
    /// There is a draft of it now.
    Brought,
    /// There was one before.
    Known,
    /// There is none.
    Failed,
}

/// An article that is to come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedArticle {
    /// Its place in its import, from 1.
    pub position: u64,
    /// The site's identifier of it.
    pub remote_id: String,
    /// Its headline; empty until it is known.
    pub headline: String,
    /// Where readers find it.
    pub address: String,
    /// What became of it.
    pub state: ImportedState,
    /// Its draft.
    pub draft: Option<DraftId>,
    /// What could not be kept; opaque here, empty for nothing.
    pub noted: String,
    /// Why there is no draft, by its code, and the details.
    pub failure: Option<(String, String)>,
}

/// An import with what became of its articles, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportCount {
    /// The import.
    pub import: Import,
    /// Articles that are known to belong to it.
    pub found: u64,
    /// Drafts made.
    pub brought: u64,
    /// Articles that had one.
    pub known: u64,
    /// Articles without one.
    pub failed: u64,
    /// Drafts of which something could not be kept.
    pub noted: u64,
}

/// A draft that was made of an article, with all that ties it there.
#[derive(Debug, Clone)]
pub struct Brought {
    /// It.
    pub draft: Draft,
    /// What the article says.
    pub revision: Revision,
    /// The tie.
    pub publication: Publication,
    /// The base of whatever changes there.
    pub live: LiveText,
    /// The pictures that the site has, by their hashes: identifier and address.
    pub pictures: Vec<(String, String, String)>,
}

impl Store {
    /// Adds an import with the articles that are known of it.
    ///
    /// # Errors
    /// `Missing` when there is no such site.
    pub fn add_import(
        &self,
        import: &Import,
        articles: &[ImportedArticle],
    ) -> Result<(), StoreError> {
        let (import, articles) = (import.clone(), articles.to_vec());
        self.write(move |tx| {
            crate::dispatches::must_exist(tx, "site", "sites", import.site.0)?;
            put(tx, &import)?;
            add(tx, import.id, &articles)
        })
    }

    /// Moves an import on: to what it is now, with what more is known of the site's list.
    /// Nothing is done when it is gone, or was stopped meanwhile.
    ///
    /// # Errors
    /// The disk's.
    pub fn move_import(&self, import: &Import, more: &[ImportedArticle]) -> Result<(), StoreError> {
        let (import, more) = (import.clone(), more.to_vec());
        self.write(move |tx| {
            let goes_on = |now: Import| now.state == ImportState::Running;
            if find(tx, import.id)?.is_some_and(goes_on) {
                put(tx, &import)?;
                add(tx, import.id, &more)?;
            }
            Ok(())
        })
    }

    /// Another state for an import, if it is in one of these; a new try takes what had failed up again.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_import_state(
        &self,
        id: ImportId,
        from: &'static [ImportState],
        to: ImportState,
        failure: Option<(String, String)>,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let Some(import) = find(tx, id)?.filter(|import| from.contains(&import.state)) else {
                return Ok(false);
            };
            put(tx, &Import { state: to, failure, ..import })?;
            if to == ImportState::Running {
                tx.prepare_cached(
                    "UPDATE import_articles SET state = 'waiting', failure = NULL, failure_detail = NULL
                     WHERE import = ?1 AND state = 'failed'",
                )?
                .execute([key(id.0)])?;
            }
            Ok(true)
        })
    }

    /// Forgets an import. Its drafts stay.
    ///
    /// # Errors
    /// The disk's.
    pub fn forget_import(&self, id: ImportId) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute("DELETE FROM imports WHERE id = ?1", [key(id.0)])?;
            Ok(())
        })
    }

    /// An import.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn import(&self, id: ImportId) -> Result<Option<Import>, StoreError> {
        self.read(|state| find(state, id))
    }

    /// The imports that are to go on, the oldest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn running_imports(&self) -> Result<Vec<Import>, StoreError> {
        self.read(|state| {
            let sql = "SELECT * FROM imports WHERE state = 'running' ORDER BY made_at, id";
            let mut all = state.prepare_cached(sql)?;
            let all = all.query_map([], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// All imports, the newest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn imports(&self) -> Result<Vec<ImportCount>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT imports.*, count(position) AS found,
                        count(*) FILTER (WHERE a.state = 'brought') AS brought,
                        count(*) FILTER (WHERE a.state = 'known') AS known,
                        count(*) FILTER (WHERE a.state = 'failed') AS without,
                        count(*) FILTER (WHERE a.noted <> '') AS noted
                 FROM imports LEFT JOIN import_articles a ON a.import = imports.id
                 GROUP BY imports.id ORDER BY made_at DESC, imports.id",
            )?;
            let all = all.query_map([], |row| {
                Ok(ImportCount {
                    import: read(row)?,
                    found: row.count("found")?,
                    brought: row.count("brought")?,
                    known: row.count("known")?,
                    failed: row.count("without")?,
                    noted: row.count("noted")?,
                })
            })?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The first article of an import that waits.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn article_to_bring(&self, id: ImportId) -> Result<Option<ImportedArticle>, StoreError> {
        self.read(|state| {
            let sql = "SELECT * FROM import_articles WHERE import = ?1 AND state = 'waiting'
                       ORDER BY position LIMIT 1";
            let found = state
                .prepare_cached(sql)?
                .query_row([key(id.0)], read_article);
            Ok(found.optional()?)
        })
    }

    /// The articles of an import, in their order.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn imported_articles(&self, id: ImportId) -> Result<Vec<ImportedArticle>, StoreError> {
        self.read(|state| {
            let sql = "SELECT * FROM import_articles WHERE import = ?1 ORDER BY position";
            let mut all = state.prepare_cached(sql)?;
            let all = all.query_map([key(id.0)], read_article)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// Keeps what became of an article that gave no new draft. Nothing is done when its import is gone.
    ///
    /// # Errors
    /// The disk's.
    pub fn settle_article(
        &self,
        id: ImportId,
        article: &ImportedArticle,
    ) -> Result<(), StoreError> {
        let article = article.clone();
        self.write(move |tx| settle(tx, id, &article))
    }

    /// Adds a draft made of an article, with its history, its tie, what the site has and what became
    /// of it in its import: all or nothing. Where a draft is tied to that article already nothing is
    /// added, and that draft is answered.
    ///
    /// # Errors
    /// `Taken` when there is a draft with this identifier; `Missing` when there is no such site.
    pub fn bring_article(
        &self,
        brought: &Brought,
        import: ImportId,
        article: &ImportedArticle,
    ) -> Result<Option<DraftId>, StoreError> {
        let frozen = self.frozen(&brought.revision)?;
        let (brought, article) = (brought.clone(), article.clone());
        self.write(move |tx| {
            let tie = &brought.publication;
            if let Some(known) = tied(tx, tie.site, &tie.remote_id)? {
                let state = ImportedState::Known;
                let (draft, noted) = (Some(known), String::new());
                settle(
                    tx,
                    import,
                    &ImportedArticle {
                        state,
                        draft,
                        noted,
                        ..article
                    },
                )?;
                return Ok(Some(known));
            }
            drafts::insert(tx, &brought.draft)?;
            revisions::add(tx, &frozen)?;
            publications::put(tx, tie)?;
            live_texts::keep(tx, tie.draft, tie.site, &brought.live)?;
            for (hash, remote_id, address) in &brought.pictures {
                sites::meet_picture(tx, tie.site, hash, (remote_id, address))?;
            }
            let (state, draft) = (ImportedState::Brought, Some(tie.draft));
            settle(
                tx,
                import,
                &ImportedArticle {
                    state,
                    draft,
                    ..article
                },
            )?;
            status::refresh(tx, number_of(tx, tie.draft)?)?;
            Ok(None)
        })
    }

    /// The draft that is tied to an article of a site, in the bin or not.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn draft_of_article(
        &self,
        site: SiteId,
        remote_id: &str,
    ) -> Result<Option<DraftId>, StoreError> {
        self.read(|state| tied(state, site, remote_id))
    }
}

fn tied(connection: &Connection, site: SiteId, remote_id: &str) -> R<Option<DraftId>> {
    let sql = "SELECT draft FROM publications WHERE site = ?1 AND remote_id = ?2 LIMIT 1";
    Ok(connection
        .prepare_cached(sql)?
        .query_row(params![key(site.0), remote_id], |row| row.id(0, DraftId))
        .optional()?)
}

fn find(connection: &Connection, id: ImportId) -> R<Option<Import>> {
    let mut found = connection.prepare_cached("SELECT * FROM imports WHERE id = ?1")?;
    Ok(found.query_row([key(id.0)], read).optional()?)
}

fn put(tx: &Transaction<'_>, import: &Import) -> R<()> {
    let (failure, detail) = import
        .failure
        .as_ref()
        .map(|(code, said)| (code, said))
        .unzip();
    tx.prepare_cached(
        "INSERT INTO imports (id, site, words, state, made_at, next_part, listed, total, failure,
                              failure_detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET state = ?4, next_part = ?6, listed = ?7, total = ?8,
             failure = ?9, failure_detail = ?10",
    )?
    .execute(params![
        key(import.id.0),
        key(import.site.0),
        import.words,
        import.state.word(),
        micros(import.made_at),
        import.next,
        import.listed,
        import.total.map(whole),
        failure,
        detail
    ])?;
    Ok(())
}

/// Adds the articles that the import has not yet, behind those that it has.
fn add(tx: &Transaction<'_>, id: ImportId, articles: &[ImportedArticle]) -> R<()> {
    let mut insert = tx.prepare_cached(
        "INSERT OR IGNORE INTO import_articles (import, position, remote_id, headline, address, state)
         VALUES (?1, (SELECT ifnull(max(position), 0) + 1 FROM import_articles WHERE import = ?1),
                 ?2, ?3, ?4, 'waiting')",
    )?;
    for article in articles {
        let row = params![
            key(id.0),
            article.remote_id,
            article.headline,
            article.address
        ];
        insert.execute(row)?;
    }
    Ok(())
}

fn settle(tx: &Transaction<'_>, id: ImportId, article: &ImportedArticle) -> R<()> {
    let (failure, detail) = article
        .failure
        .as_ref()
        .map(|(code, said)| (code, said))
        .unzip();
    tx.prepare_cached(
        "UPDATE import_articles SET headline = ?3, address = ?4, state = ?5, draft = ?6, noted = ?7,
                failure = ?8, failure_detail = ?9
         WHERE import = ?1 AND position = ?2",
    )?
    .execute(params![
        key(id.0),
        whole(article.position),
        article.headline,
        article.address,
        article.state.word(),
        article.draft.map(|draft| key(draft.0)),
        article.noted,
        failure,
        detail
    ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Import> {
    Ok(Import {
        id: row.id("id", ImportId)?,
        site: row.id("site", SiteId)?,
        words: row.get("words")?,
        state: row.word("state", ImportState::of_word)?,
        made_at: row.time("made_at")?,
        next: row.get("next_part")?,
        listed: row.get("listed")?,
        total: match row.get::<_, Option<i64>>("total")? {
            None => None,
            Some(_) => Some(row.count("total")?),
        },
        failure: read_failure(row)?,
    })
}

fn read_article(row: &Row<'_>) -> rusqlite::Result<ImportedArticle> {
    Ok(ImportedArticle {
        position: row.count("position")?,
        remote_id: row.get("remote_id")?,
        headline: row.get("headline")?,
        address: row.get("address")?,
        state: row.word("state", ImportedState::of_word)?,
        draft: match row.get::<_, Option<Vec<u8>>>("draft")? {
            None => None,
            Some(_) => Some(row.id("draft", DraftId)?),
        },
        noted: row.get("noted")?,
        failure: read_failure(row)?,
    })
}

fn read_failure(row: &Row<'_>) -> rusqlite::Result<Option<(String, String)>> {
    let code: Option<String> = row.get("failure")?;
    let detail: Option<String> = row.get("failure_detail")?;
    Ok(code.map(|code| (code, detail.unwrap_or_default())))
}
