//! One click: checks, a frozen revision and a promise in one transaction; and what became of it. Sends nothing itself.

use std::collections::BTreeMap;

use domain::{
    Act, CheckOverride, Dispatch, DispatchId, DispatchState, DraftId, DraftStatus, EmbargoOverride,
    Fields, Maker, Operation, Publication, PublicationState, Receipt, Revision, RevisionId,
    RevisionReason, SiteId, Slug, Timestamp, Wishes,
};
use jiff::SignedDuration;
use publish::site_api::article_size;
use publish::{Outgoing, SiteLimits};
use store::{OutboxRow, Promise, StoreError};

use crate::checks::Checked;
use crate::delivery::outgoing;
use crate::desk::{OpenText, locked};
use crate::drafting::check_fields;
use crate::embargoes::Leaving;
use crate::everywhere::{Due, Repeat, SiteOutcome};
use crate::history::Said;
use crate::room::Room;
use crate::settings::Settings;
use crate::sites::site_error;
use crate::{Event, Newsroom, NewsroomError};

/// So long after its hour an article still goes out by itself.
const LATEST: SignedDuration = SignedDuration::from_hours(12);

/// When a promise is to be kept.
#[derive(Debug, Clone, Default)]
struct Timing {
    not_before: Option<Timestamp>,
    not_after: Option<Timestamp>,
    wishes: Wishes,
}

/// Dispatches that the outbox shows; open ones are always among them.
const OUTBOX_ROWS: u32 = 200;

/// An article on a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationView {
    /// Which site.
    pub site: SiteId,
    /// That site's name.
    pub site_name: String,
    /// Where readers read it.
    pub address: String,
    /// The slug it went out with; frozen.
    pub slug: Slug,
    /// Whether they can.
    pub live: bool,
    /// Whether they read, or will at its hour, something else than the draft says, as far as that was looked at.
    pub behind: bool,
    /// Since when.
    pub published_at: Timestamp,
    /// Last change there.
    pub updated_at: Option<Timestamp>,
    /// What readers have, as it was sent.
    pub revision: RevisionId,
    /// Whether a reader was served exactly what was sent; `None` when it could not be looked at.
    pub verified: Option<bool>,
    /// The dispatch whose receipt says so.
    pub dispatch: Option<DispatchId>,
    /// Whether somebody else changed it there since, as far as was seen.
    pub drifted: bool,
    /// Whether somebody else took it off, as far as was seen.
    pub withdrawn: bool,
    /// When that was last looked at.
    pub checked_at: Option<Timestamp>,
    /// When the site brings it out, while it waits there.
    pub goes_live: Option<Timestamp>,
}

/// How an article is to go out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// When readers are to see it first, or the update; a moment that has passed for now, `None` for the
    /// hour that was wished of it before, if any.
    pub at: Option<Timestamp>,
    /// The newsletter whose readers get it, by the site's name for it.
    pub newsletter: Option<String>,
    /// Why it goes out although an embargo holds it back.
    pub despite_embargo: Option<String>,
    /// Why it goes out although a check keeps it back.
    pub despite_checks: Option<String>,
    /// It comes back although somebody took it off the site.
    pub brings_back: bool,
}

/// A dispatch in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchView {
    /// The dispatch; `failure` is one of [`NewsroomError::CODES`].
    pub dispatch: Dispatch,
    /// Its headline when it was promised.
    pub headline: String,
    /// The site's name.
    pub site_name: String,
    /// Where a reader finds the article, once done and while it is there.
    pub address: Option<String>,
    /// What proves it, once done.
    pub receipt: Option<Receipt>,
    /// Until when an embargo holds it back, where that is its failure.
    pub embargo_until: Option<Timestamp>,
}

impl DispatchView {
    /// Whether it may be taken back.
    pub fn can_cancel(&self) -> bool {
        self.dispatch.state.can_cancel()
    }

    /// Whether it may be tried again now.
    pub fn can_retry(&self) -> bool {
        self.dispatch.state.can_retry()
    }
}

