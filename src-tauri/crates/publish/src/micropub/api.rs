//! The requests of Micropub and what their answers mean. Knows no article.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use serde::Deserialize;
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use super::entry::{Entry, Properties};
use crate::http::{Answer, Credential, Form, Http, Request, check_page_address, is_loopback};
use crate::{OutgoingPicture, Patience, PublishError, RemotePicture};

/// How many entries are asked for at once.
const PART: usize = 100;
/// How long all parts of a list may be together, in bytes: they are looked at as a whole.
const LIST_LIMIT: usize = 32 * 1_000_000;

/// What an endpoint says it can do.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Config {
    #[serde(rename = "media-endpoint")]
    media_endpoint: Option<String>,
    pub(super) categories: Vec<String>,
    #[serde(rename = "post-status")]
    statuses: Vec<String>,
    /// The questions that it answers.
    q: Vec<String>,
}

impl Config {
    /// Whether an article can be there and not be seen.
    pub(super) fn drafts(&self) -> bool {
        self.statuses.iter().any(|status| status == "draft")
    }

    pub(super) fn media(&self) -> bool {
        self.media_endpoint.is_some()
    }

    /// Whether it may give back what it keeps; few say so.
    fn may_list(&self) -> bool {
        self.q.is_empty() || self.q.iter().any(|question| question == "source")
    }
}

/// A part of the list of entries, and what leads to the next.
pub(super) struct Part {
    pub(super) entries: Vec<Entry>,
    pub(super) next: Option<String>,
    size: usize,
}

/// An endpoint with an account.
pub(super) struct Api {
    http: Http,
    /// Its path with its query, if it has one.
    path: String,
    endpoint: Url,
    token: String,
    patience: Patience,
    config: OnceLock<Config>,
    /// Pictures that were sent, by their hash: a media endpoint can't be asked what it has.
    sent: Mutex<Vec<(String, RemotePicture)>>,
}

impl Api {
    /// What its clock said when it last answered.
    pub(super) fn clock(&self) -> Option<domain::Timestamp> {
        self.http.clock()
    }

    pub(super) fn new(
        endpoint: &str,
        token: &str,
        patience: Patience,
    ) -> Result<Self, PublishError> {
        let bad = |_| PublishError::BadAddress(endpoint.to_owned());
        let endpoint = endpoint.parse::<Url>().map_err(bad)?;
        Ok(Self {
            http: http_to(&endpoint, token, patience)?,
            path: path_of(&endpoint),
            endpoint,
            token: token.to_owned(),
            patience,
            config: OnceLock::new(),
            sent: Mutex::default(),
        })
    }

    /// What the endpoint can do, asked once.
    pub(super) fn config(&self) -> Result<&Config, PublishError> {
        if let Some(config) = self.config.get() {
            return Ok(config);
        }
        let config = self.ask_config()?;
        Ok(self.config.get_or_init(|| config))
    }

    /// The same, asked now.
    pub(super) fn ask_config(&self) -> Result<Config, PublishError> {
        accepted(self.query(&[("q", "config")])?)?.json()
    }

    /// That the account may write: what an endpoint keeps is told only to whom may change it.
    pub(super) fn check(&self) -> Result<(), PublishError> {
        if !self.ask_config()?.may_list() {
            return Ok(());
        }
        match accepted(self.query(&[("q", "source"), ("limit", "1")])?) {
            // It does not list, and said so.
            Err(PublishError::Fault(_) | PublishError::NotFound(_)) => Ok(()),
            other => other.map(drop),
        }
    }

