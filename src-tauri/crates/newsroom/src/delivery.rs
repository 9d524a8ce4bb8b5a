//! One dispatch, carried: pictures, the article, the proof; repeats nothing itself.

mod found_again;
mod held;
mod pictures;
mod words;

use std::time::Duration;

use domain::{
    Difference, Dispatch, DispatchState, Operation, Publication, PublicationState, Revision, Site,
};
use publish::{Destination, Off, Outgoing, PublishError, RemoteArticle, RemoteText, Sought};

use crate::embargoes::Verdict;
use crate::room::Room;
use crate::{Event, NewsroomError};
pub(crate) use held::Held;
pub(crate) use pictures::Shown;
pub(crate) use words::outgoing;
use words::tie;

/// How long a picture may take that is looked at before its dispatch is done; a slower one is looked at again.
const FOR_A_PICTURE: Duration = Duration::from_secs(5);
/// How long a clock is believed that says an hour has not come: it may be set right meanwhile.
const LOOK_AT_THE_CLOCK: Duration = Duration::from_secs(300);

impl Room {
    /// Carries a dispatch that was taken and settles it.
    pub(crate) fn carry_one(&self, dispatch: &Dispatch) -> Result<(), NewsroomError> {
        match self.attempt(dispatch) {
            Ok(()) => {
                self.set_reachable(dispatch.site, true);
                self.tell_of_dispatch(dispatch.id);
                self.tell(Event::PublicationChanged {
                    draft: dispatch.draft,
                });
                // The site answers: whatever else waits for it need not wait on.
                let hastened = self.site_is_back(dispatch.site);
                self.preview_is_over(dispatch.draft, dispatch.site);
                hastened
            }
            Err(held) => self.settle(dispatch, held),
        }
    }

    fn attempt(&self, dispatch: &Dispatch) -> Result<(), Held> {
        let in_doubt = |held: Held| held.while_in_doubt(dispatch);
        // What may have gone out is asked about, however late it is.
        if dispatch.state != DispatchState::Unknown {
            self.refuse_late(dispatch)?;
        }
        let (site, sent) = self.of_dispatch(dispatch).map_err(|error| match error {
            // It will be no better the next time.
            NewsroomError::RevisionDamaged(_) => in_doubt(Held::Here(error)),
            error => Held::Library(error),
        })?;
        let revision = sent.as_ref();
        let destination = self
            .destination(&site)
            .map_err(|unseen| in_doubt(Held::before(unseen)))?;
        let known = self
            .store
            .publication(dispatch.draft, dispatch.site)
            .map_err(Held::library)?;
        let earlier = earlier(dispatch, revision, known.as_ref(), &*destination)?;
        let (earlier, known) = self.taken_up(dispatch, earlier, known)?;
        let site = match self.refresh_site(site.id, &*destination) {
            Ok(seen) => seen,
            // It happened: what the site refuses to say of itself now does not undo that.
            Err(unseen) if earlier.is_some() => {
                tracing::warn!(dispatch = %dispatch.id, ?unseen, "the site can't be looked at");
                site
            }
            Err(unseen) => return Err(Held::before(unseen)),
        };
        let there = match earlier {
            None => self
                .there_already((&site, dispatch), revision, known.as_ref(), &*destination)
                .map_err(Held::before)?,
            Some(_) => None,
        };
        let nothing_sent = there.is_some();
        let remote = match earlier.or(there) {
            Some(remote) => remote,
            None => {
                self.refuse_late(dispatch)?;
                self.let_go(dispatch, revision, &*destination)?;
                self.send(dispatch, revision, known.as_ref(), (&site, &*destination))?
            }
        };
        let overwrote = remote.overwrote.clone();
        let publication = tie(dispatch, remote, known.as_ref());
        if let Some(theirs) = &overwrote {
            let before = known.as_ref().unwrap_or(&publication);
            self.keep_what_is_replaced(&site, before, theirs)
                .map_err(Held::Library)?;
        }
        self.store
            .put_publication(&publication)
            .map_err(Held::library)?;
        self.tell(Event::PublicationChanged {
            draft: dispatch.draft,
        });
        let proved = self.prove(
            dispatch,
            revision,
            &site,
            &publication,
            (&*destination, nothing_sent),
        );
        let mut receipt = proved.map_err(Held::Library)?;
        self.look_at_pictures(&mut receipt, (&publication, &*destination), FOR_A_PICTURE);
        if overwrote.is_some() {
            receipt.differences.push(Difference::Overwritten);
        }
        self.store
            .keep_receipt(&receipt, &publication)
            .map_err(Held::library)?;
        self.remember_live(dispatch, &publication, &*destination);
        Ok(())
    }

