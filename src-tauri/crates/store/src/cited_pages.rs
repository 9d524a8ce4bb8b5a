//! Pages that drafts link to, as they were when a draft first linked to them; knows no HTML and judges no change.

use domain::{DraftId, Timestamp};
use rusqlite::{OptionalExtension, Row, params};

use crate::columns::{Read, key, micros};
use crate::error::StoreError;
use crate::journal::number_of;
use crate::open::Store;

/// A page that a draft links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedPage {
    /// When it was read first.
    pub read_at: Timestamp,
    /// What it was called.
    pub title: String,
    /// A hash of the words of each of its paragraphs, in its order.
    pub paragraphs: Vec<u64>,
    /// What the draft quotes of it, in the draft's words: the page said it when it was last looked for.
    pub quotes: Vec<String>,
}

impl Store {
    /// Keeps a page that a draft links to, in place of what was kept of it.
    ///
    /// # Errors
    /// `Missing`; the disk's.
    pub fn keep_cited_page(
        &self,
        draft: DraftId,
        address: &str,
        page: &CitedPage,
    ) -> Result<(), StoreError> {
        let (address, page) = (address.to_owned(), page.clone());
        self.write(move |tx| {
            let number = number_of(tx, draft)?;
            let paragraphs: Vec<u8> = page.paragraphs.iter().flat_map(|p| p.to_be_bytes()).collect();
            let quotes = serde_json::to_string(&page.quotes);
            let quotes = quotes.map_err(|error| StoreError::Defect(error.to_string()))?;
            tx.prepare_cached(
                "INSERT OR REPLACE INTO cited_pages (draft, address, read_at, title, paragraphs, quotes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                number,
                address,
                micros(page.read_at),
                page.title,
                paragraphs,
                quotes
            ])?;
            Ok(())
        })
    }

    /// What is kept of a page that a draft links to.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn cited_page(
        &self,
        draft: DraftId,
        address: &str,
    ) -> Result<Option<CitedPage>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(
                    "SELECT cited_pages.* FROM cited_pages JOIN drafts ON number = draft
                     WHERE id = ?1 AND address = ?2",
                )?
                .query_row(params![key(draft.0), address], read)
                .optional()?)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<CitedPage> {
    let paragraphs: Vec<u8> = row.get("paragraphs")?;
    let (hashes, _) = paragraphs.as_chunks();
    Ok(CitedPage {
        read_at: row.time("read_at")?,
        title: row.get("title")?,
        paragraphs: hashes.iter().copied().map(u64::from_be_bytes).collect(),
        quotes: row.word("quotes", |json| serde_json::from_str(json).ok())?,
    })
}
