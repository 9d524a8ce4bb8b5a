//! A first look at HTML, linear in its length: drops what is never text and refuses what is costly to parse.
//!
//! An HTML parser is quadratic in the depth of nesting and in the attributes of one tag. Whether
//! something is a tag depends on what is before it (comments, scripts), so that is left out here,
//! and what comes out holds exactly the tags that were counted. Nothing here makes HTML safe.

use crate::sanitize::is_void;

/// The most attributes of one tag.
const ATTRIBUTES: usize = 64;

/// The deepest nesting of elements that need an end tag.
const DEPTH: usize = 1024;

/// Depth times tags: what a parser's work grows with.
const WORK: usize = 4_000_000;

/// Elements whose content is no markup to a parser.
const OPAQUE: [&str; 9] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript",
];

/// Elements whose content is markup, but none of an article's.
const DRAWN: [&str; 4] = ["svg", "math", "canvas", "template"];

/// The HTML without comments and without elements whose content is no markup; `None` if it would
/// be costly to parse.
pub fn without_opaque(html: &str) -> Option<String> {
    scan(html, None)
}

/// As [`without_opaque`], with an `<embed data-was="name">` in the place of each element that went,
/// and before the content of each element that `is_known` does not know: for a reader who reports
/// them.
pub(crate) fn with_stand_ins(html: &str, is_known: fn(&str) -> bool) -> Option<String> {
    scan(html, Some(is_known))
}

fn scan(html: &str, is_known: Option<fn(&str) -> bool>) -> Option<String> {
    let mut tokens = Tokens {
        html,
        is_known,
        endless: [false; DRAWN.len()],
        at: 0,
        out: String::with_capacity(html.len()),
        depth: 0,
        deepest: 0,
        tags: 0,
    };
    while let Some(next) = html[tokens.at..].find('<') {
        tokens.out.push_str(&html[tokens.at..tokens.at + next]);
        tokens.at += next;
        tokens.markup()?;
    }
    let rest = html.get(tokens.at..).unwrap_or_default();
    tokens.out.push_str(rest);
    Some(tokens.out)
}

struct Tokens<'a> {
    html: &'a str,
    /// Whether what went is stood in for, and what is then known.
    is_known: Option<fn(&str) -> bool>,
    /// Which drawings have no end in what follows.
    endless: [bool; DRAWN.len()],
    at: usize,
    out: String,
    depth: usize,
    deepest: usize,
    tags: usize,
}

impl Tokens<'_> {
    /// Takes what a `<` starts.
    fn markup(&mut self) -> Option<()> {
        let rest = &self.html[self.at..];
        let bytes = rest.as_bytes();
        match (bytes.get(1), bytes.get(2)) {
            (Some(b'!'), _) if rest.starts_with("<!--") => self.at += comment_length(rest),
            (Some(b'/'), Some(c)) if c.is_ascii_alphabetic() => self.end_tag(rest)?,
            (Some(b'!' | b'?'), _) | (Some(b'/'), Some(_)) => {
                self.at += rest.find('>').map_or(rest.len(), |end| end + 1);
            }
            (Some(c), _) if c.is_ascii_alphabetic() => self.start_tag(rest)?,
            _ => {
                self.out.push_str("&lt;");
                self.at += 1;
            }
        }
        let is_costly = self.deepest > DEPTH || self.deepest.saturating_mul(self.tags) > WORK;
        (!is_costly).then_some(())
    }

    fn start_tag(&mut self, rest: &str) -> Option<()> {
        let length = tag_length(rest)?;
        self.at += length;
        let name = name_of(&rest[1..]);
        if name == "plaintext" {
            self.at = self.html.len();
        } else if OPAQUE.contains(&name.as_str()) {
            self.stand_in(&name, &rest[..length]);
            let rest = &self.html[self.at..];
            self.at += opaque_length(rest, &name).unwrap_or(rest.len());
        } else if self.is_known.is_some_and(|is_known| !is_known(&name)) {
            self.stand_in(&name, &rest[..length]);
            self.skip_drawn(&name, &rest[..length]);
        } else if rest[..length].ends_with('>') {
            self.out.push_str(&rest[..length]);
            self.tags += 1;
            self.depth += usize::from(!closes_itself(&name));
            self.deepest = self.deepest.max(self.depth);
        }
        Some(())
    }

    /// Puts a void element in the place of one that goes.
    fn stand_in(&mut self, name: &str, tag: &str) {
        let is_plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if self.is_known.is_some() && is_plain && tag.ends_with('>') {
            self.out.push_str("<embed data-was=\"");
            self.out.push_str(name);
            self.out.push_str("\" ");
            self.out.push_str(&tag[1 + name.len()..]);
            self.tags += 1;
        }
    }

    /// Skips a drawing; one without an end has no content.
    fn skip_drawn(&mut self, name: &str, tag: &str) {
        let Some(nth) = DRAWN.iter().position(|drawn| *drawn == name) else {
            return;
        };
        if tag.ends_with("/>") || self.endless[nth] {
            return;
        }
        match opaque_length(&self.html[self.at..], name) {
            Some(length) => self.at += length,
            None => self.endless[nth] = true,
        }
    }

    fn end_tag(&mut self, rest: &str) -> Option<()> {
        let length = tag_length(rest)?;
        self.at += length;
        if rest[..length].ends_with('>') {
            self.out.push_str("</");
            self.out.push_str(&name_of(&rest[2..]));
            self.out.push('>');
            self.tags += 1;
            self.depth = self.depth.saturating_sub(1);
        }
        Some(())
    }
}

