//! A newsroom in a temporary folder that can be closed and opened again, with the events it told.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use newsroom::{
    Event, Identifiers, LinkManners, LocalSite, MemorySecrets, Newsroom, NewsroomError, Options,
    Patience, RandomIdentifiers, Restoration, Samples, Secrets,
};
use tempfile::TempDir;

use crate::{FixedClock, darkroom, dictionaries};

/// After this long without the awaited event, a test has failed. No test is faster or slower for it.
const LOST: Duration = Duration::from_secs(60);

/// How a newsroom is to be opened.
#[derive(Clone)]
pub struct Opening {
    /// The local site.
    pub local_site: LocalSite,
    /// Whether the samples are made.
    pub samples: Samples,
    /// The system's locale.
    pub locale: &'static str,
    /// How long sites may take.
    pub patience: Patience,
    /// How links are asked.
    pub link_manners: LinkManners,
}

impl Default for Opening {
    fn default() -> Self {
        Self {
            local_site: LocalSite::Off,
            samples: Samples::None,
            locale: "fr_FR.UTF-8",
            patience: Patience {
                connect: Duration::from_secs(5),
                answer: Duration::from_secs(5),
                whole: Duration::from_secs(60),
            },
            link_manners: LinkManners::default(),
        }
    }
}

/// The events that were told and not yet looked at.
#[derive(Default)]
struct Told {
    events: Mutex<VecDeque<Event>>,
    more: Condvar,
}

/// A newsroom for one test.
pub struct Desk {
    // Closed before its folder goes.
    newsroom: Option<Newsroom>,
    told: Arc<Told>,
    /// The clock it goes by.
    pub clock: Arc<FixedClock>,
    /// Its credentials; they outlive a closing.
    pub secrets: Arc<dyn Secrets>,
    ids: Arc<dyn Identifiers>,
    opening: Opening,
    folder: TempDir,
}

impl Desk {
    /// Opens a newsroom in a new folder, on 29 April 2026 at 02:49 in Paris.
    pub fn open(opening: Opening) -> Self {
        let mut desk = Self::closed(opening);
        desk.reopen().expect("a new library opens");
        desk
    }

    /// A new folder without a newsroom, to be opened by [`Desk::reopen`].
    pub fn closed(opening: Opening) -> Self {
        Self {
            newsroom: None,
            told: Arc::default(),
            clock: Arc::new(FixedClock::at("2026-04-29T00:49:00Z")),
            secrets: Arc::new(MemorySecrets::default()),
            ids: Arc::new(RandomIdentifiers),
            opening,
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// Closes the newsroom, as by a quiet end of the program.
    pub fn close(&mut self) {
        self.newsroom = None;
    }

    /// Closes the newsroom and opens it again.
    ///
    /// # Errors
    /// Whatever keeps it from opening.
    pub fn reopen(&mut self) -> Result<(), NewsroomError> {
        self.close();
        let told = Arc::clone(&self.told);
        self.newsroom = Some(Newsroom::open(Options {
            library: self.library().to_owned(),
            clock: Arc::clone(&self.clock) as _,
            secrets: Arc::clone(&self.secrets),
            ids: Arc::clone(&self.ids),
            system_locale: self.opening.locale.to_owned(),
            time_zone: "Europe/Paris".to_owned(),
            local_site: self.opening.local_site,
            patience: self.opening.patience,
            link_manners: self.opening.link_manners.clone(),
            darkroom: darkroom(),
            dictionaries: dictionaries(),
            samples: self.opening.samples,
            on_event: Box::new(move |event| {
                told.events.lock().expect("events").push_back(event);
                told.more.notify_all();
            }),
        })?);
        Ok(())
    }

    /// What brings this desk's library back; it must be closed.
    pub fn restoration(&self) -> Restoration {
        Restoration {
            library: self.library().to_owned(),
            clock: Arc::clone(&self.clock) as _,
            ids: Arc::clone(&self.ids),
            locale: self.opening.locale.to_owned(),
            time_zone: "Europe/Paris".to_owned(),
        }
    }

    /// Another desk on what the disk holds at this moment, as if this one had lost its power.
    ///
    /// # Errors
    /// Whatever keeps it from opening.
    ///
    /// # Panics
    /// When the files can't be copied.
    pub fn after_a_power_cut(&self) -> Result<Self, NewsroomError> {
        let mut after = Self::closed(self.opening.clone());
        // The database before its log, which only grows while nothing is moved from it.
        for name in ["library.db", "library.db-wal"] {
            std::fs::copy(self.library().join(name), after.library().join(name)).expect("a copy");
        }
        after.secrets = Arc::clone(&self.secrets);
        after.reopen()?;
        Ok(after)
    }

    /// The newsroom.
    pub fn newsroom(&self) -> &Newsroom {
        self.newsroom.as_ref().expect("the newsroom is open")
    }

    /// The library's folder.
    pub fn library(&self) -> &Path {
        self.folder.path()
    }

    /// Waits for an event that `pick` takes; those before it are passed over.
    ///
    /// # Panics
    /// When none comes within a minute.
    #[track_caller]
    pub fn until_event<T>(&self, mut pick: impl FnMut(&Event) -> Option<T>) -> T {
        let deadline = Instant::now() + LOST;
        let mut events = self.told.events.lock().expect("events");
        loop {
            while let Some(event) = events.pop_front() {
                if let Some(found) = pick(&event) {
                    return found;
                }
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the event never came");
            let (more, _) = self.told.more.wait_timeout(events, left).expect("events");
            events = more;
        }
    }

    /// Waits until `look` finds what it looks for: tried at once, and again after every event.
    ///
    /// # Panics
    /// When it is not found within a minute.
    #[track_caller]
    pub fn until<T>(&self, what: &str, mut look: impl FnMut(&Newsroom) -> Option<T>) -> T {
        let deadline = Instant::now() + LOST;
        loop {
            self.told.events.lock().expect("events").clear();
            if let Some(found) = look(self.newsroom()) {
                return found;
            }
            let events = self.told.events.lock().expect("events");
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "never: {what}");
            // The second bound is for states that change without an event, as of a site outside.
            let nap = left.min(Duration::from_millis(500));
            let _ = self
                .told
                .more
                .wait_timeout_while(events, nap, |e| e.is_empty());
        }
    }
}
