//! A Micropub endpoint as a destination; knows its requests and answers, no database and no clock.
//!
//! It has no idempotency, no revisions and no preconditions. Our key stands in the text as a comment;
//! whether a send took effect is told by it alone, and where an endpoint takes it away, by a person.

mod api;
mod entry;
mod words;

#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicBool, Ordering};

use domain::{DispatchId, Language, Operation, PublicationState, Timestamp};
use serde_json::json;

use crate::discovery;
use crate::http::{Credential, Http};
use crate::{
    Abilities, Destination, Listing, Off, Outgoing, OutgoingPicture, Patience, PublishError,
    RemoteArticle, RemotePicture, RemoteText, SiteDescription, SiteLimits, Sought, Trace, Viewing,
};
use api::Api;
use entry::Entry;
use words::Manner;

/// Before the version of an article that was taken down by being deleted.
const DELETED: &str = "deleted-";

/// A site with a Micropub endpoint.
pub struct Micropub {
    api: Api,
    /// The page that named the endpoint.
    me: String,
    readers: Http,
    patience: Patience,
    /// The endpoint refused a picture with words once.
    plain_photos: AtomicBool,
}

impl Micropub {
    /// The site whose page `me` named this endpoint, with an account's token.
    ///
    /// # Errors
    /// [`PublishError::BadAddress`] unless both are `https`, or `http` on this very machine.
    pub fn new(
        me: &str,
        endpoint: &str,
        token: &str,
        patience: Patience,
    ) -> Result<Self, PublishError> {
        Ok(Self {
            api: Api::new(endpoint, token, patience)?,
            me: me.trim_end_matches('/').to_owned(),
            readers: Http::new(me, Credential::none(), patience)?,
            patience,
            plain_photos: AtomicBool::new(false),
        })
    }

    /// Sends an article with its picture's words, and without them if they are refused: a refusal has
    /// changed nothing.
    fn send<T>(
        &self,
        article: &Outgoing,
        manner: Manner,
        mut send: impl FnMut(Manner) -> Result<T, PublishError>,
    ) -> Result<T, PublishError> {
        let plain = self.plain_photos.load(Ordering::Relaxed);
        let manner = Manner {
            plain_photo: plain,
            ..manner
        };
        match send(manner) {
            Err(PublishError::Fault(said)) if !plain && words::has_words_for_a_photo(article) => {
                let sent = send(Manner {
                    plain_photo: true,
                    ..manner
                })?;
                tracing::warn!(said, "the site takes no alternative text for a picture");
                self.plain_photos.store(true, Ordering::Relaxed);
                Ok(sent)
            }
            sent => sent,
        }
    }

    /// What a creation made. A request may have arrived twice: the first counts, the others go.
    fn made(&self, key: DispatchId, at: Option<&str>) -> Result<Option<Entry>, PublishError> {
        let mut ours = of(key, self.api.all()?.unwrap_or_default()).into_iter();
        let Some(first) = ours.next() else {
            return at.map_or(Ok(None), |url| self.api.source(url));
        };
        for twin in ours {
            if let Err(error) = self.api.act_on("delete", &twin.url) {
                tracing::warn!(%error, url = twin.url, "an entry of ours was left behind");
            }
        }
        Ok(Some(first))
    }

    fn there(&self, url: &str) -> Result<Entry, PublishError> {
        self.api.source(url)?.ok_or_else(|| gone(url))
    }

    /// The entry that is to be changed. One that was taken down by being deleted comes back first.
    fn for_an_update(&self, url: &str, base: &str) -> Result<(Entry, String), PublishError> {
        let Some(before) = base.strip_prefix(DELETED) else {
            return Ok((self.there(url)?, base.to_owned()));
        };
        let entry = match self.api.source(url)? {
            Some(entry) => entry,
            None => {
                let back = self.api.act_on("undelete", url)?;
                let url = back.as_deref().unwrap_or(url);
                // Readers may see it by now.
                let there = self.api.source(url).map_err(|e| in_doubt(url, &e))?;
                there.ok_or_else(|| gone(url))?
            }
        };
        Ok((entry, before.to_owned()))
    }

    /// What an update left there, at the address that it has now. The answer alone proves nothing:
    /// some endpoints say yes and do nothing.
    fn after(
        &self,
        before: &Entry,
        sent: &Entry,
        at: Option<String>,
    ) -> Result<Entry, PublishError> {
        let url = at.unwrap_or_else(|| before.url.clone());
        let there = self
            .api
            .source(&url)
            .map_err(|error| in_doubt(&url, &error))?;
        let there = there.ok_or_else(|| in_doubt(&url, &"it is gone"))?;
        let differs = there.differs_from(sent);
        if there == *before && !differs.is_empty() {
            let said = format!("it took the change of {} and made none", differs.join(", "));
            return Err(PublishError::Fault(said));
        }
        if there.is_draft() && sent.has("post-status") && !sent.is_draft() {
            return Err(PublishError::Fault(
                "it left the article a draft".to_owned(),
            ));
        }
        if !differs.is_empty() {
            tracing::warn!(url, ?differs, "the site keeps it in other words");
        }
        Ok(there)
    }

