//! HTML back to Markdown: ours comes back exactly, others' as a person would have written it.

use proptest::prelude::*;
use prose::{body_html, from_html};

use crate::{canonical, nasty};

#[track_caller]
fn check(html: &str, markdown: &str) {
    assert_eq!(from_html(html).markdown, format!("{markdown}\n"), "{html}");
}

/// A page of a site, what it is in Markdown, and how many of what were lost.
#[track_caller]
fn check_site(html: &str, markdown: &str, lost: &[(&str, usize)]) {
    let found = from_html(html);
    assert_eq!(found.markdown, markdown);
    let counts = found.lost.iter().map(|lost| (lost.kind.word(), lost.count));
    assert_eq!(counts.collect::<Vec<_>>(), lost, "{:?}", found.lost);
    let again = from_html(&body_html(&found.markdown));
    assert_eq!(body_html(&again.markdown), body_html(&found.markdown));
}

#[test]
fn wordpress_with_blocks() {
    check_site(
        include_str!("sites/gutenberg.txt"),
        include_str!("sites/gutenberg.md"),
        &[
            ("embed", 1),
            ("style", 1),
            ("layout", 1),
            ("table-head", 1),
            ("script", 1),
        ],
    );
}

#[test]
fn wordpress_of_the_classic_editor() {
    check_site(
        include_str!("sites/classic.txt"),
        include_str!("sites/classic.md"),
        &[("style", 1)],
    );
    check_site(
        include_str!("sites/wpautop.txt"),
        include_str!("sites/wpautop.md"),
        &[
            ("video", 1),
            ("audio", 1),
            ("link", 2),
            ("style", 1),
            ("form", 1),
        ],
    );
}

#[test]
fn ghost() {
    check_site(
        include_str!("sites/ghost.txt"),
        include_str!("sites/ghost.md"),
        &[("embed", 1), ("layout", 3)],
    );
}

#[test]
fn h_entry() {
    check_site(
        include_str!("sites/h-entry.txt"),
        include_str!("sites/h-entry.md"),
        &[("drawing", 1), ("picture", 1), ("unknown", 1)],
    );
}

#[test]
fn french_text_comes_back_byte_for_byte() {
    let text = "«\u{202F}L’État — c’est moi\u{202F}!\u{202F}» (a.-m.) : 3\u{A0}000\u{A0}€ / 5 * 4 = 20, snake_case, [sic], n° 1. Fin… #tag & Cie; a > b; l'été~";
    check(&format!("<p>{}</p>", prose::escape_text(text)), text);
}

#[test]
fn what_would_be_a_mark_is_escaped_and_only_then() {
    check("<p>1. Un</p>", "1\\. Un");
    check("<p>- Un</p>", "\\- Un");
    check("<p>a *b* c</p>", "a \\*b\\* c");
    check("<p>[a](b) [c]</p>", "\\[a](b) \\[c]");
    check("<p>&amp;amp; &lt;b&gt;</p>", "\\&amp; \\<b>");
    check("<p># a<br/>#b</p>", "\\# a\\\n#b");
    check("<h2>C #</h2>", "## C \\#");
    check("<p class=x>a|b\n---|---</p>", "a|b\n\\---|---");
    check("<ul><li>[x] a</li></ul>", "- \\[x] a");
    check(
        "<blockquote><p>a<br/>— b</p></blockquote>",
        "> a\\\n> &#8212; b",
    );
}

#[test]
fn marks_are_written_where_they_hold() {
    check("<p>un<B> gras </B>ici</p>", "un **gras** ici");
    check("<p>mot<B>«a»</B>mot</p>", "mot<strong>«a»</strong>mot");
    check("<p><I><B>a</B></I></p>", "_**a**_");
    check("<p><B></B>a<I> </I>b</p>", "a b");
    // What is as we write it stays as it is, however odd.
    check("<p>un<b> gras </b>ici</p>", "un<b> gras </b>ici");
    check(
        "<p><a href='https://e.org/a_(b)' title='\"t\"'>x]</a></p>",
        "[x\\]](https://e.org/a_\\(b\\) \"\\\"t\\\"\")",
    );
    check(
        "<p><a href='https://e.org'>https://e.org</a></p>",
        "<https://e.org>",
    );
}

