//! An article's corrections at the end of its text, with a line at its head for those that are announced, for pages that no theme of ours makes: written, and taken out again; knows no site.
//!
//! The marks by which they are known again are classes and identifiers in HTML, comments in Markdown.
//! What stands between them may have been changed by somebody else.

use std::borrow::Cow;

use domain::{Correction, CorrectionKind, Timestamp};

use crate::escape::{escape_attribute, escape_text};
use crate::sanitize::is_deeper_than;
use crate::tree::{self, Element, Node};

/// The class of the element that holds them all.
const ALL: &str = "marbre-corrections";
/// The class of each; with its kind behind a hyphen it is another of its classes.
const ONE: &str = "marbre-correction";
/// The class of the line with its date.
const DATE: &str = "marbre-date";
/// The class of the line at the head that announces one.
const ANNOUNCED: &str = "marbre-announcement";
/// The comments around such lines in Markdown.
const ANNOUNCES: &str = "<!-- marbre-announcement -->";
const ANNOUNCED_ALL: &str = "<!-- /marbre-announcement -->";
/// The comments around them in Markdown; that of each says its kind and its date.
const OPENS: &str = "<!-- marbre-corrections -->";
const CLOSES: &str = "<!-- /marbre-corrections -->";
const EACH: &str = "<!-- marbre-correction ";
/// More is not ours, and not looked into.
const DEEPEST: usize = 32;
const LARGEST: usize = 1024 * 1024;

/// A correction in its article's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// What is said.
    pub correction: Correction,
    /// What it is, as readers call it.
    pub heading: String,
    /// Its date, as pages print dates.
    pub date: String,
    /// What the head of the text says of it; empty for one that waits at the end.
    pub announcement: String,
}

impl Worded {
    /// Its identifier on a page: it says its date, to the second, and so leads to it from anywhere.
    pub fn anchor(&self) -> String {
        correction_anchor(self.correction.at)
    }
}

/// The identifier of a correction of this date.
pub fn correction_anchor(at: Timestamp) -> String {
    at.strftime("correction-%Y%m%dT%H%M%SZ").to_string()
}

fn date_of(anchor: &str) -> Option<Timestamp> {
    let said = anchor.strip_prefix("correction-")?;
    Timestamp::strptime("%Y%m%dT%H%M%S%z", said.replace('Z', "+0000")).ok()
}

/// Corrections as HTML, to stand below a body; empty for none.
pub fn corrections_html(all: &[Worded]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let each: Vec<String> = all.iter().map(one_html).collect();
    format!("<section class=\"{ALL}\">\n{}\n</section>", each.join("\n"))
}

/// What stands at the head of a text of its corrections, as HTML: a line for each that is announced.
pub fn announcements_html(all: &[Worded]) -> String {
    let lines: Vec<String> = announced(all)
        .map(|one| {
            let (anchor, said) = (one.anchor(), escape_text(&one.announcement));
            let anchor = escape_attribute(&anchor);
            format!("<p class=\"{ANNOUNCED}\"><a href=\"#{anchor}\">{said}</a></p>")
        })
        .collect();
    lines.join("\n")
}

fn announced(all: &[Worded]) -> impl Iterator<Item = &Worded> {
    all.iter().filter(|one| !one.announcement.is_empty())
}

fn one_html(one: &Worded) -> String {
    let (anchor, kind) = (one.anchor(), one.correction.kind.as_str());
    let (heading, date) = (escape_text(&one.heading), escape_text(&one.date));
    let paragraph = |lines: Vec<&str>| {
        let lines: Vec<String> = lines.into_iter().map(escape_text).collect();
        format!("\n<p>{}</p>", lines.join("<br>"))
    };
    let text: String = one
        .correction
        .paragraphs()
        .into_iter()
        .map(paragraph)
        .collect();
    format!(
        "<div id=\"{}\" class=\"{ONE} {ONE}-{kind}\">\n<h2>{heading}</h2>\n<p class=\"{DATE}\">{date}</p>{text}\n</div>",
        escape_attribute(&anchor)
    )
}

/// HTML that a site has, without the corrections in it and their lines at its head, and what they say
/// there; `None` where there are none, or no longer.
pub fn without_corrections(html: &str) -> (String, Option<Vec<Correction>>) {
    let bare = without_announcements(html);
    let html = bare.as_ref();
    let Some((from, to)) = span(html, ALL) else {
        return (html.to_owned(), None);
    };
    let section = without_comments(&html[from..to]);
    if section.len() > LARGEST || is_deeper_than(&section, DEEPEST) {
        return (html.to_owned(), None);
    }
    let nodes = tree::parse(&section);
    let mut found = Vec::new();
    nodes.iter().for_each(|node| find(node, &mut found));
    let (before, after) = around(&html[..from], &html[to..], ALL);
    (format!("{before}{after}"), Some(found))
}

