//! How the house sets signs and spaces, in each language that was asked for. Sets none itself.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use prose::typography::{self, Standard};

use super::faults::{Fault, HouseFaultCode};
use super::watched::Watched;
use crate::Change;
use crate::desk::{OpenText, locked};

/// Its file.
pub(super) const FILE: &str = "typography.toml";

/// The standards.
pub(crate) struct Signs(Mutex<Read>);

struct Read {
    file: Watched,
    /// What it said last that could be followed.
    good: String,
    fault: Option<Fault>,
    standards: HashMap<String, Arc<Standard>>,
}

impl Read {
    /// Whether a table is one depends on no language.
    fn look(&mut self) {
        if !self.file.changed() {
            return;
        }
        self.standards.clear();
        self.fault = match Standard::read(self.file.text(), "fr") {
            Ok(_) => {
                self.good = self.file.text().to_owned();
                None
            }
            Err(error) => {
                tracing::warn!(%error, "the house's table of signs is not followed");
                let is_toml = error.is_toml;
                let code = if is_toml {
                    HouseFaultCode::UnknownSetting
                } else {
                    HouseFaultCode::NoStandard
                };
                Some((error.line, code))
            }
        };
    }
}

impl Signs {
    pub(super) fn of(folder: &Path) -> Self {
        Self(Mutex::new(Read {
            file: Watched::new(folder.join(FILE)),
            good: String::new(),
            fault: None,
            standards: HashMap::new(),
        }))
    }

    /// How they are set in a text of this language, a BCP 47 tag. While the file can't be followed, what it said last that
    /// could be counts: half a table is no standard.
    pub(crate) fn standard(&self, language: &str) -> Arc<Standard> {
        let mut read = locked(&self.0);
        read.look();
        if let Some(known) = read.standards.get(language) {
            return Arc::clone(known);
        }
        let standard = Standard::read(&read.good, language);
        let standard = standard.unwrap_or_else(|_| Standard::usual(language));
        let standard = Arc::new(standard);
        read.standards
            .insert(language.to_owned(), Arc::clone(&standard));
        standard
    }

    /// What of the file is not followed.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut read = locked(&self.0);
        read.look();
        read.file.fault().into_iter().chain(read.fault).collect()
    }

    /// What the signs complete that end at these places (UTF-16 units, ascending), set as the house does.
    pub(crate) fn completed(&self, open: &OpenText, ends: &[usize]) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        for end in ends {
            let beyond = changes.last().map_or(0, |last| last.to);
            let more = self.completed_at(open, *end).into_iter();
            changes.extend(more.filter(|change| change.from >= beyond));
        }
        changes
    }

    fn completed_at(&self, open: &OpenText, end: usize) -> Vec<Change> {
        let language = open.fields.language.as_str();
        let stretch = open.manuscript.stretch(end..end);
        let Some(at) = stretch.byte(end) else {
            return Vec::new();
        };
        let retouches = typography::typed(&stretch, at, language, &self.standard(language));
        let change = |retouch: typography::Retouch| {
            let units = stretch.units(retouch.range)?;
            Some(Change {
                from: units.start,
                to: units.end,
                insert: retouch.insert,
            })
        };
        retouches.into_iter().filter_map(change).collect()
    }
}
