//! Typography by its tables, and what holds of it whatever the text: it converges, and leaves alone what is no copy.

use proptest::prelude::*;
use prose::Manuscript;
use prose::typography::{
    Dash, English, French, Retouch, Rule, Standard, apply, pasted, pasted_in_line, retouches,
    typed, typed_in_line,
};

use crate::nasty;

const FRENCH: &str = include_str!("typography/french.txt");
const ENGLISH: &str = include_str!("typography/english.txt");

/// One line of a table.
struct Case {
    line: usize,
    before: String,
    after: String,
    typed: Option<String>,
}

fn cases(table: &str) -> Vec<Case> {
    let lines = table.lines().enumerate();
    let told = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    told.map(|(line, told)| case(line + 1, told)).collect()
}

fn case(line: usize, told: &str) -> Case {
    let told = told.replace("\\|", "\u{1}");
    let cells: Vec<&str> = told
        .split('|')
        .map(|cell| cell.strip_prefix(' ').unwrap_or(cell))
        .collect();
    let last = cells.len() - 1;
    let signs = |nth: usize| {
        let cell = if nth < last {
            cells[nth].strip_suffix(' ').unwrap_or(cells[nth])
        } else {
            cells[nth]
        };
        let cell = cell.replace('~', "\u{A0}").replace('‿', "\u{202F}");
        cell.replace('↵', "\n").replace('\u{1}', "|")
    };
    let before = signs(1);
    let or_as = |cell: String, same: &str| if cell == "=" { same.to_owned() } else { cell };
    let after = or_as(signs(2), &before);
    let typed = (last >= 3).then(|| match signs(3) {
        cell if cell == "-" => before.clone(),
        cell => or_as(cell, &after),
    });
    Case {
        line,
        before,
        after,
        typed,
    }
}

/// What is there when somebody types this, each sign set as it comes.
fn type_out(text: &str, language: &str, standard: &Standard) -> String {
    let mut done = String::new();
    for c in text.chars() {
        done.push(c);
        let manuscript = Manuscript::new(&done);
        let end = manuscript.len_utf16();
        let stretch = manuscript.stretch(end..end);
        let from = done.len() - stretch.markdown.len();
        let found = typed(&stretch, stretch.markdown.len(), language, standard);
        done.replace_range(from.., &apply(&stretch.markdown, &found));
    }
    done
}

fn shown(text: &str) -> String {
    text.replace('\u{A0}', "~").replace('\u{202F}', "‿")
}

/// What is wrong with a case, if anything.
fn complaints(case: &Case, language: &str) -> Vec<String> {
    let standard = Standard::usual(language);
    let mut wrong = Vec::new();
    let mut expect = |what: &str, got: &str, wanted: &str| {
        if got != wanted {
            wrong.push(format!(
                "{}, {what}: {} is {}, not {}",
                case.line,
                shown(&case.before),
                shown(got),
                shown(wanted)
            ));
        }
    };
    let found = retouches(&case.before, language, &standard);
    expect("all", &apply(&case.before, &found), &case.after);
    let again = retouches(&case.after, language, &standard);
    expect("again", &apply(&case.after, &again), &case.after);
    for one in &found {
        let first = apply(&case.before, std::slice::from_ref(one));
        let rest = retouches(&first, language, &standard);
        expect(
            &format!("{:?} first", one.rule),
            &apply(&first, &rest),
            &case.after,
        );
    }
    if let Some(wanted) = &case.typed {
        expect(
            "typed",
            &type_out(&case.before, language, &standard),
            wanted,
        );
    }
    wrong
}