#[test]
fn merged_cells_stay_as_html_and_the_page_is_the_same() {
    let table = "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>";
    let found = from_html(table);
    assert_eq!(
        body_html(&found.markdown),
        format!("<div class=\"html\">{table}\n</div>")
    );
    assert_eq!(found.lost, []);
}

#[test]
fn comments_and_our_own_key_vanish() {
    check(
        "<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->\n<!-- marbre:0197 -->",
        "a",
    );
    assert_eq!(from_html("").markdown, "");
    assert_eq!(from_html("<!-- marbre:0197 -->").markdown, "");
}

#[test]
fn what_is_deep_or_endless_is_read_in_bounded_time() {
    for html in [
        "<div>".repeat(100_000),
        "<b><p>".repeat(50_000),
        "<blockquote>".repeat(250) + &"a\n".repeat(200_000),
        "<ul><li>".repeat(120) + &"a<br>".repeat(20_000),
        "<svg>".repeat(100_000),
        "<em>.".repeat(900),
        "x<em>.<strong>.".repeat(120) + "y",
        "[a](*b*_`~<&".repeat(20_000),
        "<p>*</p>".repeat(20_000),
        "<a href=#x><sup>1</sup></a><li id=x>".repeat(5_000),
        "<table>".repeat(200),
        "&amp;<!--".repeat(50_000),
        "<!-- wp:a -->a".repeat(100_000),
    ] {
        let found = from_html(&html);
        assert!(
            found
                .lost
                .iter()
                .all(|lost| lost.example.chars().count() <= 80)
        );
        assert!(found.markdown.len() < 40_000_000);
    }
    let words = from_html(&("<div>".repeat(5_000) + "un <b>deux</b>"));
    assert_eq!(words.markdown, "un deux\n");
    assert_eq!(words.lost[0].kind.word(), "nesting");
}

#[test]
fn captions_and_credits_come_back_as_they_were_written() {
    for markdown in [
        "![p](/media/a.jpg \"Le port. © A. Martin / AFP\")",
        "![p](/media/a.jpg#turn=90&xywh=percent:12.5,0,75,100 \"© A. Martin\")",
        "![p](/media/a.jpg \"© A. \\\"Bob\\\" Martin\")\n*Le **port***",
        "![p](/media/a.jpg \"Bulle © A. Martin\")\n*Le port*",
        "![p](/media/a.jpg)\n*Le port © A. Martin*",
        "> ![p](/media/a.jpg \"Le port. © A. Martin\")",
    ] {
        check(&body_html(markdown), markdown);
    }
    check(
        "<figure><img src=\"https://e.org/a.jpg\" alt=\"p\"><figcaption>Le port. <span class=\"credit\">©&nbsp;A.\n Martin</span></figcaption></figure>",
        "![p](https://e.org/a.jpg \"Le port. © A. Martin\")",
    );
    check(
        "<figure><figcaption>Le port. <span class=\"credit\">© A</span></figcaption></figure>",
        "Le port. © A",
    );
}

#[test]
fn of_a_picture_with_sources_its_image_is_read() {
    check(
        "<p>a <picture><source srcset=\"https://e.org/a.webp 480w\" type=\"image/webp\"><source src=x><img src=\"https://e.org/a.jpg\" alt=\"p\" width=\"3\" height=\"2\"></picture></p>",
        "a ![p](https://e.org/a.jpg)",
    );
}

fn check_round_trip(markdown: &str) -> Result<(), TestCaseError> {
    let html = body_html(markdown);
    let back = from_html(&html);
    prop_assert_eq!(
        body_html(&back.markdown),
        html,
        "{:?} from {:?}",
        back.markdown,
        markdown
    );
    prop_assert_eq!(back.lost, []);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn articles_come_back_exactly(text in nasty::article()) {
        check_round_trip(&text)?;
    }

    #[test]
    fn odd_texts_come_back_exactly(text in nasty::text(16)) {
        check_round_trip(&text)?;
    }

    #[test]
    fn hostile_html_within_a_text_comes_back_exactly(text in canonical::hostile()) {
        check_round_trip(&text)?;
    }

    #[test]
    fn hostile_html_of_a_site_is_read(html in canonical::hostile()) {
        let found = from_html(&html);
        canonical::check_clean(&body_html(&found.markdown))?;
        for lost in found.lost {
            prop_assert!(lost.count > 0 && lost.example.chars().count() <= 80);
        }
    }
}
