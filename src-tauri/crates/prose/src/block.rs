//! The values that cross the crate's edge: changes in, blocks and splices out; no rule lives here.

/// Replaces a range of the text. Positions are UTF-16 units of the text before the change (and
/// before the other changes of its list).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The range's start.
    pub from: usize,
    /// The range's end, at or after `from`.
    pub to: usize,
    /// What stands there afterwards.
    pub insert: String,
}

/// A top-level block of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Exactly one element, canonical.
    pub html: String,
    /// How much of the text it covers in UTF-16 units, blank lines after it included; 0 for the
    /// notes. The lengths of all blocks add up to the text's, unless the text has no block.
    pub length: usize,
}

/// Replaces `remove` blocks at `at` by `insert`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Index of the first block.
    pub at: usize,
    /// How many go.
    pub remove: usize,
    /// What comes in their place.
    pub insert: Vec<Block>,
}

/// What an edit changed on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Patch {
    /// To be applied in this order, each to the result of the one before.
    pub splices: Vec<Splice>,
    /// A heading came, went, or changed its text or level. That headings only moved along with
    /// the text does not count.
    pub outline_changed: bool,
}

/// How much there is to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Words: what white space parts, if it has a letter or a digit. Markdown marks, tags and
    /// addresses are none.
    pub words: usize,
    /// Characters that readers see, spaces included.
    pub characters: usize,
}

impl Counts {
    /// Reading time in whole minutes.
    pub fn minutes(&self) -> usize {
        domain::reading::minutes(self.words)
    }
}

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6, as on the page: `#` and `##` are both 2.
    pub level: u8,
    /// Its text without marks.
    pub text: String,
    /// Where its line starts, in UTF-16 units.
    pub offset: usize,
}

/// A change does not fit the text: the two sides are out of step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProseError {
    /// A position is beyond the end, or a range ends before it starts.
    #[error("the range {from}..{to} is not within a text of {length} units")]
    OutOfRange {
        /// The range's start.
        from: usize,
        /// The range's end.
        to: usize,
        /// The text's length.
        length: usize,
    },
    /// A change starts before the end of the one before it.
    #[error("the change at {from} starts before {after}, where the one before it ends")]
    OutOfOrder {
        /// Where it starts.
        from: usize,
        /// Where the one before ends.
        after: usize,
    },
    /// A position is between the two halves of a surrogate pair.
    #[error("position {at} is within a character")]
    WithinCharacter {
        /// The position.
        at: usize,
    },
}
