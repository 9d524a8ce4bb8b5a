//! What the darkroom's process denies itself. The only place that knows the system's limits; elsewhere than on Unix there
//! are none, and the parent's patience is all.

/// Memory that it may have, in bytes: what it decodes and what it makes of it.
#[cfg(unix)]
const MEMORY: u64 = 480 * 1024 * 1024;
/// Seconds of a processor.
#[cfg(unix)]
const SECONDS: u64 = 120;

/// Before anything is read: little memory and time, nobody's way, no trace of a death, no life beyond the parent's.
pub(super) fn begin() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, nice};
        for (resource, most) in [
            (Resource::Data, MEMORY),
            (Resource::Cpu, SECONDS),
            (Resource::Core, 0),
        ] {
            limit(resource, most);
        }
        let _ = nice(10);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Signal, set_parent_process_death_signal};
        let _ = set_parent_process_death_signal(Some(Signal::KILL));
    }
}

/// Once everything is read: it opens and writes no file any more, nor a way to the network.
pub(super) fn shut() {
    #[cfg(unix)]
    {
        use rustix::process::Resource;
        limit(Resource::Nofile, 0);
        limit(Resource::Fsize, 0);
    }
}

/// A limit that can't be set is none; a narrower one, of whoever started us, stays.
#[cfg(unix)]
fn limit(resource: rustix::process::Resource, most: u64) {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let most = getrlimit(resource)
        .maximum
        .map_or(most, |now| now.min(most));
    let limit = Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    let _ = setrlimit(resource, limit);
}
