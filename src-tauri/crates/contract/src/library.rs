//! The library: lists, filters, and what a draft looks like in them.

use std::collections::BTreeSet;

use domain as own;
use newsroom::{ListOrder, ListPage, ListQuery, ListRow, NewsroomError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;
use crate::publishing::Finding;
use crate::{id, language, milliseconds};

/// What the library shows of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DraftStatus {
    /// Never published, nothing promised.
    Draft,
    /// A dispatch waits or is on its way.
    OnTheStone,
    /// Readers see what the draft says.
    Published,
    /// Readers see an earlier text.
    Changed,
    /// In the bin.
    Binned,
}

/// Order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DraftOrder {
    /// Last change first.
    Changed,
    /// Newest first.
    Created,
    /// By headline.
    Headline,
    /// Best match first; only with a search.
    Relevance,
}

/// Asks for a part of the library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListRequest {
    /// Words to find, prefixes allowed, accents ignored; empty for all.
    pub search: String,
    /// Only this status; `null` is everything but the bin.
    pub status: Option<DraftStatus>,
    /// This status as well as `status`, such as what changed beside what is published; nothing without that one.
    pub also: Option<DraftStatus>,
    /// Only this section.
    pub section: Option<String>,
    /// Only this tag.
    pub tag: Option<String>,
    /// Only this language.
    pub language: Option<String>,
    /// In which order.
    pub order: DraftOrder,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to give at the most (200).
    pub limit: u32,
}

/// A draft in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftRow {
    /// Which draft.
    pub id: String,
    /// Its headline; empty for a draft without one.
    pub headline: String,
    /// Its section.
    pub section: String,
    /// Its language.
    pub language: String,
    /// Its status.
    pub status: DraftStatus,
    /// When it last changed, milliseconds.
    pub changed_at: f64,
    /// When readers first could read it, milliseconds.
    pub published_at: Option<f64>,
    /// The site it is on, or is promised to.
    pub destination: Option<String>,
    /// How many sites were chosen for it; 0 where the desk chooses.
    pub chosen: u32,
    /// On how many of those readers can read it.
    pub live_on: u32,
    /// Until when an embargo holds it back, or held, milliseconds.
    pub embargo: Option<f64>,
    /// Where a search matched, as runs of text.
    pub excerpt: Vec<ExcerptRun>,
}

/// A run of a match's context.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExcerptRun {
    /// The text.
    pub text: String,
    /// Whether it is what was searched for.
    pub matched: bool,
}

/// A part of the library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftPage {
    /// Rows in the whole list.
    pub total: u32,
    /// This part.
    pub rows: Vec<DraftRow>,
}

/// What a list can be filtered by.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// Sections in use.
    pub sections: Vec<String>,
    /// Tags in use, most used first, 200 at the most.
    pub tags: Vec<String>,
    /// Languages in use.
    pub languages: Vec<String>,
    /// Drafts by status.
    pub counts: StatusCounts,
}

/// Drafts by status.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusCounts {
    /// Everything but the bin.
    pub all: u32,
    /// Drafts.
    pub draft: u32,
    /// On the stone.
    pub on_the_stone: u32,
    /// Published.
    pub published: u32,
    /// Changed since publication.
    pub changed: u32,
    /// In the bin.
    pub binned: u32,
}

/// A file that could not be imported.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileFailure {
    /// The file.
    pub path: String,
    /// Why.
    pub failure: Failure,
}

/// What in an imported file's text readers would not see.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileFindings {
    /// The file.
    pub path: String,
    /// What.
    pub findings: Vec<Finding>,
}

/// What an import made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// The new drafts.
    pub drafts: Vec<String>,
    /// The drafts of files that gave them before and did not change since.
    pub known: Vec<String>,
    /// What was left out.
    pub failures: Vec<FileFailure>,
    /// Keys of front matter that stayed in the files, each once, as `layout`.
    pub unknown_keys: Vec<String>,
    /// What in the texts readers would not see.
    pub findings: Vec<FileFindings>,
}

/// Which drafts to write where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// The folder.
    pub folder: String,
    /// Only these; `null` for all outside the bin.
    pub drafts: Option<Vec<String>>,
    /// Why those go that an embargo holds back.
    pub despite_embargo: Option<String>,
}

/// What a dialog that names a new file shows first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceToSave {
    /// The dialog's title.
    pub title: String,
    /// The file's name, unless the writer gives another.
    pub name: String,
}

/// What an export wrote.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportReport {
    /// Files written.
    pub written: u32,
    /// The headlines of those that an embargo holds back: they were left out.
    pub held: Vec<String>,
    /// Where.
    pub folder: String,
}

