//! An entry as an endpoint keeps it: lists of values by name, and our key in its text. Knows no request.

use std::fmt::Write as _;

use domain::{DispatchId, PublicationState, Slug, Timestamp};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use crate::http::check_page_address;
use crate::{Off, PublishError, RemoteArticle, RemoteLead, RemoteText};

/// The date of an entry whose endpoint tells none.
pub(super) const NO_DATE: Timestamp = Timestamp::UNIX_EPOCH;

/// An entry's values by name, as they came.
pub(super) type Properties = Map<String, Value>;

/// The comment that tells which send wrote a text, before the key and behind it.
const KEY: (&str, &str) = ("<!-- marbre:", " -->");
/// Before the key of an entry that waits to be completed.
const BEGUN: &str = "begun:";
/// How the version of a draft begins.
const DRAFT: &str = "draft-";

/// An entry, checked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) url: String,
    properties: Properties,
}

impl Entry {
    pub(super) fn new(url: String, properties: Properties) -> Self {
        Self { url, properties }
    }

    /// One of a list says itself where it is; if it does not, it is of no use.
    pub(super) fn listed(properties: Properties) -> Option<Self> {
        let url = first(&properties, "url")?.as_str()?.to_owned();
        check_page_address(&url).ok()?;
        Some(Self { url, properties })
    }

    /// The text as HTML, with our key in it.
    fn content(&self) -> String {
        let content = first(&self.properties, "content");
        let html = content
            .and_then(|content| content.get("html"))
            .and_then(Value::as_str);
        match (html, content.and_then(Value::as_str)) {
            (Some(html), _) => html.to_owned(),
            (None, Some(text)) => escaped(text),
            (None, None) => String::new(),
        }
    }

    fn text(&self, name: &str) -> String {
        let text = first(&self.properties, name).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    }

    /// The key that the text carries; `None` when it has none, which may have been taken from it.
    fn key(&self) -> Option<String> {
        let content = self.content();
        let (_, after) = content.rsplit_once(KEY.0)?;
        let (key, _) = after.split_once(KEY.1)?;
        Some(key.to_owned())
    }

    /// Whether this send wrote it.
    pub(super) fn is_of(&self, key: DispatchId) -> bool {
        self.sent_by() == Some(key.to_string())
    }

    /// The key of the send that wrote it.
    pub(super) fn sent_by(&self) -> Option<String> {
        let there = self.key()?;
        Some(there.strip_prefix(BEGUN).unwrap_or(&there).to_owned())
    }

    /// Whether some send of ours wrote it: then the endpoint keeps keys.
    pub(super) fn has_key(&self) -> bool {
        self.key().is_some()
    }

    pub(super) fn is_begun(&self) -> bool {
        self.is_draft() && self.key().is_some_and(|key| key.starts_with(BEGUN))
    }

    pub(super) fn is_draft(&self) -> bool {
        first(&self.properties, "post-status").is_some_and(|status| status != "published")
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.properties.contains_key(name)
    }

    /// Whether it says the same, our key apart.
    pub(super) fn version(&self) -> String {
        let photos: Vec<_> = list(&self.properties, "photo").map(photo).collect();
        let said = json!([
            self.text("name"),
            without_key(&self.content()),
            self.text("summary"),
            list(&self.properties, "category").collect::<Vec<_>>(),
            photos
                .iter()
                .map(|lead| (&lead.address, &lead.alt))
                .collect::<Vec<_>>(),
        ]);
        let words = hash(said.to_string().as_bytes());
        // What readers do not see is never at the version that they saw.
        if self.is_draft() && !self.is_begun() {
            format!("{DRAFT}{words}")
        } else {
            words
        }
    }

