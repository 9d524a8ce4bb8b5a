//! From the events of a parser to passages; decides what is copy, not how it should be written.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::bare::{bare, is_own_address};
use super::languages::{Around, DEPTH, RawTag};
use super::{Passage, PassageKind};

/// What is open within a passage.
enum Open {
    /// A mark of Markdown's own; raw elements don't reach over its end.
    Mark,
    /// A link to this address, whose words begin there in the text; an autolink is an object.
    Link(String, usize),
    /// A raw element of this name.
    Raw(String),
}

/// What holds within what is open.
#[derive(Clone, Default)]
struct Within {
    language: Option<Arc<str>>,
    is_opaque: bool,
}

/// A passage that is being read.
struct Begun {
    /// Where it goes in the order of the text.
    nth: usize,
    passage: Passage,
    /// What holds in it.
    within: Within,
    open: Vec<(Open, Within)>,
    /// What becomes an object, ascending.
    hidden: Vec<Range<usize>>,
}

/// Reads events one by one.
pub(super) struct Reading<'t> {
    /// What is to be added to the events' positions, and how many bytes of theirs are to be left out.
    shift: usize,
    preamble: usize,
    passages: Vec<Option<Passage>>,
    kinds: Vec<PassageKind>,
    /// The passage of the block, below those of pictures in it.
    begun: Vec<Begun>,
    /// Code or raw HTML is passing.
    is_code: bool,
    html: String,
    around: Around,
    /// Titles of the pictures that are open.
    titles: Vec<(pulldown_cmark::CowStr<'t>, Range<usize>)>,
}

