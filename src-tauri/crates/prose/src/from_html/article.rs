//! An article as Markdown can say it: blocks and running text; knows neither HTML nor marks.

/// A block. Two that are equal read the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Running text that stands in an item, or elsewhere, without a paragraph of its own.
    Plain(Vec<Inline>),
    /// A heading, with its level.
    Heading(u8, Vec<Inline>),
    /// A quote, and whose it is.
    Quote(Vec<Block>, Option<Vec<Inline>>),
    /// A list: where its numbers start, if it has any.
    List(Option<u64>, Vec<Item>),
    /// Code, in a language.
    Code(String, String),
    /// A thematic break.
    Rule,
    /// A table.
    Table(Table),
    /// A picture on its own, its caption, and whose it is.
    Figure(Picture, Option<Vec<Inline>>, Option<String>),
    /// What only HTML can say.
    Html(String),
}

impl Block {
    /// The same with each credit as the last words of its caption: some sites keep no more of it.
    pub(crate) fn with_credits_said(self) -> Self {
        let all = |blocks: Vec<Self>| blocks.into_iter().map(Self::with_credits_said).collect();
        match self {
            Self::Figure(picture, caption, Some(credit)) => {
                let mut caption = caption.unwrap_or_default();
                say_credit(&mut caption, &credit);
                Self::Figure(picture, Some(caption), None)
            }
            Self::Quote(blocks, by) => Self::Quote(all(blocks), by),
            Self::List(start, items) => {
                let said = |item: Item| Item {
                    blocks: all(item.blocks),
                    ..item
                };
                Self::List(start, items.into_iter().map(said).collect())
            }
            other => other,
        }
    }
}

/// Appends a credit to a caption, as text.
pub(crate) fn say_credit(caption: &mut Vec<Inline>, credit: &str) {
    let words = format!("© {credit}");
    match caption.last_mut() {
        Some(Inline::Text(last)) => last.extend([" ", &words]),
        Some(_) => caption.push(Inline::Text(format!(" {words}"))),
        None => caption.push(Inline::Text(words)),
    }
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Item {
    /// For a task, whether it is done.
    pub(crate) task: Option<bool>,
    /// What it says.
    pub(crate) blocks: Vec<Block>,
}

/// A table. Its head tells how many columns there are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Table {
    /// `left`, `center`, `right`, or nothing, for each column.
    pub(crate) align: Vec<String>,
    /// The cells of the head.
    pub(crate) head: Vec<Vec<Inline>>,
    /// The other rows.
    pub(crate) rows: Vec<Vec<Vec<Inline>>>,
}

/// A part of running text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Inline {
    /// Text, nothing escaped.
    Text(String),
    /// A line break, with the end of its line.
    Break,
    /// Code.
    Code(String),
    /// Text within a mark.
    Marked(Mark, Vec<Inline>),
    /// A link.
    Link(Link),
    /// A picture.
    Picture(Picture),
    /// What only HTML can say: a start tag, its element's name, what is within.
    Raw(String, String, Vec<Inline>),
    /// The mark of a note, by its index.
    Note(usize),
}

/// A mark of Markdown around text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mark {
    /// `*`
    Emphasis,
    /// `**`
    Strong,
    /// `~~`
    Deleted,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Link {
    /// Where it leads.
    pub(crate) address: String,
    /// Its title, mostly empty.
    pub(crate) title: String,
    /// Its start tag on a page.
    pub(crate) tag: String,
    /// What is within.
    pub(crate) content: Vec<Inline>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Picture {
    /// Where it is.
    pub(crate) address: String,
    /// What it shows.
    pub(crate) alt: String,
    /// Its title, mostly empty.
    pub(crate) title: String,
    /// Its tag on a page; empty if a page does not show it.
    pub(crate) tag: String,
}

impl Mark {
    /// The element's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Deleted => "del",
        }
    }
}
