//! HTTP to one site: a credential that goes nowhere else, limits on time and size; knows no articles.

use std::io::ErrorKind;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

mod address;
mod answer;
mod credential;
mod form;
mod pictures;

#[cfg(test)]
mod tests;

use domain::Timestamp;
use ureq::config::Config;
use ureq::http::{self, Method};
use ureq::{Agent, Timeout};

use crate::PublishError;
pub(crate) use address::{check_address, check_page_address, is_elsewhere, is_loopback};
use address::{check_own_page, sent_on};
pub(crate) use answer::{Answer, short};
pub(crate) use credential::{Credential, in_address};
pub(crate) use form::Form;

/// The longest JSON answer that is read. A theme with its templates is the largest.
const ANSWER_LIMIT: u64 = 8 * 1_000_000;
/// The longest page that is read: the largest article and its furniture.
const PAGE_LIMIT: u64 = 48 * 1_000_000;
/// How Rust's standard library begins what it says of a host that was not found.
pub(crate) const NO_SUCH_HOST: &str = "failed to lookup address information";
/// How often a reader is sent on to another address.
const READER_REDIRECTS: u32 = 5;

/// How long a site may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// To take up a connection.
    pub connect: Duration,
    /// To accept or give the next bytes, and to begin to answer.
    pub answer: Duration,
    /// For a request and its answer, however slowly they drip.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            // The largest picture on the slowest network that is of any use.
            whole: Duration::from_secs(600),
        }
    }
}

/// A request to the site's own API.
#[derive(Clone)]
pub(crate) struct Request<'a> {
    method: Method,
    path: &'a str,
    headers: Vec<(&'static str, String)>,
    body: Body<'a>,
}

#[derive(Clone, Copy)]
enum Body<'a> {
    None,
    Bytes(&'a [u8]),
}

impl<'a> Request<'a> {
    pub(crate) fn get(path: &'a str) -> Self {
        Self {
            method: Method::GET,
            path,
            headers: Vec::new(),
            body: Body::None,
        }
    }

    pub(crate) fn post(path: &'a str) -> Self {
        Self::write(Method::POST, path)
    }

    pub(crate) fn put(path: &'a str) -> Self {
        Self::write(Method::PUT, path)
    }

    pub(crate) fn delete(path: &'a str) -> Self {
        Self {
            method: Method::DELETE,
            ..Self::get(path)
        }
    }