    /// What was to go out long ago does not go out unasked.
    fn refuse_late(&self, dispatch: &Dispatch) -> Result<(), Held> {
        match dispatch.not_after {
            Some(last) if self.clock.now() > last => {
                Err(Held::Here(NewsroomError::DispatchTooLate(last.to_string())))
            }
            _ => Ok(()),
        }
    }

    /// What an earlier try has done, and the tie. What it began is completed; so is what the site kept
    /// back, when the journalist asks for it again.
    fn taken_up(
        &self,
        dispatch: &Dispatch,
        earlier: Option<RemoteArticle>,
        known: Option<Publication>,
    ) -> Result<(Option<RemoteArticle>, Option<Publication>), Held> {
        match (earlier, known) {
            (Some(begun), _) if begun.begun => Ok((None, Some(self.hold_on_to(dispatch, begun)?))),
            (Some(back), Some(known)) if was_kept_back(dispatch, &back) => Ok((None, Some(known))),
            (earlier, known) => Ok((earlier, known)),
        }
    }

    /// Whether readers saw the article once: else its date is not the site's to say.
    fn came_out(&self, known: &Publication) -> Result<bool, Held> {
        let receipt = self.store.last_receipt(known.draft, known.site);
        let sent = receipt.map_err(Held::library)?.is_some();
        Ok(sent || known.state != PublicationState::Unpublished)
    }

    /// Keeps back what an embargo holds. What was sent before is asked after all the same.
    fn let_go(
        &self,
        dispatch: &Dispatch,
        sent: Option<&Revision>,
        destination: &dyn Destination,
    ) -> Result<(), Held> {
        let verdict = self.embargo_on(dispatch, sent, destination);
        match verdict.map_err(Held::Library)? {
            Verdict::Free => Ok(()),
            Verdict::Refused(why) => Err(Held::Here(why)),
            Verdict::Early(why, left) => Err(Held::Early(why, left.min(LOOK_AT_THE_CLOCK))),
        }
    }

    /// Where a dispatch goes, and the revision that it sends, with what the draft says on that site; none
    /// is sent to take an article down.
    pub(crate) fn of_dispatch(
        &self,
        dispatch: &Dispatch,
    ) -> Result<(Site, Option<Revision>), NewsroomError> {
        let lost = |what: String| NewsroomError::LibraryCorrupt(format!("no {what}"));
        let site = self.store.site(dispatch.site)?;
        let site = site.ok_or_else(|| lost(format!("site {}", dispatch.site)))?;
        if dispatch.operation == Operation::Unpublish {
            return Ok((site, None));
        }
        let revision = self.store.revision(dispatch.revision)?;
        let revision = revision.ok_or_else(|| lost(format!("revision {}", dispatch.revision)))?;
        let fields = revision.fields.on_site(site.id);
        Ok((site, Some(Revision { fields, ..revision })))
    }

