//! `correct`: what readers are owed is said in a draft, and goes out as an update, unless it is to wait for the next one.

use std::time::{Duration, Instant};

use domain::{CorrectionKind, DraftId, SiteId};
use newsroom::{NewCorrection, Newsroom, NewsroomError, Wish};
use serde_json::json;

use super::Said;
use super::everywhere::settled;
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
    let one = match wanted.site {
        Some(_) => Some(site_named(newsroom, wanted.site)?).map(|site| (site.id, site.name)),
        None => the_one(newsroom, draft)?,
    };
    match one {
        Some((site, name)) => {
            let to = (site, name.as_str());
            let how = (patience, &wanted.passphrase, &Wish::default());
            send(&open, words, draft, to, how)
        }
        None => {
            let outcomes = newsroom.update_everywhere(draft)?;
            settled(&open, words, draft, (outcomes, Instant::now() + patience))
        }
    }
}

/// The site where readers find the article, where that is one.
fn the_one(newsroom: &Newsroom, draft: DraftId) -> Result<Option<(SiteId, String)>, NewsroomError> {
    let mut live = newsroom.publications(draft)?.into_iter().filter(|p| p.live);
    let first = live.next().map(|there| (there.site, there.site_name));
    Ok(first.filter(|_| live.next().is_none()))
}
