//! Which language raw HTML gives to what stands between its tags; knows no Markdown.

use std::sync::Arc;

use crate::pictures::{tag_length, value_of};

/// Raw elements whose content is no copy.
const OPAQUE: [&str; 8] = [
    "code", "kbd", "samp", "pre", "var", "script", "style", "textarea",
];

/// Raw elements that may stand around blocks of Markdown.
const AROUND: [&str; 3] = ["div", "section", "blockquote"];

/// How many elements an end tag may close at most.
pub(super) const DEPTH: usize = 64;

/// A tag of raw HTML.
pub(super) struct RawTag {
    pub(super) name: String,
    pub(super) closes: bool,
    pub(super) language: Option<Arc<str>>,
}

impl RawTag {
    /// Reads `<name …>` or `</name>`; `None` for a comment and the like.
    pub(super) fn read(tag: &str) -> Option<Self> {
        let rest = tag.strip_prefix('<')?;
        let closes = rest.starts_with('/');
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, rest) = rest.split_at(end.unwrap_or(rest.len()));
        let rest = rest.trim_end_matches(['>', '/']);
        let lower = rest.to_ascii_lowercase();
        let language = value_of(rest, &lower, "lang").map(|place| Arc::from(&rest[place]));
        (!name.is_empty()).then(|| Self {
            name: name.to_ascii_lowercase(),
            closes,
            language,
        })
    }

    pub(super) fn is_opaque(&self) -> bool {
        OPAQUE.contains(&self.name.as_str())
    }
}

/// The elements that are open around the next block, each with the language in it.
#[derive(Default)]
pub(crate) struct Around(Vec<(String, Option<Arc<str>>)>);

impl Around {
    /// As it is inside of an element in this language.
    pub(super) fn within(language: Option<Arc<str>>) -> Self {
        Self(
            language
                .map(|it| (String::new(), Some(it)))
                .into_iter()
                .collect(),
        )
    }

    /// Takes a block of raw HTML.
    pub(crate) fn take(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            let length = (1 + tag_length(&rest[1..]) + 1).min(rest.len());
            if let Some(tag) = RawTag::read(&rest[..length]) {
                self.tag(tag);
                rest = &rest[length..];
            } else {
                rest = &rest[1..];
            }
        }
    }

    fn tag(&mut self, tag: RawTag) {
        if !AROUND.contains(&tag.name.as_str()) {
            return;
        }
        if !tag.closes {
            let language = tag.language.or_else(|| self.language().cloned());
            self.0.push((tag.name, language));
            return;
        }
        let mut open = self.0.iter().rev().take(DEPTH);
        if let Some(above) = open.position(|(name, _)| *name == tag.name) {
            self.0.truncate(self.0.len() - 1 - above);
        }
    }

    /// The innermost language.
    pub(crate) fn language(&self) -> Option<&Arc<str>> {
        self.0.last()?.1.as_ref()
    }
}
