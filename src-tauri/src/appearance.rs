//! The appearance that was chosen, told to the toolkit: the page in the preview and the toolkit's own dialogs follow it, as
//! the interface's style sheet does by itself. Knows no colour.

use std::sync::OnceLock;

use gtk::prelude::GtkSettingsExt;
use newsroom::Appearance;
use tauri::AppHandle;

/// Whether the system asks for dark, as it was before anything was chosen here.
static SYSTEM: OnceLock<bool> = OnceLock::new();

/// Makes the toolkit dark, light, or as the system wants it; at once, in every window.
pub(crate) fn apply(app: &AppHandle, appearance: Appearance) {
    let done = app.run_on_main_thread(move || {
        let Some(toolkit) = gtk::Settings::default() else {
            return;
        };
        let system = *SYSTEM.get_or_init(|| toolkit.is_gtk_application_prefer_dark_theme());
        let dark = match appearance {
            Appearance::System => system,
            Appearance::Light => false,
            Appearance::Dark => true,
        };
        toolkit.set_gtk_application_prefer_dark_theme(dark);
    });
    if let Err(error) = done {
        tracing::warn!(%error, "the toolkit keeps the system's appearance");
    }
}
