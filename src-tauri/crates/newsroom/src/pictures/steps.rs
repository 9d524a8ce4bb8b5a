//! How far a picture is on its way in, told in steps that a window can follow. Reads nothing itself.

use std::cell::Cell;

use crate::Event;
use crate::room::Room;

/// What comes in one piece is not worth telling.
const LEAST: u64 = 256 * 1024;
/// Into so many steps a picture is told at the most, where its size is known.
const STEPS: u64 = 50;

/// The way of one picture.
pub(super) struct Steps<'a> {
    room: &'a Room,
    origin: String,
    told: Cell<u64>,
}

impl Room {
    /// The way of a picture from there: a path, or an address as it was given.
    pub(super) fn coming(&self, origin: String) -> Steps<'_> {
        Steps {
            room: self,
            origin,
            told: Cell::new(0),
        }
    }
}

impl Steps<'_> {
    /// So many bytes are there, of so many.
    pub(super) fn reached(&self, come: u64, whole: Option<u64>) {
        let step = whole.map_or(LEAST, |whole| (whole / STEPS).max(LEAST));
        if come < self.told.get() + step {
            return;
        }
        self.told.set(come);
        self.room.tell(Event::PictureComing {
            origin: self.origin.clone(),
            come,
            whole,
        });
    }
}
