//! What each construct of a journalist's Markdown looks like on the page.

use prose::{Counts, Heading, Manuscript, body_html, count};

#[track_caller]
fn check(markdown: &str, html: &str) {
    assert_eq!(body_html(markdown), html, "{markdown:?}");
}

#[test]
fn running_text() {
    check(
        "Un *mot*, **deux** et ~~trois~~ `<x>`.",
        "<p>Un <em>mot</em>, <strong>deux</strong> et <del>trois</del> <code>&lt;x&gt;</code>.</p>",
    );
    check("a  \nb\\\nc\nd", "<p>a<br>\nb<br>\nc\nd</p>");
    check(
        "« Oui\u{A0}! » &amp; \"non\" ...",
        "<p>« Oui&nbsp;! » &amp; \"non\" ...</p>",
    );
    check("a\n\n***\n\nb", "<p>a</p>\n<hr>\n<p>b</p>");
}

#[test]
fn headings_start_at_the_second_level_and_have_unique_ids() {
    check(
        "# L’été\n## L’été\n### Œuvre **vive**\n###### « … »",
        "<h2 id=\"l-ete\">L’été</h2>\n<h2 id=\"l-ete-2\">L’été</h2>\n<h3 id=\"oeuvre-vive\">Œuvre <strong>vive</strong></h3>\n<h6 id=\"section\">« … »</h6>",
    );
    check(
        "## Article\n## Note\n## Note",
        "<h2 id=\"section-article\">Article</h2>\n<h2 id=\"section-note\">Note</h2>\n<h2 id=\"section-note-2\">Note</h2>",
    );
}

#[test]
fn headings_are_called_by_what_readers_see_of_them() {
    check(
        "## ![Un plan](https://e.org/a.png) *b*<!-- c -->",
        "<h2 id=\"un-plan-b\"><a href=\"https://e.org/a.png\">Un plan</a> <em>b</em></h2>",
    );
}

#[test]
fn the_last_summary_heading_is_the_closing_one() {
    check(
        "## En bref\n\na\n\n## À retenir\n\nb",
        "<h2 id=\"en-bref\">En bref</h2>\n<p>a</p>\n<h2 id=\"a-retenir\" class=\"summary\">À retenir</h2>\n<p>b</p>",
    );
}

#[test]
fn quotes_name_their_author() {
    let quote = "<blockquote><p>Nous verrons.</p><footer>— <cite>La <em>ministre</em></cite></footer></blockquote>";
    check("> Nous verrons.\n> — La *ministre*", quote);
    check("> Nous verrons.\n>\n> -- La *ministre*", quote);
    check(
        "> — Viens-tu ?\n> — Non.",
        "<blockquote><p>— Viens-tu ?\n— Non.</p></blockquote>",
    );
    check("> a — b", "<blockquote><p>a — b</p></blockquote>");
    check("> — Seule", "<blockquote><p>— Seule</p></blockquote>");
}

#[test]
fn a_picture_alone_is_a_figure() {
    let img = "<img src=\"/media/a.jpg\" alt=\"Un chat\" loading=\"lazy\">";
    check(
        "![Un chat](/media/a.jpg)",
        &format!("<figure>{img}</figure>"),
    );
    check(
        "![Un *chat*](/media/a.jpg \"Légende\")",
        &format!("<figure>{img}<figcaption>Légende</figcaption></figure>"),
    );
    check(
        "![Un chat](/media/a.jpg)\n*Un chat, à [Paris](/p)*",
        &format!(
            "<figure>{img}<figcaption>Un chat, à <a href=\"/p\">Paris</a></figcaption></figure>"
        ),
    );
    check("a ![Un chat](/media/a.jpg) b", &format!("<p>a {img} b</p>"));
    check("![Un chat](photo.jpg)", "<p>Un chat</p>");
    check(
        "![x](http://e.org/a.jpg) ![y](data:image/png;base64,AA)",
        "<p><a href=\"http://e.org/a.jpg\">x</a> y</p>",
    );
    check(
        "![](https://e.org/a.jpg) [![z](https://e.org/a.jpg)](https://e.org)",
        "<p><a href=\"https://e.org/a.jpg\">https://e.org/a.jpg</a> <a href=\"https://e.org\">z</a></p>",
    );
}

