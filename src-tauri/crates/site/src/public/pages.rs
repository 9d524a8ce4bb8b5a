//! One article's page, and the pages for what is not there. It knows no list.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::{HTML, Site, Vain, answer, fresh, page};
use crate::api::refusal::Refusal;
use crate::database::articles;
use crate::database::rows::WholeArticle;

enum Found {
    Live(Box<WholeArticle>),
    Down,
    Moved(String),
    Nothing,
}

/// An article's page.
pub(super) async fn article(
    State(state): Site,
    headers: HeaderMap,
    slug: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    answer(state, move |site| {
        let Path(slug) = slug.map_err(|_| Vain::Nothing)?;
        let found = site.database.read(|db| {
            Ok(match articles::by_slug(db, &slug)? {
                Some(row) if row.live => Found::Live(Box::new(articles::whole(db, row)?)),
                Some(_) => Found::Down,
                None => articles::moved_to(db, &slug)?.map_or(Found::Nothing, Found::Moved),
            })
        })?;
        match found {
            Found::Live(article) => {
                let text = site
                    .press
                    .article_page(&site.facts()?, &article.article())?;
                Ok(fresh(&headers, HTML, text))
            }
            Found::Down => Ok(page(
                StatusCode::GONE,
                site.press.gone_page(&site.facts()?)?,
            )),
            Found::Moved(slug) => {
                Ok(Redirect::permanent(&format!("/articles/{slug}")).into_response())
            }
            Found::Nothing => Err(Vain::Nothing),
        }
    })
    .await
}

/// The page for an address where nothing is.
pub(super) async fn nothing(State(state): Site) -> Result<Response, Refusal> {
    answer(state, |_| Err(Vain::Nothing)).await
}

/// The same, for a method that makes no sense there.
pub(super) async fn nothing_so(State(state): Site) -> Result<Response, Refusal> {
    answer(state, |site| {
        let text = site.press.not_found_page(&site.facts()?)?;
        Ok(page(StatusCode::METHOD_NOT_ALLOWED, text))
    })
    .await
}
