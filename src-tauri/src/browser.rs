//! Opens a page in the reader's browser and learns whether that worked; knows no article.
//!
//! On Linux the opener plugin starts the desktop's program and looks away: without a browser nothing happens, and
//! nobody says so.

#![cfg_attr(not(target_os = "linux"), allow(dead_code))]

use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tauri::AppHandle;

/// The desktop's programs that open an address, the usual one first.
const OPENERS: [&[&str]; 2] = [&["xdg-open"], &["gio", "open"]];

/// How long a program may take to say that it failed; one that still runs then is the browser itself.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens an address; it has been checked to be one of the web.
///
/// # Errors
/// What each program said that would not open it.
#[cfg(target_os = "linux")]
pub(crate) fn open(_: &AppHandle, address: &str) -> Result<(), String> {
    open_with(&OPENERS, address, PATIENCE)
}

/// Opens an address; it has been checked to be one of the web.
///
/// # Errors
/// What the system said that would not open it.
#[cfg(not(target_os = "linux"))]
pub(crate) fn open(app: &AppHandle, address: &str) -> Result<(), String> {
    use tauri_plugin_opener::OpenerExt;
    app.opener()
        .open_url(address, None::<&str>)
        .map_err(|error| error.to_string())
}

fn open_with(openers: &[&[&str]], address: &str, patience: Duration) -> Result<(), String> {
    let mut faults = Vec::new();
    for opener in openers {
        match start(opener, address).and_then(|child| outcome(child, patience)) {
            Ok(()) => return Ok(()),
            Err(fault) => faults.push(format!("{}: {fault}", opener.join(" "))),
        }
    }
    Err(faults.join("; "))
}

fn start(opener: &[&str], address: &str) -> Result<Child, String> {
    let (program, arguments) = opener.split_first().ok_or("no program")?;
    Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())
}

/// Waits for the program on a thread of its own, which also takes leave of it when it ends later.
fn outcome(mut child: Child, patience: Duration) -> Result<(), String> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens any more once it has run for long: then it is a browser.
        let _unheard = tell.send(child.wait());
    });
    match told.recv_timeout(patience) {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(Ok(status)) => Err(status.to_string()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn the_next_program_is_asked_when_one_fails_or_is_missing() {
        let openers: [&[&str]; 3] = [&["no-such-program"], &["false"], &["true"]];
        assert_eq!(open_with(&openers, "https://a.example", LONG), Ok(()));
    }

    #[test]
    fn it_is_said_that_none_opens_it() {
        let openers: [&[&str]; 2] = [&["no-such-program"], &["false"]];
        let said = open_with(&openers, "https://a.example", LONG).unwrap_err();
        assert!(
            said.contains("no-such-program: ") && said.contains("false: exit status: 1"),
            "{said}"
        );
    }

    #[test]
    fn a_program_that_goes_on_running_is_the_browser() {
        assert_eq!(open_with(&[&["sleep"]], "1", Duration::ZERO), Ok(()));
    }
}
