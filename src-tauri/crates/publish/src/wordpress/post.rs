//! A post as WordPress keeps it: its words, its terms, and our key in it. Knows no request.

use domain::{DispatchId, PublicationState, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::words::slug_of;
use crate::http::check_page_address;
use crate::{Off, PublishError, RemoteArticle};

/// What is asked for of every post; the rendered forms are not, for they run the site's plug-ins.
pub(super) const FIELDS: &str = "id,slug,status,link,date_gmt,modified_gmt,title.raw,content.raw,\
    excerpt.raw,author,featured_media,categories,tags,meta,permalink_template";

/// The meta key in which a site may keep ours.
pub(super) const META: &str = "marbre_key";

/// A post, as an account sees it that may edit it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Post {
    pub(super) id: u64,
    pub(super) slug: String,
    pub(super) status: String,
    link: String,
    date_gmt: Option<String>,
    modified_gmt: Option<String>,
    pub(super) title: Raw,
    pub(super) content: Raw,
    pub(super) excerpt: Raw,
    #[serde(default)]
    pub(super) author: u64,
    #[serde(default)]
    pub(super) featured_media: u64,
    #[serde(default)]
    pub(super) categories: Vec<u64>,
    #[serde(default)]
    pub(super) tags: Vec<u64>,
    #[serde(default)]
    meta: Value,
    #[serde(default)]
    permalink_template: String,
}

/// Our key beside a post's text, and whose it is.
#[derive(Debug, Deserialize)]
pub(super) struct Keyed {
    pub(super) id: u64,
    #[serde(default)]
    meta: Value,
}

impl Keyed {
    pub(super) fn is_of(&self, key: DispatchId) -> bool {
        self.meta[META].as_str() == Some(key.to_string().as_str())
    }
}

/// A text as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Raw {
    #[serde(default)]
    pub(super) raw: String,
}

impl Post {
    /// Readers see it, or will at its hour.
    pub(super) fn is_out(&self) -> bool {
        matches!(self.status.as_str(), "publish" | "future")
    }

    /// Whether the site keeps our key beside the text.
    pub(super) fn keeps_key(&self) -> bool {
        self.meta.get(META).is_some()
    }

    /// Whether the last send that took effect here is this one. WordPress writes meta last: where
    /// the key stands there, all of the send took effect.
    pub(super) fn is_of(&self, key: DispatchId) -> bool {
        self.key() == Some(key.to_string())
    }

    /// The key of the last send of ours that took effect here.
    pub(super) fn key(&self) -> Option<String> {
        match self.meta[META].as_str() {
            Some(kept) if !kept.is_empty() => Some(kept.to_owned()),
            _ => Mark::in_text(&self.content.raw).map(|(mark, _)| mark.key),
        }
    }

    /// Made by us, and not yet completed.
    pub(super) fn is_begun(&self) -> bool {
        let begun = Mark::in_text(&self.content.raw).is_some_and(|(mark, _)| mark.begun);
        begun && !self.is_out()
    }

    /// The text without our mark.
    pub(super) fn body(&self) -> String {
        Mark::in_text(&self.content.raw).map_or_else(|| self.content.raw.clone(), |(_, body)| body)
    }

