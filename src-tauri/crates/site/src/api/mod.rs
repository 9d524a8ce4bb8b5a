//! The Site API v1 over HTTP. It knows no page.

mod articles;
mod body;
mod conditions;
mod description;
mod openapi;
mod pictures;
pub(crate) mod refusal;
mod validate;
mod write;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use site_api::paths;

pub(crate) use body::read as read_body;
pub(crate) use conditions::none_match;
use refusal::Refusal;

use crate::origin;
use crate::state::SiteState;

/// The largest article, in bytes of its JSON.
const ARTICLE_BYTES: usize = 12 * 1024 * 1024;
/// The largest picture, in bytes.
const MEDIA_BYTES: usize = 40 * 1024 * 1024;
/// The longest page of a list.
const PAGE_SIZE: u32 = 100;

/// The API's routes.
pub(crate) fn routes() -> Router<Arc<SiteState>> {
    Router::new()
        .route(paths::SITE, get(description::site))
        .route(paths::THEME, get(description::theme))
        .route(paths::PROOF, get(description::proof))
        .route(paths::OPENAPI, get(openapi::description))
        .route(paths::MEDIA, post(pictures::upload))
        .route(paths::ARTICLES, get(articles::list).post(articles::create))
        .route(
            "/api/v1/articles/{id}",
            get(articles::read)
                .put(articles::update)
                .delete(articles::delete),
        )
        .route("/api/v1/articles/{id}/unpublish", post(articles::unpublish))
        .route(
            "/api/{*rest}",
            axum::routing::any(async || Refusal::not_found()),
        )
        .method_not_allowed_fallback(async || Refusal::method_not_allowed())
        .layer(middleware::from_fn(without_panic))
        .layer(middleware::from_fn(origin::checked))
        .layer(middleware::from_fn(private))
}

/// Runs a request on a task of its own: a panic there is an answer, and work that has begun is
/// finished although its client has gone.
pub(crate) async fn without_panic(request: Request, next: Next) -> Result<Response, Refusal> {
    tokio::spawn(next.run(request))
        .await
        .map_err(|e| Refusal::Fault(format!("a panic: {e}")))
}

/// Answers of the API belong to one client, and are data whatever they look like.
async fn private(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    let fixed = |value| axum::http::HeaderValue::from_static(value);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        fixed("default-src 'none'; frame-ancestors 'none'"),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(fixed("no-store"));
    answer
}

/// The name of the token that a request shows.
async fn authorise(state: &Arc<SiteState>, headers: &HeaderMap) -> Result<String, Refusal> {
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let token = shown.and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme
            .eq_ignore_ascii_case("bearer")
            .then(|| token.trim().to_owned())
    });
    let Some(token) = token else {
        return Err(Refusal::unauthorized());
    };
    let state = Arc::clone(state);
    let name = blocking(move || Ok(state.token_name(&token)?)).await?;
    name.ok_or_else(Refusal::unauthorized)
}

/// Runs work that blocks where it may.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(Refusal::Fault(format!("a panic: {error}"))),
    }
}

/// The state as handlers name it.
type Site = State<Arc<SiteState>>;
