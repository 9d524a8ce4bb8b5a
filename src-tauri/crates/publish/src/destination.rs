//! What every destination can do, in words that no single site's protocol has shaped.

use std::collections::BTreeMap;

use domain::{
    DispatchId, Language, LeadPicture, PictureFile, PublicationState, Section, Slug, Timestamp,
};

use serde::{Deserialize, Serialize};

use crate::PublishError;

/// What a destination can do, so that the desk offers nothing that would be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    /// An update says which version it replaces, and is refused when that is no longer there.
    pub compares_versions: bool,
    /// A send that is repeated with its key takes effect once.
    pub knows_keys: bool,
    /// An article can be taken down and come back at its address.
    pub unpublishes: bool,
}

/// What a site says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteDescription {
    /// Its name.
    pub name: String,
    /// Its home page, without a slash at the end.
    pub url: String,
    /// The language of its pages' furniture.
    pub language: Language,
    /// Its IANA time zone.
    pub time_zone: String,
    /// Its sections.
    pub sections: Vec<Section>,
    /// The version of its theme; `None` when it has none to give.
    pub theme_version: Option<String>,
    /// Its newsletter's subscribers, as pages show them.
    pub subscribers: u64,
    /// What it refuses.
    pub limits: SiteLimits,
}

/// What a site refuses, so that nothing is promised that it would not take.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteLimits {
    /// The largest article, in bytes as it is sent; `None` when the site does not say.
    pub article_bytes: Option<u64>,
    /// The longest texts, in characters, by [`Outgoing::texts`]'s names.
    pub characters: BTreeMap<String, u32>,
    /// The most tags; `None` when the site does not say.
    #[serde(default)]
    pub tags: Option<u32>,
}

/// A site's theme, as it came: not yet compiled, not yet trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteTheme {
    /// Its version.
    pub version: String,
    /// Templates by name.
    pub templates: BTreeMap<String, String>,
    /// The style sheet.
    pub css: String,
}

/// An article as it leaves the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The headline.
    pub headline: String,
    /// The standfirst; may be empty.
    pub standfirst: String,
    /// The section's name; may be empty.
    pub section: String,
    /// Tags; the first is the badge.
    pub tags: Vec<String>,
    /// Who signs; may be empty.
    pub byline: String,
    /// The language of the text.
    pub language: Language,
    /// The last part of its address.
    pub slug: Slug,
    /// How it is dated; `None` leaves it to the site.
    pub published_at: Option<Timestamp>,
    /// The picture at the head; a file was sent before.
    pub lead_picture: Option<LeadPicture>,
    /// The body, canonical and sanitised.
    pub body_html: String,
    /// The body's source.
    pub body_markdown: String,
}

impl Outgoing {
    /// Its short texts, by the names under which sites limit them.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let own = [
            ("headline", &self.headline),
            ("standfirst", &self.standfirst),
            ("section", &self.section),
            ("byline", &self.byline),
        ];
        let tags = self.tags.iter().map(|tag| ("tags", tag));
        let picture = self.lead_picture.iter().flat_map(|picture| {
            [
                ("lead_picture.alt", &picture.alt),
                ("lead_picture.caption", &picture.caption),
                ("lead_picture.credit", &picture.credit),
            ]
        });
        own.into_iter()
            .chain(tags)
            .chain(picture)
            .map(|(name, text)| (name, text.as_str()))
    }
}

/// An article as the site has it. Identifier and version are opaque: only ever handed back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteArticle {
    /// The site's identifier.
    pub remote_id: String,
    /// The site's token of this version.
    pub version: String,
    /// Where a reader finds it.
    pub address: String,
    /// The last part of that.
    pub slug: Slug,
    /// When readers first could read it.
    pub published_at: Timestamp,
    /// When it last changed after that.
    pub updated_at: Option<Timestamp>,
    /// Whether readers can see it.
    pub state: PublicationState,
}

/// A site that takes articles. One send at a time per article is the caller's duty.
pub trait Destination: Send + Sync {
    /// What it can do.
    fn abilities(&self) -> Abilities;

    /// What it says of itself.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there.
    fn describe(&self) -> Result<SiteDescription, PublishError>;

    /// Its theme; `None` when it is still the `known` version.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there.
    fn theme(&self, known: Option<&str>) -> Result<Option<RemoteTheme>, PublishError>;

    /// Sends a picture, unless the site has the same bytes already.
    ///
    /// # Errors
    /// Any [`PublishError`]. May be repeated: the same bytes are the same picture.
    fn send_picture(&self, picture: &PictureFile, bytes: &[u8]) -> Result<(), PublishError>;

    /// What became of the send with this key: the article as it is now, or `None` when that send
    /// never took effect. `remote_id` is the article that the send was to change, if it was to
    /// change one; it may have made a new one all the same.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there, and nothing is known. `NotUnderstood` when
    /// the site answers with something that this send neither made nor changed.
    fn find(
        &self,
        key: DispatchId,
        remote_id: Option<&str>,
    ) -> Result<Option<RemoteArticle>, PublishError>;

    /// An article by its identifier there; `None` when it is gone.
    ///
    /// # Errors
    /// Any [`PublishError`]; nothing is changed there.
    fn read(&self, remote_id: &str) -> Result<Option<RemoteArticle>, PublishError>;

    /// Makes the article, live.
    ///
    /// # Errors
    /// Any [`PublishError`]; its [`outcome`](PublishError::outcome) says whether it may have happened.
    fn create(&self, key: DispatchId, article: &Outgoing) -> Result<RemoteArticle, PublishError>;

    /// Replaces the article (bringing it back when it was taken down), if it is still at `base`.
    ///
    /// # Errors
    /// [`PublishError::ChangedThere`] when it is not; any other as for [`Destination::create`].
    fn update(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
        article: &Outgoing,
    ) -> Result<RemoteArticle, PublishError>;

    /// Takes the article down, if it is still at `base`.
    ///
    /// # Errors
    /// As for [`Destination::update`].
    fn unpublish(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
    ) -> Result<RemoteArticle, PublishError>;

    /// The page that a reader without an account is served at this address.
    ///
    /// # Errors
    /// Any [`PublishError`].
    fn page(&self, address: &str) -> Result<String, PublishError>;
}
