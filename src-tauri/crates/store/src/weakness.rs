//! What the fault campaign breaks on purpose, to prove that it would notice. Compiled with the feature `faults` only,
//! which no release build takes.

use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use crate::error::R;

/// Something that keeps text safe, switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Commits don't wait for the disk (`synchronous=OFF`).
    NotSynchronous,
    /// A change is called durable before its commit.
    AcknowledgedEarly,
}

static NOT_SYNCHRONOUS: AtomicBool = AtomicBool::new(false);
static ACKNOWLEDGED_EARLY: AtomicBool = AtomicBool::new(false);

/// Switches a weakness on, for libraries that this process opens from now on.
pub fn weaken(weakness: Weakness) {
    switch(weakness).store(true, Ordering::SeqCst);
}

/// Switches it off again.
pub fn mend(weakness: Weakness) {
    switch(weakness).store(false, Ordering::SeqCst);
}

pub(crate) fn has(weakness: Weakness) -> bool {
    switch(weakness).load(Ordering::SeqCst)
}

fn switch(weakness: Weakness) -> &'static AtomicBool {
    match weakness {
        Weakness::NotSynchronous => &NOT_SYNCHRONOUS,
        Weakness::AcknowledgedEarly => &ACKNOWLEDGED_EARLY,
    }
}

/// Applies what a connection can be weakened by.
pub(crate) fn set_up(connection: &Connection) -> R<()> {
    if has(Weakness::NotSynchronous) {
        connection.execute_batch("PRAGMA synchronous = OFF;")?;
    }
    Ok(())
}
