//! What the writer is asked where two sides changed the same, and what a text loses on its way into Markdown.

use newsroom as own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A field that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FieldName {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// The section.
    Section,
    /// The tags, separated by commas.
    Tags,
    /// Who signs.
    Byline,
    /// The language of the text.
    Language,
    /// The chosen slug.
    Slug,
    /// The date with its time zone.
    Date,
    /// The lead picture with its words.
    Picture,
    /// The hour before which nothing may leave the desk.
    Embargo,
    /// The notes to readers.
    Corrections,
}

/// A place where both changed the same.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// Which field; `null` in the text.
    pub field: Option<FieldName>,
    /// Whether other words than the two sides' can be put there.
    pub is_words: bool,
    /// What stands before it in the text.
    pub before: String,
    /// As both had it.
    pub base: String,
    /// As the draft has it.
    pub ours: Vec<Run>,
    /// As the file has it.
    pub theirs: Vec<Run>,
}

/// A run of words of one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether the other side has not got them.
    pub own: bool,
}

/// What the writer answered to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "take")]
pub enum Answer {
    /// As the draft has it.
    Ours,
    /// As the file has it.
    Theirs,
    /// As neither has it.
    Words {
        /// The words.
        words: String,
    },
}

/// What Markdown can't say of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Lost {
    /// What it is.
    pub kind: LostKind,
    /// How often.
    pub count: u32,
    /// What tells the first of them.
    pub example: String,
}

/// The kinds of what Markdown can't say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LostKind {
    /// A frame with something of another site in it; a link to it was left.
    Embed,
    /// A video; a link to it was left.
    Video,
    /// A sound; a link to it was left.
    Audio,
    /// A drawing within the page.
    Drawing,
    /// A picture without an address that another program can fetch.
    Picture,
    /// A link to where readers may not go, or can't from elsewhere; its text was left.
    Link,
    /// Colours, sizes, alignment.
    Style,
    /// How pictures stand together, or the look of a card; what is in it was left.
    Layout,
    /// A table had no head: its first row became one.
    TableHead,
    /// A field or a button.
    Form,
    /// A program.
    Script,
    /// An element that HTML does not know; what is in it was left.
    Unknown,
    /// Elements within each other beyond what can be read: only the words were left.
    Nesting,
}

impl From<own::Lost> for Lost {
    fn from(lost: own::Lost) -> Self {
        Self {
            kind: lost.kind.into(),
            count: u32::try_from(lost.count).unwrap_or(u32::MAX),
            example: lost.example,
        }
    }
}

impl From<own::LostKind> for LostKind {
    fn from(kind: own::LostKind) -> Self {
        match kind {
            own::LostKind::Embed => Self::Embed,
            own::LostKind::Video => Self::Video,
            own::LostKind::Audio => Self::Audio,
            own::LostKind::Drawing => Self::Drawing,
            own::LostKind::Picture => Self::Picture,
            own::LostKind::Link => Self::Link,
            own::LostKind::Style => Self::Style,
            own::LostKind::Layout => Self::Layout,
            own::LostKind::TableHead => Self::TableHead,
            own::LostKind::Form => Self::Form,
            own::LostKind::Script => Self::Script,
            own::LostKind::Unknown => Self::Unknown,
            own::LostKind::Nesting => Self::Nesting,
        }
    }
}

impl From<own::Question> for Question {
    fn from(question: own::Question) -> Self {
        let runs = |runs: Vec<own::Run>| runs.into_iter().map(Into::into).collect();
        Self {
            field: question.field.map(Into::into),
            is_words: question.is_words,
            before: question.before,
            base: question.base,
            ours: runs(question.ours),
            theirs: runs(question.theirs),
        }
    }
}

impl From<own::Run> for Run {
    fn from(run: own::Run) -> Self {
        Self {
            text: run.text,
            own: run.is_own,
        }
    }
}

impl From<own::FieldName> for FieldName {
    fn from(name: own::FieldName) -> Self {
        match name {
            own::FieldName::Headline => Self::Headline,
            own::FieldName::Standfirst => Self::Standfirst,
            own::FieldName::Section => Self::Section,
            own::FieldName::Tags => Self::Tags,
            own::FieldName::Byline => Self::Byline,
            own::FieldName::Language => Self::Language,
            own::FieldName::Slug => Self::Slug,
            own::FieldName::Date => Self::Date,
            own::FieldName::Picture => Self::Picture,
            own::FieldName::Embargo => Self::Embargo,
            own::FieldName::Corrections => Self::Corrections,
        }
    }
}

impl From<Answer> for own::Answer {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Ours => Self::Ours,
            Answer::Theirs => Self::Theirs,
            Answer::Words { words } => Self::Words(words),
        }
    }
}
