//! Articles that wait on their site for their hour: looked at when it has come. Sends nothing.

use domain::{Publication, PublicationState};

use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

impl Newsroom {
    /// Looks whether the sites brought out what was due. The newsroom does it by itself; this does it
    /// now.
    ///
    /// # Errors
    /// Any failure of the library; a site that does not answer is none.
    pub fn look_over_scheduled(&self) -> Result<(), NewsroomError> {
        self.room.look_over_scheduled()
    }
}

impl Room {
    pub(crate) fn look_over_scheduled(&self) -> Result<(), NewsroomError> {
        for publication in self.store.scheduled_until(self.clock.now())? {
            self.look_whether_it_is_out(publication)?;
        }
        Ok(())
    }

    fn look_whether_it_is_out(&self, publication: Publication) -> Result<(), NewsroomError> {
        let Some(site) = self.store.site(publication.site)? else {
            return Ok(());
        };
        let Ok(destination) = self.destination(&site) else {
            return Ok(());
        };
        let draft = publication.draft;
        let there = match destination.read(&publication.remote_id) {
            Ok(Some(there)) => there.article,
            Ok(None) => return self.followed(publication, None).map(drop),
            Err(error) => {
                tracing::info!(%draft, %error, "can't look whether the article is out");
                return Ok(());
            }
        };
        if there.state == PublicationState::Scheduled {
            // Some sites do what is due only when somebody comes by.
            let come_by = destination.page(&site.url);
            tracing::info!(%draft, came_by = come_by.is_ok(), "the site has not brought the article out");
            return self.saw_live(&publication, &there.version);
        }
        self.store.put_publication(&Publication {
            state: there.state,
            address: there.address,
            slug: there.slug,
            remote_version: there.version,
            published_at: there.published_at,
            updated_at: there.updated_at,
            ..publication
        })?;
        if there.state == PublicationState::Live {
            self.store.let_site_preview_leave(draft, site.id)?;
        }
        self.tell(Event::PublicationChanged { draft });
        self.tell(Event::LibraryChanged { draft: Some(draft) });
        Ok(())
    }
}
