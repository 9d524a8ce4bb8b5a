//! So many of so many, and the percentage that is said of it; knows no other sum.

use super::super::items::Item;
use super::super::numbers::{count, figure};
use super::super::{Language, Remark, RemarkKind};
use super::{behind_rough, behind_words, is, remark, slack, tidy};

/// « 3 sur 5, soit 70 % », « trois élus sur cinq (70 %) », "3 out of 5, or 70%": 60. Between the three there are at most
/// three words; « environ 60 % » may be five points off.
pub(super) fn share(items: &[Item], at: usize, language: Language) -> Option<Remark> {
    let part = count(items, at, language).filter(|part| !part.is_percent && part.value > 0.0)?;
    let mut next = behind_words(items, part.end, 3, &["sur", "out", "dont"]);
    next += match language {
        Language::French if is(items, next, &["sur"]) => 1,
        Language::English if is(items, next, &["out"]) && is(items, next + 1, &["of"]) => 2,
        _ => return None,
    };
    let whole = count(items, next, language)
        .filter(|whole| !whole.is_percent && whole.value >= part.value)?;
    let next = behind_words(items, whole.end, 3, &["soit", "or", "dont"]);
    let said_at = if is(items, next, &["("]) {
        next + 1
    } else {
        let comma = usize::from(is(items, next, &[",", "–", "—"]));
        is(items, next + comma, &["soit", "or"]).then_some(next + comma + 1)?
    };
    let (said_at, roughly) = behind_rough(items, said_at);
    let said = figure(items, said_at, language).filter(|said| said.is_percent)?;
    let right = 100.0 * part.value / whole.value;
    let relative = part.rounding / part.value + whole.rounding / whole.value;
    if (said.value - right).abs() <= slack(&said) + roughly + right * relative {
        return None;
    }
    let (said_value, right) = (said.value, tidy(right));
    let kind = RemarkKind::Share {
        said: said_value,
        right,
    };
    Some(remark(items, at, said.end, kind))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn so_many_of_so_many() {
        check(
            Language::French,
            &[
                ("3 sur 5, soit 70 %", "share 60"),
                ("trois élus sur cinq (70 %)", "share 60"),
                ("trois élus sur cinq (60 %)", ""),
                ("2 sur 3, soit 66 %", ""),
                ("2 sur 3, soit 67 %", ""),
                ("2 sur 3, soit 66,6 %", ""),
                ("2 sur 3, soit 66,2 %", "share 66.7"),
                ("2 sur 3, soit environ 70 %", ""),
                ("2 sur 3, soit près de 80 %", "share 66.7"),
                ("24 heures sur 24, soit 70 % du temps sur 3", "share 100"),
                ("3 buts sur 5 tirs, et 70 % de possession", ""),
                ("un enfant sur dix, soit 12 %", "share 10"),
                ("3\u{202F}012 sur 4\u{202F}016, soit 70 %", "share 75"),
                ("3\u{202F}000 sur 4\u{202F}000, soit 70 %", ""),
            ],
        );
        check(
            Language::English,
            &[
                ("3 out of 5, or 70%", "share 60"),
                ("one in five, or 70%", ""),
                ("three people out of ten (30 percent)", ""),
            ],
        );
    }
}