impl From<OutboxRow> for DispatchView {
    fn from(row: OutboxRow) -> Self {
        let failure = row.dispatch.failure.as_deref();
        let said = row.dispatch.failure_detail.clone().unwrap_or_default();
        let why = failure.map(|code| NewsroomError::of_code(code, said));
        Self {
            embargo_until: why.and_then(|why| why.until()),
            dispatch: row.dispatch,
            headline: row.headline,
            site_name: row.site_name,
            address: row.address,
            receipt: row.receipt,
        }
    }
}

impl Newsroom {
    /// Promises to publish a draft, or to update its article when readers see one already. What is
    /// promised survives everything from here on; a courier keeps it. An earlier text that still
    /// waits gives way: it is taken back, and this one promised, in one transaction. The newsletter
    /// that was to have it gets this one, at the hour that was chosen.
    ///
    /// # Errors
    /// `HeadlineMissing`, `TextMissing`; `HeadlineTooLong`, `FieldTooLong`, `TooManyTags`, `ArticleTooLarge` as
    /// the site's own description has it, see [`NewsroomError::limit`]; `ArticleWithdrawn` unless the wish brings it back; `EmbargoHolds`, see
    /// [`NewsroomError::until`]; `ChecksHold` unless the wish says why it goes all the same; `EarlierUnderWay` while an earlier text is
    /// being sent, or may have arrived; `DispatchOpen` while an `Unpublish` waits;
    /// `DraftMissing`, `DraftBinned`, `SiteMissing`; any failure of the library.
    pub fn publish(&self, draft: DraftId, site: SiteId) -> Result<DispatchView, NewsroomError> {
        self.publish_keeping(draft, site, &Wish::default())
    }

    /// The same with a wish; where that names no newsletter, or no hour, that of the text that gives way stays.
    ///
    /// # Errors
    /// As for [`Newsroom::publish_as`].
    pub fn publish_keeping(
        &self,
        draft: DraftId,
        site: SiteId,
        wish: &Wish,
    ) -> Result<DispatchView, NewsroomError> {
        let wish = self.room.kept_wish(draft, site, wish)?;
        self.publish_as(draft, site, &wish)
    }

    /// The same just as wished, the newsletter too. At an hour: by the site's own clock where it brings
    /// articles out by itself, else by ours, and then only while this program runs. An hour at which
    /// an embargo has ended is allowed; an earlier one needs a reason, which is kept with the promise.
    ///
    /// # Errors
    /// As for [`Newsroom::publish`]; `ReasonMissing` for a reason that says nothing.
    pub fn publish_as(
        &self,
        draft: DraftId,
        site: SiteId,
        wish: &Wish,
    ) -> Result<DispatchView, NewsroomError> {
        let mut all = self.room.promise_to(draft, &[site], wish, Repeat::Send)?;
        let promised = all.pop().map(|outcome| outcome.promised).transpose()?;
        let none = || NewsroomError::Internal(format!("{draft}: nothing was promised"));
        promised.flatten().ok_or_else(none)
    }

    /// Promises to take an article down, once the writer's grace is over. A text that still waits gives way.
    ///
    /// # Errors
    /// `NotPublished`; `DispatchOpen`, `SiteMissing`; any failure of the library.
    pub fn unpublish(&self, draft: DraftId, site: SiteId) -> Result<DispatchView, NewsroomError> {
        let room = &self.room;
        let not_published = || NewsroomError::NotPublished(draft.to_string());
        let known = room
            .store
            .publication(draft, site)?
            .ok_or_else(not_published)?;
        if known.state == PublicationState::Unpublished {
            return Err(not_published());
        }
        let down = Operation::Unpublish;
        let timing = room.timing(site, down, &Wish::default())?;
        let dispatch = room.dispatch_to((draft, site), known.revision, down, timing);
        room.store.promise_kept(&dispatch)?;
        room.promised(dispatch.id)
    }

