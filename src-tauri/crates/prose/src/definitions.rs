//! Link and note definitions: what one part of a text must know of all the others; parses no block itself.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use crate::writer::fold;

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinkDefinition {
    /// The label as it was written.
    pub(crate) label: String,
    /// The address.
    pub(crate) address: String,
    /// The title.
    pub(crate) title: Option<String>,
}

/// Every definition that counts in a document: of several with one label, the first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Definitions {
    /// Links by folded label.
    pub(crate) links: HashMap<String, LinkDefinition>,
    /// Folded labels of notes.
    pub(crate) notes: HashSet<String>,
}

impl Definitions {
    /// Markdown that defines what a part of the text may refer to, to be put before the part;
    /// empty if it refers to nothing. `own` are folded labels that the part defines itself.
    pub(crate) fn preamble_for(&self, part: &str, own: &HashSet<String>) -> String {
        let mut out = String::new();
        if self.links.is_empty() && self.notes.is_empty() {
            return out;
        }
        let Some(labels) = labels_in(part) else {
            self.links
                .iter()
                .filter(|(key, _)| !own.contains(*key))
                .for_each(|(_, link)| link.push(&mut out));
            self.notes
                .iter()
                .for_each(|label| push_note(&mut out, label));
            return closed(out);
        };
        for label in labels {
            if let Some(link) = self.links.get(&label).filter(|_| !own.contains(&label)) {
                link.push(&mut out);
            }
            if let Some(note) = label
                .strip_prefix('^')
                .map(str::trim)
                .filter(|l| self.notes.contains(*l))
            {
                push_note(&mut out, note);
            }
        }
        closed(out)
    }
}

impl LinkDefinition {
    fn push(&self, out: &mut String) {
        // A label may start like a note's (`[^a b]`); it was parsed as a link's, and so it is again.
        let _ = write!(
            out,
            "[{}]: <",
            self.label
                .split_ascii_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        );
        push_literal(out, &self.address);
        out.push('>');
        if let Some(title) = &self.title {
            out.push_str(" \"");
            push_literal(out, title);
            out.push('"');
        }
        out.push('\n');
    }
}

/// A thematic break ends whatever the definitions left open.
fn closed(mut preamble: String) -> String {
    if !preamble.is_empty() {
        preamble.push_str("\n***\n\n");
    }
    preamble
}

fn push_note(out: &mut String, label: &str) {
    let _ = write!(out, "\n[^{label}]: x\n\n");
}

/// Text in which Markdown finds no mark: everything ASCII that is no letter or digit as a number.
fn push_literal(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || !c.is_ascii() || c == '\0' {
            out.push(c);
        } else {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }
}

/// The folded labels that could be meant in a part; `None` if a label may run over lines, and so
/// over the marks of quotes and lists.
fn labels_in(part: &str) -> Option<HashSet<String>> {
    let bytes = part.as_bytes();
    let mut labels = HashSet::new();
    let mut from = None;
    let mut broken = false;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => (from, broken) = (Some(at + 1), false),
            b'\n' | b'\r' => broken = true,
            b']' => {
                if let Some(start) = from.take().filter(|start| at - start < 1002) {
                    if broken {
                        return None;
                    }
                    labels.insert(fold(&part[start..at]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    Some(labels)
}
