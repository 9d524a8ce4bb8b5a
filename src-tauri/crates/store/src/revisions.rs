//! Revisions: facts and packed texts, written once, read often, never changed; which are listed, and
//! which may go, is in `history`.

use std::borrow::Cow;

use domain::{DraftId, Fields, Maker, Revision, RevisionId, RevisionReason, WordChange};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use sha2::{Digest, Sha256};

use crate::columns::{Read, Word, fields_json, fields_of, key, micros, whole};
use crate::error::{R, StoreError};
use crate::journal::number_of;
use crate::open::Store;
use crate::{packing, picture_uses};

impl Store {
    /// Keeps a revision that no dispatch needs.
    ///
    /// # Errors
    /// `Missing` when there is no such draft; `Taken` when the identifier is in use.
    pub fn insert_revision(&self, revision: &Revision) -> Result<(), StoreError> {
        let frozen = self.frozen(revision)?;
        self.write(move |tx| add(tx, &frozen))
    }

    /// The revision with this identifier; what comes out is what went in, or an error.
    ///
    /// # Errors
    /// `RevisionDamaged`; the disk's.
    pub fn revision(&self, id: RevisionId) -> Result<Option<Revision>, StoreError> {
        self.read(|state| find(state, id))
    }

    /// A draft's newest revision.
    ///
    /// # Errors
    /// `RevisionDamaged`; the disk's.
    pub fn newest_revision(&self, draft: DraftId) -> Result<Option<Revision>, StoreError> {
        self.read(|state| match newest(state, draft)? {
            Some((id, _)) => find(state, id),
            None => Ok(None),
        })
    }

    /// A draft's newest revision if it says exactly this. Nothing is unpacked for it.
    ///
    /// # Errors
    /// The disk's.
    pub fn newest_if_same(
        &self,
        draft: DraftId,
        fields: &Fields,
        text: &str,
    ) -> Result<Option<RevisionId>, StoreError> {
        let hash = hash(&content(fields, text)?);
        let newest = self.read(|state| newest(state, draft))?;
        Ok(newest.and_then(|(id, kept)| (kept == hash).then_some(id)))
    }

    /// The revisions whose text can't be read any more, of all drafts. Unpacks every one.
    ///
    /// # Errors
    /// The disk's.
    pub fn damaged_revisions(&self) -> Result<Vec<RevisionId>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare("SELECT id FROM revisions ORDER BY number")?;
            let all = all.query_map([], |row| row.id(0, RevisionId))?;
            let mut damaged = Vec::new();
            for id in all {
                let id = id?;
                match find(state, id) {
                    Ok(_) => {}
                    Err(StoreError::RevisionDamaged(_)) => damaged.push(id),
                    Err(error) => return Err(error),
                }
            }
            Ok(damaged)
        })
    }

    /// A revision ready to be written: packed here, so that the writing thread does not wait for it.
    pub(crate) fn frozen(&self, revision: &Revision) -> R<Frozen> {
        let content = content(&revision.fields, &revision.text)?;
        let packed = self.read(|state| pack(state, revision.draft, &content))?;
        Ok(Frozen {
            facts: Facts::of(revision),
            says: Says {
                hash: hash(&content),
                content,
                packed,
            },
        })
    }
}

/// A revision on its way to the disk.
pub(crate) struct Frozen {
    facts: Facts,
    says: Says,
}

/// All of a revision but what it says.
struct Facts {
    id: RevisionId,
    draft: DraftId,
    made_at: i64,
    reason: RevisionReason,
    maker: Maker,
    headline: String,
    words: Option<WordChange>,
    name: Option<String>,
}

impl Facts {
    fn of(revision: &Revision) -> Self {
        Self {
            id: revision.id,
            draft: revision.draft,
            made_at: micros(revision.made_at),
            reason: revision.reason,
            maker: revision.maker.clone(),
            headline: revision.fields.headline.clone(),
            words: revision.words,
            name: revision.name.clone(),
        }
    }
}

/// What a revision says.
struct Says {
    content: Vec<u8>,
    hash: [u8; 32],
    packed: Packed,
}

/// The same, packed.
enum Packed {
    /// Against a keyframe that is there.
    Against { keyframe: i64, bytes: Vec<u8> },
    /// Against itself, as the draft's next keyframe.
    Anew { keyframe: Vec<u8>, bytes: Vec<u8> },
}

