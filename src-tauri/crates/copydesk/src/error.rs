//! Why what the copy desk was given to judge by can't be used.

/// What is wrong with a dictionary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CopydeskError {
    /// A line of a dictionary's affixes or words that is none in the format of Hunspell.
    #[error("{file}, line {line}: {why}")]
    Dictionary {
        /// Which of its two files.
        file: DictionaryFile,
        /// The line, from 1; 0 where the file as a whole is meant.
        line: usize,
        /// What is wrong with it, in English, for a log.
        why: String,
    },
}

/// One of the two files of a Hunspell dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DictionaryFile {
    /// The `.aff` file: how words are inflected.
    Affixes,
    /// The `.dic` file: the words.
    Words,
}

impl std::fmt::Display for DictionaryFile {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Self::Affixes => "affixes",
            Self::Words => "words",
        })
    }
}
