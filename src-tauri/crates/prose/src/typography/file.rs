//! A newsroom's own standard, as it writes it into a file; opens none.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Rule;
use super::standard::{Dash, English, French, Marks, Space, Standard};

/// A file to begin with: every key, and what it means.
pub const STARTER: &str = include_str!("standard.toml");

/// A newsroom's file can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct StandardError {
    /// The line, from 1.
    pub line: usize,
    /// Whether it is TOML: then a key or a value is not known.
    pub is_toml: bool,
    /// What is wrong, in English, for the details.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    off: BTreeSet<Rule>,
    #[serde(default)]
    french: FrenchTable,
    #[serde(default)]
    english: EnglishTable,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FrenchTable {
    after: Option<FrenchName>,
    before_high_signs: Option<Space>,
    before_colon: Option<Space>,
    inside_guillemets: Option<Space>,
    inner_quotes: Option<Marks>,
    dash: Option<Dash>,
    after_dialogue_dash: Option<Space>,
    thousands: Option<Space>,
    before_units: Option<Space>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FrenchName {
    ImprimerieNationale,
    Romand,
    Oqlf,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EnglishTable {
    after: Option<EnglishName>,
    quotes: Option<Marks>,
    dash: Option<Dash>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum EnglishName {
    Ap,
    Chicago,
    Guardian,
    Oxford,
}

impl Standard {
    /// Reads a newsroom's file. What it leaves out is as in the table that it follows, or as is usual for texts in
    /// this language.
    ///
    /// # Errors
    /// [`StandardError`] when it is no TOML, or a key or value is not known.
    pub fn read(file: &str, language: &str) -> Result<Self, StandardError> {
        let read: File = toml::from_str(file).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start).min(file.len());
            let before = file.as_bytes()[..at].iter();
            StandardError {
                line: 1 + before.filter(|byte| **byte == b'\n').count(),
                is_toml: toml::from_str::<toml::Table>(file).is_ok(),
                reason: error.message().to_owned(),
            }
        })?;
        Ok(Self {
            french: read.french.over(language),
            english: read.english.over(language),
            off: read.off,
        })
    }
}

impl FrenchTable {
    fn over(self, language: &str) -> French {
        let base = match self.after {
            Some(FrenchName::ImprimerieNationale) => French::IMPRIMERIE_NATIONALE,
            Some(FrenchName::Romand) => French::ROMAND,
            Some(FrenchName::Oqlf) => French::OQLF,
            None => French::usual(language),
        };
        French {
            before_high_signs: self.before_high_signs.unwrap_or(base.before_high_signs),
            before_colon: self.before_colon.unwrap_or(base.before_colon),
            inside_guillemets: self.inside_guillemets.unwrap_or(base.inside_guillemets),
            inner_quotes: self.inner_quotes.unwrap_or(base.inner_quotes),
            dash: self.dash.unwrap_or(base.dash),
            after_dialogue_dash: self.after_dialogue_dash.unwrap_or(base.after_dialogue_dash),
            thousands: self.thousands.unwrap_or(base.thousands),
            before_units: self.before_units.unwrap_or(base.before_units),
        }
    }
}

impl EnglishTable {
    fn over(self, language: &str) -> English {
        let base = match self.after {
            Some(EnglishName::Ap) => English::AP,
            Some(EnglishName::Chicago) => English::CHICAGO,
            Some(EnglishName::Guardian) => English::GUARDIAN,
            Some(EnglishName::Oxford) => English::OXFORD,
            None => English::usual(language),
        };
        English {
            quotes: self.quotes.unwrap_or(base.quotes),
            dash: self.dash.unwrap_or(base.dash),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_is_the_usual_standard() {
        assert_eq!(
            Standard::read(STARTER, "fr").unwrap(),
            Standard::usual("fr")
        );
    }

    #[test]
    fn what_a_file_leaves_out_is_as_in_the_table_it_follows() {
        let file = "off = [\"dash-style\"]\n[french]\nafter = \"oqlf\"\nthousands = \"narrow\"\n";
        let standard = Standard::read(file, "fr-CH").unwrap();
        assert_eq!(
            standard.french,
            French {
                thousands: Space::Narrow,
                ..French::OQLF
            }
        );
        assert_eq!(standard.english, English::AP);
        assert!(standard.off.contains(&Rule::DashStyle));
        assert_eq!(Standard::read("", "fr-CH").unwrap().french, French::ROMAND);
    }

    #[test]
    fn an_error_has_its_line() {
        for (file, line) in [
            ("[french]\nspace = \"wide\"", (2, true)),
            ("\n\n[french]\nthousands = \"wide\"", (4, true)),
            ("off = [\"x\"]", (1, true)),
            ("[french", (1, false)),
        ] {
            let error = Standard::read(file, "fr").unwrap_err();
            assert_eq!((error.line, error.is_toml), line, "{file}");
        }
    }
}
