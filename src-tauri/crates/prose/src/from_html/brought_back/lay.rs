//! Source laid together out of passages that stay and Markdown that comes; knows no HTML.

use std::ops::Range;

use crate::compare::passages::Passages;

/// What happens to a passage, or between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// It stays, byte for byte.
    Keep(usize),
    /// Its block is another; what only defines around it stays.
    Replace(usize, String),
    /// Its block goes; what only defines around it stays.
    Remove(usize),
    /// A block comes.
    Insert(String),
}

/// The source that the steps give. Where they only keep, it is the passages' own; what is around a
/// block that is another is as it was, or `parted` from it by blank lines.
pub(super) fn laid(passages: &Passages<'_>, steps: &[Step], parted: bool) -> String {
    let mut laying = Laying {
        out: String::with_capacity(passages.text.len()),
        apart: false,
    };
    for step in steps {
        match step {
            Step::Keep(passage) => {
                laying.part();
                laying
                    .out
                    .push_str(&passages.text[passages.ranges[*passage].clone()]);
            }
            Step::Insert(markdown) => laying.block(markdown),
            Step::Replace(passage, markdown) if !parted => {
                let [before, after] = around(passages, *passage);
                laying.part();
                laying.out.extend([before, markdown, after]);
            }
            Step::Replace(passage, markdown) => {
                let [before, after] = around(passages, *passage);
                laying.definitions(before);
                laying.block(markdown);
                laying.definitions(after);
            }
            Step::Remove(passage) => {
                let parts = around(passages, *passage);
                parts.into_iter().for_each(|part| laying.definitions(part));
                laying.apart = true;
            }
        }
    }
    if laying.apart || matches!(steps.last(), Some(Step::Insert(_))) {
        let end = passages.text.len() - passages.text.trim_end().len();
        let end = &passages.text[passages.text.len() - end..];
        laying.out.truncate(laying.out.trim_end().len());
        laying.out.push_str(if end.is_empty() { "\n" } else { end });
    }
    laying.out
}

/// What stands in a passage before and after its block.
fn around<'t>(passages: &Passages<'t>, passage: usize) -> [&'t str; 2] {
    let whole: Range<usize> = passages.ranges[passage].clone();
    let own = passages.own_span(passage);
    [
        &passages.text[whole.start..own.start],
        &passages.text[own.end..whole.end],
    ]
}

struct Laying {
    out: String,
    /// Whether a blank line must stand before what follows.
    apart: bool,
}

impl Laying {
    fn part(&mut self) {
        while self.apart && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.apart = false;
    }

    fn block(&mut self, markdown: &str) {
        self.apart = true;
        self.part();
        self.out.push_str(markdown);
        self.apart = true;
    }

    /// Definitions stay, blank lines where nothing stands between them go.
    fn definitions(&mut self, source: &str) {
        let source = source.trim_matches(['\n', '\r']);
        if !source.trim().is_empty() {
            self.block(source);
        }
    }
}
