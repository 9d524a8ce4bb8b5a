//! HTTP to one site: a credential that goes nowhere else, limits on time and size; knows no articles.

use std::io::ErrorKind;
use std::time::Duration;

use domain::DispatchId;
use site_api::headers::IDEMPOTENCY_KEY;
use ureq::http::{self, Method, Uri};
use ureq::{Agent, Timeout};

use super::answer::Answer;
use super::secret::Secret;
use crate::PublishError;

/// The longest JSON answer that is read. A theme with its templates is the largest.
const ANSWER_LIMIT: u64 = 8 * 1_000_000;
/// The longest page that is read: the largest article and its furniture.
const PAGE_LIMIT: u64 = 48 * 1_000_000;
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
pub(super) struct Request<'a> {
    method: Method,
    path: &'a str,
    headers: Vec<(&'static str, String)>,
    body: Body<'a>,
}

enum Body<'a> {
    None,
    Bytes(&'a [u8]),
}

impl<'a> Request<'a> {
    pub(super) fn get(path: &'a str) -> Self {
        Self {
            method: Method::GET,
            path,
            headers: Vec::new(),
            body: Body::None,
        }
    }

    pub(super) fn post(path: &'a str) -> Self {
        Self::write(Method::POST, path)
    }

    pub(super) fn put(path: &'a str) -> Self {
        Self::write(Method::PUT, path)
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

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(super) fn key(self, key: DispatchId) -> Self {
        self.with(IDEMPOTENCY_KEY, key.to_string())
    }

    pub(super) fn body(self, bytes: &'a [u8]) -> Self {
        Self {
            body: Body::Bytes(bytes),
            ..self
        }
    }

    pub(super) fn json(self, json: &'a str) -> Self {
        self.body(json.as_bytes())
            .with("content-type", "application/json")
    }
}

/// Looks at whoever listens at a site's address, before each request that shows him the credential.
pub type Guard = Box<dyn Fn() -> Result<(), PublishError> + Send + Sync>;

/// The connection to one site. Connections are not kept: a send that breaks on a connection the
/// site had closed long ago could not be told from one that broke half-way.
pub(super) struct Http {
    base: String,
    secret: Secret,
    agent: Agent,
    guard: Option<Guard>,
}

impl Http {
    pub(super) fn new(url: &str, token: &str, patience: Patience) -> Result<Self, PublishError> {
        let base = url.trim_end_matches('/').to_owned();
        let on_this_machine = check_address(&base)?;
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
        let config = if on_this_machine {
            config.proxy(None)
        } else {
            config
        };
        Ok(Self {
            base,
            secret: Secret::new(token),
            agent: Agent::from(config.build()),
            guard: None,
        })
    }

    pub(super) fn guarded(self, guard: Guard) -> Self {
        Self {
            guard: Some(guard),
            ..self
        }
    }

    /// The site's address.
    #[cfg(test)]
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Sends a request with the account's credential and reads the whole answer.
    pub(super) fn send(&self, request: Request<'_>) -> Result<Answer, PublishError> {
        if let Some(guard) = &self.guard {
            guard()?;
        }
        let mut head = http::Request::builder()
            .method(request.method)
            .uri(format!("{}{}", self.base, request.path))
            .header("authorization", format!("Bearer {}", self.secret.token()))
            .header("accept", "application/json, application/problem+json");
        for (name, value) in request.headers {
            head = head.header(name, value);
        }
        let bad = |error: http::Error| PublishError::BadAddress(error.to_string());
        let answer = match request.body {
            Body::None => self.agent.run(head.body(()).map_err(bad)?),
            Body::Bytes(bytes) => self.agent.run(head.body(bytes).map_err(bad)?),
        };
        self.hidden(read(answer, ANSWER_LIMIT))
    }

    /// What came back, without the token: a site may say it again, but nobody else is told.
    fn hidden(&self, answer: Result<Answer, PublishError>) -> Result<Answer, PublishError> {
        match answer {
            Ok(answer) => Ok(self.secret.hide_in(answer)),
            Err(error) => Err(self.secret.hide_in_error(error)),
        }
    }

    /// What anybody is told at this path of the API: no credential.
    pub(super) fn ask(&self, path: &str) -> Result<Answer, PublishError> {
        let asked = self.agent.get(format!("{}{path}", self.base));
        read(asked.call(), ANSWER_LIMIT)
    }

