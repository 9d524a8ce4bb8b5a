//! The Site API v1 as a destination; knows its requests and answers, no database and no clock.

mod words;

#[cfg(test)]
mod tests;

use domain::{DispatchId, Timestamp};
use site_api::{
    ArticleEntry, ArticlePage, ArticleResource, ArticleState, Problem, SiteProof, headers, paths,
    problem::code,
};

use crate::destination::traced;
use crate::http::{Answer, Credential, Guard, Http, Patience, Request};
use crate::{
    Destination, Listing, Outgoing, OutgoingPicture, PublishError, RemoteArticle, RemotePicture,
    RemoteText, RemoteTheme, SiteDescription, Sought, Trace, Viewing,
};

/// A site that speaks the Site API v1.
pub struct SiteApi {
    http: Http,
}

impl SiteApi {
    /// The site at this address (of its home page), with the account that the token stands for.
    ///
    /// # Errors
    /// [`PublishError::BadAddress`] unless it is `https`, or `http` on this very machine.
    pub fn new(url: &str, token: &str, patience: Patience) -> Result<Self, PublishError> {
        Ok(Self {
            http: Http::new(url, Credential::bearer(token), patience)?,
        })
    }

    /// The same site, looked at by the guard before each request that carries the token. A guard
    /// that fails keeps the request from being made.
    #[must_use]
    pub fn guarded(self, guard: Guard) -> Self {
        Self {
            http: self.http.guarded(guard),
        }
    }

    /// A part of the list of all articles.
    fn entries(&self, from: Option<&str>) -> Result<ArticlePage, PublishError> {
        let from = from.map(words::checked_id).transpose()?;
        let path = match from {
            Some(cursor) => format!("{}?cursor={cursor}", paths::ARTICLES),
            None => paths::ARTICLES.to_owned(),
        };
        accepted(self.http.send(Request::get(&path))?)?.json()
    }

    /// A write that answers with an article.
    fn write(&self, request: Request<'_>) -> Result<RemoteArticle, PublishError> {
        let answer = accepted(self.http.send(request)?)?;
        words::remote_article(answer.json::<ArticleResource>()?.entry)
    }
}

/// How large an article is as it is sent, in bytes: what a site's limit is compared with.
///
/// # Errors
/// [`PublishError::Fault`] when it can't be sent at all.
pub fn article_size(article: &Outgoing) -> Result<u64, PublishError> {
    // Every key is as long.
    let key = DispatchId(uuid::Uuid::nil());
    Ok(words::input(Some(key), article)?.len() as u64)
}

/// What whoever listens at this address answers to a nonce, asked without any token: the proof
/// that it is the site whose folder can be read here.
///
/// # Errors
/// Any [`PublishError`].
pub fn ask_for_proof(url: &str, nonce: &str, patience: Patience) -> Result<String, PublishError> {
    let path = format!("{}?nonce={nonce}", paths::PROOF);
    let answer = Http::new(url, Credential::none(), patience)?
        .ask(&path)?
        .accepted()?;
    Ok(answer.json::<SiteProof>()?.proof)
}

impl Destination for SiteApi {
    fn check_account(&self) -> Result<(), PublishError> {
        // The description is for everybody; what an account wrote is for it alone.
        let path = format!("{}?client_key={}", paths::ARTICLES, uuid::Uuid::nil());
        accepted(self.http.send(Request::get(&path))?).map(drop)
    }

    fn clock(&self) -> Option<Timestamp> {
        self.http.clock()
    }

    fn describe(&self) -> Result<SiteDescription, PublishError> {
        let answer = accepted(self.http.send(Request::get(paths::SITE))?)?;
        words::description(answer.json()?)
    }

    fn theme(&self, known: Option<&str>) -> Result<Option<RemoteTheme>, PublishError> {
        let mut request = Request::get(paths::THEME);
        if let Some(version) = known {
            request = request.with("if-none-match", quoted(version));
        }
        let answer = self.http.send(request)?;
        if answer.status == 304 {
            return Ok(None);
        }
        words::theme(accepted(answer)?.json()?).map(Some)
    }

    fn send_picture(&self, picture: &OutgoingPicture<'_>) -> Result<RemotePicture, PublishError> {
        let file = picture.file;
        let media_type = file.kind.media_type();
        let there = RemotePicture {
            remote_id: format!("{}.{}", file.hash, file.kind.ending()),
            address: file.path(),
        };
        if self.still_has(picture, &there)? {
            return Ok(there);
        }
        let request = Request::post(paths::MEDIA)
            .with("content-type", media_type)
            // The same bytes are the same operation, whichever dispatch needs them.
            .with(headers::IDEMPOTENCY_KEY, format!("picture-{}", file.hash))
            .body(picture.bytes);
        let kept: site_api::MediaResource = accepted(self.http.send(request)?)?.json()?;
        if kept.path == there.address {
            Ok(there)
        } else {
            let said = format!("{} was kept as {}", file.hash, kept.path);
            Err(PublishError::NotUnderstood(said))
        }
    }

