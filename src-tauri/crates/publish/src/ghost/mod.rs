//! A Ghost as a destination, through its Admin API; knows its requests and answers, no database and no clock.
//!
//! Ghost has no idempotency keys. The article is made as a draft with the internal tag `#marbre-KEY`,
//! by which it is found when the answer was lost; its identifier once known, it is brought out,
//! changed and taken down by that, and the key stands in its body's tree instead, beside the root,
//! where Ghost keeps what it does not know. The tag goes with the first of these writes: it would
//! stand in the site's lists and on the page. Words and key are one field, so whatever has the key was
//! last changed by that send; whoever changes the words in Ghost's editor takes it away.

mod key;
mod lexical;
mod preview;
mod wire;
mod words;

#[cfg(test)]
mod tests;

use domain::{DispatchId, Operation, Slug, Timestamp};
use serde_json::{Value, json};

use crate::destination::traced;
use crate::http::{Answer, Credential, Form, Http, Patience, Request, in_address};
use crate::{
    Destination, Listing, Outgoing, OutgoingPicture, Preview, PublishError, RemoteArticle,
    RemotePicture, RemotePreview, RemoteText, SiteDescription, Sought, Trace, Viewing, previews,
};
use key::{AdminKey, SiteClock};
use wire::{Named, Post, Posts, Refusal, Refusals, Status};
use words::Wish;

/// What stands after a Ghost's address to make it its Admin API's.
const API: &str = "/ghost/api/admin";
/// The version of it that we speak.
const VERSION: &str = "v5.0";
/// An article with its words in the form in which it is written, and in the one that readers get.
const WITH_WORDS: &str = "formats=html,lexical";
/// How many articles are listed at once: with their words, or their versions could not be told.
const LISTED: u32 = 10;
/// The most that Ghost lists of anything at once.
const MOST: u32 = 100;

/// A Ghost, with the account of one of its integrations.
pub struct Ghost {
    http: Http,
    /// Where readers are, when that is elsewhere.
    home: Option<Http>,
    clock: SiteClock,
}

impl Ghost {
    /// The Ghost whose Admin API is at this address (mostly its home page's), with an integration's Admin API key.
    ///
    /// # Errors
    /// [`PublishError::BadAddress`] unless it is `https`, or `http` on this very machine;
    /// [`PublishError::Credential`] when the key is none.
    pub fn new(
        url: &str,
        key: &str,
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        patience: Patience,
    ) -> Result<Self, PublishError> {
        let key = AdminKey::parse(key)?;
        let clock = SiteClock::new(now);
        let (secret, its_clock) = (key.secret.clone(), clock.clone());
        let header = move || format!("Ghost {}", key.token(its_clock.second()));
        Ok(Self {
            http: Http::new(url, Credential::signed(&secret, header), patience)?,
            home: None,
            clock,
        })
    }

    /// The same, when its readers are at another address than its Admin API: no key is shown there.
    ///
    /// # Errors
    /// [`PublishError::BadAddress`] as for [`Ghost::new`].
    pub fn read_at(self, home: &str, patience: Patience) -> Result<Self, PublishError> {
        let home = Some(Http::new(home, Credential::none(), patience)?);
        Ok(Self { home, ..self })
    }

    /// What readers are served by.
    fn home(&self) -> &Http {
        self.home.as_ref().unwrap_or(&self.http)
    }

    /// Sends a request. One that was signed by a clock that goes wrong was refused, so it may be
    /// sent again by the site's.
    fn send(&self, request: Request<'_>) -> Result<Answer, PublishError> {
        let request = request.with("accept-version", VERSION);
        let answer = self.http.send(request.clone())?;
        let answer = match clock_there(&answer) {
            Some(there) if self.clock.learn(there) => self.http.send(request)?,
            _ => answer,
        };
        accepted(answer)
    }

    /// What is at this path of the API.
    fn ask(&self, path: &str) -> Result<Answer, PublishError> {
        self.send(Request::get(&format!("{API}{path}")))
    }

    /// The article with its words; `None` when it is gone.
    fn post(&self, id: &str) -> Result<Option<Post>, PublishError> {
        // No article has what Ghost would not take for an identifier.
        let Ok(id) = words::checked_id(id) else {
            return Ok(None);
        };
        match self.ask(&format!("/posts/{id}/?{WITH_WORDS}")) {
            Err(PublishError::NotFound(_)) => Ok(None),
            answer => one_post(&answer?).map(Some),
        }
    }

