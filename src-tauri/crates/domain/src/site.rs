//! Sites: where articles go.

use crate::{Language, SiteId, Timestamp};

/// The protocols a site can speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SiteKind {
    /// The Site API v1 on the site that comes with the program.
    Local,
    /// The Site API v1 elsewhere.
    SiteApi,
    /// The REST API of WordPress.
    WordPress,
    /// The Admin API of Ghost.
    Ghost,
    /// Micropub.
    Micropub,
    /// Files that a static site generator makes pages of.
    Folder,
}

impl SiteKind {
    /// Whether its pages are made by a theme that it gives away: the preview is then the page, byte
    /// for byte.
    pub fn gives_its_theme(self) -> bool {
        match self {
            Self::Local | Self::SiteApi => true,
            Self::WordPress | Self::Ghost | Self::Micropub | Self::Folder => false,
        }
    }

    /// Whether it can show a draft before it is out, to an account that may have it do so.
    pub fn shows_drafts(self) -> bool {
        matches!(self, Self::WordPress | Self::Ghost)
    }
}

/// A part of a site, as *tech* or *justice*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The part of an address, as `tech`.
    pub slug: String,
    /// What readers read, as `Tech`.
    pub name: String,
}

/// A destination, as the library knows it. Its credential is not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Which site.
    pub id: SiteId,
    /// Its name for the journalist.
    pub name: String,
    /// What it speaks.
    pub kind: SiteKind,
    /// The public address of its home page, without a slash at the end.
    pub url: String,
    /// The language of its pages' furniture (dates, labels).
    pub language: Language,
    /// The IANA time zone of its dates.
    pub time_zone: String,
    /// Its sections.
    pub sections: Vec<Section>,
    /// When these facts were last read from the site; `None` before the first answer.
    pub seen_at: Option<Timestamp>,
}
