//! How the house sets signs and spaces, in each language that was asked for. Sets none itself.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use prose::typography::{self, Standard};

use super::watched::Watched;
use crate::Change;
use crate::desk::{OpenText, locked};

/// Its file.
pub(super) const FILE: &str = "typography.toml";

/// The standards.
pub(crate) struct Signs(Mutex<Read>);

struct Read {
    file: Watched,
    standards: HashMap<String, Arc<Standard>>,
}

impl Signs {
    pub(super) fn of(folder: &Path) -> Self {
        Self(Mutex::new(Read {
            file: Watched::new(folder.join(FILE)),
            standards: HashMap::new(),
        }))
    }

    /// How they are set in a text of this language, a BCP 47 tag. A file that can't be read decides nothing.
    pub(crate) fn standard(&self, language: &str) -> Arc<Standard> {
        let mut read = locked(&self.0);
        if read.file.changed() {
            read.standards.clear();
        }
        if let Some(known) = read.standards.get(language) {
            return Arc::clone(known);
        }
        let standard = Standard::read(read.file.text(), language).unwrap_or_else(|error| {
            tracing::warn!(%error, "the house's table of signs is not followed");
            Standard::usual(language)
        });
        let standard = Arc::new(standard);
        read.standards
            .insert(language.to_owned(), Arc::clone(&standard));
        standard
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
