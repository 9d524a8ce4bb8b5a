//! A disk that may lose its power: what is certainly on it, what was only written, and what a cut may leave of that.
//! Knows files and sectors, not SQLite.

use std::collections::BTreeMap;
use std::path::Path;

use crate::random::Random;
use crate::vfs::Deed;

/// What a disk writes whole or not at all.
const SECTORS: [usize; 2] = [512, 4096];

/// What a cut leaves of what was written and not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Nothing.
    Lost,
    /// All of it: the disk was faster than it had to be.
    Kept,
    /// All up to some moment, the last write torn.
    Torn,
    /// Each sector for itself, in any order.
    Shuffled,
}

/// Every kind.
pub(crate) const CUTS: [Cut; 4] = [Cut::Lost, Cut::Kept, Cut::Torn, Cut::Shuffled];

/// A file's content, whatever its name.
#[derive(Debug, Clone, Default)]
struct Content {
    /// Certainly on the disk.
    synced: Vec<u8>,
    /// Written since.
    pending: Vec<Pending>,
    was_synced: bool,
}

#[derive(Debug, Clone)]
enum Pending {
    Write(u64, Vec<u8>),
    Length(u64),
}

#[derive(Debug, Clone)]
enum Entry {
    Made(String, usize),
    Deleted(String),
}

/// The disk.
#[derive(Debug, Clone, Default)]
pub(crate) struct Disk {
    contents: Vec<Content>,
    /// The folder as programs see it.
    seen: BTreeMap<String, usize>,
    /// The folder as it certainly is on the disk.
    folder: BTreeMap<String, usize>,
    /// What happened to the folder since; a file system keeps the order.
    entries: Vec<Entry>,
}

impl Disk {
    /// A folder's files, safely on the disk.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in folder.read_dir().expect("a folder").map_while(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            // What SQLite shares between processes is not on any disk.
            if entry.path().is_file() && !name.ends_with("-shm") {
                let synced = std::fs::read(entry.path()).expect("a file");
                disk.folder.insert(name.clone(), disk.contents.len());
                disk.seen.insert(name, disk.contents.len());
                disk.contents.push(Content {
                    synced,
                    was_synced: true,
                    ..Content::default()
                });
            }
        }
        disk
    }

    /// Goes on by one deed.
    pub(crate) fn follow(&mut self, deed: &Deed, chance: &mut Random) {
        match deed {
            Deed::Made(name) => {
                self.seen.insert(name.clone(), self.contents.len());
                self.entries
                    .push(Entry::Made(name.clone(), self.contents.len()));
                self.contents.push(Content::default());
            }
            Deed::Wrote { name, at, bytes } => {
                let write = Pending::Write(*at, bytes.clone());
                self.pending(name).push(write);
            }
            Deed::Cut { name, length } => self.pending(name).push(Pending::Length(*length)),
            Deed::Synced(name) => self.sync(name),
            Deed::SyncFailed(name) => self.forget(name, chance),
            Deed::Deleted { name, synced } => {
                self.seen.remove(name);
                self.entries.push(Entry::Deleted(name.clone()));
                if *synced {
                    self.sync_folder();
                }
            }
            Deed::Heard(_) => {}
        }
    }

    fn pending(&mut self, name: &str) -> &mut Vec<Pending> {
        &mut self.contents[self.seen[name]].pending
    }

    fn sync(&mut self, name: &str) {
        let content = &mut self.contents[self.seen[name]];
        let pending = std::mem::take(&mut content.pending);
        pending
            .iter()
            .for_each(|step| step.apply(&mut content.synced));
        let first = !std::mem::replace(&mut content.was_synced, true);
        // SQLite syncs the folder with the first sync of a journal that it made.
        if first && name.contains('-') {
            self.sync_folder();
        }
    }

    fn sync_folder(&mut self) {
        for entry in self.entries.drain(..) {
            entry.apply(&mut self.folder);
        }
    }

    /// A sync failed. The system calls the pages clean now: what did not come to the disk never will, unless it is
    /// written again.
    fn forget(&mut self, name: &str, chance: &mut Random) {
        let content = &mut self.contents[self.seen[name]];
        let pending = std::mem::take(&mut content.pending);
        if !chance.once_in(2) {
            leave(&mut content.synced, &pending, Cut::Shuffled, chance);
        }
    }

    /// Writes to a folder what is left after the power went.
    pub(crate) fn cut(&self, cut: Cut, chance: &mut Random, into: &Path) {
        let mut folder = self.folder.clone();
        let entries = match cut {
            Cut::Lost => 0,
            Cut::Kept => self.entries.len(),
            Cut::Torn | Cut::Shuffled => chance.below(self.entries.len() + 1),
        };
        self.entries[..entries]
            .iter()
            .for_each(|entry| entry.apply(&mut folder));
        for (name, number) in folder {
            let content = &self.contents[number];
            let mut bytes = content.synced.clone();
            leave(&mut bytes, &content.pending, cut, chance);
            std::fs::write(into.join(name), bytes).expect("a file");
        }
    }
}

impl Entry {
    fn apply(&self, folder: &mut BTreeMap<String, usize>) {
        match self {
            Self::Made(name, content) => folder.insert(name.clone(), *content),
            Self::Deleted(name) => folder.remove(name),
        };
    }
}

impl Pending {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(at, new) => put(bytes, *at as usize, new),
            Self::Length(length) => bytes.resize(*length as usize, 0),
        }
    }

    /// The same, but each sector for itself, with this chance in a hundred.
    fn apply_in_part(
        &self,
        bytes: &mut Vec<u8>,
        sector: usize,
        percent: usize,
        chance: &mut Random,
    ) {
        let Self::Write(at, new) = self else {
            if chance.below(100) < percent {
                self.apply(bytes);
            }
            return;
        };
        let mut at = *at as usize;
        let mut rest = new.as_slice();
        while !rest.is_empty() {
            let (part, after) = rest.split_at(rest.len().min(sector - at % sector));
            if chance.below(100) < percent {
                put(bytes, at, part);
            }
            at += part.len();
            rest = after;
        }
    }
}

/// Writes bytes at an offset; a hole before them reads as zeros.
fn put(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    if bytes.len() < at + new.len() {
        bytes.resize(at + new.len(), 0);
    }
    bytes[at..at + new.len()].copy_from_slice(new);
}

/// What a cut leaves of what was pending.
fn leave(bytes: &mut Vec<u8>, pending: &[Pending], cut: Cut, chance: &mut Random) {
    let sector = chance.one(&SECTORS);
    match cut {
        Cut::Lost => {}
        Cut::Kept => pending.iter().for_each(|step| step.apply(bytes)),
        Cut::Torn => {
            let whole = chance.below(pending.len() + 1);
            pending[..whole].iter().for_each(|step| step.apply(bytes));
            if let Some(Pending::Write(at, new)) = pending.get(whole) {
                let torn = chance.below(new.len() / sector + 1) * sector;
                put(bytes, *at as usize, &new[..torn.min(new.len())]);
            }
        }
        Cut::Shuffled => {
            let percent = 10 + chance.below(81);
            for step in pending {
                step.apply_in_part(bytes, sector, percent, chance);
            }
        }
    }
}
