//! A newsroom for one command: opened with the machine's surroundings, its events turned into a bell.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use newsroom::darkroom::Darkroom;
use newsroom::{
    LocalSite, Newsroom, NewsroomError, Options, Patience, RandomIdentifiers, Restoration, Samples,
    SystemClock,
};

use crate::Surroundings;
use crate::arguments::Place;

/// An open newsroom, and a bell that rings with each of its events.
pub(crate) struct Open {
    pub(crate) newsroom: Newsroom,
    pub(crate) bell: Receiver<()>,
}

impl Place {
    /// The library's folder.
    pub(crate) fn folder(&self, around: &Surroundings) -> std::path::PathBuf {
        self.library
            .clone()
            .unwrap_or_else(|| around.library.clone())
    }

    /// The local site's port.
    pub(crate) fn site_port(&self) -> u16 {
        self.port.unwrap_or(LocalSite::PORT)
    }

    /// Opens the newsroom with its local site.
    pub(crate) fn open_with_site(&self, around: &Surroundings) -> Result<Open, NewsroomError> {
        self.open_as(
            around,
            LocalSite::Embedded {
                port: self.site_port(),
            },
        )
    }

    /// Opens the newsroom alone.
    pub(crate) fn open(&self, around: &Surroundings) -> Result<Open, NewsroomError> {
        self.open_as(around, LocalSite::Off)
    }

    /// Opens the newsroom to read: nothing is sent meanwhile, and the window may have it open. A
    /// library that is not there yet, or of an older format, has to be opened whole.
    pub(crate) fn open_to_read(&self, around: &Surroundings) -> Result<Open, NewsroomError> {
        let (options, bell) = self.options(around, LocalSite::Off);
        match Newsroom::open_to_read(options) {
            Ok(newsroom) => Ok(Open { newsroom, bell }),
            Err(NewsroomError::LibraryBusy(_)) => self.open(around),
            Err(error) => Err(error),
        }
    }

    /// What brings the library back; it stays closed.
    pub(crate) fn restoration(&self, around: &Surroundings) -> Restoration {
        Restoration {
            library: self.folder(around),
            clock: Arc::new(SystemClock),
            ids: Arc::new(RandomIdentifiers),
            locale: self.lang.clone().unwrap_or_else(|| around.locale.clone()),
            time_zone: around.time_zone.clone(),
        }
    }

    fn open_as(&self, around: &Surroundings, local_site: LocalSite) -> Result<Open, NewsroomError> {
        let (options, bell) = self.options(around, local_site);
        let newsroom = Newsroom::open(options)?;
        Ok(Open { newsroom, bell })
    }

    fn options(&self, around: &Surroundings, local_site: LocalSite) -> (Options, Receiver<()>) {
        let (ring, bell) = channel();
        let options = Options {
            library: self.folder(around),
            clock: Arc::new(SystemClock),
            secrets: Arc::clone(&around.secrets),
            ids: Arc::new(RandomIdentifiers),
            system_locale: around.locale.clone(),
            time_zone: around.time_zone.clone(),
            local_site,
            patience: Patience::default(),
            link_manners: Default::default(),
            darkroom: Darkroom::of_this_program(),
            // Nobody writes by commands: the system's serve.
            dictionaries: Default::default(),
            samples: Samples::None,
            on_event: Box::new(move |_| {
                // Nobody listens any more when the command is about to end.
                let _ = ring.send(());
            }),
        };
        (options, bell)
    }
}
