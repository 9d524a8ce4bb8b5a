//! Keeps each draft's status column in step with the facts that domain's rule looks at.

use domain::draft::{DraftStatus, StatusFacts};
use domain::{Draft, DraftId, Fields, PublicationState, RevisionId, SiteId};
use rusqlite::{Connection, Transaction, params};

use crate::columns::{Read, Word, key};
use crate::drafts::{StoredDraft, row_of};
use crate::error::{R, StoreError};
use crate::journal::number_of;
use crate::open::Store;
use crate::reading;
use crate::{dispatches, revisions};

/// Writes what `DraftStatus::of` says. Called in every transaction that may change it, but the
/// journal's, which is too frequent to compare texts.
pub(crate) fn refresh(tx: &Transaction<'_>, number: i64) -> R<()> {
    let status = DraftStatus::of(facts(tx, number)?).word();
    tx.prepare_cached("UPDATE drafts SET status = ?2 WHERE number = ?1 AND status <> ?2")?
        .execute(params![number, status])?;
    Ok(())
}

fn facts(connection: &Connection, number: i64) -> R<StatusFacts> {
    let row = row_of(connection, number)?;
    let draft = &row.draft;
    let binned = draft.binned_at.is_some();
    let dispatch_open = dispatches::open_of(connection, draft.id)?.is_some();
    let there = there(connection, draft)?;
    let is = |wanted| there.iter().any(|(_, state, _)| *state == wanted);
    let live = is(PublicationState::Live);
    // Texts are only compared when it matters.
    let behind =
        !binned && !dispatch_open && live && !behind(connection, number, &row, &there)?.is_empty();
    Ok(StatusFacts {
        binned,
        dispatch_open,
        live,
        scheduled: is(PublicationState::Scheduled),
        behind,
    })
}

impl Store {
    /// The sites where readers do not see what the draft says: an earlier text where it is live, nothing
    /// yet where it goes to, or will see another at the hour that a site keeps. Of the text, what is folded counts.
    ///
    /// # Errors
    /// `Missing`, `Corrupt` and the disk's.
    pub fn behind(&self, draft: DraftId) -> Result<Vec<SiteId>, StoreError> {
        self.read(|state| {
            let number = number_of(state, draft)?;
            let row = row_of(state, number)?;
            behind(state, number, &row, &there(state, &row.draft)?)
        })
    }
}

type There = (SiteId, PublicationState, RevisionId);

/// Where a draft has, or had, an article.
fn there(connection: &Connection, draft: &Draft) -> R<Vec<There>> {
    let mut all = connection
        .prepare_cached("SELECT site, state, revision FROM publications WHERE draft = ?1")?;
    let all = all.query_map([key(draft.id.0)], |row| {
        let state = row.word(1, PublicationState::of_word)?;
        Ok((row.id(0, SiteId)?, state, row.id(2, RevisionId)?))
    })?;
    Ok(all.collect::<Result<_, _>>()?)
}

fn behind(
    connection: &Connection,
    number: i64,
    row: &StoredDraft,
    there: &[There],
) -> R<Vec<SiteId>> {
    let text = reading::read(connection, number, row.sequence)?.text;
    let mut behind = Vec::new();
    for (site, state, revision) in there {
        if *state != PublicationState::Unpublished
            && !is_same(
                connection,
                &row.draft.fields.on_site(*site),
                &text,
                (*site, *revision),
            )?
        {
            behind.push(*site);
        }
    }
    let shown = |site: &SiteId| {
        let there = there.iter().find(|(known, _, _)| known == site);
        there.is_some_and(|(_, state, _)| *state != PublicationState::Unpublished)
    };
    let nothing_yet = row
        .draft
        .fields
        .destinations
        .keys()
        .filter(|site| !shown(site));
    behind.extend(nothing_yet);
    Ok(behind)
}

fn is_same(
    connection: &Connection,
    fields: &Fields,
    text: &str,
    (site, live): (SiteId, RevisionId),
) -> R<bool> {
    match revisions::find(connection, live) {
        Ok(live) => Ok(live.is_some_and(|live| {
            live.text == text && same_article(fields, &live.fields.on_site(site))
        })),
        // Nobody knows any more; she may look and send it again.
        Err(StoreError::RevisionDamaged(why)) => {
            tracing::warn!(%site, why, "the live revision can't be compared");
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Whether readers would see the same. The slug is frozen once published, and a draft without
/// a date takes that of its publication, so neither makes a difference by being filled in then; an embargo shows
/// nowhere.
fn same_article(draft: &Fields, live: &Fields) -> bool {
    let mut draft = draft.clone();
    draft.slug = live.slug.clone();
    draft.embargo = live.embargo;
    if draft.publish_at.is_none() {
        draft.publish_at = live.publish_at;
    }
    draft == *live
}