/// Keeps a revision that is not kept yet.
pub(crate) fn add(tx: &Transaction<'_>, frozen: &Frozen) -> R<()> {
    number_of(tx, frozen.facts.draft)?;
    if is_there(tx, frozen.facts.id)? {
        return Err(StoreError::Taken("revision"));
    }
    insert(tx, frozen)
}

/// Keeps a revision unless it is kept already.
pub(crate) fn keep(tx: &Transaction<'_>, frozen: &Frozen) -> R<()> {
    if is_there(tx, frozen.facts.id)? {
        Ok(())
    } else {
        insert(tx, frozen)
    }
}

fn is_there(tx: &Transaction<'_>, id: RevisionId) -> R<bool> {
    Ok(tx
        .prepare_cached("SELECT 1 FROM revisions WHERE id = ?1")?
        .exists([key(id.0)])?)
}

fn insert(tx: &Transaction<'_>, frozen: &Frozen) -> R<()> {
    let facts = &frozen.facts;
    let (maker, maker_name) = match &facts.maker {
        Maker::Writer => ("writer", ""),
        Maker::File(path) => ("file", path.as_str()),
        Maker::Site(name) => ("site", name.as_str()),
    };
    tx.prepare_cached(
        "INSERT INTO revisions (id, draft, made_at, reason, maker, maker_name, headline,
                                words_added, words_removed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        key(facts.id.0),
        key(facts.draft.0),
        facts.made_at,
        facts.reason.word(),
        maker,
        maker_name,
        facts.headline,
        facts.words.map(|words| whole(words.added)),
        facts.words.map(|words| whole(words.removed)),
    ])?;
    let number = tx.last_insert_rowid();
    if let Some(name) = &facts.name {
        tx.prepare_cached("INSERT INTO revision_names (revision, name) VALUES (?1, ?2)")?
            .execute(params![number, name])?;
    }
    insert_text(tx, number, facts.draft, &frozen.says)?;
    let draft = number_of(tx, facts.draft)?;
    picture_uses::note_revision(tx, draft, number, &frozen.says.content)
}

fn insert_text(tx: &Transaction<'_>, revision: i64, draft: DraftId, says: &Says) -> R<()> {
    let (keyframe, bytes) = settle(tx, draft, says)?;
    tx.prepare_cached(
        "INSERT INTO revision_texts (revision, keyframe, length, hash, packed)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        revision,
        keyframe,
        whole(says.content.len() as u64),
        says.hash,
        bytes
    ])?;
    tx.prepare_cached("UPDATE keyframes SET spent = spent + ?2 WHERE number = ?1")?
        .execute(params![keyframe, whole(bytes.len() as u64)])?;
    Ok(())
}

/// The keyframe as it stands in this transaction, and the text packed against it.
fn settle<'s>(tx: &Transaction<'_>, draft: DraftId, says: &'s Says) -> R<(i64, Cow<'s, [u8]>)> {
    match &says.packed {
        // Thinned away since it was read.
        Packed::Against { keyframe, .. } if !keyframe_is_there(tx, *keyframe)? => {
            match pack(tx, draft, &says.content)? {
                Packed::Against { keyframe, bytes } => Ok((keyframe, bytes.into())),
                Packed::Anew { keyframe, bytes } => {
                    let number = insert_keyframe(tx, draft, &keyframe, says.content.len())?;
                    Ok((number, bytes.into()))
                }
            }
        }
        Packed::Against { keyframe, bytes } => Ok((*keyframe, bytes.into())),
        Packed::Anew { keyframe, bytes } => {
            let number = insert_keyframe(tx, draft, keyframe, says.content.len())?;
            Ok((number, bytes.into()))
        }
    }
}

fn insert_keyframe(tx: &Transaction<'_>, draft: DraftId, packed: &[u8], length: usize) -> R<i64> {
    tx.prepare_cached("INSERT INTO keyframes (draft, length, packed) VALUES (?1, ?2, ?3)")?
        .execute(params![number_of(tx, draft)?, whole(length as u64), packed])?;
    Ok(tx.last_insert_rowid())
}

fn keyframe_is_there(tx: &Transaction<'_>, keyframe: i64) -> R<bool> {
    Ok(tx
        .prepare_cached("SELECT 1 FROM keyframes WHERE number = ?1")?
        .exists([keyframe])?)
}

