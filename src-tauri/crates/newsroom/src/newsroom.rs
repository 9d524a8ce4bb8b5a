//! Opening and closing a newsroom: its folder, its background threads, its first start.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use media::darkroom::Darkroom;
use publish::Patience;
use store::{Look, Store};

use crate::backups::PICTURES;
use crate::bell::Bell;
use crate::desk::locked;
use crate::house::House;
use crate::links::{self, Links};
use crate::local_site::folder_fault;
use crate::pictures::{Developing, PictureStore, keep_developing};
use crate::room::Room;
use crate::safe::Safe;
use crate::settings::Settings;
use crate::{
    Clock, Dictionaries, Event, Identifiers, LinkManners, NewsroomError, Secrets, backups, courier,
    fetching, folders, folding, local_site, looks, restoring,
};

/// The database in a library's folder.
pub(crate) const DATABASE: &str = "library.db";

/// The site that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalSite {
    /// Runs in this process, on this machine only.
    Embedded {
        /// The port it listens on; always the same, for it is part of every address.
        port: u16,
    },
    /// Does not run.
    Off,
}

impl LocalSite {
    /// The port that nothing else is asked to use.
    pub const PORT: u16 = 4747;
}

/// What a newsroom is opened with.
pub struct Options {
    /// The library's folder; made when it is missing.
    pub library: PathBuf,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Keeps credentials: the system's keychain. Where it does not answer, a file in the library's folder
    /// does, sealed by a passphrase.
    pub secrets: Arc<dyn Secrets>,
    /// Makes identifiers.
    pub ids: Arc<dyn Identifiers>,
    /// The system's locale, as `fr_FR.UTF-8`; may be empty.
    pub system_locale: String,
    /// The system's IANA time zone.
    pub time_zone: String,
    /// The local site.
    pub local_site: LocalSite,
    /// How long sites may take.
    pub patience: Patience,
    /// How the links of drafts are asked.
    pub link_manners: LinkManners,
    /// Where pictures are decoded: a process of its own.
    pub darkroom: Darkroom,
    /// The folder with the dictionaries of spelling that come with the program; the system's are found beside them.
    pub dictionaries: PathBuf,
    /// Whether a new library gets the sample articles.
    pub samples: Samples,
    /// Told what happens, from background threads. Must not block and must not call the newsroom.
    pub on_event: Box<dyn Fn(Event) + Send + Sync>,
}

/// What a new library begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Samples {
    /// A sample article in French, and one in English.
    Both,
    /// Nothing.
    None,
}

/// A journalist's newsroom, open. Dropping it folds every text, ends what runs in the background
/// and closes the library.
pub struct Newsroom {
    pub(crate) room: Arc<Room>,
    desk: Option<JoinHandle<()>>,
    backups: Option<JoinHandle<()>>,
    local_site: Option<JoinHandle<()>>,
    couriers: Vec<JoinHandle<()>>,
    /// Disconnected when the last courier has ended.
    couriers_ended: Mutex<Receiver<()>>,
    /// Empty until the work folders are watched.
    folders: Mutex<Option<JoinHandle<()>>>,
    has_new_samples: bool,
}

/// How long closing waits for sends under way. Longer ones are left to themselves: what became of
/// them is asked at the next start.
const GRACE: Duration = Duration::from_secs(3);

impl Newsroom {
    /// Opens the library in a folder and starts the background work.
    ///
    /// # Errors
    /// `LibraryCorrupt`, `LibraryNewer`, `LibraryReadOnly`, `LibraryBusy`, `DiskFull`, `DiskFault`:
    /// the library is left as it is. The detail begins with the folder's whole path.
    pub fn open(options: Options) -> Result<Self, NewsroomError> {
        let library = options.library.clone();
        Self::open_library(options).map_err(|error| in_folder(&library, &error))
    }

    fn open_library(options: Options) -> Result<Self, NewsroomError> {
        let library = options.library.clone();
        make_private(&library).map_err(|e| folder_fault(e.kind(), e.to_string()))?;
        restoring::refuse_what_was_cut_off(&library)?;
        refuse_what_was_lost(&library)?;
        let store = Store::open(&library.join(DATABASE))?;
        look_at_a_suspect(&library, &store)?;
        let (local_site, samples) = (options.local_site, options.samples);
        let room = Arc::new(Room::new(store, options)?);
        if let LocalSite::Embedded { port } = local_site {
            room.local_site(port)?;
        }
        let has_new_samples = room.first_start(samples)?;
        let (ending, ended) = channel();
        let mut newsroom = Self {
            room,
            desk: None,
            backups: None,
            local_site: None,
            couriers: Vec::new(),
            couriers_ended: Mutex::new(ended),
            folders: Mutex::default(),
            has_new_samples,
        };
        newsroom.start(local_site, ending)?;
        Ok(newsroom)
    }

