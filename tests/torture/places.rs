//! Places that fail: a disk of one megabyte that fills up, a library on a medium that can't be written, two programs on one
//! library. Knows no system call beyond mounting.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::campaign::{Campaign, Must, Row, copy_library, unsound};
use crate::oracle::{Heard, Oracle};
use crate::random::Random;
use crate::typist::{Task, Work};
use crate::writer::{Line, Writer};
use crate::{kills, room};

/// After this long without a word a writer hangs.
const LOST: Duration = Duration::from_secs(60);

/// A small disk of its own, mounted until it is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: PathBuf, size: &str) -> Result<Self, String> {
        mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "none"], &at)?;
        Ok(Self(at))
    }

    fn remount(&self, how: &str) {
        mount(&["-o", &format!("remount,{how}")], &self.0)
            .expect("a disk of ours can be mounted anew");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a process that has just died may still stand in it.
        let done = Command::new("umount").arg("-l").arg(&self.0).status();
        assert!(
            done.is_ok_and(|status| status.success()),
            "the small disk goes"
        );
    }
}

fn mount(how: &[&str], at: &Path) -> Result<(), String> {
    let done = Command::new("mount")
        .args(how)
        .arg(at)
        .output()
        .map_err(|error| error.to_string())?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    Err(said.lines().next().unwrap_or_default().to_owned())
}

fn task(campaign: &Campaign, library: &Path, oracle: &Oracle, round: usize, work: Work) -> Task {
    Task {
        work,
        library: library.to_owned(),
        seed: campaign.seed,
        round: round as u64,
        drafts: oracle.ids(),
        jumps: false,
        early: false,
    }
}

/// A megabyte of disk that fills up while the writer types. What no longer fits stays in memory, and is saved when there
/// is room.
pub(crate) fn full_disk(campaign: &Campaign) -> Vec<Row> {
    let mut row = Row::new(
        "full-disk",
        "a 1 MB tmpfs fills up; later there is room, or the process dies",
    );
    for round in 0..campaign.rounds(2, 40) {
        let name = format!("round {round}");
        let disk = match SmallDisk::mount(campaign.folder("small-disk"), "1m") {
            Ok(disk) => disk,
            Err(why) => {
                row.must = Must::NotRun(format!(
                    "no right to mount a tmpfs: {why}; `unshare -Urm make torture …` gives one"
                ));
                return vec![row];
            }
        };
        fill(campaign, &disk, round, &name, &mut row);
    }
    vec![row]
}

fn fill(campaign: &Campaign, disk: &SmallDisk, round: usize, name: &str, row: &mut Row) {
    let library = disk.0.join("library");
    // The library is made where there is room: an empty one takes half of the disk.
    let made = campaign.folder("roomy");
    let mut oracle = kills::new_library(&made, campaign.seed, 2);
    fs::create_dir(&library).expect("a folder");
    copy_library(&made, &library);
    let mut chance = Random::of(campaign.seed, 60 + round as u64);
    let mut writer = Writer::start(&task(campaign, &library, &oracle, round, Work::Endless));
    let full = writer.until(LOST, |_, line| {
        matches!(line, Line::Refused(_) | Line::Failed(_))
    });
    match full {
        Some(Line::Refused(code)) if code == "disk_full" => {}
        other => row.fail(name, format!("a full disk was told as {other:?}")),
    }
    // She writes on while nothing can be saved.
    writer.until(
        Duration::from_millis(50 + chance.below(400) as u64),
        |_, _| false,
    );
    if chance.once_in(2) {
        disk.remount("size=64m");
        let before = saved(&writer.heard);
        let after = |writer: &Writer, _: &Line| saved(&writer.heard) > before + 50;
        if writer.until(LOST, after) != Some(Line::Ended) && saved(&writer.heard) <= before + 50 {
            row.fail(name, "saving did not go on when there was room");
        }
    }
    let acknowledged = oracle.hear(&writer.kill());
    disk.remount("size=64m");
    compare(&library, &mut oracle, acknowledged, name, row);
}

