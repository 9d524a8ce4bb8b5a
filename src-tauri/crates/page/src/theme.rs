//! Themes: templates, a style sheet, and the fonts that come with the built-in one. It compiles nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::PageError;

/// Templates by name and a style sheet. The pages' furniture and look, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Names this state of the theme; part of the style sheet's address.
    pub version: String,
    /// Templates by file name. Every theme has those of [`Theme::REQUIRED`].
    pub templates: BTreeMap<String, String>,
    /// The style sheet.
    pub css: String,
}

const TEMPLATES: [(&str, &str); 6] = [
    (
        "layout.html",
        include_str!("../theme/templates/layout.html"),
    ),
    (
        "region.html",
        include_str!("../theme/templates/region.html"),
    ),
    (
        "article.html",
        include_str!("../theme/templates/article.html"),
    ),
    (
        "listing.html",
        include_str!("../theme/templates/listing.html"),
    ),
    (
        "message.html",
        include_str!("../theme/templates/message.html"),
    ),
    (
        "newsletter.html",
        include_str!("../theme/templates/newsletter.html"),
    ),
];
const CSS: &str = include_str!("../theme/theme.css");
const PREVIEW_CSS: &str = include_str!("../theme/preview.css");

impl Theme {
    /// The templates that the pages are made from; a theme's others are included by these.
    pub const REQUIRED: [&'static str; 4] = [
        "region.html",
        "article.html",
        "listing.html",
        "message.html",
    ];
    /// The largest theme, in bytes of templates and style sheet.
    pub const MAX_BYTES: usize = 2 * 1024 * 1024;

    /// The theme that comes with the program. Its version follows from its content.
    pub fn built_in() -> Self {
        let templates = TEMPLATES
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Self {
            version: built_in_version(),
            templates: templates.collect(),
            css: CSS.to_owned(),
        }
    }

    /// The path of the style sheet, from the site's root.
    pub fn css_path(&self) -> String {
        css_path(&self.version)
    }

    /// What must hold before a theme is compiled.
    pub(crate) fn check(&self) -> Result<(), PageError> {
        let bytes = self.css.len() + self.templates.values().map(String::len).sum::<usize>();
        if bytes > Self::MAX_BYTES {
            return Err(PageError::TooLarge { bytes });
        }
        let tidy = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
        if !(1..=64).contains(&self.version.len()) || !self.version.bytes().all(tidy) {
            return Err(PageError::BadVersion(self.version.clone()));
        }
        match Self::REQUIRED
            .into_iter()
            .find(|name| !self.templates.contains_key(*name))
        {
            Some(name) => Err(PageError::TemplateMissing(name)),
            None => Ok(()),
        }
    }
}

/// The path of a version's style sheet, from the site's root.
pub(crate) fn css_path(version: &str) -> String {
    format!("/assets/theme-{version}.css")
}

/// The first 12 hexadecimal digits of the content's SHA-256.
fn built_in_version() -> String {
    let mut hash = Sha256::new();
    for (name, text) in TEMPLATES {
        hash.update(name);
        hash.update([0]);
        hash.update(text);
        hash.update([0]);
    }
    hash.update(CSS);
    hash.finalize()
        .iter()
        .take(6)
        .fold(String::new(), |mut out, byte| {
            // Writing to a String can't fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}

macro_rules! fonts {
    ($($name:literal),* $(,)?) => {
        /// The fonts by the last part of their path.
        const FONTS: &[(&str, &[u8])] = &[
            $(($name, include_bytes!(concat!("../theme/fonts/", $name)))),*
        ];
    };
}

fonts!(
    "newsreader-latin.woff2",
    "newsreader-latin-ext.woff2",
    "newsreader-italic-latin.woff2",
    "newsreader-italic-latin-ext.woff2",
    "inter-latin.woff2",
    "inter-latin-ext.woff2",
);

/// A file that ships with the built-in theme, by its path from the site's root: fonts
/// (`/assets/fonts/inter-latin.woff2`), the preview's own style sheet (`/assets/preview.css`) and
/// the built-in style sheet (`/assets/theme-<version>.css`, for the built-in version only).
/// Gives the media type and the bytes.
pub fn assets(path: &str) -> Option<(&'static str, &'static [u8])> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_prefix("assets/").unwrap_or(path);
    if let Some(font) = path.strip_prefix("fonts/") {
        return FONTS
            .iter()
            .find(|(name, _)| *name == font)
            .map(|(_, bytes)| ("font/woff2", *bytes));
    }
    match path {
        "preview.css" => Some(("text/css; charset=utf-8", PREVIEW_CSS.as_bytes())),
        _ if css_path(&built_in_version()) == format!("/assets/{path}") => {
            Some(("text/css; charset=utf-8", CSS.as_bytes()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_names_only_files_that_ship() {
        let mut seen = 0;
        for part in CSS.split("url(\"").skip(1) {
            let path = part.split('"').next().unwrap();
            assert!(assets(&format!("/assets/{path}")).is_some(), "{path}");
            seen += 1;
        }
        assert_eq!(seen, FONTS.len());
        assert!(!CSS.contains("@import") && !CSS.contains("//"));
    }

    #[test]
    fn a_picture_that_the_window_does_not_fetch_keeps_its_place_in_the_preview_only() {
        let rule = "img[src^=\"https:\"]";
        assert!(PREVIEW_CSS.contains(rule) && PREVIEW_CSS.contains("min-height"));
        assert!(!CSS.contains(rule));
    }

    #[test]
    fn nothing_else_is_served() {
        for path in [
            "/assets/../Cargo.toml",
            "/assets/fonts/../theme.css",
            "/assets/",
            "",
            "/assets/theme-x.css",
        ] {
            assert!(assets(path).is_none(), "{path}");
        }
        assert!(assets(&Theme::built_in().css_path()).is_some());
    }

    #[test]
    fn a_theme_is_checked_before_it_is_compiled() {
        let mut theme = Theme::built_in();
        assert!(theme.check().is_ok());
        theme.version = "../x".to_owned();
        assert!(matches!(theme.check(), Err(PageError::BadVersion(_))));
        let mut theme = Theme::built_in();
        theme.templates.remove("region.html");
        assert!(matches!(
            theme.check(),
            Err(PageError::TemplateMissing("region.html"))
        ));
        let mut theme = Theme::built_in();
        theme.css = " ".repeat(Theme::MAX_BYTES);
        assert!(matches!(theme.check(), Err(PageError::TooLarge { .. })));
    }
}
