//! HTML of a site back to Markdown, with a list of what could not be kept; fetches nothing and knows no site.
//!
//! HTML that we wrote comes back as Markdown that gives the same bytes again. Anybody else's is
//! tidied first: of what a browser shows nothing is left out without being told.

mod article;
mod brought_back;
mod clean;
mod leaf;
mod lost;
mod marks;
mod notes;
mod read;
mod shortcodes;
mod tidy;
mod write;

pub use brought_back::brought_back;
pub use lost::{Lost, LostKind};

use std::borrow::Cow;

use article::Block;
use leaf::Known;
use lost::Losses;

/// HTML as Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FromHtml {
    /// The text; its last line ends.
    pub markdown: String,
    /// What could not be kept, one of a kind.
    pub lost: Vec<Lost>,
}

/// Brings HTML back to Markdown, whoever wrote it. Pictures and links keep the addresses they have:
/// those that are relative to a page lead nowhere, and count as lost.
///
/// What [`crate::body_html`] wrote comes back as Markdown of which it writes the same again.
pub fn from_html(html: &str) -> FromHtml {
    let found = converted(html);
    match shortcodes::with_figures(html) {
        // On a page of ours it is text like any other.
        Cow::Owned(figures) if crate::body_html(&found.markdown) != html => converted(&figures),
        _ => found,
    }
}

fn converted(html: &str) -> FromHtml {
    let Some(clean) = clean::clean(html) else {
        return beyond_reading(html);
    };
    let read = read::read(&crate::tree::parse(&clean));
    let known = Known::numbered(read.notes.len());
    let tidied = |notes: &[Vec<Block>]| notes.iter().cloned().map(tidy::tidy).collect::<Vec<_>>();
    let tidy = known.document(&tidy::tidy(read.blocks.clone()), &tidied(&read.notes));
    let markdown = if crate::body_html(&tidy) == html {
        tidy
    } else {
        // Ours may have spaces that a tidy text has not.
        let exact = known.document(&read.blocks, &read.notes);
        if crate::body_html(&exact) == html {
            exact
        } else {
            tidy
        }
    };
    FromHtml {
        markdown,
        lost: read.lost.into_list(),
    }
}

impl Known {
    /// Notes that are called by their numbers.
    fn numbered(notes: usize) -> Self {
        let labels: Vec<String> = (1..=notes).map(|number| number.to_string()).collect();
        let mut known = Self::default();
        known.definitions.notes.extend(labels.iter().cloned());
        known.labels = labels;
        known
    }
}

/// Only the words of HTML that would be too costly to read.
fn beyond_reading(html: &str) -> FromHtml {
    let words = clean::words(html);
    let mut lost = Losses::default();
    lost.push(LostKind::Nesting, &words);
    let text = article::Inline::Text(words);
    FromHtml {
        markdown: Known::default().document(&[Block::Paragraph(vec![text])], &[]),
        lost: lost.into_list(),
    }
}
