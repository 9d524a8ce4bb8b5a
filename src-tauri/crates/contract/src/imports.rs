//! Published articles brought into the library: a site's list, what is asked for, and what became of it.

use domain as own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;
use crate::milliseconds;
use crate::questions::Lost;

/// A part of what readers of a site can read is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishedRequest {
    /// Of which site.
    pub site: String,
    /// The words that the articles have; all for none.
    pub words: String,
    /// What leads to the part; `null` for the first.
    pub from: Option<String>,
}

/// An article that readers of a site can read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishedArticle {
    /// The site's identifier of it.
    pub remote_id: String,
    /// Its headline.
    pub headline: String,
    /// Where they read it.
    pub address: String,
    /// Since when, milliseconds.
    pub published_at: f64,
    /// When it last changed there, milliseconds.
    pub updated_at: Option<f64>,
    /// The draft that is tied to it already.
    pub draft: Option<String>,
}

/// A part of a site's list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishedPart {
    /// Its articles.
    pub articles: Vec<PublishedArticle>,
    /// What leads to the next part; `null` at the end.
    pub next: Option<String>,
    /// How many there are in all parts, as far as that is known.
    pub total: Option<f64>,
}

/// An article that is to be brought in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WantedArticle {
    /// The site's identifier of it.
    pub remote_id: String,
    /// Its headline.
    pub headline: String,
    /// Its address.
    pub address: String,
}

/// These articles are to be brought in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BringInRequest {
    /// From which site.
    pub site: String,
    /// They.
    pub articles: Vec<WantedArticle>,
}

/// All articles with these words are to be brought in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BringInAllRequest {
    /// From which site.
    pub site: String,
    /// The words; every article for none.
    pub words: String,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ImportState {
    /// It goes on, or waits.
    Running,
    /// Every article is settled.
    Done,
    /// It was stopped.
    Cancelled,
    /// It can't go on by itself.
    Failed,
}

/// An import, as far as it is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportView {
    /// Which import.
    pub id: String,
    /// From which site.
    pub site: String,
    /// Its name.
    pub site_name: String,
    /// The words that were looked for; `null` where articles were named.
    pub words: Option<String>,
    /// How far it is.
    pub state: ImportState,
    /// When it was asked for, milliseconds.
    pub made_at: f64,
    /// Whether all its articles are known.
    pub listed: bool,
    /// How many the site says there are.
    pub total: Option<f64>,
    /// Articles that are known to belong to it.
    pub found: f64,
    /// Drafts made.
    pub brought: f64,
    /// Articles that had one.
    pub known: f64,
    /// Articles left out.
    pub failed: f64,
    /// Drafts of which something could not be kept.
    pub noted: f64,
    /// The headline of the article that comes in now.
    pub current: Option<String>,
    /// Why it waits, or can't go on.
    pub failure: Option<Failure>,
    /// When it tries again, milliseconds.
    pub next_try: Option<f64>,
}

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ArrivedState {
    /// It waits.
    Waiting,
    /// There is a draft of it now.
    Brought,
    /// There was one before.
    Known,
    /// There is none.
    Failed,
}

/// An article of an import, and what could not be kept of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArrivedArticle {
    /// The site's identifier of it.
    pub remote_id: String,
    /// Its headline; empty until it is known.
    pub headline: String,
    /// Where readers find it.
    pub address: String,
    /// What became of it.
    pub state: ArrivedState,
    /// Its draft.
    pub draft: Option<String>,
    /// What Markdown can't say of it.
    pub lost: Vec<Lost>,
    /// The pictures that could not be had, by their addresses.
    pub pictures_left: Vec<String>,
    /// Why it was left out.
    pub failure: Option<Failure>,
}

/// The report of an import, in words, to be kept as a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveReportRequest {
    /// Where to.
    pub path: String,
    /// It.
    pub report: String,
}

impl From<WantedArticle> for newsroom::Wanted {
    fn from(wanted: WantedArticle) -> Self {
        Self {
            remote_id: wanted.remote_id,
            headline: wanted.headline,
            address: wanted.address,
        }
    }
}

impl From<newsroom::PublishedPart> for PublishedPart {
    fn from(part: newsroom::PublishedPart) -> Self {
        Self {
            articles: part.articles.into_iter().map(Into::into).collect(),
            next: part.next,
            total: part.total.map(|total| total as f64),
        }
    }
}

impl From<newsroom::PublishedArticle> for PublishedArticle {
    fn from(article: newsroom::PublishedArticle) -> Self {
        Self {
            remote_id: article.remote_id,
            headline: article.headline,
            address: article.address,
            published_at: milliseconds(article.published_at),
            updated_at: article.updated_at.map(milliseconds),
            draft: article.draft.map(|draft| draft.to_string()),
        }
    }
}

impl From<newsroom::ImportView> for ImportView {
    fn from(view: newsroom::ImportView) -> Self {
        let count = view.count;
        let (waits, next_try) = view.waits.unzip();
        let import = count.import;
        Self {
            id: import.id.to_string(),
            site: import.site.to_string(),
            site_name: view.site_name,
            words: import.words,
            state: import.state.into(),
            made_at: milliseconds(import.made_at),
            listed: import.listed,
            total: import.total.map(|total| total as f64),
            found: count.found as f64,
            brought: count.brought as f64,
            known: count.known as f64,
            failed: count.failed as f64,
            noted: count.noted as f64,
            current: view.current,
            failure: waits.map(Into::into).or(import.failure.map(stored)),
            next_try: next_try.map(milliseconds),
        }
    }
}

impl From<newsroom::ArrivedArticle> for ArrivedArticle {
    fn from(arrived: newsroom::ArrivedArticle) -> Self {
        let newsroom::ArrivedArticle { article, noted } = arrived;
        Self {
            remote_id: article.remote_id,
            headline: article.headline,
            address: article.address,
            state: article.state.into(),
            draft: article.draft.map(|draft| draft.to_string()),
            lost: noted.lost.into_iter().map(Into::into).collect(),
            pictures_left: noted.pictures,
            failure: article.failure.map(stored),
        }
    }
}

fn stored((code, message): (String, String)) -> Failure {
    newsroom::NewsroomError::of_code(&code, message).into()
}

impl From<own::ImportState> for ImportState {
    fn from(state: own::ImportState) -> Self {
        match state {
            own::ImportState::Running => Self::Running,
            own::ImportState::Done => Self::Done,
            own::ImportState::Cancelled => Self::Cancelled,
            own::ImportState::Failed => Self::Failed,
        }
    }
}

impl From<newsroom::ImportedState> for ArrivedState {
    fn from(state: newsroom::ImportedState) -> Self {
        match state {
            newsroom::ImportedState::Waiting => Self::Waiting,
            newsroom::ImportedState::Brought => Self::Brought,
            newsroom::ImportedState::Known => Self::Known,
            newsroom::ImportedState::Failed => Self::Failed,
        }
    }
}