#[test]
fn the_last_words_of_a_title_may_say_whose_a_picture_is() {
    let shown = |picture: &str, words: &str| {
        format!(
            "<figure><img src=\"/media/a.jpg\" {picture} loading=\"lazy\"><figcaption>{words}</figcaption></figure>"
        )
    };
    let credit = "<span class=\"credit\">© A. Martin / AFP</span>";
    check(
        "![p](/media/a.jpg \"Le port.  © A. Martin / AFP \")",
        &shown("alt=\"p\"", &format!("Le port. {credit}")),
    );
    check(
        "![p](/media/a.jpg \"©A. Martin / AFP\")",
        &shown("alt=\"p\"", credit),
    );
    check(
        "![p](/media/a.jpg \"Bulle © A. Martin / AFP\")\n*Le **port***",
        &shown(
            "alt=\"p\" title=\"Bulle\"",
            &format!("Le <strong>port</strong> {credit}"),
        ),
    );
    check(
        "![p](/media/a.jpg \"© 2025 © B\")",
        &shown("alt=\"p\"", "© 2025 <span class=\"credit\">© B</span>"),
    );
    check(
        "![p](/media/a.jpg \"Sans ©\")",
        &shown("alt=\"p\"", "Sans ©"),
    );
    check(
        "a ![p](/media/a.jpg \"b © c\")",
        "<p>a <img src=\"/media/a.jpg\" alt=\"p\" title=\"b © c\" loading=\"lazy\"></p>",
    );
}

#[test]
fn a_framing_stays_behind_its_picture_s_address() {
    check(
        "![p](/media/a.jpg#turn=90&xywh=percent:12.5,0,75,100&focus=percent:50,33.33)",
        "<figure><img src=\"/media/a.jpg#turn=90&amp;xywh=percent:12.5,0,75,100&amp;focus=percent:50,33.33\" \
         alt=\"p\" loading=\"lazy\"></figure>",
    );
    check(
        "![p](https://e.org/a.jpg#xywh=percent:0,0,50,50)",
        "<p><a href=\"https://e.org/a.jpg#xywh=percent:0,0,50,50\">p</a></p>",
    );
}

#[test]
fn links_go_only_where_readers_may_follow() {
    check(
        "[a](https://e.org \"T\") <a@b.org> [c](#d)",
        "<p><a href=\"https://e.org\" title=\"T\">a</a> <a href=\"mailto:a@b.org\">a@b.org</a> <a href=\"#d\">c</a></p>",
    );
    check(
        "[a](javascript:x) [b](//e.org) [c](d.html)",
        "<p><a>a</a> <a>b</a> <a>c</a></p>",
    );
    check(
        "[a](<https://e.org/x y>)",
        "<p><a href=\"https://e.org/x%20y\">a</a></p>",
    );
}

#[test]
fn lists_and_tasks() {
    check(
        "- a\n- b\n  1. c\n",
        "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
    );
    check(
        "3. a\n\n4. b",
        "<ol start=\"3\"><li><p>a</p></li><li><p>b</p></li></ol>",
    );
    check(
        "- [x] a\n- [ ] b",
        "<ul><li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\"> a</li><li class=\"task\"><input type=\"checkbox\" disabled=\"\"> b</li></ul>",
    );
    check("- [ ] a\n  -", "<ul><li><h2 id=\"a\">[ ] a</h2></li></ul>");
    check(
        "1. [x] a\n\n2. b",
        "<ol><li class=\"task\"><p><input type=\"checkbox\" disabled=\"\" checked=\"\"> a</p></li><li><p>b</p></li></ol>",
    );
}

#[test]
fn code_that_nobody_ended_has_whole_lines() {
    check("```\na", "<pre><code>a\n</code></pre>");
    check("```", "<pre><code></code></pre>");
}

#[test]
fn tables_and_code() {
    check(
        "|a|b|\n|--|-:|\n|1|*2*|",
        "<div class=\"table\"><table><thead><tr><th>a</th><th align=\"right\">b</th></tr></thead><tbody><tr><td>1</td><td align=\"right\"><em>2</em></td></tr></tbody></table></div>",
    );
    check(
        "```rust x\nlet a = 1 < 2;\n```",
        "<pre><code class=\"language-rust\">let a = 1 &lt; 2;\n</code></pre>",
    );
    check("    code", "<pre><code>code\n</code></pre>");
}

