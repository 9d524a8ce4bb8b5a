//! `list`: the library's rows, for people and for programs.

use domain::draft::DraftStatus;
use jiff::tz::TimeZone;
use newsroom::{ListQuery, ListRow, NewsroomError};
use serde_json::{Value, json};

use super::Said;
use crate::Surroundings;
use crate::arguments::{Place, Status};
use crate::words::Words;

/// Rows read at a time.
const ROWS: u32 = 200;

pub(super) fn list(
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