    /// Sends the pictures, then the article; without a revision takes the article down.
    fn send(
        &self,
        dispatch: &Dispatch,
        revision: Option<&Revision>,
        known: Option<&Publication>,
        (site, destination): (&Site, &dyn Destination),
    ) -> Result<RemoteArticle, Held> {
        let Some(revision) = revision else {
            return self.take_down(dispatch, known, (site, destination));
        };
        let found = match known {
            None => self.found_again(dispatch, revision, destination)?,
            Some(_) => None,
        };
        let known = known.or(found.as_ref());
        let mut article = outgoing(revision, known).map_err(Held::Here)?;
        if let Some(known) = known
            && !self.came_out(known)?
        {
            article.published_at = revision.fields.publish_at;
        }
        article.goes_live = dispatch.wishes.goes_live;
        article.newsletter.clone_from(&dispatch.wishes.newsletter);
        let corrections = self.corrections_there(site, &revision.fields);
        article.corrections = corrections.map_err(Held::Here)?;
        self.send_pictures(site, revision, destination)?
            .dress(&mut article);
        let Some(known) = known else {
            return self.make(dispatch, &article, destination);
        };
        if dispatch.operation == Operation::Update && known.state == PublicationState::Unpublished {
            let address = known.address.clone();
            return Err(Held::Here(NewsroomError::ArticleWithdrawn(address)));
        }
        let base = self.base_of(dispatch, known, (site, destination))?;
        match destination.update(dispatch.id, &known.remote_id, &base, &article) {
            Err(PublishError::NotFound(said)) if is_gone(known, destination) => {
                self.after_a_deletion(dispatch, known, said)?;
                self.make(dispatch, &article, destination)
            }
            Err(PublishError::ChangedThere(said)) => {
                Err(self.changed_or_withdrawn(dispatch, known, said, destination))
            }
            sent => sent.map_err(Held::Sending),
        }
    }

    /// Why an article is not as we know it: somebody may have taken it off, which no update undoes.
    fn changed_or_withdrawn(
        &self,
        dispatch: &Dispatch,
        known: &Publication,
        said: String,
        destination: &dyn Destination,
    ) -> Held {
        let there = destination.read(&known.remote_id).ok().flatten();
        let is_off = |there: &RemoteText| there.article.state == PublicationState::Unpublished;
        if brings_back(dispatch, known) || !there.as_ref().is_some_and(is_off) {
            return Held::Sending(PublishError::ChangedThere(said));
        }
        let off = Publication {
            state: PublicationState::Unpublished,
            ..known.clone()
        };
        if let Err(error) = self.store.put_publication(&off) {
            return Held::library(error);
        }
        self.tell(Event::PublicationChanged {
            draft: dispatch.draft,
        });
        Held::Here(NewsroomError::ArticleWithdrawn(said))
    }

    /// Makes the article. A site that takes it in two steps gets the second when the first is ours,
    /// whatever happens in between.
    fn make(
        &self,
        dispatch: &Dispatch,
        article: &Outgoing,
        destination: &dyn Destination,
    ) -> Result<RemoteArticle, Held> {
        let made = destination
            .create(dispatch.id, article)
            .map_err(Held::Sending)?;
        if !made.begun {
            return Ok(made);
        }
        let begun = self.hold_on_to(dispatch, made)?;
        let (id, base) = (&begun.remote_id, &begun.remote_version);
        destination
            .update(dispatch.id, id, base, article)
            .map_err(Held::Sending)
    }

    /// Ties an article that was begun to its draft.
    fn hold_on_to(&self, dispatch: &Dispatch, begun: RemoteArticle) -> Result<Publication, Held> {
        let publication = Publication {
            state: PublicationState::Unpublished,
            ..tie(dispatch, begun, None)
        };
        self.store
            .put_publication(&publication)
            .map_err(Held::library)?;
        Ok(publication)
    }

    /// Takes an article down; one that somebody deleted is down.
    fn take_down(
        &self,
        dispatch: &Dispatch,
        known: Option<&Publication>,
        (site, destination): (&Site, &dyn Destination),
    ) -> Result<RemoteArticle, Held> {
        let not_published = || NewsroomError::NotPublished(dispatch.draft.to_string());
        let known = known.ok_or_else(|| Held::Here(not_published()))?;
        let base = self.base_of(dispatch, known, (site, destination))?;
        match destination.unpublish(dispatch.id, &known.remote_id, &base) {
            Err(PublishError::NotFound(_)) if is_gone(known, destination) => Ok(RemoteArticle {
                remote_id: known.remote_id.clone(),
                version: known.remote_version.clone(),
                address: known.address.clone(),
                slug: known.slug.clone(),
                published_at: known.published_at,
                updated_at: known.updated_at,
                state: PublicationState::Unpublished,
                off: Some(Off::Gone),
                begun: false,
                overwrote: None,
            }),
            Err(PublishError::ChangedThere(said)) => down_already(known, destination, said),
            sent => sent.map_err(Held::Sending),
        }
    }

