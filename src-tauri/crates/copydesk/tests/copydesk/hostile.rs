//! Broken dictionaries, as a system may have them: an error with its line, or a judge that ends; never a panic.

use std::sync::Arc;

use copydesk::CopydeskError;
use copydesk::spelling::{Dictionary, Names, Speller, WordList};
use proptest::prelude::*;

use crate::shipped::misspelt;

/// What a dictionary's affixes may be made of: its own lines with odd values.
fn aff_line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "SET",
        "FLAG",
        "TRY",
        "KEY",
        "REP",
        "MAP",
        "ICONV",
        "OCONV",
        "BREAK",
        "AF",
        "AM",
        "IGNORE",
        "LANG",
        "COMPOUNDFLAG",
        "COMPOUNDBEGIN",
        "COMPOUNDMIDDLE",
        "COMPOUNDEND",
        "COMPOUNDMIN",
        "COMPOUNDRULE",
        "COMPOUNDWORDMAX",
        "COMPOUNDSYLLABLE",
        "CHECKCOMPOUNDPATTERN",
        "CHECKCOMPOUNDREP",
        "CHECKCOMPOUNDTRIPLE",
        "CHECKSHARPS",
        "FORCEUCASE",
        "NEEDAFFIX",
        "ONLYINCOMPOUND",
        "CIRCUMFIX",
        "FULLSTRIP",
        "COMPLEXPREFIXES",
        "KEEPCASE",
        "NOSUGGEST",
        "FORBIDDENWORD",
        "WARN",
        "SFX",
        "PFX",
        "SFX A",
        "PFX A",
        "#",
    ]);
    let value = prop::sample::select(vec![
        "",
        "0",
        "1",
        "2",
        "3",
        "99999999999",
        "-1",
        "Y",
        "N",
        "A",
        "B",
        "a",
        "b",
        "aa",
        "é",
        "^",
        "$",
        "^a",
        "a$",
        "-",
        "'",
        ".",
        "[",
        "[^",
        "[a]",
        "[^b]",
        "A*B",
        "A?",
        "(A)*",
        "long",
        "num",
        "UTF-8",
        "0/A",
        "a/AB",
        "/",
        "_",
        "\u{301}",
        "ß",
        "ss",
    ]);
    (key, prop::collection::vec(value, 0..5))
        .prop_map(|(key, values)| format!("{key} {}", values.join(" ")))
}

fn dic_line() -> impl Strategy<Value = String> {
    "[abés'ß/AB0-9\\\\ .-]{0,8}|[ab]{1,3}/[AB]{1,2}|\\PC{0,8}"
}

fn judged(aff: &str, dic: &str, text: &str) {
    let list = WordList::read("ab/a\n*b → a\n");
    match Dictionary::read(aff, dic) {
        Ok(dictionary) => {
            let speller = Speller::new(Arc::new(dictionary), "fr", &[&list]);
            for word in misspelt(&speller, "fr", text) {
                speller.suggestions(&word, &Names::default());
            }
        }
        Err(error) => assert!(matches!(error, CopydeskError::Dictionary { .. })),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn a_broken_dictionary_is_refused_or_judges(
        aff in prop::collection::vec(aff_line(), 0..12),
        dic in prop::collection::vec(dic_line(), 0..8),
        count in "[0-9]{1,3}|99999999999999999999|x|",
        text in "([abés'ß]{0,7}[ .-]){0,5}",
    ) {
        judged(&aff.join("\n"), &format!("{count}\n{}", dic.join("\n")), &text);
    }
}

/// Each way to break a word multiplies the others.
#[test]
fn a_dictionary_that_breaks_words_everywhere_comes_to_an_end() {
    let breaks: String = ["^", "$", "-", "-", "--", "a", ".", "^-", "-$"]
        .repeat(9)
        .iter()
        .map(|sign| format!("BREAK {sign}\n"))
        .collect();
    let aff = format!("BREAK 81\n{breaks}SFX A Y 1\nSFX A 0 a/A .\n");
    judged(&aff, "2\na/A\naa/A\n", &format!("{}b", "a-".repeat(30)));
}

/// Each letter doubles the ways to put a word together.
#[test]
fn a_dictionary_that_puts_everything_together_comes_to_an_end() {
    let aff = "COMPOUNDFLAG c\nCOMPOUNDMIN 1\nBREAK 1\nBREAK -\n";
    let words = format!(
        "{}b {}b l-{}b",
        "a".repeat(50),
        "Aaaa".repeat(9),
        "a".repeat(40)
    );
    judged(aff, "4\na/c\naa/c\naaa/c\naaaa/c\n", &words);
    let speller = |aff: &str, dic: &str| {
        let dictionary = Arc::new(Dictionary::read(aff, dic).unwrap());
        Speller::new(dictionary, "de", &[])
    };
    let german = "COMPOUNDFLAG c\n";
    let german = speller(german, "4\nDonau/c\ndampf/c\nschiff/c\nfahrt/c\n");
    assert!(german.knows("Donaudampfschifffahrt"));
    assert!(!german.knows("Donaudampfschiffffahrt"));
}

#[test]
fn what_is_no_dictionary_is_refused_with_its_line() {
    let line = |aff: &str, dic: &str| match Dictionary::read(aff, dic) {
        Err(CopydeskError::Dictionary { line, .. }) => line,
        Ok(_) => panic!("it was taken"),
    };
    assert_eq!(line("", ""), 0);
    assert_eq!(line("", "mot\n"), 1);
    assert_eq!(line("FLAG num\n", "2\nun/12\ndeux/x\n"), 3);
    assert_eq!(line("SET UTF-8\nREP 2\nREP a b\nTRY a\n", "0\n"), 4);
}
