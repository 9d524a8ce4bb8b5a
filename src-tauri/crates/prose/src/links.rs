//! Which links a text has, and whether readers see them; follows none.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::front_matter;
use crate::piece::options;

/// A link of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as it is written.
    pub address: String,
    /// Whether there is nothing in it to be clicked on: no letter, no picture.
    pub is_unseen: bool,
    /// All of it, in bytes of the Markdown.
    pub source: Range<usize>,
}

/// The links of a whole text that are written in Markdown, in its order; front matter before it has none.
pub fn links(markdown: &str) -> Vec<Link> {
    let text = front_matter::text_after(markdown);
    let shift = markdown.len() - text.len();
    let mut links = Vec::new();
    let mut open: Option<Link> = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                open = Some(Link {
                    address: dest_url.into_string(),
                    is_unseen: true,
                    source: shift + range.start..shift + range.end,
                });
            }
            Event::End(TagEnd::Link) => links.extend(open.take()),
            Event::Text(words) | Event::Code(words) => see(&mut open, !words.trim().is_empty()),
            Event::Start(Tag::Image { .. }) => see(&mut open, true),
            _ => {}
        }
    }
    links
}

fn see(open: &mut Option<Link>, is_seen: bool) {
    if let Some(link) = open {
        link.is_unseen &= !is_seen;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_with_their_places_and_what_is_seen_of_them() {
        let markdown = "---\ntitle: x\n---\n[a *b*](c) [](d) [![e](f)](g) [ ][h] <https://i.org> `[j](k)`\n\n[h]: l\n";
        let found: Vec<_> = links(markdown)
            .into_iter()
            .map(|link| {
                (
                    markdown[link.source].to_owned(),
                    link.address,
                    link.is_unseen,
                )
            })
            .collect();
        let expect = [
            ("[a *b*](c)", "c", false),
            ("[](d)", "d", true),
            ("[![e](f)](g)", "g", false),
            ("[ ][h]", "l", true),
            ("<https://i.org>", "https://i.org", false),
        ];
        let expect =
            expect.map(|(source, address, unseen)| (source.to_owned(), address.to_owned(), unseen));
        assert_eq!(found, expect);
    }
}
