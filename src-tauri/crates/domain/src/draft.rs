//! The journalist's working copy, and what the library says of it.

use std::collections::BTreeMap;

use crate::{Correction, DraftId, LeadPicture, SiteId, Slug, Timestamp, Variant};

/// A language by its BCP 47 tag, lower case, as `fr` or `en`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Language(String);

impl Language {
    /// French.
    pub fn french() -> Self {
        Self("fr".to_owned())
    }

    /// English.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// Takes a tag of letters, digits and hyphens, 2 to 35 characters; `None` for anything else.
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let tidy = (2..=35).contains(&tag.len())
            && tag.starts_with(|c: char| c.is_ascii_alphabetic())
            && tag
                .split('-')
                .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        tidy.then_some(Self(tag))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag's first part, as `fr` of `fr-ca`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

/// Everything about a draft but its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The headline.
    pub headline: String,
    /// The standfirst: a sentence or two below the headline.
    pub standfirst: String,
    /// The section's name, as `tech`; empty when none is chosen.
    pub section: String,
    /// Tags in the writer's order; the first is the page's badge.
    pub tags: Vec<String>,
    /// Who signs.
    pub byline: String,
    /// The language of the text.
    pub language: Language,
    /// A slug chosen by hand; `None` follows the headline.
    pub slug: Option<Slug>,
    /// When the article is (or is to be) dated; `None` is the moment of publication.
    pub publish_at: Option<Timestamp>,
    /// The IANA time zone in which `publish_at` was entered, as `Europe/Paris`.
    pub time_zone: String,
    /// The picture at the head.
    pub lead_picture: Option<LeadPicture>,
    /// Before which nothing of it may leave this desk; entered in `time_zone`.
    pub embargo: Option<Timestamp>,
    /// Notes to readers below the article, the oldest first.
    pub corrections: Vec<Correction>,
    /// The sites it goes to, each with what it says otherwise there; empty leaves the choice to the
    /// desk.
    pub destinations: BTreeMap<SiteId, Variant>,
}

impl Fields {
    /// Empty fields for a new draft.
    pub fn blank(language: Language, time_zone: String) -> Self {
        Self {
            headline: String::new(),
            standfirst: String::new(),
            section: String::new(),
            tags: Vec::new(),
            byline: String::new(),
            language,
            slug: None,
            publish_at: None,
            time_zone,
            lead_picture: None,
            embargo: None,
            corrections: Vec::new(),
            destinations: BTreeMap::new(),
        }
    }

    /// The slug that publication would use now: the chosen one, else the headline's.
    pub fn effective_slug(&self) -> Option<Slug> {
        self.slug
            .clone()
            .or_else(|| Slug::from_headline(&self.headline))
    }
}

/// Tags as a writer means them: blanks tidied, none empty, none twice whatever its case; the first
/// spelling stays.
pub fn tidy_tags(tags: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut tidy: Vec<String> = Vec::new();
    for tag in tags {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        let same = |other: &String| other.to_lowercase() == tag.to_lowercase();
        if !tag.is_empty() && !tidy.iter().any(same) {
            tidy.push(tag);
        }
    }
    tidy
}

/// The working copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which draft.
    pub id: DraftId,
    /// Its fields.
    pub fields: Fields,
    /// Its text, Markdown.
    pub text: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When a word or a field last changed.
    pub changed_at: Timestamp,
    /// When it was put in the bin; `None` when it is not there.
    pub binned_at: Option<Timestamp>,
}

/// What the library shows of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftStatus {
    /// Never published, nothing promised.
    Draft,
    /// A dispatch waits or is on its way: copy "on the stone".
    OnTheStone,
    /// Readers see what the draft says, on every site that it goes to.
    Published,
    /// Readers see it, but somewhere an earlier text or nothing yet.
    Changed,
    /// In the bin.
    Binned,
}

/// The facts from which a status follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusFacts {
    /// The draft is in the bin.
    pub binned: bool,
    /// At least one dispatch is neither done, failed nor cancelled.
    pub dispatch_open: bool,
    /// Readers see it on a site.
    pub live: bool,
    /// A site keeps it until its hour.
    pub scheduled: bool,
    /// On a site where it is, readers see something else than the draft says; or on one that it goes to, nothing.
    pub behind: bool,
}

impl DraftStatus {
    /// The one status, in order of what the journalist must know first.
    pub fn of(facts: StatusFacts) -> Self {
        if facts.binned {
            return Self::Binned;
        }
        if facts.dispatch_open {
            return Self::OnTheStone;
        }
        match (facts.live, facts.scheduled) {
            (true, _) if facts.behind => Self::Changed,
            (_, true) => Self::OnTheStone,
            (true, false) => Self::Published,
            (false, false) => Self::Draft,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: StatusFacts = StatusFacts {
        binned: false,
        dispatch_open: false,
        live: false,
        scheduled: false,
        behind: false,
    };

    #[test]
    fn a_status_follows_from_facts() {
        let live = StatusFacts { live: true, ..NEW };
        assert_eq!(DraftStatus::of(NEW), DraftStatus::Draft);
        assert_eq!(DraftStatus::of(live), DraftStatus::Published);
        let changed = StatusFacts {
            behind: true,
            ..live
        };
        assert_eq!(DraftStatus::of(changed), DraftStatus::Changed);
        let sending = StatusFacts {
            dispatch_open: true,
            ..changed
        };
        assert_eq!(DraftStatus::of(sending), DraftStatus::OnTheStone);
        let binned = StatusFacts {
            binned: true,
            ..sending
        };
        assert_eq!(DraftStatus::of(binned), DraftStatus::Binned);
        let gone = StatusFacts {
            live: false,
            ..changed
        };
        assert_eq!(DraftStatus::of(gone), DraftStatus::Draft);
        let waits_there = StatusFacts {
            scheduled: true,
            ..NEW
        };
        assert_eq!(DraftStatus::of(waits_there), DraftStatus::OnTheStone);
    }

    #[test]
    fn what_is_live_on_one_site_and_waits_on_another_is_not_published_yet() {
        let both = StatusFacts {
            live: true,
            scheduled: true,
            ..NEW
        };
        assert_eq!(DraftStatus::of(both), DraftStatus::OnTheStone);
        let behind = StatusFacts {
            behind: true,
            ..both
        };
        assert_eq!(DraftStatus::of(behind), DraftStatus::Changed);
    }

    #[test]
    fn the_slug_follows_the_headline_until_chosen() {
        let mut fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        assert_eq!(fields.effective_slug(), None);
        fields.headline = "L’œuvre".to_owned();
        assert_eq!(fields.effective_slug().unwrap().as_str(), "l-oeuvre");
        fields.slug = Slug::parse("autre").ok();
        assert_eq!(fields.effective_slug().unwrap().as_str(), "autre");
    }

    #[test]
    fn tags_are_tidied() {
        let tags = ["IA", "", " été  long ", "ia", "ÉTÉ long", " "].map(str::to_owned);
        assert_eq!(tidy_tags(tags), ["IA", "été long"]);
    }

    #[test]
    fn language_tags_are_read_leniently_and_kept_strictly() {
        assert_eq!(Language::parse(" fr_CA ").unwrap().as_str(), "fr-ca");
        assert_eq!(Language::parse("fr_CA").unwrap().primary(), "fr");
        for bad in ["", "f", "fr-", "é", "12", "a b"] {
            assert!(Language::parse(bad).is_none(), "{bad:?}");
        }
    }
}
