//! `correct`: what readers are owed is said in a draft, and goes out as an update, unless it is to wait for the next one.

use std::time::Duration;

use domain::{CorrectionKind, DraftId, SiteId};
use newsroom::{NewCorrection, Newsroom, NewsroomError};
use serde_json::json;

use super::Said;
use super::publish::{send, site_named};
use crate::Surroundings;
use crate::arguments::Place;
use crate::passphrase::Source;
use crate::words::Words;

/// What is to be said, of which draft, and where.
pub(super) struct Wanted<'a> {
    pub(super) draft: &'a str,
    pub(super) kind: CorrectionKind,
    pub(super) text: &'a str,
    pub(super) site: Option<&'a str>,
    /// It waits in the draft.
    pub(super) keep: bool,
    pub(super) patience: u64,
    pub(super) passphrase: Source,
}

pub(super) fn correct(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    wanted: &Wanted<'_>,
) -> Result<Said, NewsroomError> {
    let open = place.open_with_site(around)?;
    let newsroom = &open.newsroom;
    let draft = wanted.draft.parse::<DraftId>();
    let draft = draft.map_err(|_| NewsroomError::DraftMissing(wanted.draft.to_owned()))?;
    let (site, site_name) = site_of(newsroom, draft, wanted.site)?;
    let asked = NewCorrection {
        kind: wanted.kind,
        text: wanted.text.to_owned(),
        at: None,
    };
    newsroom.correct(draft, asked)?;
    if wanted.keep {
        let json = json!({ "state": "kept", "draft": draft.to_string() });
        return Ok(Said::done(vec![words.say("correction-kept")], json));
    }
    let patience = Duration::from_secs(wanted.patience);
    let to = (site, site_name.as_str());
    send(&open, words, draft, to, (patience, &wanted.passphrase))
}

/// The site of this name; for none the one where readers find the article.
fn site_of(
    newsroom: &Newsroom,
    draft: DraftId,
    named: Option<&str>,
) -> Result<(SiteId, String), NewsroomError> {
    if named.is_some() {
        let site = site_named(newsroom, named)?;
        return Ok((site.id, site.name));
    }
    let known = newsroom.publication(draft)?;
    let known = known.ok_or_else(|| NewsroomError::NotPublished(draft.to_string()))?;
    Ok((known.site, known.site_name))
}
