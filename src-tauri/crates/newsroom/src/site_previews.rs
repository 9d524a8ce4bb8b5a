//! Drafts that are seen on their site before they are out: put there on demand, taken away on demand and when readers have the article. Promises nothing.
//!
//! A preview is an article of its own that is tied to no draft's publication, and is known there by its
//! slug alone, which no headline makes. It is asked for directly and waits for no network. What may be there
//! is remembered before it is sent: so an answer that is lost leaves nothing behind that is not known.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use domain::{
    Act, DraftId, DraftStatus, EmbargoOverride, Maker, PublicationState, Revision, RevisionReason,
    Site, SiteId, Slug, Timestamp,
};
use publish::{
    Destination, Outcome, Outgoing, Preview, PreviewReaders, PublishError, RemoteArticle,
};
use store::SitePreview;

use crate::delivery::outgoing;
use crate::desk::locked;
use crate::embargoes::Leaving;
use crate::publishing::check;
use crate::room::Room;
use crate::sites::{Unseen, site_error};
use crate::{Event, Newsroom, NewsroomError};

/// What a preview's slug begins with; the draft's identifier follows.
const SLUG: &str = "marbre-apercu-";
/// The pause after the first try in vain to take a preview away, and the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(6 * 60 * 60);

/// A draft's preview on a site, as the journalist sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePreviewView {
    /// Which site.
    pub site: SiteId,
    /// Its name.
    pub site_name: String,
    /// Where it is seen; `None` when no answer came: it may be there.
    pub address: Option<String>,
    /// Who reads it there; `None` where that is no longer known.
    pub readers: Option<PreviewReaders>,
    /// When it was last sent.
    pub sent_at: Timestamp,
    /// Whether it is to be taken away, and is there still.
    pub leaves: bool,
    /// Why it could not be taken away so far.
    pub failure: Option<NewsroomError>,
}

/// The previews that are being put on their site, or taken away: one hand at a time for each.
#[derive(Debug, Default)]
pub(crate) struct InHand {
    taken: Mutex<BTreeSet<(DraftId, SiteId)>>,
    freed: Condvar,
}

/// A preview in hand, until this is dropped.
struct Hand<'a>(&'a InHand, (DraftId, SiteId));

impl InHand {
    /// Waits until nobody else has it in hand: at the most as long as a site may take.
    fn take(&self, draft: DraftId, site: SiteId) -> Hand<'_> {
        let free = self
            .freed
            .wait_while(locked(&self.taken), |taken| taken.contains(&(draft, site)));
        free.unwrap_or_else(PoisonError::into_inner)
            .insert((draft, site));
        Hand(self, (draft, site))
    }
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        locked(&self.0.taken).remove(&self.1);
        self.0.freed.notify_all();
    }
}

impl Newsroom {
    /// Puts a draft on a site to be seen there and not found, in the place of what was put there before.
    ///
    /// # Errors
    /// `PreviewsNotThere` where the site, or the account, has none; `PreviewTaken` when somebody made
    /// something else of it there; `EmbargoHolds`, `ReasonMissing`; `HeadlineMissing`, `TextMissing` and the limits as for [`Newsroom::publish`];
    /// `DraftMissing`, `DraftBinned`, `SiteMissing`; whatever the site answers; any failure of the library.
    pub fn preview_on_site(
        &self,
        draft: DraftId,
        site: SiteId,
        despite_embargo: Option<&str>,
    ) -> Result<SitePreviewView, NewsroomError> {
        let room = &self.room;
        if room.status(draft)? == DraftStatus::Binned {
            return Err(NewsroomError::DraftBinned(draft.to_string()));
        }
        let _in_hand = room.previews_in_hand.take(draft, site);
        room.put_preview(draft, site, despite_embargo)?;
        let preview = room.store.site_preview(draft, site)?;
        let none = || NewsroomError::Internal(format!("{draft}: its preview is not known"));
        room.site_preview_view(preview.ok_or_else(none)?)
    }

    /// Deletes a draft's preview on a site. One that is gone is deleted.
    ///
    /// # Errors
    /// `PreviewTaken` when somebody made something else of it there: that stays, and is forgotten here;
    /// whatever the site answers; any failure of the library.
    pub fn remove_site_preview(&self, draft: DraftId, site: SiteId) -> Result<(), NewsroomError> {
        let room = &self.room;
        let _in_hand = room.previews_in_hand.take(draft, site);
        match room.store.site_preview(draft, site)? {
            Some(preview) => room.take_away(&preview),
            None => Ok(()),
        }
    }

