//! An update of what is there already: seen before anything is sent. Writes nothing.

use domain::{
    Difference, Dispatch, Publication, PublicationState, Revision, RevisionReason, Site, Wishes,
};
use publish::{Destination, RemoteArticle};
use store::StoreError;

use crate::delivery::outgoing;
use crate::room::Room;
use crate::sites::Unseen;

impl Room {
    /// The article, where the site has just what an update would send: it is as we know it, and what
    /// was to be sent is what is live. A page that showed something else than was sent is sent again.
    pub(crate) fn there_already(
        &self,
        (site, dispatch): (&Site, &Dispatch),
        revision: Option<&Revision>,
        known: Option<&Publication>,
        destination: &dyn Destination,
    ) -> Result<Option<RemoteArticle>, Unseen> {
        let known = known.filter(|known| known.state == PublicationState::Live);
        let (Some(revision), Some(known)) = (revision, known) else {
            return Ok(None);
        };
        let last = self.store.last_receipt(dispatch.draft, dispatch.site)?;
        let mends = last.is_some_and(|last| {
            !last.nothing_sent && last.differences.iter().any(Difference::may_be_mended)
        });
        if dispatch.wishes != Wishes::default() || mends {
            return Ok(None);
        }
        let live = match self.store.revision(known.revision) {
            Ok(Some(live)) => live,
            Ok(None) | Err(StoreError::RevisionDamaged(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let live = Revision {
            fields: live.fields.on_site(dispatch.site),
            ..live
        };
        if outgoing(&live, Some(known))? != outgoing(revision, Some(known))? {
            return Ok(None);
        }
        // What came from there is there. What an older program sent is not what would be sent now.
        let is_theirs = live.reason == RevisionReason::Import;
        if !is_theirs && !self.copies_are_there(site, revision)? {
            return Ok(None);
        }
        let there = destination.read(&known.remote_id)?;
        let there = there.map(|there| there.article);
        Ok(there.filter(|there| {
            there.version == known.remote_version && there.state == PublicationState::Live
        }))
    }
}