/// Up to where a tag's name goes, lower case.
fn name_of(tag: &str) -> String {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    tag[..end.unwrap_or(tag.len())].to_ascii_lowercase()
}

/// Elements whose end tag is often left out, or which have none.
fn closes_itself(name: &str) -> bool {
    is_void(name) || matches!(name, "p" | "li" | "td" | "th" | "tr" | "dt" | "dd")
}

fn comment_length(rest: &str) -> usize {
    if let Some(short) = ["<!-->", "<!--->"]
        .iter()
        .find(|short| rest.starts_with(**short))
    {
        return short.len();
    }
    let mut at = "<!--".len();
    while let Some(dashes) = rest[at..].find("--") {
        at += dashes;
        if let Some(end) = ["-->", "--!>"]
            .iter()
            .find(|end| rest[at..].starts_with(**end))
        {
            return at + end.len();
        }
        at += 1;
    }
    rest.len()
}

/// The length of an opaque element's content and end tag; `None` if it does not end.
fn opaque_length(rest: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = rest[at..].find("</") {
        at += next;
        if name_of(
            &rest[at + 2..]
                .chars()
                .take(name.len() + 1)
                .collect::<String>(),
        ) == name
        {
            let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
            return Some(end);
        }
        at += 2;
    }
    None
}

/// The length of a tag, read as the HTML standard reads it; `None` if it has too many attributes.
fn tag_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let ends_name = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
    let skip = |from: usize, until: &dyn Fn(&u8) -> bool| {
        bytes[from..]
            .iter()
            .position(until)
            .map_or(bytes.len(), |length| from + length)
    };
    let mut at = skip(1 + usize::from(bytes.get(1) == Some(&b'/')), &ends_name);
    for _ in 0..=ATTRIBUTES {
        at = skip(at, &|b| !b.is_ascii_whitespace() && *b != b'/');
        match bytes.get(at) {
            None => return Some(bytes.len()),
            Some(b'>') => return Some(at + 1),
            Some(_) => {}
        }
        // An `=` at the start belongs to the name.
        at = skip(at + 1, &|b| ends_name(b) || *b == b'=');
        let value = skip(at, &|b| !b.is_ascii_whitespace());
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        at = skip(value + 1, &|b| !b.is_ascii_whitespace());
        at = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => (skip(at + 1, &|b| b == quote) + 1).min(bytes.len()),
            _ => skip(at, &|b| b.is_ascii_whitespace() || *b == b'>'),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expect: &str) {
        assert_eq!(without_opaque(html).as_deref(), Some(expect));
    }

    #[test]
    fn what_is_never_text_goes() {
        check(
            "a<!-- <b> -->c<!-->d<!--x--!>e<?php ?>f<!doctype x>",
            "acdef",
        );
        check(
            "a<script>1 < 2 </scriptx> </SCRIPT >b<style>*</style>c",
            "abc",
        );
        check("a<title><b x=\"</title><i y='\">'>z", "a<i y='\">'>z");
        check("a<plaintext>b</plaintext>", "a");
        check("<a x='>' y=> z", "<a x='>' y=> z");
        check("1 < 2 <é </é> </> <<!-- -->b>", "1 &lt; 2 &lt;é   &lt;b>");
    }

    #[test]
    fn what_went_is_stood_in_for() {
        let known = |name: &str| name == "b";
        let found = with_stand_ins(
            "<b>a<script src=x>1</script><x-y z>c</x-y><svg><b>d</svg><svg>e",
            known,
        );
        let expect = "<b>a<embed data-was=\"script\"  src=x><embed data-was=\"x-y\"  z>c</x-y>\
            <embed data-was=\"svg\" ><embed data-was=\"svg\" >e";
        assert_eq!(found.as_deref(), Some(expect));
    }

    #[test]
    fn what_is_costly_is_refused() {
        assert!(without_opaque(&"<div>".repeat(5_000)).is_none());
        assert!(without_opaque(&format!("<a{}>", " b".repeat(100))).is_none());
        assert!(without_opaque(&format!("<a x='>' {}", "b ".repeat(100))).is_none());
        assert!(without_opaque(&"<p><b>".repeat(900)).is_some());
    }
}
