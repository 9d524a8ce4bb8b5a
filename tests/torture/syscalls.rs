//! Death and errors at every single call: strace counts the writes, syncs, renames, truncations and deletions of a piece of
//! work, and then the n-th of them fails, for every n. Knows no SQLite.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use domain::DraftId;

use crate::campaign::{Campaign, Length, Must, Row, copy_library, unsound};
use crate::oracle::{Heard, Oracle};
use crate::random::Random;
use crate::typist::{Task, Work};
use crate::writer::{Line, Writer};
use crate::{kills, older, room};

/// The calls that change a disk. A question mark: not every machine has it.
const KINDS: [&str; 16] = [
    "?write",
    "?pwrite64",
    "?writev",
    "?pwritev",
    "fsync",
    "fdatasync",
    "?rename",
    "?renameat",
    "?renameat2",
    "?ftruncate",
    "?truncate",
    "?unlink",
    "?unlinkat",
    "?link",
    "?linkat",
    "?fallocate",
];

/// After this long without a word a writer hangs.
pub(crate) const LOST: Duration = Duration::from_secs(60);
/// How long a disk stays broken when nobody complains.
pub(crate) const BROKEN: Duration = Duration::from_millis(1_500);
const EDITS: u64 = 6;

/// What befalls a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The process dies before it.
    Death,
    /// It fails with EIO, once.
    Io,
    /// It and all later ones fail with EIO, until the disk is mended.
    IoForLong,
    /// It and all later ones fail with EIO, and then the process dies.
    IoAndDeath,
    Full,
    FullForLong,
    ReadOnlyForLong,
    /// The process stops before it, until it is let go.
    Stop,
}

const FAULTS: [Fault; 6] = [
    Fault::Death,
    Fault::Io,
    Fault::IoForLong,
    Fault::IoAndDeath,
    Fault::Full,
    Fault::FullForLong,
];

impl Fault {
    pub(crate) fn named(self) -> &'static str {
        match self {
            Self::Death => "death",
            Self::Io => "EIO, once",
            Self::IoForLong => "EIO until mended",
            Self::IoAndDeath => "EIO, then death",
            Self::Full => "ENOSPC, once",
            Self::FullForLong => "ENOSPC until there is room",
            Self::ReadOnlyForLong => "EROFS until mended",
            Self::Stop => "a halt",
        }
    }

    /// As strace takes it, for the n-th of these calls. strace counts each kind of call by itself.
    pub(crate) fn injections(self, calls: &Calls, n: u64) -> Vec<String> {
        let what = match self {
            Self::Death => "signal=KILL",
            Self::Stop => "signal=STOP",
            Self::Io | Self::IoForLong | Self::IoAndDeath => "error=EIO",
            Self::Full | Self::FullForLong => "error=ENOSPC",
            Self::ReadOnlyForLong => "error=EROFS",
        };
        if self.lasts() {
            let from = |kind: &&str| calls.before(n, kind.trim_start_matches('?')) + 1;
            return KINDS
                .iter()
                .map(|kind| format!("inject={kind}:{what}:when={}+", from(kind)))
                .collect();
        }
        let kind = calls.kind(n);
        let nth = calls.before(n, kind) + 1;
        vec![format!("inject={kind}:{what}:when={nth}")]
    }

    pub(crate) fn lasts(self) -> bool {
        matches!(
            self,
            Self::IoForLong | Self::IoAndDeath | Self::FullForLong | Self::ReadOnlyForLong
        )
    }
}

/// What strace is to look at, and to inject.
fn to_trace(injections: &[String]) -> Vec<String> {
    let trace = format!("trace={}", KINDS.join(","));
    let all = std::iter::once(&trace).chain(injections);
    all.flat_map(|expression| ["-e".to_owned(), expression.clone()])
        .collect()
}

/// strace, holding on to one thread of a writer.
pub(crate) struct Strace(Child);

impl Strace {
    pub(crate) fn attach(thread: u32, log: &Path, injections: &[String]) -> Self {
        let mut command = Command::new("strace");
        command.args(["-p", &thread.to_string(), "-o"]).arg(log);
        command.args(to_trace(injections));
        let mut strace = command
            .stderr(Stdio::piped())
            .spawn()
            .expect("strace starts");
        let said = strace.stderr.take().expect("a pipe");
        let mut said = BufReader::new(said);
        let mut line = String::new();
        // "Process N attached"; from here on it sees every call.
        said.read_line(&mut line).expect("strace speaks");
        assert!(line.contains("attached"), "{line}");
        // What else it says is read, so that it never waits for us.
        std::thread::spawn(move || said.lines().for_each(drop));
        Self(strace)
    }