impl From<own::DraftStatus> for DraftStatus {
    fn from(value: own::DraftStatus) -> Self {
        match value {
            own::DraftStatus::Draft => Self::Draft,
            own::DraftStatus::OnTheStone => Self::OnTheStone,
            own::DraftStatus::Published => Self::Published,
            own::DraftStatus::Changed => Self::Changed,
            own::DraftStatus::Binned => Self::Binned,
        }
    }
}

impl From<DraftStatus> for own::DraftStatus {
    fn from(value: DraftStatus) -> Self {
        match value {
            DraftStatus::Draft => Self::Draft,
            DraftStatus::OnTheStone => Self::OnTheStone,
            DraftStatus::Published => Self::Published,
            DraftStatus::Changed => Self::Changed,
            DraftStatus::Binned => Self::Binned,
        }
    }
}

impl From<DraftOrder> for ListOrder {
    fn from(value: DraftOrder) -> Self {
        match value {
            DraftOrder::Changed => Self::Changed,
            DraftOrder::Created => Self::Created,
            DraftOrder::Headline => Self::Headline,
            DraftOrder::Relevance => Self::Relevance,
        }
    }
}

impl TryFrom<ListRequest> for ListQuery {
    type Error = NewsroomError;

    fn try_from(request: ListRequest) -> Result<Self, NewsroomError> {
        Ok(Self {
            search: request.search,
            status: request.status.map(Into::into),
            also: request.also.map(Into::into),
            section: request.section,
            tag: request.tag,
            language: request.language.as_deref().map(language).transpose()?,
            order: request.order.into(),
            offset: request.offset,
            limit: request.limit,
        })
    }
}

impl From<ListRow> for DraftRow {
    fn from(row: ListRow) -> Self {
        Self {
            id: row.id.to_string(),
            headline: row.headline,
            section: row.section,
            language: row.language.as_str().to_owned(),
            status: row.status.into(),
            changed_at: milliseconds(row.changed_at),
            published_at: row.published_at.map(milliseconds),
            destination: row.destination,
            chosen: row.chosen,
            live_on: row.live_on,
            embargo: row.embargo.map(milliseconds),
            excerpt: row.excerpt.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<newsroom::ExcerptRun> for ExcerptRun {
    fn from(run: newsroom::ExcerptRun) -> Self {
        Self {
            text: run.text,
            matched: run.matched,
        }
    }
}

impl From<ListPage> for DraftPage {
    fn from(page: ListPage) -> Self {
        Self {
            total: page.total,
            rows: page.rows.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<newsroom::Facets> for Facets {
    fn from(facets: newsroom::Facets) -> Self {
        let counts = facets.counts;
        Self {
            sections: facets.sections,
            tags: facets.tags,
            languages: facets
                .languages
                .iter()
                .map(|l| l.as_str().to_owned())
                .collect(),
            counts: StatusCounts {
                all: counts.all,
                draft: counts.draft,
                on_the_stone: counts.on_the_stone,
                published: counts.published,
                changed: counts.changed,
                binned: counts.binned,
            },
        }
    }
}

impl From<newsroom::FileFailure> for FileFailure {
    fn from(failure: newsroom::FileFailure) -> Self {
        Self {
            path: failure.path.display().to_string(),
            failure: failure.error.into(),
        }
    }
}

impl From<newsroom::FileFindings> for FileFindings {
    fn from(found: newsroom::FileFindings) -> Self {
        Self {
            path: found.path.display().to_string(),
            findings: found.findings.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<newsroom::ImportReport> for ImportReport {
    fn from(report: newsroom::ImportReport) -> Self {
        let unknown: BTreeSet<String> = report.unknown.into_iter().flat_map(|of| of.keys).collect();
        Self {
            unknown_keys: unknown.into_iter().collect(),
            known: report.known.iter().map(ToString::to_string).collect(),
            drafts: report.drafts.iter().map(ToString::to_string).collect(),
            failures: report.failures.into_iter().map(Into::into).collect(),
            findings: report.findings.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<newsroom::ExportReport> for ExportReport {
    fn from(report: newsroom::ExportReport) -> Self {
        Self {
            written: report.written as u32,
            held: report.held.into_iter().map(|held| held.headline).collect(),
            folder: report.folder.display().to_string(),
        }
    }
}

impl ExportRequest {
    /// The drafts it names; `None` for all.
    ///
    /// # Errors
    /// `DraftMissing` for what is no identifier.
    pub fn draft_ids(&self) -> Result<Option<Vec<own::DraftId>>, NewsroomError> {
        let Some(drafts) = &self.drafts else {
            return Ok(None);
        };
        drafts
            .iter()
            .map(|text| id(text, NewsroomError::DraftMissing))
            .collect::<Result<_, _>>()
            .map(Some)
    }
}
