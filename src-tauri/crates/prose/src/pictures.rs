//! Which pictures a text shows, wherever they are; loads none and judges none.

use pulldown_cmark::{Event, Parser, Tag};

use crate::piece::options;

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

/// The sources of the `<img>` tags in a piece of HTML.
fn sources_in(html: &str) -> Vec<String> {
    let lower = html.to_ascii_lowercase();
    lower
        .match_indices("<img")
        .filter_map(|(at, _)| source_of(&html[at + "<img".len()..]))
        .collect()
}

/// The value of `src` in what follows `<img`.
fn source_of(tag: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let (at, _) = lower.match_indices("src").find(|(at, name)| {
        let before = lower[..*at].ends_with(|c: char| c.is_whitespace() || "\"'/".contains(c));
        before && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[at..].split_once('=')?.1.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => value[1..].split(quote).next()?,
        None => value
            .split(|c: char| c.is_whitespace() || c == '>')
            .next()?,
    };
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn hostile_html_is_survived() {
        for text in [
            "<img",
            "<img src",
            "<img src=",
            "<img src=\"é",
            "<imgé src=ü",
            "<img src=>",
        ] {
            picture_addresses(text);
        }
    }
}
