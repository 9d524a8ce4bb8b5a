//! Dates as a newspaper of the site's country prints them. It knows no clock.

use domain::{Language, Timestamp};
use jiff::Zoned;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::TimeZone;

use crate::PageError;

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A moment in a zone: `mercredi 29 avril 2026 à 02:49`, `Wednesday 29 April 2026 at 02:49`.
///
/// # Errors
/// [`PageError::UnknownZone`].
pub fn long(at: Timestamp, zone: &str, language: &Language) -> Result<String, PageError> {
    let at = local(at, zone)?;
    let (hour, minute) = (at.hour(), at.minute());
    Ok(match language.primary() {
        "fr" => format!(
            "{} {} à {hour:02}:{minute:02}",
            french_weekday(at.weekday()),
            french_day(&at)
        ),
        _ => format!(
            "{} {} at {hour:02}:{minute:02}",
            english_weekday(at.weekday()),
            english_day(&at)
        ),
    })
}

/// The day of a moment in a zone: `29 avril 2026`, `29 April 2026`.
///
/// # Errors
/// [`PageError::UnknownZone`].
pub fn day(at: Timestamp, zone: &str, language: &Language) -> Result<String, PageError> {
    let at = local(at, zone)?;
    Ok(match language.primary() {
        "fr" => french_day(&at),
        _ => english_day(&at),
    })
}

