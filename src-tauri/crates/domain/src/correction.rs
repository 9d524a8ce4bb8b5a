//! What a newsroom owes its readers when a published article was wrong or incomplete: said, dated, kept for ever.

use crate::Timestamp;

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CorrectionKind {
    /// Something was wrong, and was put right.
    Correction,
    /// Something could be misunderstood.
    Clarification,
    /// Something happened since.
    Update,
    /// The article as a whole no longer holds.
    Retraction,
}

impl CorrectionKind {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Correction,
        Self::Clarification,
        Self::Update,
        Self::Retraction,
    ];

    /// Its one word in files, columns and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::Update => "update",
            Self::Retraction => "retraction",
        }
    }

    /// The kind of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A note to readers below an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What it is.
    pub kind: CorrectionKind,
    /// What readers are told: plain text.
    pub text: String,
    /// The date it bears.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_word_of_its_own() {
        for kind in CorrectionKind::ALL {
            assert_eq!(CorrectionKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(CorrectionKind::parse("erratum"), None);
    }
}
