//! The one place that decides which HTML may reach a page; knows no Markdown.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use crate::address::{may_link, may_show};
use crate::dress::{are_our_sizes, is_our_srcset};
use crate::escape::escape_text;
use crate::tokens::without_opaque;

/// Elements of running text; each is closed by its own end tag.
pub(crate) const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

/// Elements without content.
const VOID: [&str; 5] = ["br", "hr", "img", "wbr", "input"];

/// Elements around an image that has copies; only a whole body has them.
const OF_PICTURES: [&str; 2] = ["picture", "source"];

/// Elements that hold blocks or are one.
pub(crate) const BLOCK: [&str; 29] = [
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements without content have no end tag, those that are never kept included.
pub(crate) fn is_void(name: &str) -> bool {
    const OTHERS: [&str; 6] = ["area", "col", "embed", "param", "source", "track"];
    VOID.contains(&name) || OTHERS.contains(&name)
}

/// Whether an element of this name can be part of running text.
pub(crate) fn is_inline_name(name: &str) -> bool {
    INLINE.contains(&name) || matches!(name, "br" | "wbr" | "img" | "input")
}

/// How deep elements may nest in a raw fragment, and in a whole body. Browsers flatten what is
/// deeper than 512, and the page would no longer be what was sent.
const RAW_DEPTH: usize = 64;
pub(crate) const BODY_DEPTH: usize = 256;

static RAW: LazyLock<Builder<'static>> = LazyLock::new(|| builder(Marks::Dropped));
static BODY: LazyLock<Builder<'static>> = LazyLock::new(|| builder(Marks::Kept));
static MARKED: LazyLock<Builder<'static>> = LazyLock::new(|| builder(Marks::Compared));

/// Whether the identifiers and classes that `prose` itself writes are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Kept,
    /// Those that say what came and went, too. No page of a site ever has them.
    Compared,
    Dropped,
}

/// Keeps of HTML what may stand in an article's body, in canonical form. Idempotent, and the
/// identity on what [`crate::body_html`] writes. What can't be made safe stands there as text.
pub fn sanitize(html: &str) -> String {
    settle(&BODY, html, BODY_DEPTH)
}

/// Raw HTML from within a text: as [`sanitize`], but without identifiers and classes, which are
/// ours to give. An item without a list would end the item of a list around it: it is text.
pub(crate) fn sanitize_raw(html: &str) -> String {
    let clean = settle(&RAW, html, RAW_DEPTH);
    let within = |html: &str| format!("<ul><li><div>{html}</div></li></ul>");
    let stays = !clean.contains("<li") || RAW.clean(&within(&clean)).to_string() == within(&clean);
    if stays { clean } else { escape_text(html) }
}

/// The start tag of an inline element, sanitised; `None` when it may not stand there.
pub(crate) fn inline_tag(name: &str, tag: &str) -> Option<String> {
    let void = matches!(name, "br" | "wbr" | "img");
    if !void && !INLINE.contains(&name) || tag.len() > 8192 {
        return None;
    }
    let clean = RAW.clean(tag).to_string();
    let start = if void {
        clean
    } else {
        clean.strip_suffix(&format!("</{name}>"))?.to_owned()
    };
    let one = start.starts_with(&format!("<{name}")) && start.matches('<').count() == 1;
    let shown = name != "img" || start.contains(" src=\"");
    (one && shown && start.ends_with('>')).then_some(start)
}

/// Cleans until cleaning changes nothing: a tree that lost elements may read differently when it
/// is parsed again.
fn settle(builder: &Builder<'_>, html: &str, depth: usize) -> String {
    let Some(tags) = without_opaque(html) else {
        return escape_text(html);
    };
    let mut last = without_newlines_after_pre(&builder.clean(&tags).to_string());
    for _ in 0..4 {
        let next = without_newlines_after_pre(&builder.clean(&last).to_string());
        if next == last {
            return if is_deeper_than(&next, depth) {
                escape_text(html)
            } else {
                next
            };
        }
        last = next;
    }
    escape_text(html)
}

/// A parser drops a line feed right after `<pre>`; so it can't stand there in canonical HTML.
fn without_newlines_after_pre(html: &str) -> String {
    let mut parts = html.split("<pre>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("<pre>");
        out.push_str(part.trim_start_matches('\n'));
    }
    out
}

pub(crate) fn is_deeper_than(html: &str, limit: usize) -> bool {
    let mut depth = 0_usize;
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            continue;
        }
        let end = tag
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(tag.len());
        depth += usize::from(!is_void(&tag[..end]));
        if depth > limit {
            return true;
        }
    }
    false
}

