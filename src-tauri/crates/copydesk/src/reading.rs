//! What a copy desk sees in a text without a rule file: words said twice, sentences without end, sums that are wrong,
//! marks that were to go, quotes left open; says each as a value with its facts, never as a sentence.

mod dates;
mod items;
mod marks;
mod names;
mod numbers;
mod outline;
mod quotes;
mod repeats;
mod sentences;
mod sums;

use std::ops::Range;

use prose::Passage;

pub use marks::marks;
pub use names::alike;
pub use sentences::sentences;

/// The words of a sentence beyond which it is long, unless the writer says otherwise.
pub const LONG_SENTENCE: usize = 40;

/// The names of what is of its words.
const SAID_TWICE: &str = "said-twice";
const ALIKE: &str = "alike";

/// The two languages whose words the checks know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// French, of anywhere.
    French,
    /// English, of anywhere.
    English,
}

impl Language {
    /// The one that a BCP 47 tag names, if it is one of them.
    pub fn of(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

/// Something that a copy desk would ask about.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// Where, in bytes: of the passage's text from [`in_passage`], of the Markdown from [`in_text`].
    pub range: Range<usize>,
    /// What it is.
    pub kind: RemarkKind,
}

/// What is remarked.
#[derive(Debug, Clone, PartialEq)]
pub enum RemarkKind {
    /// A word stands twice; the range is the space and the second one, which may go.
    SaidTwice {
        /// The word.
        word: String,
    },
    /// A sentence of more words than wished.
    LongSentence {
        /// Its words.
        words: usize,
    },
    /// Shares of a whole that are not a whole.
    Shares {
        /// Their sum, in percent.
        sum: f64,
    },
    /// So many of so many, and another percentage.
    Share {
        /// What the text says, in percent.
        said: f64,
        /// What it is.
        right: f64,
    },
    /// From so many to so many, and another percentage.
    Growth {
        /// What the text says, in percent; a fall is negative.
        said: f64,
        /// What it is.
        right: f64,
    },
    /// Numbers and another sum of them.
    Total {
        /// What the text says.
        said: f64,
        /// What it is.
        right: f64,
    },
    /// A mark that something is to come or to be checked: it blocks publication.
    Mark,
    /// A quote or parenthesis is opened and not closed.
    Unclosed,
    /// One is closed that was not opened.
    Unopened,
    /// A heading is more than one level below the one before it.
    HeadingSkips {
        /// The level before it; 1 is the headline's.
        from: u8,
        /// Its own, 2 to 6.
        to: u8,
    },
    /// A link that leads nowhere.
    LinkNowhere,
    /// A link without anything to click on.
    LinkUnseen,
    /// A name that is written otherwise elsewhere in the text.
    Alike {
        /// How the text writes it more often, or first.
        other: String,
    },
    /// A day that no month has.
    NoSuchDay,
    /// A date on another day of the week.
    Weekday {
        /// The day that it is, 1 for Monday to 7 for Sunday.
        right: i8,
    },
    /// A time that no clock shows.
    NoSuchTime,
}

impl RemarkKind {
    /// Its name, by which people ignore it: `said-twice`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SaidTwice { .. } => SAID_TWICE,
            Self::LongSentence { .. } => "long-sentence",
            Self::Shares { .. } => "shares",
            Self::Share { .. } => "share",
            Self::Growth { .. } => "growth",
            Self::Total { .. } => "total",
            Self::Mark => "mark",
            Self::Unclosed => "unclosed",
            Self::Unopened => "unopened",
            Self::HeadingSkips { .. } => "heading-skips",
            Self::LinkNowhere => "link-nowhere",
            Self::LinkUnseen => "link-unseen",
            Self::Alike { .. } => ALIKE,
            Self::NoSuchDay => "no-such-day",
            Self::Weekday { .. } => "weekday",
            Self::NoSuchTime => "no-such-time",
        }
    }

    /// Whether what has this name is of the words that it finds: said twice once, they may be meant, and no others.
    pub fn is_of_its_words(name: &str) -> bool {
        matches!(name, SAID_TWICE | ALIKE)
    }
}

/// What there is to remark in one passage, ascending by where it begins; `language` is the draft's, for what says none of
/// its own, `long` the words that a sentence may have. Numbers and dates are looked at in French and English alone.
pub fn in_passage(passage: &Passage, language: &str, long: usize) -> Vec<Remark> {
    let text = passage.text.as_str();
    let mut remarks = marks(text);
    repeats::repeats(text, &mut remarks);
    let sentences = sentences(text);
    for sentence in &sentences {
        let words = sentences::words(&text[sentence.clone()]);
        if words > long {
            remarks.push(Remark {
                range: sentence.clone(),
                kind: RemarkKind::LongSentence { words },
            });
        }
    }
    if text.contains(|sign: char| sign.is_ascii_digit()) {
        for sentence in sentences {
            let tag = passage.language(sentence.start).unwrap_or(language);
            if let Some(language) = Language::of(tag) {
                let items = items::items(text, sentence);
                sums::sums(&items, language, &mut remarks);
                dates::dates(&items, language, &mut remarks);
            }
        }
    }
    remarks.sort_by_key(|remark| (remark.range.start, remark.range.end));
    remarks
}

/// What there is to remark in a whole text that no passage shows alone, in bytes of the Markdown, ascending: quotes that a
/// paragraph leaves open, headings, links. Names are looked at by [`alike`], which wants a dictionary.
pub fn in_text(markdown: &str, passages: &[Passage]) -> Vec<Remark> {
    let mut remarks = headings(markdown, passages);
    quotes::quotes(passages, &mut remarks);
    outline::links(markdown, &mut remarks);
    remarks.sort_by_key(|remark| (remark.range.start, remark.range.end));
    remarks
}

/// The headings of a whole text that skip a level, in bytes of the Markdown, ascending.
pub fn headings(markdown: &str, passages: &[Passage]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    outline::headings(markdown, passages, &mut remarks);
    remarks
}

/// Where a part of a passage stands in the Markdown; where its bytes are not all there, the whole passage.
fn place(passage: &Passage, range: Range<usize>) -> Range<usize> {
    passage.source(range).unwrap_or_else(|| passage.span())
}
