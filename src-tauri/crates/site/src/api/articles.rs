//! Articles over HTTP: listed, read, made, replaced, taken down, deleted. It knows no page.

use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Slug;
use rusqlite::{Connection, OptionalExtension as _, Transaction};
use site_api::problem::code;
use site_api::{
    ArticleEntry, ArticleInput, ArticlePage, ArticleQuery, ArticleResource, FieldProblem, Problem,
    paths,
};

use super::conditions::{check_version, none_match};
use super::refusal::Refusal;
use super::write::Write;
use super::{ARTICLE_BYTES, PAGE_SIZE, Site, authorise, blocking, validate};
use crate::database::articles;
use crate::database::rows::ArticleRow;
use crate::database::{Cursor, Filter, Prepared, Reply, lists};
use crate::secret;
use crate::state::SiteState;

/// The articles of a page when the client does not say.
const USUAL_LIMIT: u32 = 50;
/// The largest body of a write that needs none.
const NO_BODY: usize = 1024;

type Id = Result<Path<String>, PathRejection>;

/// List articles
///
/// Oldest change first, page by page, without their bodies.
#[utoipa::path(
    get, path = "/api/v1/articles", operation_id = "listArticles", tag = "articles",
    params(
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before", pattern = "^-?[0-9]{1,18}\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
        ("limit" = Option<u32>, Query, description = "At most so many", minimum = 1, maximum = 100),
        ("updated_since" = Option<String>, Query, format = DateTime, description = "Only what changed then or later"),
        ("slug" = Option<String>, Query, description = "Only the one with this slug", pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 96),
        ("client_key" = Option<String>, Query, description = "Only the one with this `client_key`, or the one on which a write with this `Idempotency-Key` took effect"),
    ),
    responses(
        (status = 200, body = ArticlePage, description = "A page of the list"),
        (status = 400, body = Problem, content_type = "application/problem+json", description = "`malformed`: a parameter"),
        (status = 401, body = Problem, content_type = "application/problem+json", description = "No token that holds", headers(("WWW-Authenticate" = String))),
    ),
)]
pub(super) async fn list(
    State(state): Site,
    headers: HeaderMap,
    query: Result<Query<ArticleQuery>, QueryRejection>,
) -> Result<Json<ArticlePage>, Refusal> {
    authorise(&state, &headers).await?;
    let Query(query) = query.map_err(|e| Refusal::malformed(e.body_text()))?;
    let limit = query.limit.unwrap_or(USUAL_LIMIT);
    if !(1..=PAGE_SIZE).contains(&limit) {
        return Err(Refusal::malformed(format!("limit: 1 to {PAGE_SIZE}")));
    }
    let filter = filter(query)?;
    blocking(move || {
        let (rows, next_cursor) = state
            .database
            .read(|db| lists::for_client(db, &filter, limit as usize))?;
        let entry = |row: ArticleRow| ArticleEntry {
            effect_of: filter.client_key.clone(),
            ..row.entry(&state.url)
        };
        let articles = rows.into_iter().map(entry).collect();
        Ok(Json(ArticlePage {
            articles,
            next_cursor,
        }))
    })
    .await
}

fn filter(query: ArticleQuery) -> Result<Filter, Refusal> {
    let cursor = |text: String| Cursor::parse(&text).ok_or_else(|| Refusal::malformed("cursor"));
    let slug = |text: String| match Slug::parse(&text) {
        Ok(_) => Ok(text),
        Err(_) => Err(Refusal::malformed("slug")),
    };
    Ok(Filter {
        after: query.cursor.map(cursor).transpose()?,
        updated_since: query.updated_since,
        slug: query.slug.map(slug).transpose()?,
        client_key: query.client_key,
    })
}