    /// The outbox, newest first: everything that is open, and the last 200.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn outbox(&self) -> Result<Vec<DispatchView>, NewsroomError> {
        let rows = self.room.store.outbox(OUTBOX_ROWS)?;
        Ok(rows.into_iter().map(DispatchView::from).collect())
    }

    /// One dispatch.
    ///
    /// # Errors
    /// `DispatchMissing`; any failure of the library.
    pub fn dispatch(&self, id: DispatchId) -> Result<DispatchView, NewsroomError> {
        self.room.view(id)
    }

    /// Takes a promise back that was not sent, or clears away one that failed.
    ///
    /// # Errors
    /// `DispatchMissing` when there is none, or when it is too late.
    pub fn cancel_dispatch(&self, id: DispatchId) -> Result<(), NewsroomError> {
        self.room.store.cancel_dispatch(id)?;
        self.room.tell_of_dispatch(id);
        Ok(())
    }

    /// Tries a dispatch again now. One whose outcome is unknown asks the site first.
    ///
    /// # Errors
    /// `DispatchMissing` when there is nothing to try; `DispatchOpen`.
    pub fn retry_dispatch(&self, id: DispatchId) -> Result<(), NewsroomError> {
        self.room.store.retry_dispatch(id)?;
        self.room.outbox_bell.ring();
        self.room.tell_of_dispatch(id);
        Ok(())
    }

    /// A draft's articles, one a site; the oldest first.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn publications(&self, draft: DraftId) -> Result<Vec<PublicationView>, NewsroomError> {
        self.room.publication_views(draft)
    }
}

/// The hour that was wished of a promise; none for one that waits for its grace alone.
fn hour_of(promised: &Dispatch) -> Option<Timestamp> {
    let here = promised
        .not_after
        .and_then(|last| last.checked_sub(LATEST).ok());
    promised.wishes.goes_live.or(here)
}

/// What keeps a draft from being published.
pub(crate) fn check(fields: &Fields, text: &str) -> Result<(), NewsroomError> {
    if fields.headline.trim().is_empty() || fields.effective_slug().is_none() {
        return Err(NewsroomError::HeadlineMissing(fields.headline.clone()));
    }
    if prose::count(text).words == 0 {
        return Err(NewsroomError::TextMissing("no words".to_owned()));
    }
    Ok(())
}

/// What this site would not take: told before it is promised.
fn check_limits(article: &Outgoing, limits: &SiteLimits) -> Result<(), NewsroomError> {
    for (name, text) in article.texts() {
        let is = text.chars().count() as u64;
        let Some(most) = limits.characters.get(name).map(|most| u64::from(*most)) else {
            continue;
        };
        if is > most {
            let said = NewsroomError::over(most, &format!("characters in {name}"), is);
            return Err(match name {
                "headline" => NewsroomError::HeadlineTooLong(said),
                _ => NewsroomError::FieldTooLong(said),
            });
        }
    }
    let tags = article.tags.len() as u64;
    if let Some(most) = limits.tags.map(u64::from)
        && tags > most
    {
        return Err(NewsroomError::TooManyTags(NewsroomError::over(
            most, "tags", tags,
        )));
    }
    let is = article_size(article).map_err(site_error)?;
    match limits.article_bytes {
        Some(most) if is > most => {
            let of = format!("MB ({most} bytes as it is sent)");
            Err(NewsroomError::ArticleTooLarge(NewsroomError::over(
                most / 1_000_000,
                &of,
                is,
            )))
        }
        _ => Ok(()),
    }
}

impl Room {
    /// What a draft says, every change of it durable.
    pub(crate) fn flushed(&self, draft: DraftId) -> Result<Said, NewsroomError> {
        if let Some(text) = self.desk.get(draft) {
            self.fold(draft, &text)?;
        }
        self.said(draft)
    }

    /// What keeps an article from being published on a site, before there is a draft of it.
    pub(crate) fn check_article(
        &self,
        fields: Fields,
        text: String,
        site: SiteId,
    ) -> Result<(), NewsroomError> {
        check_fields(&fields)?;
        check(&fields, &text)?;
        let revision = Revision {
            id: RevisionId(self.ids.next()),
            draft: DraftId(self.ids.next()),
            fields,
            text,
            made_at: self.clock.now(),
            reason: RevisionReason::Publish,
            maker: Maker::Writer,
            name: None,
            words: None,
        };
        self.check_limits_of(&revision, None, site)
    }

