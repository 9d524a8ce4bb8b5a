//! Pictures on the system's clipboard, which WebKitGTK hands to no page: their bytes, or files that were copied. Keeps
//! nothing and judges nothing.

use std::path::PathBuf;

/// What lies on the clipboard, as far as it may be pictures.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Offered {
    /// Whether there is a picture, as a program for screenshots or a browser copies it.
    pub(crate) picture: bool,
    /// Files, as a file manager copies them; none beside a picture.
    pub(crate) files: Vec<PathBuf>,
}

#[cfg(target_os = "linux")]
pub(crate) use toolkit::{offered, picture};

#[cfg(target_os = "linux")]
mod toolkit {
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    use gtk::gdk::{Atom, SELECTION_CLIPBOARD};
    use gtk::{Clipboard, SelectionData, glib};
    use tauri::AppHandle;

    use super::Offered;

    /// The kinds of picture that are asked for, the one that loses least first.
    const KINDS: [&str; 5] = [
        "image/png",
        "image/webp",
        "image/jpeg",
        "image/gif",
        "image/avif",
    ];
    const FILES: &str = "text/uri-list";
    /// A program that owns the clipboard and does not answer keeps nobody waiting longer.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// What lies there now. Waits for the program that put it there; never called on the main thread.
    pub(crate) fn offered(app: &AppHandle) -> Offered {
        let found = ask(app, |clipboard, targets, tell| {
            if kind_in(targets).is_some() {
                answer(
                    tell,
                    Offered {
                        picture: true,
                        ..Offered::default()
                    },
                );
            } else if has(targets, FILES) {
                clipboard.request_uris(move |_, uris| {
                    let files = uris
                        .iter()
                        .filter_map(|uri| glib::filename_from_uri(uri).ok());
                    let files = files.map(|(path, _host)| path).collect();
                    answer(
                        tell,
                        Offered {
                            files,
                            ..Offered::default()
                        },
                    );
                });
            }
        });
        found.unwrap_or_default()
    }

    /// The bytes of the picture that lies there; `None` when none does any more. As [`offered`].
    pub(crate) fn picture(app: &AppHandle) -> Option<Vec<u8>> {
        ask(app, |clipboard, targets, tell| {
            if let Some(kind) = kind_in(targets) {
                clipboard.request_contents(&Atom::intern(kind), move |_, content| {
                    answer(tell, content.data());
                });
            }
        })
    }

    /// Asks on the main thread, where the toolkit lives. What is dropped without an answer is `None`.
    fn ask<T: Send + 'static>(
        app: &AppHandle,
        question: impl FnOnce(&Clipboard, &[Atom], Sender<T>) + Send + 'static,
    ) -> Option<T> {
        let (tell, told) = channel();
        let asked = app.run_on_main_thread(move || {
            let clipboard = Clipboard::get(&SELECTION_CLIPBOARD);
            let hear = move |clipboard: &Clipboard, offered: &SelectionData| {
                question(clipboard, &offered.targets().unwrap_or_default(), tell);
            };
            clipboard.request_contents(&Atom::intern("TARGETS"), hear);
        });
        if let Err(error) = asked {
            tracing::warn!(%error, "the clipboard can't be asked");
            return None;
        }
        told.recv_timeout(PATIENCE).ok()
    }

    /// Whoever asked may have given up by now.
    fn answer<T>(tell: Sender<T>, found: T) {
        let _given_up = tell.send(found);
    }

    fn kind_in(targets: &[Atom]) -> Option<&'static str> {
        KINDS.into_iter().find(|kind| has(targets, kind))
    }

    fn has(targets: &[Atom], name: &str) -> bool {
        targets.iter().any(|target| target.name() == name)
    }
}

/// On other systems the page gets the picture itself.
#[cfg(not(target_os = "linux"))]
pub(crate) fn offered(_app: &tauri::AppHandle) -> Offered {
    Offered::default()
}

/// On other systems the page gets the picture itself.
#[cfg(not(target_os = "linux"))]
pub(crate) fn picture(_app: &tauri::AppHandle) -> Option<Vec<u8>> {
    None
}
