//! What machines read: feeds, the sitemap, robots.txt. It knows no page.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use domain::{Article, Timestamp};
use page::SiteFacts;
use page::feeds::{self, SitemapEntry};

use super::{Site, answer, fresh};
use crate::api::refusal::Refusal;
use crate::database::lists;

/// The articles of a feed.
const FEED_LENGTH: usize = 30;
/// The articles of a sitemap; with home and sections it stays below the specification's 50,000.
const SITEMAP_LENGTH: usize = 49_000;

/// RSS 2.0.
pub(super) async fn rss(state: Site, headers: HeaderMap) -> Result<Response, Refusal> {
    feed(
        state,
        headers,
        "application/rss+xml; charset=utf-8",
        feeds::rss,
    )
    .await
}

/// Atom.
pub(super) async fn atom(state: Site, headers: HeaderMap) -> Result<Response, Refusal> {
    feed(
        state,
        headers,
        "application/atom+xml; charset=utf-8",
        feeds::atom,
    )
    .await
}

async fn feed(
    State(state): Site,
    headers: HeaderMap,
    media_type: &'static str,
    write: fn(&SiteFacts, &[Article]) -> String,
) -> Result<Response, Refusal> {
    answer(state, move |site| {
        let latest = site
            .database
            .read(|db| lists::latest_whole(db, FEED_LENGTH))?;
        let articles: Vec<Article> = latest
            .into_iter()
            .map(|article| article.article())
            .collect();
        Ok(fresh(
            &headers,
            media_type,
            write(&site.facts()?, &articles),
        ))
    })
    .await
}

/// Home, the sections, every article.
pub(super) async fn sitemap(State(state): Site, headers: HeaderMap) -> Result<Response, Refusal> {
    answer(state, move |site| {
        let facts = site.facts()?;
        let found = site
            .database
            .read(|db| lists::addresses(db, SITEMAP_LENGTH))?;
        let at = |path: String, changed: Option<i64>| SitemapEntry {
            address: format!("{}{path}", site.url),
            changed_at: changed.and_then(|at| Timestamp::from_microsecond(at).ok()),
        };
        let mut entries = vec![at("/".to_owned(), None)];
        entries.extend(
            facts
                .sections
                .iter()
                .map(|s| at(format!("/sections/{}", s.slug), None)),
        );
        entries.extend(
            found
                .into_iter()
                .map(|(slug, changed)| at(format!("/articles/{slug}"), Some(changed))),
        );
        Ok(fresh(
            &headers,
            "application/xml; charset=utf-8",
            feeds::sitemap(&entries),
        ))
    })
    .await
}

/// Everything but the API may be read.
pub(super) async fn robots(State(state): Site) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /api/\n\nSitemap: {}/sitemap.xml\n",
        state.url
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
