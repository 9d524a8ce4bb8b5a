//! When a backup is due, and which are kept: the last of seven days, four weeks and twelve months. Pure.

use std::collections::BTreeSet;

use domain::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;

/// Whether a backup is due, where there are some of these moments: one each day of UTC's, as they are
/// kept, and not a day after the last, which would pass over a day that ends earlier than the one
/// before. One that is dated in the future says nothing of today.
pub(crate) fn is_due(dates: impl IntoIterator<Item = Timestamp>, now: Timestamp) -> bool {
    let mut past = dates.into_iter().filter(|date| *date <= now);
    past.all(|date| day_of(date) != day_of(now))
}

fn day_of(date: Timestamp) -> Date {
    date.to_zoned(TimeZone::UTC).date()
}

/// Of backups made at these moments, those to keep: the newest of each of the last seven days that
/// have one, of the last four weeks and of the last twelve months. Days are counted where there are
/// backups, not back from `now`, so a long absence costs none; they are UTC's, so a journey changes
/// nothing. What is dated after `now` was made before the clock was put back: it is kept, and takes
/// nobody's place.
pub fn what_to_keep(dates: &[Timestamp], now: Timestamp) -> BTreeSet<Timestamp> {
    let (past, to_come): (BTreeSet<Timestamp>, BTreeSet<Timestamp>) =
        dates.iter().partition(|date| **date <= now);
    let mut kept = to_come;
    kept.extend(newest_of_each(&past, DAYS, |day| day));
    kept.extend(newest_of_each(&past, WEEKS, |day| {
        let week = day.iso_week_date();
        (week.year(), week.week())
    }));
    kept.extend(newest_of_each(&past, MONTHS, |day| {
        (day.year(), day.month())
    }));
    kept
}

/// The newest of each span, for the newest so many spans.
fn newest_of_each<Span: PartialEq>(
    dates: &BTreeSet<Timestamp>,
    spans: usize,
    span_of: impl Fn(Date) -> Span,
) -> Vec<Timestamp> {
    let mut kept = Vec::new();
    let mut last = None;
    for date in dates.iter().rev() {
        let span = Some(span_of(day_of(*date)));
        if span != last {
            kept.push(*date);
            last = span;
        }
        if kept.len() == spans {
            break;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;

    fn at(hour: i64) -> Timestamp {
        let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        start + SignedDuration::from_hours(hour)
    }

    fn ats(hours: &[i64]) -> Vec<Timestamp> {
        hours.iter().copied().map(at).collect()
    }

    #[test]
    fn one_is_due_each_day_however_early_it_ends() {
        // Begun at 17 h, and the next day over by 16 h.
        assert!(is_due(ats(&[17]), at(24 + 9)));
        assert!(!is_due(ats(&[17]), at(23)));
        assert!(is_due([], at(0)));
        // A clock that was ahead, and is put back.
        assert!(is_due(ats(&[9_000]), at(17)));
        assert!(!is_due(ats(&[9_000, 9]), at(17)));
    }

    proptest! {
        #[test]
        fn the_newest_is_kept_whatever_the_clock_says(
            hours in prop::collection::vec(-20_000_i64..20_000, 1..200),
            now in -30_000_i64..30_000,
        ) {
            let dates = ats(&hours);
            let kept = what_to_keep(&dates, at(now));
            prop_assert!(kept.contains(dates.iter().max().unwrap()));
            let past = dates.iter().filter(|date| **date <= at(now));
            if let Some(newest) = past.clone().max() {
                prop_assert!(kept.contains(newest));
            }
            let of_the_past = kept.iter().filter(|date| **date <= at(now)).count();
            prop_assert!(of_the_past <= DAYS + WEEKS + MONTHS);
            prop_assert!(dates.iter().filter(|d| **d > at(now)).all(|d| kept.contains(d)));
            let again: Vec<_> = kept.iter().copied().collect();
            prop_assert_eq!(what_to_keep(&again, at(now)), kept);
        }

        /// As it goes on: one more each day, and what is not kept is deleted at once. Now and then the
        /// clock is put back a day, or is a year ahead for one.
        #[test]
        fn day_after_day_nothing_is_ever_without_a_backup(
            steps in prop::collection::vec(prop_oneof![
                8 => Just(24_i64), 2 => Just(25), 1 => Just(72), 1 => Just(-24), 1 => Just(-25),
            ], 1..500),
            leap in prop::option::of(0_usize..500),
        ) {
            let mut kept = BTreeSet::new();
            let mut now = 0;
            for (count, step) in steps.into_iter().enumerate() {
                now += step;
                let shown = at(if leap == Some(count) { now + 9_000 } else { now });
                kept.insert(shown);
                let all: Vec<_> = kept.iter().copied().collect();
                kept = what_to_keep(&all, shown);
                prop_assert!(kept.contains(&shown));
                prop_assert!(kept.len() >= (count + 1).min(2).min(all.len()));
            }
        }
    }

    #[test]
    fn a_year_of_days_leaves_seven_days_four_weeks_and_twelve_months() {
        let mut kept = BTreeSet::new();
        let mut now = at(0);
        for day in 0..500 {
            now = at(day * 24 + 9);
            kept.insert(now);
            let all: Vec<_> = kept.iter().copied().collect();
            kept = what_to_keep(&all, now);
        }
        let days: Vec<String> = kept
            .iter()
            .map(|date| date.to_zoned(TimeZone::UTC).date().to_string())
            .collect();
        assert_eq!(now.to_zoned(TimeZone::UTC).date().to_string(), "2027-05-15");
        assert_eq!(
            days,
            [
                "2026-06-30",
                "2026-07-31",
                "2026-08-31",
                "2026-09-30",
                "2026-10-31",
                "2026-11-30",
                "2026-12-31",
                "2027-01-31",
                "2027-02-28",
                "2027-03-31",
                "2027-04-25",
                "2027-04-30",
                "2027-05-02",
                "2027-05-09",
                "2027-05-10",
                "2027-05-11",
                "2027-05-12",
                "2027-05-13",
                "2027-05-14",
                "2027-05-15",
            ]
        );
    }
}
