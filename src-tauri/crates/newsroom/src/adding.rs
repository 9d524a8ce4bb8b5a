//! A site is added: what is at an address, whether the account may write there, what is kept of it; sends no article.

use std::path::Path;
use std::sync::Arc;

use domain::{Site, SiteId, SiteKind};
use publish::discovery::{Discovered, System, discover};
use publish::folder::{Folder, Generator};
use publish::ghost::Ghost;
use publish::micropub::Micropub;
use publish::site_api::SiteApi;
use publish::wordpress::WordPress;
use publish::{Destination, PublishError};

use crate::choices::{Choices, choices_key};
use crate::desk::locked;
use crate::preview::{KeptTheme, theme_key};
use crate::room::Room;
use crate::sites::{SiteView, address_key, json_text, look_at, site_error, token_name};
use crate::{Newsroom, NewsroomError};

/// The generators of static sites, by the names under which they are chosen.
pub const GENERATORS: [(&str, Generator); 3] = [
    ("hugo", Generator::Hugo),
    ("zola", Generator::Zola),
    ("eleventy", Generator::Eleventy),
];

/// A site to be added.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSite {
    /// What it speaks.
    pub kind: SiteKind,
    /// Its home page, without a slash at the end; `https`, or `http` on this machine.
    pub home: String,
    /// Where it takes articles, as it was discovered: the home page for the Site API, else the API's
    /// own address; for files `generator:folder`, see [`GENERATORS`].
    pub api: String,
    /// The account's credential: a token; for WordPress `login:application password`; for Ghost an
    /// Admin API key; nothing for files.
    pub secret: String,
}

impl NewSite {
    /// One that speaks the Site API at this address.
    pub fn site_api(address: &str, token: &str) -> Self {
        let home = address.trim().trim_end_matches('/').to_owned();
        Self {
            kind: SiteKind::SiteApi,
            api: home.clone(),
            home,
            secret: token.to_owned(),
        }
    }

    /// One that was discovered, its credential still to be told.
    pub fn discovered(found: Discovered) -> Self {
        let home = found.home;
        let (kind, api) = match found.system {
            System::SiteApi => (SiteKind::SiteApi, home.clone()),
            System::WordPress { api, .. } => (SiteKind::WordPress, api),
            System::Ghost { api, .. } => (SiteKind::Ghost, api),
            System::Micropub { endpoint, .. } => (SiteKind::Micropub, endpoint),
        };
        Self {
            kind,
            home,
            api,
            secret: String::new(),
        }
    }

    /// A folder of files whose articles are read below this address.
    pub fn files(home: &str, generator: &str, root: &Path) -> Self {
        Self {
            kind: SiteKind::Folder,
            home: home.trim().trim_end_matches('/').to_owned(),
            api: format!("{generator}:{}", root.display()),
            secret: String::new(),
        }
    }

    fn door(&self) -> Door<'_> {
        Door {
            kind: self.kind,
            home: &self.home,
            api: &self.api,
        }
    }
}

/// Where articles are handed in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Door<'a> {
    pub(crate) kind: SiteKind,
    pub(crate) home: &'a str,
    pub(crate) api: &'a str,
}

impl<'a> Door<'a> {
    /// That of a known site, with the address at which it takes articles where that is another.
    pub(crate) fn of(site: &'a Site, api: Option<&'a str>) -> Self {
        Self {
            kind: site.kind,
            home: &site.url,
            api: api.unwrap_or(&site.url),
        }
    }

    /// Whether an account stands between.
    pub(crate) fn needs_secret(&self) -> bool {
        self.kind != SiteKind::Folder
    }
}

/// The generator and the folder of `generator:folder`.
fn files_of(api: &str) -> Result<(Generator, &Path), PublishError> {
    let known = api.split_once(':').and_then(|(name, root)| {
        let generator = GENERATORS.iter().find(|(known, _)| *known == name)?.1;
        Path::new(root)
            .is_absolute()
            .then(|| (generator, Path::new(root)))
    });
    known.ok_or_else(|| PublishError::BadAddress(format!("not generator:folder: {api}")))
}

/// Whether two addresses lead to the same: a folder has many names.
fn is_same_place(one: &str, other: &str) -> bool {
    let folder = |api| {
        let (_, root) = files_of(api).ok()?;
        Some(root.canonicalize().unwrap_or_else(|_| root.to_owned()))
    };
    one == other || folder(one).is_some_and(|one| folder(other) == Some(one))
}

