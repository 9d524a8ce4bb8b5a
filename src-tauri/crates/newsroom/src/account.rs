//! The account at a known site: how its credential is written, and how another takes its place; adds no site.

use domain::{SiteId, SiteKind};

use crate::adding::Door;
use crate::desk::locked;
use crate::sites::{SiteView, site_error, token_name};
use crate::{Newsroom, NewsroomError};

/// The credential of an account: `login:application password` for WordPress, else the token or key
/// alone.
pub fn credential(kind: SiteKind, login: &str, secret: &str) -> String {
    let secret = secret.trim();
    match kind {
        SiteKind::WordPress => format!("{}:{secret}", login.trim()),
        SiteKind::Local
        | SiteKind::SiteApi
        | SiteKind::Ghost
        | SiteKind::Micropub
        | SiteKind::Folder => secret.to_owned(),
    }
}

impl Newsroom {
    /// Gives a known site another credential, once the site has taken it; the login is for WordPress
    /// alone. What was refused for the old one is not sent again unasked.
    ///
    /// # Errors
    /// `SiteMissing`; `FieldInvalid` for a site without an account of hers; whatever the site answers;
    /// `KeychainUnavailable`, `SecretsLocked`, `SecretsDamaged` where it can't be kept.
    pub fn set_credential(
        &self,
        id: SiteId,
        login: &str,
        secret: &str,
    ) -> Result<SiteView, NewsroomError> {
        let room = &self.room;
        let missing = || NewsroomError::SiteMissing(id.to_string());
        let site = room.store.site(id)?.ok_or_else(missing)?;
        let api = room.kept_address(id)?;
        let door = Door::of(&site, api.as_deref());
        if site.kind == SiteKind::Local || !door.needs_secret() {
            let no_account = format!("{} has no account of hers", site.name);
            return Err(NewsroomError::FieldInvalid(no_account));
        }
        if site.kind == SiteKind::WordPress && login.trim().is_empty() {
            return Err(NewsroomError::FieldInvalid("no login".to_owned()));
        }
        let secret = credential(site.kind, login, secret);
        let destination = room.connect(&door, &secret).map_err(site_error)?;
        destination.check_account().map_err(site_error)?;
        room.safe.set(&token_name(id), &secret)?;
        // What the account may do is not what the old one could.
        let seen = room.refresh_site(id, &*destination);
        locked(&room.destinations).insert(id, destination);
        room.set_reachable(id, true);
        if let Err(unseen) = seen {
            tracing::warn!(site = %id, ?unseen, "the site does not say what the account may do");
        }
        room.outbox_bell.ring();
        room.site_view(room.store.site(id)?.ok_or_else(missing)?)
    }
}
