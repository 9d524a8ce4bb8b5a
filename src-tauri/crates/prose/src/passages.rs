//! The copy of a Markdown text, passage by passage, with the way back to the source; judges no word and no sign.

mod bare;
mod languages;
mod read;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Parser;

use crate::front_matter;
use crate::piece::options;
use bare::bare;
pub(crate) use languages::Around;
use read::Reading;

/// What stands in a passage's text for an object: code, a picture, an address, a note's number.
pub const OBJECT: char = '\u{FFFC}';

/// What a passage is to its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PassageKind {
    /// A paragraph of the body.
    Paragraph,
    /// A heading.
    Heading,
    /// A paragraph of a list's item.
    Item,
    /// A paragraph of a quote.
    Quote,
    /// A paragraph of a note.
    Note,
    /// A table's cell.
    Cell,
    /// What a picture shows, in words.
    Alt,
    /// What stands below a picture, and whose it is, as its title says.
    Caption,
}

/// Copy that is read in one breath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// What readers see of it: without marks, a line's end as `\n`, an [`OBJECT`] for what is no copy.
    pub text: String,
    segments: Vec<Segment>,
}

/// A stretch of a passage's text and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Segment {
    /// In bytes of the text.
    text: Range<usize>,
    /// In bytes of the Markdown.
    source: Range<usize>,
    /// Whether it is written there in these very bytes.
    exact: bool,
    language: Option<Arc<str>>,
}

impl Passage {
    fn new(kind: PassageKind) -> Self {
        Self {
            kind,
            text: String::new(),
            segments: Vec::new(),
        }
    }

    /// What a field of one line says, which knows no marks; an address in it is an [`OBJECT`].
    pub(crate) fn line(text: &str) -> Self {
        let mut line = Self::new(PassageKind::Heading);
        line.push(text, 0..text.len(), true, None);
        let addresses = bare(text);
        line.with_objects(&addresses)
    }

    /// Where these bytes of the text stand in the Markdown, in bytes. `None` when they are not one stretch of it in
    /// these very bytes: where one is written as an entity or behind a backslash, where one is an [`OBJECT`], where a line ends other than
    /// with `\n` alone, and where anything stands between two of them that is not in the text: a mark, a
    /// tag, the `>` of a quote, the indent of an item's next line. An empty range has a place only where it has one:
    /// none at a mark, before which and behind which are two.
    pub fn source(&self, range: Range<usize>) -> Option<Range<usize>> {
        if range.start > range.end || self.text.get(range.clone()).is_none() {
            return None;
        }
        if range.is_empty() {
            return self.place(range.start);
        }
        let first = self.segment_at(range.start)?;
        let start = first.source.start + (range.start - first.text.start);
        let mut next = first.source.start;
        let from = self
            .segments
            .partition_point(|segment| segment.text.end <= range.start);
        for segment in &self.segments[from..] {
            if segment.text.start >= range.end {
                break;
            }
            if !segment.exact || segment.source.start != next {
                return None;
            }
            next = segment.source.end;
        }
        Some(start..start + range.len())
    }

    /// The one place of a gap between two characters.
    fn place(&self, at: usize) -> Option<Range<usize>> {
        let after = self.segment_at(at);
        let before = at.checked_sub(1).and_then(|at| self.segment_at(at));
        let place = |segment: &Segment| match at {
            at if at == segment.text.start => Some(segment.source.start),
            at if at == segment.text.end => Some(segment.source.end),
            at => segment
                .exact
                .then(|| segment.source.start + (at - segment.text.start)),
        };
        let places = (before.map(place), after.map(place));
        let place = match places {
            (Some(before), Some(after)) => before.filter(|place| after == Some(*place))?,
            (Some(one), None) | (None, Some(one)) => one?,
            (None, None) => return None,
        };
        Some(place..place)
    }

    /// The language that a `lang` attribute gives this byte, in Markdown between `<span lang="en">` and `</span>`,
    /// for instance, or between the two lines `<div lang="en">` and `</div>`: a BCP 47 tag as it is written; empty
    /// where the text says that it is in none that is known. `None` where nothing is said: it is in the draft's.
    pub fn language(&self, at: usize) -> Option<&str> {
        self.segment_at(at)?.language.as_deref()
    }