    /// Whether readers are served a file of this type and size at this path of the site.
    pub(super) fn serves(
        &self,
        path: &str,
        media_type: &str,
        size: usize,
    ) -> Result<bool, PublishError> {
        let answer = self.agent.head(format!("{}{path}", self.base)).call();
        let answer = answer.map_err(|error| self.secret.hide_in_error(before_an_answer(error)))?;
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

    /// What anybody is served at this address: no credential. Redirects are followed, but never to
    /// another host: a site must not steer what this machine asks of others, or of itself.
    pub(super) fn read_as_a_reader(&self, address: &str) -> Result<Answer, PublishError> {
        let mut address = address.to_owned();
        for _ in 0..=READER_REDIRECTS {
            check_own_page(&self.base, &address).map_err(|e| self.secret.hide_in_error(e))?;
            let page = self.agent.get(&address).header("accept", "text/html");
            match read(page.call(), PAGE_LIMIT) {
                // A page is compared with what was sent; it is not kept, and not shown.
                Ok(page) if page.status == 200 => return Ok(page),
                Ok(page) if is_elsewhere(&page) => address = sent_on(&address, &page)?,
                other => return self.hidden(other),
            }
        }
        let said = format!("sent on more than {READER_REDIRECTS} times");
        Err(PublishError::NotUnderstood(said))
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
fn before_an_answer(error: ureq::Error) -> PublishError {
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
fn within_an_answer(error: ureq::Error) -> PublishError {
    match error {
        ureq::Error::BodyExceedsLimit(limit) => {
            PublishError::NotUnderstood(format!("more than {limit} bytes"))
        }
        other => PublishError::NoAnswer(format!("half an answer: {other}")),
    }
}

/// Whether an address of a site is on this machine.
fn check_address(address: &str) -> Result<bool, PublishError> {
    let bad = |why: &str| PublishError::BadAddress(format!("{why}: {address}"));
    let uri: Uri = address.parse().map_err(|_| bad("not an address"))?;
    let host = uri
        .host()
        .filter(|h| !h.is_empty())
        .ok_or_else(|| bad("no host"))?;
    let loopback = is_loopback(host);
    match uri.scheme_str() {
        _ if uri.authority().is_some_and(|a| a.as_str().contains('@')) => Err(bad("a password")),
        Some("https") => Ok(loopback),
        Some("http") if loopback => Ok(true),
        _ => Err(bad("not https")),
    }
}

/// An address that a reader may be sent to.
pub(super) fn check_page_address(address: &str) -> Result<(), PublishError> {
    let bad = || PublishError::BadAddress(address.to_owned());
    let uri: Uri = address.parse().map_err(|_| bad())?;
    let plain = matches!(uri.scheme_str(), Some("http" | "https"));
    let named = uri.authority().is_some_and(|a| !a.as_str().contains('@'));
    if plain && named { Ok(()) } else { Err(bad()) }
}

/// A page that is looked at: on the host of the site itself, with or without `www.`, or, for a site
/// on this machine, anywhere on it.
fn check_own_page(base: &str, address: &str) -> Result<(), PublishError> {
    check_page_address(address)?;
    let host = |address: &str| {
        let uri: Option<Uri> = address.parse().ok();
        let host = uri.and_then(|uri| uri.host().map(str::to_ascii_lowercase));
        host.unwrap_or_default()
    };
    let (own, there) = (host(base), host(address));
    let name = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    if name(&own) == name(&there) || (is_loopback(&own) && is_loopback(&there)) {
        Ok(())
    } else {
        let said = format!("not a page of {own}: {address}");
        Err(PublishError::BadAddress(said))
    }
}

/// Whether an answer sends the reader on to another address.
fn is_elsewhere(answer: &Answer) -> bool {
    matches!(answer.status, 301 | 302 | 303 | 307 | 308) && answer.headers.contains_key("location")
}

/// The address to which an answer sends the reader on.
fn sent_on(from: &str, answer: &Answer) -> Result<String, PublishError> {
    let bad = || PublishError::NotUnderstood("sent on to no address".to_owned());
    let said = answer.headers.get("location").ok_or_else(bad)?;
    let said = said.to_str().map_err(|_| bad())?;
    let in_a_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    if matches!(said.split_once(':'), Some((scheme, _)) if scheme.chars().all(in_a_scheme)) {
        return Ok(said.to_owned());
    }
    let from: Uri = from.parse().map_err(|_| bad())?;
    let scheme = from.scheme_str().ok_or_else(bad)?;
    let authority = from.authority().ok_or_else(bad)?;
    if said.starts_with("//") {
        return Ok(format!("{scheme}:{said}"));
    }
    let path = match from.path().rsplit_once('/') {
        Some((folder, _)) if !said.starts_with('/') => format!("{folder}/{said}"),
        _ => said.to_owned(),
    };
    Ok(format!("{scheme}://{authority}{path}"))
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_goes_over_https_or_nowhere() {
        for good in [
            "https://a.example",
            "http://127.0.0.1:4747",
            "http://[::1]:1",
            "http://localhost",
        ] {
            assert!(check_address(good).is_ok(), "{good}");
        }
        for bad in [
            "http://a.example",
            "ftp://a",
            "a",
            "",
            "https://",
            "https://u:p@a",
            "http://127.0.0.1.a.example",
        ] {
            assert!(check_address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_the_site_s_own_pages_are_looked_at() {
        for (base, page) in [
            ("https://a.example", "https://a.example/articles/b"),
            ("https://a.example/blog", "http://www.A.example/b"),
            ("https://www.a.example", "https://a.example:8443/b"),
            ("http://127.0.0.1:4747", "http://localhost:4748/b"),
        ] {
            assert!(check_own_page(base, page).is_ok(), "{base} {page}");
        }
        for page in [
            "http://127.0.0.1/b",
            "http://localhost/b",
            "http://[::1]/b",
            "http://192.168.1.1/b",
            "http://169.254.169.254/latest",
            "https://b.example/",
            "https://a.example.b.example/",
        ] {
            assert!(check_own_page("https://a.example", page).is_err(), "{page}");
        }
        assert!(check_own_page("http://127.0.0.1:1", "http://192.168.1.1/b").is_err());
    }

    #[test]
    fn a_page_has_a_web_address() {
        assert!(check_page_address("http://a.example/b").is_ok());
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "/a",
            "data:,a",
            "http://u@a/",
        ] {
            assert!(check_page_address(bad).is_err(), "{bad}");
        }
    }
}
