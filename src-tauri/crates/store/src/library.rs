//! Lists of drafts: filters, orders, pages, and what there is to filter by.

use domain::draft::DraftStatus;
use domain::{DraftId, Language, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params_from_iter};

use crate::columns::{Read, Word};
use crate::error::{R, StoreError};
use crate::open::Store;
use crate::search::{self, ExcerptRun, Words, excerpt};

/// Tags that are offered as filters at the most.
const TAGS: u32 = 200;

/// Order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOrder {
    /// Last change first.
    Changed,
    /// Newest first.
    Created,
    /// By headline, accents ignored; drafts without one come first.
    Headline,
    /// Best match first; as `Changed` without a search.
    Relevance,
}

/// Asks for a part of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// Words to find, prefixes allowed, accents ignored; empty for all.
    pub search: String,
    /// Only this status; `None` is everything but the bin.
    pub status: Option<DraftStatus>,
    /// Only this section.
    pub section: Option<String>,
    /// Only this tag.
    pub tag: Option<String>,
    /// Only this language.
    pub language: Option<Language>,
    /// In which order.
    pub order: ListOrder,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to give at the most.
    pub limit: u32,
}

impl ListQuery {
    /// Everything but the bin, last change first.
    pub fn all(offset: u32, limit: u32) -> Self {
        Self {
            search: String::new(),
            status: None,
            section: None,
            tag: None,
            language: None,
            order: ListOrder::Changed,
            offset,
            limit,
        }
    }
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Which draft.
    pub id: DraftId,
    /// Its headline.
    pub headline: String,
    /// Its section.
    pub section: String,
    /// Its language.
    pub language: Language,
    /// Its status.
    pub status: DraftStatus,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When readers first could read it, where they still can.
    pub published_at: Option<Timestamp>,
    /// The name of the site it is promised to, or is on.
    pub destination: Option<String>,
    /// Where a search matched; empty without a search.
    pub excerpt: Vec<ExcerptRun>,
}

/// A part of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage {
    /// Rows in the whole list.
    pub total: u32,
    /// This part.
    pub rows: Vec<ListRow>,
}

/// Drafts by status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatusCounts {
    /// Everything but the bin.
    pub all: u32,
    /// Drafts.
    pub draft: u32,
    /// On the stone.
    pub on_the_stone: u32,
    /// Published.
    pub published: u32,
    /// Changed since publication.
    pub changed: u32,
    /// In the bin.
    pub binned: u32,
}

/// What a list can be filtered by. Sections, tags and languages of drafts in the bin don't count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets {
    /// Sections in use, by name.
    pub sections: Vec<String>,
    /// Tags in use, most used first, 200 at the most.
    pub tags: Vec<String>,
    /// Languages in use, by tag.
    pub languages: Vec<Language>,
    /// Drafts by status.
    pub counts: StatusCounts,
}

impl Store {
    /// A part of the library.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn list(&self, query: &ListQuery) -> Result<ListPage, StoreError> {
        let sought = Words::of(&query.search);
        if sought.is_some() {
            self.catch_up()?;
        }
        self.read(|state| page(state, query, sought.as_ref()))
    }

    /// What the library can be filtered by.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn facets(&self) -> Result<Facets, StoreError> {
        self.read(|state| {
            Ok(Facets {
                sections: in_use(state, "section")?,
                tags: tags(state)?,
                languages: languages(state)?,
                counts: counts(state)?,
            })
        })
    }

    /// A search finds what was folded before it.
    fn catch_up(&self) -> R<()> {
        while self.read(|state| search::is_behind(state))? {
            self.write(|tx| search::index_due(tx, 50))?;
        }
        Ok(())
    }
}

/// The part of a statement that chooses drafts, with its values.
struct Choice {
    sql: String,
    values: Vec<Value>,
}

impl Choice {
    fn of(query: &ListQuery, sought: Option<&Words>) -> Self {
        let mut choice = Self {
            sql: "status <> 'binned'".to_owned(),
            values: Vec::new(),
        };
        if let Some(status) = query.status {
            choice.sql.clear();
            choice.and("status = ", status.word());
        }
        if let Some(section) = &query.section {
            choice.and("section = ", section);
        }
        if let Some(language) = &query.language {
            choice.and("language = ", language.as_str());
        }
        if let Some(tag) = &query.tag {
            choice.and("number IN (SELECT draft FROM draft_tags WHERE tag = ", tag);
            choice.sql.push(')');
        }
        if let Some(sought) = sought {
            let matching = sought.to_match();
            choice.and(
                "number IN (SELECT rowid FROM search WHERE search MATCH ",
                &matching,
            );
            choice.sql.push(')');
        }
        choice
    }

    fn and(&mut self, condition: &str, value: &str) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        self.sql.push_str(condition);
        self.values.push(Value::Text(value.to_owned()));
        self.sql.push_str(&format!("?{}", self.values.len()));
    }

    fn value(&mut self, value: Value) -> usize {
        self.values.push(value);
        self.values.len()
    }
}

fn page(state: &Transaction<'_>, query: &ListQuery, sought: Option<&Words>) -> R<ListPage> {
    let total = total(state, query, sought)?;
    let numbers = numbers(state, query, sought)?;
    let rows = numbers.into_iter().map(|number| row(state, number, sought));
    Ok(ListPage {
        total,
        rows: rows.collect::<R<_>>()?,
    })
}

