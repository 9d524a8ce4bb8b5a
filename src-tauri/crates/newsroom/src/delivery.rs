//! One dispatch, carried: pictures, the article, the proof. Decides from the outcome what becomes of it; repeats nothing itself.

use domain::{
    Dispatch, DispatchState, Operation, PictureFile, Publication, PublicationState, Receipt,
    Revision, Site, SiteKind,
};
use publish::{Destination, Outcome, Outgoing, PublishError, RemoteArticle};

use crate::desk::locked;
use crate::files::picture_names;
use crate::hash::sha256;
use crate::preview::Proof;
use crate::room::Room;
use crate::sites::{Unseen, site_error};
use crate::{Event, NewsroomError};

/// Why a dispatch is not done.
enum Held {
    /// The site, before the article's own request was made: nothing of it can have happened.
    Before(PublishError),
    /// The site, when asked what became of an earlier try: still nobody knows.
    Asking(PublishError),
    /// The site, in answer to the article's own request.
    Sending(PublishError),
    /// Something here that another try would not change.
    Here(NewsroomError),
    /// Something here that keeps us from asking what became of an earlier try.
    Mute(NewsroomError),
    /// The library, which can't even keep the outcome.
    Library(NewsroomError),
}

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
                self.site_is_back(dispatch.site)
            }
            Err(held) => self.settle(dispatch, held),
        }
    }

    fn attempt(&self, dispatch: &Dispatch) -> Result<(), Held> {
        let in_doubt = |held: Held| held.while_in_doubt(dispatch);
        if dispatch
            .not_after
            .is_some_and(|last| self.clock.now() > last)
        {
            let why = NewsroomError::DispatchTooLate(format!("{:?}", dispatch.not_after));
            return Err(in_doubt(Held::Here(why)));
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
        let earlier = earlier(dispatch, known.as_ref(), &*destination)?;
        let site = match self.refresh_site(site.id, &*destination) {
            Ok(seen) => seen,
            // It happened: what the site refuses to say of itself now does not undo that.
            Err(unseen) if earlier.is_some() => {
                tracing::warn!(dispatch = %dispatch.id, ?unseen, "the site can't be looked at");
                site
            }
            Err(unseen) => return Err(Held::before(unseen)),
        };
        let remote = match earlier {
            Some(remote) => remote,
            None => self.send(dispatch, revision, known.as_ref(), &*destination)?,
        };
        let publication = tie(dispatch, remote, known.as_ref());
        self.store
            .put_publication(&publication)
            .map_err(Held::library)?;
        self.tell(Event::PublicationChanged {
            draft: dispatch.draft,
        });
        let receipt = self.prove(dispatch, revision, &site, &publication, &*destination);
        let receipt = receipt.map_err(Held::Library)?;
        self.store
            .keep_receipt(&receipt, &publication)
            .map_err(Held::library)
    }

    /// Where a dispatch goes, and the revision that it sends; none is sent to take an article down.
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
        Ok((site, Some(revision)))
    }

    /// Sends the picture, then the article; without a revision takes the article down.
    fn send(
        &self,
        dispatch: &Dispatch,
        revision: Option<&Revision>,
        known: Option<&Publication>,
        destination: &dyn Destination,
    ) -> Result<RemoteArticle, Held> {
        let Some(revision) = revision else {
            return take_down(dispatch, known, destination);
        };
        for picture in self.pictures_of(revision).map_err(Held::Library)? {
            let bytes = self.pictures.bytes(&picture).map_err(Held::Here)?;
            destination
                .send_picture(&picture, &bytes)
                .map_err(Held::Before)?;
        }
        let article = outgoing(revision, known).map_err(Held::Here)?;
        let Some(known) = known else {
            return destination
                .create(dispatch.id, &article)
                .map_err(Held::Sending);
        };
        let base = base_of(dispatch, known, destination)?;
        match destination.update(dispatch.id, &known.remote_id, &base, &article) {
            Err(PublishError::NotFound(said)) if is_gone(known, destination) => {
                self.after_a_deletion(dispatch, known, said)?;
                destination
                    .create(dispatch.id, &article)
                    .map_err(Held::Sending)
            }
            sent => sent.map_err(Held::Sending),
        }
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

    /// The kept pictures that an article shows. A text may name others: readers then see their alt
    /// text, as the writer does in the preview.
    fn pictures_of(&self, revision: &Revision) -> Result<Vec<PictureFile>, NewsroomError> {
        let mut pictures = Vec::new();
        for name in picture_names(&revision.fields, &revision.text) {
            let hash = name.split('.').next().unwrap_or_default();
            pictures.extend(self.store.picture(hash)?);
        }
        Ok(pictures)
    }

    /// Looks at the page as a reader does and compares.
    pub(crate) fn prove(
        &self,
        dispatch: &Dispatch,
        revision: Option<&Revision>,
        site: &Site,
        publication: &Publication,
        destination: &dyn Destination,
    ) -> Result<Receipt, NewsroomError> {
        let sent = match revision {
            Some(revision) => self.sent_region(revision, site, publication)?,
            None => Some(String::new()),
        };
        let seen = match &sent {
            Some(_) => seen_region(&publication.address, destination),
            // Nothing to compare it with.
            None => None,
        };
        let sent = sent.unwrap_or_default();
        if seen.as_ref().is_some_and(|seen| *seen != sent) {
            tracing::warn!(dispatch = %dispatch.id, "readers are served something else");
        }
        Ok(Receipt {
            dispatch: dispatch.id,
            answered_at: self.clock.now(),
            address: publication.address.clone(),
            remote_version: publication.remote_version.clone(),
            sent_hash: sha256(sent.as_bytes()),
            seen_hash: seen.map(|seen| sha256(seen.as_bytes())),
        })
    }

    /// The article region as the preview would show it; `None` when the site's theme can't print it.
    fn sent_region(
        &self,
        revision: &Revision,
        site: &Site,
        publication: &Publication,
    ) -> Result<Option<String>, NewsroomError> {
        let press = self.press(Some(site))?;
        let proof = Proof::new(press, Some(publication.clone()), self.clock.now());
        let manuscript = prose::Manuscript::new(&revision.text);
        let words = manuscript.counts().words;
        let printed = proof.sites_own_region(&revision.fields, manuscript.body_html(), words);
        Ok(printed
            .inspect_err(|error| tracing::warn!(%error, "the site's theme can't print the article"))
            .ok())
    }

    /// Decides what becomes of a dispatch that is not done.
    fn settle(&self, dispatch: &Dispatch, held: Held) -> Result<(), NewsroomError> {
        use DispatchState::{Failed, Unknown, Waiting};
        // What was in doubt before this try stays so, unless the site was asked and answered.
        let (state, error) = match held {
            Held::Library(error) => return Err(error),
            Held::Here(error) => return self.put_back(dispatch, Failed, &error, None),
            Held::Mute(error) => return self.put_back(dispatch, Unknown, &error, None),
            Held::Asking(error) => (doubt_or_wait(dispatch), error),
            Held::Before(error) => match error.outcome() {
                Outcome::Refused => (Failed, error),
                Outcome::NotSent | Outcome::NotNow | Outcome::Unknown => {
                    (doubt_or_wait(dispatch), error)
                }
            },
            Held::Sending(error) => match error.outcome() {
                Outcome::Refused => (Failed, error),
                Outcome::NotSent => (Waiting, error),
                // "Busy" may be the word of a proxy whose site did the work: not to be taken back.
                Outcome::NotNow | Outcome::Unknown => (Unknown, error),
            },
        };
        self.set_reachable(
            dispatch.site,
            !matches!(error, PublishError::Unreachable(_)),
        );
        let wish = match &error {
            PublishError::Busy { retry_after, .. } => *retry_after,
            _ => None,
        };
        let why = self.told(dispatch, error)?;
        self.put_back(dispatch, state, &why, wish)
    }

    /// The failure in the journalist's words: a local site that can't be reached says why.
    fn told(
        &self,
        dispatch: &Dispatch,
        error: PublishError,
    ) -> Result<NewsroomError, NewsroomError> {
        if matches!(error, PublishError::Unreachable(_)) {
            let site = self.store.site(dispatch.site)?;
            let local = site.is_some_and(|site| site.kind == SiteKind::Local);
            if let Some(fault) = locked(&self.local_site_fault).clone().filter(|_| local) {
                return Ok(fault);
            }
        }
        Ok(site_error(error))
    }
}