    /// Opens a library to read it beside the program that holds it: what is durable is shown, nothing
    /// is written and nothing is sent. The local site and the samples are not looked at.
    ///
    /// # Errors
    /// As for [`Newsroom::open`]; `LibraryBusy` also for what only writing can answer.
    pub fn open_to_read(options: Options) -> Result<Self, NewsroomError> {
        let library = options.library.clone();
        let open = || {
            let store = Store::open_to_read(&library.join(DATABASE))?;
            Room::new(store, options)
        };
        let room = open().map_err(|error| in_folder(&library, &error))?;
        Ok(Self {
            room: Arc::new(room),
            desk: None,
            backups: None,
            local_site: None,
            couriers: Vec::new(),
            couriers_ended: Mutex::new(channel().1),
            folders: Mutex::default(),
            has_new_samples: false,
        })
    }

    fn start(&mut self, site: LocalSite, ending: Sender<()>) -> Result<(), NewsroomError> {
        self.desk = Some(self.spawn("desk", folding::keep_folding)?);
        self.backups = Some(self.spawn("backups", backups::keep_backing_up)?);
        if let LocalSite::Embedded { port } = site {
            let run = move |room: &Arc<Room>| local_site::keep_running(room, port);
            self.local_site = Some(self.spawn("local-site", run)?);
        }
        let work = [courier::carry as fn(&Arc<Room>); courier::COURIERS];
        let others = [
            courier::knock as fn(&Arc<Room>),
            fetching::keep_fetching,
            looks::keep_learning,
            keep_developing,
        ];
        let askers = [links::keep_asking as fn(&Arc<Room>); links::ASKERS];
        for work in work.into_iter().chain(others).chain(askers) {
            let ending = ending.clone();
            let courier = self.spawn("courier", move |room| {
                work(room);
                drop(ending);
            })?;
            self.couriers.push(courier);
        }
        Ok(())
    }

    /// Watches the work folders from now on, until the newsroom closes: what other programs write
    /// comes into the drafts, and what is written in the drafts goes out. The command line does not.
    ///
    /// # Errors
    /// `Internal` when no thread can be started.
    pub fn watch_folders(&self) -> Result<(), NewsroomError> {
        let mut watching = locked(&self.folders);
        if watching.is_none() {
            *watching = Some(self.spawn("folders", folders::keep_watching)?);
        }
        Ok(())
    }

    /// Learns from now on, until the newsroom closes, what sites look like that give no theme away. The
    /// command line does not.
    pub fn learn_looks(&self) {
        self.room.learns_looks.store(true, Ordering::Relaxed);
        self.room.looks_bell.ring();
    }

    fn spawn(
        &self,
        name: &str,
        work: impl FnOnce(&Arc<Room>) + Send + 'static,
    ) -> Result<JoinHandle<()>, NewsroomError> {
        let room = Arc::clone(&self.room);
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || work(&room));
        thread.map_err(|e| NewsroomError::Internal(e.to_string()))
    }

    /// The library's folder.
    pub fn library_path(&self) -> &Path {
        &self.room.library
    }

    /// Whether this is the library's first start, its sample articles just made.
    pub fn has_new_samples(&self) -> bool {
        self.has_new_samples
    }

    /// The system's time zone.
    pub fn time_zone(&self) -> &str {
        &self.room.time_zone
    }

    /// The interface's language, settled: `fr` or `en`.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn locale(&self) -> Result<String, NewsroomError> {
        self.room.locale()
    }

    /// The settings.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn settings(&self) -> Result<Settings, NewsroomError> {
        self.room.settings()
    }

    /// Keeps settings; a size out of its range is brought into it, and a site that is not known is left out.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn set_settings(&self, settings: &Settings) -> Result<(), NewsroomError> {
        let room = &self.room;
        let before = room.settings()?;
        room.set_settings(settings)?;
        if settings.picture_credit != before.picture_credit {
            room.developing.forget(None);
        }
        if settings.history_days != before.history_days {
            // Her new rule does not wait until tomorrow.
            *locked(&room.thinned_at) = None;
            room.desk_bell.ring();
        }
        Ok(())
    }
}

