//! What a newsroom sets: tables for French and English, with the usual ones by name; applies none.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Rule;

/// A space that a sign has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Space {
    /// None.
    None,
    /// U+00A0.
    NoBreak,
    /// U+202F.
    Narrow,
}

impl Space {
    /// It, as text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::NoBreak => "\u{A0}",
            Self::Narrow => "\u{202F}",
        }
    }
}

/// Which marks stand around a quotation, by its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marks {
    /// “ ”
    Double,
    /// ‘ ’
    Single,
    /// ‹ ›
    Chevrons,
}

impl Marks {
    /// Those that open and close.
    pub(super) fn pair(self) -> [char; 2] {
        match self {
            Self::Double => ['“', '”'],
            Self::Single => ['‘', '’'],
            Self::Chevrons => ['‹', '›'],
        }
    }
}

/// The dash of a parenthesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dash {
    /// An em dash with spaces around it.
    EmSpaced,
    /// An em dash without.
    EmClosed,
    /// An en dash with spaces around it.
    EnSpaced,
}

impl Dash {
    pub(super) fn sign(self) -> char {
        if self == Self::EnSpaced { '–' } else { '—' }
    }

    pub(super) fn space(self) -> &'static str {
        if self == Self::EmClosed { "" } else { " " }
    }
}

/// How French is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct French {
    /// Before ; ! ?
    pub before_high_signs: Space,
    /// Before :
    pub before_colon: Space,
    /// Inside of « »
    pub inside_guillemets: Space,
    /// Around a quotation within one; without spaces.
    pub inner_quotes: Marks,
    /// Around a parenthesis, and before a speech. One without spaces has them in French all the same.
    pub dash: Dash,
    /// Behind the dash that begins a speech.
    pub after_dialogue_dash: Space,
    /// Between groups of three figures.
    pub thousands: Space,
    /// Before %, €, units, and around the h of an hour.
    pub before_units: Space,
}

/// How English is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct English {
    /// Around a quotation; one within it has the other marks.
    pub quotes: Marks,
    /// Around a parenthesis.
    pub dash: Dash,
}

/// The standard of a newsroom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// For French.
    pub french: French,
    /// For English.
    pub english: English,
    /// Rules that it does not want.
    pub off: BTreeSet<Rule>,
}

impl French {
    /// « Lexique des règles typographiques en usage à l’Imprimerie nationale ».
    pub const IMPRIMERIE_NATIONALE: Self = Self {
        before_high_signs: Space::Narrow,
        before_colon: Space::NoBreak,
        inside_guillemets: Space::NoBreak,
        inner_quotes: Marks::Double,
        dash: Dash::EmSpaced,
        after_dialogue_dash: Space::NoBreak,
        thousands: Space::Narrow,
        before_units: Space::NoBreak,
    };

    /// « Guide du typographe romand »: narrow spaces everywhere.
    pub const ROMAND: Self = Self {
        before_colon: Space::Narrow,
        inside_guillemets: Space::Narrow,
        inner_quotes: Marks::Chevrons,
        dash: Dash::EnSpaced,
        before_units: Space::Narrow,
        ..Self::IMPRIMERIE_NATIONALE
    };

    /// Office québécois de la langue française: no space before ; ! ?
    pub const OQLF: Self = Self {
        before_high_signs: Space::None,
        dash: Dash::EnSpaced,
        thousands: Space::NoBreak,
        ..Self::IMPRIMERIE_NATIONALE
    };

    /// The usual one for a language tag: by its region.
    pub fn usual(language: &str) -> Self {
        match region(language).as_str() {
            "CH" => Self::ROMAND,
            "CA" => Self::OQLF,
            _ => Self::IMPRIMERIE_NATIONALE,
        }
    }
}

impl English {
    /// *The Associated Press Stylebook*: a dash has spaces around it.
    pub const AP: Self = Self {
        quotes: Marks::Double,
        dash: Dash::EmSpaced,
    };

    /// *The Chicago Manual of Style*.
    pub const CHICAGO: Self = Self {
        quotes: Marks::Double,
        dash: Dash::EmClosed,
    };

    /// *Guardian and Observer style guide*.
    pub const GUARDIAN: Self = Self {
        quotes: Marks::Double,
        dash: Dash::EnSpaced,
    };

    /// *New Hart’s Rules*.
    pub const OXFORD: Self = Self {
        quotes: Marks::Single,
        dash: Dash::EmClosed,
    };

    /// The usual one for a language tag: by its region.
    pub fn usual(language: &str) -> Self {
        match region(language).as_str() {
            "GB" | "IE" | "AU" | "NZ" | "ZA" | "IN" => Self::GUARDIAN,
            _ => Self::AP,
        }
    }
}

impl Standard {
    /// The usual one for texts in this language (a BCP 47 tag), which may have passages in the other.
    pub fn usual(language: &str) -> Self {
        Self {
            french: French::usual(language),
            english: English::usual(language),
            off: BTreeSet::new(),
        }
    }
}

/// The region of a language tag, in capitals; empty without one.
fn region(language: &str) -> String {
    let parts = language.split(['-', '_']).skip(1);
    let mut regions = parts.filter(|part| part.len() == 2);
    regions.next().unwrap_or_default().to_ascii_uppercase()
}
