//! The style sheets that a page names, in the order in which they hold. Reads none, and no tree is built.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::reader::{attribute, raw_text};

/// A style sheet of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet {
    /// It stands in the page.
    Here {
        /// The style sheet.
        css: String,
        /// The media for which it is, perhaps none.
        media: String,
    },
    /// It is somewhere else.
    There {
        /// Where, as the page writes it.
        address: String,
        /// The media for which it is, perhaps none.
        media: String,
    },
}

/// All of a page, but those for paper.
pub(super) fn of(page: &str) -> Vec<Sheet> {
    let input = BufferQueue::default();
    input.push_back(page.into());
    let tokenizer = Tokenizer::new(Reading::default(), TokenizerOpts::default());
    // Nothing here runs a script, so nothing interrupts.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().sheets
}

#[derive(Default)]
struct Reading(RefCell<State>);

#[derive(Default)]
struct State {
    sheets: Vec<Sheet>,
    /// The style sheet that is being read, and its media.
    reading: Option<(String, String)>,
}

impl TokenSink for Reading {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => {
                if let Some((css, _)) = &mut state.reading {
                    css.push_str(&text);
                }
            }
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        match (tag.kind, &*tag.name) {
            (TagKind::StartTag, "style") => {
                self.reading = media(tag).map(|media| (String::new(), media));
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            (TagKind::EndTag, "style") => {
                if let Some((css, media)) = self.reading.take() {
                    self.sheets.push(Sheet::Here { css, media });
                }
            }
            (TagKind::StartTag, "link") => self.sheets.extend(linked(tag)),
            (TagKind::StartTag, name) => {
                if let Some(raw) = raw_text(name) {
                    return TokenSinkResult::RawData(raw);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Some pages load theirs late, by a script that changes an attribute once they came.
fn linked(tag: &Tag) -> Option<Sheet> {
    let said = attribute(tag, "rel")?.to_ascii_lowercase();
    let is = |wanted: &str| said.split_ascii_whitespace().any(|word| word == wanted);
    let late = is("preload") && attribute(tag, "as").as_deref() == Some("style");
    if !late && (!is("stylesheet") || is("alternate")) {
        return None;
    }
    Some(Sheet::There {
        address: attribute(tag, "href")?.trim().to_owned(),
        media: media(tag)?,
    })
}

/// For which media; `None` for paper alone.
fn media(tag: &Tag) -> Option<String> {
    let said = attribute(tag, "media").unwrap_or_default();
    let late = attribute(tag, "onload").is_some();
    match said.trim().to_ascii_lowercase().as_str() {
        "" | "all" | "screen" => Some(String::new()),
        "print" if late => Some(String::new()),
        "print" => None,
        said => Some(said.to_owned()),
    }
}
