//! What the house never wants to be told: rules, or the words of one. Finds nothing itself.

use std::collections::HashSet;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::faults::{Fault, HouseFaultCode};
use super::watched::Watched;
use crate::NewsroomError;
use crate::desk::locked;
use crate::files::unwritable;

/// Its file.
pub(super) const FILE: &str = "ignored.txt";
/// What it is to begin with.
pub(super) const STARTER: &str = "# One line for what is never remarked again: a rule, or a rule and the words that it finds.\n\
     # long-sentence\n\
     # said-twice: nous\n";

/// The house's list.
pub(crate) struct Ignored(Mutex<Read>);

struct Read {
    file: Watched,
    lines: Arc<Never>,
}

impl Read {
    fn now(&mut self) -> Arc<Never> {
        if self.file.changed() {
            self.lines = Arc::new(Never::read(self.file.text()));
        }
        Arc::clone(&self.lines)
    }
}

/// What is never remarked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Never {
    rules: HashSet<String>,
    words: HashSet<(String, String)>,
    /// The lines that name no rule, from 1.
    faults: Vec<usize>,
}

impl Never {
    fn read(text: &str) -> Self {
        let mut never = Self::default();
        for (nth, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.split_once(':') {
                Some((rule, words)) if is_rule(rule.trim_end()) => {
                    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    never.words.insert((rule.trim_end().to_owned(), words));
                }
                None if is_rule(line) => {
                    never.rules.insert(line.to_owned());
                }
                _ => never.faults.push(nth + 1),
            }
        }
        never
    }

    /// Whether these words are not to be remarked by this rule.
    pub(crate) fn has(&self, rule: &str, words: &str) -> bool {
        self.rules.contains(rule)
            || !self.words.is_empty() && self.words.contains(&(rule.to_owned(), words.to_owned()))
    }
}

/// Whether this may be a rule's name.
fn is_rule(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('#') && !name.contains([':', ' ', '\t', '\n', '\r'])
}

impl Ignored {
    pub(super) fn of(folder: &Path) -> Self {
        Self(Mutex::new(Read {
            file: Watched::new(folder.join(FILE)),
            lines: Arc::default(),
        }))
    }

    /// The list as it stands now.
    pub(crate) fn now(&self) -> Arc<Never> {
        locked(&self.0).now()
    }

    /// What of the list is not followed.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut read = locked(&self.0);
        let now = read.now();
        let lines = now
            .faults
            .iter()
            .map(|line| (*line, HouseFaultCode::NoRule));
        read.file.fault().into_iter().chain(lines).collect()
    }

    /// Writes a rule, or a rule's words, at the end of the list.
    pub(super) fn add(
        &self,
        path: &Path,
        rule: &str,
        words: Option<&str>,
    ) -> Result<(), NewsroomError> {
        if !is_rule(rule) {
            return Err(NewsroomError::FieldInvalid(format!("no rule: {rule:?}")));
        }
        let line = match words {
            Some(words) => format!("{rule}: {words}"),
            None => rule.to_owned(),
        };
        let mut read = locked(&self.0);
        let file = OpenOptions::new().append(true).open(path);
        let mut file = file.map_err(|e| unwritable(path, &e))?;
        writeln!(file, "{line}").map_err(|e| unwritable(path, &e))?;
        read.file.look_again();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_rules_and_words() {
        let never = Never::read(
            "\u{feff}# remarks\n\nhigh-sign\nsaid-twice:  nous   nous \ntwo words\n: x\n",
        );
        assert!(never.has("high-sign", "!") && never.has("said-twice", "nous nous"));
        assert!(!never.has("said-twice", "vous vous") && !never.has("colon", ""));
        assert_eq!(never.faults, [5, 6]);
    }

    #[test]
    fn what_it_is_to_begin_with_ignores_nothing() {
        assert_eq!(Never::read(STARTER), Never::default());
    }
}
