//! What came of the journeys: lines while they run, the table of docs/publishing.md, the verdict. Decides nothing.

use std::path::Path;
use std::process::ExitCode;

/// How a send ended that did not end well.
pub(crate) enum Wrong {
    /// The site has another article too.
    Twice(String),
    /// It was said to be done, and is not there as it should be.
    Lost(String),
    /// Anything else; after a fault, that nobody could say what became of it.
    Otherwise(String),
}

impl Wrong {
    /// The same, and where.
    pub(crate) fn at(&self, place: &str) -> Self {
        match self {
            Self::Twice(said) => Self::Twice(format!("{place}: twice: {said}")),
            Self::Lost(said) => Self::Lost(format!("{place}: lost: {said}")),
            Self::Otherwise(said) => Self::Otherwise(format!("{place}: {said}")),
        }
    }

    fn said(&self) -> &str {
        match self {
            Self::Twice(said) | Self::Lost(said) | Self::Otherwise(said) => said,
        }
    }
}

/// One journey, or one fault at every request, against one peer.
pub(crate) struct Row {
    peer: &'static str,
    what: String,
    sends: usize,
    wrong: Vec<Wrong>,
    skipped: bool,
}

impl Row {
    pub(crate) fn told(peer: &'static str, what: &str, sends: usize, wrong: Vec<Wrong>) -> Self {
        let how = if wrong.is_empty() { "ok" } else { "FAILED" };
        println!("{peer}: {what} ({sends}) … {how}");
        wrong
            .iter()
            .for_each(|wrong| println!("    {}", wrong.said()));
        Self {
            peer,
            what: what.to_owned(),
            sends,
            wrong,
            skipped: false,
        }
    }

    pub(crate) fn skipped(peer: &'static str, why: &str) -> Self {
        println!("{peer}: SKIPPED, {why}");
        Self {
            peer,
            what: "skipped".to_owned(),
            sends: 0,
            wrong: Vec::new(),
            skipped: true,
        }
    }
}

/// The closing lines, in the form in which other test programs say it.
pub(crate) fn verdict(rows: &[Row]) -> ExitCode {
    let skipped = rows.iter().filter(|row| row.skipped).count();
    let failed = rows.iter().filter(|row| !row.wrong.is_empty()).count();
    let passed = rows.len() - skipped - failed;
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!(
        "test result: {word}. {passed} passed; {failed} failed; {skipped} ignored; 0 measured; 0 filtered out"
    );
    if failed == 0 && passed > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

const BEFORE: &str = include_str!("before.md");

/// Writes the page: the sums, and a line for each journey and fault with a column for each peer.
pub(crate) fn write(rows: &[Row], path: &Path) {
    let ran: Vec<&Row> = rows.iter().filter(|row| !row.skipped).collect();
    let page = format!("{BEFORE}\n{}\n{}", sums(&ran), table(&ran));
    std::fs::write(path, page).expect("the report can be written");
    println!("written: {}", path.display());
}

fn sums(ran: &[&Row]) -> String {
    let wrong =
        |is_it: fn(&&Wrong) -> bool| ran.iter().flat_map(|row| &row.wrong).filter(is_it).count();
    format!(
        "{} sends. Articles that were there twice: {}. Lost: {}. Otherwise not as they should be: {}.\n",
        ran.iter().map(|row| row.sends).sum::<usize>(),
        wrong(|wrong| matches!(wrong, Wrong::Twice(_))),
        wrong(|wrong| matches!(wrong, Wrong::Lost(_))),
        wrong(|wrong| matches!(wrong, Wrong::Otherwise(_))),
    )
}

fn table(ran: &[&Row]) -> String {
    let in_order = |of: fn(&Row) -> &str| {
        ran.iter().fold(Vec::new(), |mut seen, row| {
            if !seen.contains(&of(row)) {
                seen.push(of(row));
            }
            seen
        })
    };
    let (peers, whats) = (in_order(|row| row.peer), in_order(|row| &row.what));
    let mut table = format!(
        "| | {} |\n|---|{}\n",
        peers.join(" | "),
        "---|".repeat(peers.len())
    );
    for what in whats {
        let cell = |peer: &&str| {
            let row = ran.iter().find(|row| row.peer == *peer && row.what == what);
            row.map_or_else(
                || "–".to_owned(),
                |row| match row.wrong.len() {
                    0 => format!("{} ✓", row.sends),
                    wrong => format!("{wrong} of {} wrong", row.sends),
                },
            )
        };
        let cells: Vec<String> = peers.iter().map(cell).collect();
        table.push_str(&format!("| {what} | {} |\n", cells.join(" | ")));
    }
    table
}