    /// What the endpoint keeps of one entry; `None` when it is gone.
    pub(super) fn source(&self, url: &str) -> Result<Option<Entry>, PublishError> {
        #[derive(Deserialize)]
        struct Source {
            properties: Properties,
        }
        match accepted(self.query(&[("q", "source"), ("url", url)])?) {
            Ok(answer) => {
                let Source { properties } = answer.json()?;
                Ok(Some(Entry::new(url.to_owned(), properties)))
            }
            // The same words stand for "gone" and for "what?": the list knows.
            Err(error @ (PublishError::Fault(_) | PublishError::NotFound(_))) => {
                match self.all()? {
                    Some(all) if all.iter().all(|entry| entry.url != url) => Ok(None),
                    Some(_) => Err(PublishError::NotUnderstood(error.to_string())),
                    None if matches!(error, PublishError::NotFound(_)) => Ok(None),
                    None => Err(error),
                }
            }
            Err(other) => Err(other),
        }
    }

    /// A part of the list of what the endpoint keeps.
    pub(super) fn part(&self, from: Option<&str>) -> Result<Part, PublishError> {
        #[derive(Deserialize)]
        struct List {
            items: Vec<Item>,
            #[serde(default)]
            paging: Value,
        }
        #[derive(Deserialize)]
        struct Item {
            properties: Properties,
        }
        let limit = PART.to_string();
        let mut query = vec![("q", "source"), ("limit", &limit)];
        query.extend(from.and_then(|from| from.split_once('=')));
        let answer = accepted(self.query(&query)?)?;
        let list: List = answer.json()?;
        let count = list.items.len();
        let entries = list
            .items
            .into_iter()
            .filter_map(|item| Entry::listed(item.properties));
        Ok(Part {
            entries: entries.collect(),
            next: next(&list.paging, count, from),
            size: answer.body.len(),
        })
    }

    /// All that the endpoint keeps; `None` when it does not list, or lists more than anybody could
    /// look through.
    pub(super) fn all(&self) -> Result<Option<Vec<Entry>>, PublishError> {
        const PARTS: usize = 50;
        if !self.config()?.may_list() {
            return Ok(None);
        }
        let (mut all, mut seen, mut from) = (Vec::new(), BTreeSet::new(), None);
        let mut size = 0;
        for _ in 0..PARTS {
            let part = match self.part(from.as_deref()) {
                Err(PublishError::Fault(_) | PublishError::NotFound(_)) => return Ok(None),
                part => part?,
            };
            size += part.size;
            // Lists move while they are read.
            let new = |entry: &Entry| seen.insert(entry.url.clone());
            all.extend(part.entries.into_iter().filter(new));
            from = part.next;
            if from.is_none() {
                return Ok(Some(all));
            }
            if size > LIST_LIMIT {
                break;
            }
        }
        Ok(None)
    }

    /// Sends something to be done: where the entry is afterwards, if the answer says so.
    pub(super) fn act(&self, action: &Value) -> Result<Option<String>, PublishError> {
        let body = action.to_string();
        let answer = accepted(self.http.send(Request::post(&self.path).json(&body))?)?;
        location(&self.endpoint, &answer)
    }

    /// Takes an entry away, or brings it back.
    pub(super) fn act_on(&self, action: &str, url: &str) -> Result<Option<String>, PublishError> {
        self.act(&json!({"action": action, "url": url}))
    }

    /// Sends a picture, unless it was sent already.
    pub(super) fn send_picture(
        &self,
        picture: &OutgoingPicture<'_>,
    ) -> Result<RemotePicture, PublishError> {
        let hash = &picture.file.hash;
        if let Some((_, there)) = self.sent().iter().find(|(sent, _)| sent == hash) {
            return Ok(there.clone());
        }
        let endpoint = self.media_endpoint()?;
        let kind = picture.file.kind;
        let name = format!("{hash}.{}", kind.ending());
        let form = Form::of_file(&name, kind.media_type(), picture.bytes);
        let path = path_of(&endpoint);
        let request = Request::post(&path).with("content-type", form.content_type);
        let request = request.body(&form.body);
        let http = http_to(&endpoint, &self.token, self.patience)?;
        let answer = accepted(http.send(request)?)?;
        let nowhere = || PublishError::NotUnderstood(format!("kept nowhere: {}", answer.said()));
        let address = location(&endpoint, &answer)?.ok_or_else(nowhere)?;
        let there = RemotePicture {
            remote_id: address.clone(),
            address,
        };
        self.sent().push((hash.clone(), there.clone()));
        Ok(there)
    }

