//! Lists of drafts: filters, orders, pages, and what there is to filter by.

use domain::draft::DraftStatus;
use domain::{DraftId, Language, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params_from_iter};

use crate::columns::{Read, Word, json};
use crate::error::{R, StoreError};
use crate::open::Store;
use crate::search::{self, ExcerptRun, Found, Words, excerpt};

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
    /// This status as well as `status`; nothing without that one.
    pub also: Option<DraftStatus>,
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
            also: None,
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
    /// How many sites were chosen for it; 0 where the desk chooses.
    pub chosen: u32,
    /// On how many of those readers can read it.
    pub live_on: u32,
    /// Until when an embargo holds it back, or held.
    pub embargo: Option<Timestamp>,
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

impl Store {
    /// A part of the library; excerpts are as the text is written. See [`Store::list_shown`].
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn list(&self, query: &ListQuery) -> Result<ListPage, StoreError> {
        self.list_shown(query, str::to_owned)
    }

    /// A part of the library. A search looks at the text as it was last folded; `shown` gives what
    /// readers see of a passage of it, for the excerpts.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn list_shown(
        &self,
        query: &ListQuery,
        shown: fn(&str) -> String,
    ) -> Result<ListPage, StoreError> {
        let sought = Words::of(&query.search);
        if sought.is_some() {
            self.catch_up();
        }
        self.read(|state| page(state, query, sought.as_ref().map(|words| (words, shown))))
    }

    /// A search finds what was folded before it. On a full disk it finds what it can.
    fn catch_up(&self) {
        let caught_up = || -> R<()> {
            while self.read(|state| search::is_behind(state))? {
                self.write(|tx| search::index_due(tx, 50))?;
            }
            Ok(())
        };
        if let Err(error) = caught_up() {
            tracing::warn!(%error, "the search index is behind");
        }
    }
}

/// The part of a statement that chooses drafts, with its values.
struct Choice {
    sql: String,
    values: Vec<Value>,
}

impl Choice {
    fn of(query: &ListQuery) -> Self {
        let mut choice = Self {
            sql: "status <> 'binned'".to_owned(),
            values: Vec::new(),
        };
        if let Some(status) = query.status {
            choice.sql.clear();
            choice.and("status IN (?, ?)", status.word());
            let also = query.also.unwrap_or(status);
            choice.values.push(Value::Text(also.word().to_owned()));
        }
        if let Some(section) = &query.section {
            choice.and("section = ?", section);
        }
        if let Some(language) = &query.language {
            choice.and("language = ?", language.as_str());
        }
        if let Some(tag) = &query.tag {
            choice.and(
                "number IN (SELECT draft FROM draft_tags WHERE tag = ?)",
                tag,
            );
        }
        choice
    }

    fn and(&mut self, condition: &str, value: &str) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        self.sql.push_str(condition);
        self.values.push(Value::Text(value.to_owned()));
    }
}

/// The index of an order, which holds every filter too, and the order.
///
/// It is named, because SQLite would rather take the index of the status and sort what it finds,
/// which is all of the library.
fn order(order: ListOrder) -> (&'static str, &'static str) {
    match order {
        ListOrder::Changed | ListOrder::Relevance => (
            "INDEXED BY drafts_by_change",
            "changed_at DESC, number DESC",
        ),
        ListOrder::Created => (
            "INDEXED BY drafts_by_creation",
            "created_at DESC, number DESC",
        ),
        ListOrder::Headline => ("INDEXED BY drafts_by_headline", "headline_key, number"),
    }
}

/// What is looked for, and what readers see of a passage.
type Sought<'a> = (&'a Words, fn(&str) -> String);

fn page(state: &Transaction<'_>, query: &ListQuery, sought: Option<Sought<'_>>) -> R<ListPage> {
    let (total, numbers) = match sought {
        None => (total(state, query)?, numbers(state, query)?),
        Some((words, _)) => found(state, query, &Found::of(state, words)?)?,
    };
    let rows = numbers.into_iter().map(|number| row(state, number, sought));
    Ok(ListPage {
        total,
        rows: rows.collect::<R<_>>()?,
    })
}

fn total(state: &Connection, query: &ListQuery) -> R<u32> {
    let choice = Choice::of(query);
    let index = if tag_is_rare(state, query)? {
        ""
    } else {
        "INDEXED BY drafts_by_status"
    };
    let sql = format!("SELECT count(*) FROM drafts {index} WHERE {}", choice.sql);
    let values = params_from_iter(choice.values);
    Ok(state
        .prepare_cached(&sql)?
        .query_row(values, |row| row.count(0))?)
}

