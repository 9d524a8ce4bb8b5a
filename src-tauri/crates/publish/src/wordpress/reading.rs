//! What a WordPress says of itself, of an article's words and of their history. Writes nothing.

use domain::{Language, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use super::api::Api;
use super::post::{FIELDS, Post, Raw};
use super::terms::Kind;
use super::words::text_of;
use super::{ANY_STATUS, POSTS, route};
use crate::http::check_page_address;
use crate::{
    Abilities, Listing, PreviewReaders, PublishError, RemoteText, SiteDescription, SiteLimits,
    Trace,
};

/// How many articles are listed at once; each comes with its whole text.
const PART: &str = "20";

/// What the root of the API says.
#[derive(Deserialize)]
struct Root {
    name: String,
    home: String,
    #[serde(default)]
    timezone_string: String,
    #[serde(default)]
    gmt_offset: Value,
}

pub(super) fn describe(api: &Api) -> Result<SiteDescription, PublishError> {
    let asked = [("_fields", "name,home,timezone_string,gmt_offset")];
    let root: Root = api.get("/", &asked)?.json()?;
    check_page_address(&root.home)
        .map_err(|error| PublishError::NotUnderstood(error.to_string()))?;
    let account = api.account()?;
    let authors = match account.may("edit_others_posts") {
        true => api
            .authors("")?
            .iter()
            .map(|author| author.text())
            .collect(),
        false => vec![text_of(&account.name)],
    };
    let sections = api.terms(Kind::Category)?.into_iter();
    let tags = api.terms(Kind::Tag)?;
    Ok(SiteDescription {
        name: text_of(&root.name),
        url: root.home.trim_end_matches('/').to_owned(),
        language: language(api, &root.home, &account.locale),
        time_zone: time_zone(&root),
        sections: sections.map(|section| section.section()).collect(),
        theme_version: None,
        subscribers: 0,
        limits: SiteLimits::default(),
        abilities: Abilities {
            unpublishes: true,
            schedules: true,
            pictures: account.may("upload_files"),
            standfirst: true,
            sections: true,
            tags: true,
            previews: (account.may("edit_posts") && account.may("delete_posts"))
                .then_some(PreviewReaders::SignedIn),
            ..Abilities::default()
        },
        tags: tags.iter().map(|tag| tag.text()).collect(),
        authors,
        signer: text_of(&account.name),
        newsletters: Vec::new(),
    })
}

/// The language of its pages: only administrators are told, but every page says it. An account has
/// the site's unless it chose another.
fn language(api: &Api, home: &str, locale: &str) -> Language {
    let page = api.http.read_as_a_reader(home).and_then(|page| page.text());
    let said = page.ok().and_then(|page| language_of(&page));
    said.or_else(|| Language::parse(locale))
        .unwrap_or_else(Language::english)
}

fn language_of(page: &str) -> Option<Language> {
    let (_, after) = page.split_once("<html")?;
    let (tag, _) = after.split_once('>')?;
    let (_, said) = tag.split_once(" lang=\"")?;
    Language::parse(said.split_once('"')?.0)
}

/// Its zone by name. Where it only has hours, a zone that has them all year.
fn time_zone(root: &Root) -> String {
    let named = &root.timezone_string;
    if jiff::tz::TimeZone::get(named).is_ok() {
        return named.clone();
    }
    let said = root.gmt_offset.as_str().and_then(|said| said.parse().ok());
    let hours: f64 = root.gmt_offset.as_f64().or(said).unwrap_or_default();
    // A zone west of Greenwich has the plus sign.
    let zone = format!("Etc/GMT{:+}", -hours);
    if hours != 0.0 && jiff::tz::TimeZone::get(&zone).is_ok() {
        return zone;
    }
    if hours != 0.0 {
        tracing::warn!(hours, "no zone has its hours: its times are taken for UTC");
    }
    "UTC".to_owned()
}

/// A post's words, with the names of what it has numbers of.
pub(super) fn text(api: &Api, post: &Post) -> Result<RemoteText, PublishError> {
    let sections = api.terms_of(Kind::Category, &post.categories)?;
    let tags = api.terms_of(Kind::Tag, &post.tags)?;
    let who = format!("/wp/v2/users/{}", post.author);
    let author: Option<Name> = api.get_if_allowed(&who, &[("_fields", "name")])?;
    let lead = match post.featured_media {
        0 => None,
        id => api.picture(id)?,
    };
    Ok(RemoteText {
        article: post.article()?,
        headline: text_of(&post.title.raw),
        standfirst: text_of(&post.excerpt.raw),
        section: sections
            .first()
            .map(|section| section.text())
            .unwrap_or_default(),
        tags: tags.iter().map(|tag| tag.text()).collect(),
        byline: author
            .map(|author| text_of(&author.name))
            .unwrap_or_default(),
        language: None,
        lead_picture: lead.map(|media| media.lead()),
        body_html: post.body(),
        body_markdown: None,
        corrections: Vec::new(),
    })
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

/// A part of the list of what is out; `from` is the number of the part.
pub(super) fn list(api: &Api, words: &str, from: Option<&str>) -> Result<Listing, PublishError> {
    let bad = |_| PublishError::NotUnderstood(format!("part {from:?}"));
    let part: u32 = from.unwrap_or("1").parse().map_err(bad)?;
    let page = part.to_string();
    let mut asked = vec![
        ("context", "edit"),
        ("status", "publish"),
        ("_fields", FIELDS),
        ("per_page", PART),
        ("page", &page),
    ];
    if !words.trim().is_empty() {
        asked.push(("search", words.trim()));
    }
    let answer = api.get(POSTS, &asked)?;
    let counted = |name: &str| answer.header(name)?.parse().ok();
    let parts = counted("x-wp-totalpages");
    let total = counted("x-wp-total");
    let posts: Vec<Post> = answer.json()?;
    let one = |post: Post| Ok((post.article()?, text_of(&post.title.raw)));
    Ok(Listing {
        articles: posts
            .into_iter()
            .map(one)
            .collect::<Result<_, PublishError>>()?,
        next: parts
            .filter(|parts| u64::from(part) < *parts)
            .map(|_| (part + 1).to_string()),
        total,
    })
}

/// A part of what was changed since a moment, and whether there are more.
pub(super) fn changed(
    api: &Api,
    since: Timestamp,
    part: u32,
) -> Result<(Vec<Trace>, bool), PublishError> {
    let (since, page) = (
        since.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        part.to_string(),
    );
    let asked = [
        ("modified_after", since.as_str()),
        ("orderby", "modified"),
        ("context", "edit"),
        ("status", ANY_STATUS),
        ("_fields", FIELDS),
        ("per_page", PART),
        ("page", &page),
    ];
    let answer = api.get(POSTS, &asked)?;
    let parts = answer.header("x-wp-totalpages");
    let parts: Option<u32> = parts.and_then(|parts| parts.parse().ok());
    let posts: Vec<Post> = answer.json()?;
    let trace = |post: &Post| {
        let headline = text_of(&post.title.raw);
        Ok(Trace::new(post.article()?, headline, post.key()))
    };
    let traces: Result<_, PublishError> = posts.iter().map(trace).collect();
    Ok((traces?, parts.is_some_and(|parts| part < parts)))
}

/// A step of a post's history.
#[derive(Deserialize)]
struct Revision {
    #[serde(default)]
    slug: String,
    title: Raw,
    content: Raw,
    excerpt: Raw,
}

impl Revision {
    fn says(&self, post: &Post) -> bool {
        (&self.title, &self.content, &self.excerpt) == (&post.title, &post.content, &post.excerpt)
    }
}

/// What somebody saved between `before` and `after`, if somebody did. WordPress keeps words in its
/// history, and no terms.
pub(super) fn overwritten(
    api: &Api,
    before: &Post,
    after: &Post,
) -> Result<Option<RemoteText>, PublishError> {
    let asked = [
        ("context", "edit"),
        ("per_page", "5"),
        // Unlike posts, revisions know no parts of fields.
        ("_fields", "slug,title,content,excerpt"),
    ];
    let all: Vec<Revision> = api
        .get(&format!("{}/revisions", route(after.id)), &asked)?
        .json()?;
    // What an open editor keeps for itself is no save.
    let mut saved = all
        .into_iter()
        .filter(|step| !step.slug.contains("autosave"));
    let newest = saved.next();
    // Where our words were there already, no step is ours.
    let earlier = match newest {
        Some(ours) if ours.says(after) && !ours.says(before) => saved.next(),
        newest => newest,
    };
    let Some(theirs) = earlier.filter(|step| !step.says(before)) else {
        return Ok(None);
    };
    let mut said = before.clone();
    (said.title, said.content, said.excerpt) = (theirs.title, theirs.content, theirs.excerpt);
    text(api, &said).map(Some)
}
