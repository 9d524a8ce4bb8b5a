//! Why a site did not do what it was asked, and what that says of the outcome.

use std::time::Duration;

/// What an error says of a send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing reached the site: the same send may be made again.
    NotSent,
    /// The site said no, for now: the same send may be made again later.
    NotNow,
    /// The site said no: sending the same again would get the same answer.
    Refused,
    /// Nobody knows: the site is asked before anything is repeated.
    Unknown,
}

/// Why a site did not do what it was asked. The texts are English details for the log and for
/// "More": at the most the first 500 bytes of what the site said, and never a credential.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// No connection could be made.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// The connection broke or no answer came in time.
    #[error("no answer: {0}")]
    NoAnswer(String),
    /// 401.
    #[error("the credential was not accepted: {0}")]
    Credential(String),
    /// 403.
    #[error("the account may not: {0}")]
    Forbidden(String),
    /// 404 or 410.
    #[error("not there: {0}")]
    NotFound(String),
    /// 409: the slug belongs to another article.
    #[error("the slug is taken: {0}")]
    SlugTaken(String),
    /// 412: the article is no longer at the version that was to be replaced.
    #[error("the article was changed there: {0}")]
    ChangedThere(String),
    /// 413.
    #[error("too large: {0}")]
    TooLarge(String),
    /// 400, 422, 415 and other refusals.
    #[error("the site finds fault: {0}")]
    Fault(String),
    /// 429 or 503.
    #[error("the site is busy: {detail}")]
    Busy {
        /// How long it asks us to wait.
        retry_after: Option<Duration>,
        /// What it said.
        detail: String,
    },
    /// 507: nothing was kept, for want of room.
    #[error("the site has no room left: {0}")]
    Full(String),
    /// Another 5xx.
    #[error("the site is broken: {0}")]
    Broken(String),
    /// An answer, but not of such a site: HTML for JSON, half of it, too much of it.
    #[error("not understood: {0}")]
    NotUnderstood(String),
    /// An address that must not be used: not `https`, or not an address.
    #[error("not an address for this: {0}")]
    BadAddress(String),
}

impl PublishError {
    /// The same error, what was said changed.
    pub(crate) fn reworded(self, change: impl FnOnce(String) -> String) -> Self {
        match self {
            Self::Unreachable(said) => Self::Unreachable(change(said)),
            Self::NoAnswer(said) => Self::NoAnswer(change(said)),
            Self::Credential(said) => Self::Credential(change(said)),
            Self::Forbidden(said) => Self::Forbidden(change(said)),
            Self::NotFound(said) => Self::NotFound(change(said)),
            Self::SlugTaken(said) => Self::SlugTaken(change(said)),
            Self::ChangedThere(said) => Self::ChangedThere(change(said)),
            Self::TooLarge(said) => Self::TooLarge(change(said)),
            Self::Fault(said) => Self::Fault(change(said)),
            Self::Busy {
                retry_after,
                detail,
            } => Self::Busy {
                retry_after,
                detail: change(detail),
            },
            Self::Full(said) => Self::Full(change(said)),
            Self::Broken(said) => Self::Broken(change(said)),
            Self::NotUnderstood(said) => Self::NotUnderstood(change(said)),
            Self::BadAddress(said) => Self::BadAddress(change(said)),
        }
    }

    /// What this says of a send that met it.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Unreachable(_) => Outcome::NotSent,
            Self::Busy { .. } | Self::Full(_) => Outcome::NotNow,
            Self::NoAnswer(_) | Self::Broken(_) | Self::NotUnderstood(_) => Outcome::Unknown,
            Self::Credential(_)
            | Self::Forbidden(_)
            | Self::NotFound(_)
            | Self::SlugTaken(_)
            | Self::ChangedThere(_)
            | Self::TooLarge(_)
            | Self::Fault(_)
            | Self::BadAddress(_) => Outcome::Refused,
        }
    }
}
