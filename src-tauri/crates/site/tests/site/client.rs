//! A site in a temporary folder and a client that speaks to it. Knows no test.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::Timestamp;
use serde_json::{Value, json};
use site::{Clock, RunningSite, Site, SiteOptions, mint_token};
use tempfile::TempDir;
use ureq::Agent;
use ureq::http::{HeaderMap, Method, Request};

/// 2026-04-29T00:49:00Z, in seconds.
pub(crate) const START: i64 = 1_777_423_740;

/// A clock that goes one second each time it is asked.
#[derive(Clone, Default)]
pub(crate) struct TickingClock(Arc<AtomicI64>);

impl TickingClock {
    pub(crate) fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    fn clock(&self) -> Clock {
        let ticks = Arc::clone(&self.0);
        Arc::new(move || {
            let now = START + ticks.fetch_add(1, Ordering::SeqCst);
            Timestamp::from_second(now).unwrap()
        })
    }
}

/// A running site with a token.
pub(crate) struct House {
    pub(crate) site: RunningSite,
    pub(crate) token: String,
    pub(crate) clock: TickingClock,
    pub(crate) folder: TempDir,
    keys: AtomicU64,
}

pub(crate) fn options(folder: &TempDir, clock: &TickingClock) -> SiteOptions {
    SiteOptions {
        port: None,
        ..SiteOptions::new(folder.path().join("site"), clock.clock())
    }
}

impl House {
    pub(crate) fn open() -> Self {
        Self::open_in(tempfile::tempdir().unwrap())
    }

    pub(crate) fn open_in(folder: TempDir) -> Self {
        let clock = TickingClock::default();
        let options = options(&folder, &clock);
        let token = mint_token(&options.data, "test").unwrap();
        let site = Site::start(options).unwrap();
        Self {
            site,
            token,
            clock,
            folder,
            keys: AtomicU64::new(0),
        }
    }

    /// Stops the site and gives its folder back.
    pub(crate) fn close(self) -> TempDir {
        self.site.stop();
        self.folder
    }

    /// A request without credential or key.
    pub(crate) fn plain(&self, method: Method, path: &str) -> Call {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.site.url()));
        Call {
            request,
            body: Vec::new(),
        }
    }

    /// A reader's request.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.plain(Method::GET, path).send()
    }

    /// A client's request, with its token.
    pub(crate) fn call(&self, method: Method, path: &str) -> Call {
        self.plain(method, path)
            .header("authorization", &format!("Bearer {}", self.token))
    }

    /// A client's write, with a fresh key.
    pub(crate) fn write(&self, method: Method, path: &str) -> Call {
        self.call(method, path)
            .header("idempotency-key", &self.fresh_key())
    }

    pub(crate) fn fresh_key(&self) -> String {
        format!("key-{}", self.keys.fetch_add(1, Ordering::SeqCst))
    }

    /// Publishes an article.
    pub(crate) fn publish(&self, article: &Value) -> Answer {
        self.write(Method::POST, "/api/v1/articles")
            .json(article)
            .send()
    }

    /// Publishes an article that is fine, and gives what the site made of it.
    pub(crate) fn published(&self, slug: &str) -> Value {
        let answer = self.publish(&article(slug));
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()
    }

    /// Replaces an article that is at this version.
    pub(crate) fn update(&self, id: &Value, version: &Value, article: &Value) -> Answer {
        self.write(Method::PUT, &article_path(id))
            .if_match(version)
            .json(article)
            .send()
    }
}

pub(crate) fn article_path(id: &Value) -> String {
    format!("/api/v1/articles/{}", id.as_str().unwrap())
}

/// An article with everything but a picture.
pub(crate) fn article(slug: &str) -> Value {
    json!({
        "slug": slug,
        "headline": "Le port du Havre teste des grues sans conducteur",
        "standfirst": "Depuis lundi, trois portiques déchargent la nuit.",
        "section": "tech",
        "tags": ["IA", "Logistique"],
        "byline": "Camille Auvray",
        "language": "fr",
        "body_html": "<p>À quatre heures, le terminal n’a plus besoin de lumière.</p>",
        "body_markdown": "À quatre heures, le terminal n’a plus besoin de lumière.\n",
    })
}

/// A request that is being put together.
pub(crate) struct Call {
    request: ureq::http::request::Builder,
    body: Vec<u8>,
}

impl Call {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    pub(crate) fn if_match(self, version: &Value) -> Self {
        self.header("if-match", &format!("\"{}\"", version.as_str().unwrap()))
    }

    pub(crate) fn json(self, json: &Value) -> Self {
        self.header("content-type", "application/json")
            .body(json.to_string().as_bytes())
    }

    pub(crate) fn body(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    pub(crate) fn send(self) -> Answer {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0);
        let config = config
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true);
        let agent = Agent::from(config.build());
        let answer = agent.run(self.request.body(self.body).unwrap()).unwrap();
        let (head, mut body) = answer.into_parts();
        let body = body
            .with_config()
            .limit(64 * 1024 * 1024)
            .read_to_vec()
            .unwrap();
        Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body,
        }
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }

    /// It is a problem with this status and code.
    #[track_caller]
    pub(crate) fn is_problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(
            (problem["code"].as_str(), problem["status"].as_u64()),
            (Some(code), Some(status.into()))
        );
        assert_eq!(problem["type"], format!("urn:marbre:problem:{code}"));
        problem
    }
}
