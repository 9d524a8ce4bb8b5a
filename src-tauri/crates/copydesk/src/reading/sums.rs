//! Numbers of one sentence that contradict each other. What is not sure is left alone: a false alarm costs more than a sum
//! that is missed. Knows no other sentence.

mod growth;
mod share;
mod total;

use super::items::Item;
use super::numbers::{Figure, figure};
use super::{Language, Remark, RemarkKind};
use crate::tokens::Kind;

/// Before a percentage that is not meant exactly: it may be off by this much, in points.
const ROUGHLY: f64 = 5.0;
const ROUGH: [&str; 14] = [
    "environ",
    "près",
    "presque",
    "quasi",
    "quasiment",
    "quelque",
    "autour",
    "about",
    "around",
    "nearly",
    "almost",
    "roughly",
    "some",
    "approximately",
];
/// Before a percentage that is only a bound.
const BOUNDS: [&str; 8] = [
    "plus", "moins", "more", "less", "over", "under", "least", "most",
];

/// Adds what does not add up in a sentence.
pub(super) fn sums(items: &[Item], language: Language, remarks: &mut Vec<Remark>) {
    shares(items, language, remarks);
    for at in 0..items.len() {
        let found = share::share(items, at, language)
            .or_else(|| growth::growth(items, at, language))
            .or_else(|| total::total(items, at, language));
        remarks.extend(found);
    }
}

fn is(items: &[Item], at: usize, words: &[&str]) -> bool {
    items.get(at).is_some_and(|item| item.is(words))
}

fn remark(items: &[Item], from: usize, end: usize, kind: RemarkKind) -> Remark {
    Remark {
        range: items[from].range.start..items[end - 1].range.end,
        kind,
    }
}

/// The item behind at most `most` words, none of which is one of `not`.
fn behind_words(items: &[Item], from: usize, most: usize, not: &[&str]) -> usize {
    let words = items[from.min(items.len())..].iter().take(most);
    let words = words.take_while(|item| {
        let joins = item.kind == Kind::Sign
            && matches!(item.text.as_str(), "’" | "'" | "-" | "€" | "$" | "£");
        (item.kind == Kind::Word || joins) && !item.is(not)
    });
    from + words.count()
}

/// How much a percentage may be off for having been rounded, in points.
fn slack(said: &Figure) -> f64 {
    1e-9 + if said.rounding == 0.0 {
        1.0
    } else {
        2.0 * said.rounding
    }
}

/// Skips « environ » and its like: where the number stands, and by how much it may be off in points. Behind « plus de »
/// it may be anything.
fn behind_rough(items: &[Item], mut at: usize) -> (usize, f64) {
    let mut roughly: f64 = 0.0;
    while let Some(item) = items.get(at) {
        if item.is(&BOUNDS) {
            roughly = f64::INFINITY;
        } else if item.is(&ROUGH) {
            roughly = roughly.max(ROUGHLY);
        } else if roughly == 0.0 || !item.is(&["de", "d", "’", "'", "than", "à", "peu"]) {
            break;
        }
        at += 1;
    }
    (at, roughly)
}

/// Says that percentages are parts of one whole, all of it.
const DIVIDED: [&str; 12] = [
    "répartit",
    "répartissent",
    "répartis",
    "réparties",
    "réparti",
    "répartie",
    "partagent",
    "divisent",
    "split",
    "divided",
    "splits",
    "partagés",
];
/// Says that percentages are answers to one question.
const OPINION: [&str; 6] = [
    "opinion",
    "prononcent",
    "prononce",
    "undecided",
    "unsure",
    "prononcés",
];
/// Says that they may be of several wholes.
const COMPARES: [&str; 44] = [
    "dont",
    "hausse",
    "baisse",
    "augmentation",
    "recul",
    "progression",
    "point",
    "points",
    "respectivement",
    "taux",
    "participation",
    "abstention",
    "réponses",
    "parmi",
    "chez",
    "soit",
    "plus",
    "moins",
    "augmenté",
    "reculé",
    "gagne",
    "perd",
    "among",
    "whom",
    "including",
    "from",
    "compared",
    "increase",
    "decrease",
    "rose",
    "fell",
    "turnout",
    "respectively",
    "answers",
    "up",
    "down",
    "versus",
    "previous",
    "previously",
    "auparavant",
    "précédent",
    "puis",
    "moyenne",
    "average",
];

