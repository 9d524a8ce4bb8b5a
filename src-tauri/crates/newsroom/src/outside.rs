//! A draft changed by somebody else than the writer, and a window that catches up without losing a word of hers.
//!
//! The core changes its own text at once, with the next sequence number. A window that has the draft
//! open is then behind: told so, or by the refusal of its next change, it sends its whole text with
//! the number it knows, and gets back what it lacks. What it sends is merged, never put in the place
//! of what came.

use std::sync::Arc;

use domain::{DraftId, Fields, FolderId, Maker, RevisionReason};
use prose::Change;

use crate::desk::{OpenText, locked};
use crate::drafting::{EditReply, check_fields};
use crate::library::TEXT_LIMIT;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// Where a change came from: a file of a work folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Of which folder.
    pub(crate) folder: FolderId,
    /// The file on which it and the draft last agreed.
    pub(crate) agreed: String,
}

/// Changes from outside that no window is known to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outside {
    /// The text before them.
    before: String,
    /// The number of the last one.
    last: u64,
    origin: Option<Origin>,
}

/// Fields and text, as they are kept in a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) fields: Fields,
    pub(crate) text: String,
}

impl Words {
    pub(crate) fn of(fields: &Fields, text: &str) -> Self {
        Self {
            fields: fields.clone(),
            text: text.to_owned(),
        }
    }
}

impl Newsroom {
    /// Takes the whole text of an editor that knows the changes up to `known`. What came from outside
    /// since is merged with it, and what the editor lacks comes back as [`EditReply::outside`].
    ///
    /// # Errors
    /// `TextTooLarge`, `DraftMissing`; any failure of the library.
    pub fn resync_from(
        &self,
        draft: DraftId,
        text: &str,
        caret: usize,
        known: u64,
    ) -> Result<EditReply, NewsroomError> {
        let shared = self.room.open_text(draft)?;
        let behind = locked(&shared)
            .outside
            .take_if(|outside| known < outside.last);
        match behind {
            Some(outside) => self.room.catch_up(draft, text, caret, outside),
            None => {
                // What the editor never had is not replaced without a trace.
                let (fields, now) = self.room.written(draft)?;
                if known < locked(&shared).sequence && now != text {
                    let words = Words::of(&fields, &now);
                    let reason = RevisionReason::Merge;
                    self.room.keep_words(draft, words, reason, Maker::Writer)?;
                }
                self.resync(draft, text, caret)
            }
        }
    }

    /// Sets fields as an editor has them that last knew them as `was`: what others changed since, and
    /// she did not, stays. Where both changed the same field hers stands; what the draft said is in
    /// its history.
    ///
    /// # Errors
    /// As for [`Newsroom::set_fields`].
    pub fn set_fields_from(
        &self,
        draft: DraftId,
        was: &Fields,
        fields: Fields,
    ) -> Result<crate::FieldsReply, NewsroomError> {
        let (now, text) = self.room.written(draft)?;
        if now == *was {
            return self.set_fields(draft, fields);
        }
        let (combined, is_clear) = combined(was, &fields, &now);
        if !is_clear {
            let words = Words::of(&now, &text);
            let reason = RevisionReason::Merge;
            self.room.keep_words(draft, words, reason, Maker::Writer)?;
        }
        self.set_fields(draft, combined)
    }
}

impl Room {
    /// Gives a draft another text and other fields. The text is on its way to the journal when this
    /// returns; see [`Room::make_durable`].
    pub(crate) fn change_from_outside(
        self: &Arc<Self>,
        draft: DraftId,
        open: &mut OpenText,
        text: &str,
        fields: Fields,
        origin: Option<Origin>,
    ) -> Result<(), NewsroomError> {
        let length = text.encode_utf16().count();
        if length > TEXT_LIMIT {
            return Err(NewsroomError::TextTooLarge(format!("{length} units")));
        }
        if fields != open.fields {
            check_fields(&fields)?;
            let now = self.clock.now();
            self.store.set_fields(draft, &fields, now)?;
            open.fields = fields;
            open.touched(now);
        }
        let before = open.manuscript.text();
        let changes = prose::changes(&before, text);
        if !changes.is_empty() {
            let caret = carried(open.place.caret as usize, &changes);
            self.apply(draft, open, changes, caret)?;
            open.came_from_outside(before, origin);
        }
        self.tell(Event::LibraryChanged { draft: Some(draft) });
        self.tell(Event::DraftChanged { draft });
        Ok(())
    }

