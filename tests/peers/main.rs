//! Real sites on this machine, and every journey of an article against each of them: alone, and through every fault a
//! network has. It knows destinations and what can be seen of a site from outside; no newsroom and no library.
//!
//! Without arguments the peers run that `make test` has; `--all` runs every one with every fault, `NAME…` those that are
//! named, `--list` names them. `--report FILE` writes the figures.

mod campaign;
mod corrections;
mod courier;
mod deaths;
mod folder;
mod ghost;
mod micropub;
mod report;
mod stage;
mod suite;
mod warnings;
mod wordpress;

use std::process::ExitCode;

use campaign::Length;
use publish::folder::Generator;
use report::Row;

/// A kind of site: its name, whether `make test` has it, and all its journeys.
struct Kind {
    name: &'static str,
    in_every_test: bool,
    run: fn(&'static str, Length) -> Vec<Row>,
}

/// Every peer there is; a new one is a file beside this one and a line here.
const PEERS: &[Kind] = &[
    Kind {
        name: "wordpress-6.8",
        in_every_test: true,
        run: |name, length| campaign::run(name, wordpress::current, length),
    },
    Kind {
        name: "wordpress-6.8-bare",
        in_every_test: true,
        run: |name, length| campaign::run(name, wordpress::bare, length),
    },
    Kind {
        name: "wordpress-oldest",
        in_every_test: false,
        run: |name, length| campaign::run(name, wordpress::oldest, length),
    },
    Kind {
        name: "wordpress-newest",
        in_every_test: false,
        run: |name, length| campaign::run(name, wordpress::newest, length),
    },
    Kind {
        name: "micropub",
        in_every_test: true,
        run: |name, length| campaign::run(name, micropub::start, length),
    },
    Kind {
        name: "hugo",
        in_every_test: false,
        run: |name, _| folder::run(name, Generator::Hugo),
    },
    Kind {
        name: "eleventy",
        in_every_test: false,
        run: |name, _| folder::run(name, Generator::Eleventy),
    },
    Kind {
        name: "ghost-6",
        in_every_test: false,
        run: |name, length| campaign::run(name, || ghost::start("6.65.0"), length),
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments
        .first()
        .is_some_and(|first| first == deaths::DOOMED)
    {
        deaths::be_doomed();
        return ExitCode::SUCCESS;
    }
    let said = |word: &str| arguments.iter().any(|argument| argument == word);
    if said("--list") {
        PEERS.iter().for_each(|kind| println!("{}", kind.name));
        return ExitCode::SUCCESS;
    }
    let report = arguments.iter().position(|argument| argument == "--report");
    let report = report.map(|at| arguments.get(at + 1).expect("--report takes a file"));
    let named: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--") && Some(*argument) != report)
        .collect();
    let unknown = named
        .iter()
        .find(|name| PEERS.iter().all(|kind| kind.name != **name));
    assert!(
        unknown.is_none(),
        "no such peer: {unknown:?}; --list names them"
    );
    let (length, all) = (
        Length::of(said("--all") || !named.is_empty()),
        said("--all"),
    );
    let mut rows = Vec::new();
    for kind in PEERS {
        let wanted = all || named.iter().any(|name| *name == kind.name);
        if wanted || (named.is_empty() && kind.in_every_test) {
            rows.extend((kind.run)(kind.name, length));
        } else {
            rows.push(Row::skipped(kind.name, "`make peers` has it"));
        }
    }
    if let Some(path) = report {
        report::write(&rows, path.as_ref());
    }
    report::verdict(&rows)
}
