//! Sites: what is known of them, how they are reached, whether they answered; sends no article.

use std::sync::Arc;

use domain::{Language, Site, SiteId, SiteKind};
use publish::{Destination, PublishError, SiteDescription};
use serde::Serialize;

use crate::adding::Door;
use crate::choices::Choices;
use crate::desk::locked;
use crate::looks::LookView;
use crate::preview::KeptTheme;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// The name of a new local site.
pub(crate) const LOCAL_NAME: &str = "Le Marbre";

/// A site as the journalist sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteView {
    /// The site.
    pub site: Site,
    /// Whether it answered when it was last asked; `None` before that.
    pub reachable: Option<bool>,
    /// What keeps the local site from running, as a taken port.
    pub fault: Option<NewsroomError>,
    /// What it lets the journalist choose, as it was last seen.
    pub choices: Choices,
    /// What its articles look like, where that was learnt.
    pub look: Option<LookView>,
}

impl Newsroom {
    /// The sites, by name.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn sites(&self) -> Result<Vec<SiteView>, NewsroomError> {
        let sites = self.room.store.sites()?.into_iter();
        sites.map(|site| self.room.site_view(site)).collect()
    }
}

/// Why a site could not be looked at anew: it did not answer, or the library did not take it.
#[derive(Debug)]
pub(crate) enum Unseen {
    /// The site.
    Site(PublishError),
    /// The library.
    Here(NewsroomError),
}

impl Unseen {
    /// What the journalist is told.
    pub(crate) fn told(self) -> NewsroomError {
        match self {
            Self::Site(error) => site_error(error),
            Self::Here(error) => error,
        }
    }
}

impl From<PublishError> for Unseen {
    fn from(error: PublishError) -> Self {
        Self::Site(error)
    }
}

impl From<NewsroomError> for Unseen {
    fn from(error: NewsroomError) -> Self {
        Self::Here(error)
    }
}

impl From<store::StoreError> for Unseen {
    fn from(error: store::StoreError) -> Self {
        Self::Here(error.into())
    }
}

impl Room {
    /// A site as she sees it.
    pub(crate) fn site_view(&self, site: Site) -> Result<SiteView, NewsroomError> {
        let fault = locked(&self.local_site_fault).clone();
        Ok(SiteView {
            reachable: locked(&self.reachable).get(&site.id).copied(),
            fault: fault.filter(|_| site.kind == SiteKind::Local),
            choices: self.choices(site.id)?,
            look: self.look_view(site.id)?,
            site,
        })
    }

    /// The connection to a site.
    pub(crate) fn destination(&self, site: &Site) -> Result<Arc<dyn Destination>, Unseen> {
        if let Some(made) = locked(&self.destinations).get(&site.id) {
            return Ok(Arc::clone(made));
        }
        if site.kind == SiteKind::Local {
            // It is entered when it runs; before that, whoever listens on its port is a stranger.
            let why = "the local site does not run".to_owned();
            return Err(PublishError::Unreachable(why).into());
        }
        let api = self.kept_address(site.id)?;
        let door = Door::of(site, api.as_deref());
        let secret = match door.needs_secret() {
            true => self.safe.get(&token_name(site.id))?,
            false => Some(String::new()),
        };
        let secret =
            secret.ok_or_else(|| PublishError::Credential("no credential is kept".to_owned()))?;
        let made = self.connect(&door, &secret)?;
        locked(&self.destinations).insert(site.id, Arc::clone(&made));
        Ok(made)
    }

