//! A text cut into its top-level blocks, each written out; knows no edits.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser};

use crate::Counts;
use crate::definitions::{Definitions, LinkDefinition};
use crate::fragment::Fragment;
use crate::writer::{Spanned, fold, write};

/// One top-level block with the blank lines and link definitions after it (the first block of a
/// text also has those before it).
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Its length in the text in bytes.
    pub(crate) bytes: usize,
    /// Its length in UTF-16 units.
    pub(crate) units: usize,
    /// Never given twice; a piece whose HTML changes gets another.
    pub(crate) stamp: u64,
    /// What was made of it.
    pub(crate) content: Box<Content>,
    /// Its holes' fillings and its HTML with them; `None` without holes.
    pub(crate) filled: Option<Box<Filled>>,
}

/// What a piece's source alone (and the definitions) gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Content {
    /// What the page shows of it; `None` if it only defines notes.
    pub(crate) body: Option<Fragment>,
    /// The notes defined in it: folded label, content.
    pub(crate) notes: Vec<(String, Fragment)>,
    /// The link definitions in it that count: folded label, definition.
    pub(crate) links: Vec<(String, LinkDefinition)>,
    /// Words and characters.
    pub(crate) counts: Counts,
    /// Headings; the offset is in UTF-16 units from the piece's start.
    pub(crate) headings: Vec<crate::Heading>,
    /// Bytes of link definitions put to use.
    pub(crate) expanded: usize,
    /// Folded labels of the links it refers to.
    pub(crate) refers: Vec<String>,
}

/// The fillings of a piece's holes.
#[derive(Debug, Clone)]
pub(crate) struct Filled {
    /// One for each hole.
    pub(crate) parts: Vec<String>,
    /// The HTML with them.
    pub(crate) html: String,
}

impl Piece {
    /// Its HTML; `None` if the page shows nothing for it.
    pub(crate) fn html(&self) -> Option<&str> {
        let body = self.content.body.as_ref()?;
        Some(
            self.filled
                .as_ref()
                .map_or(&body.html, |filled| &filled.html),
        )
    }
}

/// What is Markdown to us.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// A part of a text, cut up.
pub(crate) struct Cut {
    /// Where its first block starts, in bytes from the part's start; what is before belongs to
    /// the block before the part.
    pub(crate) lead: usize,
    /// Its blocks; the first includes the lead.
    pub(crate) pieces: Vec<Piece>,
    /// Whether the last piece ends where the caller wanted to stop, not at the part's end.
    pub(crate) met: bool,
}

/// The definitions of links in a part, in order: byte position, folded label, definition. Of
/// several with one label only the first.
pub(crate) fn links_defined_in(part: &str) -> Vec<(usize, String, LinkDefinition)> {
    if !part.contains("]:") {
        return Vec::new();
    }
    collect_links(&Parser::new_ext(part, options()).into_offset_iter(), 0)
}

fn collect_links(
    parser: &pulldown_cmark::OffsetIter<'_, pulldown_cmark::DefaultBrokenLinkCallback>,
    from: usize,
) -> Vec<(usize, String, LinkDefinition)> {
    let mut found: Vec<_> = parser
        .reference_definitions()
        .iter()
        .filter(|(_, definition)| definition.span.start >= from)
        .map(|(label, definition)| {
            let link = LinkDefinition {
                label: label.to_owned(),
                address: definition.dest.to_string(),
                title: definition.title.as_ref().map(ToString::to_string),
            };
            (definition.span.start, fold(label), link)
        })
        .collect();
    found.sort_by_key(|(at, ..)| *at);
    found
}

/// Cuts a part of a text that starts where a block may start. Stops early at the first block
/// (but the part's first) that starts at one of `stops` (ascending byte positions in the part).
pub(crate) fn cut(
    part: &str,
    definitions: &Definitions,
    own: &HashSet<String>,
    stops: &[usize],
    stamps: &mut Stamps,
) -> Cut {
    let preamble = definitions.preamble_for(part, own);
    let source = if preamble.is_empty() {
        None
    } else {
        Some(format!("{preamble}{part}"))
    };
    let text = source.as_deref().unwrap_or(part);
    let blocks = Blocks::read(text, preamble.len(), stops);
    blocks.into_cut(part, stamps)
}

