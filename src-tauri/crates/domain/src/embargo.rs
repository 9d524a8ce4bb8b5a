//! The embargo: until which hour nothing of a draft leaves the desk, and what lets it leave all the same. Reads no clock.

use jiff::SignedDuration;

use crate::{DispatchId, DraftId, Fields, Timestamp};

/// What an embargo holds back. Taking an article down, and a backup of the library, are none of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// An article, or its update, is sent to a site.
    Publish,
    /// A draft is put where whoever has its address reads it.
    PreviewLink,
    /// A draft is written as a file for others.
    Export,
    /// A draft gets a file in a folder that is published.
    Mirror,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Publish, Self::PreviewLink, Self::Export, Self::Mirror];

    /// Its word in the library and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::PreviewLink => "preview_link",
            Self::Export => "export",
            Self::Mirror => "mirror",
        }
    }

    /// The act of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }
}

/// An embargo that was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Embargo {
    /// Its end: from then on everything may leave.
    pub until: Timestamp,
}

impl Embargo {
    /// A draft's, if it has one.
    pub fn of(fields: &Fields) -> Option<Self> {
        fields.embargo.map(|until| Self { until })
    }

    /// Whether it holds back what others see from this moment on.
    pub fn holds(self, seen_from: Timestamp) -> bool {
        seen_from < self.until
    }

    /// Whether `then` lets more leave than `now` does: it is gone, or ends earlier.
    pub fn is_lowered(now: Option<Timestamp>, then: Option<Timestamp>) -> bool {
        match (now, then) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(now), Some(then)) => then < now,
        }
    }
}

/// Our clock and a site's, read in the same moment. Neither is known to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// Ours.
    pub ours: Timestamp,
    /// The site's; `None` where it tells none.
    pub theirs: Option<Timestamp>,
}

impl Clocks {
    /// So much two right clocks may differ: a site tells whole seconds, and its answer takes a moment.
    const SLACK: SignedDuration = SignedDuration::from_secs(5);

    /// The earlier of both: an embargo holds while either says that it is not yet time.
    pub fn earlier(self) -> Timestamp {
        let behind = |theirs: &Timestamp| self.ours.duration_since(*theirs) > Self::SLACK;
        self.theirs.filter(behind).unwrap_or(self.ours)
    }

    /// From when others see what is sent now, by whichever clock says it is earlier; `goes_live` is
    /// the hour at which the site brings it out by its own, which may run ahead of ours.
    pub fn seen_from(self, goes_live: Option<Timestamp>) -> Timestamp {
        let Some(goes_live) = goes_live else {
            return self.earlier();
        };
        let ahead = self.theirs.map(|theirs| theirs.duration_since(self.ours));
        let ahead = ahead.filter(|ahead| *ahead > Self::SLACK);
        let by_ours = goes_live.saturating_sub(ahead.unwrap_or_default());
        by_ours.unwrap_or(self.ours).max(self.earlier())
    }
}

/// Why somebody lets a draft leave under embargo, in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reason(String);

impl Reason {
    /// The fewest letters and digits that say something.
    pub const LEAST: usize = 4;
    /// The most characters that are kept.
    pub const MOST: usize = 500;

    /// A reason on one line; `None` for what says nothing: fewer than four letters and digits.
    pub fn parse(said: &str) -> Option<Self> {
        let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let says = line.chars().filter(|c| c.is_alphanumeric()).count() >= Self::LEAST;
        says.then(|| Self(line.chars().take(Self::MOST).collect()))
    }

    /// Its words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A draft that was let go under embargo: kept for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbargoOverride {
    /// Which draft.
    pub draft: DraftId,
    /// The end of the embargo as it then was: one that ends later is another.
    pub until: Timestamp,
    /// What was done.
    pub act: Act,
    /// Why.
    pub reason: Reason,
    /// When.
    pub made_at: Timestamp,
    /// The promise that it lets through; `None` for what is no promise.
    pub dispatch: Option<DispatchId>,
}