impl Newsroom {
    /// What is at the address that somebody pasted; no credential is sent.
    ///
    /// # Errors
    /// `FieldInvalid` for no address; `SiteNotUnderstood` when nothing known is there; whatever the
    /// site answers.
    pub fn discover_site(&self, address: &str) -> Result<Discovered, NewsroomError> {
        discover(address, self.room.patience).map_err(site_error)
    }

    /// Adds a site, once it has answered, taken the credential and said what it is: whole, or not at
    /// all.
    ///
    /// # Errors
    /// `FieldInvalid` for a bad address; `SiteKnown`; whatever the site answers;
    /// `KeychainUnavailable` where credentials can be kept nowhere; `SecretsLocked`, `SecretsDamaged`.
    pub fn add_site(&self, new: &NewSite) -> Result<SiteView, NewsroomError> {
        let room = &self.room;
        let door = new.door();
        let destination = room.connect(&door, &new.secret).map_err(site_error)?;
        room.refuse_known(&[&new.api])?;
        let id = SiteId(room.ids.next());
        destination.check_account().map_err(site_error)?;
        let (said, theme) = look_at(&*destination, &KeptTheme::default()).map_err(site_error)?;
        let choices = Choices::of(&said);
        let site = Site {
            id,
            name: said.name,
            kind: new.kind,
            url: said.url,
            language: said.language,
            time_zone: said.time_zone,
            sections: said.sections,
            seen_at: Some(room.clock.now()),
        };
        if door.needs_secret() {
            room.safe.set(&token_name(id), &new.secret)?;
        }
        let kept = room.keep_new_site(&site, &new.api, (&theme, &choices));
        if let Err(error) = kept {
            if let Err(left) = room.safe.forget(&token_name(id)) {
                tracing::warn!(%left, "the token of a site that was not added is still kept");
            }
            return Err(error);
        }
        locked(&room.destinations).insert(id, destination);
        room.set_reachable(id, true);
        room.looks_bell.ring();
        Ok(SiteView {
            site,
            look: None,
            reachable: Some(true),
            fault: None,
            choices,
        })
    }
}

impl Room {
    /// The connection to whoever takes articles there.
    pub(crate) fn connect(
        &self,
        door: &Door<'_>,
        secret: &str,
    ) -> Result<Arc<dyn Destination>, PublishError> {
        let patience = self.patience;
        Ok(match door.kind {
            SiteKind::Local | SiteKind::SiteApi => {
                Arc::new(SiteApi::new(door.api, secret, patience)?)
            }
            SiteKind::WordPress => {
                let no_login = || PublishError::Credential("no login before the colon".to_owned());
                let (login, password) = secret.split_once(':').ok_or_else(no_login)?;
                Arc::new(WordPress::new(door.api, login, password, patience)?)
            }
            SiteKind::Folder => {
                let (generator, root) = files_of(door.api)?;
                let clock = Arc::clone(&self.clock);
                let now = move || clock.now();
                Arc::new(Folder::new(root, generator, door.home, patience, now)?)
            }
            SiteKind::Micropub => Arc::new(Micropub::new(door.home, door.api, secret, patience)?),
            SiteKind::Ghost => {
                let clock = Arc::clone(&self.clock);
                let site = Ghost::new(door.api, secret, move || clock.now(), patience)?;
                Arc::new(site.read_at(door.home, patience)?)
            }
        })
    }

    /// Two records of one site would be two articles of one draft. Answers which sites it is none of.
    fn refuse_known(&self, addresses: &[&str]) -> Result<Vec<SiteId>, NewsroomError> {
        let mut others = Vec::new();
        for site in self.store.sites()? {
            let kept = self.kept_address(site.id)?;
            let is_there = |address: &&str| {
                let is_kept = kept
                    .as_ref()
                    .is_some_and(|kept| is_same_place(kept, address));
                site.url == **address || is_kept
            };
            if addresses.iter().any(is_there) {
                return Err(NewsroomError::SiteKnown(site.name));
            }
            others.push(site.id);
        }
        Ok(others)
    }

    /// Keeps a site that is none of those that are known at this moment.
    fn keep_new_site(
        &self,
        site: &Site,
        api: &str,
        (theme, choices): (&KeptTheme, &Choices),
    ) -> Result<(), NewsroomError> {
        let remembered = vec![
            (address_key(site.id), json_text(api)?),
            (theme_key(site.id), json_text(theme)?),
            (choices_key(site.id), json_text(choices)?),
        ];
        loop {
            let others = self.refuse_known(&[api, &site.url])?;
            // Else one was added meanwhile: it may be this one.
            if self.store.add_site(site, &others, remembered.clone())? {
                return Ok(());
            }
        }
    }
}