/// What an earlier try of this dispatch has done, if there was one. Never skipped: an answer that
/// says "busy" or "broken" may come from a proxy in front of a site that did its work.
fn earlier(
    dispatch: &Dispatch,
    known: Option<&Publication>,
    destination: &dyn Destination,
) -> Result<Option<RemoteArticle>, Held> {
    if dispatch.attempts == 0 {
        return Ok(None);
    }
    let remote_id = known.map(|known| known.remote_id.as_str());
    destination
        .find(dispatch.id, remote_id)
        .map_err(Held::Asking)
}

/// The article region that a reader is served at this address: empty where nothing is; `None` when
/// it can't be looked at.
fn seen_region(address: &str, destination: &dyn Destination) -> Option<String> {
    match destination.page(address) {
        Ok(page) => Some(page::region_of(&page).unwrap_or_default().to_owned()),
        Err(PublishError::NotFound(_)) => Some(String::new()),
        Err(error) => {
            tracing::info!(address, %error, "the page can't be looked at");
            None
        }
    }
}

/// Takes an article down; one that somebody deleted is down.
fn take_down(
    dispatch: &Dispatch,
    known: Option<&Publication>,
    destination: &dyn Destination,
) -> Result<RemoteArticle, Held> {
    let not_published = || NewsroomError::NotPublished(dispatch.draft.to_string());
    let known = known.ok_or_else(|| Held::Here(not_published()))?;
    let base = base_of(dispatch, known, destination)?;
    match destination.unpublish(dispatch.id, &known.remote_id, &base) {
        Err(PublishError::NotFound(_)) if is_gone(known, destination) => Ok(RemoteArticle {
            remote_id: known.remote_id.clone(),
            version: known.remote_version.clone(),
            address: known.address.clone(),
            slug: known.slug.clone(),
            published_at: known.published_at,
            updated_at: known.updated_at,
            state: PublicationState::Unpublished,
        }),
        sent => sent.map_err(Held::Sending),
    }
}

