//! When the library fails her: what it says in two ways is kept in both, what it does not take is written elsewhere. Chooses nothing.

use std::path::Path;

use domain::{Fields, Maker, RevisionReason};
use prose::front_matter;
use store::{Doubt, StoredDraft};

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
        let picture = fields
            .lead_picture
            .as_ref()
            .map(|lead| front_picture(lead, None));
        let file = front_matter::write(fields, picture.as_ref(), text);
        write_whole(path, file.as_bytes()).map_err(|e| unwritable(path, &e))
    }
}

impl Room {
    /// Keeps what is doubtful of a draft in its history: the other reading of its text, or the only
    /// one. Then writes down that what is read is the draft from now on, so that it is told once.
    pub(crate) fn keep_what_is_doubtful(&self, stored: &StoredDraft) -> Result<(), NewsroomError> {
        let Some(doubt) = &stored.doubt else {
            return Ok(());
        };
        let (draft, fields) = (stored.draft.id, &stored.draft.fields);
        tracing::error!(%draft, "the library is damaged: this draft is not as it was written");
        if self.store.only_reads() {
            return Ok(());
        }
        let (text, changed_at) = (&stored.draft.text, stored.draft.changed_at);
        let kept = match doubt {
            Doubt::OtherText(other) => other,
            Doubt::NotAsWritten => text,
        };
        let reason = RevisionReason::Recovery;
        let kept = self.keep_text(draft, fields, kept, reason, Maker::Writer)?;
        self.store.fold(draft, text, stored.sequence, changed_at)?;
        self.store.set_fields(draft, fields, changed_at)?;
        self.tell(match doubt {
            Doubt::OtherText(_) => Event::TwoReadings { draft, other: kept },
            Doubt::NotAsWritten => Event::NotAsWritten { draft },
        });
        Ok(())
    }
}