    pub(crate) fn check_limits_of(
        &self,
        revision: &Revision,
        known: Option<&Publication>,
        site: SiteId,
    ) -> Result<(), NewsroomError> {
        let mut article = outgoing(revision, known)?;
        if let Some(site) = self.store.site(site)? {
            article.corrections = self.corrections_there(&site, &revision.fields)?;
            self.wardrobe(Some(&site))?.dress_article(&mut article);
        }
        check_limits(&article, &self.choices(site)?.limits)
    }

    /// What an hour means on this site: a new article is sent now where the site keeps the hour, all
    /// else waits here. What could not be sent in time does not go out long after it unasked. The
    /// writer's grace comes on top, so that she can take it back.
    fn timing(
        &self,
        site: SiteId,
        operation: Operation,
        wish: &Wish,
    ) -> Result<Timing, NewsroomError> {
        let now = self.clock.now();
        let abilities = self.choices(site)?.abilities;
        let there = abilities.is_some_and(|abilities| abilities.schedules);
        let there = there && operation == Operation::Publish;
        let at = wish.at.filter(|at| *at > now);
        let (goes_live, waits_until) = if there { (at, None) } else { (None, at) };
        let grace = self.settings()?.grace_seconds.min(Settings::LONGEST_GRACE);
        let grace = now + SignedDuration::from_secs(i64::from(grace));
        let late = |at: Timestamp| at.checked_add(LATEST).ok();
        Ok(Timing {
            not_before: waits_until
                .into_iter()
                .chain([grace])
                .max()
                .filter(|at| *at > now),
            not_after: waits_until.and_then(late),
            wishes: Wishes {
                goes_live,
                // Readers have got an article that is out.
                newsletter: wish
                    .newsletter
                    .clone()
                    .filter(|_| operation == Operation::Publish),
            },
        })
    }

    /// See [`Newsroom::publish_as`] and [`Newsroom::publish_to`].
    pub(crate) fn promise_to(
        &self,
        draft: DraftId,
        sites: &[SiteId],
        wish: &Wish,
        repeat: Repeat,
    ) -> Result<Vec<SiteOutcome>, NewsroomError> {
        if self.status(draft)? == DraftStatus::Binned {
            return Err(NewsroomError::DraftBinned(draft.to_string()));
        }
        let _one_at_a_time = locked(&self.keeping);
        let said = self.flushed(draft)?;
        let state = said.state;
        let reason = match self.publication_of(draft)?.map(|p| p.state) {
            Some(PublicationState::Live) => RevisionReason::Update,
            _ => RevisionReason::Publish,
        };
        let revision = self.revision_of(draft, said.fields, said.text, reason, Maker::Writer)?;
        let mut outcomes = BTreeMap::new();
        let mut promises = Vec::new();
        for site in sites {
            match self.due(&revision, *site, wish, repeat) {
                Ok(Due::Promise(promise)) => promises.push(*promise),
                Ok(Due::Promised(open)) => {
                    drop(outcomes.insert(*site, self.view(open.id).map(Some)))
                }
                Ok(Due::Nothing) => drop(outcomes.insert(*site, Ok(None))),
                Err(error) => drop(outcomes.insert(*site, Err(error))),
            }
        }
        let in_the_way = self.store.promise_each(&revision, &promises)?;
        if in_the_way.contains(&None) {
            self.mark_kept(draft, state);
            self.tell(Event::HistoryChanged { draft });
        }
        for (Promise { dispatch, .. }, earlier) in promises.iter().zip(in_the_way) {
            let promised = match earlier {
                None => self.promised(dispatch.id).map(Some),
                Some(earlier) => Err(self.in_the_way(earlier)?),
            };
            outcomes.insert(dispatch.site, promised);
        }
        self.outcomes(sites, outcomes)
    }

