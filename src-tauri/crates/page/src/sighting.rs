//! What a reader sees of an article on a page that a stranger's theme made; trusts nothing of it, fetches nothing.
//!
//! Themes dress words up: straight quotes become curly, hyphens dashes, `1x2` becomes `1×2`. What is
//! compared is therefore the words alone, without spaces and without the marks that are dressed up.

use std::ops::Range;

use domain::{ArticlePart, Difference};

use crate::reader::{Seen, read};

/// So many missing passages are named; after that nobody reads on.
const NAMED: usize = 5;
/// A passage that is a part of the article says so many bytes more, as in "Photo: Ada".
const ABOUT: usize = 16;
/// A passage is quoted up to so many characters.
const QUOTED: usize = 120;

/// What a reader is to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The body as it was sent.
    pub body_html: &'a str,
    /// The file name of the picture at the head, as the site has it.
    pub lead_picture: Option<&'a str>,
    /// What else was sent with it to be read, but for what is empty.
    pub parts: &'a [(ArticlePart, &'a str)],
    /// Where the article is.
    pub address: &'a str,
}

/// What a reader was served, measured against what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// The words of the headline and the body that were sent, as they are compared.
    pub sent: String,
    /// Those of them that are on the page, in that order.
    pub seen: String,
    /// What is otherwise.
    pub differences: Vec<Difference>,
}

/// Looks for an article on a page.
pub fn sighting(page: &str, expected: &Expected<'_>) -> Sighting {
    let seen = read(page);
    let mut found = Sighting {
        sent: String::new(),
        seen: String::new(),
        differences: Vec::new(),
    };
    found.headline(expected, &seen);
    let body = found.text(expected, &seen);
    found.parts(expected, &seen, &body);
    found.furniture(expected, &seen);
    found
}

impl Sighting {
    fn headline(&mut self, expected: &Expected<'_>, page: &Seen) {
        let wanted = words(expected.headline);
        self.sent.push_str(&wanted);
        let is_it = |heading: &&String| words(heading).contains(&wanted);
        if page.headlines.iter().any(|heading| is_it(&heading)) {
            self.seen.push_str(&wanted);
        } else {
            let other = page.headlines.first().cloned().unwrap_or_default();
            self.differences.push(Difference::Headline(quoted(&other)));
        }
    }

    /// Each passage is looked for after the one before: a page that has them in another order has
    /// not the text that was sent. Says where they stand among the page's words.
    fn text(&mut self, expected: &Expected<'_>, page: &Seen) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        let there = words(&page.passages.concat());
        let mut from = 0;
        let mut missing = 0;
        for passage in read(expected.body_html).passages {
            let wanted = words(&passage);
            self.sent.push_str(&wanted);
            match there[from..].find(&wanted) {
                Some(at) => {
                    let start = from + at;
                    from = start + wanted.len();
                    places.push(start..from);
                    self.seen.push_str(&wanted);
                }
                None if missing < NAMED => {
                    missing += 1;
                    self.differences.push(Difference::Text(quoted(&passage)));
                }
                // Enough: the rest would be looked for in vain, and slowly.
                None => return places,
            }
        }
        places
    }

    /// What was sent beside the text is looked for around it: that a paragraph names somebody does not
    /// make her its author. A passage that says little else may be it, though.
    fn parts(&mut self, expected: &Expected<'_>, page: &Seen, body: &[Range<usize>]) {
        let there = words(&page.passages.concat());
        let mut around = String::with_capacity(there.len());
        let mut from = 0;
        for place in body {
            around.push_str(&there[from..place.start]);
            around.push('\n');
            from = place.end;
            let passage = &there[place.clone()];
            let is_it =
                |wanted: &String| passage.contains(wanted) && passage.len() <= wanted.len() + ABOUT;
            if expected.parts.iter().any(|(_, said)| is_it(&words(said))) {
                around.push_str(passage);
                around.push('\n');
            }
        }
        around.push_str(&there[from..]);
        for (part, said) in expected.parts {
            let wanted = words(said);
            if !wanted.is_empty() && !around.contains(&wanted) {
                let unshown = Difference::Unshown(*part, quoted(said));
                self.differences.push(unshown);
            }
        }
    }

    fn furniture(&mut self, expected: &Expected<'_>, page: &Seen) {
        if let Some(name) = expected.lead_picture
            && !page.pictures.iter().any(|address| shows(address, name))
        {
            self.differences.push(Difference::LeadPicture);
        }
        if let Some(canonical) = &page.canonical
            && !same_address(canonical, expected.address)
        {
            self.differences
                .push(Difference::Canonical(quoted(canonical)));
        }
        let wanted = words(expected.headline);
        for (property, said) in &page.cards {
            if property.ends_with(":title") && !words(said).contains(&wanted) {
                let card = Difference::Card(property.clone(), quoted(said));
                self.differences.push(card);
            }
        }
    }
}

/// The words of a text as they are compared: folded to what no theme dresses up, without spaces.
pub(crate) fn words(text: &str) -> String {
    let fold = |c: char| match c {
        c if c.is_whitespace() || c.is_control() => None,
        // Quotes, hyphens, primes and dots come in many shapes; invisible marks in none.
        '\'' | '’' | '‘' | '"' | '“' | '”' | '„' | '′' | '″' | '`' => None,
        '-' | '‐' | '‑' | '–' | '—' | '−' | '.' | '…' => None,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        '×' => Some('x'),
        c => Some(c),
    };
    text.chars().filter_map(fold).collect()
}

/// Whether an address shows the picture of this file name: sites make sizes of it, and put their
/// marks between the name and its ending.
pub(crate) fn shows(address: &str, name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    !stem.is_empty() && address.contains(stem)
}

