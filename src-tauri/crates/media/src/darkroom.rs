//! The process in which pictures are decoded: bounded in memory and time, and nobody else dies with it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::{Developed, MediaError, Order};

/// What a program is called with to be the darkroom.
pub const ARGUMENT: &str = "--darkroom";

/// How the darkroom is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Darkroom {
    /// The program; one that calls [`serve`] when it is asked to.
    pub program: PathBuf,
    /// What it is called with.
    pub arguments: Vec<OsString>,
}

impl Darkroom {
    /// Has copies of an original made.
    ///
    /// # Errors
    /// Any [`MediaError`]; `GaveUp` when the process died or was ended.
    pub fn develop(&self, original: &Path, order: &Order) -> Result<Developed, MediaError> {
        let _ = (original, order);
        Err(MediaError::GaveUp("not yet".to_owned()))
    }
}

/// Is the darkroom: reads one order, makes its copies, ends.
pub fn serve() -> ExitCode {
    ExitCode::FAILURE
}
