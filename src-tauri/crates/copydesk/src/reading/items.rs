//! A sentence as words, numbers and signs without its white space; knows no meaning of any.

use std::ops::Range;

use crate::tokens::{Kind, composed, tokens};

/// A word, a number or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// Words in small letters.
    pub(super) text: String,
    /// In bytes of the passage's text.
    pub(super) range: Range<usize>,
    /// Whether no white space is before it.
    pub(super) is_glued: bool,
}

impl Item {
    /// Whether it is one of these words or signs.
    pub(super) fn is(&self, any: &[&str]) -> bool {
        self.kind != Kind::Number && any.contains(&self.text.as_str())
    }
}

/// The items of a sentence of a text.
pub(super) fn items(text: &str, sentence: Range<usize>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut is_glued = false;
    for token in tokens(&text[sentence.clone()]) {
        if token.kind == Kind::Space {
            is_glued = false;
            continue;
        }
        let text = match token.kind {
            Kind::Word => composed(token.text).to_lowercase(),
            _ => token.text.to_owned(),
        };
        items.push(Item {
            kind: token.kind,
            text,
            range: sentence.start + token.start..sentence.start + token.end(),
            is_glued,
        });
        is_glued = true;
    }
    items
}
