//! Drafts: fields, text, place, bin. Lists of them are in `library`.

use domain::draft::DraftStatus;
use domain::{Draft, DraftId, Fields, Fingerprint, Language, Revision, Slug, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::columns::{
    Read, Word, corrections_json, corrections_of, destinations_json, destinations_of, fields_json,
    key, micros, micros_of, picture_json, picture_of, whole,
};
use crate::error::{R, StoreError};
use crate::fold::sort_key;
use crate::journal::{self, JournalEntry, number_of};
use crate::open::Store;
use crate::reading::{self, Reading};
use crate::{dispatches, front_matter, revisions, search, settings, status};

/// Where the writer was in a text, UTF-16 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The caret.
    pub caret: u64,
    /// The first visible character; the caret itself when nothing more is known than that it was in view.
    pub scroll: u64,
}

/// What a damaged library can't vouch for in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Its text reads in two ways, neither of them proved: this is the other one.
    OtherText(String),
    /// Its text or its fields are not those that were written, and there is no other reading.
    NotAsWritten,
}

/// A draft as it is in the library, with every edit of the journal in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// The draft.
    pub draft: Draft,
    /// The number of its last edit; 0 when it has none.
    pub sequence: u64,
    /// Where the writer was.
    pub place: Place,
    /// Its status.
    pub status: DraftStatus,
    /// What the library can't vouch for in it.
    pub doubt: Option<Doubt>,
}

impl Store {
    /// Adds a draft, its text included.
    ///
    /// # Errors
    /// `Taken` when there is one with this identifier.
    pub fn insert_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        self.insert_drafts(std::slice::from_ref(draft))
    }

    /// Adds many drafts in one transaction: all or none.
    ///
    /// # Errors
    /// `Taken` when there is one with one of these identifiers.
    pub fn insert_drafts(&self, drafts: &[Draft]) -> Result<(), StoreError> {
        let drafts = drafts.to_vec();
        self.write(move |tx| drafts.iter().try_for_each(|draft| insert(tx, draft)))
    }

    /// Adds a draft that came out of a file, with the YAML that is kept with it and a setting that
    /// names it (its key and its value), in one transaction: all or nothing.
    ///
    /// # Errors
    /// `Taken` when there is one with this identifier.
    pub fn insert_file_draft(
        &self,
        draft: &Draft,
        front_matter: &str,
        name: Option<(String, String)>,
    ) -> Result<(), StoreError> {
        let (draft, yaml) = (draft.clone(), front_matter.to_owned());
        self.write(move |tx| {
            insert(tx, &draft)?;
            front_matter::set(tx, draft.id, &yaml)?;
            match name {
                Some((key, value)) => settings::set(tx, &key, &value),
                None => Ok(()),
            }
        })
    }

    /// The draft with this identifier, in the bin or not.
    ///
    /// # Errors
    /// `Corrupt` when the journal does not fit the text.
    pub fn draft(&self, id: DraftId) -> Result<Option<StoredDraft>, StoreError> {
        self.read(|state| match number_of(state, id) {
            Ok(number) => stored(state, number).map(Some),
            Err(StoreError::Missing(_)) => refuse_unlisted(state, id).map(|()| None),
            Err(error) => Err(error),
        })
    }

    /// A draft's status.
    ///
    /// # Errors
    /// `Missing`.
    pub fn status(&self, id: DraftId) -> Result<DraftStatus, StoreError> {
        self.read(|state| {
            state
                .prepare_cached("SELECT status FROM drafts WHERE id = ?1")?
                .query_row([key(id.0)], |row| row.word(0, DraftStatus::of_word))
                .optional()?
                .ok_or(StoreError::Missing("draft"))
        })
    }

    /// Replaces a draft's fields.
    ///
    /// # Errors
    /// `Missing`.
    pub fn set_fields(
        &self,
        id: DraftId,
        fields: &Fields,
        changed_at: Timestamp,
    ) -> Result<(), StoreError> {
        let fields = fields.clone();
        self.write(move |tx| set_fields(tx, number_of(tx, id)?, &fields, changed_at))
    }

    /// Puts a revision in the place of what a draft says: fields, and text by a journal entry that
    /// leads to it. What the draft said is kept as a revision first, where it is not yet. All of it
    /// or nothing.
    ///
    /// # Errors
    /// `Missing`; `Taken` when a revision is kept already; `OutOfOrder` when the entry does not
    /// follow the last one.
    pub fn replace(
        &self,
        before: Option<&Revision>,
        revision: &Revision,
        entry: &JournalEntry,
    ) -> Result<(), StoreError> {
        let before = before.map(|before| self.frozen(before)).transpose()?;
        let frozen = self.frozen(revision)?;
        let (draft, fields) = (revision.draft, revision.fields.clone());
        let entry = entry.clone();
        self.write(move |tx| {
            for frozen in before.iter().chain([&frozen]) {
                revisions::add(tx, frozen)?;
            }
            for written in journal::write(tx, std::slice::from_ref(&entry))? {
                written?;
            }
            set_fields(tx, number_of(tx, draft)?, &fields, entry.made_at)
        })
    }

    /// Remembers where the writer is.
    ///
    /// # Errors
    /// `Missing`.
    pub fn set_place(&self, id: DraftId, place: Place) -> Result<(), StoreError> {
        self.write(move |tx| {
            let row = params![key(id.0), whole(place.caret), whole(place.scroll)];
            one(tx.execute(
                "UPDATE drafts SET caret = ?2, scroll = ?3 WHERE id = ?1",
                row,
            )?)
        })
    }

    /// Puts `text`, in which every edit up to `sequence` is, in the place of the stored text, and
    /// drops these edits from the journal. Later ones stay.
    ///
    /// Also for a whole text that came without edits, with the next sequence number.
    ///
    /// # Errors
    /// `Missing`; `OutOfOrder` when the stored text has later edits in it than `sequence`.
    pub fn fold(
        &self,
        id: DraftId,
        text: &str,
        sequence: u64,
        changed_at: Timestamp,
    ) -> Result<(), StoreError> {
        let text = text.to_owned();
        self.write(move |tx| fold(tx, number_of(tx, id)?, &text, sequence, changed_at))
    }

    /// Puts a draft in the bin. It can be there already.
    ///
    /// # Errors
    /// `Missing`; `DispatchOpen` while a promise is on its way.
    pub fn bin(&self, id: DraftId, binned_at: Timestamp) -> Result<(), StoreError> {
        self.set_binned(id, Some(binned_at))
    }

    /// Takes a draft out of the bin.
    ///
    /// # Errors
    /// `Missing`.
    pub fn restore(&self, id: DraftId) -> Result<(), StoreError> {
        self.set_binned(id, None)
    }

    fn set_binned(&self, id: DraftId, at: Option<Timestamp>) -> R<()> {
        self.write(move |tx| {
            let number = number_of(tx, id)?;
            if at.is_some() {
                refuse_promised(tx, id)?;
            }
            let row = params![number, micros_of(at)];
            tx.execute("UPDATE drafts SET binned_at = ?2 WHERE number = ?1", row)?;
            status::refresh(tx, number)
        })
    }

    /// Deletes a draft for good, with its revisions, its publications and their receipts.
    ///
    /// # Errors
    /// `Missing`; `DispatchOpen` while a promise is on its way.
    pub fn delete(&self, id: DraftId) -> Result<(), StoreError> {
        self.write(move |tx| {
            let number = number_of(tx, id)?;
            refuse_promised(tx, id)?;
            search::forget(tx, number)?;
            // In the order of their references to each other.
            for table in ["publications", "dispatches", "revisions"] {
                tx.execute(
                    &format!("DELETE FROM {table} WHERE draft = ?1"),
                    [key(id.0)],
                )?;
            }
            one(tx.execute("DELETE FROM drafts WHERE number = ?1", [number])?)
        })
    }
}

