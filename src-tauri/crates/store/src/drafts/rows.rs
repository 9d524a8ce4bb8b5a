//! Drafts as rows: written, read and compared with what was written down of them. Moves none.

use domain::draft::DraftStatus;
use domain::{Draft, DraftId, Fields, Fingerprint, Language, Slug, Timestamp};
use rusqlite::{Connection, Row, Transaction, params};

use super::{Doubt, Place, StoredDraft};
use crate::columns::{
    Read, Word, corrections_json, corrections_of, destinations_json, destinations_of, fields_json,
    key, micros, micros_of, picture_json, picture_of,
};
use crate::error::{R, StoreError};
use crate::fold::sort_key;
use crate::journal::number_of;
use crate::picture_uses::{self, PicturePlace};
use crate::reading::{self, Reading};
use crate::{search, status};

pub(crate) fn insert(tx: &Transaction<'_>, draft: &Draft) -> R<()> {
    match number_of(tx, draft.id) {
        Ok(_) => return Err(StoreError::Taken("draft")),
        Err(StoreError::Missing(_)) => {}
        Err(error) => return Err(error),
    }
    tx.prepare_cached(
        "INSERT INTO drafts (id, headline, headline_key, standfirst, section, byline, language,
                             time_zone, created_at, changed_at, binned_at)
         VALUES (?1, '', '', '', '', '', '', '', ?2, ?3, ?4)",
    )?
    .execute(params![
        key(draft.id.0),
        micros(draft.created_at),
        micros(draft.changed_at),
        micros_of(draft.binned_at)
    ])?;
    let number = tx.last_insert_rowid();
    update_fields(tx, number, &draft.fields, draft.changed_at)?;
    set_tags(tx, number, &draft.fields.tags)?;
    tx.prepare_cached(
        "INSERT INTO texts (draft, sequence, text, fingerprint) VALUES (?1, 0, ?2, ?3)",
    )?
    .execute(params![
        number,
        draft.text,
        reading::stored(Fingerprint::of(&draft.text))
    ])?;
    search::index(tx, number)?;
    picture_uses::note(tx, number, PicturePlace::Text, &draft.text)?;
    status::refresh(tx, number)
}

fn update_fields(tx: &Transaction<'_>, number: i64, f: &Fields, changed_at: Timestamp) -> R<()> {
    let lead_picture = picture_json(f.lead_picture.as_ref())?;
    let lead = lead_picture.as_deref().unwrap_or_default();
    picture_uses::note(tx, number, PicturePlace::Lead, lead)?;
    tx.prepare_cached(
        "UPDATE drafts SET headline = ?2, headline_key = ?3, standfirst = ?4, section = ?5,
                byline = ?6, language = ?7, slug = ?8, publish_at = ?9, time_zone = ?10,
                lead_picture = ?11, changed_at = ?12, fingerprint = ?13, embargo = ?14,
                corrections = ?15, destinations = ?16
         WHERE number = ?1",
    )?
    .execute(params![
        number,
        f.headline,
        sort_key(&f.headline),
        f.standfirst,
        f.section,
        f.byline,
        f.language.as_str(),
        f.slug.as_ref().map(Slug::as_str),
        micros_of(f.publish_at),
        f.time_zone,
        lead_picture,
        micros(changed_at),
        reading::stored(fingerprint_of(f)?),
        micros_of(f.embargo),
        corrections_json(&f.corrections)?,
        destinations_json(&f.destinations)?
    ])?;
    Ok(())
}

/// That of fields. A new field must not change it for drafts that have none: its JSON leaves it out.
fn fingerprint_of(fields: &Fields) -> R<Fingerprint> {
    Ok(Fingerprint::of(&fields_json(fields)?))
}

pub(super) fn set_fields(
    tx: &Transaction<'_>,
    number: i64,
    fields: &Fields,
    at: Timestamp,
) -> R<()> {
    if words_differ(tx, number, fields)? {
        search::mark_due(tx, number)?;
    }
    update_fields(tx, number, fields, at)?;
    set_tags(tx, number, &fields.tags)?;
    status::refresh(tx, number)
}

