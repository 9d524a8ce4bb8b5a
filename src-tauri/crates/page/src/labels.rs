//! The furniture's words, in French and English. It knows no theme and no page.

use domain::{CorrectionKind, Language};
use serde::Serialize;

use crate::NewsletterAnswer;

/// What the furniture says in one language. Templates read them as `label.*`.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Labels {
    pub(crate) skip: &'static str,
    pub(crate) sections: &'static str,
    pub(crate) share: &'static str,
    pub(crate) share_name: &'static str,
    pub(crate) updated: &'static str,
    pub(crate) credit: &'static str,
    pub(crate) topics: &'static str,
    pub(crate) newsletter: &'static str,
    pub(crate) newsletter_pitch: &'static str,
    pub(crate) newsletter_field: &'static str,
    pub(crate) newsletter_send: &'static str,
    pub(crate) feeds: &'static str,
    pub(crate) home: &'static str,
    pub(crate) newer: &'static str,
    pub(crate) older: &'static str,
    pub(crate) nothing_yet: &'static str,
    pub(crate) latest: &'static str,
    pub(crate) tag: &'static str,
    pub(crate) pages: &'static str,
    pub(crate) made_with: &'static str,
}

const FRENCH: Labels = Labels {
    skip: "Aller au texte",
    sections: "Rubriques",
    share: "Partager\u{a0}:",
    share_name: "Partager",
    updated: "Mis à jour le",
    credit: "Photo\u{a0}:",
    topics: "Sujets\u{a0}:",
    newsletter: "La lettre",
    newsletter_pitch: "Les articles de la rédaction, dans votre boîte aux lettres. Une adresse suffit.",
    newsletter_field: "Votre adresse électronique",
    newsletter_send: "S’inscrire",
    feeds: "Flux",
    home: "Accueil",
    newer: "Plus récents",
    older: "Plus anciens",
    nothing_yet: "Rien n’est encore paru ici.",
    latest: "À la une",
    tag: "Sujet",
    pages: "Pages",
    made_with: "Composé sur le marbre",
};

const ENGLISH: Labels = Labels {
    skip: "Skip to the text",
    sections: "Sections",
    share: "Share:",
    share_name: "Share",
    updated: "Updated",
    credit: "Photo:",
    topics: "Topics:",
    newsletter: "The newsletter",
    newsletter_pitch: "Our articles in your inbox. One address is all it takes.",
    newsletter_field: "Your e-mail address",
    newsletter_send: "Sign up",
    feeds: "Feeds",
    home: "Home",
    newer: "Newer",
    older: "Older",
    nothing_yet: "Nothing has appeared here yet.",
    latest: "Latest",
    tag: "Topic",
    pages: "Pages",
    made_with: "Made up on the stone",
};

/// The labels of a language; English for one that is not known.
pub(crate) fn labels(language: &Language) -> &'static Labels {
    match language.primary() {
        "fr" => &FRENCH,
        _ => &ENGLISH,
    }
}

/// What readers call a correction of this kind.
pub(crate) fn correction(kind: CorrectionKind, language: &Language) -> &'static str {
    use CorrectionKind::{Clarification, Correction, Retraction, Update};
    match (language.primary(), kind) {
        ("fr", Correction) => "Rectificatif",
        ("fr", Clarification) => "Précision",
        ("fr", Update) => "Mise à jour",
        ("fr", Retraction) => "Rétractation",
        (_, Correction) => "Correction",
        (_, Clarification) => "Clarification",
        (_, Update) => "Update",
        (_, Retraction) => "Retraction",
    }
}

/// What the head says of a correction below, before its day; `None` for one that waits at the end.
pub(crate) fn announcement(kind: CorrectionKind, language: &Language) -> Option<&'static str> {
    match (language.primary(), kind) {
        _ if !kind.is_announced() => None,
        ("fr", CorrectionKind::Retraction) => Some("Cet article a été rétracté le"),
        ("fr", _) => Some("Cet article a été rectifié le"),
        (_, CorrectionKind::Retraction) => Some("This article was retracted on"),
        (_, _) => Some("This article was corrected on"),
    }
}

