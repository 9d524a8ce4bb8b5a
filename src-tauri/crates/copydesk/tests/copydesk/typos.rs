//! What is suggested for the slips that writers make: the tables beside this file, one slip a line.

use copydesk::spelling::{Names, Speller, WordList};

use crate::shipped::Language;

fn slips(table: &str) -> Vec<(String, String)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once(' '));
    pairs
        .map(|(slip, meant)| (slip.to_owned(), meant.replace('_', " ")))
        .collect()
}

/// In how many of a hundred slips what was meant comes first, and among the seven; those not first are printed.
fn found(language: Language, table: &str) -> (usize, usize) {
    let speller = language.speller();
    let slips = slips(table);
    assert!(slips.len() >= 200, "{} slips", slips.len());
    let (mut first, mut offered) = (0, 0);
    for (slip, meant) in &slips {
        let suggestions = speller.suggestions(slip, &Names::default());
        first += usize::from(suggestions.first() == Some(meant));
        offered += usize::from(suggestions.contains(meant));
        if suggestions.first() != Some(meant) {
            println!("{slip} → {meant}: {suggestions:?}");
        }
    }
    let shares = (100 * first / slips.len(), 100 * offered / slips.len());
    println!(
        "{language:?}: of {} slips {first} first, {offered} offered",
        slips.len()
    );
    shares
}

#[test]
fn what_french_writers_meant_comes_first() {
    let (first, offered) = found(Language::French, include_str!("typos_fr.txt"));
    assert!(first >= 90 && offered >= 97, "{first} %, {offered} %");
}

#[test]
fn what_english_writers_meant_comes_first() {
    let (first, offered) = found(Language::British, include_str!("typos_en.txt"));
    assert!(first >= 90 && offered >= 97, "{first} %, {offered} %");
}

fn first(speller: &Speller, word: &str) -> String {
    speller
        .suggestions(word, &Names::default())
        .into_iter()
        .next()
        .unwrap_or_default()
}

#[test]
fn capitals_and_the_apostrophe_stay_as_they_were_typed() {
    let french = Language::French.speller();
    assert_eq!(first(&french, "Gouvernment"), "Gouvernement");
    assert_eq!(first(&french, "GOUVERNMENT"), "GOUVERNEMENT");
    assert_eq!(first(&french, "aujourdhui"), "aujourd’hui");
    assert_eq!(first(&french, "aujoud'hui"), "aujourd'hui");
    assert_eq!(first(&french, "lhomme"), "l’homme");
    assert_eq!(first(&french, "etat"), "état");
    assert_eq!(first(&french, "Etat"), "État");
    assert_eq!(first(&french, "coeur"), "cœur");
}

#[test]
fn words_of_a_list_are_suggested_and_forbidden_ones_never() {
    let list = WordList::read("Hanouna\n*leader → dirigeant\n*gouvernement\n");
    let speller = Speller::new(Language::French.dictionary(), "fr", &[&list]);
    assert_eq!(first(&speller, "Hanuna"), "Hanouna");
    assert_eq!(first(&speller, "Leader"), "Dirigeant");
    let suggested = speller.suggestions("gouvernment", &Names::default());
    assert!(
        !suggested.iter().any(|word| word == "gouvernement"),
        "{suggested:?}"
    );
}
