//! Pictures: what is known and said of the files kept by content hash, and lists of them. The bytes are not here.

use domain::{PictureFile, PictureKind, PictureWords, Timestamp};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, Transaction, params, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::columns::{Read, json, micros_of, whole};
use crate::error::{R, StoreError};
use crate::fold::{folded, words};
use crate::open::Store;

/// A picture of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The original.
    pub file: PictureFile,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it came; `None` for one that an older program kept and nobody looked at since.
    pub added_at: Option<Timestamp>,
    /// What its file was called.
    pub name: String,
    /// Whether it moves.
    pub moving: bool,
    /// Whether the original says where it was taken.
    pub located: bool,
    /// What she says of it.
    pub words: PictureWords,
    /// What its file says of itself.
    pub offered: PictureWords,
}

/// Asks for pictures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureQuery {
    /// Words to find, prefixes allowed, accents ignored; empty for all.
    pub search: String,
    /// Only those that no draft and no revision names.
    pub unused: bool,
    /// Pictures to pass over.
    pub offset: u32,
    /// Pictures to give at the most.
    pub limit: u32,
}

/// A part of the pictures, the newest first, and what there is in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PicturePage {
    /// Each with the number of drafts that name it, or whose revisions do.
    pub rows: Vec<(Picture, u32)>,
    /// How many were asked for.
    pub total: u32,
    /// The size of them all, in bytes.
    pub bytes: u64,
}

impl Store {
    /// Records a picture that is on the disk already. What was said of it before stays, and so does when it came.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_picture(&self, picture: &Picture) -> Result<(), StoreError> {
        let (picture, sought) = (picture.clone(), sought(&picture.name, &picture.words));
        let [words, offered] = [&picture.words, &picture.offered].map(WordsRecord::of);
        let (words, offered) = (json(&words)?, json(&offered)?);
        self.write(move |tx| {
            let row = params![
                picture.file.hash,
                picture.file.kind.ending(),
                picture.file.width,
                picture.file.height,
                whole(picture.bytes),
                micros_of(picture.added_at),
                picture.name,
                picture.moving,
                picture.located,
                words,
                offered,
                sought
            ];
            tx.prepare_cached(
                "INSERT INTO pictures (hash, kind, width, height, bytes_len, added_at, name, moving, located,
                                       words, offered, sought)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                 ON CONFLICT (hash) DO UPDATE SET width = ?3, height = ?4, bytes_len = ?5, moving = ?8,
                     located = ?9, offered = ?11,
                     name = CASE WHEN added_at IS NULL THEN ?7 ELSE name END,
                     words = CASE WHEN added_at IS NULL THEN ?10 ELSE words END,
                     sought = CASE WHEN added_at IS NULL THEN ?12 ELSE sought END,
                     added_at = ifnull(added_at, ?6)",
            )?
            .execute(row)?;
            Ok(())
        })
    }

    /// The file of the picture with this content hash.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn picture(&self, hash: &str) -> Result<Option<PictureFile>, StoreError> {
        Ok(self.picture_row(hash)?.map(|picture| picture.file))
    }

    /// All that is known of the picture with this content hash.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn picture_row(&self, hash: &str) -> Result<Option<Picture>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT * FROM pictures WHERE hash = ?1")?
                .query_row([hash], read)
                .optional()?)
        })
    }

    /// In how many drafts a picture is named, or in a revision of them, as far as they were looked through.
    ///
    /// # Errors
    /// The disk's.
    pub fn count_picture_uses(&self, hash: &str) -> Result<u32, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT count(DISTINCT draft) FROM picture_uses WHERE hash = ?1")?
                .query_row([hash], |row| row.count(0))?)
        })
    }

    /// The hashes of all pictures, and whether somebody looked at each since an older program kept it.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn picture_hashes(&self) -> Result<Vec<(String, bool)>, StoreError> {
        self.read(|state| {
            let all =
                "SELECT hash, added_at IS NOT NULL FROM pictures ORDER BY added_at DESC, hash";
            let mut all = state.prepare_cached(all)?;
            let all = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// Says something of a picture.
    ///
    /// # Errors
    /// `Missing`.
    pub fn set_picture_words(&self, hash: &str, words: &PictureWords) -> Result<(), StoreError> {
        let (hash, words) = (hash.to_owned(), words.clone());
        self.write(move |tx| {
            let name: Option<String> = tx
                .prepare_cached("SELECT name FROM pictures WHERE hash = ?1")?
                .query_row([&hash], |row| row.get(0))
                .optional()?;
            let name = name.ok_or(StoreError::Missing("picture"))?;
            let row = params![hash, json(&WordsRecord::of(&words))?, sought(&name, &words)];
            tx.prepare_cached("UPDATE pictures SET words = ?2, sought = ?3 WHERE hash = ?1")?
                .execute(row)?;
            Ok(())
        })
    }

    /// A part of the pictures.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn list_pictures(&self, query: &PictureQuery) -> Result<PicturePage, StoreError> {
        if query.unused {
            self.look_through_uses()?;
        }
        self.read(|state| page(state, query))
    }
}

