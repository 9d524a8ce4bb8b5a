//! What is missing in the fields of a draft, too long, or another article's, on each site that it goes to.

use domain::{CheckKind, DraftId, Embargo, Fields, PublicationState, Site, SiteId};

use super::{CheckAbout, Checked, Found};
use crate::NewsroomError;
use crate::room::Room;
use crate::sides::FieldName;

impl Room {
    /// What is the same on every site.
    pub(super) fn check_fields(&self, checked: Checked<'_>, found: &mut Found<'_>) {
        let fields = checked.fields;
        for (field, said) in written_by_hand(fields) {
            for mark in ::copydesk::reading::marks(said) {
                let mark = said.get(mark.range).unwrap_or_default().to_owned();
                found.take(CheckKind::ToCome, CheckAbout::MarkIn { field, mark });
            }
        }
        let embargo = Embargo::of(fields).filter(|embargo| embargo.holds(self.clock.now()));
        if let Some(embargo) = embargo {
            let about = CheckAbout::Embargo {
                until: embargo.until,
                time_zone: fields.time_zone.clone(),
            };
            found.take(CheckKind::Embargo, about);
        }
    }

    /// What a site, or the newsroom for that site, would have otherwise.
    pub(super) fn check_there(
        &self,
        checked: Checked<'_>,
        site: SiteId,
        found: &mut Found<'_>,
    ) -> Result<(), NewsroomError> {
        let missing = || NewsroomError::SiteMissing(site.to_string());
        let site = self.store.site(site)?.ok_or_else(missing)?;
        let choices = self.choices(site.id)?;
        let fields = checked.fields;
        let empty = |said: &str| said.trim().is_empty();
        let abilities = choices.abilities;
        let takes_standfirst = abilities.is_none_or(|can| can.standfirst);
        if takes_standfirst && empty(&fields.standfirst) {
            let about = CheckAbout::Missing(FieldName::Standfirst);
            found.take(CheckKind::Standfirst, about);
        }
        if !site.sections.is_empty() && empty(&fields.section) {
            found.take(CheckKind::Section, CheckAbout::Missing(FieldName::Section));
        }
        if empty(&fields.byline) && choices.signed("").is_empty() {
            found.take(CheckKind::Byline, CheckAbout::Missing(FieldName::Byline));
        }
        check_lengths(fields, &site, found);
        self.check_slug(checked, &site, found)
    }

    /// Whether an article that is not there yet would take another one's address.
    fn check_slug(
        &self,
        checked: Checked<'_>,
        site: &Site,
        found: &mut Found<'_>,
    ) -> Result<(), NewsroomError> {
        let known = self.store.publication(checked.draft, site.id)?;
        let is_there = known.is_some_and(|known| known.state != PublicationState::Unpublished);
        let Some(slug) = checked.fields.effective_slug().filter(|_| !is_there) else {
            return Ok(());
        };
        let others = self.store.drafts_at(site.id, &slug)?;
        let other: Option<DraftId> = others.into_iter().find(|other| *other != checked.draft);
        if let Some(other) = other {
            let (theirs, _) = self.written(other)?;
            let about = CheckAbout::SlugTaken {
                slug: slug.as_str().to_owned(),
                site: site.name.clone(),
                draft: other,
                headline: theirs.headline,
            };
            found.take(CheckKind::Slug, about);
        }
        Ok(())
    }
}

fn check_lengths(fields: &Fields, site: &Site, found: &mut Found<'_>) {
    let wished = found.policy.lengths(&site.name);
    let fields = [
        (
            CheckKind::HeadlineLength,
            FieldName::Headline,
            &fields.headline,
            wished.headline,
        ),
        (
            CheckKind::Standfirst,
            FieldName::Standfirst,
            &fields.standfirst,
            wished.standfirst,
        ),
    ];
    for (kind, field, said, most) in fields {
        let is = said.trim().chars().count();
        if let Some(most) = most.filter(|most| is > *most) {
            let about = CheckAbout::TooLong {
                field,
                is,
                most,
                site: site.name.clone(),
            };
            found.take(kind, about);
        }
    }
}

/// What a writer may have left a mark in.
fn written_by_hand(fields: &Fields) -> Vec<(FieldName, &str)> {
    let mut all = vec![
        (FieldName::Headline, fields.headline.as_str()),
        (FieldName::Standfirst, &fields.standfirst),
        (FieldName::Byline, &fields.byline),
    ];
    if let Some(lead) = &fields.lead_picture {
        for said in [&lead.alt, &lead.caption, &lead.credit] {
            all.push((FieldName::Picture, said));
        }
    }
    all
}
