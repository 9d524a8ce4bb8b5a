//! What every use case needs: the library, the desk, the outside world; decides nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use domain::{Dispatch, DraftId, DraftStatus, Fields, Publication, Site, SiteId, Timestamp};
use publish::Destination;
use publish::Patience;
use store::{Store, StoreError};

use crate::bell::Bell;
use crate::copydesk::NamesOfDrafts;
use crate::desk::{Desk, locked};
use crate::embargoes::HeardClock;
use crate::fetching::Waits;
use crate::folders::Folders;
use crate::house::House;
use crate::links::Links;
use crate::pictures::{Developing, PictureStore};
use crate::preview::Presses;
use crate::safe::Safe;
use crate::site_previews::InHand;
use crate::{Clock, Event, Identifiers, NewsroomError};

/// Shared by the newsroom and its background threads.
pub(crate) struct Room {
    pub(crate) library: PathBuf,
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) safe: Safe,
    pub(crate) house: House,
    pub(crate) names: NamesOfDrafts,
    pub(crate) ids: Arc<dyn Identifiers>,
    pub(crate) system_locale: String,
    pub(crate) time_zone: String,
    pub(crate) patience: Patience,
    /// What is asked of the links of drafts.
    pub(crate) links: Links,
    pub(crate) on_event: Box<dyn Fn(Event) + Send + Sync>,
    pub(crate) desk: Desk,
    pub(crate) pictures: PictureStore,
    /// What is wanted of the darkroom, and what it made.
    pub(crate) developing: Developing,
    pub(crate) presses: Presses,
    /// Wakes the thread that folds.
    pub(crate) desk_bell: Bell,
    /// Wakes the couriers.
    pub(crate) outbox_bell: Bell,
    /// Wakes the thread that brings published articles in.
    pub(crate) import_bell: Bell,
    /// The imports that wait for their site.
    pub(crate) import_waits: Mutex<Waits>,
    /// Wakes the thread that makes backups.
    pub(crate) backup_bell: Bell,
    /// Ends a backup under way.
    pub(crate) backup_stop: store::Stop,
    /// What keeps backups from being made, if anything does.
    pub(crate) backup_fault: Mutex<Option<NewsroomError>>,
    /// Tells the local site that the newsroom closes.
    pub(crate) closing_bell: Bell,
    /// The work folders.
    pub(crate) folders: Folders,
    /// Whether each site answered when it was last asked.
    pub(crate) reachable: Mutex<BTreeMap<SiteId, bool>>,
    /// What the clocks of sites showed when they were last told.
    pub(crate) heard_clocks: Mutex<BTreeMap<SiteId, HeardClock>>,
    /// Connections to sites, made when they are first needed.
    pub(crate) destinations: Mutex<BTreeMap<SiteId, Arc<dyn Destination>>>,
    /// The site on which she looks at drafts that could be seen on several.
    pub(crate) followed: Mutex<Option<SiteId>>,
    /// Wakes the thread that learns what sites look like.
    pub(crate) looks_bell: Bell,
    /// Whether that thread works.
    pub(crate) learns_looks: AtomicBool,
    /// The previews on sites that something is done with.
    pub(crate) previews_in_hand: InHand,
    /// Held while a revision is made, so that no two are made of one state. Before the desk's locks.
    pub(crate) keeping: Mutex<()>,
    /// When old revisions were last looked for.
    pub(crate) thinned_at: Mutex<Option<Timestamp>>,
    /// Held while a courier takes a dispatch, so that no two take the same.
    pub(crate) taking: Mutex<()>,
    /// Dispatches whose outcome the library could not keep.
    pub(crate) stranded: Mutex<Vec<Dispatch>>,
    /// What keeps the local site from running, if anything does.
    pub(crate) local_site_fault: Mutex<Option<NewsroomError>>,
}

impl Room {
    /// Tells what happened.
    pub(crate) fn tell(&self, event: Event) {
        self.folders.hear(&event);
        if matches!(event, Event::PublicationChanged { .. }) {
            // A site's first article teaches what the site looks like.
            self.looks_bell.ring();
        }
        if matches!(
            event,
            Event::SiteChanged {
                reachable: true,
                ..
            }
        ) {
            self.links.network_is_back();
        }
        (self.on_event)(event);
    }

