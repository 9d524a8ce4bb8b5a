//! Death and errors at every call that makes a backup, and a folder that vanishes at every call: what bears a backup's name is a
//! good one, the earlier ones are not harmed, the fault is told, and the next backup succeeds. Knows no SQLite.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use domain::Timestamp;
use newsroom::{Clock, Event, Newsroom, SystemClock, what_to_keep};
use store::{Look, examine_backup};

use crate::campaign::{Campaign, Must, Row, copy_library};
use crate::kills;
use crate::oracle::Oracle;
use crate::room;
use crate::script::Page;
use crate::syscalls::{BROKEN, Calls, Fault, LOST, Strace, chosen, forbidden, how_many, unusable};
use crate::typist::{Task, Work};
use crate::writer::{Line, Writer};

/// Changes that are in the earlier backups, and that a writer then types.
const CHANGES: u64 = 3;
/// Earlier backups, of one day each: more than the rule keeps.
const EARLIER: i64 = 10;

/// What a folder of backups may be told to have.
const TOLD: [&str; 4] = [
    "backup_fault",
    "backup_disk_full",
    "backup_folder_unwritable",
    "backup_folder_missing",
];

/// Every fault, at every call of a backup: of its writing, its place, and the clearing of older ones.
pub(crate) fn made(campaign: &Campaign) -> Vec<Row> {
    let faults = [
        Fault::Death,
        Fault::Io,
        Fault::IoForLong,
        Fault::Full,
        Fault::FullForLong,
    ];
    let row = |fault: Fault| {
        let what = format!(
            "{} at {} of a backup and of clearing older ones",
            fault.named(),
            how_many(campaign)
        );
        Row::new("backup", what)
    };
    if let Some(why) = unusable().or_else(forbidden) {
        return faults
            .into_iter()
            .map(|fault| not_run(row(fault), &why))
            .collect();
    }
    let shelf = Shelf::new(campaign, None);
    let calls = shelf.calls();
    let all = calls.count();
    let run = |fault: Fault| {
        let mut row = row(fault);
        for n in chosen(campaign, all, 2, 120 + fault as u64) {
            shelf.run(fault, &calls, n, &mut row);
        }
        row.remark = match fault {
            Fault::Death => format!("{all} calls"),
            _ => format!(
                "{all} calls; that there is none was told {} ×",
                row.complaints
            ),
        };
        row
    };
    faults.into_iter().map(run).collect()
}

/// The folder of backups vanishes before a backup, and in the middle of it; later it is there again.
pub(crate) fn vanishing(campaign: &Campaign) -> Vec<Row> {
    let mut row = Row::new(
        "backup-vanishes",
        format!(
            "the folder of backups vanishes, before and at {} of one",
            how_many(campaign)
        ),
    );
    if let Some(why) = unusable().or_else(forbidden) {
        return vec![not_run(row, &why)];
    }
    let stick = campaign.folder("stick").join("backups");
    fs::create_dir(&stick).expect("a folder");
    let shelf = Shelf::new(campaign, Some(stick));
    let calls = shelf.calls();
    let all = calls.count();
    for n in std::iter::once(0).chain(chosen(campaign, all, 2, 130)) {
        shelf.run_vanishing(&calls, n, &mut row);
    }
    row.remark = format!("{all} calls; told {} ×", row.complaints);
    vec![row]
}

pub(crate) fn not_run(row: Row, why: &str) -> Row {
    Row {
        must: Must::NotRun(why.to_owned()),
        ..row
    }
}

/// A library with more backups than the rule keeps, the newest a month old.
struct Shelf<'a> {
    campaign: &'a Campaign,
    template: PathBuf,
    /// The folder that was chosen, if it is not the library's own.
    stick: Option<PathBuf>,
    /// The earlier backups: name and bytes.
    earlier: BTreeMap<String, Vec<u8>>,
    oracle: Oracle,
}

impl<'a> Shelf<'a> {
    fn new(campaign: &'a Campaign, stick: Option<PathBuf>) -> Self {
        let template = campaign.folder("backup-template");
        let oracle = kills::new_library(&template, campaign.seed, 2);
        let newsroom = room::open_quietly(&template).expect("a healthy library opens");
        let mut page = Page::new(campaign.seed, 0);
        for _ in 0..CHANGES {
            room::edit(&newsroom, oracle.ids()[0], &mut page);
        }
        let file = newsroom.back_up(None).expect("a backup").file;
        if let Some(stick) = &stick {
            newsroom.set_backup_folder(Some(stick)).expect("a folder");
        }
        drop(newsroom);
        let bytes = fs::read(&file.path).expect("a backup");
        fs::remove_dir_all(template.join("backups")).expect("a folder of ours");
        let name = file
            .path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let moment = moment_in(&name).to_owned();
        let earlier = (30..30 + EARLIER).map(|days| {
            let then = file.made_at - jiff::SignedDuration::from_hours(24 * days);
            (name.replace(&moment, &named(then)), bytes.clone())
        });
        Self {
            campaign,
            template,
            earlier: earlier.collect(),
            stick,
            oracle,
        }
    }

