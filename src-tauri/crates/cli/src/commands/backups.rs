//! The commands that keep a library whole: a backup, a library that comes back, a look over all of it.

use std::path::Path;

use fluent_bundle::FluentArgs;
use newsroom::{CheckFault, Comeback, Fate, Flaw, Found, NewsroomError};
use serde_json::{Value, json};

use super::Said;
use super::files::{bar, progress};
use super::publish::spinner;
use crate::arguments::Place;
use crate::words::Words;
use crate::{DONE, FAILED, Surroundings};

/// Whether a command does what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Do,
    Say,
}

/// Makes a backup; beside the program that holds the library, too.
pub(super) fn backup(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    folder: Option<&Path>,
) -> Result<Said, NewsroomError> {
    let open = place.open_to_read(around)?;
    let spinner = spinner(&words.say("backing-up"));
    let made = open.newsroom.back_up(folder);
    spinner.finish_and_clear();
    let made = made?;
    let path = made.file.path.display().to_string();
    let mut args = FluentArgs::new();
    args.set("count", made.facts.drafts);
    args.set("path", path.clone());
    let json = json!({
        "backup": path,
        "made_at": made.file.made_at.to_string(),
        "drafts": made.facts.drafts,
        "new_pictures": made.new_pictures,
    });
    Ok(Said::done(vec![words.say_with("backed-up", &args)], json))
}

/// Puts a backup in the library's place; or, without one, brings a damaged library back.
pub(super) fn restore(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    backup: Option<&Path>,
    mode: Mode,
) -> Result<Said, NewsroomError> {
    match backup {
        Some(backup) => put_back(place, around, words, backup, mode),
        None if is_damaged(place, around)? => bring_up(place, around, words, mode),
        None => Ok(Said {
            lines: vec![words.say("restore-sound")],
            json: json!({ "state": "sound" }),
            code: FAILED,
        }),
    }
}

/// Whether the library can't be opened, or not all of it can be read.
fn is_damaged(place: &Place, around: &Surroundings) -> Result<bool, NewsroomError> {
    let open = match place.open_to_read(around) {
        Err(NewsroomError::LibraryCorrupt(_)) => return Ok(true),
        opened => opened?,
    };
    let report = open.newsroom.check_library(&mut |_, _| ())?;
    let damage =
        |fault: &CheckFault| matches!(fault.flaw, Flaw::File | Flaw::Draft | Flaw::Revision);
    Ok(report.faults.iter().any(damage))
}

fn put_back(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    backup: &Path,
    mode: Mode,
) -> Result<Said, NewsroomError> {
    let restoration = place.restoration(around);
    let mut args = FluentArgs::new();
    args.set("path", backup.display().to_string());
    if mode == Mode::Say {
        let facts = restoration.examine(backup)?;
        args.set("count", facts.drafts);
        let json = json!({ "state": "proposed", "drafts": facts.drafts });
        return Ok(Said::done(
            vec![words.say_with("backup-holds", &args)],
            json,
        ));
    }
    let spinner = spinner(&words.say("restoring"));
    let restored = restoration.restore(backup);
    spinner.finish_and_clear();
    let restored = restored?;
    args.set("count", restored.facts.drafts);
    let aside = restored.kept_aside.map(|path| path.display().to_string());
    let mut lines = vec![words.say_with("restored", &args)];
    lines.extend(
        aside
            .iter()
            .map(|path| words.say_of("kept-aside", "path", path)),
    );
    lines.push(words.say("promises-wait"));
    lines.push(words.say("published-since"));
    let json = json!({
        "state": "restored",
        "drafts": restored.facts.drafts,
        "pictures": restored.pictures,
        "kept_aside": aside,
    });
    Ok(Said::done(lines, json))
}

fn bring_up(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    mode: Mode,
) -> Result<Said, NewsroomError> {
    let restoration = place.restoration(around);
    let spinner = spinner(&words.say("restoring"));
    let comeback = match mode {
        Mode::Do => restoration.bring_up(),
        Mode::Say => restoration.propose(),
    };
    spinner.finish_and_clear();
    let comeback = comeback?;
    let lines = told(&comeback, around, words, mode);
    Ok(Said::done(lines, as_json(&comeback, mode)))
}

