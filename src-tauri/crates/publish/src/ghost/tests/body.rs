//! Bodies as Lexical, and back as Ghost writes them.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::ghost::lexical::{kept_words, lexical, mail_cards};
use crate::html::{Fragment, words};

fn blocks(html: &str) -> Vec<Value> {
    let tree = lexical(html);
    tree["root"]["children"].as_array().unwrap().clone()
}

fn kinds(html: &str) -> Vec<String> {
    let kind = |block: &Value| block["type"].as_str().unwrap().to_owned();
    blocks(html).iter().map(kind).collect()
}

/// As Ghost writes it: what `kg-lexical-html-renderer` does, for the nodes that we build.
fn rendered(node: &Value) -> String {
    let text = |key: &str| node[key].as_str().unwrap_or_default().to_owned();
    let children = node["children"].as_array();
    let within: String = children.into_iter().flatten().map(rendered).collect();
    match node["type"].as_str().unwrap() {
        "root" => within,
        "paragraph" => format!("<p>{within}</p>"),
        "extended-heading" => format!("<{0}>{within}</{0}>", text("tag")),
        "extended-quote" => format!("<blockquote>{within}</blockquote>"),
        "list" => {
            let start = node["start"].as_u64().unwrap();
            let start = if start == 1 {
                String::new()
            } else {
                format!(" start=\"{start}\"")
            };
            // An item that is only a list belongs to the item before it.
            let items = within
                .replace("</li><li><ul", "<ul")
                .replace("</li><li><ol", "<ol");
            format!("<{0}{start}>{items}</{0}>", text("tag"))
        }
        "listitem" => format!("<li>{within}</li>"),
        "link" => format!(
            "<a href=\"{}\">{within}</a>",
            escaped(&text("url")).replace('"', "&quot;")
        ),
        "linebreak" => "<br>".to_owned(),
        "horizontalrule" => "<hr>".to_owned(),
        "html" => text("html"),
        "codeblock" => {
            let language = text("language");
            let class = if language.is_empty() {
                String::new()
            } else {
                format!(" class=\"language-{language}\"")
            };
            format!("<pre><code{class}>{}</code></pre>", escaped(&text("code")))
        }
        "image" => {
            let caption = text("caption");
            let caption = if caption.is_empty() {
                caption
            } else {
                format!("<figcaption>{caption}</figcaption>")
            };
            let title = text("title");
            let title = if title.is_empty() {
                title
            } else {
                format!(" title=\"{}\"", escaped(&title))
            };
            let (src, alt) = (escaped(&text("src")), escaped(&text("alt")));
            format!(
                "<figure><img src=\"{src}\" alt=\"{alt}\"{title} loading=\"lazy\">{caption}</figure>"
            )
        }
        "extended-text" => {
            let format = node["format"].as_u64().unwrap();
            let tags = [
                (1, "strong"),
                (2, "em"),
                (4, "s"),
                (8, "u"),
                (16, "code"),
                (32, "sub"),
                (64, "sup"),
                (128, "mark"),
            ];
            let on = tags.into_iter().filter(|(bit, _)| format & bit != 0);
            on.fold(escaped(&text("text")), |inner, (_, tag)| {
                format!("<{tag}>{inner}</{tag}>")
            })
        }
        other => panic!("a {other}"),
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('\u{a0}', "&nbsp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

fn through_ghost(html: &str) -> String {
    let tree = lexical(html);
    rendered(&tree["root"])
}

/// What of a text readers read, however its lines are broken.
fn read(html: &str) -> String {
    words(&Fragment::parse(html).nodes)
        .split_ascii_whitespace()
        .collect()
}

#[test]
fn what_ghost_can_edit_is_what_ghost_writes_back() {
    for html in [
        "<p>Un <em>mot</em>, <strong>deux</strong><br>et <code>&lt;b&gt;</code>&nbsp;: <mark>là</mark> H<sub>2</sub>O</p>",
        "<p>Un <a href=\"https://a.example/?a=1&amp;b=2\">li<strong>en</strong></a>.</p>",
        "<h2>L’été &amp; après</h2>",
        "<ul><li>un<ol start=\"3\"><li>deux</li><li>trois</li></ol></li><li>quatre</li></ul>",
        "<ol><li>un</li></ol><hr>",
        "<pre><code class=\"language-rust\">let a = \"b\";\n  c &lt; d\n</code></pre>",
        "<pre><code>\n\ta</code></pre>",
        "<figure><img src=\"/media/a.png\" alt=\"Un &lt;pont&gt;\" loading=\"lazy\"><figcaption>Le <em>pont</em></figcaption></figure>",
        "<figure><img src=\"https://a.example/b.png\" alt=\"\" title=\"t\" loading=\"lazy\"></figure>",
    ] {
        assert!(
            !kinds(html).contains(&"html".to_owned()),
            "{html}: {:?}",
            kinds(html)
        );
        assert_eq!(through_ghost(html), html);
    }
}

#[test]
fn lines_of_html_are_no_lines_of_an_editor() {
    assert_eq!(
        through_ghost("<p>a\nb<br>\nc</p>\n<p>d</p>"),
        "<p>a b<br>c</p><p>d</p>"
    );
    assert_eq!(
        through_ghost("<blockquote><p>a\nb</p></blockquote>"),
        "<blockquote>a b</blockquote>"
    );
    let del = through_ghost("<p><del>a</del> <em><strong>b</strong></em></p>");
    assert_eq!(read(&del), "ab");
}

#[test]
fn what_ghost_has_no_node_for_stays_as_it_is() {
    for html in [
        "<div class=\"table\"><table><thead><tr><th>a</th></tr></thead></table></div>",
        "<p>Une note<sup class=\"note-ref\" id=\"r\"><a href=\"#note-1\">1</a></sup></p>",
        "<section class=\"notes\"><ol><li id=\"note-1\"><p>La note.</p></li></ol></section>",
        "<blockquote><p>a</p><footer>— <cite>b</cite></footer></blockquote>",
        "<blockquote><p>a</p><p>b</p></blockquote>",
        "<ul><li><p>a</p></li></ul>",
        "<ul><li class=\"task\"><input type=\"checkbox\" disabled=\"\"> a</li></ul>",
        "<ul><li><ul><li>a</li></ul></li></ul>",
        "<ul><li>a<ul><li>b</li></ul>c</li></ul>",
        "<ol reversed=\"\"><li>a</li></ol>",
        "<p lang=\"en\">a</p>",
        "<p><span lang=\"en\">a</span></p>",
        "<p><a href=\"https://a.example\" title=\"b\">a</a></p>",
        "<p><b>a</b></p>",
        "<p>a <img src=\"/media/a.png\" alt=\"b\" loading=\"lazy\"></p>",
        "<figure><img src=\"/a.png\" alt=\"\"><img src=\"/b.png\" alt=\"\"></figure>",
        "<pre><code> \n</code></pre>",
        "<details><summary>a</summary>b</details>",
        "text",
    ] {
        assert_eq!(
            blocks(html),
            [json!({ "type": "html", "version": 1, "html": html })]
        );
    }
    // A card for each block, so that the others can be edited.
    assert_eq!(
        kinds("<p>a</p>\n<details>b</details>\n<p>c</p>"),
        ["paragraph", "html", "paragraph"]
    );
    // What a browser would read otherwise is not taken apart at all.
    for odd in [
        "<p>a<p>b",
        "<p>a &b</p>",
        "<ul><p>a</p>",
        "<p>a</p></div><p>b</p>",
    ] {
        assert_eq!(
            blocks(odd),
            [json!({ "type": "html", "version": 1, "html": odd })]
        );
    }
    assert!(blocks("").is_empty());
}

#[test]
fn a_heading_that_is_led_to_keeps_its_name() {
    let heading = "<h2 id=\"a\" class=\"summary\">A</h2>";
    assert_eq!(kinds(heading), ["extended-heading"]);
    assert_eq!(
        kinds(&format!("{heading}<p><a href=\"#a\">b</a></p>")),
        ["html", "paragraph"]
    );
}

#[test]
fn lists_nest_as_deep_as_an_answer_can_be_read() {
    let nested = |depth: usize| {
        let inner = "<ul><li>a".repeat(depth);
        format!("{inner}{}", "</li></ul>".repeat(depth))
    };
    assert_eq!(kinds(&nested(12)), ["list"]);
    assert!(kept_words(&lexical(&nested(12)).to_string()).is_some());
    assert_eq!(kinds(&nested(13)), ["html"]);
}

#[test]
fn a_tree_of_somebody_s_is_looked_at_without_harm() {
    for odd in [
        "",
        "{",
        "[]",
        "7",
        "{\"root\":7}",
        "{\"root\":{\"children\":{\"type\":\"email\"}}}",
    ] {
        assert!(mail_cards(odd).is_empty(), "{odd}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(kept_words(&deep), None);
}

fn run() -> impl Strategy<Value = String> {
    let word = "[a-zé<&>'\"«»\u{a0}\u{202f}*_`\\\\|~#0-9.:!-]{1,8}";
    prop_oneof![
        4 => word,
        1 => word.prop_map(|w| format!("*{w}*")),
        1 => word.prop_map(|w| format!("**a {w}**")),
        1 => word.prop_map(|w| format!("~~{w}~~")),
        1 => word.prop_map(|w| format!("`{w}`")),
        1 => word.prop_map(|w| format!("[**{w}** b](https://a.example/{w} )")),
        1 => word.prop_map(|w| format!("<mark>{w}</mark>")),
        1 => Just("  \n".to_owned()),
        1 => Just("[^1]".to_owned()),
        1 => Just("[a](#titre)".to_owned()),
    ]
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(run(), 1..6).prop_map(|runs| runs.join(" "))
}

fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => line(),
        1 => line().prop_map(|l| format!("## {l}")),
        1 => Just("## Titre".to_owned()),
        1 => (line(), line()).prop_map(|(a, b)| format!("- {a}\n- {b}")),
        1 => (line(), line()).prop_map(|(a, b)| format!("1. {a}\n   - {b}\n\n   {a}")),
        1 => (line(), line()).prop_map(|(a, b)| format!("> {a}\n>\n> {b}")),
        1 => line().prop_map(|l| format!("> {l}\n> — {l}")),
        1 => (line(), line()).prop_map(|(a, b)| format!("| {a} | b |\n|---|---|\n| {b} | c |")),
        1 => line().prop_map(|l| format!("```rust\n{l}\n```")),
        1 => line().prop_map(|l| format!("![{l}](/media/a.png)\n*{l}*")),
        1 => line().prop_map(|l| format!("<div>\n{l}\n</div>")),
        1 => line().prop_map(|l| format!("[^1]: {l}")),
        1 => Just("---".to_owned()),
        1 => line().prop_map(|l| format!("- [ ] {l}")),
    ]
}

proptest! {
    #[test]
    fn no_word_of_a_body_is_lost_or_changed(blocks in prop::collection::vec(block(), 0..8)) {
        let html = prose::body_html(&blocks.join("\n\n"));
        prop_assert_eq!(read(&through_ghost(&html)), read(&html));
    }

    #[test]
    fn a_card_is_a_part_of_the_body_as_it_stands(blocks in prop::collection::vec(block(), 0..8)) {
        let html = prose::body_html(&blocks.join("\n\n"));
        for block in self::blocks(&html) {
            if block["type"] == "html" {
                prop_assert!(html.contains(block["html"].as_str().unwrap()));
            }
        }
    }

    #[test]
    fn any_text_at_all_is_kept(html in ".{0,60}") {
        let cards = kinds(&html);
        if cards == ["html"] {
            prop_assert_eq!(&through_ghost(&html), &html);
        } else {
            prop_assert_eq!(read(&through_ghost(&html)), read(&html));
        }
    }
}

#[test]
fn corrections_are_a_card_of_their_own_byte_for_byte() {
    let said = "<section class=\"marbre-corrections\">\n<div id=\"correction-20260430T001000Z\" \
        class=\"marbre-correction marbre-correction-update\">\n<h2>Mise à jour</h2>\n<p>a<br>b</p>\n</div>\n</section>";
    let mut article = super::outgoing();
    article.corrections.html = said.to_owned();
    let blocks = blocks(&article.whole_html_there());
    assert_eq!(blocks.len(), 2);
    assert_eq!(
        blocks[1],
        json!({ "type": "html", "version": 1, "html": said })
    );
}
