//! What templates get to see. It knows no template.

use domain::{
    Article, Correction, Language, LeadPicture, PictureSet, PictureSource, Section, reading,
};
use minijinja::Value;
use minijinja::value::Serde;
use prose::Worded;
use serde::Serialize;

use crate::labels;
use crate::share::{self, ShareLink};
use crate::{ArticleSummary, PageError, SiteFacts, article_address, dates, section_slug, tag_slug};

#[derive(Serialize)]
struct SiteValue<'a> {
    name: &'a str,
    url: &'a str,
    language: &'a str,
    sections: Vec<LinkValue<'a>>,
    subscribers: u64,
    subscribers_line: String,
}

/// A name and where it leads; `href` is empty when it leads nowhere.
#[derive(Serialize)]
struct LinkValue<'a> {
    name: &'a str,
    href: String,
}

#[derive(Serialize)]
struct DateValue {
    machine: String,
    long: String,
    day: String,
}

#[derive(Serialize)]
struct PictureValue<'a> {
    /// The picture as the head of a page shows it, with its sizes.
    html: Value,
    src: String,
    /// The same in a modern format at several widths; may be empty.
    srcset: String,
    alt: &'a str,
    caption: &'a str,
    credit: &'a str,
    credit_label: &'static str,
    width: Option<u32>,
    height: Option<u32>,
}

#[derive(Serialize)]
struct ArticleValue<'a> {
    headline: &'a str,
    standfirst: &'a str,
    section: Option<LinkValue<'a>>,
    badge: Option<LinkValue<'a>>,
    tags: Vec<LinkValue<'a>>,
    byline: &'a str,
    language: &'a str,
    address: String,
    published: DateValue,
    updated: Option<DateValue>,
    minutes: usize,
    share: Vec<ShareLink>,
    picture: Option<PictureValue<'a>>,
    body: Value,
    corrections: Vec<CorrectionValue<'a>>,
    /// The same as they stand on pages that no theme of ours makes, and what stands above the body.
    corrections_html: Value,
    announcements_html: Value,
}

/// A correction; `announcement` is what the head says of it, empty for one that waits at the end.
#[derive(Serialize)]
struct CorrectionValue<'a> {
    kind: &'static str,
    heading: &'static str,
    anchor: String,
    date: DateValue,
    announcement: String,
    paragraphs: Vec<Vec<&'a str>>,
}

#[derive(Serialize)]
struct SummaryValue<'a> {
    headline: &'a str,
    standfirst: &'a str,
    section: Option<LinkValue<'a>>,
    byline: &'a str,
    language: &'a str,
    href: String,
    published: DateValue,
    minutes: usize,
    picture: Option<PictureValue<'a>>,
}

pub(crate) fn site(facts: &SiteFacts) -> Value {
    Value::from(Serde(SiteValue {
        name: &facts.name,
        url: &facts.url,
        language: facts.language.as_str(),
        sections: facts.sections.iter().map(section_link).collect(),
        subscribers: facts.subscribers,
        subscribers_line: labels::subscribers(facts.subscribers, &facts.language),
    }))
}

pub(crate) fn label(facts: &SiteFacts) -> Value {
    Value::from(Serde(labels::labels(&facts.language)))
}

pub(crate) fn article(facts: &SiteFacts, article: &Article) -> Result<Value, PageError> {
    let address = article_address(&facts.url, &article.slug);
    let share = share::links(&address, &article.headline);
    let tags: Vec<LinkValue<'_>> = article
        .tags
        .iter()
        .filter_map(|tag| tag_link(tag))
        .collect();
    let worded = worded(facts, &article.language, &article.corrections)?;
    Ok(Value::from(Serde(ArticleValue {
        headline: &article.headline,
        standfirst: &article.standfirst,
        section: section_of(&article.section),
        badge: article.tags.first().and_then(|tag| tag_link(tag)),
        tags,
        byline: &article.byline,
        language: article.language.as_str(),
        address,
        published: date(facts, article.published_at)?,
        updated: article.updated_at.map(|at| date(facts, at)).transpose()?,
        minutes: reading::minutes(article.words),
        share,
        picture: picture(
            facts,
            article.lead_picture.as_ref(),
            article.lead_set.as_ref(),
        ),
        body: Value::from_safe_string(article.body_html.clone()),
        corrections_html: Value::from_safe_string(prose::corrections_html(&worded)),
        announcements_html: Value::from_safe_string(prose::announcements_html(&worded)),
        corrections: article
            .corrections
            .iter()
            .map(|one| correction(facts, one))
            .collect::<Result<_, _>>()?,
    })))
}

fn correction<'a>(
    facts: &SiteFacts,
    correction: &'a Correction,
) -> Result<CorrectionValue<'a>, PageError> {
    let date = date(facts, correction.at)?;
    let announcement = labels::announcement(correction.kind, &facts.language);
    Ok(CorrectionValue {
        kind: correction.kind.as_str(),
        heading: labels::correction(correction.kind, &facts.language),
        anchor: prose::correction_anchor(correction.at),
        announcement: announcement.map_or_else(String::new, |said| format!("{said} {}.", date.day)),
        paragraphs: correction.paragraphs(),
        date,
    })
}

