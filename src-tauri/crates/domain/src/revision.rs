//! Frozen copies of a draft: never changed, never silently dropped; and the writer's rule by which old ones may go.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::tz::TimeZone;

use crate::{DraftId, Fields, RevisionId, Timestamp};

/// Why a revision was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RevisionReason {
    /// The writer rested, left the draft or closed the program.
    Pause,
    /// She wrote on for some minutes without a rest.
    Steady,
    /// She asked for it.
    Named,
    /// Before a first publication.
    Publish,
    /// Before an update of the live article.
    Update,
    /// What the draft said before an older revision came back.
    BeforeRestore,
    /// What came back.
    Restore,
    /// The writer's text before another was made one with hers; a file's, what came of it.
    Merge,
    /// Read from a file, or before a file took the text's place.
    Import,
    /// Saved from a damaged or abandoned text.
    Recovery,
}

impl RevisionReason {
    /// Whether nothing is kept when the newest revision says the same already.
    pub fn only_if_new(self) -> bool {
        !matches!(
            self,
            Self::Named | Self::Publish | Self::Update | Self::Restore
        )
    }

    /// Whether the writer's rule for old revisions may reach it: only what was made by itself while
    /// she wrote.
    pub fn may_thin(self) -> bool {
        matches!(self, Self::Pause | Self::Steady)
    }
}

/// Whose words a revision holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Maker {
    /// The writer's, in this program.
    #[default]
    Writer,
    /// A file's, by its path: another program wrote it.
    File(String),
    /// A site's, by its name.
    Site(String),
}

/// How many words readers gained and lost against the revision before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordChange {
    /// Words that came.
    pub added: u64,
    /// Words that went.
    pub removed: u64,
}

/// A draft as it was at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Which revision.
    pub id: RevisionId,
    /// Of which draft.
    pub draft: DraftId,
    /// Its fields then.
    pub fields: Fields,
    /// Its text then.
    pub text: String,
    /// When it was frozen.
    pub made_at: Timestamp,
    /// Why.
    pub reason: RevisionReason,
    /// Whose words it holds.
    pub maker: Maker,
    /// What the writer calls it. The only thing about a revision that she may change.
    pub name: Option<String>,
    /// Words against the revision before; `None` where nobody counted.
    pub words: Option<WordChange>,
}

/// What the rule for old revisions looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevisionAge {
    /// Which revision.
    pub id: RevisionId,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether no rule may reach it: it has a name, was sent or is live, was asked for, is the
    /// newest.
    pub is_protected: bool,
}

/// The writer's rule for old revisions. Without one everything is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThinningRule {
    /// All revisions of so many days are kept; of each day before, the last.
    pub all_for_days: u32,
    /// Whose days.
    pub time_zone: TimeZone,
}

impl ThinningRule {
    /// The revisions that may go, of all of one draft's, oldest first.
    pub fn reaches(&self, revisions: &[RevisionAge], now: Timestamp) -> Vec<RevisionId> {
        let Some(limit) = self.limit(now) else {
            return Vec::new();
        };
        let mut days = BTreeSet::new();
        let mut reached = Vec::new();
        for age in revisions.iter().rev() {
            let day = age.made_at.to_zoned(self.time_zone.clone()).date();
            let is_last_of_its_day = days.insert(day);
            if !age.is_protected && !is_last_of_its_day && age.made_at < limit {
                reached.push(age.id);
            }
        }
        reached.reverse();
        reached
    }

    /// What was made before this moment is old; `None` when no moment is.
    pub fn limit(&self, now: Timestamp) -> Option<Timestamp> {
        let hours = i64::from(self.all_for_days) * 24;
        let span = Span::new().try_hours(hours).ok()?;
        now.checked_sub(span).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(moment: &str) -> Timestamp {
        moment.parse().unwrap()
    }

    /// Revisions made at these moments; `!` before one protects it.
    fn ages(moments: &[&str]) -> Vec<RevisionAge> {
        let one = |(place, moment): (usize, &&str)| RevisionAge {
            id: RevisionId(uuid::Uuid::from_u128(place as u128)),
            made_at: at(moment.trim_start_matches('!')),
            is_protected: moment.starts_with('!'),
        };
        moments.iter().enumerate().map(one).collect()
    }

    #[track_caller]
    fn check(moments: &[&str], all_for_days: u32, expect: &[u128]) {
        let time_zone = TimeZone::get("Europe/Paris").unwrap();
        let rule = ThinningRule {
            all_for_days,
            time_zone,
        };
        let reached = rule.reaches(&ages(moments), at("2026-04-29T12:00:00Z"));
        let reached: Vec<u128> = reached.iter().map(|id| id.0.as_u128()).collect();
        assert_eq!(reached, expect);
    }

    #[test]
    fn of_an_old_day_the_last_is_kept() {
        let week = [
            "2026-04-01T08:00:00Z",
            "2026-04-01T09:00:00Z",
            "!2026-04-02T08:00:00Z",
            "2026-04-02T09:00:00Z",
            "2026-04-02T10:00:00Z",
            "2026-04-28T08:00:00Z",
            "2026-04-28T09:00:00Z",
        ];
        check(&week, 7, &[0, 3]);
        check(&week, 365, &[]);
        check(&week, u32::MAX, &[]);
        check(&[], 7, &[]);
    }

    #[test]
    fn a_day_is_the_writers() {
        // 23:30 on the 1st and 00:30 on the 2nd in Paris; both are the 1st in Greenwich.
        check(&["2026-04-01T21:30:00Z", "2026-04-01T22:30:00Z"], 7, &[]);
    }
}
