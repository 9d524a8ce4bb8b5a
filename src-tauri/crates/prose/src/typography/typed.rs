//! What the sign that was typed last completes; knows no editor and keeps nothing of what was typed before.

use super::galley::{CARET, Galley};
use super::{Retouch, Rule, Standard, Tongue, galley_in, set, sound};
use crate::{Passage, Stretch};

/// How far from the caret a retouch may end, in bytes.
const NEAR: usize = 8;

/// What the sign before `caret` (a byte of the stretch's Markdown) completes, in bytes of that Markdown: sure rules
/// only, all of it before the caret and near it. What the writer took back, or what stood there before, is left as it
/// is: it is offered on the whole text.
pub fn typed(stretch: &Stretch, caret: usize, language: &str, standard: &Standard) -> Vec<Retouch> {
    let markdown = &stretch.markdown;
    let found = completed(&stretch.passages, markdown, caret, language, standard);
    sound::sound(markdown, found)
}

/// The same in a field of one line, which knows no marks.
pub fn typed_in_line(
    line: &str,
    caret: usize,
    language: &str,
    standard: &Standard,
) -> Vec<Retouch> {
    completed(&[Passage::line(line)], line, caret, language, standard)
}

fn completed(
    passages: &[Passage],
    markdown: &str,
    caret: usize,
    language: &str,
    standard: &Standard,
) -> Vec<Retouch> {
    let allows = |rule: Rule| rule.is_sure() && !standard.off.contains(&rule);
    let is_near = |retouch: &Retouch| retouch.range.end + NEAR >= caret;
    let is_other = |retouch: &Retouch| markdown.get(retouch.range.clone()) != Some(&retouch.insert);
    let found = passages.iter().rev().find_map(|passage| {
        [Tongue::French, Tongue::English]
            .into_iter()
            .find_map(|tongue| {
                let galley = galley_in(passage, language, tongue)?;
                let (now, before) = at_caret(galley, markdown, caret)?;
                let mut new = set(now, tongue, standard, allows);
                new.retain(|retouch| is_near(retouch) && is_other(retouch));
                if !new.is_empty() {
                    let old = set(before, tongue, standard, allows);
                    new.retain(|retouch| !old.contains(retouch));
                }
                Some(new)
            })
    });
    found.unwrap_or_default()
}

/// The galley up to the caret, now and before the last sign was typed; `None` when the caret is not in it, as behind a
/// mark.
fn at_caret(mut now: Galley, markdown: &str, caret: usize) -> Option<(Galley, Galley)> {
    let (last, end) = now.last_until(caret)?;
    // A parser leaves out the spaces at a line's end.
    let spaces = markdown.get(end..caret)?;
    let is_gap = spaces.chars().all(char::is_whitespace) && spaces.matches('\n').count() < 2;
    if !is_gap || is_in_marks(&now.signs().text(0..last + 1)) {
        return None;
    }
    now.end_with(last + 1, spaces, end);
    let mut before = now.clone();
    before.end_with(now.signs().len() - 1, "", caret);
    now.end_with(now.signs().len(), &CARET.to_string(), caret);
    before.end_with(before.signs().len(), &CARET.to_string(), caret);
    Some((now, before))
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