    /// The article, if it is still at `base`.
    fn post_at(&self, id: &str, base: &str) -> Result<Post, PublishError> {
        let gone = || PublishError::NotFound(format!("the article {id}"));
        let post = self.post(id)?.ok_or_else(gone)?;
        if post.version() == base {
            return Ok(post);
        }
        let said = format!("{} changed at {}", post.slug, post.updated_at);
        Err(PublishError::ChangedThere(said))
    }

    /// The articles that this send made and has not completed, the oldest first: those with its tag.
    fn posts_of(&self, key: DispatchId) -> Result<Vec<Post>, PublishError> {
        let tag = words::key_tag_slug(key);
        let path = format!("/posts/?filter=tag:{tag}&{WITH_WORDS}&limit={LISTED}");
        let mut posts = self.ask(&path)?.json::<Posts>()?.posts;
        if !posts.iter().all(|post| post.is_tagged(key)) {
            let said = format!("asked for {key}, told of other articles");
            return Err(PublishError::NotUnderstood(said));
        }
        // Identifiers begin with the second in which they were given.
        posts.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(posts)
    }

    /// The article that this send brought out, by the address that it was sent with: its tag is gone
    /// by then, and so may our knowledge of it be.
    fn post_out(&self, sought: &Sought<'_>) -> Result<Option<Post>, PublishError> {
        let Some(slug) = sought.slug.filter(|_| sought.remote_id.is_none()) else {
            return Ok(None);
        };
        let there = self.post_named(slug)?;
        Ok(there.filter(|post| post.is_of(sought.key)))
    }

    /// The article with this slug; there is never a second.
    fn post_named(&self, slug: &Slug) -> Result<Option<Post>, PublishError> {
        match self.ask(&format!("/posts/slug/{slug}/?{WITH_WORDS}")) {
            Err(PublishError::NotFound(_)) => Ok(None),
            answer => one_post(&answer?).map(Some),
        }
    }

    /// Tags there that have one of the article's names, whatever their letters.
    fn tags_of(&self, article: &Outgoing) -> Result<Vec<Named>, PublishError> {
        let sent = std::iter::once(&article.section).chain(&article.tags);
        let names = sent
            .map(|name| words::tag_name(name))
            .filter(|name| !name.is_empty());
        let wanted: Vec<String> = names.map(quoted).collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let filter = in_address(&format!("name:[{}]", wanted.join(",")));
        let answer = self.ask(&format!("/tags/?filter={filter}&limit={MOST}"))?;
        Ok(answer.json::<wire::Tags>()?.tags)
    }

    /// The authors whom the byline names; none when it names somebody else, or nobody.
    fn authors_of(&self, article: &Outgoing) -> Result<Vec<Named>, PublishError> {
        if article.byline.trim().is_empty() {
            return Ok(Vec::new());
        }
        let authors = words::authors_of(&article.byline, &self.staff()?);
        if authors.is_none() {
            tracing::warn!("nobody on the site is called as the byline: it signs as it did");
        }
        Ok(authors.unwrap_or_default())
    }

    fn staff(&self) -> Result<Vec<Named>, PublishError> {
        let answer = self.ask(&format!("/users/?limit={MOST}"))?;
        Ok(answer.json::<wire::Users>()?.users)
    }

