//! Makes dead keys, Compose and input methods work in the window; knows GTK, not text.

/// Switches pre-edit on again. wry switches it off for every window (its 0.57.1 calls
/// `set_enable_preedit(false)`), and with it go Compose and, on some desktops, dead keys.
pub(crate) fn enable(window: &tauri::WebviewWindow) {
    let done = window.with_webview(|webview| {
        use webkit2gtk::{InputMethodContextExt, WebViewExt};
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    });
    if let Err(error) = done {
        tracing::warn!(%error, "input methods stay as the toolkit set them");
    }
}
