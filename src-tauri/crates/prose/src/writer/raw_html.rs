//! Raw HTML within Markdown: blocks are sanitised whole, inline tags one by one, balanced against Markdown's own.

use pulldown_cmark::Event;

use super::{MAX_DEPTH, Open, Spanned, Writer};
use crate::sanitize::{inline_tag, sanitize_raw};
use crate::shape::Shape;

impl Writer {
    pub(super) fn raw_block(&mut self, raw: &str) {
        let clean = sanitize_raw(raw);
        self.tally_html(&clean);
        self.out.html.push_str("<div class=\"html\">");
        self.out.html.push_str(&clean);
        self.out.html.push_str("</div>");
    }

    /// Counts the text between the tags of canonical HTML.
    fn tally_html(&mut self, html: &str) {
        for part in html.split('<').enumerate().map(|(n, part)| match n {
            0 => part,
            _ => part.split_once('>').map_or("", |(_, text)| text),
        }) {
            self.tally.gap();
            let text = part.replace("&nbsp;", "\u{A0}").replace("&lt;", "<");
            self.tally
                .text(text.replace("&gt;", ">").replace("&amp;", "&").trim());
        }
    }

    /// An inline tag of raw HTML; says which event is next.
    pub(super) fn raw_tag(
        &mut self,
        events: &[Spanned<'_>],
        shape: &Shape,
        at: usize,
        tag: &str,
    ) -> usize {
        let name = tag_name(tag);
        if tag.starts_with("</") {
            self.end_raw(&name);
        } else if name == "script" || name == "style" {
            return self.skip_script(events, shape, at, &name);
        } else if let Some(start) = inline_tag(&name, tag) {
            self.start_raw(name, &start);
        }
        at + 1
    }

    fn start_raw(&mut self, name: String, start: &str) {
        if matches!(name.as_str(), "br" | "wbr" | "img") {
            self.out.html.push_str(start);
            return;
        }
        if self.depth >= MAX_DEPTH || name == "a" && self.links > 0 {
            return;
        }
        self.links += usize::from(name == "a");
        self.start(start, Open::Raw(name));
    }

    /// Ends the nearest element of that name, unless Markdown's own is in between.
    fn end_raw(&mut self, name: &str) {
        let own = self.open.iter().rev().map_while(|open| match open {
            Open::Raw(raw) => Some(raw == name),
            _ => None,
        });
        let Some(up) = own
            .enumerate()
            .find_map(|(up, matches)| matches.then_some(up))
        else {
            return;
        };
        for _ in 0..=up {
            self.close_top();
        }
    }

    /// A script is not text: everything up to its end goes, if it has one.
    fn skip_script(
        &mut self,
        events: &[Spanned<'_>],
        shape: &Shape,
        at: usize,
        name: &str,
    ) -> usize {
        if self.endless_script {
            return at + 1;
        }
        let mut next = at + 1;
        while let Some((event, _)) = events.get(next) {
            match event {
                Event::InlineHtml(tag) if tag.starts_with("</") && tag_name(tag) == name => {
                    return next + 1;
                }
                Event::Start(_) => next = shape.ends[next],
                Event::End(_) => break,
                _ => {}
            }
            next += 1;
        }
        self.endless_script = true;
        at + 1
    }
}

fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}
