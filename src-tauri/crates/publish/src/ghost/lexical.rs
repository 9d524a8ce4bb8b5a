//! A body as Lexical, the form in which Ghost keeps what its editor can edit; knows no article.
//!
//! Ghost's own conversion of HTML loses marks, classes and attributions, so we build the nodes. What
//! Ghost would not write back as the same element goes into an HTML card, byte for byte.

use std::collections::HashSet;

use domain::DispatchId;
use markup5ever_rcdom::Handle;
use serde_json::{Value, json};

use crate::html::{
    Fragment, attribute, attributes, has_only, is_blank, name, text, words, written,
};

/// How deep lists nest; deeper ones are shown, but not edited there.
const LISTS: usize = 12;
/// Formats of running text, as Lexical numbers them.
const FORMATS: [(&str, u32); 9] = [
    ("strong", 1),
    ("em", 2),
    ("del", 4),
    ("s", 4),
    ("u", 8),
    ("code", 16),
    ("sub", 32),
    ("sup", 64),
    ("mark", 128),
];

/// The body, canonical and sanitised, as Lexical.
pub(super) fn lexical(html: &str) -> Value {
    let body = Fragment::parse(html);
    let blocks = if written(&body.nodes) == html {
        let linked = body.linked_parts();
        let shown = body.nodes.iter().filter(|node| !is_blank(node));
        let one = |node| {
            block(node, &linked).unwrap_or_else(|| html_card(&written(&[Handle::clone(node)])))
        };
        shown.map(one).collect()
    } else {
        // A browser would read something else than what stands there.
        vec![html_card(html)]
    };
    json!({ "root": element("root", blocks) })
}

/// Where the key stands: beside the root, where no editor looks.
const KEY: &str = "marbre";

/// The tree as it is sent, with the key of the send.
pub(super) fn keyed(mut tree: Value, key: DispatchId) -> String {
    tree[KEY] = json!(key.to_string());
    tree.to_string()
}

/// The key of a tree.
pub(super) fn kept_key(lexical: &str) -> Option<String> {
    let tree: Value = serde_json::from_str(lexical).ok()?;
    tree[KEY].as_str().map(str::to_owned)
}

/// The words of a body that Ghost keeps, to be compared with those that were sent.
pub(super) fn kept_words(lexical: &str) -> Option<Vec<String>> {
    let tree: Value = serde_json::from_str(lexical).ok()?;
    let mut waiting = vec![&tree];
    let mut words = Vec::new();
    while let Some(node) = waiting.pop() {
        let own = ["text", "html", "code", "caption"];
        let own = own.iter().filter_map(|key| node.get(key)?.as_str());
        words.extend(own.filter(|text| !text.is_empty()).map(str::to_owned));
        let within = node.as_object().into_iter().flat_map(|o| o.values());
        let within = within.chain(node.as_array().into_iter().flatten());
        waiting.extend(within.filter(|part| part.is_object() || part.is_array()));
    }
    Some(words)
}

/// What goes out by mail only: the page does not show it, yet it would be written over.
pub(super) fn mail_cards(lexical: &str) -> Vec<Value> {
    let tree: Value = serde_json::from_str(lexical).unwrap_or_default();
    let blocks = tree["root"]["children"].as_array();
    let by_mail = |block: &&Value| {
        let kind = block["type"].as_str().unwrap_or_default();
        matches!(kind, "email" | "email-cta")
    };
    blocks
        .into_iter()
        .flatten()
        .filter(by_mail)
        .cloned()
        .collect()
}

