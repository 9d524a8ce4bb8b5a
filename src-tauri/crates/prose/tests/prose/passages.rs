//! Passages: all copy and nothing else, each character of it found again in the Markdown.

use proptest::prelude::*;
use prose::{Manuscript, OBJECT, Passage, PassageKind, body_html, passages};

use crate::nasty;

/// `kind: text` of each, an object as `○`.
fn told(markdown: &str) -> Vec<String> {
    let tell = |passage: &Passage| {
        let text = passage.text.replace(OBJECT, "○");
        format!("{:?}: {text}", passage.kind)
    };
    passages(markdown).iter().map(tell).collect()
}

#[track_caller]
fn check(markdown: &str, expect: &[&str]) {
    assert_eq!(told(markdown), expect, "{markdown:?}");
}

#[test]
fn each_kind_of_copy_is_a_passage() {
    check(
        "# Un\n\nDeux\ntrois\n\n- quatre\n- cinq\n\n  six\n  - sept\n\n> huit\n\n[^1]\n\n[^1]: neuf\n",
        &[
            "Heading: Un",
            "Paragraph: Deux\ntrois",
            "Item: quatre",
            "Item: cinq",
            "Item: six",
            "Item: sept",
            "Quote: huit",
            "Note: neuf",
        ],
    );
    check(
        "| a | b |\n|---|---|\n| *c* | |\n",
        &["Cell: a", "Cell: b", "Cell: c"],
    );
    check(
        "![Le *pont*](/media/a.jpg \"Légende © A.\")\n*dessous*",
        &[
            "Paragraph: ○\ndessous",
            "Alt: Le pont",
            "Caption: Légende © A.",
        ],
    );
}

#[test]
fn marks_are_left_out_and_words_stay_together() {
    check(
        "« **Non** ! » *c’est* ~~tout~~ [ici](/a)",
        &["Paragraph: « Non ! » c’est tout ici"],
    );
    check("a  \nb\\\nc<br>d", &["Paragraph: a\nb\nc\nd"]);
    check("1 \\* 2 &amp; 3", &["Paragraph: 1 * 2 & 3"]);
}

#[test]
fn what_is_no_copy_is_an_object_or_nothing() {
    check(
        "`a` <https://e.org> <a@b.cd> https://e.org/a_b, @moi #ici [^1] ![](/media/a.jpg) x\n\n[^1]: y",
        &["Paragraph: ○ ○ ○ ○, ○ ○ ○ ○ x", "Note: y"],
    );
    check(
        "[e.org](https://e.org/) [là](https://e.org)",
        &["Paragraph: ○ là"],
    );
    check("<kbd>a</kbd> b <span>c</span>", &["Paragraph: ○ b c"]);
    check(
        "```\na\n```\n\n    b\n\n<p>c</p>\n\n***\n\n[d]: /e \"f\"\n\n`g`",
        &[],
    );
    check("---\ntitle: a\ntags:\n- b\n---\nc", &["Paragraph: c"]);
    check("---\n\na b: c\n\n---", &["Paragraph: a b: c"]);
}

fn only(markdown: &str) -> Passage {
    passages(markdown).remove(0)
}

#[test]
fn a_place_is_told_where_there_is_one() {
    let markdown = "> « **Non** ! »\n> &amp; \\*`a`";
    let passage = only(markdown);
    assert_eq!(passage.kind, PassageKind::Quote);
    let source = |words: &str| {
        let at = passage.text.find(words).unwrap();
        let place = passage.source(at..at + words.len())?;
        Some(&markdown[place])
    };
    assert_eq!(source("Non"), Some("Non"));
    assert_eq!(source(" ! »"), Some(" ! »"));
    assert_eq!(source("« N"), None, "a mark is in between");
    assert_eq!(source("»\n"), Some("»\n"));
    assert_eq!(source("\n&"), None, "the quote's mark is in between");
    assert_eq!(source("&"), None, "it is an entity");
    assert_eq!(source("*"), None, "it is escaped");
    assert_eq!(source("\u{FFFC}"), None);
    let before_bold = passage.text.find('N').unwrap();
    assert_eq!(passage.source(before_bold..before_bold), None);
    assert_eq!(passage.source(0..0), Some(2..2));
    assert_eq!(passage.source(1..2), None, "within a character");
    assert_eq!(passage.source(0..999), None);
}