/// How many drafts name a picture, or have a revision that does.
const USES: &str = "(SELECT count(DISTINCT draft) FROM picture_uses WHERE hash = pictures.hash)";

fn page(state: &Transaction<'_>, query: &PictureQuery) -> R<PicturePage> {
    let folded = folded(&query.search);
    let mut chosen = vec!["1".to_owned()];
    let mut values = Vec::new();
    for (_, word) in words(&folded) {
        chosen.push("instr(sought, ?) > 0".to_owned());
        values.push(Value::Text(format!(" {word}")));
    }
    if query.unused {
        chosen
            .push("NOT EXISTS (SELECT 1 FROM picture_uses WHERE hash = pictures.hash)".to_owned());
    }
    let chosen = chosen.join(" AND ");
    let sums = format!("SELECT count(*), ifnull(sum(bytes_len), 0) FROM pictures WHERE {chosen}");
    let (total, bytes) = state
        .prepare_cached(&sums)?
        .query_row(params_from_iter(values.clone()), |row| {
            Ok((row.count(0)?, row.count(1)?))
        })?;
    // Only what is shown is counted and carried through the sorting with all its words.
    let rows = format!(
        "SELECT *, {USES} AS uses FROM pictures WHERE hash IN (
             SELECT hash FROM pictures WHERE {chosen} ORDER BY added_at DESC, hash LIMIT ? OFFSET ?
         ) ORDER BY added_at DESC, hash"
    );
    values.extend([query.limit, query.offset].map(|n| Value::Integer(n.into())));
    let mut rows = state.prepare_cached(&rows)?;
    let rows = rows.query_map(params_from_iter(values), |row| {
        Ok((read(row)?, row.count("uses")?))
    })?;
    Ok(PicturePage {
        rows: rows.collect::<Result<_, _>>()?,
        total,
        bytes,
    })
}

/// What a search looks at: the words of a name and of what is said, folded, a space before each.
fn sought(name: &str, said: &PictureWords) -> String {
    let PictureWords {
        alt,
        caption,
        credit,
        source,
        licence,
        taken,
    } = said;
    let mut sought = String::new();
    for text in [name, alt, caption, credit, source, licence, taken] {
        for (_, word) in words(&folded(text)) {
            sought.push(' ');
            sought.push_str(word);
        }
    }
    sought
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Picture> {
    Ok(Picture {
        file: read_file(row)?,
        bytes: row.count("bytes_len")?,
        added_at: row.time_or_none("added_at")?,
        name: row.get("name")?,
        moving: row.get("moving")?,
        located: row.get("located")?,
        words: row.word("words", WordsRecord::read)?,
        offered: row.word("offered", WordsRecord::read)?,
    })
}

/// A file, original or copy, by its row.
pub(crate) fn read_file(row: &Row<'_>) -> rusqlite::Result<PictureFile> {
    Ok(PictureFile {
        hash: row.get("hash")?,
        kind: row.word("kind", PictureKind::from_ending)?,
        width: row.count("width")?,
        height: row.count("height")?,
    })
}

/// What is said of a picture, as JSON: what is empty is left out.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct WordsRecord {
    #[serde(skip_serializing_if = "String::is_empty")]
    alt: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    caption: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    credit: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    licence: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    taken: String,
}

impl WordsRecord {
    fn of(words: &PictureWords) -> Self {
        let PictureWords {
            alt,
            caption,
            credit,
            source,
            licence,
            taken,
        } = words.clone();
        Self {
            alt,
            caption,
            credit,
            source,
            licence,
            taken,
        }
    }

    fn read(text: &str) -> Option<PictureWords> {
        let Self {
            alt,
            caption,
            credit,
            source,
            licence,
            taken,
        } = serde_json::from_str(text).ok()?;
        Some(PictureWords {
            alt,
            caption,
            credit,
            source,
            licence,
            taken,
        })
    }
}