fn builder(marks: Marks) -> Builder<'static> {
    let mut builder = Builder::empty();
    let tags: HashSet<&str> = INLINE.into_iter().chain(VOID).chain(BLOCK).collect();
    let tags = tags
        .into_iter()
        .filter(|tag| *tag != "input" || marks != Marks::Dropped)
        .chain(OF_PICTURES.into_iter().filter(|_| marks == Marks::Kept))
        .collect();
    builder
        .tags(tags)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .link_rel(None)
        .strip_comments(true)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .generic_attributes(HashSet::from(["lang", "dir", "title", "class", "id"]))
        .tag_attributes(attributes())
        .attribute_filter(move |element, attribute, value| {
            let kept = may_have(element, attribute, value, marks);
            kept.then_some(Cow::Borrowed(value))
        });
    if marks != Marks::Dropped {
        let fixed = HashMap::from([("type", "checkbox"), ("disabled", "")]);
        builder.set_tag_attribute_values(HashMap::from([("input", fixed)]));
    }
    builder
}

fn attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    HashMap::from([
        ("a", HashSet::from(["href"])),
        (
            "img",
            HashSet::from(["src", "alt", "loading", "width", "height"]),
        ),
        ("input", HashSet::from(["type", "disabled", "checked"])),
        ("source", HashSet::from(["type", "srcset", "sizes"])),
        ("ol", HashSet::from(["start", "reversed"])),
        ("td", HashSet::from(["align", "colspan", "rowspan"])),
        (
            "th",
            HashSet::from(["align", "colspan", "rowspan", "scope"]),
        ),
        ("time", HashSet::from(["datetime"])),
        ("details", HashSet::from(["open"])),
        ("blockquote", HashSet::from(["cite"])),
        ("q", HashSet::from(["cite"])),
    ])
}

fn may_have(element: &str, attribute: &str, value: &str, marks: Marks) -> bool {
    match (element, attribute) {
        ("a", "href") => may_link(value),
        ("img", "src") => may_show(value),
        ("blockquote" | "q", "cite") => may_link(value),
        (_, "class") => match marks {
            Marks::Kept => is_our_class(element, value),
            Marks::Compared => is_compared_class(element, value),
            Marks::Dropped => false,
        },
        (_, "id") => marks != Marks::Dropped && is_our_id(element, value),
        ("img", "loading") => value == "lazy",
        ("source", "type") => value == "image/webp",
        ("source", "srcset") => is_our_srcset(value),
        ("source", "sizes") => are_our_sizes(value),
        ("td" | "th", "align") => ["left", "center", "right"].contains(&value),
        ("img", "width" | "height") | ("td" | "th", "colspan" | "rowspan") | ("ol", "start") => {
            !value.is_empty() && value.len() <= 9 && value.bytes().all(|b| b.is_ascii_digit())
        }
        _ => true,
    }
}

/// Whether marked HTML is what a parser gives back, and what [`sanitize`] keeps but for the marks.
pub(crate) fn keeps_marked(html: &str) -> bool {
    let clean = MARKED.clean(html).to_string();
    clean == html && !is_deeper_than(html, BODY_DEPTH)
}

fn is_compared_class(element: &str, value: &str) -> bool {
    const COMPARED: [&str; 5] = [
        "diff-added",
        "diff-removed",
        "diff-changed",
        "diff-moved",
        "diff-moved-away",
    ];
    let classes = value.split(' ');
    let ours: Vec<&str> = classes.filter(|class| !COMPARED.contains(class)).collect();
    ours.is_empty() || is_our_class(element, &ours.join(" "))
}

fn is_our_class(element: &str, value: &str) -> bool {
    match element {
        "h2" => value == "summary",
        "div" => value == "html" || value == "table",
        "li" => value == "task",
        "section" => value == "notes",
        "sup" => value == "note-ref",
        "span" => value == "credit",
        "a" => value == "note-back",
        "code" => value.strip_prefix("language-").is_some_and(is_language),
        _ => false,
    }
}

/// A code block's language as it may stand in a class.
pub(crate) fn is_language(name: &str) -> bool {
    (1..=32).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-#._".contains(&b))
}

/// Identifiers can shadow the page's own; only those that we write are kept.
fn is_our_id(element: &str, value: &str) -> bool {
    let tidy = value.len() <= 128
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let ours = match element {
        "h2" | "h3" | "h4" | "h5" | "h6" => !is_reserved_id(value),
        "sup" => value.starts_with("note-ref-"),
        "li" => value.starts_with("note-"),
        _ => false,
    };
    tidy && ours
}

/// Identifiers that headings can't have: the page's own, and those of notes.
pub(crate) fn is_reserved_id(id: &str) -> bool {
    let is_note =
        |rest: &str| rest.starts_with("ref-") || rest.starts_with(|c: char| c.is_ascii_digit());
    matches!(id, "article" | "article-body") || id.strip_prefix("note-").is_some_and(is_note)
}
