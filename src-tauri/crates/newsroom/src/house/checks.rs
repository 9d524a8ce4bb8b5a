//! What keeps an article back in this newsroom, what is asked about and what is only shown: its own plain file. Checks nothing.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex};

use domain::{CheckKind, Weight};
use toml::de::{DeTable, DeValue};

use super::faults::{Fault, HouseFaultCode};
use super::watched::Watched;
use crate::desk::locked;

/// Its file.
pub(super) const FILE: &str = "checks.toml";
/// What that says to begin with, and what holds without one.
pub(super) const STARTER: &str = include_str!("checks.toml");

/// How long texts may be, in characters; `None` for as long as one likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Lengths {
    pub(crate) headline: Option<usize>,
    pub(crate) standfirst: Option<usize>,
}

/// What the newsroom has decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Policy {
    weights: HashMap<CheckKind, Weight>,
    lengths: Lengths,
    /// By the name of a site.
    there: BTreeMap<String, Lengths>,
}

impl Policy {
    /// What a check weighs.
    pub(crate) fn weight(&self, kind: CheckKind) -> Weight {
        let own = self.weights.get(&kind).copied();
        own.unwrap_or_else(|| kind.usual_weight())
    }

    /// How long texts may be on a site of this name.
    pub(crate) fn lengths(&self, site: &str) -> Lengths {
        let there = self.there.get(site).copied().unwrap_or_default();
        Lengths {
            headline: there.headline.or(self.lengths.headline),
            standfirst: there.standfirst.or(self.lengths.standfirst),
        }
    }

    /// What a file says; what is wrong in it costs nothing else. No policy where it is no TOML.
    fn read(text: &str) -> (Option<Self>, Vec<Fault>) {
        let line = |at: usize| {
            text.as_bytes()[..at]
                .iter()
                .filter(|b| **b == b'\n')
                .count()
                + 1
        };
        let mut policy = Self::default();
        let mut faults = Vec::new();
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return (None, vec![(line(at), HouseFaultCode::NoStandard)]);
            }
        };
        for (key, value) in table.get_ref() {
            let mut fault = |at: usize, code| faults.push((line(at), code));
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("weights", DeValue::Table(weights)) => policy.read_weights(weights, &mut fault),
                ("lengths", DeValue::Table(lengths)) => policy.read_lengths(lengths, &mut fault),
                _ => fault(key.span().start, HouseFaultCode::UnknownCheck),
            }
        }
        faults.sort_by_key(|(line, _)| *line);
        (Some(policy), faults)
    }

    fn read_weights(
        &mut self,
        weights: &DeTable<'_>,
        fault: &mut dyn FnMut(usize, HouseFaultCode),
    ) {
        for (key, value) in weights {
            let Some(kind) = CheckKind::of_word(key.get_ref()) else {
                fault(key.span().start, HouseFaultCode::UnknownCheck);
                continue;
            };
            match value.get_ref().as_str().and_then(Weight::of_word) {
                Some(weight) => drop(self.weights.insert(kind, weight)),
                None => fault(value.span().start, HouseFaultCode::UnknownWeight),
            }
        }
    }

    fn read_lengths(
        &mut self,
        lengths: &DeTable<'_>,
        fault: &mut dyn FnMut(usize, HouseFaultCode),
    ) {
        self.lengths = lengths_in(lengths, fault);
        for (site, value) in lengths {
            if let DeValue::Table(there) = value.get_ref() {
                let there = lengths_in(there, fault);
                self.there.insert(site.get_ref().to_string(), there);
            }
        }
    }
}

/// The lengths that a table says itself; tables in it are a site's.
fn lengths_in(table: &DeTable<'_>, fault: &mut dyn FnMut(usize, HouseFaultCode)) -> Lengths {
    let mut lengths = Lengths::default();
    for (key, value) in table {
        let place = match key.get_ref().as_ref() {
            _ if matches!(value.get_ref(), DeValue::Table(_)) => continue,
            "headline" => &mut lengths.headline,
            "standfirst" => &mut lengths.standfirst,
            _ => {
                fault(key.span().start, HouseFaultCode::UnknownCheck);
                continue;
            }
        };
        let said = value.get_ref().as_integer();
        *place = said.and_then(|said| said.as_str().parse().ok());
        if place.is_none() {
            fault(value.span().start, HouseFaultCode::NoLength);
        }
    }
    lengths
}

/// The newsroom's policy, as its file stands now.
pub(crate) struct Policies(Mutex<Read>);

struct Read {
    file: Watched,
    policy: Arc<Policy>,
    faults: Vec<Fault>,
    looked: bool,
}

impl Read {
    fn now(&mut self) -> &Self {
        if self.file.changed() || !self.looked {
            self.looked = true;
            let own = Some(self.file.text()).filter(|text| !text.is_empty());
            let (policy, faults) = Policy::read(own.unwrap_or(STARTER));
            self.faults = self.file.fault().into_iter().chain(faults).collect();
            // What is no TOML decides nothing: what it said before is followed.
            if let Some(policy) = policy {
                self.policy = Arc::new(policy);
            }
        }
        self
    }
}

impl Policies {
    pub(super) fn of(folder: &Path) -> Self {
        Self(Mutex::new(Read {
            file: Watched::new(folder.join(FILE)),
            policy: Arc::default(),
            faults: Vec::new(),
            looked: false,
        }))
    }

    /// What holds now.
    pub(crate) fn now(&self) -> Arc<Policy> {
        Arc::clone(&locked(&self.0).now().policy)
    }

    /// What of the file is not followed.
    pub(super) fn faults(&self) -> Vec<Fault> {
        locked(&self.0).now().faults.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_to_begin_with_says_what_holds_without_one_and_names_every_check() {
        let (policy, faults) = Policy::read(STARTER);
        let policy = policy.unwrap();
        assert_eq!(faults, []);
        for kind in CheckKind::ALL {
            assert_eq!(
                policy.weights.get(kind),
                Some(&kind.usual_weight()),
                "{kind:?}"
            );
        }
        assert_eq!(policy.lengths("Le Quai").headline, Some(90));
    }

    #[test]
    fn a_line_that_is_wrong_costs_no_other() {
        let (policy, faults) = Policy::read(
            "[weights]\nspelling = \"required\"\ntone = \"advice\"\nsection = \"loud\"\n\n[lengths]\n\
             headline = 60\nstandfirst = \"long\"\n[lengths.\"Le Quai\"]\nheadline = 40\nbyline = 3\n[more]\n",
        );
        assert_eq!(
            faults,
            [
                (3, HouseFaultCode::UnknownCheck),
                (4, HouseFaultCode::UnknownWeight),
                (8, HouseFaultCode::NoLength),
                (11, HouseFaultCode::UnknownCheck),
                (12, HouseFaultCode::UnknownCheck),
            ]
        );
        let policy = policy.unwrap();
        assert_eq!(policy.weight(CheckKind::Spelling), Weight::Required);
        assert_eq!(
            policy.weight(CheckKind::Section),
            CheckKind::Section.usual_weight()
        );
        assert_eq!(policy.lengths("").headline, Some(60));
        assert_eq!(policy.lengths("Le Quai").headline, Some(40));
        assert_eq!(policy.lengths("Le Quai").standfirst, None);
    }

    #[test]
    fn what_is_no_toml_decides_nothing() {
        let (policy, faults) = Policy::read("[weights]\nto-come = \"off\"\nslug =\n");
        assert_eq!(faults, [(3, HouseFaultCode::NoStandard)]);
        assert_eq!(policy, None);
    }
}
