//! Promises, and how they move. No promise is made, moved or dropped outside a
//! transaction; what a move means on the network is not known here.

use domain::{
    CheckOverride, Dispatch, DispatchId, DispatchState, DraftId, EmbargoOverride, Operation,
    Revision, RevisionId, SiteId, Timestamp,
};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

use crate::columns::{Read, WishesRecord, Word, json, key, micros, micros_of};
use crate::error::{R, StoreError};
use crate::journal::number_of;
use crate::open::Store;
use crate::{check_overrides, embargoes, revisions, status};

pub(crate) const OPEN: &str = "state IN ('waiting', 'sending', 'unknown')";

/// The table admits no word for a superseded dispatch: its row says `cancelled`, and this as the failure.
const SUPERSEDED: &str = "superseded";

/// What moves on a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchProgress {
    /// How far it is now.
    pub state: DispatchState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next, while it waits.
    pub next_try: Option<Timestamp>,
    /// The code of the last failure.
    pub failure: Option<String>,
    /// What the site said of it.
    pub failure_detail: Option<String>,
}

impl DispatchProgress {
    /// Where a dispatch is, to be changed and written back.
    pub fn of(dispatch: &Dispatch) -> Self {
        Self {
            state: dispatch.state,
            attempts: dispatch.attempts,
            next_try: dispatch.next_try,
            failure: dispatch.failure.clone(),
            failure_detail: dispatch.failure_detail.clone(),
        }
    }

    pub(crate) fn done(dispatch: &Dispatch) -> Self {
        Self {
            state: DispatchState::Done,
            attempts: dispatch.attempts,
            next_try: None,
            failure: None,
            failure_detail: None,
        }
    }
}

/// An article that is promised to a site, with what lets it through.
#[derive(Debug, Clone)]
pub struct Promise {
    /// The promise.
    pub dispatch: Dispatch,
    /// What lifts its embargo.
    pub lifted: Option<EmbargoOverride>,
    /// Why it goes although a check keeps it back.
    pub despite: Option<CheckOverride>,
}

impl From<Dispatch> for Promise {
    fn from(dispatch: Dispatch) -> Self {
        Self {
            dispatch,
            lifted: None,
            despite: None,
        }
    }
}

impl Store {
    /// Freezes a revision and writes the promise, in one transaction. A revision that is kept
    /// already is not written again. A promise to publish or to update that still waits, hence of
    /// which nothing was sent, gives way: it is taken back in the same transaction.
    ///
    /// # Errors
    /// `DispatchOpen` when this draft has another open promise to this site; `Binned` when it is in
    /// the bin, unless its article is to be taken down; `Missing` when there is no such draft or
    /// site; `Taken` when the dispatch's identifier is in use.
    pub fn promise(&self, revision: &Revision, dispatch: &Dispatch) -> Result<(), StoreError> {
        let frozen = self.frozen(revision)?;
        self.promise_with(dispatch, move |tx| revisions::keep(tx, &frozen))
    }

    /// Writes a promise about a revision that is kept already and is not sent: an `Unpublish` names
    /// the live one, whatever became of its text. What waits gives way as in [`Store::promise`].
    ///
    /// # Errors
    /// As there; `Missing` when there is no such revision.
    pub fn promise_kept(&self, dispatch: &Dispatch) -> Result<(), StoreError> {
        let revision = dispatch.revision.0;
        self.promise_with(dispatch, move |tx| {
            must_exist(tx, "revision", "revisions", revision)
        })
    }

