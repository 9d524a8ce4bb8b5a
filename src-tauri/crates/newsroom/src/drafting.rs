//! The open draft: its text as changes, its fields, its page as patches; knows no site beyond whose theme it is seen in.

use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use domain::{DraftId, DraftStatus, Fields, Language, Slug, Timestamp};
use prose::{Block, Change, Counts, Heading, Manuscript, Splice, Stretch};
use store::{Place, StoredDraft};

use crate::correcting::check_corrections;
use crate::desk::{OpenText, SharedText, locked};
use crate::dressing::show_pictures;
use crate::library::TEXT_LIMIT;
use crate::minimal_change::minimal_change;
use crate::preview::Proof;
use crate::room::Room;
use crate::{Newsroom, NewsroomError, PublicationView};

/// A draft as it is opened.
#[derive(Debug, Clone)]
pub struct OpenDraft {
    /// Which draft.
    pub id: DraftId,
    /// Its fields.
    pub fields: Fields,
    /// The slug publication would use, or used.
    pub slug: Option<Slug>,
    /// Whether the slug is frozen because the article is, or was, out.
    pub slug_frozen: bool,
    /// Its text.
    pub text: String,
    /// The number of its last change.
    pub sequence: u64,
    /// Every change up to this one is on the disk.
    pub durable: u64,
    /// Where the writer was, UTF-16 units.
    pub place: Place,
    /// Its status.
    pub status: DraftStatus,
    /// Its articles, one a site.
    pub publications: Vec<PublicationView>,
    /// Whether a text waits to be sent that is not what the draft says now.
    pub waits_outdated: bool,
    /// The whole page as a document for the preview, body blocks included.
    pub page: String,
    /// The blocks in that page's body, in order.
    pub blocks: Vec<Block>,
    /// The headings.
    pub outline: Vec<Heading>,
    /// The counts.
    pub counts: Counts,
}

/// A change of an open draft's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which draft.
    pub draft: DraftId,
    /// One more than the last sequence number.
    pub sequence: u64,
    /// What changed: UTF-16 units of the old text, ascending, not touching.
    pub changes: Vec<Change>,
    /// The length of the text after it, UTF-16 units.
    pub length: usize,
    /// The caret after it, UTF-16 units.
    pub caret: usize,
}

/// What an edit changed on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditReply {
    /// The number of the last change that was applied.
    pub sequence: u64,
    /// The number of the last change that the journal holds.
    pub durable: u64,
    /// Blocks to replace, in order.
    pub splices: Vec<Splice>,
    /// The article region with an empty body, when it changed (reading time).
    pub frame: Option<String>,
    /// The counts.
    pub counts: Counts,
    /// The headings, when they changed.
    pub outline: Option<Vec<Heading>>,
    /// After [`Newsroom::resync_from`], what the editor lacks of the text it sent. The page changed by
    /// more than the splices say, and is to be read again.
    pub outside: Option<Vec<Change>>,
    /// After [`Newsroom::typed`], the signs and spaces that the house sets otherwise than they were typed: UTF-16 units of
    /// the text after the edit, ascending, not touching.
    pub retouches: Vec<Change>,
}

/// Where a draft stands, without its text and its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its status.
    pub status: DraftStatus,
    /// The slug publication would use, or used.
    pub slug: Option<Slug>,
    /// Whether the slug is frozen because the article is, or was, out.
    pub slug_frozen: bool,
    /// Its articles, one a site.
    pub publications: Vec<PublicationView>,
    /// Whether a text waits to be sent that is not what the draft says now.
    pub waits_outdated: bool,
}

/// What new fields changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldsReply {
    /// The article region with an empty body.
    pub frame: String,
    /// The page's title.
    pub title: String,
    /// The slug publication would use.
    pub slug: Option<Slug>,
    /// The draft's status.
    pub status: DraftStatus,
    /// The fields as they are kept.
    pub fields: Fields,
}

impl Newsroom {
    /// Opens a draft: its text with the journal replayed, and its page. It becomes the draft that
    /// is opened at the next start; the one that was open before is folded in the background.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library; `ThemeInvalid`.
    pub fn open_draft(&self, draft: DraftId) -> Result<OpenDraft, NewsroomError> {
        let opened = self.room.open_draft(draft)?;
        self.room.leave_all_but(draft);
        // On a full disk she must still reach her other drafts.
        if let Err(error) = self.room.set_last_draft(draft) {
            tracing::warn!(%error, "the next start will open another draft");
        }
        self.room.desk_bell.ring();
        Ok(opened)
    }

