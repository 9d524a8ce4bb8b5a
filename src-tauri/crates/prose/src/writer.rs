//! Writes one top-level block of Markdown events as canonical HTML; knows nothing of the rest of the document.
//!
//! There is no recursion here: ten thousand quotes within each other are a long list, not a deep
//! stack. What nests deeper than [`MAX_DEPTH`] is written without its tags.

mod headings;
mod raw_html;
mod tables;

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag};

use crate::Counts;
use crate::address::{may_link, may_show, tidy};
use crate::escape::{push_attribute, push_text};
use crate::fragment::{Fragment, Wants};
use crate::pictures::credited;
use crate::sanitize::is_language;
use crate::shape::{Shape, alt_text, caption_range, shape_of, without_dash};
use crate::tally::Tally;
use headings::HeadingBegun;

/// How deep containers and marks nest on the page.
const MAX_DEPTH: usize = 64;

/// One top-level block, written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Written {
    /// What stands where the block stands; `None` if it only defines notes.
    pub(crate) body: Option<Fragment>,
    /// The notes defined in it: folded label and content.
    pub(crate) notes: Vec<(String, Fragment)>,
    /// Words and characters, those of notes included.
    pub(crate) counts: Counts,
    /// Headings: level, text, byte position in the source the events came from.
    pub(crate) headings: Vec<(u8, String, usize)>,
    /// Bytes of link definitions that were put to use.
    pub(crate) expanded: usize,
    /// Folded labels of the links it refers to.
    pub(crate) refers: Vec<String>,
}

pub(crate) type Spanned<'a> = (Event<'a>, Range<usize>);

