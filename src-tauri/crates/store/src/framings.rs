//! Framings: the clean copies that were made of a picture for pages, or why none could be. The bytes are not here.

use domain::{PictureFile, PictureSet, Timestamp};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::columns::{Read, micros, whole};
use crate::error::{R, StoreError};
use crate::open::Store;
use crate::pictures::read_file;

/// What became of a picture in one framing.
#[derive(Debug, Clone, PartialEq)]
pub struct Developed {
    /// How its copies were made.
    pub recipe: String,
    /// When.
    pub made_at: Timestamp,
    /// The copies and how sharp they are, or why there are none: code and detail.
    pub copies: Result<(PictureSet, f32), (String, String)>,
}

/// A copy's file, and its size in bytes.
pub type Copy = (PictureFile, u64);

impl Store {
    /// Remembers what became of a picture in a framing, instead of what was known of that. The files of the copies must
    /// be on the disk already; `bytes` are their sizes, in the order of [`PictureSet::files`].
    ///
    /// # Errors
    /// `Missing` when there is no such picture.
    pub fn put_framing(
        &self,
        original: &str,
        framing: &str,
        developed: &Developed,
        bytes: &[u64],
    ) -> Result<(), StoreError> {
        let (original, framing) = (original.to_owned(), framing.to_owned());
        let (developed, bytes) = (developed.clone(), bytes.to_vec());
        self.write(move |tx| put(tx, (&original, &framing), &developed, &bytes))
    }

    /// What became of a picture in a framing; `None` while nobody tried.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn framing(&self, original: &str, framing: &str) -> Result<Option<Developed>, StoreError> {
        self.read(|state| find(state, original, framing))
    }

    /// The hash of every copy there is.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn copy_hashes(&self) -> Result<Vec<String>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached("SELECT DISTINCT hash FROM copies")?;
            let all = all.query_map([], |row| row.get(0))?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// Whether any framing has a copy of this hash.
    ///
    /// # Errors
    /// The disk's.
    pub fn is_copy(&self, hash: &str) -> Result<bool, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT 1 FROM copies WHERE hash = ?1")?
                .exists([hash])?)
        })
    }
}

fn put(
    tx: &Transaction<'_>,
    (original, framing): (&str, &str),
    developed: &Developed,
    bytes: &[u64],
) -> R<()> {
    let is_kept = "SELECT 1 FROM pictures WHERE hash = ?1";
    if !tx.prepare_cached(is_kept)?.exists([original])? {
        return Err(StoreError::Missing("picture"));
    }
    // What was known of it goes first, its copies with it.
    tx.prepare_cached("DELETE FROM framings WHERE original = ?1 AND framing = ?2")?
        .execute([original, framing])?;
    let sharpness = developed.copies.as_ref().map(|(_, sharpness)| *sharpness);
    let failure = developed.copies.as_ref().err();
    tx.prepare_cached(
        "INSERT INTO framings (original, framing, recipe, made_at, sharpness, failure, failure_detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        original,
        framing,
        developed.recipe,
        micros(developed.made_at),
        sharpness.ok(),
        failure.map(|(code, _)| code),
        failure.map(|(_, detail)| detail)
    ])?;
    let Ok((set, _)) = &developed.copies else {
        return Ok(());
    };
    let roles = std::iter::once("whole")
        .chain(set.sizes.iter().map(|_| "size"))
        .chain(["card"]);
    let mut copy = tx.prepare_cached(
        "INSERT INTO copies (original, framing, position, role, hash, kind, width, height, bytes_len)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (position, ((file, role), bytes)) in (0_i64..).zip(set.files().zip(roles).zip(bytes)) {
        copy.execute(params![
            original,
            framing,
            position,
            role,
            file.hash,
            file.kind.ending(),
            file.width,
            file.height,
            whole(*bytes)
        ])?;
    }
    Ok(())
}

fn find(state: &Connection, original: &str, framing: &str) -> R<Option<Developed>> {
    let found = state
        .prepare_cached("SELECT * FROM framings WHERE original = ?1 AND framing = ?2")?
        .query_row([original, framing], |row| {
            let code: Option<String> = row.get("failure")?;
            let detail: Option<String> = row.get("failure_detail")?;
            let sharpness: Option<f32> = row.get("sharpness")?;
            let failure = code.map(|code| (code, detail.unwrap_or_default()));
            let (recipe, made_at) = (row.get("recipe")?, row.time("made_at")?);
            Ok((recipe, made_at, sharpness.unwrap_or_default(), failure))
        })
        .optional()?;
    let Some((recipe, made_at, sharpness, failure)) = found else {
        return Ok(None);
    };
    let copies = match failure {
        Some(failure) => Err(failure),
        None => Ok((copies(state, original, framing)?, sharpness)),
    };
    Ok(Some(Developed {
        recipe,
        made_at,
        copies,
    }))
}

fn copies(state: &Connection, original: &str, framing: &str) -> R<PictureSet> {
    let mut rows = state.prepare_cached(
        "SELECT role, hash, kind, width, height FROM copies WHERE original = ?1 AND framing = ?2 ORDER BY position",
    )?;
    let mut rows = rows.query([original, framing])?;
    let (mut whole, mut sizes, mut card) = (None, Vec::new(), None);
    while let Some(row) = rows.next()? {
        let file = read_file(row)?;
        match row.get::<_, String>("role")?.as_str() {
            "whole" => whole = Some(file),
            "card" => card = Some(file),
            _ => sizes.push(file),
        }
    }
    let nothing = || StoreError::Corrupt(format!("no copy of {original}#{framing}"));
    Ok(PictureSet {
        whole: whole.ok_or_else(nothing)?,
        sizes,
        card,
    })
}
