//! The live article on top of our own source: what nobody touched stays byte for byte, what a colleague changed comes alone.

use proptest::prelude::*;
use prose::{Manuscript, body_html, brought_back, merge};

use crate::nasty;
use crate::revisions::{article, markdown, touched, touches};

const BASE: &str = "Le *tribunal* rendra sa décision [vendredi], devant une salle comble[^Source].\n\n\
    [vendredi]: https://e.org/v \"Vendredi\"\n\n\
    ## Une affaire\n\
    Les __riverains__ ont porté plainte.\n\n\n\
    * un\n* deux\n\n\
    [^Source]: D’après le *greffe*.\n\n\
    Il pleut sur la place,  \net le marché se vide.\n";

/// A page as another site keeps it.
fn as_wordpress(markdown: &str) -> String {
    let block =
        |html: String| format!("<!-- wp:block {{\"a\":1}} -->\n{html}\n<!-- /wp:block -->\n\n");
    let blocks = Manuscript::new(markdown).blocks().into_iter();
    let html: String = blocks.map(|found| block(found.html)).collect();
    let html = html
        .replace("<br>", "<br />")
        .replace(" loading=\"lazy\">", "/>");
    html.replace("&nbsp;", "\u{A0}") + "<!-- marbre:0197 -->"
}

#[track_caller]
fn check(change: (&str, &str), expect: (&str, &str)) {
    let theirs = as_wordpress(BASE);
    assert!(theirs.contains(change.0) && BASE.contains(expect.0));
    let found = brought_back(BASE, &theirs.replace(change.0, change.1));
    assert_eq!(found.markdown, BASE.replace(expect.0, expect.1));
    assert_eq!(found.lost, []);
}

#[test]
fn one_word_touches_one_block() {
    check(("comble", "vide"), ("comble", "vide"));
    check(
        ("plainte", "plainte lundi"),
        (
            "Les __riverains__ ont porté plainte.\n\n\n",
            "Les __riverains__ ont porté plainte lundi.\n\n\n",
        ),
    );
    check(
        ("<li>deux</li>", "<li>trois</li>"),
        ("* un\n* deux", "- un\n- trois"),
    );
    check(
        ("Une affaire", "L’affaire"),
        ("Une affaire\nLes", "L’affaire\nLes"),
    );
}

#[test]
fn a_site_that_keeps_only_the_words_of_a_credit_changed_nothing() {
    let base = "Un.\n\n![p](/media/a.jpg  \"Le port © A\")\n\n> ![q](/media/b.jpg '© B')\n> *La __rade__*\n";
    let bare = as_wordpress(base)
        .replace("<span class=\"credit\">", "")
        .replace("</span>", "");
    let found = brought_back(base, &bare);
    assert_eq!(found.markdown, base);
    let found = brought_back(base, &bare.replace("Un.", "Deux."));
    assert_eq!(found.markdown, base.replace("Un.", "Deux."));
}

#[test]
fn a_note_is_changed_where_it_is_defined() {
    check(("greffe", "parquet"), ("greffe", "parquet"));
}

#[test]
fn what_goes_takes_no_definition_with_it() {
    let theirs = body_html(BASE);
    let first = theirs.split('\n').next().unwrap();
    let found = brought_back(BASE, &theirs.replacen(first, "", 1));
    assert!(
        found.markdown.starts_with("[vendredi]: https://e.org/v"),
        "{}",
        found.markdown
    );
    assert!(found.markdown.contains("Les __riverains__"));
}

#[test]
fn new_blocks_and_notes_come_between_ours() {
    let theirs = as_wordpress(BASE)
        .replacen(
            "<!-- wp:block",
            "<p>Mis à jour<sup class=\"fn\"><a href=\"#n9\">1</a></sup>.</p><!-- wp:block",
            1,
        )
        .replace(
            "<section class=\"notes\"><ol>",
            "<ol><li id=\"n9\">Par la rédaction.</li>",
        );
    let theirs = theirs.replace("class=\"note-ref\" id=\"note-ref-1\"", "class=\"fn\"");
    let theirs = theirs.replace("</ol></section>", "</ol>");
    let found = brought_back(BASE, &theirs).markdown;
    assert_eq!(
        found,
        format!("Mis à jour[^1].\n\n{BASE}\n[^1]: Par la rédaction.\n")
    );
}

