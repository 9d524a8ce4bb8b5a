//! An article as a site has it, kept as JSON: the base of a merge. Knows no draft.

use publish::{RemoteLead, RemoteText};
use serde::{Deserialize, Serialize};
use site_api::CorrectionNote;

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
    /// What a site has; corrections that stand at the end of its text are taken out of it.
    pub(super) fn of(text: &RemoteText) -> Self {
        let (body_html, in_html) = prose::without_corrections(&text.body_html);
        let (body_markdown, in_markdown) = text
            .body_markdown
            .as_deref()
            .map(prose::without_corrections_in_markdown)
            .unzip();
        let in_text = in_html.or(in_markdown.flatten()).unwrap_or_default();
        let beside = &text.corrections;
        let corrections = if beside.is_empty() { &in_text } else { beside };
        Self {
            headline: text.headline.clone(),
            standfirst: text.standfirst.clone(),
            section: text.section.clone(),
            tags: text.tags.clone(),
            byline: text.byline.clone(),
            lead: text.lead_picture.as_ref().map(Lead::of),
            corrections: corrections.iter().map(CorrectionNote::from).collect(),
            body_html,
            body_markdown,
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
