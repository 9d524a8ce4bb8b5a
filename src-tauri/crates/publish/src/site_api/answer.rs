//! What came back from a site, and what its status means; knows statuses and problems, no articles.

use std::time::Duration;

use jiff::fmt::rfc2822;
use serde::de::DeserializeOwned;
use site_api::{Problem, problem::code};
use ureq::http::HeaderMap;

use crate::PublishError;

/// How much of what a site said is kept for the journalist, in bytes.
const SAID_LIMIT: usize = 500;

/// An answer, read to its end.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// The answer if it is a 2xx, else the error its status means.
    pub(super) fn accepted(self) -> Result<Self, PublishError> {
        if (200..300).contains(&self.status) {
            Ok(self)
        } else {
            Err(self.refusal())
        }
    }

    /// The body as JSON of this shape.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, PublishError> {
        serde_json::from_slice(&self.body)
            .map_err(|error| PublishError::NotUnderstood(format!("{error}; {}", self.said())))
    }

    /// The body as text.
    pub(super) fn text(self) -> Result<String, PublishError> {
        String::from_utf8(self.body)
            .map_err(|_| PublishError::NotUnderstood("a page that is not UTF-8".to_owned()))
    }

    fn refusal(&self) -> PublishError {
        let problem: Option<Problem> = serde_json::from_slice(&self.body).ok();
        let code = problem.as_ref().map(|p| p.code.as_str());
        let said = self.said();
        match self.status {
            401 => PublishError::Credential(said),
            403 => PublishError::Forbidden(said),
            404 | 410 => PublishError::NotFound(said),
            409 if code == Some(code::IN_PROGRESS) => self.busy(said),
            409 => PublishError::SlugTaken(said),
            412 => PublishError::ChangedThere(said),
            413 => PublishError::TooLarge(said),
            408 | 425 | 429 | 503 => self.busy(said),
            400..=499 => PublishError::Fault(said),
            507 => PublishError::Full(said),
            500..=599 => PublishError::Broken(said),
            // A redirect is not followed with a credential in hand; 1xx never comes this far.
            _ => PublishError::NotUnderstood(said),
        }
    }

    fn busy(&self, detail: String) -> PublishError {
        PublishError::Busy {
            retry_after: self.retry_after(),
            detail,
        }
    }

    /// How long the site asks us to wait. A date counts from the answer's own date, so that no
    /// clock of ours is needed.
    fn retry_after(&self) -> Option<Duration> {
        let said = self.header("retry-after")?.trim();
        if let Ok(seconds) = said.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let until = rfc2822::parse(said).ok()?.timestamp();
        let from = rfc2822::parse(self.header("date")?.trim())
            .ok()?
            .timestamp();
        until.duration_since(from).try_into().ok()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Status and the first bytes of what was said, for the details.
    fn said(&self) -> String {
        let head = &self.body[..self.body.len().min(SAID_LIMIT)];
        let place = self
            .header("location")
            .map(|l| format!(" → {}", short(l.as_bytes())));
        format!(
            "HTTP {}{} {}",
            self.status,
            place.unwrap_or_default(),
            short(head)
        )
    }
}

/// Bytes of a stranger as one tidy line.
fn short(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(SAID_LIMIT)];
    let text = String::from_utf8_lossy(head);
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
