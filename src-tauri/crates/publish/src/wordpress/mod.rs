//! WordPress's REST API v2 as a destination: a draft with our key in it, then everything by its number. Knows no database
//! and no clock.

mod api;
mod blocks;
mod pictures;
mod post;
mod preview;
mod reading;
mod terms;
mod words;
mod writing;

#[cfg(test)]
mod tests;

use domain::{DispatchId, Operation, PictureSource, Slug, Timestamp};
use serde_json::json;

use crate::destination::traced;
use crate::http::{Answer, Patience};
use crate::{
    Destination, Listing, Outgoing, OutgoingPicture, Preview, PublishError, RemoteArticle,
    RemotePicture, RemotePreview, RemoteText, SiteDescription, Sought, Trace, Viewing, previews,
};
use api::Api;
use pictures::Words;
use post::{FIELDS, Keyed, Post};
use terms::{Kind, NewTerms};
use writing::{Fields, Numbers};

const POSTS: &str = "/wp/v2/posts";
/// Everything but what an editor is just beginning; without it only what is out is told of.
const ANY_STATUS: &str = "publish,future,draft,pending,private,trash";

/// A site that WordPress serves.
pub struct WordPress {
    api: Api,
}

impl WordPress {
    /// The site whose REST API has this root, as the site itself gives it: `https://a.example/wp-json/`,
    /// or `https://a.example/?rest_route=/` where permalinks are plain.
    ///
    /// # Errors
    /// [`PublishError::BadAddress`] unless it is `https`, or `http` on this very machine.
    pub fn new(
        root: &str,
        login: &str,
        application_password: &str,
        patience: Patience,
    ) -> Result<Self, PublishError> {
        let api = Api::new(root, login, application_password, patience)?;
        Ok(Self { api })
    }

    /// The post as it is now, and the site's clock.
    fn there(&self, id: u64) -> Result<Option<(Post, Option<Timestamp>)>, PublishError> {
        let asked = [("context", "edit"), ("_fields", FIELDS)];
        let answer = self.api.get_if_there(&route(id), &asked)?;
        let read = |answer: Answer| Ok((answer.json()?, answer.date()));
        answer.map(read).transpose()
    }

    fn there_for_a_write(&self, id: u64) -> Result<(Post, Option<Timestamp>), PublishError> {
        let gone = || PublishError::NotFound(format!("post {id}"));
        self.there(id)?.ok_or_else(gone)
    }

    fn write(&self, route: &str, fields: Fields) -> Result<Post, PublishError> {
        let asked = [("_fields", FIELDS)];
        let kept: Post = self.api.post(route, &asked, &fields.clone().into())?;
        let reworded = writing::reworded(&fields, &kept);
        if !reworded.is_empty() {
            tracing::warn!(id = kept.id, ?reworded, "WordPress keeps it in other words");
        }
        Ok(kept)
    }

    /// What the article names, in the site's numbers.
    fn numbers(
        &self,
        article: &Outgoing,
        there: Option<&Post>,
        new: NewTerms,
    ) -> Result<Numbers, PublishError> {
        let section = Some(article.section.as_str()).filter(|name| !name.is_empty());
        let category = section.map(|name| self.api.term(Kind::Category, name, new));
        let tags = article.tags.iter();
        let tags = tags.map(|name| self.api.term(Kind::Tag, name, new).transpose());
        Ok(Numbers {
            category: category.transpose()?.flatten(),
            tags: tags.flatten().collect::<Result<_, _>>()?,
            author: self.api.author(&article.byline)?,
            lead: self.lead(article, there)?,
        })
    }

    /// The number of the picture at the head. It must be in the site's library: a number that is
    /// not there would be dropped without a word.
    fn lead(&self, article: &Outgoing, there: Option<&Post>) -> Result<u64, PublishError> {
        let Some(lead) = &article.lead_picture else {
            return Ok(0);
        };
        let fault = |what: &str| Err(PublishError::Fault(format!("the lead picture {what}")));
        let media = match &lead.source {
            PictureSource::File(file) => {
                let sent = article.pictures.get(&file.path());
                let Some(id) = sent.and_then(|sent| sent.remote_id.parse().ok()) else {
                    return fault("was not sent");
                };
                self.api.picture(id)?
            }
            // As it was imported from there.
            PictureSource::Address(address) => {
                let id = there
                    .map(|there| there.featured_media)
                    .filter(|id| *id != 0);
                let media = id.map(|id| self.api.picture(id)).transpose()?.flatten();
                media.filter(|media| media.is_at(address))
            }
        };
        let Some(media) = media else {
            return fault("is not in the site's library");
        };
        self.api.correct_picture(
            &media,
            &Words {
                alt: &lead.alt,
                caption: &lead.caption,
                credit: &lead.credit,
            },
        )?;
        Ok(media.id)
    }

