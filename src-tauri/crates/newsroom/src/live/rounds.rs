//! Live articles looked at from time to time, quietly: whether they are still as we left them. Changes nothing.

use std::time::Duration;

use domain::{DraftId, SiteId};

use crate::desk::locked;
use crate::room::Room;
use crate::{Newsroom, NewsroomError};

/// How long an article is left alone after it was looked at.
const ALONE: Duration = Duration::from_secs(6 * 60 * 60);
/// How many are looked at in one round: a site is asked politely.
const AT_ONCE: u32 = 3;

impl Newsroom {
    /// Looks at the articles whose time has come, a few at once. The newsroom does it by itself;
    /// this does it now.
    ///
    /// # Errors
    /// Any failure of the library; a site that does not answer is none.
    pub fn look_over_live_articles(&self) -> Result<(), NewsroomError> {
        self.room.look_over_live_articles()
    }
}

impl Room {
    pub(crate) fn look_over_live_articles(&self) -> Result<(), NewsroomError> {
        let Ok(before) = self.clock.now().checked_sub(ALONE) else {
            return Ok(());
        };
        for (draft, site) in self.store.unchecked_since(before, AT_ONCE)? {
            if self.outbox_bell.is_closed() {
                break;
            }
            self.look_at_live(draft, site)?;
        }
        Ok(())
    }

    fn look_at_live(&self, draft: DraftId, site: SiteId) -> Result<(), NewsroomError> {
        let away = locked(&self.reachable).get(&site) == Some(&false);
        let publication = self.store.publication(draft, site)?;
        let known = self.store.site(site)?;
        let (Some(publication), Some(known), false) = (publication, known, away) else {
            return Ok(());
        };
        let Ok(destination) = self.destination(&known) else {
            return Ok(());
        };
        let version = match destination.read(&publication.remote_id) {
            Ok(there) => {
                let there = there.map(|there| there.article);
                self.followed(publication.clone(), there.as_ref())?;
                // Gone: no version of ours is there.
                there.map(|there| there.version).unwrap_or_default()
            }
            Err(error) => {
                tracing::info!(%draft, %error, "the live article can't be looked at");
                // Not again in the next round.
                let last = self.store.live_text(draft, site)?;
                last.map(|last| last.version).unwrap_or_default()
            }
        };
        self.saw_live(&publication, &version)
    }
}
