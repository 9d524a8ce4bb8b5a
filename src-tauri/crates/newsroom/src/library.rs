//! The library: lists, and drafts that come, go and come back; knows no text beyond handing it on.

use domain::draft::DraftStatus;
use domain::{Draft, DraftId, Fields};
use store::{Facets, ListOrder, ListPage, ListQuery, Store};

use crate::desk::locked;
use crate::drafting::{OpenDraft, missing};
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// The longest text, in bytes (and, while it is written, in UTF-16 units).
pub const TEXT_LIMIT: usize = 10_000_000;
/// The rows a list gives at the most, and those read at a time.
const ROWS: u32 = 200;
const LAST_DRAFT: &str = "last_draft";

impl Newsroom {
    /// A part of the library; 200 rows at the most. Excerpts are what readers see, without marks.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn list(&self, query: &ListQuery) -> Result<ListPage, NewsroomError> {
        let query = ListQuery {
            limit: query.limit.min(ROWS),
            ..query.clone()
        };
        Ok(self.room.store.list_shown(&query, prose::plain)?)
    }

    /// What the library can be filtered by.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn facets(&self) -> Result<Facets, NewsroomError> {
        Ok(self.room.store.facets()?)
    }

    /// Makes an empty draft, with the byline and the language of the settings, and opens it.
    ///
    /// # Errors
    /// Any failure of the library; `ThemeInvalid`.
    pub fn new_draft(&self) -> Result<OpenDraft, NewsroomError> {
        let room = &self.room;
        let mut fields = Fields::blank(room.draft_language()?, room.time_zone.clone());
        fields.byline = room.settings()?.byline;
        fields.destinations = room.new_destinations()?;
        self.open_draft(room.add_draft(fields, String::new())?)
    }

    /// Makes a draft with the same fields and text and opens it. It has no article, no correction of
    /// one, and no chosen slug, for two articles can't share one.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library; `ThemeInvalid`.
    pub fn duplicate_draft(&self, draft: DraftId) -> Result<OpenDraft, NewsroomError> {
        let (mut fields, text) = self.room.written(draft)?;
        fields.slug = None;
        fields.publish_at = None;
        fields.corrections.clear();
        for variant in fields.destinations.values_mut() {
            variant.slug = None;
        }
        let copy = self.room.add_draft(fields, text)?;
        if let Some(rest) = self.room.store.front_matter(draft)? {
            self.room.store.set_front_matter(copy, &rest)?;
        }
        self.open_draft(copy)
    }

    /// Puts a draft in the bin.
    ///
    /// # Errors
    /// `DraftMissing`; `DispatchOpen` while a dispatch of it is on its way.
    pub fn bin_draft(&self, draft: DraftId) -> Result<(), NewsroomError> {
        self.room.store.bin(draft, self.room.clock.now())?;
        self.room.tell(Event::LibraryChanged { draft: Some(draft) });
        Ok(())
    }

    /// Takes a draft out of the bin.
    ///
    /// # Errors
    /// `DraftMissing`.
    pub fn restore_draft(&self, draft: DraftId) -> Result<(), NewsroomError> {
        self.room.store.restore(draft)?;
        self.room.tell(Event::LibraryChanged { draft: Some(draft) });
        Ok(())
    }

    /// Deletes a draft for good, with all that is known of it here. Its article stays on its site.
    ///
    /// # Errors
    /// `DraftMissing`; `DispatchOpen` while a dispatch of it is on its way.
    pub fn delete_draft(&self, draft: DraftId) -> Result<(), NewsroomError> {
        self.room.store.delete(draft)?;
        // Its previews leave their sites.
        self.room.outbox_bell.ring();
        self.room.desk.drop_text(draft);
        if self.last_draft()? == Some(draft) {
            self.room.store.forget_setting(LAST_DRAFT)?;
        }
        self.room.tell(Event::LibraryChanged { draft: Some(draft) });
        Ok(())
    }

    /// The draft that was open last, if it still exists.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn last_draft(&self) -> Result<Option<DraftId>, NewsroomError> {
        let kept = self.room.store.setting(LAST_DRAFT)?;
        let id = kept.and_then(|json| serde_json::from_str::<String>(&json).ok());
        let Some(draft) = id.and_then(|id| id.parse().ok()) else {
            return Ok(None);
        };
        match self.room.store.status(draft) {
            Ok(_) => Ok(Some(draft)),
            Err(store::StoreError::Missing(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Every draft of a status, or outside the bin, in the order in which they were made.
pub(crate) fn ids_of(
    store: &Store,
    status: Option<DraftStatus>,
) -> Result<Vec<DraftId>, NewsroomError> {
    let mut all = Vec::new();
    loop {
        let offset = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let query = ListQuery {
            order: ListOrder::Created,
            status,
            ..ListQuery::all(offset, ROWS)
        };
        let page = store.list(&query)?;
        if page.rows.is_empty() {
            return Ok(all);
        }
        all.extend(page.rows.into_iter().map(|row| row.id));
    }
}

impl Room {
    /// Remembers which draft was opened last.
    pub(crate) fn set_last_draft(&self, draft: DraftId) -> Result<(), NewsroomError> {
        // An identifier holds nothing that JSON would escape.
        Ok(self
            .store
            .set_setting(LAST_DRAFT, &format!("\"{draft}\""))?)
    }

    /// Adds a draft to the library.
    pub(crate) fn add_draft(&self, fields: Fields, text: String) -> Result<DraftId, NewsroomError> {
        let draft = self.made(fields, text);
        self.store.insert_draft(&draft)?;
        self.tell(Event::LibraryChanged {
            draft: Some(draft.id),
        });
        Ok(draft.id)
    }

    /// Adds a draft that came out of a file, which names no sites, with the lines of its front matter that are not ours;
    /// found again under the key, if there is one. All or nothing.
    pub(crate) fn add_file_draft(
        &self,
        key: Option<String>,
        fields: Fields,
        text: String,
        rest: &str,
    ) -> Result<DraftId, NewsroomError> {
        let destinations = self.new_destinations()?;
        let fields = Fields {
            destinations,
            ..fields
        };
        let draft = self.made(fields, text);
        // An identifier holds nothing that JSON would escape.
        let name = key.map(|key| (key, format!("\"{}\"", draft.id)));
        self.store.insert_file_draft(&draft, rest, name)?;
        self.tell(Event::LibraryChanged {
            draft: Some(draft.id),
        });
        Ok(draft.id)
    }

    pub(crate) fn made(&self, fields: Fields, text: String) -> Draft {
        let now = self.clock.now();
        Draft {
            id: DraftId(self.ids.next()),
            fields,
            text,
            created_at: now,
            changed_at: now,
            binned_at: None,
        }
    }

    /// A draft's fields and text as they are now, changes included that are not durable yet.
    pub(crate) fn written(&self, draft: DraftId) -> Result<(Fields, String), NewsroomError> {
        if let Some(text) = self.desk.get(draft) {
            let open = locked(&text);
            return Ok((open.fields.clone(), open.manuscript.text()));
        }
        let stored = self.store.draft(draft)?.ok_or_else(|| missing(draft))?;
        Ok((stored.draft.fields, stored.draft.text))
    }
}
