//! Markdown → blocks → canonical HTML, the live manuscript and its patches; pure: it knows no file, clock, site or page.
//!
//! What a page's style sheet meets in a body, besides plain elements: `h2.summary` (the closing
//! summary), `div.table > table` with `align` on cells, `figure > img + figcaption > span.credit`,
//! `picture > source + img` where pictures are dressed,
//! `blockquote > footer > cite`, `sup.note-ref > a`, `section.notes > ol > li` with `a.note-back`,
//! `div.html` (sanitised raw HTML), `pre > code.language-…`, `li.task` with its
//! `input[type=checkbox]`.

mod address;
mod block;
mod compare;
mod corrections;
mod definitions;
mod dress;
mod dropped;
mod escape;
mod fragment;
mod from_html;
pub mod front_matter;
mod links;
mod manuscript;
mod marked;
mod merge;
mod numbering;
mod passages;
mod pictures;
mod piece;
mod plain;
mod reparse;
pub mod rewrite;
mod sanitize;
mod shape;
mod shown;
mod tally;
mod tokens;
mod tree;
pub mod typography;
mod writer;
mod yaml;

pub use block::{Block, Change, Counts, Heading, Patch, ProseError, Splice};
pub use compare::{Comparison, Edit, EditKind, Part, PartKind, changes, compare};
pub use corrections::{
    Worded, announcements_html, announcements_markdown, correction_anchor, corrections_html,
    corrections_markdown, without_corrections, without_corrections_in_markdown,
};
pub use dress::{dressed, dressed_whole, images_alone, lead_picture_html, srcset, undressed};
pub use dropped::{Dropped, dropped_elements};
pub use escape::{escape_attribute, escape_text};
pub use from_html::{FromHtml, Lost, LostKind, brought_back, from_html};
pub use front_matter::{FrontMatterError, FrontPicture, MarkdownFile};
pub use links::{Link, links};
pub use manuscript::{Manuscript, Stretch};
pub use marked::{MarkedBlock, marked_blocks};
pub use merge::{Conflict, Merge, Region, merge};
pub use passages::{OBJECT, Passage, PassageKind, passages};
pub use pictures::{
    ShownPicture, credited, html_pictures, picture_addresses, picture_alt, picture_titles,
    shown_pictures, with_pictures_at,
};
pub use plain::plain;
pub use sanitize::sanitize;
pub use tokens::without_opaque;

/// The body of an article as canonical HTML: its blocks joined by `"\n"`.
pub fn body_html(markdown: &str) -> String {
    Manuscript::new(markdown).body_html()
}

/// The words and characters that readers of this Markdown see.
pub fn count(markdown: &str) -> Counts {
    Manuscript::new(markdown).counts()
}
