//! `render`, `import`, `export`: Markdown files in and out, and what was noticed in them.

use std::path::{Path, PathBuf};

use domain::DraftId;
use fluent_bundle::FluentArgs;
use indicatif::{ProgressBar, ProgressStyle};
use newsroom::{HeldBack, ImportReport, NewsroomError, Repeat};
use serde_json::{Value, json};

use super::{Noticed, Said, tell_unknown};
use crate::arguments::Place;
use crate::words::Words;
use crate::{DONE, FAILED, Surroundings, failure, finding, say};

pub(super) fn render(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    file: &Path,
    out: Option<&Path>,
) -> Result<Said, NewsroomError> {
    let open = place.open_to_read(around)?;
    let html = open.newsroom.render_file(file)?;
    let noticed = Noticed {
        unknown: open.newsroom.unknown_keys(file)?,
        findings: open.newsroom.findings_of_file(file)?,
    };
    noticed.tell(file, place, words);
    let Some(path) = out else {
        let json = json!({ "html": html });
        return Ok(Said::done(vec![html], json).with(&noticed, words));
    };
    newsroom::write_page(path, &html)?;
    let shown = path.display().to_string();
    let line = words.say_of("rendered-to", "path", &shown);
    Ok(Said::done(vec![line], json!({ "page": shown })).with(&noticed, words))
}

pub(super) fn import(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    files: &[PathBuf],
    repeat: Repeat,
) -> Result<Said, NewsroomError> {
    let open = place.open(around)?;
    let bar = bar(&words.say("importing"));
    let report = open
        .newsroom
        .import_files(files, repeat, &mut |done, of| progress(&bar, done, of))?;
    bar.finish_and_clear();
    if !place.json {
        tell_noticed(&report, words);
    }
    Ok(Said {
        lines: imported(&report, words),
        code: if report.failures.is_empty() {
            DONE
        } else {
            FAILED
        },
        json: report_json(&report, words),
    })
}

/// Tells on standard error what was left out, and what was noticed.
fn tell_noticed(report: &ImportReport, words: &Words) {
    for left_out in &report.failures {
        say::err(&left_out.path.display().to_string());
        failure::tell(&left_out.error, words);
    }
    for of in &report.unknown {
        tell_unknown(&of.path, &of.keys, words);
    }
    for of in &report.findings {
        say::err(&of.path.display().to_string());
        finding::tell(&of.findings, words);
    }
}

/// How many drafts are new, and how many were there.
fn imported(report: &ImportReport, words: &Words) -> Vec<String> {
    let (new, known) = (report.drafts.len(), report.known.len());
    let line = |message, count: usize| {
        let mut args = FluentArgs::new();
        args.set("count", count);
        words.say_with(message, &args)
    };
    let mut lines = Vec::new();
    if known == 0 || new > 0 {
        lines.push(line("imported", new));
    }
    if known > 0 {
        lines.push(line("imported-before", known));
    }
    lines
}

fn report_json(report: &ImportReport, words: &Words) -> Value {
    let of_file = |path: &Path, key: &str, value: Value| json!({ "path": path.display().to_string(), key: value });
    let failures = report.failures.iter();
    let unknown = report.unknown.iter();
    let findings = report.findings.iter();
    let names = |drafts: &[DraftId]| drafts.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "drafts": names(&report.drafts),
        "known": names(&report.known),
        "failures": failures.map(|f| of_file(&f.path, "failure", failure::as_json(&f.error, words))).collect::<Value>(),
        "unknown_keys": unknown.map(|of| of_file(&of.path, "keys", json!(of.keys))).collect::<Value>(),
        "findings": findings.map(|of| of_file(&of.path, "findings", finding::as_json(&of.findings, words))).collect::<Value>(),
    })
}

pub(super) fn export(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    dir: &Path,
    despite_embargo: Option<&str>,
) -> Result<Said, NewsroomError> {
    // A reason is kept in the library.
    let open = match despite_embargo {
        Some(_) => place.open(around)?,
        None => place.open_to_read(around)?,
    };
    let bar = bar(&words.say("exporting"));
    let report = open
        .newsroom
        .export_drafts(dir, None, despite_embargo, &mut |done, of| {
            progress(&bar, done, of);
        })?;
    bar.finish_and_clear();
    let folder = report.folder.display().to_string();
    let mut args = FluentArgs::new();
    args.set("count", report.written);
    args.set("folder", folder.clone());
    let mut lines = vec![words.say_with("exported", &args)];
    if report.binned > 0 {
        args.set("count", report.binned);
        lines.push(words.say_with("exported-bin", &args));
    }
    if !report.held.is_empty() {
        args.set("count", report.held.len());
        lines.push(words.say_with("exported-held", &args));
        let headlines = report
            .held
            .iter()
            .map(|held| format!("  {}", held.headline));
        lines.extend(headlines);
    }
    let held: Vec<_> = report.held.iter().map(held_json).collect();
    let json = json!({
        "written": report.written, "binned": report.binned, "held": held, "folder": folder,
    });
    Ok(Said::done(lines, json))
}

fn held_json(held: &HeldBack) -> Value {
    json!({ "draft": held.draft.to_string(), "headline": held.headline, "until": held.until.to_string() })
}

/// A bar for many things; nothing unless a person looks on.
pub(super) fn bar(message: &str) -> ProgressBar {
    let bar = ProgressBar::no_length().with_message(message.to_owned());
    match ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

pub(super) fn progress(bar: &ProgressBar, done: usize, of: usize) {
    bar.set_length(of as u64);
    bar.set_position(done as u64);
}
