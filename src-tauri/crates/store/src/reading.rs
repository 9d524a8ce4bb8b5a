//! Reading a text back: the last folded text, or the one before it, and the edits since; and what speaks for each.

use domain::Fingerprint;
use ropey::Rope;
use rusqlite::{Connection, OptionalExtension, params};

use crate::change;
use crate::columns::{Read, whole};
use crate::error::{R, StoreError};

/// A text as it was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) text: String,
    /// The number of its last edit.
    pub(crate) sequence: u64,
    /// The same text read another way that says something else, where neither is proved.
    pub(crate) other: Option<String>,
}

/// A text that was folded, and the edits after it.
struct Generation {
    text: String,
    sequence: u64,
    fingerprint: Option<Fingerprint>,
}

/// What came of applying the edits to a folded text.
struct Replay {
    text: String,
    sequence: u64,
    /// What the last edit, or the folding, says of the text; `None` for what older programs wrote.
    is_right: Option<bool>,
}

/// The text with every edit in it. When it is not what was written down of it, the text before the
/// last folding is read too: the one that is proved is taken; if none is, both are given.
pub(crate) fn read(connection: &Connection, number: i64) -> R<Reading> {
    let last = generation(connection, "texts", number)?.ok_or(StoreError::Missing("draft"))?;
    let last = replay(connection, number, last);
    if let Ok(Replay {
        is_right: None | Some(true),
        text,
        sequence,
    }) = last
    {
        return Ok(plain(text, sequence));
    }
    let before = generation(connection, "earlier_texts", number)?
        .map(|before| replay(connection, number, before));
    choose(last, before.and_then(Result::ok))
}

fn choose(last: R<Replay>, before: Option<Replay>) -> R<Reading> {
    match (last, before) {
        (_, Some(before)) if before.is_right == Some(true) => {
            tracing::warn!(
                "a folded text was damaged; the one before it and the edits since are whole"
            );
            Ok(plain(before.text, before.sequence))
        }
        (Ok(last), before) => Ok(Reading {
            other: before
                .map(|before| before.text)
                .filter(|text| *text != last.text),
            ..plain(last.text, last.sequence)
        }),
        (Err(error), None) => Err(error),
        (Err(error), Some(before)) => {
            tracing::error!(%error, "the edits do not fit the folded text; those before it do");
            Ok(plain(before.text, before.sequence))
        }
    }
}

fn plain(text: String, sequence: u64) -> Reading {
    Reading {
        text,
        sequence,
        other: None,
    }
}

fn generation(connection: &Connection, table: &str, number: i64) -> R<Option<Generation>> {
    let sql = format!("SELECT text, sequence, fingerprint FROM {table} WHERE draft = ?1");
    let found = connection.prepare_cached(&sql)?.query_row([number], |row| {
        Ok(Generation {
            text: row.value(0)?,
            sequence: row.count(1)?,
            fingerprint: fingerprint(row.value(2)?),
        })
    });
    Ok(found.optional()?)
}

/// Applies the edits that follow a folded text.
fn replay(connection: &Connection, number: i64, from: Generation) -> R<Replay> {
    let mut later = connection.prepare_cached(
        "SELECT sequence, changes, fingerprint FROM journal
         WHERE draft = ?1 AND sequence > ?2 ORDER BY sequence",
    )?;
    let mut rows = later.query(params![number, whole(from.sequence)])?;
    let (mut sequence, mut said) = (from.sequence, from.fingerprint);
    let mut rope: Option<Rope> = None;
    while let Some(row) = rows.next()? {
        let found = row.count::<u64>(0)?;
        if found != sequence + 1 {
            return Err(damaged(found, "an edit before it is missing"));
        }
        let changes = change::from_json(row.get_ref(1)?.as_str().map_err(|e| damaged(found, e))?)
            .map_err(|e| damaged(found, e))?;
        let rope = rope.get_or_insert_with(|| Rope::from_str(&from.text));
        change::apply(rope, &changes).map_err(|e| damaged(found, e))?;
        sequence = found;
        said = fingerprint(row.value(2)?);
    }
    let text = rope.map_or(from.text, |rope| rope.to_string());
    Ok(Replay {
        is_right: said.map(|said| said == Fingerprint::of(&text)),
        text,
        sequence,
    })
}

/// A fingerprint as a column holds it: the same 64 bits, with a sign.
pub(crate) fn stored(fingerprint: Fingerprint) -> i64 {
    fingerprint.0.cast_signed()
}

fn fingerprint(stored: Option<i64>) -> Option<Fingerprint> {
    stored.map(|stored| Fingerprint(stored.cast_unsigned()))
}

fn damaged(sequence: u64, why: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("edit {sequence} in the journal: {why}"))
}
