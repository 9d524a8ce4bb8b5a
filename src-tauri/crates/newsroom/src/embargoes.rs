//! The embargo, asked in one place: whether a draft may leave now, by every clock that is known. Sends nothing, writes nothing.
//!
//! A clock that was set back opens nothing: the embargo then holds longer, and a reason lifts it. One
//! that was set forward by hand opens nothing where a site that answered says otherwise.

use domain::{
    Act, Clocks, Dispatch, DraftId, Embargo, EmbargoOverride, Fields, Operation, Reason, Revision,
    SiteId, Timestamp,
};
use publish::Destination;

use crate::desk::locked;
use crate::room::Room;
use crate::{Newsroom, NewsroomError};

/// Something of a draft that is to leave the desk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaving<'a> {
    /// Which draft.
    pub(crate) draft: DraftId,
    /// What it says of itself.
    pub(crate) fields: &'a Fields,
    /// How it leaves.
    pub(crate) act: Act,
    /// To which site, whose clock then counts; `None` for where every clock does that was heard.
    pub(crate) site: Option<SiteId>,
    /// From when others see it; `None` for at once.
    pub(crate) seen_from: Option<Timestamp>,
    /// Why it leaves although an embargo holds it back.
    pub(crate) despite: Option<&'a str>,
}

/// A site's clock, and what ours showed when it was told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeardClock {
    ours: Timestamp,
    theirs: Timestamp,
}

impl HeardClock {
    /// What it shows now; nothing is known of it once ours was set back.
    fn now(self, ours: Timestamp) -> Option<Timestamp> {
        let since = ours.duration_since(self.ours);
        (!since.is_negative())
            .then(|| self.theirs.checked_add(since).ok())
            .flatten()
    }
}

/// How a promise stands to an embargo when it is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing holds it back.
    Free,
    /// It was promised for an hour that is none any more.
    Refused(NewsroomError),
    /// It was promised for the right hour, and a clock says that this has not come.
    Early(NewsroomError, std::time::Duration),
}

impl Newsroom {
    /// What of a draft left under embargo, and why; the newest first.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn embargo_overrides(&self, draft: DraftId) -> Result<Vec<EmbargoOverride>, NewsroomError> {
        Ok(self.room.store.overrides(draft)?)
    }
}

impl Room {
    /// Whether something may leave. What lets it leave under embargo is answered, and is to be kept
    /// with what it lets through; `None` where nothing has to.
    ///
    /// # Errors
    /// `EmbargoHolds`; `ReasonMissing` when the reason says nothing.
    pub(crate) fn check_embargo(
        &self,
        leaving: Leaving<'_>,
    ) -> Result<Option<EmbargoOverride>, NewsroomError> {
        let now = self.earliest_now(leaving.site);
        let seen_from = leaving.seen_from.map_or(now, |at| at.max(now));
        let embargo = Embargo::of(leaving.fields).filter(|embargo| embargo.holds(seen_from));
        let Some(embargo) = embargo else {
            return Ok(None);
        };
        let Some(said) = leaving.despite else {
            return Err(NewsroomError::embargo(embargo.until));
        };
        let reason = Reason::parse(said)
            .ok_or_else(|| NewsroomError::ReasonMissing("it says nothing".to_owned()))?;
        Ok(Some(EmbargoOverride {
            draft: leaving.draft,
            until: embargo.until,
            act: leaving.act,
            reason,
            made_at: self.clock.now(),
            dispatch: None,
        }))
    }

    /// Remembers what a site's clock shows.
    pub(crate) fn hear_clock(&self, site: SiteId, destination: &dyn Destination) {
        let mut heard = locked(&self.heard_clocks);
        match destination.clock() {
            Some(theirs) => {
                let ours = self.clock.now();
                heard.insert(site, HeardClock { ours, theirs });
            }
            None => drop(heard.remove(&site)),
        }
    }

    /// The earliest that our clock shows, and a site's, or any site's.
    fn earliest_now(&self, site: Option<SiteId>) -> Timestamp {
        let ours = self.clock.now();
        let heard = locked(&self.heard_clocks);
        let counts = |of: &SiteId| site.is_none_or(|site| site == *of);
        let shown = heard.iter().filter(|(of, _)| counts(of)).map(|(_, heard)| {
            let theirs = heard.now(ours);
            Clocks { ours, theirs }.earlier()
        });
        shown.min().unwrap_or(ours)
    }

