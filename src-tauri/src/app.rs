//! Builds and runs the desktop program: plugins, newsroom, window. No rule of the newsroom lives here.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use cli::Surroundings;
use newsroom::darkroom::Darkroom;
use newsroom::{
    Event, LocalSite, Newsroom, NewsroomError, Options, Patience, RandomIdentifiers, Restoration,
    Samples, SystemClock,
};
use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder};

use crate::arguments::WindowOptions;
use crate::commands::{
    backups, copydesk, folders, history, imports, library, manuscript, pictures, publishing,
    secrets, system,
};
use crate::desk::Desk;
use crate::events::Listener;
use crate::instance::bus_name;
use crate::{graphics, page_scheme, webview};

/// The label of the one window.
pub(crate) const WINDOW: &str = "main";

/// Runs until the window is closed.
pub(crate) fn run(options: WindowOptions) -> ExitCode {
    log_to_stderr();
    let around = Surroundings::read();
    let library = options.library.as_ref().unwrap_or(&around.library).clone();
    choose_graphics(&library);
    let app = match build(library, options.port, around) {
        Ok(app) => app,
        Err(error) => {
            tracing::error!(%error, "the window can't be opened");
            return ExitCode::FAILURE;
        }
    };
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            app.state::<Desk>().close();
        }
    });
    ExitCode::SUCCESS
}

/// The log, on standard error; `MARBRE_LOG` says how much of it.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::builder()
        .with_default_directive(tracing::Level::INFO.into())
        .with_env_var("MARBRE_LOG")
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// Settles how WebKitGTK draws. Before anything else: it reads the environment when it starts.
fn choose_graphics(library: &Path) {
    let choice = graphics::choose(
        newsroom::graphics_setting(library),
        graphics::has_processor(),
    );
    graphics::apply(&choice);
    tracing::info!(
        accelerated = choice.accelerated,
        why = choice.why,
        "renderer"
    );
}

fn build(library: PathBuf, port: Option<u16>, around: Surroundings) -> tauri::Result<tauri::App> {
    tauri::Builder::default()
        .plugin(single_instance(&library))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .manage(Desk::default())
        .manage(Listener::default())
        .register_asynchronous_uri_scheme_protocol(
            page_scheme::SCHEME,
            |context, request, responder| {
                let app = context.app_handle().clone();
                // Reading a picture takes its time, and the thread that asks here is the window's.
                tauri::async_runtime::spawn_blocking(move || {
                    responder.respond(page_scheme::answer(&app.state::<Desk>(), &request));
                });
            },
        )
        .invoke_handler(tauri::generate_handler![
            system::start,
            system::set_settings,
            system::listen,
            system::open_address,
            system::choose_picture,
            system::choose_files,
            system::choose_folder,
            system::choose_place,
            backups::backups,
            backups::set_backup_folder,
            backups::back_up,
            backups::propose_comeback,
            backups::bring_up,
            library::list_drafts,
            library::facets,
            library::new_draft,
            library::duplicate_draft,
            library::bin_draft,
            library::restore_draft,
            library::delete_draft,
            library::import_files,
            library::export_drafts,
            manuscript::open_draft,
            manuscript::standing,
            manuscript::edit,
            manuscript::pasted,
            manuscript::set_line,
            manuscript::resync,
            manuscript::set_fields,
            manuscript::keep_place,
            copydesk::read_copy,
            copydesk::read_across,
            copydesk::house_faults,
            copydesk::ignore_finding,
            copydesk::heed_again,
            copydesk::suggestions,
            copydesk::learn_word,
            copydesk::open_house_file,
            manuscript::save_elsewhere,
            pictures::keep_picture,
            pictures::keep_picture_bytes,
            pictures::copied,
            pictures::keep_copied_picture,
            pictures::pictures,
            pictures::picture,
            pictures::set_picture_words,
            pictures::remove_pictures,
            folders::folders,
            folders::add_folder,
            folders::set_mirrored,
            folders::set_published,
            folders::remove_folder,
            folders::asked_drafts,
            folders::asking,
            folders::answer,
            history::history,
            history::keep_revision,
            history::name_revision,
            history::revisions_beyond,
            history::compare_revisions,
            history::restore_revision,
            publishing::sites,
            publishing::discover_site,
            publishing::follow_site,
            publishing::learn_look,
            publishing::preview_on_site,
            publishing::remove_site_preview,
            publishing::site_previews,
            publishing::add_site,
            publishing::set_site_password,
            publishing::checks,
            publishing::ask_links,
            publishing::check_overrides,
            publishing::publish,
            publishing::publish_as,
            publishing::publish_to,
            publishing::unpublish,
            publishing::unpublish_everywhere,
            publishing::outbox,
            publishing::cancel_dispatch,
            publishing::retry_dispatch,
            publishing::publications,
            imports::published_articles,
            imports::bring_in,
            imports::bring_in_all,
            imports::imports,
            imports::arrived,
            imports::save_report,
            imports::cancel_import,
            imports::resume_import,
            imports::dismiss_import,
            publishing::live_change,
            publishing::take_live_change,
            publishing::receipt,
            publishing::embargo_overrides,
            publishing::export_receipt,
            secrets::safekeeping,
            secrets::seal,
            secrets::unlock,
            secrets::lock,
            secrets::change_passphrase,
            secrets::set_sealed_aside,
        ])
        .manage(Opening {
            library,
            port,
            around,
        })
        .setup(|app| {
            let opened = app.state::<Opening>().open(app.handle());
            app.state::<Desk>().settle(opened);
            open_window(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!())
}

/// One window for one library: a second start shows the first one's.
fn single_instance(library: &Path) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(bus_name(library))
        .callback(|app, _arguments, _folder| show(app))
        .build()
}

fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(WINDOW) else {
        return;
    };
    for done in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = done {
            tracing::warn!(%error, "the window could not be brought to the front");
        }
    }
}

