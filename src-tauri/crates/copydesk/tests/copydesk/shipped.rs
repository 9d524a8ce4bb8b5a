//! The dictionaries as the interface's packages bring them, read once for all tests.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use copydesk::spelling::{Dictionary, Misspelling, Names, Speller};

/// A language that Marbre brings a dictionary of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    French,
    English,
    British,
}

impl Language {
    /// Where its files are, without their endings.
    pub(crate) fn path(self) -> PathBuf {
        let package = match self {
            Self::French => "dictionary-fr",
            Self::English => "dictionary-en",
            Self::British => "dictionary-en-gb",
        };
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..");
        root.join("ui/node_modules").join(package).join("index")
    }

    /// The text of its affixes, or of its words.
    pub(crate) fn file(self, ending: &str) -> String {
        let path = self.path().with_extension(ending);
        std::fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!("{}: {error}: make tools, then npm ci in ui", path.display())
        })
    }

    pub(crate) fn dictionary(self) -> Arc<Dictionary> {
        static READ: LazyLock<[Arc<Dictionary>; 3]> =
            LazyLock::new(|| [Language::French, Language::English, Language::British].map(read));
        Arc::clone(&READ[self as usize])
    }

    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::British => "en-GB",
        }
    }

    pub(crate) fn speller(self) -> Speller {
        Speller::new(self.dictionary(), self.tag(), &[])
    }
}

fn read(language: Language) -> Arc<Dictionary> {
    Arc::new(Dictionary::read(&language.file("aff"), &language.file("dic")).expect("a dictionary"))
}

/// What is misspelt in a text of one passage or more.
pub(crate) fn misspelt(speller: &Speller, tag: &str, markdown: &str) -> Vec<String> {
    let passages = prose::passages(markdown);
    let faults = passages
        .iter()
        .flat_map(|passage| speller.misspellings(passage, tag, &Names::default()));
    faults.map(|Misspelling { word, .. }| word).collect()
}
