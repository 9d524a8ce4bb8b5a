//! One text takes another's place: an older revision comes back, a file's text comes in. Both are in the history
//! before anything changes, and one transaction does all of it.

use domain::{DraftId, Embargo, Fields, Fingerprint, Maker, Revision, RevisionId, RevisionReason};
use prose::{Change, Manuscript};
use store::JournalEntry;

use crate::desk::{OpenText, locked};
use crate::drafting::{EditReply, FieldsReply};
use crate::history::{Version, words_between};
use crate::journal::stored;
use crate::library::TEXT_LIMIT;
use crate::outside::carried;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// What is to take a draft's place, and how the history names both.
pub(crate) struct Replacement {
    pub(crate) fields: Fields,
    pub(crate) text: String,
    /// Why what the draft says now is kept.
    pub(crate) before: RevisionReason,
    /// Why what comes is kept.
    pub(crate) after: RevisionReason,
    /// Whose words come.
    pub(crate) maker: Maker,
}

/// A text took another's place. All of it is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The revision that holds what the draft said before.
    pub before: RevisionId,
    /// The revision that holds what it says now.
    pub revision: RevisionId,
    /// What changed in the text, for an open editor to do the same in one step. The core has it.
    pub changes: Vec<Change>,
    /// What that changed on the page.
    pub edit: EditReply,
    /// What the fields changed on the page.
    pub shown: FieldsReply,
}

impl Newsroom {
    /// Brings a revision back: what the draft says now is kept first, then fields and text become
    /// the revision's, and a new revision says so. To undo it, restore `before`. A frozen slug
    /// stays.
    ///
    /// An editor that has the draft open names the last change that it knows to be applied and has
    /// nothing on the way, so that no word of hers is replaced that the core has not seen.
    ///
    /// # Errors
    /// `OutOfStep` when the core is at another change: nothing is done. `DraftMissing`,
    /// `RevisionMissing`, `RevisionDamaged`; any failure of the library: nothing is done.
    pub fn restore_revision(
        &self,
        draft: DraftId,
        revision: RevisionId,
        sequence: Option<u64>,
    ) -> Result<Replaced, NewsroomError> {
        let room = &self.room;
        let (fields, text) = room.version(draft, Version::Kept(revision))?;
        let replacement = Replacement {
            fields,
            text,
            before: RevisionReason::BeforeRestore,
            after: RevisionReason::Restore,
            maker: Maker::Writer,
        };
        room.replace(draft, sequence, replacement)
    }
}

impl Room {
    /// Puts a text in a draft's place: see [`Newsroom::restore_revision`].
    pub(crate) fn replace(
        &self,
        draft: DraftId,
        sequence: Option<u64>,
        replacement: Replacement,
    ) -> Result<Replaced, NewsroomError> {
        let length = replacement.text.encode_utf16().count();
        if length > TEXT_LIMIT {
            return Err(NewsroomError::TextTooLarge(format!("{length} units")));
        }
        let _one_at_a_time = locked(&self.keeping);
        let shared = self.open_text(draft)?;
        if locked(&shared).durability().refused.is_some() {
            self.fold(draft, &shared)?;
        }
        // From here on no edit comes between what is kept and what takes its place.
        let mut open = locked(&shared);
        if let Some(found) = sequence.filter(|&found| found != open.sequence) {
            let said = format!("the editor is at {found}, the core at {}", open.sequence);
            return Err(NewsroomError::OutOfStep(said));
        }
        let replaced = self.replace_open(draft, &mut open, replacement)?;
        drop(open);
        self.desk_bell.ring();
        self.tell(Event::Saved {
            draft,
            sequence: replaced.edit.durable,
        });
        self.tell(Event::HistoryChanged { draft });
        if sequence.is_none() {
            self.tell(Event::DraftChanged { draft });
        }
        self.tell(Event::LibraryChanged { draft: Some(draft) });
        Ok(replaced)
    }

    fn replace_open(
        &self,
        draft: DraftId,
        open: &mut OpenText,
        replacement: Replacement,
    ) -> Result<Replaced, NewsroomError> {
        let mut fields = replacement.fields;
        if !self.store.publications(draft)?.is_empty() {
            fields.slug = open.fields.slug.clone();
        }
        // A file says nothing of them.
        if fields.destinations.is_empty() {
            fields.destinations.clone_from(&open.fields.destinations);
        }
        // An earlier version, or a file, lifts no embargo: she does, herself.
        if Embargo::is_lowered(open.fields.embargo, fields.embargo) {
            fields.embargo = open.fields.embargo;
        }
        let (said, text) = (open.manuscript.text(), replacement.text);
        let (before, kept_before) = self.before(draft, open, &said, replacement.before)?;
        let revision = Revision {
            id: RevisionId(self.ids.next()),
            draft,
            words: Some(words_between(&said, &text)),
            fields,
            text,
            made_at: self.clock.now(),
            reason: replacement.after,
            maker: replacement.maker,
            name: None,
        };
        let changes = prose::changes(&said, &revision.text);
        let entry = JournalEntry {
            draft,
            sequence: open.sequence + 1,
            changes: changes.iter().cloned().map(stored).collect(),
            caret: carried(open.place.caret as usize, &changes) as u64,
            made_at: revision.made_at,
            fingerprint: Some(Fingerprint::of(&revision.text)),
        };
        self.store
            .replace(kept_before.as_ref(), &revision, &entry)?;
        let edit = self.follow(draft, open, &changes, &revision, entry.caret)?;
        // Until a window shows that it has it: one that does not is merged with it.
        open.came_from_outside(said, None);
        Ok(Replaced {
            before,
            revision: revision.id,
            changes,
            edit,
            shown: self.fields_reply(draft, open)?,
        })
    }

    /// The revision that holds what the draft says now, and that revision if it is still to be kept.
    fn before(
        &self,
        draft: DraftId,
        open: &OpenText,
        said: &str,
        reason: RevisionReason,
    ) -> Result<(RevisionId, Option<Revision>), NewsroomError> {
        if let Some(newest) = self.store.newest_if_same(draft, &open.fields, said)? {
            return Ok((newest, None));
        }
        let (fields, text) = (open.fields.clone(), said.to_owned());
        let revision = self.revision_of(draft, fields, text, reason, Maker::Writer)?;
        Ok((revision.id, Some(revision)))
    }

    /// Does on the desk what the library has done.
    fn follow(
        &self,
        draft: DraftId,
        open: &mut OpenText,
        changes: &[Change],
        revision: &Revision,
        caret: u64,
    ) -> Result<EditReply, NewsroomError> {
        open.fields = revision.fields.clone();
        let advanced = open.advance(changes, caret, revision.made_at);
        if advanced.is_err() {
            open.manuscript = Manuscript::new(&revision.text);
            open.counts = open.manuscript.counts();
            open.sequence += 1;
        }
        open.durability().durable = open.sequence;
        open.kept(open.state, revision.made_at);
        let advanced =
            advanced.map_err(|error| NewsroomError::OutOfStep(format!("{draft}: {error}")))?;
        self.edit_reply(draft, open, advanced)
    }
}
