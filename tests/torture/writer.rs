//! The parent's hold on a writer's process: starts it, hears it, kills it. Knows lines, not libraries.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::oracle::Heard;
use crate::typist::Task;

/// A line that the writer said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    Opened,
    /// It waits for a word.
    Ready,
    /// The library could not be opened: the failure's code.
    Failed(String),
    Heard(Heard),
    /// A change could not be written: the failure's code.
    Refused(String),
    Done,
    /// The process has ended.
    Ended,
}

impl Line {
    fn of(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split(' ').collect();
        let heard = |kind: fn(usize, u64) -> Heard| {
            let (draft, number) = (words.get(1)?.parse().ok()?, words.get(2)?.parse().ok()?);
            Some(Self::Heard(kind(draft, number)))
        };
        match words[0] {
            "opened" => Some(Self::Opened),
            "ready" => Some(Self::Ready),
            "failed" => Some(Self::Failed((*words.get(1)?).to_owned())),
            "saved" => heard(|draft, sequence| Heard::Saved { draft, sequence }),
            "fields" => heard(|draft, number| Heard::Fields { draft, number }),
            "refused" => Some(Self::Refused((*words.get(2)?).to_owned())),
            "done" => Some(Self::Done),
            _ => None,
        }
    }
}

/// A writer at work.
pub(crate) struct Writer {
    child: Child,
    lines: Receiver<Line>,
    /// What was heard so far.
    pub(crate) heard: Vec<Heard>,
    /// Failures that it told.
    pub(crate) refused: Vec<String>,
    /// Whether it said that its work is done.
    pub(crate) is_done: bool,
}

impl Writer {
    /// Starts one.
    pub(crate) fn start(task: &Task) -> Self {
        Self::start_under(&[], task)
    }

    /// Starts one under another program: its name and arguments come first.
    pub(crate) fn start_under(before: &[String], task: &Task) -> Self {
        // Not by its name: a build meanwhile may have put another program there.
        let own = format!("/proc/{}/exe", std::process::id());
        let mut words = before.to_vec();
        words.push(own);
        words.extend(task.to_arguments());
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the writer starts");
        let out = child.stdout.take().expect("a pipe");
        let (send, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if let Some(line) = Line::of(&line)
                    && send.send(line).is_err()
                {
                    return;
                }
            }
            let _ = send.send(Line::Ended);
        });
        Self {
            child,
            lines,
            heard: Vec::new(),
            refused: Vec::new(),
            is_done: false,
        }
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The thread of it that writes to the library.
    pub(crate) fn writing_thread(&self) -> u32 {
        self.thread("store-writer")
    }

    /// Its thread of this name. A thread gets its name a moment after it was made: it is looked for again.
    pub(crate) fn thread(&self, name: &str) -> u32 {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            if let Some(found) = self.find_thread(name) {
                return found;
            }
            assert!(
                Instant::now() < deadline,
                "the newsroom has a thread {name}"
            );
            std::thread::yield_now();
        }
    }

    fn find_thread(&self, name: &str) -> Option<u32> {
        let threads = Path::new("/proc").join(self.id().to_string()).join("task");
        let entries = threads.read_dir().ok()?.filter_map(Result::ok);
        let is_it = |path: &Path| {
            std::fs::read_to_string(path.join("comm")).is_ok_and(|found| found.trim() == name)
        };
        let found = entries.map(|entry| entry.path()).find(|path| is_it(path))?;
        found.file_name()?.to_str()?.parse().ok()
    }

    /// Lets it go on.
    pub(crate) fn go(&mut self) {
        let stdin = self.child.stdin.as_mut().expect("a pipe");
        // One that died meanwhile says so by its lines.
        let _ = stdin.write_all(b"go\n").and_then(|()| stdin.flush());
    }

    /// Listens until `enough` says so after a line, or the time has passed: `None`.
    pub(crate) fn until(
        &mut self,
        most: Duration,
        enough: impl Fn(&Self, &Line) -> bool,
    ) -> Option<Line> {
        let deadline = Instant::now() + most;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = match self.lines.recv_timeout(left) {
                Ok(line) => line,
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => Line::Ended,
            };
            self.take_in(&line);
            if line == Line::Ended || enough(self, &line) {
                return Some(line);
            }
        }
    }

    fn take_in(&mut self, line: &Line) {
        match line {
            Line::Heard(heard) => self.heard.push(*heard),
            Line::Refused(code) => self.refused.push(code.clone()),
            Line::Done => self.is_done = true,
            _ => {}
        }
    }

    /// SIGKILL; what it had said before counts.
    pub(crate) fn kill(mut self) -> Vec<Heard> {
        self.end();
        while let Ok(line) = self.lines.recv() {
            self.take_in(&line);
        }
        std::mem::take(&mut self.heard)
    }

    fn end(&mut self) {
        // One that has ended by itself can't be killed any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.end();
    }
}