#[track_caller]
fn check_language(markdown: &str, words: &str, expect: Option<&str>) {
    let all = passages(markdown);
    let found = all.iter().find_map(|p| Some((p, p.text.find(words)?)));
    let (passage, at) = found.unwrap();
    assert_eq!(passage.language(at), expect, "{markdown:?}, {words:?}");
}

#[test]
fn a_language_holds_between_its_tags() {
    let text =
        "Il dit <span lang=\"en\">*no* <i lang=de>Nein</i> yes</span> puis <q lang='es'>sí</q>";
    for (words, language) in [
        ("Il", None),
        ("no", Some("en")),
        ("Nein", Some("de")),
        ("yes", Some("en")),
        ("puis", None),
        ("sí", Some("es")),
    ] {
        check_language(text, words, language);
    }
    check_language("*<span lang=en>a* b", "b", None);
    let blocks = "a\n\n<div lang=\"en\">\n\nb\n\n<div>\n\nc\n\n</div>\n\n</div>\n\nd";
    for (words, language) in [
        ("a", None),
        ("b", Some("en")),
        ("c", Some("en")),
        ("d", None),
    ] {
        check_language(blocks, words, language);
    }
    let manuscript = Manuscript::new(blocks);
    let stretch = manuscript.stretch(21..21);
    assert_eq!(stretch.passages[0].language(0), Some("en"));
}

#[test]
fn a_language_reaches_the_page() {
    for tag in ["span", "q", "i", "em", "cite"] {
        let marked = format!("<{tag} lang=\"en\">so</{tag}>");
        assert_eq!(
            body_html(&format!("a {marked}")),
            format!("<p>a {marked}</p>")
        );
    }
    for tag in ["div", "p", "blockquote"] {
        let marked = format!("<{tag} lang=\"en\">so</{tag}>");
        assert!(body_html(&marked).contains(&marked), "{tag}");
    }
}

/// Every character that has a place is there, places ascend, and no two characters share one.
fn is_true_to(markdown: &str, passages: &[Passage]) -> Result<(), TestCaseError> {
    let mut taken = vec![false; markdown.len()];
    for passage in passages {
        let mut after = 0;
        for (at, c) in passage.text.char_indices() {
            let range = at..at + c.len_utf8();
            prop_assert!(passage.text[range.clone()].chars().eq([c]));
            let Some(place) = passage.source(range.clone()) else {
                continue;
            };
            prop_assert_eq!(markdown.get(place.clone()), Some(&passage.text[range]));
            prop_assert!(place.start >= after);
            after = place.end;
            prop_assert!(
                !taken[place.start],
                "{} twice in {:?}",
                place.start,
                markdown
            );
            taken[place].fill(true);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn passages_are_true_to_any_text(text in nasty::text(40), from in 0..60_usize, length in 0..9_usize) {
        let all = passages(&text);
        is_true_to(&text, &all)?;
        for passage in all {
            if let Some(place) = passage.source(from..from + length) {
                prop_assert_eq!(&text[place], &passage.text[from..from + length]);
            }
        }
    }

    #[test]
    fn a_stretch_reads_as_in_the_whole(
        text in prop_oneof![nasty::article(), nasty::text(40)],
        at in any::<prop::sample::Index>(),
    ) {
        let text = format!("Un.\n\n{text}");
        let manuscript = Manuscript::new(&text);
        let whole = passages(&text);
        let all = manuscript.stretch(0..manuscript.len_utf16());
        prop_assert_eq!((&all.markdown, &all.passages), (&text, &whole));
        let unit = at.index(manuscript.len_utf16() + 1);
        let stretch = manuscript.stretch(unit..unit);
        is_true_to(&stretch.markdown, &stretch.passages)?;
        let end = stretch.units(0..stretch.markdown.len()).unwrap().end;
        prop_assert!(stretch.start <= unit && unit <= end);
        let from = all.byte(stretch.start).unwrap();
        let here: Vec<_> = stretch.passages.iter().map(|p| (from + p.span().start, &p.text)).collect();
        let within = from..from + stretch.markdown.len();
        let expect = whole.iter().map(|p| (p.span().start, &p.text));
        let expect: Vec<_> = expect.filter(|(at, _)| within.contains(at)).collect();
        prop_assert_eq!(here, expect);
    }
}
