//! What is looked at before an article goes out, and how much each of it weighs. Looks at nothing itself.

use crate::{DispatchId, DraftId, Reason, Timestamp};

/// How much it weighs that something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// It is not looked at.
    Off,
    /// It is shown, and nobody is asked.
    Advice,
    /// Who publishes is asked.
    Warning,
    /// The article stays, unless somebody says why it goes out all the same.
    Required,
}

impl Weight {
    /// All of them, the lightest first.
    pub const ALL: [Self; 4] = [Self::Off, Self::Advice, Self::Warning, Self::Required];

    /// Its word in the newsroom's file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Required => "required",
        }
    }

    /// The weight of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weight| weight.word() == word)
    }
}

/// One row a check: its variant, its word in the newsroom's file, what it weighs unless that says otherwise.
macro_rules! checks {
    ($($(#[$doc:meta])+ $variant:ident = $word:literal: $weight:ident,)+) => {
        /// Something that is looked at before an article goes out.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CheckKind {
            $($(#[$doc])+ $variant,)+
        }

        impl CheckKind {
            /// All of them, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its word in the newsroom's file, in the library and on the command line.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What it weighs where a newsroom has not decided.
            pub fn usual_weight(self) -> Weight {
                match self { $(Self::$variant => Weight::$weight,)+ }
            }
        }
    };
}

checks! {
    /// Marks that something is to come or to be checked.
    ToCome = "to-come": Required,
    /// An embargo that has not ended.
    Embargo = "embargo": Advice,
    /// The address is another article's.
    Slug = "slug": Warning,
    /// The headline is longer than the newsroom wishes.
    HeadlineLength = "headline-length": Warning,
    /// There is no standfirst, or it is longer than wished.
    Standfirst = "standfirst": Advice,
    /// No section is chosen.
    Section = "section": Advice,
    /// Nobody signs.
    Byline = "byline": Advice,
    /// The date that readers will read.
    Date = "date": Warning,
    /// Readers' words changed, and no correction says so.
    Correction = "correction": Advice,
    /// What readers will not get: pictures, code, what Markdown can't keep.
    Left = "left": Warning,
    /// What the site's pages do not show.
    Unseen = "unseen": Warning,
    /// A picture says nothing to those who can't see it.
    Alt = "alt": Warning,
    /// It is not said whose a picture is, or it is said otherwise elsewhere.
    Credit = "credit": Warning,
    /// A picture is small, not sharp, or can't be developed.
    Picture = "picture": Warning,
    /// Headings skip a level.
    Headings = "headings": Advice,
    /// Quotes or parentheses are left open.
    Quotes = "quotes": Warning,
    /// Links lead nowhere, or can't be clicked on.
    EmptyLink = "empty-link": Warning,
    /// Links do not answer.
    DeadLink = "dead-link": Warning,
    /// Links lead somewhere else now.
    MovedLink = "moved-link": Advice,
    /// Links that could not be asked, or do not say who answers.
    UnsureLink = "unsure-link": Advice,
    /// A cited page changed since it was quoted.
    CitedPage = "cited-page": Warning,
    /// A name is written in two ways.
    Names = "names": Advice,
    /// Sums and percentages that do not add up.
    Numbers = "numbers": Warning,
    /// Dates and times that there are none of.
    Calendar = "calendar": Warning,
    /// Words that no dictionary knows.
    Spelling = "spelling": Advice,
    /// Words that the house writes otherwise.
    Style = "style": Advice,
    /// Signs and spaces that the house sets otherwise.
    Signs = "signs": Advice,
    /// Words said twice, and sentences that are long.
    Sentences = "sentences": Advice,
}

impl CheckKind {
    /// The check of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

/// An article that was promised although something kept it back: kept for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckOverride {
    /// Which draft.
    pub draft: DraftId,
    /// The promise that it lets through.
    pub dispatch: DispatchId,
    /// What kept it back.
    pub checks: Vec<CheckKind>,
    /// Why it went out.
    pub reason: Reason,
    /// When.
    pub made_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn words_are_read_back_and_none_is_twice() {
        let mut words = BTreeSet::new();
        for kind in CheckKind::ALL {
            assert_eq!(CheckKind::of_word(kind.word()), Some(*kind));
            assert!(words.insert(kind.word()), "{kind:?}");
        }
        for weight in Weight::ALL {
            assert_eq!(Weight::of_word(weight.word()), Some(weight));
        }
        assert_eq!(CheckKind::of_word("tone"), None);
    }

    #[test]
    fn nothing_is_off_by_itself_and_marks_keep_an_article_back() {
        assert_eq!(CheckKind::ToCome.usual_weight(), Weight::Required);
        let off = |kind: &&CheckKind| kind.usual_weight() == Weight::Off;
        assert_eq!(CheckKind::ALL.iter().find(off), None);
    }
}
