//! Which drafts and which revisions name which pictures; and the removal of those that nothing names. Reads no Markdown:
//! whatever looks like a hash is one.

use std::collections::BTreeSet;

use domain::DraftId;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::columns::{Read, Word};
use crate::error::{R, StoreError};
use crate::framings::Copy;
use crate::open::Store;
use crate::pictures::{self, Picture, read_file};
use crate::revisions;

/// Where a draft names a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PicturePlace {
    /// At the head.
    Lead,
    /// In the text.
    Text,
    /// In a revision.
    Revision,
}

/// A draft that names a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureUse {
    /// Which.
    pub draft: DraftId,
    /// Its headline.
    pub headline: String,
    /// Where in it, each place once.
    pub places: BTreeSet<PicturePlace>,
}

/// A picture that was removed: its files can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedPicture {
    /// What it was.
    pub picture: Picture,
    /// The copies that were made of it, and of no other.
    pub copies: Vec<Copy>,
}

/// Drafts that are looked through at once.
const BATCH: u32 = 50;

impl Store {
    /// The drafts that name a picture, the last changed first.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn picture_uses(&self, hash: &str) -> Result<Vec<PictureUse>, StoreError> {
        self.look_through_uses()?;
        self.read(|state| uses(state, hash))
    }

    /// Looks through some of the drafts that an older program wrote; whether any are left. What takes long is done
    /// before anything is written: nobody's text waits for it.
    ///
    /// # Errors
    /// The disk's.
    pub fn look_through_some_uses(&self) -> Result<bool, StoreError> {
        let found = self.read(look_through)?;
        if found.is_empty() {
            return Ok(false);
        }
        self.write(move |tx| found.iter().try_for_each(|draft| note_all(tx, draft)))?;
        Ok(true)
    }

    /// Looks through all of them. One that only reads knows what was looked through before.
    pub(crate) fn look_through_uses(&self) -> R<()> {
        if self.only_reads() {
            return Ok(());
        }
        while self.look_through_some_uses()? {}
        Ok(())
    }

    /// Removes those of these pictures that nothing names: no draft, in the bin or not, no edit of one that is not
    /// folded yet, no revision, nothing that the writer is asked about. Looked at in the transaction that removes.
    ///
    /// # Errors
    /// The disk's.
    pub fn remove_unused_pictures(
        &self,
        hashes: &[String],
    ) -> Result<Vec<RemovedPicture>, StoreError> {
        self.look_through_uses()?;
        let hashes = hashes.to_vec();
        self.write(move |tx| {
            let pending = pending(tx)?;
            let free = hashes.iter().filter(|hash| !pending.contains(*hash));
            let removed = free.map(|hash| remove(tx, hash));
            Ok(removed
                .collect::<R<Vec<_>>>()?
                .into_iter()
                .flatten()
                .collect())
        })
    }
}

fn uses(state: &Connection, hash: &str) -> R<Vec<PictureUse>> {
    let mut all = state.prepare_cached(
        "SELECT DISTINCT drafts.id, drafts.headline, picture_uses.place
         FROM picture_uses JOIN drafts ON drafts.number = picture_uses.draft
         WHERE picture_uses.hash = ?1 ORDER BY drafts.changed_at DESC, drafts.number DESC",
    )?;
    let mut all = all.query([hash])?;
    let mut uses: Vec<PictureUse> = Vec::new();
    while let Some(row) = all.next()? {
        let (draft, place) = (
            row.id("id", DraftId)?,
            row.word("place", PicturePlace::of_word)?,
        );
        match uses.last_mut().filter(|last| last.draft == draft) {
            Some(last) => {
                last.places.insert(place);
            }
            None => uses.push(PictureUse {
                draft,
                headline: row.get("headline")?,
                places: BTreeSet::from([place]),
            }),
        }
    }
    Ok(uses)
}

/// Remembers what a draft names at its head or in its text, instead of what it named there.
pub(crate) fn note(tx: &Transaction<'_>, number: i64, place: PicturePlace, says: &str) -> R<()> {
    let named = hashes(says.as_bytes());
    let known: BTreeSet<String> = tx
        .prepare_cached("SELECT hash FROM picture_uses WHERE draft = ?1 AND place = ?2")?
        .query_map(params![number, place.word()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for gone in known.iter().filter(|hash| !named.contains(hash.as_str())) {
        tx.prepare_cached(
            "DELETE FROM picture_uses WHERE hash = ?1 AND draft = ?2 AND place = ?3",
        )?
        .execute(params![gone, number, place.word()])?;
    }
    for new in named.iter().filter(|hash| !known.contains(**hash)) {
        insert(tx, new, number, place, None)?;
    }
    Ok(())
}

/// Remembers what a revision names, by all that it says.
pub(crate) fn note_revision(tx: &Transaction<'_>, draft: i64, revision: i64, says: &[u8]) -> R<()> {
    let mut named = hashes(says).into_iter();
    named.try_for_each(|hash| insert(tx, hash, draft, PicturePlace::Revision, Some(revision)))
}

fn insert(
    tx: &Transaction<'_>,
    hash: &str,
    draft: i64,
    place: PicturePlace,
    revision: Option<i64>,
) -> R<()> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO picture_uses (hash, draft, place, revision) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![hash, draft, place.word(), revision])?;
    Ok(())
}

/// What the revisions of a draft name.
struct Looked {
    draft: i64,
    revisions: Vec<(i64, String)>,
}