    /// The article as it is to become.
    fn wish<'a>(
        &self,
        key: Option<DispatchId>,
        article: &'a Outgoing,
        there: Option<&'a Post>,
    ) -> Result<Wish<'a>, PublishError> {
        Ok(Wish {
            key,
            article,
            there,
            tags: self.tags_of(article)?,
            authors: self.authors_of(article)?,
            now: self.clock.now(),
        })
    }

    /// Writes over the article, which is as `there` says. A refusal is looked into: the same send
    /// may have come twice, or have failed only when the article was out and its mail was not.
    fn put(
        &self,
        key: DispatchId,
        there: &Post,
        newsletter: Option<&str>,
        input: &Value,
    ) -> Result<Post, PublishError> {
        let mail = newsletter.map(|slug| {
            let slug = in_address(slug);
            format!("&newsletter={slug}&email_segment=all")
        });
        let mail = mail.unwrap_or_default();
        let path = format!("{API}/posts/{}/?{WITH_WORDS}{mail}", there.id);
        let body = json!({ "posts": [input] }).to_string();
        let written = self.send(Request::put(&path).json(&body));
        let post = match written {
            Err(refused @ (PublishError::ChangedThere(_) | PublishError::Fault(_))) => {
                let now = self.post(&there.id)?;
                let done = now.filter(|post| {
                    let other = !there.is_of(key) || post.status != there.status;
                    other && post.is_of(key)
                });
                done.ok_or(refused)?
            }
            answer => one_post(&answer?)?,
        };
        let stays = |tag: &&Named| post.key_tags().any(|kept| kept.id == tag.id);
        self.forget(there.key_tags().filter(|tag| !stays(tag)));
        warn_of(&words::dropped(input, &post));
        Ok(post)
    }

    /// Deletes tags of sends that were answered long ago. One that stays is in nobody's way.
    fn forget<'a>(&self, tags: impl Iterator<Item = &'a Named>) {
        for tag in tags {
            let path = words::checked_id(&tag.id).map(|id| format!("{API}/tags/{id}/"));
            let gone = path.and_then(|path| self.send(Request::delete(&path)));
            if let Err(error) = gone {
                tracing::warn!(%error, "a tag of ours stays on the site");
            }
        }
    }

    /// A send that came twice made two drafts. The other one goes, as nobody has changed it.
    fn forget_twins(&self, key: DispatchId, begun: &Post) -> Result<(), PublishError> {
        let is_twin = |post: &&Post| {
            let same = post.title == begun.title && post.html == begun.html;
            post.id != begun.id && post.status == Status::Draft && same
        };
        for twin in self.posts_of(key)?.iter().filter(is_twin) {
            self.forget_draft(&twin.id)?;
        }
        Ok(())
    }

    fn forget_draft(&self, id: &str) -> Result<(), PublishError> {
        let path = format!("{API}/posts/{}/", words::checked_id(id)?);
        match self.send(Request::delete(&path)) {
            Err(PublishError::NotFound(_)) => Ok(()),
            answer => answer.map(drop),
        }
    }

    /// Where the site would have put a picture in this month, if it has it: as it was sent, or
    /// beside the smaller one that it made of it.
    fn picture_there(&self, picture: &OutgoingPicture<'_>) -> Result<Option<String>, PublishError> {
        let (file, size) = (picture.file, picture.bytes.len());
        let month = self.clock.now().strftime("%Y/%m").to_string();
        let path = |mark| {
            let ending = file.kind.ending();
            format!("/content/images/{month}/{}{mark}.{ending}", file.hash)
        };
        for as_sent in [path(""), path("_o")] {
            if self.home().serves(&as_sent, file.kind.media_type(), size)? {
                return Ok(Some(format!("{}{}", self.home().base(), path(""))));
            }
        }
        Ok(None)
    }
}

impl Destination for Ghost {
    fn check_account(&self) -> Result<(), PublishError> {
        // Whoever answers the first is a Ghost; only an account is answered the second.
        self.ask("/site/")?.json::<wire::Site>()?;
        let answer = self.ask("/posts/?limit=1&fields=id")?;
        answer.json::<Value>()?["posts"]
            .as_array()
            .map(drop)
            .ok_or_else(|| {
                PublishError::NotUnderstood(format!("no list of articles; {}", answer.said()))
            })
    }

    fn clock(&self) -> Option<Timestamp> {
        self.http.clock()
    }

    fn describe(&self) -> Result<SiteDescription, PublishError> {
        let site = self.ask("/site/")?.json::<wire::Site>()?.site;
        let settings = self.ask("/settings/")?.json()?;
        let tags = format!("/tags/?filter=visibility:public&limit={MOST}");
        let tags = self.ask(&tags)?.json::<wire::Tags>()?.tags;
        let newsletters = "/newsletters/?filter=status:active&include=count.active_members";
        let newsletters = self.ask(&format!("{newsletters}&limit={MOST}"))?.json()?;
        words::description(site, &settings, tags, self.staff()?, newsletters)
    }