/// Packs what a revision says against the draft's latest keyframe, or as the next one.
fn pack(connection: &Connection, draft: DraftId, content: &[u8]) -> R<Packed> {
    let latest = connection
        .prepare_cached(
            "SELECT keyframes.number, keyframes.packed, keyframes.length, keyframes.spent
             FROM keyframes JOIN drafts ON drafts.number = keyframes.draft
             WHERE drafts.id = ?1 ORDER BY keyframes.number DESC LIMIT 1",
        )?
        .query_row([key(draft.0)], |row| {
            let packed: Vec<u8> = row.get(1)?;
            Ok((row.get(0)?, packed, row.count(2)?, row.count::<usize>(3)?))
        })
        .optional()?;
    if let Some((number, packed, length, spent)) = latest {
        match packing::unpacked(&packed, &[], length) {
            Ok(keyframe) => {
                let bytes = packing::against(content, &keyframe).map_err(unpackable)?;
                if spent + bytes.len() <= packed.len() {
                    return Ok(Packed::Against {
                        keyframe: number,
                        bytes,
                    });
                }
            }
            Err(error) => tracing::warn!(%draft, %error, "a keyframe is damaged; another is made"),
        }
    }
    Ok(Packed::Anew {
        keyframe: packing::alone(content).map_err(unpackable)?,
        bytes: packing::against_itself(content).map_err(unpackable)?,
    })
}

fn unpackable(error: std::io::Error) -> StoreError {
    StoreError::Defect(format!("a revision can't be packed: {error}"))
}

/// What a revision says, as it is packed and hashed: fields, a line end, the text.
fn content(fields: &Fields, text: &str) -> R<Vec<u8>> {
    // JSON holds no line end of its own.
    let mut content = fields_json(fields)?.into_bytes();
    content.push(b'\n');
    content.extend_from_slice(text.as_bytes());
    Ok(content)
}

fn hash(content: &[u8]) -> [u8; 32] {
    Sha256::digest(content).into()
}

/// The newest revision of a draft, and the hash of what it says.
fn newest(connection: &Connection, draft: DraftId) -> R<Option<(RevisionId, [u8; 32])>> {
    Ok(connection
        .prepare_cached(
            "SELECT revisions.id, revision_texts.hash
             FROM revisions JOIN revision_texts ON revision_texts.revision = revisions.number
             WHERE revisions.draft = ?1 ORDER BY revisions.number DESC LIMIT 1",
        )?
        .query_row([key(draft.0)], |row| {
            Ok((row.id(0, RevisionId)?, row.get(1)?))
        })
        .optional()?)
}

/// The revision with this identifier, unpacked and compared with its hash.
pub(crate) fn find(connection: &Connection, id: RevisionId) -> R<Option<Revision>> {
    let found = connection
        .prepare_cached(
            "SELECT revisions.*, revision_names.name, revision_texts.length, revision_texts.hash,
                    revision_texts.packed, keyframes.packed AS keyframe,
                    keyframes.length AS keyframe_length
             FROM revisions
             LEFT JOIN revision_names ON revision_names.revision = revisions.number
             LEFT JOIN revision_texts ON revision_texts.revision = revisions.number
             LEFT JOIN keyframes ON keyframes.number = revision_texts.keyframe
             WHERE revisions.id = ?1",
        )?
        .query_row([key(id.0)], |row| Ok((read_facts(row)?, read_text(row)?)))
        .optional()?;
    let Some((mut revision, text)) = found else {
        return Ok(None);
    };
    let damaged = |why: String| StoreError::RevisionDamaged(format!("{id}: {why}"));
    let text = text.ok_or_else(|| damaged("its text is gone".to_owned()))?;
    let (fields, text) = text.says().map_err(damaged)?;
    revision.fields = fields;
    revision.text = text;
    Ok(Some(revision))
}

/// What each revision of a draft says, by its number; one that is damaged says nothing.
pub(crate) fn contents(connection: &Connection, draft: i64) -> R<Vec<(i64, Vec<u8>)>> {
    let mut all = connection.prepare_cached(
        "SELECT revisions.number, revision_texts.length, revision_texts.hash, revision_texts.packed,
                keyframes.packed AS keyframe, keyframes.length AS keyframe_length
         FROM revisions JOIN drafts ON drafts.id = revisions.draft
         JOIN revision_texts ON revision_texts.revision = revisions.number
         LEFT JOIN keyframes ON keyframes.number = revision_texts.keyframe
         WHERE drafts.number = ?1",
    )?;
    let all = all.query_map([draft], |row| Ok((row.get(0)?, read_text(row)?)))?;
    let mut contents = Vec::new();
    for row in all {
        let (number, text) = row?;
        if let Some(content) = text.and_then(|text| text.content().ok()) {
            contents.push((number, content));
        }
    }
    Ok(contents)
}

