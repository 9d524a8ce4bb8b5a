//! WordPress's REST API over HTTP: routes below either form of its root, JSON, its refusals in our words. Knows no article.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::words::text_of;
use crate::http::{Answer, Credential, Http, Patience, Request, in_address, short};
use crate::{Outcome, PublishError};

/// What is asked for beside the route.
pub(super) type Query<'a> = &'a [(&'a str, &'a str)];

/// The API of one site, with an account.
pub(super) struct Api {
    pub(super) http: Http,
    /// Where permalinks are plain, the route stands in a query itself.
    in_a_query: bool,
}

impl Api {
    pub(super) fn new(
        root: &str,
        login: &str,
        application_password: &str,
        patience: Patience,
    ) -> Result<Self, PublishError> {
        // WordPress shows it in groups of four, and takes it without the spaces.
        let password: String = application_password.split_whitespace().collect();
        Ok(Self {
            http: Http::new(root, Credential::basic(login.trim(), &password), patience)?,
            in_a_query: root.contains('?'),
        })
    }

    /// The path from the root to a route.
    pub(super) fn path(&self, route: &str, query: Query<'_>) -> String {
        let mut path = route.to_owned();
        for (at, (name, value)) in query.iter().enumerate() {
            let first = at == 0 && !self.in_a_query;
            path.push(if first { '?' } else { '&' });
            path.push_str(&format!("{name}={}", in_address(value)));
        }
        path
    }

    /// Reads.
    pub(super) fn get(&self, route: &str, query: Query<'_>) -> Result<Answer, PublishError> {
        accepted(self.http.send(Request::get(&self.path(route, query)))?)
    }

    /// Reads what may be gone.
    pub(super) fn get_if_there(
        &self,
        route: &str,
        query: Query<'_>,
    ) -> Result<Option<Answer>, PublishError> {
        match self.get(route, query) {
            Err(PublishError::NotFound(_)) => Ok(None),
            answer => answer.map(Some),
        }
    }

    /// Reads, as far as this account may.
    pub(super) fn get_if_allowed<T: DeserializeOwned>(
        &self,
        route: &str,
        query: Query<'_>,
    ) -> Result<Option<T>, PublishError> {
        match self.get(route, query) {
            Err(error) if error.outcome() == Outcome::Refused => Ok(None),
            answer => answer?.json().map(Some),
        }
    }

    /// Writes JSON; what came back is not yet judged.
    pub(super) fn write(
        &self,
        route: &str,
        query: Query<'_>,
        json: &Value,
    ) -> Result<Answer, PublishError> {
        let path = self.path(route, query);
        self.http.send(Request::post(&path).json(&json.to_string()))
    }

    /// Writes JSON and takes what it made.
    pub(super) fn post<T: DeserializeOwned>(
        &self,
        route: &str,
        query: Query<'_>,
        json: &Value,
    ) -> Result<T, PublishError> {
        accepted(self.write(route, query, json)?)?.json()
    }

    /// Removes. Some hosts let no other verb than POST through.
    pub(super) fn delete(&self, route: &str, query: Query<'_>) -> Result<(), PublishError> {
        let path = self.path(route, query);
        let request = Request::post(&path).with("x-http-method-override", "DELETE");
        accepted(self.http.send(request)?).map(drop)
    }
}

/// A refusal in WordPress's own words.
#[derive(Deserialize)]
pub(super) struct Refusal {
    pub(super) code: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    pub(super) data: Value,
}

impl Refusal {
    /// What WordPress itself said, unless it was somebody before it.
    pub(super) fn of(answer: &Answer) -> Option<Self> {
        serde_json::from_slice(&answer.body).ok()
    }

    /// A status means by itself what it means elsewhere, but for these.
    fn meaning(&self, answer: &Answer) -> PublishError {
        let message = short(text_of(&self.message).as_bytes());
        let said = format!(
            "HTTP {} {}: {message}",
            answer.status,
            short(self.code.as_bytes())
        );
        let not_signed_in = &self.data["details"]["status"]["code"] == "rest_forbidden_status";
        match (answer.status, self.code.as_str()) {
            (400, _) if not_signed_in => PublishError::Credential(said),
            (404, "rest_post_invalid_id") | (410, _) => PublishError::NotFound(said),
            // The API is off, or the root is another's.
            (404 | 409, _) => PublishError::Fault(said),
            (412, "rest_upload_hash_mismatch") => PublishError::Busy {
                retry_after: None,
                detail: said,
            },
            (412, _) => PublishError::Fault(said),
            // No fault of the server: a type it does not take, or a file that is too large.
            (500, code) if code.starts_with("rest_upload_") => PublishError::Fault(said),
            _ => answer.refusal().reworded(|_| said),
        }
    }
}

/// The answer if WordPress did what it was asked, else why it did not.
pub(super) fn accepted(answer: Answer) -> Result<Answer, PublishError> {
    if answer.is_accepted() {
        return Ok(answer);
    }
    Err(Refusal::of(&answer)
        .map_or_else(|| of_another(&answer), |refusal| refusal.meaning(&answer)))
}

/// What is meant by an answer that is not WordPress's own: of a firewall, a proxy, a web server.
fn of_another(answer: &Answer) -> PublishError {
    match answer.status {
        403 => PublishError::Fault(format!(
            "refused before WordPress saw it, by a firewall or the like: {}",
            answer.said()
        )),
        // Says nothing of the article.
        404 | 409 | 410 | 412 => PublishError::NotUnderstood(answer.said()),
        _ => answer.refusal(),
    }
}
