//! Marks around text and escapes within it, in a few styles from plain to bulletproof; chooses none.

use std::fmt::Write as _;

use super::article::{Inline, Link, Mark, Picture};
use super::leaf::Place;
use crate::sanitize::is_void;

/// How running text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    /// Whether marks are Markdown's; else they are tags.
    marks: bool,
    escapes: Escapes,
    /// Whether what vanishes on the page stands around it, so that nothing at its edges counts.
    guarded: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escapes {
    /// Everything as it stands.
    None,
    /// What may be a mark, with a backslash.
    Marks,
    /// Every sign, and white space at the edge of a line, as a number.
    Signs,
}

const fn style(marks: bool, escapes: Escapes, guarded: bool) -> Style {
    Style {
        marks,
        escapes,
        guarded,
    }
}

/// The styles from the plainest on.
pub(crate) const STYLES: [Style; 5] = [
    style(true, Escapes::None, false),
    style(true, Escapes::Marks, false),
    style(false, Escapes::Marks, false),
    style(false, Escapes::Signs, false),
    LAST,
];

/// The style that reads back whatever it is.
pub(crate) const LAST: Style = style(false, Escapes::Signs, true);

/// Writes running text in a style.
pub(crate) fn write(inlines: &[Inline], place: Place, style: &Style, labels: &[String]) -> String {
    let mut pen = Pen {
        out: String::new(),
        place,
        style: *style,
        labels,
        links: 0,
    };
    pen.inlines(inlines, None);
    if place == Place::Cell {
        pen.out = pen.out.replace('|', "\\|");
    }
    if style.guarded {
        // An end without a start and an empty comment: neither is seen, neither starts a block.
        return format!("</i>{}<!-- -->", pen.out);
    }
    pen.out
}

struct Pen<'a> {
    out: String,
    place: Place,
    style: Style,
    labels: &'a [String],
    links: usize,
}

