//! The write-ahead log that a program left when it died: whether something that was committed is damaged in it. Reads the
//! file as SQLite's description of its format says, and writes nothing.
//!
//! SQLite takes such a log up to the first frame that does not check, and drops the rest without a word: a commit that the
//! power cut short looks like that. A damaged byte looks like that too, and takes every later commit with it. The two are told
//! apart by what follows: each commit is on the disk before the next one is begun, so two whole commits after a
//! frame that does not check prove that it did once; and so does SQLite's index of the log where it survived, which counts
//! committed frames only.

pub(crate) mod frames;

use std::fs;
use std::path::{Path, PathBuf};

use self::frames::{HEADER, Log, sum_of};
use crate::error::{R, StoreError};

/// The version of the index's format, and the length of its header.
const INDEX_VERSION: u32 = 3_007_000;
const INDEX_HEADER: usize = 48;

/// Refuses a library whose log has lost something that was committed; whether there is one with
/// something in it, which a program left that died.
pub(crate) fn refuse_what_is_damaged(path: &Path) -> R<bool> {
    let bytes = match fs::read(with_ending(path, "-wal")) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    if bytes.len() <= HEADER {
        return Ok(false);
    }
    // The header is on the disk before the first frame is written.
    let Some(log) = Log::of(&bytes) else {
        return Err(StoreError::Corrupt(
            "the log's header is damaged".to_owned(),
        ));
    };
    let whole = whole(&log);
    let counted = fs::read(with_ending(path, "-shm"))
        .ok()
        .and_then(|index| counted_by(&log, &index))
        .unwrap_or_default();
    if counted > whole || has_commits_after(&log, whole) {
        return Err(StoreError::Corrupt(format!(
            "the log is damaged after {whole} of {} frames",
            log.len()
        )));
    }
    Ok(true)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// How many frames check, from the first on.
fn whole(log: &Log<'_>) -> usize {
    let broken = (0..log.len()).find(|at| !log.checks(*at));
    broken.unwrap_or(log.len())
}

/// Whether two commits stand in one piece after the frames that check. What a commit that failed left behind, or one that
/// was cut short, never holds more than one.
fn has_commits_after(log: &Log<'_>, whole: usize) -> bool {
    let mut commits = 0;
    (whole + 1..log.len()).any(|at| {
        if !log.checks(at) {
            commits = 0;
        } else if log.commits(at) {
            commits += 1;
        }
        commits == 2
    })
}

/// How many committed frames SQLite's index counted, if it is whole and of this log.
fn counted_by(log: &Log<'_>, index: &[u8]) -> Option<usize> {
    let header = index.get(..INDEX_HEADER)?;
    let copy = index.get(INDEX_HEADER..2 * INDEX_HEADER)?;
    let native = |at| Some(u32::from_ne_bytes(header.get(at..at + 4)?.try_into().ok()?));
    let sum = [native(40)?, native(44)?];
    let checks = sum_of(cfg!(target_endian = "big"), [0, 0], &header[..40]) == sum;
    let is_ours = native(0)? == INDEX_VERSION && &header[32..40] == log.salt;
    (header == copy && checks && is_ours).then_some(native(16)? as usize)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use tempfile::TempDir;

    use super::*;

    /// A library with a log of so many commits, as a program that died left it.
    fn left_behind(commits: i64) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let (live, path) = (
            folder.path().join("live.db"),
            folder.path().join("library.db"),
        );
        let database = Connection::open(&live).unwrap();
        database.pragma_update(None, "journal_mode", "WAL").unwrap();
        database
            .execute_batch("CREATE TABLE words (word TEXT)")
            .unwrap();
        for number in 1..commits {
            database
                .execute("INSERT INTO words VALUES (?1)", [number])
                .unwrap();
        }
        for ending in ["", "-wal", "-shm"] {
            fs::copy(with_ending(&live, ending), with_ending(&path, ending)).unwrap();
        }
        (folder, path)
    }

    fn flip(path: &Path, at: usize) {
        let log = with_ending(path, "-wal");
        let mut bytes = fs::read(&log).unwrap();
        bytes[at] ^= 4;
        fs::write(log, bytes).unwrap();
    }

    #[track_caller]
    fn check(path: &Path, is_whole: bool) {
        let found = refuse_what_is_damaged(path);
        match is_whole {
            true => assert!(found.is_ok(), "{found:?}"),
            false => assert!(matches!(found, Err(StoreError::Corrupt(_))), "{found:?}"),
        }
    }

    #[test]
    fn a_log_that_was_left_whole_is_taken() {
        let (_folder, path) = left_behind(20);
        check(&path, true);
        fs::remove_file(with_ending(&path, "-shm")).unwrap();
        check(&path, true);
    }

    #[test]
    fn a_damaged_byte_is_noticed_wherever_it_is() {
        let (_folder, path) = left_behind(20);
        let length = fs::read(with_ending(&path, "-wal")).unwrap().len();
        for at in (0..length).step_by(997) {
            flip(&path, at);
            check(&path, false);
            flip(&path, at);
        }
        check(&path, true);
    }

    #[test]
    fn without_the_index_it_is_noticed_by_what_follows() {
        let (_folder, path) = left_behind(20);
        fs::remove_file(with_ending(&path, "-shm")).unwrap();
        let length = fs::read(with_ending(&path, "-wal")).unwrap().len();
        for at in (HEADER..length - 4 * 4120).step_by(997) {
            flip(&path, at);
            check(&path, false);
            flip(&path, at);
        }
    }

    #[test]
    fn a_commit_that_was_cut_short_is_no_damage() {
        let (_folder, path) = left_behind(20);
        fs::remove_file(with_ending(&path, "-shm")).unwrap();
        let log = with_ending(&path, "-wal");
        let bytes = fs::read(&log).unwrap();
        for short in [1, 24, 4119, 4120, 4121] {
            fs::write(&log, &bytes[..bytes.len() - short]).unwrap();
            check(&path, true);
        }
        for length in [0, 16, HEADER] {
            fs::write(&log, &bytes[..length]).unwrap();
            check(&path, true);
        }
    }
}