/// What is on its way keeps its draft.
fn refuse_promised(tx: &Transaction<'_>, id: DraftId) -> R<()> {
    match dispatches::open_of(tx, id)? {
        Some(dispatch) => Err(StoreError::DispatchOpen(dispatch.id)),
        None => Ok(()),
    }
}

/// A draft that its table has and its index has not was not deleted.
fn refuse_unlisted(state: &Connection, id: DraftId) -> R<()> {
    let is_there: bool = state
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM drafts NOT INDEXED WHERE id = ?1)")?
        .query_row([key(id.0)], |row| row.get(0))?;
    match is_there {
        true => Err(StoreError::Corrupt(format!(
            "draft {id} is missing from an index"
        ))),
        false => Ok(()),
    }
}

/// One row was to be changed, and was there.
fn one(changed: usize) -> R<()> {
    if changed == 0 {
        Err(StoreError::Missing("draft"))
    } else {
        Ok(())
    }
}

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
    status::refresh(tx, number)
}

fn update_fields(tx: &Transaction<'_>, number: i64, f: &Fields, changed_at: Timestamp) -> R<()> {
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
        picture_json(f.lead_picture.as_ref())?,
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

fn set_fields(tx: &Transaction<'_>, number: i64, fields: &Fields, at: Timestamp) -> R<()> {
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

fn fold(tx: &Transaction<'_>, number: i64, text: &str, sequence: u64, at: Timestamp) -> R<()> {
    let (stored, same) = tx
        .prepare_cached("SELECT sequence, text = ?2 FROM texts WHERE draft = ?1")?
        .query_row(params![number, text], |row| {
            Ok((row.count::<u64>(0)?, row.get::<_, bool>(1)?))
        })?;
    if sequence < stored {
        return Err(StoreError::OutOfOrder {
            expected: stored,
            found: sequence,
        });
    }
    let fingerprint = reading::stored(Fingerprint::of(text));
    if same {
        tx.prepare_cached("UPDATE texts SET sequence = ?2, fingerprint = ?3 WHERE draft = ?1")?
            .execute(params![number, whole(sequence), fingerprint])?;
    } else {
        keep_earlier(tx, number)?;
        tx.prepare_cached(
            "UPDATE texts SET sequence = ?2, text = ?3, fingerprint = ?4 WHERE draft = ?1",
        )?
        .execute(params![number, whole(sequence), text, fingerprint])?;
        search::mark_due(tx, number)?;
    }
    tx.prepare_cached(
        "UPDATE drafts SET changed_at = max(changed_at, ?2), edits = max(edits, ?3) WHERE number = ?1",
    )?
    .execute(params![number, micros(at), whole(sequence)])?;
    status::refresh(tx, number)
}

/// The text that is about to be replaced stays until the next one is, with the edits after it.
fn keep_earlier(tx: &Transaction<'_>, number: i64) -> R<()> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO earlier_texts SELECT draft, sequence, text, fingerprint
         FROM texts WHERE draft = ?1",
    )?
    .execute([number])?;
    tx.prepare_cached(
        "DELETE FROM journal WHERE draft = ?1
         AND sequence <= (SELECT sequence FROM earlier_texts WHERE draft = ?1)",
    )?
    .execute([number])?;
    Ok(())
}

/// A draft with its text.
pub(crate) fn stored(connection: &Connection, number: i64) -> R<StoredDraft> {
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