/// Read an article
#[utoipa::path(
    get, path = "/api/v1/articles/{id}", operation_id = "readArticle", tag = "articles",
    params(
        ("id" = String, Path, description = "The article"),
        ("If-None-Match" = Option<String>, Header, description = "The version that the client has, in quotes"),
    ),
    responses(
        (status = 200, body = ArticleResource, description = "The article", headers(("ETag" = String, description = "Its version, in quotes"))),
        (status = 304, description = "The client has it"),
        (status = 401, body = Problem, content_type = "application/problem+json", description = "No token that holds", headers(("WWW-Authenticate" = String))),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "`not_found`"),
    ),
)]
pub(super) async fn read(
    State(state): Site,
    headers: HeaderMap,
    id: Id,
) -> Result<Response, Refusal> {
    authorise(&state, &headers).await?;
    let id = known(id)?;
    blocking(move || {
        let found = state.database.read(|db| match articles::by_id(db, &id)? {
            Some(row) => articles::whole(db, row).map(Some),
            None => Ok(None),
        })?;
        let article = found.ok_or_else(Refusal::not_found)?;
        let etag = format!("\"{}\"", article.row.version);
        let caching = [
            (header::ETAG, etag.clone()),
            (header::CACHE_CONTROL, "no-cache".to_owned()),
        ];
        if none_match(&headers, &etag) {
            return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
        }
        Ok((caching, Json(article.resource(&state.url))).into_response())
    })
    .await
}

/// Publish an article
///
/// Makes the article; readers see it at once. A section that the site does not have is made.
#[utoipa::path(
    post, path = "/api/v1/articles", operation_id = "createArticle", tag = "articles",
    params(("Idempotency-Key" = String, Header, description = "Names this write; repeated, it takes effect once", pattern = "^[!-~]{1,128}$")),
    request_body = ArticleInput,
    responses(
        (status = 201, body = ArticleResource, description = "Made", headers(("ETag" = String, description = "Its version, in quotes"), ("Location" = String, description = "Where the API has it"))),
        (status = 400, body = Problem, content_type = "application/problem+json", description = "`malformed`, `idempotency_key_missing`, `idempotency_key_malformed`"),
        (status = 401, body = Problem, content_type = "application/problem+json", description = "No token that holds", headers(("WWW-Authenticate" = String))),
        (status = 408, body = Problem, content_type = "application/problem+json", description = "`too_slow`"),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "`slug_taken`, `client_key_taken`, `in_progress`"),
        (status = 413, body = Problem, content_type = "application/problem+json", description = "`too_large`"),
        (status = 415, body = Problem, content_type = "application/problem+json", description = "`unsupported_type`: not JSON"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid`: see `errors`; `idempotency_key_reused`"),
        (status = 507, body = Problem, content_type = "application/problem+json", description = "`disk_full`"),
    ),
)]
pub(super) async fn create(State(state): Site, request: Request) -> Result<Response, Refusal> {
    let write = Write::admit(&state, request, ARTICLE_BYTES).await?;
    let (write, new) = prepared(write).await?;
    let id = secret::fresh_id()?;
    write
        .perform(&state, move |state, write, tx| {
            check_free(tx, &new, None)?;
            articles::insert(tx, &id, &new, state.now())?;
            articles::remember_effect(tx, &write.key, &id)?;
            let location = Some(paths::article(&id));
            Ok(Reply {
                status: 201,
                location,
                ..reply(state, tx, &id)?
            })
        })
        .await
}

/// Update an article
///
/// Replaces the whole article, if it is still at the version that `If-Match` names. Its date stays,
/// `updated_at` is set, and an article that was taken down comes back at its address.
#[utoipa::path(
    put, path = "/api/v1/articles/{id}", operation_id = "updateArticle", tag = "articles",
    params(
        ("id" = String, Path, description = "The article"),
        ("Idempotency-Key" = String, Header, description = "Names this write; repeated, it takes effect once", pattern = "^[!-~]{1,128}$"),
        ("If-Match" = String, Header, description = "The version that is replaced, in quotes"),
    ),
    request_body = ArticleInput,
    responses(
        (status = 200, body = ArticleResource, description = "Replaced", headers(("ETag" = String, description = "Its version, in quotes"))),
        (status = 400, body = Problem, content_type = "application/problem+json", description = "`malformed`, `idempotency_key_missing`, `idempotency_key_malformed`"),
        (status = 401, body = Problem, content_type = "application/problem+json", description = "No token that holds", headers(("WWW-Authenticate" = String))),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "`not_found`"),
        (status = 408, body = Problem, content_type = "application/problem+json", description = "`too_slow`"),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "`slug_taken`, `client_key_taken`, `in_progress`"),
        (status = 412, body = Problem, content_type = "application/problem+json", description = "`version_conflict`, with `current_version`", headers(("ETag" = String, description = "The version that is there, in quotes"))),
        (status = 413, body = Problem, content_type = "application/problem+json", description = "`too_large`"),
        (status = 415, body = Problem, content_type = "application/problem+json", description = "`unsupported_type`: not JSON"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid`: see `errors`; `idempotency_key_reused`"),
        (status = 428, body = Problem, content_type = "application/problem+json", description = "`version_missing`"),
        (status = 507, body = Problem, content_type = "application/problem+json", description = "`disk_full`"),
    ),
)]
pub(super) async fn update(
    State(state): Site,
    id: Id,
    request: Request,
) -> Result<Response, Refusal> {
    let write = Write::admit(&state, request, ARTICLE_BYTES).await?;
    let id = known(id)?;
    let (write, new) = prepared(write).await?;
    write
        .perform(&state, move |state, write, tx| {
            let old = current(tx, &id, &write.headers)?;
            check_free(tx, &new, Some(&id))?;
            articles::replace(tx, &old, &new, state.now())?;
            articles::remember_effect(tx, &write.key, &id)?;
            reply(state, tx, &id)
        })
        .await
}