/// The version that a write replaces: the one we know. When the site has refused that because the
/// article was changed there, and the journalist asks for it again, it is the one that is there now.
fn base_of(
    dispatch: &Dispatch,
    known: &Publication,
    destination: &dyn Destination,
) -> Result<String, Held> {
    let changed_there = NewsroomError::ArticleChangedThere(String::new()).code();
    if dispatch.failure.as_deref() != Some(changed_there) {
        return Ok(known.remote_version.clone());
    }
    let there = destination.read(&known.remote_id).map_err(Held::Before)?;
    Ok(there.map_or_else(|| known.remote_version.clone(), |article| article.version))
}

/// Whether the site says, asked for it by name, that it has no such article (any more). A "not
/// found" alone may also come from a wrong address or a proxy.
fn is_gone(known: &Publication, destination: &dyn Destination) -> bool {
    matches!(destination.read(&known.remote_id), Ok(None))
}

/// Where a dispatch goes when the article's own request was not made in this try.
fn doubt_or_wait(dispatch: &Dispatch) -> DispatchState {
    if dispatch.state == DispatchState::Unknown {
        DispatchState::Unknown
    } else {
        DispatchState::Waiting
    }
}

impl Held {
    /// A dispatch in doubt stays so until the site was asked, whatever keeps us from asking.
    fn while_in_doubt(self, dispatch: &Dispatch) -> Self {
        match self {
            held if dispatch.state != DispatchState::Unknown => held,
            Self::Before(error) => Self::Asking(error),
            Self::Here(error) => Self::Mute(error),
            held => held,
        }
    }

    fn before(unseen: Unseen) -> Self {
        match unseen {
            Unseen::Site(error) => Self::Before(error),
            Unseen::Here(error @ NewsroomError::KeychainUnavailable(_)) => Self::Here(error),
            Unseen::Here(error) => Self::Library(error),
        }
    }

    fn library(error: store::StoreError) -> Self {
        Self::Library(error.into())
    }
}

/// The article as it leaves the desk.
pub(crate) fn outgoing(
    revision: &Revision,
    known: Option<&Publication>,
) -> Result<Outgoing, NewsroomError> {
    let fields = &revision.fields;
    let slug = known
        .map(|k| k.slug.clone())
        .or_else(|| fields.effective_slug());
    let slug = slug.ok_or_else(|| NewsroomError::HeadlineMissing(fields.headline.clone()))?;
    Ok(Outgoing {
        headline: fields.headline.clone(),
        standfirst: fields.standfirst.clone(),
        section: fields.section.clone(),
        tags: fields.tags.clone(),
        byline: fields.byline.clone(),
        language: fields.language.clone(),
        slug,
        published_at: known.map(|k| k.published_at).or(fields.publish_at),
        lead_picture: fields.lead_picture.clone(),
        body_html: prose::body_html(&revision.text),
        body_markdown: revision.text.clone(),
    })
}

/// The tie that the site's answer makes.
fn tie(dispatch: &Dispatch, remote: RemoteArticle, known: Option<&Publication>) -> Publication {
    let revision = match (dispatch.operation, known) {
        (Operation::Unpublish, Some(known)) => known.revision,
        _ => dispatch.revision,
    };
    let state = match dispatch.operation {
        Operation::Unpublish => PublicationState::Unpublished,
        Operation::Publish | Operation::Update => remote.state,
    };
    Publication {
        draft: dispatch.draft,
        site: dispatch.site,
        remote_id: remote.remote_id,
        address: remote.address,
        slug: remote.slug,
        remote_version: remote.version,
        revision,
        state,
        published_at: remote.published_at,
        updated_at: remote.updated_at,
    }
}