    /// A draft's previews on sites, the oldest first.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn site_previews(&self, draft: DraftId) -> Result<Vec<SitePreviewView>, NewsroomError> {
        let all = self.room.store.site_previews(draft)?.into_iter();
        all.map(|preview| self.room.site_preview_view(preview))
            .collect()
    }

    /// Takes away the previews whose time has come. The newsroom does it by itself; this does it now.
    ///
    /// # Errors
    /// Any failure of the library; a site that does not answer is none.
    pub fn look_over_site_previews(&self) -> Result<(), NewsroomError> {
        self.room.look_over_site_previews()
    }
}

impl Room {
    fn site_preview_view(&self, preview: SitePreview) -> Result<SitePreviewView, NewsroomError> {
        let site = self.store.site(preview.site)?;
        let abilities = self.choices(preview.site)?.abilities;
        let of_code = |(code, said): (String, _)| NewsroomError::of_code(&code, said);
        Ok(SitePreviewView {
            site: preview.site,
            site_name: site.map(|site| site.name).unwrap_or_default(),
            address: preview.address,
            readers: abilities.and_then(|can| can.previews),
            sent_at: preview.sent_at,
            leaves: preview.leaves,
            failure: preview.failure.map(of_code),
        })
    }

    fn put_preview(
        &self,
        draft: DraftId,
        site: SiteId,
        despite: Option<&str>,
    ) -> Result<(), NewsroomError> {
        let revision = self.seen_there(draft, site)?;
        let missing = || NewsroomError::SiteMissing(site.to_string());
        let site = self.store.site(site)?.ok_or_else(missing)?;
        if !site.kind.shows_drafts() {
            return Err(NewsroomError::PreviewsNotThere(site.name));
        }
        check(&revision.fields, &revision.text)?;
        // Before the site is asked anything, and by its clock, once that was heard.
        self.check_preview_link(&revision, site.id, despite)?;
        let destination = self.destination(&site).map_err(Unseen::told)?;
        let site = self.asked_for_previews(site.id, &*destination)?;
        self.check_limits_of(&revision, None, site.id)?;
        let lifted = self.check_preview_link(&revision, site.id, despite)?;
        let lifted: Vec<EmbargoOverride> = lifted.into_iter().collect();
        self.store.keep_overrides(&lifted)?;
        let article = self.preview_article(&revision, &site, &*destination)?;
        self.send_preview(draft, site.id, (&article, &*destination))
    }

    /// What a draft says there now. It is no version of its history: nothing of it was published.
    fn seen_there(&self, draft: DraftId, site: SiteId) -> Result<Revision, NewsroomError> {
        let said = self.flushed(draft)?;
        let fields = said.fields.on_site(site);
        self.revision_of(
            draft,
            fields,
            said.text,
            RevisionReason::Publish,
            Maker::Writer,
        )
    }

    fn check_preview_link(
        &self,
        revision: &Revision,
        site: SiteId,
        despite: Option<&str>,
    ) -> Result<Option<EmbargoOverride>, NewsroomError> {
        self.check_embargo(Leaving {
            draft: revision.draft,
            fields: &revision.fields,
            act: Act::PreviewLink,
            site: Some(site),
            seen_from: None,
            despite,
        })
    }

    /// The site as it is now, if it has previews.
    fn asked_for_previews(
        &self,
        site: SiteId,
        destination: &dyn Destination,
    ) -> Result<Site, NewsroomError> {
        let seen = self.refresh_site(site, destination);
        let away = matches!(&seen, Err(Unseen::Site(PublishError::Unreachable(_))));
        self.set_reachable(site, !away);
        let seen = seen.map_err(Unseen::told)?;
        let abilities = self.choices(site)?.abilities;
        match abilities.and_then(|can| can.previews) {
            Some(_) => Ok(seen),
            None => Err(NewsroomError::PreviewsNotThere(seen.name)),
        }
    }

    /// The article as it is to be seen: its pictures are there.
    fn preview_article(
        &self,
        revision: &Revision,
        site: &Site,
        destination: &dyn Destination,
    ) -> Result<Outgoing, NewsroomError> {
        let copies = self.send_pictures(site, revision, destination);
        let mut article = Outgoing {
            slug: preview_slug(revision.draft)?,
            corrections: self.corrections_there(site, &revision.fields)?,
            ..outgoing(revision, None)?
        };
        let copies = copies.map_err(|held| Unseen::from(held).told())?;
        copies.dress(&mut article);
        Ok(article)
    }