/// Whether two addresses are one for a reader: scheme, a slash at the end and what follows the path
/// do not count.
fn same_address(one: &str, other: &str) -> bool {
    let bare = |address: &str| {
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        let path = address.split(['?', '#']).next().unwrap_or_default();
        path.trim_end_matches('/').to_ascii_lowercase()
    };
    bare(one) == bare(other) || one.starts_with('/') && bare(other).ends_with(&bare(one))
}

/// A passage as it is told to a person.
fn quoted(passage: &str) -> String {
    let tidy = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    match tidy.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", &tidy[..at]),
        None => tidy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://a.example/2026/04/le-pont/";

    fn expected(body_html: &str) -> Expected<'_> {
        Expected {
            headline: "Le pont rouvre",
            body_html,
            lead_picture: None,
            parts: &[],
            address: ADDRESS,
        }
    }

    fn differences(page: &str, body_html: &str) -> Vec<Difference> {
        sighting(page, &expected(body_html)).differences
    }

    #[test]
    fn words_that_a_theme_dressed_up_are_the_same_words() {
        let page = "<title>x</title><h1 class=\"entry\">Le pont\u{a0}rouvre</h1>
            <p>Il dit&nbsp;: &#8220;l&#8217;eau &#8212; 1&#215;2 &#8211; monte&#8230;&#8221;</p><ul>
            <li>un</li><li>deux</li></ul>";
        let body = "<p>Il dit : \"l'eau — 1x2 -- monte...\"</p><ul><li>un</li><li>deux</li></ul>";
        let found = sighting(page, &expected(body));
        assert_eq!(found.differences, []);
        assert_eq!(found.sent, found.seen);
    }

    #[test]
    fn what_is_missing_is_named_and_in_its_place() {
        let page = "<h1>Le pont rouvre</h1><p>Deux.</p><p>Un.</p><script>Trois.</script>";
        assert_eq!(
            differences(page, "<p>Un.</p><p>Deux.</p><p>Trois.</p>"),
            [
                Difference::Text("Deux.".to_owned()),
                Difference::Text("Trois.".to_owned())
            ]
        );
        assert_eq!(
            differences("<h1>Accueil</h1><p>Un.</p>", "<p>Un.</p>"),
            [Difference::Headline("Accueil".to_owned())]
        );
        assert_eq!(
            differences("", "<p>Un.</p>"),
            [
                Difference::Headline(String::new()),
                Difference::Text("Un.".to_owned())
            ]
        );
    }

    #[test]
    fn the_furniture_is_looked_at_where_there_is_some() {
        let page = format!(
            "<head><link rel='canonical' href='{ADDRESS}?a=b'>
             <meta property='og:title' content='Le pont rouvre | Gazette'></head>
             <h1>Le pont rouvre</h1><img src='/m/abc-300x200.jpg' srcset='/m/abc.jpg 2x'>"
        );
        let mut wanted = expected("");
        wanted.lead_picture = Some("abc.jpg");
        assert_eq!(sighting(&page, &wanted).differences, []);
        let page = "<head><link rel=canonical href=https://b.example/>
             <meta property=og:title content=Accueil></head><h1>Le pont rouvre</h1>";
        assert_eq!(
            sighting(page, &wanted).differences,
            [
                Difference::LeadPicture,
                Difference::Canonical("https://b.example/".to_owned()),
                Difference::Card("og:title".to_owned(), "Accueil".to_owned())
            ]
        );
    }

    #[test]
    fn parts_that_readers_do_not_see_are_told() {
        let mut wanted = expected("<p>Ada Lovelace a vu le pont de ses yeux, hier.</p>");
        let parts = [
            (ArticlePart::Standfirst, "Dès lundi."),
            (ArticlePart::Byline, "Ada Lovelace"),
            (ArticlePart::Caption, "Le pont \"vu\" d’ici"),
            (ArticlePart::Credit, ""),
        ];
        wanted.parts = &parts;
        let body = "<h1>Le pont rouvre</h1><p>Ada Lovelace a vu le pont de ses yeux, hier.</p>";
        let bare = format!("<meta name=description content=\"Dès lundi.\">{body}<p>par Editor</p>");
        assert_eq!(
            sighting(&bare, &wanted).differences,
            parts[..3]
                .iter()
                .map(|(part, said)| Difference::Unshown(*part, (*said).to_owned()))
                .collect::<Vec<_>>()
        );
        let whole = format!(
            "<p>Dès&nbsp;lundi</p>{body}<p>par <a>Ada Lovelace</a></p><figcaption>Le pont “vu” d'ici</figcaption>"
        );
        assert_eq!(sighting(&whole, &wanted).differences, []);
        wanted.body_html = "<p>Dès lundi.</p><p>Ada Lovelace</p><p>Le pont vu d’ici</p>";
        let page = format!("<h1>Le pont rouvre</h1>{}", wanted.body_html);
        let found = sighting(&page, &wanted).differences;
        assert_eq!(found, [], "it stands in the text");
    }

    #[test]
    fn a_page_without_the_text_is_given_up_soon() {
        let body = "<p>a</p>".repeat(50_000);
        let found = differences(&"<p>b</p>".repeat(50_000), &body);
        assert_eq!(found.len(), 1 + NAMED);
    }

    #[test]
    fn a_long_passage_is_quoted_in_part() {
        let long = "é".repeat(500);
        let found = differences("<h1>Le pont rouvre</h1>", &format!("<p>{long}</p>"));
        let Difference::Text(quote) = &found[0] else {
            panic!("{found:?}");
        };
        assert_eq!(quote.chars().count(), QUOTED + 1);
    }
}