    pub(crate) fn kept_address(&self, site: SiteId) -> Result<Option<String>, NewsroomError> {
        let kept = self.store.setting(&address_key(site))?;
        Ok(kept.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// Asks a site what it is now, and keeps what has changed: facts and theme.
    pub(crate) fn refresh_site(
        &self,
        id: SiteId,
        destination: &dyn Destination,
    ) -> Result<Site, Unseen> {
        let kept = self.kept_theme(id)?.unwrap_or_default();
        let (said, theme) = look_at(destination, &kept)?;
        self.hear_clock(id, destination);
        let (choices, known_choices) = (Choices::of(&said), self.choices(id)?);
        let known = self.store.site(id)?;
        let known = known.ok_or_else(|| NewsroomError::SiteMissing(id.to_string()))?;
        let site = Site {
            name: said.name,
            url: said.url,
            language: said.language,
            time_zone: said.time_zone,
            sections: said.sections,
            seen_at: Some(self.clock.now()),
            ..known.clone()
        };
        let seen = Site {
            seen_at: known.seen_at,
            ..site.clone()
        };
        let facts_changed = seen != known || known.seen_at.is_none();
        if theme != kept {
            self.keep_theme(id, &theme)?;
        }
        if choices != known_choices {
            self.keep_choices(id, &choices)?;
            self.presses.forget(id);
        }
        if facts_changed {
            self.store.put_site(&site)?;
            self.presses.forget(id);
        }
        if theme != kept || choices != known_choices || facts_changed {
            // Previews made before are stale.
            self.tell(Event::SiteChanged {
                site: id,
                reachable: true,
            });
        }
        Ok(site)
    }

    /// Remembers whether a site answered, and tells (and says) when that changed.
    pub(crate) fn set_reachable(&self, site: SiteId, answered: bool) -> bool {
        let changed = locked(&self.reachable).insert(site, answered) != Some(answered);
        if changed {
            self.tell(Event::SiteChanged {
                site,
                reachable: answered,
            });
        }
        changed
    }

    /// The record of the local site, made at the first start. Another port is another address.
    pub(crate) fn local_site(&self, port: u16) -> Result<Site, NewsroomError> {
        let url = local_url(port);
        let known = self
            .store
            .sites()?
            .into_iter()
            .find(|site| site.kind == SiteKind::Local);
        let site = match known {
            Some(site) if site.url == url => return Ok(site),
            Some(site) => Site { url, ..site },
            None => Site {
                id: SiteId(self.ids.next()),
                name: LOCAL_NAME.to_owned(),
                kind: SiteKind::Local,
                url,
                language: Language::parse(&self.locale()?).unwrap_or_else(Language::french),
                time_zone: self.time_zone.clone(),
                sections: Vec::new(),
                seen_at: None,
            },
        };
        self.store.put_site(&site)?;
        self.presses.forget(site.id);
        Ok(site)
    }
}

/// The local site's address, as the site itself says it.
pub(crate) fn local_url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// The name under which a site's token is kept.
pub(crate) fn token_name(site: SiteId) -> String {
    format!("site:{site}")
}

pub(crate) fn address_key(site: SiteId) -> String {
    format!("address:{site}")
}

/// A value as settings keep it.
pub(crate) fn json_text(value: &(impl Serialize + ?Sized)) -> Result<String, NewsroomError> {
    serde_json::to_string(value).map_err(|e| NewsroomError::Internal(e.to_string()))
}

/// What a site says of itself, and its theme, taken anew when it is not the one that is kept.
pub(crate) fn look_at(
    destination: &dyn Destination,
    kept: &KeptTheme,
) -> Result<(SiteDescription, KeptTheme), PublishError> {
    let said = destination.describe()?;
    let mut theme = KeptTheme {
        subscribers: said.subscribers,
        ..kept.clone()
    };
    let version = said.theme_version.as_ref();
    if version.is_some_and(|version| *version != kept.version) {
        let known = (!kept.version.is_empty()).then_some(kept.version.as_str());
        if let Some(new) = destination.theme(known)? {
            theme.version = new.version;
            theme.templates = new.templates;
            theme.css = new.css;
        }
    }
    Ok((said, theme))
}

/// What the journalist is told of a site's answer.
pub(crate) fn site_error(error: PublishError) -> NewsroomError {
    let said = error.to_string();
    match error {
        PublishError::Unreachable(_) => NewsroomError::SiteUnreachable(said),
        PublishError::NoAnswer(_) => NewsroomError::OutcomeUnknown(said),
        PublishError::Credential(_) => NewsroomError::SiteRefusedCredential(said),
        PublishError::Forbidden(_) => NewsroomError::SiteForbids(said),
        PublishError::NotFound(_) => NewsroomError::SiteNotFound(said),
        PublishError::SlugTaken(_) => NewsroomError::SlugTaken(said),
        PublishError::ChangedThere(_) => NewsroomError::ArticleChangedThere(said),
        PublishError::TooLarge(_) => NewsroomError::ArticleTooLarge(said),
        PublishError::Fault(_) => NewsroomError::SiteFindsFault(said),
        PublishError::Busy { .. } => NewsroomError::SiteBusy(said),
        PublishError::Full(_) => NewsroomError::SiteFull(said),
        PublishError::Broken(_) => NewsroomError::SiteBroken(said),
        PublishError::NotUnderstood(_) => NewsroomError::SiteNotUnderstood(said),
        PublishError::BadAddress(_) => NewsroomError::FieldInvalid(said),
    }
}
