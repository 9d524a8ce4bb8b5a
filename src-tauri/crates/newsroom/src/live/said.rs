//! An article as a site has it, kept as JSON: the base of a merge. Knows no draft.

use publish::{RemoteLead, RemoteText};
use serde::{Deserialize, Serialize};
use site_api::CorrectionNote;

use crate::correcting::corrections_apart;

/// What a site said of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    pub(super) headline: String,
    pub(super) standfirst: String,
    pub(super) section: String,
    pub(super) tags: Vec<String>,
    pub(super) byline: String,
    pub(super) lead: Option<Lead>,
    pub(super) body_html: String,
    pub(super) body_markdown: Option<String>,
    #[serde(default)]
    pub(super) corrections: Vec<CorrectionNote>,
}

/// The picture at the head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lead {
    pub(super) address: String,
    pub(super) alt: String,
    pub(super) caption: String,
    pub(super) credit: String,
}

impl Said {
    pub(super) fn of(text: &RemoteText) -> Self {
        let text = corrections_apart(text);
        Self {
            headline: text.headline.clone(),
            standfirst: text.standfirst.clone(),
            section: text.section.clone(),
            tags: text.tags.clone(),
            byline: text.byline.clone(),
            lead: text.lead_picture.as_ref().map(Lead::of),
            corrections: text.corrections.iter().map(CorrectionNote::from).collect(),
            body_html: text.body_html,
            body_markdown: text.body_markdown,
        }
    }
}

impl Lead {
    fn of(lead: &RemoteLead) -> Self {
        Self {
            address: lead.address.clone(),
            alt: lead.alt.clone(),
            caption: lead.caption.clone(),
            credit: lead.credit.clone(),
        }
    }
}
