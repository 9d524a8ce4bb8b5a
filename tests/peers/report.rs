//! What came of the journeys: lines while they run, the table of docs/publishing.md, the verdict. Decides nothing.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

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
    outcome: Outcome,
}

enum Outcome {
    /// This is what it says it is.
    Started(String),
    Skipped,
    Sent(usize, Vec<Wrong>),
}

impl Row {
    pub(crate) fn started(peer: &'static str, version: String) -> Self {
        println!("{peer}: {version}");
        Self {
            peer,
            what: "version".to_owned(),
            outcome: Outcome::Started(version),
        }
    }

    pub(crate) fn told(peer: &'static str, what: &str, sends: usize, wrong: Vec<Wrong>) -> Self {
        let how = if wrong.is_empty() { "ok" } else { "FAILED" };
        println!("{peer}: {what} ({sends}) … {how}");
        wrong
            .iter()
            .for_each(|wrong| println!("    {}", wrong.said()));
        Self {
            peer,
            what: what.to_owned(),
            outcome: Outcome::Sent(sends, wrong),
        }
    }

    pub(crate) fn skipped(peer: &'static str, why: &str) -> Self {
        println!("{peer}: SKIPPED, {why}");
        Self {
            peer,
            what: "skipped".to_owned(),
            outcome: Outcome::Skipped,
        }
    }

    fn sent(&self) -> Option<(usize, &[Wrong])> {
        match &self.outcome {
            Outcome::Sent(sends, wrong) => Some((*sends, wrong)),
            Outcome::Started(_) | Outcome::Skipped => None,
        }
    }

    fn cell(&self) -> String {
        match &self.outcome {
            Outcome::Started(version) => version.clone(),
            Outcome::Skipped => "skipped".to_owned(),
            Outcome::Sent(sends, wrong) if wrong.is_empty() => format!("{sends} ✓"),
            Outcome::Sent(sends, wrong) => format!("{} of {sends} wrong", wrong.len()),
        }
    }
}

/// The closing lines, in the form in which other test programs say it.
pub(crate) fn verdict(rows: &[Row]) -> ExitCode {
    let is_skipped = |row: &&Row| matches!(row.outcome, Outcome::Skipped);
    let skipped = rows.iter().filter(is_skipped).count();
    let sent: Vec<_> = rows.iter().filter_map(Row::sent).collect();
    let failed = sent.iter().filter(|(_, wrong)| !wrong.is_empty()).count();
    let passed = sent.len() - failed;
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

/// Of which run a page is.
pub(crate) struct Run {
    pub(crate) seed: u64,
    pub(crate) took: Duration,
}

const BEFORE: &str = include_str!("before.md");

/// Writes the page: the sums, and a line for each journey and fault with a column for each peer.
pub(crate) fn write(run: &Run, rows: &[Row], path: &Path) {
    let ran: Vec<&Row> = rows
        .iter()
        .filter(|row| !matches!(row.outcome, Outcome::Skipped))
        .collect();
    let page = format!(
        "{BEFORE}\n{}\n{}\n{}",
        circumstances(run),
        sums(&ran),
        table(&ran)
    );
    std::fs::write(path, page).expect("the report can be written");
    println!("written: {}", path.display());
}

/// The machine, the revision, the seed.
fn circumstances(run: &Run) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let minutes = run.took.as_secs().div_ceil(60);
    format!(
        "This run: {cores} cores, {} of memory, {}; revision {} of Marbre; seed {} (of names and keys; nothing else is left \
         to chance); {minutes} minutes.\n",
        memory(),
        said_by("sh", &["-c", ". /etc/os-release && echo $PRETTY_NAME"]),
        said_by("git", &["describe", "--always", "--dirty"]),
        run.seed,
    )
}

fn memory() -> String {
    let told = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total = told.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kilobytes =
        total.and_then(|total| total.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(
        || "an unknown amount".to_owned(),
        |kb| format!("{} GB", kb.div_ceil(1 << 20)),
    )
}

fn said_by(program: &str, arguments: &[&str]) -> String {
    let said = Command::new(program).args(arguments).output();
    let said = said.map(|said| String::from_utf8_lossy(&said.stdout).trim().to_owned());
    said.ok()
        .filter(|said| !said.is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}

fn sums(ran: &[&Row]) -> String {
    let sent: Vec<_> = ran.iter().filter_map(|row| row.sent()).collect();
    let wrong = |is_it: fn(&&Wrong) -> bool| {
        sent.iter()
            .flat_map(|(_, wrong)| *wrong)
            .filter(is_it)
            .count()
    };
    format!(
        "{} sends. Articles that were there twice: {}. Lost: {}. Otherwise not as they should be: {}.\n",
        sent.iter().map(|(sends, _)| sends).sum::<usize>(),
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
            row.map_or_else(|| "–".to_owned(), |row| row.cell())
        };
        let cells: Vec<String> = peers.iter().map(cell).collect();
        table.push_str(&format!("| {what} | {} |\n", cells.join(" | ")));
    }
    table
}
