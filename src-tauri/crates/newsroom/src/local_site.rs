//! The site that comes with the program: kept running while the newsroom is open; its pages and tables are not known here.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::{Language, Site, SiteId};
use publish::site_api::{SiteApi, ask_for_proof};
use publish::{Destination, Guard, Patience, PublishError};
use site::{RunningSite, SiteDefaults, SiteError, SiteOptions};

use crate::bell::Woken;
use crate::desk::locked;
use crate::files::is_no_room;
use crate::room::Room;
use crate::sites::{LOCAL_NAME, local_url, site_error, token_name};
use crate::{Clock, Event, Identifiers, NewsroomError, interface_language};

/// How long to wait before the port is tried again.
const PAUSE: Duration = Duration::from_secs(5);
/// How long somebody on the port may take to show that he is our site. He is on this machine.
const STRANGER: Patience = Patience {
    connect: Duration::from_secs(2),
    answer: Duration::from_secs(2),
    whole: Duration::from_secs(4),
};
/// The name of the newsroom's own token on the site.
const TOKEN: &str = "marbre";
/// The site's folder in the library's.
pub(crate) const FOLDER: &str = "site";

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
    /// `PortTaken`; `LocalSiteCorrupt`, `LocalSiteNewer`, `LocalSiteReadOnly`, `LocalSiteBusy`,
    /// `LocalSiteDiskFull`, `LocalSiteDiskFault`. The detail of these begins with its file's path.
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
            .map_err(|error| site_fault(&self.library.join(FOLDER), &error))
    }

    /// Makes a token for the site's API; one of the same name no longer holds.
    ///
    /// # Errors
    /// As [`SiteAlone::start`].
    pub fn mint_token(&self, name: &str) -> Result<String, NewsroomError> {
        let folder = self.library.join(FOLDER);
        site::mint_token(&folder, name).map_err(|error| site_fault(&folder, &error))
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
        name: LOCAL_NAME.to_owned(),
        language,
        time_zone: time_zone.to_owned(),
    };
    options
}

