//! Death and errors at every call that puts a backup in a library's place, or brings a damaged one up: the former library is kept
//! aside whole, what opens is one of the two, the backup is not harmed, and the next attempt succeeds. Knows no SQLite.

use std::fs;
use std::path::{Path, PathBuf};

use crate::backups::not_run;
use crate::campaign::{Campaign, Row, copy_library, unsound};
use crate::kills;
use crate::oracle::{Heard, Oracle};
use crate::room;
use crate::script::Page;
use crate::syscalls::{BROKEN, Calls, Fault, LOST, Strace, chosen, forbidden, how_many, unusable};
use crate::typist::{Task, Work};
use crate::writer::{Line, Writer};

/// Changes in the backup, and those that were typed after it.
const CHANGES: u64 = 20;

/// A backup in the place of a healthy library.
pub(crate) fn restored(campaign: &Campaign) -> Vec<Row> {
    rows(
        campaign,
        Work::Restore,
        "restore",
        "putting a backup in the library's place",
    )
}

/// A damaged library comes up, from a backup and from what it still says itself.
pub(crate) fn brought_up(campaign: &Campaign) -> Vec<Row> {
    rows(
        campaign,
        Work::BringUp,
        "bring-up",
        "bringing a damaged library up",
    )
}

fn rows(campaign: &Campaign, work: Work, name: &'static str, what: &str) -> Vec<Row> {
    let faults = [
        Fault::Death,
        Fault::Io,
        Fault::IoForLong,
        Fault::Full,
        Fault::FullForLong,
    ];
    let row = |fault: Fault| {
        Row::new(
            name,
            format!("{} at {} of {what}", fault.named(), how_many(campaign)),
        )
    };
    if let Some(why) = unusable().or_else(forbidden) {
        return faults
            .into_iter()
            .map(|fault| not_run(row(fault), &why))
            .collect();
    }
    let comeback = Comeback::new(campaign, work, name);
    let calls = comeback.calls();
    let all = calls.count();
    let run = |fault: Fault| {
        let mut row = row(fault);
        for n in chosen(campaign, all, 2, 140 + fault as u64) {
            comeback.run(fault, &calls, n, &mut row);
        }
        row.remark = match fault {
            Fault::Death => format!("{all} calls"),
            _ => format!("{all} calls; told {} ×", row.complaints),
        };
        row
    };
    faults.into_iter().map(run).collect()
}

/// A library with a backup, in which more was written afterwards.
struct Comeback<'a> {
    campaign: &'a Campaign,
    work: Work,
    name: &'static str,
    template: PathBuf,
    backup: Vec<u8>,
    /// What the backup holds, and what the library held last.
    then: Oracle,
    last: Oracle,
}

impl<'a> Comeback<'a> {
    fn new(campaign: &'a Campaign, work: Work, name: &'static str) -> Self {
        let template = campaign.folder(&format!("{name}-template"));
        let mut then = kills::new_library(&template, campaign.seed, 2);
        let newsroom = room::open_quietly(&template).expect("a healthy library opens");
        let mut page = Page::new(campaign.seed, 0);
        let mut types = || {
            for _ in 0..CHANGES {
                room::edit(&newsroom, then.ids()[0], &mut page);
            }
        };
        types();
        newsroom.back_up(None).expect("a backup");
        types();
        drop(newsroom);
        let saved = |sequence| [Heard::Saved { draft: 0, sequence }];
        let mut last = then.again();
        last.hear(&saved(2 * CHANGES));
        then.hear(&saved(CHANGES));
        if work == Work::BringUp {
            let path = template.join("library.db");
            let mut bytes = fs::read(&path).expect("a library");
            bytes[..100].fill(0);
            fs::write(path, bytes).expect("a damaged library");
        }
        let backup = fs::read(room::newest_backup(&template)).expect("a backup");
        Self {
            campaign,
            work,
            name,
            template,
            backup,
            then,
            last,
        }
    }

    /// A copy of the library and its backup, and a process that is to bring it back and waits.
    fn writer(&self) -> (PathBuf, Writer) {
        let library = self.campaign.folder(self.name);
        copy_whole(&self.template, &library);
        let mut writer = Writer::start(&Task {
            work: self.work,
            library: library.clone(),
            seed: self.campaign.seed,
            round: 0,
            drafts: self.last.ids(),
            jumps: false,
            early: false,
        });
        let ready = writer.until(LOST, |_, line| *line == Line::Ready);
        assert_eq!(ready, Some(Line::Ready), "it starts");
        (library, writer)
    }

