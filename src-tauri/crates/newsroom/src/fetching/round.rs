//! Imports in the background, one request at a time, until the newsroom closes: lists, then articles; waits where a site is away
//! or busy. What is settled is never asked for again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{ImportId, ImportState, PublicationState, Site, Timestamp};
use publish::{Destination, PublishError};
use store::{Import, ImportedArticle, ImportedState};

use super::arrival::{Held, is_for_now};
use crate::bell::Woken;
use crate::desk::locked;
use crate::room::Room;
use crate::sites::{Unseen, site_error};
use crate::{Event, NewsroomError};

/// How long the background sleeps when nobody wakes it.
const REST: Duration = Duration::from_secs(60);
/// The longest wait that a site may ask for.
const LONGEST_WISH: Duration = Duration::from_secs(3_600);
/// So often one article, or one part of a list, is asked for that the site fails at.
const TRIES: u32 = 3;

/// The imports that wait, and how often they tried in vain.
#[derive(Default)]
pub(crate) struct Waits(BTreeMap<ImportId, Wait>);

struct Wait {
    tries: u32,
    until: Instant,
    at: Timestamp,
    why: NewsroomError,
}

impl Waits {
    /// What an import waits for, and when it tries again.
    pub(super) fn of(&self, import: ImportId) -> Option<(NewsroomError, Timestamp)> {
        let wait = self.0.get(&import)?;
        Some((wait.why.clone(), wait.at))
    }

    /// It need not wait any longer.
    pub(super) fn forget(&mut self, import: ImportId) {
        self.0.remove(&import);
    }

    /// Nothing need wait any longer, for a site is back or the passphrase was given; but for what a
    /// site asked us to wait.
    pub(super) fn end(&mut self) {
        let now = Instant::now();
        let waits = self.0.values_mut();
        waits
            .filter(|wait| !matches!(wait.why, NewsroomError::SiteBusy(_)))
            .for_each(|wait| wait.until = now);
    }

    fn tries(&self, import: ImportId) -> u32 {
        self.0.get(&import).map_or(0, |wait| wait.tries)
    }

    fn left(&self, import: ImportId) -> Duration {
        let until = self.0.get(&import).map(|wait| wait.until);
        until.map_or(Duration::ZERO, |until| {
            until.saturating_duration_since(Instant::now())
        })
    }
}

/// Brings articles in until the newsroom closes.
pub(crate) fn keep_fetching(room: &Arc<Room>) {
    let mut heard = 0;
    loop {
        let rest = room.fetch_on().unwrap_or_else(|error| {
            tracing::error!(%error, "an import can't go on");
            REST
        });
        if room.import_bell.is_closed()
            || !rest.is_zero() && room.import_bell.sleep(&mut heard, rest) == Woken::ToLeave
        {
            return;
        }
    }
}

/// Why an import does not go on with what it is at.
enum Stopped {
    /// It tries again later, however often; perhaps with a wish of the site's for how long.
    Waits(NewsroomError, Option<Duration>),
    /// It tries again, but not for ever.
    Fails(NewsroomError),
    /// It would be the same again.
    Refused(NewsroomError),
}

impl Stopped {
    fn by(error: PublishError) -> Self {
        match &error {
            PublishError::Busy { retry_after, .. } => {
                let wish = *retry_after;
                Self::Waits(site_error(error), wish)
            }
            PublishError::Unreachable(_) => Self::Waits(site_error(error), None),
            PublishError::NotUnderstood(_) => Self::Fails(site_error(error)),
            passing if is_for_now(passing) => Self::Fails(site_error(error)),
            _ => Self::Refused(site_error(error)),
        }
    }
}

impl From<Unseen> for Stopped {
    fn from(unseen: Unseen) -> Self {
        match unseen {
            Unseen::Site(error) => Self::by(error),
            Unseen::Here(error @ NewsroomError::SecretsDamaged(_)) => Self::Refused(error),
            Unseen::Here(error) => Self::Waits(error, None),
        }
    }
}

impl From<store::StoreError> for Stopped {
    fn from(error: store::StoreError) -> Self {
        Self::Waits(error.into(), None)
    }
}

impl Room {
    /// One step of the first import that need not wait; says how long there is nothing to do.
    fn fetch_on(&self) -> Result<Duration, NewsroomError> {
        let running = self.store.running_imports()?;
        let left = |import: &Import| locked(&self.import_waits).left(import.id);
        let Some(import) = running.iter().find(|import| left(import).is_zero()) else {
            return Ok(running.iter().map(left).min().unwrap_or(REST).min(REST));
        };
        match self.step(import) {
            Ok(()) => locked(&self.import_waits).forget(import.id),
            Err(Stopped::Waits(why, wish)) => self.wait(import, why, wish),
            Err(Stopped::Fails(why)) if self.tried(import) < TRIES => self.wait(import, why, None),
            Err(Stopped::Fails(why) | Stopped::Refused(why)) => self.give_up(import, &why)?,
        }
        self.tell(Event::ImportsChanged);
        Ok(Duration::ZERO)
    }

    /// How often it tried what it is at, this time included.
    fn tried(&self, import: &Import) -> u32 {
        locked(&self.import_waits).tries(import.id) + 1
    }

