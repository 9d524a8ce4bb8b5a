//! The live text of one draft with its blocks; knows no draft, page or clock.

use crate::{Block, Change, Counts, Heading, Patch, ProseError, Splice};

/// A text that is being written, and what readers would see of it.
#[derive(Debug, Clone)]
pub struct Manuscript {
    text: String,
    blocks: Vec<Block>,
}

impl Manuscript {
    /// Takes a whole text.
    pub fn new(text: &str) -> Self {
        let block = Block {
            html: format!("<div class=\"html\">{}</div>", crate::escape_text(text)),
            length: text.encode_utf16().count(),
        };
        Self {
            text: text.to_owned(),
            blocks: if text.trim().is_empty() {
                vec![]
            } else {
                vec![block]
            },
        }
    }

    /// Applies changes (ascending, not overlapping) and says what they changed on the page.
    ///
    /// # Errors
    /// [`ProseError`] when a change does not fit the text; nothing is changed then.
    pub fn apply(&mut self, changes: &[Change]) -> Result<Patch, ProseError> {
        let mut units: Vec<u16> = self.text.encode_utf16().collect();
        let length = units.len();
        for change in changes.iter().rev() {
            if change.to < change.from || change.to > length {
                return Err(ProseError::OutOfRange {
                    from: change.from,
                    to: change.to,
                    length,
                });
            }
            units.splice(change.from..change.to, change.insert.encode_utf16());
        }
        let before = self.blocks.len();
        *self = Self::new(&String::from_utf16_lossy(&units));
        let splice = Splice {
            at: 0,
            remove: before,
            insert: self.blocks.clone(),
        };
        Ok(Patch {
            splices: vec![splice],
            outline_changed: true,
        })
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.text.clone()
    }

    /// The text's length in UTF-16 units.
    pub fn len_utf16(&self) -> usize {
        self.text.encode_utf16().count()
    }

    /// The blocks in order, the notes last.
    pub fn blocks(&self) -> Vec<Block> {
        self.blocks.clone()
    }

    /// The blocks' HTML joined by `"\n"`.
    pub fn body_html(&self) -> String {
        let parts: Vec<&str> = self
            .blocks
            .iter()
            .map(|block| block.html.as_str())
            .collect();
        parts.join("\n")
    }

    /// Words and characters.
    pub fn counts(&self) -> Counts {
        Counts {
            words: self.text.split_whitespace().count(),
            characters: self.text.chars().count(),
        }
    }

    /// The headings in order.
    pub fn outline(&self) -> Vec<Heading> {
        Vec::new()
    }
}