    fn send_picture(&self, picture: &OutgoingPicture<'_>) -> Result<RemotePicture, PublishError> {
        let file = picture.file;
        let name = format!("{}.{}", file.hash, file.kind.ending());
        let address = match self.picture_there(picture)? {
            Some(address) => address,
            None => {
                let form = Form::of_file(&name, file.kind.media_type(), picture.bytes);
                let path = format!("{API}/images/upload/");
                let request = Request::post(&path).body(&form.body);
                let answer = self.send(request.with("content-type", form.content_type))?;
                words::picture_address(answer.json()?)?
            }
        };
        Ok(RemotePicture {
            remote_id: name,
            address,
        })
    }

    fn still_has(
        &self,
        _: &OutgoingPicture<'_>,
        there: &RemotePicture,
    ) -> Result<bool, PublishError> {
        Ok(!self.home().is_gone(&there.address)?)
    }

    fn find(&self, sought: &Sought<'_>) -> Result<Option<RemoteArticle>, PublishError> {
        let tied = sought.remote_id.map(|id| self.post(id)).transpose()?;
        let tied = tied.flatten().filter(|post| post.is_of(sought.key));
        let mut posts = match tied {
            Some(post) => vec![post],
            // Not made yet, or made anew for one that was deleted.
            None => self.posts_of(sought.key)?,
        };
        if posts.is_empty() {
            posts.extend(self.post_out(sought)?);
        }
        if posts.is_empty() {
            return Ok(None);
        }
        // Of twins, the one that was brought out, else the older one.
        let out = posts.iter().position(Post::is_out).unwrap_or(0);
        let post = posts.swap_remove(out);
        let begun = !post.is_out() && sought.operation != Operation::Unpublish;
        words::remote_article(&post, begun).map(Some)
    }

    fn traces(&self, since: Timestamp) -> Result<Option<Vec<Trace>>, PublishError> {
        let since = since.strftime("%Y-%m-%d %H:%M:%S").to_string();
        let filter = in_address(&format!("updated_at:>{}", quoted(&since)));
        let path = format!("/posts/?filter={filter}&{WITH_WORDS}&limit={LISTED}");
        traced(|part| {
            let found: Posts = self.ask(&format!("{path}&page={part}"))?.json()?;
            let trace = |post: &Post| {
                let article = words::remote_article(post, post.is_begun())?;
                Ok(Trace::new(article, post.title.clone(), post.keys()))
            };
            let traces: Result<_, PublishError> = found.posts.iter().map(trace).collect();
            Ok((traces?, found.meta.pagination.next.is_some()))
        })
    }

    fn read(&self, remote_id: &str) -> Result<Option<RemoteText>, PublishError> {
        self.post(remote_id)?.map(words::remote_text).transpose()
    }

    fn list(&self, words: &str, from: Option<&str>) -> Result<Listing, PublishError> {
        let bad = |_| PublishError::NotUnderstood("no such part of a list".to_owned());
        let page: u32 = from.unwrap_or("1").parse().map_err(bad)?;
        let with_words = match words.trim() {
            "" => String::new(),
            words => format!("+title:~{}", quoted(words)),
        };
        let filter = in_address(&format!("status:published{with_words}"));
        let order = in_address("published_at desc");
        let path = format!("/posts/?filter={filter}&order={order}&{WITH_WORDS}");
        let found: Posts = self
            .ask(&format!("{path}&limit={LISTED}&page={page}"))?
            .json()?;
        let entry = |post: &Post| Ok((words::remote_article(post, false)?, post.title.clone()));
        Ok(Listing {
            articles: found
                .posts
                .iter()
                .map(entry)
                .collect::<Result<_, PublishError>>()?,
            next: found.meta.pagination.next.map(|next| next.to_string()),
            total: found.meta.pagination.total,
        })
    }

    fn create(&self, key: DispatchId, article: &Outgoing) -> Result<RemoteArticle, PublishError> {
        let input = self.wish(Some(key), article, None)?.input();
        let body = json!({ "posts": [input] }).to_string();
        let path = format!("{API}/posts/?{WITH_WORDS}");
        let post = one_post(&self.send(Request::post(&path).json(&body))?)?;
        let dropped = words::dropped(&input, &post);
        if dropped.is_empty() {
            return words::remote_article(&post, true);
        }
        // Nothing is out, so nothing stays behind.
        self.forget_draft(&post.id)?;
        let said = format!("the site does not keep: {}", dropped.join(", "));
        Err(PublishError::Fault(said))
    }

