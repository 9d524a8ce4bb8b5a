//! Names that a draft introduces are known in it, and what is nearly one of them is not.

use copydesk::spelling::{Names, Speller};

use crate::shipped::Language;

fn names(speller: &Speller, text: &str, said: &[&str]) -> (Names, Vec<String>) {
    let passages = prose::passages(text);
    let names = speller.names_introduced(&passages, "fr", said);
    let faults = passages
        .iter()
        .flat_map(|passage| speller.misspellings(passage, "fr", &names));
    let faults = faults.map(|fault| fault.word).collect();
    (names, faults)
}

#[test]
fn a_name_is_known_once_it_stands_twice_and_once_within_a_sentence() {
    let speller = Language::French.speller();
    let unknown = |text: &str| names(&speller, text, &[]).1;
    assert_eq!(
        unknown("Avec Zelimkhan, puis chez M. Zelimkhan et d’ZELIMKHAN."),
        Vec::<String>::new()
    );
    assert_eq!(unknown("Avec Zelimkhan."), ["Zelimkhan"]);
    assert_eq!(
        unknown("Partirr vite. Partirr encore."),
        ["Partirr", "Partirr"]
    );
    assert_eq!(unknown("# Partirr\n\n# Partirr"), ["Partirr", "Partirr"]);
}

#[test]
fn what_stands_in_a_field_is_known() {
    let speller = Language::French.speller();
    assert_eq!(
        names(&speller, "Par Zelimkhan.", &["Aude Zelimkhan"]).1,
        Vec::<String>::new()
    );
}

#[test]
fn one_letter_off_from_a_name_is_found_and_the_name_suggested() {
    let speller = Language::French.speller();
    let text = "Le président Macron parle. Avec Macron, sans Macron, chez Macron, pour Macron, dit Macrron.";
    let (known, wrong) = names(&speller, text, &[]);
    assert_eq!(wrong, ["Macrron"]);
    assert_eq!(speller.suggestions("Macrron", &known)[0], "Macron");

    let text = "Avec Zelimkhan et Zelimkhan, chez Zelimkhan ou Zelimkhan, à Zelimkhan, de Zelimkhan, pour Zelimkan et Zelimkan.";
    let (known, wrong) = names(&speller, text, &[]);
    assert_eq!(wrong, ["Zelimkan", "Zelimkan"]);
    assert_eq!(speller.suggestions("Zelimkan", &known), ["Zelimkhan"]);
}

#[test]
fn two_names_that_are_near_are_two_names() {
    let speller = Language::French.speller();
    let text = "Avec Zelimkhan et Zelimkan, chez Zelimkhan ou Zelimkan.";
    assert_eq!(names(&speller, text, &[]).1, Vec::<String>::new());
}
