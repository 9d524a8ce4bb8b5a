//! Between WordPress's HTML and our plain words, for its lines. Knows no request and no article.

use std::cell::RefCell;

use domain::Slug;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// The longest line of HTML that is read, in bytes: a hostile tag costs the square of its length.
const LONGEST: usize = 64 * 1024;

/// Plain words as WordPress keeps them: as HTML.
pub(super) fn html_of(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// The words of a line of HTML.
pub(super) fn text_of(html: &str) -> String {
    let words = Tokenizer::new(Words::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(
        &html[..html.floor_char_boundary(LONGEST)],
    ));
    // No script is ever waited for: this sink asks for nothing.
    let _ = words.feed(&queue);
    words.end();
    words.sink.0.into_inner().trim().to_owned()
}

#[derive(Default)]
struct Words(RefCell<String>);

impl TokenSink for Words {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}

/// Whether two names are one to a reader: tags and categories are found whatever their case.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// A site's slug as ours: it may hold what ours never do, and a binned article's has an ending.
pub(super) fn slug_of(slug: &str, id: u64) -> Slug {
    let slug = slug.strip_suffix("__trashed").unwrap_or(slug);
    let read = || Slug::from_headline(&percent_decoded(slug));
    let known = Slug::parse(slug).ok().or_else(read);
    known.unwrap_or_else(|| {
        Slug::parse(&format!("post-{id}")).unwrap_or_else(|_| unreachable!("a number is tidy"))
    })
}

fn percent_decoded(slug: &str) -> String {
    let mut bytes = Vec::with_capacity(slug.len());
    let mut rest = slug.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let escaped = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match escaped.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_html() {
        for text in ["A & B", "1 < 2 > 0", "« été »", "&amp; so", "a<b"] {
            assert_eq!(text_of(&html_of(text)), text);
        }
        assert_eq!(
            text_of("<p class=\"a>b\">L&#8217;<em>été</em>&nbsp;!</p>\n"),
            "L’été\u{a0}!"
        );
        assert_eq!(text_of("1 < 2"), "1 < 2");
        assert_eq!(text_of("a <"), "a <");
        assert_eq!(text_of("a <b"), "a");
        let endless = format!("a{}", "<b ".repeat(100_000));
        assert_eq!(text_of(&endless), "a");
    }

    #[test]
    fn a_foreign_slug_is_read() {
        let read = |slug: &str| slug_of(slug, 7).to_string();
        assert_eq!(read("le-pont__trashed"), "le-pont");
        assert_eq!(read("%d0%b2%d1%8b%d0%b1%d0%be%d1%80%d1%8b"), "vybory");
        assert_eq!(read("%zz"), "zz");
        assert_eq!(read(""), "post-7");
        assert_eq!(read("%"), "post-7");
    }
}
