//! The commands: each a use case of the newsroom, and what is said of it.

use std::fs;
use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use domain::draft::DraftStatus;
use domain::{DispatchState, DraftId, Operation, SiteId, SiteKind};
use fluent_bundle::FluentArgs;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::tz::TimeZone;
use newsroom::{DispatchView, Finding, ListQuery, ListRow, Newsroom, NewsroomError, Repeat};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Place, Status, Task};
use crate::place::Open;
use crate::usage::Fault;
use crate::words::Words;
use crate::{DONE, FAILED, QUEUED, Surroundings, USAGE, failure, finding, say};

/// How soon an earlier text is looked at again when nothing is heard of it.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// Rows read at a time.
const ROWS: u32 = 200;

/// What a command answers: to people, and to programs.
struct Said {
    lines: Vec<String>,
    json: Value,
    code: u8,
}

impl Said {
    fn done(lines: Vec<String>, json: Value) -> Self {
        Self {
            lines,
            json,
            code: DONE,
        }
    }

    /// Names what was noticed in a file.
    fn with(mut self, noticed: &Noticed, words: &Words) -> Self {
        self.json["unknown_keys"] = json!(noticed.unknown);
        self.json["findings"] = finding::as_json(&noticed.findings, words);
        self
    }
}

/// What was noticed in a file and stops nothing.
struct Noticed {
    /// Keys of its front matter that are not ours.
    unknown: Vec<String>,
    findings: Vec<Finding>,
}

impl Noticed {
    /// Tells it on standard error, unless the answer is for a program.
    fn tell(&self, file: &Path, place: &Place, words: &Words) {
        if !place.json {
            tell_unknown(file, &self.unknown, words);
            finding::tell(&self.findings, words);
        }
    }
}

/// Names the keys of a file that are not ours, on standard error.
fn tell_unknown(file: &Path, keys: &[String], words: &Words) {
    if keys.is_empty() {
        return;
    }
    let mut args = FluentArgs::new();
    args.set("path", file.display().to_string());
    args.set("keys", keys.join(", "));
    say::err(&words.say_with("unknown-keys", &args));
}

/// Runs a command, says what came of it and gives the exit code.
pub(crate) fn run(arguments: Arguments, around: &Surroundings, words: &Words) -> u8 {
    let Arguments { place, task } = arguments;
    if let Some(fault) = not_a_folder(&place, &task, around, words) {
        return refuse(&fault, place.json, words);
    }
    let said = match task {
        Task::Publish {
            file,
            site,
            patience,
        } => {
            let wanted = Wanted {
                file: &file,
                site: site.as_deref(),
                patience,
            };
            publish(&place, around, words, &wanted)
        }
        Task::List { search, status } => list(&place, around, words, search, status),
        Task::Render { file, out } => render(&place, around, words, &file, out.as_deref()),
        Task::Import { files, again } => {
            let repeat = if again { Repeat::Again } else { Repeat::Skip };
            import(&place, around, words, &files, repeat)
        }
        Task::Export { dir } => export(&place, around, words, &dir),
        Task::Site { token } => site(&place, around, words, token.as_deref()),
    };
    let (told, code) = match said {
        Ok(said) if place.json => (say::json(&said.json), said.code),
        Ok(said) => {
            let told = said.lines.iter().try_for_each(|line| say::out(line));
            (told, said.code)
        }
        Err(error) if place.json => {
            let told = json!({ "failure": failure::as_json(&error, words) });
            (say::json(&told), FAILED)
        }
        Err(error) => (Err(error), FAILED),
    };
    heard(told, code, words)
}

/// The exit code; what was not heard is told on standard error.
pub(crate) fn heard(told: Result<(), NewsroomError>, code: u8, words: &Words) -> u8 {
    match told {
        Ok(()) => code,
        Err(error) => {
            failure::tell(&error, words);
            FAILED
        }
    }
}

