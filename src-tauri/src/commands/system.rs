//! Commands of the program itself: start, settings, events, and what only the desktop can do.

use contract::events::Event;
use contract::library::PlaceToSave;
use contract::settings::{Settings, Start};
use contract::{Failure, FailureCode};
use newsroom::NewsroomError;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;

use super::Answer;
use crate::app::Opening;
use crate::appearance;
use crate::browser;
use crate::desk::Desk;
use crate::events::Listener;

/// Also tries once more what could not be opened.
#[tauri::command(async)]
pub(crate) fn start(
    app: AppHandle,
    desk: State<'_, Desk>,
    opening: State<'_, Opening>,
) -> Answer<Start> {
    desk.try_again(|| opening.open(&app));
    desk.ask(|newsroom| {
        let settings = newsroom.settings()?;
        appearance::apply(&app, settings.appearance);
        Ok(Start {
            locale: newsroom.locale()?,
            settings: settings.into(),
            sites: newsroom.sites()?.into_iter().map(Into::into).collect(),
            last_draft: newsroom.last_draft()?.map(|id| id.to_string()),
            first_start: newsroom.has_new_samples(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            library_path: newsroom.library_path().display().to_string(),
            time_zone: newsroom.time_zone().to_owned(),
        })
    })
}

#[tauri::command(async)]
pub(crate) fn set_settings(app: AppHandle, desk: State<'_, Desk>, request: Settings) -> Answer<()> {
    let settings = newsroom::Settings::from(request);
    // Also when it can't be kept: the interface shows it all the same.
    appearance::apply(&app, settings.appearance);
    desk.ask(|newsroom| newsroom.set_settings(&settings))
}

#[tauri::command]
pub(crate) fn listen(listener: State<'_, Listener>, channel: Channel<Event>) {
    listener.replace(channel);
}

/// Opens a page in the reader's browser: web addresses only, never a file or a program.
#[tauri::command(async)]
pub(crate) fn open_address(app: AppHandle, request: String) -> Answer<()> {
    if !["https://", "http://"]
        .iter()
        .any(|scheme| request.starts_with(scheme))
    {
        return Err(NewsroomError::FieldInvalid(format!("address: {request:?}")).into());
    }
    open(&app, &request)
}

/// Opens an address, or a file, in the desktop's program for it.
pub(super) fn open(app: &AppHandle, what: &str) -> Answer<()> {
    browser::open(app, what).map_err(|message| Failure {
        until: None,
        code: FailureCode::BrowserMissing,
        message,
        limit: None,
    })
}

#[tauri::command(async)]
pub(crate) fn choose_picture(app: AppHandle, request: String) -> Answer<Option<String>> {
    let dialog = dialog(&app, &request).add_filter("JPEG, PNG, WebP, AVIF, GIF", &PICTURE_ENDINGS);
    Ok(dialog.blocking_pick_file().map(|path| path.to_string()))
}

#[tauri::command(async)]
pub(crate) fn choose_files(app: AppHandle, request: String) -> Answer<Vec<String>> {
    let dialog = dialog(&app, &request).add_filter("Markdown", &TEXT_ENDINGS);
    let chosen = dialog.blocking_pick_files().unwrap_or_default();
    Ok(chosen.iter().map(ToString::to_string).collect())
}

#[tauri::command(async)]
pub(crate) fn choose_folder(app: AppHandle, request: String) -> Answer<Option<String>> {
    let chosen = dialog(&app, &request).blocking_pick_folder();
    Ok(chosen.map(|path| path.to_string()))
}

#[tauri::command(async)]
pub(crate) fn choose_place(app: AppHandle, request: PlaceToSave) -> Answer<Option<String>> {
    let dialog = dialog(&app, &request.title).set_file_name(request.name);
    Ok(dialog.blocking_save_file().map(|path| path.to_string()))
}

const PICTURE_ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "webp", "avif", "gif"];
const TEXT_ENDINGS: [&str; 3] = ["md", "markdown", "txt"];

/// A file dialog that belongs to the main window, with a title in the window's language.
fn dialog(app: &AppHandle, title: &str) -> tauri_plugin_dialog::FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file().set_title(title);
    match app.get_webview_window(crate::app::WINDOW) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}
