//! What is found before an article goes out, by what it weighs, and what went out all the same. Words only; no rule is known here.

use newsroom as own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::copydesk::CopyFinding;
use crate::milliseconds;
use crate::publishing::Finding;
use crate::questions::FieldName;

/// Asks what is found in a draft that would go to sites.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChecksRequest {
    /// Which draft.
    pub draft: String,
    /// To which sites.
    pub sites: Vec<String>,
}

/// Something that was found before an article goes out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// By what it was found, as the newsroom's file names it: `to-come`.
    pub kind: String,
    /// What that weighs here.
    pub weight: CheckWeight,
    /// What it is.
    pub about: CheckAbout,
}

/// How much it weighs that something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CheckWeight {
    /// It is shown, and nobody is asked.
    Advice,
    /// Who publishes is asked.
    Warning,
    /// The article stays, unless somebody says why it goes out all the same.
    Required,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "is")]
pub enum CheckAbout {
    /// Something of the article as readers would get it.
    Article {
        /// It.
        finding: Finding,
    },
    /// Something in the copy.
    Copy {
        /// It.
        finding: CopyFinding,
    },
    /// So much in the copy, of which each is shown there.
    Copies {
        /// How many.
        count: u32,
        /// The first.
        first: CopyFinding,
    },
    /// What is known of a link.
    Link {
        /// Where it leads, as it is written.
        address: String,
        /// Where it stands, pairs of UTF-16 units: all of it each time.
        places: Vec<(u32, u32)>,
        /// Who answers there.
        answer: LinkAnswer,
    },
    /// So many links wait to be asked, or are being asked.
    LinksWaiting {
        /// How many.
        count: u32,
    },
    /// A field has a mark that something is to come.
    MarkIn {
        /// Which field.
        field: FieldName,
        /// The mark.
        mark: String,
    },
    /// A field says nothing.
    Missing {
        /// Which field.
        field: FieldName,
    },
    /// A field is longer than the newsroom wishes.
    TooLong {
        /// Which field.
        field: FieldName,
        /// Its characters.
        length: u32,
        /// As many are wished.
        most: u32,
        /// The site.
        site: String,
    },
    /// The article would have the address of another one on a site.
    SlugTaken {
        /// The slug.
        slug: String,
        /// The site.
        site: String,
        /// The other article's draft.
        draft: String,
        /// Its headline.
        headline: String,
    },
    /// Nothing leaves before an hour.
    Embargo {
        /// That hour, milliseconds.
        until: f64,
        /// The zone it was given in, an IANA name.
        time_zone: String,
    },
}

/// Who answers where a link leads, where there is something to say of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "is")]
pub enum LinkAnswer {
    /// Nothing is known yet, or it is there.
    Answers,
    /// It has another address for good.
    Moved {
        /// The new address, without a fragment.
        to: String,
    },
    /// There is no such page.
    Missing,
    /// It was there, and is no longer.
    Gone,
    /// It is not given to programs.
    Refused {
        /// The status.
        status: u16,
    },
    /// The site has no time.
    Busy,
    /// The site is broken.
    Failing {
        /// The status.
        status: u16,
    },
    /// Nobody answered.
    Silent,
    /// No host has this name.
    NoSuchHost,
    /// There is no secure connection.
    Insecure,
    /// It leads into this machine's network, where nobody is asked.
    Private,
    /// It says something else than when it was first linked to.
    Changed {
        /// When it was read first, milliseconds.
        since: f64,
        /// What is quoted and no longer there; empty where most of the page is another.
        missing: Vec<String>,
    },
}

impl From<own::LinkAnswer> for LinkAnswer {
    fn from(answer: own::LinkAnswer) -> Self {
        use own::LinkAnswer as A;
        match answer {
            A::Waiting | A::Asking | A::Answers => Self::Answers,
            A::Moved { to } => Self::Moved { to },
            A::Missing => Self::Missing,
            A::Gone => Self::Gone,
            A::Refused(status) => Self::Refused { status },
            A::Busy => Self::Busy,
            A::Failing(status) => Self::Failing { status },
            A::Silent => Self::Silent,
            A::NoSuchHost => Self::NoSuchHost,
            A::Insecure => Self::Insecure,
            A::Private => Self::Private,
            A::Changed { since, missing } => Self::Changed {
                since: milliseconds(since),
                missing,
            },
        }
    }
}

/// What of a draft went out although something kept it back, and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckOverride {
    /// The dispatch that it let through.
    pub dispatch: String,
    /// What kept it back, as the newsroom's file names it.
    pub checks: Vec<String>,
    /// Why it went out.
    pub reason: String,
    /// When, milliseconds.
    pub made_at: f64,
}

impl From<domain::CheckOverride> for CheckOverride {
    fn from(made: domain::CheckOverride) -> Self {
        Self {
            dispatch: made.dispatch.to_string(),
            checks: made
                .checks
                .iter()
                .map(|kind| kind.word().to_owned())
                .collect(),
            reason: made.reason.as_str().to_owned(),
            made_at: milliseconds(made.made_at),
        }
    }
}

impl From<own::Check> for Check {
    fn from(check: own::Check) -> Self {
        Self {
            kind: check.kind.word().to_owned(),
            weight: match check.weight {
                domain::Weight::Off | domain::Weight::Advice => CheckWeight::Advice,
                domain::Weight::Warning => CheckWeight::Warning,
                domain::Weight::Required => CheckWeight::Required,
            },
            about: check.about.into(),
        }
    }
}

impl From<own::CheckAbout> for CheckAbout {
    fn from(about: own::CheckAbout) -> Self {
        use own::CheckAbout as A;
        match about {
            A::Finding(finding) => Self::Article {
                finding: finding.into(),
            },
            A::Copy(finding) => Self::Copy {
                finding: finding.into(),
            },
            A::Copies { count, first } => Self::Copies {
                count: count as u32,
                first: first.into(),
            },
            A::Link(link) => Self::Link {
                address: link.address,
                places: link
                    .places
                    .into_iter()
                    .map(|place| (place.start as u32, place.end as u32))
                    .collect(),
                answer: link.answer.into(),
            },
            A::LinksWaiting { count } => Self::LinksWaiting {
                count: count as u32,
            },
            A::MarkIn { field, mark } => Self::MarkIn {
                field: field.into(),
                mark,
            },
            A::Missing(field) => Self::Missing {
                field: field.into(),
            },
            A::TooLong {
                field,
                is,
                most,
                site,
            } => Self::TooLong {
                field: field.into(),
                length: is as u32,
                most: most as u32,
                site,
            },
            A::SlugTaken {
                slug,
                site,
                draft,
                headline,
            } => Self::SlugTaken {
                slug,
                site,
                draft: draft.to_string(),
                headline,
            },
            A::Embargo { until, time_zone } => Self::Embargo {
                until: milliseconds(until),
                time_zone,
            },
        }
    }
}
