//! One draft on several sites: one revision, a promise for each, and what came of each by itself. Sends nothing.

use std::collections::BTreeMap;

use domain::{
    Dispatch, DispatchState, DraftId, DraftStatus, Operation, Publication, PublicationState,
    Revision, SiteId,
};
use store::Promise;

use crate::publishing::{DispatchView, Wish};
use crate::room::Room;
use crate::{Newsroom, NewsroomError};

/// What became of a draft on one of several sites, as far as it is promised.
#[derive(Debug, Clone)]
pub struct SiteOutcome {
    /// Which site.
    pub site: SiteId,
    /// Its name.
    pub site_name: String,
    /// The promise, also one that said the same already; `None` where readers see all of it. One that
    /// was refused is told with what stands in its way, and keeps none of the others back.
    pub promised: Result<Option<DispatchView>, NewsroomError>,
}

/// Whether a site gets again what it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// It was asked for by name.
    Send,
    /// Nothing is sent that says nothing new.
    Skip,
}

/// What is to be done for one site.
pub(crate) enum Due {
    /// Readers there see what the draft says.
    Nothing,
    /// What the draft says is on its way there already.
    Promised(Box<Dispatch>),
    /// This is to be promised, with what lets it through.
    Promise(Box<Promise>),
}

impl Newsroom {
    /// The sites that a draft goes to: the chosen ones; where none is chosen, where it is, else the
    /// usual one.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn destinations(&self, draft: DraftId) -> Result<Vec<SiteId>, NewsroomError> {
        self.room.destinations_of(draft)
    }

    /// Promises a draft to several sites at once: one revision for all, in one transaction. What keeps
    /// it from one site keeps it from no other; a site that has it, or is about to get it, is passed over.
    ///
    /// # Errors
    /// `DraftMissing`, `DraftBinned`; any failure of the library. All else is told site by site.
    pub fn publish_to(
        &self,
        draft: DraftId,
        sites: &[SiteId],
        wish: &Wish,
    ) -> Result<Vec<SiteOutcome>, NewsroomError> {
        self.room.promise_to(draft, sites, wish, Repeat::Skip)
    }

    /// The same for all the sites that a draft goes to.
    ///
    /// # Errors
    /// As for [`Newsroom::publish_to`].
    pub fn publish_everywhere(
        &self,
        draft: DraftId,
        wish: &Wish,
    ) -> Result<Vec<SiteOutcome>, NewsroomError> {
        self.publish_to(draft, &self.destinations(draft)?, wish)
    }

    /// The same for the sites where readers have it, chosen or not: what a correction needs.
    ///
    /// # Errors
    /// As for [`Newsroom::publish_to`].
    pub fn update_everywhere(&self, draft: DraftId) -> Result<Vec<SiteOutcome>, NewsroomError> {
        let live = |p: &Publication| p.state == PublicationState::Live;
        let all = self.room.store.publications(draft)?;
        let sites: Vec<_> = all.iter().filter(|p| live(p)).map(|p| p.site).collect();
        self.publish_to(draft, &sites, &Wish::default())
    }

    /// Promises to take a draft's article off every site where it is, or waits for its hour.
    ///
    /// # Errors
    /// Any failure of the library. All else is told site by site.
    pub fn unpublish_everywhere(&self, draft: DraftId) -> Result<Vec<SiteOutcome>, NewsroomError> {
        let all = self.room.store.publications(draft)?;
        let there = all
            .iter()
            .filter(|p| p.state != PublicationState::Unpublished);
        there
            .map(|p| {
                let promised = self.unpublish(draft, p.site).map(Some);
                self.room.outcome(p.site, promised)
            })
            .collect()
    }
}

impl Room {
    /// See [`Newsroom::destinations`].
    pub(crate) fn destinations_of(&self, draft: DraftId) -> Result<Vec<SiteId>, NewsroomError> {
        let (fields, _) = self.written(draft)?;
        let mut chosen: Vec<_> = fields.destinations.keys().copied().collect();
        if chosen.is_empty() {
            let site = self.site_of(draft, &fields)?;
            return Ok(site.into_iter().map(|site| site.id).collect());
        }
        let sites = self.store.sites()?;
        chosen.sort_by_key(|id| sites.iter().position(|site| site.id == *id));
        Ok(chosen)
    }

    pub(crate) fn outcome(
        &self,
        site: SiteId,
        promised: Result<Option<DispatchView>, NewsroomError>,
    ) -> Result<SiteOutcome, NewsroomError> {
        let site_name = self.store.site(site)?.map(|s| s.name).unwrap_or_default();
        Ok(SiteOutcome {
            site,
            site_name,
            promised,
        })
    }

    /// What a site is passed over for, if it is: it has all of it, or is about to get it as wished.
    pub(crate) fn is_said(
        &self,
        revision: &Revision,
        site: SiteId,
        wish: &Wish,
    ) -> Result<Option<Due>, NewsroomError> {
        let draft = revision.draft;
        let open = self.store.open_dispatches(draft)?;
        if let Some(open) = open.into_iter().find(|open| open.site == site) {
            let as_wished = *wish == Wish::default()
                && open.state == DispatchState::Waiting
                && open.operation != Operation::Unpublish;
            let same = as_wished && self.says_the_same(&open, revision)?;
            return Ok(same.then(|| Due::Promised(Box::new(open))));
        }
        let known = self.store.publication(draft, site)?;
        let there = known.is_some_and(|known| match known.state {
            PublicationState::Live => true,
            PublicationState::Scheduled => wish.at.is_none(),
            PublicationState::Unpublished => false,
        });
        let same = there && !self.store.behind(draft)?.contains(&site);
        Ok(same.then_some(Due::Nothing))
    }

    fn says_the_same(&self, open: &Dispatch, revision: &Revision) -> Result<bool, NewsroomError> {
        let there = |r: &Revision| (r.fields.on_site(open.site), r.text.clone());
        Ok(match self.store.revision(open.revision) {
            Ok(promised) => promised.is_some_and(|p| there(&p) == there(revision)),
            Err(store::StoreError::RevisionDamaged(_)) => false,
            Err(error) => return Err(error.into()),
        })
    }

    /// The sites where readers see something else than the draft says; nothing is compared where the
    /// status says that there are none.
    pub(crate) fn behind(&self, draft: DraftId) -> Result<Vec<SiteId>, NewsroomError> {
        match self.status(draft)? {
            DraftStatus::Changed | DraftStatus::OnTheStone => Ok(self.store.behind(draft)?),
            DraftStatus::Draft | DraftStatus::Published | DraftStatus::Binned => Ok(Vec::new()),
        }
    }

    /// Names each outcome by its site, in the order in which they were asked for.
    pub(crate) fn outcomes(
        &self,
        sites: &[SiteId],
        mut promised: BTreeMap<SiteId, Result<Option<DispatchView>, NewsroomError>>,
    ) -> Result<Vec<SiteOutcome>, NewsroomError> {
        let told = sites
            .iter()
            .filter_map(|site| Some((*site, promised.remove(site)?)));
        told.map(|(site, promised)| self.outcome(site, promised))
            .collect()
    }
}