/// What comes back, what may be missing, and every draft that needs a look.
fn told(comeback: &Comeback, around: &Surroundings, words: &Words, mode: Mode) -> Vec<String> {
    let date = |at| words.date(at, &around.time_zone);
    let mut lines = Vec::new();
    match (&comeback.backup, mode) {
        (Some(backup), Mode::Do) => {
            lines.push(words.say_of("brought-up", "date", &date(backup.made_at)));
        }
        (Some(backup), Mode::Say) => {
            lines.push(words.say_of("would-bring-up", "date", &date(backup.made_at)));
        }
        (None, _) => lines.push(words.say("no-backup")),
    }
    for bad in &comeback.bad_backups {
        lines.push(words.say_of("bad-backup", "path", &bad.display().to_string()));
    }
    lines.push(match (comeback.whole, &comeback.backup) {
        (true, _) => words.say("all-read"),
        (false, Some(backup)) => words.say_of("may-miss", "date", &date(backup.made_at)),
        (false, None) => words.say("may-miss-anything"),
    });
    lines.push(match &comeback.backup {
        Some(backup) => words.say_of("not-back", "date", &date(backup.made_at)),
        None => words.say("not-back-at-all"),
    });
    let mut args = FluentArgs::new();
    args.set("count", comeback.same);
    lines.push(words.say_with("same-drafts", &args));
    for found in &comeback.found {
        lines.push(line_of(found, around, words));
    }
    if let Some(path) = &comeback.kept_aside {
        lines.push(words.say_of("kept-aside", "path", &path.display().to_string()));
    }
    if mode == Mode::Do {
        lines.push(words.say("promises-wait"));
    }
    lines
}

fn line_of(found: &Found, around: &Surroundings, words: &Words) -> String {
    let headline = match found.headline.as_str() {
        "" => words.say("no-headline"),
        headline => headline.to_owned(),
    };
    let mut args = FluentArgs::new();
    args.set("headline", headline);
    let changed = found.changed_at.map(|at| words.date(at, &around.time_zone));
    args.set("date", changed.unwrap_or_default());
    words.say_with(&format!("fate-{}", fate_word(found.fate)), &args)
}

fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::Continued => "continued",
        Fate::Apart => "apart",
        Fate::Added => "added",
        Fate::OfBackup => "of-backup",
    }
}

fn as_json(comeback: &Comeback, mode: Mode) -> Value {
    let found = comeback.found.iter().map(|found| {
        json!({
            "draft": found.draft.to_string(),
            "headline": found.headline,
            "changed_at": found.changed_at.map(|at| at.to_string()),
            "fate": fate_word(found.fate),
        })
    });
    let kept_aside = comeback.kept_aside.as_ref();
    json!({
        "state": if mode == Mode::Do { "restored" } else { "proposed" },
        "backup": comeback.backup.as_ref().map(|file| file.path.display().to_string()),
        "backup_at": comeback.backup.as_ref().map(|file| file.made_at.to_string()),
        "whole": comeback.whole,
        "same": comeback.same,
        "found": found.collect::<Value>(),
        "kept_aside": kept_aside.map(|path| path.display().to_string()),
    })
}

/// Looks the library over, beside the program that holds it, too.
pub(super) fn check(
    place: &Place,
    around: &Surroundings,
    words: &Words,
) -> Result<Said, NewsroomError> {
    let open = place.open_to_read(around)?;
    let bar = bar(&words.say("checking"));
    let report = open
        .newsroom
        .check_library(&mut |done, of| progress(&bar, done, of));
    bar.finish_and_clear();
    let report = report?;
    let mut args = FluentArgs::new();
    args.set("drafts", report.drafts);
    args.set("revisions", report.revisions);
    args.set("pictures", report.pictures);
    let mut lines = vec![words.say_with("checked", &args)];
    lines.extend(report.faults.iter().map(|fault| flaw(fault, words)));
    if report.faults.is_empty() {
        lines.push(words.say("sound"));
    }
    let faults = report.faults.iter().map(
        |fault| json!({ "flaw": flaw_word(fault.flaw), "of": fault.of, "detail": fault.detail }),
    );
    let json = json!({
        "drafts": report.drafts,
        "revisions": report.revisions,
        "pictures": report.pictures,
        "faults": faults.collect::<Value>(),
    });
    let code = if report.faults.is_empty() {
        DONE
    } else {
        FAILED
    };
    Ok(Said { lines, json, code })
}

fn flaw(fault: &CheckFault, words: &Words) -> String {
    let mut args = FluentArgs::new();
    args.set("of", fault.of.clone());
    args.set("detail", fault.detail.clone());
    words.say_with(&format!("flaw-{}", flaw_word(fault.flaw)), &args)
}

fn flaw_word(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::File => "file",
        Flaw::Draft => "draft",
        Flaw::Revision => "revision",
        Flaw::PictureMissing => "picture-missing",
        Flaw::PictureDamaged => "picture-damaged",
    }
}
