//! Words that lack an accent on their capital or a ligature; checks no other spelling.

use std::ops::Range;

use super::Rule;
use super::galley::{Edit, Signs, edit, is_edge, is_space};
use super::standard::French;

/// What a word has in which oe is one letter.
const LIGATURES: [&str; 22] = [
    "coeur", "choeur", "soeur", "boeuf", "oeuf", "noeud", "voeu", "moeurs", "oeuvr", "oeil",
    "oecum", "oesoph", "oedèm", "oedip", "oenolog", "foet", "oestrog", "oeillet", "oeillèr",
    "pomoer", "phoeni", "oenoto",
];

/// Words whose first letter is É: as they are written without.
const ACUTE: [&str; 79] = [
    "Etat",
    "Etats",
    "Etatique",
    "Elysée",
    "Ecole",
    "Ecoles",
    "Ecolier",
    "Ecoliers",
    "Ecologie",
    "Ecologique",
    "Ecologiste",
    "Ecologistes",
    "Economie",
    "Economies",
    "Economique",
    "Economiques",
    "Economiste",
    "Edition",
    "Editions",
    "Editeur",
    "Editorial",
    "Education",
    "Egalement",
    "Egalité",
    "Eglise",
    "Eglises",
    "Egypte",
    "Egyptien",
    "Egyptiens",
    "Electeurs",
    "Election",
    "Elections",
    "Electoral",
    "Electricité",
    "Electrique",
    "Elève",
    "Elèves",
    "Elu",
    "Elus",
    "Elue",
    "Elues",
    "Emirats",
    "Emission",
    "Emissions",
    "Emotion",
    "Energie",
    "Energies",
    "Energétique",
    "Enorme",
    "Epidémie",
    "Epoque",
    "Equateur",
    "Equipe",
    "Equipes",
    "Equipement",
    "Erythrée",
    "Ethiopie",
    "Ethique",
    "Etranger",
    "Etrangers",
    "Etrangère",
    "Etrangères",
    "Etude",
    "Etudes",
    "Etudiant",
    "Etudiants",
    "Evaluation",
    "Evêque",
    "Evénement",
    "Evénements",
    "Evidemment",
    "Evolution",
    "Evreux",
    "Evry",
    "Epinal",
    "Ecosse",
    "Etait",
    "Etaient",
    "Etant",
];

/// œ in cœur, œuvre
pub(super) fn ligatures(signs: Signs<'_>, _: &French) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in signs.places(|c| c == 'o' || c == 'O') {
        if !"eE".contains(signs.at(at + 1)) {
            continue;
        }
        if LIGATURES.iter().any(|part| is_part(signs, at, part)) {
            let letter = if signs.at(at) == 'O' { "Œ" } else { "œ" };
            edits.push(edit(at..at + 2, letter, Rule::Ligature));
        }
    }
    edits
}

/// Whether this part of a word stands around its oe, which is at `at`, in capitals or not.
fn is_part(signs: Signs<'_>, at: usize, part: &str) -> bool {
    let start = part.find("oe").and_then(|before| at.checked_sub(before));
    start.is_some_and(|start| {
        let mut letters = part.chars().enumerate();
        letters.all(|(nth, c)| signs.at(start + nth).to_lowercase().eq([c]))
    })
}

/// À, Ça, État
pub(super) fn accents(signs: Signs<'_>, _: &French) -> Vec<Edit> {
    let words = signs.words().filter_map(|word| {
        let right = match signs.at(word.start) {
            'A' if word.len() == 1 && begins_with_a(signs, word.start) => 'À',
            'C' | 'E' | 'I' => accented(signs, word.clone())?,
            _ => return None,
        };
        Some(edit(word.start..word.start + 1, right, Rule::CapitalAccent))
    });
    words.collect()
}

/// The right first letter of a word that begins with C, E or I.
fn accented(signs: Signs<'_>, word: Range<usize>) -> Option<char> {
    let begins = begins_sentence(signs, word.start);
    match signs.text(word).as_str() {
        "Ca" if begins => Some('Ç'),
        "Etre" | "Etres" => Some('Ê'),
        "Ile" | "Iles" => Some('Î'),
        said => is_acute(said).then_some('É'),
    }
}

fn is_acute(word: &str) -> bool {
    if ACUTE.contains(&word) {
        return true;
    }
    let shouted = word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    let calm: String = word
        .chars()
        .take(1)
        .chain(word.to_lowercase().chars().skip(1))
        .collect();
    shouted && ACUTE.contains(&calm.as_str())
}

/// « A Paris », « A 10 heures »; no « A et B », no verb.
fn begins_with_a(signs: Signs<'_>, at: usize) -> bool {
    let next = at + 2;
    let is_listed = [
        "et ", "ou ", "est ", "a ", "n’", "n'", "= ", "+ ", "- ", "– ", "— ",
    ];
    signs.at(at + 1) == ' '
        && signs.at(next).is_alphanumeric()
        && !is_listed.iter().any(|word| signs.reads(next, word))
        && begins_sentence(signs, at)
}

fn begins_sentence(signs: Signs<'_>, at: usize) -> bool {
    let end = signs.while_before(at, is_space);
    let before = signs.before(end);
    is_edge(before) || "«“".contains(before) || end < at && ".!?…".contains(before)
}