    /// Applies a change. The journal gets it in the background; see [`crate::Event::Saved`].
    ///
    /// # Errors
    /// `OutOfStep` when the change does not follow the last one or does not fit: nothing is changed,
    /// and the editor sends the whole text to [`Newsroom::resync`]. `TextTooLarge`, `DraftMissing`.
    pub fn edit(&self, edit: Edit) -> Result<EditReply, NewsroomError> {
        self.typed(edit, &[])
    }

    /// Applies what was typed, and says what the house would set otherwise of it: what the signs complete that end at
    /// these places (UTF-16 units of the text after it, ascending), and no more. Nothing of that is done.
    ///
    /// # Errors
    /// As for [`Newsroom::edit`].
    pub fn typed(&self, edit: Edit, signs: &[usize]) -> Result<EditReply, NewsroomError> {
        let text = self.room.open_text(edit.draft)?;
        let mut open = locked(&text);
        open.check_step(&edit)?;
        open.is_known_to(edit.sequence - 1);
        let caret = edit.caret;
        let reply = self
            .room
            .apply(edit.draft, &mut open, edit.changes, caret)?;
        Ok(EditReply {
            retouches: self.room.house.signs.completed(&open, signs),
            ..reply
        })
    }

    /// What the house would set otherwise of what was pasted here (UTF-16 units) into an open draft: changes of that text,
    /// ascending, not touching, and none of them done; `None` when the text is no longer, or not yet, the one after this
    /// change. Keys do not wait for it.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn pasted(
        &self,
        draft: DraftId,
        sequence: u64,
        units: Range<usize>,
    ) -> Result<Option<Vec<Change>>, NewsroomError> {
        let text = self.room.open_text(draft)?;
        let read = locked(&text).stretch_after(sequence, units.clone());
        let signs = &self.room.house.signs;
        Ok(read.map(|(stretch, language)| signs.pasted(&stretch, units, &language)))
    }

    /// What the house would set otherwise in a field of one line in this language, where marks are words: of what was pasted
    /// from `pasted` on up to the caret, else what the sign before the caret completes. All in UTF-16 units; none is done.
    pub fn set_line(
        &self,
        line: &str,
        language: &Language,
        pasted: Option<usize>,
        caret: usize,
    ) -> Vec<Change> {
        let signs = &self.room.house.signs;
        signs.line(line, language.as_str(), pasted, caret)
    }

    /// Replaces the whole text by one journalled change: the smallest that leads there. The journal
    /// gets it as it gets an edit.
    ///
    /// # Errors
    /// `TextTooLarge`, `DraftMissing`.
    pub fn resync(
        &self,
        draft: DraftId,
        text: &str,
        caret: usize,
    ) -> Result<EditReply, NewsroomError> {
        let length = text.encode_utf16().count();
        if length > TEXT_LIMIT {
            return Err(NewsroomError::TextTooLarge(format!("{length} units")));
        }
        let shared = self.room.open_text(draft)?;
        let mut open = locked(&shared);
        tracing::warn!(%draft, sequence = open.sequence, "the whole text is sent again");
        let change = minimal_change(&open.manuscript.text(), text);
        match change {
            Some(change) => self.room.apply(draft, &mut open, vec![change], caret),
            None => Ok(open.reply(Vec::new(), None, None)),
        }
    }

    /// Sets all fields of a draft, its tags tidied; they are durable when this returns. A frozen slug
    /// stays.
    ///
    /// # Errors
    /// `FieldInvalid`, also for a picture that is not kept; `PictureNotSecure`, `DraftMissing`; any
    /// failure of the library; `ThemeInvalid`.
    pub fn set_fields(
        &self,
        draft: DraftId,
        mut fields: Fields,
    ) -> Result<FieldsReply, NewsroomError> {
        check_fields(&fields)?;
        fields.tags = domain::tidy_tags(fields.tags);
        fields.corrections = domain::tidy_corrections(fields.corrections);
        let room = &self.room;
        let text = room.open_text(draft)?;
        let mut open = locked(&text);
        let earlier = open.fields.lead_picture.as_ref();
        let picture = fields.lead_picture.take();
        fields.lead_picture = picture
            .map(|picture| room.known_picture(picture, earlier))
            .transpose()?;
        let now = room.clock.now();
        room.store.set_fields(draft, &fields, now)?;
        open.fields = fields;
        open.touched(now);
        room.want_lead(open.fields.lead_picture.as_ref());
        let reply = room.fields_reply(draft, &open)?;
        room.tell(crate::Event::LibraryChanged { draft: Some(draft) });
        Ok(reply)
    }

    /// Where a draft stands: cheap, whatever the length of its text, unless an earlier text waits or is
    /// live.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library; `ThemeInvalid`.
    pub fn standing(&self, draft: DraftId) -> Result<Standing, NewsroomError> {
        let room = &self.room;
        let text = room.open_text(draft)?;
        let open = locked(&text);
        let proof = room.proof(draft, &open.fields)?;
        let slug = proof.slug(&open.fields);
        Ok(Standing {
            waits_outdated: room.waits_outdated(draft, &open)?,
            status: room.status(draft)?,
            slug,
            slug_frozen: proof.slug_is_frozen(),
            publications: room.publication_views(draft)?,
        })
    }

    /// Keeps where the writer is, so that the window can come back there.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn keep_place(&self, draft: DraftId, place: Place) -> Result<(), NewsroomError> {
        if let Some(text) = self.room.desk.get(draft) {
            locked(&text).place = place;
        }
        Ok(self.room.store.set_place(draft, place)?)
    }
}

