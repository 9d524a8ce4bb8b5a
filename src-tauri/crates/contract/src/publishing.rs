//! Sites, publications, the outbox.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::FailureCode;

/// A site as the journalist sees it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteView {
    /// Which site.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its home page.
    pub url: String,
    /// The language of its pages.
    pub language: String,
    /// Its time zone.
    pub time_zone: String,
    /// Its sections' names.
    pub sections: Vec<String>,
    /// Whether it is the one that comes with the program.
    pub local: bool,
    /// Whether it answered when it was last asked; `null` before that.
    pub reachable: Option<bool>,
}

/// An article on a site.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublicationView {
    /// Which site.
    pub site: String,
    /// That site's name.
    pub site_name: String,
    /// Where readers read it.
    pub address: String,
    /// Whether they can.
    pub live: bool,
    /// Since when, milliseconds.
    pub published_at: f64,
    /// Last change there, milliseconds.
    pub updated_at: Option<f64>,
    /// Whether a reader was served exactly what was sent; `null` when it could not be looked at.
    pub verified: Option<bool>,
}

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Operation {
    /// Make the article.
    Publish,
    /// Replace its text.
    Update,
    /// Take it down.
    Unpublish,
}

/// How far a promise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DispatchState {
    /// Waits.
    Waiting,
    /// Is being sent.
    Sending,
    /// Sent, no answer: the site is asked.
    Unknown,
    /// Kept.
    Done,
    /// Refused.
    Failed,
    /// Taken back.
    Cancelled,
}

/// A dispatch in the outbox.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DispatchView {
    /// Which dispatch.
    pub id: String,
    /// Which draft.
    pub draft: String,
    /// Its headline when it was promised.
    pub headline: String,
    /// The site's name.
    pub site_name: String,
    /// What is promised.
    pub operation: Operation,
    /// How far it is.
    pub state: DispatchState,
    /// When it was promised, milliseconds.
    pub made_at: f64,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next, milliseconds.
    pub next_try: Option<f64>,
    /// Why the last try did not work.
    pub failure: Option<FailureCode>,
    /// The site's own words, for the details.
    pub failure_detail: Option<String>,
    /// Where a reader finds the article, once done.
    pub address: Option<String>,
    /// Whether it may be taken back.
    pub can_cancel: bool,
    /// Whether it may be tried again now.
    pub can_retry: bool,
}

/// Publish or update: the core knows which, from the publication.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishRequest {
    /// Which draft.
    pub draft: String,
    /// To which site.
    pub site: String,
}
