//! Between an article and the front matter of each generator. Opens no file.

use domain::{Language, PictureKind, PictureSource, Timestamp};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::Generator;
use super::front::{Format, Front};
use crate::{Outgoing, RemoteLead};

/// The key that made the article; with it a send is found again.
pub(super) const MADE_BY: &str = "marbre_key";
/// The key of the send that changed it last. It is no part of what the article says.
pub(super) const SENT_BY: &str = "marbre_sent";
/// Where Eleventy's address waits while an article is taken down.
const ADDRESS_ASIDE: &str = "marbre_permalink";

impl Generator {
    pub(super) fn format(self) -> Format {
        match self {
            Self::Hugo | Self::Eleventy => Format::Yaml,
            Self::Zola => Format::Toml,
        }
    }

    /// The keys that TOML writes as moments.
    pub(super) const MOMENTS: [&str; 2] = ["date", "updated"];

    /// Where a site's own keys belong: at the top level Hugo and Zola have theirs.
    fn own_keys(self) -> Option<&'static str> {
        match self {
            Self::Hugo => Some("params"),
            Self::Zola => Some("extra"),
            Self::Eleventy => None,
        }
    }

    fn changed(self) -> &'static str {
        match self {
            Self::Hugo => "lastmod",
            Self::Zola | Self::Eleventy => "updated",
        }
    }
}

/// When an article came out, and when it last changed after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) published: Timestamp,
    pub(super) changed: Option<Timestamp>,
}

/// Writes an article over a front matter. What is not ours in it stays.
pub(super) fn fill(front: &mut Front, generator: Generator, article: &Outgoing, dates: Dates) {
    set(front, "title", article.headline.as_str());
    set(front, "description", article.standfirst.as_str());
    set(front, "date", dates.published.to_string());
    set(
        front,
        generator.changed(),
        dates.changed.map(|at| at.to_string()),
    );
    let language = article.language.as_str();
    let picture = article.lead_picture.as_ref().map(|lead| {
        json!({"source": source(&lead.source), "alt": lead.alt, "caption": lead.caption, "credit": lead.credit})
    });
    match generator {
        Generator::Hugo => {
            set(front, "tags", article.tags.as_slice());
            set(front, "categories", list(&article.section));
            set(
                front,
                "publishDate",
                article.goes_live.map(|at| at.to_string()),
            );
            // What Hugo's own templates make social cards of.
            let source = article
                .lead_picture
                .as_ref()
                .map(|lead| source(&lead.source));
            set(front, "images", source.map(|source| vec![source]));
        }
        Generator::Zola => {
            let taxonomies = inner(front, "taxonomies");
            set(taxonomies, "tags", article.tags.as_slice());
            if taxonomies.is_empty() {
                front.remove("taxonomies");
            }
            set(front, "authors", list(&article.byline));
        }
        Generator::Eleventy => {
            set(front, "tags", article.tags.as_slice());
            set(front, "templateEngineOverride", "md");
        }
    }
    let own = own(front, generator);
    if generator != Generator::Zola {
        set(own, "author", article.byline.as_str());
    }
    if generator != Generator::Hugo {
        set(own, "section", article.section.as_str());
    }
    set(own, "language", language);
    set(own, "picture", picture);
    // For themes that have a place for them; the text has them at its end.
    let notes = article.corrections.notes.iter();
    let notes: Vec<Value> = notes
        .map(|one| json!({"kind": one.kind.as_str(), "date": one.at.to_string(), "text": one.text}))
        .collect();
    set(own, "corrections", notes);
}

/// Notes which send made the article, or changed it.
pub(super) fn sign(front: &mut Front, generator: Generator, name: &str, key: String) {
    set(own(front, generator), name, key);
}

/// The key under this name.
pub(super) fn signed<'f>(front: &'f Front, generator: Generator, name: &str) -> Option<&'f str> {
    own_of(front, generator)?.get(name)?.as_str()
}

/// Takes an article out of what is built, or lets it in again.
///
/// Hugo and Zola know drafts. Eleventy builds them: there the page gets no address and stays out of
/// lists, as its documentation has it; the file stays where it is in every case, because a file that
/// were moved out of the folder could be found by nobody else who works on the site.
pub(super) fn hide(front: &mut Front, generator: Generator, hidden: bool) {
    set(front, "draft", hidden.then_some(true));
    if generator != Generator::Eleventy {
        return;
    }
    set(
        front,
        "eleventyExcludeFromCollections",
        hidden.then_some(true),
    );
    if hidden {
        let address = front.insert("permalink".to_owned(), false.into());
        if let Some(address) = address.filter(|address| *address != Value::Bool(false)) {
            set(front, ADDRESS_ASIDE, address);
        }
    } else if front.get("permalink") == Some(&Value::Bool(false)) {
        let address = front.remove(ADDRESS_ASIDE);
        set(front, "permalink", address);
    }
}

