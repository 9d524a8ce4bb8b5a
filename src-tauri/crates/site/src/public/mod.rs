//! What readers see: pages, feeds, pictures, the newsletter. It knows no token.

mod files;
mod lists;
mod machines;
mod newsletter;
mod pages;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::api::refusal::Refusal;
use crate::api::{blocking, none_match, without_panic};
use crate::state::SiteState;
use crate::{origin, secret};

/// What a page may load and do: itself, its own style sheet and fonts, pictures over TLS.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' https:; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Site = State<Arc<SiteState>>;

/// The readers' routes.
pub(crate) fn routes() -> Router<Arc<SiteState>> {
    Router::new()
        .route("/", get(lists::home))
        .route("/sections/{slug}", get(lists::section))
        .route("/tags/{slug}", get(lists::tag))
        .route("/articles/{slug}", get(pages::article))
        .route("/feed.rss", get(machines::rss))
        .route("/feed.atom", get(machines::atom))
        .route("/sitemap.xml", get(machines::sitemap))
        .route("/robots.txt", get(machines::robots))
        .route("/media/{id}", get(files::picture))
        .route("/assets/{*path}", get(files::asset))
        .route(
            "/newsletter",
            get(newsletter::form).post(newsletter::subscribe),
        )
        .fallback(pages::nothing)
        .method_not_allowed_fallback(pages::nothing_so)
        .layer(middleware::from_fn(without_panic))
        .layer(middleware::from_fn(origin::checked))
        .layer(middleware::from_fn(guarded))
}

/// Headers that every answer to a reader has.
async fn guarded(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    let mut set = |name, value| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    answer
}

/// A text that a browser may keep, but asks for again each time.
fn fresh(headers: &HeaderMap, media_type: &'static str, text: String) -> Response {
    let etag = format!("\"{}\"", &secret::hash(text.as_bytes())[..32]);
    let caching = [
        (header::ETAG, etag.clone()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    if none_match(headers, &etag) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(header::CONTENT_TYPE, media_type)], text).into_response()
}

/// A page with a status of its own.
fn page(status: StatusCode, text: String) -> Response {
    let kind = [
        (header::CONTENT_TYPE, HTML),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (status, kind, text).into_response()
}

const HTML: &str = "text/html; charset=utf-8";

/// What becomes of a request that a reader made in vain.
enum Vain {
    /// Nothing is there.
    Nothing,
    /// The site's fault.
    Fault(Refusal),
}

impl<E: Into<Refusal>> From<E> for Vain {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

/// Runs a reader's request where it may block; in vain, it ends in a page too.
async fn answer(
    state: Arc<SiteState>,
    work: impl FnOnce(&SiteState) -> Result<Response, Vain> + Send + 'static,
) -> Result<Response, Refusal> {
    blocking(move || match work(&state) {
        Ok(done) => Ok(done),
        Err(Vain::Nothing) => Ok(page(
            StatusCode::NOT_FOUND,
            state.press.not_found_page(&state.facts()?)?,
        )),
        Err(Vain::Fault(refusal)) => Err(refusal),
    })
    .await
}
