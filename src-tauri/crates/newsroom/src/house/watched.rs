//! A plain file that is read again when it changed, and looked at no more than once a second; while it can't be read, what
//! it said last counts. Knows not what is in it.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use super::faults::{Fault, HouseFaultCode};

/// A person who saves a file looks at the window later than that.
const REST: Duration = Duration::from_secs(1);
/// A longer file is none that a person wrote.
const LIMIT: u64 = 1_000_000;

/// The file.
pub(super) struct Watched {
    path: PathBuf,
    looked: Option<Instant>,
    /// Its time and length when it was read; `None` without a file.
    state: Option<(SystemTime, u64)>,
    text: String,
    fault: Option<HouseFaultCode>,
}

impl Watched {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            looked: None,
            state: None,
            text: String::new(),
            fault: None,
        }
    }

    /// Whether it says something else than before.
    pub(super) fn changed(&mut self) -> bool {
        if self.looked.is_some_and(|looked| looked.elapsed() < REST) {
            return false;
        }
        self.looked = Some(Instant::now());
        let found = fs::metadata(&self.path).ok();
        let state = found.and_then(|found| Some((found.modified().ok()?, found.len())));
        if state == self.state {
            return false;
        }
        self.state = state;
        let read = match state {
            Some((_, length)) if length > LIMIT => Err(HouseFaultCode::TooLong),
            Some(_) => self.read(),
            None => Ok(String::new()),
        };
        self.fault = read.as_ref().err().copied();
        self.text = read.unwrap_or_else(|_| std::mem::take(&mut self.text));
        true
    }

    /// The next look comes at once: it was written from here.
    pub(super) fn look_again(&mut self) {
        self.looked = None;
    }

    /// What it says; empty without one.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Why it is not followed as a whole.
    pub(super) fn fault(&self) -> Option<Fault> {
        self.fault.map(|code| (0, code))
    }

    fn read(&self) -> Result<String, HouseFaultCode> {
        fs::read_to_string(&self.path).map_err(|error| {
            tracing::warn!(path = %self.path.display(), %error, "not read");
            HouseFaultCode::Unreadable
        })
    }
}