    /// All of the Markdown that the passage comes from, marks between its characters included, in bytes.
    pub fn span(&self) -> Range<usize> {
        let start = self.segments.first().map_or(0, |first| first.source.start);
        let end = self.segments.last().map_or(start, |last| last.source.end);
        start..end
    }

    /// Its characters: each with its place in the Markdown, if it has one, and its language.
    pub(crate) fn signs(&self) -> impl Iterator<Item = (char, Option<Range<usize>>, Option<&str>)> {
        self.segments.iter().flat_map(|segment| {
            let language = segment.language.as_deref();
            let chars = self.text[segment.text.clone()].char_indices();
            chars.map(move |(at, c)| {
                let from = segment.source.start + at;
                let source = segment.exact.then(|| from..from + c.len_utf8());
                (c, source, language)
            })
        })
    }

    /// The languages of its stretches, in their order.
    pub(crate) fn languages(&self) -> impl Iterator<Item = Option<&str>> {
        self.segments
            .iter()
            .map(|segment| segment.language.as_deref())
    }

    fn segment_at(&self, at: usize) -> Option<&Segment> {
        let nth = self
            .segments
            .partition_point(|segment| segment.text.end <= at);
        self.segments
            .get(nth)
            .filter(|segment| segment.text.start <= at)
    }

    /// Appends what is read at these bytes of the Markdown.
    fn push(&mut self, text: &str, source: Range<usize>, exact: bool, language: Option<&Arc<str>>) {
        if text.is_empty() {
            return;
        }
        let from = self.text.len();
        self.text.push_str(text);
        if let Some(last) = self.segments.last_mut()
            && last.exact
            && exact
            && last.source.end == source.start
            && last.language.as_ref() == language
        {
            last.text.end = self.text.len();
            last.source.end = source.end;
            return;
        }
        self.segments.push(Segment {
            text: from..self.text.len(),
            source,
            exact,
            language: language.cloned(),
        });
    }

    fn push_object(&mut self, source: Range<usize>, language: Option<&Arc<str>>) {
        self.push("\u{FFFC}", source, false, language);
    }

    /// Appends a part of another passage.
    fn copy(&mut self, other: &Self, range: Range<usize>) {
        let from = other
            .segments
            .partition_point(|segment| segment.text.end <= range.start);
        for segment in &other.segments[from..] {
            let part = segment.text.start.max(range.start)..segment.text.end.min(range.end);
            if part.is_empty() {
                break;
            }
            let source = if segment.exact {
                let start = segment.source.start + (part.start - segment.text.start);
                start..start + part.len()
            } else {
                segment.source.clone()
            };
            let language = segment.language.as_ref();
            self.push(&other.text[part], source, segment.exact, language);
        }
    }

    /// The same with objects in the place of what is there: ranges of the text, ascending.
    fn with_objects(self, ranges: &[Range<usize>]) -> Self {
        if ranges.is_empty() {
            return self;
        }
        let mut new = Self::new(self.kind);
        let mut from = 0;
        for range in ranges {
            new.copy(&self, from..range.start);
            let mut hidden = Self::new(self.kind);
            hidden.copy(&self, range.clone());
            let language = hidden.segments.first().and_then(|s| s.language.as_ref());
            new.push_object(hidden.span(), language);
            from = range.end;
        }
        new.copy(&self, from..self.text.len());
        new
    }

    /// Whether there is anything to read in it.
    fn has_copy(&self) -> bool {
        self.text
            .contains(|c: char| !c.is_whitespace() && c != OBJECT)
    }
}

/// The passages of a whole text in its order; front matter before it is none. Code, raw HTML, addresses, names of
/// accounts (`@a`), tags (`#a`), what a link leads to and the labels of notes are never in them.
pub fn passages(markdown: &str) -> Vec<Passage> {
    let start = markdown.len() - front_matter::text_after(markdown).len();
    let mut reading = Reading::new(start, 0, None);
    read(&markdown[start..], &mut reading);
    reading.finish()
}

/// Reads what follows `preamble` bytes; they only define what it refers to.
pub(crate) fn passages_of(text: &str, preamble: usize, language: Option<Arc<str>>) -> Vec<Passage> {
    let mut reading = Reading::new(0, preamble, language);
    read(text, &mut reading);
    reading.finish()
}

fn read<'t>(text: &'t str, reading: &mut Reading<'t>) {
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        reading.take(text, event, range);
    }
}
