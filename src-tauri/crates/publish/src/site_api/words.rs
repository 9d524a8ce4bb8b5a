//! Between the wire's words and ours; a site's words are checked here before anybody trusts them.

use domain::{
    Correction, DispatchId, Language, LeadPicture, PictureFile, PictureSet, PictureSource,
    PublicationState, Section, Slug, tidy_corrections,
};
use site_api::{
    ArticleEntry, ArticleInput, ArticleResource, ArticleState, CorrectionNote, LeadPictureInput,
    LeadPictureResource, PictureLocation, PictureRef, ThemeBundle,
};

use crate::destination::below;
use crate::http::check_page_address;
use crate::{
    Abilities, Off, Outgoing, PublishError, RemoteArticle, RemoteLead, RemoteText, RemoteTheme,
    SiteDescription, SiteLimits,
};

/// What every site can do that speaks this API.
const ABILITIES: Abilities = Abilities {
    unpublishes: true,
    schedules: false,
    pictures: true,
    picture_sizes: false,
    standfirst: true,
    sections: true,
    tags: true,
    byline: true,
    language: true,
    newsletters: false,
    corrections: false,
    previews: None,
};

/// An article as it is sent: JSON.
pub(super) fn input(key: Option<DispatchId>, article: &Outgoing) -> Result<String, PublishError> {
    let notes = article.corrections.notes.iter();
    let input = ArticleInput {
        client_key: key.map(|key| key.to_string()),
        slug: article.slug.to_string(),
        headline: article.headline.clone(),
        standfirst: article.standfirst.clone(),
        section: article.section.clone(),
        tags: article.tags.clone(),
        byline: article.byline.clone(),
        language: article.language.as_str().to_owned(),
        published_at: article.published_at,
        lead_picture: article
            .lead_picture
            .as_ref()
            .map(|picture| lead_picture(picture, article.lead_set.as_ref())),
        body_html: match article.corrections.have_a_place {
            true => article.body_html.clone(),
            false => below(article.body_html.clone(), &article.corrections.html, "\n"),
        },
        body_markdown: article.body_markdown.clone(),
        corrections: article
            .corrections
            .have_a_place
            .then(|| notes.map(CorrectionNote::from).collect()),
    };
    serde_json::to_string(&input).map_err(|error| PublishError::Fault(error.to_string()))
}

fn lead_picture(picture: &LeadPicture, set: Option<&PictureSet>) -> LeadPictureInput {
    let id = |file: &PictureFile| format!("{}.{}", file.hash, file.kind.ending());
    let source = match &picture.source {
        PictureSource::File(file) => PictureRef::Media { id: id(file) },
        PictureSource::Address(url) => PictureRef::Address { url: url.clone() },
    };
    LeadPictureInput {
        source,
        sizes: set.map_or_else(Vec::new, |set| set.sizes.iter().map(id).collect()),
        card: set.and_then(|set| set.card.as_ref()).map(id),
        alt: picture.alt.clone(),
        caption: picture.caption.clone(),
        credit: picture.credit.clone(),
    }
}

/// An article as the site has it.
pub(super) fn remote_article(entry: ArticleEntry) -> Result<RemoteArticle, PublishError> {
    checked_id(&entry.id)?;
    checked_id(&entry.version)?;
    check_page_address(&entry.address).map_err(|e| not_understood(&e))?;
    Ok(RemoteArticle {
        slug: Slug::parse(&entry.slug).map_err(|e| not_understood(&e))?,
        remote_id: entry.id,
        version: entry.version,
        address: entry.address,
        published_at: entry.published_at,
        updated_at: entry.updated_at,
        state: match entry.state {
            ArticleState::Published => PublicationState::Live,
            ArticleState::Unpublished => PublicationState::Unpublished,
        },
        off: (entry.state == ArticleState::Unpublished).then_some(Off::Down),
        begun: false,
        overwrote: None,
    })
}

/// An article's words as the site has them.
pub(super) fn remote_text(resource: ArticleResource) -> Result<RemoteText, PublishError> {
    let entry = resource.entry;
    Ok(RemoteText {
        headline: entry.headline.clone(),
        standfirst: entry.standfirst.clone(),
        section: entry.section.clone(),
        tags: entry.tags.clone(),
        byline: entry.byline.clone(),
        language: Language::parse(&entry.language),
        lead_picture: entry.lead_picture.clone().map(remote_lead),
        article: remote_article(entry)?,
        body_html: resource.body_html,
        body_markdown: Some(resource.body_markdown),
        corrections: tidy_corrections(resource.corrections.into_iter().map(Correction::from)),
    })
}

fn remote_lead(picture: LeadPictureResource) -> RemoteLead {
    RemoteLead {
        remote_id: None,
        address: match picture.source {
            PictureLocation::Media { path, .. } => path,
            PictureLocation::Address { url } => url,
        },
        alt: picture.alt,
        caption: picture.caption,
        credit: picture.credit,
    }
}

/// What the site says of itself.
pub(super) fn description(
    said: site_api::SiteDescription,
) -> Result<SiteDescription, PublishError> {
    let unknown = |what: &str| PublishError::NotUnderstood(format!("unknown {what}"));
    check_page_address(&said.url).map_err(|e| not_understood(&e))?;
    jiff::tz::TimeZone::get(&said.time_zone).map_err(|_| unknown("time zone"))?;
    Ok(SiteDescription {
        name: said.name,
        url: said.url.trim_end_matches('/').to_owned(),
        language: Language::parse(&said.language).ok_or_else(|| unknown("language"))?,
        time_zone: said.time_zone,
        sections: said
            .sections
            .into_iter()
            .map(|section| Section {
                slug: section.slug,
                name: section.name,
            })
            .collect(),
        theme_version: Some(checked_id(&said.theme_version)?),
        subscribers: said.subscribers,
        limits: SiteLimits {
            article_bytes: Some(said.limits.article_bytes),
            characters: said.limits.characters,
            tags: said.limits.tags,
        },
        abilities: Abilities {
            corrections: said.limits.corrections.is_some(),
            picture_sizes: said.limits.picture_sizes.is_some(),
            ..ABILITIES
        },
        tags: Vec::new(),
        authors: Vec::new(),
        signer: String::new(),
        newsletters: Vec::new(),
    })
}

/// A theme.
pub(super) fn theme(bundle: ThemeBundle) -> Result<RemoteTheme, PublishError> {
    let version = checked_id(&bundle.version)?;
    Ok(RemoteTheme {
        version,
        templates: bundle.templates,
        css: bundle.css,
    })
}

/// An identifier or a version that can stand in a path and in quotes.
pub(super) fn checked_id(id: &str) -> Result<String, PublishError> {
    let tidy = (1..=128).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.:~".contains(&b))
        && !id.bytes().all(|b| b == b'.');
    if tidy {
        Ok(id.to_owned())
    } else {
        Err(PublishError::NotUnderstood(format!("id {id:?}")))
    }
}

fn not_understood(error: &dyn std::error::Error) -> PublishError {
    PublishError::NotUnderstood(error.to_string())
}
