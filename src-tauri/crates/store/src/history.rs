//! A draft's revisions as a list without their texts; their names; and which of them may go.

use std::collections::BTreeMap;

use domain::{
    DispatchId, DispatchState, DraftId, Maker, Operation, RevisionAge, RevisionId, RevisionReason,
    SiteId, Timestamp, WordChange,
};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::columns::{Read, Word, key, micros, whole};
use crate::dispatches::read_state;
use crate::error::{R, StoreError};
use crate::journal::number_of;
use crate::open::Store;
use crate::revisions::{read_maker, read_words};

/// A revision in the list: everything but its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// Which revision.
    pub id: RevisionId,
    /// When it was made.
    pub made_at: Timestamp,
    /// Why.
    pub reason: RevisionReason,
    /// Whose words it holds.
    pub maker: Maker,
    /// What the writer calls it.
    pub name: Option<String>,
    /// Its headline.
    pub headline: String,
    /// Words against the revision before, where somebody counted.
    pub words: Option<WordChange>,
    /// Where readers see it.
    pub live_on: Vec<LiveOn>,
    /// What was promised of it, oldest first.
    pub dispatches: Vec<RevisionDispatch>,
}

/// A site on which a revision is what readers see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveOn {
    /// Which site.
    pub site: SiteId,
    /// Its name.
    pub site_name: String,
    /// Where readers read it.
    pub address: String,
}

/// A dispatch that promised a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionDispatch {
    /// Which dispatch.
    pub id: DispatchId,
    /// What it does.
    pub operation: Operation,
    /// How far it is.
    pub state: DispatchState,
    /// The site's name.
    pub site_name: String,
}

/// A part of a draft's history, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryPage {
    /// Revisions in the whole history.
    pub total: u64,
    /// This part.
    pub rows: Vec<RevisionRow>,
    /// Where the next part begins; `None` when there is none.
    pub cursor: Option<u64>,
}

impl Store {
    /// A part of a draft's history, newest first: at most `limit` rows after the cursor. No text is
    /// read for it.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn history(
        &self,
        draft: DraftId,
        after: Option<u64>,
        limit: u32,
    ) -> Result<HistoryPage, StoreError> {
        self.read(|state| page(state, draft, after, limit))
    }

    /// Gives a revision a name, or takes it away; the revision stays as it is. Answers whose it is.
    ///
    /// # Errors
    /// `Missing`.
    pub fn name_revision(&self, id: RevisionId, name: Option<&str>) -> Result<DraftId, StoreError> {
        let name = name.map(ToOwned::to_owned);
        self.write(move |tx| {
            let (number, draft) = tx
                .query_row(
                    "SELECT number, draft FROM revisions WHERE id = ?1",
                    [key(id.0)],
                    |row| Ok((row.get::<_, i64>(0)?, row.id(1, DraftId)?)),
                )
                .optional()?
                .ok_or(StoreError::Missing("revision"))?;
            match name {
                Some(name) => tx.execute(
                    "INSERT INTO revision_names (revision, name) VALUES (?1, ?2)
                     ON CONFLICT (revision) DO UPDATE SET name = ?2",
                    params![number, name],
                )?,
                None => tx.execute("DELETE FROM revision_names WHERE revision = ?1", [number])?,
            };
            Ok(draft)
        })
    }

    /// What the writer's rule for old revisions looks at, oldest first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn revision_ages(&self, draft: DraftId) -> Result<Vec<RevisionAge>, StoreError> {
        self.read(|state| {
            let sql = format!(
                "SELECT id, made_at, {MAY_THIN} FROM revisions WHERE draft = ?1 ORDER BY number"
            );
            let mut all = state.prepare_cached(&sql)?;
            let all = all.query_map([key(draft.0)], |row| {
                Ok(RevisionAge {
                    id: row.id(0, RevisionId)?,
                    made_at: row.time(1)?,
                    is_protected: !row.get::<_, bool>(2)?,
                })
            })?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The drafts that have revisions of before this moment which a rule might reach.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn drafts_with_old_revisions(&self, before: Timestamp) -> Result<Vec<DraftId>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare(
                "SELECT DISTINCT draft FROM revisions
                 WHERE made_at < ?1 AND reason IN ('pause', 'steady')",
            )?;
            let all = all.query_map([micros(before)], |row| row.id(0, DraftId))?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// Lets go of revisions of a draft, but of no protected one, whatever was asked. Answers how
    /// many went.
    ///
    /// # Errors
    /// `Missing` when there is no such draft.
    pub fn thin(&self, draft: DraftId, revisions: &[RevisionId]) -> Result<usize, StoreError> {
        let revisions = revisions.to_vec();
        self.write(move |tx| {
            let number = number_of(tx, draft)?;
            let mut gone = 0;
            for id in revisions {
                gone += thin_one(tx, draft, id)?;
            }
            forget_unused_keyframes(tx, number)?;
            Ok(gone)
        })
    }
}

/// What makes a revision one that a rule may reach: made by itself, nameless, never promised, live
/// nowhere, and not the newest.
const MAY_THIN: &str = "(reason IN ('pause', 'steady')
    AND NOT EXISTS (SELECT 1 FROM revision_names WHERE revision_names.revision = revisions.number)
    AND NOT EXISTS (SELECT 1 FROM publications WHERE publications.revision = revisions.id)
    AND NOT EXISTS (SELECT 1 FROM dispatches WHERE dispatches.revision = revisions.id)
    AND number < (SELECT max(r.number) FROM revisions AS r WHERE r.draft = revisions.draft))";