    fn promise_with(
        &self,
        dispatch: &Dispatch,
        see_to_revision: impl FnOnce(&Transaction<'_>) -> R<()> + Send + 'static,
    ) -> Result<(), StoreError> {
        let dispatch = dispatch.clone();
        self.write(move |tx| {
            make_way(tx, &dispatch)?;
            see_to_revision(tx)?;
            insert(tx, &dispatch)?;
            status::refresh(tx, number_of(tx, dispatch.draft)?)
        })
    }

    /// Freezes one revision and promises it to several sites, in one transaction: to each that has room
    /// for it. Answers, in their order, which open promise stood in the way of each; `None` where it was
    /// made. Where none was, nothing is kept.
    ///
    /// # Errors
    /// As for [`Store::promise`] but for `DispatchOpen`; then none is made.
    pub fn promise_each(
        &self,
        revision: &Revision,
        promises: &[Promise],
    ) -> Result<Vec<Option<DispatchId>>, StoreError> {
        let frozen = self.frozen(revision)?;
        let promises = promises.to_vec();
        self.write(move |tx| {
            let promise = |promise: &Promise| match make_way(tx, &promise.dispatch) {
                Ok(()) => {
                    revisions::keep(tx, &frozen)?;
                    insert(tx, &promise.dispatch)?;
                    if let Some(lifted) = &promise.lifted {
                        embargoes::insert(tx, lifted)?;
                    }
                    if let Some(despite) = &promise.despite {
                        check_overrides::insert(tx, despite)?;
                    }
                    Ok(None)
                }
                Err(StoreError::DispatchOpen(earlier)) => Ok(Some(earlier)),
                Err(error) => Err(error),
            };
            let in_the_way: Vec<_> = promises.iter().map(promise).collect::<R<_>>()?;
            if let Some(Promise { dispatch, .. }) = promises.first() {
                status::refresh(tx, number_of(tx, dispatch.draft)?)?;
            }
            Ok(in_the_way)
        })
    }

    /// The dispatch with this identifier.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn dispatch(&self, id: DispatchId) -> Result<Option<Dispatch>, StoreError> {
        self.read(|state| find(state, id))
    }

    /// The open dispatch of a draft, the oldest when it has several (to several sites).
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn open_dispatch(&self, draft: DraftId) -> Result<Option<Dispatch>, StoreError> {
        self.read(|state| open_of(state, draft))
    }

