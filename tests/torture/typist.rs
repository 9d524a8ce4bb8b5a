//! The writer's process, which is there to be killed: types the script through the newsroom's use cases as the window does,
//! and says every acknowledgement as soon as it is heard. Compares nothing.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use domain::DraftId;
use newsroom::{Clock, Event, Newsroom, Place, SystemClock};

use crate::random::Random;
use crate::room;
use crate::script::Page;

/// What a process of ours is to do; written on its command line.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub(crate) work: Work,
    pub(crate) library: PathBuf,
    pub(crate) seed: u64,
    /// Tells one process under a seed from the next.
    pub(crate) round: u64,
    pub(crate) drafts: Vec<DraftId>,
    /// Whether the clock jumps.
    pub(crate) jumps: bool,
    /// Whether the library acknowledges before it commits.
    pub(crate) early: bool,
}

/// How the writer works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// Types until killed.
    Endless,
    /// Waits for a word, types so many changes, each after the one before is settled, has the text folded, and waits.
    Piece(u64),
    /// Types so many changes, waits for a word, and looks into the work folders until the draft's file says them.
    Mirror(u64),
    /// Types so many changes, waits for a word, and asks for a backup until one is made.
    Backup(u64),
    /// Waits for a word, and puts the newest backup in the library's place until that is done.
    Restore,
    /// Waits for a word, and brings a damaged library up until that is done.
    BringUp,
    /// Opens the library and leaves.
    Opening,
}

impl Task {
    /// As arguments.
    pub(crate) fn to_arguments(&self) -> Vec<String> {
        let work = match self.work {
            Work::Endless => "endless".to_owned(),
            Work::Piece(edits) => format!("piece:{edits}"),
            Work::Mirror(edits) => format!("mirror:{edits}"),
            Work::Backup(edits) => format!("backup:{edits}"),
            Work::Restore => "restore".to_owned(),
            Work::BringUp => "bring-up".to_owned(),
            Work::Opening => "opening".to_owned(),
        };
        let drafts: Vec<_> = self.drafts.iter().map(|id| id.0.to_string()).collect();
        vec![
            "typist".to_owned(),
            work,
            self.library.to_string_lossy().into_owned(),
            self.seed.to_string(),
            self.round.to_string(),
            drafts.join(","),
            self.jumps.to_string(),
            self.early.to_string(),
        ]
    }

    /// From arguments, those after `typist`.
    pub(crate) fn of_arguments(arguments: &[String]) -> Option<Self> {
        let [work, library, seed, round, drafts, jumps, early] = arguments else {
            return None;
        };
        let work = match work.split_once(':') {
            Some(("mirror", edits)) => Work::Mirror(edits.parse().ok()?),
            Some(("backup", edits)) => Work::Backup(edits.parse().ok()?),
            Some((_, edits)) => Work::Piece(edits.parse().ok()?),
            None if work == "endless" => Work::Endless,
            None if work == "restore" => Work::Restore,
            None if work == "bring-up" => Work::BringUp,
            None => Work::Opening,
        };
        let ids = drafts.split(',').filter(|id| !id.is_empty());
        Some(Self {
            work,
            library: PathBuf::from(library),
            seed: seed.parse().ok()?,
            round: round.parse().ok()?,
            drafts: ids
                .map(|id| id.parse().map(DraftId))
                .collect::<Result<_, _>>()
                .ok()?,
            jumps: jumps.parse().ok()?,
            early: early.parse().ok()?,
        })
    }
}

/// What was heard of one draft.
#[derive(Debug, Clone, Copy, Default)]
struct Draft {
    saved: u64,
    refused: bool,
    /// How often the library said that it had changed.
    changed: u64,
}

/// What was heard, for those who wait; and the way out.
struct Ears {
    drafts: Mutex<BTreeMap<DraftId, Draft>>,
    more: Condvar,
    lines: Sender<String>,
    ids: Vec<DraftId>,
    /// Whether a backup was made.
    made: AtomicBool,
}

impl Ears {
    fn locked(&self) -> MutexGuard<'_, BTreeMap<DraftId, Draft>> {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One line to the parent.
    fn say(&self, line: String) {
        // The printer's thread ends only with the process.
        let _ = self.lines.send(line);
    }

