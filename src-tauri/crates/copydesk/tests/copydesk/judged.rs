//! Which words are taken for misspelt, and which stay alone, in French and English copy.

use copydesk::spelling::{Names, Speller, WordList};
use proptest::prelude::*;

use crate::shipped::{Language, misspelt};

#[test]
fn french_copy_is_judged_word_by_word() {
    let speller = Language::French.speller();
    let cases: &[(&str, &[&str])] = &[
        (
            "L’État, c’est-à-dire nous ; qu’en dit-elle ? A-t-il lu celui-ci, là-bas ?",
            &[],
        ),
        (
            "L'homme d'aujourd'hui, jusqu'à demain, lorsqu'il vient, puisqu'elle part.",
            &[],
        ),
        (
            "LE CONSEIL D’ÉTAT ; LE CONSEIL D’ETAT ; L’ECOLE ; LA REPUBLIQUE",
            &[],
        ),
        (
            "Le XXIe siècle, le 21e, François Ier, M. Dupont, Mme Martin, p. 12, 14 h 30, etc.",
            &[],
        ),
        (
            "J.-C., la S.A.R.L., iPhone, YouTube, Covid-19, lemonde.fr, H2O",
            &[],
        ),
        ("Un évenement", &["évenement"]),
        ("l’evenement de l’anée", &["evenement", "anée"]),
        ("s’arbre, j’arbre", &["s’arbre", "j’arbre"]),
        ("un porte-parolle", &["parolle"]),
        ("L’Etat a payé", &["Etat"]),
        ("MOnsieur le maire", &["MOnsieur"]),
        ("les étudiant·e·s et les citoyen·nes", &[]),
        (
            "anti\u{AD}consti\u{AD}tutionnelle\u{AD}ment, e\u{301}te\u{301}",
            &[],
        ),
        (
            "`code evenement` https://exemple.org/evenement et **très** im*port*ant",
            &[],
        ),
        (
            "Il dit <span lang=\"en\">the weather is nice</span> puis part",
            &[],
        ),
    ];
    for (text, wrong) in cases {
        assert_eq!(misspelt(&speller, "fr", text), *wrong, "{text}");
    }
}

#[test]
fn english_copy_is_judged_word_by_word() {
    let speller = Language::British.speller();
    let cases: &[(&str, &[&str])] = &[
        (
            "The government’s plan isn’t what we'd expected; the colour of women’s clothes.",
            &[],
        ),
        (
            "In the 1990s, the 21st, at 10am, Mr. Smith, e.g. this, i.e. that, the U.S., Ph.D.",
            &[],
        ),
        ("A well-known, light-weight co-operation", &[]),
        ("The goverment recieved it", &["goverment", "recieved"]),
        ("the runing’s end", &["runing"]),
        ("McDonald and iPhone and AT&T", &[]),
    ];
    for (text, wrong) in cases {
        assert_eq!(misspelt(&speller, "en-GB", text), *wrong, "{text}");
    }
    assert_eq!(
        misspelt(&Language::English.speller(), "en", "the colour"),
        ["colour"]
    );
}

#[test]
fn each_language_reads_its_own_passages() {
    let (french, english) = (Language::French.speller(), Language::British.speller());
    let text = "Il dit <i lang=\"en\">the wether is nice</i> puis partt.";
    assert_eq!(misspelt(&french, "fr-CA", text), ["partt"]);
    assert_eq!(misspelt(&english, "fr-CA", text), ["wether"]);
}

#[test]
fn a_list_adds_words_and_forbids_others() {
    let list = WordList::read("Hanouna\ntweeter/chanter\nfact-checkeur\n*leader → dirigeant\n");
    let speller = Speller::new(Language::French.dictionary(), "fr", &[&list]);
    let right = "D’Hanouna à HANOUNA, nous tweetons, qu’ils tweetaient, Tweeter, l’Hanouna, le fact-checkeur";
    assert_eq!(misspelt(&speller, "fr", right), Vec::<String>::new());
    assert_eq!(
        misspelt(&speller, "fr", "Le leader, LEADER, hanouna, nous twittons"),
        ["leader", "LEADER", "hanouna", "twittons"]
    );
}

fn a_word() -> impl Strategy<Value = String> {
    "[a-zA-ZàéèêïôûçœÉÀ]{2,12}([’'-][a-zéè]{2,6})?"
}

proptest! {
    #[test]
    fn any_text_is_judged_and_its_words_stand_where_they_are_said_to(text in "\\PC{0,60}|([a-zéÉœ’'.·-]|\u{301}|\u{AD}| ){0,60}") {
        let speller = Language::French.speller();
        for passage in prose::passages(&text) {
            let mut end = 0;
            for fault in speller.misspellings(&passage, "fr", &Names::default()) {
                prop_assert!(fault.range.start >= end);
                end = fault.range.end;
                prop_assert_eq!(passage.text.get(fault.range), Some(fault.word.as_str()));
                prop_assert!(speller.suggestions(&fault.word, &Names::default()).len() <= 7);
            }
        }
    }

    #[test]
    fn a_word_of_a_list_is_never_reported(word in a_word(), before in "[a-z ]{0,8}") {
        let list = WordList::read(&word);
        prop_assert!(list.faults.is_empty());
        for language in [Language::French, Language::British] {
            let speller = Speller::new(language.dictionary(), language.tag(), &[&list]);


            for written in [word.clone(), word.to_uppercase()] {
                let text = format!("{before} {written}.");
                let wrong = misspelt(&speller, language.tag(), &text);
                prop_assert!(!wrong.contains(&written), "{} in {:?}", written, wrong);
            }
        }
    }
}