impl Pen<'_> {
    /// Writes parts of running text; `after` is the sign that follows them.
    fn inlines(&mut self, inlines: &[Inline], after: Option<char>) {
        for (at, inline) in inlines.iter().enumerate() {
            let after = inlines
                .get(at + 1)
                .map_or(after, |next| self.first_sign(next));
            self.inline(inline, after);
        }
    }

    /// The sign that a part begins with.
    fn first_sign(&self, inline: &Inline) -> Option<char> {
        match inline {
            Inline::Text(text) => text.chars().next(),
            Inline::Break => Some('\n'),
            Inline::Note(_) => Some('['),
            _ if !self.style.marks => Some('<'),
            Inline::Code(_) => Some('`'),
            Inline::Marked(Mark::Deleted, _) => Some('~'),
            Inline::Marked(..) => Some('*'),
            Inline::Link(_) => Some('['),
            Inline::Picture(_) => Some('!'),
            Inline::Raw(..) => Some('<'),
        }
    }

    /// The sign that a part ends with.
    fn last_sign(&self, inline: &Inline) -> Option<char> {
        match inline {
            Inline::Text(text) => text.chars().next_back(),
            Inline::Link(_) | Inline::Picture(_) if self.style.marks => Some(')'),
            Inline::Note(_) => Some(']'),
            Inline::Raw(..) => Some('>'),
            other => self.first_sign(other),
        }
    }

    fn inline(&mut self, inline: &Inline, after: Option<char>) {
        match inline {
            Inline::Text(text) => self.text(text, after),
            Inline::Break if self.place.has_lines() && self.style.marks => {
                self.out.push_str("\\\n")
            }
            Inline::Break => self.out.push_str("<br>&#10;"),
            Inline::Note(index) => {
                let label = &self.labels[*index];
                self.out.extend(["[^", label, "]"]);
            }
            Inline::Code(text) if self.style.marks => self.code(text),
            Inline::Code(text) => self.element("<code>", "code", |pen| pen.text(text, None)),
            Inline::Marked(mark, content) => self.marked(*mark, content, after),
            Inline::Link(link) if self.style.marks => self.link(link),
            Inline::Link(link) => {
                self.element(&link.tag, "a", |pen| pen.inlines(&link.content, Some('<')));
            }
            Inline::Picture(picture) if self.style.marks || picture.tag.is_empty() => {
                self.picture(picture);
            }
            Inline::Picture(picture) => self.tag(&picture.tag),
            Inline::Raw(tag, name, _) if is_void(name) => self.tag(tag),
            Inline::Raw(tag, name, content) => {
                self.element(tag, name, |pen| pen.inlines(content, Some('<')));
            }
        }
    }

    fn element(&mut self, tag: &str, name: &str, content: impl FnOnce(&mut Self)) {
        self.tag(tag);
        content(self);
        self.out.extend(["</", name, ">"]);
    }

    /// A tag stands on one line.
    fn tag(&mut self, tag: &str) {
        let tag = tag.replace('\n', "&#10;").replace('|', "&#124;");
        self.out.push_str(&tag);
    }

    fn code(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let is_padded = text.starts_with('`')
            || text.ends_with('`')
            || text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
        let pad = if is_padded { " " } else { "" };
        self.out.extend([&fence, pad, text, pad, &fence]);
    }

    fn marked(&mut self, mark: Mark, content: &[Inline], after: Option<char>) {
        let before = self.out.chars().next_back();
        let first = content.first().and_then(|inline| self.first_sign(inline));
        let last = content.last().and_then(|inline| self.last_sign(inline));
        if !self.style.marks || !opens(before, first) || !opens(after, last) {
            let tag = format!("<{}>", mark.name());
            return self.element(&tag, mark.name(), |pen| pen.inlines(content, Some('<')));
        }
        // Two kinds of stars next to each other would be one.
        let meets =
            self.place == Place::Caption || [before, after, first, last].contains(&Some('*'));
        let star = match mark {
            Mark::Deleted => "~~",
            Mark::Strong => "**",
            Mark::Emphasis if meets => "_",
            Mark::Emphasis => "*",
        };
        self.out.push_str(star);
        self.inlines(content, star.chars().next());
        self.out.push_str(star);
    }

    fn link(&mut self, link: &Link) {
        if link.title.is_empty() && self.is_written_out(link) {
            let address = link
                .address
                .strip_prefix("mailto:")
                .unwrap_or(&link.address);
            return self.out.extend(["<", address, ">"]);
        }
        self.out.push('[');
        self.links += 1;
        self.inlines(&link.content, Some(']'));
        self.links -= 1;
        self.target(&link.address, &link.title);
    }

    /// Whether a link says where it leads, and nothing else.
    fn is_written_out(&self, link: &Link) -> bool {
        let [Inline::Text(text)] = &link.content[..] else {
            return false;
        };
        let mail = link.address.strip_prefix("mailto:");
        mail == Some(text) || link.address.contains("://") && link.address == *text
    }

    fn picture(&mut self, picture: &Picture) {
        self.out.push_str("![");
        self.links += 1;
        self.text(&picture.alt, Some(']'));
        self.links -= 1;
        self.target(&picture.address, &picture.title);
    }

    /// Where a link or a picture leads, after its text.
    fn target(&mut self, address: &str, title: &str) {
        self.out.push_str("](");
        push_escaped(&mut self.out, address, &['\\', '&', '(', ')', '<', '>']);
        if !title.is_empty() {
            let mut own = String::new();
            push_escaped(&mut own, title, &['\\', '&', '"']);
            // A blank line within it would end it.
            self.out.extend([" \"", &own.replace('\n', "&#10;"), "\""]);
        }
        self.out.push(')');
    }

    fn text(&mut self, text: &str, after: Option<char>) {
        for (at, sign) in text.char_indices() {
            let rest = &text[at + sign.len_utf8()..];
            let next = rest.chars().next().or(after);
            match (sign, self.style.escapes) {
                ('\n', escapes) if !self.place.has_lines() || escapes == Escapes::Signs => {
                    self.out.push_str("&#10;");
                }
                (_, Escapes::Signs) => {
                    let is_edge = |c: Option<char>| c.is_none_or(char::is_whitespace);
                    let at_edge = is_edge(self.out.chars().next_back()) || is_edge(next);
                    self.number(sign, at_edge);
                }
                (_, Escapes::Marks) if self.may_begin(sign, rest) || self.may_mark(sign, next) => {
                    self.out.extend(['\\', sign]);
                }
                _ => self.out.push(sign),
            }
        }
    }

    /// Writes a sign as a number, if it is one that could mean anything.
    fn number(&mut self, sign: char, at_edge: bool) {
        let is_sign = sign.is_ascii_punctuation() || sign.is_ascii_control();
        if is_sign && sign != '\0' || sign.is_whitespace() && at_edge {
            let _ = write!(self.out, "&#{};", u32::from(sign));
        } else {
            self.out.push(sign);
        }
    }

    /// Whether a sign may begin a block where it stands.
    fn may_begin(&self, sign: char, rest: &str) -> bool {
        let line = self.out.bytes().rev().take_while(|byte| *byte != b'\n');
        let line: Vec<u8> = line.take(10).collect();
        let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
        match sign {
            '.' | ')' => {
                let is_number = line.iter().all(u8::is_ascii_digit);
                is_number && (1..=9).contains(&line.len()) && ends(rest)
            }
            _ if !line.is_empty() => false,
            '#' => ends(rest.trim_start_matches('#')),
            '+' => ends(rest),
            '-' | '=' | '*' | '_' | ':' => ends(rest) || rest.starts_with([sign, '-', ' ']),
            '>' | '|' => true,
            _ => false,
        }
    }

    /// Whether a sign may be read as a mark where it stands.
    fn may_mark(&self, sign: char, next: Option<char>) -> bool {
        let before = self.out.chars().next_back();
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match sign {
            '*' => !(is_space(before) && is_space(next)),
            '_' => {
                let is_apart = is_space(before) && is_space(next);
                !(is_apart || is_letter(before) && is_letter(next))
            }
            '`' | '~' | '[' => true,
            ']' => self.links > 0,
            '!' => next == Some('['),
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            '&' => next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
            '\\' => next.is_none_or(|c| c.is_ascii_punctuation() || c == '\n'),
            '#' => matches!(self.place, Place::Heading(_)),
            _ => false,
        }
    }
}

/// Whether a mark stands well between what is outside and what is inside of it.
fn opens(outside: Option<char>, inside: Option<char>) -> bool {
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let Some(inside) = inside.filter(|c| !c.is_whitespace()) else {
        return false;
    };
    !is_sign(inside) || outside.is_none_or(|c| c.is_whitespace() || is_sign(c))
}

fn push_escaped(out: &mut String, text: &str, signs: &[char]) {
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        let next = rest.peek();
        let means = match sign {
            '\\' => next.is_none_or(char::is_ascii_punctuation),
            '&' => {
                next.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '#') && text.contains(';')
            }
            _ => true,
        };
        if signs.contains(&sign) && means {
            out.push('\\');
        }
        out.push(sign);
    }
}