    /// The folder in which this library's backups are.
    fn folder(&self, library: &Path) -> PathBuf {
        self.stick
            .clone()
            .unwrap_or_else(|| library.join("backups"))
    }

    /// A copy of the library and its backups as they were, and a writer who has typed and waits.
    fn writer(&self) -> (PathBuf, Writer) {
        let library = self.campaign.folder("backup");
        copy_library(&self.template, &library);
        let folder = self.folder(&library);
        // One of an earlier round makes room.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).expect("a folder");
        for (name, bytes) in &self.earlier {
            fs::write(folder.join(name), bytes).expect("a backup");
        }
        let mut writer = Writer::start(&Task {
            work: Work::Backup(CHANGES),
            library: library.clone(),
            seed: self.campaign.seed,
            round: 0,
            drafts: self.oracle.ids(),
            jumps: false,
            early: false,
        });
        let ready = writer.until(LOST, |_, line| *line == Line::Ready);
        assert_eq!(ready, Some(Line::Ready), "a healthy library opens");
        (library, writer)
    }

    fn attach(&self, writer: &Writer, injections: &[String]) -> (Strace, PathBuf) {
        let log = self.campaign.folder("strace").join("log");
        (
            Strace::attach(writer.thread("backups"), &log, injections),
            log,
        )
    }

    fn calls(&self) -> Calls {
        let (_, mut writer) = self.writer();
        let (strace, log) = self.attach(&writer, &[]);
        writer.go();
        writer.until(LOST, |_, line| *line == Line::Done);
        strace.detach();
        Calls::in_log(&log)
    }

    fn run(&self, fault: Fault, calls: &Calls, n: u64, row: &mut Row) {
        let name = format!("{} at call {n}", fault.named());
        let (library, mut writer) = self.writer();
        let (strace, _) = self.attach(&writer, &fault.injections(calls, n));
        writer.go();
        let complains = |_: &Writer, line: &Line| matches!(line, Line::Refused(_) | Line::Done);
        if fault.lasts() {
            writer.until(BROKEN, complains);
            if !writer.is_done && writer.refused.is_empty() {
                row.fail(&name, "nobody was told that there is no backup");
            }
            strace.detach();
            wait_for(&mut writer, &name, row);
        } else if fault == Fault::Death {
            writer.until(LOST, |_, line| *line == Line::Done);
            drop(strace);
        } else {
            wait_for(&mut writer, &name, row);
            strace.detach();
        }
        self.look(&library, writer, &name, row);
    }

    /// The folder goes before the n-th call, or before the first.
    fn run_vanishing(&self, calls: &Calls, n: u64, row: &mut Row) {
        let name = format!("vanishes at call {n}");
        let (library, mut writer) = self.writer();
        let (folder, gone) = (
            self.folder(&library),
            self.campaign.folder("gone").join("backups"),
        );
        let stop = match n {
            0 => Vec::new(),
            _ => Fault::Stop.injections(calls, n),
        };
        let (strace, _) = self.attach(&writer, &stop);
        if n > 0 {
            writer.go();
            until_stopped(&writer);
        }
        fs::rename(&folder, &gone).expect("the folder goes");
        match n {
            0 => writer.go(),
            _ => let_go(&writer),
        }
        writer.until(BROKEN, |_, line| {
            matches!(line, Line::Refused(_) | Line::Done)
        });
        if !writer.is_done && writer.refused.is_empty() {
            row.fail(&name, "nobody was told that the folder is gone");
        }
        fs::rename(&gone, &folder).expect("the folder is there again");
        wait_for(&mut writer, &name, row);
        strace.detach();
        self.look(&library, writer, &name, row);
    }

    fn look(&self, library: &Path, mut writer: Writer, name: &str, row: &mut Row) {
        for code in writer.refused.drain(..) {
            row.complaints += 1;
            if !TOLD.contains(&code.as_str()) {
                row.fail(name, format!("told as {code}"));
            }
        }
        let mut oracle = self.oracle.again();
        let acknowledged = oracle.hear(&writer.kill());
        self.only_good_ones(library, name, row);
        match next_day(library) {
            Ok(newsroom) => {
                let mut verdict = oracle.judge(&newsroom);
                verdict.acknowledged = acknowledged;
                row.add(name, verdict);
            }
            Err(why) => row.fail(name, why),
        }
        self.only_good_ones(library, name, row);
        self.by_the_rule(library, name, row);
        self.reads_back(library, oracle, name, row);
    }

