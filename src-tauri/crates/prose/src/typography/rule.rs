//! The rules by name, and where each comes from; applies none.
//!
//! Sources: LRT, « Lexique des règles typographiques en usage à l’Imprimerie nationale » (the heading there);
//! OQLF, the Office québécois de la langue française’s Banque de dépannage linguistique; GTR, « Guide du typographe
//! romand »; AP, *The Associated Press Stylebook*; CMOS, *The Chicago Manual of Style*; Guardian, the *Guardian and
//! Observer style guide*; Hart, *New Hart’s Rules*; BIPM, the SI brochure.

use serde::Deserialize;

/// Why a retouch is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The space before `;`, `!` and `?` in French (LRT, « Ponctuation »; OQLF: none).
    HighSign,
    /// The space before `:` in French (LRT, « Ponctuation »).
    Colon,
    /// The spaces inside of « and » (LRT, « Guillemets »).
    Guillemets,
    /// Straight double marks become those of the language, by their level (LRT, « Guillemets »; CMOS 6.115; Hart 9.2).
    Quotes,
    /// Marks that open and close at another level than theirs: « … “ … ” … » (LRT, « Guillemets »).
    QuoteLevel,
    /// `'` becomes ’ where letters are left out (LRT, « Apostrophe »; CMOS 6.117).
    Apostrophe,
    /// Three points are one sign, and « etc. » has none behind it (LRT, « Points de suspension », « Abréviations »).
    Ellipsis,
    /// `--` becomes the dash of the house (LRT, « Tiret »; AP, « dash »; Hart 4.11).
    Dash,
    /// A hyphen or another dash in the place of the house's (LRT, « Tiret »; CMOS 6.85).
    DashStyle,
    /// The space after the dash that begins a speech (LRT, « Tiret »).
    Dialogue,
    /// Years from … to: a hyphen in French (LRT, « Trait d’union »), an en rule in English (CMOS 6.78; Hart 4.10).
    Range,
    /// 2ème → 2e, 1ère → 1re (LRT, « Abréviations », ordinals).
    Ordinal,
    /// Centuries in Roman capitals (LRT, « Nombres », « Siècles »).
    Century,
    /// Figures in groups of three (LRT, « Nombres »; CMOS 9.55).
    Thousands,
    /// The space before `%`, currencies and units (LRT, « Unités de mesure »; BIPM 5.4.3; English `%` has none: AP).
    Unit,
    /// The space in n° 5, § 3, p. 12 (LRT, « Abréviations »; CMOS 6.121).
    Reference,
    /// 14 h 30 (LRT, « Heure »).
    Hour,
    /// The spaces behind initials (LRT, « Noms propres »; CMOS 10.12).
    Initials,
    /// The space behind M., Mme, Dr (LRT, « Titres de civilité »; CMOS 6.121).
    Title,
    /// Capitals have their accents (LRT, « Accentuation des capitales »).
    CapitalAccent,
    /// œ in cœur, œuvre (LRT, « Ligatures »).
    Ligature,
    /// One space is enough (CMOS 2.9).
    DoubleSpace,
    /// No space before a comma or a full stop; in English, before no sign (LRT, « Ponctuation »; CMOS 6.7).
    SpaceBefore,
    /// No space inside of brackets (LRT, « Parenthèses »; CMOS 6.7).
    Brackets,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::HighSign,
        Self::Colon,
        Self::Guillemets,
        Self::Quotes,
        Self::QuoteLevel,
        Self::Apostrophe,
        Self::Ellipsis,
        Self::Dash,
        Self::DashStyle,
        Self::Dialogue,
        Self::Range,
        Self::Ordinal,
        Self::Century,
        Self::Thousands,
        Self::Unit,
        Self::Reference,
        Self::Hour,
        Self::Initials,
        Self::Title,
        Self::CapitalAccent,
        Self::Ligature,
        Self::DoubleSpace,
        Self::SpaceBefore,
        Self::Brackets,
    ];

    /// As a newsroom's file names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::HighSign => "high-sign",
            Self::Colon => "colon",
            Self::Guillemets => "guillemets",
            Self::Quotes => "quotes",
            Self::QuoteLevel => "quote-level",
            Self::Apostrophe => "apostrophe",
            Self::Ellipsis => "ellipsis",
            Self::Dash => "dash",
            Self::DashStyle => "dash-style",
            Self::Dialogue => "dialogue",
            Self::Range => "range",
            Self::Ordinal => "ordinal",
            Self::Century => "century",
            Self::Thousands => "thousands",
            Self::Unit => "unit",
            Self::Reference => "reference",
            Self::Hour => "hour",
            Self::Initials => "initials",
            Self::Title => "title",
            Self::CapitalAccent => "capital-accent",
            Self::Ligature => "ligature",
            Self::DoubleSpace => "double-space",
            Self::SpaceBefore => "space-before",
            Self::Brackets => "brackets",
        }
    }

    /// Whether it is certain enough to be applied while somebody types; the others are offered on the whole text.
    pub fn is_sure(self) -> bool {
        !matches!(
            self,
            Self::QuoteLevel
                | Self::DashStyle
                | Self::Range
                | Self::Century
                | Self::Thousands
                | Self::CapitalAccent
                | Self::Ligature
                | Self::DoubleSpace
                | Self::SpaceBefore
                | Self::Brackets
        )
    }
}
