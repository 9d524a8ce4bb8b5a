//! Days and times that do not exist, and dates on another day of the week; knows no clock and no today.

use jiff::civil::Date;

use super::items::Item;
use super::{Language, Remark, RemarkKind};
use crate::tokens::Kind;

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
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const FRENCH_DAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const ENGLISH_DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The first year in which all of France wrote the calendar that is written now.
const FIRST_YEAR: i16 = 1583;

/// A day of a month that is written.
struct Written {
    day: i8,
    /// 1 for January.
    month: i8,
    year: Option<i16>,
    /// Behind its last item.
    end: usize,
}

/// Adds the dates and times of a sentence that are none:
///
/// - a day that its month does not have: « 31 avril », « 29 février 2023 », "April 31, 2026". "April 31" without a year is
///   one only behind "on": "in April 31 people died" is right;
/// - another day of the week than the date's: « mercredi 24 novembre 2026 » is a Tuesday; it takes a year to be sure;
/// - a time: « 14 h 75 », « à 25 h 30 », "at 25:10". « 26 h 15 » may be how long something took, "25:10" a score.
pub(super) fn dates(items: &[Item], language: Language, remarks: &mut Vec<Remark>) {
    for at in 0..items.len() {
        if let Some(written) = written(items, at, language) {
            remarks.extend(judged(items, at, &written, language));
        }
        remarks.extend(time(items, at, language));
    }
}

fn named(item: &Item, names: &[&str]) -> Option<i8> {
    let nth = names.iter().position(|name| item.is(&[name]))?;
    i8::try_from(nth + 1).ok()
}

fn number<T: std::str::FromStr>(item: Option<&Item>) -> Option<T> {
    item.filter(|item| item.kind == Kind::Number)?
        .text
        .parse()
        .ok()
}

/// A year of four digits.
fn year(item: Option<&Item>) -> Option<i16> {
    number(item).filter(|year| (FIRST_YEAR..=9999).contains(year))
}

fn written(items: &[Item], at: usize, language: Language) -> Option<Written> {
    match language {
        Language::French => day_first(items, at, &FRENCH_MONTHS, &["er"]),
        Language::English => {
            let endings = ["st", "nd", "rd", "th", "of"];
            day_first(items, at, &ENGLISH_MONTHS, &endings).or_else(|| month_first(items, at))
        }
    }
}

/// « 31 avril 2026 », « 1er mai », "31st of April".
fn day_first(items: &[Item], at: usize, months: &[&str], endings: &[&str]) -> Option<Written> {
    let is_range = at
        .checked_sub(1)
        .is_some_and(|before| items[at].is_glued && items[before].is(&["-", "/", "."]));
    let day: u8 = number(items.get(at)).filter(|_| !is_range)?;
    let mut next = at + 1;
    while items.get(next).is_some_and(|item| item.is(endings)) {
        next += 1;
    }
    let month = named(items.get(next)?, months)?;
    let year = year(items.get(next + 1));
    // "In 1999 31 may be …": a verb is no month.
    let is_verb = month == 5 && months[4] == "may" && year.is_none();
    (!is_verb).then_some(Written {
        day: i8::try_from(day).unwrap_or(i8::MAX),
        month,
        year,
        end: next + 1 + usize::from(year.is_some()),
    })
}

/// "April 31, 2026", and behind "on" or a day of the week "April 31".
fn month_first(items: &[Item], at: usize) -> Option<Written> {
    let month = named(items.get(at)?, &ENGLISH_MONTHS)?;
    let day: u8 = number(items.get(at + 1))?;
    let is_ordinal = items
        .get(at + 2)
        .is_some_and(|item| item.is_glued && item.is(&["st", "nd", "rd", "th"]));
    let behind = at + 2 + usize::from(is_ordinal);
    let comma = usize::from(items.get(behind).is_some_and(|item| item.is(&[","])));
    let year = year(items.get(behind + comma));
    let is_on = at
        .checked_sub(1)
        .is_some_and(|before| items[before].is(&["on"]));
    (year.is_some() && comma == 1 || is_on).then_some(Written {
        day: i8::try_from(day).unwrap_or(i8::MAX),
        month,
        year,
        end: behind + if year.is_some() { comma + 1 } else { 0 },
    })
}

