//! What of the house's files is not followed, and in which line. Reads none itself, and says nothing in words.

use copydesk::style::RuleFaultCode;

use super::{House, HouseFile};
use crate::Newsroom;

/// Something in a file of the house that is not followed; the rest of the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HouseFault {
    /// Which file.
    pub file: HouseFile,
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub code: HouseFaultCode,
}

/// What is wrong in a file of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HouseFaultCode {
    /// The file can't be read, or is no UTF-8: what it said before is followed.
    Unreadable,
    /// The file is longer than a million bytes: what it said before is followed.
    TooLong,
    /// The table of signs, or of checks, is no TOML: what it said before is followed.
    NoStandard,
    /// The table of signs has a key or a value that is not known: what it said before is followed.
    UnknownSetting,
    /// A line of a word list has no word, or several.
    NoWord,
    /// A line of what is ignored names no rule.
    NoRule,
    /// The table of checks has a name that means nothing: the line is left out.
    UnknownCheck,
    /// A weight that is none.
    UnknownWeight,
    /// A length that is none.
    NoLength,
    /// A rule of style.
    Rule(RuleFaultCode),
}

/// A line, and what is wrong there.
pub(super) type Fault = (usize, HouseFaultCode);

impl House {
    /// What of the house's files is not followed, file by file.
    pub(crate) fn faults(&self) -> Vec<HouseFault> {
        let [french, english] = self.styles.faults();
        let [own, newsroom] = self.words.faults();
        let all = [
            (HouseFile::Signs, self.signs.faults()),
            (HouseFile::FrenchStyle, french),
            (HouseFile::EnglishStyle, english),
            (HouseFile::OwnWords, own),
            (HouseFile::NewsroomWords, newsroom),
            (HouseFile::Ignored, self.ignored.faults()),
            (HouseFile::Checks, self.checks.faults()),
        ];
        let told = all.into_iter().flat_map(|(file, faults)| {
            let told = faults.into_iter();
            told.map(move |(line, code)| HouseFault { file, line, code })
        });
        told.collect()
    }
}

impl Newsroom {
    /// What of the house's files is not followed, file by file; of a file that was just changed, a second later.
    pub fn house_faults(&self) -> Vec<HouseFault> {
        self.room.house.faults()
    }
}
