//! Our body as the blocks of WordPress's editor, in the very form in which it saves them; knows no article.
//!
//! In a text without any block WordPress makes a line break of every new line; with blocks it leaves
//! the text alone, themes dress it as theirs, and colleagues edit it in units. What no block can hold
//! stays as it is: the editor's *classic* block.

use markup5ever_rcdom::Handle;

use crate::html::{Fragment, attribute, has_only, is_blank, name, text, written};

/// How deep blocks nest; what is deeper stays as it is.
const DEEPEST: usize = 12;
/// The class of a list whose items were paragraphs, which no block of a list has.
const LOOSE: &str = "marbre-loose";
/// What running text is made of in the editor.
const RUNNING: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
];

/// The body, canonical and sanitised, as blocks.
pub(super) fn in_blocks(html: &str) -> String {
    let body = Fragment::parse(html);
    if written(&body.nodes) != html {
        // A browser would read something else than what stands there.
        return unit("html", "", html);
    }
    let mut out = String::with_capacity(html.len() * 3 / 2);
    for node in body.nodes.iter().filter(|node| !shows_nothing(node)) {
        let own = || written(&[Handle::clone(node)]);
        out.push_str(&block(node, DEEPEST).unwrap_or_else(own));
    }
    out
}

/// Blocks with a picture of the site's library known to be that: WordPress then gives it its size, and the sizes that it made.
pub(super) fn with_picture_of(blocks: &str, address: &str, id: u64) -> String {
    let escaped = address.replace('&', "&amp;").replace('"', "&quot;");
    let figure = "<figure class=\"wp-block-image\"><img";
    blocks.replace(
        &format!("<!-- wp:image -->\n{figure} src=\"{escaped}\""),
        &format!(
            "<!-- wp:image {{\"id\":{id}}} -->\n{figure} class=\"wp-image-{id}\" src=\"{escaped}\""
        ),
    )
}

/// Where HTML of hers was, and nothing of it may stand on a page.
fn shows_nothing(node: &Handle) -> bool {
    is_her_html(node) && node.children.borrow().iter().all(is_blank)
}

fn is_her_html(node: &Handle) -> bool {
    name(node) == "div" && attribute(node, "class").as_deref() == Some("html")
}

/// A block with its comments. `settings` is JSON, or nothing.
fn unit(kind: &str, settings: &str, html: &str) -> String {
    let space = if settings.is_empty() { "" } else { " " };
    format!("<!-- wp:{kind}{space}{settings} -->\n{html}\n<!-- /wp:{kind} -->")
}

/// An element as a block; `None` where the editor has none that it would save as this.
fn block(node: &Handle, depth: usize) -> Option<String> {
    if depth == 0 {
        return None;
    }
    match name(node) {
        "p" if has_only(node, &[]) => {
            let words = format!("<p>{}</p>", within(node));
            Some(unit("paragraph", "", &words))
        }
        "h2" | "h3" | "h4" | "h5" | "h6" => heading(node),
        "ul" | "ol" => list(node, depth),
        "blockquote" if has_only(node, &[]) => quote(node, depth),
        "pre" if has_only(node, &[]) => code(&only_child(node, "code")?),
        "div" if is_her_html(node) => {
            let html = written(&[Handle::clone(node)]);
            Some(unit("html", "", &html))
        }
        "div" => table(&only_child(node, "table")?),
        "figure" if has_only(node, &[]) => picture(node),
        "hr" if has_only(node, &[]) => Some(unit(
            "separator",
            "",
            "<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>",
        )),
        "section" if attribute(node, "class").as_deref() == Some("notes") => notes(node),
        _ => None,
    }
}

fn heading(node: &Handle) -> Option<String> {
    if !has_only(node, &["id", "class"]) {
        return None;
    }
    let level = name(node).strip_prefix('h')?;
    let class = attribute(node, "class");
    let mut settings = Vec::new();
    settings.extend((level != "2").then(|| format!("\"level\":{level}")));
    settings.extend(class.as_ref().map(|own| format!("\"className\":\"{own}\"")));
    let settings = match settings.is_empty() {
        true => String::new(),
        false => format!("{{{}}}", settings.join(",")),
    };
    let own = class.map_or_else(String::new, |own| format!(" {own}"));
    let id = id_of(node);
    let html = format!(
        "<h{level} class=\"wp-block-heading{own}\"{id}>{}</h{level}>",
        within(node)
    );
    Some(unit("heading", &settings, &html))
}

