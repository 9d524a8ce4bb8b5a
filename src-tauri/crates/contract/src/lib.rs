//! Requests, replies, events and failure codes as the interface sees them; exports them as TypeScript.
//!
//! The only crate that knows the interface's JSON. Offsets and lengths in a text are UTF-16 units,
//! times are milliseconds since 1970 (UTC), identifiers are UUIDs in text. No rule lives here.

pub mod commands;
pub mod events;
pub mod failure;
pub mod library;
pub mod manuscript;
pub mod publishing;
pub mod settings;
pub mod typescript;

pub use failure::{Failure, FailureCode};
