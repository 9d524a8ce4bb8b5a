//! What every request of a running site shares. It knows no route.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use domain::{Section, Timestamp};
use page::{Press, SiteFacts, Theme};

use crate::database::Database;
use crate::server::{Clock, SiteOptions};
use crate::{SiteError, secret};

/// The sections of a new site, as its readers read them.
const FRENCH_SECTIONS: [&str; 8] = [
    "tech",
    "politique",
    "justice",
    "culture",
    "climat",
    "monde",
    "économie",
    "sport",
];
const ENGLISH_SECTIONS: [&str; 8] = [
    "tech", "politics", "justice", "culture", "climate", "world", "economy", "sport",
];

/// A running site.
pub(crate) struct SiteState {
    pub(crate) data: PathBuf,
    pub(crate) url: String,
    pub(crate) database: Database,
    pub(crate) theme: Theme,
    pub(crate) press: Press,
    clock: Clock,
    in_progress: Mutex<HashSet<(String, String)>>,
}

impl SiteState {
    /// Opens a site's folder; a new one gets its defaults.
    pub(crate) fn open(options: &SiteOptions, url: &str) -> Result<Self, SiteError> {
        let zone = &options.defaults.time_zone;
        jiff::tz::TimeZone::get(zone).map_err(|_| SiteError::UnknownZone(zone.clone()))?;
        let database = Database::open(&options.data)?;
        database.settle(
            &options.defaults,
            &default_sections(options.defaults.language.primary()),
        )?;
        let theme = Theme::built_in();
        let press = Press::new(&theme)?;
        Ok(Self {
            data: options.data.clone(),
            url: url.to_owned(),
            database,
            theme,
            press,
            clock: options.clock.clone(),
            in_progress: Mutex::default(),
        })
    }

    /// Now, to the microsecond that the database keeps.
    pub(crate) fn now(&self) -> Timestamp {
        let now = (self.clock)();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// What pages say of the site.
    pub(crate) fn facts(&self) -> rusqlite::Result<SiteFacts> {
        let facts = self.database.facts()?;
        Ok(SiteFacts {
            name: facts.name,
            url: self.url.clone(),
            language: facts.language,
            time_zone: facts.time_zone,
            sections: facts.sections,
            subscribers: facts.subscribers,
        })
    }

    /// The name of the token that a request shows, if it holds.
    pub(crate) fn token_name(&self, token: &str) -> rusqlite::Result<Option<String>> {
        self.database.token_name(&secret::hash(token.as_bytes()))
    }

    /// Begins work on a token's key; `None` while earlier work on it goes on.
    pub(crate) fn begin(&self, token: &str, key: &str) -> Option<InProgress<'_>> {
        let name = (token.to_owned(), key.to_owned());
        let mut working = self
            .in_progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // Lazily: a guard that is made in vain would end the work of the one that is there.
        working
            .insert(name.clone())
            .then(|| InProgress { state: self, name })
    }
}

/// Work on a key; over when this is dropped.
pub(crate) struct InProgress<'a> {
    state: &'a SiteState,
    name: (String, String),
}

impl Drop for InProgress<'_> {
    fn drop(&mut self) {
        let mut working = self
            .state
            .in_progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        working.remove(&self.name);
    }
}

fn default_sections(language: &str) -> Vec<Section> {
    let names = if language == "fr" {
        FRENCH_SECTIONS
    } else {
        ENGLISH_SECTIONS
    };
    let section = |name: &str| {
        page::section_slug(name).map(|slug| Section {
            slug,
            name: name.to_owned(),
        })
    };
    names.into_iter().filter_map(section).collect()
}
