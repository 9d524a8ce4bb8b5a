//! The house's own rules, in plain files that stand in the library's folder: read when they change, written only to begin with.

pub(crate) mod checks;
mod faults;
mod ignored;
mod signs;
mod style;
mod watched;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::unwritable;
use crate::{Dictionaries, Newsroom, NewsroomError};
use checks::Policies;
use ignored::Ignored;
use signs::Signs;
use style::Styles;
use words::Words;

pub use faults::{HouseFault, HouseFaultCode};
pub(crate) use ignored::Never;

/// The folder in the library's.
const FOLDER: &str = "house";

/// What the house has decided.
pub(crate) struct House {
    folder: PathBuf,
    pub(crate) signs: Signs,
    pub(crate) words: Words,
    pub(crate) styles: Styles,
    pub(crate) checks: Policies,
    pub(crate) ignored: Ignored,
}

/// A plain file of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HouseFile {
    /// How signs and spaces are set.
    Signs,
    /// What is written otherwise, in French.
    FrenchStyle,
    /// What is written otherwise, in English.
    EnglishStyle,
    /// The words that the writer knows.
    OwnWords,
    /// The words that all of the newsroom knows.
    NewsroomWords,
    /// What keeps an article back, and what is only said.
    Checks,
    /// What is never remarked.
    Ignored,
}

impl HouseFile {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Signs => signs::FILE,
            Self::FrenchStyle => style::FRENCH,
            Self::EnglishStyle => style::ENGLISH,
            Self::OwnWords => words::OWN,
            Self::NewsroomWords => words::NEWSROOM,
            Self::Checks => checks::FILE,
            Self::Ignored => ignored::FILE,
        }
    }

    /// What it says to begin with.
    fn starter(self) -> &'static str {
        match self {
            Self::Signs => prose::typography::STARTER,
            Self::FrenchStyle => copydesk::style::starter("fr").unwrap_or_default(),
            Self::EnglishStyle => copydesk::style::starter("en").unwrap_or_default(),
            Self::OwnWords | Self::NewsroomWords => words::STARTER,
            Self::Checks => checks::STARTER,
            Self::Ignored => ignored::STARTER,
        }
    }
}

impl House {
    /// That of a library, with these dictionaries.
    pub(crate) fn of(library: &Path, dictionaries: Dictionaries) -> Self {
        let folder = library.join(FOLDER);
        Self {
            signs: Signs::of(&folder),
            words: Words::of(&folder, dictionaries),
            styles: Styles::of(&folder),
            checks: Policies::of(&folder),
            ignored: Ignored::of(&folder),
            folder,
        }
    }
}

impl Newsroom {
    /// The path of one of the house's files; one to begin with is written where there is none.
    ///
    /// # Errors
    /// `FileUnwritable`, `DiskFull`.
    pub fn house_file(&self, file: HouseFile) -> Result<PathBuf, NewsroomError> {
        let folder = &self.room.house.folder;
        let path = folder.join(file.name());
        if !path.exists() {
            fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
            fs::write(&path, file.starter()).map_err(|e| unwritable(&path, &e))?;
        }
        Ok(path)
    }

    /// The writer knows a word from now on.
    ///
    /// # Errors
    /// `FieldInvalid` for what is no word; `FileUnwritable`, `DiskFull`.
    pub fn learn_word(&self, word: &str) -> Result<(), NewsroomError> {
        let path = self.house_file(HouseFile::OwnWords)?;
        self.room.house.words.learn(&path, word)
    }

    /// A rule, or only its finding these words, is never remarked again.
    ///
    /// # Errors
    /// `FieldInvalid` for what is no rule's name; `FileUnwritable`, `DiskFull`.
    pub(crate) fn ignore_rule(&self, rule: &str, words: Option<&str>) -> Result<(), NewsroomError> {
        let path = self.house_file(HouseFile::Ignored)?;
        self.room.house.ignored.add(&path, rule, words)
    }
}
