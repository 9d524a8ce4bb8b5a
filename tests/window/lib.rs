//! Opens Marbre's real window on a display of its own and drives it as a person would. Knows how to press, read and
//! look; knows no journey and no rule of Marbre.
//!
//! Every [`Desk`] has its own X server, session bus, home and library: tests can't meet each other, and nothing of
//! the machine's own desktop is seen. Faults are panics with what was asked for: this is for tests only.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod desk;
mod display;
mod driver;
pub mod parts;
mod processes;
mod wait;

pub use desk::{Build, Desk, DeskOptions, Opened};
pub use display::{Cover, Display, Keyboard, Typing};
pub use driver::{Driver, Element, Key};
pub use processes::{Memory, memory_of};
pub use wait::{soon, until};

use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .canonicalize()
        .expect("the root is there")
}

/// Where screenshots go: `target/e2e/screens`.
pub fn screens() -> PathBuf {
    let folder = root().join("target/e2e/screens");
    std::fs::create_dir_all(&folder).expect("target can be written");
    folder
}
