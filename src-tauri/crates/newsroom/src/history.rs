//! A draft's history: what it said is kept, listed and named. When that happens by itself is in `keeping`.

use std::sync::MutexGuard;

use domain::{DraftId, Fields, Maker, Revision, RevisionId, RevisionReason, WordChange};
use store::{HistoryPage, StoreError};

use crate::desk::locked;
use crate::drafting::missing;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// The rows a part of a history has at the most.
const ROWS: u32 = 100;
/// The longest name of a revision, in characters.
const NAME_LIMIT: usize = 200;

/// A part of a draft's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The revisions, newest first.
    pub page: HistoryPage,
    /// Whether the draft says something now that its newest revision does not.
    pub present_differs: bool,
}

/// What a draft said at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// What it says now, words included that are not durable yet.
    Present,
    /// What a revision says.
    Kept(RevisionId),
}

impl Newsroom {
    /// A part of a draft's history, newest first: 100 revisions at the most after the cursor.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn history(&self, draft: DraftId, after: Option<u64>) -> Result<History, NewsroomError> {
        let room = &self.room;
        let (fields, text) = room.written(draft)?;
        Ok(History {
            page: room.store.history(draft, after, ROWS)?,
            present_differs: room.store.newest_if_same(draft, &fields, &text)?.is_none(),
        })
    }

    /// Keeps what a draft says now. Without a name, nothing new is made when the newest revision
    /// says the same: that one is answered.
    ///
    /// # Errors
    /// `DraftMissing`; `FieldInvalid` for a name of more than 200 characters; any failure of the
    /// library.
    pub fn keep_now(
        &self,
        draft: DraftId,
        name: Option<&str>,
    ) -> Result<RevisionId, NewsroomError> {
        let name = tidy_name(name)?;
        let room = &self.room;
        if name.is_none() {
            let (fields, text) = room.written(draft)?;
            if let Some(newest) = room.store.newest_if_same(draft, &fields, &text)? {
                return Ok(newest);
            }
        }
        let kept = room.keep_revision(draft, RevisionReason::Named, Maker::Writer, name)?;
        kept.ok_or_else(|| NewsroomError::Internal(format!("{draft}: nothing was kept")))
    }

    /// Gives a revision a name, or takes it away. The revision itself stays as it is.
    ///
    /// # Errors
    /// `RevisionMissing`; `FieldInvalid` for a name of more than 200 characters; any failure of the
    /// library.
    pub fn name_revision(
        &self,
        revision: RevisionId,
        name: Option<&str>,
    ) -> Result<(), NewsroomError> {
        let name = tidy_name(name)?;
        let draft = self.room.store.name_revision(revision, name.as_deref())?;
        self.room.tell(Event::HistoryChanged { draft });
        Ok(())
    }
}

/// A name without blanks around it; `None` for a blank one.
fn tidy_name(name: Option<&str>) -> Result<Option<String>, NewsroomError> {
    let name = name.map(str::trim).filter(|name| !name.is_empty());
    match name.map(|name| name.chars().count()) {
        Some(is) if is > NAME_LIMIT => Err(NewsroomError::FieldInvalid(format!(
            "name: at most {NAME_LIMIT} characters, not {is}"
        ))),
        _ => Ok(name.map(ToOwned::to_owned)),
    }
}

/// What a draft says, and which state of its open text that is.
pub(crate) struct Said {
    pub(crate) fields: Fields,
    pub(crate) text: String,
    /// `None` for a draft that does not lie open.
    pub(crate) state: Option<u64>,
}

impl Room {
    /// Freezes what a draft says now, all typed words included. `None` when that is not needed: the
    /// newest revision says the same, or there is nothing yet to say, and the reason is none that
    /// calls for a revision whatever it says.
    pub(crate) fn keep_revision(
        &self,
        draft: DraftId,
        reason: RevisionReason,
        maker: Maker,
        name: Option<String>,
    ) -> Result<Option<RevisionId>, NewsroomError> {
        let one_at_a_time = locked(&self.keeping);
        self.keep_alone(&one_at_a_time, draft, reason, maker, name)
    }

