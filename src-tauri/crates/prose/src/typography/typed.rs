//! What the sign that was typed last completes; knows no editor and keeps nothing of what was typed before.

use super::galley::{CARET, Galley};
use super::{Retouch, Rule, Standard, Tongue, galley_in, set, sound};
use crate::Stretch;

/// How far from the caret a retouch may end, in bytes.
const NEAR: usize = 8;

/// What the sign before `caret` (a byte of the stretch's Markdown) completes, in bytes of that Markdown: sure rules
/// only, all of it before the caret and near it. What the writer took back, or what stood there before, is left as it
/// is: it is offered on the whole text.
pub fn typed(stretch: &Stretch, caret: usize, language: &str, standard: &Standard) -> Vec<Retouch> {
    let allows = |rule: Rule| rule.is_sure() && !standard.off.contains(&rule);
    let found = stretch.passages.iter().rev().find_map(|passage| {
        [Tongue::French, Tongue::English]
            .into_iter()
            .find_map(|tongue| {
                let galley = galley_in(passage, language, tongue)?;
                let (now, before, start) = at_caret(&galley, &stretch.markdown, caret)?;
                let old = set(before, tongue, standard, allows);
                let mut new = set(now, tongue, standard, allows);
                new.retain(|retouch| {
                    let is_near = retouch.range.end <= caret && retouch.range.end + NEAR >= caret;
                    let is_old = retouch.range.end <= start && old.contains(retouch);
                    let is_new =
                        stretch.markdown.get(retouch.range.clone()) != Some(&retouch.insert);
                    is_near && is_new && !is_old
                });
                Some(new)
            })
    });
    sound::sound(&stretch.markdown, found.unwrap_or_default())
}

/// The galley with the caret in it, now and before the last sign was typed, and where that begins; `None` when the
/// caret is not in it, as behind a mark.
fn at_caret(galley: &Galley, markdown: &str, caret: usize) -> Option<(Galley, Galley, usize)> {
    let (last, end) = galley.last_until(caret)?;
    // A parser leaves out the spaces at a line's end.
    let spaces = markdown.get(end..caret)?;
    let is_gap = spaces.chars().all(char::is_whitespace) && spaces.matches('\n').count() < 2;
    if !is_gap || is_in_marks(&galley.signs().text(0..last + 1)) {
        return None;
    }
    let sign = markdown[..caret].chars().next_back()?;
    let start = caret - sign.len_utf8();
    let with_caret = |text: &str| format!("{text}{CARET}");
    let (mut now, mut before) = (galley.clone(), galley.clone());
    now.put(last + 1..last + 1, &with_caret(spaces), end);
    if spaces.is_empty() {
        before.put(last..last + 1, &with_caret(""), start);
    } else {
        let earlier = &spaces[..spaces.len() - sign.len_utf8()];
        before.put(last + 1..last + 1, &with_caret(earlier), end);
    }
    Some((now, before, start))
}

/// Whether what is typed will be code, a tag, an address or a definition, whose other end is not there yet.
fn is_in_marks(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let is_open = |open: &str, close: char| {
        let rest = text.rsplit_once(open).map(|(_, rest)| rest);
        rest.is_some_and(|rest| !rest.contains(close))
    };
    let is_tag = text.rsplit_once('<').is_some_and(|(_, rest)| {
        let begins = |c: char| c.is_ascii_alphabetic() || "/!?".contains(c);
        rest.starts_with(begins) && !rest.contains('>')
    });
    text.contains('`')
        || is_tag
        || is_open("](", ')')
        || line.starts_with('[') && line.contains("]:")
}