    fn update(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
        article: &Outgoing,
    ) -> Result<RemoteArticle, PublishError> {
        let mut wish = self.wish(Some(key), article, None)?;
        // Read last: what happens between this and the write is all that Ghost can miss.
        let there = self.post_at(remote_id, base)?;
        let is_read = matches!(there.status, Status::Published | Status::Sent);
        if is_read && wish.hour_to_come().is_some() {
            let said = format!("{} came out before its new hour", there.slug);
            return Err(PublishError::ChangedThere(said));
        }
        let is_draft = there.status == Status::Draft;
        if is_draft && there.is_of(key) {
            self.forget_twins(key, &there)?;
        }
        wish.there = Some(&there);
        // Elsewhere Ghost mails nothing, and says nothing of it.
        let newsletter = article.newsletter.as_deref().filter(|_| is_draft);
        let post = self.put(key, &there, newsletter, &wish.input())?;
        words::remote_article(&post, !post.is_out())
    }

    fn unpublish(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
    ) -> Result<RemoteArticle, PublishError> {
        let there = self.post_at(remote_id, base)?;
        let post = self.put(key, &there, None, &words::taken_down(&there, key))?;
        words::remote_article(&post, false)
    }

    fn put_preview(&self, preview: &Preview<'_>) -> Result<RemotePreview, PublishError> {
        previews::put(self, preview)
    }

    fn remove_preview(&self, slug: &Slug, known: Option<&str>) -> Result<(), PublishError> {
        previews::remove(self, slug, known)
    }

    fn picture(&self, article: &RemoteArticle, address: &str) -> Result<Vec<u8>, PublishError> {
        self.home().read_picture(&article.address, address)
    }

    fn served_picture(&self, viewing: &Viewing<'_>) -> Result<Vec<u8>, PublishError> {
        self.home().read_served_picture(viewing)
    }

    fn page(&self, address: &str) -> Result<String, PublishError> {
        self.home().read_as_a_reader(address)?.accepted()?.text()
    }
}

fn one_post(answer: &Answer) -> Result<Post, PublishError> {
    let mut posts = answer.json::<Posts>()?.posts;
    match (posts.pop(), posts.is_empty()) {
        (Some(post), true) => Ok(post),
        _ => Err(PublishError::NotUnderstood(format!(
            "not one article; {}",
            answer.said()
        ))),
    }
}

/// The answer if the site did what it was asked, else why it did not.
fn accepted(answer: Answer) -> Result<Answer, PublishError> {
    if answer.is_accepted() {
        return Ok(answer);
    }
    let refusal = refusal(&answer);
    let is = |kind: &str, code: &str| {
        let said = refusal.as_ref();
        said.is_some_and(|said| {
            said.kind.as_deref() == Some(kind) || said.code.as_deref() == Some(code)
        })
    };
    Err(match answer.status {
        400 if is("", "INVALID_JWT") => PublishError::Credential(answer.said()),
        // A portal, or a proxy: nobody who could know whether the article is there.
        404 if refusal.is_none() => PublishError::NotUnderstood(answer.said()),
        // A newsletter that Ghost does not know is a fault of its own to it.
        500 if is("EmailError", "") => PublishError::Fault(answer.said()),
        409 if is("UpdateCollisionError", "UPDATE_COLLISION") => {
            PublishError::ChangedThere(answer.said())
        }
        _ => answer.refusal(),
    })
}

/// What Ghost itself says of a refusal.
fn refusal(answer: &Answer) -> Option<Refusal> {
    let said: Refusals = serde_json::from_slice(&answer.body).ok()?;
    said.errors.into_iter().next()
}

/// The site's time, when it refused a token for its age or signature.
fn clock_there(answer: &Answer) -> Option<Timestamp> {
    let refused = answer.status == 401 && refusal(answer)?.code.as_deref() == Some("INVALID_JWT");
    answer.date().filter(|_| refused)
}

fn warn_of(dropped: &[&str]) {
    if !dropped.is_empty() {
        tracing::warn!(?dropped, "the site did not keep everything");
    }
}

/// A text in a filter.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
