//! Running text; what is shown by another program becomes a link to it.

use super::{Reader, link_tag, text_of};
use crate::address::{may_link, may_show, tidy};
use crate::from_html::article::{Inline, Link, Mark, Picture};
use crate::from_html::lost::LostKind;
use crate::sanitize::{inline_tag, is_inline_name};
use crate::tree::{Element, Node};

impl Reader<'_, '_> {
    pub(super) fn inlines(&mut self, nodes: &[Node<'_>]) -> Vec<Inline> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => push_text(&mut out, text),
                Node::Element(element) => self.inline(element, &mut out),
            }
        }
        out
    }

    fn inline(&mut self, element: &Element<'_>, out: &mut Vec<Inline>) {
        if let Some(index) = self.notes.marked(element) {
            return out.push(Inline::Note(index));
        }
        self.note_style(element);
        match element.name {
            "img" => out.extend(self.picture(element).map(Inline::Picture)),
            "a" => self.link(element, out),
            "embed" | "object" | "video" | "audio" => self.shown_elsewhere(element, out),
            "input" | "button" | "select" => {
                self.lost.push(LostKind::Form, &text_of(element));
            }
            "strike" => {
                let content = self.inlines(&element.children);
                out.push(Inline::Marked(Mark::Deleted, content));
            }
            name if is_inline_name(name) => self.element(element, out),
            _ => out.extend(self.inlines(&element.children)),
        }
    }

    fn element(&mut self, element: &Element<'_>, out: &mut Vec<Inline>) {
        let name = element.name.to_owned();
        let bare = format!("<{name}>");
        let tag = if element.tag == bare {
            bare
        } else {
            inline_tag(&name, element.tag).unwrap_or(bare)
        };
        if let ("<code>", [Node::Text(text)]) = (tag.as_str(), &element.children[..]) {
            return out.push(Inline::Code(text.clone()));
        }
        let content = self.inlines(&element.children);
        let mark = match tag.as_str() {
            "<em>" => Some(Mark::Emphasis),
            "<strong>" => Some(Mark::Strong),
            "<del>" => Some(Mark::Deleted),
            _ => None,
        };
        out.push(match mark {
            Some(mark) => Inline::Marked(mark, content),
            None => Inline::Raw(tag, name, content),
        });
    }

    fn link(&mut self, element: &Element<'_>, out: &mut Vec<Inline>) {
        let content = self.inlines(&element.children);
        let address = element.attribute("href").map(|address| tidy(&address));
        match address {
            Some(address) if may_link(&address) => {
                let title = element.attribute("title").unwrap_or_default();
                let tag = inline_tag("a", element.tag);
                out.push(Inline::Link(Link {
                    tag: tag.unwrap_or_else(|| link_tag(&address, &title)),
                    address,
                    title,
                    content,
                }));
            }
            other => {
                if let Some(address) = other {
                    self.lost.push(LostKind::Link, &address);
                }
                let tag = inline_tag("a", element.tag);
                let tag = tag.unwrap_or_else(|| "<a>".to_owned());
                out.push(Inline::Raw(tag, "a".to_owned(), content));
            }
        }
    }

    /// A picture; `None` if it is nowhere that another program can fetch it from.
    pub(super) fn picture(&mut self, element: &Element<'_>) -> Option<Picture> {
        let is_somewhere = |address: &String| may_show(address) || is_absolute(address);
        let sources = ["src", "data-src"]
            .iter()
            .filter_map(|name| element.attribute(name));
        let Some(address) = sources.map(|source| tidy(&source)).find(is_somewhere) else {
            let alt = element.attribute("alt").unwrap_or_default();
            self.lost.push(LostKind::Picture, &alt);
            return None;
        };
        let tag = may_show(&address).then(|| inline_tag("img", element.tag));
        Some(Picture {
            address,
            alt: element.attribute("alt").unwrap_or_default(),
            title: element.attribute("title").unwrap_or_default(),
            tag: tag.flatten().unwrap_or_default(),
        })
    }

    /// What another program shows within the page: a link to it stays.
    fn shown_elsewhere(&mut self, element: &Element<'_>, out: &mut Vec<Inline>) {
        let was = element.attribute("data-was");
        let kind = match was.as_deref().unwrap_or(element.name) {
            "script" => LostKind::Script,
            "style" => LostKind::Style,
            "textarea" => LostKind::Form,
            "svg" | "math" | "canvas" => LostKind::Drawing,
            "video" => LostKind::Video,
            "audio" => LostKind::Audio,
            "iframe" | "embed" | "object" => LostKind::Embed,
            // These only stand in for something that is there, too.
            "title" | "xmp" | "noembed" | "noframes" | "noscript" | "template" => return,
            unknown => return self.lost.push(LostKind::Unknown, unknown),
        };
        let source = source(element);
        let named = element.attribute("title").or(was);
        let example = source.as_ref().or(named.as_ref());
        self.lost
            .push(kind, example.map_or(element.name, String::as_str));
        let leads = matches!(kind, LostKind::Embed | LostKind::Video | LostKind::Audio);
        if let Some(address) = source.filter(|address| leads && is_absolute(address)) {
            let title = element
                .attribute("title")
                .filter(|title| !title.trim().is_empty());
            out.push(Inline::Link(Link {
                content: vec![Inline::Text(title.unwrap_or_else(|| address.clone()))],
                tag: link_tag(&address, ""),
                title: String::new(),
                address,
            }));
        }
    }
}

/// Appends text; a line break takes the end of its line with it.
fn push_text(out: &mut Vec<Inline>, text: &str) {
    let is_break = matches!(out.last(), Some(Inline::Raw(tag, ..)) if tag == "<br>");
    let mut text = text;
    if is_break && let Some(rest) = text.strip_prefix('\n') {
        out.pop();
        out.push(Inline::Break);
        text = rest;
    }
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(last)) => last.push_str(text),
        _ => out.push(Inline::Text(text.to_owned())),
    }
}

fn is_absolute(address: &str) -> bool {
    address.contains("://") && may_link(address)
}

/// Where a thing that is shown comes from.
fn source(element: &Element<'_>) -> Option<String> {
    let own = ["src", "data"]
        .iter()
        .find_map(|name| element.attribute(name));
    let within = || {
        element.children.iter().find_map(|node| match node {
            Node::Element(child) => child.attribute("src"),
            Node::Text(_) => None,
        })
    };
    own.or_else(within).map(|address| tidy(&address))
}