impl Room {
    /// The open text of a draft, read from the library when it does not lie on the desk.
    pub(crate) fn open_text(&self, draft: DraftId) -> Result<SharedText, NewsroomError> {
        self.desk.take_out(draft, || {
            let stored = self.store.draft(draft);
            let stored = stored.inspect_err(|error| self.suspect(error))?;
            let stored = stored.ok_or_else(|| missing(draft))?;
            self.keep_what_is_doubtful(&stored)?;
            let manuscript = Manuscript::new(&stored.draft.text);
            Ok(OpenText::new(manuscript, stored))
        })
    }

    /// A draft with its page.
    pub(crate) fn open_draft(&self, draft: DraftId) -> Result<OpenDraft, NewsroomError> {
        let shared = self.open_text(draft)?;
        let open = locked(&shared);
        // Whoever does not know the draft yet would not hear that what is queued was saved.
        if open.lags()
            && let Err(error) = self.store.flush()
        {
            tracing::warn!(%draft, %error, "opened although the journal lags behind");
        }
        self.want_lead(open.fields.lead_picture.as_ref());
        let proof = self.proof(draft, &open.fields)?;
        Ok(OpenDraft {
            id: draft,
            slug: proof.slug(&open.fields),
            slug_frozen: proof.slug_is_frozen(),
            text: open.manuscript.text(),
            sequence: open.sequence,
            durable: open.durability().durable,
            place: open.place,
            status: self.status(draft)?,
            publications: self.publication_views(draft)?,
            waits_outdated: self.waits_outdated(draft, &open)?,
            page: proof.page(&open.fields, &open.manuscript, open.counts.words)?,
            blocks: proof.blocks(&open.manuscript),
            outline: open.manuscript.outline(),
            counts: open.counts,
            fields: open.fields.clone(),
        })
    }

    /// Applies changes that follow the last one, and hands them to the journal.
    pub(crate) fn apply(
        self: &Arc<Self>,
        draft: DraftId,
        open: &mut OpenText,
        changes: Vec<Change>,
        caret: usize,
    ) -> Result<EditReply, NewsroomError> {
        let patch = open
            .advance(&changes, caret as u64, self.clock.now())
            .map_err(|e| NewsroomError::OutOfStep(format!("{draft}: {e}")))?;
        self.append(draft, open, changes, caret);
        if open.folded + 1 == open.sequence {
            // The first change since the text was folded: the desk is to be looked over again.
            self.desk_bell.ring();
        }
        self.edit_reply(draft, open, patch)
    }

    /// What a change that was applied changed on the page.
    pub(crate) fn edit_reply(
        &self,
        draft: DraftId,
        open: &OpenText,
        patch: Advanced,
    ) -> Result<EditReply, NewsroomError> {
        let frame = if open.counts.minutes() == patch.minutes_before {
            None
        } else {
            Some(
                self.proof(draft, &open.fields)?
                    .frame(&open.fields, open.counts.words)?,
            )
        };
        let outline = patch.outline_changed.then(|| open.manuscript.outline());
        let splices = match show_pictures(&patch.splices) {
            true => {
                let site = self.site_of(draft, &open.fields)?;
                let wardrobe = self.wardrobe(site.as_ref())?;
                wardrobe.dressed_splices(patch.splices)
            }
            false => patch.splices,
        };
        Ok(open.reply(splices, frame, outline))
    }

    /// What the fields of an open draft make of its page.
    pub(crate) fn fields_reply(
        &self,
        draft: DraftId,
        open: &OpenText,
    ) -> Result<FieldsReply, NewsroomError> {
        let proof = self.proof(draft, &open.fields)?;
        Ok(FieldsReply {
            frame: proof.frame(&open.fields, open.counts.words)?,
            title: proof.title(&open.fields),
            slug: proof.slug(&open.fields),
            status: self.status(draft)?,
            fields: open.fields.clone(),
        })
    }

