//! The look of a site that gives no theme away, learnt from one of its pages: a theme of ours made of it. Fetches nothing.
//!
//! The page and its style sheets are hostile. What is kept of the page is names, classes and a few short
//! words around an article that is known by its own words; of the style sheets, what styles these.

mod css;
mod places;
mod sheets;
mod skeleton;
mod tree;

#[cfg(test)]
mod tests;

use domain::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Theme;
pub use css::{Cleaned, Font, Import, Styled, clean};
use places::{Part, Places};
pub use sheets::Sheet;
use tree::Tree;

/// An article whose page is looked at, as the site itself tells it.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The standfirst; may be empty.
    pub standfirst: &'a str,
    /// The section's name; may be empty.
    pub section: &'a str,
    /// The tags.
    pub tags: &'a [String],
    /// Who signs; may be empty.
    pub byline: &'a str,
    /// When readers first could read it.
    pub published_at: Timestamp,
    /// The site's time zone.
    pub time_zone: &'a str,
    /// The file name of the picture at the head.
    pub lead_picture: Option<&'a str>,
    /// The body as the site keeps it.
    pub body_html: &'a str,
    /// Articles are signed as we write it; else the page's own byline stays.
    pub signs_as_we_write: bool,
}

/// A page's bones and what dresses them, before the style sheets were read.
#[derive(Debug)]
pub struct Bones {
    /// The templates, and the rules of its `style` attributes.
    pub look: Look,
    /// Its style sheets, in order.
    pub sheets: Vec<Sheet>,
    /// What there is to be styled.
    pub styled: Styled,
    /// Whether a place for the standfirst was found.
    pub standfirst: bool,
    /// Whether a place for the picture at the head was found.
    pub picture: bool,
}

/// A look, learnt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The template of the page.
    pub page: String,
    /// The template of the article region.
    pub region: String,
    /// The style sheet.
    pub css: String,
}

impl Bones {
    /// Finds an article on its page; `None` when it is not there.
    pub fn of(page: &str, sample: &Sample<'_>) -> Option<Self> {
        let tree = Tree::read(page)?;
        let places = Places::find(&tree, sample)?;
        let has = |part| places.parts.contains_key(&part);
        let (standfirst, picture) = (has(Part::Standfirst), has(Part::Picture));
        let sheets = sheets::of(page);
        let (look, styled) = skeleton::of(&tree, &places, sample);
        Some(Self {
            look,
            sheets,
            styled,
            standfirst,
            picture,
        })
    }
}

impl Look {
    /// The largest style sheet that is kept, in bytes.
    pub const MOST_CSS: usize = 1_000_000;

    /// The look as a theme. What it does not know, the listings and messages, is the built-in one's.
    pub fn theme(&self) -> Theme {
        let mut theme = Theme::built_in();
        let own = [("article.html", &self.page), ("region.html", &self.region)];
        for (name, text) in own {
            theme.templates.insert(name.to_owned(), text.clone());
        }
        theme.css.clone_from(&self.css);
        theme.version = self.version();
        theme
    }

    /// The first 12 hexadecimal digits of the content's SHA-256.
    fn version(&self) -> String {
        let mut hash = Sha256::new();
        for text in [&self.page, &self.region, &self.css] {
            hash.update(text.len().to_le_bytes());
            hash.update(text);
        }
        let hash = hash.finalize();
        let digits: String = hash
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("look-{digits}")
    }
}

/// A cleaned style sheet as it holds for these media alone; for all of them without any.
pub fn for_media(css: &str, media: &str) -> String {
    match media.trim() {
        "" => css.to_owned(),
        media => css::within(&format!("@media {media}"), css),
    }
}

/// Whether a cleaned style sheet dresses anything in a font of this family: by its name, or by a property
/// that has it and is used.
pub fn wears(css: &str, family: &str) -> bool {
    let is_face = |line: &&str| !line.starts_with("@font-face");
    let css = css
        .lines()
        .filter(is_face)
        .collect::<String>()
        .to_lowercase();
    let family = family.to_lowercase();
    css.match_indices(&family).any(|(at, _)| {
        let from = css[..at].rfind(['{', ';']).map_or(0, |before| before + 1);
        let property = css[from..at].split(':').next().unwrap_or_default().trim();
        match property.strip_prefix("--") {
            Some(_) => css.contains(&format!("var({property}")),
            None => matches!(property, "font-family" | "font"),
        }
    })
}

/// A cleaned style sheet without the rules of fonts that are not among these.
pub fn with_fonts(css: &str, is_there: impl Fn(&str) -> bool) -> String {
    let stays = |line: &&str| {
        let font = line
            .strip_prefix("@font-face")
            .and_then(|face| face.split_once(css::FONT_PATH));
        let name = font.and_then(|(_, name)| name.split('"').next());
        name.is_none_or(&is_there)
    };
    css.lines()
        .filter(stays)
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// The name of a look's font in a path, if it is one.
pub fn font_named(path: &str) -> Option<&str> {
    let name = path.strip_prefix(css::FONT_PATH)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
    name.chars().all(plain).then_some(name)
}