fn judged(items: &[Item], at: usize, written: &Written, language: Language) -> Option<Remark> {
    // A year that has a 29 February.
    let year = written.year.unwrap_or(2024);
    let Ok(date) = Date::new(year, written.month, written.day) else {
        return Some(remark(items, at, written.end, RemarkKind::NoSuchDay));
    };
    written.year?;
    let from = weekday_before(items, at)?;
    let names = match language {
        Language::French => &FRENCH_DAYS,
        Language::English => &ENGLISH_DAYS,
    };
    let said = named(&items[from], names)?;
    let right = date.weekday().to_monday_one_offset();
    (said != right).then(|| remark(items, from, written.end, RemarkKind::Weekday { right }))
}

/// Where a day of the week may stand before a date: « mardi 24 », "Tuesday, the 24th".
fn weekday_before(items: &[Item], at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    for skipped in [["the", "le"], [",", ","]] {
        if items[before].is(&skipped) {
            before = before.checked_sub(1)?;
        }
    }
    Some(before)
}

fn time(items: &[Item], at: usize, language: Language) -> Option<Remark> {
    let hour: u8 = number(items.get(at))?;
    let sign = items.get(at + 1)?;
    let is_said = at
        .checked_sub(1)
        .is_some_and(|before| items[before].is(&["à", "at"]));
    let minutes: Option<u8> = number(items.get(at + 2));
    let wrong = match language {
        Language::French => {
            let minutes =
                minutes.filter(|_| sign.is(&["h", "heures"]) && items[at + 2].text.len() == 2)?;
            let is_followed = items
                .get(at + 3)
                .is_some_and(|item| item.kind == Kind::Word && item.is_glued);
            let is_time = sign.is(&["h"]) && !is_followed;
            is_time && (minutes > 59 || is_said && hour > 24)
        }
        Language::English => {
            let minutes =
                minutes.filter(|_| sign.is(&[":"]) && sign.is_glued && items[at + 2].is_glued)?;
            is_said && items[at + 2].text.len() == 2 && (minutes > 59 || hour > 24)
        }
    };
    wrong.then(|| remark(items, at, at + 3, RemarkKind::NoSuchTime))
}

fn remark(items: &[Item], from: usize, end: usize, kind: RemarkKind) -> Remark {
    Remark {
        range: items[from].range.start..items[end - 1].range.end,
        kind,
    }
}

#[cfg(test)]
mod tests {
    use super::super::items::items;
    use super::*;

    #[track_caller]
    fn check(language: Language, cases: &[(&str, &str)]) {
        for (text, expect) in cases {
            let mut remarks = Vec::new();
            dates(&items(text, 0..text.len()), language, &mut remarks);
            let told: Vec<_> = remarks
                .iter()
                .map(|remark| format!("{} {:?}", &text[remark.range.clone()], remark.kind))
                .collect();
            assert_eq!(told.join("; "), *expect, "{text}");
        }
    }

    #[test]
    fn french_dates() {
        check(
            Language::French,
            &[
                ("le 31 avril", "31 avril NoSuchDay"),
                ("le 29 février 2023", "29 février 2023 NoSuchDay"),
                ("le 29 février, le 29 février 2024, le 31 mai", ""),
                (
                    "mercredi 24 novembre 2026",
                    "mercredi 24 novembre 2026 Weekday { right: 2 }",
                ),
                ("mardi 24 novembre 2026, mercredi 24 novembre", ""),
                (
                    "le vendredi 1er mai 2026, jeudi 1er mai 2026",
                    "jeudi 1er mai 2026 Weekday { right: 5 }",
                ),
                (
                    "à 14 h 75 et à 25 h 30",
                    "14 h 75 NoSuchTime; 25 h 30 NoSuchTime",
                ),
                ("à 14 h 30, en 26 h 15, à 24 h 00, 14 h 120 mètres", ""),
                (
                    "le 40 mars et 45 mai 2026",
                    "40 mars NoSuchDay; 45 mai 2026 NoSuchDay",
                ),
            ],
        );
    }

    #[test]
    fn english_dates() {
        check(
            Language::English,
            &[
                ("on April 31", "April 31 NoSuchDay"),
                ("in April 31 people died", ""),
                ("April 31, 2026", "April 31, 2026 NoSuchDay"),
                (
                    "Wednesday, November 24, 2026",
                    "Wednesday, November 24, 2026 Weekday { right: 2 }",
                ),
                ("Tuesday 24 November 2026 and the 31st of May", ""),
                ("31 June 2026", "31 June 2026 NoSuchDay"),
                ("40 may come, on May 31", ""),
                (
                    "at 25:10, at 13:75; won 25:10",
                    "25:10 NoSuchTime; 13:75 NoSuchTime",
                ),
            ],
        );
    }
}
