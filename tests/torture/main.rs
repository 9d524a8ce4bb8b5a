//! The fault campaign: death, disks that refuse, fill up or lie, power cuts, flipped bytes, clocks that jump. It shows that
//! no acknowledged change is lost, and, with a library broken on purpose, that it would notice.
//!
//! `--full` does everything, `--only NAME` one scenario, `--seed N` brings a run back, `--report FILE` writes the table.
//! Without arguments the short campaign runs, as in `make test`.

mod backups;
mod campaign;
mod disk;
mod flips;
mod kills;
mod merges;
mod mirrors;
mod older;
mod oracle;
mod places;
mod power;
mod random;
mod report;
mod restores;
mod room;
mod script;
mod syscalls;
mod typist;
mod vfs;
mod writer;

use std::process::ExitCode;

use campaign::{Campaign, Length, Row};

/// Name, and what it does.
type Scenario = (&'static str, fn(&Campaign) -> Vec<Row>);

const SCENARIOS: &[Scenario] = &[
    ("kill", kills::at_random),
    ("clock", kills::under_a_jumping_clock),
    ("save", syscalls::save_and_fold),
    ("opening", syscalls::openings),
    ("mirror", mirrors::writes),
    ("backup", backups::made),
    ("backup-vanishes", backups::vanishing),
    ("restore", restores::restored),
    ("bring-up", restores::brought_up),
    ("read-only", syscalls::turned_read_only),
    ("full-disk", places::full_disk),
    ("read-only-medium", places::read_only_medium),
    ("two", places::two_programs),
    ("flips-log", flips::in_the_log),
    ("flips-database", flips::in_the_database),
    ("power", power::cuts),
    ("fsync", power::failed_syncs),
    ("merge", merges::at_random),
    ("mutant-sync", power::not_synchronous),
    ("mutant-early", kills::acknowledged_early),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "typist") {
        let task = typist::Task::of_arguments(&arguments[1..]).expect("a task");
        typist::run(&task);
        return ExitCode::SUCCESS;
    }
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let seed = value("--seed").map(|seed| seed.parse().expect("--seed takes a number"));
    let seed = seed.unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0 >> 32);
    let length = if arguments.iter().any(|argument| argument == "--full") {
        Length::Full
    } else {
        Length::Short
    };
    let campaign = Campaign::new(seed, length);
    println!("seed {seed}");
    let only = value("--only");
    let chosen = SCENARIOS
        .iter()
        .filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name));
    let rows: Vec<Row> = chosen
        .flat_map(|(_, run)| report::told(&campaign, *run))
        .collect();
    if let Some(path) = value("--report") {
        report::write(&campaign, &rows, path.as_ref());
    }
    report::verdict(&campaign, &rows)
}
