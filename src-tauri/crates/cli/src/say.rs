//! Where words go: answers to standard output, everything else to standard error.

use std::io::{self, ErrorKind, Write};

use newsroom::NewsroomError;
use serde_json::Value;

/// An answer, with a line's end. A reader that has gone (`| head`) is no failure.
///
/// # Errors
/// `DiskFull`, `FileUnwritable`: nobody can read the answer.
pub(crate) fn out(text: &str) -> Result<(), NewsroomError> {
    match line(&mut io::stdout().lock(), text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(unheard(&error)),
        _ => Ok(()),
    }
}

/// Anything that is not the answer.
pub(crate) fn err(text: &str) {
    // Where this can't be said, nothing can.
    let _ = line(&mut io::stderr().lock(), text);
}

/// An answer as JSON.
///
/// # Errors
/// As for [`out`].
pub(crate) fn json(value: &Value) -> Result<(), NewsroomError> {
    out(&format!("{value:#}"))
}

fn line(to: &mut impl Write, text: &str) -> io::Result<()> {
    writeln!(to, "{}", text.trim_end_matches('\n'))?;
    to.flush()
}

fn unheard(error: &io::Error) -> NewsroomError {
    let said = format!("stdout: {error}");
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => NewsroomError::DiskFull(said),
        _ => NewsroomError::FileUnwritable(said),
    }
}
