//! Waiting for something to become true, with an end. The driver has no events of its own, so it is asked again.

use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(15);

/// Asks until there is an answer, and returns it.
///
/// # Panics
/// After 30 seconds without one, naming `what`.
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(
            began.elapsed() < PATIENCE,
            "waited {PATIENCE:?} in vain: {what}"
        );
        std::thread::sleep(PAUSE);
    }
}

/// Whether something becomes true within the three seconds that a loaded machine may take to answer a key.
pub fn soon(done: impl Fn() -> bool) -> bool {
    let began = Instant::now();
    while !done() {
        if began.elapsed() > Duration::from_secs(3) {
            return false;
        }
        std::thread::sleep(PAUSE);
    }
    true
}