#[test]
fn notes_are_numbered_by_their_first_mark() {
    check(
        "[^b]: Bé.\n\nUn[^a], deux[^b], un[^a].\n\n[^a]: A[^c].\n\n[^c]: - x\n\n[^d]: jamais",
        "<p>Un<sup class=\"note-ref\" id=\"note-ref-1\"><a href=\"#note-1\">1</a></sup>, \
         deux<sup class=\"note-ref\" id=\"note-ref-2\"><a href=\"#note-2\">2</a></sup>, \
         un<sup class=\"note-ref\" id=\"note-ref-1-2\"><a href=\"#note-1\">1</a></sup>.</p>\n\
         <section class=\"notes\"><ol>\
         <li id=\"note-1\"><p>A<sup class=\"note-ref\" id=\"note-ref-3\"><a href=\"#note-3\">3</a></sup>. \
         <a href=\"#note-ref-1\" class=\"note-back\">↩\u{FE0E}</a> <a href=\"#note-ref-1-2\" class=\"note-back\">↩\u{FE0E}</a></p></li>\
         <li id=\"note-2\"><p>Bé. <a href=\"#note-ref-2\" class=\"note-back\">↩\u{FE0E}</a></p></li>\
         <li id=\"note-3\"><ul><li>x</li></ul> <a href=\"#note-ref-3\" class=\"note-back\">↩\u{FE0E}</a></li>\
         </ol></section>",
    );
    check(
        "<a href=\"/b\">a[^1]</a>\n\n[^1]: c",
        "<p><a href=\"/b\">a<sup class=\"note-ref\" id=\"note-ref-1\">1</sup></a></p>\n<section class=\"notes\"><ol><li id=\"note-1\"><p>c <a href=\"#note-ref-1\" class=\"note-back\">↩\u{FE0E}</a></p></li></ol></section>",
    );
    check("sans[^x]", "<p>sans[^x]</p>");
}

#[test]
fn raw_html_stays_within_its_block() {
    check("a <b>b *c</b> d* e", "<p>a <b>b <em>c d</em> e</b></p>");
    check("a</p><p onclick=x>b <u>c", "<p>ab <u>c</u></p>");
    check(
        "- <b>a\n  - b",
        "<ul><li><b>a</b><ul><li>b</li></ul></li></ul>",
    );
    check(
        "H<sub>2</sub>O <abbr title=\"x&quot;\" onclick=y>z</abbr><br/>!",
        "<p>H<sub>2</sub>O <abbr title=\"x&quot;\">z</abbr><br>!</p>",
    );
    check("a <script>alert(1)</script> b", "<p>a  b</p>");
    check(
        "<div class=\"x\" id=\"article\"><p style=\"a\">b",
        "<div class=\"html\"><div><p>b</p></div></div>",
    );
    check(
        "- <li>a\n- <ul><li>b",
        "<ul><li><div class=\"html\">&lt;li&gt;a\n</div></li><li><div class=\"html\"><ul><li>b</li></ul></div></li></ul>",
    );
    check(
        "<script>\nalert(1)\n</script>",
        "<div class=\"html\"></div>",
    );
}

#[test]
fn counts_are_those_of_readers() {
    assert_eq!(
        count("## Un *titre*\n\nl’été : « oui »\nfin"),
        Counts {
            words: 5,
            characters: 8 + 19
        }
    );
    assert_eq!(
        count("[mot](https://e.org) <https://e.org> <b>deux</b>").words,
        2
    );
    assert_eq!(count("|a|b|\n|-|-|\n|c|d|\n\n- e\n- f").words, 6);
    assert_eq!(
        count("<div>un <b>deux</b></div>\n\n![x](/media/a.jpg \"trois quatre\")").words,
        4
    );
    assert_eq!(count("un mot[^1]\n\n[^1]: trois").words, 3);
    assert_eq!(count("").minutes(), 1);
}

#[test]
fn the_outline_is_the_headings_with_their_places() {
    let heading = |level, text: &str, offset| Heading {
        level,
        text: text.to_owned(),
        offset,
    };
    let page = Manuscript::new("😀\n\n# Un\n\nTitre `x`\n---\n\n> ### b\n");
    assert_eq!(
        page.outline(),
        [
            heading(2, "Un", 4),
            heading(2, "Titre x", 10),
            heading(3, "b", 25)
        ]
    );
}

#[test]
fn lengths_cover_the_text() {
    let lengths = |text| {
        Manuscript::new(text)
            .blocks()
            .iter()
            .map(|b| b.length)
            .collect::<Vec<_>>()
    };
    assert_eq!(lengths("\n\na\n\n[x]: /y\n\n- b\n\n\n"), [14, 6]);
    assert_eq!(lengths("[^1]: n\n\na[^1]\n"), [15, 0]);
    assert_eq!(lengths("\n \n"), [0_usize; 0]);
}
