//! An article that somebody else took off its site: seen, remembered, never brought back unasked. Sends nothing.

use domain::{Operation, Publication, PublicationState, Site};
use publish::{Off, RemoteArticle, RemoteText};

use super::LiveChange;
use super::said::Said;
use crate::hash::sha256;
use crate::room::Room;
use crate::{Event, NewsroomError};

/// What is shown of an article that is not there any more.
pub(super) fn gone(site: &Site, publication: &Publication) -> LiveChange {
    LiveChange {
        site: site.id,
        site_name: site.name.clone(),
        version: sha256(format!("gone {}", publication.remote_version).as_bytes()),
        fields: Vec::new(),
        text: false,
        questions: Vec::new(),
        lost: Vec::new(),
        changes: Vec::new(),
        changed_at: None,
        off: Some(Off::Gone),
    }
}

impl Room {
    /// Whether somebody else took an article off: readers saw it, do not any more, and what we sent last
    /// was no request to take it down.
    pub(crate) fn is_withdrawn(&self, known: &Publication) -> Result<bool, NewsroomError> {
        if known.state != PublicationState::Unpublished {
            return Ok(false);
        }
        let Some(receipt) = self.store.last_receipt(known.draft, known.site)? else {
            // One that was brought in was out; one that was only begun here never was.
            return Ok(self.store.live_text(known.draft, known.site)?.is_some());
        };
        let last = self.store.dispatch(receipt.dispatch)?;
        Ok(last.is_some_and(|last| last.operation != Operation::Unpublish))
    }

    /// The tie, with what the site says of its readers now; `None` when it has no such article.
    pub(crate) fn followed(
        &self,
        known: Publication,
        there: Option<&RemoteArticle>,
    ) -> Result<Publication, NewsroomError> {
        use PublicationState::{Live, Scheduled, Unpublished};
        let state = there.map_or(Unpublished, |there| there.state);
        let moved = match (known.state, state) {
            (Live | Scheduled, Unpublished) => Unpublished,
            (Unpublished, Live) => Live,
            _ => return Ok(known),
        };
        if !self.store.follow_publication(&known, moved)? {
            return Ok(known);
        }
        let draft = known.draft;
        self.tell(Event::PublicationChanged { draft });
        self.tell(Event::LibraryChanged { draft: Some(draft) });
        Ok(Publication {
            state: moved,
            ..known
        })
    }

    /// Whether an article says what it said when we left it, wherever it lies now.
    pub(crate) fn says_as_left(
        &self,
        known: &Publication,
        there: &RemoteText,
    ) -> Result<bool, NewsroomError> {
        let left = self.store.live_text(known.draft, known.site)?;
        let left = left.and_then(|left| serde_json::from_str::<Said>(&left.said).ok());
        Ok(left.is_some_and(|left| left == Said::of(there)))
    }
}
