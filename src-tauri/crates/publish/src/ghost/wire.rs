//! What Ghost's Admin API answers, as far as we look at it; believes nothing of it yet.

use domain::Timestamp;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct Posts {
    pub(super) posts: Vec<Post>,
    #[serde(default)]
    pub(super) meta: Meta,
}

/// An article, with the tags and authors that it carries.
#[derive(Debug, Deserialize)]
pub(super) struct Post {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) slug: String,
    pub(super) status: Status,
    pub(super) url: String,
    /// Handed back as it came: Ghost compares it with its own.
    pub(super) updated_at: String,
    #[serde(default)]
    pub(super) created_at: Option<Timestamp>,
    #[serde(default)]
    pub(super) published_at: Option<Timestamp>,
    #[serde(default)]
    pub(super) html: Option<String>,
    /// `None` for what was written with an older editor.
    #[serde(default)]
    pub(super) lexical: Option<String>,
    #[serde(default)]
    pub(super) custom_excerpt: Option<String>,
    #[serde(default)]
    pub(super) feature_image: Option<String>,
    #[serde(default)]
    pub(super) feature_image_alt: Option<String>,
    #[serde(default)]
    pub(super) feature_image_caption: Option<String>,
    #[serde(default)]
    pub(super) tags: Vec<Named>,
    #[serde(default)]
    pub(super) authors: Vec<Named>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    Draft,
    Scheduled,
    Published,
    /// It went out by mail only.
    Sent,
}

impl Status {
    /// As Ghost says it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Sent => "sent",
        }
    }
}

/// A tag, an author or a newsletter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) slug: String,
    #[serde(default)]
    pub(super) count: Count,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Count {
    #[serde(default)]
    pub(super) active_members: u64,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Meta {
    #[serde(default)]
    pub(super) pagination: Pagination,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Pagination {
    #[serde(default)]
    pub(super) next: Option<u32>,
    #[serde(default)]
    pub(super) total: Option<u64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Tags {
    pub(super) tags: Vec<Named>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Users {
    pub(super) users: Vec<Named>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Newsletters {
    pub(super) newsletters: Vec<Named>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Site {
    pub(super) site: SiteFacts,
}

#[derive(Debug, Deserialize)]
pub(super) struct SiteFacts {
    pub(super) title: String,
    pub(super) url: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Settings {
    pub(super) settings: Vec<Setting>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Setting {
    pub(super) key: String,
    #[serde(default)]
    pub(super) value: serde_json::Value,
}

impl Settings {
    /// The setting of this name, if it is text.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        let setting = self.settings.iter().find(|setting| setting.key == key)?;
        setting.value.as_str()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Images {
    pub(super) images: Vec<Image>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Image {
    pub(super) url: String,
}

/// Why it did not do what it was asked.
#[derive(Debug, Deserialize)]
pub(super) struct Refusals {
    pub(super) errors: Vec<Refusal>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Refusal {
    #[serde(default, rename = "type")]
    pub(super) kind: Option<String>,
    #[serde(default)]
    pub(super) code: Option<String>,
}
