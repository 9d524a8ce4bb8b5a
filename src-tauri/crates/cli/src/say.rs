//! Where words go: answers to standard output, everything else to standard error.

use std::io::Write;

use serde_json::Value;

/// An answer, with a line's end. A reader that has gone (`| head`) is no failure.
pub(crate) fn out(text: &str) {
    line(&mut std::io::stdout().lock(), text);
}

/// Anything that is not the answer.
pub(crate) fn err(text: &str) {
    line(&mut std::io::stderr().lock(), text);
}

/// To standard output when asked for, else to standard error.
pub(crate) fn either(asked_for: bool, text: &str) {
    if asked_for { out(text) } else { err(text) }
}

/// An answer as JSON.
pub(crate) fn json(value: &Value) {
    out(&format!("{value:#}"));
}

fn line(to: &mut impl Write, text: &str) {
    // There is nobody left to be told.
    let _ = writeln!(to, "{}", text.trim_end_matches('\n'));
}
