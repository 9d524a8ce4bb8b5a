//! Why a request is not done, as problem+json. It knows no route.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use site_api::{FieldProblem, Problem, problem, problem::code};

/// The end of a request that is not done.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The client's to mend.
    Problem(Box<Problem>),
    /// The site's fault; what it was goes to the log, not to the client.
    Fault(String),
    /// The site's disk is full.
    Full,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: &str, title: &str, detail: impl Into<String>) -> Self {
        Self::Problem(Box::new(Problem::new(status, code, title, detail)))
    }

    pub(crate) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(400, code::MALFORMED, "The request is malformed", detail)
    }

    pub(crate) fn invalid(errors: Vec<FieldProblem>) -> Self {
        let detail = errors
            .iter()
            .map(|e| format!("{}: {}", e.field, e.message))
            .collect::<Vec<_>>();
        let mut problem = Problem::new(
            422,
            code::INVALID,
            "A field can't be taken",
            detail.join("; "),
        );
        problem.errors = errors;
        Self::Problem(Box::new(problem))
    }

    pub(crate) fn not_found() -> Self {
        Self::new(404, code::NOT_FOUND, "Nothing is there", "")
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(
            405,
            code::METHOD_NOT_ALLOWED,
            "Nothing can be done so there",
            "",
        )
    }

    pub(crate) fn unauthorized() -> Self {
        let detail = "Send a token that holds: Authorization: Bearer TOKEN";
        Self::new(401, code::UNAUTHORIZED, "No token that holds", detail)
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(
            413,
            code::TOO_LARGE,
            "Too large",
            format!("At most {limit} bytes are taken here"),
        )
    }

    pub(crate) fn slug_taken(slug: &str) -> Self {
        let detail = format!("Another article is at {slug:?}");
        Self::new(409, code::SLUG_TAKEN, "The address is taken", detail)
    }

    pub(crate) fn version_conflict(current: &str) -> Self {
        let detail = "The article has changed since the version that If-Match names";
        let mut problem = Problem::new(
            412,
            code::VERSION_CONFLICT,
            "Another version is there",
            detail,
        );
        problem.current_version = Some(current.to_owned());
        Self::Problem(Box::new(problem))
    }

    fn into_problem(self) -> Problem {
        match self {
            Self::Problem(problem) => *problem,
            Self::Full => Problem::new(507, code::FULL, "The site's disk is full", ""),
            Self::Fault(what) => {
                tracing::error!(what, "a request failed");
                Problem::new(
                    500,
                    code::INTERNAL,
                    "The site failed",
                    "It was logged there",
                )
            }
        }
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            _ => Self::Fault(format!("database: {error}")),
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            _ => Self::Fault(format!("files: {error}")),
        }
    }
}

impl From<crate::SiteError> for Refusal {
    fn from(error: crate::SiteError) -> Self {
        match error {
            crate::SiteError::Full => Self::Full,
            _ => Self::Fault(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(format!("JSON: {error}"))
    }
}

impl From<page::PageError> for Refusal {
    fn from(error: page::PageError) -> Self {
        Self::Fault(format!("page: {error}"))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let problem = self.into_problem();
        let status =
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // A Problem is strings and numbers: serde can't fail on it.
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut answer = (status, body).into_response();
        let headers = answer.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(problem::MEDIA_TYPE),
        );
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"site\""),
            );
        }
        let current = problem
            .current_version
            .map(|version| format!("\"{version}\""));
        if let Some(etag) = current.and_then(|tag| HeaderValue::from_str(&tag).ok()) {
            headers.insert(header::ETAG, etag);
        }
        answer
    }
}
