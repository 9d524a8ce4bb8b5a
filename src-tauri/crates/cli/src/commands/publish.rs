//! `publish`: a file becomes a draft, a promise and a page; waits for the delivery as long as a person would.

use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use domain::{DispatchState, DraftId, DraftStatus, Operation, Receipt, Site, SiteId, SiteKind};
use indicatif::ProgressBar;
use newsroom::{DispatchView, Newsroom, NewsroomError, PublicationView, Wish};
use serde_json::json;

use super::everywhere::publish_to;
use super::{Noticed, Said};
use crate::arguments::Place;
use crate::passphrase::Source;
use crate::place::Open;
use crate::words::Words;
use crate::{QUEUED, Surroundings, failure, receipt};

/// How soon an earlier text is looked at again when nothing is heard of it.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// What is to be published, where, and how long to wait for it.
pub(super) struct Wanted<'a> {
    pub(super) file: &'a Path,
    pub(super) sites: &'a [String],
    pub(super) everywhere: bool,
    pub(super) patience: u64,
    pub(super) passphrase: Source,
    pub(super) wish: Wish,
}

pub(super) fn publish(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    wanted: &Wanted<'_>,
) -> Result<Said, NewsroomError> {
    let open = place.open_with_site(around)?;
    let newsroom = &open.newsroom;
    let chosen = || Ok::<_, NewsroomError>(!newsroom.settings()?.destinations.is_empty());
    if wanted.everywhere || wanted.sites.len() > 1 || (wanted.sites.is_empty() && chosen()?) {
        let named = wanted
            .sites
            .iter()
            .map(|name| site_named(newsroom, Some(name)));
        let sites = named.map(|named| named.map(|site| site.id));
        let sites = sites.collect::<Result<_, _>>()?;
        return publish_to(&open, place, words, wanted, sites);
    }
    let name = wanted.sites.first().map(String::as_str);
    let Site {
        id: site,
        name: site_name,
        ..
    } = site_named(newsroom, name)?;
    let despite_embargo = wanted.wish.despite_embargo.as_deref();
    newsroom.check_file(wanted.file, site, despite_embargo)?;
    let draft = newsroom.draft_of_file(wanted.file)?;
    let noticed = Noticed {
        unknown: newsroom.unknown_keys(wanted.file)?,
        findings: newsroom.findings(draft, site)?,
    };
    noticed.tell(wanted.file, place, words);
    if let Some(said) = up_to_date(newsroom, words, draft, site)? {
        return Ok(said.with(&noticed, words));
    }
    let patience = Duration::from_secs(wanted.patience);
    let to = (site, site_name.as_str());
    let how = (patience, &wanted.passphrase, &wanted.wish);
    let said = send(&open, words, draft, to, how)?;
    Ok(said.with(&noticed, words))
}

/// Promises a draft to a site and waits for what becomes of it.
pub(super) fn send(
    open: &Open,
    words: &Words,
    draft: DraftId,
    (site, site_name): (SiteId, &str),
    (patience, passphrase, wish): (Duration, &Source, &Wish),
) -> Result<Said, NewsroomError> {
    let newsroom = &open.newsroom;
    unlock(newsroom, words, site, passphrase)?;
    let deadline = Instant::now() + patience;
    let spinner = spinner(&words.say_of("sending", "site", site_name));
    let view = promise(open, (draft, site), wish, deadline)?;
    let view = await_delivery(open, &view, deadline)?;
    spinner.finish_and_clear();
    match view.dispatch.state {
        DispatchState::Done => delivered(newsroom, words, &view),
        DispatchState::Failed | DispatchState::Cancelled | DispatchState::Superseded => {
            Err(refusal(&view))
        }
        _ => Ok(queued(words, &view)),
    }
}

/// Opens the sealed file if the site's token waits there, and somebody gives the passphrase.
pub(super) fn unlock(
    newsroom: &Newsroom,
    words: &Words,
    site: SiteId,
    passphrase: &Source,
) -> Result<(), NewsroomError> {
    if newsroom.waits_for_passphrase(site)?
        && let Some(known) = passphrase.known(words)?
    {
        newsroom.unlock(&known)?;
    }
    Ok(())
}

/// What is said where readers have all of it already: nothing is sent, and the page gets no later date.
fn up_to_date(
    newsroom: &Newsroom,
    words: &Words,
    draft: DraftId,
    site: SiteId,
) -> Result<Option<Said>, NewsroomError> {
    let standing = newsroom.standing(draft)?;
    let is_said = |known: &PublicationView| known.site == site && known.live && !known.behind;
    let settled = matches!(
        standing.status,
        DraftStatus::Published | DraftStatus::Changed
    );
    let known = standing.publications.into_iter().find(is_said);
    let Some(known) = known.filter(|_| settled) else {
        return Ok(None);
    };
    let page = keep_page(newsroom, draft)?;
    let mut lines = vec![
        format!("{} {}", words.say("up-to-date"), known.address),
        words.say_of("page-at", "path", &page),
    ];
    let local = is_local(newsroom, site)?;
    if local {
        lines.push(words.say("served-while"));
    }
    let json = json!({
        "state": "done",
        "operation": "none",
        "draft": draft.to_string(),
        "address": known.address,
        "page": page,
        "verified": known.verified,
        "served_while_running": local,
    });
    Ok(Some(Said::done(lines, json)))
}