    /// Merges an editor's text with what it lacks. Where both changed the same, the draft gets hers,
    /// and she is asked.
    fn catch_up(
        self: &Arc<Self>,
        draft: DraftId,
        text: &str,
        caret: usize,
        outside: Outside,
    ) -> Result<EditReply, NewsroomError> {
        let shared = self.open_text(draft)?;
        let mut open = locked(&shared);
        let now = open.manuscript.text();
        let merged = prose::merge(&outside.before, text, &now).text();
        let is_clear = merged.is_some();
        let merged = merged.unwrap_or_else(|| text.to_owned());
        let length = merged.encode_utf16().count();
        if length > TEXT_LIMIT {
            open.outside = Some(outside);
            return Err(NewsroomError::TextTooLarge(format!("{length} units")));
        }
        tracing::info!(%draft, is_clear, "an editor catches up with what came from outside");
        let lacking = prose::changes(text, &merged);
        let changes = prose::changes(&now, &merged);
        let caret = carried(caret, &lacking);
        let mut reply = if changes.is_empty() {
            open.reply(Vec::new(), None, None)
        } else {
            self.apply(draft, &mut open, changes, caret)?
        };
        reply.outside = Some(lacking);
        let before = Words::of(&open.fields, &now);
        drop(open);
        if !is_clear {
            self.keep_words(draft, before, RevisionReason::Merge, Maker::Writer)?;
            self.ask_again(draft, outside.origin)?;
        }
        Ok(reply)
    }

    /// Waits until the journal holds what a draft says now.
    ///
    /// # Errors
    /// Why it does not.
    pub(crate) fn make_durable(&self, draft: DraftId) -> Result<(), NewsroomError> {
        let Some(shared) = self.desk.get(draft) else {
            return Ok(());
        };
        let sequence = locked(&shared).sequence;
        self.store.flush()?;
        let open = locked(&shared);
        let durability = open.durability();
        match &durability.refused {
            Some(error) => Err(error.clone()),
            None if durability.durable < sequence => Err(NewsroomError::LibraryBusy(
                "the journal lags behind".to_owned(),
            )),
            None => Ok(()),
        }
    }

    /// What a draft says, if the library holds all of it; `None` while it does not.
    pub(crate) fn durably_written(
        &self,
        draft: DraftId,
    ) -> Result<Option<(Fields, String)>, NewsroomError> {
        let Some(shared) = self.desk.get(draft) else {
            return self.written(draft).map(Some);
        };
        self.store.flush()?;
        let open = locked(&shared);
        let is_durable = {
            let durability = open.durability();
            durability.refused.is_none() && durability.durable >= open.sequence
        };
        Ok(is_durable.then(|| (open.fields.clone(), open.manuscript.text())))
    }

    /// Keeps words in a draft's history, unless its newest revision holds them.
    pub(crate) fn keep_words(
        &self,
        draft: DraftId,
        words: Words,
        reason: RevisionReason,
        maker: Maker,
    ) -> Result<(), NewsroomError> {
        let Words { fields, text } = words;
        if self.is_new(draft, &fields, &text)? {
            self.keep_text(draft, &fields, &text, reason, maker)?;
        }
        Ok(())
    }
}

impl OpenText {
    /// The last change was not a window's: what the text said before it.
    pub(crate) fn came_from_outside(&mut self, before: String, origin: Option<Origin>) {
        // A window may not even have what came before: then it lacks both.
        let (before, origin) = match self.outside.take() {
            Some(earlier) => (earlier.before, earlier.origin),
            None => (before, origin),
        };
        self.outside = Some(Outside {
            before,
            last: self.sequence,
            origin,
        });
    }

    /// A window has everything up to here.
    pub(crate) fn is_known_to(&mut self, sequence: u64) {
        self.outside.take_if(|outside| outside.last <= sequence);
    }
}

/// Where a caret stands after changes, with its words.
pub(crate) fn carried(caret: usize, changes: &[Change]) -> usize {
    let mut after = caret;
    for change in changes.iter().take_while(|change| change.from < caret) {
        let came = change.insert.encode_utf16().count();
        let went = change.to.min(caret) - change.from;
        after = after + came - went;
    }
    after
}

/// Her fields with what others changed; whether nobody changed the same.
fn combined(was: &Fields, hers: &Fields, now: &Fields) -> (Fields, bool) {
    let mut fields = hers.clone();
    let mut is_clear = true;
    macro_rules! each {
        ($($field:ident),+) => {
            $(if hers.$field == was.$field {
                fields.$field.clone_from(&now.$field);
            } else if now.$field != was.$field && now.$field != hers.$field {
                is_clear = false;
            })+
        };
    }
    each!(
        headline,
        standfirst,
        section,
        tags,
        byline,
        language,
        slug,
        publish_at,
        time_zone,
        lead_picture,
        embargo,
        corrections,
        destinations
    );
    (fields, is_clear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(caret: usize, change: (usize, usize, &str), expect: usize) {
        let (from, to, insert) = change;
        let insert = insert.to_owned();
        assert_eq!(carried(caret, &[Change { from, to, insert }]), expect);
    }

    #[test]
    fn a_caret_stays_with_its_words() {
        check(5, (0, 0, "😀"), 7);
        check(5, (0, 3, ""), 2);
        check(5, (5, 5, "abc"), 5);
        check(5, (3, 9, "ab"), 5);
        check(5, (3, 9, ""), 3);
        check(0, (0, 4, "abc"), 0);
    }
}