impl<'t> Reading<'t> {
    pub(super) fn new(shift: usize, preamble: usize, language: Option<Arc<str>>) -> Self {
        Self {
            shift,
            preamble,
            passages: Vec::new(),
            kinds: Vec::new(),
            begun: Vec::new(),
            is_code: false,
            html: String::new(),
            around: Around::within(language),
            titles: Vec::new(),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Passage> {
        self.end_block();
        self.passages.into_iter().flatten().collect()
    }

    pub(super) fn take(&mut self, text: &'t str, event: Event<'t>, range: Range<usize>) {
        if range.start < self.preamble {
            return;
        }
        match event {
            Event::Start(Tag::Image { title, .. }) => self.start_picture(title, range),
            Event::End(TagEnd::Image) => self.end_picture(text),
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Html(html) => self.html.push_str(&html),
            Event::Text(_) if self.is_code => {}
            Event::Text(words) => {
                let exact = text.get(range.clone()) == Some(&*words);
                self.words(
                    &words,
                    range.clone(),
                    exact,
                    text[..range.start].ends_with('\\'),
                );
            }
            Event::SoftBreak | Event::HardBreak => {
                let exact = text.get(range.clone()) == Some("\n");
                self.push("\n", range, exact);
            }
            Event::InlineHtml(html) => self.raw_tag(&html, range),
            Event::Code(_)
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => self.object(range),
            Event::Rule => self.end_block(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        use PassageKind::{Cell, Heading, Item, Note, Quote};
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.open(Open::Mark),
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            } => {
                self.object(range);
                self.is_code = true;
            }
            Tag::Link { dest_url, .. } => {
                let from = self.begun().passage.text.len();
                self.open(Open::Link(dest_url.into_string(), from));
            }
            tag => {
                self.end_block();
                match tag {
                    Tag::Heading { .. } => self.kinds.push(Heading),
                    Tag::Item => self.kinds.push(Item),
                    Tag::BlockQuote(_) => self.kinds.push(Quote),
                    Tag::FootnoteDefinition(_) => self.kinds.push(Note),
                    Tag::TableCell => self.kinds.push(Cell),
                    Tag::CodeBlock(_) | Tag::HtmlBlock => self.is_code = true,
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Link if self.is_code => self.is_code = false,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.close_mark();
            }
            end => {
                self.end_block();
                match end {
                    TagEnd::Heading(_)
                    | TagEnd::Item
                    | TagEnd::BlockQuote(_)
                    | TagEnd::FootnoteDefinition
                    | TagEnd::TableCell => {
                        self.kinds.pop();
                    }
                    TagEnd::CodeBlock => self.is_code = false,
                    TagEnd::HtmlBlock => self.end_html(),
                    _ => {}
                }
            }
        }
    }

    /// What opens within a quote or an item ends with it.
    fn end_html(&mut self) {
        self.is_code = false;
        let html = std::mem::take(&mut self.html);
        if self.kinds.is_empty() {
            self.around.take(&html);
        }
    }

    /// The passage that the next words belong to.
    fn begun(&mut self) -> &mut Begun {
        if self.begun.is_empty() {
            let kind = self.kinds.last().copied();
            self.begin(kind.unwrap_or(PassageKind::Paragraph));
        }
        let last = self.begun.len() - 1;
        &mut self.begun[last]
    }

    fn begin(&mut self, kind: PassageKind) {
        let within = self.within();
        self.passages.push(None);
        self.begun.push(Begun {
            within,
            nth: self.passages.len() - 1,
            passage: Passage::new(kind),
            open: Vec::new(),
            hidden: Vec::new(),
        });
    }

    /// Ends the passage that was begun last.
    fn end_passage(&mut self) {
        let Some(Begun {
            nth,
            passage,
            hidden,
            ..
        }) = self.begun.pop()
        else {
            return;
        };
        let passage = passage.with_objects(&hidden);
        let addresses = bare(&passage.text);
        let passage = passage.with_objects(&addresses);
        if passage.has_copy() {
            self.passages[nth] = Some(passage);
        }
    }

    fn end_block(&mut self) {
        while !self.begun.is_empty() {
            self.end_passage();
        }
    }

    /// What holds for the next words.
    fn within(&self) -> Within {
        match self.begun.last() {
            Some(begun) => begun
                .open
                .last()
                .map_or(&begun.within, |(_, within)| within)
                .clone(),
            None => Within {
                language: self.around.language().cloned(),
                is_opaque: false,
            },
        }
    }

    /// Where it is in the caller's text.
    fn moved(&self, range: &Range<usize>) -> Range<usize> {
        let moved = |at: usize| (at + self.shift).saturating_sub(self.preamble);
        moved(range.start)..moved(range.end)
    }

    fn push(&mut self, words: &str, range: Range<usize>, exact: bool) {
        let within = self.within();
        if self.is_code || within.is_opaque {
            return;
        }
        let source = self.moved(&range);
        let passage = &mut self.begun().passage;
        passage.push(words, source, exact, within.language.as_ref());
    }

    /// A sign that is escaped belongs to the backslash before it.
    fn words(&mut self, words: &str, range: Range<usize>, exact: bool, is_escaped: bool) {
        let first = words.chars().next().filter(|_| exact && is_escaped);
        let first = first.map_or(0, char::len_utf8);
        self.push(&words[..first], range.start..range.start + first, false);
        self.push(&words[first..], range.start + first..range.end, exact);
    }

    fn object(&mut self, range: Range<usize>) {
        self.push("\u{FFFC}", range, false);
    }

    fn open(&mut self, open: Open) {
        let within = self.within();
        self.begun().open.push((open, within));
    }

    /// Closes the last mark of Markdown's own, and the raw elements in it.
    fn close_mark(&mut self) {
        let begun = self.begun();
        while let Some((open, _)) = begun.open.pop() {
            match open {
                Open::Raw(_) => {}
                Open::Mark => return,
                Open::Link(to, from) => {
                    let end = begun.passage.text.len();
                    if is_own_address(&begun.passage.text[from..end], &to) {
                        begun.hidden.push(from..end);
                    }
                    return;
                }
            }
        }
    }

    fn raw_tag(&mut self, html: &str, range: Range<usize>) {
        let Some(tag) = RawTag::read(html).filter(|_| !self.is_code) else {
            return;
        };
        match tag.name.as_str() {
            "br" => self.push("\n", range, false),
            "wbr" => {}
            "img" | "input" => self.object(range),
            _ if tag.closes => self.close_raw(&tag.name),
            _ => {
                if tag.is_opaque() {
                    self.object(range);
                }
                let mut within = self.within();
                within.is_opaque |= tag.is_opaque();
                within.language = tag.language.or(within.language);
                self.begun().open.push((Open::Raw(tag.name), within));
            }
        }
    }

    fn close_raw(&mut self, name: &str) {
        let open = &mut self.begun().open;
        let above = open
            .iter()
            .rev()
            .take(DEPTH)
            .map_while(|(open, _)| match open {
                Open::Raw(own) => Some(own == name),
                _ => None,
            });
        let Some(above) = above
            .enumerate()
            .find_map(|(nth, is_own)| is_own.then_some(nth))
        else {
            return;
        };
        open.truncate(open.len() - 1 - above);
    }

    fn start_picture(&mut self, title: pulldown_cmark::CowStr<'t>, range: Range<usize>) {
        self.object(range.clone());
        self.begun();
        self.titles.push((title, range));
        self.begin(PassageKind::Alt);
    }

    fn end_picture(&mut self, text: &'t str) {
        let after = self.begun.last().map(|begun| begun.passage.span().end);
        self.end_passage();
        let Some((title, range)) = self.titles.pop() else {
            return;
        };
        let (preamble, shift) = (self.preamble, self.shift);
        let after = after.map_or(0, |end| (end + preamble).saturating_sub(shift));
        let from = after.clamp(range.start, range.end);
        if let Some(place) = titled(&text[from..range.end], &title) {
            self.begin(PassageKind::Caption);
            self.push(&title, from + place.start..from + place.end, true);
            self.end_passage();
        }
    }
}

/// Where a picture's title stands in the end of its Markdown; `None` where it is written otherwise or elsewhere.
fn titled(end: &str, title: &str) -> Option<Range<usize>> {
    let inner = end.strip_suffix(')')?.trim_ascii_end();
    let close = inner.chars().next_back().filter(|c| "\"')".contains(*c))?;
    let open = if close == ')' { '(' } else { close };
    let before = inner[..inner.len() - 1].strip_suffix(title)?;
    let is_titled = !title.is_empty() && before.ends_with(open);
    is_titled.then(|| before.len()..before.len() + title.len())
}
