//! The processes of one desk, found through /proc: who they are, what memory they take. Linux only, as the driver.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::{Duration, SystemTime};

/// The processes below `ancestor` and itself: WebKit's helpers are children of the program.
pub(crate) fn family(ancestor: u32) -> BTreeSet<u32> {
    let parents: BTreeMap<u32, u32> = all()
        .into_iter()
        .filter_map(|pid| Some((pid, parent(pid)?)))
        .collect();
    let mut found = BTreeSet::from([ancestor]);
    loop {
        let before = found.len();
        let children = parents
            .iter()
            .filter(|(_, up)| found.contains(up))
            .map(|(pid, _)| *pid);
        found.extend(children.collect::<Vec<_>>());
        if found.len() == before {
            return found;
        }
    }
}

/// The process whose command line holds all of `words`, each as one whole argument.
pub(crate) fn by_arguments(words: &[&str]) -> Option<u32> {
    all().into_iter().find(|pid| {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let arguments: Vec<_> = line.split(|byte| *byte == 0).collect();
        words
            .iter()
            .all(|word| arguments.contains(&word.as_bytes()))
    })
}

/// Whether it still runs (a zombie does not).
pub(crate) fn runs(pid: u32) -> bool {
    let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else {
        return false;
    };
    !stat
        .rsplit(") ")
        .next()
        .is_some_and(|rest| rest.starts_with(['Z', 'X']))
}

/// Its name, as far as the kernel keeps it: fifteen letters.
pub(crate) fn name(pid: u32) -> String {
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    name.trim().to_owned()
}

/// When it was started, to 10 ms: the kernel counts in hundredths of a second since it booted.
pub(crate) fn started(pid: u32) -> SystemTime {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process runs");
    let after_name = stat.rsplit(") ").next().expect("a name in brackets");
    let ticks: u64 = after_name
        .split(' ')
        .nth(19)
        .expect("its start")
        .parse()
        .expect("a number");
    let uptime = fs::read_to_string("/proc/uptime").expect("/proc is there");
    let uptime = uptime
        .split(' ')
        .next()
        .expect("seconds")
        .parse()
        .expect("a number");
    let age = Duration::from_secs_f64(uptime).saturating_sub(Duration::from_millis(ticks * 10));
    // The clock on the wall is what the page's own clock is compared with.
    #[expect(clippy::disallowed_methods, reason = "a measurement, not a rule")]
    let now = SystemTime::now();
    now - age
}

fn all() -> Vec<u32> {
    let entries = fs::read_dir("/proc").expect("/proc is there");
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect()
}

fn parent(pid: u32) -> Option<u32> {
    // "pid (name) state ppid …": the name may hold anything, so it is read from behind.
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit(") ").next()?.split(' ').nth(1)?.parse().ok()
}

/// What a program and its helpers take, in kB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// Proportional set size: shared pages are divided among those that share them.
    pub pss: u64,
    /// Name and share of each process.
    pub of: Vec<(String, u64)>,
}

/// The memory of `pid` and all below it.
pub fn memory_of(pid: u32) -> Memory {
    let of: Vec<_> = family(pid)
        .into_iter()
        .filter_map(|member| {
            let name = fs::read_to_string(format!("/proc/{member}/comm")).ok()?;
            let rollup = fs::read_to_string(format!("/proc/{member}/smaps_rollup")).ok()?;
            let line = rollup.lines().find(|line| line.starts_with("Pss:"))?;
            Some((
                name.trim().to_owned(),
                line.split_whitespace().nth(1)?.parse().ok()?,
            ))
        })
        .collect();
    Memory {
        pss: of.iter().map(|(_, share)| share).sum(),
        of,
    }
}
