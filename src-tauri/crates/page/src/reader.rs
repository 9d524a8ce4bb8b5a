//! Reads a stranger's page as a reader sees it: headings, passages, pictures, what it says of itself. Judges nothing.
//!
//! Only tokens are looked at, no tree is built: a page may be as deep as it likes.

use std::cell::{Cell, RefCell};

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// How much is given to the tokenizer at once.
const AT_ONCE: usize = 4 * 1024;
/// What the longest tags of a page may cost together: each attribute is compared with all before it.
const COST: usize = 300_000_000;

/// What a page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The headings of the first level, and those that name themselves a headline.
    pub(crate) headlines: Vec<String>,
    /// Its text, parted where blocks part.
    pub(crate) passages: Vec<String>,
    /// The addresses of its pictures, sizes and social card included.
    pub(crate) pictures: Vec<String>,
    /// The address that it names as its own.
    pub(crate) canonical: Option<String>,
    /// Its social card: properties such as `og:title`, with what they say.
    pub(crate) cards: Vec<(String, String)>,
}

/// Reads a page, or a part of one, up to where it would cost too much.
pub(crate) fn read(html: &str) -> Seen {
    let input = BufferQueue::default();
    let tokenizer = Tokenizer::new(Reading::default(), TokenizerOpts::default());
    let (mut rest, mut parts, mut cost) = (html, 0, 0);
    while !rest.is_empty() && cost < COST {
        let (now, later) = rest.split_at(rest.floor_char_boundary(AT_ONCE));
        let before = tokenizer.sink.1.get();
        input.push_back(now.into());
        // Nothing here runs a script, so nothing interrupts.
        let _ = tokenizer.feed(&input);
        if tokenizer.sink.1.get() == before {
            // A tag that goes on: so many attributes more, at the most.
            let more = now.bytes().filter(|byte| parts_attributes(*byte)).count();
            parts += more;
            cost += parts * more;
        } else {
            parts = 0;
        }
        rest = later;
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner().whole()
}

/// The addresses of the pictures that a page names, in its order: sizes of them and the card's included.
pub fn pictures_named(html: &str) -> Vec<String> {
    read(html).pictures
}

fn parts_attributes(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b"/\"'".contains(&byte)
}

/// What was read so far, and of how many tokens.
#[derive(Default)]
struct Reading(RefCell<State>, Cell<usize>);

#[derive(Default)]
struct State {
    seen: Seen,
    /// The passage that is being read.
    passage: String,
    /// The headline that is being read.
    headline: Option<String>,
    /// Within something that readers are not shown, as the text of a script.
    hidden: Option<String>,
}

impl TokenSink for Reading {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        self.1.set(self.1.get() + 1);
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        self.passage.push_str(text);
        if let Some(headline) = &mut self.headline {
            headline.push_str(text);
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if !is_inline(name) {
            self.part();
        }
        match (tag.kind, name) {
            (TagKind::EndTag, _) if self.hidden.as_deref() == Some(name) => self.hidden = None,
            (TagKind::StartTag, "h1") if self.hidden.is_none() => {
                self.headline = Some(String::new());
            }
            (TagKind::EndTag, "h1") => self.seen.headlines.extend(self.headline.take()),
            (TagKind::StartTag, "img" | "source") => self.picture(tag),
            (TagKind::StartTag, "link") => self.link(tag),
            (TagKind::StartTag, "meta") => self.meta(tag),
            (TagKind::StartTag, _) => {
                if let Some(raw) = raw_text(name) {
                    self.hidden = Some(name.to_owned());
                    return TokenSinkResult::RawData(raw);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn part(&mut self) {
        let passage = std::mem::take(&mut self.passage);
        if !passage.trim().is_empty() {
            self.seen.passages.push(passage);
        }
    }

    fn picture(&mut self, tag: &Tag) {
        for name in ["src", "data-src"] {
            self.seen.pictures.extend(attribute(tag, name));
        }
        for name in ["srcset", "data-srcset"] {
            let sizes = attribute(tag, name).unwrap_or_default();
            self.seen.pictures.extend(candidates(&sizes));
        }
    }

    fn link(&mut self, tag: &Tag) {
        let relations = attribute(tag, "rel").unwrap_or_default();
        let canonical = relations
            .split_ascii_whitespace()
            .any(|relation| relation.eq_ignore_ascii_case("canonical"));
        if canonical && self.seen.canonical.is_none() {
            self.seen.canonical = attribute(tag, "href");
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let property = attribute(tag, "property").or_else(|| attribute(tag, "name"));
        let said = attribute(tag, "content");
        let (Some(property), Some(said)) = (property, said) else {
            return;
        };
        match property.as_str() {
            "og:image" | "twitter:image" => self.seen.pictures.push(said),
            "og:title" | "twitter:title" => {
                let cards = &mut self.seen.cards;
                if cards.iter().all(|(known, _)| *known != property) {
                    cards.push((property, said));
                }
            }
            _ => {}
        }
    }

    fn whole(mut self) -> Seen {
        self.part();
        self.seen
    }
}

/// The addresses in a `srcset`, as a browser parts them: a comma may stand within an address, but not at its end.
fn candidates(sizes: &str) -> Vec<String> {
    let is_between = |c: char| c.is_ascii_whitespace() || c == ',';
    let mut all = Vec::new();
    let mut rest = sizes.trim_start_matches(is_between);
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_whitespace());
        let (address, after) = rest.split_at(end.unwrap_or(rest.len()));
        let bare = address.trim_end_matches(',');
        all.push(bare.to_owned());
        // What follows an address without a comma says how wide it is.
        let said = match bare.len() == address.len() {
            true => after.find(',').unwrap_or(after.len()),
            false => 0,
        };
        rest = after[said..].trim_start_matches(is_between);
    }
    all
}

pub(crate) fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let mut attributes = tag.attrs.iter();
    let found = attributes.find(|attribute| &*attribute.name.local == name)?;
    Some(found.value.to_string())
}

/// Whether a tag parts no passage.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
            | "font"
            | "br"
            | "img"
    )
}

/// What is text to the tokenizer and nothing to a reader.
pub(crate) fn raw_text(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "noscript" | "noframes" | "iframe" | "noembed" | "xmp" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_not_shown_scripts_and_styles() {
        let seen = read(
            "<title>T</title><style>p{}</style><script>let a = '<p>b</p>'</script><noscript><p>c</p>\
             </noscript><p>d<b>e</b></p>f<textarea>g</textarea>",
        );
        assert_eq!(seen.passages, ["de", "f"]);
    }

    #[test]
    fn a_page_as_deep_as_it_likes_is_read() {
        let deep = "<div>".repeat(200_000) + "a";
        assert_eq!(read(&deep).passages, ["a"]);
        for broken in ["<", "<p", "<!--", "<script>", "\0", "<h1>a"] {
            read(broken);
        }
    }

    #[test]
    fn a_page_that_would_take_minutes_is_read_up_to_there() {
        let names: String = (0..60_000).map(|n| format!(" a{n}")).collect();
        let page = format!("<p>a</p><p{names}>b</p><p>c</p>");
        assert_eq!(read(&page).passages, ["a"]);
    }

    #[test]
    fn pictures_within_a_page_are_read_over() {
        let picture = "iVBORw0KGgo/AAAA+".repeat(10_000);
        let inline = format!("<img src=\"data:image/png;base64,{picture}\">");
        let page = format!("<p>a</p>{inline}<p>b</p>{inline}<!-- {picture} --><p>c</p>");
        assert_eq!(read(&page).passages, ["a", "b", "c"]);
    }

    #[test]
    fn each_size_of_a_picture_is_an_address() {
        for (sizes, expect) in [
            ("", &[][..]),
            (" , a.jpg", &["a.jpg"][..]),
            (
                "a.jpg 480w,\n b.jpg 2x, c.jpg",
                &["a.jpg", "b.jpg", "c.jpg"],
            ),
            ("a,b.jpg 1x,c.jpg, d.jpg", &["a,b.jpg", "c.jpg", "d.jpg"]),
            ("/w=1,q=2/a.jpg 1x", &["/w=1,q=2/a.jpg"]),
        ] {
            assert_eq!(candidates(sizes), expect, "{sizes:?}");
        }
        let page =
            "<source srcset='a.webp 480w, b.webp 768w'><img src=c.jpg data-srcset='d.jpg 1x'>
            <meta property=og:image content=e.jpg>";
        let named = ["a.webp", "b.webp", "c.jpg", "d.jpg", "e.jpg"];
        assert_eq!(read(page).pictures, named);
    }

    #[test]
    fn of_a_social_card_each_property_counts_once() {
        let page = "<meta property=og:title content=a>".repeat(1_000);
        assert_eq!(read(&page).cards.len(), 1);
    }
}