/// Says what is wrong with the command line.
pub(crate) fn refuse(fault: &Fault, json: bool, words: &Words) -> u8 {
    if json {
        let told = say::json(&json!({ "failure": fault.as_json(words) }));
        return heard(told, USAGE, words);
    }
    fault.tell(words);
    USAGE
}

/// A folder that was asked for and is something else.
fn not_a_folder(place: &Place, task: &Task, around: &Surroundings, words: &Words) -> Option<Fault> {
    let library = ("--library", place.folder(around));
    let wanted = match task {
        Task::Export { dir } => vec![library, ("DIR", dir.clone())],
        _ => vec![library],
    };
    let (name, path) = wanted
        .into_iter()
        .find(|(_, path)| path.exists() && !path.is_dir())?;
    Some(Fault::not_a_folder(
        name,
        &path.display().to_string(),
        words,
    ))
}

/// What is to be published, where, and how long to wait for it.
struct Wanted<'a> {
    file: &'a Path,
    site: Option<&'a str>,
    patience: u64,
}

fn publish(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    wanted: &Wanted<'_>,
) -> Result<Said, NewsroomError> {
    let open = place.open_with_site(around)?;
    let newsroom = &open.newsroom;
    let (site, site_name) = site_named(newsroom, wanted.site)?;
    newsroom.check_file(wanted.file, site)?;
    let draft = newsroom.draft_of_file(wanted.file)?;
    let noticed = Noticed {
        unknown: newsroom.unknown_keys(wanted.file)?,
        findings: newsroom.findings(draft, site)?,
    };
    noticed.tell(wanted.file, place, words);
    let deadline = Instant::now() + Duration::from_secs(wanted.patience);
    let spinner = spinner(&words.say_of("sending", "site", &site_name));
    let view = promise(&open, draft, site, deadline)?;
    let view = await_delivery(&open, &view, deadline)?;
    spinner.finish_and_clear();
    match view.dispatch.state {
        DispatchState::Done => Ok(delivered(newsroom, words, &view)?.with(&noticed, words)),
        DispatchState::Failed | DispatchState::Cancelled => Err(refusal(&view)),
        _ => Ok(queued(words, &view).with(&noticed, words)),
    }
}

