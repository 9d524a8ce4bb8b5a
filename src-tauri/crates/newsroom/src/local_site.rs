//! The site that comes with the program: kept running while the newsroom is open; its pages and tables are not known here.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::{DispatchId, Language, SiteId};
use publish::site_api::SiteApi;
use publish::{Destination, PublishError};
use site::{RunningSite, SiteDefaults, SiteError, SiteOptions};

use crate::bell::Woken;
use crate::desk::locked;
use crate::room::Room;
use crate::sites::token_name;
use crate::{Clock, Event, NewsroomError, interface_language};

/// How long to wait before the port is tried again.
const PAUSE: Duration = Duration::from_secs(5);
/// The name of the newsroom's own token on the site.
const TOKEN: &str = "marbre";
/// The site's folder in the library's.
const FOLDER: &str = "site";

/// The local site of a library, to be run without its newsroom: the library stays closed.
pub struct SiteAlone<'a> {
    /// The library's folder.
    pub library: &'a Path,
    /// The port.
    pub port: u16,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// The system's locale: the language of a new site.
    pub locale: &'a str,
    /// The system's time zone: that of a new site.
    pub time_zone: &'a str,
}

/// A local site that runs alone, until it is dropped.
pub struct RunningAlone(RunningSite);

impl RunningAlone {
    /// The address of its home page.
    pub fn url(&self) -> &str {
        self.0.url()
    }
}

impl SiteAlone<'_> {
    /// Starts it.
    ///
    /// # Errors
    /// `PortTaken`; `DiskFault`, `LibraryCorrupt`, `LibraryNewer` of the site's own folder.
    pub fn start(&self) -> Result<RunningAlone, NewsroomError> {
        let language = Language::parse(interface_language(self.locale));
        let options = options(
            &self.library.join(FOLDER),
            self.port,
            Arc::clone(&self.clock),
            language.unwrap_or_else(Language::french),
            self.time_zone,
        );
        site::Site::start(options)
            .map(RunningAlone)
            .map_err(|error| site_fault(&error))
    }

    /// Makes a token for the site's API; one of the same name no longer holds.
    ///
    /// # Errors
    /// As [`SiteAlone::start`].
    pub fn mint_token(&self, name: &str) -> Result<String, NewsroomError> {
        site::mint_token(&self.library.join(FOLDER), name).map_err(|error| site_fault(&error))
    }
}

fn options(
    folder: &Path,
    port: u16,
    clock: Arc<dyn Clock>,
    language: Language,
    time_zone: &str,
) -> SiteOptions {
    let mut options = SiteOptions::new(folder, Arc::new(move || clock.now()));
    options.port = Some(port);
    options.defaults = SiteDefaults {
        language,
        time_zone: time_zone.to_owned(),
        ..SiteDefaults::default()
    };
    options
}

/// Runs the local site until the newsroom closes. While its port is taken it is tried again.
pub(crate) fn keep_running(room: &Arc<Room>, port: u16) {
    let mut heard = 0;
    loop {
        // Held until the newsroom closes, or until the next try.
        let (running, rest) = match room.run_local_site(port) {
            Ok(running) => (running, Duration::MAX),
            Err(error) => {
                room.local_site_fails(error);
                (None, PAUSE)
            }
        };
        let woken = room.closing_bell.sleep(&mut heard, rest);
        if let Some(running) = running {
            running.stop();
        }
        if woken == Woken::ToLeave {
            return;
        }
    }
}

impl Room {
    /// Starts the site and connects the newsroom to it. `None` when it runs already in another
    /// process, as `marbre-cli site` makes it.
    fn run_local_site(&self, port: u16) -> Result<Option<RunningSite>, NewsroomError> {
        let folder = self.library.join(FOLDER);
        let id = self.local_site(port)?.id;
        let language = Language::parse(&self.locale()?).unwrap_or_else(Language::french);
        let clock = Arc::clone(&self.clock);
        let options = options(&folder, port, clock, language, &self.time_zone);
        let (running, url) = match site::Site::start(options) {
            Ok(running) => {
                let url = running.url().to_owned();
                (Some(running), url)
            }
            Err(SiteError::PortTaken { port }) => (None, format!("http://127.0.0.1:{port}")),
            Err(error) => return Err(site_fault(&error)),
        };
        let strange = running.is_none();
        self.enter(id, &url, &folder)
            .map_err(|error| match strange {
                true => NewsroomError::PortTaken(format!("{port}: {error}")),
                false => error,
            })?;
        Ok(running)
    }