    /// What is to be promised to a site, when nothing keeps it from going there.
    fn due(
        &self,
        revision: &Revision,
        site: SiteId,
        wish: &Wish,
        repeat: Repeat,
    ) -> Result<Due, NewsroomError> {
        if self.store.site(site)?.is_none() {
            return Err(NewsroomError::SiteMissing(site.to_string()));
        }
        if repeat == Repeat::Skip
            && let Some(due) = self.is_said(revision, site, wish)?
        {
            return Ok(due);
        }
        let known = self.store.publication(revision.draft, site)?;
        let wish = match repeat {
            Repeat::Send => wish.clone(),
            Repeat::Skip => self.kept_wish(revision.draft, site, wish)?,
        };
        let there = Revision {
            fields: revision.fields.on_site(site),
            ..revision.clone()
        };
        check(&there.fields, &there.text)?;
        self.check_limits_of(&there, known.as_ref(), site)?;
        let lifted = self.check_embargo(Leaving {
            draft: revision.draft,
            fields: &there.fields,
            act: Act::Publish,
            site: Some(site),
            seen_from: wish.at,
            despite: wish.despite_embargo.as_deref(),
        })?;
        let checked = Checked {
            draft: revision.draft,
            fields: &there.fields,
            text: &there.text,
        };
        let despite = self.check_required(checked, site, wish.despite_checks.as_deref())?;
        if let Some(known) = known.as_ref().filter(|_| !wish.brings_back)
            && self.is_withdrawn(known)?
        {
            return Err(NewsroomError::ArticleWithdrawn(known.address.clone()));
        }
        let live = known.is_some_and(|p| p.state == PublicationState::Live);
        let operation = if live {
            Operation::Update
        } else {
            Operation::Publish
        };
        let timing = self.timing(site, operation, &wish)?;
        let dispatch = self.dispatch_to((revision.draft, site), revision.id, operation, timing);
        let lifted = lifted.map(|lifted| EmbargoOverride {
            dispatch: Some(dispatch.id),
            ..lifted
        });
        let despite = despite.map(|(checks, reason)| CheckOverride {
            draft: revision.draft,
            dispatch: dispatch.id,
            checks,
            reason,
            made_at: self.clock.now(),
        });
        Ok(Due::Promise(Box::new(Promise {
            dispatch,
            lifted,
            despite,
        })))
    }

    /// A wish that names no newsletter, or no hour, keeps that of the text that gives way: of one that
    /// waits here, or on its site.
    fn kept_wish(&self, draft: DraftId, site: SiteId, wish: &Wish) -> Result<Wish, NewsroomError> {
        let there = self.store.publication(draft, site)?;
        let there = there.filter(|there| there.state == PublicationState::Scheduled);
        let gives_way = self.store.gives_way(draft, site)?;
        let waits = gives_way
            .as_ref()
            .filter(|earlier| earlier.state == DispatchState::Waiting);
        let at = waits
            .and_then(hour_of)
            .or(there.map(|there| there.published_at));
        let newsletter = gives_way.and_then(|earlier| earlier.wishes.newsletter);
        Ok(Wish {
            // A reason that lifts an embargo lets it out before the hour that was to wait for its end.
            at: wish.at.or(at.filter(|_| wish.despite_embargo.is_none())),
            newsletter: wish.newsletter.clone().or(newsletter),
            ..wish.clone()
        })
    }

    fn dispatch_to(
        &self,
        (draft, site): (DraftId, SiteId),
        revision: RevisionId,
        operation: Operation,
        timing: Timing,
    ) -> Dispatch {
        Dispatch {
            id: DispatchId::of_draft(draft, self.ids.next()),
            draft,
            site,
            operation,
            revision,
            made_at: self.clock.now(),
            not_before: timing.not_before,
            not_after: timing.not_after,
            wishes: timing.wishes,
            state: DispatchState::Waiting,
            attempts: 0,
            next_try: None,
            failure: None,
            failure_detail: None,
        }
    }