    /// Lets the thread go: the disk is mended.
    pub(crate) fn detach(mut self) {
        let id = self.0.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        assert!(
            asked.is_ok_and(|status| status.success()),
            "strace can be ended"
        );
        let _ = self.0.wait();
    }
}

/// The kinds of the calls that a piece of work makes, in their order.
pub(crate) struct Calls(Vec<String>);

impl Calls {
    /// Those in a log of strace's.
    pub(crate) fn in_log(log: &Path) -> Self {
        let text = std::fs::read_to_string(log).unwrap_or_default();
        let kinds = text.lines().filter(|line| !line.starts_with(['+', '-']));
        let kinds = kinds.filter_map(|line| Some(line.split_once('(')?.0.to_owned()));
        Self(kinds.collect())
    }

    pub(crate) fn count(&self) -> u64 {
        self.0.len() as u64
    }

    fn kind(&self, n: u64) -> &str {
        &self.0[n as usize - 1]
    }

    /// How many of a kind come before the n-th.
    fn before(&self, n: u64, kind: &str) -> usize {
        let before = &self.0[..n as usize - 1];
        before.iter().filter(|other| *other == kind).count()
    }
}

/// Why strace can't be used here, if it can't.
pub(crate) fn unusable() -> Option<String> {
    let asked = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    match asked {
        Ok(done) if done.status.success() => None,
        Ok(done) => Some(format!(
            "strace: {}",
            String::from_utf8_lossy(&done.stderr).trim()
        )),
        Err(error) => Some(format!("strace: {error}")),
    }
}

/// Why strace may not attach to a process that runs already, if it may not: many systems allow that to root only.
pub(crate) fn forbidden() -> Option<String> {
    let is_root = Path::new("/proc/self")
        .metadata()
        .is_ok_and(|own| own.uid() == 0);
    let scope = std::fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope").unwrap_or_default();
    let scope = scope.trim();
    let is_free = is_root || scope.is_empty() || scope == "0";
    (!is_free).then(|| format!("kernel.yama.ptrace_scope is {scope}: as root it runs"))
}

/// How the rows say it.
pub(crate) fn how_many(campaign: &Campaign) -> &'static str {
    match campaign.length {
        Length::Full => "every call",
        Length::Short => "some calls",
    }
}

/// Which of so many calls are tried: all of them, or in a short campaign a few.
pub(crate) fn chosen(campaign: &Campaign, calls: u64, few: usize, salt: u64) -> Vec<u64> {
    match campaign.length {
        Length::Full => (1..=calls).collect(),
        Length::Short => {
            let mut chance = Random::of(campaign.seed, salt);
            (0..few)
                .map(|_| 1 + chance.below(calls as usize) as u64)
                .collect()
        }
    }
}

/// A save: some changes, each committed, the fields, and a fold.
pub(crate) fn save_and_fold(campaign: &Campaign) -> Vec<Row> {
    let rows = FAULTS.iter().map(|fault| {
        let what = format!(
            "{} at {} of saves and a fold",
            fault.named(),
            how_many(campaign)
        );
        (*fault, Row::new("save", what))
    });
    pieces(campaign, rows.collect())
}

/// A library that turns read-only while it is open, as a file system does after an error.
pub(crate) fn turned_read_only(campaign: &Campaign) -> Vec<Row> {
    let row = Row::new(
        "read-only",
        "the open library turns read-only, and writable again",
    );
    let mut rows = pieces(campaign, vec![(Fault::ReadOnlyForLong, row)]);
    rows.iter_mut().for_each(|row| row.name = "read-only");
    rows
}

