//! From the tree of anybody's HTML to blocks, and a list of what they can't say; tidies nothing.

use crate::escape::push_attribute;
use crate::from_html::article::{Block, Inline, Item};
use crate::from_html::lost::{Losses, LostKind};
use crate::from_html::notes::Notes;
use crate::sanitize::{is_inline_name, sanitize_raw};
use crate::tree::{Element, Node};

mod figures;
mod inlines;
mod tables;

/// The class of a list whose items are paragraphs, where a site's editor has running text alone in them.
const LOOSE: &str = "marbre-loose";

/// What was read of a document.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// Its blocks, without the notes.
    pub(crate) blocks: Vec<Block>,
    /// Its notes, in their order.
    pub(crate) notes: Vec<Vec<Block>>,
    /// What they can't say.
    pub(crate) lost: Losses,
}

/// Reads a whole document.
pub(crate) fn read(nodes: &[Node<'_>]) -> Read {
    let notes = Notes::find(nodes);
    let mut reader = Reader {
        lost: Losses::default(),
        notes: &notes,
    };
    let mut blocks = reader.flow(nodes);
    blocks.retain(|block| !is_blank(block));
    Read {
        notes: reader.notes(),
        blocks,
        lost: reader.lost,
    }
}

/// Reads a page of ours: the blocks of each topmost element, and the notes.
pub(crate) fn read_each(nodes: &[Node<'_>]) -> (Vec<Vec<Block>>, Vec<Vec<Block>>) {
    let notes = Notes::find(nodes);
    let mut reader = Reader {
        lost: Losses::default(),
        notes: &notes,
    };
    let elements = nodes.iter().filter(|node| matches!(node, Node::Element(_)));
    let each = elements.map(|node| reader.flow(std::slice::from_ref(node)));
    let each = each.collect();
    (each, reader.notes())
}

struct Reader<'n, 'h> {
    lost: Losses,
    notes: &'n Notes<'n, 'h>,
}

impl Reader<'_, '_> {
    fn notes(&mut self) -> Vec<Vec<Block>> {
        let notes = self.notes;
        let content = notes.items.iter().map(|item| notes.content(item));
        content.map(|content| self.flow(&content)).collect()
    }

    /// Blocks, and the running text between them.
    fn flow(&mut self, nodes: &[Node<'_>]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut from = 0;
        for (at, node) in nodes.iter().enumerate() {
            if let Node::Element(element) = node
                && !is_running(node)
            {
                self.run(&nodes[from..at], &mut blocks);
                self.block(element, &mut blocks);
                from = at + 1;
            }
        }
        self.run(&nodes[from..], &mut blocks);
        blocks
    }

    fn run(&mut self, nodes: &[Node<'_>], blocks: &mut Vec<Block>) {
        let inlines = self.inlines(nodes);
        if !inlines.is_empty() {
            blocks.push(Block::Plain(inlines));
        }
    }

    fn block(&mut self, element: &Element<'_>, blocks: &mut Vec<Block>) {
        self.note_style(element);
        let block = match element.name {
            "p" => Block::Paragraph(self.inlines(&element.children)),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name.as_bytes()[1] - b'0';
                Block::Heading(level.max(2), self.inlines(&element.children))
            }
            "blockquote" => self.quote(element),
            "ul" | "ol" | "menu" => return self.list(element, blocks),
            "pre" => code(element),
            "hr" => Block::Rule,
            "table" => return self.table(element, blocks),
            "div" if element.has_class("wp-caption") => return self.figure(element, blocks),
            "figure" => return self.figure(element, blocks),
            "div" if element.has_class("html") => {
                let mut html = String::new();
                element
                    .children
                    .iter()
                    .for_each(|node| node.write(&mut html));
                Block::Html(sanitize_raw(&html))
            }
            "dl" | "details" => as_html(element),
            "form" => return self.lost.push(LostKind::Form, &text_of(element)),
            _ => {
                if element.has_class("kg-card") {
                    self.lost.push(LostKind::Layout, &text_of(element));
                }
                return blocks.extend(self.flow(&element.children));
            }
        };
        blocks.push(block);
    }

    fn note_style(&mut self, element: &Element<'_>) {
        // Widths and the like are a page maker's, and mean nothing elsewhere.
        const NOTHING: [&str; 5] = [
            "white-space",
            "width",
            "height",
            "max-width",
            "aspect-ratio",
        ];
        let style = element.attribute("style").unwrap_or_default();
        let mut properties = style.split(';').filter_map(|part| part.split(':').next());
        if properties.any(|name| !name.trim().is_empty() && !NOTHING.contains(&name.trim())) {
            self.lost.push(LostKind::Style, &style);
        }
    }

    /// A quote; a last line of its own with a `<cite>` or a `<footer>` says whose it is.
    fn quote(&mut self, element: &Element<'_>) -> Block {
        let mut nodes = &element.children[..];
        while let [rest @ .., last] = nodes
            && matches!(last, Node::Text(text) if text.trim_ascii().is_empty())
        {
            nodes = rest;
        }
        if let [rest @ .., Node::Element(last)] = nodes
            && let Some(by) = attribution(last)
        {
            let by = self.attribution(by);
            return Block::Quote(self.flow(rest), Some(by));
        }
        Block::Quote(self.flow(&element.children), None)
    }

    fn attribution(&mut self, element: &Element<'_>) -> Vec<Inline> {
        let mut by = self.inlines(&element.children);
        if let Some(Inline::Text(text)) = by.first_mut() {
            let name = text.trim_start();
            let name = name.trim_start_matches(['—', '–']);
            *text = name.trim_start_matches("--").trim_start().to_owned();
        }
        by
    }

    fn list(&mut self, element: &Element<'_>, blocks: &mut Vec<Block>) {
        let start = element
            .attribute("start")
            .and_then(|start| start.parse().ok());
        let start = (element.name == "ol").then(|| start.unwrap_or(1));
        let mut items: Vec<Item> = Vec::new();
        for node in &element.children {
            match node {
                Node::Element(item) if item.name == "li" => {
                    if !self.notes.has(item) {
                        items.push(self.item(item));
                    }
                }
                // A list within a list belongs to the item before it.
                other => {
                    let mut inside = self.flow(std::slice::from_ref(other));
                    inside.retain(|block| !is_blank(block));
                    match items.last_mut() {
                        Some(last) => last.blocks.extend(inside),
                        None => blocks.extend(inside),
                    }
                }
            }
        }
        if element.has_class(LOOSE) {
            items.iter_mut().for_each(loosen);
        }
        if !items.is_empty() {
            blocks.push(Block::List(start, items));
        }
    }

    fn item(&mut self, item: &Element<'_>) -> Item {
        self.note_style(item);
        let Some((checked, content)) = task(item) else {
            return Item {
                task: None,
                blocks: self.flow(&item.children),
            };
        };
        Item {
            task: Some(checked),
            blocks: self.flow(&content),
        }
    }
}

/// Makes paragraphs of an item's running text.
fn loosen(item: &mut Item) {
    for block in item.blocks.iter_mut().filter(|block| !is_blank(block)) {
        if let Block::Plain(inlines) = block {
            *block = Block::Paragraph(std::mem::take(inlines));
        }
    }
}

/// Whether a node is part of running text, with all that is in it.
fn is_running(node: &Node<'_>) -> bool {
    const MORE: [&str; 17] = [
        "acronym", "audio", "big", "button", "data", "embed", "font", "label", "nobr", "object",
        "output", "picture", "ruby", "select", "strike", "tt", "video",
    ];
    const WITHIN: [&str; 8] = [
        "source", "track", "param", "rt", "rp", "option", "optgroup", "map",
    ];
    match node {
        Node::Text(_) => true,
        Node::Element(element) => {
            let name = element.name;
            (is_inline_name(name) || MORE.contains(&name) || WITHIN.contains(&name))
                && element.children.iter().all(is_running)
        }
    }
}

/// Whether a block is the white space between two others.
fn is_blank(block: &Block) -> bool {
    let is_blank =
        |inline: &Inline| matches!(inline, Inline::Text(text) if text.trim_ascii().is_empty());
    matches!(block, Block::Plain(inlines) if inlines.iter().all(is_blank))
}

/// What an element at the end of a quote says of whose it is.
fn attribution<'n, 'h>(last: &'n Element<'h>) -> Option<&'n Element<'h>> {
    let seen = |node: &&Node<'_>| !matches!(node, Node::Text(text) if text.trim_ascii().is_empty());
    let mut inside = last.children.iter().filter(seen);
    let cite = match (inside.next(), inside.next(), inside.next()) {
        (Some(Node::Element(cite)), None, _) => Some(cite),
        (Some(Node::Text(dash)), Some(Node::Element(cite)), None) => {
            let is_dash = matches!(dash.trim(), "—" | "–" | "--");
            is_dash.then_some(cite)
        }
        _ => None,
    };
    let cite = cite.filter(|cite| cite.name == "cite");
    match last.name {
        "cite" => Some(last),
        "footer" => Some(cite.unwrap_or(last)),
        "p" => cite,
        _ => None,
    }
}

/// Whether an item is a task that is done, and its content without the box.
fn task<'h>(item: &Element<'h>) -> Option<(bool, Vec<Node<'h>>)> {
    let mut content = item.children.clone();
    let first = match content.first_mut()? {
        Node::Element(first) if first.name == "p" => &mut first.children,
        _ => &mut content,
    };
    let Some(Node::Element(input)) = first.first() else {
        return None;
    };
    let is_box = input.name == "input" && input.tag.contains(" type=\"checkbox\"");
    let checked = input.tag.contains(" checked=");
    if !is_box {
        return None;
    }
    first.remove(0);
    if let Some(Node::Text(text)) = first.first_mut() {
        *text = text.strip_prefix(' ').unwrap_or(text).to_owned();
        if text.is_empty() {
            first.remove(0);
        }
    }
    Some((checked, content))
}

fn code(element: &Element<'_>) -> Block {
    let inner = match &element.children[..] {
        [Node::Element(code)] if code.name == "code" => code,
        _ => element,
    };
    let classes = inner
        .attribute("class")
        .or_else(|| element.attribute("class"));
    let classes = classes.unwrap_or_default();
    let language = classes
        .split_ascii_whitespace()
        .find_map(|class| {
            class
                .strip_prefix("language-")
                .or(class.strip_prefix("lang-"))
        })
        .filter(|name| crate::sanitize::is_language(name));
    let mut text = String::new();
    literal(&inner.children, &mut text);
    Block::Code(language.unwrap_or_default().to_owned(), text)
}

/// The text of code, its lines as they stand.
fn literal(nodes: &[Node<'_>], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) if element.name == "br" => out.push('\n'),
            Node::Element(element) => literal(&element.children, out),
        }
    }
}

/// An element that Markdown has no form for, as it stands.
fn as_html(element: &Element<'_>) -> Block {
    let mut html = String::new();
    element.write(&mut html);
    Block::Html(sanitize_raw(&html))
}

fn text_of(element: &Element<'_>) -> String {
    let mut text = String::new();
    element
        .children
        .iter()
        .for_each(|node| node.text(&mut text));
    text
}

/// The start tag of a link, as a page has it.
pub(crate) fn link_tag(address: &str, title: &str) -> String {
    let mut tag = "<a".to_owned();
    push_attribute(&mut tag, "href", address);
    if !title.is_empty() {
        push_attribute(&mut tag, "title", title);
    }
    tag + ">"
}