    /// Whether a promise may be kept now. Asked again when it is, for the embargo may have been set or
    /// moved since, and a clock may have been wrong: what the draft says now counts, and only where it
    /// is deleted what it said then.
    pub(crate) fn embargo_on(
        &self,
        dispatch: &Dispatch,
        sent: Option<&Revision>,
        destination: &dyn Destination,
    ) -> Result<Verdict, NewsroomError> {
        let Some(sent) = sent.filter(|_| dispatch.operation != Operation::Unpublish) else {
            return Ok(Verdict::Free);
        };
        let embargo = match self.written(dispatch.draft) {
            Ok((fields, _)) => Embargo::of(&fields),
            Err(NewsroomError::DraftMissing(_)) => Embargo::of(&sent.fields),
            Err(error) => return Err(error),
        };
        let Some(embargo) = embargo else {
            return Ok(Verdict::Free);
        };
        let lifted = self.store.override_of(dispatch.id)?;
        if lifted.is_some_and(|lifted| lifted.lifts(embargo)) {
            return Ok(Verdict::Free);
        }
        let clocks = Clocks {
            ours: self.clock.now(),
            theirs: destination.clock(),
        };
        Ok(verdict(embargo, dispatch, clocks))
    }
}

fn verdict(embargo: Embargo, dispatch: &Dispatch, clocks: Clocks) -> Verdict {
    let seen_from = clocks.seen_from(dispatch.wishes.goes_live);
    if !embargo.holds(seen_from) {
        return Verdict::Free;
    }
    let why = NewsroomError::embargo(embargo.until);
    let promised_for = dispatch
        .wishes
        .goes_live
        .max(dispatch.not_before)
        .max(Some(dispatch.made_at));
    if promised_for.is_some_and(|at| embargo.holds(at)) {
        return Verdict::Refused(why);
    }
    let left = embargo.until.duration_since(seen_from);
    Verdict::Early(why, left.try_into().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use domain::{DispatchId, DispatchState, RevisionId, Wishes};
    use uuid::Uuid;

    use super::*;

    fn today(hour: &str) -> Timestamp {
        format!("2026-04-29T{hour}:00Z").parse().unwrap()
    }

    fn dispatch(made_at: &str, not_before: Option<&str>, goes_live: Option<&str>) -> Dispatch {
        Dispatch {
            id: DispatchId(Uuid::nil()),
            draft: DraftId(Uuid::nil()),
            site: SiteId(Uuid::nil()),
            operation: Operation::Publish,
            revision: RevisionId(Uuid::nil()),
            made_at: today(made_at),
            not_before: not_before.map(today),
            not_after: None,
            wishes: Wishes {
                goes_live: goes_live.map(today),
                newsletter: None,
            },
            state: DispatchState::Sending,
            attempts: 0,
            next_try: None,
            failure: None,
            failure_detail: None,
        }
    }

    /// What becomes of a promise under an embargo until 18:00: `None` when it is refused, else how
    /// many minutes it waits.
    #[track_caller]
    fn check(dispatch: &Dispatch, ours: &str, theirs: Option<&str>, expect: Option<u64>) {
        let embargo = Embargo {
            until: today("18:00"),
        };
        let clocks = Clocks {
            ours: today(ours),
            theirs: theirs.map(today),
        };
        let waits = match verdict(embargo, dispatch, clocks) {
            Verdict::Free => Some(0),
            Verdict::Refused(_) => None,
            Verdict::Early(_, left) => Some(left.as_secs() / 60),
        };
        assert_eq!(waits, expect, "{ours} {theirs:?} {dispatch:?}");
    }

    #[test]
    fn a_promise_for_the_right_hour_waits_for_every_clock_and_one_for_another_is_refused() {
        let now = dispatch("17:00", None, None);
        check(&now, "17:00", None, None);
        check(&now, "17:00", Some("19:00"), None);
        check(&now, "18:00", None, Some(0));
        let after = dispatch("18:10", None, None);
        check(&after, "18:10", Some("17:00"), Some(60));
        check(&after, "17:30", None, Some(30));
        let waited = dispatch("12:00", Some("18:00"), None);
        check(&waited, "18:00", Some("17:50"), Some(10));
        check(&waited, "18:00", Some("18:00"), Some(0));
        let too_early = dispatch("12:00", Some("17:59"), None);
        check(&too_early, "17:59", None, None);
    }

    #[test]
    fn a_site_that_keeps_the_hour_gets_it_early_unless_its_clock_runs_ahead() {
        let kept_there = dispatch("12:00", None, Some("18:00"));
        check(&kept_there, "12:00", None, Some(0));
        check(&kept_there, "12:00", Some("12:00"), Some(0));
        check(&kept_there, "12:00", Some("11:00"), Some(0));
        // It would bring the article out at our 17:30.
        check(&kept_there, "12:00", Some("12:30"), Some(30));
        check(&kept_there, "18:00", Some("18:30"), Some(0));
        check(&dispatch("12:00", None, Some("17:00")), "12:00", None, None);
    }

    #[test]
    fn a_clock_that_was_heard_goes_on_and_is_forgotten_when_ours_was_set_back() {
        let heard = HeardClock {
            ours: today("18:00"),
            theirs: today("16:00"),
        };
        assert_eq!(heard.now(today("18:30")), Some(today("16:30")));
        assert_eq!(heard.now(today("17:59")), None);
    }
}