fn pieces(campaign: &Campaign, rows: Vec<(Fault, Row)>) -> Vec<Row> {
    let name = rows[0].1.name;
    if let Some(why) = unusable().or_else(forbidden) {
        return rows
            .into_iter()
            .map(|(_, row)| Row {
                must: Must::NotRun(why.clone()),
                ..row
            })
            .collect();
    }
    let template = campaign.folder(&format!("{name}-template"));
    let drafts = kills::new_library(&template, campaign.seed, 2).ids();
    let piece = Piece {
        campaign,
        template,
        drafts,
        name,
    };
    let calls = piece.calls();
    let all = calls.count();
    let row = |(fault, mut row): (Fault, Row)| {
        for n in chosen(campaign, all, 2, fault as u64) {
            piece.run(fault, &calls, n, &mut row);
        }
        row.remark = match (row.complaints, fault) {
            (_, Fault::Death) => format!("{all} calls"),
            (told, _) => format!("{all} calls; *not saved* was told {told} ×"),
        };
        row
    };
    rows.into_iter().map(row).collect()
}

/// The piece of work on a copy of one library.
struct Piece<'a> {
    campaign: &'a Campaign,
    template: PathBuf,
    drafts: Vec<DraftId>,
    name: &'static str,
}

impl Piece<'_> {
    /// A copy of the library, and a writer who has opened it and waits.
    fn writer(&self) -> (PathBuf, Writer) {
        let library = self.campaign.folder(self.name);
        copy_library(&self.template, &library);
        let mut writer = Writer::start(&Task {
            work: Work::Piece(EDITS),
            library: library.clone(),
            seed: self.campaign.seed,
            round: 0,
            drafts: self.drafts.clone(),
            jumps: false,
            early: false,
        });
        let opened = writer.until(LOST, |_, line| *line == Line::Opened);
        assert_eq!(opened, Some(Line::Opened), "a healthy library opens");
        (library, writer)
    }

    /// The calls that the work takes without a fault.
    fn calls(&self) -> Calls {
        let log = self.campaign.folder("strace").join("log");
        let (_, mut writer) = self.writer();
        let thread = writer.writing_thread();
        let strace = Strace::attach(thread, &log, &[]);
        writer.go();
        writer.until(LOST, |_, line| *line == Line::Done);
        strace.detach();
        Calls::in_log(&log)
    }

    fn run(&self, fault: Fault, calls: &Calls, n: u64, row: &mut Row) {
        let name = format!("{} at call {n}", fault.named());
        let log = self.campaign.folder("strace").join("log");
        let (library, mut writer) = self.writer();
        let thread = writer.writing_thread();
        let strace = Strace::attach(thread, &log, &fault.injections(calls, n));
        writer.go();
        if fault.lasts() {
            let complains = |_: &Writer, line: &Line| matches!(line, Line::Refused(_) | Line::Done);
            writer.until(BROKEN, complains);
        }
        if fault == Fault::Death {
            writer.until(LOST, |_, line| *line == Line::Done);
        }
        if matches!(fault, Fault::Death | Fault::IoAndDeath) {
            row.complaints += writer.refused.len() as u64;
            let heard = writer.kill();
            strace.detach();
            return self.look(&library, &heard, &name, row);
        }
        if fault.lasts() {
            strace.detach();
            self.until_done(writer, &library, &name, row);
        } else {
            self.until_done(writer, &library, &name, row);
            strace.detach();
        }
    }

    /// What was refused stays in memory and is saved when the disk works again: all of it.
    fn until_done(&self, mut writer: Writer, library: &Path, name: &str, row: &mut Row) {
        if !writer.is_done {
            writer.until(LOST, |_, line| *line == Line::Done);
        }
        let is_done = writer.is_done;
        row.complaints += writer.refused.len() as u64;
        let heard = writer.kill();
        let all = heard.contains(&Heard::Saved {
            draft: 0,
            sequence: EDITS,
        });
        if !is_done || !all {
            row.fail(name, format!("not all was saved afterwards: {heard:?}"));
        }
        self.look(library, &heard, name, row);
    }

    fn look(&self, library: &Path, heard: &[Heard], name: &str, row: &mut Row) {
        let mut oracle = Oracle::new(self.campaign.seed, &self.drafts);
        let acknowledged = oracle.hear(heard);
        compare(library, &mut oracle, acknowledged, name, row);
    }
}

/// Opens the library without a fault and compares.
fn compare(library: &Path, oracle: &mut Oracle, acknowledged: u64, name: &str, row: &mut Row) {
    match room::open_quietly(library) {
        Ok(newsroom) => {
            let mut verdict = oracle.judge(&newsroom);
            verdict.acknowledged = acknowledged;
            row.add(name, verdict);
        }
        Err(error) => {
            row.rounds += 1;
            row.acknowledged += acknowledged;
            row.lost += acknowledged;
            row.fail(name, format!("the library does not open: {error}"));
        }
    }
    if let Some(said) = unsound(library) {
        row.fail(name, said);
    }
}