    /// Connects to the site at this address, once it has shown that it knows the token of the site
    /// in our folder.
    fn enter(&self, id: SiteId, url: &str, folder: &Path) -> Result<(), NewsroomError> {
        let destination = match self.with_kept_token(id, url)? {
            Some(destination) => destination,
            None => self.with_new_token(id, url, folder)?,
        };
        let destination: Arc<dyn Destination> = Arc::new(destination);
        locked(&self.destinations).insert(id, Arc::clone(&destination));
        *locked(&self.local_site_fault) = None;
        if let Err(error) = self.refresh_site(id, &*destination) {
            tracing::warn!(?error, "the local site can't be described");
        }
        self.set_reachable(id, true);
        self.site_is_back(id)
    }

    /// With the token that was kept at an earlier start; `None` when there is none or the site
    /// does not know it, as after its folder was deleted.
    fn with_kept_token(&self, id: SiteId, url: &str) -> Result<Option<SiteApi>, NewsroomError> {
        let kept = self.secrets.get(&token_name(id)).unwrap_or_else(|error| {
            tracing::info!(%error, "the local site's token is made anew");
            None
        });
        let Some(token) = kept else { return Ok(None) };
        match self.connect(url, &token) {
            Ok(site) => Ok(Some(site)),
            Err(PublishError::Credential(_)) => Ok(None),
            Err(error) => Err(crate::sites::site_error(error)),
        }
    }

    /// With a new token, kept in the keychain; without one it lives as long as this process.
    fn with_new_token(
        &self,
        id: SiteId,
        url: &str,
        folder: &Path,
    ) -> Result<SiteApi, NewsroomError> {
        let token = site::mint_token(folder, TOKEN).map_err(|e| site_fault(&e))?;
        let site = self
            .connect(url, &token)
            .map_err(crate::sites::site_error)?;
        if let Err(error) = self.secrets.set(&token_name(id), &token) {
            tracing::info!(%error, "the local site's token is not kept");
        }
        Ok(site)
    }

    /// A connection whose token the site has taken.
    fn connect(&self, url: &str, token: &str) -> Result<SiteApi, PublishError> {
        let site = SiteApi::new(url, token, self.patience)?;
        site.find(DispatchId(self.ids.next()))?;
        Ok(site)
    }

    fn local_site_fails(&self, error: NewsroomError) {
        let news = locked(&self.local_site_fault)
            .replace(error.clone())
            .as_ref()
            != Some(&error);
        if !news {
            return;
        }
        tracing::warn!(%error, "the local site does not run");
        let local = self.store.sites().unwrap_or_default();
        let local = local
            .into_iter()
            .find(|site| site.kind == domain::SiteKind::Local);
        if let Some(site) = local {
            locked(&self.reachable).insert(site.id, false);
            self.tell(Event::SiteChanged {
                site: site.id,
                reachable: false,
            });
        }
    }
}

fn site_fault(error: &SiteError) -> NewsroomError {
    let said = error.to_string();
    match error {
        SiteError::PortTaken { .. } | SiteError::Listen(_) => NewsroomError::PortTaken(said),
        SiteError::Folder(_) => NewsroomError::DiskFault(said),
        SiteError::Database(_) => NewsroomError::LibraryCorrupt(said),
        SiteError::Newer { .. } => NewsroomError::LibraryNewer(said),
        SiteError::Theme(_) => NewsroomError::ThemeInvalid(said),
        SiteError::Randomness(_) | SiteError::UnknownZone(_) => NewsroomError::Internal(said),
    }
}