/// Promises the draft; while an earlier text of it is on its way, waits for that one's end.
fn promise(
    open: &Open,
    (draft, site): (DraftId, SiteId),
    wish: &Wish,
    deadline: Instant,
) -> Result<DispatchView, NewsroomError> {
    loop {
        let promised = open.newsroom.publish_keeping(draft, site, wish);
        let left = deadline.saturating_duration_since(Instant::now());
        let on_its_way = matches!(promised, Err(NewsroomError::EarlierUnderWay(_)));
        if !on_its_way || left.is_zero() {
            return promised;
        }
        if open.bell.recv_timeout(left.min(LOOK_AGAIN)) == Err(RecvTimeoutError::Disconnected) {
            return promised;
        }
    }
}

/// The site of this name; the local one, else the first, for none.
pub(super) fn site_named(newsroom: &Newsroom, name: Option<&str>) -> Result<Site, NewsroomError> {
    let sites = newsroom.sites()?;
    let found = match name {
        Some(name) => sites
            .iter()
            .find(|s| s.site.name == name || s.site.url == name),
        None => sites
            .iter()
            .find(|s| s.site.kind == SiteKind::Local)
            .or(sites.first()),
    };
    let missing = || {
        let known: Vec<&str> = sites.iter().map(|s| s.site.name.as_str()).collect();
        let name = name.unwrap_or_default();
        NewsroomError::SiteMissing(format!("{name} (sites: {})", known.join(", ")))
    };
    Ok(found.ok_or_else(missing)?.site.clone())
}

/// Waits until a dispatch is settled, or as long as a person would.
pub(super) fn await_delivery(
    open: &Open,
    promised: &DispatchView,
    deadline: Instant,
) -> Result<DispatchView, NewsroomError> {
    loop {
        let view = open.newsroom.dispatch(promised.dispatch.id)?;
        let left = deadline.saturating_duration_since(Instant::now());
        if !view.dispatch.state.is_open() || left.is_zero() || is_locked(&view) {
            return Ok(view);
        }
        if open.bell.recv_timeout(left) == Err(RecvTimeoutError::Disconnected) {
            return Ok(view);
        }
    }
}

fn delivered(
    newsroom: &Newsroom,
    words: &Words,
    view: &DispatchView,
) -> Result<Said, NewsroomError> {
    let receipt = newsroom.receipt(view.dispatch.id)?;
    let verified = receipt.as_ref().and_then(Receipt::verified);
    let proved = receipt.as_ref().map(|proof| receipt::lines(proof, words));
    let pictures = receipt.as_ref().map(receipt::pictures_json);
    let address = receipt.map(|r| r.address).unwrap_or_default();
    let page = keep_page(newsroom, view.dispatch.draft)?;
    let local = is_local(newsroom, view.dispatch.site)?;
    let done = match view.dispatch.operation {
        Operation::Update => "updated",
        Operation::Publish | Operation::Unpublish => "published",
    };
    let mut lines = vec![
        format!("{} {address}", words.say(done)),
        words.say_of("page-at", "path", &page),
    ];
    if local {
        lines.push(words.say("served-while"));
    }
    lines.extend(proved.into_iter().flatten());
    let json = json!({
        "state": "done",
        "operation": done,
        "draft": view.dispatch.draft.to_string(),
        "dispatch": view.dispatch.id.to_string(),
        "address": address,
        "page": page,
        "verified": verified,
        "pictures": pictures,
        "served_while_running": local,
    });
    Ok(Said::done(lines, json))
}

/// Whether readers are served by this machine, and only while something here serves them.
fn is_local(newsroom: &Newsroom, id: SiteId) -> Result<bool, NewsroomError> {
    let sites = newsroom.sites()?;
    Ok(sites
        .iter()
        .any(|s| s.site.id == id && s.site.kind == SiteKind::Local))
}

/// Writes the page beside the library and gives its path.
fn keep_page(newsroom: &Newsroom, draft: DraftId) -> Result<String, NewsroomError> {
    let folder = newsroom.library_path().join("rendered");
    let path = folder.join(format!("{draft}.html"));
    let html = newsroom.page_of(draft)?;
    newsroom::write_page(&path, &html)?;
    Ok(path.display().to_string())
}

pub(super) fn refusal(view: &DispatchView) -> NewsroomError {
    let code = view.dispatch.failure.as_deref().unwrap_or("internal");
    let detail = view.dispatch.failure_detail.clone().unwrap_or_default();
    NewsroomError::of_code(code, detail)
}

/// Whether it waits for a passphrase that nobody is there to give.
pub(super) fn is_locked(view: &DispatchView) -> bool {
    view.dispatch.state == DispatchState::Waiting
        && view.dispatch.failure.as_deref() == Some("secrets_locked")
}

fn queued(words: &Words, view: &DispatchView) -> Said {
    let code = view
        .dispatch
        .failure
        .as_deref()
        .unwrap_or("site_unreachable");
    let (reason, todo) = failure::sentences(code, words);
    let todo = if is_locked(view) {
        todo
    } else {
        words.say("queued-todo")
    };
    Said {
        lines: vec![words.say_of("queued", "reason", &reason), todo],
        json: json!({
            "state": "queued",
            "draft": view.dispatch.draft.to_string(),
            "dispatch": view.dispatch.id.to_string(),
            "failure": { "code": code, "message": reason, "detail": view.dispatch.failure_detail },
        }),
        code: QUEUED,
    }
}

/// A turning mark while one thing takes its time; nothing unless a person looks on.
pub(super) fn spinner(message: &str) -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_message(message.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}
