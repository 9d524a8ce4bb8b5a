//! What a site lets the journalist choose and what it refuses, as it was last seen; kept apart from its theme, asks nobody.

use domain::SiteId;
use publish::{Abilities, Newsletter, SiteDescription, SiteLimits};
use serde::{Deserialize, Serialize};

use crate::NewsroomError;
use crate::preview::theme_key;
use crate::room::Room;
use crate::sites::json_text;

/// What a site lets the journalist choose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// What it can do, with this account; `None` until it has said so.
    pub abilities: Option<Abilities>,
    /// The tags it lists.
    pub tags: Vec<String>,
    /// The names under which the account may sign.
    pub authors: Vec<String>,
    /// The name that signs where the byline is none of these; empty where the byline does, or if it is
    /// not known.
    pub signer: String,
    /// Its newsletters.
    pub newsletters: Vec<Newsletter>,
    /// What it refuses.
    pub limits: SiteLimits,
}

impl Choices {
    pub(crate) fn of(said: &SiteDescription) -> Self {
        Self {
            abilities: Some(said.abilities),
            tags: said.tags.clone(),
            authors: said.authors.clone(),
            signer: said.signer.clone(),
            newsletters: said.newsletters.clone(),
            limits: said.limits.clone(),
        }
    }
}

impl Choices {
    /// The name that readers of its pages would see for this byline; empty where that is not known.
    pub(crate) fn signed<'a>(&'a self, byline: &'a str) -> &'a str {
        let is_it = |author: &&String| author.trim().to_lowercase() == byline.trim().to_lowercase();
        match self.authors.iter().find(is_it) {
            Some(author) => author,
            None if !self.signer.is_empty() => &self.signer,
            // Whoever it is, it is not the byline.
            None if self.abilities.is_some_and(|can| !can.byline) => "",
            None => byline,
        }
    }
}

impl Room {
    /// What this site was last seen to let her choose.
    pub(crate) fn choices(&self, site: SiteId) -> Result<Choices, NewsroomError> {
        if let Some(json) = self.store.setting(&choices_key(site))? {
            return Ok(read(site, &json));
        }
        // Older programs kept them with the theme, which is long: it is read for them once.
        let with_theme = self.store.setting(&theme_key(site))?;
        let choices = with_theme.map(|json| read(site, &json)).unwrap_or_default();
        self.keep_choices(site, &choices)?;
        Ok(choices)
    }

    pub(crate) fn keep_choices(
        &self,
        site: SiteId,
        choices: &Choices,
    ) -> Result<(), NewsroomError> {
        let json = json_text(choices)?;
        Ok(self.store.set_setting(&choices_key(site), &json)?)
    }
}

fn read(site: SiteId, json: &str) -> Choices {
    serde_json::from_str(json)
        .inspect_err(
            |error| tracing::warn!(%site, %error, "what the site lets choose can't be read"),
        )
        .unwrap_or_default()
}

pub(crate) fn choices_key(site: SiteId) -> String {
    format!("choices:{site}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_signs_what_no_author_of_the_site_does() {
        let mut choices = Choices {
            authors: vec!["Ada Lovelace".to_owned(), "Editor".to_owned()],
            signer: "Editor".to_owned(),
            ..Choices::default()
        };
        assert_eq!(choices.signed("ada lovelace"), "Ada Lovelace");
        assert_eq!(choices.signed("Zoé"), "Editor");
        choices.signer.clear();
        assert_eq!(choices.signed("Zoé"), "Zoé");
        choices.abilities = Some(Abilities::default());
        assert_eq!(choices.signed("Zoé"), "");
    }
}
