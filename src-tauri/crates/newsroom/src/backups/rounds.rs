//! The background that makes a backup a day, and tries again while it can't.

use std::sync::Arc;
use std::time::Duration;

use crate::bell::Woken;
use crate::desk::locked;
use crate::room::Room;
use crate::{Event, NewsroomError};

use super::keeping::is_due;
use super::{MadeBackup, PICTURES, Shelf};

/// How long a start is left alone: the window comes first.
const AFTER_START: Duration = Duration::from_secs(20);
/// How often it is looked whether one is due, or can be made now.
const ROUND: Duration = Duration::from_secs(60);

/// Makes backups until the newsroom closes.
pub(crate) fn keep_backing_up(room: &Arc<Room>) {
    let mut heard = 0;
    let mut rest = AFTER_START;
    loop {
        if room.backup_bell.sleep(&mut heard, rest) == Woken::ToLeave {
            return;
        }
        rest = ROUND;
        if let Err(error) = room.back_up_if_due() {
            room.backup_fails(error);
        }
    }
}

impl Room {
    /// Makes a backup where there is none of today. Where the chosen folder fails, or is not known, the
    /// library's own serves; the failure is told all the same, and the chosen one tried again.
    fn back_up_if_due(&self) -> Result<(), NewsroomError> {
        let shelf = match self.shelf() {
            Ok(shelf) => shelf,
            Err(error) => {
                self.back_up_where_due(&Shelf::own(&self.library))?;
                return Err(error);
            }
        };
        match self.back_up_where_due(&shelf) {
            Ok(made) => {
                let failed_before = locked(&self.backup_fault).take().is_some();
                if failed_before || made.is_some() {
                    let newest = shelf.files()?.first().map(|file| file.made_at);
                    let made_at = newest.unwrap_or_else(|| self.clock.now());
                    self.tell(Event::BackupMade { made_at });
                }
                Ok(())
            }
            Err(error) => {
                if let Some(instead) = shelf.instead(&self.library) {
                    self.back_up_where_due(&instead)?;
                }
                Err(error)
            }
        }
    }

    /// The backup that was made, if one was due.
    fn back_up_where_due(&self, shelf: &Shelf) -> Result<Option<MadeBackup>, NewsroomError> {
        let dates = shelf.files()?.into_iter().map(|file| file.made_at);
        if !is_due(dates, self.clock.now()) {
            // Those of today, which the last backup may have come too early for.
            shelf.take_pictures(&self.library.join(PICTURES))?;
            return Ok(None);
        }
        let made = self.back_up_on(shelf)?;
        tracing::info!(path = %made.file.path.display(), "a backup was made");
        // By the clock as it is by now, or the one just made would be one to come.
        if let Err(error) = shelf.clear(self.clock.now()) {
            tracing::warn!(%error, "older backups could not be cleared away");
        }
        Ok(Some(made))
    }

    /// Tells what keeps a backup from being made, once for each reason.
    fn backup_fails(&self, error: NewsroomError) {
        if self.backup_bell.is_closed() {
            return;
        }
        tracing::warn!(%error, "no backup could be made; it is tried again");
        let before = locked(&self.backup_fault).replace(error.clone());
        if before.is_none_or(|before| before.code() != error.code()) {
            self.tell(Event::BackupFailed { error });
        }
    }
}