    fn still_has(
        &self,
        picture: &OutgoingPicture<'_>,
        there: &RemotePicture,
    ) -> Result<bool, PublishError> {
        let media_type = picture.file.kind.media_type();
        self.http
            .serves(&there.address, media_type, picture.bytes.len())
    }

    fn find(&self, sought: &Sought<'_>) -> Result<Option<RemoteArticle>, PublishError> {
        let path = format!("{}?client_key={}", paths::ARTICLES, sought.key);
        let page: ArticlePage = accepted(self.http.send(Request::get(&path))?)?.json()?;
        if page.articles.is_empty() {
            return Ok(None);
        }
        let key = sought.key.to_string();
        let is_it = |entry: &ArticleEntry| {
            let made = entry.client_key.as_ref() == Some(&key);
            let changed = entry.effect_of.as_ref() == Some(&key);
            made || (changed && sought.remote_id == Some(entry.id.as_str()))
        };
        match page.articles.into_iter().find(is_it) {
            Some(entry) => words::remote_article(entry).map(Some),
            None => Err(PublishError::NotUnderstood(format!(
                "asked for {key}, told of other articles"
            ))),
        }
    }

    fn traces(&self, _: Timestamp) -> Result<Option<Vec<Trace>>, PublishError> {
        let mut cursor = None;
        traced(|_| {
            let page = self.entries(cursor.as_deref())?;
            let trace = |entry: ArticleEntry| {
                let (headline, key) = (entry.headline.clone(), entry.client_key.clone());
                Ok(Trace::new(words::remote_article(entry)?, headline, key))
            };
            let entries = page.articles.into_iter();
            let traces: Result<_, PublishError> = entries.map(trace).collect();
            cursor = page.next_cursor;
            Ok((traces?, cursor.is_some()))
        })
    }

    fn read(&self, remote_id: &str) -> Result<Option<RemoteText>, PublishError> {
        let path = paths::article(&words::checked_id(remote_id)?);
        match accepted(self.http.send(Request::get(&path))?) {
            Err(PublishError::NotFound(_)) => Ok(None),
            answer => words::remote_text(answer?.json::<ArticleResource>()?).map(Some),
        }
    }

    fn list(&self, words: &str, from: Option<&str>) -> Result<Listing, PublishError> {
        let page = self.entries(from)?;
        // The API does not search.
        let wanted = words.to_lowercase();
        let articles = page
            .articles
            .into_iter()
            .filter(|entry| entry.state == ArticleState::Published)
            .filter(|entry| entry.headline.to_lowercase().contains(&wanted))
            .map(|entry| {
                let headline = entry.headline.clone();
                Ok((words::remote_article(entry)?, headline))
            })
            .collect::<Result<_, PublishError>>()?;
        Ok(Listing {
            articles,
            next: page.next_cursor,
            total: None,
        })
    }

    fn create(&self, key: DispatchId, article: &Outgoing) -> Result<RemoteArticle, PublishError> {
        let body = words::input(Some(key), article)?;
        self.write(
            Request::post(paths::ARTICLES)
                .json(&body)
                .with(headers::IDEMPOTENCY_KEY, key.to_string()),
        )
    }

    fn update(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
        article: &Outgoing,
    ) -> Result<RemoteArticle, PublishError> {
        let path = paths::article(&words::checked_id(remote_id)?);
        let body = words::input(None, article)?;
        self.write(
            Request::put(&path)
                .json(&body)
                .with(headers::IDEMPOTENCY_KEY, key.to_string())
                .with("if-match", quoted(base)),
        )
    }

    fn unpublish(
        &self,
        key: DispatchId,
        remote_id: &str,
        base: &str,
    ) -> Result<RemoteArticle, PublishError> {
        let path = paths::unpublish(&words::checked_id(remote_id)?);
        self.write(
            Request::post(&path)
                .with(headers::IDEMPOTENCY_KEY, key.to_string())
                .with("if-match", quoted(base)),
        )
    }

    fn picture(&self, article: &RemoteArticle, address: &str) -> Result<Vec<u8>, PublishError> {
        self.http.read_picture(&article.address, address)
    }

    fn served_picture(&self, viewing: &Viewing<'_>) -> Result<Vec<u8>, PublishError> {
        self.http.read_served_picture(viewing)
    }

    fn page(&self, address: &str) -> Result<String, PublishError> {
        let answer: Answer = self.http.read_as_a_reader(address)?;
        answer.accepted()?.text()
    }
}

/// The answer if the site did what it was asked, else why it did not.
fn accepted(answer: Answer) -> Result<Answer, PublishError> {
    let in_progress = |problem: Problem| answer.status == 409 && problem.code == code::IN_PROGRESS;
    if serde_json::from_slice(&answer.body).is_ok_and(in_progress) {
        return Err(answer.busy());
    }
    answer.accepted()
}

/// A version as `ETag`, `If-Match` and `If-None-Match` write it.
fn quoted(version: &str) -> String {
    format!("\"{version}\"")
}
