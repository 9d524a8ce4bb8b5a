//! The write-ahead log that a program left when it died: whether something that was committed is damaged in it. Reads the
//! file as SQLite's description of its format says, and writes nothing.
//!
//! SQLite takes such a log up to the first frame that does not check, and drops the rest without a word: a commit that the
//! power cut short looks like that. A damaged byte looks like that too, and takes every later commit with it. The two are told
//! apart by what follows: each commit is on the disk before the next one is begun, so two whole commits after a
//! frame that does not check prove that it did once; and so does SQLite's index of the log where it survived, which counts
//! committed frames only.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{R, StoreError};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The log's magic number but for its last bit, which says in which order its checksums take the bytes.
const MAGIC: u32 = 0x377f_0682;
/// The version of the index's format, and the length of its header.
const INDEX_VERSION: u32 = 3_007_000;
const INDEX_HEADER: usize = 48;

/// Refuses a library whose log has lost something that was committed.
pub(crate) fn refuse_what_is_damaged(path: &Path) -> R<()> {
    let bytes = match fs::read(with_ending(path, "-wal")) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    if bytes.len() <= HEADER {
        return Ok(());
    }
    // The header is on the disk before the first frame is written.
    let Some(log) = Log::of(&bytes) else {
        return Err(StoreError::Corrupt(
            "the log's header is damaged".to_owned(),
        ));
    };
    let whole = log.whole();
    let counted = fs::read(with_ending(path, "-shm"))
        .ok()
        .and_then(|index| log.counted_by(&index))
        .unwrap_or_default();
    if counted > whole || log.has_commits_after(whole) {
        return Err(StoreError::Corrupt(format!(
            "the log is damaged after {whole} of {} frames",
            log.frames.len()
        )));
    }
    Ok(())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Two running sums.
type Sum = [u32; 2];

/// A log, cut into its frames.
struct Log<'a> {
    big_endian: bool,
    salt: &'a [u8],
    /// The header's own checksum, from which the first frame's goes on.
    sum: Sum,
    frames: Vec<&'a [u8]>,
}

impl<'a> Log<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at(HEADER);
        let magic = number(header, 0);
        let big_endian = magic & 1 == 1;
        let page = number(header, 8) as usize;
        let sum = [number(header, 24), number(header, 28)];
        let checks = magic & !1 == MAGIC && sum_of(big_endian, [0, 0], &header[..24]) == sum;
        let is_size = page.is_power_of_two() && (512..=65_536).contains(&page);
        (checks && is_size).then(|| Self {
            big_endian,
            salt: &header[16..24],
            sum,
            frames: rest.chunks_exact(FRAME_HEADER + page).collect(),
        })
    }

    /// How many frames check, from the first on.
    fn whole(&self) -> usize {
        let broken = (0..self.frames.len()).find(|at| !self.checks(*at));
        broken.unwrap_or(self.frames.len())
    }

    /// Whether a frame follows the one before it, whatever that one holds now.
    fn checks(&self, at: usize) -> bool {
        let before = match at.checked_sub(1) {
            Some(before) => told_sum(self.frames[before]),
            None => self.sum,
        };
        let frame = self.frames[at];
        let sum = sum_of(self.big_endian, before, &frame[..8]);
        let sum = sum_of(self.big_endian, sum, &frame[FRAME_HEADER..]);
        number(frame, 0) != 0 && &frame[8..16] == self.salt && sum == told_sum(frame)
    }

    /// Whether two commits stand in one piece after the frames that check. What a commit that failed left behind, or one
    /// that was cut short, never holds more than one.
    fn has_commits_after(&self, whole: usize) -> bool {
        let mut commits = 0;
        (whole + 1..self.frames.len()).any(|at| {
            if !self.checks(at) {
                commits = 0;
            } else if number(self.frames[at], 4) != 0 {
                commits += 1;
            }
            commits == 2
        })
    }

    /// How many committed frames SQLite's index counted, if it is whole and of this log.
    fn counted_by(&self, index: &[u8]) -> Option<usize> {
        let header = index.get(..INDEX_HEADER)?;
        let copy = index.get(INDEX_HEADER..2 * INDEX_HEADER)?;
        let native = |at| Some(u32::from_ne_bytes(header.get(at..at + 4)?.try_into().ok()?));
        let sum = [native(40)?, native(44)?];
        let checks = sum_of(cfg!(target_endian = "big"), [0, 0], &header[..40]) == sum;
        let is_ours = native(0)? == INDEX_VERSION && &header[32..40] == self.salt;
        (header == copy && checks && is_ours).then_some(native(16)? as usize)
    }
}

/// The checksum that a frame tells of itself and all before it.
fn told_sum(frame: &[u8]) -> Sum {
    [number(frame, 16), number(frame, 20)]
}

/// The big-endian number at an offset.
fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4]
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// SQLite's checksum, going on from one.
fn sum_of(big_endian: bool, [mut first, mut second]: Sum, bytes: &[u8]) -> Sum {
    let word = |bytes: &[u8]| {
        let word = number(bytes, 0);
        if big_endian { word } else { word.swap_bytes() }
    };
    for pair in bytes.chunks_exact(8) {
        first = first.wrapping_add(word(pair)).wrapping_add(second);
        second = second.wrapping_add(word(&pair[4..])).wrapping_add(first);
    }
    [first, second]
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
            true => assert_eq!(found, Ok(())),
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
