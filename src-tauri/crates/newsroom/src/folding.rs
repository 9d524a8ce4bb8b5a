//! Folding: the journal's changes become the draft's stored text, in the background; and the way back after a full disk.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{DraftId, Timestamp};

use crate::bell::Woken;
use crate::desk::{SharedText, locked};
use crate::room::Room;
use crate::{Event, NewsroomError};

/// How often the desk is looked over while something on it waits.
const ROUND: Duration = Duration::from_millis(500);
/// How long it rests while nothing does.
const REST: Duration = Duration::from_secs(30);
/// The first and the longest pause between two tries on a disk that refuses.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// What came of folding a text.
enum Folded {
    /// The library has it.
    Stored,
    /// The library has a later one already.
    Later,
    /// The draft was deleted for good while its text lay open.
    Gone,
}

/// Folds what rests until the newsroom closes; then folds everything.
pub(crate) fn keep_folding(room: &Arc<Room>) {
    let mut heard = 0;
    let mut pause = FIRST_PAUSE;
    let mut not_before = Instant::now();
    loop {
        let texts = room.desk.all();
        let anything = texts.iter().any(|(_, text)| owes(text));
        let rest = if anything { ROUND } else { REST };
        let woken = room.desk_bell.sleep(&mut heard, rest);
        let leaving = woken == Woken::ToLeave;
        let now = Instant::now();
        if leaving || now >= not_before {
            match room.look_over(leaving) {
                Ok(()) => pause = FIRST_PAUSE,
                Err(error) => {
                    tracing::warn!(%error, "a text can't be folded or kept; it is tried again");
                    not_before = now + pause;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
        if leaving {
            return;
        }
    }
}

fn owes(text: &SharedText) -> bool {
    let text = locked(text);
    text.folded != text.sequence || text.durability().refused.is_some()
}

impl Room {
    /// Folds, then keeps, then thins what is due; everything when the newsroom closes.
    fn look_over(&self, leaving: bool) -> Result<(), NewsroomError> {
        let folded = self.fold_what_rests(leaving);
        if leaving {
            return folded.and(self.keep_everything());
        }
        folded?;
        self.keep_what_is_due()?;
        self.thin_what_is_old()
    }

    /// Folds the texts whose time has come: rested, long, owed by the journal, or no longer the one
    /// that is written on. All of them when the newsroom closes. Says the first failure.
    fn fold_what_rests(&self, leaving: bool) -> Result<(), NewsroomError> {
        let now = Instant::now();
        let mut first_failure = Ok(());
        for (place, (draft, text)) in self.desk.all().into_iter().enumerate() {
            let left = leaving || place > 0;
            let due = {
                let open = locked(&text);
                let owed = open.durability().refused.is_some();
                owed || open.wants_fold(now) || (left && open.folded != open.sequence)
            };
            if due && let Err(error) = self.fold(draft, &text) {
                first_failure = first_failure.and(Err(error));
            }
        }
        first_failure
    }

    /// Folds every open text as it is now: what looks at stored texts then sees what was typed.
    pub(crate) fn fold_everything(&self) -> Result<(), NewsroomError> {
        if self.store.only_reads() {
            return Ok(());
        }
        self.fold_what_rests(true)
    }

    /// Folds one text as it is now; when this returns, every change of it is durable.
    pub(crate) fn fold(&self, draft: DraftId, shared: &SharedText) -> Result<(), NewsroomError> {
        let mut open = locked(shared);
        if open.durability().refused.is_some() {
            // No edit may come between the text that is written and the end of the refusal, or it
            // would neither be in the text nor in the journal: the lock is held throughout.
            let (text, sequence, at) = (open.manuscript.text(), open.sequence, open.changed_at);
            match self.store_fold(draft, &text, sequence, at)? {
                Folded::Stored => {}
                Folded::Later => {
                    let what = format!("{draft}: the library is ahead of change {sequence}");
                    return Err(NewsroomError::OutOfStep(what));
                }
                Folded::Gone => {
                    drop(open);
                    self.put_away_for_good(draft);
                    return Ok(());
                }
            }
            open.folded = sequence;
            {
                let mut durability = open.durability();
                durability.refused = None;
                durability.durable = sequence;
            }
            drop(open);
            self.tell(Event::Saved { draft, sequence });
            return Ok(());
        }
        let (text, sequence, at) = (open.manuscript.text(), open.sequence, open.changed_at);
        if open.folded == sequence {
            return Ok(());
        }
        drop(open);
        if let Folded::Gone = self.store_fold(draft, &text, sequence, at)? {
            self.put_away_for_good(draft);
            return Ok(());
        }
        let mut open = locked(shared);
        open.folded = open.folded.max(sequence);
        drop(open);
        // Its words can be searched for now, and its last change has moved it in the list.
        self.tell(Event::LibraryChanged { draft: Some(draft) });
        Ok(())
    }

    fn store_fold(
        &self,
        draft: DraftId,
        text: &str,
        sequence: u64,
        changed_at: Timestamp,
    ) -> Result<Folded, NewsroomError> {
        match self.store.fold(draft, text, sequence, changed_at) {
            Ok(()) => Ok(Folded::Stored),
            Err(store::StoreError::OutOfOrder { .. }) => Ok(Folded::Later),
            Err(store::StoreError::Missing(_)) => Ok(Folded::Gone),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the text of a draft that the library has no more off the desk. No text may be locked.
    fn put_away_for_good(&self, draft: DraftId) {
        self.desk.drop_text(draft);
        self.tell(Event::LibraryChanged { draft: Some(draft) });
    }
}
