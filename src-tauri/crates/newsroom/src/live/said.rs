//! An article as a site has it, kept as JSON: the base of a merge. Knows no draft.

use publish::{RemoteLead, RemoteText};
use serde::{Deserialize, Serialize};

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
        Self {
            headline: text.headline.clone(),
            standfirst: text.standfirst.clone(),
            section: text.section.clone(),
            tags: text.tags.clone(),
            byline: text.byline.clone(),
            lead: text.lead_picture.as_ref().map(Lead::of),
            body_html: text.body_html.clone(),
            body_markdown: text.body_markdown.clone(),
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
