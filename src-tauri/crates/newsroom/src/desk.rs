//! The manuscripts that lie open: live texts, what the journal holds of them, what it still owes.
//!
//! Locks, in the only order in which they may be taken: the desk's list, then one open text, then
//! its durability. The journal's writer thread takes the last alone, so it never waits for an edit.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use domain::{DraftId, Fields, Timestamp};
use prose::{Counts, Manuscript};
use store::Place;

use crate::NewsroomError;
use crate::keeping::Unkept;
use crate::outside::Outside;

/// How many texts stay open; older ones are put away once the library holds them whole.
const OPEN_TEXTS: usize = 8;
/// The same of texts that a window may still have to catch up with.
const BEHIND_TEXTS: usize = 64;
/// Changes after which a text is folded although the writer goes on.
const FOLD_AFTER_CHANGES: u64 = 500;
/// Rest after which a text is folded.
const FOLD_AFTER_REST: Duration = Duration::from_secs(2);

/// What the journal holds of one text. Written by the store's thread, read by everybody.
#[derive(Debug)]
pub(crate) struct Durability {
    /// Every change up to this one is durable.
    pub(crate) durable: u64,
    /// Why the journal refused a change; until a fold has brought it up to date nothing more is
    /// appended, so that the journal never has a gap.
    pub(crate) refused: Option<NewsroomError>,
}

/// A text that lies open.
pub(crate) struct OpenText {
    pub(crate) manuscript: Manuscript,
    pub(crate) fields: Fields,
    /// The number of the last change that was applied.
    pub(crate) sequence: u64,
    /// The number of the last change in the draft's folded text.
    pub(crate) folded: u64,
    pub(crate) last_edit: Instant,
    /// Counts the changes of words and fields since it was opened.
    pub(crate) state: u64,
    /// What of it is in no revision yet, as far as is known.
    pub(crate) unkept: Option<Unkept>,
    /// When a word or a field last changed, by the newsroom's clock.
    pub(crate) changed_at: Timestamp,
    /// Where the writer is.
    pub(crate) place: Place,
    /// The counts after the last change.
    pub(crate) counts: Counts,
    pub(crate) durability: Arc<Mutex<Durability>>,
    /// What came from outside and may not be in the window yet.
    pub(crate) outside: Option<Outside>,
}

impl OpenText {
    pub(crate) fn durability(&self) -> MutexGuard<'_, Durability> {
        locked(&self.durability)
    }

    /// Whether the journal is long enough, or the writer has rested long enough, to fold it.
    pub(crate) fn wants_fold(&self, now: Instant) -> bool {
        let waiting = self.sequence.saturating_sub(self.folded);
        waiting >= FOLD_AFTER_CHANGES
            || (waiting > 0 && now.saturating_duration_since(self.last_edit) >= FOLD_AFTER_REST)
    }

    /// Whether changes still wait for the journal, and the journal takes them.
    pub(crate) fn lags(&self) -> bool {
        let durability = self.durability();
        durability.durable < self.sequence && durability.refused.is_none()
    }

    /// Whether the library holds everything.
    fn is_put_away(&self) -> bool {
        let durability = self.durability();
        // Untouched, it is looked at again when it is next opened.
        let is_kept = self.unkept.is_none() || self.state == 0;
        self.folded == self.sequence && durability.refused.is_none() && is_kept
    }
}

/// A text as it is shared between an edit and the background.
pub(crate) type SharedText = Arc<Mutex<OpenText>>;

/// The open texts, last used first.
#[derive(Default)]
pub(crate) struct Desk {
    texts: Mutex<VecDeque<(DraftId, SharedText)>>,
}

impl Desk {
    /// The open text of this draft, moved to the front; what `open` gives when it lies not here.
    /// `open` runs with the list locked, so that no draft is ever open twice.
    pub(crate) fn take_out(
        &self,
        draft: DraftId,
        open: impl FnOnce() -> Result<OpenText, NewsroomError>,
    ) -> Result<SharedText, NewsroomError> {
        let mut texts = locked(&self.texts);
        let found = texts
            .iter()
            .position(|(id, _)| *id == draft)
            .and_then(|at| texts.remove(at));
        let entry = match found {
            Some(entry) => entry,
            None => (draft, Arc::new(Mutex::new(open()?))),
        };
        let text = Arc::clone(&entry.1);
        texts.push_front(entry);
        put_away_the_oldest(&mut texts);
        Ok(text)
    }

    /// The open text of this draft, if it lies here.
    pub(crate) fn get(&self, draft: DraftId) -> Option<SharedText> {
        let texts = locked(&self.texts);
        texts
            .iter()
            .find(|(id, _)| *id == draft)
            .map(|(_, text)| Arc::clone(text))
    }

    /// Forgets a draft that was deleted for good.
    pub(crate) fn drop_text(&self, draft: DraftId) {
        locked(&self.texts).retain(|(id, _)| *id != draft);
    }

    /// All open texts, last used first.
    pub(crate) fn all(&self) -> Vec<(DraftId, SharedText)> {
        locked(&self.texts).iter().cloned().collect()
    }
}

/// Drops the texts beyond [`OPEN_TEXTS`] that nobody works on and the library holds whole.
fn put_away_the_oldest(texts: &mut VecDeque<(DraftId, SharedText)>) {
    let mut place = 0;
    texts.retain(|(_, text)| {
        place += 1;
        let in_use = Arc::strong_count(text) > 1;
        let may_go = |text: &OpenText| {
            text.is_put_away() && (text.outside.is_none() || place > BEHIND_TEXTS)
        };
        place <= OPEN_TEXTS || in_use || !text.try_lock().is_ok_and(|t| may_go(&t))
    });
}

/// Takes a lock; after a panic elsewhere the value is still the last one that was written whole.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
