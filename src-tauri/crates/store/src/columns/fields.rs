//! A draft's fields as JSON: how a revision keeps them all, and a column those that are lists.

use std::collections::BTreeMap;

use domain::{Correction, CorrectionKind, Fields, Language, SiteId, Slug, Timestamp, Variant};
use serde::{Deserialize, Serialize};

use super::{PictureRecord, all_or_nothing, json, micros, micros_of};
use crate::error::R;

/// Fields, as JSON: what a revision keeps of them.
#[derive(Serialize, Deserialize)]
struct FieldsRecord {
    headline: String,
    standfirst: String,
    section: String,
    tags: Vec<String>,
    byline: String,
    language: String,
    slug: Option<String>,
    publish_at: Option<i64>,
    time_zone: String,
    lead_picture: Option<PictureRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    embargo: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<CorrectionRecord>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    destinations: BTreeMap<String, VariantRecord>,
}

/// A correction, as JSON.
#[derive(Serialize, Deserialize)]
struct CorrectionRecord {
    kind: String,
    text: String,
    at: i64,
}

impl CorrectionRecord {
    fn of(correction: &Correction) -> Self {
        Self {
            kind: correction.kind.as_str().to_owned(),
            text: correction.text.clone(),
            at: micros(correction.at),
        }
    }

    fn into_correction(self) -> Option<Correction> {
        Some(Correction {
            kind: CorrectionKind::parse(&self.kind)?,
            text: self.text,
            at: Timestamp::from_microsecond(self.at).ok()?,
        })
    }
}

/// What a draft says otherwise on a site, as JSON.
#[derive(Serialize, Deserialize)]
struct VariantRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    headline: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    standfirst: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slug: Option<String>,
}

impl VariantRecord {
    fn of(variant: &Variant) -> Self {
        Self {
            headline: variant.headline.clone(),
            standfirst: variant.standfirst.clone(),
            slug: variant.slug.as_ref().map(|slug| slug.as_str().to_owned()),
        }
    }

    fn into_variant(self) -> Option<Variant> {
        Some(Variant {
            headline: self.headline,
            standfirst: self.standfirst,
            slug: all_or_nothing(self.slug, |s| Slug::parse(&s).ok())?,
        })
    }
}

fn correction_records(corrections: &[Correction]) -> Vec<CorrectionRecord> {
    corrections.iter().map(CorrectionRecord::of).collect()
}

fn variant_records(destinations: &BTreeMap<SiteId, Variant>) -> BTreeMap<String, VariantRecord> {
    let record =
        |(site, variant): (&SiteId, &Variant)| (site.to_string(), VariantRecord::of(variant));
    destinations.iter().map(record).collect()
}

fn corrections_in(records: Vec<CorrectionRecord>) -> Option<Vec<Correction>> {
    let read = CorrectionRecord::into_correction;
    records.into_iter().map(read).collect()
}

fn destinations_in(records: BTreeMap<String, VariantRecord>) -> Option<BTreeMap<SiteId, Variant>> {
    let read = |(site, record): (String, VariantRecord)| {
        Some((site.parse().ok()?, record.into_variant()?))
    };
    records.into_iter().map(read).collect()
}

/// Corrections as their column holds them.
pub(crate) fn corrections_json(corrections: &[Correction]) -> R<String> {
    json(&correction_records(corrections))
}

/// The corrections of a column.
pub(crate) fn corrections_of(text: &str) -> Option<Vec<Correction>> {
    corrections_in(serde_json::from_str(text).ok()?)
}

/// Destinations as their column holds them.
pub(crate) fn destinations_json(destinations: &BTreeMap<SiteId, Variant>) -> R<String> {
    json(&variant_records(destinations))
}

/// The destinations of a column.
pub(crate) fn destinations_of(text: &str) -> Option<BTreeMap<SiteId, Variant>> {
    destinations_in(serde_json::from_str(text).ok()?)
}

/// Fields as a revision's column holds them.
pub(crate) fn fields_json(fields: &Fields) -> R<String> {
    let f = fields.clone();
    json(&FieldsRecord {
        headline: f.headline,
        standfirst: f.standfirst,
        section: f.section,
        tags: f.tags,
        byline: f.byline,
        language: f.language.as_str().to_owned(),
        slug: f.slug.map(|s| s.as_str().to_owned()),
        publish_at: micros_of(f.publish_at),
        time_zone: f.time_zone,
        lead_picture: f.lead_picture.as_ref().map(PictureRecord::of),
        embargo: micros_of(f.embargo),
        corrections: correction_records(&f.corrections),
        destinations: variant_records(&f.destinations),
    })
}

/// The fields of a revision's column.
pub(crate) fn fields_of(text: &str) -> Option<Fields> {
    let f: FieldsRecord = serde_json::from_str(text).ok()?;
    Some(Fields {
        headline: f.headline,
        standfirst: f.standfirst,
        section: f.section,
        tags: f.tags,
        byline: f.byline,
        language: Language::parse(&f.language)?,
        slug: all_or_nothing(f.slug, |s| Slug::parse(&s).ok())?,
        publish_at: all_or_nothing(f.publish_at, |t| Timestamp::from_microsecond(t).ok())?,
        time_zone: f.time_zone,
        lead_picture: all_or_nothing(f.lead_picture, PictureRecord::into_picture)?,
        embargo: all_or_nothing(f.embargo, |t| Timestamp::from_microsecond(t).ok())?,
        corrections: corrections_in(f.corrections)?,
        destinations: destinations_in(f.destinations)?,
    })
}

#[cfg(test)]
mod tests {
    use domain::{LeadPicture, PictureFile, PictureKind, PictureSource};

    use super::*;

    #[test]
    fn fields_are_read_back() {
        let mut fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        assert_eq!(
            fields_of(&fields_json(&fields).unwrap()),
            Some(fields.clone())
        );
        fields.tags = vec!["IA".to_owned(), "justice \0 \"".to_owned()];
        fields.slug = Slug::parse("a-b").ok();
        fields.publish_at = Timestamp::from_microsecond(-1).ok();
        fields.embargo = Timestamp::from_microsecond(7).ok();
        fields.corrections = CorrectionKind::ALL
            .map(|kind| Correction {
                kind,
                text: "« Lyon »".to_owned(),
                at: Timestamp::UNIX_EPOCH,
            })
            .to_vec();
        let otherwise = Variant {
            headline: Some(String::new()),
            standfirst: None,
            slug: Slug::parse("c").ok(),
        };
        let sites = [1, 2].map(|number| SiteId(uuid::Uuid::from_u128(number)));
        fields.destinations = sites
            .into_iter()
            .zip([otherwise, Variant::default()])
            .collect();
        for source in [
            PictureSource::Address("https://example.org/a.jpg".to_owned()),
            PictureSource::File(PictureFile {
                hash: "ab".repeat(32),
                kind: PictureKind::Avif,
                width: 3,
                height: 4,
            }),
        ] {
            let (alt, caption, credit) = ("a".to_owned(), String::new(), "c".to_owned());
            fields.lead_picture = Some(LeadPicture {
                source,
                framing: domain::Framing::WHOLE,
                alt,
                caption,
                credit,
            });
            assert_eq!(
                fields_of(&fields_json(&fields).unwrap()),
                Some(fields.clone())
            );
        }
        assert_eq!(fields_of("{}"), None);
    }
}