#[track_caller]
fn check(table: &str, language: &str) {
    let cases = cases(table);
    let wrong: Vec<String> = cases
        .iter()
        .flat_map(|case| complaints(case, language))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn french_is_set_as_its_table_says() {
    check(FRENCH, "fr");
}

#[test]
fn english_is_set_as_its_table_says() {
    check(ENGLISH, "en-US");
}

#[test]
fn the_tables_are_long_enough() {
    let all: Vec<Case> = [FRENCH, ENGLISH].into_iter().flat_map(cases).collect();
    let kept = all.iter().filter(|case| case.before == case.after).count();
    assert!(
        all.len() >= 250 && kept >= 60,
        "{} cases, {kept} of them unchanged",
        all.len()
    );
}

#[track_caller]
fn check_standard(standard: &Standard, language: &str, before: &str, after: &str) {
    let found = retouches(before, language, standard);
    assert_eq!(shown(&apply(before, &found)), after);
}

#[test]
fn each_house_has_its_own_standard() {
    let quebec = Standard::usual("fr-CA");
    check_standard(
        &quebec,
        "fr-CA",
        "Quoi ? \"Oui\" : 10 %; 12000 voix",
        "Quoi? «~Oui~»~: 10~%; 12~000 voix",
    );
    let romand = Standard::usual("fr-CH");
    check_standard(
        &romand,
        "fr-CH",
        "Non: « un \"mot\" » -- dit-il ; 5km",
        "Non‿: «‿un ‹mot›‿» – dit-il‿; 5‿km",
    );
    let with = |english| Standard {
        english,
        ..Standard::usual("en")
    };
    check_standard(
        &with(English::OXFORD),
        "en",
        "\"A \"b\" c\" -- d",
        "‘A “b” c’—d",
    );
    check_standard(
        &with(English::CHICAGO),
        "en",
        "one -- two — three",
        "one—two—three",
    );
    check_standard(
        &with(English::GUARDIAN),
        "en",
        "one--two — three",
        "one – two – three",
    );
    assert_eq!(Standard::usual("en-GB").english.dash, Dash::EnSpaced);
    assert_eq!(Standard::usual("fr").french, French::IMPRIMERIE_NATIONALE);
}

#[test]
fn a_rule_that_is_off_offers_nothing() {
    let mut standard = Standard::usual("fr");
    standard.off.insert(Rule::HighSign);
    check_standard(&standard, "fr", "\"Quoi ?\"", "«~Quoi ?~»");
}

#[test]
fn a_text_in_another_language_is_left_alone() {
    check_standard(
        &Standard::usual("de"),
        "de",
        "\"Nein ?\" l'a...",
        "\"Nein ?\" l'a...",
    );
}

#[test]
fn a_retouch_that_would_undo_a_mark_is_not_offered() {
    let standard = Standard::usual("fr");
    check_standard(&standard, "fr", "(a)*!* l'eau", "(a)*!* l’eau");
    check_standard(&standard, "fr", "Non *!*", "Non‿*!*");
}

#[test]
fn front_matter_is_left_alone() {
    let text = "---\ntitle: \"l'eau\" ?\n---\nl'eau ?";
    check_standard(
        &Standard::usual("fr"),
        "fr",
        text,
        "---\ntitle: \"l'eau\" ?\n---\nl’eau‿?",
    );
}

#[test]
fn what_the_writer_took_back_stays_taken_back() {
    let standard = Standard::usual("fr");
    let manuscript = Manuscript::new("Il dit \"o");
    let stretch = manuscript.stretch(9..9);
    assert_eq!(typed(&stretch, 9, "fr", &standard), []);
    assert_eq!(typed(&stretch, 8, "fr", &standard).len(), 1);
}

const FRENCH_WORDS: [&str; 18] = [
    "Il a dit",
    "l'eau",
    "Mme Dupont",
    "12000 voix",
    "14h30",
    "2ème",
    "10%",
    "5 km",
    "coeur",
    "A Paris",
    "Etat",
    "M. le maire",
    "J. K. Rowling",
    "n° 5",
    "XXIème siècle",
    "aujourd'hui",
    "20°C",
    "etc...",
];

const ENGLISH_WORDS: [&str; 18] = [
    "He said",
    "it's",
    "Mr Smith",
    "12000 votes",
    "the '90s",
    "10 %",
    "J. K. Rowling",
    "p. 12",
    "1939-1945",
    "the boys' room",
    "well-known",
    "'tis so",
    "No. 5",
    "etc...",
    "a 10\" screen",
    "(yes)",
    "\"so\"",
    "one--two",
];

/// What stands between words.
const SIGNS: [&str; 26] = [
    " ", " ", " ", "  ", "\n", "\n\n", " ! ", "? ", " : ", "; ", ", ", " . ", ". ", "... ", " -- ",
    " - ", " — ", " \"", "\" ", "\", ", " « ", " » ", " “", "” ", " (", ") ",
];

/// What stands anywhere: no copy, marks of Markdown, stray spaces.
const MARKS: [&str; 22] = [
    "**",
    "*",
    "[a](/b?c)",
    "`\"a\" ?`",
    "https://e.org/?a;b ",
    "<i title=\"x ?\">",
    "</i>",
    "<span lang=\"en\">",
    "</span>",
    "![x ?](/media/a.jpg \"y ?\")",
    "[^1]",
    "\n\n[^1]: ",
    "\n\n- ",
    "\n\n> ",
    "\n\n## ",
    "\n\n---\n\n",
    "\n\n```\n\"a\" ?\n```\n\n",
    "\\*",
    "&amp;",
    "@moi",
    "\u{A0}",
    "\u{202F}",
];

fn words(language: &'static str) -> impl Strategy<Value = &'static str> {
    let words = if language == "fr" {
        FRENCH_WORDS
    } else {
        ENGLISH_WORDS
    };
    prop::sample::select(words.to_vec())
}

/// What typing the sign before `‸` does to the text.
#[track_caller]
fn check_typed(text: &str, after: &str) {
    let caret = text.find('‸').unwrap();
    let text = text.replace('‸', "");
    let unit = text[..caret].encode_utf16().count();
    let stretch = Manuscript::new(&text).stretch(unit..unit);
    let caret = stretch.byte(unit).unwrap();
    let found = typed(&stretch, caret, "fr", &Standard::usual("fr"));
    let from = text.find(&stretch.markdown).unwrap();
    let set = text[..from].to_owned() + &apply(&stretch.markdown, &found);
    assert_eq!(shown(&set), after, "{found:?}");
}

#[test]
fn only_what_stands_at_the_caret_is_set() {
    check_typed("l'eau, l'‸air, l'été", "l'eau, l’air, l'été");
    check_typed(
        "😀 l'eau ?\n\nUn \"‸deux \"trois",
        "😀 l'eau ?\n\nUn «~deux \"trois",
    );
    check_typed("> - Quoi ?‸\n>   Non ?", "> - Quoi‿?\n>   Non ?");
    check_typed("| a ? | b ?‸ |\n|---|---|\n", "| a ? | b‿? |\n|---|---|\n");
    check_typed("Un **mot** :\n‸", "Un **mot**~:\n");
    check_typed("![Quoi ?‸](/media/a.jpg)", "![Quoi‿?](/media/a.jpg)");
}

/// Pastes what stands between two `‸` and says what becomes of the text.
fn check_pasted(text: &str, after: &str) {
    let parts: Vec<&str> = text.split('‸').collect();
    let (from, whole) = (parts[0].len(), parts.concat());
    let stretch = Manuscript::new(&whole).stretch(0..whole.encode_utf16().count());
    let range = from..from + parts[1].len();
    let found = pasted(&stretch, range, "fr", &Standard::usual("fr"));
    assert_eq!(shown(&apply(&whole, &found)), after, "{text}");
}

#[test]
fn what_was_pasted_is_set_and_nothing_beside_it() {
    check_pasted("Quoi ? ‸Non ! Oui ?‸ Quoi ?", "Quoi ? Non‿! Oui‿? Quoi ?");
    check_pasted("Il dit \"‸l'eau ;‸\" ?", "Il dit \"l’eau‿;\" ?");
    // What is not sure is offered, and not done.
    check_pasted("‸A l'Etat ,  oui‸", "A l’Etat ,  oui");
}

#[test]
fn what_was_pasted_as_code_address_or_front_matter_stays() {
    for text in [
        "```\n‸if (!a) { \"b\" ; }‸\n```\n",
        "Un `‸\"a\" !‸` mot",
        "[l](‸https://e.org/?a=\"b\"‸)",
        "Voir ‸https://e.org/a?b !‸",
    ] {
        let plain = text.replace('‸', "").replace("b !", "b‿!");
        check_pasted(text, &plain);
    }
    check_pasted(
        "‸---\nheadline: Quoi ?\n---\nQuoi ?‸",
        "---\nheadline: Quoi ?\n---\nQuoi‿?",
    );
}

#[test]
fn in_a_line_marks_are_words() {
    let standard = Standard::usual("fr");
    let set = |line: &str| apply(line, &pasted_in_line(line, 0..line.len(), "fr", &standard));
    assert_eq!(
        shown(&set("# *Quoi ?* [l'eau](a \"b\")")),
        "# *Quoi‿?* [l’eau](a «~b~»)"
    );
    assert_eq!(
        shown(&set("Sur e.org/a?b=c : oui !")),
        "Sur e.org/a?b=c~: oui‿!"
    );
    let line = "Il a dit : \"Non !";
    let found = typed_in_line(line, line.len(), "fr", &standard);
    assert_eq!(shown(&apply(line, &found)), "Il a dit : \"Non‿!");
}

#[test]
fn nothing_is_set_behind_a_mark_and_in_what_is_no_copy() {
    for text in [
        "« Non ! **‸",
        "`l'‸",
        "```\nl'‸\n```",
        "<b title=\"‸",
        "[a](/b'‸",
        "[a]: /b 'c'‸",
        "l' \n\n‸",
        "https://e.org/l'‸",
        "‸l'eau",
    ] {
        check_typed(text, &text.replace('‸', ""));
    }
}

/// Copy as reporters write it: words, a sign between two of them. Where straight marks are within straight marks, and
/// not all are closed, what one becomes in English depends on what the others became: no such here.
fn copy(language: &'static str) -> impl Strategy<Value = (String, &'static str)> {
    let is_single = |sign: &&str| language == "fr" || !sign.contains(['"', '“', '”']);
    let signs: Vec<&str> = SIGNS.into_iter().filter(is_single).collect();
    let signs = prop::sample::select(signs);
    let pairs = prop::collection::vec((words(language), signs), 0..16);
    pairs.prop_map(move |pairs| {
        let text: String = pairs
            .iter()
            .flat_map(|(word, sign)| [*word, *sign])
            .collect();
        (text, language)
    })
}

/// Words, signs and marks in any order.
fn scraps(language: &'static str) -> impl Strategy<Value = (String, &'static str)> {
    let scrap = prop_oneof![
        2 => words(language),
        2 => prop::sample::select(&SIGNS[..]),
        1 => prop::sample::select(&MARKS[..]),
    ];
    prop::collection::vec(scrap, 0..24).prop_map(move |scraps| (scraps.concat(), language))
}

#[test]
fn texts_without_end_are_survived() {
    let standard = Standard::usual("fr");
    for part in [
        "\"", " \" ", "'a b\" ", "oe", "9", "9 ", ")", "a)", "<b>a", "<b></i>", "*a ", "« ", "--",
        "a:", "& ;", "[a](", "...", "A. ",
    ] {
        let text = part.repeat(60_000 / part.len());
        for language in ["fr", "en"] {
            assert!(
                fits(&text, &retouches(&text, language, &standard)),
                "{part}"
            );
        }
        let stretch = Manuscript::new(&text[..6_000]).stretch(0..0);
        typed(&stretch, 6_000, "fr", &standard);
    }
}

/// What is no copy: all tags with their attributes (but identifiers of headings and the words of pictures), what stands
/// in code, and addresses as often as they are there.
fn structure(markdown: &str) -> Vec<String> {
    let html = prose::body_html(markdown);
    let tags = html.split('<').skip(1).map(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        let is_worded = tag.starts_with('h') || tag.starts_with("img");
        tag[..if is_worded { 2 } else { tag.len() }].to_owned()
    });
    let code = html.split("<code").skip(1);
    let code = code.map(|rest| rest.split("</code>").next().unwrap_or_default().to_owned());
    let addresses = markdown.matches("https://e.org/?a;b").map(str::to_owned);
    tags.chain(code).chain(addresses).collect()
}

fn fits(text: &str, found: &[Retouch]) -> bool {
    let mut after = 0;
    found.iter().all(|retouch| {
        let fits = retouch.range.start >= after && !retouch.range.is_empty();
        after = retouch.range.end;
        fits && text
            .get(retouch.range.clone())
            .is_some_and(|old| old != retouch.insert)
    })
}

proptest! {
    #[test]
    fn what_is_set_needs_nothing((text, language) in prop_oneof![scraps("fr"), scraps("en"), copy("fr"), copy("en")]) {
        let standard = Standard::usual(language);
        let found = retouches(&text, language, &standard);
        prop_assert!(fits(&text, &found), "{:?}", found);
        let all = apply(&text, &found);
        prop_assert_eq!(structure(&text), structure(&all));
        prop_assert_eq!(retouches(&all, language, &standard), [], "again: {:?}", all);
    }

    #[test]
    fn some_first_is_all_in_the_end((text, language) in prop_oneof![copy("fr"), copy("en")], kept in any::<u64>()) {
        let standard = Standard::usual(language);
        let found = retouches(&text, language, &standard);
        let some = found.iter().enumerate().filter(|(nth, _)| kept >> (nth % 64) & 1 == 1);
        let some: Vec<Retouch> = some.map(|(_, retouch)| retouch.clone()).collect();
        let first = apply(&text, &some);
        let then = apply(&first, &retouches(&first, language, &standard));
        prop_assert_eq!(then, apply(&text, &found), "by way of {:?}", first);
    }

    #[test]
    fn any_text_is_survived(text in nasty::text(30), at in any::<prop::sample::Index>()) {
        let standard = Standard::usual("fr");
        let found = retouches(&text, "fr", &standard);
        prop_assert!(fits(&text, &found), "{:?}", found);
        prop_assert_eq!(structure(&text), structure(&apply(&text, &found)));
        let manuscript = Manuscript::new(&text);
        let unit = at.index(manuscript.len_utf16() + 1);
        let stretch = manuscript.stretch(unit..unit);
        if let Some(caret) = stretch.byte(unit) {
            let found = typed(&stretch, caret, "fr", &standard);
            prop_assert!(fits(&stretch.markdown, &found));
            prop_assert!(found.iter().all(|retouch| retouch.range.end <= caret));
        }
    }
}
