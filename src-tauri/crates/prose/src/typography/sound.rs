//! Whether Markdown means the same with retouches as without; knows no rule.

use pulldown_cmark::{CowStr, Event, Parser, Tag};

use super::{Retouch, apply};
use crate::piece::options;

/// How often a text is read to find the retouches that would change what it means; it takes a text that is made for it.
const READINGS: usize = 200;

/// Those retouches that leave marks marks, links links and blocks blocks, taken one by one and together.
pub(super) fn sound(markdown: &str, retouches: Vec<Retouch>) -> Vec<Retouch> {
    sift(markdown, retouches, &mut READINGS.clone())
}

fn sift(markdown: &str, mut retouches: Vec<Retouch>, readings: &mut usize) -> Vec<Retouch> {
    if retouches.is_empty() || *readings == 0 {
        return Vec::new();
    }
    *readings -= 1;
    if means_the_same(markdown, &apply(markdown, &retouches)) {
        return retouches;
    }
    if retouches.len() == 1 {
        return Vec::new();
    }
    let rest = retouches.split_off(retouches.len() / 2);
    let mut kept = sift(markdown, retouches, readings);
    let first = kept.len();
    kept.extend(sift(markdown, rest, readings));
    if !means_the_same(markdown, &apply(markdown, &kept)) {
        kept.truncate(first);
    }
    kept
}

fn means_the_same(before: &str, after: &str) -> bool {
    meant(before).eq(meant(after))
}

/// What the Markdown means beside its words.
fn meant(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    let events = Parser::new_ext(markdown, options());
    events.filter_map(|event| match event {
        Event::Text(_) => None,
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let title = CowStr::Borrowed(if title.is_empty() { "" } else { "a" });
            Some(Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            }))
        }
        event => Some(event),
    })
}
