//! The campaign itself: its seed, its length, its rows and what one is to hold. Knows no fault.

use std::path::{Path, PathBuf};

use crate::oracle::Verdict;

/// How much is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    /// A minute, for every `make test`.
    Short,
    /// Everything, for `make torture`.
    Full,
}

/// One run.
pub(crate) struct Campaign {
    pub(crate) seed: u64,
    pub(crate) length: Length,
    folder: tempfile::TempDir,
}

impl Campaign {
    pub(crate) fn new(seed: u64, length: Length) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            seed,
            length,
            folder,
        }
    }

    /// So many in a short campaign, so many in a full one.
    pub(crate) fn rounds(&self, short: usize, full: usize) -> usize {
        match self.length {
            Length::Short => short,
            Length::Full => full,
        }
    }

    /// A new folder of this name.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        // One of an earlier round makes room.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        folder
    }
}

/// What a row must show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Must {
    /// Nothing is lost.
    LoseNothing,
    /// The library was broken on purpose: not to notice would be the failure.
    Lose,
    /// The fault could not be made here: why.
    NotRun(String),
}

/// One row of the table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The scenario's name, as `--only` takes it.
    pub(crate) name: &'static str,
    pub(crate) fault: String,
    pub(crate) rounds: u64,
    pub(crate) acknowledged: u64,
    pub(crate) lost: u64,
    /// How often the writer was told that something could not be saved.
    pub(crate) complaints: u64,
    /// What else there is to say, in a few words.
    pub(crate) remark: String,
    pub(crate) must: Must,
    /// What went wrong, one sentence each.
    pub(crate) wrong: Vec<String>,
}

impl Row {
    pub(crate) fn new(name: &'static str, fault: impl Into<String>) -> Self {
        Self {
            name,
            fault: fault.into(),
            rounds: 0,
            acknowledged: 0,
            lost: 0,
            complaints: 0,
            remark: String::new(),
            must: Must::LoseNothing,
            wrong: Vec::new(),
        }
    }

    /// Adds what one round found.
    pub(crate) fn add(&mut self, round: &str, verdict: Verdict) {
        self.rounds += 1;
        self.acknowledged += verdict.acknowledged;
        self.lost += verdict.lost;
        let said = verdict
            .wrong
            .into_iter()
            .map(|what| format!("{round}: {what}"));
        self.wrong.extend(said);
    }

    /// Adds something wrong that is no lost change.
    pub(crate) fn fail(&mut self, round: &str, what: impl std::fmt::Display) {
        self.wrong.push(format!("{round}: {what}"));
    }

    /// Whether it shows what it must.
    pub(crate) fn holds(&self) -> bool {
        match self.must {
            Must::LoseNothing => self.rounds > 0 && self.lost == 0 && self.wrong.is_empty(),
            Must::Lose => self.lost > 0,
            Must::NotRun(_) => true,
        }
    }
}

/// Copies a library's folder, one level deep.
pub(crate) fn copy_library(from: &Path, to: &Path) {
    for entry in from.read_dir().expect("a folder") {
        let entry = entry.expect("an entry");
        if entry.path().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
        }
    }
}

/// Reads the whole database as SQLite sees it; `None` when all fits together.
pub(crate) fn unsound(library: &Path) -> Option<String> {
    let said = rusqlite::Connection::open(library.join("library.db")).and_then(|database| {
        database.query_row("PRAGMA integrity_check(1)", [], |row| {
            row.get::<_, String>(0)
        })
    });
    match said {
        Ok(said) if said == "ok" => None,
        Ok(said) => Some(said),
        Err(error) => Some(error.to_string()),
    }
}
