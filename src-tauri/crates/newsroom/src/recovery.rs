//! When the library fails her: what it says in two ways is kept in both, what it does not take is written elsewhere. Chooses nothing.

use std::path::Path;

use domain::{Fields, Maker, RevisionReason};
use prose::front_matter;
use store::StoredDraft;

use crate::files::{front_picture, unwritable};
use crate::pictures::write_whole;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

impl Newsroom {
    /// Writes an article to a file that the writer named, while the library takes nothing: as the
    /// window has it, for that may be more than came this far. What the file said before is replaced.
    ///
    /// # Errors
    /// `FileUnwritable`, `DiskFull`.
    pub fn save_elsewhere(
        &self,
        path: &Path,
        fields: &Fields,
        text: &str,
    ) -> Result<(), NewsroomError> {
        let picture = fields.lead_picture.as_ref().map(front_picture);
        let file = front_matter::write(fields, picture.as_ref(), text);
        write_whole(path, file.as_bytes()).map_err(|e| unwritable(path, &e))
    }
}

impl Room {
    /// Keeps the other reading of a draft's text in its history, then writes down that the first one
    /// is the text from now on, so that it is asked once.
    pub(crate) fn keep_other_reading(&self, stored: &StoredDraft) -> Result<(), NewsroomError> {
        let Some(other) = &stored.other_text else {
            return Ok(());
        };
        let draft = &stored.draft;
        tracing::error!(draft = %draft.id, "the library is damaged: this text reads in two ways");
        if self.store.only_reads() {
            return Ok(());
        }
        let reason = RevisionReason::Recovery;
        let other = self.keep_text(draft.id, &draft.fields, other, reason, Maker::Writer)?;
        self.store
            .fold(draft.id, &draft.text, stored.sequence, draft.changed_at)?;
        self.tell(Event::TwoReadings {
            draft: draft.id,
            other,
        });
        Ok(())
    }
}