    /// What a publication made, by the list. That it made nothing is known only from a list that is
    /// whole, of an endpoint that is seen to keep our keys, and without anything that could be it.
    fn find_made(&self, sought: &Sought<'_>) -> Result<Option<Entry>, PublishError> {
        let doubt = |why: &str| Err(PublishError::NotUnderstood(why.to_owned()));
        let Some(all) = self.api.all()? else {
            return doubt("the site does not list what it has");
        };
        if let Some(ours) = of(sought.key, all.clone()).into_iter().next() {
            return Ok(Some(ours));
        }
        let is_like = |entry: &&Entry| {
            let slug = sought.slug.map(|slug| slug.as_str());
            !entry.has_key() && slug.is_some_and(|slug| entry.url.contains(slug))
        };
        if let Some(like) = all.iter().find(is_like) {
            return doubt(&format!("it may be {}, which carries no key", like.url));
        }
        if all.is_empty() || all.iter().any(Entry::has_key) {
            return Ok(None);
        }
        doubt("nothing there carries a key of ours: the site may take them away")
    }
}

impl Destination for Micropub {
    fn check_account(&self) -> Result<(), PublishError> {
        self.api.check()
    }

    fn clock(&self) -> Option<Timestamp> {
        self.api.clock()
    }

    fn describe(&self) -> Result<SiteDescription, PublishError> {
        let config = self.api.ask_config()?;
        let front = discovery::front(&self.me, self.patience);
        let host = self.me.split('/').nth(2).unwrap_or(&self.me);
        let (name, language) = front.unwrap_or_default();
        Ok(SiteDescription {
            name: name.unwrap_or_else(|| host.to_owned()),
            url: self.me.clone(),
            language: language.unwrap_or_else(Language::french),
            time_zone: "UTC".to_owned(),
            sections: Vec::new(),
            theme_version: None,
            subscribers: 0,
            limits: SiteLimits::default(),
            abilities: Abilities {
                unpublishes: true,
                pictures: config.media(),
                standfirst: true,
                tags: true,
                ..Abilities::default()
            },
            tags: config.categories,
            authors: Vec::new(),
            signer: String::new(),
            newsletters: Vec::new(),
        })
    }

    fn send_picture(&self, picture: &OutgoingPicture<'_>) -> Result<RemotePicture, PublishError> {
        self.api.send_picture(picture)
    }

    fn still_has(
        &self,
        _: &OutgoingPicture<'_>,
        there: &RemotePicture,
    ) -> Result<bool, PublishError> {
        let gone = self.readers.is_gone(&there.address)?;
        if gone {
            self.api.forget_picture(there);
        }
        Ok(!gone)
    }

    fn find(&self, sought: &Sought<'_>) -> Result<Option<RemoteArticle>, PublishError> {
        if let Some(url) = sought.remote_id {
            match self.api.source(url)? {
                Some(there) if there.is_of(sought.key) => return there.article().map(Some),
                Some(there) if !there.has_key() => {
                    let said = format!("{url} carries no key");
                    return Err(PublishError::NotUnderstood(said));
                }
                // What another send of ours wrote, this one did not; what is gone, it did not change.
                _ => {}
            }
            if sought.operation != Operation::Publish {
                return Ok(None);
            }
        }
        self.find_made(sought)?
            .map(|entry| entry.article())
            .transpose()
    }

    /// Endpoints do not tell when an entry changed.
    fn traces(&self, _: Timestamp) -> Result<Option<Vec<Trace>>, PublishError> {
        let Some(all) = self.api.all()? else {
            return Ok(None);
        };
        let trace = |entry: Entry| {
            Ok(Trace::new(
                entry.article()?,
                entry.headline(),
                entry.sent_by(),
            ))
        };
        all.into_iter()
            .map(trace)
            .collect::<Result<_, _>>()
            .map(Some)
    }

    fn read(&self, remote_id: &str) -> Result<Option<RemoteText>, PublishError> {
        let there = self.api.source(remote_id)?;
        there.map(|entry| entry.remote_text()).transpose()
    }

    /// Endpoints do not search, so everything is looked through for words.
    fn list(&self, words: &str, from: Option<&str>) -> Result<Listing, PublishError> {
        let (entries, next) = if words.is_empty() {
            let part = self.api.part(from)?;
            (part.entries, part.next)
        } else {
            let all = self.api.all()?;
            let all = all.ok_or_else(|| PublishError::Fault("it does not list".to_owned()))?;
            (all, None)
        };
        let wanted = words.to_lowercase();
        let articles = entries
            .iter()
            .filter(|entry| !entry.is_draft() && entry.says(&wanted))
            .map(|entry| Ok((entry.article()?, entry.headline())))
            .collect::<Result<_, PublishError>>()?;
        Ok(Listing {
            articles,
            next,
            total: None,
        })
    }

