//! What of WebKitGTK has to be set by hand in the window: input methods, the page's complaints, the death of the process
//! that draws it; knows no text.

use webkit2gtk::{InputMethodContextExt, SettingsExt, WebProcessTerminationReason, WebViewExt};

/// Switches pre-edit on, loads the page again when its process dies, and writes the page's console beside the log for
/// whoever asked for every detail.
///
/// wry switches pre-edit off for every window (its 0.57.1 calls `set_enable_preedit(false)`), and with it go Compose
/// and, on some desktops, dead keys. The console is where WebKit says what the policy of the page refused.
///
/// The core has every change that was typed, so a page that is loaded again shows the text as it was; without this the
/// window would stay white.
pub(crate) fn set_up(window: &tauri::WebviewWindow) {
    let done = window.with_webview(|webview| {
        let view = webview.inner();
        if let Some(context) = view.input_method_context() {
            context.set_enable_preedit(true);
        }
        view.connect_web_process_terminated(|view, why| {
            tracing::error!(?why, "the process that draws the window has died");
            if why != WebProcessTerminationReason::TerminatedByApi {
                view.reload();
            }
        });
        if let Some(settings) = WebViewExt::settings(&view) {
            let wanted = tracing::enabled!(tracing::Level::DEBUG);
            settings.set_enable_write_console_messages_to_stdout(wanted);
        }
    });
    if let Err(error) = done {
        tracing::warn!(%error, "the view stays as the toolkit set it up");
    }
}
