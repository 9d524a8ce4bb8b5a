//! The command line's words, French and English, from Fluent catalogues; decides nothing.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

/// The window's words for failures, for what Markdown can't keep and for what pictures hold, then our own, which take the place of those that speak of the window.
const FRENCH: [&str; 4] = [
    include_str!("../../../../ui/src/locales/fr/failures.ftl"),
    include_str!("../../../../ui/src/locales/fr/live.ftl"),
    include_str!("../../../../ui/src/locales/fr/served.ftl"),
    include_str!("../locales/fr.ftl"),
];
const ENGLISH: [&str; 4] = [
    include_str!("../../../../ui/src/locales/en/failures.ftl"),
    include_str!("../../../../ui/src/locales/en/live.ftl"),
    include_str!("../../../../ui/src/locales/en/served.ftl"),
    include_str!("../locales/en.ftl"),
];

/// A catalogue.
pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The catalogue for a locale, as `fr_FR.UTF-8`: French for a system that names no language.
    pub(crate) fn of(locale: &str) -> Self {
        match newsroom::interface_language(locale) {
            "fr" => Self::read("fr", FRENCH),
            _ => Self::read("en", ENGLISH),
        }
    }

    fn read(language: &str, sources: [&str; 4]) -> Self {
        // The language decides on plurals only; both names are well-formed.
        let language: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // A terminal shows the marks that keep directions apart as blanks or boxes.
        bundle.set_use_isolating(false);
        for source in sources {
            // A broken message is left out; a test reads every one.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// A moment in a zone, as `mercredi 29 avril 2026 à 02:49`.
    pub(crate) fn date(&self, at: domain::Timestamp, zone: &str) -> String {
        let language = match self.bundle.locales.first() {
            Some(first) if first.language.as_str() == "fr" => domain::Language::french(),
            _ => domain::Language::english(),
        };
        newsroom::long_date(at, zone, &language).unwrap_or_else(|_| at.to_string())
    }

    /// A message without values.
    pub(crate) fn say(&self, id: &str) -> String {
        self.say_with(id, &FluentArgs::new())
    }

    /// A message with one value.
    pub(crate) fn say_of(&self, id: &str, name: &str, value: &str) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value);
        self.say_with(id, &args)
    }

    /// A message with values; its own name when there is none, so that nothing goes unsaid.
    pub(crate) fn say_with(&self, id: &str, args: &FluentArgs<'_>) -> String {
        self.find(id, args).unwrap_or_else(|| id.to_owned())
    }

    fn find(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        Some(
            self.bundle
                .format_pattern(pattern, Some(args), &mut errors)
                .into_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    fn ids(source: &str) -> BTreeSet<String> {
        let id = |line: &str| line.split_once(" =").map(|(id, _)| id.to_owned());
        source
            .lines()
            .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(id)
            .collect()
    }

    #[test]
    fn both_catalogues_say_the_same_things() {
        assert_eq!(ids(FRENCH[3]), ids(ENGLISH[3]));
        for (locale, source) in [("fr", FRENCH[3]), ("en", ENGLISH[3])] {
            let words = Words::of(locale);
            for id in ids(source) {
                assert!(
                    words.find(&id, &FluentArgs::new()).is_some(),
                    "{locale} {id}"
                );
            }
        }
    }

    /// All that is written in the files of a folder and of those in it.
    fn sources(folder: &Path) -> String {
        let entries = std::fs::read_dir(folder).unwrap();
        let text = |path: PathBuf| match path.is_dir() {
            true => sources(&path),
            false => std::fs::read_to_string(path).unwrap(),
        };
        entries.map(|entry| text(entry.unwrap().path())).collect()
    }

    #[test]
    fn every_message_is_used() {
        let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        for id in ids(ENGLISH[3]) {
            let made = [
                "about-", "arg-", "fate-", "flaw-", "part-", "status-", "failure-",
            ]
            .iter()
            .any(|made| id.starts_with(made));
            assert!(
                made || sources.contains(&format!("\"{id}\"")),
                "{id} is never said"
            );
        }
    }

    #[test]
    fn every_failure_has_a_sentence_and_a_remedy() {
        for locale in ["fr", "en"] {
            let words = Words::of(locale);
            for code in newsroom::NewsroomError::CODES {
                let id = format!("failure-{}", code.replace('_', "-"));
                for id in [id.clone(), format!("{id}-todo")] {
                    assert!(
                        words.find(&id, &FluentArgs::new()).is_some(),
                        "{locale} {id}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_failure_speaks_of_the_window() {
        let furniture = [
            (
                "fr",
                [
                    "à l’écran",
                    "en haut",
                    "la fiche",
                    "hoisissez-l",
                    "ci-dessous",
                    "les envois",
                ],
            ),
            (
                "en",
                [
                    "on screen",
                    "at the top",
                    "details column",
                    "choose it again",
                    "details below",
                    "the outbox",
                ],
            ),
        ];
        for (locale, furniture) in furniture {
            let words = Words::of(locale);
            for code in newsroom::NewsroomError::CODES {
                let id = format!("failure-{}-todo", code.replace('_', "-"));
                let said = words.say(&id);
                for piece in furniture {
                    assert!(!said.contains(piece), "{locale} {id}: {said}");
                }
            }
        }
    }
}