impl EmbargoOverride {
    /// Whether it still lets through what it was made for.
    pub fn lifts(&self, embargo: Embargo) -> bool {
        embargo.until <= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(moment: &str) -> Timestamp {
        moment.parse().unwrap()
    }

    #[test]
    fn it_holds_until_its_hour_and_not_in_it() {
        let embargo = Embargo {
            until: at("2026-04-29T16:00:00Z"),
        };
        for (moment, holds) in [
            ("2026-04-29T15:59:59.999999Z", true),
            ("2026-04-29T16:00:00Z", false),
            ("2026-04-29T16:00:00.000001Z", false),
            ("1970-01-01T00:00:00Z", true),
        ] {
            assert_eq!(embargo.holds(at(moment)), holds, "{moment}");
        }
    }

    #[test]
    fn the_earlier_clock_counts_and_a_site_that_runs_ahead_is_no_reason() {
        let ours = at("2026-04-29T16:00:00Z");
        for (theirs, earlier, kept_there) in [
            (None, "16:00:00", "18:00:00"),
            (Some("15:59:58"), "16:00:00", "18:00:00"),
            (Some("15:59:00"), "15:59:00", "18:00:00"),
            (Some("09:00:00"), "09:00:00", "18:00:00"),
            (Some("16:00:03"), "16:00:00", "18:00:00"),
            (Some("17:00:00"), "16:00:00", "17:00:00"),
            (Some("23:00:00"), "16:00:00", "16:00:00"),
        ] {
            let today = |hour: &str| at(&format!("2026-04-29T{hour}Z"));
            let theirs = theirs.map(today);
            let clocks = Clocks { ours, theirs };
            assert_eq!(clocks.earlier(), today(earlier), "{theirs:?}");
            assert_eq!(clocks.seen_from(None), today(earlier), "{theirs:?}");
            let goes_live = Some(today("18:00:00"));
            assert_eq!(clocks.seen_from(goes_live), today(kept_there), "{theirs:?}");
        }
    }

    #[test]
    fn what_lets_more_leave_is_known() {
        let (early, late) = (at("2026-04-29T16:00:00Z"), at("2026-04-29T18:00:00Z"));
        for (now, then, lowered) in [
            (None, None, false),
            (None, Some(early), false),
            (Some(late), None, true),
            (Some(late), Some(early), true),
            (Some(late), Some(late), false),
            (Some(early), Some(late), false),
        ] {
            assert_eq!(Embargo::is_lowered(now, then), lowered, "{now:?} {then:?}");
        }
    }

    #[test]
    fn a_reason_says_something() {
        for nothing in ["", "   ", "…", "ok", "a b c", "!!!! ???"] {
            assert_eq!(Reason::parse(nothing), None, "{nothing:?}");
        }
        let said = Reason::parse("  levé par\nl’attachée  de presse ").unwrap();
        assert_eq!(said.as_str(), "levé par l’attachée de presse");
        let long = Reason::parse(&"é".repeat(600)).unwrap();
        assert_eq!(long.as_str().chars().count(), Reason::MOST);
    }

    #[test]
    fn an_override_lifts_no_later_embargo() {
        let until = at("2026-04-29T16:00:00Z");
        let made = EmbargoOverride {
            draft: DraftId(uuid::Uuid::nil()),
            until,
            act: Act::Publish,
            reason: Reason::parse("levé").unwrap(),
            made_at: until,
            dispatch: None,
        };
        assert!(made.lifts(Embargo { until }));
        assert!(made.lifts(Embargo {
            until: at("2026-04-29T15:00:00Z")
        }));
        assert!(!made.lifts(Embargo {
            until: at("2026-04-29T16:00:01Z")
        }));
    }

    #[test]
    fn every_act_has_its_word() {
        for act in Act::ALL {
            assert_eq!(Act::of_word(act.word()), Some(act));
        }
    }
}