/// A list. The editor's items are running text with lists below it; where ours are paragraphs, the
/// list says so.
fn list(node: &Handle, depth: usize) -> Option<String> {
    if depth == 0 || !has_only(node, &["start"]) {
        return None;
    }
    let items = elements(node)?;
    let is_loose = items.iter().any(|item| only_first(item, "p").is_some());
    let each = items.iter().map(|item| one(item, is_loose, depth));
    let each = each.collect::<Option<Vec<_>>>()?;
    Some(listed(node, is_loose, &each))
}

fn listed(node: &Handle, is_loose: bool, items: &[String]) -> String {
    let (name, start) = (name(node), attribute(node, "start"));
    let mut settings = Vec::new();
    settings.extend((name == "ol").then(|| "\"ordered\":true".to_owned()));
    settings.extend(start.as_ref().map(|start| format!("\"start\":{start}")));
    settings.extend(is_loose.then(|| format!("\"className\":\"{LOOSE}\"")));
    let settings = match settings.is_empty() {
        true => String::new(),
        false => format!("{{{}}}", settings.join(",")),
    };
    let start = start.map_or_else(String::new, |start| format!(" start=\"{start}\""));
    let class = if is_loose { " marbre-loose" } else { "" };
    let html = format!(
        "<{name}{start} class=\"wp-block-list{class}\">{}</{name}>",
        items.join("\n\n")
    );
    unit("list", &settings, &html)
}

fn one(item: &Handle, is_loose: bool, depth: usize) -> Option<String> {
    if !has_only(item, &[]) {
        return None;
    }
    let (mut said, mut below) = (String::new(), String::new());
    for (at, node) in item.children.borrow().iter().enumerate() {
        match name(node) {
            "ul" | "ol" => below.push_str(&list(node, depth - 1)?),
            "p" if is_loose && at == 0 && has_only(node, &[]) => said = within(node),
            _ if is_blank(node) && (is_loose || !below.is_empty()) => {}
            _ if !is_loose && below.is_empty() && is_running(node) => {
                said.push_str(&written(&[Handle::clone(node)]));
            }
            _ => return None,
        }
    }
    let html = format!("<li>{}{below}</li>", said.trim_end());
    Some(unit("list-item", "", &html))
}

/// A quote; whose it is stands in a `<cite>` of its own.
fn quote(node: &Handle, depth: usize) -> Option<String> {
    let (mut within_it, mut by) = (Vec::new(), String::new());
    for node in elements(node)? {
        if !by.is_empty() {
            return None;
        }
        match name(&node) {
            "footer" => by = format!("<cite>{}</cite>", signed(&node)?),
            _ => within_it.push(block(&node, depth - 1)?),
        }
    }
    let html = format!(
        "<blockquote class=\"wp-block-quote\">{}{by}</blockquote>",
        within_it.join("\n\n")
    );
    Some(unit("quote", "", &html))
}

/// What stands in the foot of a quote, without an element of its own around the name.
fn signed(footer: &Handle) -> Option<String> {
    let nodes = footer.children.borrow();
    match &nodes[..] {
        [dash, cite] if name(cite) == "cite" => Some(text(dash)? + &within(cite)),
        _ => None,
    }
}

/// Code. Its language is a class of the block: the editor keeps none within it.
fn code(node: &Handle) -> Option<String> {
    if !has_only(node, &["class"]) {
        return None;
    }
    let class = attribute(node, "class");
    let settings = class.as_ref().map(|own| {
        // A comment can't hold two hyphens.
        format!(
            "{{\"className\":\"{}\"}}",
            own.replace("--", "\\u002d\\u002d")
        )
    });
    let own = class.map_or_else(String::new, |own| format!(" {own}"));
    let html = format!(
        "<pre class=\"wp-block-code{own}\"><code>{}</code></pre>",
        // As the editor does: else WordPress would run what looks like a shortcode.
        within(node).replace('[', "&#91;")
    );
    Some(unit("code", &settings.unwrap_or_default(), &html))
}

fn table(node: &Handle) -> Option<String> {
    let mut rows = String::new();
    for part in elements(node)? {
        rows.push_str(&format!("<{}>", name(&part)));
        for row in elements(&part)? {
            rows.push_str("<tr>");
            for cell in elements(&row)? {
                rows.push_str(&cell_of(&cell)?);
            }
            rows.push_str("</tr>");
        }
        rows.push_str(&format!("</{}>", name(&part)));
    }
    let html = format!("<figure class=\"wp-block-table\"><table>{rows}</table></figure>");
    // Which of the two is meant where nothing is said differs between versions.
    Some(unit("table", "{\"hasFixedLayout\":false}", &html))
}

