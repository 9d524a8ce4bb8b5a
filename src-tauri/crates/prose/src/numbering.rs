//! What only the whole document tells: unique identifiers, the numbers of notes, the summary; reads no source.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use crate::escape::push_text;
use crate::fragment::{Fragment, Wants};
use crate::piece::{Filled, Piece, Stamps};
use crate::sanitize::is_reserved_id;

/// Fills the holes of all pieces and composes the notes; `None` when there are none. Pieces
/// whose HTML changed get a new stamp.
pub(crate) fn number(pieces: &mut [Piece], stamps: &mut Stamps) -> Option<String> {
    let mut numbering = Numbering::default();
    let summary = last_summary(pieces);
    let mut fillings = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        if let Some(body) = piece
            .content
            .body
            .as_ref()
            .filter(|body| !body.holes.is_empty())
        {
            fillings.push((index, numbering.fill(body, summary == Some(index))));
        }
    }
    let notes = numbering.notes(pieces);
    for (index, parts) in fillings {
        refill(&mut pieces[index], parts, stamps);
    }
    notes
}

/// The folded labels of the notes, in the order of their numbers.
pub(crate) fn labels(pieces: &[Piece]) -> Vec<String> {
    let mut numbering = Numbering::default();
    for body in pieces
        .iter()
        .filter_map(|piece| piece.content.body.as_ref())
    {
        numbering.fill(body, false);
    }
    numbering.notes(pieces);
    let labels = numbering.order.into_iter().map(|(label, _)| label);
    labels.collect()
}

fn refill(piece: &mut Piece, parts: Vec<String>, stamps: &mut Stamps) {
    if piece
        .filled
        .as_ref()
        .is_some_and(|filled| filled.parts == parts)
    {
        return;
    }
    let Some(body) = &piece.content.body else {
        return;
    };
    let html = body.fill(&parts);
    if piece.filled.is_some() {
        piece.stamp = stamps.next();
    }
    piece.filled = Some(Box::new(Filled { parts, html }));
}

fn last_summary(pieces: &[Piece]) -> Option<usize> {
    pieces.iter().rposition(|piece| {
        let body = piece.content.body.as_ref();
        body.is_some_and(|body| {
            body.holes
                .iter()
                .any(|hole| hole.wants == Wants::SummaryClass)
        })
    })
}

#[derive(Default)]
struct Numbering {
    ids: HashSet<String>,
    next_id: HashMap<String, usize>,
    numbers: HashMap<String, usize>,
    /// By number: label and how often it was referred to.
    order: Vec<(String, usize)>,
}

impl Numbering {
    fn fill(&mut self, fragment: &Fragment, is_summary: bool) -> Vec<String> {
        let filling = |wants: &Wants| match wants {
            Wants::HeadingId(base) => self.heading_id(base),
            Wants::SummaryClass if is_summary => " class=\"summary\"".to_owned(),
            Wants::SummaryClass => String::new(),
            Wants::NoteMark { label, linked } => self.note_mark(label, *linked),
        };
        fragment
            .holes
            .iter()
            .map(|hole| &hole.wants)
            .map(filling)
            .collect()
    }

    fn heading_id(&mut self, base: &str) -> String {
        // Neither the heading nor one numbered after it may take an identifier that is not ours.
        let is_free = !is_reserved_id(base) && !is_reserved_id(&format!("{base}-2"));
        let base = if is_free {
            base.to_owned()
        } else {
            format!("section-{base}")
        };
        if self.ids.insert(base.clone()) {
            return base;
        }
        let mut next = self.next_id.get(&base).copied().unwrap_or(2);
        while !self.ids.insert(format!("{base}-{next}")) {
            next += 1;
        }
        let id = format!("{base}-{next}");
        self.next_id.insert(base, next + 1);
        id
    }

    fn note_mark(&mut self, label: &str, linked: bool) -> String {
        let number = *self.numbers.entry(label.to_owned()).or_insert_with(|| {
            self.order.push((label.to_owned(), 0));
            self.order.len()
        });
        let uses = &mut self.order[number - 1].1;
        *uses += 1;
        let id = back_id(number, *uses);
        if linked {
            format!(
                "<sup class=\"note-ref\" id=\"{id}\"><a href=\"#note-{number}\">{number}</a></sup>"
            )
        } else {
            format!("<sup class=\"note-ref\" id=\"{id}\">{number}</sup>")
        }
    }

    /// The notes in order of their numbers. Notes can refer to further notes, which follow.
    fn notes(&mut self, pieces: &[Piece]) -> Option<String> {
        if self.order.is_empty() {
            return None;
        }
        let mut contents: HashMap<&str, &Fragment> = HashMap::new();
        for (label, fragment) in pieces.iter().flat_map(|piece| &piece.content.notes) {
            contents.entry(label).or_insert(fragment);
        }
        let mut items = Vec::new();
        while let Some((label, _)) = self.order.get(items.len()).cloned() {
            let empty = Fragment::default();
            let fragment = contents.get(label.as_str()).copied().unwrap_or(&empty);
            items.push(fragment.fill(&self.fill(fragment, false)));
        }
        let mut html = "<section class=\"notes\"><ol>".to_owned();
        for (index, item) in items.iter().enumerate() {
            push_note(&mut html, index + 1, self.order[index].1, item);
        }
        html.push_str("</ol></section>");
        Some(html)
    }
}

/// A note with its ways back, at the end of its last paragraph if it ends with one.
fn push_note(html: &mut String, number: usize, uses: usize, content: &str) {
    let _ = write!(html, "<li id=\"note-{number}\">");
    let inside = content.strip_suffix("</p>");
    html.push_str(inside.unwrap_or(content));
    for nth in 1..=uses {
        let id = back_id(number, nth);
        let _ = write!(html, " <a href=\"#{id}\" class=\"note-back\">");
        push_text(html, "↩\u{FE0E}");
        html.push_str("</a>");
    }
    html.push_str(if inside.is_some() {
        "</p></li>"
    } else {
        "</li>"
    });
}

fn back_id(number: usize, nth: usize) -> String {
    if nth == 1 {
        format!("note-ref-{number}")
    } else {
        format!("note-ref-{number}-{nth}")
    }
}
