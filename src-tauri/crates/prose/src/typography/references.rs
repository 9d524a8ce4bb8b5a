//! Spaces that hold a name, a number and what introduces it together; knows no figures by themselves.

use std::ops::Range;

use super::Rule;
use super::galley::{CARET, Edit, Signs, edit, is_space, is_word};
use super::standard::{English, French};

/// Abbreviations before a number.
const BEFORE_NUMBERS: [&str; 9] = ["p", "pp", "art", "chap", "fig", "vol", "t", "al", "No"];

/// Titles before a name, in French.
const FRENCH_TITLES: [&str; 10] = [
    "M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mgr", "Dr", "Pr",
];

/// Titles before a name, in English, with or without a full stop.
const ENGLISH_TITLES: [&str; 13] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "St", "Rev", "Sgt", "Capt",
];

/// Words that begin a sentence more often than they are a name: before them, « B. » ends one.
const BEGINNERS: [&str; 62] = [
    "Le", "La", "Les", "Un", "Une", "Des", "Du", "De", "Il", "Elle", "Ils", "Elles", "On", "Je",
    "Tu", "Nous", "Vous", "Ce", "Cet", "Cette", "Ces", "Et", "Mais", "Ou", "Or", "Car", "En", "Au",
    "Aux", "Dans", "Pour", "Par", "Sur", "Avec", "Son", "Sa", "Ses", "Leur", "Selon", "Après",
    "Avant", "Puis", "The", "An", "He", "She", "It", "They", "We", "You", "But", "And", "In", "On",
    "At", "For", "This", "That", "These", "His", "Her", "Its",
];

/// n° 5, § 3, p. 12, M. Dupont, J. K. Rowling
pub(super) fn in_french(signs: Signs<'_>, _: &French) -> Vec<Edit> {
    let mut edits = numbers(signs);
    edits.extend(numerals(signs));
    edits.extend(titles(signs, |title| FRENCH_TITLES.contains(&title)));
    edits.extend(initials(signs));
    edits
}

/// No. 5, p. 12, Mr Smith, J. K. Rowling
pub(super) fn in_english(signs: Signs<'_>, _: &English) -> Vec<Edit> {
    let mut edits = numbers(signs);
    let is_title = |title: &str| {
        let title = title.strip_suffix('.').unwrap_or(title);
        ENGLISH_TITLES.contains(&title)
    };
    edits.extend(titles(signs, is_title));
    edits.extend(initials(signs));
    edits
}

/// § 3, p. 12
fn numbers(signs: Signs<'_>) -> Vec<Edit> {
    let is_number = |at: usize| signs.at(at).is_ascii_digit();
    let sections = signs.places(|c| c == '§').filter_map(|at| {
        let end = signs.while_at(at + 1, is_space);
        is_number(end).then(|| edit(at..end, "§\u{A0}", Rule::Reference))
    });
    let pages = signs.words().filter_map(|word| {
        let end = signs.while_at(word.end + 1, is_space);
        let is_one = signs.at(word.end) == '.' && is_number(end);
        let known = is_one && BEFORE_NUMBERS.contains(&signs.text(word.clone()).as_str());
        let begins = !".-'’".contains(signs.before(word.start));
        (known && begins).then(|| edit(word.end..end, ".\u{A0}", Rule::Reference))
    });
    sections.chain(pages).collect()
}

/// n° 5
fn numerals(signs: Signs<'_>) -> impl Iterator<Item = Edit> {
    signs
        .places(|c| c == '°' || c == 'º')
        .filter_map(move |at| {
            let end = signs.while_at(at + 1, is_space);
            let is_one = "nN".contains(signs.before(at)) && !is_word(signs.before(at - 1));
            let is_number = is_one && signs.at(end).is_ascii_digit();
            is_number.then(|| edit(at..end, "°\u{A0}", Rule::Reference))
        })
}

/// The space behind a title, before a name.
fn titles(signs: Signs<'_>, is_title: impl Fn(&str) -> bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    for word in signs.words() {
        let end = word.end + usize::from(signs.at(word.end) == '.');
        let space = end..signs.while_at(end, is_space);
        let is_spaced = signs.slice(space.clone()) == [' '];
        if !is_spaced || !signs.at(word.start).is_uppercase() {
            continue;
        }
        let title = signs.text(word.start..end);
        let follows = signs.before(word.start);
        let is_counted = follows == ' ' && after_figure(signs, word.start);
        let begins = !"'’.-".contains(follows) && !is_counted;
        if begins && is_title(&title) && is_name(signs, space.end, &title) {
            edits.push(edit(space, "\u{A0}", Rule::Title));
        }
    }
    edits
}

/// Whether a figure is before the space before this: « 10 M. ».
fn after_figure(signs: Signs<'_>, at: usize) -> bool {
    let start = signs.while_before(at, is_space);
    signs.before(start).is_ascii_digit()
}

/// Whether a name stands there, or what M. has instead: « M. le ministre ».
fn is_name(signs: Signs<'_>, at: usize, title: &str) -> bool {
    let office = title == "M."
        && ["le ", "la ", "l’", "l'"]
            .iter()
            .any(|it| signs.reads(at, it));
    signs.at(at).is_uppercase() || office
}

/// The spaces behind initials.
fn initials(signs: Signs<'_>) -> Vec<Edit> {
    let is_initial = |at: usize| {
        let begins = !is_word(signs.before(at)) && !"'’".contains(signs.before(at));
        signs.at(at).is_uppercase() && signs.at(at + 1) == '.' && begins
    };
    let found = signs
        .places(char::is_uppercase)
        .filter(|at| is_initial(*at));
    let spaces = found.filter_map(|at| {
        let space = at + 2..signs.while_at(at + 2, is_space);
        let is_one = signs.slice(space.clone()) == [' '];
        let holds = is_one && (is_initial(space.end) || is_surname(signs, space.end));
        holds.then(|| edit(space, "\u{A0}", Rule::Initials))
    });
    spaces.collect()
}

/// Whether a word with a capital stands there that begins no sentence.
fn is_surname(signs: Signs<'_>, at: usize) -> bool {
    let word: Range<usize> = at..signs.while_at(at, is_word);
    let said = signs.text(word.clone());
    let is_ended = !said.contains(CARET);
    is_ended && word.len() > 1 && signs.at(at).is_uppercase() && !BEGINNERS.contains(&said.as_str())
}
