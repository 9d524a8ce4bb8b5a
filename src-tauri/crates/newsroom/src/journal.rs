//! From an edit to the disk: changes are queued at once, told of when they are durable, and owed when the disk refuses.

use std::sync::Arc;

use domain::DraftId;
use prose::Change;
use store::JournalEntry;

use crate::desk::{OpenText, locked};
use crate::room::Room;
use crate::{Event, NewsroomError};

impl Room {
    /// Hands the last change to the journal. While the journal owes an earlier one, nothing more is
    /// handed over: the text stays here until a fold brings the library up to date.
    pub(crate) fn append(
        self: &Arc<Self>,
        draft: DraftId,
        open: &OpenText,
        changes: Vec<Change>,
        caret: usize,
    ) {
        if open.durability().refused.is_some() {
            return;
        }
        let entry = JournalEntry {
            draft,
            sequence: open.sequence,
            changes: changes.into_iter().map(stored).collect(),
            caret: caret as u64,
            made_at: open.changed_at,
            fingerprint: Some(open.manuscript.fingerprint()),
        };
        let room = Arc::downgrade(self);
        let durability = Arc::clone(&open.durability);
        let sequence = open.sequence;
        let told = move |outcome: Result<u64, store::StoreError>| {
            let event = match outcome {
                Ok(_) => {
                    let mut durability = locked(&durability);
                    if durability.refused.is_some() {
                        return;
                    }
                    durability.durable = durability.durable.max(sequence);
                    Event::Saved {
                        draft,
                        sequence: durability.durable,
                    }
                }
                Err(error) => {
                    let error = NewsroomError::from(error);
                    let first = locked(&durability).refused.replace(error.clone()).is_none();
                    if !first {
                        return;
                    }
                    Event::NotSaved { draft, error }
                }
            };
            if let Some(room) = room.upgrade() {
                if matches!(event, Event::NotSaved { .. }) {
                    room.desk_bell.ring();
                }
                room.tell(event);
            }
        };
        self.store.append(entry, Box::new(told));
    }
}

/// A change as the journal keeps it.
pub(crate) fn stored(change: Change) -> store::Change {
    store::Change {
        from: change.from,
        to: change.to,
        insert: change.insert,
    }
}