fn cell_of(cell: &Handle) -> Option<String> {
    let is_cell = matches!(name(cell), "td" | "th") && has_only(cell, &["align"]);
    let aligned = attribute(cell, "align").map_or_else(String::new, |align| {
        format!(" class=\"has-text-align-{align}\" data-align=\"{align}\"")
    });
    let (name, words) = (name(cell), within(cell));
    is_cell.then(|| format!("<{name}{aligned}>{words}</{name}>"))
}

fn picture(figure: &Handle) -> Option<String> {
    let nodes = figure.children.borrow();
    let (image, caption) = match &nodes[..] {
        [image] => (image, None),
        [image, caption] if name(caption) == "figcaption" => (image, Some(caption)),
        _ => return None,
    };
    // Its size is WordPress's to write.
    const KNOWN: [&str; 6] = ["src", "alt", "title", "width", "height", "loading"];
    if name(image) != "img" || !has_only(image, &KNOWN) {
        return None;
    }
    let escaped = |value: String| value.replace('&', "&amp;").replace('"', "&quot;");
    let said = |own: &str| {
        let value = attribute(image, own).map(escaped);
        value.map_or_else(String::new, |value| format!(" {own}=\"{value}\""))
    };
    let (src, title) = (said("src"), said("title"));
    let alt = attribute(image, "alt").map(escaped).unwrap_or_default();
    let caption = caption.map_or_else(String::new, |caption| {
        let words = within(caption);
        format!("<figcaption class=\"wp-element-caption\">{words}</figcaption>")
    });
    let html = format!(
        "<figure class=\"wp-block-image\"><img{src} alt=\"{alt}\"{title}/>{caption}</figure>"
    );
    Some(unit("image", "", &html))
}

/// The notes: a list in a group that keeps its class, by which they are known again.
fn notes(section: &Handle) -> Option<String> {
    let items = elements(&only_child(section, "ol")?)?;
    let each = items.iter().map(|item| {
        let words = within(&only_child(item, "p")?);
        let html = format!("<li{}>{words}</li>", id_of(item));
        Some(unit("list-item", "", &html))
    });
    let each = each.collect::<Option<Vec<_>>>()?.join("\n\n");
    let list = format!("<ol class=\"wp-block-list\">{each}</ol>");
    let html = format!(
        "<section class=\"wp-block-group notes\">{}</section>",
        unit("list", "{\"ordered\":true}", &list)
    );
    let settings = "{\"tagName\":\"section\",\"className\":\"notes\"}";
    Some(unit("group", settings, &html))
}

fn id_of(node: &Handle) -> String {
    attribute(node, "id").map_or_else(String::new, |id| format!(" id=\"{id}\""))
}

/// What is in an element, as it stands.
fn within(node: &Handle) -> String {
    written(&node.children.borrow())
}

/// What is in an element, where that is elements alone.
fn elements(node: &Handle) -> Option<Vec<Handle>> {
    let nodes = node.children.borrow();
    let shown: Vec<Handle> = nodes.iter().filter(|n| !is_blank(n)).cloned().collect();
    shown.iter().all(|n| !name(n).is_empty()).then_some(shown)
}

fn only_child(node: &Handle, wanted: &str) -> Option<Handle> {
    match &elements(node)?[..] {
        [child] if name(child) == wanted => Some(Handle::clone(child)),
        _ => None,
    }
}

/// The first thing in an element, if it is of this name.
fn only_first(node: &Handle, wanted: &str) -> Option<Handle> {
    let nodes = node.children.borrow();
    let first = nodes.iter().find(|node| !is_blank(node))?;
    (name(first) == wanted).then(|| Handle::clone(first))
}

fn is_running(node: &Handle) -> bool {
    let is_known = text(node).is_some() || RUNNING.contains(&name(node));
    is_known && node.children.borrow().iter().all(is_running)
}

/// A section of ours, of which each line is a tag or an element, as a group of blocks. Its classes and
/// identifiers stay: by them it is known again.
pub(super) fn in_a_group(section: &str) -> String {
    let lines: Vec<String> = section.lines().map(grouped).collect();
    lines.join("\n")
}