impl Room {
    fn new(store: Store, options: Options) -> Result<Self, NewsroomError> {
        Ok(Self {
            pictures: PictureStore::open(&options.library)?,
            developing: Developing::new(options.darkroom),
            store,
            safe: Safe::new(options.secrets, &options.library),
            house: House::of(&options.library, Dictionaries::new(&options.dictionaries)),
            library: options.library,
            clock: options.clock,
            ids: options.ids,
            system_locale: options.system_locale,
            time_zone: options.time_zone,
            patience: options.patience,
            links: Links::new(options.link_manners),
            on_event: options.on_event,
            desk: Default::default(),
            presses: Default::default(),
            names: Default::default(),
            desk_bell: Bell::default(),
            outbox_bell: Bell::default(),
            import_bell: Bell::default(),
            import_waits: Default::default(),
            backup_bell: Bell::default(),
            backup_stop: Default::default(),
            backup_fault: Default::default(),
            closing_bell: Bell::default(),
            folders: Default::default(),
            reachable: Default::default(),
            heard_clocks: Default::default(),
            destinations: Default::default(),
            followed: Default::default(),
            looks_bell: Bell::default(),
            previews_in_hand: Default::default(),
            learns_looks: Default::default(),
            keeping: Default::default(),
            thinned_at: Default::default(),
            taking: Default::default(),
            stranded: Default::default(),
            local_site_fault: Default::default(),
        })
    }
}

impl Drop for Newsroom {
    /// Folds every text and waits for the background to end, but for couriers not for ever: see
    /// [`GRACE`].
    fn drop(&mut self) {
        self.room.desk_bell.close();
        self.room.backup_stop.store(true, Ordering::Relaxed);
        self.room.backup_bell.close();
        self.room.outbox_bell.close();
        self.room.import_bell.close();
        self.room.folders.bell.close();
        self.room.looks_bell.close();
        self.room.links.bell.close();
        self.room.developing.bell.close();
        // Nothing is ever sent; a disconnection says that all have ended.
        let ended = locked(&self.couriers_ended).recv_timeout(GRACE);
        if ended == Err(RecvTimeoutError::Disconnected) {
            self.couriers.drain(..).for_each(wait_for);
        } else {
            tracing::warn!("a send is still under way; its outcome is asked at the next start");
        }
        // The site after them, so that what was under way to it arrives.
        self.room.closing_bell.close();
        self.local_site.take().into_iter().for_each(wait_for);
        locked(&self.folders).take().into_iter().for_each(wait_for);
        self.backups.take().into_iter().for_each(wait_for);
        self.desk.take().into_iter().for_each(wait_for);
    }
}

/// Makes a folder of a library or of its backups, for its owner only: sources stand in it. One that is
/// there keeps the rights that its owner gave it.
pub(crate) fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut making = fs::DirBuilder::new();
    making.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
    making.create(folder)
}

/// Whether a folder holds a library, or what is left of one.
pub fn is_library(folder: &Path) -> bool {
    let of_a_library = |name: &str| name.starts_with(DATABASE) && !name.ends_with(".lock");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.any(|name| of_a_library(&name)) || backups::were_made(folder)
}

/// A library whose file is gone beside its backups, or empty beside a site or pictures that are not,
/// met with an accident: it is not a new one.
fn refuse_what_was_lost(library: &Path) -> Result<(), NewsroomError> {
    let length = fs::metadata(library.join(DATABASE)).map(|found| found.len());
    let (what, beside) = match length {
        Ok(0) => ("is empty", &[local_site::FOLDER, PICTURES][..]),
        Err(error) if error.kind() == ErrorKind::NotFound => ("is gone", &[][..]),
        _ => return Ok(()),
    };
    let is_full = |folder: &&&str| {
        let mut entries = fs::read_dir(library.join(folder)).into_iter().flatten();
        entries.next().is_some()
    };
    let left = match beside.iter().find(is_full) {
        None if backups::were_made(library) => "its backups are",
        None => return Ok(()),
        Some(_) => "what lies beside it is",
    };
    Err(NewsroomError::LibraryCorrupt(format!(
        "{DATABASE} {what}, {left} not"
    )))
}

/// A library in which damage was met is read whole before anything is written to it.
fn look_at_a_suspect(library: &Path, store: &Store) -> Result<(), NewsroomError> {
    let suspect = library.join(backups::SUSPECT);
    if suspect.exists() {
        store.check(Look::AsWritten)?;
        fs::remove_file(&suspect).map_err(|e| folder_fault(e.kind(), e.to_string()))?;
    }
    Ok(())
}

/// The same failure, saying where: what keeps a library closed is mended in its folder.
pub(crate) fn in_folder(library: &Path, error: &NewsroomError) -> NewsroomError {
    let whole = std::path::absolute(library).unwrap_or_else(|_| library.to_owned());
    let detail = format!("{}: {}", whole.display(), error.detail());
    NewsroomError::of_code(error.code(), detail)
}

fn wait_for(thread: JoinHandle<()>) {
    if thread.join().is_err() {
        tracing::error!("a background thread had panicked");
    }
}
