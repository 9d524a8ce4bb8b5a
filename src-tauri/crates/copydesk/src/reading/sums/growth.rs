//! From so many to so many, and the percentage that is said of it; knows no other sum.

use super::super::items::Item;
use super::super::numbers::{Figure, figure};
use super::super::{Language, Remark, RemarkKind};
use super::{behind_rough, behind_words, is, remark, slack, tidy};
use crate::tokens::Kind;

/// What is no count that grows.
const NOT_COUNTED: [&str; 18] = [
    "fois", "ans", "heures", "h", "mois", "jours", "semaines", "times", "years", "year", "hours",
    "months", "days", "weeks", "sur", "et", "puis", "then",
];

/// What is said to have grown or fallen.
struct FromTo {
    old: f64,
    old_rounding: f64,
    new: Figure,
    /// Behind the words that tell what is counted.
    end: usize,
}

/// « de 10 à 15, une hausse de 30 % », « de 10 à 15 millions, soit une hausse de 30 % », "from 10 to 15, a rise of 30%": 50.
/// « de 15 à 10, une hausse de 33 % » too: it fell. Not between years, hours, ages or percentages of one side, nor where
/// more than four words or « fois » stand before the percentage. Both numbers may have been rounded at their last place.
pub(super) fn growth(items: &[Item], at: usize, language: Language) -> Option<Remark> {
    let from_to = from_to(items, at, language)?;
    let (said, value, roughly) = said(items, from_to.end, language)?;
    let change = |old: f64, new: f64| 100.0 * (new - old) / old;
    let FromTo {
        old,
        old_rounding,
        new,
        ..
    } = from_to;
    let lowest = change(old + old_rounding, new.value - new.rounding);
    let highest = change(
        (old - old_rounding).max(f64::MIN_POSITIVE),
        new.value + new.rounding,
    );
    let slack = slack(&said) + roughly;
    if (lowest - slack..=highest + slack).contains(&value) {
        return None;
    }
    let kind = RemarkKind::Growth {
        said: value,
        right: tidy(change(old, new.value)),
    };
    Some(remark(items, at, said.end, kind))
}

/// « de 10 à 15 millions d’euros ».
fn from_to(items: &[Item], at: usize, language: Language) -> Option<FromTo> {
    let opens: &[&str] = match language {
        Language::French => &["de", "’"],
        Language::English => &["from"],
    };
    is(items, at, opens).then_some(())?;
    let old = figure(items, at + 1, language).filter(|old| old.value > 0.0)?;
    let to = behind_words(items, old.end, 3, &["à", "to", "et", "and", "dont"]);
    is(items, to, &["à", "to"]).then_some(())?;
    let new = figure(items, to + 1, language)?;
    let end = behind_words(items, new.end, 4, &["soit", "or", "une", "un", "a", "an"]);
    let is_other = old.is_year && new.is_year || old.is_percent != new.is_percent;
    if is_other || items[at..end].iter().any(|item| item.is(&NOT_COUNTED)) {
        return None;
    }
    let (old, old_rounding) = in_units_of(old, &items[old.end - 1], &items[new.end - 1]);
    Some(FromTo {
        old,
        old_rounding,
        new,
        end,
    })
}

/// « , soit une hausse d’environ 30 % »: the figure, its value with its sign, and by how much it may be off.
fn said(items: &[Item], end: usize, language: Language) -> Option<(Figure, f64, f64)> {
    let mut next = end + usize::from(is(items, end, &[",", "(", "–", "—"]));
    next += usize::from(is(items, next, &["soit", "or"]));
    is(items, next, &["une", "un", "a", "an"]).then_some(())?;
    let sign = direction(items.get(next + 1)?)?;
    is(items, next + 2, &["de", "of", "d"]).then_some(())?;
    let behind = next + 3 + usize::from(is(items, next + 3, &["’", "'"]));
    let (at, roughly) = behind_rough(items, behind);
    let said = figure(items, at, language).filter(|said| said.is_percent)?;
    Some((said, sign * said.value, roughly))
}

/// What grows is positive, what falls negative.
fn direction(item: &Item) -> Option<f64> {
    const UP: [&str; 11] = [
        "hausse",
        "augmentation",
        "progression",
        "croissance",
        "bond",
        "increase",
        "rise",
        "gain",
        "jump",
        "growth",
        "surge",
    ];
    const DOWN: [&str; 12] = [
        "baisse",
        "recul",
        "diminution",
        "chute",
        "repli",
        "décrue",
        "decrease",
        "drop",
        "fall",
        "decline",
        "reduction",
        "plunge",
    ];
    if item.is(&UP) {
        Some(1.0)
    } else {
        item.is(&DOWN).then_some(-1.0)
    }
}

/// « de 10 à 15 millions » counts both in millions.
fn in_units_of(old: Figure, old_unit: &Item, new_unit: &Item) -> (f64, f64) {
    let times = match new_unit.text.as_str() {
        "mille" | "thousand" => 1e3,
        "million" | "millions" => 1e6,
        "milliard" | "milliards" | "billion" => 1e9,
        _ => 1.0,
    };
    if times > 1.0 && old_unit.kind == Kind::Number && old.value < 1000.0 {
        (old.value * times, old.rounding.max(0.5) * times)
    } else {
        (old.value, old.rounding)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn from_so_many_to_so_many() {
        check(
            Language::French,
            &[
                ("de 10 à 15, une hausse de 30 %", "growth 50"),
                ("de 10 à 15, une hausse de 50 %", ""),
                (
                    "de 10 à 15 millions d’euros, soit une hausse de 30 %",
                    "growth 50",
                ),
                ("de 10 à 15 millions, soit une hausse de 48 %", ""),
                ("de 900\u{202F}000 à 1,2 million, une hausse de 33 %", ""),
                (
                    "de 900\u{202F}000 à 1,2 million, une hausse de 60 %",
                    "growth 33.3",
                ),
                ("de 15 à 10, une hausse de 33 %", "growth -33.3"),
                ("de 15 à 10, une baisse de 33 %", ""),
                ("de 2019 à 2024, une hausse de 30 %", ""),
                ("de 10 à 15 ans, une hausse de 30 %", ""),
                ("de 10 à 15 %, une hausse de 30 %", ""),
                ("de 3 à 4 fois plus, une hausse de 20 %", ""),
                (
                    "de 1\u{202F}203 à 1\u{202F}503, une hausse de 30 %",
                    "growth 24.9",
                ),
                ("de 1\u{202F}200 à 1\u{202F}500, une hausse de 30 %", ""),
                ("passe de 10 à 15, une hausse d’environ 45 %", ""),
                ("passe de 10 à 15, une hausse de plus de 30 %", ""),
                ("passe de 10 à 15, une hausse de près de 30 %", "growth 50"),
            ],
        );
        check(
            Language::English,
            &[
                ("from 10 to 15, a rise of 30%", "growth 50"),
                ("from $10 to $15, an increase of 50%", ""),
                ("from 2019 to 2024, a rise of 30%", ""),
            ],
        );
    }
}
