//! Full-text search: what is indexed, how a query is read, and matches in their context.

use rusqlite::{Connection, Transaction};

use crate::error::R;
use crate::fold::{folded, words};

/// A run of a match's context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcerptRun {
    /// The text.
    pub text: String,
    /// Whether it is what was searched for.
    pub matched: bool,
}

/// Indexes a draft's words as they are now.
pub(crate) fn index(tx: &Transaction<'_>, number: i64) -> R<()> {
    let (headline, standfirst, text) = tx
        .prepare_cached(
            "SELECT headline, standfirst, text FROM drafts JOIN texts ON texts.draft = number
             WHERE number = ?1",
        )?
        .query_row([number], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
            ))
        })?;
    forget(tx, number)?;
    tx.prepare_cached(
        "INSERT INTO search (rowid, headline, standfirst, text) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((
        number,
        folded(&headline),
        folded(&standfirst),
        folded(&text),
    ))?;
    tx.prepare_cached("DELETE FROM search_due WHERE draft = ?1")?
        .execute([number])?;
    Ok(())
}

/// Takes a draft's words out of the index.
pub(crate) fn forget(tx: &Transaction<'_>, number: i64) -> R<()> {
    tx.prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([number])?;
    Ok(())
}

/// Remembers that a draft's words have changed.
pub(crate) fn mark_due(tx: &Transaction<'_>, number: i64) -> R<()> {
    tx.prepare_cached("INSERT OR IGNORE INTO search_due (draft) VALUES (?1)")?
        .execute([number])?;
    Ok(())
}

/// Indexes up to `limit` drafts whose words have changed; gives how many there were.
pub(crate) fn index_due(tx: &Transaction<'_>, limit: u32) -> R<usize> {
    let due: Vec<i64> = tx
        .prepare_cached("SELECT draft FROM search_due LIMIT ?1")?
        .query_map([limit], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    due.iter().try_for_each(|number| index(tx, *number))?;
    Ok(due.len())
}

/// Whether any draft's words have changed since they were indexed.
pub(crate) fn is_behind(connection: &Connection) -> R<bool> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM search_due")?
        .exists([])?)
}

/// What somebody looks for: words, folded; a draft must have all of them.
pub(crate) struct Words(Vec<String>);

impl Words {
    /// The words of what was typed; `None` when there are none.
    pub(crate) fn of(typed: &str) -> Option<Self> {
        let folded = folded(typed);
        let words: Vec<_> = words(&folded).map(|(_, word)| word.to_owned()).collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// As FTS5 wants it. A word of two letters or more also finds longer ones; quotes keep
    /// AND, OR, NEAR and the like words as any other.
    pub(crate) fn to_match(&self) -> String {
        let each = self.0.iter().map(|word| match word.chars().nth(1) {
            Some(_) => format!("\"{word}\"*"),
            None => format!("\"{word}\""),
        });
        each.collect::<Vec<_>>().join(" AND ")
    }

    /// The same, in the headline only.
    pub(crate) fn to_headline_match(&self) -> String {
        format!("{{headline}} : ({})", self.to_match())
    }

    fn finds(&self, word: &str) -> bool {
        let word = folded(word);
        self.0.iter().any(|sought| match sought.chars().nth(1) {
            Some(_) => word.starts_with(sought),
            None => word == *sought,
        })
    }
}

/// Bytes of context before the first match, and altogether.
const BEFORE: usize = 60;
const ALTOGETHER: usize = 240;

/// The surroundings of the first match in a text; its beginning when the match is elsewhere.
pub(crate) fn excerpt(text: &str, sought: &Words) -> Vec<ExcerptRun> {
    let first = words(text)
        .find(|(_, word)| sought.finds(word))
        .map_or(0, |(at, _)| at);
    let start = word_start(text, first.saturating_sub(BEFORE));
    let end = text.floor_char_boundary(start.saturating_add(ALTOGETHER));
    let mut runs = Vec::new();
    let mut told = start;
    for (at, word) in words(&text[start..end]) {
        if sought.finds(word) {
            let at = start + at;
            push(&mut runs, &text[told..at], false);
            push(&mut runs, word, true);
            told = at + word.len();
        }
    }
    push(&mut runs, &text[told..end], false);
    runs
}

/// The start of the word after `near`, so that none is cut at its head.
fn word_start(text: &str, near: usize) -> usize {
    let near = text.floor_char_boundary(near);
    if near == 0 {
        return 0;
    }
    text[near..]
        .find(char::is_whitespace)
        .map_or(near, |gap| near + gap + 1)
}

/// White space of any kind is one space in a line of context.
fn push(runs: &mut Vec<ExcerptRun>, text: &str, matched: bool) {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() || c.is_control() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    if !line.is_empty() {
        runs.push(ExcerptRun {
            text: line,
            matched,
        });
    }
}