/// Corrections in their article's language, for pages that no theme of ours makes.
///
/// # Errors
/// [`PageError::UnknownZone`].
pub fn worded(
    facts: &SiteFacts,
    language: &Language,
    corrections: &[Correction],
) -> Result<Vec<Worded>, PageError> {
    let one = |correction: &Correction| {
        let day = dates::day(correction.at, &facts.time_zone, language)?;
        let announcement = labels::announcement(correction.kind, language);
        Ok(Worded {
            heading: labels::correction(correction.kind, language).to_owned(),
            date: dates::long(correction.at, &facts.time_zone, language)?,
            announcement: announcement.map_or_else(String::new, |said| format!("{said} {day}.")),
            correction: correction.clone(),
        })
    };
    corrections.iter().map(one).collect()
}

pub(crate) fn summary(facts: &SiteFacts, summary: &ArticleSummary) -> Result<Value, PageError> {
    Ok(Value::from(Serde(SummaryValue {
        headline: &summary.headline,
        standfirst: &summary.standfirst,
        section: section_of(&summary.section),
        byline: &summary.byline,
        language: summary.language.as_str(),
        href: format!("/articles/{}", summary.slug),
        published: date(facts, summary.published_at)?,
        minutes: reading::minutes(summary.words),
        picture: picture(
            facts,
            summary.lead_picture.as_ref(),
            summary.lead_set.as_ref(),
        ),
    })))
}

fn section_link(section: &Section) -> LinkValue<'_> {
    LinkValue {
        name: &section.name,
        href: format!("/sections/{}", section.slug),
    }
}

fn section_of(name: &str) -> Option<LinkValue<'_>> {
    let href = |slug| format!("/sections/{slug}");
    (!name.trim().is_empty()).then(|| LinkValue {
        name,
        href: section_slug(name).map(href).unwrap_or_default(),
    })
}

fn tag_link(name: &str) -> Option<LinkValue<'_>> {
    let href = |slug| format!("/tags/{slug}");
    (!name.trim().is_empty()).then(|| LinkValue {
        name,
        href: tag_slug(name).map(href).unwrap_or_default(),
    })
}

fn date(facts: &SiteFacts, at: domain::Timestamp) -> Result<DateValue, PageError> {
    Ok(DateValue {
        machine: dates::machine(at, &facts.time_zone)?,
        long: dates::long(at, &facts.time_zone, &facts.language)?,
        day: dates::day(at, &facts.time_zone, &facts.language)?,
    })
}

/// A picture elsewhere is shown only from an `https:` address: pages may load no other.
fn picture<'a>(
    facts: &SiteFacts,
    picture: Option<&'a LeadPicture>,
    set: Option<&PictureSet>,
) -> Option<PictureValue<'a>> {
    let picture = picture?;
    let set = set.filter(|_| matches!(picture.source, PictureSource::File(_)));
    let (src, size) = match (&picture.source, set) {
        (_, Some(PictureSet { whole, .. })) => (whole.path(), Some((whole.width, whole.height))),
        (PictureSource::File(file), _) => (file.path(), Some((file.width, file.height))),
        (PictureSource::Address(url), _) if url.starts_with("https://") => (url.clone(), None),
        (PictureSource::Address(_), _) => return None,
    };
    let html = match set {
        Some(set) => prose::lead_picture_html(set, &picture.alt),
        None => bare_image(&src, &picture.alt, size),
    };
    Some(PictureValue {
        html: Value::from_safe_string(html),
        srcset: set.map(prose::srcset).unwrap_or_default(),
        src,
        alt: &picture.alt,
        caption: &picture.caption,
        credit: &picture.credit,
        credit_label: credit_label(facts, &picture.credit),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
    })
}

/// A picture without copies.
fn bare_image(src: &str, alt: &str, size: Option<(u32, u32)>) -> String {
    let [src, alt] = [src, alt].map(prose::escape_attribute);
    let size = size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\""));
    let size = size.unwrap_or_default();
    format!("<img src=\"{src}\" alt=\"{alt}\"{size} fetchpriority=\"high\">")
}

/// A credit that says itself what it is gets no label.
fn credit_label(facts: &SiteFacts, credit: &str) -> &'static str {
    if is_labelled(credit) {
        ""
    } else {
        labels::labels(&facts.language).credit
    }
}

/// Whether a credit says itself what it is.
pub(crate) fn is_labelled(credit: &str) -> bool {
    let start = credit.to_lowercase();
    [
        "photo",
        "image",
        "illustration",
        "crédit",
        "credit",
        "©",
        "dessin",
        "infographie",
    ]
    .iter()
    .any(|word| start.starts_with(word))
}