/// Whether the generator leaves the article out.
pub(super) fn is_hidden(front: &Front, generator: Generator) -> bool {
    let said = |key: &str| front.get(key).and_then(Value::as_bool);
    let nowhere = generator == Generator::Eleventy && said("permalink") == Some(false);
    said("draft") == Some(true) || nowhere
}

/// An article's fields, as a front matter has them.
pub(super) struct Said {
    pub(super) headline: String,
    pub(super) standfirst: String,
    pub(super) section: String,
    pub(super) tags: Vec<String>,
    pub(super) byline: String,
    pub(super) language: Option<Language>,
    pub(super) published: Option<Timestamp>,
    pub(super) changed: Option<Timestamp>,
    pub(super) picture: Option<RemoteLead>,
}

/// Reads an article's fields, by somebody else's hand too.
pub(super) fn said(front: &Front, generator: Generator) -> Said {
    let own = own_of(front, generator);
    let anywhere = |key: &str| own.and_then(|own| own.get(key)).or_else(|| front.get(key));
    let taxonomies = front.get("taxonomies").and_then(Value::as_object);
    let text = |value: Option<&Value>| words(value).into_iter().next().unwrap_or_default();
    let tags = taxonomies
        .and_then(|t| t.get("tags"))
        .or_else(|| front.get("tags"));
    let section = anywhere("section").or_else(|| front.get("categories"));
    let byline = anywhere("author").or_else(|| front.get("authors"));
    Said {
        headline: text(front.get("title")),
        standfirst: text(front.get("description")),
        section: text(section),
        tags: words(tags),
        byline: words(byline).join(", "),
        language: Language::parse(&text(anywhere("language"))),
        published: moment(&text(front.get("date"))),
        changed: moment(&text(front.get(generator.changed()))),
        picture: anywhere("picture").and_then(lead),
    }
}

fn lead(picture: &Value) -> Option<RemoteLead> {
    let text = |key: &str| {
        picture
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let address = text("source");
    (!address.is_empty()).then(|| RemoteLead {
        remote_id: None,
        address,
        alt: text("alt"),
        caption: text("caption"),
        credit: text("credit"),
    })
}

/// The name of a kept picture's file beside the text; else the address.
fn source(source: &PictureSource) -> String {
    match source {
        PictureSource::File(file) => format!("{}.{}", file.hash, file.kind.ending()),
        PictureSource::Address(address) => address.clone(),
    }
}

/// The file of the picture at the head, if it is one of ours.
pub(super) fn lead_file(article: &Outgoing) -> Option<String> {
    let lead = article.lead_picture.as_ref()?;
    matches!(lead.source, PictureSource::File(_)).then(|| source(&lead.source))
}

/// Whether a file beside the text is a picture that was sent.
pub(super) fn is_picture(name: &str) -> bool {
    PictureKind::of_name(name).is_some()
}

/// RFC 3339, or a local date (and time), which generators take for UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let local: DateTime = text.parse().ok()?;
        Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
    })
}

/// A text, or a list of them.
fn words(value: Option<&Value>) -> Vec<String> {
    let word = |value: &Value| match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(word).collect(),
        Some(one) => word(one).into_iter().collect(),
        None => Vec::new(),
    }
}

fn list(text: &str) -> Vec<&str> {
    Some(text)
        .filter(|text| !text.is_empty())
        .into_iter()
        .collect()
}

/// Sets a key; nothing, an empty text or an empty list takes it away.
fn set(front: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    let value = value.into();
    let empty = match &value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    if empty {
        front.remove(key);
    } else {
        front.insert(key.to_owned(), value);
    }
}

fn own_of(front: &Front, generator: Generator) -> Option<&Map<String, Value>> {
    match generator.own_keys() {
        None => Some(front),
        Some(key) => front.get(key)?.as_object(),
    }
}

fn own(front: &mut Front, generator: Generator) -> &mut Map<String, Value> {
    match generator.own_keys() {
        None => front,
        Some(key) => inner(front, key),
    }
}

fn inner<'f>(front: &'f mut Front, key: &str) -> &'f mut Map<String, Value> {
    let there = front
        .entry(key)
        .or_insert_with(|| Value::Object(Map::new()));
    if !there.is_object() {
        *there = Value::Object(Map::new());
    }
    match there {
        Value::Object(inner) => inner,
        _ => unreachable!("it was made an object"),
    }
}
