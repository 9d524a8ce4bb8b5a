//! A revision as the article that leaves the desk, and the site's answer as the tie to it. Sends nothing.

use std::collections::BTreeMap;

use domain::{Dispatch, Operation, Publication, PublicationState, Revision};
use publish::{Corrections, Outgoing, RemoteArticle};

use crate::NewsroomError;

/// The article as it leaves the desk.
pub(crate) fn outgoing(
    revision: &Revision,
    known: Option<&Publication>,
) -> Result<Outgoing, NewsroomError> {
    let fields = &revision.fields;
    let slug = known
        .map(|k| k.slug.clone())
        .or_else(|| fields.effective_slug());
    let slug = slug.ok_or_else(|| NewsroomError::HeadlineMissing(fields.headline.clone()))?;
    Ok(Outgoing {
        headline: fields.headline.clone(),
        standfirst: fields.standfirst.clone(),
        section: fields.section.clone(),
        tags: fields.tags.clone(),
        byline: fields.byline.clone(),
        language: fields.language.clone(),
        slug,
        published_at: known.map(|k| k.published_at).or(fields.publish_at),
        lead_picture: fields.lead_picture.clone(),
        body_html: prose::body_html(&revision.text),
        body_markdown: revision.text.clone(),
        goes_live: None,
        newsletter: None,
        lead_set: None,
        pictures: BTreeMap::new(),
        corrections: Corrections {
            notes: fields.corrections.clone(),
            // How they stand there is the site's.
            ..Corrections::default()
        },
    })
}

/// The tie that the site's answer makes.
pub(super) fn tie(
    dispatch: &Dispatch,
    remote: RemoteArticle,
    known: Option<&Publication>,
) -> Publication {
    let revision = match (dispatch.operation, known) {
        (Operation::Unpublish, Some(known)) => known.revision,
        _ => dispatch.revision,
    };
    let state = match dispatch.operation {
        Operation::Unpublish => PublicationState::Unpublished,
        Operation::Publish | Operation::Update => remote.state,
    };
    Publication {
        draft: dispatch.draft,
        site: dispatch.site,
        remote_id: remote.remote_id,
        address: remote.address,
        slug: remote.slug,
        remote_version: remote.version,
        revision,
        state,
        published_at: remote.published_at,
        updated_at: remote.updated_at,
    }
}