    /// What it has of the words that were sent in another form, by their names.
    pub(super) fn differs_from(&self, sent: &Self) -> Vec<&'static str> {
        let names = ["name", "summary", "category", "photo", "post-status"];
        let differs = |name: &&str| {
            sent.has(name) && self.properties.get(*name) != sent.properties.get(*name)
        };
        let mut names: Vec<_> = names.into_iter().filter(differs).collect();
        if without_key(&self.content()) != without_key(&sent.content()) {
            names.push("content");
        }
        names
    }

    pub(super) fn article(&self) -> Result<RemoteArticle, PublishError> {
        let moment = |name: &str| self.text(name).trim().parse::<Timestamp>().ok();
        Ok(RemoteArticle {
            remote_id: self.url.clone(),
            version: self.version(),
            address: self.url.clone(),
            slug: slug_of(&self.url)?,
            published_at: moment("published").unwrap_or(NO_DATE),
            updated_at: moment("updated"),
            state: if self.is_draft() {
                PublicationState::Unpublished
            } else {
                PublicationState::Live
            },
            off: self.is_draft().then_some(Off::Draft),
            begun: self.is_begun(),
            overwrote: None,
        })
    }

    pub(super) fn headline(&self) -> String {
        self.text("name")
    }

    pub(super) fn says(&self, words: &str) -> bool {
        [self.headline(), self.content()]
            .iter()
            .any(|text| text.to_lowercase().contains(words))
    }

    pub(super) fn remote_text(&self) -> Result<RemoteText, PublishError> {
        let tags = list(&self.properties, "category").filter_map(Value::as_str);
        Ok(RemoteText {
            article: self.article()?,
            headline: self.headline(),
            standfirst: self.text("summary"),
            section: String::new(),
            tags: tags.map(str::to_owned).collect(),
            byline: String::new(),
            language: None,
            lead_picture: list(&self.properties, "photo").map(photo).next(),
            body_html: without_key(&self.content()),
            body_markdown: None,
            corrections: Vec::new(),
        })
    }

    /// The text with another key in it, as it is sent.
    pub(super) fn rekeyed(&self, key: DispatchId) -> Value {
        content(&without_key(&self.content()), key, false)
    }
}

/// A text with a key in it, as it is sent.
pub(super) fn content(html: &str, key: DispatchId, begun: bool) -> Value {
    let begun = if begun { BEGUN } else { "" };
    json!([{"html": format!("{html}\n{}{begun}{key}{}", KEY.0, KEY.1)}])
}

fn without_key(html: &str) -> String {
    let mut rest = html;
    let mut out = String::with_capacity(html.len());
    while let Some((before, after)) = rest.split_once(KEY.0) {
        let Some((_, after)) = after.split_once(KEY.1) else {
            break;
        };
        out.push_str(before.strip_suffix('\n').unwrap_or(before));
        rest = after;
    }
    out + rest
}

/// A picture with or without its words.
fn photo(value: &Value) -> RemoteLead {
    let said = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let address = said(value.get("value").or(Some(value)));
    RemoteLead {
        remote_id: Some(address.clone()),
        address,
        alt: said(value.get("alt")),
        caption: String::new(),
        credit: String::new(),
    }
}

fn list<'p>(properties: &'p Properties, name: &str) -> impl Iterator<Item = &'p Value> + use<'p> {
    properties
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn first<'p>(properties: &'p Properties, name: &str) -> Option<&'p Value> {
    list(properties, name).next()
}

/// The last part of an address that can be a slug.
fn slug_of(url: &str) -> Result<Slug, PublishError> {
    let bad = || PublishError::NotUnderstood(format!("no name in {url}"));
    let url: Url = url.parse().map_err(|_| bad())?;
    let parts: Vec<_> = url.path_segments().into_iter().flatten().collect();
    let named = parts
        .iter()
        .rev()
        .find_map(|part| Slug::from_typed(part.trim_end_matches(".html")));
    // One that is only a number in a query still has a host.
    named
        .or_else(|| Slug::from_typed(url.host_str()?))
        .ok_or_else(bad)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String can't fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
