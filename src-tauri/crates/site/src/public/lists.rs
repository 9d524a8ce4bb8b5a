//! Home, sections and tags, page by page. It knows no single article.

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use page::{ArticleSummary, Listing};
use serde::Deserialize;

use super::{HTML, Site, Vain, answer, fresh};
use crate::api::refusal::Refusal;
use crate::database::lists::{self, Shelf};
use crate::state::SiteState;

/// One article at the top and four rows of three.
const PAGE_SIZE: usize = 13;

#[derive(Deserialize)]
pub(super) struct Paging {
    #[serde(default = "first")]
    page: usize,
}

fn first() -> usize {
    1
}

type Turned = Result<Query<Paging>, QueryRejection>;
type Named = Result<Path<String>, PathRejection>;

/// The articles of one page.
struct Shown {
    articles: Vec<ArticleSummary>,
    page: usize,
    pages: usize,
}

impl Shown {
    fn listing(&self) -> Listing<'_> {
        Listing {
            articles: &self.articles,
            page: self.page,
            pages: self.pages,
        }
    }
}

/// The front page.
pub(super) async fn home(
    State(state): Site,
    headers: HeaderMap,
    paging: Turned,
) -> Result<Response, Refusal> {
    answer(state, move |site| {
        let shown = shown(site, Shelf::Home, paging)?;
        let text = site.press.home_page(&site.facts()?, shown.listing())?;
        Ok(fresh(&headers, HTML, text))
    })
    .await
}

/// A section, with or without articles.
pub(super) async fn section(
    State(state): Site,
    headers: HeaderMap,
    slug: Named,
    paging: Turned,
) -> Result<Response, Refusal> {
    answer(state, move |site| {
        let Path(slug) = slug.map_err(|_| Vain::Nothing)?;
        let facts = site.facts()?;
        let section = facts
            .sections
            .iter()
            .find(|s| s.slug == slug)
            .ok_or(Vain::Nothing)?;
        let shown = shown(site, Shelf::Section(&slug), paging)?;
        Ok(fresh(
            &headers,
            HTML,
            site.press.section_page(&facts, section, shown.listing())?,
        ))
    })
    .await
}

/// A tag that at least one article has.
pub(super) async fn tag(
    State(state): Site,
    headers: HeaderMap,
    slug: Named,
    paging: Turned,
) -> Result<Response, Refusal> {
    answer(state, move |site| {
        let Path(slug) = slug.map_err(|_| Vain::Nothing)?;
        let name = site
            .database
            .read(|db| lists::tag_name(db, &slug))?
            .ok_or(Vain::Nothing)?;
        let shown = shown(site, Shelf::Tag(&slug), paging)?;
        let text = site
            .press
            .tag_page(&site.facts()?, &name, &slug, shown.listing())?;
        Ok(fresh(&headers, HTML, text))
    })
    .await
}

fn shown(site: &SiteState, shelf: Shelf<'_>, paging: Turned) -> Result<Shown, Vain> {
    let page = paging.map_err(|_| Vain::Nothing)?.page;
    let offset = page
        .checked_sub(1)
        .and_then(|before| before.checked_mul(PAGE_SIZE))
        .ok_or(Vain::Nothing)?;
    let (rows, total) = site
        .database
        .read(|db| lists::for_readers(db, shelf, PAGE_SIZE, offset))?;
    let pages = total.div_ceil(PAGE_SIZE).max(1);
    if page > pages {
        return Err(Vain::Nothing);
    }
    let articles = rows.into_iter().map(|row| row.summary()).collect();
    Ok(Shown {
        articles,
        page,
        pages,
    })
}
