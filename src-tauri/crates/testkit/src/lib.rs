//! What tests are made with: a clock that stands still, counted identifiers, a newsroom in a temporary folder, a network that fails on command. Never part of the program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a broken test tool ends the test"
)]

mod clock;
mod darkroom;
mod desk;
mod dictionaries;
mod executable;
mod keychain;
pub mod pictures;
mod proxy;
mod written;

pub use clock::{CountedIdentifiers, FixedClock};
pub use darkroom::darkroom;
pub use desk::{Desk, Opening};
pub use dictionaries::dictionaries;
pub use executable::executable;
pub use keychain::FickleKeychain;
pub use proxy::{Answer, Endless, Fault, FaultyProxy, SeenRequest};
pub use written::{Written, kept};
