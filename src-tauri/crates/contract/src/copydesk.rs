//! What is found in the copy of the open draft: signs, spelling, the house's style. Words only; no rule is known here.

use newsroom::copydesk as own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stretch of the open draft's text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CopyRequest {
    /// Which draft.
    pub draft: String,
    /// The change after which the editor's text is meant.
    pub sequence: f64,
    /// Where the stretch begins, UTF-16 units; findings are told of whole blocks.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// Asks what only the whole text shows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcrossRequest {
    /// Which draft.
    pub draft: String,
    /// The change after which the editor's text is meant.
    pub sequence: f64,
}

/// What only the whole text shows, and how it is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CopyAcross {
    /// What was found, in the text's order.
    pub findings: Vec<CopyFinding>,
    /// How much of what the writer ignores in this draft still stands in it.
    pub ignored: u32,
    /// What is wrong with the house's files.
    pub faults: Vec<HouseFault>,
}

/// Something that was found is not to be told again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IgnoreRequest {
    /// In which draft.
    pub draft: String,
    /// The change after which the editor's text is meant.
    pub sequence: f64,
    /// Where it begins, UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What it was found by.
    pub rule: String,
    /// How far.
    pub far: HowFar,
}

/// How far something is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HowFar {
    /// Where it stands.
    Here,
    /// Wherever this draft says the same.
    Draft,
    /// Everywhere: a word is learnt, a rule goes into the house's list.
    Always,
}

/// What is found in a stretch of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CopyStretch {
    /// Where what was read begins, UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What was found, in the text's order.
    pub findings: Vec<CopyFinding>,
}

/// Something in the copy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CopyFinding {
    /// Where it begins, UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What stands there.
    pub text: String,
    /// What it was found by, and is ignored by: a rule's name.
    pub rule: String,
    /// What it is.
    pub about: CopyAbout,
    /// What could stand there instead, the likeliest first. For a misspelt word they are asked for one by one.
    pub replacements: Vec<String>,
}

/// What something in the copy is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "is")]
pub enum CopyAbout {
    /// A word that no dictionary and no list has.
    Spelling {
        /// The language that it is judged in.
        language: String,
    },
    /// Signs or spaces that the house sets otherwise.
    Signs {
        /// The rule, as the house's table names it: `high-sign`.
        rule: String,
    },
    /// Words that the house writes otherwise.
    Style {
        /// The rule's name in its file.
        rule: String,
        /// What to do, a sentence in the rule's own language.
        advice: String,
        /// Why.
        reason: String,
        /// Whose usage it is.
        source: String,
    },
    /// A word stands twice.
    SaidTwice {
        /// The word.
        word: String,
    },
    /// A long sentence.
    LongSentence {
        /// Its words.
        words: u32,
    },
    /// Shares of a whole that are not a whole.
    Shares {
        /// Their sum, in percent.
        sum: f64,
    },
    /// A percentage that its numbers do not give.
    Share {
        /// What the text says.
        said: f64,
        /// What it is.
        right: f64,
    },
    /// A growth, or a fall, in percent, that its numbers do not give.
    Growth {
        /// What the text says.
        said: f64,
        /// What it is.
        right: f64,
    },
    /// A sum that its numbers do not give.
    Total {
        /// What the text says.
        said: f64,
        /// What it is.
        right: f64,
    },
    /// A mark that something is to come or to be checked.
    Mark,
    /// A quote or parenthesis is opened and not closed.
    Unclosed,
    /// One is closed that was not opened.
    Unopened,
    /// A heading is more than one level below the one before it.
    HeadingSkips {
        /// The level before it.
        from: u8,
        /// Its own.
        to: u8,
    },
    /// A link that leads nowhere.
    LinkNowhere,
    /// A link without anything to click on.
    LinkUnseen,
    /// A name that is written otherwise elsewhere in the text.
    Alike {
        /// How.
        other: String,
    },
    /// A day that no month has.
    NoSuchDay,
    /// A date on another day of the week.
    Weekday {
        /// The day that it is, 1 for Monday to 7 for Sunday.
        right: i8,
    },
    /// A time that no clock shows.
    NoSuchTime,
}

/// A word of the open draft that is misspelt.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordRequest {
    /// Which draft.
    pub draft: String,
    /// The word.
    pub word: String,
    /// The language that it is judged in.
    pub language: String,
}

/// A plain file of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
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

/// Something in a file of the house that is not followed. All the rest of the file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HouseFault {
    /// Which file.
    pub file: HouseFile,
    /// What the file is called.
    pub name: String,
    /// The line, from 1; 0 for the file as a whole.
    pub line: u32,
    /// What is wrong.
    pub code: HouseFaultCode,
}

/// What is wrong in a file of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "as in copydesk::style::RuleFaultCode and newsroom::HouseFaultCode"
)]
pub enum HouseFaultCode {
    Unreadable,
    FileTooLong,
    NoStandard,
    UnknownSetting,
    NoWord,
    NoRule,
    UnknownCheck,
    UnknownWeight,
    NoLength,
    TooManyRules,
    NotToml,
    UnknownKey,
    WrongKind,
    TooMany,
    Missing,
    SameId,
    UnknownLevel,
    TooLong,
    TooDeep,
    TooManyForms,
    Unclosed,
    Unopened,
    OddSign,
    NoWordInPattern,
    ShortStart,
    LettersBehindStar,
    NotRegular,
    NoAnswer,
    ExampleNotFound,
    ExampleNotMended,
}

impl From<HouseFile> for newsroom::HouseFile {
    fn from(file: HouseFile) -> Self {
        match file {
            HouseFile::Signs => Self::Signs,
            HouseFile::FrenchStyle => Self::FrenchStyle,
            HouseFile::EnglishStyle => Self::EnglishStyle,
            HouseFile::OwnWords => Self::OwnWords,
            HouseFile::NewsroomWords => Self::NewsroomWords,
            HouseFile::Checks => Self::Checks,
            HouseFile::Ignored => Self::Ignored,
        }
    }
}