fn thin_one(tx: &Transaction<'_>, draft: DraftId, id: RevisionId) -> R<usize> {
    let sql = format!("DELETE FROM revisions WHERE id = ?1 AND draft = ?2 AND {MAY_THIN}");
    Ok(tx
        .prepare_cached(&sql)?
        .execute([key(id.0), key(draft.0)])?)
}

/// Drops the keyframes that nothing is packed against, but for the latest.
fn forget_unused_keyframes(tx: &Transaction<'_>, draft: i64) -> R<()> {
    tx.execute(
        "DELETE FROM keyframes
         WHERE draft = ?1 AND number < (SELECT max(number) FROM keyframes WHERE draft = ?1)
           AND NOT EXISTS (SELECT 1 FROM revision_texts WHERE keyframe = keyframes.number)",
        [draft],
    )?;
    Ok(())
}

fn page(connection: &Connection, draft: DraftId, after: Option<u64>, limit: u32) -> R<HistoryPage> {
    let total = connection
        .prepare_cached("SELECT count(*) FROM revisions WHERE draft = ?1")?
        .query_row([key(draft.0)], |row| row.count(0))?;
    let mut rows = connection.prepare_cached(
        "SELECT revisions.*, revision_names.name
         FROM revisions LEFT JOIN revision_names ON revision_names.revision = revisions.number
         WHERE draft = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
    )?;
    let before = after.map_or(i64::MAX, whole);
    // One more than asked for tells whether there is a next part.
    let query = params![key(draft.0), before, i64::from(limit) + 1];
    let mut rows: Vec<(i64, RevisionRow)> = rows
        .query_map(query, |row| Ok((row.get("number")?, read(row)?)))?
        .collect::<Result<_, _>>()?;
    let has_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let last = rows.last().map(|(number, _)| *number);
    tie(connection, draft, &mut rows)?;
    Ok(HistoryPage {
        total,
        cursor: last
            .filter(|_| has_more)
            .and_then(|n| u64::try_from(n).ok()),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}

/// Adds where the rows are live and what was promised of them.
fn tie(connection: &Connection, draft: DraftId, rows: &mut [(i64, RevisionRow)]) -> R<()> {
    let (Some((newest, _)), Some((oldest, _))) = (rows.first(), rows.last()) else {
        return Ok(());
    };
    let mut live = live_on(connection, draft)?;
    let mut promised = promised(connection, draft, *oldest, *newest)?;
    for (_, row) in rows {
        row.live_on = live.remove(&row.id).unwrap_or_default();
        row.dispatches = promised.remove(&row.id).unwrap_or_default();
    }
    Ok(())
}

fn live_on(connection: &Connection, draft: DraftId) -> R<BTreeMap<RevisionId, Vec<LiveOn>>> {
    let mut all = connection.prepare_cached(
        "SELECT publications.revision, publications.site, sites.name, publications.address
         FROM publications JOIN sites ON sites.id = publications.site
         WHERE publications.draft = ?1 AND publications.state = 'live'
         ORDER BY publications.published_at, publications.site",
    )?;
    let all = all.query_map([key(draft.0)], |row| {
        let live = LiveOn {
            site: row.id(1, SiteId)?,
            site_name: row.get(2)?,
            address: row.get(3)?,
        };
        Ok((row.id(0, RevisionId)?, live))
    })?;
    grouped(all)
}

fn promised(
    connection: &Connection,
    draft: DraftId,
    oldest: i64,
    newest: i64,
) -> R<BTreeMap<RevisionId, Vec<RevisionDispatch>>> {
    let mut all = connection.prepare_cached(
        "SELECT revisions.id, dispatches.id, dispatches.operation, dispatches.state, dispatches.failure,
                sites.name AS site_name
         FROM revisions
         JOIN dispatches ON dispatches.revision = revisions.id
         JOIN sites ON sites.id = dispatches.site
         WHERE revisions.draft = ?1 AND revisions.number BETWEEN ?2 AND ?3
         ORDER BY dispatches.number",
    )?;
    let all = all.query_map(params![key(draft.0), oldest, newest], |row| {
        let dispatch = RevisionDispatch {
            id: row.id(1, DispatchId)?,
            operation: row.word(2, Operation::of_word)?,
            state: read_state(row)?.0,
            site_name: row.get("site_name")?,
        };
        Ok((row.id(0, RevisionId)?, dispatch))
    })?;
    grouped(all)
}

fn grouped<T>(
    pairs: impl Iterator<Item = rusqlite::Result<(RevisionId, T)>>,
) -> R<BTreeMap<RevisionId, Vec<T>>> {
    let mut groups: BTreeMap<RevisionId, Vec<T>> = BTreeMap::new();
    for pair in pairs {
        let (id, member) = pair?;
        groups.entry(id).or_default().push(member);
    }
    Ok(groups)
}

fn read(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    Ok(RevisionRow {
        id: row.id("id", RevisionId)?,
        made_at: row.time("made_at")?,
        reason: row.word("reason", RevisionReason::of_word)?,
        maker: read_maker(row)?,
        name: row.get("name")?,
        headline: row.get("headline")?,
        words: read_words(row)?,
        live_on: Vec::new(),
        dispatches: Vec::new(),
    })
}
