//! Death and errors at every call that writes a draft's file in a work folder: the file is the old one or the new one, whole, and
//! the draft has every word. Knows no SQLite.

use std::fs;
use std::path::{Path, PathBuf};

use domain::Mirrored;

use crate::campaign::{Campaign, Must, Row, copy_library};
use crate::kills;
use crate::oracle::{Heard, Oracle};
use crate::room;
use crate::script::Page;
use crate::syscalls::{Calls, Fault, LOST, Strace, chosen, forbidden, how_many, unusable};
use crate::typist::{Task, Work};
use crate::writer::{Line, Writer};

/// Changes that are in the file before, and that a writer then types.
const CHANGES: u64 = 3;

/// Every fault, at every call.
pub(crate) fn writes(campaign: &Campaign) -> Vec<Row> {
    let faults = [
        Fault::Death,
        Fault::Io,
        Fault::IoForLong,
        Fault::Full,
        Fault::FullForLong,
    ];
    let row = |fault: Fault| {
        let what = format!(
            "{} at {} of writing a file in a work folder",
            fault.named(),
            how_many(campaign)
        );
        Row::new("mirror", what)
    };
    if let Some(why) = unusable().or_else(forbidden) {
        let not_run = |fault| Row {
            must: Must::NotRun(why.clone()),
            ..row(fault)
        };
        return faults.into_iter().map(not_run).collect();
    }
    let mirror = Mirror::new(campaign);
    let calls = mirror.calls();
    let all = calls.count();
    let run = |fault: Fault| {
        let mut row = row(fault);
        for n in chosen(campaign, all, 2, 90 + fault as u64) {
            mirror.run(fault, &calls, n, &mut row);
        }
        row.remark = format!("{all} calls");
        row
    };
    faults.into_iter().map(run).collect()
}

/// A library with a work folder, in which its first draft has a file.
struct Mirror<'a> {
    campaign: &'a Campaign,
    template: PathBuf,
    folder: PathBuf,
    /// The files as they were when the library was closed.
    before: PathBuf,
    oracle: Oracle,
}

impl<'a> Mirror<'a> {
    fn new(campaign: &'a Campaign) -> Self {
        let (template, folder) = (
            campaign.folder("mirror-template"),
            campaign.folder("mirror-folder"),
        );
        let before = campaign.folder("mirror-before");
        let oracle = kills::new_library(&template, campaign.seed, 2);
        let newsroom = room::open_quietly(&template).expect("a healthy library opens");
        let mut page = Page::new(campaign.seed, 0);
        for _ in 0..CHANGES {
            room::edit(&newsroom, oracle.ids()[0], &mut page);
        }
        newsroom
            .add_folder(&folder, Mirrored::All)
            .expect("a work folder");
        newsroom.look_into_folders().expect("a round");
        drop(newsroom);
        copy_library(&folder, &before);
        Self {
            campaign,
            template,
            folder,
            before,
            oracle,
        }
    }

    /// A copy of the library and its folder as they were, and a writer who has opened it and waits.
    fn writer(&self) -> (PathBuf, Writer) {
        let library = self.campaign.folder("mirror");
        copy_library(&self.template, &library);
        for entry in self
            .folder
            .read_dir()
            .expect("a folder")
            .map_while(Result::ok)
        {
            fs::remove_file(entry.path()).expect("an earlier file goes");
        }
        copy_library(&self.before, &self.folder);
        let mut writer = Writer::start(&Task {
            work: Work::Mirror(CHANGES),
            library: library.clone(),
            seed: self.campaign.seed,
            round: 0,
            drafts: self.oracle.ids(),
            jumps: false,
            early: false,
        });
        // Typed and saved; the file comes with a word of ours.
        let ready = writer.until(LOST, |_, line| *line == Line::Ready);
        assert_eq!(ready, Some(Line::Ready), "a healthy library opens");
        (library, writer)
    }

    fn attach(&self, writer: &Writer, injections: &[String]) -> (Strace, PathBuf) {
        let log = self.campaign.folder("strace").join("log");
        // The first thread looks into the folder.
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
            writer.until(crate::syscalls::BROKEN, |_, line| *line == Line::Done);
            strace.detach();
            self.wait_for(&mut writer, &name, row);
        } else if fault == Fault::Death {
            writer.until(LOST, |_, line| *line == Line::Done);
            drop(strace);
        } else {
            self.wait_for(&mut writer, &name, row);
            strace.detach();
        }
        let heard = writer.kill();
        self.look(&library, &heard, &name, row);
    }

    /// The disk works again: the file is written without being asked for twice.
    fn wait_for(&self, writer: &mut Writer, name: &str, row: &mut Row) {
        if !writer.is_done {
            writer.until(LOST, |_, line| *line == Line::Done);
        }
        if !writer.is_done {
            row.fail(name, "the file was not written afterwards");
        }
    }

    fn look(&self, library: &Path, heard: &[Heard], name: &str, row: &mut Row) {
        self.no_half_file(name, row);
        let mut oracle = self.oracle.again();
        let acknowledged = oracle.hear(heard);
        let newsroom = match room::open_quietly(library) {
            Ok(newsroom) => newsroom,
            Err(error) => return row.fail(name, format!("the library does not open: {error}")),
        };
        if let Err(error) = newsroom.look_into_folders() {
            row.fail(name, format!("the folders can't be looked into: {error}"));
        }
        let mut verdict = oracle.judge(&newsroom);
        verdict.acknowledged = acknowledged;
        row.add(name, verdict);
        let text = newsroom
            .open_draft(oracle.ids()[0])
            .expect("the draft opens")
            .text;
        if !self
            .files()
            .iter()
            .any(|file| file.trim_end().ends_with(text.trim_end()))
        {
            row.fail(name, "the file does not say what the draft says");
        }
        let drafts = newsroom
            .list(&newsroom::ListQuery::all(0, 10))
            .expect("the list")
            .rows
            .len();
        if drafts != oracle.ids().len() {
            row.fail(
                name,
                format!("{drafts} drafts: what was left behind was taken for a file"),
            );
        }
    }

    /// Whatever happened, each file says one of the texts there were.
    fn no_half_file(&self, name: &str, row: &mut Row) {
        let texts: Vec<String> = (0..=2 * CHANGES)
            .map(|sequence| {
                let mut page = Page::new(self.campaign.seed, 0);
                page.turn_to(sequence);
                page.text()
            })
            .collect();
        for file in self.files() {
            let says = |text: &String| file.trim_end().ends_with(text.trim_end());
            if !texts.iter().skip(1).any(says) && !file.contains("Brouillon 1") {
                row.fail(name, format!("half a file: {file:?}"));
            }
        }
    }

    /// The files that other programs see.
    fn files(&self) -> Vec<String> {
        let entries = self
            .folder
            .read_dir()
            .expect("a folder")
            .map_while(Result::ok);
        let is_text = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".md") && !name.starts_with('.')
        };
        entries
            .map(|entry| entry.path())
            .filter(is_text)
            .map(|path| fs::read_to_string(path).expect("a text"))
            .collect()
    }
}
