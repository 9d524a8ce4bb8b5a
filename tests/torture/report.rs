//! What a campaign found, as lines while it runs and as the table in docs/reliability.md. Decides nothing.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use crate::campaign::{Campaign, Length, Must, Row};

/// Runs a scenario and says what came of it.
pub(crate) fn told(campaign: &Campaign, run: fn(&Campaign) -> Vec<Row>) -> Vec<Row> {
    let began = Instant::now();
    let rows = run(campaign);
    let seconds = began.elapsed().as_secs_f64();
    for row in &rows {
        let how = match (&row.must, row.holds()) {
            (Must::NotRun(why), _) => format!("NOT RUN: {why}"),
            (_, true) => "ok".to_owned(),
            (_, false) => "FAILED".to_owned(),
        };
        println!(
            "{:<16} {how} · {} · {} rounds, {} acknowledged, {} lost · {} ({seconds:.1} s)",
            row.name, row.fault, row.rounds, row.acknowledged, row.lost, row.remark
        );
        let shown = if row.must == Must::Lose { 0 } else { 12 };
        for what in row.wrong.iter().take(shown) {
            println!("    {what}");
        }
        if row.wrong.len() > shown && shown > 0 {
            println!("    … {} more", row.wrong.len() - shown);
        }
    }
    rows
}

/// The closing lines, in the form in which other test programs say it.
pub(crate) fn verdict(campaign: &Campaign, rows: &[Row]) -> ExitCode {
    let not_run = |row: &&Row| matches!(row.must, Must::NotRun(_));
    let skipped = rows.iter().filter(not_run).count();
    let failed = rows.iter().filter(|row| !row.holds()).count();
    let passed = rows.len() - skipped - failed;
    let word = if failed == 0 { "ok" } else { "FAILED" };
    if failed > 0 {
        println!("again: make torture ARGS='{}'", arguments(campaign, None));
    }
    println!(
        "test result: {word}. {passed} passed; {failed} failed; {skipped} ignored; 0 measured; 0 filtered out"
    );
    if failed == 0 && passed > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn arguments(campaign: &Campaign, only: Option<&str>) -> String {
    let length = match campaign.length {
        Length::Short => "",
        Length::Full => "--full ",
    };
    let only = only
        .map(|only| format!("--only {only} "))
        .unwrap_or_default();
    format!("{length}{only}--seed {}", campaign.seed)
}

/// Writes the page.
pub(crate) fn write(campaign: &Campaign, rows: &[Row], path: &Path) {
    std::fs::write(path, page(campaign, rows)).expect("the report can be written");
    println!("written: {}", path.display());
}

const BEFORE: &str = include_str!("before.md");
const AFTER: &str = include_str!("after.md");

fn page(campaign: &Campaign, rows: &[Row]) -> String {
    let mut page = BEFORE.replace("{seed}", &campaign.seed.to_string());
    if campaign.length == Length::Short {
        page.push_str("**This was a short run**, as in `make test`; `make torture` writes the whole table.\n\n");
    }
    let (broken, sound): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| row.must == Must::Lose);
    page.push_str(&table(campaign, &sound));
    page.push_str("\n## Broken on purpose\n\nA campaign that can't fail proves nothing. The same faults on a library that is weakened by a switch (the cargo\nfeature `faults`, which no release build compiles) must lose changes:\n\n");
    page.push_str(&table(campaign, &broken));
    page.push_str(AFTER);
    page
}

fn table(campaign: &Campaign, rows: &[&Row]) -> String {
    let mut table = String::from(
        "| fault | rounds | acknowledged changes | lost | remarks | command |\n|---|--:|--:|--:|---|---|\n",
    );
    for row in rows {
        let lost = match &row.must {
            Must::NotRun(_) => "**not run**".to_owned(),
            Must::Lose => row.lost.to_string(),
            Must::LoseNothing if row.holds() => row.lost.to_string(),
            Must::LoseNothing => format!("**{}, FAILED**", row.lost),
        };
        let remark = match &row.must {
            Must::NotRun(why) => why.clone(),
            _ => row.remark.clone(),
        };
        let command = format!(
            "make torture ARGS='{}'",
            arguments(campaign, Some(row.name))
        );
        let (rounds, acknowledged) = (grouped(row.rounds), grouped(row.acknowledged));
        table.push_str(&format!(
            "| {} | {rounds} | {acknowledged} | {lost} | {remark} | `{command}` |\n",
            row.fault
        ));
    }
    table
}

/// 1234567 as 1,234,567.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
