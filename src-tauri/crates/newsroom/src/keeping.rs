//! Revisions by themselves: after a pause, in steady writing, when a draft is left; and the old ones that the
//! writer's rule lets go. Goes by the newsroom's clock, on the desk's thread.

use std::time::Duration;

use domain::{DraftId, Maker, RevisionId, RevisionReason, ThinningRule, Timestamp};
use jiff::tz::TimeZone;

use crate::desk::{OpenText, SharedText, locked};
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// Rest after which what was written is kept.
const PAUSE: Duration = Duration::from_secs(2 * 60);
/// Writing without such a rest after which it is kept all the same.
const STEADY: Duration = Duration::from_secs(5 * 60);
/// How often old revisions are looked for.
const THINNED_EVERY: Duration = Duration::from_secs(24 * 60 * 60);
/// How many go in one transaction.
const THINNED_AT_ONCE: usize = 200;

/// What lies on the desk and in no revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unkept {
    /// Since when.
    since: Timestamp,
    /// Whether the writer has turned to another draft.
    left: bool,
}

impl OpenText {
    /// A word or a field changed at this moment.
    pub(crate) fn touched(&mut self, now: Timestamp) {
        self.changed_at = now;
        self.state += 1;
        let since = self.unkept.map_or(now, |unkept| unkept.since);
        self.unkept = Some(Unkept { since, left: false });
    }

    /// The writer turned to another draft.
    pub(crate) fn leave(&mut self) {
        if let Some(unkept) = &mut self.unkept {
            unkept.left = true;
        }
    }

    /// A revision holds this state of it; what came after it waits from now on.
    pub(crate) fn kept(&mut self, state: u64, now: Timestamp) {
        if state == self.state {
            self.unkept = None;
        } else if let Some(unkept) = &mut self.unkept {
            unkept.since = now;
        }
    }

    /// What a text is when it comes from the library: whether its history holds it is not known.
    pub(crate) fn perhaps_unkept(changed_at: Timestamp) -> Option<Unkept> {
        Some(Unkept {
            since: changed_at,
            left: false,
        })
    }

    /// Why it is time to keep it, if it is.
    fn due(&self, now: Timestamp) -> Option<RevisionReason> {
        let unkept = self.unkept?;
        if unkept.left || has_passed(PAUSE, self.changed_at, now) {
            Some(RevisionReason::Pause)
        } else if has_passed(STEADY, unkept.since, now) {
            Some(RevisionReason::Steady)
        } else {
            None
        }
    }
}

/// Whether so much time has passed. When the clock has gone back nobody knows: it may have.
fn has_passed(time: Duration, since: Timestamp, now: Timestamp) -> bool {
    now < since || now.duration_since(since).unsigned_abs() >= time
}

impl Newsroom {
    /// Keeps the revisions whose time has come, and lets old ones go where the writer has a rule
    /// for them. The newsroom does it by itself; this does it now.
    ///
    /// # Errors
    /// Any failure of the library; what was due stays due.
    pub fn look_over_history(&self) -> Result<(), NewsroomError> {
        self.room.keep_what_is_due()?;
        self.room.thin_what_is_old()
    }

    /// How many revisions would go at once if this were the writer's rule; see
    /// [`Settings::history_days`](crate::Settings).
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn revisions_beyond(&self, days: u32) -> Result<usize, NewsroomError> {
        let room = &self.room;
        let reached = room.reached_by(&room.rule_of(days), room.clock.now())?;
        Ok(reached.iter().map(|(_, revisions)| revisions.len()).sum())
    }
}

impl Room {
    /// Keeps the open texts whose time has come. Says the first failure.
    pub(crate) fn keep_what_is_due(&self) -> Result<(), NewsroomError> {
        let now = self.clock.now();
        self.keep_each(|text| locked(text).due(now))
    }

    /// Keeps every open text that is in no revision: the program closes.
    pub(crate) fn keep_everything(&self) -> Result<(), NewsroomError> {
        self.keep_each(|text| locked(text).unkept.map(|_| RevisionReason::Pause))
    }

    fn keep_each(
        &self,
        due: impl Fn(&SharedText) -> Option<RevisionReason>,
    ) -> Result<(), NewsroomError> {
        let mut first_failure = Ok(());
        for (draft, text) in self.desk.all() {
            // Whether it is due is looked at with nobody else keeping it.
            let alone = locked(&self.keeping);
            let Some(reason) = due(&text) else { continue };
            match self.keep_alone(&alone, draft, reason, Maker::Writer, None) {
                Ok(_) => {}
                // Deleted for good while its text lay open.
                Err(NewsroomError::DraftMissing(_)) => self.desk.drop_text(draft),
                Err(error) => first_failure = first_failure.and(Err(error)),
            }
        }
        first_failure
    }

    /// The writer turns to this draft: what lies open besides is left.
    pub(crate) fn leave_all_but(&self, draft: DraftId) {
        for (other, text) in self.desk.all() {
            if other != draft {
                locked(&text).leave();
            }
        }
    }

    /// Lets old revisions go, once a day, where the writer has a rule for them.
    pub(crate) fn thin_what_is_old(&self) -> Result<(), NewsroomError> {
        let now = self.clock.now();
        let last = *locked(&self.thinned_at);
        if last.is_some_and(|last| !has_passed(THINNED_EVERY, last, now)) {
            return Ok(());
        }
        let Some(days) = self.settings()?.history_days else {
            return Ok(());
        };
        for (draft, old) in self.reached_by(&self.rule_of(days), now)? {
            self.thin(draft, &old)?;
        }
        *locked(&self.thinned_at) = Some(now);
        Ok(())
    }

    /// The revisions that a rule lets go now, by draft.
    fn reached_by(
        &self,
        rule: &ThinningRule,
        now: Timestamp,
    ) -> Result<Vec<(DraftId, Vec<RevisionId>)>, NewsroomError> {
        let Some(limit) = rule.limit(now) else {
            return Ok(Vec::new());
        };
        let mut reached = Vec::new();
        for draft in self.store.drafts_with_old_revisions(limit)? {
            let old = rule.reaches(&self.store.revision_ages(draft)?, now);
            if !old.is_empty() {
                reached.push((draft, old));
            }
        }
        Ok(reached)
    }

    fn thin(&self, draft: DraftId, old: &[RevisionId]) -> Result<(), NewsroomError> {
        let mut gone = 0;
        // Not all at once: a key must not wait for them.
        for some in old.chunks(THINNED_AT_ONCE) {
            gone += self.store.thin(draft, some)?;
        }
        tracing::info!(%draft, gone, "old revisions went by the writer's rule");
        self.tell(Event::HistoryChanged { draft });
        Ok(())
    }

    /// The rule that keeps all of so many days.
    fn rule_of(&self, days: u32) -> ThinningRule {
        ThinningRule {
            all_for_days: days,
            time_zone: TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC),
        }
    }
}