/// One page of the drafts that are chosen.
fn numbers(state: &Connection, query: &ListQuery) -> R<Vec<i64>> {
    let mut choice = Choice::of(query);
    let (index, order) = order(query.order);
    let index = if tag_is_rare(state, query)? {
        ""
    } else {
        index
    };
    let sql = format!(
        "SELECT number FROM drafts {index} WHERE {} ORDER BY {order} LIMIT ? OFFSET ?",
        choice.sql
    );
    choice
        .values
        .extend([query.limit, query.offset].map(|n| Value::Integer(n.into())));
    let mut numbers = state.prepare_cached(&sql)?;
    let numbers = numbers.query_map(params_from_iter(choice.values), |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

/// Whether the drafts with the tag asked for are sorted faster than all others are passed over.
fn tag_is_rare(state: &Connection, query: &ListQuery) -> R<bool> {
    let Some(tag) = &query.tag else {
        return Ok(false);
    };
    let uses: usize = state
        .prepare_cached("SELECT count(*) FROM draft_tags WHERE tag = ?1")?
        .query_row([tag], |row| row.count(0))?;
    Ok(uses <= FEW)
}

/// Matches up to which their rows are looked up one by one; with more, the whole order is walked.
const FEW: usize = 2_000;

/// How many drafts are both chosen and found, and one page of them.
fn found(state: &Connection, query: &ListQuery, found: &Found) -> R<(u32, Vec<i64>)> {
    let total = found_total(state, query, found)?;
    let end = query.offset as usize + query.limit as usize;
    let numbers = found_first(state, query, found, end)?;
    Ok((
        total,
        numbers.into_iter().skip(query.offset as usize).collect(),
    ))
}

/// How many drafts are both chosen and found.
fn found_total(state: &Connection, query: &ListQuery, found: &Found) -> R<u32> {
    let mut choice = Choice::of(query);
    // Without a filter it is quicker to take off those in the bin, which are few.
    let all_but_binned = choice.values.is_empty();
    if all_but_binned {
        choice.sql = "status = 'binned'".to_owned();
    }
    narrow(&mut choice, found)?;
    let sql = format!("SELECT number FROM drafts WHERE {}", choice.sql);
    let mut both = 0;
    let mut numbers = state.prepare_cached(&sql)?;
    let mut rows = numbers.query(params_from_iter(choice.values))?;
    while let Some(row) = rows.next()? {
        both += usize::from(found.has(row.get(0)?));
    }
    let total = if all_but_binned {
        found.all.len() - both
    } else {
        both
    };
    Ok(u32::try_from(total).unwrap_or(u32::MAX))
}

/// The first `end` drafts that are both chosen and found: along the order, no further than
/// needed.
fn found_first(state: &Connection, query: &ListQuery, found: &Found, end: usize) -> R<Vec<i64>> {
    let mut choice = Choice::of(query);
    let (index, order) = order(query.order);
    let index = if narrow(&mut choice, found)? {
        ""
    } else {
        index
    };
    let sql = format!(
        "SELECT number FROM drafts {index} WHERE {} ORDER BY {order}",
        choice.sql
    );
    let mut walk = state.prepare_cached(&sql)?;
    let mut rows = walk.query(params_from_iter(choice.values))?;
    let by_relevance = query.order == ListOrder::Relevance;
    let mut to_come = if by_relevance { found.in_headline() } else { 0 };
    let (mut first, mut then) = (Vec::new(), Vec::new());
    while first.len() < end && (to_come > 0 || first.len() + then.len() < end) {
        let Some(row) = rows.next()? else { break };
        let number = row.get(0)?;
        if by_relevance && found.has_in_headline(number) {
            first.push(number);
            to_come -= 1;
        } else if then.len() < end && found.has(number) {
            then.push(number);
        }
    }
    first.extend(then);
    first.truncate(end);
    Ok(first)
}

/// Looks few matches up one by one, instead of walking past all that does not match.
fn narrow(choice: &mut Choice, found: &Found) -> R<bool> {
    let few = found.all.len() <= FEW;
    if few {
        choice.and(
            "number IN (SELECT value FROM json_each(?))",
            &json(&found.all)?,
        );
    }
    Ok(few)
}

fn row(state: &Connection, number: i64, sought: Option<Sought<'_>>) -> R<ListRow> {
    let mut found = state
        .prepare_cached(
            "SELECT id, headline, section, language, status, changed_at, embargo,
                    (SELECT min(published_at) FROM publications
                     WHERE draft = drafts.id AND state = 'live') AS published_at,
                    coalesce(
                        (SELECT sites.name FROM dispatches JOIN sites ON sites.id = site
                         WHERE draft = drafts.id AND state IN ('waiting', 'sending', 'unknown')
                         ORDER BY made_at LIMIT 1),
                        (SELECT sites.name FROM publications JOIN sites ON sites.id = site
                         WHERE draft = drafts.id ORDER BY state, published_at LIMIT 1)
                    ) AS destination,
                    (SELECT count(*) FROM json_each(destinations)) AS chosen,
                    (SELECT count(*) FROM publications
                     WHERE draft = drafts.id AND state = 'live' AND lower(hex(site)) IN
                         (SELECT replace(key, '-', '') FROM json_each(destinations))) AS live_on
             FROM drafts WHERE number = ?1",
        )?
        .query_row([number], read)?;
    if let Some((words, shown)) = sought {
        let text = state
            .prepare_cached("SELECT text FROM texts WHERE draft = ?1")?
            .query_row([number], |row| row.get::<_, String>(0))
            .optional()?;
        found.excerpt = excerpt(&text.unwrap_or_default(), words, shown);
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
        chosen: row.get("chosen")?,
        live_on: row.get("live_on")?,
        embargo: row.time_or_none("embargo")?,
        excerpt: Vec::new(),
    })
}