fn set_tags(tx: &Transaction<'_>, number: i64, tags: &[String]) -> R<()> {
    if tags_of(tx, number)? == tags {
        return Ok(());
    }
    tx.prepare_cached("DELETE FROM draft_tags WHERE draft = ?1")?
        .execute([number])?;
    let mut insert =
        tx.prepare_cached("INSERT INTO draft_tags (draft, position, tag) VALUES (?1, ?2, ?3)")?;
    for (position, tag) in (0_i64..).zip(tags) {
        insert.execute(params![number, position, tag])?;
    }
    Ok(())
}

fn tags_of(connection: &Connection, number: i64) -> R<Vec<String>> {
    let mut tags = connection
        .prepare_cached("SELECT tag FROM draft_tags WHERE draft = ?1 ORDER BY position")?;
    let tags = tags.query_map([number], |row| row.get(0))?;
    Ok(tags.collect::<Result<_, _>>()?)
}

/// Whether new fields change what a search finds.
fn words_differ(tx: &Transaction<'_>, number: i64, fields: &Fields) -> R<bool> {
    let same = tx
        .prepare_cached("SELECT headline = ?2 AND standfirst = ?3 FROM drafts WHERE number = ?1")?
        .query_row(params![number, fields.headline, fields.standfirst], |row| {
            row.get::<_, bool>(0)
        })?;
    Ok(!same)
}

/// A draft with its text.
pub(super) fn stored(connection: &Connection, number: i64) -> R<StoredDraft> {
    let mut found = row_of(connection, number)?;
    let Reading {
        text,
        sequence,
        doubt,
    } = reading::read(connection, number, found.sequence)?;
    found.draft.text = text;
    found.sequence = sequence;
    found.doubt = doubt.or(found.doubt);
    Ok(found)
}

/// A draft without its text.
pub(crate) fn row_of(connection: &Connection, number: i64) -> R<StoredDraft> {
    let (mut found, written) = connection
        .prepare_cached("SELECT * FROM drafts WHERE number = ?1")?
        .query_row([number], |row| {
            Ok((read(row)?, reading::fingerprint(row.get("fingerprint")?)))
        })?;
    let fields = &mut found.draft.fields;
    fields.tags = tags_of(connection, number)?;
    if written.is_some() && written != Some(fingerprint_of(fields)?) {
        found.doubt = Some(Doubt::NotAsWritten);
    }
    Ok(found)
}

/// Reads every draft, and compares it with what was written down of it.
pub(crate) fn check_all(connection: &Connection) -> R<()> {
    let mut all = connection.prepare("SELECT number FROM drafts")?;
    let mut all = all.query([])?;
    while let Some(row) = all.next()? {
        let found = stored(connection, row.get(0)?)?;
        if found.doubt.is_some() {
            return Err(StoreError::Corrupt(format!(
                "draft {} is not as it was written",
                found.draft.id
            )));
        }
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredDraft> {
    let draft = Draft {
        id: row.id("id", DraftId)?,
        fields: read_fields(row)?,
        text: String::new(),
        created_at: row.time("created_at")?,
        changed_at: row.time("changed_at")?,
        binned_at: row.time_or_none("binned_at")?,
    };
    let place = Place {
        caret: row.count("caret")?,
        scroll: row.count("scroll")?,
    };
    Ok(StoredDraft {
        draft,
        sequence: row.count("edits")?,
        doubt: None,
        place,
        status: row.word("status", DraftStatus::of_word)?,
    })
}

fn read_fields(row: &Row<'_>) -> rusqlite::Result<Fields> {
    Ok(Fields {
        headline: row.get("headline")?,
        standfirst: row.get("standfirst")?,
        section: row.get("section")?,
        tags: Vec::new(),
        byline: row.get("byline")?,
        language: row.word("language", Language::parse)?,
        slug: row.word_or_none("slug", |s| Slug::parse(s).ok())?,
        publish_at: row.time_or_none("publish_at")?,
        time_zone: row.get("time_zone")?,
        lead_picture: row.word_or_none("lead_picture", picture_of)?,
        embargo: row.time_or_none("embargo")?,
        corrections: row.word("corrections", corrections_of)?,
        destinations: row.word("destinations", destinations_of)?,
    })
}