    /// A draft where the endpoint knows drafts: a stray one is harmless. Elsewhere it is live at once.
    fn create(&self, key: DispatchId, article: &Outgoing) -> Result<RemoteArticle, PublishError> {
        let manner = Manner {
            key,
            draft: self.api.config()?.drafts().then_some(true),
            plain_photo: false,
        };
        let (at, sent) = self.send(article, manner, |manner| {
            let at = self.api.act(&words::creation(article, manner)?)?;
            Ok((at, words::properties(article, manner)?))
        })?;
        match (self.made(key, at.as_deref()), at) {
            (Ok(Some(entry)), _) => entry.article(),
            // It will be there, as a site that is built anew for each article has it.
            (other, Some(at)) => {
                tracing::warn!(at, ?other, "made, but not to be read yet");
                Entry::new(at, sent).article()
            }
            (other, None) => {
                let said = format!("it took the article and did not say where it is: {other:?}");
                Err(PublishError::NotUnderstood(said))
            }
        }
    }

    fn update(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
        article: &Outgoing,
    ) -> Result<RemoteArticle, PublishError> {
        let (there, base) = self.for_an_update(remote_id, base)?;
        let drafts = self.api.config()?.drafts() || there.has("post-status");
        let manner = Manner {
            key,
            draft: drafts.then_some(false),
            plain_photo: self.plain_photos.load(Ordering::Relaxed),
        };
        let wanted = Entry::new(there.url.clone(), words::properties(article, manner)?);
        // What this very send left, in the words it has now: the endpoint may have kept it back as a draft.
        let differs = there.differs_from(&wanted);
        let again = there.is_of(key) && differs.iter().all(|name| *name == "post-status");
        if there.version() != base && !again {
            return Err(changed(&there));
        }
        let (at, sent) = self.send(article, manner, |manner| {
            let sent = words::properties(article, manner)?;
            let at = self.api.act(&words::replacement(&there, &sent))?;
            Ok((at, sent))
        })?;
        let sent = Entry::new(there.url.clone(), sent);
        self.after(&there, &sent, at)?.article()
    }

    /// The article becomes a draft where the endpoint knows drafts: so it can still be read, and what
    /// a colleague does to it is seen. Elsewhere it is deleted, to be undeleted by an update.
    fn unpublish(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
    ) -> Result<RemoteArticle, PublishError> {
        let there = self.there(remote_id)?;
        let again = there.is_of(key) && there.is_draft();
        if there.version() != base && !again {
            return Err(changed(&there));
        }
        if !self.api.config()?.drafts() {
            self.api.act_on("delete", remote_id)?;
            return Ok(RemoteArticle {
                version: format!("{DELETED}{}", there.version()),
                state: PublicationState::Unpublished,
                off: Some(Off::Gone),
                ..there.article()?
            });
        }
        let replace = json!({"post-status": ["draft"], "content": there.rekeyed(key)});
        let action = json!({"action": "update", "url": remote_id, "replace": replace});
        let at = self.api.act(&action)?;
        let url = at.as_deref().unwrap_or(remote_id);
        let down = self
            .api
            .source(url)
            .map_err(|error| in_doubt(url, &error))?;
        let down = down.ok_or_else(|| in_doubt(url, &"it is gone"))?;
        if !down.is_draft() {
            return Err(PublishError::Fault(
                "it left the article where it was".to_owned(),
            ));
        }
        down.article()
    }

    fn picture(&self, article: &RemoteArticle, address: &str) -> Result<Vec<u8>, PublishError> {
        self.readers.read_picture(&article.address, address)
    }

    fn served_picture(&self, viewing: &Viewing<'_>) -> Result<Vec<u8>, PublishError> {
        self.readers.read_served_picture(viewing)
    }

    fn page(&self, address: &str) -> Result<String, PublishError> {
        self.readers.read_as_a_reader(address)?.accepted()?.text()
    }
}

/// The entries that a key made. The one with the slug that was asked for has the shortest address, and
/// is the first.
fn of(key: DispatchId, all: Vec<Entry>) -> Vec<Entry> {
    let mut ours: Vec<_> = all.into_iter().filter(|entry| entry.is_of(key)).collect();
    ours.sort_by_key(|entry| (entry.url.len(), entry.url.clone()));
    ours
}

fn gone(url: &str) -> PublishError {
    PublishError::NotFound(url.to_owned())
}

fn changed(there: &Entry) -> PublishError {
    PublishError::ChangedThere(there.url.clone())
}

/// The write was accepted, and what it did could not be read: whatever kept us from reading it, the
/// write is not to be taken for one that was refused.
fn in_doubt(url: &str, why: &dyn std::fmt::Display) -> PublishError {
    PublishError::NotUnderstood(format!("{url} was changed, but: {why}"))
}
