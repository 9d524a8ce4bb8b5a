//! Wakes a background thread; a ring that comes while nobody waits is not lost. Knows no work.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// What a background thread sleeps on.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    state: Mutex<State>,
    rung: Condvar,
}

#[derive(Debug, Default)]
struct State {
    rings: u64,
    closed: bool,
}

/// Why a sleeper woke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Woken {
    /// Somebody rang, or the time has passed.
    ToWork,
    /// The newsroom closes.
    ToLeave,
}

impl Bell {
    /// Wakes everybody who sleeps on it.
    pub(crate) fn ring(&self) {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .rings += 1;
        self.rung.notify_all();
    }

    /// Wakes everybody for the last time.
    pub(crate) fn close(&self) {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .closed = true;
        self.rung.notify_all();
    }

    /// Whether it was closed.
    pub(crate) fn is_closed(&self) -> bool {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .closed
    }

    /// Sleeps until somebody rings who has not rung by `heard`, or for this long at the most.
    /// `heard` is then up to date.
    pub(crate) fn sleep(&self, heard: &mut u64, at_most: Duration) -> Woken {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let still = |s: &mut State| s.rings == *heard && !s.closed;
        let woken = self.rung.wait_timeout_while(state, at_most, still);
        let (state, _) = woken.unwrap_or_else(PoisonError::into_inner);
        *heard = state.rings;
        if state.closed {
            Woken::ToLeave
        } else {
            Woken::ToWork
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_before_the_sleep_is_heard() {
        let bell = Bell::default();
        let mut heard = 0;
        bell.ring();
        assert_eq!(bell.sleep(&mut heard, Duration::MAX), Woken::ToWork);
        bell.close();
        assert_eq!(bell.sleep(&mut heard, Duration::MAX), Woken::ToLeave);
    }
}