/// Promises the draft; while an earlier text of it is on its way, waits for that one's end.
fn promise(
    open: &Open,
    draft: DraftId,
    site: SiteId,
    deadline: Instant,
) -> Result<DispatchView, NewsroomError> {
    loop {
        let promised = open.newsroom.publish(draft, site);
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
fn site_named(newsroom: &Newsroom, name: Option<&str>) -> Result<(SiteId, String), NewsroomError> {
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
    let found = &found.ok_or_else(missing)?.site;
    Ok((found.id, found.name.clone()))
}

/// Waits until a dispatch is settled, or as long as a person would.
fn await_delivery(
    open: &Open,
    promised: &DispatchView,
    deadline: Instant,
) -> Result<DispatchView, NewsroomError> {
    loop {
        let view = open.newsroom.dispatch(promised.dispatch.id)?;
        let left = deadline.saturating_duration_since(Instant::now());
        if !view.dispatch.state.is_open() || left.is_zero() {
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
    let verified = receipt
        .as_ref()
        .filter(|r| r.seen_hash.is_some())
        .map(|r| r.is_verified());
    let address = receipt.map(|r| r.address).unwrap_or_default();
    let page = keep_page(newsroom, view)?;
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
    if verified == Some(false) {
        lines.push(words.say("not-verified"));
    }
    let json = json!({
        "state": "done",
        "operation": done,
        "draft": view.dispatch.draft.to_string(),
        "dispatch": view.dispatch.id.to_string(),
        "address": address,
        "page": page,
        "verified": verified,
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
fn keep_page(newsroom: &Newsroom, view: &DispatchView) -> Result<String, NewsroomError> {
    let folder = newsroom.library_path().join("rendered");
    let path = folder.join(format!("{}.html", view.dispatch.draft));
    let html = newsroom.page_of(view.dispatch.draft)?;
    write_page(&path, &html)?;
    Ok(path.display().to_string())
}

fn write_page(path: &Path, html: &str) -> Result<(), NewsroomError> {
    let unwritable = |error| NewsroomError::FileUnwritable(format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    fs::write(path, html).map_err(unwritable)
}

fn refusal(view: &DispatchView) -> NewsroomError {
    let code = view.dispatch.failure.as_deref().unwrap_or("internal");
    let detail = view.dispatch.failure_detail.clone().unwrap_or_default();
    NewsroomError::of_code(code, detail)
}

fn queued(words: &Words, view: &DispatchView) -> Said {
    let code = view
        .dispatch
        .failure
        .as_deref()
        .unwrap_or("site_unreachable");
    let (reason, _) = failure::sentences(code, words);
    Said {
        lines: vec![
            words.say_of("queued", "reason", &reason),
            words.say("queued-todo"),
        ],
        json: json!({
            "state": "queued",
            "draft": view.dispatch.draft.to_string(),
            "dispatch": view.dispatch.id.to_string(),
            "failure": { "code": code, "message": reason, "detail": view.dispatch.failure_detail },
        }),
        code: QUEUED,
    }
}

fn list(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    search: Option<String>,
    status: Option<Status>,
) -> Result<Said, NewsroomError> {
    let open = place.open_to_read(around)?;
    let mut rows: Vec<ListRow> = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let query = ListQuery {
            search: search.clone().unwrap_or_default(),
            status: status.map(Into::into),
            ..ListQuery::all(offset, ROWS)
        };
        let page = open.newsroom.list(&query)?;
        if page.rows.is_empty() {
            break;
        }
        rows.extend(page.rows);
    }
    let zone = TimeZone::get(&around.time_zone).unwrap_or(TimeZone::UTC);
    let mut lines: Vec<String> = rows.iter().map(|row| line_of(row, words, &zone)).collect();
    if lines.is_empty() {
        let all = search.is_none() && status.is_none();
        lines.push(words.say(if all { "empty" } else { "nothing-found" }));
    }
    Ok(Said::done(lines, rows.iter().map(json_of).collect()))
}

fn line_of(row: &ListRow, words: &Words, zone: &TimeZone) -> String {
    let headline = match row.headline.as_str() {
        "" => words.say("no-headline"),
        headline => headline.to_owned(),
    };
    let status = words.say(&format!("status-{}", status_word(row.status)));
    let place = row
        .destination
        .as_deref()
        .map(|site| format!(" · {site}"))
        .unwrap_or_default();
    let day = row
        .changed_at
        .to_zoned(zone.clone())
        .strftime("%Y-%m-%d %H:%M")
        .to_string();
    format!("{day}  {status:<16}  {headline}{place}")
}

fn json_of(row: &ListRow) -> Value {
    json!({
        "id": row.id.to_string(),
        "headline": row.headline,
        "section": row.section,
        "language": row.language.as_str(),
        "status": status_word(row.status),
        "changed_at": row.changed_at.to_string(),
        "published_at": row.published_at.map(|at| at.to_string()),
        "destination": row.destination,
    })
}

fn status_word(status: DraftStatus) -> &'static str {
    match status {
        DraftStatus::Draft => "draft",
        DraftStatus::OnTheStone => "on-the-stone",
        DraftStatus::Published => "published",
        DraftStatus::Changed => "changed",
        DraftStatus::Binned => "binned",
    }
}

impl From<Status> for DraftStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Draft => Self::Draft,
            Status::OnTheStone => Self::OnTheStone,
            Status::Published => Self::Published,
            Status::Changed => Self::Changed,
            Status::Binned => Self::Binned,
        }
    }
}

fn render(
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
    write_page(path, &html)?;
    let shown = path.display().to_string();
    let line = words.say_of("rendered-to", "path", &shown);
    Ok(Said::done(vec![line], json!({ "page": shown })).with(&noticed, words))
}

fn import(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    files: &[std::path::PathBuf],
    repeat: Repeat,
) -> Result<Said, NewsroomError> {
    let open = place.open(around)?;
    let bar = bar(&words.say("importing"));
    let report = open
        .newsroom
        .import_files(files, repeat, &mut |done, of| progress(&bar, done, of))?;
    bar.finish_and_clear();
    let mut args = FluentArgs::new();
    args.set("count", report.drafts.len());
    if !place.json {
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
    let failures: Vec<Value> = report
        .failures
        .iter()
        .map(|f| json!({ "path": f.path.display().to_string(), "failure": failure::as_json(&f.error, words) }))
        .collect();
    let unknown: Vec<Value> = report
        .unknown
        .iter()
        .map(|of| json!({ "path": of.path.display().to_string(), "keys": of.keys }))
        .collect();
    let findings: Vec<Value> = report
        .findings
        .iter()
        .map(|of| json!({ "path": of.path.display().to_string(), "findings": finding::as_json(&of.findings, words) }))
        .collect();
    let drafts: Vec<String> = report.drafts.iter().map(ToString::to_string).collect();
    let known: Vec<String> = report.known.iter().map(ToString::to_string).collect();
    let mut lines = Vec::new();
    if known.is_empty() || !drafts.is_empty() {
        lines.push(words.say_with("imported", &args));
    }
    if !known.is_empty() {
        args.set("count", known.len());
        lines.push(words.say_with("imported-before", &args));
    }
    Ok(Said {
        lines,
        code: if failures.is_empty() { DONE } else { FAILED },
        json: json!({ "drafts": drafts, "known": known, "failures": failures, "unknown_keys": unknown, "findings": findings }),
    })
}

fn export(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    dir: &Path,
) -> Result<Said, NewsroomError> {
    let open = place.open_to_read(around)?;
    let bar = bar(&words.say("exporting"));
    let report = open
        .newsroom
        .export_drafts(dir, None, &mut |done, of| progress(&bar, done, of))?;
    bar.finish_and_clear();
    let folder = report.folder.display().to_string();
    let mut args = FluentArgs::new();
    args.set("count", report.written);
    args.set("folder", folder.clone());
    let json = json!({ "written": report.written, "folder": folder });
    Ok(Said::done(vec![words.say_with("exported", &args)], json))
}

/// Runs the local site alone until the process is ended.
fn site(
    place: &Place,
    around: &Surroundings,
    words: &Words,
    token: Option<&str>,
) -> Result<Said, NewsroomError> {
    let folder = place.folder(around);
    let alone = newsroom::SiteAlone {
        library: &folder,
        port: place.site_port(),
        clock: std::sync::Arc::new(newsroom::SystemClock),
        locale: &around.locale,
        time_zone: &around.time_zone,
    };
    let running = alone.start()?;
    let made = token.map(|name| alone.mint_token(name)).transpose()?;
    if place.json {
        say::json(&json!({ "url": running.url(), "token": made }))?;
    } else {
        say::out(&words.say_of("site-runs", "url", running.url()))?;
        if let (Some(name), Some(made)) = (token, &made) {
            let mut args = FluentArgs::new();
            args.set("name", name);
            args.set("token", made.as_str());
            say::out(&words.say_with("site-token", &args))?;
        }
    }
    // Ctrl-C ends the process; the site's database takes that as it takes a power cut.
    loop {
        std::thread::park();
    }
}

/// A turning mark while one thing takes its time; nothing unless a person looks on.
fn spinner(message: &str) -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_message(message.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}

/// A bar for many things; nothing unless a person looks on.
fn bar(message: &str) -> ProgressBar {
    let bar = ProgressBar::no_length().with_message(message.to_owned());
    match ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn progress(bar: &ProgressBar, done: usize, of: usize) {
    bar.set_length(of as u64);
    bar.set_position(done as u64);
}
