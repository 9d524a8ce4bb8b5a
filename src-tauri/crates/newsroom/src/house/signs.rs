//! How the house sets signs and spaces, in each language that was asked for. Sets none itself.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex};

use prose::Stretch;
use prose::typography::{self, Retouch, Standard};

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
        changes(&stretch.markdown, stretch.start, retouches)
    }

    /// What was pasted here (UTF-16 units), set as the house does.
    pub(crate) fn pasted(
        &self,
        stretch: &Stretch,
        units: Range<usize>,
        language: &str,
    ) -> Vec<Change> {
        let (Some(from), Some(to)) = (stretch.byte(units.start), stretch.byte(units.end)) else {
            return Vec::new();
        };
        let standard = self.standard(language);
        let retouches = typography::pasted(stretch, from..to, language, &standard);
        changes(&stretch.markdown, stretch.start, retouches)
    }

    /// A field of one line, set as the house does: what was pasted from `pasted` on up to the caret (UTF-16 units), else
    /// what the sign before the caret completes.
    pub(crate) fn line(
        &self,
        line: &str,
        language: &str,
        pasted: Option<usize>,
        caret: usize,
    ) -> Vec<Change> {
        let standard = self.standard(language);
        let Some(at) = byte_of(line, caret) else {
            return Vec::new();
        };
        let retouches = match pasted.map(|from| byte_of(line, from)) {
            None => typography::typed_in_line(line, at, language, &standard),
            Some(Some(from)) => typography::pasted_in_line(line, from..at, language, &standard),
            Some(None) => Vec::new(),
        };
        changes(line, 0, retouches)
    }
}

/// Retouches (ascending) of a text that begins at `start`, in UTF-16 units; the text is gone through once.
fn changes(text: &str, start: usize, retouches: Vec<Retouch>) -> Vec<Change> {
    let (mut at, mut unit) = (0, start);
    let mut units_to = |byte: usize| {
        let passed = text.get(at..byte).unwrap_or_default();
        unit += passed.encode_utf16().count();
        at = byte;
        unit
    };
    let change = |Retouch { range, insert, .. }: Retouch| Change {
        from: units_to(range.start),
        to: units_to(range.end),
        insert,
    };
    retouches.into_iter().map(change).collect()
}

/// A place in UTF-16 units as a byte; `None` when it is none of the text, or within a character.
fn byte_of(text: &str, unit: usize) -> Option<usize> {
    let mut passed = 0;
    let ends = text.char_indices().map(|(at, c)| (at, c.len_utf16()));
    for (at, length) in ends.chain([(text.len(), 1)]) {
        if passed >= unit {
            return (passed == unit).then_some(at);
        }
        passed += length;
    }
    None
}