fn grouped(line: &str) -> String {
    let name = tag_name(line);
    match (name, line.starts_with("</")) {
        ("section" | "div", true) => format!("{line}\n<!-- /wp:group -->"),
        ("section" | "div", false) => {
            let class = class_of(line);
            let tag = if name == "section" {
                "\"tagName\":\"section\","
            } else {
                ""
            };
            let line = line.replacen("class=\"", "class=\"wp-block-group ", 1);
            format!("<!-- wp:group {{{tag}\"className\":\"{class}\"}} -->\n{line}")
        }
        ("h2", _) => {
            let heading = line.replacen("<h2>", "<h2 class=\"wp-block-heading\">", 1);
            unit("heading", "", &heading)
        }
        _ => {
            let class = match class_of(line) {
                "" => String::new(),
                class => format!("{{\"className\":\"{class}\"}}"),
            };
            unit("paragraph", &class, line)
        }
    }
}

fn class_of(line: &str) -> &str {
    let tag = line.split_once('>').map_or(line, |(tag, _)| tag);
    let class = tag.split_once("class=\"");
    class
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(class, _)| class)
}

fn tag_name(tag: &str) -> &str {
    let inside = tag.trim_start_matches(['<', '/']);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric());
    &inside[..end.unwrap_or(inside.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expect: &str) {
        assert_eq!(in_blocks(prose::body_html(markdown).trim_end()), expect);
    }

    #[test]
    fn lists_quotes_tables_and_code_are_the_editors_own() {
        check(
            "- a\n- b\n  1. c",
            "<!-- wp:list -->\n<ul class=\"wp-block-list\"><!-- wp:list-item -->\n<li>a</li>\n\
             <!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li>b<!-- wp:list {\"ordered\":true} -->\n\
             <ol class=\"wp-block-list\"><!-- wp:list-item -->\n<li>c</li>\n<!-- /wp:list-item --></ol>\n\
             <!-- /wp:list --></li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->",
        );
        check(
            "3. a\n\n4. b",
            "<!-- wp:list {\"ordered\":true,\"start\":3,\"className\":\"marbre-loose\"} -->\n\
             <ol start=\"3\" class=\"wp-block-list marbre-loose\"><!-- wp:list-item -->\n<li>a</li>\n\
             <!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li>b</li>\n<!-- /wp:list-item --></ol>\n\
             <!-- /wp:list -->",
        );
        check(
            "> Oui.\n> — *Maëlle*",
            "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><!-- wp:paragraph -->\n<p>Oui.</p>\n\
             <!-- /wp:paragraph --><cite>— <em>Maëlle</em></cite></blockquote>\n<!-- /wp:quote -->",
        );
        check(
            "|a|b|\n|-|-:|\n|c|d|",
            "<!-- wp:table {\"hasFixedLayout\":false} -->\n<figure class=\"wp-block-table\"><table><thead><tr>\
             <th>a</th><th class=\"has-text-align-right\" data-align=\"right\">b</th></tr></thead><tbody><tr>\
             <td>c</td><td class=\"has-text-align-right\" data-align=\"right\">d</td></tr></tbody></table>\
             </figure>\n<!-- /wp:table -->",
        );
        check(
            "```js\na[0] < b\n```",
            "<!-- wp:code {\"className\":\"language-js\"} -->\n<pre class=\"wp-block-code language-js\"><code>\
             a&#91;0] &lt; b\n</code></pre>\n<!-- /wp:code -->",
        );
        check(
            "***",
            "<!-- wp:separator -->\n<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>\n\
             <!-- /wp:separator -->",
        );
    }

    #[test]
    fn pictures_notes_and_headings_keep_what_they_are_known_by() {
        check(
            "![b & c](/media/a.png)\n*d*",
            "<!-- wp:image -->\n<figure class=\"wp-block-image\"><img src=\"/media/a.png\" alt=\"b &amp; c\"/>\
             <figcaption class=\"wp-element-caption\">d</figcaption></figure>\n<!-- /wp:image -->",
        );
        let sized = "<figure><img src=\"https://a.example/b.jpg?c&amp;d\" alt=\"\" width=\"4\" height=\"3\" loading=\"lazy\">\
             <figcaption>e <span class=\"credit\">© f</span></figcaption></figure>";
        assert_eq!(
            with_picture_of(&in_blocks(sized), "https://a.example/b.jpg?c&d", 7),
            "<!-- wp:image {\"id\":7} -->\n<figure class=\"wp-block-image\">\
             <img class=\"wp-image-7\" src=\"https://a.example/b.jpg?c&amp;d\" alt=\"\"/>\
             <figcaption class=\"wp-element-caption\">e <span class=\"credit\">© f</span></figcaption></figure>\n\
             <!-- /wp:image -->"
        );
        check(
            "### En tête",
            "<!-- wp:heading {\"level\":3} -->\n<h3 class=\"wp-block-heading\" id=\"en-tete\">En tête</h3>\n\
             <!-- /wp:heading -->",
        );
        let notes = in_blocks(prose::body_html("a[^n]\n\n[^n]: b").trim_end());
        let group = "<!-- wp:group {\"tagName\":\"section\",\"className\":\"notes\"} -->\n\
             <section class=\"wp-block-group notes\"><!-- wp:list {\"ordered\":true} -->\n\
             <ol class=\"wp-block-list\"><!-- wp:list-item -->\n<li id=\"note-1\">b ";
        assert!(notes.contains(group), "{notes}");
    }

    #[test]
    fn what_no_block_holds_stays_as_it_is() {
        for markdown in ["- [x] a", "- a\n\n  b", "> - [ ] a"] {
            let html = prose::body_html(markdown);
            assert_eq!(in_blocks(html.trim_end()), html.trim_end());
        }
        check("<iframe src=\"https://a.example\"></iframe>", "");
        check(
            "<dl><dt>a</dt></dl>",
            "<!-- wp:html -->\n<div class=\"html\"><dl><dt>a</dt></dl></div>\n<!-- /wp:html -->",
        );
        let after = in_blocks(&prose::body_html("<iframe></iframe>\n\nUn."));
        assert!(!after.contains("<div"), "{after}");
        assert_eq!(in_blocks(""), "");
        assert_eq!(
            in_blocks("<p>a"),
            "<!-- wp:html -->\n<p>a\n<!-- /wp:html -->"
        );
    }

    #[test]
    fn what_was_published_as_blocks_comes_back_as_it_was_written() {
        for markdown in [
            "Un.\n\n- a\n- b\n  - c\n\n1. a\n\n2. b\n",
            "> Oui.\n>\n> Non.\n> — *Maëlle, 27 ans*\n\nUn.\n",
            "| a | b |\n|---|--:|\n| c | d |\n",
            "```js\nlet a = [b];\n```\n\n***\n\n## Un titre\n",
            "![b](/media/a.png \"t © u\")\n\n![b](/media/a.png \"t\")\n*d*\n\nUn[^n] et deux[^1].\n\n[^n]: note.\n[^1]: autre.\n",
            "Un.\n\n<iframe src=\"https://a.example\"></iframe>\n\n- [x] fait\n",
        ] {
            let there = in_blocks(&prose::body_html(markdown));
            let back = prose::brought_back(markdown, &there);
            assert_eq!(
                (back.markdown.as_str(), &back.lost[..]),
                (markdown, &[][..]),
                "{there}"
            );
            let anew = prose::from_html(&there);
            assert_eq!(anew.lost, [], "{there}");
        }
    }

    #[test]
    fn a_section_of_ours_is_a_group() {
        let section = "<section class=\"a\">\n<div id=\"x\" class=\"b b-c\">\n<h2>D</h2>\n\
            <p class=\"e\">f</p>\n<p>g<br>class=\"h\"</p>\n</div>\n</section>";
        assert_eq!(
            in_a_group(section),
            "<!-- wp:group {\"tagName\":\"section\",\"className\":\"a\"} -->\n\
             <section class=\"wp-block-group a\">\n\
             <!-- wp:group {\"className\":\"b b-c\"} -->\n\
             <div id=\"x\" class=\"wp-block-group b b-c\">\n\
             <!-- wp:heading -->\n<h2 class=\"wp-block-heading\">D</h2>\n<!-- /wp:heading -->\n\
             <!-- wp:paragraph {\"className\":\"e\"} -->\n<p class=\"e\">f</p>\n<!-- /wp:paragraph -->\n\
             <!-- wp:paragraph -->\n<p>g<br>class=\"h\"</p>\n<!-- /wp:paragraph -->\n\
             </div>\n<!-- /wp:group -->\n</section>\n<!-- /wp:group -->"
        );
        assert_eq!(in_a_group(""), "");
    }
}
