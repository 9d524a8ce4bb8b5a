//! What the journalist chose; kept as JSON under one key, read leniently so that an older file still serves.

use std::collections::BTreeMap;
use std::path::Path;

use ::copydesk::reading::LONG_SENTENCE;
use domain::{Language, SiteId, Variant};
use serde::{Deserialize, Serialize};

use crate::NewsroomError;
use crate::newsroom::DATABASE;
use crate::room::Room;

/// Which colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How pages are drawn; takes effect at the next start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Graphics {
    /// By what the machine has.
    #[default]
    Automatic,
    /// With the graphics processor.
    Accelerated,
    /// Without it.
    Plain,
}

/// What the right column shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightColumn {
    /// The page.
    #[default]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShownSpaces {
    /// None.
    Nothing,
    /// Those that do not break, narrow ones told apart.
    #[default]
    NoBreak,
    /// All of them.
    All,
}

/// What the journalist chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `fr` or `en`; `None` follows the system.
    pub locale: Option<String>,
    /// Which colours.
    pub appearance: Appearance,
    /// How pages are drawn.
    pub graphics: Graphics,
    /// The byline of new drafts.
    pub byline: String,
    /// The language of new drafts, a BCP 47 tag; `None` is the interface's.
    pub draft_language: Option<String>,
    /// The manuscript's type size in CSS pixels.
    pub manuscript_size: u8,
    /// Whether the library's column is shown.
    pub library_shown: bool,
    /// What the right column shows.
    pub right_column: RightColumn,
    /// Revisions made by themselves are all kept for so many days, and of each day before, the
    /// last; `None` keeps every revision for ever.
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
    /// The sites that new drafts go to; none leaves the choice to the desk.
    #[serde(with = "site_ids")]
    pub destinations: Vec<SiteId>,
}

/// Sites as their identifiers' text; what is none is passed over.
mod site_ids {
    use domain::SiteId;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(sites: &[SiteId], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(sites.iter().map(ToString::to_string))
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<SiteId>, D::Error> {
        let texts = Vec::<String>::deserialize(from)?;
        Ok(texts.iter().filter_map(|text| text.parse().ok()).collect())
    }
}

impl Settings {
    /// The longest wait.
    pub const LONGEST_GRACE: u32 = 600;

    /// The type sizes the manuscript can have, CSS pixels.
    pub const MANUSCRIPT_SIZES: std::ops::RangeInclusive<u8> = 13..=28;
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            locale: None,
            appearance: Appearance::default(),
            graphics: Graphics::default(),
            byline: String::new(),
            draft_language: None,
            manuscript_size: 18,
            library_shown: true,
            right_column: RightColumn::default(),
            history_days: None,
            grace_seconds: 0,
            picture_credit: false,
            house_signs: true,
            shown_spaces: ShownSpaces::default(),
            sentence_words: LONG_SENTENCE as u32,
            destinations: Vec::new(),
        }
    }
}

const KEY: &str = "settings";

/// How pages are to be drawn, read before the newsroom is opened: the toolkit must know it before
/// the first thread starts. A library that can't be read is drawn as the machine has it; opening
/// it will say what is wrong.
pub fn graphics_setting(library: &Path) -> Graphics {
    let kept = store::peek_setting(&library.join(DATABASE), KEY);
    let kept = kept.inspect_err(|error| tracing::warn!(%error, "settings can't be read yet"));
    let settings = kept
        .ok()
        .flatten()
        .and_then(|json| serde_json::from_str::<Settings>(&json).ok());
    settings.unwrap_or_default().graphics
}

impl Room {
    /// The settings; the defaults before the first choice, or when what is kept can't be read.
    pub(crate) fn settings(&self) -> Result<Settings, NewsroomError> {
        let Some(kept) = self.store.setting(KEY)? else {
            return Ok(Settings::default());
        };
        Ok(serde_json::from_str(&kept).unwrap_or_else(|error| {
            tracing::warn!(%error, "settings can't be read; the defaults serve");
            Settings::default()
        }))
    }

    /// Keeps settings, the size brought into its range, of the sites those that are known.
    pub(crate) fn set_settings(&self, settings: &Settings) -> Result<(), NewsroomError> {
        let (least, most) = (
            *Settings::MANUSCRIPT_SIZES.start(),
            *Settings::MANUSCRIPT_SIZES.end(),
        );
        let tidy = Settings {
            manuscript_size: settings.manuscript_size.clamp(least, most),
            destinations: self.known_of(&settings.destinations)?,
            ..settings.clone()
        };
        let json =
            serde_json::to_string(&tidy).map_err(|e| NewsroomError::Internal(e.to_string()))?;
        Ok(self.store.set_setting(KEY, &json)?)
    }

    /// Where a new draft goes, as it was chosen.
    pub(crate) fn new_destinations(&self) -> Result<BTreeMap<SiteId, Variant>, NewsroomError> {
        let sites = self.known_of(&self.settings()?.destinations)?.into_iter();
        Ok(sites.map(|site| (site, Variant::default())).collect())
    }

    /// Those of these sites that the library has, by their names.
    fn known_of(&self, sites: &[SiteId]) -> Result<Vec<SiteId>, NewsroomError> {
        let known = self.store.sites()?.into_iter().map(|site| site.id);
        Ok(known.filter(|site| sites.contains(site)).collect())
    }

    /// `fr` or `en`: what was chosen, else the system's, else French.
    pub(crate) fn locale(&self) -> Result<String, NewsroomError> {
        let chosen = self.settings()?.locale;
        let tag = chosen.as_deref().unwrap_or(&self.system_locale);
        Ok(interface_language(tag).to_owned())
    }

    /// The language of new drafts.
    pub(crate) fn draft_language(&self) -> Result<Language, NewsroomError> {
        let chosen = self
            .settings()?
            .draft_language
            .and_then(|tag| Language::parse(&tag));
        if let Some(chosen) = chosen {
            return Ok(chosen);
        }
        let site = self.usual_site()?.map(|site| site.language);
        let locale = self.locale()?;
        Ok(site
            .or_else(|| Language::parse(&locale))
            .unwrap_or_else(Language::french))
    }
}

/// The interface's language for a system's locale, as `en_GB.UTF-8`. Where the system says
/// nothing (`C`), French, the first language of the house; where it says another one, English.
pub fn interface_language(locale: &str) -> &'static str {
    let tag = locale
        .split(['.', '@'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match tag.as_str() {
        "" | "c" | "posix" => "fr",
        tag if tag.starts_with("fr") => "fr",
        _ => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_language_decides() {
        for french in ["fr", "fr_FR.UTF-8", "fr-CA", "", "C", "C.UTF-8", "POSIX"] {
            assert_eq!(interface_language(french), "fr", "{french}");
        }
        for english in ["en", "en_GB.UTF-8", "de_DE.UTF-8"] {
            assert_eq!(interface_language(english), "en", "{english}");
        }
    }

    #[test]
    fn older_settings_still_serve() {
        let read: Settings =
            serde_json::from_str(r#"{"byline":"A","unknown":1,"destinations":["x"]}"#).unwrap();
        assert_eq!(
            read,
            Settings {
                byline: "A".to_owned(),
                ..Settings::default()
            }
        );
    }
}
