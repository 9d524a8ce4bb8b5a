//! How far apart two spellings are, by how easily one is written for the other; knows letters, no words.
//!
//! Edit distance with weights and neighbours swapped (Damerau 1964), row by row, so that words that begin alike share
//! their rows. A wrong accent is nearly nothing, a doubled letter little, any other letter much.

use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

/// Another letter, with nothing in common.
const OTHER: u32 = 12;
/// A letter too many or too few.
const LETTER: u32 = 10;
/// A letter that sounds alike, or lies beside it.
const ALIKE: u32 = 8;
/// Two neighbours in the wrong order.
const SWAPPED: u32 = 8;
/// A letter that is often not heard.
const SILENT: u32 = 7;
/// A letter written twice, or once instead of twice.
const DOUBLED: u32 = 5;
/// An apostrophe, a hyphen or a space too many or too few.
const JOINT: u32 = 4;
/// A capital.
const CAPITAL: u32 = 1;
/// An accent.
const ACCENT: u32 = 2;
/// On top, where the first letter is another.
const FIRST: u32 = 6;

/// A letter as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    plain: char,
    base: char,
    capital: bool,
}

/// The letters of a spelling.
pub(super) fn letters(word: &str) -> Vec<Letter> {
    word.chars().map(letter).collect()
}

pub(super) fn letter(sign: char) -> Letter {
    let plain = match sign {
        '’' | 'ʼ' => '\'',
        sign if sign.is_lowercase() => sign,
        sign => sign.to_lowercase().next().unwrap_or(sign),
    };
    Letter {
        plain,
        base: base(plain),
        capital: plain != sign && sign.is_alphabetic(),
    }
}

/// The letter without its accent.
pub(super) fn base(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    match CanonicalDecompositionBorrowed::new().decompose(letter) {
        Decomposed::Expansion(base, _) => base,
        Decomposed::Singleton(other) => other,
        Decomposed::Default => letter,
    }
}

/// Letters that sound alike in French or English, or lie side by side on AZERTY and QWERTY both.
const SOUND_ALIKE: [&[u8]; 21] = [
    b"aeiouy", b"cskqz", b"gj", b"mn", b"td", b"bp", b"vfw", b"xs", b"lr", b"er", b"io", b"op",
    b"as", b"fg", b"gh", b"hj", b"jk", b"kl", b"cv", b"vb", b"bn",
];

/// For each letter from a to z a bit for each letter that it is like.
const LIKE: [u32; 26] = {
    let mut like = [0; 26];
    let mut group = 0;
    while group < SOUND_ALIKE.len() {
        let letters = SOUND_ALIKE[group];
        let mut one = 0;
        while one < letters.len() {
            let mut other = 0;
            while other < letters.len() {
                like[(letters[one] - b'a') as usize] |= 1 << (letters[other] - b'a');
                other += 1;
            }
            one += 1;
        }
        group += 1;
    }
    like
};

fn is_alike(one: char, other: char) -> bool {
    one.is_ascii_lowercase()
        && other.is_ascii_lowercase()
        && LIKE[(one as u8 - b'a') as usize] >> (other as u8 - b'a') & 1 == 1
}

fn substitution(typed: Letter, meant: Letter) -> u32 {
    let capital = if meant.capital && !typed.capital {
        CAPITAL
    } else {
        0
    };
    let letter = if typed.plain == meant.plain {
        0
    } else if typed.base == meant.base {
        ACCENT
    } else if is_joint(typed.plain) && is_joint(meant.plain) {
        JOINT / 2
    } else if is_alike(typed.base, meant.base) {
        ALIKE
    } else {
        OTHER
    };
    letter + capital
}

fn is_joint(sign: char) -> bool {
    matches!(sign, '\'' | '-' | ' ')
}

/// A letter that stands in one of the spellings alone, after `before`, the last one or not.
fn lone(letter: Letter, before: Option<Letter>, last: bool) -> u32 {
    match letter.plain {
        sign if is_joint(sign) => JOINT,
        _ if before.is_some_and(|before| before.base == letter.base) => DOUBLED,
        'h' => SILENT,
        'e' | 's' | 't' | 'x' | 'd' if last => SILENT,
        _ => LETTER,
    }
}

