//! HTML with holes: what depends on the rest of the document is filled in later; knows no Markdown.

/// Canonical HTML with holes, and what belongs in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Fragment {
    /// The HTML without the holes' fillings.
    pub(crate) html: String,
    /// The holes, ascending.
    pub(crate) holes: Vec<Hole>,
}

/// A place to fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hole {
    /// Byte position in the fragment's HTML.
    pub(crate) at: usize,
    /// What it waits for.
    pub(crate) wants: Wants,
}

/// What a hole waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wants {
    /// A heading's identifier, unique in the document; made from this one.
    HeadingId(String),
    /// The class of the closing summary, if this heading is the last that could open one.
    SummaryClass,
    /// The mark of a note.
    NoteMark {
        /// The note's label, folded.
        label: String,
        /// Whether the mark is a link; it can't be one within a link.
        linked: bool,
    },
}

impl Fragment {
    /// Leaves a hole at the end.
    pub(crate) fn leave(&mut self, wants: Wants) {
        self.holes.push(Hole {
            at: self.html.len(),
            wants,
        });
    }

    /// The HTML with the holes filled; `filled` has one entry for each.
    pub(crate) fn fill(&self, filled: &[String]) -> String {
        let extra: usize = filled.iter().map(String::len).sum();
        let mut out = String::with_capacity(self.html.len() + extra);
        let mut from = 0;
        for (hole, filling) in self.holes.iter().zip(filled) {
            out.push_str(&self.html[from..hole.at]);
            out.push_str(filling);
            from = hole.at;
        }
        out.push_str(&self.html[from..]);
        out
    }
}
