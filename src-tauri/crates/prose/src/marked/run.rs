//! Running text as a row of tokens that know which elements they stand in; marks nothing.

use std::collections::HashMap;

use crate::compare::words::{Kind, Token, tokens};
use crate::tree::{Element, Node};

/// A word, a space, a sign, or a thing among them (a picture, a line break, a note's number).
#[derive(Debug, Clone)]
pub(crate) struct Item<'n, 'h> {
    /// What it is compared by.
    pub(crate) token: Token<'n>,
    /// The inline elements around it, outermost first; each with a number of its own in its run.
    pub(crate) path: Vec<(usize, &'n Element<'h>)>,
    /// What it is.
    pub(crate) thing: Thing<'n, 'h>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thing<'n, 'h> {
    /// Text: the token's own.
    Text,
    /// An element that is one thing.
    Element(&'n Element<'h>),
    /// The end of a paragraph, where several are looked at together.
    Break,
}

/// Numbers for contexts: the same tags around are the same number.
#[derive(Debug, Default)]
pub(crate) struct Contexts<'h>(HashMap<Vec<&'h str>, u32>);

impl<'h> Contexts<'h> {
    fn number(&mut self, path: &[(usize, &Element<'h>)]) -> u32 {
        if path.is_empty() {
            return 0;
        }
        let next = u32::try_from(self.0.len() + 1).unwrap_or(u32::MAX);
        let tags = path.iter().map(|(_, element)| element.tag).collect();
        *self.0.entry(tags).or_insert(next)
    }
}

/// The items of some inline nodes, appended.
pub(crate) fn items<'n, 'h>(
    nodes: &'n [Node<'h>],
    contexts: &mut Contexts<'h>,
    out: &mut Vec<Item<'n, 'h>>,
) {
    let mut path = Vec::new();
    collect(nodes, &mut path, contexts, out);
}

/// The end of a paragraph.
pub(crate) fn paragraph_end<'n, 'h>() -> Item<'n, 'h> {
    Item {
        token: Token {
            text: "\n\n",
            kind: Kind::Space,
            context: 0,
        },
        path: Vec::new(),
        thing: Thing::Break,
    }
}

fn collect<'n, 'h>(
    nodes: &'n [Node<'h>],
    path: &mut Vec<(usize, &'n Element<'h>)>,
    contexts: &mut Contexts<'h>,
    out: &mut Vec<Item<'n, 'h>>,
) {
    let context = contexts.number(path);
    for node in nodes {
        match node {
            Node::Text(text) => out.extend(tokens(text).into_iter().map(|token| Item {
                token: Token { context, ..token },
                path: path.clone(),
                thing: Thing::Text,
            })),
            Node::Element(element) if element.children.is_empty() || element.is_note_mark() => {
                out.push(Item {
                    token: Token {
                        // Notes number themselves: that is no change.
                        text: if element.is_note_mark() {
                            "¹"
                        } else {
                            element.tag
                        },
                        kind: Kind::Sign,
                        context,
                    },
                    path: path.clone(),
                    thing: Thing::Element(element),
                });
            }
            Node::Element(element) => {
                path.push((out.len(), element));
                collect(&element.children, path, contexts, out);
                path.pop();
            }
        }
    }
}