    /// The same for whoever holds `keeping` already.
    pub(crate) fn keep_alone(
        &self,
        _one_at_a_time: &MutexGuard<'_, ()>,
        draft: DraftId,
        reason: RevisionReason,
        maker: Maker,
        name: Option<String>,
    ) -> Result<Option<RevisionId>, NewsroomError> {
        let said = self.said(draft)?;
        if reason.only_if_new() && !self.is_new(draft, &said.fields, &said.text)? {
            self.mark_kept(draft, said.state);
            return Ok(None);
        }
        let state = said.state;
        let revision = self.revision_of(draft, said.fields, said.text, reason, maker)?;
        let revision = Revision { name, ..revision };
        self.store.insert_revision(&revision)?;
        self.mark_kept(draft, state);
        self.tell(Event::HistoryChanged { draft });
        Ok(Some(revision.id))
    }

    /// Keeps a text in a draft's history that the draft does not say, or not yet: the other side of
    /// a conflict, another reading of a damaged journal.
    pub(crate) fn keep_text(
        &self,
        draft: DraftId,
        fields: &Fields,
        text: &str,
        reason: RevisionReason,
        maker: Maker,
    ) -> Result<RevisionId, NewsroomError> {
        let _one_at_a_time = locked(&self.keeping);
        let revision = self.revision_of(draft, fields.clone(), text.to_owned(), reason, maker)?;
        self.store.insert_revision(&revision)?;
        self.tell(Event::HistoryChanged { draft });
        Ok(revision.id)
    }

    /// Whether a history is richer for this: its newest revision says something else, and it is
    /// more than the blank sheet that every draft begins with.
    pub(crate) fn is_new(
        &self,
        draft: DraftId,
        fields: &Fields,
        text: &str,
    ) -> Result<bool, NewsroomError> {
        if self.store.newest_if_same(draft, fields, text)?.is_some() {
            return Ok(false);
        }
        let is_blank = text.trim().is_empty() && fields.headline.trim().is_empty();
        Ok(!is_blank || self.store.history(draft, None, 0)?.total > 0)
    }

    /// A revision to be kept, its words counted against the one before it.
    pub(crate) fn revision_of(
        &self,
        draft: DraftId,
        fields: Fields,
        text: String,
        reason: RevisionReason,
        maker: Maker,
    ) -> Result<Revision, NewsroomError> {
        let words = match self.store.newest_revision(draft) {
            Ok(before) => {
                let before = before.map(|before| before.text).unwrap_or_default();
                Some(words_between(&before, &text))
            }
            Err(StoreError::RevisionDamaged(why)) => {
                tracing::warn!(%draft, why, "the words since can't be counted");
                None
            }
            Err(error) => return Err(error.into()),
        };
        Ok(Revision {
            id: RevisionId(self.ids.next()),
            draft,
            words,
            fields,
            text,
            made_at: self.clock.now(),
            reason,
            maker,
            name: None,
        })
    }

    pub(crate) fn said(&self, draft: DraftId) -> Result<Said, NewsroomError> {
        if let Some(shared) = self.desk.get(draft) {
            let open = locked(&shared);
            return Ok(Said {
                fields: open.fields.clone(),
                text: open.manuscript.text(),
                state: Some(open.state),
            });
        }
        let stored = self.store.draft(draft)?.ok_or_else(|| missing(draft))?;
        Ok(Said {
            fields: stored.draft.fields,
            text: stored.draft.text,
            state: None,
        })
    }

    /// The history holds a draft as it was in this state of its open text.
    pub(crate) fn mark_kept(&self, draft: DraftId, state: Option<u64>) {
        if let (Some(state), Some(shared)) = (state, self.desk.get(draft)) {
            locked(&shared).kept(state, self.clock.now());
        }
    }
}

/// How many words readers gain and lose between two texts.
pub(crate) fn words_between(old: &str, new: &str) -> WordChange {
    let compared = prose::compare(old, new);
    WordChange {
        added: compared.words_added as u64,
        removed: compared.words_removed as u64,
    }
}