fn total(state: &Connection, query: &ListQuery, sought: Option<&Words>) -> R<u32> {
    let choice = Choice::of(query, sought);
    let sql = format!("SELECT count(*) FROM drafts WHERE {}", choice.sql);
    Ok(state
        .prepare_cached(&sql)?
        .query_row(params_from_iter(choice.values), |row| row.count(0))?)
}

fn numbers(state: &Connection, query: &ListQuery, sought: Option<&Words>) -> R<Vec<i64>> {
    let mut choice = Choice::of(query, sought);
    let order = match (query.order, sought) {
        (ListOrder::Changed, _) | (ListOrder::Relevance, None) => {
            "changed_at DESC, number DESC".to_owned()
        }
        (ListOrder::Created, _) => "created_at DESC, number DESC".to_owned(),
        (ListOrder::Headline, _) => "headline_key, number".to_owned(),
        (ListOrder::Relevance, Some(words)) => {
            let n = choice.value(Value::Text(words.to_headline_match()));
            format!(
                "number IN (SELECT rowid FROM search WHERE search MATCH ?{n}) DESC,
                 changed_at DESC, number DESC"
            )
        }
    };
    let limit = choice.value(Value::Integer(query.limit.into()));
    let offset = choice.value(Value::Integer(query.offset.into()));
    let sql = format!(
        "SELECT number FROM drafts WHERE {} ORDER BY {order} LIMIT ?{limit} OFFSET ?{offset}",
        choice.sql
    );
    let mut found = state.prepare_cached(&sql)?;
    let found = found.query_map(params_from_iter(choice.values), |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn row(state: &Connection, number: i64, sought: Option<&Words>) -> R<ListRow> {
    let mut found = state
        .prepare_cached(
            "SELECT id, headline, section, language, status, changed_at,
                    (SELECT min(published_at) FROM publications
                     WHERE draft = drafts.id AND state = 'live') AS published_at,
                    coalesce(
                        (SELECT sites.name FROM dispatches JOIN sites ON sites.id = site
                         WHERE draft = drafts.id AND state IN ('waiting', 'sending', 'unknown')
                         ORDER BY made_at LIMIT 1),
                        (SELECT sites.name FROM publications JOIN sites ON sites.id = site
                         WHERE draft = drafts.id ORDER BY state, published_at LIMIT 1)
                    ) AS destination
             FROM drafts WHERE number = ?1",
        )?
        .query_row([number], read)?;
    if let Some(sought) = sought {
        let text = state
            .prepare_cached("SELECT text FROM texts WHERE draft = ?1")?
            .query_row([number], |row| row.get::<_, String>(0))
            .optional()?;
        found.excerpt = excerpt(&text.unwrap_or_default(), sought);
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> rusqlite::Result<ListRow> {
    Ok(ListRow {
        id: row.id("id", DraftId)?,
        headline: row.get("headline")?,
        section: row.get("section")?,
        language: row.word("language", Language::parse)?,
        status: row.word("status", DraftStatus::of_word)?,
        changed_at: row.time("changed_at")?,
        published_at: row.time_or_none("published_at")?,
        destination: row.get("destination")?,
        excerpt: Vec::new(),
    })
}

/// The values of a column outside the bin.
fn in_use(state: &Connection, column: &str) -> R<Vec<String>> {
    let sql = format!(
        "SELECT DISTINCT {column} FROM drafts
         WHERE status <> 'binned' AND {column} <> '' ORDER BY {column}"
    );
    let mut values = state.prepare_cached(&sql)?;
    let values = values.query_map([], |row| row.get(0))?;
    Ok(values.collect::<Result<_, _>>()?)
}

fn languages(state: &Connection) -> R<Vec<Language>> {
    Ok(in_use(state, "language")?
        .iter()
        .filter_map(|tag| Language::parse(tag))
        .collect())
}

fn tags(state: &Connection) -> R<Vec<String>> {
    let mut tags = state.prepare_cached(
        "SELECT tag FROM draft_tags
         WHERE draft NOT IN (SELECT number FROM drafts WHERE status = 'binned')
         GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?1",
    )?;
    let tags = tags.query_map([TAGS], |row| row.get(0))?;
    Ok(tags.collect::<Result<_, _>>()?)
}

fn counts(state: &Connection) -> R<StatusCounts> {
    let mut by_status =
        state.prepare_cached("SELECT status, count(*) FROM drafts GROUP BY status")?;
    let mut rows = by_status.query([])?;
    let mut counts = StatusCounts::default();
    while let Some(row) = rows.next()? {
        let number = row.count(1)?;
        match row.word(0, DraftStatus::of_word)? {
            DraftStatus::Draft => counts.draft = number,
            DraftStatus::OnTheStone => counts.on_the_stone = number,
            DraftStatus::Published => counts.published = number,
            DraftStatus::Changed => counts.changed = number,
            DraftStatus::Binned => counts.binned = number,
        }
    }
    counts.all = counts.draft + counts.on_the_stone + counts.published + counts.changed;
    Ok(counts)
}
