//! Counts, and the sum that is said of them; knows no other sum.

use super::super::items::Item;
use super::super::numbers::{Figure, figure};
use super::super::{Language, Remark, RemarkKind};
use super::{BOUNDS, ROUGH, behind_words, is, remark};

/// What stands in no list of addends.
const NOT: [&str; 12] = [
    "dont",
    "including",
    "soit",
    "sur",
    "et",
    "and",
    "plus",
    "environ",
    "à",
    "de",
    "among",
    "par",
];

/// « 12 morts et 5 blessés, soit un total de 19 victimes », "12 dead and 5 hurt, a total of 19": 17. The addends are
/// counts with at most three words each, parted by commas and « et »; the sum is said to be one: « un total de », « au
/// total », "a total of", "in total". Not where anything is rough, rounded, a share, or said to be among others (« dont »).
pub(super) fn total(items: &[Item], at: usize, language: Language) -> Option<Remark> {
    let before = at.checked_sub(1).map(|before| &items[before]);
    let goes_on = |item: &Item| item.is(&["et", "and", ","]) || item.is(&ROUGH) || item.is(&BOUNDS);
    if before.is_some_and(goes_on) {
        return None;
    }
    let (sum, end) = addends(items, at, language)?;
    let mut said_at = end + usize::from(is(items, end, &[",", "("]));
    said_at += usize::from(is(items, said_at, &["soit", "or", "for"]));
    said_at += sum_words(items, said_at)?;
    let said = figure(items, said_at, language).filter(is_exact)?;
    let kind = RemarkKind::Total {
        said: said.value,
        right: sum,
    };
    (said.value != sum).then(|| remark(items, at, said.end, kind))
}

/// The sum of two or more counts and where their list ends.
fn addends(items: &[Item], at: usize, language: Language) -> Option<(f64, usize)> {
    let mut one = figure(items, at, language)?;
    let (mut sum, mut many) = (0.0, 1);
    loop {
        is_exact(&one).then_some(())?;
        sum += one.value;
        let end = behind_words(items, one.end, 3, &NOT);
        let is_listed = end > one.end && is(items, end, &[",", "et", "and"]);
        match figure(items, end + 1, language).filter(|_| is_listed) {
            Some(next) => one = next,
            None => return (many > 1).then_some((sum, end)),
        }
        many += 1;
    }
}

/// A count to the last one.
fn is_exact(figure: &Figure) -> bool {
    !figure.is_percent && !figure.is_year && figure.value.fract() == 0.0 && figure.rounding == 0.0
}

/// How many items say that a sum follows.
fn sum_words(items: &[Item], at: usize) -> Option<usize> {
    const PHRASES: [&[&str]; 5] = [
        &["un", "total", "de"],
        &["au", "total"],
        &["a", "total", "of"],
        &["in", "total"],
        &["totalling"],
    ];
    let is_there = |phrase: &&&[&str]| {
        let mut words = phrase.iter().enumerate();
        words.all(|(nth, word)| is(items, at + nth, &[word]))
    };
    PHRASES.iter().find(is_there).map(|phrase| phrase.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn sums_that_say_so() {
        check(
            Language::French,
            &[
                (
                    "12 morts et 5 blessés, soit un total de 19 victimes",
                    "total 17",
                ),
                ("12 morts et 5 blessés, soit un total de 17 victimes", ""),
                ("12 morts et 5 blessés, 19 victimes", ""),
                (
                    "3 hommes, 4 femmes et 5 enfants, au total 13 personnes",
                    "total 12",
                ),
                ("12 morts, dont 5 enfants, soit un total de 19 victimes", ""),
                ("environ 12 morts et 5 blessés, soit un total de 19", ""),
                ("2 élus et 3 maires en 2020, soit un total de 9", ""),
            ],
        );
        check(
            Language::English,
            &[
                ("12 dead and 5 hurt, a total of 19", "total 17"),
                ("12 dead and 5 hurt, for a total of 17", ""),
            ],
        );
    }
}