    fn attach(&self, writer: &Writer, injections: &[String]) -> (Strace, PathBuf) {
        let log = self.campaign.folder("strace").join("log");
        (Strace::attach(writer.id(), &log, injections), log)
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
        if fault.lasts() {
            let complains = |_: &Writer, line: &Line| matches!(line, Line::Refused(_) | Line::Done);
            writer.until(BROKEN, complains);
            if !writer.is_done && writer.refused.is_empty() {
                row.fail(&name, "nobody was told that it did not work");
            }
            strace.detach();
            wait_for(&mut writer, &name, row);
        } else {
            if fault == Fault::Death {
                writer.until(LOST, |_, line| *line == Line::Done);
            } else {
                wait_for(&mut writer, &name, row);
            }
            drop(strace);
        }
        for code in &writer.refused {
            row.complaints += 1;
            if !["disk_fault", "disk_full", "library_read_only"].contains(&code.as_str()) {
                row.fail(&name, format!("told as {code}"));
            }
        }
        let is_done = writer.is_done;
        drop(writer.kill());
        self.look(&library, is_done, &name, row);
    }

    fn look(&self, library: &Path, is_done: bool, name: &str, row: &mut Row) {
        if !is_done {
            let opens = self.opens_as_one_of_both(library, name, row);
            // A library that opens is not brought up.
            if (self.work == Work::Restore || !opens)
                && let Err(error) = self.again(library)
            {
                row.fail(name, format!("the next attempt fails: {error}"));
            }
        }
        match room::open_quietly(library) {
            Ok(newsroom) => {
                let expected = match self.work {
                    Work::Restore => &self.then,
                    _ => &self.last,
                };
                row.add(name, expected.again().judge(&newsroom));
                row.acknowledged += expected.known();
            }
            Err(error) => row.fail(name, format!("the library does not open: {error}")),
        }
        if let Some(said) = unsound(library) {
            row.fail(name, said);
        }
        if fs::read(room::newest_backup(library)).ok().as_ref() != Some(&self.backup) {
            row.fail(name, "the backup was harmed");
        }
        self.former_is_kept(library, name, row);
    }

    fn again(&self, library: &Path) -> Result<(), newsroom::NewsroomError> {
        let restoration = room::restoration(library);
        match self.work {
            Work::Restore => restoration.restore(&room::newest_backup(library)).map(drop),
            _ => restoration.bring_up().map(drop),
        }
    }

    /// Cut off anywhere, it is the former library or the new one, or it is refused until it is settled. Whether it opens.
    fn opens_as_one_of_both(&self, library: &Path, name: &str, row: &mut Row) -> bool {
        let copy = self.campaign.folder("one-of-both");
        copy_whole(library, &copy);
        let opened = room::open_quietly(&copy);
        let opens = opened.is_ok();
        let wrong = match opened {
            Ok(newsroom) => {
                let (then, last) = (self.then.again(), self.last.again());
                let reads = |mut oracle: Oracle| oracle.judge(&newsroom).wrong;
                let (then, last) = (reads(then), reads(last));
                if then.is_empty() { then } else { last }
            }
            Err(error) if error.code() == "library_corrupt" => Vec::new(),
            Err(error) => vec![format!("refused as {}", error.code())],
        };
        for what in wrong {
            row.fail(name, format!("cut off: {what}"));
        }
        opens
    }

    /// The former library stands aside, with every change.
    fn former_is_kept(&self, library: &Path, name: &str, row: &mut Row) {
        let entries = library.read_dir().expect("a folder").map_while(Result::ok);
        let asides = entries.map(|entry| entry.path()).filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            (name.contains(".replaced-") || name.contains(".damaged-"))
                && !name.ends_with("-wal")
                && !name.ends_with("-shm")
        });
        let is_former = |path: PathBuf| match self.work {
            Work::Restore => {
                let folder = self.campaign.folder("former");
                for end in ["", "-wal"] {
                    let from = PathBuf::from(format!("{}{end}", path.display()));
                    if from.exists() {
                        fs::copy(from, folder.join(format!("library.db{end}"))).expect("a copy");
                    }
                }
                room::open_quietly(&folder)
                    .is_ok_and(|newsroom| self.last.again().judge(&newsroom).wrong.is_empty())
            }
            _ => fs::read(path).ok() == fs::read(self.template.join("library.db")).ok(),
        };
        if !asides.into_iter().any(is_former) {
            row.fail(name, "the former library is not kept");
        }
    }
}

fn wait_for(writer: &mut Writer, name: &str, row: &mut Row) {
    if !writer.is_done {
        writer.until(LOST, |_, line| *line == Line::Done);
    }
    if !writer.is_done {
        row.fail(name, "it did not come back afterwards");
    }
}

/// Copies a library with its backups.
fn copy_whole(from: &Path, to: &Path) {
    copy_library(from, to);
    fs::create_dir(to.join("backups")).expect("a folder");
    copy_library(&from.join("backups"), &to.join("backups"));
}
