//! All forms as one tree of tokens, so that one look at each token serves all rules and what forms have alike is compared
//! once; knows no rule.

use std::collections::HashMap;

use super::forms::{Atom, meets};
use crate::tokens::{Kind, Token, bare};

/// Forms by what they begin with: words without their accents, in small letters.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    nodes: Vec<Node>,
    words: HashMap<String, Vec<usize>>,
    /// By the beginning of a word.
    starts: HashMap<String, Vec<usize>>,
    /// The lengths of those beginnings, in bytes, ascending.
    lengths: Vec<usize>,
    numbers: Vec<usize>,
    signs: Vec<usize>,
}

/// A token of one form or of several that are alike until here.
#[derive(Debug, Clone)]
struct Node {
    atom: Atom,
    /// The nodes that may follow.
    children: Vec<usize>,
    /// The forms that end here.
    forms: Vec<usize>,
}

impl Index {
    /// Adds a form by its number.
    pub(super) fn add(&mut self, atoms: &[Atom], form: usize) {
        let Some((first, rest)) = atoms.split_first() else {
            return;
        };
        let mut node = self.root(first);
        for atom in rest {
            let mut children = self.nodes[node].children.iter();
            let known = children.find(|child| self.nodes[**child].atom == *atom);
            node = match known {
                Some(known) => *known,
                None => {
                    let new = self.node(atom);
                    self.nodes[node].children.push(new);
                    new
                }
            };
        }
        self.nodes[node].forms.push(form);
    }

    fn node(&mut self, atom: &Atom) -> usize {
        self.nodes.push(Node {
            atom: atom.clone(),
            children: Vec::new(),
            forms: Vec::new(),
        });
        self.nodes.len() - 1
    }

    /// The node of forms that begin with this.
    fn root(&mut self, atom: &Atom) -> usize {
        let new = self.nodes.len();
        let roots = match atom {
            Atom::Word(word) | Atom::Exactly(word) => self.words.entry(bare(word)).or_default(),
            Atom::Start(start) | Atom::StartExactly(start) => {
                let start = bare(start);
                if let Err(place) = self.lengths.binary_search(&start.len()) {
                    self.lengths.insert(place, start.len());
                }
                self.starts.entry(start).or_default()
            }
            Atom::Number(_) | Atom::AnyNumber => &mut self.numbers,
            // No form begins with any word or a space.
            Atom::Sign(_) | Atom::AnyWord | Atom::Space => &mut self.signs,
        };
        if let Some(known) = roots.iter().find(|node| self.nodes[**node].atom == *atom) {
            return *known;
        }
        roots.push(new);
        self.node(atom)
    }

    /// The forms whose tokens stand here, in the order in which they were added.
    pub(super) fn candidates(&self, tokens: &[Token<'_>], at: usize, into: &mut Vec<usize>) {
        into.clear();
        let token = &tokens[at];
        match token.kind {
            Kind::Word => {
                let word = bare(token.text);
                self.walk_all(
                    self.words.get(&word).map_or(&[], Vec::as_slice),
                    tokens,
                    at,
                    into,
                );
                let lengths = self
                    .lengths
                    .iter()
                    .take_while(|length| **length <= word.len());
                for start in lengths.filter_map(|length| word.get(..*length)) {
                    self.walk_all(
                        self.starts.get(start).map_or(&[], Vec::as_slice),
                        tokens,
                        at,
                        into,
                    );
                }
            }
            Kind::Number => self.walk_all(&self.numbers, tokens, at, into),
            Kind::Sign => self.walk_all(&self.signs, tokens, at, into),
            Kind::Space => {}
        }
        into.sort_unstable();
    }

    fn walk_all(&self, nodes: &[usize], tokens: &[Token<'_>], at: usize, into: &mut Vec<usize>) {
        let Some(token) = tokens.get(at) else {
            return;
        };
        for node in nodes.iter().map(|node| &self.nodes[*node]) {
            if meets(&node.atom, token) {
                into.extend(&node.forms);
                self.walk_all(&node.children, tokens, at + 1, into);
            }
        }
    }
}
