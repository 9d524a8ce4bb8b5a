//! The commands the window may call, one file for each part of the desk. Each unwraps its request, asks the newsroom, wraps the answer.
//!
//! They run off the main thread (`async`), so that a slow disk never holds up the window.

pub(crate) mod backups;
pub(crate) mod copydesk;
pub(crate) mod folders;
pub(crate) mod history;
pub(crate) mod imports;
pub(crate) mod library;
pub(crate) mod manuscript;
pub(crate) mod pictures;
pub(crate) mod publishing;
pub(crate) mod secrets;
pub(crate) mod system;

use contract::Failure;

/// What every command answers.
pub(crate) type Answer<T> = Result<T, Failure>;
