//! What the house writes otherwise, in French and in English: its own rules where it has a file, else those to begin with.

use std::path::Path;
use std::sync::{Arc, Mutex};

use copydesk::style::{Rules, starter};

use super::faults::{Fault, HouseFaultCode};
use super::watched::Watched;
use crate::desk::locked;

/// The file of rules for French.
pub(super) const FRENCH: &str = "style.fr.toml";
/// The file of rules for English.
pub(super) const ENGLISH: &str = "style.en.toml";

/// The rules of both languages.
pub(crate) struct Styles([Mutex<Style>; 2]);

struct Style {
    file: Watched,
    language: &'static str,
    rules: Option<Arc<Rules>>,
    faults: Vec<Fault>,
}

impl Styles {
    pub(super) fn of(folder: &Path) -> Self {
        let style = |name: &str, language| {
            Mutex::new(Style {
                file: Watched::new(folder.join(name)),
                language,
                rules: None,
                faults: Vec::new(),
            })
        };
        Self([style(FRENCH, "fr"), style(ENGLISH, "en")])
    }

    /// The rules of each language, as they stand now.
    pub(crate) fn now(&self) -> [Arc<Rules>; 2] {
        self.0.each_ref().map(|style| locked(style).now())
    }

    /// What of each file is not followed.
    pub(super) fn faults(&self) -> [Vec<Fault>; 2] {
        self.0.each_ref().map(|style| {
            let mut style = locked(style);
            style.now();
            let whole = style.file.fault().into_iter();
            whole.chain(style.faults.iter().copied()).collect()
        })
    }
}

impl Style {
    fn now(&mut self) -> Arc<Rules> {
        if self.file.changed() {
            self.rules = None;
        }
        if let Some(rules) = &self.rules {
            return Arc::clone(rules);
        }
        let text = match self.file.text() {
            "" => starter(self.language).unwrap_or_default(),
            own => own,
        };
        let (rules, faults) = Rules::read(text);
        let told = faults
            .iter()
            .map(|fault| (fault.line, HouseFaultCode::Rule(fault.code)));
        self.faults = told.collect();
        let rules = Arc::new(rules);
        self.rules = Some(Arc::clone(&rules));
        rules
    }
}
