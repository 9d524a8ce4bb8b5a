//! Reading a text back: the last folded text, or the one before it, and the edits since; and what speaks for each.

use domain::Fingerprint;
use ropey::Rope;
use rusqlite::{Connection, params};

use crate::change;
use crate::columns::{Read, whole};
use crate::drafts::Doubt;
use crate::error::{R, StoreError};

/// A text as it was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) text: String,
    /// The number of its last edit.
    pub(crate) sequence: u64,
    /// What is not proved of it.
    pub(crate) doubt: Option<Doubt>,
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

/// The text with every edit in it, of which there are so many. When it is not what was written down
/// of it, the text before the last folding is read too: the one that is proved is taken; if none is,
/// both are given.
pub(crate) fn read(connection: &Connection, number: i64, edits: u64) -> R<Reading> {
    let read_from = |table| {
        generation(connection, table, number)
            .and_then(|from| replay(connection, number, from, edits))
    };
    let last = read_from("texts");
    if let Ok(Replay {
        is_right: None | Some(true),
        text,
        sequence,
    }) = last
    {
        return Ok(plain(text, sequence));
    }
    choose(last, read_from("earlier_texts").ok())
}

fn choose(last: R<Replay>, before: Option<Replay>) -> R<Reading> {
    match (last, before) {
        (_, Some(before)) if before.is_right == Some(true) => {
            tracing::warn!(
                "a folded text was damaged; the one before it and the edits since are whole"
            );
            Ok(plain(before.text, before.sequence))
        }
        (Ok(last), before) => {
            let other = before.map(|before| before.text);
            let other = other.filter(|text| *text != last.text);
            Ok(Reading {
                doubt: Some(other.map_or(Doubt::NotAsWritten, Doubt::OtherText)),
                ..plain(last.text, last.sequence)
            })
        }
        (Err(error), None) => Err(error),
        (Err(error), Some(before)) => {
            tracing::error!(%error, "the edits do not fit the folded text; those before it do");
            let is_wrong = before.is_right == Some(false);
            Ok(Reading {
                doubt: is_wrong.then_some(Doubt::NotAsWritten),
                ..plain(before.text, before.sequence)
            })
        }
    }
}

fn plain(text: String, sequence: u64) -> Reading {
    Reading {
        text,
        sequence,
        doubt: None,
    }
}

fn generation(connection: &Connection, table: &str, number: i64) -> R<Generation> {
    let sql = format!("SELECT text, sequence, fingerprint FROM {table} WHERE draft = ?1");
    let found = connection.prepare_cached(&sql)?.query_row([number], |row| {
        Ok(Generation {
            text: row.value(0)?,
            sequence: row.count(1)?,
            fingerprint: fingerprint(row.value(2)?),
        })
    });
    Ok(found?)
}

/// Applies the edits that follow a folded text, up to this one.
fn replay(connection: &Connection, number: i64, from: Generation, edits: u64) -> R<Replay> {
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
    if sequence != edits {
        return Err(damaged(sequence, format!("it is not the last: {edits} is")));
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

/// The fingerprint of a column.
pub(crate) fn fingerprint(stored: Option<i64>) -> Option<Fingerprint> {
    stored.map(|stored| Fingerprint(stored.cast_unsigned()))
}

fn damaged(sequence: u64, why: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("edit {sequence} in the journal: {why}"))
}