    /// It is sent anew the next time.
    pub(super) fn forget_picture(&self, picture: &RemotePicture) {
        self.sent().retain(|(_, there)| there != picture);
    }

    fn sent(&self) -> MutexGuard<'_, Vec<(String, RemotePicture)>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where pictures go. It may be another host: the endpoint said so to an account of its own, and
    /// the token is its own. Only this machine is nobody's to name but its own sites'.
    fn media_endpoint(&self) -> Result<Url, PublishError> {
        let named = self.config()?.media_endpoint.as_deref();
        self.place_of_pictures(
            named.ok_or_else(|| PublishError::Fault("it takes no pictures".to_owned()))?,
        )
    }

    pub(super) fn place_of_pictures(&self, named: &str) -> Result<Url, PublishError> {
        let bad = |_| PublishError::BadAddress(named.to_owned());
        let media = self.endpoint.join(named).map_err(bad)?;
        let is_near = |url: &Url| url.host_str().is_some_and(is_loopback);
        if is_near(&media) && !is_near(&self.endpoint) {
            return Err(PublishError::BadAddress(named.to_owned()));
        }
        Ok(media)
    }

    fn query(&self, query: &[(&str, &str)]) -> Result<Answer, PublishError> {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(query)
            .finish();
        let sign = if self.path.contains('?') { '&' } else { '?' };
        self.http
            .send(Request::get(&format!("{}{sign}{query}", self.path)))
    }
}

/// The answer if the endpoint did what it was asked, else why not. Its own word for a token that is
/// good, but not for this, comes with two statuses.
fn accepted(answer: Answer) -> Result<Answer, PublishError> {
    #[derive(Deserialize)]
    struct Problem {
        error: String,
    }
    let said = serde_json::from_slice::<Problem>(&answer.body).ok();
    match (answer.status, said.as_ref().map(|said| said.error.as_str())) {
        (401, Some("insufficient_scope")) => Err(PublishError::Forbidden(answer.said())),
        // Nothing here is decided by a slug or a version.
        (409 | 412, _) => Err(PublishError::Fault(answer.said())),
        _ => answer.accepted(),
    }
}

/// What leads to the next part, in whichever of the two ways an endpoint counts.
fn next(paging: &Value, count: usize, from: Option<&str>) -> Option<String> {
    if let Some(after) = paging.get("after").and_then(Value::as_str) {
        let next = format!("after={after}");
        return (count > 0 && from != Some(&next)).then_some(next);
    }
    let number = |key: &str| usize::try_from(paging.get(key)?.as_u64()?).ok();
    let next = number("offset")? + count;
    (count > 0 && next < number("total")?).then(|| format!("offset={next}"))
}

/// Where the answer says that a thing is.
fn location(endpoint: &Url, answer: &Answer) -> Result<Option<String>, PublishError> {
    let Some(said) = answer.header("location") else {
        return Ok(None);
    };
    let bad = || PublishError::NotUnderstood(answer.said());
    let place = endpoint.join(said).map_err(|_| bad())?;
    check_page_address(place.as_str()).map_err(|_| bad())?;
    Ok(Some(place.into()))
}

fn http_to(endpoint: &Url, token: &str, patience: Patience) -> Result<Http, PublishError> {
    let origin = endpoint.origin().ascii_serialization();
    // A password in the address would be lost in the origin, silently.
    if !endpoint.username().is_empty() || endpoint.password().is_some() {
        return Err(PublishError::BadAddress(format!("a password: {origin}")));
    }
    Http::new(&origin, Credential::bearer(token), patience)
}

fn path_of(endpoint: &Url) -> String {
    match endpoint.query() {
        Some(query) => format!("{}?{query}", endpoint.path()),
        None => endpoint.path().to_owned(),
    }
}
