//! Running text as Markdown: of several ways to write it the plainest that our own parser reads back as it was.
//!
//! What would be read as a mark depends on everything around it, so it is asked, not guessed: each
//! way is parsed and written as a page writes it, and compared.

use std::collections::HashSet;

use super::article::{Inline, Link, Picture};
use super::marks::{self, Style};
use crate::address::may_show;
use crate::definitions::Definitions;
use crate::escape::push_text;
use crate::fragment::Wants;
use crate::piece::{Stamps, cut};
use crate::sanitize::is_void;

/// Where running text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a paragraph, or an item of a list.
    Paragraph,
    /// In a heading of this level.
    Heading(u8),
    /// In a cell of a table.
    Cell,
    /// Below a picture.
    Caption,
    /// At the end of a quote: whose it is.
    Attribution,
}

impl Place {
    /// Whether a line can end there.
    pub(crate) fn has_lines(self) -> bool {
        !matches!(self, Self::Heading(_) | Self::Cell)
    }

    /// The Markdown of a block in which this stands.
    pub(crate) fn within(self, markdown: &str) -> String {
        match self {
            Self::Paragraph => markdown.to_owned(),
            Self::Heading(level) => {
                let heading = format!("{} {markdown}", "#".repeat(usize::from(level)));
                heading.trim_end_matches(' ').to_owned()
            }
            Self::Cell => format!("| {markdown} |\n|---|"),
            Self::Caption => format!("![](/media/x)\n*{markdown}*"),
            Self::Attribution => format!("> x\n>\n> — {markdown}"),
        }
    }

    /// The page of a block in which this stands.
    fn page(self, html: &str) -> String {
        match self {
            Self::Paragraph => format!("<p>{html}</p>"),
            Self::Heading(level) => format!("<h{level} id=\"\">{html}</h{level}>"),
            Self::Cell => format!(
                "<div class=\"table\"><table><thead><tr><th>{html}</th></tr></thead></table></div>"
            ),
            Self::Caption => format!(
                "<figure><img src=\"/media/x\" alt=\"\" loading=\"lazy\"><figcaption>{html}</figcaption></figure>"
            ),
            Self::Attribution => {
                format!("<blockquote><p>x</p><footer>— <cite>{html}</cite></footer></blockquote>")
            }
        }
    }
}

/// What a document defines: it decides what is read as a link or a note.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The labels of the notes, by their index.
    pub(crate) labels: Vec<String>,
    /// All that is defined.
    pub(crate) definitions: Definitions,
}

impl Known {
    /// Running text as Markdown.
    pub(crate) fn leaf(&self, inlines: &[Inline], place: Place) -> String {
        let (asked, is_other) = with_pictures_shown(inlines);
        let page = place.page(&self.page(&asked));
        let reads_so = |style: &&Style| {
            let markdown = self.markdown(&asked, place, style);
            self.page_of(&place.within(&markdown)).as_ref() == Some(&page)
        };
        let style = marks::STYLES.iter().find(reads_so);
        let style = style.unwrap_or(&marks::LAST);
        self.markdown(if is_other { inlines } else { &asked }, place, style)
    }

    fn markdown(&self, inlines: &[Inline], place: Place, style: &Style) -> String {
        marks::write(inlines, place, style, &self.labels)
    }

    /// What a page shows of the only block of a text.
    pub(crate) fn page_of(&self, source: &str) -> Option<String> {
        let own = HashSet::new();
        let cut = cut(source, &self.definitions, &own, &[], &mut Stamps::default());
        let [piece] = &cut.pieces[..] else {
            return None;
        };
        if !piece.content.notes.is_empty() || !piece.content.links.is_empty() {
            return None;
        }
        let body = piece.content.body.as_ref()?;
        let filling = |wants: &Wants| match wants {
            Wants::NoteMark { label, .. } => format!("<sup>{label}</sup>"),
            Wants::HeadingId(_) | Wants::SummaryClass => String::new(),
        };
        let fillings: Vec<String> = body.holes.iter().map(|hole| filling(&hole.wants)).collect();
        Some(body.fill(&fillings))
    }

    /// What a page shows of running text.
    pub(crate) fn page(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        self.push_page(inlines, &mut out);
        out
    }

    fn push_page(&self, inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => push_text(out, text),
                Inline::Break => out.push_str("<br>\n"),
                Inline::Code(text) => {
                    self.push_element("<code>", "code", out, |out| push_text(out, text))
                }
                Inline::Marked(mark, content) => {
                    let tag = format!("<{}>", mark.name());
                    self.push_element(&tag, mark.name(), out, |out| self.push_page(content, out));
                }
                Inline::Link(link) => {
                    self.push_element(&link.tag, "a", out, |out| {
                        self.push_page(&link.content, out)
                    });
                }
                Inline::Picture(picture) => out.push_str(&picture.tag),
                Inline::Raw(tag, name, _) if is_void(name) => out.push_str(tag),
                Inline::Raw(tag, name, content) => {
                    self.push_element(tag, name, out, |out| self.push_page(content, out));
                }
                Inline::Note(index) => {
                    let label = crate::writer::fold(&self.labels[*index]);
                    out.extend(["<sup>", &label, "</sup>"]);
                }
            }
        }
    }

    fn push_element(
        &self,
        tag: &str,
        name: &str,
        out: &mut String,
        content: impl FnOnce(&mut String),
    ) {
        out.push_str(tag);
        content(out);
        out.extend(["</", name, ">"]);
    }
}

/// The same with each picture that a page would not show in the place of one that it shows: how a
/// picture is written does not depend on where it is. Whether there was one.
fn with_pictures_shown(inlines: &[Inline]) -> (Vec<Inline>, bool) {
    let mut is_other = false;
    let shown = inlines.iter().map(|inline| match inline {
        Inline::Picture(picture) => {
            is_other |= !may_show(&picture.address);
            Inline::Picture(picture_shown(picture))
        }
        Inline::Marked(mark, content) => {
            let (content, other) = with_pictures_shown(content);
            is_other |= other;
            Inline::Marked(*mark, content)
        }
        Inline::Link(link) => {
            let (content, other) = with_pictures_shown(&link.content);
            is_other |= other;
            Inline::Link(Link {
                content,
                ..link.clone()
            })
        }
        Inline::Raw(tag, name, content) => {
            let (content, other) = with_pictures_shown(content);
            is_other |= other;
            Inline::Raw(tag.clone(), name.clone(), content)
        }
        other => other.clone(),
    });
    let shown = shown.collect();
    (shown, is_other)
}

/// A picture that a page shows, with the same words.
pub(crate) fn picture_shown(picture: &Picture) -> Picture {
    if may_show(&picture.address) {
        return picture.clone();
    }
    super::tidy::shown(Picture {
        address: "/media/x".to_owned(),
        ..picture.clone()
    })
}
