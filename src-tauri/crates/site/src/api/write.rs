//! Every write goes through here: token, key, body, one transaction, and the reply that is kept. It knows no article.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rusqlite::Transaction;
use site_api::headers::{IDEMPOTENCY_KEY, IDEMPOTENCY_REPLAYED};
use site_api::problem::code;

use super::refusal::Refusal;
use super::{authorise, blocking, body};
use crate::database::{Reply, replies};
use crate::secret;
use crate::state::SiteState;

/// A write that was let in.
pub(crate) struct Write {
    pub(crate) headers: HeaderMap,
    pub(crate) key: String,
    pub(crate) body: Bytes,
    token: String,
    fingerprint: String,
}

impl Write {
    /// Lets a request in: who sends it may write, it has a key, and it is not too large.
    pub(crate) async fn admit(
        state: &Arc<SiteState>,
        request: Request,
        limit: usize,
    ) -> Result<Self, Refusal> {
        let token = authorise(state, request.headers()).await?;
        let key = key_of(request.headers())?;
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let headers = request.headers().clone();
        let body = body::read(request, limit).await?;
        let content = secret::hash(&body);
        let fingerprint = secret::hash(format!("{method} {path}\n{content}").as_bytes());
        Ok(Self {
            headers,
            key,
            body,
            token,
            fingerprint,
        })
    }

    /// Does the work in one transaction with its reply. A repetition gets the kept reply, and the
    /// work is not done again. Only work that took effect is kept: what was refused may be tried
    /// again with the same key.
    pub(crate) async fn perform(
        self,
        state: &Arc<SiteState>,
        work: impl FnOnce(&SiteState, &Self, &Transaction<'_>) -> Result<Reply, Refusal>
        + Send
        + 'static,
    ) -> Result<Response, Refusal> {
        let state = Arc::clone(state);
        blocking(move || {
            let Some(_working) = state.begin(&self.token, &self.key) else {
                let detail = "The first request with this Idempotency-Key is still being worked on";
                return Err(Refusal::new(409, code::IN_PROGRESS, "In progress", detail));
            };
            let now = state.now().as_microsecond();
            state.database.write(|tx| {
                if let Some(kept) = replies::find(tx, &self.token, &self.key, now)? {
                    return self.replay(kept);
                }
                let reply = work(&state, &self, tx)?;
                replies::keep(tx, (&self.token, &self.key), &self.fingerprint, &reply, now)?;
                Ok(answer(reply))
            })
        })
        .await
    }

    fn replay(&self, kept: replies::KeptReply) -> Result<Response, Refusal> {
        if kept.fingerprint != self.fingerprint {
            let detail = "This Idempotency-Key was used for another request";
            return Err(Refusal::new(
                422,
                code::KEY_REUSED,
                "The key was used before",
                detail,
            ));
        }
        let mut answer = answer(kept.reply);
        let name = HeaderName::from_static(IDEMPOTENCY_REPLAYED);
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static("true"));
        Ok(answer)
    }
}

/// The request's `Idempotency-Key`: 1 to 128 visible ASCII characters.
fn key_of(headers: &HeaderMap) -> Result<String, Refusal> {
    let Some(value) = headers.get(IDEMPOTENCY_KEY) else {
        let detail = "Every write needs an Idempotency-Key: repeated, it takes effect once";
        return Err(Refusal::new(
            400,
            code::KEY_MISSING,
            "No Idempotency-Key",
            detail,
        ));
    };
    let key =
        value.to_str().ok().map(str::trim).filter(|key| {
            (1..=128).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic())
        });
    key.map(str::to_owned).ok_or_else(|| {
        let detail = "1 to 128 visible ASCII characters, without spaces";
        Refusal::new(400, code::KEY_MALFORMED, "Not an Idempotency-Key", detail)
    })
}

fn answer(reply: Reply) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    let mut answer = match reply.body {
        Some(body) => {
            let json = [(header::CONTENT_TYPE, "application/json")];
            (status, json, body).into_response()
        }
        None => status.into_response(),
    };
    let etag = reply.etag.map(|tag| (header::ETAG, format!("\"{tag}\"")));
    let location = reply.location.map(|place| (header::LOCATION, place));
    for (name, value) in etag.into_iter().chain(location) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}
