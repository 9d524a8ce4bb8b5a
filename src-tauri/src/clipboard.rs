//! Pictures on the system's clipboard, which WebKitGTK hands to no page: their bytes, or files that were copied. Keeps
//! nothing and judges nothing.

use std::path::PathBuf;

/// What lies on the clipboard.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    /// A picture's bytes, as a program for screenshots or a browser copies it.
    Picture(Vec<u8>),
    /// Files, as a file manager copies them.
    Files(Vec<PathBuf>),
    /// Neither.
    Nothing,
}

#[cfg(target_os = "linux")]
pub(crate) use toolkit::copied;

#[cfg(target_os = "linux")]
mod toolkit {
    use std::path::PathBuf;
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    use gtk::gdk::{Atom, SELECTION_CLIPBOARD};
    use gtk::glib;
    use tauri::AppHandle;

    use super::Copied;

    /// The kinds of picture that are asked for, the one that loses least first.
    const KINDS: [&str; 5] = [
        "image/png",
        "image/webp",
        "image/jpeg",
        "image/gif",
        "image/avif",
    ];
    const FILES: &str = "text/uri-list";
    /// A program that owns the clipboard and never answers keeps nobody waiting longer.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// What lies on the clipboard now. Waits for the program that put it there; never called on the main thread.
    pub(crate) fn copied(app: &AppHandle) -> Copied {
        let (tell, told) = channel();
        let asked = app.run_on_main_thread(move || ask(tell));
        if let Err(error) = asked {
            tracing::warn!(%error, "the clipboard can't be asked");
            return Copied::Nothing;
        }
        told.recv_timeout(PATIENCE).unwrap_or(Copied::Nothing)
    }

    fn ask(tell: Sender<Copied>) {
        let clipboard = gtk::Clipboard::get(&SELECTION_CLIPBOARD);
        clipboard.request_contents(&Atom::intern("TARGETS"), move |clipboard, offered| {
            let targets = offered.targets().unwrap_or_default();
            let has = |kind: &&str| targets.iter().any(|target| target.name() == **kind);
            if let Some(kind) = KINDS.iter().find(|kind| has(kind)) {
                clipboard.request_contents(&Atom::intern(kind), move |_, content| {
                    answer(&tell, Copied::Picture(content.data()));
                });
            } else if has(&FILES) {
                clipboard.request_uris(move |_, uris| answer(&tell, Copied::Files(paths(uris))));
            } else {
                answer(&tell, Copied::Nothing);
            }
        });
    }

    /// Whoever asked may have given up by now.
    fn answer(tell: &Sender<Copied>, copied: Copied) {
        let _given_up = tell.send(copied);
    }

    fn paths(uris: &[glib::GString]) -> Vec<PathBuf> {
        let files = uris
            .iter()
            .filter_map(|uri| glib::filename_from_uri(uri).ok());
        files.map(|(path, _host)| path).collect()
    }
}

/// On other systems the page gets the picture itself.
#[cfg(not(target_os = "linux"))]
pub(crate) fn copied(_app: &tauri::AppHandle) -> Copied {
    Copied::Nothing
}
