//! Anybody's HTML as a tree that is safe to walk: bounded, without programs. What is read here reaches no page.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use crate::sanitize::{BLOCK, BODY_DEPTH, INLINE, is_deeper_than, is_void};
use crate::tokens::with_stand_ins;

/// Depth times lines: what the Markdown's length grows with.
const WORK: usize = 8_000_000;

/// Elements that mean nothing to Markdown, or are reported.
const OTHERS: [&str; 47] = [
    "acronym", "address", "area", "article", "aside", "audio", "big", "button", "center", "col",
    "colgroup", "data", "datalist", "dialog", "embed", "fieldset", "font", "form", "h1", "header",
    "hgroup", "label", "legend", "main", "map", "menu", "meter", "nav", "nobr", "object",
    "optgroup", "option", "output", "param", "picture", "progress", "rp", "rt", "ruby", "search",
    "select", "slot", "source", "strike", "track", "tt", "video",
];

/// Elements of a document around its body.
const AROUND: [&str; 6] = ["html", "head", "body", "base", "link", "meta"];

static READ: LazyLock<Builder<'static>> = LazyLock::new(reader);

fn is_known(name: &str) -> bool {
    let lists = [&INLINE[..], &BLOCK, &OTHERS, &AROUND];
    is_void(name) || lists.iter().any(|names| names.contains(&name))
}

/// The HTML as [`crate::tree`] reads it; `None` if it would be costly to read.
pub(crate) fn clean(html: &str) -> Option<String> {
    let html = READ.clean(&with_stand_ins(html, is_known)?).to_string();
    let lines = html.bytes().filter(|byte| *byte == b'\n').count();
    let is_costly = is_deeper_than(&html, BODY_DEPTH)
        || lines > WORK / BODY_DEPTH && is_deeper_than(&html, WORK / lines);
    (!is_costly).then_some(html)
}

/// The words of HTML that is too costly to read.
pub(crate) fn words(html: &str) -> String {
    let texts = html.split('<').enumerate().map(|(n, part)| match n {
        0 => part,
        _ => part.split_once('>').map_or("", |(_, text)| text),
    });
    let words: Vec<&str> = texts.flat_map(str::split_ascii_whitespace).collect();
    words.join(" ")
}

fn reader() -> Builder<'static> {
    let lists = [
        &INLINE[..],
        &BLOCK,
        &OTHERS,
        &["br", "hr", "img", "wbr", "input"],
    ];
    let mut builder = Builder::empty();
    builder
        .tags(lists.into_iter().flatten().copied().collect())
        .link_rel(None)
        .strip_comments(true)
        // Known ones are reported before they go.
        .url_schemes(HashSet::from([
            "http",
            "https",
            "mailto",
            "tel",
            "javascript",
            "vbscript",
            "data",
            "file",
            "ftp",
            "blob",
            "sms",
            "geo",
        ]))
        .generic_attributes(HashSet::from([
            "lang", "dir", "title", "class", "id", "style", "data-was",
        ]))
        .tag_attributes(attributes());
    builder
}

fn attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    let cell = HashSet::from(["align", "colspan", "rowspan", "scope"]);
    HashMap::from([
        ("a", HashSet::from(["href"])),
        (
            "img",
            HashSet::from(["src", "alt", "loading", "width", "height", "data-src"]),
        ),
        ("embed", HashSet::from(["src"])),
        ("object", HashSet::from(["data"])),
        ("video", HashSet::from(["src"])),
        ("audio", HashSet::from(["src"])),
        ("source", HashSet::from(["src"])),
        ("input", HashSet::from(["type", "disabled", "checked"])),
        ("ol", HashSet::from(["start", "reversed"])),
        ("td", cell.clone()),
        ("th", cell),
        ("time", HashSet::from(["datetime"])),
        ("details", HashSet::from(["open"])),
        ("blockquote", HashSet::from(["cite"])),
        ("q", HashSet::from(["cite"])),
    ])
}