fn saved(heard: &[Heard]) -> u64 {
    let of = |draft| {
        let sequences = heard.iter().filter_map(move |heard| match heard {
            Heard::Saved {
                draft: of,
                sequence,
            } if *of == draft => Some(*sequence),
            _ => None,
        });
        sequences.max().unwrap_or_default()
    };
    of(0) + of(1)
}

/// A library on a medium that can only be read: refused politely, and whole when it can be written again.
pub(crate) fn read_only_medium(campaign: &Campaign) -> Vec<Row> {
    let mut row = Row::new(
        "read-only-medium",
        "a library on a medium mounted read-only, after SIGKILL",
    );
    for round in 0..campaign.rounds(1, 10) {
        let name = format!("round {round}");
        let disk = match SmallDisk::mount(campaign.folder("medium"), "64m") {
            Ok(disk) => disk,
            Err(why) => {
                row.must = Must::NotRun(format!("no right to mount a tmpfs: {why}"));
                return vec![row];
            }
        };
        let mut oracle = kills::new_library(&disk.0, campaign.seed, 2);
        let mut writer = Writer::start(&task(campaign, &disk.0, &oracle, round, Work::Endless));
        writer.until(LOST, |writer, _| writer.heard.len() > 100);
        let acknowledged = oracle.hear(&writer.kill());
        disk.remount("ro");
        match room::open_quietly(&disk.0) {
            Err(error) if ["library_read_only", "disk_fault"].contains(&error.code()) => {}
            Err(error) => row.fail(&name, format!("refused as {}", error.code())),
            Ok(_) => row.fail(&name, "opened, although nothing could be written"),
        }
        disk.remount("rw");
        compare(&disk.0, &mut oracle, acknowledged, &name, &mut row);
    }
    vec![row]
}

/// Two programs on one library: the second is refused, whoever it is, and the first writes on.
pub(crate) fn two_programs(campaign: &Campaign) -> Vec<Row> {
    let mut row = Row::new("two", "two programs on one library, in both directions");
    let library = campaign.folder("two");
    let mut oracle = kills::new_library(&library, campaign.seed, 2);
    for round in 0..campaign.rounds(4, 60) {
        let name = format!("round {round}");
        let mut writer = Writer::start(&task(campaign, &library, &oracle, round, Work::Endless));
        writer.until(LOST, |writer, _| writer.heard.len() > 20);
        // While he types, we are refused; reading beside him is allowed.
        match room::open_quietly(&library) {
            Err(error) if error.code() == "library_busy" => {}
            other => row.fail(&name, format!("the second came in: {:?}", other.map(drop))),
        }
        if let Err(error) = room::open_to_read(&library) {
            row.fail(&name, format!("reading beside the writer: {error}"));
        }
        let before = writer.heard.len();
        writer.until(LOST, |writer, _| writer.heard.len() > before + 20);
        let acknowledged = oracle.hear(&writer.kill());
        // The dead man's lock is gone. While we hold the library, he is refused.
        let held = room::open_quietly(&library);
        let mut second = Writer::start(&task(campaign, &library, &oracle, round, Work::Opening));
        let said = second.until(LOST, |_, line| {
            matches!(line, Line::Opened | Line::Failed(_))
        });
        if said != Some(Line::Failed("library_busy".to_owned())) {
            row.fail(&name, format!("the second program said {said:?}"));
        }
        drop((second, held));
        compare(&library, &mut oracle, acknowledged, &name, &mut row);
    }
    vec![row]
}

fn compare(library: &Path, oracle: &mut Oracle, acknowledged: u64, name: &str, row: &mut Row) {
    match room::open_quietly(library) {
        Ok(newsroom) => {
            let mut verdict = oracle.judge(&newsroom);
            verdict.acknowledged = acknowledged;
            row.add(name, verdict);
        }
        Err(error) => {
            row.rounds += 1;
            row.acknowledged += acknowledged;
            row.lost += acknowledged.max(1);
            row.fail(name, format!("the library does not open: {error}"));
        }
    }
    if let Some(said) = unsound(library) {
        row.fail(name, said);
    }
}