    fn send_preview(
        &self,
        draft: DraftId,
        site: SiteId,
        (article, destination): (&Outgoing, &dyn Destination),
    ) -> Result<(), NewsroomError> {
        let known = self.store.site_preview(draft, site)?;
        let published = self.store.publication(draft, site)?;
        self.store
            .begin_site_preview(draft, site, self.clock.now())?;
        let sent = destination.put_preview(&Preview {
            article,
            known: known.as_ref().and_then(|known| known.remote_id.as_deref()),
            published: published.as_ref().map(|there| there.remote_id.as_str()),
        });
        let outcome = match sent {
            Ok(there) => {
                let place = (there.remote_id.as_str(), there.address.as_str());
                Ok(self.store.keep_site_preview(draft, site, place)?)
            }
            Err(error) => {
                let refused = matches!(error.outcome(), Outcome::NotSent | Outcome::Refused);
                if refused && known.is_none() {
                    self.store.forget_site_preview(draft, site)?;
                }
                Err(preview_error(error))
            }
        };
        self.tell(Event::PublicationChanged { draft });
        outcome
    }

    /// Deletes a preview there. What somebody made of it is no longer ours to know.
    fn take_away(&self, preview: &SitePreview) -> Result<(), NewsroomError> {
        let (draft, id) = (preview.draft, preview.site);
        let destination = self.destination_of(id)?;
        let slug = preview_slug(draft)?;
        let removed = destination.remove_preview(&slug, preview.remote_id.as_deref());
        let removed = removed.map_err(preview_error);
        if matches!(&removed, Ok(()) | Err(NewsroomError::PreviewTaken(_))) {
            self.store.forget_site_preview(draft, id)?;
            self.tell(Event::PublicationChanged { draft });
        }
        removed
    }

    /// Takes away the previews that are to leave.
    pub(crate) fn look_over_site_previews(&self) -> Result<(), NewsroomError> {
        for preview in self.store.site_previews_to_leave(self.clock.now())? {
            if self.outbox_bell.is_closed() {
                break;
            }
            self.try_to_take_away(preview.draft, preview.site)?;
        }
        Ok(())
    }

    /// A dispatch is done: where readers have the article now, its preview goes. What keeps it from that is
    /// told and remembered, and no failure of the dispatch.
    pub(crate) fn preview_is_over(&self, draft: DraftId, site: SiteId) {
        if let Err(error) = self.try_to_take_away(draft, site) {
            tracing::warn!(%draft, %error, "its preview can't be looked for");
        }
    }

    /// Takes a preview away, if it still is to leave once nobody has it in hand.
    fn try_to_take_away(&self, draft: DraftId, site: SiteId) -> Result<(), NewsroomError> {
        let is_to_leave = || -> Result<_, NewsroomError> {
            let preview = self.store.site_preview(draft, site)?;
            Ok(preview.filter(|preview| preview.leaves))
        };
        if is_to_leave()?.is_none() {
            return Ok(());
        }
        let _in_hand = self.previews_in_hand.take(draft, site);
        let Some(preview) = is_to_leave()? else {
            return Ok(());
        };
        let why = match self.take_away(&preview) {
            Ok(()) => return Ok(()),
            Err(NewsroomError::PreviewTaken(said)) => {
                tracing::warn!(%draft, said, "a preview was made something else: it stays");
                return Ok(());
            }
            Err(why) => why,
        };
        tracing::info!(%draft, code = why.code(), "a preview can't be taken away");
        let pause = FIRST_PAUSE.saturating_mul(1 << preview.attempts.min(16));
        let next_try = self.later(pause.min(LONGEST_PAUSE));
        let said = (why.code(), why.detail());
        self.store.put_off_site_preview(&preview, next_try, said)?;
        self.tell(Event::PublicationChanged { draft });
        Ok(())
    }
}

/// The slug by which a draft's preview is known on every site.
fn preview_slug(draft: DraftId) -> Result<Slug, NewsroomError> {
    Slug::parse(&format!("{SLUG}{draft}")).map_err(|e| NewsroomError::Internal(e.to_string()))
}

/// Whether this is a draft's preview, of this library or another: still unseen by readers.
pub(crate) fn is_preview(article: &RemoteArticle) -> bool {
    let of_a_draft = article.slug.as_str().strip_prefix(SLUG);
    let of_a_draft = of_a_draft.is_some_and(|draft| draft.parse::<DraftId>().is_ok());
    of_a_draft && article.state == PublicationState::Unpublished
}

fn preview_error(error: PublishError) -> NewsroomError {
    match error {
        PublishError::ChangedThere(said) => NewsroomError::PreviewTaken(said),
        error => site_error(error),
    }
}
