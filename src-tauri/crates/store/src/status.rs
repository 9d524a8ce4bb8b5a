//! Keeps each draft's status column in step with the facts that domain's rule looks at.

use domain::draft::{DraftStatus, StatusFacts};
use domain::{Draft, Fields, PublicationState, RevisionId, SiteId};
use rusqlite::{Connection, Transaction, params};

use crate::columns::{Read, Word, key};
use crate::drafts::{StoredDraft, row_of};
use crate::error::{R, StoreError};
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
    let publication = publication(connection, draft)?;
    // Texts are only compared when it matters.
    let differs_from_live = !binned
        && !dispatch_open
        && publication == Some(PublicationState::Live)
        && differs_from_live(connection, number, &row)?;
    Ok(StatusFacts {
        binned,
        dispatch_open,
        publication,
        differs_from_live,
    })
}

/// Live when readers see it anywhere.
fn publication(connection: &Connection, draft: &Draft) -> R<Option<PublicationState>> {
    let mut states =
        connection.prepare_cached("SELECT state FROM publications WHERE draft = ?1")?;
    let states: Vec<PublicationState> = states
        .query_map([key(draft.id.0)], |row| {
            row.word(0, PublicationState::of_word)
        })?
        .collect::<Result<_, _>>()?;
    let live = states
        .iter()
        .find(|state| **state == PublicationState::Live);
    Ok(live.or(states.first()).copied())
}

fn differs_from_live(connection: &Connection, number: i64, row: &StoredDraft) -> R<bool> {
    let draft = &row.draft;
    let text = reading::read(connection, number, row.sequence)?.text;
    let mut live = connection.prepare_cached(
        "SELECT site, revision FROM publications WHERE draft = ?1 AND state = 'live'",
    )?;
    let live: Vec<(SiteId, RevisionId)> = live
        .query_map([key(draft.id.0)], |row| {
            Ok((row.id(0, SiteId)?, row.id(1, RevisionId)?))
        })?
        .collect::<Result<_, _>>()?;
    for (site, id) in live {
        let there = draft.fields.on_site(site);
        let same = match revisions::find(connection, id) {
            Ok(found) => found.is_some_and(|live| {
                live.text == text && same_article(&there, &live.fields.on_site(site))
            }),
            // Nobody knows any more; she may look and send it again.
            Err(StoreError::RevisionDamaged(why)) => {
                tracing::warn!(draft = %draft.id, why, "the live revision can't be compared");
                false
            }
            Err(error) => return Err(error),
        };
        if !same {
            return Ok(true);
        }
    }
    Ok(false)
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