/// Runs the local site until the newsroom closes. While its port is taken it is tried again.
pub(crate) fn keep_running(room: &Arc<Room>, port: u16) {
    let mut heard = 0;
    let mut elsewhere = false;
    loop {
        // Held until the newsroom closes, or until the next try.
        let (running, rest) = if elsewhere && room.door(port).look().is_ok() {
            (None, PAUSE)
        } else {
            match room.run_local_site(port) {
                Ok(running) => {
                    elsewhere = running.is_none();
                    let rest = if elsewhere { PAUSE } else { Duration::MAX };
                    (running, rest)
                }
                Err(error) => {
                    room.local_site_fails(port, error);
                    (None, PAUSE)
                }
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

/// Where the local site is to be found: whoever listens there shows that he is the site in our
/// folder before he is shown the token.
#[derive(Clone)]
struct Door {
    url: String,
    folder: PathBuf,
    ids: Arc<dyn Identifiers>,
    patience: Patience,
}

impl Door {
    /// Looks who listens. It is asked anew each time: a site may end, and somebody else take its
    /// port.
    fn look(&self) -> Result<(), PublishError> {
        let nonce = format!("{}{}", self.ids.next().simple(), self.ids.next().simple());
        let stranger = |why: String| {
            PublishError::Unreachable(format!("another program listens at {}: {why}", self.url))
        };
        let proof = match ask_for_proof(&self.url, &nonce, self.patience) {
            Err(PublishError::Unreachable(said)) => return Err(PublishError::Unreachable(said)),
            answer => answer.map_err(|error| stranger(error.to_string()))?,
        };
        match site::proves(&self.folder, &self.url, &nonce, &proof) {
            Ok(true) => Ok(()),
            Ok(false) => Err(stranger("it is not our site".to_owned())),
            Err(error) => Err(stranger(error.to_string())),
        }
    }

    /// The site behind it, with this token.
    fn site(&self, token: &str, patience: Patience) -> Result<SiteApi, PublishError> {
        let door = self.clone();
        let guard: Guard = Box::new(move || door.look());
        Ok(SiteApi::new(&self.url, token, patience)?.guarded(guard))
    }
}

impl Room {
    /// Starts the site and connects the newsroom to it. `None` when it runs already in another
    /// process, as `marbre-cli site` makes it.
    fn run_local_site(&self, port: u16) -> Result<Option<RunningSite>, NewsroomError> {
        let door = self.door(port);
        let id = self.local_site(port)?.id;
        let language = Language::parse(&self.locale()?).unwrap_or_else(Language::french);
        let clock = Arc::clone(&self.clock);
        let options = options(&door.folder, port, clock, language, &self.time_zone);
        match site::Site::start(options) {
            Ok(running) => {
                self.enter(id, &door, self.patience)?;
                Ok(Some(running))
            }
            Err(SiteError::PortTaken { port }) => {
                let entered = self.enter(id, &door, STRANGER);
                entered.map_err(|e| NewsroomError::PortTaken(format!("{port}: {e}")))?;
                Ok(None)
            }
            Err(error) => Err(site_fault(&door.folder, &error)),
        }
    }

    /// Where the local site is to be found.
    fn door(&self, port: u16) -> Door {
        Door {
            url: local_url(port),
            folder: self.library.join(FOLDER),
            ids: Arc::clone(&self.ids),
            patience: STRANGER,
        }
    }

    /// Connects to the site behind the door, once it has shown that it is ours and takes our token.
    fn enter(&self, id: SiteId, door: &Door, patience: Patience) -> Result<(), NewsroomError> {
        let token = match self.kept_token(id, door, patience)? {
            Some(token) => token,
            None => self.new_token(id, door, patience)?,
        };
        let destination = door.site(&token, self.patience).map_err(site_error)?;
        let destination: Arc<dyn Destination> = Arc::new(destination);
        locked(&self.destinations).insert(id, Arc::clone(&destination));
        *locked(&self.local_site_fault) = None;
        if let Err(error) = self.refresh_site(id, &*destination) {
            tracing::warn!(?error, "the local site can't be described");
        }
        self.set_reachable(id, true);
        self.site_is_back(id)
    }

    /// The token that was kept at an earlier start; `None` when there is none or the site does not
    /// know it, as after its folder was deleted.
    fn kept_token(
        &self,
        id: SiteId,
        door: &Door,
        patience: Patience,
    ) -> Result<Option<String>, NewsroomError> {
        let kept = self.safe.get(&token_name(id)).unwrap_or_else(|error| {
            tracing::info!(%error, "the local site's token is made anew");
            None
        });
        let Some(token) = kept else { return Ok(None) };
        match self.try_token(door, &token, patience) {
            Ok(()) => Ok(Some(token)),
            Err(PublishError::Credential(_)) => Ok(None),
            Err(error) => Err(site_error(error)),
        }
    }

    /// A new token, kept in the keychain; without one it lives as long as this process.
    fn new_token(
        &self,
        id: SiteId,
        door: &Door,
        patience: Patience,
    ) -> Result<String, NewsroomError> {
        // Looked at before the folder's token is made anew: to a stranger it would be for nothing.
        door.look().map_err(site_error)?;
        let token =
            site::mint_token(&door.folder, TOKEN).map_err(|e| site_fault(&door.folder, &e))?;
        self.try_token(door, &token, patience).map_err(site_error)?;
        if let Err(error) = self.safe.set(&token_name(id), &token) {
            tracing::info!(%error, "the local site's token is not kept");
        }
        Ok(token)
    }

    /// Whether the site takes the token: asked with a question that only an account may ask.
    fn try_token(&self, door: &Door, token: &str, patience: Patience) -> Result<(), PublishError> {
        door.site(token, patience)?.check_account()
    }

    fn local_site_fails(&self, port: u16, error: NewsroomError) {
        let news = locked(&self.local_site_fault)
            .replace(error.clone())
            .as_ref()
            != Some(&error);
        if !news {
            return;
        }
        tracing::warn!(%error, "the local site does not run");
        match self.local_site(port) {
            Ok(Site { id: site, .. }) => {
                locked(&self.reachable).insert(site, false);
                self.tell(Event::SiteChanged {
                    site,
                    reachable: false,
                });
            }
            Err(error) => tracing::warn!(%error, "nor can that be told"),
        }
    }
}

/// What keeps the site from running. Whatever is wrong with its file, the library is well.
fn site_fault(folder: &Path, error: &SiteError) -> NewsroomError {
    use NewsroomError as E;
    let said = error.to_string();
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let of_file = format!("{}: {said}", whole.join(site::DATABASE).display());
    match error {
        SiteError::PortTaken { .. } | SiteError::Listen(_) => E::PortTaken(said),
        SiteError::Folder(error) => match folder_fault(error.kind(), of_file) {
            E::DiskFull(said) => E::LocalSiteDiskFull(said),
            E::LibraryReadOnly(said) => E::LocalSiteReadOnly(said),
            other => E::LocalSiteDiskFault(other.detail().to_owned()),
        },
        SiteError::Corrupt(_) => E::LocalSiteCorrupt(of_file),
        SiteError::Newer { .. } => E::LocalSiteNewer(of_file),
        SiteError::ReadOnly => E::LocalSiteReadOnly(of_file),
        SiteError::Full => E::LocalSiteDiskFull(of_file),
        SiteError::Fault(_) => E::LocalSiteDiskFault(of_file),
        SiteError::Busy => E::LocalSiteBusy(of_file),
        SiteError::Theme(_) => E::ThemeInvalid(said),
        SiteError::Database(_) | SiteError::Randomness(_) | SiteError::UnknownZone(_) => {
            E::Internal(said)
        }
    }
}

/// Why a folder of the library can't be made or read.
pub(crate) fn folder_fault(kind: ErrorKind, said: String) -> NewsroomError {
    match kind {
        kind if is_no_room(kind) => NewsroomError::DiskFull(said),
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            NewsroomError::LibraryReadOnly(said)
        }
        _ => NewsroomError::DiskFault(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: SiteError, code: &str) {
        let fault = site_fault(Path::new("/library/site"), &error);
        assert_eq!(fault.code(), code, "{error:?}");
    }

    #[test]
    fn the_site_s_faults_are_called_what_they_are() {
        check(SiteError::Full, "local_site_disk_full");
        check(SiteError::ReadOnly, "local_site_read_only");
        check(SiteError::Fault("EIO".to_owned()), "local_site_disk_fault");
        check(SiteError::Busy, "local_site_busy");
        check(
            SiteError::Corrupt("NOTADB".to_owned()),
            "local_site_corrupt",
        );
        let newer = SiteError::Newer { found: 2, known: 1 };
        check(newer, "local_site_newer");
        check(SiteError::PortTaken { port: 1 }, "port_taken");
        for (kind, code) in [
            (ErrorKind::StorageFull, "local_site_disk_full"),
            (ErrorKind::PermissionDenied, "local_site_read_only"),
            (ErrorKind::NotADirectory, "local_site_disk_fault"),
        ] {
            check(SiteError::Folder(kind.into()), code);
        }
    }
}