/// A top-level block; `None` when Ghost has no node that it would write back as this.
fn block(node: &Handle, linked: &HashSet<String>) -> Option<Value> {
    match name(node) {
        "p" if has_only(node, &[]) => Some(element("paragraph", runs(node)?)),
        "h2" | "h3" | "h4" | "h5" | "h6" => heading(node, linked),
        "blockquote" if has_only(node, &[]) => {
            let paragraph = only_child(node, "p")?;
            Some(element("extended-quote", runs(&paragraph)?))
        }
        "ul" | "ol" => list(node, LISTS),
        "pre" if has_only(node, &[]) => code_block(&only_child(node, "code")?),
        "hr" if has_only(node, &[]) => Some(json!({ "type": "horizontalrule", "version": 1 })),
        "figure" if has_only(node, &[]) => picture(node),
        _ => None,
    }
}

/// A heading. Ghost gives it an identifier of its own, so one that the text leads to is no heading
/// of Ghost's. A class is for a theme of ours.
fn heading(node: &Handle, linked: &HashSet<String>) -> Option<Value> {
    let led_to = attribute(node, "id").is_some_and(|id| linked.contains(&id));
    if led_to || !has_only(node, &["id", "class"]) {
        return None;
    }
    let mut heading = element("extended-heading", runs(node)?);
    heading["tag"] = json!(name(node));
    Some(heading)
}

/// A list of items in one line each, with lists in them. Lexical has an inner list in an item of its
/// own.
fn list(node: &Handle, depth: usize) -> Option<Value> {
    let ordered = name(node) == "ol";
    if depth == 0 || !has_only(node, if ordered { &["start"] } else { &[] }) {
        return None;
    }
    let mut items = Vec::new();
    let mut number = 0;
    for item in node
        .children
        .borrow()
        .iter()
        .filter(|child| !is_blank(child))
    {
        number += 1;
        items.extend(list_item(item, number, depth)?);
    }
    let start = attribute(node, "start").unwrap_or_else(|| "1".to_owned());
    let start: u32 = start.parse().ok()?;
    let mut list = element("list", items);
    list["listType"] = json!(if ordered { "number" } else { "bullet" });
    list["start"] = json!(start);
    list["tag"] = json!(name(node));
    Some(list)
}

/// An item, and the list within it, if there is one.
fn list_item(node: &Handle, number: u32, depth: usize) -> Option<Vec<Value>> {
    if name(node) != "li" || !has_only(node, &[]) {
        return None;
    }
    let children = node.children.borrow();
    let is_list = |child: &Handle| matches!(name(child), "ul" | "ol");
    let end = children.iter().position(is_list).unwrap_or(children.len());
    let mut after = children[end..].iter().filter(|child| !is_blank(child));
    let (inner, nothing) = (after.next(), after.next());
    if nothing.is_some() || children[..end].iter().all(is_blank) {
        return None;
    }
    let mut line = Runs::default();
    line.take(&children[..end], 0)?;
    let mut items = vec![element("listitem", line.done())];
    if let Some(inner) = inner {
        items.push(element("listitem", vec![list(inner, depth - 1)?]));
    }
    for (item, number) in items.iter_mut().zip(number..) {
        item["value"] = json!(number);
    }
    Some(items)
}

fn code_block(code: &Handle) -> Option<Value> {
    let said = words(&code.children.borrow());
    let class = attribute(code, "class").unwrap_or_default();
    let language = class.strip_prefix("language-").unwrap_or_default();
    let plain = code
        .children
        .borrow()
        .iter()
        .all(|child| text(child).is_some());
    let known = has_only(code, &["class"]) && (class.is_empty() || !language.is_empty());
    // Ghost shows no block without a letter in it.
    (plain && known && !said.trim().is_empty()).then(|| {
        json!({
            "type": "codeblock", "version": 1,
            "code": said, "language": language, "caption": "",
        })
    })
}

