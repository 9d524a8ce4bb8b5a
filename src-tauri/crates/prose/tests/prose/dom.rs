//! HTML as a browser's parser sees it; knows nothing of ours.

use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

/// What a fragment says. The tree must live as long as its nodes are looked at.
pub(crate) struct Parsed {
    _tree: RcDom,
    /// The topmost nodes.
    pub(crate) nodes: Vec<Handle>,
}

/// Parses a fragment as the content of a `<div>`.
pub(crate) fn parse(html: &str) -> Parsed {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(
        RcDom::default(),
        Default::default(),
        context,
        Vec::new(),
        false,
    )
    .one(html);
    let root = dom.document.children.borrow()[0].clone();
    let nodes = root.children.borrow().clone();
    Parsed { _tree: dom, nodes }
}

/// The nodes as a browser writes them.
pub(crate) fn write(nodes: &[Handle]) -> String {
    let mut out = Vec::new();
    let options = SerializeOpts {
        traversal_scope: TraversalScope::IncludeNode,
        ..Default::default()
    };
    for node in nodes {
        serialize(
            &mut out,
            &SerializableHandle::from(node.clone()),
            options.clone(),
        )
        .unwrap();
    }
    String::from_utf8(out).unwrap()
}

/// Every element with its attributes, without recursion.
pub(crate) fn elements(nodes: &[Handle]) -> Vec<(String, Vec<(String, String)>)> {
    let mut waiting = nodes.to_vec();
    let mut found = Vec::new();
    while let Some(node) = waiting.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes = attrs.borrow();
            let pairs = attributes
                .iter()
                .map(|a| (a.name.local.to_string(), a.value.to_string()));
            found.push((name.local.to_string(), pairs.collect()));
        }
        waiting.extend(node.children.borrow().iter().cloned());
    }
    found
}
