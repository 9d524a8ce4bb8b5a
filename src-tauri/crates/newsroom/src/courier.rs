//! Couriers: take what is due from the outbox, carry it, and come back for more; and look whether a lost network is
//! back, what readers see of pages that could not be looked at before, and which previews are to leave their site.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{Dispatch, DispatchState, SiteId, Timestamp};
use jiff::SignedDuration;
use store::{DispatchProgress, StoreError};

use crate::NewsroomError;
use crate::bell::Woken;
use crate::desk::locked;
use crate::room::Room;
use crate::second_look::SecondLooks;

/// How many couriers there are: a site that does not answer must not keep the others waiting.
pub(crate) const COURIERS: usize = 3;
/// How long a courier sleeps when nothing tells it to wake earlier.
const REST: Duration = Duration::from_secs(30);
/// How often a site that could not be reached is knocked at while something waits for it.
const KNOCK: Duration = Duration::from_secs(5);
/// The pause after the first failed try, and the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);
/// The longest wait a site may ask for.
const LONGEST_WISH: Duration = Duration::from_secs(3_600);

/// Codes of failures that a returning network cures.
const NETWORK_CODES: [&str; 3] = ["site_unreachable", "outcome_unknown", "port_taken"];
/// The code of a failure that the passphrase cures.
const LOCKED_CODE: &str = "secrets_locked";
/// How the codes begin of failures that the local site's start cures.
const LOCAL_SITE_CODES: &str = "local_site_";

/// Whether a dispatch that failed so is due as soon as its site answers.
fn is_cured_by_an_answer(code: &str) -> bool {
    NETWORK_CODES.contains(&code) || code.starts_with(LOCAL_SITE_CODES)
}

/// Carries dispatches until the newsroom closes.
pub(crate) fn carry(room: &Arc<Room>) {
    let mut heard = 0;
    loop {
        match room.take() {
            Ok(Some(dispatch)) => room.deliver(&dispatch),
            Ok(None) => {
                if room.outbox_bell.sleep(&mut heard, room.until_next_due()) == Woken::ToLeave {
                    return;
                }
            }
            Err(error) => {
                tracing::error!(%error, "the outbox can't be read");
                if room.outbox_bell.sleep(&mut heard, KNOCK) == Woken::ToLeave {
                    return;
                }
            }
        }
        if room.outbox_bell.is_closed() {
            return;
        }
    }
}

/// Knocks at sites that could not be reached while something waits for them, until the newsroom
/// closes. A back-off of minutes would leave a train's passenger waiting although the tunnel ended.
pub(crate) fn knock(room: &Arc<Room>) {
    let mut heard = 0;
    let mut last = Instant::now();
    let mut looks = SecondLooks::default();
    loop {
        let waiting = room.sites_waited_for().unwrap_or_else(|error| {
            tracing::warn!(%error, "can't look which sites are waited for");
            BTreeSet::new()
        });
        let calm = waiting.is_empty() && locked(&room.stranded).is_empty();
        looks.follow(room);
        let rest = if calm { looks.rest(REST) } else { KNOCK }.max(KNOCK);
        if room.outbox_bell.sleep(&mut heard, rest) == Woken::ToLeave {
            return;
        }
        if last.elapsed() < KNOCK {
            continue;
        }
        last = Instant::now();
        room.save_the_stranded();
        for site in waiting {
            if let Err(error) = room.knock_at(site) {
                tracing::warn!(%site, %error, "can't look whether the site is back");
            }
        }
        looks.take(room);
        if let Err(error) = room.look_over_scheduled() {
            tracing::warn!(%error, "can't look over what waits on its site");
        }
        if let Err(error) = room.look_over_live_articles() {
            tracing::warn!(%error, "can't look over the live articles");
        }
        if let Err(error) = room.look_over_site_previews() {
            tracing::warn!(%error, "can't look over the previews on sites");
        }
    }
}

impl Room {
    /// Takes the next due dispatch. It counts as sent from here on: whatever happens to this
    /// process now, the site is asked before anything is repeated.
    fn take(&self) -> Result<Option<Dispatch>, NewsroomError> {
        let _one_at_a_time = locked(&self.taking);
        let Some(due) = self.store.next_due(self.clock.now())? else {
            return Ok(None);
        };
        let progress = DispatchProgress {
            state: DispatchState::Sending,
            next_try: None,
            attempts: due.attempts + 1,
            ..DispatchProgress::of(&due)
        };
        match self.store.set_dispatch(due.id, &progress) {
            // It was cancelled between the two: look for the next.
            Err(StoreError::DispatchMove { .. }) => {
                self.outbox_bell.ring();
                return Ok(None);
            }
            outcome => outcome?,
        }
        self.tell_of_dispatch(due.id);
        Ok(Some(due))
    }

    fn until_next_due(&self) -> Duration {
        let now = self.clock.now();
        let next = self.store.due_after(now).unwrap_or_else(|error| {
            tracing::warn!(%error, "can't look when the next dispatch is due");
            None
        });
        let wait = next.and_then(|at| Duration::try_from(at.duration_since(now)).ok());
        wait.unwrap_or(REST).min(REST)
    }

