//! A stranger's page as a flat tree: elements and texts in the order of the page, each subtree one stretch of it. Judges nothing.

use std::ops::Range;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::sighting::words;

/// The most elements and texts that are looked at; a page with more is no article's.
const MOST: usize = 100_000;
/// The deepest element that is looked at.
const DEEPEST: usize = 256;

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// What it is in; the first node is in itself.
    pub(super) parent: usize,
    /// The first node behind all that is in it.
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// Where its words stand in those of the page.
    said: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Kind {
    Element {
        name: String,
        attributes: Vec<(String, String)>,
    },
    Text(String),
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Its words, as they are compared.
    words: String,
}

/// What is still to be laid flat.
enum Step {
    Enter(Handle, usize, usize),
    Leave(usize),
}

impl Tree {
    /// Reads a page, but for its scripts and style sheets; `None` when it is larger or deeper than any
    /// article's.
    pub(super) fn read(html: &str) -> Option<Self> {
        let html = prose::without_opaque(html)?;
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
        let mut tree = Self::default();
        let mut steps: Vec<Step> = children(&dom.document, 0, 0);
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(at) => tree.leave(at),
                Step::Enter(node, parent, depth) => {
                    let Some(at) = tree.enter(&node, parent) else {
                        continue;
                    };
                    if tree.nodes.len() > MOST {
                        return None;
                    }
                    steps.push(Step::Leave(at));
                    if depth < DEEPEST {
                        steps.append(&mut children(&node, at, depth + 1));
                    }
                }
            }
        }
        Some(tree)
    }

    fn enter(&mut self, node: &Handle, parent: usize) -> Option<usize> {
        let from = self.words.len();
        let kind = match &node.data {
            NodeData::Element { name, attrs, .. } => Kind::Element {
                name: name.local.to_string(),
                attributes: attrs
                    .borrow()
                    .iter()
                    .map(|a| (a.name.local.to_string(), a.value.to_string()))
                    .collect(),
            },
            NodeData::Text { contents } => {
                let text = contents.borrow().to_string();
                self.words.push_str(&words(&text));
                Kind::Text(text)
            }
            _ => return None,
        };
        let at = self.nodes.len();
        self.nodes.push(Node {
            parent,
            end: at + 1,
            kind,
            said: from..self.words.len(),
        });
        Some(at)
    }

    fn leave(&mut self, at: usize) {
        let (end, said) = (self.nodes.len(), self.words.len());
        if let Some(node) = self.nodes.get_mut(at) {
            node.end = end;
            node.said.end = said;
        }
    }

    pub(super) fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    /// All elements, in order.
    pub(super) fn elements(&self) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(|at| !self.name(*at).is_empty())
    }

    /// All elements in this one, in order.
    pub(super) fn elements_in(&self, at: usize) -> impl Iterator<Item = usize> {
        (at + 1..self.nodes[at].end).filter(|at| !self.name(*at).is_empty())
    }

    /// What is directly in this one.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[at].end;
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = self.nodes[child].end;
            Some(child)
        })
    }

    /// An element's name; nothing for a text.
    pub(super) fn name(&self, at: usize) -> &str {
        match &self.nodes[at].kind {
            Kind::Element { name, .. } => name,
            Kind::Text(_) => "",
        }
    }

    /// What an element says under this name.
    pub(super) fn attribute(&self, at: usize, wanted: &str) -> Option<&str> {
        let Kind::Element { attributes, .. } = &self.nodes[at].kind else {
            return None;
        };
        let found = attributes.iter().find(|(name, _)| name == wanted)?;
        Some(&found.1)
    }

    pub(super) fn classes(&self, at: usize) -> impl Iterator<Item = &str> {
        self.attribute(at, "class")
            .unwrap_or_default()
            .split_ascii_whitespace()
    }

    /// The words in it, as they are compared.
    pub(super) fn words(&self, at: usize) -> &str {
        &self.words[self.nodes[at].said.clone()]
    }

    /// The text in it, as it stands there.
    pub(super) fn text(&self, at: usize) -> String {
        let texts = self.nodes[at..self.nodes[at].end].iter();
        let text = |node: &Node| match &node.kind {
            Kind::Text(text) => Some(text.clone()),
            Kind::Element { .. } => None,
        };
        texts.filter_map(text).collect()
    }

    /// Whether one is the other, or in it.
    pub(super) fn holds(&self, outer: usize, inner: usize) -> bool {
        (outer..self.nodes[outer].end).contains(&inner)
    }

    /// The innermost element that holds both.
    pub(super) fn common(&self, one: usize, other: usize) -> usize {
        let mut at = one;
        while !self.holds(at, other) && at != 0 {
            at = self.nodes[at].parent;
        }
        at
    }

    /// The first element of this name.
    pub(super) fn first(&self, name: &str) -> Option<usize> {
        self.elements().find(|at| self.name(*at) == name)
    }
}

/// What is in a node, the first one to be popped first.
fn children(node: &Handle, parent: usize, depth: usize) -> Vec<Step> {
    let children = node.children.borrow();
    let steps = children.iter().rev();
    steps
        .map(|child| Step::Enter(child.clone(), parent, depth))
        .collect()
}