/// Gives every piece its stamp.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stamps(u64);

impl Stamps {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

/// Blocks as they are read: where each starts in the part, and what was written.
struct Blocks {
    starts: Vec<usize>,
    written: Vec<crate::writer::Written>,
    links: Vec<(usize, String, LinkDefinition)>,
    stop: Option<usize>,
}

impl Blocks {
    fn read(text: &str, skip: usize, stops: &[usize]) -> Self {
        let parser = Parser::new_ext(text, options()).into_offset_iter();
        let links = collect_links(&parser, skip)
            .into_iter()
            .map(|(at, label, link)| (at - skip, label, link))
            .collect();
        let mut blocks = Self {
            starts: Vec::new(),
            written: Vec::new(),
            links,
            stop: None,
        };
        let mut events: Vec<Spanned<'_>> = Vec::new();
        let mut depth = 0_usize;
        for (event, range) in parser {
            if depth == 0 {
                let start = line_start(text, range.start);
                if start >= skip && !blocks.begin(start - skip, stops) {
                    break;
                }
            }
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            let from = range.start.saturating_sub(skip);
            events.push((event, from..range.end.saturating_sub(skip)));
            if depth == 0 {
                if !blocks.starts.is_empty() {
                    blocks.finish(&events);
                }
                events.clear();
            }
        }
        blocks
    }

    /// Notes where a block starts; `false` if that is where to stop.
    fn begin(&mut self, start: usize, stops: &[usize]) -> bool {
        if !self.starts.is_empty() && stops.binary_search(&start).is_ok() {
            self.stop = Some(start);
            return false;
        }
        self.starts.push(start);
        true
    }

    fn finish(&mut self, events: &[Spanned<'_>]) {
        self.written.push(write(events));
    }

    fn into_cut(self, part: &str, stamps: &mut Stamps) -> Cut {
        let lead = self.starts.first().copied().unwrap_or(part.len());
        let end = self.stop.unwrap_or(part.len());
        let mut links = self
            .links
            .into_iter()
            .filter(|(at, ..)| *at < end)
            .peekable();
        let mut pieces = Vec::with_capacity(self.written.len());
        for (index, written) in self.written.into_iter().enumerate() {
            let from = if index == 0 { 0 } else { self.starts[index] };
            let to = self.starts.get(index + 1).copied().unwrap_or(end);
            let mut own = Vec::new();
            while let Some((_, label, link)) = links.next_if(|(at, ..)| *at < to) {
                own.push((label, link));
            }
            pieces.push(piece(part, from..to, written, own, stamps));
        }
        Cut {
            lead,
            pieces,
            met: self.stop.is_some(),
        }
    }
}

fn piece(
    part: &str,
    range: std::ops::Range<usize>,
    written: crate::writer::Written,
    links: Vec<(String, LinkDefinition)>,
    stamps: &mut Stamps,
) -> Piece {
    let headings = written
        .headings
        .into_iter()
        .map(|(level, text, at)| {
            let start = line_start(part, at).max(range.start);
            crate::Heading {
                level,
                text,
                offset: units(&part[range.start..start]),
            }
        })
        .collect();
    let content = Content {
        body: written.body,
        notes: written.notes,
        links,
        counts: written.counts,
        headings,
        expanded: written.expanded,
        refers: written.refers,
    };
    Piece {
        bytes: range.len(),
        units: units(&part[range]),
        stamp: stamps.next(),
        content: Box::new(content),
        filled: None,
    }
}

/// The start of the line that has this byte.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at];
    before
        .iter()
        .rposition(|byte| matches!(byte, b'\n' | b'\r'))
        .map_or(0, |newline| newline + 1)
}

/// The length in UTF-16 units.
pub(crate) fn units(text: &str) -> usize {
    text.bytes()
        .map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0))
        .sum()
}