/// A text without the lines at its head. More than there may be corrections are not ours.
fn without_announcements(html: &str) -> Cow<'_, str> {
    let mut rest = Cow::Borrowed(html);
    for _ in 0..Correction::MOST {
        let Some((from, to)) = span(&rest, ANNOUNCED) else {
            break;
        };
        let (before, after) = around(&rest[..from], &rest[to..], ANNOUNCED);
        rest = match before {
            "" => after.trim_start().to_owned().into(),
            before => format!("{before}{after}").into(),
        };
    }
    rest
}

/// Where the element with this class begins and ends.
fn span(html: &str, class: &str) -> Option<(usize, usize)> {
    let is_ours = |at: usize| -> Option<(usize, &str)> {
        let start = html[..at].rfind('<')?;
        let tag = &html[start..start + html[start..].find('>')? + 1];
        let name = &tag[1..];
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric())?];
        let classes = tag.split_once(" class=\"")?.1.split_once('"')?.0;
        let ours = classes.split_ascii_whitespace().any(|own| own == class);
        (!name.is_empty() && ours && start + tag.len() > at).then_some((start, name))
    };
    let (start, name) = html.match_indices(class).find_map(|(at, _)| is_ours(at))?;
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 0_usize;
    let mut at = start;
    loop {
        let next = at + html[at..].find('<')?;
        let rest = &html[next..];
        at = next + 1;
        let is_tag = |rest: &str| {
            let after = rest[opening.len()..].chars().next();
            after.is_some_and(|c| !c.is_ascii_alphanumeric())
        };
        if rest.starts_with(&opening) && is_tag(rest) {
            depth += 1;
        } else if rest.starts_with(&closing) {
            depth -= 1;
            if depth == 0 {
                return Some((start, next + closing.len()));
            }
        }
    }
}

/// What stands around them, without the comments of an editor whose unit they were.
fn around<'h>(before: &'h str, after: &'h str, class: &str) -> (&'h str, &'h str) {
    let (head, tail) = (before.trim_end(), after.trim_start());
    let opening = head.rfind("<!--").filter(|at| {
        let comment = &head[*at..];
        comment.ends_with("-->") && comment.contains(class)
    });
    let closing = tail.starts_with("<!-- /wp:").then(|| tail.find("-->"));
    match (opening, closing.flatten()) {
        (Some(at), Some(end)) => (head[..at].trim_end(), &tail[end + 3..]),
        _ => (head, after),
    }
}

fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    out + rest
}

fn find(node: &Node<'_>, found: &mut Vec<Correction>) {
    let Node::Element(element) = node else {
        return;
    };
    if element.has_class(ONE) {
        found.extend(read(element));
    } else {
        element.children.iter().for_each(|child| find(child, found));
    }
}

/// A correction as it stands there.
fn read(element: &Element<'_>) -> Option<Correction> {
    let is_of = |kind: &CorrectionKind| element.has_class(&format!("{ONE}-{}", kind.as_str()));
    let mut paragraphs = Vec::new();
    texts(element, &mut paragraphs);
    Some(
        Correction {
            kind: CorrectionKind::ALL.into_iter().find(is_of)?,
            text: paragraphs.join("\n\n"),
            at: date_of(&element.attribute("id")?)?,
        }
        .tidy(),
    )
}