/// Take an article down
///
/// Readers no longer see it; its address says that it was withdrawn. An update brings it back.
#[utoipa::path(
    post, path = "/api/v1/articles/{id}/unpublish", operation_id = "unpublishArticle", tag = "articles",
    params(
        ("id" = String, Path, description = "The article"),
        ("Idempotency-Key" = String, Header, description = "Names this write; repeated, it takes effect once", pattern = "^[!-~]{1,128}$"),
        ("If-Match" = String, Header, description = "The version that is taken down, in quotes"),
    ),
    responses(
        (status = 200, body = ArticleResource, description = "Taken down", headers(("ETag" = String, description = "Its version, in quotes"))),
        (status = 400, body = Problem, content_type = "application/problem+json", description = "`idempotency_key_missing`, `idempotency_key_malformed`, `malformed`"),
        (status = 401, body = Problem, content_type = "application/problem+json", description = "No token that holds", headers(("WWW-Authenticate" = String))),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "`not_found`"),
        (status = 408, body = Problem, content_type = "application/problem+json", description = "`too_slow`"),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "`in_progress`"),
        (status = 412, body = Problem, content_type = "application/problem+json", description = "`version_conflict`, with `current_version`", headers(("ETag" = String, description = "The version that is there, in quotes"))),
        (status = 413, body = Problem, content_type = "application/problem+json", description = "`too_large`: no body is needed"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "`idempotency_key_reused`"),
        (status = 428, body = Problem, content_type = "application/problem+json", description = "`version_missing`"),
        (status = 507, body = Problem, content_type = "application/problem+json", description = "`disk_full`"),
    ),
)]
pub(super) async fn unpublish(
    State(state): Site,
    id: Id,
    request: Request,
) -> Result<Response, Refusal> {
    let write = Write::admit(&state, request, NO_BODY).await?;
    let id = known(id)?;
    write
        .perform(&state, move |state, write, tx| {
            let old = current(tx, &id, &write.headers)?;
            articles::take_down(tx, &old, state.now())?;
            articles::remember_effect(tx, &write.key, &id)?;
            reply(state, tx, &id)
        })
        .await
}

/// Delete an article
///
/// It is gone for good, and its address is free. To hide it from readers, take it down instead.
#[utoipa::path(
    delete, path = "/api/v1/articles/{id}", operation_id = "deleteArticle", tag = "articles",
    params(
        ("id" = String, Path, description = "The article"),
        ("Idempotency-Key" = String, Header, description = "Names this write; repeated, it takes effect once", pattern = "^[!-~]{1,128}$"),
        ("If-Match" = String, Header, description = "The version that is deleted, in quotes"),
    ),
    responses(
        (status = 204, description = "Deleted"),
        (status = 400, body = Problem, content_type = "application/problem+json", description = "`idempotency_key_missing`, `idempotency_key_malformed`, `malformed`"),
        (status = 401, body = Problem, content_type = "application/problem+json", description = "No token that holds", headers(("WWW-Authenticate" = String))),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "`not_found`"),
        (status = 408, body = Problem, content_type = "application/problem+json", description = "`too_slow`"),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "`in_progress`"),
        (status = 412, body = Problem, content_type = "application/problem+json", description = "`version_conflict`, with `current_version`", headers(("ETag" = String, description = "The version that is there, in quotes"))),
        (status = 413, body = Problem, content_type = "application/problem+json", description = "`too_large`: no body is needed"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "`idempotency_key_reused`"),
        (status = 428, body = Problem, content_type = "application/problem+json", description = "`version_missing`"),
        (status = 507, body = Problem, content_type = "application/problem+json", description = "`disk_full`"),
    ),
)]
pub(super) async fn delete(
    State(state): Site,
    id: Id,
    request: Request,
) -> Result<Response, Refusal> {
    let write = Write::admit(&state, request, NO_BODY).await?;
    let id = known(id)?;
    write
        .perform(&state, move |_, write, tx| {
            current(tx, &id, &write.headers)?;
            articles::delete(tx, &id)?;
            Ok(Reply {
                status: 204,
                etag: None,
                location: None,
                body: None,
            })
        })
        .await
}

