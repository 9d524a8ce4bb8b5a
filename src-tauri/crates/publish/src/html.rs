//! HTML as a tree, as far as the blocks of editors and captions are made of it; knows nothing of either.

use std::collections::HashSet;

use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink as _;
use html5ever::{QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

/// A fragment. The tree must live as long as its nodes are looked at.
pub(super) struct Fragment {
    _tree: RcDom,
    pub(super) nodes: Vec<Handle>,
}

impl Fragment {
    /// The fragment as the content of a `<div>`.
    pub(super) fn parse(html: &str) -> Self {
        let context = QualName::new(None, ns!(html), local_name!("div"));
        let (sink, options) = (RcDom::default(), Default::default());
        let tree = parse_fragment(sink, options, context, Vec::new(), false).one(html);
        let root = tree.document.children.borrow().first().cloned();
        let nodes = root.map(|root| root.children.borrow().clone());
        Self {
            _tree: tree,
            nodes: nodes.unwrap_or_default(),
        }
    }

    /// The parts of the page that links within it lead to.
    pub(super) fn linked_parts(&self) -> HashSet<String> {
        let mut waiting = self.nodes.clone();
        let mut parts = HashSet::new();
        while let Some(node) = waiting.pop() {
            let address = attribute(&node, "href").unwrap_or_default();
            parts.extend(address.strip_prefix('#').map(str::to_owned));
            waiting.extend(node.children.borrow().iter().cloned());
        }
        parts
    }
}

/// The nodes as a browser writes them.
pub(super) fn written(nodes: &[Handle]) -> String {
    let mut out = Vec::new();
    for node in nodes {
        let options = SerializeOpts {
            traversal_scope: TraversalScope::IncludeNode,
            ..Default::default()
        };
        // Writing to a Vec can't fail.
        let _ = serialize(&mut out, &SerializableHandle::from(node.clone()), options);
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The words of the nodes.
pub(super) fn words(nodes: &[Handle]) -> String {
    let mut waiting: Vec<Handle> = nodes.iter().rev().cloned().collect();
    let mut words = String::new();
    while let Some(node) = waiting.pop() {
        words.push_str(&text(&node).unwrap_or_default());
        waiting.extend(node.children.borrow().iter().rev().cloned());
    }
    words
}

/// The text, if the node is one.
pub(super) fn text(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    }
}

/// Whether the node is text that shows nothing.
pub(super) fn is_blank(node: &Handle) -> bool {
    text(node).is_some_and(|text| text.bytes().all(|b| b.is_ascii_whitespace()))
}

/// The element's name; empty for anything else.
pub(super) fn name(node: &Handle) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

/// The element's attributes.
pub(super) fn attributes(node: &Handle) -> Vec<(String, String)> {
    match &node.data {
        NodeData::Element { attrs, .. } => {
            let pair = |a: &html5ever::Attribute| (a.name.local.to_string(), a.value.to_string());
            attrs.borrow().iter().map(pair).collect()
        }
        _ => Vec::new(),
    }
}

/// One of the element's attributes.
pub(super) fn attribute(node: &Handle, name: &str) -> Option<String> {
    let mut all = attributes(node).into_iter();
    all.find_map(|(own, value)| (own == name).then_some(value))
}

/// Whether the element has no other attributes than these.
pub(super) fn has_only(node: &Handle, names: &[&str]) -> bool {
    let all = attributes(node);
    all.iter().all(|(own, _)| names.contains(&own.as_str()))
}