/// Three or more percentages in a sentence that says they are parts of one whole, by « se répartissent », « se partagent »,
/// « sans opinion », « ne se prononcent pas », "split", "divided", "undecided", "no opinion": « 45 % pour, 30 % contre et
/// 35 % sans opinion » is found (110). Beyond 100 by more than what rounding does (half a point each, one at least); below
/// it only where the whole is divided by name. Not where the sentence compares: « dont », « hausse », « points », « taux »,
/// a year, "turnout", "from"; « plusieurs réponses ».
fn shares(items: &[Item], language: Language, remarks: &mut Vec<Remark>) {
    let is_divided = items.iter().any(|item| item.is(&DIVIDED));
    let is_whole = is_divided || items.iter().any(|item| item.is(&OPINION));
    if !is_whole || items.iter().any(|item| item.is(&COMPARES)) {
        return;
    }
    let figures = (0..items.len()).filter_map(|at| Some((at, figure(items, at, language)?)));
    let figures: Vec<_> = figures.collect();
    if figures
        .iter()
        .any(|(at, figure)| figure.is_year || is_compared(items, *at))
    {
        return;
    }
    let parts: Vec<_> = figures
        .iter()
        .filter(|(_, figure)| figure.is_percent)
        .collect();
    let [(first, _), _, .., (_, last)] = parts.as_slice() else {
        return;
    };
    let sum: f64 = parts.iter().map(|(_, part)| part.value).sum();
    let rounding = parts.iter().map(|(_, part)| {
        part.rounding
            .max(if part.rounding == 0.0 { 0.5 } else { 0.0 })
    });
    let slack = rounding.sum::<f64>().max(1.0) + 1e-9;
    if sum > 100.0 + slack || is_divided && sum < 100.0 - slack {
        let sum = tidy(sum);
        remarks.push(remark(items, *first, last.end, RemarkKind::Shares { sum }));
    }
}

/// « contre 30 % » sets a percentage beside another.
fn is_compared(items: &[Item], at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| items[before].is(&["contre", "against", "to", "à"]))
}

/// With one digit behind the comma: what a person would write.
fn tidy(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::super::items::items;
    use super::*;

    /// What is remarked, each as its name and what would be right.
    #[track_caller]
    pub(super) fn check(language: Language, cases: &[(&str, &str)]) {
        for (text, expect) in cases {
            let mut remarks = Vec::new();
            sums(&items(text, 0..text.len()), language, &mut remarks);
            let told = remarks.iter().map(|remark| match remark.kind {
                RemarkKind::Shares { sum } => format!("shares {sum}"),
                RemarkKind::Share { right, .. } => format!("share {right}"),
                RemarkKind::Growth { right, .. } => format!("growth {right}"),
                RemarkKind::Total { right, .. } => format!("total {right}"),
                _ => String::new(),
            });
            assert_eq!(told.collect::<Vec<_>>().join("; "), *expect, "{text}");
        }
    }

    #[test]
    fn shares_of_a_whole() {
        check(
            Language::French,
            &[
                (
                    "45 % sont pour, 30 % contre et 35 % sans opinion",
                    "shares 110",
                ),
                (
                    "45 % sont pour, 30 % contre et 25 % ne se prononcent pas",
                    "",
                ),
                (
                    "45 % sont pour, 30 % contre et 26 % ne se prononcent pas",
                    "",
                ),
                (
                    "les voix se répartissent entre 45 % à gauche, 30 % à droite et 15 % ailleurs",
                    "shares 90",
                ),
                (
                    "les voix se répartissent ainsi : 45 %, 30 % et 15 %",
                    "shares 90",
                ),
                ("les taux ont atteint 45 %, 30 % et 35 %", ""),
                (
                    "45 % sont pour, 60 % des jeunes, dont 35 % sans opinion",
                    "",
                ),
                (
                    "45 % en 2020, 30 % en 2021 et 35 % en 2022 sont sans opinion",
                    "",
                ),
                ("33,3 % pour, 33,3 % contre et 33,4 % sans opinion", ""),
            ],
        );
        check(
            Language::English,
            &[
                ("voters split 45%, 30% and 35%", "shares 110"),
                ("48% said yes, 41% no and 11% were undecided", ""),
                ("48% said yes, up from 41%, and 21% were undecided", ""),
            ],
        );
    }
}
