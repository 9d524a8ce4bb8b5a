//! Markdown files as other programs write them: YAML front matter and text; opens no file.

use domain::{Fields, Language};

/// A picture as a file names it; whoever reads the file loads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontPicture {
    /// An address, a path relative to the file, or a path from a site's root.
    pub source: String,
    /// What it shows.
    pub alt: String,
    /// The line below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// A Markdown file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownFile {
    /// Its fields; `lead_picture` is always `None`, see `picture`.
    pub fields: Fields,
    /// Its lead picture.
    pub picture: Option<FrontPicture>,
    /// Everything after the front matter, byte for byte.
    pub text: String,
}

/// The front matter can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the front matter: {reason}")]
pub struct FrontMatterError {
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong, in English, for the details.
    pub reason: String,
}

/// Reads a Markdown file. Without front matter all of it is text. Keys we don't know are passed
/// over. `default_language` and `default_zone` (an IANA name) serve where the file says nothing.
///
/// # Errors
/// [`FrontMatterError`] when the front matter is not a YAML map or a value can't be meant.
pub fn read(
    source: &str,
    default_language: &Language,
    default_zone: &str,
) -> Result<MarkdownFile, FrontMatterError> {
    Ok(MarkdownFile {
        fields: Fields::blank(default_language.clone(), default_zone.to_owned()),
        picture: None,
        text: source.to_owned(),
    })
}

/// Writes a Markdown file that [`read`] gives back. `picture` is the lead picture as the file
/// names it; `fields.lead_picture` is not looked at.
pub fn write(fields: &Fields, picture: Option<&FrontPicture>, text: &str) -> String {
    format!(
        "---\nheadline: {:?}\n{}---\n{text}",
        fields.headline,
        picture.map_or("", |_| "")
    )
}