    /// The posts that this key made or changed last, those in the bin last, the oldest first. A search
    /// finds what was begun; what was completed where the site keeps the key beside the text is
    /// found by its slug, or among the latest changes.
    fn by_key(&self, key: DispatchId, slug: Option<&str>) -> Result<Vec<Post>, PublishError> {
        let (said, slugs) = (
            key.to_string(),
            slug.map(|slug| format!("{slug},{slug}__trashed")),
        );
        let searched = Some([("search", said.as_str()), ("per_page", "20")]);
        let by_slug = slugs
            .as_deref()
            .map(|slugs| [("slug", slugs), ("per_page", "20")]);
        for asked in [searched, by_slug].into_iter().flatten() {
            let seen = [
                ("context", "edit"),
                ("status", ANY_STATUS),
                ("_fields", FIELDS),
            ];
            let found: Vec<Post> = self.api.get(POSTS, &[&asked[..], &seen].concat())?.json()?;
            let mut ours: Vec<Post> = found.into_iter().filter(|post| post.is_of(key)).collect();
            ours.sort_by_key(|post| (post.status == "trash", post.id));
            if !ours.is_empty() {
                return Ok(ours);
            }
        }
        self.latest_of(key)
    }

    /// The same among the latest changes, which are asked for their keys alone: so many long articles
    /// would be more than is read.
    fn latest_of(&self, key: DispatchId) -> Result<Vec<Post>, PublishError> {
        let asked = [
            ("orderby", "modified"),
            ("per_page", "50"),
            ("context", "edit"),
            ("status", ANY_STATUS),
            ("_fields", "id,meta"),
        ];
        let latest: Vec<Keyed> = self.api.get(POSTS, &asked)?.json()?;
        let mut ours = Vec::new();
        for found in latest.iter().filter(|post| post.is_of(key)) {
            ours.extend(self.there(found.id)?.map(|(post, _)| post));
        }
        ours.sort_by_key(|post| (post.status == "trash", post.id));
        Ok(ours)
    }

    /// The draft that was begun, once: a request may have arrived twice, and then the first counts
    /// and the others go to the bin.
    fn only_one(&self, key: DispatchId, made: Post) -> Result<Post, PublishError> {
        let mut all = self.by_key(key, Some(&made.slug))?.into_iter();
        let Some(first) = all.next() else {
            return Ok(made);
        };
        for twin in all.filter(Post::is_begun) {
            self.bin(&twin);
        }
        Ok(first)
    }

    /// Takes away what was begun in vain. Nobody sees it; it may stay.
    fn bin(&self, draft: &Post) {
        if draft.status == "trash" {
            return;
        }
        if let Err(error) = self.api.delete(&route(draft.id), &[]) {
            tracing::warn!(%error, id = draft.id, "a draft of ours was left behind");
        }
    }

    /// WordPress takes a write whatever came before it. So afterwards its history is looked at:
    /// whether somebody saved between our reading and our writing.
    fn after(&self, before: &Post, after: &Post) -> Result<RemoteArticle, PublishError> {
        let overwrote = reading::overwritten(&self.api, before, after);
        let overwrote = overwrote.unwrap_or_else(|error| {
            tracing::warn!(%error, id = after.id, "who saved at the same moment can't be read");
            None
        });
        if overwrote.is_some() {
            tracing::warn!(id = after.id, "somebody saved at the same moment");
        }
        Ok(RemoteArticle {
            overwrote: overwrote.map(Box::new),
            ..after.article()?
        })
    }
}

impl Destination for WordPress {
    fn check_account(&self) -> Result<(), PublishError> {
        let account = self.api.account()?;
        match account.lacks() {
            None => Ok(()),
            Some(lacking) => Err(PublishError::Forbidden(format!(
                "the account {:?} may write but not publish here: it lacks {lacking}",
                account.name
            ))),
        }
    }

    fn clock(&self) -> Option<Timestamp> {
        self.api.http.clock()
    }

    fn describe(&self) -> Result<SiteDescription, PublishError> {
        reading::describe(&self.api)
    }

    fn send_picture(&self, picture: &OutgoingPicture<'_>) -> Result<RemotePicture, PublishError> {
        self.api.send_picture(picture)
    }

    /// One that was only met in a text has no number there.
    fn still_has(
        &self,
        _: &OutgoingPicture<'_>,
        there: &RemotePicture,
    ) -> Result<bool, PublishError> {
        match there.remote_id.parse() {
            Ok(id) => Ok(self.api.picture(id)?.is_some()),
            Err(_) => Ok(true),
        }
    }

