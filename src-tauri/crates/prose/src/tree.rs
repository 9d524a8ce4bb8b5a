//! Canonical HTML as a tree; knows no marks. What is not canonical never comes here.

use crate::escape::push_text;
use crate::sanitize::{is_inline_name, is_void};

/// A text or an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node<'h> {
    /// Text, no longer escaped.
    Text(String),
    /// An element.
    Element(Element<'h>),
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element<'h> {
    /// Its name.
    pub(crate) name: &'h str,
    /// Its start tag.
    pub(crate) tag: &'h str,
    /// What is in it.
    pub(crate) children: Vec<Node<'h>>,
}

/// The topmost nodes of canonical HTML.
pub(crate) fn parse(html: &str) -> Vec<Node<'_>> {
    let mut open: Vec<Element<'_>> = Vec::new();
    let mut done = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let level = open.last_mut().map_or(&mut done, |last| &mut last.children);
        let text = rest.find('<').unwrap_or(rest.len());
        if text > 0 {
            level.push(Node::Text(unescaped(&rest[..text])));
        }
        rest = &rest[text..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[..=end];
        rest = &rest[end + 1..];
        if tag.starts_with("</") {
            let closed = open.pop().map(Node::Element);
            let level = open.last_mut().map_or(&mut done, |last| &mut last.children);
            level.extend(closed);
            continue;
        }
        let name = name_of(tag);
        let element = Element {
            name,
            tag,
            children: Vec::new(),
        };
        if is_void(name) {
            level.push(Node::Element(element));
        } else {
            open.push(element);
        }
    }
    done
}

fn name_of(tag: &str) -> &str {
    let name = &tag[1..];
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    &name[..end.unwrap_or(name.len())]
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&nbsp;", "\u{A0}").replace("&lt;", "<");
    text.replace("&gt;", ">").replace("&amp;", "&")
}

impl Node<'_> {
    /// Whether it is an element of this name.
    pub(crate) fn is_element(&self, name: &str) -> bool {
        matches!(self, Self::Element(element) if element.name == name)
    }

    /// Whether it is part of running text, all that is in it included.
    pub(crate) fn is_inline(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Element(element) => element.is_inline(),
        }
    }

    /// Writes it as it was.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => push_text(out, text),
            Self::Element(element) => element.write(out),
        }
    }

    /// Appends its text; blocks are parted by a space.
    pub(crate) fn text(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Element(element) if element.is_note_mark() => {}
            Self::Element(element) => {
                element.children.iter().for_each(|node| node.text(out));
                if !is_inline_name(element.name) {
                    out.push(' ');
                }
            }
        }
    }
}

impl Element<'_> {
    fn is_inline(&self) -> bool {
        is_inline_name(self.name) && self.children.iter().all(Node::is_inline)
    }

    /// An attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let (_, rest) = self.tag.split_once(&format!(" {name}=\""))?;
        let (value, _) = rest.split_once('"')?;
        Some(unescaped(&value.replace("&quot;", "\"")))
    }

    /// Whether it has this class.
    pub(crate) fn has_class(&self, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|own| own == class)
    }

    /// Whether it is the number of a note, or the way back to one: they change by themselves.
    pub(crate) fn is_note_mark(&self) -> bool {
        self.tag.contains(" class=\"note-ref\"") || self.tag.contains(" class=\"note-back\"")
    }

    /// Writes it as it was.
    pub(crate) fn write(&self, out: &mut String) {
        out.push_str(self.tag);
        self.children.iter().for_each(|node| node.write(out));
        self.close(out);
    }

    /// Writes its end tag, if it has one.
    pub(crate) fn close(&self, out: &mut String) {
        if !is_void(self.name) {
            out.push_str("</");
            out.push_str(self.name);
            out.push('>');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_written() {
        let html = "<p>a &amp;lt; <em>b&nbsp;<br>c</em></p><hr><ul><li class=\"task\"><input type=\"checkbox\"> &lt;d&gt;</li></ul>";
        let mut out = String::new();
        parse(html).iter().for_each(|node| node.write(&mut out));
        assert_eq!(out, html);
    }
}
