//! What a block's events tell only when looked at from a distance: ends, attributions, captions, plain text; writes nothing.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::writer::Spanned;

/// The shape of one block's events.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// For each start, where its end is; 0 elsewhere.
    pub(crate) ends: Vec<usize>,
    /// Where a quote's attribution starts: at the break before it, or at its paragraph's start.
    pub(crate) attributions: HashSet<usize>,
}

/// Looks at a block.
pub(crate) fn shape_of(events: &[Spanned<'_>]) -> Shape {
    let mut shape = Shape {
        ends: vec![0; events.len()],
        attributions: HashSet::new(),
    };
    let mut starts = Vec::new();
    let mut last_paragraph = None;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => starts.push(at),
            Event::End(end) => {
                let Some(start) = starts.pop() else { continue };
                shape.ends[start] = at;
                match end {
                    TagEnd::Paragraph => last_paragraph = Some(start),
                    TagEnd::BlockQuote(_) => {
                        let paragraph = last_paragraph.filter(|p| shape.ends[*p] + 1 == at);
                        let found = paragraph.and_then(|p| attribution(events, &shape, start, p));
                        shape.attributions.extend(found);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    shape
}

/// Where the attribution starts in the last paragraph of the quote that starts at `quote`.
fn attribution(
    events: &[Spanned<'_>],
    shape: &Shape,
    quote: usize,
    paragraph: usize,
) -> Option<usize> {
    // A dialogue has a dash on every line; its last line is no attribution.
    if is_dashed(events, quote + 2) {
        return None;
    }
    let mut last_break = paragraph;
    let mut at = paragraph + 1;
    while at < shape.ends[paragraph] {
        match events[at].0 {
            Event::Start(_) => at = shape.ends[at],
            Event::SoftBreak | Event::HardBreak => last_break = at,
            _ => {}
        }
        at += 1;
    }
    let has_quote = last_break > quote + 1;
    (has_quote && is_dashed(events, last_break + 1)).then_some(last_break)
}

/// Whether there is text with a dash and something after it.
fn is_dashed(events: &[Spanned<'_>], at: usize) -> bool {
    let Some((Event::Text(text), _)) = events.get(at) else {
        return false;
    };
    let more = !matches!(events.get(at + 1), None | Some((Event::End(_), _)));
    without_dash(text).is_some_and(|name| more || !name.is_empty())
}

/// The events of a figure's caption, empty if it has none; `None` if more follows the picture.
pub(crate) fn caption_range(
    events: &[Spanned<'_>],
    shape: &Shape,
    after: usize,
    end: usize,
) -> Option<Range<usize>> {
    if after == end {
        return Some(0..0);
    }
    let is_break = matches!(events[after].0, Event::SoftBreak | Event::HardBreak);
    let is_emphasis = matches!(events.get(after + 1)?.0, Event::Start(Tag::Emphasis));
    let closes = is_break && is_emphasis && shape.ends[after + 1] + 1 == end;
    closes.then(|| after + 2..end - 1)
}

/// The text after an attribution's dash.
pub(crate) fn without_dash(text: &str) -> Option<&str> {
    let rest = ["—", "–", "--"]
        .iter()
        .find_map(|dash| text.strip_prefix(dash))?;
    let name = rest.trim_start();
    (name.len() < rest.len()).then_some(name)
}

/// What a picture's description says, marks left out.
pub(crate) fn alt_text(events: &[Spanned<'_>]) -> String {
    let mut alt = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}
