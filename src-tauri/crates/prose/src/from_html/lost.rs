//! What an article loses on its way from HTML to Markdown, counted by kind; words nothing for a reader.

/// Something that could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// What it is.
    pub kind: LostKind,
    /// How many of its kind there were.
    pub count: usize,
    /// What tells the first of them: an address, or some of its text; at most 80 characters.
    pub example: String,
}

/// The kinds of what can't be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LostKind {
    /// A frame with something of another site in it; a link to it was left.
    Embed,
    /// A video; a link to it was left.
    Video,
    /// A sound; a link to it was left.
    Audio,
    /// A drawing within the page.
    Drawing,
    /// A picture without an address that another program can fetch.
    Picture,
    /// A link to where readers may not go, or can't from elsewhere; its text was left.
    Link,
    /// Colours, sizes, alignment.
    Style,
    /// How pictures stand together, or the look of a card; what is in it was left.
    Layout,
    /// A table had no head: its first row became one.
    TableHead,
    /// A field or a button.
    Form,
    /// A program.
    Script,
    /// An element that HTML does not know; what is in it was left.
    Unknown,
    /// Elements within each other beyond what can be read: only the words were left.
    Nesting,
}

impl LostKind {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Embed,
        Self::Video,
        Self::Audio,
        Self::Drawing,
        Self::Picture,
        Self::Link,
        Self::Style,
        Self::Layout,
        Self::TableHead,
        Self::Form,
        Self::Script,
        Self::Unknown,
        Self::Nesting,
    ];

    /// The kind of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// A word that stays the same, for whoever has sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Embed => "embed",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Drawing => "drawing",
            Self::Picture => "picture",
            Self::Link => "link",
            Self::Style => "style",
            Self::Layout => "layout",
            Self::TableHead => "table-head",
            Self::Form => "form",
            Self::Script => "script",
            Self::Unknown => "unknown",
            Self::Nesting => "nesting",
        }
    }
}

/// The longest example, in characters.
const EXAMPLE: usize = 80;

/// What was lost so far, by kind.
#[derive(Debug, Default)]
pub(crate) struct Losses(Vec<Lost>);

impl Losses {
    /// Counts one more.
    pub(crate) fn push(&mut self, kind: LostKind, example: &str) {
        match self.0.iter_mut().find(|lost| lost.kind == kind) {
            Some(lost) => lost.count += 1,
            None => self.0.push(Lost {
                kind,
                count: 1,
                example: shortened(example),
            }),
        }
    }

    /// All of it, in the order of the kinds.
    pub(crate) fn into_list(mut self) -> Vec<Lost> {
        self.0.sort_by_key(|lost| lost.kind);
        self.0
    }
}

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().take(EXAMPLE).collect();
    let text = words.join(" ");
    if text.chars().count() <= EXAMPLE {
        return text;
    }
    text.chars().take(EXAMPLE - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_counted_by_kind_with_its_first_example() {
        let mut losses = Losses::default();
        losses.push(LostKind::Script, "a.js");
        losses.push(LostKind::Embed, &"é ".repeat(200));
        losses.push(LostKind::Script, "b.js");
        let list = losses.into_list();
        assert_eq!(list[0].kind, LostKind::Embed);
        assert_eq!(list[0].example.chars().count(), EXAMPLE);
        assert_eq!((list[1].count, list[1].example.as_str()), (2, "a.js"));
    }
}