    /// The text that gives way to a later one for the same article: the last that waits or failed.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn gives_way(&self, draft: DraftId, site: SiteId) -> Result<Option<Dispatch>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(
                    "SELECT * FROM dispatches
                     WHERE draft = ?1 AND site = ?2 AND state IN ('waiting', 'failed')
                       AND operation <> 'unpublish'
                     ORDER BY number DESC LIMIT 1",
                )?
                .query_row([key(draft.0), key(site.0)], read)
                .optional()?)
        })
    }

    /// The open dispatches of a draft, the oldest first: one a site at the most.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn open_dispatches(&self, draft: DraftId) -> Result<Vec<Dispatch>, StoreError> {
        self.read(|state| {
            let sql = format!(
                "SELECT * FROM dispatches WHERE draft = ?1 AND {OPEN} ORDER BY made_at, number"
            );
            let mut all = state.prepare_cached(&sql)?;
            let all = all.query_map([key(draft.0)], read)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The dispatch to work on now: the oldest that waits or is in doubt, whose time has come, and
    /// to whose site nothing else is being sent. So a slow site takes up one sender, not all.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn next_due(&self, now: Timestamp) -> Result<Option<Dispatch>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(
                    // Both conditions on the state: the first is the partial index's.
                    "SELECT * FROM dispatches
                     WHERE state IN ('waiting', 'sending', 'unknown') AND state <> 'sending'
                       AND ifnull(not_before, ?1) <= ?1 AND ifnull(next_try, ?1) <= ?1
                       AND site NOT IN (
                           SELECT site FROM dispatches
                           WHERE state IN ('waiting', 'sending', 'unknown') AND state = 'sending')
                     ORDER BY made_at, number LIMIT 1",
                )?
                .query_row([micros(now)], read)
                .optional()?)
        })
    }

    /// When the next dispatch that is not due yet will be; `None` when nothing waits.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn due_after(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(
                    "SELECT min(due) FROM (
                         SELECT max(ifnull(not_before, ?1), ifnull(next_try, ?1)) AS due
                         FROM dispatches
                         WHERE state IN ('waiting', 'sending', 'unknown') AND state <> 'sending'
                     ) WHERE due > ?1",
                )?
                .query_row([micros(now)], |row| row.time_or_none(0))?)
        })
    }

    /// Moves a dispatch. `Done` is not reached by this, but by [`Store::keep_receipt`].
    ///
    /// # Errors
    /// `Missing`; `DispatchMove` when it can't go there from where it is.
    pub fn set_dispatch(
        &self,
        id: DispatchId,
        progress: &DispatchProgress,
    ) -> Result<(), StoreError> {
        let progress = progress.clone();
        self.write(move |tx| {
            let dispatch = must(tx, id)?;
            if progress.state == DispatchState::Done {
                return Err(StoreError::DispatchMove {
                    from: dispatch.state,
                    to: progress.state,
                });
            }
            move_to(tx, &dispatch, &progress)
        })
    }

    /// Takes a promise back; only while nothing was sent.
    ///
    /// # Errors
    /// `Missing`; `DispatchMove` when it is too late.
    pub fn cancel_dispatch(&self, id: DispatchId) -> Result<(), StoreError> {
        self.write(move |tx| {
            let dispatch = must(tx, id)?;
            take_back(tx, &dispatch, DispatchState::Cancelled)
        })
    }

    /// Asks for another try at once. One in doubt stays in doubt: the site is asked first.
    ///
    /// # Errors
    /// `Missing`; `DispatchMove` when there is nothing to try; `DispatchOpen` when another
    /// promise to the same site is open; `Binned` when one that had failed is of a draft in the bin.
    pub fn retry_dispatch(&self, id: DispatchId) -> Result<(), StoreError> {
        self.write(move |tx| {
            let dispatch = must(tx, id)?;
            let state = match dispatch.state {
                DispatchState::Unknown => DispatchState::Unknown,
                _ => DispatchState::Waiting,
            };
            if !dispatch.state.can_retry() {
                return Err(StoreError::DispatchMove {
                    from: dispatch.state,
                    to: state,
                });
            }
            if !dispatch.state.is_open() {
                refuse_binned(tx, &dispatch)?;
            }
            let progress = DispatchProgress {
                state,
                next_try: None,
                ..DispatchProgress::of(&dispatch)
            };
            move_to(tx, &dispatch, &progress)
        })
    }
}

/// At start: whatever was being sent when the program ended may or may not have happened.
pub(crate) fn doubt_what_was_being_sent(tx: &Transaction<'_>) -> R<()> {
    tx.execute(
        "UPDATE dispatches SET state = 'unknown', next_try = NULL WHERE state = 'sending'",
        [],
    )?;
    Ok(())
}

/// Ends every open promise as failed, for a reason: in a library that came out of a copy. What had not
/// been tried then may have been since: it counts as tried, so that the site is asked.
pub(crate) fn stop_all(tx: &Transaction<'_>, why: &str) -> R<()> {
    let sql = format!(
        "UPDATE dispatches SET state = 'failed', attempts = max(attempts, 1), next_try = NULL,
                failure = ?1, failure_detail = NULL
         WHERE {OPEN}"
    );
    tx.execute(&sql, [why])?;
    let mut drafts = tx.prepare("SELECT number FROM drafts WHERE status = 'on_the_stone'")?;
    let drafts: Vec<i64> = drafts
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    drafts
        .into_iter()
        .try_for_each(|number| status::refresh(tx, number))
}

/// The oldest open dispatch of a draft.
pub(crate) fn open_of(connection: &Connection, draft: DraftId) -> R<Option<Dispatch>> {
    let sql = format!(
        "SELECT * FROM dispatches WHERE draft = ?1 AND {OPEN} ORDER BY made_at, number LIMIT 1"
    );
    Ok(connection
        .prepare_cached(&sql)?
        .query_row([key(draft.0)], read)
        .optional()?)
}