    /// A write says how long its body is, an empty one too: of unknown length, it would go in
    /// pieces, which some sites refuse.
    fn write(method: Method, path: &'a str) -> Self {
        Self {
            method,
            body: Body::Bytes(&[]),
            ..Self::get(path)
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn body(self, bytes: &'a [u8]) -> Self {
        Self {
            body: Body::Bytes(bytes),
            ..self
        }
    }

    pub(crate) fn json(self, json: &'a str) -> Self {
        self.body(json.as_bytes())
            .with("content-type", "application/json")
    }
}

/// Looks at whoever listens at a site's address, before each request that shows him the credential.
pub type Guard = Box<dyn Fn() -> Result<(), PublishError> + Send + Sync>;

/// The connection to one site. Connections are not kept: a send that breaks on a connection the
/// site had closed long ago could not be told from one that broke half-way.
pub(crate) struct Http {
    base: String,
    credential: Credential,
    agent: Agent,
    guard: Option<Guard>,
    /// What its clock said in its last answer.
    clock: Mutex<Option<Timestamp>>,
}

impl Http {
    pub(crate) fn new(
        url: &str,
        credential: Credential,
        patience: Patience,
    ) -> Result<Self, PublishError> {
        let base = url.trim_end_matches('/').to_owned();
        let on_this_machine = check_address(&base)?;
        let config = config(patience, on_this_machine);
        Ok(Self {
            base,
            credential,
            agent: Agent::from(config),
            guard: None,
            clock: Mutex::new(None),
        })
    }

    pub(crate) fn guarded(self, guard: Guard) -> Self {
        Self {
            guard: Some(guard),
            ..self
        }
    }

    /// The site's address.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// What the site's clock said when it last answered.
    pub(crate) fn clock(&self) -> Option<Timestamp> {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a request with the account's credential and reads the whole answer.
    pub(crate) fn send(&self, request: Request<'_>) -> Result<Answer, PublishError> {
        if let Some(guard) = &self.guard {
            guard()?;
        }
        let mut head = http::Request::builder()
            .method(request.method)
            .uri(format!("{}{}", self.base, request.path))
            .header("accept", "application/json, application/problem+json");
        let shown = self.credential.header();
        if let Some(authorization) = &shown {
            head = head.header("authorization", authorization);
        }
        for (name, value) in request.headers {
            head = head.header(name, value);
        }
        let bad = |error: http::Error| PublishError::BadAddress(error.to_string());
        let answer = match request.body {
            Body::None => self.agent.run(head.body(()).map_err(bad)?),
            Body::Bytes(bytes) => self.agent.run(head.body(bytes).map_err(bad)?),
        };
        let answer = read(answer, ANSWER_LIMIT);
        let said = answer.as_ref().ok().and_then(Answer::date);
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner) = said;
        self.hidden(answer, shown.as_deref())
    }

    /// What came back, without the secret and what was shown of it: a site may say it again, but
    /// nobody else is told.
    fn hidden(
        &self,
        answer: Result<Answer, PublishError>,
        shown: Option<&str>,
    ) -> Result<Answer, PublishError> {
        match answer {
            Ok(answer) => Ok(self.credential.hide_in(answer, shown)),
            Err(error) => Err(self.credential.hide_in_error(error, shown)),
        }
    }

    /// What anybody is told at this path of the API: no credential.
    pub(crate) fn ask(&self, path: &str) -> Result<Answer, PublishError> {
        let asked = self.agent.get(format!("{}{path}", self.base));
        read(asked.call(), ANSWER_LIMIT)
    }

    /// Whether readers are served a file of this type and size at this path of the site.
    pub(crate) fn serves(
        &self,
        path: &str,
        media_type: &str,
        size: usize,
    ) -> Result<bool, PublishError> {
        let answer = self.agent.head(format!("{}{path}", self.base)).call();
        let answer =
            answer.map_err(|error| self.credential.hide_in_error(before_an_answer(error), None))?;
        let says = |name: &str, value: &str| {
            answer
                .headers()
                .get(name)
                .is_some_and(|said| said.as_bytes() == value.as_bytes())
        };
        Ok(answer.status() == 200
            && says("content-type", media_type)
            && says("content-length", &size.to_string()))
    }

    /// Whether readers are told that nothing is left at an address, or path, of the site. Nobody is
    /// asked about another host.
    pub(crate) fn is_gone(&self, address: &str) -> Result<bool, PublishError> {
        let own = address
            .starts_with('/')
            .then(|| format!("{}{address}", self.base));
        let address = own.as_deref().unwrap_or(address);
        if check_own_page(&self.base, address).is_err() {
            return Ok(false);
        }
        let hide = |error| self.credential.hide_in_error(error, None);
        let answer = self.agent.head(address).call();
        let answer = answer.map_err(|error| hide(before_an_answer(error)))?;
        Ok(matches!(answer.status().as_u16(), 404 | 410))
    }

    /// What anybody is served at this address: no credential. Redirects are followed, but never to
    /// another host: a site must not steer what this machine asks of others, or of itself.
    pub(crate) fn read_as_a_reader(&self, address: &str) -> Result<Answer, PublishError> {
        let mut address = address.to_owned();
        for _ in 0..=READER_REDIRECTS {
            check_own_page(&self.base, &address)
                .map_err(|e| self.credential.hide_in_error(e, None))?;
            let page = self.agent.get(&address).header("accept", "text/html");
            match read(page.call(), PAGE_LIMIT) {
                // A page is compared with what was sent; it is not kept, and not shown.
                Ok(page) if page.status == 200 => return Ok(page),
                Ok(page) if is_elsewhere(&page) => address = sent_on(&address, &page)?,
                other => return self.hidden(other, None),
            }
        }
        let said = format!("sent on more than {READER_REDIRECTS} times");
        Err(PublishError::NotUnderstood(said))
    }
}

/// How every request is made: redirects are looked at before they are followed, a connection serves
/// one request, and what is on this machine is asked without anybody between.
pub(crate) fn config(patience: Patience, on_this_machine: bool) -> Config {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_idle_connections(0)
        .user_agent(concat!("Marbre/", env!("CARGO_PKG_VERSION")))
        .timeout_global(Some(patience.whole))
        .timeout_resolve(Some(patience.connect))
        .timeout_connect(Some(patience.connect))
        .timeout_per_read(Some(patience.answer))
        .timeout_per_write(Some(patience.answer))
        .timeout_recv_response(Some(patience.answer));
    if on_this_machine {
        config.proxy(None).build()
    } else {
        config.build()
    }
}

/// Reads an answer to its end, within the limit.
fn read(
    answer: Result<http::Response<ureq::Body>, ureq::Error>,
    limit: u64,
) -> Result<Answer, PublishError> {
    let (head, body) = answer.map_err(before_an_answer)?.into_parts();
    // One byte more than the limit tells "too long" from "just right".
    let body = body
        .into_with_config()
        .limit(limit + 1)
        .read_to_vec()
        .map_err(within_an_answer)?;
    if body.len() as u64 > limit {
        return Err(PublishError::NotUnderstood(format!(
            "more than {limit} bytes"
        )));
    }
    Ok(Answer {
        status: head.status.as_u16(),
        headers: head.headers,
        body,
    })
}

/// Whether a request that met this error can have reached the site decides its kind.
pub(crate) fn before_an_answer(error: ureq::Error) -> PublishError {
    use ureq::Error as E;
    let said = error.to_string();
    match error {
        E::HostNotFound | E::ConnectionFailed | E::Tls(_) | E::Rustls(_) | E::Pem(_) => {
            PublishError::Unreachable(said)
        }
        E::ConnectProxyFailed(_) | E::InvalidProxyUrl | E::TlsRequired => {
            PublishError::Unreachable(said)
        }
        E::Timeout(Timeout::Resolve | Timeout::Connect) => PublishError::Unreachable(said),
        // No name server answered, or none knows the host: the system's look-up has no kind of its own.
        E::Io(io) if io.to_string().starts_with(NO_SUCH_HOST) => PublishError::Unreachable(said),
        E::Io(io) => match io.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable => PublishError::Unreachable(said),
            _ => PublishError::NoAnswer(said),
        },
        E::BadUri(_) | E::Http(_) | E::RequireHttpsOnly(_) => PublishError::BadAddress(said),
        E::Protocol(_) | E::LargeResponseHeader(..) => PublishError::NotUnderstood(said),
        _ => PublishError::NoAnswer(said),
    }
}

/// The site had begun to answer: the request did reach it.
pub(crate) fn within_an_answer(error: ureq::Error) -> PublishError {
    match error {
        ureq::Error::BodyExceedsLimit(limit) => {
            PublishError::NotUnderstood(format!("more than {limit} bytes"))
        }
        other => PublishError::NoAnswer(format!("half an answer: {other}")),
    }
}