    /// What the page of a draft is made with.
    pub(crate) fn proof(
        &self,
        draft: DraftId,
        fields: &Fields,
    ) -> Result<Proof<'_>, NewsroomError> {
        let site = self.site_of(draft, fields)?;
        let on = site.as_ref().map(|site| site.id);
        let publication = on.map(|on| self.store.publication(draft, on)).transpose()?;
        Ok(Proof::new(
            (self.press(site.as_ref())?, self.wardrobe(site.as_ref())?),
            on,
            publication.flatten(),
            self.clock.now(),
        ))
    }
}

/// What a change made of an open text.
pub(crate) struct Advanced {
    splices: Vec<Splice>,
    outline_changed: bool,
    minutes_before: usize,
}

impl OpenText {
    fn new(manuscript: Manuscript, stored: StoredDraft) -> Self {
        let counts = manuscript.counts();
        let sequence = stored.sequence;
        let durability = Arc::new(std::sync::Mutex::new(crate::desk::Durability {
            durable: sequence,
            refused: None,
        }));
        Self {
            manuscript,
            fields: stored.draft.fields,
            place: stored.place,
            sequence,
            folded: sequence,
            last_edit: Instant::now(),
            state: 0,
            unkept: Self::perhaps_unkept(stored.draft.changed_at),
            changed_at: stored.draft.changed_at,
            counts,
            durability,
            outside: None,
        }
    }

    /// Applies changes that follow the last one; the journal is the caller's.
    pub(crate) fn advance(
        &mut self,
        changes: &[Change],
        caret: u64,
        now: Timestamp,
    ) -> Result<Advanced, prose::ProseError> {
        let patch = self.manuscript.apply(changes)?;
        let minutes_before = self.counts.minutes();
        self.counts = self.manuscript.counts();
        self.sequence += 1;
        self.last_edit = Instant::now();
        self.place.caret = caret;
        self.touched(now);
        Ok(Advanced {
            splices: patch.splices,
            outline_changed: patch.outline_changed,
            minutes_before,
        })
    }

    /// Whole blocks around these UTF-16 units and the draft's language; `None` when the text is not the one after this
    /// change.
    pub(crate) fn stretch_after(
        &self,
        sequence: u64,
        units: Range<usize>,
    ) -> Option<(Stretch, String)> {
        let language = self.fields.language.as_str().to_owned();
        (self.sequence == sequence).then(|| (self.manuscript.stretch(units), language))
    }

    /// Whether an edit follows the last one and leads to a text that is not too long.
    fn check_step(&self, edit: &Edit) -> Result<(), NewsroomError> {
        let out_of_step = |why: String| Err(NewsroomError::OutOfStep(why));
        if edit.sequence != self.sequence + 1 {
            return out_of_step(format!("change {} after {}", edit.sequence, self.sequence));
        }
        let before = self.manuscript.len_utf16();
        let removed: usize = edit
            .changes
            .iter()
            .map(|c| c.to.saturating_sub(c.from))
            .sum();
        let inserted: usize = edit
            .changes
            .iter()
            .map(|c| c.insert.encode_utf16().count())
            .sum();
        let after = (before + inserted).checked_sub(removed);
        if after != Some(edit.length) {
            return out_of_step(format!("{after:?} units here, {} there", edit.length));
        }
        if edit.length > TEXT_LIMIT && edit.length > before {
            return Err(NewsroomError::TextTooLarge(format!(
                "{} units",
                edit.length
            )));
        }
        Ok(())
    }

    pub(crate) fn reply(
        &self,
        splices: Vec<Splice>,
        frame: Option<String>,
        outline: Option<Vec<Heading>>,
    ) -> EditReply {
        let durable = self.durability().durable;
        EditReply {
            sequence: self.sequence,
            durable,
            splices,
            frame,
            counts: self.counts,
            outline,
            outside: None,
            retouches: Vec::new(),
        }
    }
}

/// Fields that the library takes but no page could show.
pub(crate) fn check_fields(fields: &Fields) -> Result<(), NewsroomError> {
    check_corrections(fields)?;
    jiff::tz::TimeZone::get(&fields.time_zone)
        .map(drop)
        .map_err(|e| NewsroomError::FieldInvalid(format!("time zone: {e}")))
}

pub(crate) fn missing(draft: DraftId) -> NewsroomError {
    NewsroomError::DraftMissing(draft.to_string())
}
