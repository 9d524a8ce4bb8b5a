//! An article as the fields of a post, and what became of them. Knows no request.

use std::time::Duration;

use domain::{DispatchId, Timestamp};
use serde_json::{Map, Value, json};

use super::blocks::{in_a_group, in_blocks, with_picture_of};
use super::post::{META, Mark, Post};
use super::words::{html_of, slug_of, text_of};
use crate::destination::{above, below};
use crate::{Outgoing, PublishError};

/// What is to come out sooner than this comes out at once: WordPress keeps no shorter promise.
const SOON: Duration = Duration::from_secs(60);

/// What an article names, in the site's numbers.
pub(super) struct Numbers {
    /// `None` leaves the site's own choice.
    pub(super) category: Option<u64>,
    pub(super) tags: Vec<u64>,
    pub(super) author: Option<u64>,
    /// 0 for none.
    pub(super) lead: u64,
}

/// The fields of a post, but for its status, its date and its key.
pub(super) type Fields = Map<String, Value>;

/// What every write of an article says.
pub(super) fn fields(article: &Outgoing, numbers: &Numbers, there: Option<&Post>) -> Fields {
    let mut fields = Map::new();
    let mut say = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    say("title", html_of(&article.headline).into());
    say("excerpt", html_of(&article.standfirst).into());
    say("tags", numbers.tags.clone().into());
    say("featured_media", numbers.lead.into());
    // A post may stand in other categories too: those are the site's.
    let stands_in = |id: &u64| there.is_some_and(|there| there.categories.contains(id));
    if let Some(category) = numbers.category.filter(|id| !stands_in(id)) {
        say("categories", json!([category]));
    }
    if let Some(author) = numbers.author {
        say("author", author.into());
    }
    // The site may have an address of its own kind, as in Cyrillic: it is left alone.
    let is_there = there.is_some_and(|there| slug_of(&there.slug, there.id) == article.slug);
    if !is_there || there.is_some_and(|there| there.slug.ends_with("__trashed")) {
        say("slug", article.slug.as_str().into());
    }
    fields
}

/// The article's text there, its corrections below as a unit of its editor, their lines above.
pub(super) fn body(article: &Outgoing) -> String {
    let [head, corrections] = [&article.corrections.head_html, &article.corrections.html]
        .map(|section| in_a_group(section));
    let blocks = in_blocks(&article.body_html_there());
    let pictures = article.pictures.values();
    let numbered = pictures.filter_map(|one| Some((&*one.address, one.remote_id.parse().ok()?)));
    let known = |blocks: String, (address, id): (&str, u64)| with_picture_of(&blocks, address, id);
    let text = above(&head, numbered.fold(blocks, known), "\n");
    below(text, &corrections, "\n")
}

/// Text and key of a draft that is begun: the key is in both of its places, so that a search finds
/// it and so that a site which takes no such meta says so before anything is out.
pub(super) fn begin(fields: &mut Fields, key: DispatchId, body: &str) {
    fields.insert("status".to_owned(), "draft".into());
    let marked = Mark::new(key, true).below(body);
    fields.insert("content".to_owned(), marked.into());
    fields.insert("meta".to_owned(), json!({ META: key.to_string() }));
}

/// Text and key of what is out, or was: beside the text where the site keeps it there.
pub(super) fn keep_key(fields: &mut Fields, key: DispatchId, body: Option<&str>, there: &Post) {
    if there.keeps_key() {
        fields.insert("meta".to_owned(), json!({ META: key.to_string() }));
        if let Some(body) = body {
            fields.insert("content".to_owned(), body.into());
        }
    } else {
        let body = body.map_or_else(|| there.body(), str::to_owned);
        let marked = Mark::new(key, false).below(&body);
        fields.insert("content".to_owned(), marked.into());
    }
}

/// Status and date. `now` is the site's own clock, as far as it tells. What readers see already does
/// not go away again: a text for another hour is not for now.
pub(super) fn bring_out(
    fields: &mut Fields,
    article: &Outgoing,
    there: &Post,
    now: Option<Timestamp>,
) -> Result<(), PublishError> {
    let is_later = |time: &Timestamp, by: Duration| now.is_none_or(|now| *time >= now + by);
    let later = article.goes_live.filter(|time| is_later(time, SOON));
    let (status, date) = match later {
        Some(_) if there.status == "publish" => {
            let said = format!("post {} came out before its new hour", there.id);
            return Err(PublishError::ChangedThere(said));
        }
        Some(time) => ("future", Some(time)),
        // A date to come would keep it from coming out; so would the one it was to come out at.
        None => {
            let chosen = article
                .published_at
                .filter(|time| now.is_none_or(|now| *time <= now));
            (
                "publish",
                chosen.or(now.filter(|_| there.status == "future")),
            )
        }
    };
    fields.insert("status".to_owned(), status.into());
    if let Some(date) = date {
        let date = date.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        fields.insert("date_gmt".to_owned(), date.into());
    }
    Ok(())
}

/// The same words are there already.
pub(super) fn says_the_same(fields: &Fields, body: &str, there: &Post) -> bool {
    fields["title"] == there.title.raw.as_str()
        && fields["excerpt"] == there.excerpt.raw.as_str()
        && body.trim_end() == there.body().trim_end()
}

/// What the site did not keep, by name: numbers that it drops without a word.
pub(super) fn dropped(fields: &Fields, kept: &Post) -> Vec<&'static str> {
    let numbers = |name: &str| -> Vec<u64> {
        let sent = fields.get(name).and_then(Value::as_array);
        sent.into_iter()
            .flatten()
            .filter_map(Value::as_u64)
            .collect()
    };
    let number = |name: &str, kept: u64| fields.get(name).is_none_or(|sent| *sent == kept);
    let all = [
        (
            "section",
            numbers("categories")
                .iter()
                .all(|id| kept.categories.contains(id)),
        ),
        (
            "tags",
            numbers("tags").iter().all(|id| kept.tags.contains(id)),
        ),
        (
            "lead picture",
            number("featured_media", kept.featured_media),
        ),
        ("author", number("author", kept.author)),
    ];
    let lost = all.into_iter().filter(|(_, is_there)| !is_there);
    lost.map(|(name, _)| name).collect()
}

/// What the site keeps in other words, by name. An account that may not write every HTML has some
/// of it taken out.
pub(super) fn reworded(fields: &Fields, kept: &Post) -> Vec<&'static str> {
    let differs = |name: &str, kept: &str| {
        let sent = fields.get(name).and_then(Value::as_str);
        sent.is_some_and(|sent| text_of(sent) != text_of(kept))
    };
    let all = [
        ("headline", differs("title", &kept.title.raw)),
        ("standfirst", differs("excerpt", &kept.excerpt.raw)),
        (
            "text",
            fields
                .get("content")
                .is_some_and(|sent| *sent != kept.content.raw.as_str()),
        ),
        (
            "slug",
            fields
                .get("slug")
                .is_some_and(|sent| *sent != kept.slug.as_str()),
        ),
    ];
    let changed = all.into_iter().filter(|(_, changed)| *changed);
    changed.map(|(name, _)| name).collect()
}

/// What was to come out did.
pub(super) fn check_out(kept: &Post) -> Result<(), PublishError> {
    if kept.is_out() {
        return Ok(());
    }
    let said = format!("it keeps the article as {:?}", kept.status);
    Err(PublishError::Fault(said))
}