/// Writes the events of one top-level block.
pub(crate) fn write(events: &[Spanned<'_>]) -> Written {
    let mut writer = Writer::default();
    writer.walk(events);
    let only_notes = writer.out.html.is_empty();
    Written {
        body: (!only_notes).then_some(writer.out),
        notes: writer.notes,
        counts: writer.tally.finish(),
        headings: writer.headings,
        expanded: writer.expanded,
        refers: writer.refers,
    }
}

/// The words that readers would count in the events of one top-level block.
pub(crate) fn words(events: &[Spanned<'_>]) -> Vec<String> {
    let mut writer = Writer {
        tally: Tally::listening(),
        ..Writer::default()
    };
    writer.walk(events);
    writer.tally.heard()
}

/// A label as labels are compared.
pub(crate) fn fold(label: &str) -> String {
    let words: Vec<&str> = label.split_ascii_whitespace().collect();
    unicase::UniCase::new(words.join(" ")).to_folded_case()
}

/// What is open, and how it ends.
enum Open {
    /// An element with this end.
    Element(&'static str),
    /// Nothing was written for it.
    Silent,
    /// An inline element from raw HTML; the text's own end tag or its parent's end closes it.
    Raw(String),
    /// A link; no link can be within it.
    Link,
    /// A note's content; the HTML around it waits.
    Note(String, Fragment),
    /// The head of a table.
    TableHead,
    /// A table: whether its body was opened.
    Table(bool),
    /// A cell, with its end.
    Cell(&'static str),
    /// Raw HTML blocks are collected.
    Html(String),
    /// A paragraph that the attribution of a quote may end early.
    Paragraph,
    /// The attribution of a quote.
    Attribution,
    /// A heading.
    Heading(HeadingBegun),
    /// Code, that starts there on the page.
    Code(usize),
}

/// Whether an item's content begins with a task's box; in a loose list it stands in a paragraph.
fn is_task(content: &[Spanned<'_>]) -> bool {
    let mut events = content.iter().map(|(event, _)| event);
    let first = match events.next() {
        Some(Event::Start(Tag::Paragraph)) => events.next(),
        first => first,
    };
    matches!(first, Some(Event::TaskListMarker(_)))
}

/// Whether an event ends the running text of an item that it stands in.
fn begins_block(event: &Event<'_>) -> bool {
    use Tag::{Emphasis, Image, Link, Strikethrough, Strong};
    match event {
        Event::Start(Emphasis | Strong | Strikethrough | Link { .. } | Image { .. }) => false,
        Event::Start(_) | Event::Rule => true,
        _ => false,
    }
}

/// Whether a box after these events begins the content of an item, and not that of a heading in it.
fn begins_task(before: &[Spanned<'_>]) -> bool {
    let mut events = before.iter().rev().map(|(event, _)| event);
    let last = match events.next() {
        Some(Event::Start(Tag::Paragraph)) => events.next(),
        last => last,
    };
    matches!(last, Some(Event::Start(Tag::Item)))
}

#[derive(Default)]
struct Writer {
    out: Fragment,
    open: Vec<Open>,
    depth: usize,
    links: usize,
    notes: Vec<(String, Fragment)>,
    tally: Tally,
    headings: Vec<(u8, String, usize)>,
    expanded: usize,
    refers: Vec<String>,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    endless_script: bool,
}

impl Writer {
    fn walk(&mut self, events: &[Spanned<'_>]) {
        let shape = shape_of(events);
        let mut at = 0;
        while at < events.len() {
            at = self.step(events, &shape, at);
        }
    }

    /// Takes the event at `at` and says which is next.
    fn step(&mut self, events: &[Spanned<'_>], shape: &Shape, at: usize) -> usize {
        if self.depth < MAX_DEPTH && shape.attributions.contains(&at) {
            return self.start_attribution(events, at);
        }
        let (event, range) = &events[at];
        if begins_block(event) {
            self.close_raw();
        }
        match event {
            Event::Start(Tag::Paragraph) => {
                if let Some(next) = self.figure(events, shape, at) {
                    return next;
                }
                self.start("<p>", Open::Paragraph);
            }
            Event::Start(Tag::Image {
                dest_url,
                title,
                link_type,
                id,
            }) => {
                self.expand(*link_type, dest_url.len() + title.len(), id);
                let end = shape.ends[at];
                self.image(dest_url, title, &alt_text(&events[at + 1..end]));
                return end + 1;
            }
            Event::Start(Tag::Heading { level, .. }) => {
                self.start_heading(*level as u8, range.start, at == 0);
            }
            Event::Start(Tag::Item) if is_task(&events[at + 1..]) => {
                self.start("<li class=\"task\">", Open::Element("</li>"));
            }
            Event::Start(tag) => self.start_tag(tag),
            Event::End(_) => self.end(),
            Event::TaskListMarker(done) if !begins_task(&events[..at]) => {
                self.text(if *done { "[x] " } else { "[ ] " });
            }
            Event::InlineHtml(tag) => return self.raw_tag(events, shape, at, tag),
            other => self.leaf(other),
        }
        at + 1
    }

    fn leaf(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => match self.open.last_mut() {
                Some(Open::Html(raw)) => raw.push_str(text),
                _ => self.text(text),
            },
            Event::Html(html) => match self.open.last_mut() {
                Some(Open::Html(raw)) => raw.push_str(html),
                _ => self.text(html),
            },
            Event::Code(code) => {
                self.out.html.push_str("<code>");
                self.text(code);
                self.out.html.push_str("</code>");
            }
            Event::SoftBreak => {
                self.out.html.push('\n');
                self.tally.space();
            }
            Event::HardBreak => {
                self.out.html.push_str("<br>\n");
                self.tally.space();
            }
            Event::Rule => self.out.html.push_str("<hr>"),
            Event::FootnoteReference(label) => {
                let linked = self.links == 0;
                self.out.leave(Wants::NoteMark {
                    label: fold(label),
                    linked,
                });
            }
            Event::TaskListMarker(done) => {
                let checked = if *done { " checked=\"\"" } else { "" };
                self.out
                    .html
                    .push_str("<input type=\"checkbox\" disabled=\"\"");
                self.out.html.push_str(checked);
                self.out.html.push_str("> ");
            }
            // Options that would give these are off; their text is still text.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
            Event::Start(_) | Event::End(_) | Event::InlineHtml(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        push_text(&mut self.out.html, text);
        self.tally.text(text);
    }

    /// Writes a start tag, unless it would be too deep.
    fn start(&mut self, tag: &str, open: Open) {
        if self.depth >= MAX_DEPTH {
            self.open.push(Open::Silent);
            return;
        }
        self.depth += 1;
        self.out.html.push_str(tag);
        self.open.push(open);
    }

    fn start_tag(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.start("<blockquote>", Open::Element("</blockquote>")),
            Tag::List(None) => self.start("<ul>", Open::Element("</ul>")),
            Tag::List(Some(1)) => self.start("<ol>", Open::Element("</ol>")),
            Tag::List(Some(first)) => {
                let tag = format!("<ol start=\"{first}\">");
                self.start(&tag, Open::Element("</ol>"));
            }
            Tag::Item => self.start("<li>", Open::Element("</li>")),
            Tag::Emphasis => self.start("<em>", Open::Element("</em>")),
            Tag::Strong => self.start("<strong>", Open::Element("</strong>")),
            Tag::Strikethrough => self.start("<del>", Open::Element("</del>")),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                self.expand(*link_type, dest_url.len() + title.len(), id);
                self.start_link(*link_type, dest_url, title);
            }
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::HtmlBlock => self.open.push(Open::Html(String::new())),
            Tag::FootnoteDefinition(label) => {
                let around = std::mem::take(&mut self.out);
                self.open.push(Open::Note(fold(label), around));
            }
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                self.start_table_part(tag);
            }
            _ => self.open.push(Open::Silent),
        }
    }

    fn start_link(&mut self, kind: LinkType, address: &str, title: &str) {
        if self.links > 0 || self.depth >= MAX_DEPTH {
            self.open.push(Open::Silent);
            return;
        }
        let mail = if kind == LinkType::Email {
            "mailto:"
        } else {
            ""
        };
        let address = format!("{mail}{}", tidy(address));
        self.out.html.push_str("<a");
        if may_link(&address) {
            push_attribute(&mut self.out.html, "href", &address);
        }
        if !title.is_empty() {
            push_attribute(&mut self.out.html, "title", title);
        }
        self.out.html.push('>');
        self.depth += 1;
        self.links += 1;
        self.open.push(Open::Link);
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.out.html.push_str("<pre><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let language = info.split([' ', '\t', ',']).next().unwrap_or_default();
            if is_language(language) {
                push_attribute(&mut self.out.html, "class", &format!("language-{language}"));
            }
        }
        self.out.html.push('>');
        self.open.push(Open::Code(self.out.html.len()));
    }

    fn image(&mut self, address: &str, title: &str, alt: &str) {
        let address = tidy(address);
        if !may_show(&address) {
            return self.picture_elsewhere(&address, alt);
        }
        let html = &mut self.out.html;
        html.push_str("<img");
        push_attribute(html, "src", &address);
        push_attribute(html, "alt", alt);
        if !title.is_empty() {
            push_attribute(html, "title", title);
        }
        html.push_str(" loading=\"lazy\">");
    }

    /// A picture that is not the site's own: what it shows, leading to where it is.
    fn picture_elsewhere(&mut self, address: &str, alt: &str) {
        let leads = address.contains("://") && may_link(address) && self.links == 0;
        if !leads {
            return self.text(alt);
        }
        self.out.html.push_str("<a");
        push_attribute(&mut self.out.html, "href", address);
        self.out.html.push('>');
        self.text(if alt.trim().is_empty() { address } else { alt });
        self.out.html.push_str("</a>");
    }

    /// Writes a paragraph that is only a picture (and its caption) as a figure; says what is next.
    fn figure(&mut self, events: &[Spanned<'_>], shape: &Shape, at: usize) -> Option<usize> {
        let Event::Start(Tag::Image {
            dest_url,
            title,
            link_type,
            id,
        }) = &events.get(at + 1)?.0
        else {
            return None;
        };
        let image_end = shape.ends[at + 1];
        let end = shape.ends[at];
        let caption = caption_range(events, shape, image_end + 1, end)?;
        if !may_show(&tidy(dest_url)) || self.depth >= MAX_DEPTH {
            return None;
        }
        self.expand(*link_type, dest_url.len() + title.len(), id);
        let (title, credit) = credited(title);
        self.out.html.push_str("<figure>");
        let kept_title = if caption.is_empty() { "" } else { title };
        self.image(dest_url, kept_title, &alt_text(&events[at + 2..image_end]));
        let has_words = !caption.is_empty() || !title.is_empty();
        if has_words || credit.is_some() {
            self.out.html.push_str("<figcaption>");
            if caption.is_empty() {
                self.text(title);
            }
            // The caption's events are within one emphasis: their own shape is all they need.
            let mut next = caption.start;
            while next < caption.end {
                next = self.step(events, shape, next);
            }
            self.close_raw();
            self.credit(credit, has_words);
            self.out.html.push_str("</figcaption>");
        }
        self.out.html.push_str("</figure>");
        self.tally.gap();
        Some(end + 1)
    }

    /// Whose a picture is, at the end of its caption.
    fn credit(&mut self, credit: Option<&str>, follows: bool) {
        let Some(credit) = credit else { return };
        if follows {
            self.text(" ");
        }
        self.out.html.push_str("<span class=\"credit\">");
        self.text(&format!("© {credit}"));
        self.out.html.push_str("</span>");
    }

    /// The last line of a quote names its author: `at` is the break before it, or the start of
    /// its paragraph.
    fn start_attribution(&mut self, events: &[Spanned<'_>], at: usize) -> usize {
        if !matches!(events[at].0, Event::Start(_)) {
            self.end();
        }
        self.start("<footer>— <cite>", Open::Attribution);
        self.tally.text("— ");
        if let Some((Event::Text(text), _)) = events.get(at + 1) {
            self.text(without_dash(text).unwrap_or(text));
        }
        at + 2
    }

    fn expand(&mut self, kind: LinkType, bytes: usize, label: &str) {
        if matches!(
            kind,
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
        ) {
            self.expanded += bytes;
            self.refers.push(fold(label));
        }
    }

    /// Closes inline elements from raw HTML that the text left open.
    fn close_raw(&mut self) {
        while let Some(Open::Raw(_)) = self.open.last() {
            self.close_top();
        }
    }

    fn end(&mut self) {
        self.close_raw();
        self.close_top();
    }

    fn close_top(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let inline = matches!(open, Open::Raw(_) | Open::Link | Open::Silent)
            || matches!(open, Open::Element("</em>" | "</strong>" | "</del>"));
        if !inline {
            self.tally.gap();
        }
        match open {
            Open::Silent => {}
            Open::Element(end) => self.close(end),
            Open::Paragraph => self.close("</p>"),
            Open::Heading(heading) => self.end_heading(&heading),
            Open::Attribution => self.close("</cite></footer>"),
            Open::Link => {
                self.links -= 1;
                self.close("</a>");
            }
            Open::Raw(name) => {
                self.links -= usize::from(name == "a");
                self.close(&format!("</{name}>"));
            }
            Open::Code(from) => {
                // Where a text ends within code, its last line has no end yet.
                if !self.out.html[from..].is_empty() && !self.out.html.ends_with('\n') {
                    self.out.html.push('\n');
                }
                self.out.html.push_str("</code></pre>");
            }
            Open::Cell(end) => self.out.html.push_str(end),
            Open::TableHead => self.out.html.push_str("</tr></thead>"),
            Open::Table(has_body) => {
                let end = if has_body {
                    "</tbody></table></div>"
                } else {
                    "</table></div>"
                };
                self.out.html.push_str(end);
            }
            Open::Note(label, around) => {
                let content = std::mem::replace(&mut self.out, around);
                self.notes.push((label, content));
            }
            Open::Html(raw) => self.raw_block(&raw),
        }
    }

    fn close(&mut self, end: &str) {
        self.depth -= 1;
        self.out.html.push_str(end);
    }
}
