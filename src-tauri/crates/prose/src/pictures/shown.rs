//! What a text says of each picture that it shows, where it shows it. Judges none.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{credited, tags_in, value_of, written_out};
use crate::piece::options;

/// A picture where a text shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPicture {
    /// Its address as it is written.
    pub address: String,
    /// What it shows, in words; empty for nothing.
    pub alt: String,
    /// Whose it is, as its title says, or what stands beside it in its paragraph; empty for nobody's.
    pub credit: String,
}

/// The pictures that a text shows, in its order, in Markdown or in HTML.
pub fn shown_pictures(text: &str) -> Vec<ShownPicture> {
    let mut reading = Reading::default();
    for event in Parser::new_ext(text, options()) {
        reading.take(event);
    }
    reading.end_html();
    reading.end_paragraph();
    reading.shown
}

#[derive(Default)]
struct Reading {
    shown: Vec<ShownPicture>,
    /// Where the pictures of this paragraph begin.
    paragraph: usize,
    /// Its words, without those of pictures.
    words: String,
    /// How many pictures it is within: only the words of the outermost count.
    depth: usize,
    html: String,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        if let Event::Html(piece) | Event::InlineHtml(piece) = event {
            // A tag over several lines comes in pieces.
            return self.html.push_str(&piece);
        }
        self.end_html();
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                if self.depth == 0 {
                    self.shown.push(ShownPicture {
                        address: dest_url.into_string(),
                        alt: String::new(),
                        credit: credited(&title).1.unwrap_or_default().to_owned(),
                    });
                }
                self.depth += 1;
            }
            Event::End(TagEnd::Image) => self.depth = self.depth.saturating_sub(1),
            Event::Text(words) | Event::Code(words) => self.words(&words),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => {
                self.end_paragraph();
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        match self.shown.last_mut() {
            Some(picture) if self.depth > 0 => picture.alt.push_str(words),
            _ => self.words.push_str(words),
        }
    }

    fn end_paragraph(&mut self) {
        let words = std::mem::take(&mut self.words);
        let credit = credited(&words).1.unwrap_or_default();
        let pictures = self.shown[self.paragraph..].iter_mut();
        for picture in pictures.filter(|picture| picture.credit.is_empty()) {
            credit.clone_into(&mut picture.credit);
        }
        self.paragraph = self.shown.len();
    }

    fn end_html(&mut self) {
        let html = std::mem::take(&mut self.html);
        let plain = html.replace("&copy;", "©");
        let credit = credited(&plain).1.unwrap_or_default();
        let credit = credit.split('<').next().unwrap_or_default().trim();
        for tag in tags_in(&html) {
            let tag = &html[tag];
            let lower = tag.to_ascii_lowercase();
            let value = |name| value_of(tag, &lower, name).map(|place| tag[place].to_owned());
            let Some(address) = value("src").filter(|address| !address.is_empty()) else {
                continue;
            };
            self.shown.push(ShownPicture {
                address: written_out(&address).into_owned(),
                alt: value("alt").unwrap_or_default(),
                credit: credit.to_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str, &str)]) {
        let shown = shown_pictures(text);
        let shown: Vec<_> = shown
            .iter()
            .map(|one| (one.address.as_str(), one.alt.as_str(), one.credit.as_str()))
            .collect();
        assert_eq!(shown, expect, "{text:?}");
    }

    #[test]
    fn each_picture_has_its_words() {
        check("![Le *pont*\nvu](a.png)", &[("a.png", "Le pont vu", "")]);
        check("![](a.png)", &[("a.png", "", "")]);
        check(
            "![a](a.png \"Le pont © Ada\") ![b](b.png)",
            &[("a.png", "a", "Ada"), ("b.png", "b", "")],
        );
        check("![a][r]\n\n[r]: r.png \"© Ada\"", &[("r.png", "a", "Ada")]);
        check("![a ![b](b.png)](a.png)", &[("a.png", "a b", "")]);
        check("`![a](a.png)`", &[]);
    }

    #[test]
    fn the_line_below_says_whose_a_picture_is() {
        check("![a](a.png)\n*Le pont © Ada*", &[("a.png", "a", "Ada")]);
        check("![a](a.png)\n\n© Ada", &[("a.png", "a", "")]);
        check(
            "- ![a](a.png)\n- ![b](b.png) © Ada",
            &[("a.png", "a", ""), ("b.png", "b", "Ada")],
        );
    }

    #[test]
    fn pictures_in_html_are_read_too() {
        check(
            "<figure><IMG alt=\"Le pont\"\n src='a.png'><figcaption>&copy; Ada</figcaption></figure>",
            &[("a.png", "Le pont", "Ada")],
        );
        check("x <img src=a.png alt> y", &[("a.png", "", "")]);
        check("<img alt=x> <img src=''>", &[]);
        check("<img src=a.png data-alt=x>", &[("a.png", "", "")]);
    }
}