/// The paragraphs that are neither heading nor date.
fn texts(element: &Element<'_>, paragraphs: &mut Vec<String>) {
    for node in &element.children {
        match node {
            Node::Element(inner) if is_heading(inner.name) || inner.has_class(DATE) => {}
            Node::Element(inner) if matches!(inner.name, "p" | "li") => {
                let mut text = String::new();
                inner.children.iter().for_each(|node| line(node, &mut text));
                paragraphs.push(text);
            }
            Node::Element(inner) => texts(inner, paragraphs),
            Node::Text(text) => paragraphs.push(text.clone()),
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// Running text; a line of the source is none of its own.
fn line(node: &Node<'_>, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(&text.replace('\n', " ")),
        Node::Element(element) if element.name == "br" => out.push('\n'),
        Node::Element(element) => element.children.iter().for_each(|node| line(node, out)),
    }
}

/// Corrections as Markdown, to stand below a text; empty for none.
pub fn corrections_markdown(all: &[Worded]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let each: String = all.iter().map(one_markdown).collect();
    format!("{OPENS}\n\n{each}{CLOSES}\n")
}

/// What stands at the head of a text of its corrections, as Markdown.
pub fn announcements_markdown(all: &[Worded]) -> String {
    let lines: String = announced(all)
        .map(|one| format!("*{}*\n\n", escaped(&one.announcement)))
        .collect();
    match lines.is_empty() {
        true => lines,
        false => format!("{ANNOUNCES}\n\n{lines}{ANNOUNCED_ALL}\n\n"),
    }
}

fn one_markdown(one: &Worded) -> String {
    let (kind, at) = (one.correction.kind.as_str(), one.correction.at);
    let paragraph = |lines: Vec<&str>| {
        let lines: Vec<String> = lines.into_iter().map(escaped).collect();
        format!("{}\n\n", lines.join("\\\n"))
    };
    let text: String = one
        .correction
        .paragraphs()
        .into_iter()
        .map(paragraph)
        .collect();
    let (heading, date) = (escaped(&one.heading), escaped(&one.date));
    format!("{EACH}{kind} {at} -->\n\n## {heading}\n\n*{date}*\n\n{text}")
}

/// A line in which no sign means anything to Markdown.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_ascii_punctuation() && !matches!(c, ',' | '?' | '/' | '\'' | '%' | '"') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Markdown that somebody keeps, without the corrections in it, and what they say there.
pub fn without_corrections_in_markdown(text: &str) -> (String, Option<Vec<Correction>>) {
    let bare = text.split_once(ANNOUNCES).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(ANNOUNCED_ALL)?;
        Some(format!("{before}{}", after.trim_start_matches('\n')))
    });
    let text = bare.as_deref().unwrap_or(text);
    let parts = text.split_once(OPENS).and_then(|(before, rest)| {
        let (inside, after) = rest.split_once(CLOSES)?;
        Some((before, inside, after))
    });
    let Some((before, inside, after)) = parts else {
        return (text.to_owned(), None);
    };
    let found = inside.split(EACH).skip(1).filter_map(read_markdown);
    let (before, after) = (before.trim_end(), after.trim_start_matches('\n'));
    let rest = match after {
        "" => format!("{before}\n"),
        after => format!("{before}\n\n{after}"),
    };
    (rest, Some(found.collect()))
}

fn read_markdown(said: &str) -> Option<Correction> {
    let (mark, rest) = said.split_once("-->")?;
    let (kind, at) = mark.trim().split_once(' ')?;
    let is_ours = |block: &&str| {
        let block = block.trim();
        !block.is_empty() && !block.starts_with("## ")
    };
    // The first that is no heading is the date.
    let blocks = rest.trim().split("\n\n").filter(is_ours).skip(1);
    let text: Vec<String> = blocks.map(plain).collect();
    Some(
        Correction {
            kind: CorrectionKind::parse(kind)?,
            text: text.join("\n\n"),
            at: at.parse().ok()?,
        }
        .tidy(),
    )
}

