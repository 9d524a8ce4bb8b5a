//! What was read out of a damaged library beside what a backup says: nothing that differs is chosen, both stay.

use std::collections::BTreeSet;

use domain::draft::DraftStatus;
use domain::{Draft, DraftId, Fields, Language};
use store::{SalvagedDraft, SalvagedRow, SalvagedText, Store, StoredDraft};

use super::{Comeback, Fate, Found, Restoration};
use crate::library::ids_of;
use crate::{NewsroomError, interface_language};

impl Restoration {
    /// Adds to a library that came out of a backup what the damaged one says otherwise.
    pub(super) fn merge(
        &self,
        store: &Store,
        salvaged: &store::Salvaged,
        comeback: &mut Comeback,
    ) -> Result<(), NewsroomError> {
        let mut left = all_drafts(store)?;
        for draft in &salvaged.drafts {
            let known = match &draft.row {
                Some(row) => store.draft(row.id)?,
                None => None,
            };
            match (&draft.row, known) {
                (Some(row), Some(kept)) => {
                    left.remove(&kept.draft.id);
                    self.beside(store, draft, row, &kept, comeback)?;
                }
                (Some(row), None) => self.add(store, draft, row, comeback)?,
                (None, _) => self.add_text(store, draft, comeback)?,
            }
        }
        for draft in left {
            if let Some(kept) = store.draft(draft)? {
                comeback.found.push(Found::of(&kept.draft, Fate::OfBackup));
            }
        }
        Ok(())
    }

    /// A draft that both have.
    fn beside(
        &self,
        store: &Store,
        draft: &SalvagedDraft,
        row: &SalvagedRow,
        kept: &StoredDraft,
        comeback: &mut Comeback,
    ) -> Result<(), NewsroomError> {
        let newest = draft.newest();
        let continued = followed(draft, newest.as_ref(), kept);
        if let Some((text, sequence)) = &continued {
            let changed_at = row.changed_at.max(kept.draft.changed_at);
            store.fold(kept.draft.id, text, *sequence, changed_at)?;
            let found = Found::of(&kept.draft, Fate::Continued);
            comeback.found.push(Found {
                changed_at: Some(changed_at),
                ..found
            });
        }
        if row.binned_at.is_none() && kept.draft.binned_at.is_some() {
            // Taken out since. What went in since stays in sight: a damaged file puts nothing away.
            store.restore(kept.draft.id)?;
        }
        let is_continued = continued.is_some();
        let text = continued.map_or_else(|| kept.draft.text.clone(), |(text, _)| text);
        let same_text = newest.as_ref().is_none_or(|found| found.text == text);
        if same_text && row.fields == kept.draft.fields {
            match (is_continued, &newest) {
                (true, _) => {}
                (false, Some(_)) => comeback.same += 1,
                (false, None) => comeback.found.push(Found::of(&kept.draft, Fate::OfBackup)),
            }
            return Ok(());
        }
        let found = newest.map_or(text, |found| found.text);
        let mut fields = self.marked(&row.fields);
        // Two articles can't share one.
        fields.slug = None;
        let apart = Draft {
            id: DraftId(self.ids.next()),
            fields,
            text: found,
            created_at: row.created_at,
            changed_at: row.changed_at,
            binned_at: None,
        };
        insert(store, apart, &draft.front_matter, Fate::Apart, comeback)
    }

    /// A draft that only the damaged file has.
    fn add(
        &self,
        store: &Store,
        draft: &SalvagedDraft,
        row: &SalvagedRow,
        comeback: &mut Comeback,
    ) -> Result<(), NewsroomError> {
        let new = Draft {
            id: row.id,
            fields: row.fields.clone(),
            text: draft.newest().map(|found| found.text).unwrap_or_default(),
            created_at: row.created_at,
            changed_at: row.changed_at,
            binned_at: row.binned_at,
        };
        insert(store, new, &draft.front_matter, Fate::Added, comeback)
    }

    /// A text whose draft can't be read. One that a draft of the backup says is not added again.
    fn add_text(
        &self,
        store: &Store,
        draft: &SalvagedDraft,
        comeback: &mut Comeback,
    ) -> Result<(), NewsroomError> {
        let Some(SalvagedText { text, .. }) = draft.newest() else {
            return Ok(());
        };
        if text.trim().is_empty() || is_said(store, &text)? {
            return Ok(());
        }
        let language = Language::parse(interface_language(&self.locale));
        let blank = Fields::blank(
            language.unwrap_or_else(Language::french),
            self.time_zone.clone(),
        );
        let now = self.clock.now();
        let new = Draft {
            id: DraftId(self.ids.next()),
            fields: self.marked(&blank),
            text,
            created_at: now,
            changed_at: now,
            binned_at: None,
        };
        insert(store, new, &draft.front_matter, Fate::Added, comeback)
    }

    /// The fields of a draft that stands beside another: its headline says so.
    fn marked(&self, fields: &Fields) -> Fields {
        let mark = match interface_language(&self.locale) {
            "fr" => "(retrouvé)",
            _ => "(recovered)",
        };
        let headline = format!("{} {mark}", fields.headline).trim().to_owned();
        Fields {
            headline,
            ..fields.clone()
        }
    }
}

fn insert(
    store: &Store,
    draft: Draft,
    front_matter: &str,
    fate: Fate,
    comeback: &mut Comeback,
) -> Result<(), NewsroomError> {
    store.insert_file_draft(&draft, front_matter, None)?;
    comeback.found.push(Found::of(&draft, fate));
    Ok(())
}

impl Found {
    fn of(draft: &Draft, fate: Fate) -> Self {
        Self {
            draft: draft.id,
            headline: draft.fields.headline.clone(),
            changed_at: Some(draft.changed_at),
            fate,
        }
    }
}

/// The backup's text with the journal's later edits. None follow where they lead elsewhere than the
/// damaged file says: an older backup was restored in between, and they are of another text.
fn followed(
    draft: &SalvagedDraft,
    newest: Option<&SalvagedText>,
    kept: &StoredDraft,
) -> Option<(String, u64)> {
    let (text, sequence) = draft.continued(&kept.draft.text, kept.sequence);
    let leads_there = newest
        .is_none_or(|newest| !newest.whole || newest.sequence < sequence || newest.text == text);
    (sequence > kept.sequence && leads_there).then_some((text, sequence))
}

fn is_said(store: &Store, text: &str) -> Result<bool, NewsroomError> {
    for draft in all_drafts(store)? {
        if store
            .draft(draft)?
            .is_some_and(|kept| kept.draft.text == text)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every draft, those in the bin too.
fn all_drafts(store: &Store) -> Result<BTreeSet<DraftId>, NewsroomError> {
    let binned = ids_of(store, Some(DraftStatus::Binned))?;
    Ok(ids_of(store, None)?.into_iter().chain(binned).collect())
}