fn picture(figure: &Handle) -> Option<Value> {
    let children = figure.children.borrow();
    let (image, caption) = match children.as_slice() {
        [image] => (image, String::new()),
        [image, caption] if name(caption) == "figcaption" && has_only(caption, &[]) => {
            (image, written(&caption.children.borrow()))
        }
        _ => return None,
    };
    const KNOWN: [&str; 6] = ["src", "alt", "title", "loading", "width", "height"];
    if name(image) != "img" || !has_only(image, &KNOWN) {
        return None;
    }
    let said = |name: &str| attribute(image, name).unwrap_or_default();
    let size = |name: &str| said(name).parse::<u32>().ok();
    let address = said("src");
    (!address.trim().is_empty()).then(|| {
        json!({
            "type": "image", "version": 1, "src": address,
            "width": size("width"), "height": size("height"),
            "title": said("title"), "alt": said("alt"), "caption": caption,
            "cardWidth": "regular", "href": "",
        })
    })
}

fn only_child(node: &Handle, called: &str) -> Option<Handle> {
    let children = node.children.borrow();
    let mut shown = children.iter().filter(|child| !is_blank(child));
    let (first, second) = (shown.next()?, shown.next());
    let fits = second.is_none() && name(first) == called;
    let plain = called == "code" || has_only(first, &[]);
    (fits && plain).then(|| first.clone())
}

/// Running text.
fn runs(node: &Handle) -> Option<Vec<Value>> {
    let mut runs = Runs::default();
    runs.take(&node.children.borrow(), 0)?;
    Some(runs.done())
}

/// Running text as it is made.
#[derive(Default)]
struct Runs {
    nodes: Vec<Value>,
    in_link: bool,
}

impl Runs {
    /// Takes these nodes; `None` when one of them is nothing that Ghost knows.
    fn take(&mut self, nodes: &[Handle], format: u32) -> Option<()> {
        for node in nodes {
            match (text(node), name(node)) {
                (Some(words), _) => self.words(&words, format),
                (None, "br") if has_only(node, &[]) => {
                    self.nodes
                        .push(json!({ "type": "linebreak", "version": 1 }));
                }
                (None, "a") => self.link(node, format)?,
                (None, element) if has_only(node, &[]) => {
                    let (_, bit) = FORMATS.iter().find(|(name, _)| *name == element)?;
                    self.take(&node.children.borrow(), format | bit)?;
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// Text. A line's end in HTML is a space; in Ghost's editor it would be a break.
    fn words(&mut self, words: &str, format: u32) {
        let broken = self
            .nodes
            .last()
            .is_some_and(|last| last["type"] == "linebreak");
        let words = if broken {
            words.trim_start_matches('\n')
        } else {
            words
        };
        if words.is_empty() {
            return;
        }
        let words = words.replace('\n', " ");
        match self.nodes.last_mut() {
            Some(last) if last["type"] == "extended-text" && last["format"] == format => {
                let before = last["text"].as_str().unwrap_or_default();
                last["text"] = json!(format!("{before}{words}"));
            }
            _ => self.nodes.push(json!({
                "type": "extended-text", "version": 1, "text": words, "format": format,
                "detail": 0, "mode": "normal", "style": "",
            })),
        }
    }

    fn link(&mut self, node: &Handle, format: u32) -> Option<()> {
        let own = attributes(node);
        let [(attribute, address)] = own.as_slice() else {
            return None;
        };
        if self.in_link || attribute != "href" || address.is_empty() {
            return None;
        }
        let mut within = Self {
            nodes: Vec::new(),
            in_link: true,
        };
        within.take(&node.children.borrow(), format)?;
        let mut link = element("link", within.done());
        link["url"] = json!(address);
        for unsaid in ["rel", "target", "title"] {
            link[unsaid] = Value::Null;
        }
        self.nodes.push(link);
        Some(())
    }

    fn done(self) -> Vec<Value> {
        self.nodes
    }
}

fn element(kind: &str, children: Vec<Value>) -> Value {
    json!({
        "type": kind, "version": 1, "children": children,
        "direction": null, "format": "", "indent": 0,
    })
}

fn html_card(html: &str) -> Value {
    json!({ "type": "html", "version": 1, "html": html })
}
