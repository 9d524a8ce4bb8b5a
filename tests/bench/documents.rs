//! Makes the measured texts: French press-like Markdown of a wanted size, the same on every machine. Knows nothing of
//! what is measured.

use std::fmt::Write as _;

const WHO: [&str; 8] = [
    "la maire de Vallière",
    "le préfet",
    "une infirmière de nuit",
    "le collectif des riverains",
    "un ancien éclusier",
    "la chambre d’agriculture",
    "une lycéenne",
    "le directeur du port",
];
const SAYS: [&str; 6] = [
    "assure que",
    "a confirmé mardi que",
    "conteste que",
    "redoute que",
    "a écrit dans un courriel que",
    "répète depuis l’été que",
];
const WHAT: [&str; 8] = [
    "les travaux du pont reprendront avant l’hiver",
    "la facture dépassera trois millions d’euros",
    "le niveau de la nappe reste très bas",
    "les horaires seront revus dès janvier",
    "l’école gardera ses quatre classes",
    "les bénévoles manquent partout",
    "le marché couvert rouvrira sans parking",
    "le dossier a été transmis au tribunal administratif",
];
const TAIL: [&str; 6] = [
    "selon un document que nous avons pu consulter",
    "sans donner de calendrier",
    "malgré l’avis contraire de la commission",
    "« à la virgule près », ironise un élu",
    "au terme d’une réunion de quatre heures",
    "une première depuis vingt ans",
];
const HEADINGS: [&str; 6] = [
    "Le pont de la discorde",
    "Une rentrée sous tension",
    "Ce que disent les comptes",
    "L’eau, nerf de la plaine",
    "Trois scénarios pour la ligne",
    "Enquête sur un silence",
];

/// The word that stands once, in the middle, in a plain paragraph: where the caret goes.
pub(crate) const LANDMARK: &str = "quokka";

/// A text of about `bytes` bytes, with headings, quotes, lists, tables, links and emphasis.
pub(crate) fn document(bytes: usize) -> String {
    let mut dice = Dice(bytes as u64);
    let mut text = String::with_capacity(bytes + 2000);
    let mut marked = false;
    let mut number = 0_usize;
    while text.len() < bytes {
        if !marked && text.len() >= bytes / 2 {
            marked = true;
            let _infallible = write!(
                text,
                "Un {LANDMARK} a été vu ici. {}\n\n",
                paragraph(&mut dice)
            );
        }
        number += 1;
        let _infallible = match number % 12 {
            1 => write!(text, "## {}\n\n", dice.of(&HEADINGS)),
            5 => write!(text, "> {} {}.\n\n", capital(dice.of(&WHO)), dice.of(&TAIL)),
            8 => write!(
                text,
                "- {}\n- {}\n- {}\n\n",
                dice.of(&WHAT),
                dice.of(&WHAT),
                dice.of(&WHAT)
            ),
            11 if number.is_multiple_of(5) => {
                write!(
                    text,
                    "| lieu | coût |\n|---|---|\n| {} | {number} |\n\n",
                    dice.of(&HEADINGS)
                )
            }
            _ => write!(text, "{}\n\n", paragraph(&mut dice)),
        };
    }
    text
}

fn paragraph(dice: &mut Dice) -> String {
    let sentences: Vec<String> = (0..4 + dice.below(3)).map(|_| sentence(dice)).collect();
    sentences.join(" ")
}

fn sentence(dice: &mut Dice) -> String {
    let who = capital(dice.of(&WHO));
    let (says, what, tail) = (dice.of(&SAYS), dice.of(&WHAT), dice.of(&TAIL));
    match dice.below(6) {
        0 => format!("{who} {says} **{what}**, {tail}."),
        1 => format!("{who} {says} {what}, [{tail}](https://exemple.fr/a)."),
        _ => format!("{who} {says} {what}, {tail}."),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// A sequence that looks like chance and is always the same (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}