impl From<newsroom::HouseFile> for HouseFile {
    fn from(file: newsroom::HouseFile) -> Self {
        use newsroom::HouseFile as F;
        match file {
            F::Signs => Self::Signs,
            F::FrenchStyle => Self::FrenchStyle,
            F::EnglishStyle => Self::EnglishStyle,
            F::OwnWords => Self::OwnWords,
            F::NewsroomWords => Self::NewsroomWords,
            F::Checks => Self::Checks,
            F::Ignored => Self::Ignored,
        }
    }
}

impl From<newsroom::HouseFault> for HouseFault {
    fn from(fault: newsroom::HouseFault) -> Self {
        Self {
            file: fault.file.into(),
            name: fault.file.name().to_owned(),
            line: fault.line as u32,
            code: fault.code.into(),
        }
    }
}

impl From<newsroom::HouseFaultCode> for HouseFaultCode {
    fn from(code: newsroom::HouseFaultCode) -> Self {
        use newsroom::HouseFaultCode as F;
        match code {
            F::Unreadable => Self::Unreadable,
            F::TooLong => Self::FileTooLong,
            F::NoStandard => Self::NoStandard,
            F::UnknownSetting => Self::UnknownSetting,
            F::NoWord => Self::NoWord,
            F::NoRule => Self::NoRule,
            F::UnknownCheck => Self::UnknownCheck,
            F::UnknownWeight => Self::UnknownWeight,
            F::NoLength => Self::NoLength,
            F::Rule(code) => code.into(),
        }
    }
}

impl From<own::RuleFaultCode> for HouseFaultCode {
    fn from(code: own::RuleFaultCode) -> Self {
        use own::RuleFaultCode as R;
        match code {
            R::FileTooLong => Self::FileTooLong,
            R::TooManyRules => Self::TooManyRules,
            R::NotToml => Self::NotToml,
            R::UnknownKey => Self::UnknownKey,
            R::WrongKind => Self::WrongKind,
            R::TooMany => Self::TooMany,
            R::Missing => Self::Missing,
            R::SameId => Self::SameId,
            R::UnknownLevel => Self::UnknownLevel,
            R::TooLong => Self::TooLong,
            R::TooDeep => Self::TooDeep,
            R::TooManyForms => Self::TooManyForms,
            R::Unclosed => Self::Unclosed,
            R::Unopened => Self::Unopened,
            R::OddSign => Self::OddSign,
            R::NoWord => Self::NoWordInPattern,
            R::ShortStart => Self::ShortStart,
            R::LettersBehindStar => Self::LettersBehindStar,
            R::NotRegular => Self::NotRegular,
            R::NoAnswer => Self::NoAnswer,
            R::ExampleNotFound => Self::ExampleNotFound,
            R::ExampleNotMended => Self::ExampleNotMended,
        }
    }
}

impl From<HowFar> for own::HowFar {
    fn from(far: HowFar) -> Self {
        match far {
            HowFar::Here => Self::Here,
            HowFar::Draft => Self::Draft,
            HowFar::Always => Self::Always,
        }
    }
}

impl From<own::CopyAcross> for CopyAcross {
    fn from(across: own::CopyAcross) -> Self {
        Self {
            findings: across.findings.into_iter().map(Into::into).collect(),
            ignored: across.ignored as u32,
            faults: across.faults.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<own::RemarkKind> for CopyAbout {
    fn from(kind: own::RemarkKind) -> Self {
        use own::RemarkKind as K;
        match kind {
            K::SaidTwice { word } => Self::SaidTwice { word },
            K::LongSentence { words } => Self::LongSentence {
                words: words as u32,
            },
            K::Shares { sum } => Self::Shares { sum },
            K::Share { said, right } => Self::Share { said, right },
            K::Growth { said, right } => Self::Growth { said, right },
            K::Total { said, right } => Self::Total { said, right },
            K::Mark => Self::Mark,
            K::Unclosed => Self::Unclosed,
            K::Unopened => Self::Unopened,
            K::HeadingSkips { from, to } => Self::HeadingSkips { from, to },
            K::LinkNowhere => Self::LinkNowhere,
            K::LinkUnseen => Self::LinkUnseen,
            K::Alike { other } => Self::Alike { other },
            K::NoSuchDay => Self::NoSuchDay,
            K::Weekday { right } => Self::Weekday { right },
            K::NoSuchTime => Self::NoSuchTime,
        }
    }
}

impl From<own::CopyStretch> for CopyStretch {
    fn from(stretch: own::CopyStretch) -> Self {
        Self {
            from: stretch.units.start as u32,
            to: stretch.units.end as u32,
            findings: stretch.findings.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<own::CopyFinding> for CopyFinding {
    fn from(finding: own::CopyFinding) -> Self {
        Self {
            from: finding.units.start as u32,
            to: finding.units.end as u32,
            text: finding.text,
            rule: finding.about.rule().to_owned(),
            about: finding.about.into(),
            replacements: finding.replacements,
        }
    }
}

impl From<own::CopyAbout> for CopyAbout {
    fn from(about: own::CopyAbout) -> Self {
        match about {
            own::CopyAbout::Spelling { language } => Self::Spelling { language },
            own::CopyAbout::Style(rule) => Self::Style {
                rule: rule.id,
                advice: rule.advice,
                reason: rule.reason,
                source: rule.source,
            },
            own::CopyAbout::Remark(kind) => kind.into(),
            own::CopyAbout::Signs(rule) => Self::Signs {
                rule: rule.name().to_owned(),
            },
        }
    }
}
