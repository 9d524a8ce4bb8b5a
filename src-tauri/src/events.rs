//! Carries the newsroom's events to the window, one channel per window; knows no event in particular.

use std::sync::{Mutex, PoisonError};

use contract::events::Event;
use tauri::ipc::Channel;

/// The window's end of the events. Events that come before a window listens are dropped: it reads
/// the state when it starts.
#[derive(Default)]
pub(crate) struct Listener(Mutex<Option<Channel<Event>>>);

impl Listener {
    /// The window listens here from now on; after a reload the former channel is dead.
    pub(crate) fn replace(&self, channel: Channel<Event>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// Tells the window.
    pub(crate) fn tell(&self, event: Event) {
        let channel = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(Err(error)) = channel.map(|channel| channel.send(event)) {
            tracing::warn!(%error, "an event did not reach the window");
        }
    }
}
