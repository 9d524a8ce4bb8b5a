//! Requests, replies, events and failure codes as the interface sees them; exports them as TypeScript.
//!
//! The only crate that knows the interface's JSON. Offsets and lengths in a text are UTF-16 units,
//! times are milliseconds since 1970 (UTC), identifiers are UUIDs in text. No rule lives here.

pub mod backups;
pub mod checks;
pub mod commands;
pub mod copydesk;
pub mod events;
pub mod failure;
pub mod fields;
pub mod folders;
pub mod history;
pub mod imports;
pub mod library;
pub mod manuscript;
pub mod pictures;
pub mod publishing;
pub mod questions;
pub mod secrets;
pub mod settings;
pub mod sites;
pub mod typescript;

pub use failure::{Failure, FailureCode};

use domain::{Language, Timestamp};
use newsroom::NewsroomError;

/// Milliseconds since 1970, as the interface counts time.
fn milliseconds(time: Timestamp) -> f64 {
    time.as_millisecond() as f64
}

/// A time the interface names.
fn timestamp(milliseconds: f64) -> Result<Timestamp, NewsroomError> {
    Timestamp::from_millisecond(milliseconds as i64)
        .map_err(|_| NewsroomError::FieldInvalid(format!("time: {milliseconds}")))
}

/// A language the interface names.
fn language(tag: &str) -> Result<Language, NewsroomError> {
    Language::parse(tag).ok_or_else(|| NewsroomError::FieldInvalid(format!("language: {tag:?}")))
}

/// An identifier the interface names; one that is none can't be found.
///
/// # Errors
/// What `missing` makes of it.
pub fn id<T: std::str::FromStr>(
    text: &str,
    missing: fn(String) -> NewsroomError,
) -> Result<T, NewsroomError> {
    text.parse().map_err(|_| missing(text.to_owned()))
}
