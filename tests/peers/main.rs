//! Real sites on this machine, and every journey of an article against each of them: alone, and through every fault a
//! network has. It knows destinations and what can be seen of a site from outside; no newsroom and no library.
//!
//! Without arguments the peers run that `make test` has; `--all` runs every one with every fault, `NAME…` those that are
//! named, `--list` names them. `--report FILE` writes the figures, `--seed N` brings back a run's names and keys.

mod campaign;
mod corrections;
mod courier;
mod deaths;
mod folder;
mod ghost;
mod imports;
mod local;
mod micropub;
mod previews;
mod report;
mod stage;
mod suite;
mod warnings;
mod whole;
mod wordpress;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use campaign::Length;
use newsroom::{Clock as _, SystemClock};
use publish::folder::Generator;
use report::Row;

/// A kind of site: its name, whether `make test` has it, and all its journeys.
struct Kind {
    name: &'static str,
    /// The folder in which its script keeps it: one site at a time.
    place: &'static str,
    in_every_test: bool,
    run: fn(&'static str, Length) -> Vec<Row>,
}

/// Every peer there is; a new one is a file beside this one and a line here.
const PEERS: &[Kind] = &[
    Kind {
        name: "site-api",
        place: "none",
        in_every_test: true,
        run: |name, length| campaign::run(name, local::start, length),
    },
    Kind {
        name: "wordpress-6.8",
        place: "wordpress-trixie",
        in_every_test: true,
        run: |name, length| campaign::run(name, wordpress::current, length),
    },
    Kind {
        name: "wordpress-6.8-bare",
        place: "wordpress-trixie-bare",
        in_every_test: true,
        run: |name, length| campaign::run(name, wordpress::bare, length),
    },
    Kind {
        name: "wordpress-oldest",
        place: "wordpress-bookworm",
        in_every_test: false,
        run: |name, length| campaign::run(name, wordpress::oldest, length),
    },
    Kind {
        name: "wordpress-newest",
        place: "wordpress-sid",
        in_every_test: false,
        run: |name, length| campaign::run(name, wordpress::newest, length),
    },
    Kind {
        name: "ghost-5",
        place: "ghost-5",
        in_every_test: false,
        run: |name, length| campaign::run(name, || ghost::start("5.130.6"), length),
    },
    Kind {
        name: "ghost-6",
        place: "ghost-6",
        in_every_test: false,
        run: |name, length| campaign::run(name, || ghost::start("6.65.0"), length),
    },
    Kind {
        name: "micropub",
        place: "micropub",
        in_every_test: true,
        run: |name, length| campaign::run(name, micropub::start, length),
    },
    Kind {
        name: "hugo",
        place: "static",
        in_every_test: false,
        run: |name, _| folder::run(name, Generator::Hugo),
    },
    Kind {
        name: "zola",
        place: "static",
        in_every_test: false,
        run: |name, _| folder::run(name, Generator::Zola),
    },
    Kind {
        name: "eleventy",
        place: "static",
        in_every_test: false,
        run: |name, _| folder::run(name, Generator::Eleventy),
    },
];

/// What was asked for.
struct Asked {
    all: bool,
    named: Vec<String>,
    report: Option<PathBuf>,
    seed: u64,
}

impl Asked {
    fn of(arguments: &[String]) -> Self {
        let mut asked = Self {
            all: false,
            named: Vec::new(),
            report: None,
            seed: SystemClock.now().as_second().unsigned_abs(),
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .unwrap_or_else(|| panic!("{argument} takes a value"))
            };
            match argument.as_str() {
                "--all" => asked.all = true,
                "--report" => asked.report = Some(value().into()),
                "--seed" => asked.seed = value().parse().expect("a number"),
                name if PEERS.iter().any(|kind| kind.name == name) => {
                    asked.named.push(name.to_owned())
                }
                unknown => panic!("no such peer: {unknown}; --list names them"),
            }
        }
        asked
    }

    fn wants(&self, kind: &Kind) -> bool {
        self.all
            || self.named.iter().any(|name| name == kind.name)
            || (self.named.is_empty() && kind.in_every_test)
    }
}

/// Runs what is wanted, a few at the same time: most of it is waiting. What shares a place takes turns.
fn run(asked: &Asked, length: Length) -> Vec<Row> {
    let wanted = |kind: &&Kind| asked.wants(kind);
    let places: BTreeSet<_> = PEERS.iter().filter(wanted).map(|kind| kind.place).collect();
    let left = Mutex::new(places);
    let rows = Mutex::new(BTreeMap::new());
    let work = || {
        // The lock is not kept meanwhile.
        let next = || left.lock().expect("places").pop_first();
        while let Some(place) = next() {
            for (order, kind) in PEERS.iter().enumerate() {
                if kind.place == place && asked.wants(kind) {
                    let told = (kind.run)(kind.name, length);
                    rows.lock().expect("rows").insert(order, told);
                }
            }
        }
    };
    let at_once = std::thread::available_parallelism().map_or(8, |cores| 4 * cores.get());
    std::thread::scope(|scope| (0..at_once).for_each(|_| drop(scope.spawn(work))));
    let skipped = PEERS.iter().filter(|kind| !asked.wants(kind));
    let skipped: Vec<_> = skipped
        .map(|kind| Row::skipped(kind.name, "`make peers` has it"))
        .collect();
    let ran = rows.into_inner().expect("rows").into_values().flatten();
    ran.chain(skipped).collect()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some(deaths::DOOMED) => {
            deaths::be_doomed();
            return ExitCode::SUCCESS;
        }
        Some("--list") => {
            PEERS.iter().for_each(|kind| println!("{}", kind.name));
            return ExitCode::SUCCESS;
        }
        _ => {}
    }
    let asked = Asked::of(&arguments);
    stage::sow(asked.seed);
    println!("seed {}", asked.seed);
    let (began, length) = (
        Instant::now(),
        Length::of(asked.all || !asked.named.is_empty()),
    );
    let rows = run(&asked, length);
    if let Some(path) = &asked.report {
        let run = report::Run {
            seed: asked.seed,
            took: began.elapsed(),
        };
        report::write(&run, &rows, path);
    }
    report::verdict(&rows)
}
