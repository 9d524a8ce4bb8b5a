//! Everything that is looked at before an article goes out, in one list, by what it weighs in this newsroom. Finds little
//! itself, changes nothing, asks no site.

mod copy;
mod fields;
mod links;

use domain::{CheckKind, CheckOverride, DraftId, Fields, Reason, SiteId, Timestamp, Weight};

use crate::copydesk::CopyFinding;
use crate::findings::{Finding, PictureFlaw};
use crate::house::checks::Policy;
use crate::links::Link;
use crate::room::Room;
use crate::sides::FieldName;
use crate::{Newsroom, NewsroomError};

/// Something that was found before an article goes out.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// By what it was found.
    pub kind: CheckKind,
    /// What that weighs here.
    pub weight: Weight,
    /// What it is.
    pub about: CheckAbout,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckAbout {
    /// Something of the article as readers would get it.
    Finding(Finding),
    /// Something in the copy.
    Copy(CopyFinding),
    /// So much in the copy, of which each is shown there: words that are misspelt, say.
    Copies {
        /// How many.
        count: usize,
        /// The first.
        first: CopyFinding,
    },
    /// What is known of a link.
    Link(Link),
    /// So many links wait to be asked, or are being asked.
    LinksWaiting {
        /// How many.
        count: usize,
    },
    /// A field has a mark that something is to come.
    MarkIn {
        /// Which field.
        field: FieldName,
        /// The mark.
        mark: String,
    },
    /// A field says nothing.
    Missing(FieldName),
    /// A field is longer than the newsroom wishes.
    TooLong {
        /// Which field.
        field: FieldName,
        /// Its characters.
        is: usize,
        /// As many are wished.
        most: usize,
        /// The site where it says so, and where that many are wished.
        site: String,
    },
    /// The article would have the address of another one on a site.
    SlugTaken {
        /// The slug.
        slug: String,
        /// The site.
        site: String,
        /// The other article's draft.
        draft: DraftId,
        /// Its headline.
        headline: String,
    },
    /// Nothing leaves before an hour.
    Embargo {
        /// That hour.
        until: Timestamp,
        /// The zone it was given in, an IANA name.
        time_zone: String,
    },
}

/// A draft that is looked through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checked<'a> {
    pub(crate) draft: DraftId,
    pub(crate) fields: &'a Fields,
    pub(crate) text: &'a str,
}

/// What was found, as the newsroom's policy weighs it.
struct Found<'a> {
    policy: &'a Policy,
    /// What weighs less is not looked at.
    least: Weight,
    checks: Vec<Check>,
}

impl Found<'_> {
    /// Whether a check is wanted.
    fn wants(&self, kind: CheckKind) -> bool {
        self.policy.weight(kind) >= self.least
    }

    /// Whether one of these is.
    fn wants_any(&self, kinds: &[CheckKind]) -> bool {
        kinds.iter().any(|kind| self.wants(*kind))
    }

    /// Takes what was found, once, if it is wanted.
    fn take(&mut self, kind: CheckKind, about: CheckAbout) {
        let weight = self.policy.weight(kind);
        let check = Check {
            kind,
            weight,
            about,
        };
        if self.wants(kind) && !self.checks.contains(&check) {
            self.checks.push(check);
        }
    }
}

impl Newsroom {
    /// All that is found in a draft that would go to these sites, the heaviest first.
    ///
    /// # Errors
    /// `DraftMissing`, `SiteMissing`; any failure of the library.
    pub fn checks(&self, draft: DraftId, sites: &[SiteId]) -> Result<Vec<Check>, NewsroomError> {
        let (fields, text) = self.room.written(draft)?;
        let checked = Checked {
            draft,
            fields: &fields,
            text: &text,
        };
        self.room.checks_of(checked, sites, Weight::Advice)
    }

    /// What of a draft went out although something kept it back, and why; the newest first.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn check_overrides(&self, draft: DraftId) -> Result<Vec<CheckOverride>, NewsroomError> {
        Ok(self.room.store.check_overrides(draft)?)
    }
}

impl Room {
    /// What of a draft keeps it from a site, and why it goes there all the same; none where nothing does.
    ///
    /// # Errors
    /// `ChecksHold` without a reason, `ReasonMissing` with one that says nothing; any failure of the library.
    pub(crate) fn check_required(
        &self,
        checked: Checked<'_>,
        site: SiteId,
        despite: Option<&str>,
    ) -> Result<Option<(Vec<CheckKind>, Reason)>, NewsroomError> {
        let found = self.checks_of(checked, &[site], Weight::Required)?;
        let mut kinds: Vec<_> = found.iter().map(|check| check.kind).collect();
        kinds.dedup();
        if kinds.is_empty() {
            return Ok(None);
        }
        let Some(said) = despite else {
            let words: Vec<_> = kinds.iter().map(|kind| kind.word()).collect();
            return Err(NewsroomError::ChecksHold(words.join(", ")));
        };
        let reason = Reason::parse(said)
            .ok_or_else(|| NewsroomError::ReasonMissing("it says nothing".to_owned()))?;
        Ok(Some((kinds, reason)))
    }

    /// What is found that weighs so much at least, the heaviest first.
    fn checks_of(
        &self,
        checked: Checked<'_>,
        sites: &[SiteId],
        least: Weight,
    ) -> Result<Vec<Check>, NewsroomError> {
        let policy = self.house.checks.now();
        let mut found = Found {
            policy: &policy,
            least,
            checks: Vec::new(),
        };
        self.check_copy(checked, &mut found);
        self.check_links(checked, &mut found)?;
        self.check_fields(checked, &mut found);
        for site in sites {
            let there = checked.fields.on_site(*site);
            let there = Checked {
                fields: &there,
                ..checked
            };
            self.check_there(there, *site, &mut found)?;
            self.check_article_there(there, *site, &mut found)?;
        }
        let mut checks = found.checks;
        checks.sort_by_key(|check| (std::cmp::Reverse(check.weight), check.kind));
        Ok(checks)
    }

    /// What readers would get otherwise than the draft says.
    fn check_article_there(
        &self,
        checked: Checked<'_>,
        site: SiteId,
        found: &mut Found<'_>,
    ) -> Result<(), NewsroomError> {
        use CheckKind as K;
        let of_findings = [
            K::Date,
            K::Correction,
            K::Left,
            K::Unseen,
            K::Alt,
            K::Credit,
            K::Picture,
        ];
        if !found.wants_any(&of_findings) {
            return Ok(());
        }
        for finding in self.findings_of(checked, site)? {
            found.take(kind_of(&finding), CheckAbout::Finding(finding));
        }
        Ok(())
    }
}

fn kind_of(finding: &Finding) -> CheckKind {
    match finding {
        Finding::DateToCome { .. } | Finding::DateStays { .. } => CheckKind::Date,
        Finding::ChangedUnsaid => CheckKind::Correction,
        Finding::LostByUpdate { .. }
        | Finding::PictureNotSent { .. }
        | Finding::CodeNotPublished { .. } => CheckKind::Left,
        Finding::PartsUnseen { .. } => CheckKind::Unseen,
        Finding::Picture { flaw, .. } => match flaw {
            PictureFlaw::NoAlt => CheckKind::Alt,
            PictureFlaw::NoCredit | PictureFlaw::CreditedElse { .. } => CheckKind::Credit,
            PictureFlaw::TooSmall { .. } | PictureFlaw::Blurred | PictureFlaw::NotDeveloped(_) => {
                CheckKind::Picture
            }
        },
    }
}
