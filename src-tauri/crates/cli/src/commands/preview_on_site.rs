//! `preview-on-site`: an article is seen on its site before it is out, or no longer.

use domain::{DraftId, Site};
use newsroom::{NewsroomError, PreviewReaders};
use serde_json::json;

use super::Said;
use super::publish::{site_named, spinner, unlock};
use crate::Surroundings;
use crate::arguments::Place;
use crate::passphrase::Source;
use crate::words::Words;

/// Which article is to be seen, and where.
pub(super) struct Wanted<'a> {
    pub(super) draft: &'a str,
    pub(super) site: &'a str,
    /// It is to be seen no longer.
    pub(super) remove: bool,
    pub(super) despite_embargo: Option<&'a str>,
    pub(super) passphrase: Source,
}

pub(super) fn preview_on_site(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    wanted: &Wanted<'_>,
) -> Result<Said, NewsroomError> {
    let open = place.open_with_site(around)?;
    let newsroom = &open.newsroom;
    let draft = wanted.draft.parse::<DraftId>();
    let draft = draft.map_err(|_| NewsroomError::DraftMissing(wanted.draft.to_owned()))?;
    let Site { id, name, .. } = site_named(newsroom, Some(wanted.site))?;
    unlock(newsroom, words, id, &wanted.passphrase)?;
    let spinner = spinner(&words.say_of("sending", "site", &name));
    if wanted.remove {
        newsroom.remove_site_preview(draft, id)?;
        spinner.finish_and_clear();
        let json = json!({ "state": "removed", "draft": draft.to_string(), "site": name });
        return Ok(Said::done(
            vec![words.say_of("preview-removed", "site", &name)],
            json,
        ));
    }
    let preview = newsroom.preview_on_site(draft, id, wanted.despite_embargo)?;
    spinner.finish_and_clear();
    let address = preview.address.unwrap_or_default();
    let (readers, who) = match preview.readers {
        Some(PreviewReaders::WhoeverHasTheLink) => ("whoever_has_the_link", "preview-by-link"),
        Some(PreviewReaders::SignedIn) | None => ("signed_in", "preview-signed-in"),
    };
    let lines = vec![
        format!("{} {address}", words.say("preview-shown")),
        words.say_of(who, "site", &name),
    ];
    let json = json!({
        "state": "shown",
        "draft": draft.to_string(),
        "site": name,
        "address": address,
        "readers": readers,
    });
    Ok(Said::done(lines, json))
}
