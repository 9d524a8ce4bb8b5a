//! Which pictures a text shows, wherever they are; loads none and judges none.

use std::borrow::Cow;
mod shown;

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::escape::escape_attribute;
use crate::piece::options;
pub use shown::{ShownPicture, shown_pictures};

/// What a text shows as pictures, in Markdown or in HTML.
pub fn picture_addresses(text: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    let mut html = String::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            // A tag over several lines comes in pieces.
            Event::Html(piece) | Event::InlineHtml(piece) => html.push_str(&piece),
            event => {
                addresses.extend(sources_in(&std::mem::take(&mut html)));
                if let Event::Start(Tag::Image { dest_url, .. }) = event {
                    addresses.push(dest_url.into_string());
                }
            }
        }
    }
    addresses.extend(sources_in(&html));
    addresses
}

/// The pictures of a text that are written in Markdown, each with its title, by their addresses.
pub fn picture_titles(text: &str) -> Vec<(String, String)> {
    let events = Parser::new_ext(text, options());
    let titles = events.filter_map(|event| match event {
        Event::Start(Tag::Image {
            dest_url, title, ..
        }) => Some((dest_url.into_string(), title.into_string())),
        _ => None,
    });
    titles.collect()
}

/// What a text says that the picture at this address shows, where it is first used; `None` when it is not used in
/// Markdown.
pub fn picture_alt(text: &str, address: &str) -> Option<String> {
    let mut events = Parser::new_ext(text, options());
    events.find(|event| {
        matches!(event, Event::Start(Tag::Image { dest_url, .. }) if &**dest_url == address)
    })?;
    let within = events.take_while(|event| !matches!(event, Event::End(TagEnd::Image)));
    let words = within.filter_map(|event| match event {
        Event::Text(words) | Event::Code(words) => Some(words.into_string()),
        Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
        _ => None,
    });
    Some(words.collect())
}

/// What the title of a picture says below it: its caption, and whose it is, after the last `©`.
pub fn credited(title: &str) -> (&str, Option<&str>) {
    match title.rsplit_once('©') {
        Some((caption, credit)) if !credit.trim().is_empty() => {
            (caption.trim(), Some(credit.trim()))
        }
        _ => (title, None),
    }
}

/// The pictures that a piece of HTML shows, by their addresses.
pub fn html_pictures(html: &str) -> Vec<String> {
    sources_in(html)
}

/// The HTML with its pictures at other addresses, as far as `anew` knows them; all else as it was.
pub fn with_pictures_at(html: &str, anew: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for place in places_in(html) {
        if let Some(address) = anew(&written_out(&html[place.clone()])) {
            out.push_str(&html[from..place.start]);
            out.push_str(&escape_attribute(&address));
            from = place.end;
        }
    }
    out + &html[from..]
}

/// The sources of the `<img>` tags in a piece of HTML.
fn sources_in(html: &str) -> Vec<String> {
    let places = places_in(html).into_iter();
    places
        .map(|place| written_out(&html[place]).into_owned())
        .collect()
}

/// An address as it is meant: what HTML writes with an `&amp;` has an `&`.
pub(crate) fn written_out(address: &str) -> Cow<'_, str> {
    if !address.contains('&') {
        return Cow::Borrowed(address);
    }
    let ands = ["&amp;", "&#38;", "&#038;", "&#x26;"];
    let plain = |text: String, and: &&str| text.replace(*and, "&");
    Cow::Owned(ands.iter().fold(address.replace("&quot;", "\""), plain))
}

/// Where they stand. Linear, whatever the HTML is.
fn places_in(html: &str) -> Vec<Range<usize>> {
    let sources = tags_in(html).into_iter().filter_map(|tag| {
        let lower = html[tag.clone()].to_ascii_lowercase();
        let place = value_of(&html[tag.clone()], &lower, "src")?;
        Some(tag.start + place.start..tag.start + place.end)
    });
    sources
        .filter(|place| !html[place.clone()].is_empty())
        .collect()
}

/// What each `<img>` tag says after its name.
fn tags_in(html: &str) -> Vec<Range<usize>> {
    let lower = html.to_ascii_lowercase();
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(at) = lower[from..].find("<img") {
        let start = from + at + "<img".len();
        let end = start + tag_length(&lower[start..]);
        tags.push(start..end);
        from = end;
    }
    tags
}

/// The bytes up to the `>` that ends a tag; all there are when none does.
pub(crate) fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    let end = rest.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return true,
            _ => {}
        }
        false
    });
    end.unwrap_or(rest.len())
}

/// Where the value of an attribute stands in what a tag says after `<img`; `lower` is the same in lower case.
pub(crate) fn value_of(tag: &str, lower: &str, name: &str) -> Option<Range<usize>> {
    let (at, _) = lower.match_indices(name).find(|(at, name)| {
        let before = lower[..*at].ends_with(|c: char| c.is_whitespace() || "\"'/".contains(c));
        before && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[at..].split_once('=')?.1.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => value[1..].split(quote).next()?,
        None => value.split(char::is_whitespace).next()?,
    };
    let value = value.trim();
    let start = value.as_ptr() as usize - tag.as_ptr() as usize;
    Some(start..start + value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_described_where_it_is_first_used() {
        let text =
            "![Le *pont*\nvu du quai](/media/a.png) ![autre](/media/a.png) ![](/media/b.png)";
        assert_eq!(
            picture_alt(text, "/media/a.png").unwrap(),
            "Le pont vu du quai"
        );
        assert_eq!(picture_alt(text, "/media/b.png").unwrap(), "");
        assert_eq!(picture_alt(text, "/media/c.png"), None);
    }

    #[test]
    fn pictures_are_named_in_the_texts_order() {
        let text =
            "![a](one.png)\n\n<img alt=x\n src='two.png'>\n\n`![c](no.png)` ![d](/media/3.png)";
        assert_eq!(
            picture_addresses(text),
            ["one.png", "two.png", "/media/3.png"]
        );
    }

    #[test]
    fn a_tag_without_a_source_takes_no_other_tags() {
        let text = "<img alt='a>b'> <span src=x.png> <img alt=\">\" src=\"one.png\">";
        assert_eq!(picture_addresses(text), ["one.png"]);
    }

    #[test]
    fn pictures_are_put_elsewhere_and_nothing_else_is() {
        let html = "<p>a.png <IMG alt='a.png' SRC='a.png'><img src=b.png><img src=\"a.png\">é</p>";
        let anew = |address: &str| (address == "a.png").then(|| "/media/1.png".to_owned());
        assert_eq!(
            with_pictures_at(html, anew),
            "<p>a.png <IMG alt='a.png' SRC='/media/1.png'><img src=b.png><img src=\"/media/1.png\">é</p>"
        );
        assert_eq!(html_pictures(html), ["a.png", "b.png", "a.png"]);
    }

    #[test]
    fn hostile_html_is_survived() {
        for text in [
            "<img",
            "<img src",
            "<img src=",
            "<img src=\"é",
            "<imgé src=ü",
            "<img src=>",
            "<img <img src=a.png",
            &"<img ".repeat(200_000),
        ] {
            picture_addresses(text);
        }
    }
}
