//! Quotes and parentheses that a paragraph leaves open; knows that a quote may go on in the next one.

use std::ops::Range;

use prose::{Passage, PassageKind};

use super::{Remark, RemarkKind, place};

/// What is opened and closed, and whether it may go on in the next paragraph.
const PAIRS: [(char, char, bool); 3] = [('«', '»', true), ('“', '”', true), ('(', ')', false)];

/// What is opened and not closed, and the other way round. A quote that a paragraph leaves open goes on where the next one
/// of its kind begins with the quote's opening or closing sign (« … ¶ « … »), or in English with `“`. `a)` and `1)` open
/// nothing, nor does a smiley; where « „ » stands, `“` may close, and nothing is said of it.
pub(super) fn quotes(passages: &[Passage], remarks: &mut Vec<Remark>) {
    for (nth, passage) in passages.iter().enumerate() {
        for (opening, closing, may_go_on) in PAIRS {
            let may_go_on = may_go_on && is_body(passage);
            let text = &passage.text;
            if opening == '“' && text.contains('„') {
                continue;
            }
            let (opened, closed) = left_open(text, opening, closing);
            let next = || {
                following(passages, nth).is_some_and(|next| begins_with(next, [opening, closing]))
            };
            let before = || {
                let before = passages[..nth].iter().rev().find(|other| is_body(other));
                before.is_some_and(|other| !left_open(&other.text, opening, closing).0.is_empty())
            };
            if !(opened.is_empty() || may_go_on && next()) {
                remark(passage, &opened, RemarkKind::Unclosed, remarks);
            }
            let goes_on = may_go_on && begins_with(passage, [opening, closing]) && before();
            if !goes_on {
                remark(passage, &closed, RemarkKind::Unopened, remarks);
            }
        }
    }
}

fn remark(passage: &Passage, ranges: &[Range<usize>], kind: RemarkKind, remarks: &mut Vec<Remark>) {
    remarks.extend(ranges.iter().map(|range| Remark {
        range: place(passage, range.clone()),
        kind: kind.clone(),
    }));
}

fn is_body(passage: &Passage) -> bool {
    use PassageKind::{Item, Note, Paragraph, Quote};
    matches!(passage.kind, Paragraph | Item | Quote | Note)
}

fn following(passages: &[Passage], nth: usize) -> Option<&Passage> {
    passages[nth + 1..].iter().find(|other| is_body(other))
}

fn begins_with(passage: &Passage, signs: [char; 2]) -> bool {
    passage.text.trim_start().starts_with(signs)
}

/// The opening signs that nothing closes, and the closing ones that nothing opened.
fn left_open(text: &str, opening: char, closing: char) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut opened, mut unopened) = (Vec::new(), Vec::new());
    for (at, sign) in text
        .char_indices()
        .filter(|(_, sign)| [opening, closing].contains(sign))
    {
        let range = at..at + sign.len_utf8();
        if sign == opening {
            let is_smiley = sign == '(' && text[..at].ends_with([':', ';']);
            opened.extend((!is_smiley).then_some(range));
        } else if opened.pop().is_none() && !(sign == ')' && lists(&text[..at])) {
            unopened.push(range);
        }
    }
    (opened, unopened)
}

/// Whether a `)` behind this belongs to a list, `a)`, `12)`, or to a smiley.
fn lists(before: &str) -> bool {
    let last = before.chars().rev().take(3);
    let many = last.take_while(|sign| sign.is_alphanumeric()).count();
    let is_word = before
        .chars()
        .rev()
        .nth(many)
        .is_none_or(char::is_whitespace);
    (1..=2).contains(&many) && is_word || before.ends_with([':', ';', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_open_is_found() {
        for (markdown, found) in [
            ("Il dit « non.", "Unclosed@7"),
            ("Il dit non ».", "Unopened@11"),
            ("Il dit « non » et “oui”, (peut-être).", ""),
            ("He said “no.", "Unclosed@8"),
            ("He said no.”", "Unopened@11"),
            ("Un (deux", "Unclosed@3"),
            ("a) un, 2) deux, :) et trois)", "Unopened@27"),
            ("« Un.\n\n« Deux. »", ""),
            ("« Un.\n\n» Deux. »", ""),
            ("“One.\n\n“Two.”", ""),
            ("« Un.\n\nDeux. »", "Unclosed@0 Unopened@14"),
            ("« Un « deux » trois", "Unclosed@0"),
            ("Er sagte „nein“.", ""),
        ] {
            let mut remarks = Vec::new();
            quotes(&prose::passages(markdown), &mut remarks);
            let told: Vec<_> = remarks
                .iter()
                .map(|remark| format!("{:?}@{}", remark.kind, remark.range.start))
                .collect();

            assert_eq!(told.join(" "), found, "{markdown}");
        }
    }
}
