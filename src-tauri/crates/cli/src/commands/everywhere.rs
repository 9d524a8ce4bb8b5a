//! `publish` to several sites: one revision, and for each site its own end; one that fails is told beside those that do not.

use std::time::{Duration, Instant};

use domain::{DispatchState, DraftId, Operation, Receipt, SiteId};
use newsroom::{DispatchView, NewsroomError, SiteOutcome};
use serde_json::{Value, json};

use super::publish::{Wanted, await_delivery, is_locked, refusal, spinner, unlock};
use super::{Noticed, Said};
use crate::arguments::Place;
use crate::place::Open;
use crate::words::Words;
use crate::{DONE, FAILED, QUEUED, failure, receipt};

/// What one site's row says.
struct Row {
    line: String,
    json: Value,
    code: u8,
}

/// Publishes a file's draft on these sites; on all that it goes to, where none is named.
pub(super) fn publish_to(
    open: &Open,
    place: &Place,
    words: &Words,
    wanted: &Wanted<'_>,
    sites: Vec<SiteId>,
) -> Result<Said, NewsroomError> {
    let newsroom = &open.newsroom;
    let draft = newsroom.draft_of_file(wanted.file)?;
    let sites = match sites.is_empty() {
        true => newsroom.destinations(draft)?,
        false => sites,
    };
    let mut findings = Vec::new();
    for site in &sites {
        let found = newsroom.findings(draft, *site)?;
        findings.extend(
            found
                .into_iter()
                .filter(|f| !findings.contains(f))
                .collect::<Vec<_>>(),
        );
        unlock(newsroom, words, *site, &wanted.passphrase)?;
    }
    let noticed = Noticed {
        unknown: newsroom.unknown_keys(wanted.file)?,
        findings,
    };
    noticed.tell(wanted.file, place, words);
    let deadline = Instant::now() + Duration::from_secs(wanted.patience);
    let spinner = spinner(&words.say("sending-everywhere"));
    let outcomes = newsroom.publish_to(draft, &sites, &wanted.wish)?;
    let said = settled(open, words, draft, (outcomes, deadline));
    spinner.finish_and_clear();
    Ok(said?.with(&noticed, words))
}

/// What came of it on each site, as far as that is known by then.
pub(super) fn settled(
    open: &Open,
    words: &Words,
    draft: DraftId,
    (outcomes, deadline): (Vec<SiteOutcome>, Instant),
) -> Result<Said, NewsroomError> {
    let rows: Result<Vec<Row>, _> = outcomes
        .into_iter()
        .map(|outcome| row(open, words, outcome, deadline))
        .collect();
    let rows = rows?;
    let code = worst(&rows);
    Ok(Said {
        lines: rows.iter().map(|row| row.line.clone()).collect(),
        json: json!({
            "state": state_of(code),
            "draft": draft.to_string(),
            "sites": rows.into_iter().map(|row| row.json).collect::<Vec<_>>(),
        }),
        code,
    })
}

/// Failed where one failed; else queued where one waits.
fn worst(rows: &[Row]) -> u8 {
    let any = |code| rows.iter().any(|row| row.code == code);
    [FAILED, QUEUED]
        .into_iter()
        .find(|code| any(*code))
        .unwrap_or(DONE)
}

fn state_of(code: u8) -> &'static str {
    match code {
        DONE => "done",
        QUEUED => "queued",
        _ => "failed",
    }
}

fn row(
    open: &Open,
    words: &Words,
    outcome: SiteOutcome,
    deadline: Instant,
) -> Result<Row, NewsroomError> {
    let site = &outcome.site_name;
    let promised = match outcome.promised {
        Err(error) => return Ok(failed(words, site, &error)),
        Ok(None) => {
            return Ok(Row {
                line: of(words, site, &words.say("up-to-date-there")),
                json: json!({ "site": site, "state": "done", "operation": "none" }),
                code: DONE,
            });
        }
        Ok(Some(promised)) => promised,
    };
    let view = await_delivery(open, &promised, deadline)?;
    match view.dispatch.state {
        DispatchState::Done => delivered(open, words, &view),
        DispatchState::Failed | DispatchState::Cancelled | DispatchState::Superseded => {
            Ok(failed(words, site, &refusal(&view)))
        }
        DispatchState::Waiting | DispatchState::Sending | DispatchState::Unknown => {
            Ok(waits(words, &view))
        }
    }
}

/// What is said, by the name of its site.
fn of(words: &Words, site: &str, said: &str) -> String {
    format!("{} {said}", words.say_of("of-site", "site", site))
}

fn failed(words: &Words, site: &str, error: &NewsroomError) -> Row {
    let told = failure::as_json(error, words);
    let said = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
    let (what, todo) = (said("message"), said("todo"));
    Row {
        line: of(
            words,
            site,
            &format!("{} {todo}", words.say_of("failed", "what", &what)),
        ),
        json: json!({ "site": site, "state": "failed", "failure": told }),
        code: FAILED,
    }
}

fn delivered(open: &Open, words: &Words, view: &DispatchView) -> Result<Row, NewsroomError> {
    let receipt = open.newsroom.receipt(view.dispatch.id)?;
    let verified = receipt.as_ref().and_then(Receipt::verified);
    let proved = receipt.as_ref().map(|proof| receipt::lines(proof, words));
    let pictures = receipt.as_ref().map(receipt::pictures_json);
    let address = receipt.map(|r| r.address).unwrap_or_default();
    let done = match view.dispatch.operation {
        Operation::Update => "updated",
        Operation::Publish | Operation::Unpublish => "published",
    };
    let site = &view.site_name;
    let mut lines = vec![of(words, site, &format!("{} {address}", words.say(done)))];
    lines.extend(proved.into_iter().flatten());
    Ok(Row {
        line: lines.join("\n"),
        json: json!({
            "site": site,
            "state": "done",
            "operation": done,
            "dispatch": view.dispatch.id.to_string(),
            "address": address,
            "verified": verified,
            "pictures": pictures,
        }),
        code: DONE,
    })
}

fn waits(words: &Words, view: &DispatchView) -> Row {
    let code = view.dispatch.failure.as_deref();
    let (reason, todo) = failure::sentences(code.unwrap_or("site_unreachable"), words);
    let todo = match is_locked(view) {
        true => todo,
        false => words.say("queued-todo"),
    };
    let site = &view.site_name;
    Row {
        line: of(
            words,
            site,
            &format!("{} {todo}", words.say_of("queued", "reason", &reason)),
        ),
        json: json!({
            "site": site,
            "state": "queued",
            "dispatch": view.dispatch.id.to_string(),
            "failure": { "code": code, "message": reason, "detail": view.dispatch.failure_detail },
        }),
        code: QUEUED,
    }
}
