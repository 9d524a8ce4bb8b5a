//! An article in Micropub's words: lists of values by name. Knows no request.

use domain::{DispatchId, LeadPicture, PictureSource};
use serde_json::{Value, json};

use super::entry::{Entry, NO_DATE, Properties, content};
use crate::{Outgoing, PublishError};

/// How an article goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    /// Under which key.
    pub(super) key: DispatchId,
    /// Where the endpoint knows drafts, whether it is one; `None` where it does not.
    pub(super) draft: Option<bool>,
    /// Without the words for a picture, which some endpoints refuse beside its address.
    pub(super) plain_photo: bool,
}

/// The values of an article that is sent.
pub(super) fn properties(article: &Outgoing, manner: Manner) -> Result<Properties, PublishError> {
    let mut properties = Properties::new();
    let mut set = |name: &str, value: Value| properties.insert(name.to_owned(), value);
    let begun = manner.draft == Some(true);
    set("name", json!([article.headline]));
    set(
        "content",
        content(&article.whole_html_there(), manner.key, begun),
    );
    if !article.standfirst.is_empty() {
        set("summary", json!([article.standfirst]));
    }
    if !article.tags.is_empty() {
        set("category", json!(article.tags));
    }
    if let Some(lead) = &article.lead_picture {
        let address = address(article, lead)?;
        if manner.plain_photo || lead.alt.is_empty() {
            set("photo", json!([address]));
        } else {
            set("photo", json!([{"value": address, "alt": lead.alt}]));
        }
    }
    if let Some(at) = article.published_at.filter(|at| *at != NO_DATE) {
        set("published", json!([at.to_string()]));
    }
    if let Some(draft) = manner.draft {
        set(
            "post-status",
            json!([if draft { "draft" } else { "published" }]),
        );
    }
    Ok(properties)
}

/// What makes the entry.
pub(super) fn creation(article: &Outgoing, manner: Manner) -> Result<Value, PublishError> {
    let mut properties = properties(article, manner)?;
    properties.insert("mp-slug".to_owned(), json!([article.slug.as_str()]));
    if let Some(lead) = article.lead_picture.as_ref().filter(|_| manner.plain_photo) {
        // What some endpoints know that take no more than an address.
        properties.insert("mp-photo-alt".to_owned(), json!([lead.alt]));
    }
    Ok(json!({"type": ["h-entry"], "properties": properties}))
}

/// What puts the article in the place of what is there: what it no longer has is taken away.
pub(super) fn replacement(there: &Entry, properties: &Properties) -> Value {
    let gone = ["summary", "category", "photo"];
    let gone = gone
        .into_iter()
        .filter(|name| there.has(name) && !properties.contains_key(*name));
    let gone: Vec<_> = gone.collect();
    let mut action = json!({"action": "update", "url": there.url, "replace": properties});
    if !gone.is_empty() {
        action["delete"] = json!(gone);
    }
    action
}

/// Whether an endpoint that refuses this may take it with the address of the picture alone.
pub(super) fn has_words_for_a_photo(article: &Outgoing) -> bool {
    article
        .lead_picture
        .as_ref()
        .is_some_and(|lead| !lead.alt.is_empty())
}

fn address(article: &Outgoing, lead: &LeadPicture) -> Result<String, PublishError> {
    match &lead.source {
        PictureSource::Address(address) => Ok(address.clone()),
        PictureSource::File(file) => {
            let sent = article.pictures.get(&file.path());
            let sent = sent.map(|picture| picture.address.clone());
            sent.ok_or_else(|| PublishError::Fault("the lead picture was not sent".to_owned()))
        }
    }
}