/// A paragraph without its escapes; a line's end that was escaped is one of its own.
fn plain(block: &str) -> String {
    let mut out = String::with_capacity(block.len());
    let mut signs = block.chars().peekable();
    while let Some(c) = signs.next() {
        match (c, signs.peek()) {
            ('\\', Some('\n')) => {}
            ('\\', Some(next)) if next.is_ascii_punctuation() => out.extend(signs.next()),
            (c, _) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn worded(kind: CorrectionKind, text: &str, at: &str) -> Worded {
        Worded {
            correction: Correction {
                kind,
                text: text.to_owned(),
                at: at.parse().unwrap(),
            },
            heading: "Rectificatif".to_owned(),
            date: "29 avril 2026".to_owned(),
            announcement: match kind.is_announced() {
                true => format!("<Rectifié> le {}.", &at[..10]),
                false => String::new(),
            },
        }
    }

    fn two() -> Vec<Worded> {
        vec![
            worded(
                CorrectionKind::Correction,
                "Le pont a *deux* arches\net non <trois>.\n\nÀ suivre & à lire.",
                "2026-04-29T00:49:00Z",
            ),
            worded(CorrectionKind::Retraction, "# Non.", "2026-05-01T00:49:07Z"),
        ]
    }

    fn said(all: &[Worded]) -> Vec<Correction> {
        all.iter().map(|one| one.correction.clone()).collect()
    }

    #[test]
    fn what_was_appended_is_taken_out_again() {
        let (all, body) = (two(), "<p>a</p>\n<section><p>b</p></section>");
        let html = format!("{body}\n{}", corrections_html(&all));
        assert_eq!(
            without_corrections(&html),
            (body.to_owned(), Some(said(&all)))
        );
        let text = format!("Un.\n\n{}", corrections_markdown(&all));
        let taken = without_corrections_in_markdown(&text);
        assert_eq!(taken, ("Un.\n".to_owned(), Some(said(&all))));
        let shown = crate::body_html(&text);
        assert!(
            shown.contains("*deux* arches<br>\net non &lt;trois&gt;."),
            "{shown}"
        );
    }

    #[test]
    fn what_is_announced_stands_at_the_head_and_is_taken_out_again() {
        let (all, body) = (two(), "<p>a</p>\n<p>b</p>");
        let head = announcements_html(&all);
        assert_eq!(
            head,
            "<p class=\"marbre-announcement\"><a href=\"#correction-20260429T004900Z\">\
             &lt;Rectifié&gt; le 2026-04-29.</a></p>\n\
             <p class=\"marbre-announcement\"><a href=\"#correction-20260501T004907Z\">\
             &lt;Rectifié&gt; le 2026-05-01.</a></p>"
        );
        let html = format!("{head}\n{body}\n{}", corrections_html(&all));
        let taken = without_corrections(&html);
        assert_eq!(taken, (body.to_owned(), Some(said(&all))));
        let blocks = format!(
            "<!-- wp:paragraph {{\"className\":\"marbre-announcement\"}} -->\n\
             <p class=\"marbre-announcement\">a</p>\n<!-- /wp:paragraph -->\n{body}"
        );
        assert_eq!(without_corrections(&blocks), (body.to_owned(), None));
        let head = announcements_markdown(&all);
        let text = format!("{head}Un.\n\n{}", corrections_markdown(&all));
        let taken = without_corrections_in_markdown(&text);
        assert_eq!(taken, ("Un.\n".to_owned(), Some(said(&all))));
        let update = [worded(CorrectionKind::Update, "c", "2026-04-29T00:49:00Z")];
        assert_eq!(announcements_html(&update), "");
        assert_eq!(announcements_markdown(&update), "");
    }

    #[test]
    fn what_somebody_did_to_them_is_read() {
        let html = "<p>a</p>\n\n<!-- wp:group {\"className\":\"marbre-corrections\"} -->\n\
            <div class=\"wp-block-group marbre-corrections\"><!-- wp:group -->\n\
            <div class=\"wp-block-group marbre-correction marbre-correction-update\" id=\"correction-20260429T004900Z\">\
            <!-- wp:heading --><h2 class=\"wp-block-heading\">Mise à jour</h2><!-- /wp:heading -->\
            <!-- wp:paragraph --><p class=\"marbre-date\">hier</p><!-- /wp:paragraph -->\
            <p>Il y a <strong>trois</strong> blessés.</p><p>Et un chien.</p></div></div>\n\
            <!-- /wp:group -->\n\n<p>b</p>";
        let (rest, found) = without_corrections(html);
        assert_eq!(rest, "<p>a</p>\n\n<p>b</p>");
        let text = "Il y a trois blessés.\n\nEt un chien.";
        let there = worded(CorrectionKind::Update, text, "2026-04-29T00:49:00Z");
        assert_eq!(found, Some(vec![there.correction]));
    }

    #[test]
    fn what_is_not_ours_stays() {
        let deep = format!("<div class=\"{ALL}\">{}", "<div>".repeat(5_000));
        for html in [
            "",
            "<p>marbre-corrections</p>",
            "<p class=\"marbre-corrections-x\">a</p>",
            "<section class=\"marbre-corrections\"><p>no end",
            &deep,
            &format!("{deep}{}", "</div>".repeat(5_001)),
        ] {
            assert_eq!(without_corrections(html), (html.to_owned(), None));
        }
    }

    proptest! {
        #[test]
        fn any_words_come_back(texts in proptest::collection::vec("[ -~éœ«»’\\n]{1,60}", 1..4), before in "[ -~\\n]{0,40}") {
            let all: Vec<Worded> = texts.iter().enumerate().map(|(at, text)| {
                let kind = CorrectionKind::ALL[at % 4];
                let mut one = worded(kind, text, &format!("2026-04-29T00:49:0{at}Z"));
                one.correction = one.correction.tidy();
                one
            }).filter(|one| !one.correction.text.is_empty()).collect();
            prop_assume!(!all.is_empty());
            let body = crate::body_html(&before);
            let head = announcements_html(&all);
            let parted = if head.is_empty() { "" } else { "\n" };
            let html = format!("{head}{parted}{body}\n{}", corrections_html(&all));
            prop_assert_eq!(without_corrections(&html), (body.trim_end().to_owned(), Some(said(&all))));
            let head = announcements_markdown(&all);
            let before = before.trim_start_matches('\n');
            let text = format!("{head}{}\n\n{}", before.trim_end(), corrections_markdown(&all));
            let (rest, found) = without_corrections_in_markdown(&text);
            prop_assert_eq!(rest, format!("{}\n", before.trim_end()));
            prop_assert_eq!(found, Some(said(&all)));
        }

        #[test]
        fn nothing_hostile_is_too_much(html in "(<|>|/|div|section| class=\"marbre-corrections\"|<!--|-->|é|\"){0,40}") {
            let _ = without_corrections(&html);
            let _ = without_corrections_in_markdown(&html);
        }
    }
}