    /// Differs exactly when something differs that an update would replace. Dates are not in it: a
    /// save without a change moves them.
    pub(super) fn version(&self) -> String {
        let sorted = |ids: &[u64]| {
            let mut ids = ids.to_vec();
            ids.sort_unstable();
            ids
        };
        let content = serde_json::json!([
            self.title.raw,
            self.body().trim_end(),
            self.excerpt.raw,
            self.slug.strip_suffix("__trashed").unwrap_or(&self.slug),
            self.is_out(),
            self.author,
            self.featured_media,
            sorted(&self.categories),
            sorted(&self.tags),
        ]);
        let hash = Sha256::digest(content.to_string().as_bytes());
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The article that it is.
    pub(super) fn article(&self) -> Result<RemoteArticle, PublishError> {
        let address = self.address();
        check_page_address(&address)
            .map_err(|error| PublishError::NotUnderstood(error.to_string()))?;
        let published_at = self.dated()?;
        let changed_at = self.modified_gmt.as_deref().map(timestamp).transpose()?;
        Ok(RemoteArticle {
            remote_id: self.id.to_string(),
            version: self.version(),
            address,
            slug: slug_of(&self.slug, self.id),
            published_at,
            updated_at: changed_at.filter(|changed| *changed > published_at),
            state: match self.status.as_str() {
                "publish" => PublicationState::Live,
                "future" => PublicationState::Scheduled,
                _ => PublicationState::Unpublished,
            },
            off: match self.status.as_str() {
                "publish" | "future" => None,
                "trash" => Some(Off::Bin),
                "private" => Some(Off::Private),
                _ => Some(Off::Draft),
            },
            begun: self.is_begun(),
            overwrote: None,
        })
    }

    /// Where readers find it, or would: what is not out has a number for an address until it is.
    fn address(&self) -> String {
        let slug = self.slug.strip_suffix("__trashed").unwrap_or(&self.slug);
        let named = self.permalink_template.contains("%postname%") && !slug.is_empty();
        if self.status == "publish" || !named {
            self.link.clone()
        } else {
            self.permalink_template.replace("%postname%", slug)
        }
    }

    /// Where a draft is seen by whoever may edit it: the address under which its editor shows it.
    pub(super) fn preview_address(&self) -> Result<String, PublishError> {
        let bad = |said: String| PublishError::NotUnderstood(said);
        check_page_address(&self.link).map_err(|error| bad(error.to_string()))?;
        let address = url::Url::parse(&self.link);
        let mut address = address.map_err(|_| bad(format!("link {:?}", self.link)))?;
        address.query_pairs_mut().append_pair("preview", "true");
        Ok(address.into())
    }

    fn dated(&self) -> Result<Timestamp, PublishError> {
        let none = || PublishError::NotUnderstood(format!("post {} has no date", self.id));
        timestamp(self.date_gmt.as_deref().ok_or_else(none)?)
    }
}

/// A time as WordPress writes it: UTC, without saying so.
fn timestamp(said: &str) -> Result<Timestamp, PublishError> {
    let bad = |error: jiff::Error| PublishError::NotUnderstood(format!("date {said:?}: {error}"));
    let time: jiff::civil::DateTime = said.trim_end_matches('Z').parse().map_err(bad)?;
    Ok(time
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map_err(bad)?
        .timestamp())
}

/// The key in a text, for readers invisible. It stands in every draft that was begun, so that a
/// search finds it, and stays where the site has no other place for it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) key: String,
    pub(super) begun: bool,
}

impl Mark {
    const OPENS: &str = "<!-- marbre:";
    const CLOSES: &str = " -->";
    const BEGUN: &str = " begun";

    pub(super) fn new(key: DispatchId, begun: bool) -> Self {
        let key = key.to_string();
        Self { key, begun }
    }

    /// The text with the mark as its last line.
    pub(super) fn below(&self, body: &str) -> String {
        let begun = if self.begun { Self::BEGUN } else { "" };
        let body = body.trim_end();
        format!("{body}\n{}{}{begun}{}", Self::OPENS, self.key, Self::CLOSES)
    }

    /// The last mark of a text, and the text without it. Somebody may have written below it.
    pub(super) fn in_text(text: &str) -> Option<(Self, String)> {
        let at = text.rfind(Self::OPENS)?;
        let inside = &text[at + Self::OPENS.len()..];
        let end = inside.find(Self::CLOSES)?;
        let said = &inside[..end];
        let key = said.strip_suffix(Self::BEGUN).unwrap_or(said);
        uuid::Uuid::parse_str(key).ok()?;
        let before = text[..at].strip_suffix('\n').unwrap_or(&text[..at]);
        let mark = Self {
            key: key.to_owned(),
            begun: key.len() < said.len(),
        };
        let after = &inside[end + Self::CLOSES.len()..];
        Some((mark, format!("{before}{after}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> DispatchId {
        DispatchId(uuid::Uuid::from_u128(1))
    }

    #[test]
    fn a_mark_is_read_back_and_leaves_the_text_as_it_was() {
        for begun in [true, false] {
            let mark = Mark::new(key(), begun);
            let marked = mark.below("<p>a</p>");
            assert_eq!(Mark::in_text(&marked), Some((mark, "<p>a</p>".to_owned())));
        }
        let added = format!("{}\n<p>b</p>", Mark::new(key(), false).below("<p>a</p>"));
        assert_eq!(Mark::in_text(&added).unwrap().1, "<p>a</p>\n<p>b</p>");
        for other in [
            "",
            "<!-- marbre:",
            "<!-- marbre:x -->",
            "<!-- marbre: begun -->",
        ] {
            assert_eq!(Mark::in_text(other), None, "{other}");
        }
    }
}