    fn find(&self, sought: &Sought<'_>) -> Result<Option<RemoteArticle>, PublishError> {
        if let Some(id) = sought.remote_id {
            let there = self.there(number(id)?)?.map(|(post, _)| post);
            if let Some(post) = there.filter(|post| post.is_of(sought.key)) {
                return post.article().map(Some);
            }
        }
        // Only a publication can have made another one.
        if sought.operation != Operation::Publish && sought.remote_id.is_some() {
            return Ok(None);
        }
        let slug = sought.slug.map(|slug| slug.as_str());
        let found = self.by_key(sought.key, slug)?.into_iter().next();
        found.map(|post| post.article()).transpose()
    }

    fn traces(&self, since: Timestamp) -> Result<Option<Vec<Trace>>, PublishError> {
        traced(|part| reading::changed(&self.api, since, part))
    }

    fn read(&self, remote_id: &str) -> Result<Option<RemoteText>, PublishError> {
        let Some((post, _)) = self.there(number(remote_id)?)? else {
            return Ok(None);
        };
        reading::text(&self.api, &post).map(Some)
    }

    fn list(&self, words: &str, from: Option<&str>) -> Result<Listing, PublishError> {
        reading::list(&self.api, words, from)
    }

    fn create(&self, key: DispatchId, article: &Outgoing) -> Result<RemoteArticle, PublishError> {
        let numbers = self.numbers(article, None, NewTerms::Made)?;
        let mut fields = writing::fields(article, &numbers, None);
        writing::begin(&mut fields, key, &writing::body(article));
        let made = self.write(POSTS, fields.clone())?;
        let dropped = writing::dropped(&fields, &made);
        if !dropped.is_empty() {
            self.bin(&made);
            let said = format!("it did not keep the {}", dropped.join(", "));
            return Err(PublishError::Fault(said));
        }
        self.only_one(key, made)?.article()
    }

    fn update(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
        article: &Outgoing,
    ) -> Result<RemoteArticle, PublishError> {
        let (there, now) = self.there_for_a_write(number(remote_id)?)?;
        let numbers = self.numbers(article, Some(&there), NewTerms::Made)?;
        let mut fields = writing::fields(article, &numbers, Some(&there));
        let body = writing::body(article);
        let again = there.is_of(key) && writing::says_the_same(&fields, &body, &there);
        if there.version() != base && !again {
            return Err(changed(&there));
        }
        writing::keep_key(&mut fields, key, Some(&body), &there);
        writing::bring_out(&mut fields, article, &there, now)?;
        let kept = self.write(&route(there.id), fields.clone())?;
        writing::check_out(&kept)?;
        let dropped = writing::dropped(&fields, &kept);
        if !dropped.is_empty() {
            tracing::warn!(id = kept.id, ?dropped, "WordPress did not keep all");
        }
        self.after(&there, &kept)
    }

    /// The article becomes a draft: so it keeps its number, its slug and its history, and whoever
    /// may publish may do it. The bin would take the slug away, and empty itself.
    fn unpublish(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
    ) -> Result<RemoteArticle, PublishError> {
        let (there, _) = self.there_for_a_write(number(remote_id)?)?;
        let again = there.is_of(key) && !there.is_out();
        if there.version() != base && !again {
            return Err(changed(&there));
        }
        let mut fields = Fields::new();
        fields.insert("status".to_owned(), json!("draft"));
        writing::keep_key(&mut fields, key, None, &there);
        let kept = self.write(&route(there.id), fields)?;
        self.after(&there, &kept)
    }

    fn put_preview(&self, preview: &Preview<'_>) -> Result<RemotePreview, PublishError> {
        previews::put(self, preview)
    }

    fn remove_preview(&self, slug: &Slug, known: Option<&str>) -> Result<(), PublishError> {
        previews::remove(self, slug, known)
    }

    fn picture(&self, article: &RemoteArticle, address: &str) -> Result<Vec<u8>, PublishError> {
        self.api.http.read_picture(&article.address, address)
    }

    fn served_picture(&self, viewing: &Viewing<'_>) -> Result<Vec<u8>, PublishError> {
        self.api.http.read_served_picture(viewing)
    }

    fn page(&self, address: &str) -> Result<String, PublishError> {
        let answer: Answer = self.api.http.read_as_a_reader(address)?;
        answer.accepted()?.text()
    }
}

fn changed(there: &Post) -> PublishError {
    PublishError::ChangedThere(format!("post {} ({})", there.id, there.status))
}

fn route(id: u64) -> String {
    format!("{POSTS}/{id}")
}

fn number(remote_id: &str) -> Result<u64, PublishError> {
    let bad = |_| PublishError::NotUnderstood(format!("post {remote_id:?}"));
    remote_id.parse().map_err(bad)
}