    fn hear(&self, event: &Event) {
        let number = |id: &DraftId| self.ids.iter().position(|own| own == id);
        let mut drafts = self.locked();
        match event {
            Event::Saved { draft, sequence } => {
                let heard = drafts.entry(*draft).or_default();
                heard.saved = heard.saved.max(*sequence);
                heard.refused = false;
                if let Some(draft) = number(draft) {
                    self.say(format!("saved {draft} {sequence}"));
                }
            }
            Event::NotSaved { draft, error } => {
                drafts.entry(*draft).or_default().refused = true;
                if let Some(draft) = number(draft) {
                    self.say(format!("refused {draft} {}", error.code()));
                }
            }
            Event::LibraryChanged { draft: Some(draft) } => {
                drafts.entry(*draft).or_default().changed += 1;
            }
            Event::BackupMade { .. } => self.made.store(true, Ordering::SeqCst),
            Event::BackupFailed { error } => self.say(format!("refused 0 {}", error.code())),
            _ => return,
        }
        self.more.notify_all();
    }

    /// Waits until a draft is as wished, but not for ever.
    fn wait(&self, draft: DraftId, most: Duration, wished: impl Fn(&Draft) -> bool) {
        let deadline = Instant::now() + most;
        let mut drafts = self.locked();
        while !wished(drafts.entry(draft).or_default()) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let woken = self.more.wait_timeout(drafts, left);
            drafts = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// Does the task; returns when it is done, which for endless work is never.
pub(crate) fn run(task: &Task) {
    let (lines, to_print) = channel::<String>();
    std::thread::spawn(move || {
        let mut out = std::io::stdout();
        for line in to_print {
            // Who reads has gone: so may we.
            if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
                std::process::exit(0);
            }
        }
    });
    let ears = Arc::new(Ears {
        drafts: Mutex::default(),
        more: Condvar::new(),
        lines,
        ids: task.drafts.clone(),
        made: AtomicBool::new(false),
    });
    if matches!(task.work, Work::Restore | Work::BringUp) {
        come_back(task, &ears);
        std::process::exit(0);
    }
    let clock: Arc<dyn Clock> = if task.jumps {
        room::jumping_clock(task.seed ^ task.round)
    } else {
        Arc::new(SystemClock)
    };
    if task.early {
        store::weakness::weaken(store::weakness::Weakness::AcknowledgedEarly);
    }
    let heard = Arc::clone(&ears);
    let opened = room::open(&task.library, clock, move |event| heard.hear(&event));
    let newsroom = match opened {
        Ok(newsroom) => newsroom,
        Err(error) => {
            ears.say(format!("failed {}", error.code()));
            return wait_for_a_word();
        }
    };
    ears.say("opened".to_owned());
    let desk = Typing {
        newsroom,
        ears,
        task,
    };
    match task.work {
        Work::Endless => {
            std::thread::spawn(|| {
                wait_for_a_word();
                std::process::exit(0);
            });
            desk.endless();
        }
        Work::Piece(edits) => {
            wait_for_a_word();
            desk.piece(edits);
            desk.ears.say("done".to_owned());
            wait_for_a_word();
        }
        Work::Mirror(edits) => {
            desk.mirror(edits);
            desk.ears.say("done".to_owned());
            wait_for_a_word();
        }
        Work::Backup(edits) => {
            desk.backup(edits);
            desk.ears.say("done".to_owned());
            wait_for_a_word();
        }
        Work::Opening => wait_for_a_word(),
        Work::Restore | Work::BringUp => unreachable!("no library is open in it"),
    }
    // As if killed: closing would fold.
    std::process::exit(0);
}

/// Brings a library back, as often as it takes.
fn come_back(task: &Task, ears: &Ears) {
    ears.say("ready".to_owned());
    wait_for_a_word();
    let restoration = room::restoration(&task.library);
    loop {
        let done = match task.work {
            Work::Restore => restoration
                .restore(&room::newest_backup(&task.library))
                .map(drop),
            _ => restoration.bring_up().map(drop),
        };
        match done {
            Ok(()) => break,
            Err(error) => ears.say(format!("refused 0 {}", error.code())),
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    ears.say("done".to_owned());
    wait_for_a_word();
}

/// Reads one line from the parent; its end counts as one.
fn wait_for_a_word() {
    let _ = std::io::stdin().lock().read_line(&mut String::new());
}

/// A writer at work.
struct Typing<'a> {
    newsroom: Newsroom,
    ears: Arc<Ears>,
    task: &'a Task,
}

impl Typing<'_> {
    fn page(&self, draft: usize) -> Page {
        let id = self.task.drafts[draft];
        let open = self.newsroom.open_draft(id).expect("the draft opens");
        Page::at(self.task.seed, draft, open.sequence, &open.text)
    }

    fn edit(&self, draft: usize, page: &mut Page) {
        room::edit(&self.newsroom, self.task.drafts[draft], page);
    }

    fn endless(&self) -> ! {
        let mut chance = Random::of(self.task.seed, self.task.round);
        let count = self.task.drafts.len();
        let mut fields = vec![0_u64; count];
        for (draft, number) in fields.iter_mut().enumerate() {
            let open = self
                .newsroom
                .open_draft(self.task.drafts[draft])
                .expect("the draft opens");
            *number = room::fields_number(&open.fields.headline, draft).unwrap_or_default();
        }
        loop {
            let draft = chance.below(count);
            let mut page = self.page(draft);
            for _ in 0..1 + chance.below(120) {
                self.edit(draft, &mut page);
                match chance.below(40) {
                    0 => self.fields(draft, &mut fields[draft]),
                    1 => {
                        let place = Place {
                            caret: chance.below(100) as u64,
                            scroll: 0,
                        };
                        let _ = self.newsroom.keep_place(self.task.drafts[draft], place);
                    }
                    // A burst, or a breath.
                    2..20 => {}
                    _ => std::thread::sleep(Duration::from_micros(chance.below(4_000) as u64)),
                }
            }
        }
    }

    fn fields(&self, draft: usize, number: &mut u64) {
        let id = self.task.drafts[draft];
        // What was refused is not acknowledged; the next try has the next number.
        *number += 1;
        match room::set_headline(&self.newsroom, id, draft, *number) {
            Ok(()) => self.ears.say(format!("fields {draft} {number}")),
            Err(error) => self.ears.say(format!("refused {draft} {}", error.code())),
        }
    }

    fn piece(&self, edits: u64) {
        let id = self.task.drafts[0];
        let mut page = self.page(0);
        for _ in 0..edits {
            self.edit(0, &mut page);
            let sequence = page.sequence;
            let settled = |draft: &Draft| draft.saved >= sequence || draft.refused;
            self.ears.wait(id, Duration::from_secs(30), settled);
        }
        self.fields_at_last();
        let before = self.ears.locked().entry(id).or_default().changed;
        // Another draft comes to the front: the first is folded.
        drop(self.page(1));
        let sequence = page.sequence;
        self.ears
            .wait(id, Duration::from_secs(60), |draft| draft.saved >= sequence);
        let folded = |draft: &Draft| draft.changed > before;
        self.ears.wait(id, Duration::from_millis(1_500), folded);
    }

    fn mirror(&self, edits: u64) {
        let mut page = self.page(0);
        for _ in 0..edits {
            self.edit(0, &mut page);
        }
        let sequence = page.sequence;
        let saved = |draft: &Draft| draft.saved >= sequence;
        self.ears
            .wait(self.task.drafts[0], Duration::from_secs(60), saved);
        self.ears.say("ready".to_owned());
        wait_for_a_word();
        let folder = self
            .newsroom
            .folders()
            .expect("the folders")
            .remove(0)
            .folder;
        let text = page.text();
        let says = |path: PathBuf| {
            let file = std::fs::read_to_string(path).unwrap_or_default();
            file.trim_end().ends_with(text.trim_end())
        };
        loop {
            // What went wrong is told in the folder's state, and tried again.
            let _ = self.newsroom.look_into_folders();
            let entries = std::fs::read_dir(&folder.path).expect("the folder");
            if entries
                .map_while(Result::ok)
                .any(|entry| says(entry.path()))
            {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn backup(&self, edits: u64) {
        let mut page = self.page(0);
        for _ in 0..edits {
            self.edit(0, &mut page);
        }
        let sequence = page.sequence;
        let saved = |draft: &Draft| draft.saved >= sequence;
        self.ears
            .wait(self.task.drafts[0], Duration::from_secs(60), saved);
        self.ears.say("ready".to_owned());
        wait_for_a_word();
        while !self.ears.made.load(Ordering::SeqCst) {
            self.newsroom.look_after_backups();
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Sets the fields; a writer who is told that it did not work tries again.
    fn fields_at_last(&self) {
        let mut tries = 0_u64;
        loop {
            let before = tries;
            self.fields(0, &mut tries);
            let open = self
                .newsroom
                .open_draft(self.task.drafts[0])
                .expect("the draft opens");
            if room::fields_number(&open.fields.headline, 0) == Some(tries) || before > 200 {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}