/// A packed text as its row holds it.
struct PackedText {
    length: usize,
    hash: Vec<u8>,
    packed: Vec<u8>,
    keyframe: Option<(Vec<u8>, usize)>,
}

impl PackedText {
    /// The fields and the text in it, or what is wrong with it.
    fn says(self) -> Result<(Fields, String), String> {
        let content = String::from_utf8(self.content()?).map_err(|error| error.to_string())?;
        let (fields, text) = content.split_once('\n').ok_or("no fields")?;
        let fields = fields_of(fields).ok_or("fields that can't be read")?;
        Ok((fields, text.to_owned()))
    }

    /// All that was packed, or what is wrong with it.
    fn content(self) -> Result<Vec<u8>, String> {
        let content = match self.keyframe {
            None => self.packed,
            Some((keyframe, length)) => {
                let keyframe = packing::unpacked(&keyframe, &[], length)
                    .map_err(|error| format!("its keyframe: {error}"))?;
                packing::unpacked(&self.packed, &keyframe, self.length)
                    .map_err(|error| error.to_string())?
            }
        };
        if hash(&content)[..] != self.hash[..] {
            return Err("not what was written".to_owned());
        }
        Ok(content)
    }
}

fn read_text(row: &Row<'_>) -> rusqlite::Result<Option<PackedText>> {
    let Some(packed) = row.get("packed")? else {
        return Ok(None);
    };
    let keyframe = match row.get("keyframe")? {
        None => None,
        Some(packed) => Some((packed, row.count("keyframe_length")?)),
    };
    Ok(Some(PackedText {
        length: row.count("length")?,
        hash: row.get("hash")?,
        packed,
        keyframe,
    }))
}

/// The facts, without what the revision says.
fn read_facts(row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision {
        id: row.id("id", RevisionId)?,
        draft: row.id("draft", DraftId)?,
        fields: Fields::blank(domain::Language::french(), String::new()),
        text: String::new(),
        made_at: row.time("made_at")?,
        reason: row.word("reason", RevisionReason::of_word)?,
        maker: read_maker(row)?,
        name: row.get("name")?,
        words: read_words(row)?,
    })
}

/// Whose words a row holds.
pub(crate) fn read_maker(row: &Row<'_>) -> rusqlite::Result<Maker> {
    let name: String = row.get("maker_name")?;
    row.word("maker", |word| match word {
        "writer" => Some(Maker::Writer),
        "file" => Some(Maker::File(name)),
        "site" => Some(Maker::Site(name)),
        _ => None,
    })
}

/// The words a row counts, where somebody counted.
pub(crate) fn read_words(row: &Row<'_>) -> rusqlite::Result<Option<WordChange>> {
    match row.get::<_, Option<i64>>("words_added")? {
        None => Ok(None),
        Some(_) => Ok(Some(WordChange {
            added: row.count("words_added")?,
            removed: row.count("words_removed")?,
        })),
    }
}

/// Hashes and packs what the migration could only copy, one text after the other.
pub(crate) fn pack_what_is_plain(tx: &Transaction<'_>) -> R<()> {
    let mut plain = tx.prepare(
        "SELECT revision FROM revision_texts WHERE hash = zeroblob(32) ORDER BY revision",
    )?;
    let plain: Vec<i64> = plain
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for revision in plain {
        let (draft, content): (DraftId, Vec<u8>) = tx.query_row(
            "SELECT revisions.draft, revision_texts.packed
             FROM revision_texts JOIN revisions ON revisions.number = revision_texts.revision
             WHERE revision_texts.revision = ?1",
            [revision],
            |row| Ok((row.id(0, DraftId)?, row.get(1)?)),
        )?;
        let says = Says {
            hash: hash(&content),
            packed: pack(tx, draft, &content)?,
            content,
        };
        tx.execute("DELETE FROM revision_texts WHERE revision = ?1", [revision])?;
        insert_text(tx, revision, draft, &says)?;
    }
    Ok(())
}
