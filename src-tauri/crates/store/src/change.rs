//! Changes of a text, and how a text is rebuilt from them. Knows UTF-16 offsets, not drafts.

use ropey::Rope;

/// One replaced range, in UTF-16 units of the text before the edit. The changes of one edit
/// ascend and don't touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Start.
    pub from: usize,
    /// End.
    pub to: usize,
    /// What stands there now.
    pub insert: String,
}

/// A change outside the text, inside a surrogate pair, or out of order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a change from {from} to {to} does not fit a text of {length} UTF-16 units")]
pub(crate) struct BadChange {
    /// Its start.
    pub(crate) from: usize,
    /// Its end.
    pub(crate) to: usize,
    /// The length of the text it was for.
    pub(crate) length: usize,
}

/// Applies the changes of one edit. A rope, because a journal may hold thousands of edits of a
/// megabyte: each costs the logarithm of its length instead of the whole. After a [`BadChange`]
/// the text may hold some of the others.
pub(crate) fn apply(text: &mut Rope, changes: &[Change]) -> Result<(), BadChange> {
    // From the end, so that the offsets of those before stay what they were.
    let mut limit = text.len_utf16_cu();
    for change in changes.iter().rev() {
        let bad = BadChange {
            from: change.from,
            to: change.to,
            length: limit,
        };
        if change.from > change.to || change.to > limit {
            return Err(bad);
        }
        let (from, to) = match (char_at(text, change.from), char_at(text, change.to)) {
            (Some(from), Some(to)) => (from, to),
            _ => return Err(bad),
        };
        text.remove(from..to);
        text.insert(from, &change.insert);
        limit = change.from;
    }
    Ok(())
}

/// The character that starts at a UTF-16 offset; `None` inside a surrogate pair.
fn char_at(text: &Rope, offset: usize) -> Option<usize> {
    let index = text.try_utf16_cu_to_char(offset).ok()?;
    (text.try_char_to_utf16_cu(index).ok()? == offset).then_some(index)
}

/// The changes of one edit as the journal holds them.
pub(crate) fn to_json(changes: &[Change]) -> Result<String, serde_json::Error> {
    let rows: Vec<_> = changes.iter().map(|c| (c.from, c.to, &c.insert)).collect();
    serde_json::to_string(&rows)
}

/// The changes of one edit from the journal.
pub(crate) fn from_json(json: &str) -> Result<Vec<Change>, serde_json::Error> {
    let rows: Vec<(usize, usize, String)> = serde_json::from_str(json)?;
    Ok(rows
        .into_iter()
        .map(|(from, to, insert)| Change { from, to, insert })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: usize, to: usize, insert: &str) -> Change {
        Change {
            from,
            to,
            insert: insert.to_owned(),
        }
    }

    #[track_caller]
    fn check(text: &str, changes: &[Change], expect: Option<&str>) {
        let mut rope = Rope::from_str(text);
        let done = apply(&mut rope, changes).ok().map(|()| rope.to_string());
        assert_eq!(done.as_deref(), expect);
    }

    #[test]
    fn offsets_count_utf16_units_of_the_old_text() {
        check("", &[change(0, 0, "é")], Some("é"));
        check("a😀b", &[change(3, 4, "c")], Some("a😀c"));
        check(
            "a😀b",
            &[change(0, 1, "xyz"), change(3, 3, "!")],
            Some("xyz😀!b"),
        );
        check("a\r\nb", &[change(1, 2, "")], Some("a\nb"));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        check("a", &[change(0, 2, "")], None);
        check("a", &[change(1, 0, "")], None);
        check("😀", &[change(1, 1, "x")], None);
        check("abcd", &[change(2, 4, ""), change(0, 1, "")], None);
    }

    #[test]
    fn json_keeps_every_character() {
        let changes = vec![change(0, 2, "\0\u{2028}\"\\😀\u{FFFF}"), change(5, 5, "")];
        assert_eq!(from_json(&to_json(&changes).unwrap()).unwrap(), changes);
    }
}