    /// The version that a write replaces: the one we know. When the site has refused that because the
    /// article was changed there, and the journalist asks for it again, it is the one that is there
    /// now; what it says is in her history.
    fn base_of(
        &self,
        dispatch: &Dispatch,
        known: &Publication,
        (site, destination): (&Site, &dyn Destination),
    ) -> Result<String, Held> {
        let changed_there = NewsroomError::ArticleChangedThere(String::new()).code();
        let overwrites = dispatch.failure.as_deref() == Some(changed_there);
        let as_known = || Ok(known.remote_version.clone());
        if !overwrites && !brings_back(dispatch, known) {
            return as_known();
        }
        let Some(there) = destination.read(&known.remote_id).map_err(Held::Before)? else {
            return as_known();
        };
        if there.article.version == known.remote_version {
            return as_known();
        }
        if overwrites {
            self.keep_what_is_replaced(site, known, &there)
                .map_err(Held::Library)?;
        } else if !self.says_as_left(known, &there).map_err(Held::Library)? {
            return as_known();
        }
        Ok(there.article.version)
    }

    /// Somebody deleted the article there, perhaps for a reason. An update says so and stops, and
    /// from then on the draft counts as taken down; publishing it after that makes it anew.
    fn after_a_deletion(
        &self,
        dispatch: &Dispatch,
        known: &Publication,
        said: String,
    ) -> Result<(), Held> {
        if dispatch.operation == Operation::Publish {
            return Ok(());
        }
        let gone = Publication {
            state: PublicationState::Unpublished,
            ..known.clone()
        };
        self.store.put_publication(&gone).map_err(Held::library)?;
        self.tell(Event::PublicationChanged {
            draft: dispatch.draft,
        });
        Err(Held::Sending(PublishError::NotFound(said)))
    }
}

/// What an earlier try of this dispatch has done, if there was one. Never skipped: an answer that
/// says "busy" or "broken" may come from a proxy in front of a site that did its work.
fn earlier(
    dispatch: &Dispatch,
    revision: Option<&Revision>,
    known: Option<&Publication>,
    destination: &dyn Destination,
) -> Result<Option<RemoteArticle>, Held> {
    if dispatch.attempts == 0 {
        return Ok(None);
    }
    let slug = known.map(|known| known.slug.clone());
    let slug = slug.or_else(|| revision.and_then(|sent| sent.fields.effective_slug()));
    let sought = Sought {
        key: dispatch.id,
        operation: dispatch.operation,
        remote_id: known.map(|known| known.remote_id.as_str()),
        slug: slug.as_ref(),
    };
    destination.find(&sought).map_err(Held::Asking)
}

/// Whether a try that was refused left the article where readers do not see it.
fn was_kept_back(dispatch: &Dispatch, there: &RemoteArticle) -> bool {
    dispatch.state == DispatchState::Waiting
        && dispatch.operation != Operation::Unpublish
        && there.state == PublicationState::Unpublished
}

/// Whether a send is to bring back what readers do not see any more: nothing else does.
fn brings_back(dispatch: &Dispatch, known: &Publication) -> bool {
    dispatch.operation == Operation::Publish && known.state == PublicationState::Unpublished
}

/// What was to be taken down and changed meanwhile: somebody may have taken it down already.
fn down_already(
    known: &Publication,
    destination: &dyn Destination,
    said: String,
) -> Result<RemoteArticle, Held> {
    let there = destination.read(&known.remote_id).ok().flatten();
    let there = there.map(|there| there.article);
    there
        .filter(|there| there.state == PublicationState::Unpublished)
        .ok_or(Held::Sending(PublishError::ChangedThere(said)))
}

/// Whether the site says, asked for it by name, that it has no such article (any more). A "not
/// found" alone may also come from a wrong address or a proxy.
fn is_gone(known: &Publication, destination: &dyn Destination) -> bool {
    matches!(destination.read(&known.remote_id), Ok(None))
}