/// What each beginning of the typed word costs against a beginning of the meant one.
#[derive(Debug, Clone)]
pub(super) struct Row {
    costs: Vec<u32>,
    letter: Option<Letter>,
}

impl Row {
    /// Against nothing.
    pub(super) fn first(typed: &[Letter]) -> Self {
        let mut costs = vec![0; typed.len() + 1];
        for (at, letter) in typed.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| typed[before]);
            let first = if at == 0 { FIRST } else { 0 };
            costs[at + 1] = costs[at] + lone(*letter, before, at + 1 == typed.len()) + first;
        }
        Self {
            costs,
            letter: None,
        }
    }

    /// Against one letter more of the meant word. `earlier` is the row before this one.
    pub(super) fn next(&self, earlier: Option<&Self>, typed: &[Letter], meant: Letter) -> Self {
        let first = if self.letter.is_none() { FIRST } else { 0 };
        let inserted = lone(meant, self.letter, false);
        let mut costs = Vec::with_capacity(typed.len() + 1);
        costs.push(self.costs[0] + inserted + first);
        for (at, &letter) in typed.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| typed[before]);
            let at_end = at + 1 == typed.len();
            let changed = substitution(letter, meant);
            let strange = if at == 0 && changed > ACCENT + CAPITAL {
                first
            } else {
                0
            };
            let mut least = self.costs[at] + changed + strange;
            least = least.min(costs[at] + lone(letter, before, at_end));
            least = least.min(
                self.costs[at + 1]
                    + if at_end {
                        lone(meant, self.letter, true)
                    } else {
                        inserted
                    },
            );
            if let (Some(before), Some(last), Some(earlier)) = (before, self.letter, earlier)
                && before.base == meant.base
                && last.base == letter.base
                && before.base != letter.base
            {
                least = least.min(earlier.costs[at - 1] + SWAPPED);
            }
            costs.push(least);
        }
        Self {
            costs,
            letter: Some(meant),
        }
    }

    /// What the whole typed word costs.
    pub(super) fn whole(&self) -> u32 {
        self.costs.last().copied().unwrap_or(u32::MAX)
    }

    /// Less than this no longer word that begins so can cost.
    pub(super) fn least(&self) -> u32 {
        self.costs.iter().copied().min().unwrap_or(u32::MAX)
    }
}

/// What it costs to write `typed` for `meant`: 0 where they are the same but for capitals that were typed.
pub(super) fn cost(typed: &str, meant: &str) -> u32 {
    let typed = letters(typed);
    let mut earlier = None;
    let mut row = Row::first(&typed);
    for sign in meant.chars() {
        let next = row.next(earlier.as_ref(), &typed, letter(sign));
        earlier = Some(std::mem::replace(&mut row, next));
    }
    row.whole()
}

/// Whether one letter makes the difference: another, one too many or too few, two in the wrong order.
pub(super) fn is_near(typed: &str, meant: &str) -> bool {
    let cost = cost(typed, meant);
    (1..=OTHER).contains(&cost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_costs_less_than_a_doubled_letter_and_that_less_than_another() {
        assert_eq!(cost("eveque", "évêque"), 2 * ACCENT);
        assert_eq!(cost("apartement", "appartement"), DOUBLED);
        assert_eq!(cost("teh", "the"), SWAPPED);
        assert_eq!(cost("aujourdhui", "aujourd’hui"), JOINT);
        assert_eq!(cost("prsident", "président"), LETTER);
        assert_eq!(cost("toujour", "toujours"), SILENT);
        assert_eq!(cost("Macron", "Macron"), 0);
        assert!(cost("larcon", "macron") > cost("marcon", "macron"));
    }

    #[test]
    fn one_letter_off_is_near() {
        assert!(is_near("Macrron", "Macron"));
        assert!(is_near("Macorn", "Macron"));
        assert!(!is_near("Macron", "Macron"));
        assert!(!is_near("Martin", "Macron"));
    }
}
