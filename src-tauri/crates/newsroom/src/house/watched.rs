//! A plain file that is read again when it changed, and looked at no more than once a second. Knows not what is in it.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

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
}

impl Watched {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            looked: None,
            state: None,
            text: String::new(),
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
        self.text = match state {
            Some((_, length)) if length <= LIMIT => self.read(),
            _ => String::new(),
        };
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

    fn read(&self) -> String {
        fs::read_to_string(&self.path).unwrap_or_else(|error| {
            tracing::warn!(path = %self.path.display(), %error, "not read");
            String::new()
        })
    }
}
