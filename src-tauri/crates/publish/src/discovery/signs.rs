//! What a page says of its own site: its title, and its links of a kind, in headers and in HTML. Asks nobody, trusts nothing.

use std::cell::{Cell, RefCell};

use domain::Language;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use url::Url;

use super::reader::Reading;

/// How much of a page is looked at, in bytes: its head, and what begins its body.
const LOOKED_AT: usize = 512 * 1024;
/// How much is given to the tokenizer at once. A tag that is longer than this is none of ours, and
/// costs the square of its attributes.
const AT_ONCE: usize = 64 * 1024;
/// How many links are kept.
const LINKS: usize = 200;
/// The longest name of a site, in characters.
const NAME: usize = 200;

/// Where a link stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Header,
    Head,
    /// An `<a>`, where comments of readers may stand too.
    Text,
}

/// A link that says what it leads to.
struct Link {
    kinds: String,
    to: Url,
    place: Place,
}

/// What a page says of its site.
pub(super) struct Signs {
    pub(super) title: Option<String>,
    pub(super) language: Option<Language>,
    links: Vec<Link>,
}

impl Signs {
    /// Read off a page; none, off what is no page.
    pub(super) fn of(reading: &Reading) -> Self {
        let mut links = Vec::new();
        for header in reading.answer.headers.get_all("link") {
            for (to, kinds) in in_header(&String::from_utf8_lossy(header.as_bytes())) {
                links.extend(link(&reading.address, &to, kinds, Place::Header));
            }
        }
        let kind = reading.answer.header("content-type").unwrap_or("text/html");
        let (mut title, mut language) = (None, None);
        if kind.contains("html") && reading.answer.is_accepted() {
            let page = Page::read(&reading.answer.body);
            let base = page.base.borrow();
            let base = base
                .as_deref()
                .and_then(|base| reading.address.join(base).ok());
            let base = base.unwrap_or_else(|| reading.address.clone());
            for (to, kinds, place) in page.links.take() {
                links.extend(link(&base, &to, kinds, place));
            }
            title = tidy(&page.title.take());
            language = Language::parse(&page.language.take());
        }
        links.sort_by_key(|link| link.place);
        Self {
            title,
            language,
            links,
        }
    }

    /// The first link of this kind, those in headers before those in the page's head; those in the
    /// text only if `in_text`.
    pub(super) fn link(&self, kind: &str, in_text: bool) -> Option<(&Url, Place)> {
        let is_it = |link: &&Link| {
            let mut kinds = link.kinds.split_ascii_whitespace();
            let named = kinds.any(|named| named.eq_ignore_ascii_case(kind));
            named && (in_text || link.place != Place::Text)
        };
        let found = self.links.iter().find(is_it)?;
        Some((&found.to, found.place))
    }
}

fn link(base: &Url, to: &str, kinds: String, place: Place) -> Option<Link> {
    let to = base.join(to.trim()).ok()?;
    matches!(to.scheme(), "http" | "https").then_some(Link { kinds, to, place })
}

/// The links of a `Link` header: where each leads, and its kinds.
fn in_header(header: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    let mut rest = header;
    while let Some((to, after)) = rest.split_once('<').and_then(|(_, r)| r.split_once('>')) {
        let mut kinds = None;
        rest = after.trim_start();
        while let Some(parameter) = rest.strip_prefix(';') {
            let (name, value, after) = parameter_of(parameter);
            if name.eq_ignore_ascii_case("rel") {
                kinds.get_or_insert(value);
            }
            rest = after.trim_start();
        }
        links.push((to.to_owned(), kinds.unwrap_or_default()));
    }
    links
}

/// `name=value` or `name="value"`, and what follows.
fn parameter_of(text: &str) -> (&str, String, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
        return (name.trim(), String::new(), rest);
    };
    let Some(quoted) = value.strip_prefix('"') else {
        let end = value.find([';', ',']).unwrap_or(value.len());
        let (value, rest) = value.split_at(end);
        return (name.trim(), value.trim().to_owned(), rest);
    };
    let mut said = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, c)) = letters.next() {
        match c {
            '"' => return (name.trim(), said, &quoted[at + 1..]),
            '\\' => said.extend(letters.next().map(|(_, c)| c)),
            c => said.push(c),
        }
    }
    (name.trim(), said, "")
}

/// A stranger's words as a name: entities meant, one line, not too long. `None` when nothing is left.
pub(super) fn name(html: &str) -> Option<String> {
    let page = Page::read(format!("<title>{}", html.replace('<', "&lt;")).as_bytes());
    tidy(&page.title.take())
}

fn tidy(text: &str) -> Option<String> {
    let words: Vec<_> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let name: String = words.join(" ").chars().take(NAME).collect();
    (!name.is_empty()).then_some(name)
}

/// A page as the tokenizer goes through it.
#[derive(Default)]
struct Page {
    base: RefCell<Option<String>>,
    links: RefCell<Vec<(String, String, Place)>>,
    title: RefCell<String>,
    language: RefCell<String>,
    in_title: Cell<bool>,
    tokens: Cell<usize>,
}

impl Page {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]);
        let tokenizer = Tokenizer::new(Self::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        let mut rest = text.as_ref();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.floor_char_boundary(AT_ONCE));
            let before = tokenizer.sink.tokens.get();
            input.push_back(StrTendril::from(now));
            drop(tokenizer.feed(&input));
            if tokenizer.sink.tokens.get() == before {
                break;
            }
            rest = later;
        }
        tokenizer.sink
    }

    fn start(&self, tag: &Tag) -> TokenSinkResult<()> {
        let attribute = |name: &str| {
            let found = tag.attrs.iter().find(|a| &*a.name.local == name);
            found.map(|attribute| attribute.value.to_string())
        };
        match &*tag.name {
            "html" => {
                self.language.replace(attribute("lang").unwrap_or_default());
            }
            "link" => self.link(attribute("href"), attribute("rel"), Place::Head),
            "a" => self.link(attribute("href"), attribute("rel"), Place::Text),
            "base" => {
                let mut base = self.base.borrow_mut();
                *base = base.take().or_else(|| attribute("href"));
            }
            "title" => {
                self.in_title.set(self.title.borrow().is_empty());
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
            "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "plaintext" => return TokenSinkResult::Plaintext,
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn link(&self, to: Option<String>, kinds: Option<String>, place: Place) {
        let mut links = self.links.borrow_mut();
        if let (Some(to), Some(kinds), true) = (to, kinds, links.len() < LINKS) {
            links.push((to, kinds, place));
        }
    }
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        self.tokens.set(self.tokens.get() + 1);
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start(&tag),
            Token::TagToken(_) => {
                self.in_title.set(false);
                TokenSinkResult::Continue
            }
            Token::CharacterTokens(text) if self.in_title.get() => {
                self.title.borrow_mut().push_str(&text);
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}
