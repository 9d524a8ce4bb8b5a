//! Numbers as newspapers write them; knows no sum.

use super::Language;
use super::items::Item;
use crate::tokens::{Kind, is_apostrophe, is_thin};

/// A number that is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    pub(super) value: f64,
    /// By how much it may have been rounded; 0 where it looks exact.
    pub(super) rounding: f64,
    pub(super) is_percent: bool,
    /// Whether it may be a year.
    pub(super) is_year: bool,
    /// Behind its last item.
    pub(super) end: usize,
}

/// The number that begins with this item, its `millions` and its `%` included. Not what is part of a name, an ordinal, an
/// hour, a date or a range: G7, 1er, 14h30, 3/4, 10-15; and not what may be read two ways: 1.200 in French.
pub(super) fn figure(items: &[Item], at: usize, language: Language) -> Option<Figure> {
    let item = items.get(at).filter(|item| item.kind == Kind::Number)?;
    let is_open = |item: &Item| {
        item.is_glued && (item.kind != Kind::Sign || "/-–:°’'".contains(item.text.as_str()))
    };
    let is_part_before = item.is_glued
        && at.checked_sub(1).is_some_and(|at| {
            let before = &items[at];
            before.kind != Kind::Sign || "/-–:_.,’'".contains(before.text.as_str())
        });
    if is_part_before || items.get(at + 1).is_some_and(is_open) {
        return None;
    }
    let (mut value, mut rounding) = read(&item.text, language)?;
    // 1 900 is a count, 1900 may be a year.
    let mut is_year = item.text.len() == 4 && (1900.0..=2100.0).contains(&value);
    let mut end = at + 1;
    if let Some(times) = items.get(end).and_then(|item| multiple(&item.text)) {
        end += 1;
        is_year = false;
        rounding = if rounding == 0.0 { 0.5 } else { rounding } * times;
        value *= times;
    }
    let percent = percent(items, end);
    Some(Figure {
        value,
        rounding,
        is_percent: percent > 0,
        is_year: is_year && percent == 0,
        end: end + percent,
    })
}

/// How many items say percent here.
fn percent(items: &[Item], at: usize) -> usize {
    let is = |nth: usize, words: &[&str]| items.get(at + nth).is_some_and(|item| item.is(words));
    if is(0, &["%", "percent"]) {
        1
    } else if is(0, &["pour", "per"]) && is(1, &["cent"]) {
        2
    } else {
        0
    }
}

fn multiple(word: &str) -> Option<f64> {
    match word {
        "mille" | "thousand" => Some(1e3),
        "million" | "millions" => Some(1e6),
        "milliard" | "milliards" | "billion" => Some(1e9),
        _ => None,
    }
}

/// A number's value, and by how much it may have been rounded: half its last place behind the comma, or half of the last
/// place that is no nought where it is a hundred or more.
fn read(text: &str, language: Language) -> Option<(f64, f64)> {
    let plain: String = text.chars().filter(|sign| !is_thin(*sign)).collect();
    let (comma, point) = (plain.matches(',').count(), plain.matches('.').count());
    let ends_in_three = |sign: char| plain.rsplit(sign).next().is_some_and(|end| end.len() == 3);
    let plain = match (language, comma, point) {
        (_, 0, 0) => plain,
        (Language::French, 1, 0) => plain.replace(',', "."),
        (Language::French, 0, 1) if !ends_in_three('.') => plain,
        (Language::English, 0, 1) => plain,
        (Language::English, 1.., 0) if ends_in_three(',') => plain.replace(',', ""),
        (Language::English, 1.., 1) if plain.rfind(',') < plain.find('.') => plain.replace(',', ""),
        _ => return None,
    };
    let value: f64 = plain.parse().ok()?;
    let places = plain.split_once('.').map(|(_, behind)| behind.len());
    let rounding = match places {
        Some(places) => 0.5 / 10_f64.powi(i32::try_from(places).ok()?),
        None if value < 100.0 => 0.0,
        None => {
            let noughts = plain.len() - plain.trim_end_matches('0').len();
            if noughts == 0 {
                0.0
            } else {
                0.5 * 10_f64.powi(i32::try_from(noughts).ok()?)
            }
        }
    };
    value.is_finite().then_some((value, rounding))
}

/// A small number in words, of a share: « trois sur cinq », "one out of ten".
pub(super) fn in_words(word: &str, language: Language) -> Option<f64> {
    const FRENCH: [&str; 10] = [
        "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
    ];
    const ENGLISH: [&str; 10] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let words = match language {
        Language::French => FRENCH,
        Language::English => ENGLISH,
    };
    let one_more = (1_u8..)
        .zip(words)
        .find(|(_, known)| *known == word || *known == "un" && word == "une");
    one_more.map(|(number, _)| f64::from(number))
}

/// A share's part or whole: in digits or in words.
pub(super) fn count(items: &[Item], at: usize, language: Language) -> Option<Figure> {
    figure(items, at, language).or_else(|| {
        let item = items.get(at)?;
        let is_joined = |item: &Item| {
            item.is_glued
                && item
                    .text
                    .starts_with(|sign| is_apostrophe(sign) || sign == '-')
        };
        if items.get(at + 1).is_some_and(is_joined) {
            return None;
        }
        Some(Figure {
            value: in_words(&item.text, language)?,
            rounding: 0.0,
            is_percent: false,
            is_year: false,
            end: at + 1,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::items::items;
    use super::*;

    #[test]
    fn numbers_are_read_as_each_language_writes_them() {
        use Language::{English, French};
        for (text, language, expect) in [
            ("1\u{202F}200,5", French, Some((1200.5, 0.05, false))),
            ("1,200.5", English, Some((1200.5, 0.05, false))),
            ("1,200", English, Some((1200.0, 50.0, false))),
            ("1,2 million", French, Some((1_200_000.0, 50_000.0, false))),
            ("12 %", French, Some((12.0, 0.0, true))),
            ("12.5 per cent", English, Some((12.5, 0.05, true))),
            ("15 pour cent", French, Some((15.0, 0.0, true))),
            ("1.200", French, None),
            ("1,2", English, None),
            ("1er", French, None),
            ("14h30", French, None),
            ("10-15", English, None),
        ] {
            let found = figure(&items(text, 0..text.len()), 0, language);
            let found = found.map(|one| (one.value, one.rounding, one.is_percent));
            assert_eq!(found, expect, "{text}");
        }
    }
}
