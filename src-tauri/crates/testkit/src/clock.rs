//! Time and identifiers that tests decide.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use newsroom::{Clock, Identifiers};
use uuid::Uuid;

/// A clock that moves only when it is told to.
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// Stands at this moment, as `2026-04-29T00:49:00Z`.
    pub fn at(moment: &str) -> Self {
        Self(Mutex::new(moment.parse().expect("a timestamp")))
    }

    /// Moves on.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().expect("the clock");
        *now = now.checked_add(by).expect("a time within range");
    }

    /// Goes back, as a clock that is set right.
    pub fn go_back(&self, by: Duration) {
        let mut now = self.0.lock().expect("the clock");
        *now = now.checked_sub(by).expect("a time within range");
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("the clock")
    }
}

/// Identifiers that count from 1, the same in every run; each thousand belongs to one opening.
pub struct CountedIdentifiers(AtomicU64);

impl CountedIdentifiers {
    /// Begins after this number.
    pub fn after(number: u64) -> Self {
        Self(AtomicU64::new(number))
    }
}

impl Identifiers for CountedIdentifiers {
    fn next(&self) -> Uuid {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        Uuid::from_u128(u128::from(number))
    }
}
