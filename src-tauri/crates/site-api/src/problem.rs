//! Errors as RFC 9457 problems: a sentence for people, a code for programs. It knows no HTTP library.

use serde::{Deserialize, Serialize};

/// The media type of a [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Names the kind of problem: `urn:marbre:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words, the same each time.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time.
    #[serde(default)]
    pub detail: String,
    /// One of [`code`]: stable, for programs.
    pub code: String,
    /// What is wrong, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// With [`code::VERSION_CONFLICT`]: the version that is there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_version: Option<String>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field's name in the JSON, with dots: `lead_picture.alt`.
    pub field: String,
    /// Why: `missing`, `too_long`, `malformed`, `unknown`.
    pub code: String,
    /// The same in words.
    pub message: String,
}

impl Problem {
    /// A problem of one of the [`code`]s.
    pub fn new(status: u16, code: &str, title: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:marbre:problem:{code}"),
            title: title.to_owned(),
            status,
            detail: detail.into(),
            code: code.to_owned(),
            errors: Vec::new(),
            current_version: None,
        }
    }
}

/// The codes of problems.
pub mod code {
    /// 400: the body is not JSON, or not of the right shape; or a parameter is malformed.
    pub const MALFORMED: &str = "malformed";
    /// 400: a write without `Idempotency-Key`.
    pub const KEY_MISSING: &str = "idempotency_key_missing";
    /// 400: an `Idempotency-Key` that is empty, too long or has characters outside printable ASCII.
    pub const KEY_MALFORMED: &str = "idempotency_key_malformed";
    /// 401: no token, or one that the site does not know.
    pub const UNAUTHORIZED: &str = "unauthorized";
    /// 403: a browser makes this write for a page of another site.
    pub const CROSS_SITE: &str = "cross_site";
    /// 404: nothing is there.
    pub const NOT_FOUND: &str = "not_found";
    /// 405: nothing can be done so there.
    pub const METHOD_NOT_ALLOWED: &str = "method_not_allowed";
    /// 408: the request took too long to arrive.
    pub const TOO_SLOW: &str = "too_slow";
    /// 409: another article has the slug.
    pub const SLUG_TAKEN: &str = "slug_taken";
    /// 409: another article has the `client_key`.
    pub const CLIENT_KEY_TAKEN: &str = "client_key_taken";
    /// 409: the first request with this key is still being worked on.
    pub const IN_PROGRESS: &str = "in_progress";
    /// 412: the article is no longer at the version named by `If-Match`.
    pub const VERSION_CONFLICT: &str = "version_conflict";
    /// 413: the body is larger than the limit.
    pub const TOO_LARGE: &str = "too_large";
    /// 415: not a media type that is taken here.
    pub const UNSUPPORTED_TYPE: &str = "unsupported_type";
    /// 421: the site is not served under this host name.
    pub const UNKNOWN_HOST: &str = "unknown_host";
    /// 422: the JSON is well-formed, but what it says can't be taken; see `errors`.
    pub const INVALID: &str = "invalid";
    /// 422: the key was used before, for another request.
    pub const KEY_REUSED: &str = "idempotency_key_reused";
    /// 428: an update without `If-Match`.
    pub const VERSION_MISSING: &str = "version_missing";
    /// 500: the site's fault.
    pub const INTERNAL: &str = "internal";
    /// 507: the site's disk is full.
    pub const FULL: &str = "disk_full";
}
