//! The thread that watches the work folders: any sign from the system, or none for a while, is answered by a look.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use domain::FolderId;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::FolderState;
use super::round::Care;
use super::settling::Patience;
use crate::bell::Woken;
use crate::desk::locked;
use crate::room::Room;

/// How long two looks are apart at the least.
const APART: Duration = Duration::from_millis(200);
/// How often folders are looked at without any sign: some disks give none.
const WITHOUT_SIGN: Duration = Duration::from_secs(30);
/// How often a folder is looked for that can't be read.
const FAULTY: Duration = Duration::from_secs(5);
/// How often every file is read again, whatever its date says.
const THOROUGH: Duration = Duration::from_secs(600);

/// Watches until the newsroom closes; then looks once more, so that no file lacks her last words.
pub(crate) fn keep_watching(room: &Arc<Room>) {
    let mut watched = Watched::default();
    let mut heard = 0;
    let (mut thorough, mut looked) = (Instant::now(), Instant::now());
    let mut rest = Duration::ZERO;
    loop {
        let woken = room.folders.bell.sleep(&mut heard, rest);
        // A crowd of signs, or of keys, is one.
        std::thread::sleep(APART.saturating_sub(looked.elapsed()));
        if woken == Woken::ToLeave {
            if let Err(error) = room.round(&LAST, Care::Quick) {
                tracing::warn!(%error, "the work folders are looked at again at the next start");
            }
            return;
        }
        watched.follow(room);
        let care = if thorough.elapsed() >= THOROUGH {
            thorough = Instant::now();
            Care::Thorough
        } else {
            Care::Quick
        };
        rest = match room.round(&Patience::USUAL, care) {
            Ok((_, true)) => APART,
            Ok((Some(left), false)) => left.max(APART),
            Ok((None, false)) => room.rest(),
            Err(error) => {
                tracing::warn!(%error, "the work folders can't be looked at; it is tried again");
                FAULTY
            }
        };
        looked = Instant::now();
    }
}

/// At the end her words go out at once; what came in is settled at the next start.
const LAST: Patience = Patience {
    words: Duration::ZERO,
    first_words: Duration::ZERO,
    ..Patience::USUAL
};

impl Room {
    fn rest(&self) -> Duration {
        let found = locked(&self.folders.found);
        let faulty = |state: &FolderState| matches!(state, FolderState::Faulty(_));
        if found.values().any(|outcome| faulty(&outcome.state)) {
            FAULTY
        } else {
            WITHOUT_SIGN
        }
    }
}

/// The folders that the system tells of.
#[derive(Default)]
struct Watched(BTreeMap<FolderId, (String, RecommendedWatcher)>);

impl Watched {
    /// Watches what is a work folder now, and nothing else. One that could not be watched, or was not
    /// there, is tried again.
    fn follow(&mut self, room: &Arc<Room>) {
        let Ok(folders) = room.store.folders() else {
            return;
        };
        let faulty: Vec<FolderId> = {
            let found = locked(&room.folders.found);
            let is_faulty = |state: &FolderState| matches!(state, FolderState::Faulty(_));
            let all = found
                .iter()
                .filter(|(_, outcome)| is_faulty(&outcome.state));
            all.map(|(id, _)| *id).collect()
        };
        self.0.retain(|id, (path, _)| {
            let is_one = folders.iter().any(|f| f.id == *id && f.path == *path);
            is_one && !faulty.contains(id)
        });
        for folder in folders {
            if self.0.contains_key(&folder.id) {
                continue;
            }
            match watcher(room, &folder.path) {
                Ok(watcher) => {
                    self.0.insert(folder.id, (folder.path, watcher));
                }
                Err(error) => tracing::debug!(folder = folder.path, %error, "not watched yet"),
            }
        }
    }
}

/// Every sign is the same to us: what happened is found by looking. So a queue that overflowed, or an
/// error, is answered like anything else.
fn watcher(room: &Arc<Room>, path: &str) -> notify::Result<RecommendedWatcher> {
    let room: Weak<Room> = Arc::downgrade(room);
    let mut watcher = notify::recommended_watcher(move |sign: notify::Result<notify::Event>| {
        let is_mere_reading =
            matches!(&sign, Ok(sign) if sign.kind.is_access() && !sign.need_rescan());
        if let Some(room) = room.upgrade().filter(|_| !is_mere_reading) {
            if let Err(error) = sign {
                tracing::warn!(%error, "the system's signs of a work folder are incomplete");
            }
            room.folders.bell.ring();
        }
    })?;
    watcher.watch(path.as_ref(), RecursiveMode::Recursive)?;
    Ok(watcher)
}