/// The dispatch, which has to be there.
pub(crate) fn must(connection: &Connection, id: DispatchId) -> R<Dispatch> {
    find(connection, id)?.ok_or(StoreError::Missing("dispatch"))
}

/// Fails with `Missing` unless there is a row with this identifier.
pub(crate) fn must_exist(
    connection: &Connection,
    what: &'static str,
    table: &str,
    id: Uuid,
) -> R<()> {
    let sql = format!("SELECT 1 FROM {table} WHERE id = ?1");
    let there = connection.prepare_cached(&sql)?.exists([key(id)])?;
    if there {
        Ok(())
    } else {
        Err(StoreError::Missing(what))
    }
}

/// Moves a dispatch, if it can go there, and its draft's status with it.
pub(crate) fn move_to(tx: &Transaction<'_>, from: &Dispatch, to: &DispatchProgress) -> R<()> {
    if !may_follow(from.state, to.state) {
        return Err(StoreError::DispatchMove {
            from: from.state,
            to: to.state,
        });
    }
    if !from.state.is_open() && to.state.is_open() {
        refuse_second(tx, from.draft, from.site)?;
    }
    let (state, failure) = written(to.state, to.failure.as_deref());
    tx.prepare_cached(
        "UPDATE dispatches SET state = ?2, attempts = ?3, next_try = ?4, failure = ?5,
                failure_detail = ?6
         WHERE id = ?1",
    )?
    .execute(params![
        key(from.id.0),
        state,
        to.attempts,
        micros_of(to.next_try),
        failure,
        to.failure_detail
    ])?;
    status::refresh(tx, number_of(tx, from.draft)?)
}

/// Which moves there are. What was sent can't be taken back, and what is done stays done.
fn may_follow(from: DispatchState, to: DispatchState) -> bool {
    use DispatchState::{Cancelled, Done, Failed, Sending, Superseded, Unknown, Waiting};
    match to {
        Waiting => matches!(from, Waiting | Sending | Unknown | Failed),
        Sending => matches!(from, Waiting | Unknown),
        Unknown => matches!(from, Sending | Unknown),
        Done => matches!(from, Sending | Unknown),
        Failed => matches!(from, Waiting | Sending | Unknown),
        Cancelled | Superseded => from.can_cancel(),
    }
}

/// Makes room for a promise, or says why there is none: then nothing is written.
fn make_way(tx: &Transaction<'_>, dispatch: &Dispatch) -> R<()> {
    number_of(tx, dispatch.draft)?;
    must_exist(tx, "site", "sites", dispatch.site.0)?;
    if find(tx, dispatch.id)?.is_some() {
        return Err(StoreError::Taken("dispatch"));
    }
    refuse_binned(tx, dispatch)?;
    take_back_what_waits(tx, dispatch.draft, dispatch.site)?;
    supersede_failed(tx, dispatch.draft, dispatch.site)
}

/// A new promise takes the place of those that were refused before: nobody is asked about them any
/// more. They stay in the outbox.
fn supersede_failed(tx: &Transaction<'_>, draft: DraftId, site: SiteId) -> R<()> {
    tx.prepare_cached(
        "UPDATE dispatches SET state = 'cancelled', failure = ?3
         WHERE draft = ?1 AND site = ?2 AND state = 'failed'",
    )?
    .execute(params![key(draft.0), key(site.0), SUPERSEDED])?;
    Ok(())
}

fn take_back(tx: &Transaction<'_>, dispatch: &Dispatch, state: DispatchState) -> R<()> {
    let progress = DispatchProgress {
        state,
        next_try: None,
        ..DispatchProgress::of(dispatch)
    };
    move_to(tx, dispatch, &progress)
}

/// Makes way for a new promise: what waits was certainly not sent. An `Unpublish` stays, for to
/// publish again by the way would undo it without a word.
fn take_back_what_waits(tx: &Transaction<'_>, draft: DraftId, site: SiteId) -> R<()> {
    let Some(open) = open_at(tx, draft, site)? else {
        return Ok(());
    };
    if open.state != DispatchState::Waiting || open.operation == Operation::Unpublish {
        return Err(StoreError::DispatchOpen(open.id));
    }
    take_back(tx, &open, DispatchState::Superseded)
}