    /// A draft's status.
    pub(crate) fn status(&self, draft: DraftId) -> Result<DraftStatus, NewsroomError> {
        Ok(self.store.status(draft)?)
    }

    /// The publication that a draft is known by where it has several: a live one, else the last.
    pub(crate) fn publication_of(
        &self,
        draft: DraftId,
    ) -> Result<Option<Publication>, NewsroomError> {
        let mut all = self.store.publications(draft)?;
        let live = all
            .iter()
            .rposition(|p| p.state == domain::PublicationState::Live);
        Ok(match live {
            Some(at) => Some(all.swap_remove(at)),
            None => all.pop(),
        })
    }

    /// The site on which a draft is seen. Of those that it goes to or is on, the one she looks at; else,
    /// of those that it goes to, one where it is live, or the first; else where it is, where it is
    /// promised, the usual one: never one that she chose for another draft.
    pub(crate) fn site_of(
        &self,
        draft: DraftId,
        fields: &Fields,
    ) -> Result<Option<Site>, NewsroomError> {
        let publications = self.store.publications(draft)?;
        let goes_to = |site: &SiteId| fields.destinations.contains_key(site);
        let is_on = |site: &SiteId| publications.iter().any(|p| p.site == *site);
        let followed = *locked(&self.followed);
        let looked_at = followed.filter(|site| goes_to(site) || is_on(site));
        let live = |p: &&Publication| p.state == domain::PublicationState::Live && goes_to(&p.site);
        let chosen = publications.iter().rev().find(live).map(|p| p.site);
        let chosen = chosen.or_else(|| fields.destinations.keys().next().copied());
        if let Some(site) = looked_at.or(chosen) {
            return Ok(self.store.site(site)?);
        }
        let tied = match self.publication_of(draft)? {
            Some(publication) => Some(publication.site),
            None => self.store.open_dispatch(draft)?.map(|open| open.site),
        };
        match tied {
            Some(site) => Ok(self.store.site(site)?),
            None => self.usual_site(),
        }
    }

    /// Where an article goes that is tied to no site: the local one, else the first.
    pub(crate) fn usual_site(&self) -> Result<Option<Site>, NewsroomError> {
        let sites = self.store.sites()?;
        let local = sites.iter().position(|s| s.kind == domain::SiteKind::Local);
        Ok(sites.into_iter().nth(local.unwrap_or(0)))
    }
}

impl From<StoreError> for NewsroomError {
    fn from(error: StoreError) -> Self {
        let said = error.to_string();
        match error {
            StoreError::Corrupt(_) => Self::LibraryCorrupt(said),
            StoreError::Newer { .. } => Self::LibraryNewer(said),
            StoreError::ReadOnly => Self::LibraryReadOnly(said),
            StoreError::Full => Self::DiskFull(said),
            StoreError::Fault(_) => Self::DiskFault(said),
            StoreError::Busy => Self::LibraryBusy(said),
            StoreError::Missing("site") => Self::SiteMissing(said),
            StoreError::Missing("picture") => Self::PictureMissing(said),
            StoreError::Missing("revision") => Self::RevisionMissing(said),
            StoreError::RevisionDamaged(_) => Self::RevisionDamaged(said),
            StoreError::Missing("dispatch") => Self::DispatchMissing(said),
            StoreError::Missing(_) => Self::DraftMissing(said),
            StoreError::OutOfOrder { .. } => Self::OutOfStep(said),
            StoreError::Binned => Self::DraftBinned(said),
            StoreError::DispatchOpen(_) => Self::DispatchOpen(said),
            StoreError::DispatchMove { .. } => Self::DispatchMissing(said),
            StoreError::Taken(_)
            | StoreError::Closed
            | StoreError::Defect(_)
            | StoreError::Sqlite(_) => Self::Internal(said),
        }
    }
}
