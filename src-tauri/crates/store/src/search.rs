//! Full-text search: what is indexed, how a query is read, and matches in their context.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, params};

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
    tx.prepare_cached("INSERT INTO search_headlines (rowid, words) VALUES (?1, ?2)")?
        .execute(params![number, each_word_once(&[&headline])])?;
    tx.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?
        .execute(params![
            number,
            each_word_once(&[&headline, &standfirst, &text])
        ])?;
    tx.prepare_cached("DELETE FROM search_due WHERE draft = ?1")?
        .execute([number])?;
    Ok(())
}

/// The words of some texts, folded, parted by spaces: what the index wants to see.
fn each_word_once(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| folded(text)).collect();
    let each: BTreeSet<&str> = texts
        .iter()
        .flat_map(|text| words(text))
        .map(|(_, w)| w)
        .collect();
    each.into_iter().collect::<Vec<_>>().join(" ")
}

/// Takes a draft's words out of the index.
pub(crate) fn forget(tx: &Transaction<'_>, number: i64) -> R<()> {
    tx.prepare_cached("DELETE FROM search_headlines WHERE rowid = ?1")?
        .execute([number])?;
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

    /// As FTS5 wants it. Quotes keep AND, OR, NEAR and the like words as any other.
    pub(crate) fn to_match(&self) -> String {
        let star = |word: &str| if finds_longer(word) { "*" } else { "" };
        let each = self
            .0
            .iter()
            .map(|word| format!("\"{word}\"{}", star(word)));
        each.collect::<Vec<_>>().join(" AND ")
    }

    fn finds(&self, word: &str) -> bool {
        let word = folded(word);
        self.0.iter().any(|sought| match finds_longer(sought) {
            true => word.starts_with(sought),
            false => word == *sought,
        })
    }
}

/// Whether a word also finds longer ones: all but a single Latin letter do, as the *l* of *l’été*.
/// (A single 北 begins many words.)
fn finds_longer(word: &str) -> bool {
    word.len() > 1
}

/// What a search found: the drafts' numbers, ascending, and which of them say it in the headline.
pub(crate) struct Found {
    pub(crate) all: Vec<i64>,
    in_headline: (Numbers, usize),
    any: Numbers,
}

impl Found {
    /// Looks for the words.
    pub(crate) fn of(state: &Connection, sought: &Words) -> R<Self> {
        let matching = sought.to_match();
        let all = matches(state, "search", &matching)?;
        let headlines = matches(state, "search_headlines", &matching)?;
        let in_headline = (Numbers::of(&headlines), headlines.len());
        Ok(Self {
            any: Numbers::of(&all),
            in_headline,
            all,
        })
    }

    /// Whether a draft has the words anywhere.
    pub(crate) fn has(&self, number: i64) -> bool {
        self.any.has(number)
    }

    /// How many have all of them in their headline.
    pub(crate) fn in_headline(&self) -> usize {
        self.in_headline.1
    }

    /// Whether its headline has them all.
    pub(crate) fn has_in_headline(&self, number: i64) -> bool {
        self.in_headline.0.has(number)
    }
}

fn matches(state: &Connection, table: &str, matching: &str) -> R<Vec<i64>> {
    let sql = format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1");
    let mut found = state.prepare_cached(&sql)?;
    let found = found.query_map([matching], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// A set of drafts' numbers, one bit each: a common word is in all of them.
struct Numbers(Vec<u64>);

impl Numbers {
    fn of(ascending: &[i64]) -> Self {
        let places = ascending.last().map_or(0, |last| place(*last).0 + 1);
        let mut bits = vec![0; places];
        for number in ascending {
            let (at, bit) = place(*number);
            if let Some(word) = bits.get_mut(at) {
                *word |= bit;
            }
        }
        Self(bits)
    }

    fn has(&self, number: i64) -> bool {
        let (at, bit) = place(number);
        self.0.get(at).is_some_and(|word| word & bit != 0)
    }
}

fn place(number: i64) -> (usize, u64) {
    // SQLite numbers rows from 1.
    let number = number.unsigned_abs();
    (
        usize::try_from(number / 64).unwrap_or(usize::MAX),
        1 << (number % 64),
    )
}

/// Bytes of context before the first match, and altogether.
const BEFORE: usize = 60;
const ALTOGETHER: usize = 240;
/// Bytes of the text that are looked at around a match, before and after it.
const AROUND: usize = 2_000;
/// Matches that are looked at until readers see one: an address may match as well.
const TRIES: usize = 8;

/// The surroundings of the first match that readers see in a text; its beginning when the match is
/// elsewhere. `shown` gives what they see of a passage.
pub(crate) fn excerpt(text: &str, sought: &Words, shown: fn(&str) -> String) -> Vec<ExcerptRun> {
    let mut from = 0;
    for _ in 0..TRIES {
        let Some(at) = first(&text[from..], sought) else {
            break;
        };
        let (start, end) = passage(text, from + at);
        let seen = shown(&text[start..end]);
        if let Some(at) = first(&seen, sought) {
            return marked(&seen, at, sought);
        }
        from = end;
    }
    let (start, end) = passage(text, 0);
    marked(&shown(&text[start..end]), 0, sought)
}

fn first(text: &str, sought: &Words) -> Option<usize> {
    let mut all = words(text);
    all.find(|(_, word)| sought.finds(word)).map(|(at, _)| at)
}

/// The whole paragraphs around a place, as far as they are near: marks come in pairs within them.
fn passage(text: &str, at: usize) -> (usize, usize) {
    let nearest = word_start(text, at.saturating_sub(AROUND));
    let start = text[nearest.min(at)..at]
        .rfind("\n\n")
        .map_or(nearest.min(at), |gap| nearest + gap + 2);
    let enough = text.floor_char_boundary(at.saturating_add(2 * ALTOGETHER));
    let farthest = text.floor_char_boundary(at.saturating_add(AROUND));
    let end = text[enough..farthest]
        .find("\n\n")
        .map_or(farthest, |gap| enough + gap);
    (start, end)
}

/// The words around a place, those that are sought marked.
fn marked(text: &str, around: usize, sought: &Words) -> Vec<ExcerptRun> {
    // Where no white space comes before the place, the context begins with it.
    let start = word_start(text, around.saturating_sub(BEFORE)).min(around);
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
    // A no-break space, as before « : », is longer than a byte.
    text[near..]
        .char_indices()
        .find(|(_, c)| c.is_whitespace())
        .map_or(near, |(gap, c)| near + gap + c.len_utf8())
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str, sought: &str) -> Vec<ExcerptRun> {
        excerpt(text, &Words::of(sought).unwrap(), str::to_owned)
    }

    #[test]
    fn a_match_within_a_run_without_spaces_is_shown() {
        let text = format!("{}»été {}", "a".repeat(200), "b".repeat(400));
        assert!(told(&text, "ete").iter().any(|run| run.matched));
    }

    #[test]
    fn a_no_break_space_parts_words_too() {
        let text = format!("{}\u{a0}: l\u{202f}; été", "a".repeat(80));
        assert!(
            told(&text, "ete")
                .iter()
                .any(|run| run.matched && run.text == "été")
        );
    }

    proptest! {
        #[test]
        fn any_text_has_an_excerpt(text in "([a-zé]{1,90}|[ \n\u{a0}\u{202f}«»]{1,3}|\n\n){0,80} été .{0,9}") {
            prop_assert!(told(&text, "ete").iter().any(|run| run.matched));
        }
    }
}
