//! What the site says of itself, and its theme. It knows no article.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::PictureKind;
use serde::Deserialize;
use site_api::{
    API_VERSION, Limits, Problem, SectionResource, SiteDescription, SiteProof, ThemeBundle,
};

use super::none_match;
use super::refusal::Refusal;
use super::{ARTICLE_BYTES, MEDIA_BYTES, PAGE_SIZE, Site, authorise, blocking, validate};
use crate::database::KEPT_DAYS;
use crate::proof;

/// The site's description
///
/// Name, language, time zone, sections, theme version and limits.
#[utoipa::path(
    get, path = "/api/v1", operation_id = "readSite", tag = "site",
    responses(
        (status = 200, body = SiteDescription, description = "What the site says of itself"),
        (status = 401, body = Problem, content_type = "application/problem+json", description = "No token that holds", headers(("WWW-Authenticate" = String))),
    ),
)]
pub(super) async fn site(
    State(state): Site,
    headers: HeaderMap,
) -> Result<Json<SiteDescription>, Refusal> {
    authorise(&state, &headers).await?;
    blocking(move || {
        let facts = state.facts()?;
        let section = |s: domain::Section| SectionResource {
            slug: s.slug,
            name: s.name,
        };
        Ok(Json(SiteDescription {
            api_version: API_VERSION.to_owned(),
            name: facts.name,
            url: facts.url,
            language: facts.language.as_str().to_owned(),
            time_zone: facts.time_zone,
            sections: facts.sections.into_iter().map(section).collect(),
            theme_version: state.theme.version.clone(),
            limits: limits(),
            subscribers: facts.subscribers,
        }))
    })
    .await
}

fn limits() -> Limits {
    Limits {
        article_bytes: ARTICLE_BYTES as u64,
        media_bytes: MEDIA_BYTES as u64,
        media_types: PictureKind::ALL
            .iter()
            .map(|kind| kind.media_type().to_owned())
            .collect(),
        page_size: PAGE_SIZE,
        key_days: KEPT_DAYS,
        characters: validate::CHARACTERS
            .iter()
            .map(|(field, most)| ((*field).to_owned(), *most))
            .collect(),
        tags: Some(validate::TAGS),
        corrections: Some(validate::CORRECTIONS),
        picture_sizes: Some(validate::PICTURE_SIZES),
    }
}

/// The site's theme
///
/// Templates and style sheet, whole. Who has them can make the site's pages without the site.
#[utoipa::path(
    get, path = "/api/v1/theme", operation_id = "readTheme", tag = "site",
    params(("If-None-Match" = Option<String>, Header, description = "The version that the client has, in quotes")),
    responses(
        (status = 200, body = ThemeBundle, description = "The theme", headers(("ETag" = String, description = "Its version, in quotes"))),
        (status = 304, description = "The client has it"),
        (status = 401, body = Problem, content_type = "application/problem+json", description = "No token that holds", headers(("WWW-Authenticate" = String))),
    ),
)]
pub(super) async fn theme(State(state): Site, headers: HeaderMap) -> Result<Response, Refusal> {
    authorise(&state, &headers).await?;
    let etag = format!("\"{}\"", state.theme.version);
    let caching = [
        (header::ETAG, etag.clone()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    if none_match(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let bundle = ThemeBundle {
        version: state.theme.version.clone(),
        templates: state.theme.templates.clone(),
        css: state.theme.css.clone(),
    };
    Ok((caching, Json(bundle)).into_response())
}

/// What is to be answered.
#[derive(Deserialize)]
pub(super) struct Question {
    nonce: String,
}

/// Prove whose site this is
///
/// A desk that can read the site's folder asks this before it shows a token to whoever listens
/// here: `proof` is the HMAC-SHA256, under the key in that folder, of the nonce and the address at
/// which the site listens.
#[utoipa::path(
    get, path = "/api/v1/proof", operation_id = "proveSite", tag = "site",
    security(()),
    params(("nonce" = String, Query, description = "Chosen at random for this question", pattern = "^[A-Za-z0-9_-]{16,128}$")),
    responses(
        (status = 200, body = SiteProof, description = "The proof"),
        (status = 400, body = Problem, content_type = "application/problem+json", description = "`malformed`: the nonce"),
    ),
)]
pub(super) async fn proof(
    State(state): Site,
    question: Result<Query<Question>, QueryRejection>,
) -> Result<Json<SiteProof>, Refusal> {
    let Query(Question { nonce }) = question.map_err(|e| Refusal::malformed(e.body_text()))?;
    let tidy = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    if !(16..=128).contains(&nonce.len()) || !nonce.bytes().all(tidy) {
        return Err(Refusal::malformed("nonce"));
    }
    blocking(move || {
        Ok(Json(SiteProof {
            proof: proof::answer(&state.data, &state.url, &nonce)?,
        }))
    })
    .await
}