    /// Whatever bears a backup's name is one, and the earlier ones that are to be kept are what they were.
    fn only_good_ones(&self, library: &Path, name: &str, row: &mut Row) {
        let folder = self.folder(library);
        for file in names(&folder).iter().filter(|file| file.ends_with(".db")) {
            if let Err(error) = examine_backup(&folder.join(file), Look::AsWritten) {
                row.fail(name, format!("{file} is no good backup: {error}"));
            }
        }
        let dates: Vec<Timestamp> = self.earlier.keys().map(|file| date_of(file)).collect();
        // With the next two days' ones, which take the place of two.
        let now = SystemClock.now();
        let to_come = [now, now + jiff::SignedDuration::from_hours(25)];
        let all: Vec<Timestamp> = dates.iter().copied().chain(to_come).collect();
        let kept = what_to_keep(&all, to_come[1]);
        for (file, bytes) in self
            .earlier
            .iter()
            .filter(|(file, _)| kept.contains(&date_of(file)))
        {
            if fs::read(folder.join(file)).ok().as_ref() != Some(bytes) {
                row.fail(name, format!("{file}, a good one, was harmed"));
            }
        }
    }

    /// What was not cleared away is made up for by the next backup, and nothing unfinished stays.
    fn by_the_rule(&self, library: &Path, name: &str, row: &mut Row) {
        let mut found = names(&self.folder(library));
        found.remove("pictures");
        let (found, left): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|file| file.ends_with(".db"));
        if !left.is_empty() {
            row.fail(name, format!("left behind: {left:?}"));
        }
        let dates: BTreeSet<Timestamp> = found.iter().map(|file| date_of(file)).collect();
        let all: Vec<Timestamp> = dates.iter().copied().collect();
        if what_to_keep(
            &all,
            SystemClock.now() + jiff::SignedDuration::from_hours(26),
        ) != dates
        {
            row.fail(name, format!("kept against the rule: {found:?}"));
        }
    }

    /// A library that is made of the newest backup has every change that was acknowledged before it.
    fn reads_back(&self, library: &Path, mut oracle: Oracle, name: &str, row: &mut Row) {
        let folder = self.folder(library);
        let newest = names(&folder)
            .into_iter()
            .rfind(|file| file.ends_with(".db"));
        let again = self.campaign.folder("backup-again");
        let newest = folder.join(newest.expect("a backup"));
        let wrong = match room::restoration(&again).restore(&newest) {
            Ok(_) => match room::open_quietly(&again) {
                Ok(newsroom) => oracle.judge(&newsroom).wrong,
                Err(error) => vec![error.to_string()],
            },
            Err(error) => vec![error.to_string()],
        };
        for what in wrong {
            row.fail(name, format!("the newest backup: {what}"));
        }
    }
}

/// The disk works again: the backup is made.
fn wait_for(writer: &mut Writer, name: &str, row: &mut Row) {
    if !writer.is_done {
        writer.until(LOST, |_, line| *line == Line::Done);
    }
    if !writer.is_done {
        row.fail(name, "no backup was made afterwards");
    }
}

/// Opens the library on the next day, and has the backup of that day made.
fn next_day(library: &Path) -> Result<Newsroom, String> {
    let (tell, told) = channel();
    let hear = move |event| {
        if let Event::BackupMade { .. } = event {
            let _ = tell.send(());
        }
    };
    let newsroom = room::open(library, room::clock_ahead(25), hear);
    let newsroom = newsroom.map_err(|error| format!("the library does not open: {error}"))?;
    newsroom.look_after_backups();
    match told.recv_timeout(LOST) {
        Ok(()) => Ok(newsroom),
        Err(_) => Err("no backup was made on the next day".to_owned()),
    }
}

/// Whether all of a process stands still.
fn is_stopped(writer: &Writer) -> bool {
    let stat = fs::read_to_string(format!("/proc/{}/stat", writer.id())).unwrap_or_default();
    stat.rsplit(") ")
        .next()
        .is_some_and(|rest| rest.starts_with('T'))
}

fn until_stopped(writer: &Writer) {
    let deadline = Instant::now() + LOST;
    while !is_stopped(writer) && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Lets a stopped process go on. While strace still looks at the stop, a signal may come too early: it is sent again.
fn let_go(writer: &Writer) {
    let deadline = Instant::now() + LOST;
    while is_stopped(writer) && Instant::now() < deadline {
        let id = writer.id().to_string();
        let sent = Command::new("kill").args(["-CONT", &id]).status();
        assert!(
            sent.is_ok_and(|status| status.success()),
            "a signal arrives"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = folder.read_dir().expect("a folder").map_while(Result::ok);
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// The moment in a backup's name: after the mark, before the ending.
fn moment_in(name: &str) -> &str {
    let (_, moment) = name.rsplit_once('-').expect("a backup's name");
    moment.strip_suffix(".db").expect("a backup's name")
}

fn named(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn date_of(name: &str) -> Timestamp {
    let moment = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", moment_in(name));
    let moment = moment.expect("a moment").to_zoned(jiff::tz::TimeZone::UTC);
    moment.expect("a moment").timestamp()
}
