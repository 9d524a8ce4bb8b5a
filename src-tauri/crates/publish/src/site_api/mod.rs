//! The Site API v1 as a destination; knows its requests and answers, no database and no clock.

mod answer;
mod http;
mod secret;
mod words;

#[cfg(test)]
mod tests;

use domain::{DispatchId, PictureFile};
use site_api::{ArticleEntry, ArticlePage, ArticleResource, SiteProof, headers, paths};

pub use http::{Guard, Patience};

use crate::{
    Abilities, Destination, Outgoing, PublishError, RemoteArticle, RemoteTheme, SiteDescription,
};
use answer::Answer;
use http::{Http, Request};

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
            http: Http::new(url, token, patience)?,
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

    /// A write that answers with an article.
    fn write(&self, request: Request<'_>) -> Result<RemoteArticle, PublishError> {
        let answer = self.http.send(request)?.accepted()?;
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
    let answer = Http::new(url, "", patience)?.ask(&path)?.accepted()?;
    Ok(answer.json::<SiteProof>()?.proof)
}

impl Destination for SiteApi {
    fn abilities(&self) -> Abilities {
        Abilities {
            compares_versions: true,
            knows_keys: true,
            unpublishes: true,
        }
    }

    fn describe(&self) -> Result<SiteDescription, PublishError> {
        let answer = self.http.send(Request::get(paths::SITE))?.accepted()?;
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
        words::theme(answer.accepted()?.json()?).map(Some)
    }

    fn send_picture(&self, picture: &PictureFile, bytes: &[u8]) -> Result<(), PublishError> {
        let media_type = picture.kind.media_type();
        if self.http.serves(&picture.path(), media_type, bytes.len())? {
            return Ok(());
        }
        let request = Request::post(paths::MEDIA)
            .with("content-type", media_type)
            // The same bytes are the same operation, whichever dispatch needs them.
            .with(
                headers::IDEMPOTENCY_KEY,
                format!("picture-{}", picture.hash),
            )
            .body(bytes);
        let kept: site_api::MediaResource = self.http.send(request)?.accepted()?.json()?;
        if kept.path == picture.path() {
            Ok(())
        } else {
            Err(PublishError::NotUnderstood(format!(
                "{} was kept as {}",
                picture.hash, kept.path
            )))
        }
    }

    fn find(
        &self,
        key: DispatchId,
        remote_id: Option<&str>,
    ) -> Result<Option<RemoteArticle>, PublishError> {
        let path = format!("{}?client_key={key}", paths::ARTICLES);
        let page: ArticlePage = self.http.send(Request::get(&path))?.accepted()?.json()?;
        if page.articles.is_empty() {
            return Ok(None);
        }
        let key = key.to_string();
        let is_it = |entry: &ArticleEntry| {
            let made = entry.client_key.as_ref() == Some(&key);
            let changed = entry.effect_of.as_ref() == Some(&key);
            made || (changed && remote_id == Some(entry.id.as_str()))
        };
        match page.articles.into_iter().find(is_it) {
            Some(entry) => words::remote_article(entry).map(Some),
            None => Err(PublishError::NotUnderstood(format!(
                "asked for {key}, told of other articles"
            ))),
        }
    }

    fn read(&self, remote_id: &str) -> Result<Option<RemoteArticle>, PublishError> {
        let path = paths::article(&words::checked_id(remote_id)?);
        match self.http.send(Request::get(&path))?.accepted() {
            Err(PublishError::NotFound(_)) => Ok(None),
            answer => words::remote_article(answer?.json::<ArticleResource>()?.entry).map(Some),
        }
    }

    fn create(&self, key: DispatchId, article: &Outgoing) -> Result<RemoteArticle, PublishError> {
        let body = words::input(Some(key), article)?;
        self.write(Request::post(paths::ARTICLES).json(&body).key(key))
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
                .key(key)
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
        self.write(Request::post(&path).key(key).with("if-match", quoted(base)))
    }

    fn page(&self, address: &str) -> Result<String, PublishError> {
        let answer: Answer = self.http.read_as_a_reader(address)?;
        answer.accepted()?.text()
    }
}

/// A version as `ETag`, `If-Match` and `If-None-Match` write it.
fn quoted(version: &str) -> String {
    format!("\"{version}\"")
}