    /// Sites for which something waits because they could not be reached.
    fn sites_waited_for(&self) -> Result<BTreeSet<SiteId>, NewsroomError> {
        let rows = self.store.outbox(0)?;
        let waits = |d: &Dispatch| {
            matches!(d.state, DispatchState::Waiting | DispatchState::Unknown)
                && d.failure.as_deref().is_some_and(is_cured_by_an_answer)
        };
        Ok(rows
            .into_iter()
            .map(|r| r.dispatch)
            .filter(waits)
            .map(|d| d.site)
            .collect())
    }

    /// Asks a site how it is; when it answers again, what waits for it is due at once.
    fn knock_at(&self, id: SiteId) -> Result<(), NewsroomError> {
        let Some(site) = self.store.site(id)? else {
            return Ok(());
        };
        let answered = match self.destination(&site) {
            Ok(destination) => destination.describe().is_ok(),
            Err(_) => false,
        };
        // A site that answered all along, but lost a request, is left its pauses.
        let changed = self.set_reachable(id, answered);
        if answered && changed {
            self.site_is_back(id)
        } else {
            Ok(())
        }
    }

    /// Makes everything that waits for this site due at once.
    pub(crate) fn site_is_back(&self, site: SiteId) -> Result<(), NewsroomError> {
        self.imports_need_not_wait();
        self.hasten(|d| d.site == site && d.failure.as_deref().is_some_and(is_cured_by_an_answer))
    }

    /// Makes everything that waits for the passphrase due at once.
    pub(crate) fn secrets_are_back(&self) -> Result<(), NewsroomError> {
        self.imports_need_not_wait();
        self.hasten(|d| d.failure.as_deref() == Some(LOCKED_CODE))
    }

    fn hasten(&self, waits: impl Fn(&Dispatch) -> bool) -> Result<(), NewsroomError> {
        let rows = self.store.outbox(0)?;
        let dispatches = rows.into_iter().map(|r| r.dispatch);
        for dispatch in dispatches.filter(|d| d.next_try.is_some() && waits(d)) {
            match self.store.retry_dispatch(dispatch.id) {
                // A courier has taken it meanwhile.
                Err(StoreError::DispatchMove { .. }) | Ok(()) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.outbox_bell.ring();
        Ok(())
    }

    /// Puts a dispatch back: to wait, or in doubt, with the reason, for later.
    pub(crate) fn put_back(
        &self,
        dispatch: &Dispatch,
        state: DispatchState,
        why: &NewsroomError,
        wish: Option<Duration>,
    ) -> Result<(), NewsroomError> {
        let attempts = dispatch.attempts + 1;
        let next_try = match state {
            DispatchState::Failed => None,
            _ => Some(
                self.later(
                    self.pause(attempts)
                        .max(wish.unwrap_or_default())
                        .min(LONGEST_WISH),
                ),
            ),
        };
        tracing::info!(dispatch = %dispatch.id, ?state, code = why.code(), "a dispatch waits");
        let progress = DispatchProgress {
            state,
            attempts,
            next_try,
            failure: Some(why.code().to_owned()),
            failure_detail: Some(why.detail().to_owned()),
        };
        self.store.set_dispatch(dispatch.id, &progress)?;
        self.outbox_bell.ring();
        self.tell_of_dispatch(dispatch.id);
        Ok(())
    }

    /// Exponential with jitter: half of it is certain, the other half is chance, so that many
    /// desks do not knock at the same moment when a site comes back.
    pub(crate) fn pause(&self, attempts: u32) -> Duration {
        let doubled = FIRST_PAUSE.saturating_mul(1 << attempts.saturating_sub(1).min(16));
        let half = doubled.min(LONGEST_PAUSE) / 2;
        let chance = f64::from(self.ids.next().as_bytes()[15]) / 255.0;
        half + half.mul_f64(chance)
    }

    pub(crate) fn later(&self, pause: Duration) -> Timestamp {
        let now = self.clock.now();
        SignedDuration::try_from(pause)
            .ok()
            .and_then(|pause| now.checked_add(pause).ok())
            .unwrap_or(now)
    }

    /// Carries one dispatch and settles it. What can't be settled because the library refuses is
    /// stranded: still `Sending` there, and put in doubt as soon as the library takes it.
    fn deliver(&self, dispatch: &Dispatch) {
        let carried = catch_unwind(AssertUnwindSafe(|| self.carry_one(dispatch)));
        let panicked = |_| Err(NewsroomError::Internal("a courier panicked".to_owned()));
        let outcome = carried.unwrap_or_else(panicked);
        if let Err(error) = outcome {
            tracing::error!(dispatch = %dispatch.id, %error, "a dispatch can't be settled");
            locked(&self.stranded).push(dispatch.clone());
        }
    }

    /// Puts what is stranded in doubt, so that the site is asked.
    fn save_the_stranded(&self) {
        let stranded = std::mem::take(&mut *locked(&self.stranded));
        for dispatch in stranded {
            let progress = DispatchProgress {
                state: DispatchState::Unknown,
                attempts: dispatch.attempts + 1,
                next_try: None,
                failure: Some("outcome_unknown".to_owned()),
                failure_detail: None,
            };
            match self.store.set_dispatch(dispatch.id, &progress) {
                Ok(()) => self.outbox_bell.ring(),
                Err(StoreError::DispatchMove { .. } | StoreError::Missing(_)) => {}
                Err(_) => locked(&self.stranded).push(dispatch),
            }
        }
    }
}
