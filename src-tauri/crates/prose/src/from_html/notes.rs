//! Which items of an article's lists are its notes, and which marks lead to them; ours and other programs'.

use std::collections::{HashMap, HashSet};

use crate::tree::{Element, Node};

/// The notes of a document.
#[derive(Default)]
pub(crate) struct Notes<'n, 'h> {
    /// Their items, in order.
    pub(crate) items: Vec<&'n Element<'h>>,
    by_id: HashMap<String, usize>,
    /// Whether they are as we write them: then other marks are none.
    are_ours: bool,
}

impl<'n, 'h> Notes<'n, 'h> {
    /// Finds the items that marks lead to.
    pub(crate) fn find(nodes: &'n [Node<'h>]) -> Self {
        let mut notes = Self {
            are_ours: nodes.iter().any(is_our_section),
            ..Self::default()
        };
        let mut targets = HashSet::new();
        let mut items = Vec::new();
        notes.walk(nodes, &mut targets, &mut items);
        for (id, item) in items {
            if targets.contains(&id) && !notes.by_id.contains_key(&id) {
                notes.by_id.insert(id, notes.items.len());
                notes.items.push(item);
            }
        }
        notes
    }

    fn walk(
        &self,
        nodes: &'n [Node<'h>],
        targets: &mut HashSet<String>,
        items: &mut Vec<(String, &'n Element<'h>)>,
    ) {
        for node in nodes {
            let Node::Element(element) = node else {
                continue;
            };
            targets.extend(self.target(element));
            if element.name == "li" {
                items.extend(element.attribute("id").map(|id| (id, element)));
            }
            self.walk(&element.children, targets, items);
        }
    }

    /// The identifier that a note's mark leads to.
    fn target(&self, element: &Element<'_>) -> Option<String> {
        if element.name == "sup" && element.has_class("note-ref") {
            let id = element.attribute("id")?;
            let number = id.strip_prefix("note-ref-")?.split('-').next()?;
            return Some(format!("note-{number}"));
        }
        let link = match element.name {
            "sup" if !self.are_ours => only_child(element).filter(|link| link.name == "a")?,
            "a" if !self.are_ours && only_child(element).is_some_and(|sup| sup.name == "sup") => {
                element
            }
            _ => return None,
        };
        Some(link.attribute("href")?.strip_prefix('#')?.to_owned())
    }

    /// The index of the note that this element is a mark of.
    pub(crate) fn marked(&self, element: &Element<'_>) -> Option<usize> {
        self.by_id.get(&self.target(element)?).copied()
    }

    /// Whether this element is one of the notes.
    pub(crate) fn has(&self, element: &Element<'_>) -> bool {
        let id = (element.name == "li").then(|| element.attribute("id"));
        id.flatten().is_some_and(|id| self.by_id.contains_key(&id))
    }

    /// A note's content without the ways back at its end.
    pub(crate) fn content(&self, item: &Element<'h>) -> Vec<Node<'h>> {
        let mut content = item.children.clone();
        let is_blank =
            |node: &Node<'_>| matches!(node, Node::Text(text) if text.trim_ascii().is_empty());
        while !self.are_ours && content.last().is_some_and(is_blank) {
            content.pop();
        }
        match content.last_mut() {
            Some(Node::Element(last)) if last.name == "p" => {
                strip(&mut last.children, self.are_ours);
            }
            _ => strip(&mut content, self.are_ours),
        }
        content
    }
}

fn is_our_section(node: &Node<'_>) -> bool {
    matches!(node, Node::Element(element) if element.name == "section" && element.has_class("notes"))
}

fn only_child<'n, 'h>(element: &'n Element<'h>) -> Option<&'n Element<'h>> {
    match &element.children[..] {
        [Node::Element(child)] => Some(child),
        _ => None,
    }
}

fn strip(nodes: &mut Vec<Node<'_>>, are_ours: bool) {
    while nodes.last().is_some_and(|node| is_way_back(node, are_ours)) {
        nodes.pop();
        let Some(Node::Text(text)) = nodes.last_mut() else {
            continue;
        };
        if text.ends_with([' ', '\u{A0}']) {
            text.pop();
        }
        if text.is_empty() {
            nodes.pop();
        }
    }
}

fn is_way_back(node: &Node<'_>, are_ours: bool) -> bool {
    let Node::Element(element) = node else {
        return false;
    };
    if are_ours {
        return element.has_class("note-back");
    }
    let mut text = String::new();
    element
        .children
        .iter()
        .for_each(|child| child.text(&mut text));
    let address = element.attribute("href").unwrap_or_default();
    element.name == "a" && address.starts_with('#') && text.starts_with(['↩', '↑', '⤴', '^'])
}