/// What is in the bin does not go out; it can still be taken down.
fn refuse_binned(tx: &Transaction<'_>, dispatch: &Dispatch) -> R<()> {
    let binned = tx
        .prepare_cached("SELECT 1 FROM drafts WHERE id = ?1 AND binned_at IS NOT NULL")?
        .exists([key(dispatch.draft.0)])?;
    if binned && dispatch.operation != Operation::Unpublish {
        Err(StoreError::Binned)
    } else {
        Ok(())
    }
}

fn open_at(tx: &Transaction<'_>, draft: DraftId, site: SiteId) -> R<Option<Dispatch>> {
    let sql = format!("SELECT * FROM dispatches WHERE draft = ?1 AND site = ?2 AND {OPEN}");
    Ok(tx
        .prepare_cached(&sql)?
        .query_row([key(draft.0), key(site.0)], read)
        .optional()?)
}

fn refuse_second(tx: &Transaction<'_>, draft: DraftId, site: SiteId) -> R<()> {
    match open_at(tx, draft, site)? {
        None => Ok(()),
        Some(open) => Err(StoreError::DispatchOpen(open.id)),
    }
}

fn find(connection: &Connection, id: DispatchId) -> R<Option<Dispatch>> {
    Ok(connection
        .prepare_cached("SELECT * FROM dispatches WHERE id = ?1")?
        .query_row([key(id.0)], read)
        .optional()?)
}

/// What the columns `state` and `failure` say of a dispatch.
fn written(state: DispatchState, failure: Option<&str>) -> (&'static str, Option<&str>) {
    match state {
        DispatchState::Superseded => (DispatchState::Cancelled.word(), Some(SUPERSEDED)),
        state => (state.word(), failure),
    }
}

/// What they mean.
pub(crate) fn read_state(row: &Row<'_>) -> rusqlite::Result<(DispatchState, Option<String>)> {
    let state = row.word("state", DispatchState::of_word)?;
    let failure: Option<String> = row.get("failure")?;
    Ok(match (state, failure.as_deref()) {
        (DispatchState::Cancelled, Some(SUPERSEDED)) => (DispatchState::Superseded, None),
        _ => (state, failure),
    })
}

fn insert(tx: &Transaction<'_>, d: &Dispatch) -> R<()> {
    let (state, failure) = written(d.state, d.failure.as_deref());
    tx.prepare_cached(
        "INSERT INTO dispatches (id, draft, site, operation, revision, made_at, not_before,
                                 not_after, state, attempts, next_try, failure, failure_detail, wishes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        key(d.id.0),
        key(d.draft.0),
        key(d.site.0),
        d.operation.word(),
        key(d.revision.0),
        micros(d.made_at),
        micros_of(d.not_before),
        micros_of(d.not_after),
        state,
        d.attempts,
        micros_of(d.next_try),
        failure,
        d.failure_detail,
        json(&WishesRecord::of(&d.wishes))?
    ])?;
    Ok(())
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Dispatch> {
    let (state, failure) = read_state(row)?;
    Ok(Dispatch {
        id: row.id("id", DispatchId)?,
        draft: row.id("draft", DraftId)?,
        site: row.id("site", SiteId)?,
        operation: row.word("operation", Operation::of_word)?,
        revision: row.id("revision", RevisionId)?,
        made_at: row.time("made_at")?,
        not_before: row.time_or_none("not_before")?,
        not_after: row.time_or_none("not_after")?,
        wishes: row.word("wishes", WishesRecord::read)?,
        state,
        attempts: row.count("attempts")?,
        next_try: row.time_or_none("next_try")?,
        failure,
        failure_detail: row.get("failure_detail")?,
    })
}
