//! Settings, and what the window needs at its start.

use newsroom as own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::sites::SiteView;

/// Which colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Appearance {
    /// As the system.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How pages are drawn; takes effect at the next start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Graphics {
    /// By what the machine has.
    Automatic,
    /// With the graphics processor.
    Accelerated,
    /// Without it.
    Plain,
}

/// What the journalist chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// `fr` or `en`; `null` follows the system.
    pub locale: Option<String>,
    /// Which colours.
    pub appearance: Appearance,
    /// How pages are drawn.
    pub graphics: Graphics,
    /// The byline of new drafts.
    pub byline: String,
    /// The language of new drafts.
    pub draft_language: Option<String>,
    /// The manuscript's type size in CSS pixels, 13 to 28.
    pub manuscript_size: u8,
    /// Whether the library's column is shown.
    pub library_shown: bool,
    /// What the right column shows.
    pub right_column: RightColumn,
    /// Revisions made by themselves are all kept for so many days, and of each day before, the
    /// last; `null` keeps every revision for ever.
    pub history_days: Option<u32>,
    /// So many seconds a promise to publish waits, in which it can be taken back; 0 for none.
    pub grace_seconds: u32,
    /// Whether credit and copyright are written into the copies of pictures that leave.
    pub picture_credit: bool,
    /// Whether signs and spaces are set as the house does while they are typed.
    pub house_signs: bool,
    /// Which spaces of the manuscript are seen.
    pub shown_spaces: ShownSpaces,
    /// A sentence of more words than these is found too long; 0 finds none.
    pub sentence_words: u32,
    /// The sites that new drafts go to; none leaves the choice to the desk. A site that is not known is
    /// left out.
    pub destinations: Vec<String>,
}

/// What the right column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RightColumn {
    /// The page.
    Page,
    /// The fields.
    Inspector,
    /// What is found in the copy.
    Copy,
    /// What is found before the article goes out.
    Checks,
    /// Nothing: the manuscript alone.
    Nothing,
}

/// Which spaces of the manuscript are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ShownSpaces {
    /// None.
    Nothing,
    /// Those that do not break, narrow ones told apart.
    NoBreak,
    /// All of them.
    All,
}

/// What the window needs at its start.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// `fr` or `en`, settled.
    pub locale: String,
    /// The settings.
    pub settings: Settings,
    /// The sites.
    pub sites: Vec<SiteView>,
    /// The draft that was open last, if it still exists.
    pub last_draft: Option<String>,
    /// Whether this is the library's first start: the window explains the sample article.
    pub first_start: bool,
    /// The program's version.
    pub version: String,
    /// Where the library lives.
    pub library_path: String,
    /// The system's time zone.
    pub time_zone: String,
}

impl From<own::Appearance> for Appearance {
    fn from(value: own::Appearance) -> Self {
        match value {
            own::Appearance::System => Self::System,
            own::Appearance::Light => Self::Light,
            own::Appearance::Dark => Self::Dark,
        }
    }
}

impl From<Appearance> for own::Appearance {
    fn from(value: Appearance) -> Self {
        match value {
            Appearance::System => Self::System,
            Appearance::Light => Self::Light,
            Appearance::Dark => Self::Dark,
        }
    }
}

impl From<own::Graphics> for Graphics {
    fn from(value: own::Graphics) -> Self {
        match value {
            own::Graphics::Automatic => Self::Automatic,
            own::Graphics::Accelerated => Self::Accelerated,
            own::Graphics::Plain => Self::Plain,
        }
    }
}

impl From<Graphics> for own::Graphics {
    fn from(value: Graphics) -> Self {
        match value {
            Graphics::Automatic => Self::Automatic,
            Graphics::Accelerated => Self::Accelerated,
            Graphics::Plain => Self::Plain,
        }
    }
}

impl From<own::RightColumn> for RightColumn {
    fn from(value: own::RightColumn) -> Self {
        match value {
            own::RightColumn::Page => Self::Page,
            own::RightColumn::Inspector => Self::Inspector,
            own::RightColumn::Copy => Self::Copy,
            own::RightColumn::Checks => Self::Checks,
            own::RightColumn::Nothing => Self::Nothing,
        }
    }
}

impl From<RightColumn> for own::RightColumn {
    fn from(value: RightColumn) -> Self {
        match value {
            RightColumn::Page => Self::Page,
            RightColumn::Inspector => Self::Inspector,
            RightColumn::Copy => Self::Copy,
            RightColumn::Checks => Self::Checks,
            RightColumn::Nothing => Self::Nothing,
        }
    }
}

impl From<own::ShownSpaces> for ShownSpaces {
    fn from(value: own::ShownSpaces) -> Self {
        match value {
            own::ShownSpaces::Nothing => Self::Nothing,
            own::ShownSpaces::NoBreak => Self::NoBreak,
            own::ShownSpaces::All => Self::All,
        }
    }
}

impl From<ShownSpaces> for own::ShownSpaces {
    fn from(value: ShownSpaces) -> Self {
        match value {
            ShownSpaces::Nothing => Self::Nothing,
            ShownSpaces::NoBreak => Self::NoBreak,
            ShownSpaces::All => Self::All,
        }
    }
}

impl From<own::Settings> for Settings {
    fn from(value: own::Settings) -> Self {
        Self {
            locale: value.locale,
            appearance: value.appearance.into(),
            graphics: value.graphics.into(),
            byline: value.byline,
            draft_language: value.draft_language,
            manuscript_size: value.manuscript_size,
            library_shown: value.library_shown,
            right_column: value.right_column.into(),
            history_days: value.history_days,
            grace_seconds: value.grace_seconds,
            picture_credit: value.picture_credit,
            house_signs: value.house_signs,
            shown_spaces: value.shown_spaces.into(),
            sentence_words: value.sentence_words,
            destinations: value.destinations.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<Settings> for own::Settings {
    fn from(value: Settings) -> Self {
        Self {
            locale: value.locale,
            appearance: value.appearance.into(),
            graphics: value.graphics.into(),
            byline: value.byline,
            draft_language: value.draft_language,
            manuscript_size: value.manuscript_size,
            library_shown: value.library_shown,
            right_column: value.right_column.into(),
            history_days: value.history_days,
            grace_seconds: value.grace_seconds,
            picture_credit: value.picture_credit,
            house_signs: value.house_signs,
            shown_spaces: value.shown_spaces.into(),
            sentence_words: value.sentence_words,
            destinations: value
                .destinations
                .iter()
                .filter_map(|id| id.parse().ok())
                .collect(),
        }
    }
}