/// Reads the revisions of some of the drafts that are due.
fn look_through(state: &Transaction<'_>) -> R<Vec<Looked>> {
    let mut due = state.prepare_cached("SELECT draft FROM picture_uses_due LIMIT ?1")?;
    let due = due.query_map([BATCH], |row| row.get(0))?;
    due.map(|draft| {
        let draft = draft?;
        let mut revisions = Vec::new();
        for (revision, says) in revisions::contents(state, draft)? {
            let named = hashes(&says).into_iter();
            revisions.extend(named.map(|hash| (revision, hash.to_owned())));
        }
        Ok(Looked { draft, revisions })
    })
    .collect()
}

/// Notes what was found; the text and the lead picture as they are by now.
fn note_all(tx: &Transaction<'_>, looked: &Looked) -> R<()> {
    let draft = looked.draft;
    let says = tx
        .prepare_cached(
            "SELECT ifnull(lead_picture, ''), text FROM drafts JOIN texts ON texts.draft = number
             WHERE number = ?1",
        )?
        .query_row([draft], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    // Deleted meanwhile, it is due no more.
    let Some((lead, text)) = says else {
        return Ok(());
    };
    note(tx, draft, PicturePlace::Lead, &lead)?;
    note(tx, draft, PicturePlace::Text, &text)?;
    let mut is_there = tx.prepare_cached("SELECT 1 FROM revisions WHERE number = ?1")?;
    for (revision, hash) in &looked.revisions {
        // It may have been thinned away.
        if is_there.exists([revision])? {
            insert(tx, hash, draft, PicturePlace::Revision, Some(*revision))?;
        }
    }
    tx.prepare_cached("DELETE FROM picture_uses_due WHERE draft = ?1")?
        .execute([draft])?;
    Ok(())
}

/// What edits name that are not folded yet, and what other programs wrote that the writer is asked about.
fn pending(tx: &Transaction<'_>) -> R<BTreeSet<String>> {
    let mut named = BTreeSet::new();
    for says in [
        "SELECT changes FROM journal JOIN texts ON texts.draft = journal.draft
         WHERE journal.sequence > texts.sequence",
        "SELECT ifnull(asked_theirs, '') FROM mirrors JOIN mirror_texts USING (folder, draft)
         WHERE theirs_hash IS NOT NULL",
    ] {
        let mut all = tx.prepare_cached(says)?;
        let mut all = all.query([])?;
        while let Some(row) = all.next()? {
            let says: String = row.get(0)?;
            named.extend(hashes(says.as_bytes()).into_iter().map(str::to_owned));
        }
    }
    Ok(named)
}

/// Removes a picture unless something names it.
fn remove(tx: &Transaction<'_>, hash: &str) -> R<Option<RemovedPicture>> {
    let is_used = "SELECT 1 FROM picture_uses WHERE hash = ?1";
    if tx.prepare_cached(is_used)?.exists([hash])? {
        return Ok(None);
    }
    let picture = tx
        .prepare_cached("SELECT * FROM pictures WHERE hash = ?1")?
        .query_row([hash], pictures::read)
        .optional()?;
    let Some(picture) = picture else {
        return Ok(None);
    };
    let copies = tx
        .prepare_cached(
            "SELECT hash, kind, width, height, bytes_len FROM copies AS own WHERE original = ?1
             AND NOT EXISTS (SELECT 1 FROM copies WHERE hash = own.hash AND original <> ?1)
             GROUP BY hash",
        )?
        .query_map([hash], |row| Ok((read_file(row)?, row.count("bytes_len")?)))?
        .collect::<Result<_, _>>()?;
    tx.prepare_cached("DELETE FROM pictures WHERE hash = ?1")?
        .execute([hash])?;
    Ok(Some(RemovedPicture { picture, copies }))
}

/// The letters of a hash.
const LENGTH: usize = 64;

/// All that looks like the hash of a picture: 64 hexadecimal digits, no more and no less.
fn hashes(says: &[u8]) -> BTreeSet<&str> {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let mut found = BTreeSet::new();
    let mut from = 0;
    // A run that long covers one of every 64 bytes: only these are looked at.
    while let Some(byte) = says.get(from + LENGTH - 1) {
        if !is_digit(byte) {
            from += LENGTH;
            continue;
        }
        let before = says[from..from + LENGTH].iter().rev();
        let start = from + LENGTH - before.take_while(|byte| is_digit(byte)).count();
        let rest = says[start..].iter();
        let end = start + rest.take_while(|byte| is_digit(byte)).count();
        if end - start == LENGTH
            && let Ok(hash) = str::from_utf8(&says[start..end])
        {
            found.insert(hash);
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, slowly.
    fn slowly(says: &str) -> BTreeSet<&str> {
        let runs = says.split(|c: char| !matches!(c, '0'..='9' | 'a'..='f'));
        runs.filter(|run| run.len() == LENGTH).collect()
    }

    proptest! {
        #[test]
        fn every_hash_is_found(
            parts in prop::collection::vec(
                ("[0-9a-g/é. ]{0,70}", prop_oneof![Just(0_usize), Just(63), Just(64), Just(65), Just(128)]),
                0..8,
            ),
        ) {
            let says: String = parts.iter().map(|(text, run)| format!("{text}{}", "a".repeat(*run))).collect();
            prop_assert_eq!(hashes(says.as_bytes()), slowly(&says));
        }
    }
}