    /// Tells of a promise that was written, and has it kept.
    fn promised(&self, id: DispatchId) -> Result<DispatchView, NewsroomError> {
        self.outbox_bell.ring();
        self.tell_of_dispatch(id);
        self.view(id)
    }

    /// What is told of an open promise that stands in the way of another: told apart when it is a
    /// text.
    fn in_the_way(&self, earlier: DispatchId) -> Result<NewsroomError, NewsroomError> {
        let said = StoreError::DispatchOpen(earlier).to_string();
        let earlier = self.store.dispatch(earlier)?;
        Ok(match earlier.map(|earlier| earlier.operation) {
            Some(Operation::Unpublish) => NewsroomError::DispatchOpen(said),
            Some(Operation::Publish | Operation::Update) | None => {
                NewsroomError::EarlierUnderWay(said)
            }
        })
    }

    /// Whether a text waits to be sent that is not what the draft says now.
    pub(crate) fn waits_outdated(
        &self,
        draft: DraftId,
        text: &OpenText,
    ) -> Result<bool, NewsroomError> {
        let open = self.store.open_dispatches(draft)?;
        let waits = |open: &&Dispatch| {
            open.state == DispatchState::Waiting && open.operation != Operation::Unpublish
        };
        for open in open.iter().filter(waits) {
            let there = text.fields.on_site(open.site);
            let says_else = |r: Revision| {
                r.fields.on_site(open.site) != there || r.text != text.manuscript.text()
            };
            let outdated = match self.store.revision(open.revision) {
                // It will never be sent, and keeps nobody from her draft.
                Err(StoreError::RevisionDamaged(_)) => true,
                waits => waits?.is_some_and(says_else),
            };
            if outdated {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Tells that a dispatch moved, and that its draft's status may have. It has moved: what can't
    /// be told is logged, and stops nothing.
    pub(crate) fn tell_of_dispatch(&self, id: DispatchId) {
        self.tell(Event::OutboxChanged);
        let moved = self.store.dispatch(id).unwrap_or_else(|error| {
            tracing::warn!(dispatch = %id, %error, "can't tell whose dispatch moved");
            None
        });
        let draft = moved.map(|dispatch| dispatch.draft);
        self.tell(Event::LibraryChanged { draft });
    }

    fn view(&self, id: DispatchId) -> Result<DispatchView, NewsroomError> {
        let row = self.store.outbox_row(id)?;
        let row = row.ok_or_else(|| NewsroomError::DispatchMissing(id.to_string()))?;
        Ok(row.into())
    }

    pub(crate) fn publication_views(
        &self,
        draft: DraftId,
    ) -> Result<Vec<PublicationView>, NewsroomError> {
        let all = self.store.publications(draft)?;
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let behind = self.behind(draft)?;
        all.into_iter()
            .map(|publication| self.publication_view(publication, &behind))
            .collect()
    }

    fn publication_view(
        &self,
        publication: Publication,
        behind: &[SiteId],
    ) -> Result<PublicationView, NewsroomError> {
        let Publication { draft, site, .. } = publication;
        let receipt = self.store.last_receipt(draft, site)?;
        let withdrawn = self.is_withdrawn(&publication)?;
        let Publication {
            address,
            slug,
            published_at,
            updated_at,
            state,
            remote_version,
            revision,
            ..
        } = publication;
        let dispatch = receipt.as_ref().map(|receipt| receipt.dispatch);
        let there = self.store.live_text(draft, site)?;
        let live = state == PublicationState::Live;
        Ok(PublicationView {
            site,
            site_name: self.store.site(site)?.map(|s| s.name).unwrap_or_default(),
            address,
            slug,
            live,
            behind: state != PublicationState::Unpublished && behind.contains(&site),
            goes_live: (state == PublicationState::Scheduled).then_some(published_at),
            published_at,
            updated_at,
            verified: receipt.and_then(|receipt| receipt.verified()),
            revision,
            dispatch,
            drifted: there
                .as_ref()
                .is_some_and(|there| there.version != remote_version),
            withdrawn,
            checked_at: there.map(|there| there.checked_at),
        })
    }
}
