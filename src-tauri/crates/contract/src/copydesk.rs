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
}

impl From<HouseFile> for newsroom::HouseFile {
    fn from(file: HouseFile) -> Self {
        match file {
            HouseFile::Signs => Self::Signs,
            HouseFile::FrenchStyle => Self::FrenchStyle,
            HouseFile::EnglishStyle => Self::EnglishStyle,
            HouseFile::OwnWords => Self::OwnWords,
            HouseFile::NewsroomWords => Self::NewsroomWords,
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