    fn wait(&self, import: &Import, why: NewsroomError, wish: Option<Duration>) {
        let tries = self.tried(import);
        let pause = self
            .pause(tries)
            .max(wish.unwrap_or_default())
            .min(LONGEST_WISH);
        if matches!(why, NewsroomError::SiteUnreachable(_)) {
            self.set_reachable(import.site, false);
        }
        tracing::info!(import = %import.id, code = why.code(), "an import waits");
        let wait = Wait {
            tries,
            until: Instant::now() + pause,
            at: self.later(pause),
            why,
        };
        locked(&self.import_waits).0.insert(import.id, wait);
    }

    fn give_up(&self, import: &Import, why: &NewsroomError) -> Result<(), NewsroomError> {
        let failure = Some((why.code().to_owned(), why.detail().to_owned()));
        let (from, to) = (&[ImportState::Running], ImportState::Failed);
        self.store.set_import_state(import.id, from, to, failure)?;
        locked(&self.import_waits).forget(import.id);
        Ok(())
    }

    fn step(&self, import: &Import) -> Result<(), Stopped> {
        let Some(site) = self.store.site(import.site)? else {
            return Err(Stopped::Refused(NewsroomError::SiteMissing(
                import.site.to_string(),
            )));
        };
        let destination = self.destination(&site)?;
        if !import.listed {
            return self.read_on(import, &*destination);
        }
        let Some(article) = self.store.article_to_bring(import.id)? else {
            let (from, to) = (&[ImportState::Running], ImportState::Done);
            self.store.set_import_state(import.id, from, to, None)?;
            return Ok(());
        };
        match self.fetch(import, &article, (&site, &*destination)) {
            // One article that can't be had keeps the others from nothing.
            Err(Stopped::Fails(why)) if self.tried(import) >= TRIES => {
                self.leave_out(import, article, &why)
            }
            done => done,
        }
    }

    /// Brings one article in, unless a draft is tied to it.
    fn fetch(
        &self,
        import: &Import,
        article: &ImportedArticle,
        (site, destination): (&Site, &dyn Destination),
    ) -> Result<(), Stopped> {
        let article = article.clone();
        let known = self.store.draft_of_article(site.id, &article.remote_id)?;
        if known.is_some() {
            let (state, draft) = (ImportedState::Known, known);
            let known = ImportedArticle {
                state,
                draft,
                ..article
            };
            return Ok(self.store.settle_article(import.id, &known)?);
        }
        let there = match destination.read(&article.remote_id) {
            Ok(Some(there)) if there.article.state == PublicationState::Live => there,
            Ok(_) | Err(PublishError::NotFound(_)) => {
                let gone = NewsroomError::SiteNotFound(article.address.clone());
                return self.leave_out(import, article, &gone);
            }
            Err(error) => return self.stopped_at(import, article, error),
        };
        self.set_reachable(site.id, true);
        let patience = self.tried(import) < TRIES;
        let (brought, noted) = match self.arrival(site, &there, destination, patience) {
            Ok(arrival) => arrival,
            Err(Held::Site(error)) => return Err(Stopped::by(error)),
            Err(Held::Here(
                why @ (NewsroomError::TextTooLarge(_) | NewsroomError::PictureTooLarge(_)),
            )) => {
                return self.leave_out(import, article, &why);
            }
            Err(Held::Here(error)) => return Err(Stopped::Waits(error, None)),
        };
        let arrived = ImportedArticle {
            headline: brought.draft.fields.headline.clone(),
            address: brought.publication.address.clone(),
            noted: noted.written(),
            ..article
        };
        let known = self.store.bring_article(&brought, import.id, &arrived)?;
        let draft = known.unwrap_or(brought.draft.id);
        self.tell(Event::LibraryChanged { draft: Some(draft) });
        Ok(())
    }

    /// What the site's refusal means: of this article, or of all.
    fn stopped_at(
        &self,
        import: &Import,
        article: ImportedArticle,
        error: PublishError,
    ) -> Result<(), Stopped> {
        let of_all = matches!(error, PublishError::Credential(_));
        match Stopped::by(error) {
            Stopped::Refused(why) if !of_all => self.leave_out(import, article, &why),
            stopped => Err(stopped),
        }
    }

    fn leave_out(
        &self,
        import: &Import,
        article: ImportedArticle,
        why: &NewsroomError,
    ) -> Result<(), Stopped> {
        let failure = Some((why.code().to_owned(), why.detail().to_owned()));
        let state = ImportedState::Failed;
        let left_out = ImportedArticle {
            state,
            failure,
            ..article
        };
        Ok(self.store.settle_article(import.id, &left_out)?)
    }

    /// Reads one more part of the site's list.
    fn read_on(&self, import: &Import, destination: &dyn Destination) -> Result<(), Stopped> {
        let words = import.words.as_deref().unwrap_or_default();
        let part = destination
            .list(words, import.next.as_deref())
            .map_err(Stopped::by)?;
        let next = part.next.filter(|next| Some(next) != import.next.as_ref());
        let found = part
            .articles
            .into_iter()
            .map(|(article, headline)| ImportedArticle {
                position: 0,
                remote_id: article.remote_id,
                headline,
                address: article.address,
                state: ImportedState::Waiting,
                draft: None,
                noted: String::new(),
                failure: None,
            });
        let moved = Import {
            listed: next.is_none(),
            next,
            total: part.total.or(import.total),
            failure: None,
            ..import.clone()
        };
        self.store.move_import(&moved, &found.collect::<Vec<_>>())?;
        Ok(())
    }
}