/// What the newsroom is opened with: at the start, and when that failed, once more.
pub(crate) struct Opening {
    library: PathBuf,
    port: Option<u16>,
    around: Surroundings,
}

impl Opening {
    /// What brings the library back when it can't be opened.
    pub(crate) fn restoration(&self) -> Restoration {
        Restoration {
            library: self.library.clone(),
            clock: Arc::new(SystemClock),
            ids: Arc::new(RandomIdentifiers),
            locale: self.around.locale.clone(),
            time_zone: self.around.time_zone.clone(),
        }
    }

    /// Opens it and watches its work folders; its events go to the window.
    ///
    /// # Errors
    /// As [`Newsroom::open`].
    pub(crate) fn open(&self, app: &AppHandle) -> Result<Newsroom, NewsroomError> {
        let window = app.clone();
        let beside = app.path().resource_dir().inspect_err(|error| {
            tracing::warn!(%error, "only the system's dictionaries are known");
        });
        let newsroom = Newsroom::open(Options {
            library: self.library.clone(),
            clock: Arc::new(SystemClock),
            secrets: Arc::clone(&self.around.secrets),
            ids: Arc::new(RandomIdentifiers),
            system_locale: self.around.locale.clone(),
            time_zone: self.around.time_zone.clone(),
            local_site: LocalSite::Embedded {
                port: self.port.unwrap_or(LocalSite::PORT),
            },
            patience: Patience::default(),
            link_manners: Default::default(),
            darkroom: Darkroom::of_this_program(),
            dictionaries: beside.unwrap_or_default().join("dictionaries"),
            samples: Samples::Both,
            on_event: Box::new(move |event: Event| window.state::<Listener>().tell(event.into())),
        })?;
        newsroom.watch_folders()?;
        newsroom.learn_looks();
        Ok(newsroom)
    }
}

/// The window, shown when its page is drawn: no white flash.
fn open_window(app: &AppHandle) -> tauri::Result<()> {
    // For the one screen that comes before the settings can be asked: why the library can't be opened. WebKit's own
    // idea of the language needs a locale that is installed.
    let language = newsroom::interface_language(&app.state::<Opening>().around.locale);
    let window = WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::App("index.html".into()))
        .title("Marbre")
        .inner_size(1440.0, 900.0)
        .min_inner_size(720.0, 480.0)
        .visible(false)
        .initialization_script(format!("document.documentElement.lang = '{language}'"))
        .on_navigation(|address| matches!(address.scheme(), "tauri" | "about"))
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished
                && let Err(error) = window.show()
            {
                tracing::error!(%error, "the window can't be shown");
            }
        })
        .build()?;
    webview::set_up(&window);
    Ok(())
}
