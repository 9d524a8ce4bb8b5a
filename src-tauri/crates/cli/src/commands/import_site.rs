//! `import-site`: a site's published articles become drafts; shows how far it is, and waits as long as a person would.

use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use domain::{ImportId, ImportState, SiteId};
use fluent_bundle::FluentArgs;
use newsroom::{ArrivedArticle, ImportView, ImportedState, Newsroom, NewsroomError, Noted, Wanted};
use serde_json::{Value, json};

use super::files::bar;
use super::publish::{site_named, unlock};
use super::{Said, files};
use crate::arguments::Place;
use crate::passphrase::Source;
use crate::place::Open;
use crate::words::Words;
use crate::{DONE, FAILED, QUEUED, Surroundings, failure, finding, say};

/// How soon an import is looked at again when nothing is heard of it.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// Which articles of which site.
pub(super) struct Asked<'a> {
    pub(super) site: &'a str,
    /// Those with these words, all for `""`; `None` where they are named.
    pub(super) words: Option<&'a str>,
    /// Addresses, or the site's identifiers.
    pub(super) named: &'a [String],
    pub(super) patience: u64,
    pub(super) passphrase: Source,
}

pub(super) fn import_site(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    asked: &Asked<'_>,
) -> Result<Said, NewsroomError> {
    let open = place.open_with_site(around)?;
    let newsroom = &open.newsroom;
    let site = site_named(newsroom, Some(asked.site))?.id;
    unlock(newsroom, words, site, &asked.passphrase)?;
    let import = match asked.words {
        Some(search) => newsroom.bring_in_all(site, search)?,
        None => newsroom.bring_in(site, &wanted(newsroom, site, asked.named)?)?,
    };
    let view = await_end(&open, import, words, Duration::from_secs(asked.patience))?;
    let articles = newsroom.arrived(import)?;
    if !place.json {
        articles.iter().for_each(|arrived| tell(arrived, words));
    }
    let said = said(&view, &articles, words);
    if view.count.import.state == ImportState::Done {
        // It has been told; nothing is left to be shown in the window.
        newsroom.dismiss_import(import)?;
    }
    Ok(said)
}

/// The articles of these names: an address is looked for in the site's list.
fn wanted(
    newsroom: &Newsroom,
    site: SiteId,
    named: &[String],
) -> Result<Vec<Wanted>, NewsroomError> {
    let find = |name: &String| {
        if !name.contains("://") {
            let (remote_id, address) = (name.clone(), name.clone());
            return Ok(Wanted {
                remote_id,
                headline: String::new(),
                address,
            });
        }
        let found = newsroom.published_at_address(site, name)?;
        let found = found.ok_or_else(|| NewsroomError::SiteNotFound(name.clone()))?;
        Ok(Wanted {
            remote_id: found.remote_id,
            headline: found.headline,
            address: found.address,
        })
    };
    named.iter().map(find).collect()
}

/// Waits until an import is at its end; while it waits for its site, as long as a person would.
fn await_end(
    open: &Open,
    import: ImportId,
    words: &Words,
    patience: Duration,
) -> Result<ImportView, NewsroomError> {
    let shown = bar(&words.say("importing"));
    let mut moved = (Instant::now(), 0);
    loop {
        let all = open.newsroom.imports()?.into_iter();
        let view = all.into_iter().find(|view| view.count.import.id == import);
        let gone = || NewsroomError::Internal(format!("no import {import}"));
        let view = view.ok_or_else(gone)?;
        let count = &view.count;
        let settled = count.brought + count.known + count.failed;
        files::progress(
            &shown,
            of(settled),
            of(count.found.max(count.import.total.unwrap_or(0))),
        );
        if settled + count.found != moved.1 || view.waits.is_none() {
            moved = (Instant::now(), settled + count.found);
        }
        let ended = count.import.state != ImportState::Running;
        if ended || moved.0.elapsed() >= patience {
            shown.finish_and_clear();
            return Ok(view);
        }
        if open.bell.recv_timeout(LOOK_AGAIN) == Err(RecvTimeoutError::Disconnected) {
            return Ok(view);
        }
    }
}

fn of(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Tells on standard error what of an article could not be kept, or why it was left out.
fn tell(arrived: &ArrivedArticle, words: &Words) {
    let (article, lines) = (&arrived.article, noted(&arrived.noted, words));
    if lines.is_empty() && article.failure.is_none() {
        return;
    }
    say::err(&format!("{} {}", article.headline, article.address));
    lines.iter().for_each(|line| say::err(line));
    if let Some((code, detail)) = &article.failure {
        failure::tell(&NewsroomError::of_code(code, detail.clone()), words);
    }
}

/// What could not be kept, a line each.
fn noted(noted: &Noted, words: &Words) -> Vec<String> {
    let lost = noted.lost.iter();
    let lost = lost.map(|lost| format!("  {}", finding::lost(lost, words)));
    let pictures = noted.pictures.iter();
    let pictures = pictures.map(|address| words.say_of("import-picture-left", "address", address));
    lost.chain(pictures.map(|line| format!("  {line}")))
        .collect()
}

fn said(view: &ImportView, articles: &[ArrivedArticle], words: &Words) -> Said {
    let count = &view.count;
    let line = |message: &str, number: u64| {
        let mut args = FluentArgs::new();
        args.set("count", number);
        words.say_with(message, &args)
    };
    let mut lines = vec![line("imported", count.brought)];
    let more = [
        ("site-known", count.known),
        ("site-noted", count.noted),
        ("site-left-out", count.failed),
    ];
    lines.extend(
        more.into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(id, n)| line(id, n)),
    );
    let stopped = count.import.failure.clone();
    let why = match (&view.waits, stopped) {
        (_, Some((code, detail))) => Some((code, detail)),
        (Some((why, _)), None) => Some((why.code().to_owned(), why.detail().to_owned())),
        (None, None) => None,
    };
    let (state, code) = match count.import.state {
        ImportState::Done if count.failed == 0 => ("done", DONE),
        ImportState::Running => ("queued", QUEUED),
        ImportState::Done => ("done", FAILED),
        ImportState::Cancelled | ImportState::Failed => ("failed", FAILED),
    };
    if let Some((code, _)) = &why {
        let (reason, todo) = failure::sentences(code, words);
        lines.extend([reason, todo]);
    }
    if code == QUEUED {
        lines.push(words.say("site-import-waits"));
    }
    let failure =
        why.map(|(code, detail)| failure::as_json(&NewsroomError::of_code(&code, detail), words));
    Said {
        lines,
        json: json!({
            "state": state,
            "site": view.site_name,
            "brought": count.brought,
            "known": count.known,
            "left_out": count.failed,
            "failure": failure,
            "articles": articles.iter().map(|arrived| article(arrived, words)).collect::<Value>(),
        }),
        code,
    }
}

fn article(arrived: &ArrivedArticle, words: &Words) -> Value {
    let ArrivedArticle { article, noted } = arrived;
    let failure = article.failure.clone();
    let failure = failure.map(|(code, detail)| NewsroomError::of_code(&code, detail));
    json!({
        "id": article.remote_id,
        "headline": article.headline,
        "address": article.address,
        "state": match article.state {
            ImportedState::Waiting => "waiting",
            ImportedState::Brought => "brought",
            ImportedState::Known => "known",
            ImportedState::Failed => "left_out",
        },
        "draft": article.draft.map(|draft| draft.to_string()),
        "lost": finding::lost_json(&noted.lost, words),
        "pictures_left": noted.pictures,
        "failure": failure.map(|error| failure::as_json(&error, words)),
    })
}
