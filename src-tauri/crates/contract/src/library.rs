//! The library: lists, filters, and what a draft looks like in them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    pub failure: crate::failure::Failure,
}

/// What an import made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// The new drafts.
    pub drafts: Vec<String>,
    /// What was left out.
    pub failures: Vec<FileFailure>,
}

/// Which drafts to write where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// The folder.
    pub folder: String,
    /// Only these; `null` for all outside the bin.
    pub drafts: Option<Vec<String>>,
}

/// What an export wrote.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportReport {
    /// Files written.
    pub written: u32,
    /// Where.
    pub folder: String,
}