/// An address that can't be decoded names nothing.
fn known(id: Id) -> Result<String, Refusal> {
    id.map(|Path(id)| id).map_err(|_| Refusal::not_found())
}

/// Reads, checks and sanitises the body, where that may take its time.
async fn prepared(write: Write) -> Result<(Write, Prepared), Refusal> {
    blocking(move || {
        let new = validate::prepare(json(&write)?)?;
        Ok((write, new))
    })
    .await
}

fn json(write: &Write) -> Result<ArticleInput, Refusal> {
    let kind = write
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let kind = kind
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        let detail = "Send Content-Type: application/json";
        return Err(Refusal::new(
            415,
            code::UNSUPPORTED_TYPE,
            "Not JSON",
            detail,
        ));
    }
    serde_json::from_slice(&write.body).map_err(|e| Refusal::malformed(e.to_string()))
}

/// The article as it is, if `If-Match` names its version.
fn current(tx: &Connection, id: &str, headers: &HeaderMap) -> Result<ArticleRow, Refusal> {
    let row = articles::by_id(tx, id)?.ok_or_else(Refusal::not_found)?;
    check_version(headers, &row.version)?;
    Ok(row)
}

/// Nothing of the article belongs to another one, and its picture is there.
fn check_free(tx: &Transaction<'_>, new: &Prepared, id: Option<&str>) -> Result<(), Refusal> {
    let other = |found: Option<ArticleRow>| found.is_some_and(|row| Some(row.id.as_str()) != id);
    if other(articles::by_slug(tx, new.slug.as_str())?) {
        return Err(Refusal::slug_taken(new.slug.as_str()));
    }
    if let Some(key) = &new.client_key
        && other(articles::by_client_key(tx, key)?)
    {
        let detail = "Another article has this client_key";
        return Err(Refusal::new(
            409,
            code::CLIENT_KEY_TAKEN,
            "The client_key is taken",
            detail,
        ));
    }
    let Some(picture) = &new.picture else {
        return Ok(());
    };
    let of = |field: &'static str| move |id| (field, id);
    let all = picture.media.iter().map(of("lead_picture.source.id"));
    let all = all.chain(picture.sizes.iter().map(of("lead_picture.sizes")));
    let mut all = all.chain(picture.card.iter().map(of("lead_picture.card")));
    all.try_for_each(|(field, media)| check_picture(tx, field, media))
}

fn check_picture(tx: &Transaction<'_>, field: &str, media: &str) -> Result<(), Refusal> {
    let sql = "SELECT 1 FROM media WHERE id = ?1";
    match tx.query_row(sql, [media], |_| Ok(())).optional()? {
        Some(()) => Ok(()),
        None => Err(Refusal::invalid(vec![FieldProblem {
            field: field.to_owned(),
            code: "unknown".to_owned(),
            message: "the site has no such picture: send it first".to_owned(),
        }])),
    }
}

/// The article as it is now.
fn reply(state: &SiteState, tx: &Transaction<'_>, id: &str) -> Result<Reply, Refusal> {
    let row = articles::by_id(tx, id)?.ok_or_else(Refusal::not_found)?;
    let article: ArticleResource = articles::whole(tx, row)?.resource(&state.url);
    Ok(Reply {
        status: 200,
        etag: Some(article.entry.version.clone()),
        location: None,
        body: Some(serde_json::to_vec(&article)?),
    })
}
