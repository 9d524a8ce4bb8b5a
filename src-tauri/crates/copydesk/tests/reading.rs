//! What is read without a rule file, on whole texts: a long article gives no false alarm, and no text breaks anything.

use copydesk::reading::{LONG_SENTENCE, Remark, RemarkKind, alike, in_passage, in_text};
use proptest::prelude::*;

/// What there is to remark in a text, each with its words.
fn told(markdown: &str, language: &str) -> Vec<String> {
    let passages = prose::passages(markdown);
    let mut told = Vec::new();
    for passage in &passages {
        let remarks = in_passage(passage, language, LONG_SENTENCE);
        let words = remarks
            .iter()
            .map(|remark| format!("{}: {:?}", &passage.text[remark.range.clone()], remark.kind));
        told.extend(words);
    }
    let whole = in_text(markdown, &passages);
    let words = whole
        .iter()
        .map(|remark| format!("{}: {:?}", &markdown[remark.range.clone()], remark.kind));
    told.extend(words);
    told
}

#[test]
fn an_article_that_is_right_is_left_alone() {
    let french = "---\ntitle: À vérifier TK\n---\n\n\
        Le budget passe de 1,2 à 1,5 milliard d’euros, soit une hausse de 25 %. « Nous nous battrons », dit M. J. Le Gall, \
        qui siège depuis le mardi 24 novembre 2026, à 14 h 30. De 2019 à 2024, la ville a gagné 3 % d’habitants.\n\n\
        « Un premier paragraphe de citation.\n\n« Et sa fin. »\n\n\
        ## Un titre\n\n### Un autre\n\nTrois élus sur cinq (60 %) ont voté : 45 % pour, 30 % contre, le reste s’est abstenu. \
        Il reste à vérifier les comptes, a) ceux de 2024 ; b) ceux de 2025. Prends-le le matin.\n";
    assert_eq!(told(french, "fr"), [""; 0]);
    let english = "The U.S. Army said she had had that that day. It rose from 10 to 15, an increase of 50%, on Tuesday, \
        November 24, 2026, at 10:30 p.m. Some 45% said yes, 30% no and 25% were undecided. In May 31 people came, and 3 \
        out of 5, or 60%, stayed. “One paragraph.\n\n“And its end.”\n";
    assert_eq!(told(english, "en-GB"), [""; 0]);
}

#[test]
fn a_passage_is_judged_in_its_own_language() {
    let markdown =
        "Le 31 avril. <span lang=\"en\">On April 31.</span> <span lang=\"de\">Am 31 avril.</span>";
    let kinds: Vec<_> = told(markdown, "fr");
    assert_eq!(kinds, ["31 avril: NoSuchDay", "April 31: NoSuchDay"]);
}

#[test]
fn long_sentences_are_longer_than_wished() {
    let text = format!("Court. Voilà {}fin. Court.", "un mot ".repeat(20));
    let passage = &prose::passages(&text)[0];
    let found = in_passage(passage, "fr", 40);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, RemarkKind::LongSentence { words: 42 });
    assert!(passage.text[found[0].range.clone()].ends_with("fin."));
    assert_eq!(in_passage(passage, "fr", 42), []);
}

/// What costs more at each letter would not end here.
#[test]
fn a_text_of_one_kind_is_read_to_its_end() {
    let pieces = [
        ")",
        "(",
        "« ",
        "»",
        "A",
        "Aa",
        "a.",
        "a. ",
        "M. ",
        "…",
        "environ ",
        "1,",
        "1 ",
        "le ",
        "de 1 à 2 ",
        "3 sur ",
        "1 a et ",
        "[",
        "[]()",
        "mardi 1 mai ",
        "’",
        "-",
        "Abcde Abcdf ",
    ];
    for piece in pieces {
        let markdown = format!("x {}", piece.repeat(200_000 / piece.len()));
        told(&markdown, "fr");
        alike(&prose::passages(&markdown), &[], |_| false);
    }
    let cells = format!("|a|\n|-|\n{}", "|« (|\n".repeat(20_000));
    told(&cells, "fr");
}

/// Pieces of copy that the checks look for, and anything else.
fn copy() -> impl Strategy<Value = String> {
    let pieces = [
        "le ",
        "le le ",
        "de 10 à 15, une hausse de 30 % ",
        "from 10 to 15, a rise of 30% ",
        "3 sur 5, soit 70 % ",
        "45 %, ",
        "sans opinion ",
        "12 morts et 5 blessés, soit un total de 19 ",
        "mardi ",
        "31 avril ",
        "2026 ",
        "April 31, 2026 ",
        "at 25:10 ",
        "à 14 h 75 ",
        "TK ",
        "[?] ",
        "(à vérifier) ",
        "« ",
        "» ",
        "“",
        "”",
        "(",
        ")",
        "Macron ",
        "Macrron ",
        "avec Macron ",
        ". ",
        "! ",
        "M. ",
        "U.S. ",
        "\n\n",
        "\n#### ",
        "\n- ",
        "\n> ",
        "[](",
        "[x]() ",
        "1\u{202F}200 ",
        "9999999999999999999999 ",
        "0,0 ",
        "’",
        "-",
        "e\u{301}",
        "\u{AD}",
        "*",
        "`",
        "&amp; ",
    ];
    let piece = prop_oneof![4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,5}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn fits(remarks: &[Remark], text: &str) -> bool {
    let is_there = |remark: &Remark| text.get(remark.range.clone()).is_some();
    remarks.iter().all(is_there) && remarks.is_sorted_by_key(|remark| remark.range.start)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_read_and_remarks_fit(markdown in copy(), language in "fr|en|de|") {
        let passages = prose::passages(&markdown);
        for passage in &passages {
            let remarks = in_passage(passage, &language, 10);
            prop_assert!(fits(&remarks, &passage.text));
            prop_assert_eq!(remarks, in_passage(passage, &language, 10));
        }
        prop_assert!(fits(&in_text(&markdown, &passages), &markdown));
        let names = alike(&passages, &[], |_| false);
        prop_assert!(fits(&names, &markdown));
        prop_assert_eq!(names, alike(&passages, &[], |_| false));
    }
}