/// A moment for machines, in a zone, to the second: `2026-04-29T02:49:00+02:00`.
///
/// # Errors
/// [`PageError::UnknownZone`].
pub fn machine(at: Timestamp, zone: &str) -> Result<String, PageError> {
    let at = local(at, zone)?;
    Ok(at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// A moment as RSS wants it: `Wed, 29 Apr 2026 00:49:00 +0000`.
pub(crate) fn rfc2822(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC)
        .strftime("%a, %d %b %Y %H:%M:%S %z")
        .to_string()
}

/// A moment as Atom wants it: `2026-04-29T00:49:00Z`.
pub(crate) fn rfc3339(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// How sites write a day, as far as we know: `%B` is the month's name, `%A` that of the day of the week,
/// the others are those of `strftime`.
const PATTERNS: [&str; 19] = [
    "%B %-d, %Y",
    "%-d %B %Y",
    "%d %B %Y",
    "%A %-d %B %Y",
    "%A %B %-d, %Y",
    "%A, %B %-d, %Y",
    "%b %-d, %Y",
    "%-d %b %Y",
    "%d %b %Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%-d %B %Y à %H:%M",
    "%-d %B %Y, %H:%M",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y à %H:%M",
    "%A %-d %B %Y à %H:%M",
];

/// The pattern in which a text writes this moment, in French or in English.
pub(crate) fn pattern_of(text: &str, at: Timestamp, zone: &str) -> Option<&'static str> {
    let at = local(at, zone).ok()?;
    let languages = [Language::french(), Language::english()];
    PATTERNS.into_iter().find(|pattern| {
        let said = |language| written(&at, pattern, language).to_lowercase();
        languages
            .iter()
            .any(|language| said(language) == text.to_lowercase())
    })
}

/// A moment for machines in one of those patterns; as it is where it is no moment.
pub(crate) fn dated(machine: &str, pattern: &str, language: &Language) -> String {
    let civil = machine
        .get(..19)
        .and_then(|civil| civil.parse::<DateTime>().ok());
    let zoned = civil.and_then(|civil| civil.to_zoned(TimeZone::UTC).ok());
    match zoned {
        Some(at) if PATTERNS.contains(&pattern) => written(&at, pattern, language),
        _ => machine.to_owned(),
    }
}

fn written(at: &Zoned, pattern: &str, language: &Language) -> String {
    let (named, weekday) = match language.primary() {
        "fr" => (month(&FRENCH_MONTHS, at), french_weekday(at.weekday())),
        _ => (month(&ENGLISH_MONTHS, at), english_weekday(at.weekday())),
    };
    let pattern = pattern.replace("%B", named).replace("%A", weekday);
    at.strftime(&pattern).to_string()
}

fn local(at: Timestamp, zone: &str) -> Result<Zoned, PageError> {
    let known = TimeZone::get(zone).map_err(|_| PageError::UnknownZone(zone.to_owned()))?;
    Ok(at.to_zoned(known))
}

fn month<'a>(names: &'a [&'a str; 12], at: &Zoned) -> &'a str {
    usize::try_from(at.month() - 1)
        .ok()
        .and_then(|m| names.get(m))
        .copied()
        .unwrap_or_default()
}

fn french_day(at: &Zoned) -> String {
    let day = match at.day() {
        1 => "1er".to_owned(),
        day => day.to_string(),
    };
    format!("{day} {} {}", month(&FRENCH_MONTHS, at), at.year())
}

fn english_day(at: &Zoned) -> String {
    format!("{} {} {}", at.day(), month(&ENGLISH_MONTHS, at), at.year())
}

fn french_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

fn english_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(at: &str, zone: &str, language: Language, expect: &str) {
        assert_eq!(long(at.parse().unwrap(), zone, &language).unwrap(), expect);
    }

    #[test]
    fn in_the_sites_language_and_zone() {
        let at = "2026-04-29T00:49:00Z";
        check(
            at,
            "Europe/Paris",
            Language::french(),
            "mercredi 29 avril 2026 à 02:49",
        );
        check(
            at,
            "Europe/London",
            Language::english(),
            "Wednesday 29 April 2026 at 01:49",
        );
        check(
            at,
            "America/New_York",
            Language::english(),
            "Tuesday 28 April 2026 at 20:49",
        );
    }

    #[test]
    fn the_first_of_a_month_in_french() {
        let at = "2026-05-01T07:05:00Z";
        check(
            at,
            "Europe/Paris",
            Language::french(),
            "vendredi 1er mai 2026 à 09:05",
        );
        check(
            at,
            "Europe/Paris",
            Language::english(),
            "Friday 1 May 2026 at 09:05",
        );
    }

    #[test]
    fn both_sides_of_the_clock_change() {
        check(
            "2026-10-25T00:30:00Z",
            "Europe/Paris",
            Language::french(),
            "dimanche 25 octobre 2026 à 02:30",
        );
        check(
            "2026-10-25T01:30:00Z",
            "Europe/Paris",
            Language::french(),
            "dimanche 25 octobre 2026 à 02:30",
        );
        assert_eq!(
            machine("2026-10-25T01:30:00Z".parse().unwrap(), "Europe/Paris").unwrap(),
            "2026-10-25T02:30:00+01:00"
        );
    }

    #[test]
    fn a_day_is_written_as_a_page_writes_it() {
        let at: Timestamp = "2026-11-23T10:16:33Z".parse().unwrap();
        for (text, language, other) in [
            ("November 23, 2026", Language::english(), "April 1, 2027"),
            ("23 novembre 2026", Language::french(), "1 avril 2027"),
            ("23/11/2026", Language::french(), "01/04/2027"),
            ("23 Nov 2026", Language::english(), "1 Apr 2027"),
        ] {
            let pattern = pattern_of(text, at, "Europe/Paris").unwrap();
            assert_eq!(
                dated("2027-04-01T00:30:00+02:00", pattern, &language),
                other
            );
        }
        assert_eq!(pattern_of("22 novembre 2026", at, "Europe/Paris"), None);
        assert_eq!(
            dated("2027-04-01T00:30:00+02:00", "%s", &Language::french()),
            "2027-04-01T00:30:00+02:00"
        );
    }

    #[test]
    fn an_unknown_zone_is_said() {
        let at = "2026-05-01T07:05:00Z".parse().unwrap();
        assert!(matches!(
            long(at, "Mars/Base", &Language::french()),
            Err(PageError::UnknownZone(_))
        ));
    }

    #[test]
    fn feeds_have_their_own_forms() {
        let at = "2026-04-29T00:49:00.25Z".parse().unwrap();
        assert_eq!(rfc2822(at), "Wed, 29 Apr 2026 00:49:00 +0000");
        assert_eq!(rfc3339(at), "2026-04-29T00:49:00Z");
    }
}
