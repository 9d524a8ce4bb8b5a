//! What can keep a page from being made. It knows no page.

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The theme lacks a template that every theme must have.
    #[error("the theme has no template {0:?}")]
    TemplateMissing(&'static str),
    /// A template can't be compiled.
    #[error("the theme's template {template:?} is wrong: {reason}")]
    BadTemplate {
        /// The template's name.
        template: String,
        /// What is wrong, for the theme's author.
        reason: String,
    },
    /// A template failed at work.
    #[error("the theme's template {template:?} failed: {reason}")]
    Render {
        /// The template's name.
        template: String,
        /// Why, for the theme's author.
        reason: String,
    },
    /// A template wanted more work or output than any page needs.
    #[error("the theme's template {template:?} does not end")]
    Endless {
        /// The template's name.
        template: String,
    },
    /// The theme is larger than any theme needs.
    #[error("the theme is too large: {bytes} bytes")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The theme's version can't be part of an address.
    #[error("not a theme's version: {0:?}")]
    BadVersion(String),
    /// The theme's article page does not hold the article's region as the theme makes it.
    #[error("the theme's article page does not hold its article region")]
    RegionMissing,
    /// The site's time zone is not in the IANA database.
    #[error("not a time zone: {0:?}")]
    UnknownZone(String),
}
