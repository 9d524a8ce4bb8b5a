//! Which of others' notes are ours, and what the new ones are called; knows no source but labels.

use crate::compare::passages::Passages;
use crate::compare::script::{Hunk, exact};
use crate::from_html::article::{Block, Inline};
use crate::from_html::leaf::Known;
use crate::writer::fold;

/// The labels as our source has them.
pub(super) fn as_written(folded: Vec<String>, passages: &Passages<'_>) -> Vec<String> {
    let written = |label: String| {
        let mut defined = (0..passages.ranges.len()).filter_map(|n| passages.note(n));
        let own = defined.find(|own| fold(own) == label).map(str::to_owned);
        own.unwrap_or(label)
    };
    folded.into_iter().map(written).collect()
}

/// For each of their notes which of ours it is; new ones have places after ours.
pub(super) fn places(ours: &[Vec<Block>], theirs: &[Vec<Block>]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut fresh = ours.len()..;
    let mut from = 0;
    let hunks = exact(
        &ours.iter().collect::<Vec<_>>(),
        &theirs.iter().collect::<Vec<_>>(),
    );
    let end = Hunk {
        old: ours.len()..ours.len(),
        new: theirs.len()..theirs.len(),
    };
    for hunk in hunks.into_iter().chain([end]) {
        places.extend(from..hunk.old.start);
        // Between two that are the same, in order: rewritten ones, then new ones.
        let mut rewritten = hunk.old.clone();
        for _ in hunk.new {
            places.extend(rewritten.next().or_else(|| fresh.next()));
        }
        from = hunk.old.end;
    }
    places
}

/// Gives the new notes labels that nothing else has.
pub(super) fn name_new(known: &mut Known, places: &[usize]) {
    let count = places
        .iter()
        .filter(|place| **place >= known.labels.len())
        .count();
    for _ in 0..count {
        let mut numbers = (1..).map(|number: usize| number.to_string());
        let is_free = |label: &String| !known.definitions.notes.contains(label);
        if let Some(label) = numbers.find(is_free) {
            known.definitions.notes.insert(label.clone());
            known.labels.push(label);
        }
    }
}

/// Gives marks of notes the places of their notes.
pub(super) fn renumber(blocks: &mut [Block], places: &[usize]) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) | Block::Heading(_, inlines) => {
                renumber_text(inlines, places);
            }
            Block::Quote(blocks, by) => {
                renumber(blocks, places);
                by.iter_mut().for_each(|by| renumber_text(by, places));
            }
            Block::List(_, items) => {
                items
                    .iter_mut()
                    .for_each(|item| renumber(&mut item.blocks, places));
            }
            Block::Table(table) => {
                let rows = table.rows.iter_mut().chain([&mut table.head]);
                rows.flatten().for_each(|cell| renumber_text(cell, places));
            }
            Block::Figure(_, caption, _) => {
                caption
                    .iter_mut()
                    .for_each(|caption| renumber_text(caption, places));
            }
            Block::Code(..) | Block::Rule | Block::Html(_) => {}
        }
    }
}

fn renumber_text(inlines: &mut [Inline], places: &[usize]) {
    for inline in inlines {
        match inline {
            Inline::Note(index) => *index = places.get(*index).copied().unwrap_or(*index),
            Inline::Marked(_, content) | Inline::Raw(_, _, content) => {
                renumber_text(content, places)
            }
            Inline::Link(link) => renumber_text(&mut link.content, places),
            Inline::Text(_) | Inline::Break | Inline::Code(_) | Inline::Picture(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_known_by_what_they_say_then_by_their_order() {
        let note = |text: &str| vec![Block::Plain(vec![Inline::Text(text.to_owned())])];
        let ours = ["a", "b", "c"].map(note);
        assert_eq!(places(&ours, &["a", "x", "c"].map(note)), [0, 1, 2]);
        assert_eq!(places(&ours, &["n", "a", "b", "c"].map(note)), [3, 0, 1, 2]);
        assert_eq!(places(&ours, &["b", "c", "n"].map(note)), [1, 2, 3]);
    }
}