/// Opening: a library's very first start, and one of every earlier format, which is copied and brought up to date.
pub(crate) fn openings(campaign: &Campaign) -> Vec<Row> {
    let first = campaign.folder("first-start");
    let mut templates = vec![(
        "first-start".to_owned(),
        first,
        Oracle::new(campaign.seed, &[]),
    )];
    let formats = match campaign.length {
        Length::Full => (1..older::newest()).collect(),
        Length::Short => vec![1],
    };
    for format in formats {
        let folder = campaign.folder(&format!("format-{format}"));
        let oracle = older::library(&folder, campaign.seed, format);
        templates.push((format!("format {format}"), folder, oracle));
    }
    let mut rows = Vec::new();
    for fault in [Fault::Death, Fault::Io, Fault::Full] {
        let what = format!(
            "{} at {} of a first start and of migrations",
            fault.named(),
            how_many(campaign)
        );
        let mut row = Row::new("opening", what);
        if let Some(why) = unusable() {
            row.must = Must::NotRun(why);
            rows.push(row);
            continue;
        }
        let mut calls = Vec::new();
        for (name, template, oracle) in &templates {
            let opening = Opening {
                campaign,
                template,
                oracle,
                name,
            };
            let of_it = opening.calls();
            calls.push(format!("{name}: {}", of_it.count()));
            for n in chosen(campaign, of_it.count(), 2, 40 + fault as u64) {
                opening.run(fault, &of_it, n, &mut row);
            }
        }
        row.remark = format!("calls: {}", calls.join(", "));
        rows.push(row);
    }
    rows
}

/// Opening a copy of a library, under strace from the first moment.
struct Opening<'a> {
    campaign: &'a Campaign,
    template: &'a Path,
    oracle: &'a Oracle,
    name: &'a str,
}

impl Opening<'_> {
    fn start(&self, log: &Path, injections: &[String]) -> (PathBuf, Writer) {
        let library = self.campaign.folder("opening");
        copy_library(self.template, &library);
        // The first thread alone opens and migrates; without -f the others are left in peace.
        let mut before: Vec<String> = ["strace", "-o"].map(str::to_owned).to_vec();
        before.push(log.to_string_lossy().into_owned());
        before.extend(to_trace(injections));
        let task = Task {
            work: Work::Opening,
            library: library.clone(),
            seed: self.campaign.seed,
            round: 0,
            drafts: Vec::new(),
            jumps: false,
            early: false,
        };
        (library, Writer::start_under(&before, &task))
    }

    fn calls(&self) -> Calls {
        let log = self.campaign.folder("strace").join("log");
        let (_, mut writer) = self.start(&log, &[]);
        writer.until(LOST, |_, line| *line == Line::Opened);
        writer.go();
        writer.until(LOST, |_, _| false);
        Calls::in_log(&log)
    }

    fn run(&self, fault: Fault, calls: &Calls, n: u64, row: &mut Row) {
        let name = format!("{}, {} at call {n}", self.name, fault.named());
        let log = self.campaign.folder("strace").join("log");
        let (library, mut writer) = self.start(&log, &fault.injections(calls, n));
        let said = writer.until(LOST, |_, line| {
            matches!(line, Line::Opened | Line::Failed(_))
        });
        writer.go();
        writer.until(LOST, |_, _| false);
        drop(writer);
        // Refused is well, but only politely: with what the disk said.
        if let Some(Line::Failed(code)) = &said
            && !["disk_fault", "disk_full", "library_read_only"].contains(&code.as_str())
        {
            row.fail(&name, format!("refused as {code}"));
        }
        self.no_half_copy(&library, &name, row);
        let mut oracle = self.oracle.again();
        let known = oracle.known();
        compare(&library, &mut oracle, known, &name, row);
    }

    /// What bears the name of a copy from before a migration is one.
    fn no_half_copy(&self, library: &Path, name: &str, row: &mut Row) {
        for entry in library.read_dir().expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "backup")
                && let Err(error) = store::examine_backup(&path, store::Look::AsWritten)
            {
                row.fail(name, format!("{} is half a copy: {error}", path.display()));
            }
        }
    }
}
