//! What came back from a site, and what its status means; knows statuses and problems, no articles.

use std::time::Duration;

use domain::Timestamp;
use jiff::fmt::rfc2822;
use serde::de::DeserializeOwned;
use ureq::http::HeaderMap;

use crate::PublishError;

/// How much of what a site said is kept for the journalist, in bytes.
const SAID_LIMIT: usize = 500;

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The answer if it is a 2xx, else the error its status means.
    pub(crate) fn accepted(self) -> Result<Self, PublishError> {
        if self.is_accepted() {
            Ok(self)
        } else {
            Err(self.refusal())
        }
    }

    /// Whether it is a 2xx.
    pub(crate) fn is_accepted(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON of this shape.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, PublishError> {
        serde_json::from_slice(&self.body)
            .map_err(|error| PublishError::NotUnderstood(format!("{error}; {}", self.said())))
    }

    /// The body as text.
    pub(crate) fn text(self) -> Result<String, PublishError> {
        String::from_utf8(self.body)
            .map_err(|_| PublishError::NotUnderstood("a page that is not UTF-8".to_owned()))
    }

    /// The error that its status means, by HTTP alone. A protocol that means something else by a
    /// status looks at it first.
    pub(crate) fn refusal(&self) -> PublishError {
        let said = self.said();
        match self.status {
            401 => PublishError::Credential(said),
            403 => PublishError::Forbidden(said),
            404 | 410 => PublishError::NotFound(said),
            409 => PublishError::SlugTaken(said),
            412 => PublishError::ChangedThere(said),
            413 => PublishError::TooLarge(said),
            408 | 425 | 429 | 503 => self.busy(),
            400..=499 => PublishError::Fault(said),
            507 => PublishError::Full(said),
            500..=599 => PublishError::Broken(said),
            // A redirect is not followed with a credential in hand; 1xx never comes this far.
            _ => PublishError::NotUnderstood(said),
        }
    }

    /// The site asks us to come again, perhaps says when.
    pub(crate) fn busy(&self) -> PublishError {
        PublishError::Busy {
            retry_after: self.retry_after(),
            detail: self.said(),
        }
    }

    /// How long the site asks us to wait. A date counts from the answer's own date, so that no
    /// clock of ours is needed.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let said = self.header("retry-after")?.trim();
        if let Ok(seconds) = said.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let until = rfc2822::parse(said).ok()?.timestamp();
        until.duration_since(self.date()?).try_into().ok()
    }

    /// When it was given, by the site's own clock.
    pub(crate) fn date(&self) -> Option<Timestamp> {
        let said = rfc2822::parse(self.header("date")?.trim()).ok()?;
        Some(said.timestamp())
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Status and the first bytes of what was said, for the details.
    pub(crate) fn said(&self) -> String {
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
pub(crate) fn short(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(SAID_LIMIT)];
    let text = String::from_utf8_lossy(head);
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