/// A number with its thousands apart: `4 200` with U+202F in French, `4,200` in English.
pub fn thousands(number: u64, language: &Language) -> String {
    let separator = match language.primary() {
        "fr" => '\u{202f}',
        _ => ',',
    };
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * separator.len_utf8());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// How many readers get the newsletter, as a sentence.
pub(crate) fn subscribers(number: u64, language: &Language) -> String {
    let shown = thousands(number, language);
    match (language.primary(), number) {
        ("fr", 0) => "Soyez la première personne à la recevoir.".to_owned(),
        ("fr", 1) => "1 personne la reçoit déjà.".to_owned(),
        ("fr", _) => format!("{shown}\u{a0}personnes la reçoivent déjà."),
        (_, 0) => "Be the first to get it.".to_owned(),
        (_, 1) => "1 person already gets it.".to_owned(),
        (_, _) => format!("{shown} people already get it."),
    }
}

/// A page that only says something.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Message {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
}

/// Why a page only says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MessageKind {
    NotFound,
    Gone,
    Newsletter(NewsletterAnswer),
}

impl MessageKind {
    /// The kind's name for templates.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Gone => "gone",
            Self::Newsletter(NewsletterAnswer::Asked) => "newsletter_asked",
            Self::Newsletter(NewsletterAnswer::Added) => "newsletter_added",
            Self::Newsletter(NewsletterAnswer::Known) => "newsletter_known",
            Self::Newsletter(NewsletterAnswer::Invalid) => "newsletter_invalid",
        }
    }
}

/// What the page of a kind says.
pub(crate) fn message(kind: MessageKind, language: &Language) -> Message {
    let (title, text) = match language.primary() {
        "fr" => french_message(kind),
        _ => english_message(kind),
    };
    Message { title, text }
}

fn french_message(kind: MessageKind) -> (&'static str, &'static str) {
    match kind {
        MessageKind::NotFound => (
            "Cette page n’existe pas",
            "L’adresse est peut-être incomplète, ou l’article a changé de place.",
        ),
        MessageKind::Gone => (
            "Cet article a été retiré",
            "La rédaction l’a retiré du site.",
        ),
        MessageKind::Newsletter(NewsletterAnswer::Asked) => (
            "Recevoir la lettre",
            "Donnez votre adresse ci-dessous pour vous inscrire.",
        ),
        MessageKind::Newsletter(NewsletterAnswer::Added) => (
            "C’est noté",
            "Votre adresse est inscrite à la lettre. Merci de nous lire.",
        ),
        MessageKind::Newsletter(NewsletterAnswer::Known) => (
            "Vous étiez déjà là",
            "Cette adresse était déjà inscrite à la lettre. Rien n’a changé.",
        ),
        MessageKind::Newsletter(NewsletterAnswer::Invalid) => (
            "Cette adresse n’en est pas une",
            "Il y manque peut-être un @ ou la fin du nom. Rien n’a été inscrit\u{a0}: essayez encore.",
        ),
    }
}

fn english_message(kind: MessageKind) -> (&'static str, &'static str) {
    match kind {
        MessageKind::NotFound => (
            "There is no such page",
            "The address may be incomplete, or the article may have moved.",
        ),
        MessageKind::Gone => (
            "This article was withdrawn",
            "The newsroom took it off the site.",
        ),
        MessageKind::Newsletter(NewsletterAnswer::Asked) => {
            ("Get the newsletter", "Give your address below to sign up.")
        }
        MessageKind::Newsletter(NewsletterAnswer::Added) => (
            "You are on the list",
            "Your address now gets the newsletter. Thank you for reading us.",
        ),
        MessageKind::Newsletter(NewsletterAnswer::Known) => (
            "You were here already",
            "This address already gets the newsletter. Nothing has changed.",
        ),
        MessageKind::Newsletter(NewsletterAnswer::Invalid) => (
            "That is not an address",
            "An @ or the end of the name may be missing. Nothing was added: please try again.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let shown = |n| {
            (
                thousands(n, &Language::french()),
                thousands(n, &Language::english()),
            )
        };
        assert_eq!(shown(0), ("0".to_owned(), "0".to_owned()));
        assert_eq!(shown(999), ("999".to_owned(), "999".to_owned()));
        assert_eq!(
            shown(4_200),
            ("4\u{202f}200".to_owned(), "4,200".to_owned())
        );
        assert_eq!(
            shown(1_234_567),
            ("1\u{202f}234\u{202f}567".to_owned(), "1,234,567".to_owned())
        );
    }

    #[test]
    fn one_reader_is_singular() {
        assert_eq!(
            subscribers(1, &Language::french()),
            "1 personne la reçoit déjà."
        );
        assert_eq!(
            subscribers(1, &Language::english()),
            "1 person already gets it."
        );
    }
}