#[test]
fn what_they_added_and_cannot_be_kept_is_told() {
    let html = as_wordpress(BASE) + "<script src=\"https://e.org/a.js\"></script>";
    let found = brought_back(BASE, &html);
    assert_eq!(found.markdown, BASE);
    assert_eq!(found.lost[0].kind.word(), "script");
}

#[test]
fn what_only_moved_is_in_our_words() {
    let found = brought_back(
        "Un __mot__.\n\nDeux.\n\nTrois.\n",
        "<p>Deux.</p><p>Trois.</p><p>Un <strong>mot</strong>.</p>",
    );
    assert_eq!(found.markdown, "Deux.\n\nTrois.\n\nUn __mot__.\n");
}

#[test]
fn a_colleagues_edit_and_mine_are_put_together() {
    let mine = BASE.replace("une salle comble", "une salle bondée");
    let theirs =
        |from: &str, to: &str| brought_back(BASE, &as_wordpress(BASE).replace(from, to)).markdown;
    let merged = merge(
        BASE,
        &mine,
        &theirs("le marché se vide", "le marché se vide peu à peu"),
    );
    let expect = mine.replace("se vide.", "se vide peu à peu.");
    assert_eq!(
        merged.text().map(|text| text.replace("\\\n", "  \n")),
        Some(expect)
    );
    let merged = merge(BASE, &mine, &theirs("salle comble", "salle vide"));
    assert_eq!(merged.conflicts().count(), 1);
}

#[test]
fn another_article_is_converted() {
    assert_eq!(brought_back("a\n", "<p>b</p><p>c</p>").markdown, "b\n\nc\n");
    assert_eq!(brought_back("", "<p>b</p>").markdown, "b\n");
    assert_eq!(brought_back("a\n\n[x]: /y\n", "").markdown, "[x]: /y\n");
}

/// Whether what stands in these angles parts no words.
fn is_within_a_line(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let name = name.split([' ', '/']).next().unwrap_or_default();
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
    )
}

/// What readers see of a text: words, parted by spaces, line breaks and the ends of blocks. A break where a block begins
/// or ends parts nothing.
fn words(markdown: &str) -> String {
    let html = body_html(markdown).replace("&nbsp;", " ");
    let text: String = html
        .split('<')
        .map(|part| match part.split_once('>') {
            Some((tag, text)) if is_within_a_line(tag) => text.to_owned(),
            Some((_, text)) => format!(" {text}"),
            None => part.to_owned(),
        })
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[test]
fn a_break_at_the_beginning_of_a_cell_parts_nothing() {
    let theirs = "| a | b |\n|---|:-:|\n| 1 | 2 |\n<br/>\\\n";
    let found = brought_back("", &body_html(theirs));
    assert_eq!(words(&found.markdown), words(theirs));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn an_untouched_article_gives_back_its_source(text in prop_oneof![nasty::article(), nasty::text(16)]) {
        for html in [body_html(&text), as_wordpress(&text)] {
            let found = brought_back(&text, &html);
            prop_assert_eq!(&found.markdown, &text, "{}", html);
            prop_assert_eq!(found.lost, []);
        }
    }

    #[test]
    fn a_colleagues_words_come_as_they_would_be_written(text in article(), touches in touches(4)) {
        let theirs = markdown(&touched(&text, &touches, "b"));
        let found = brought_back(&markdown(&text), &as_wordpress(&theirs));
        prop_assert_eq!(found.markdown, theirs);
    }

    #[test]
    fn what_they_say_is_what_comes_back(ours in nasty::article(), theirs in nasty::article(), odd in nasty::text(6)) {
        for theirs in [format!("{ours}\n\n{odd}"), format!("{odd}\n\n{ours}"), theirs] {
            let found = brought_back(&ours, &body_html(&theirs));
            prop_assert_eq!(words(&found.markdown), words(&theirs), "{:?}", found.markdown);
        }
    }
}
