//! Where credentials are kept: the system's keychain where it answers, else the sealed file. Knows no site.

mod newest;

use std::path::Path;
use std::sync::Arc;

use domain::{SiteId, SiteKind};
use jiff::tz::TimeZone;

use crate::desk::locked;
use crate::room::Room;
use crate::sealed::{Passphrase, SealedFile, Sealing, SealingCost};
use crate::sites::token_name;
use crate::{Newsroom, NewsroomError, Secrets, SecretsUnavailable};
use newest::{Newest, Place};

/// A name that no secret has: asked for, to hear whether the keychain answers.
const NOBODY: &str = "nobody";

/// How credentials are kept now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Safekeeping {
    /// Whether the system's keychain answers: then new ones go there.
    pub keychain: bool,
    /// The sealed file, which takes them where there is no keychain.
    pub sealed: Sealing,
}

impl Safekeeping {
    /// Whether a new credential can be kept at this moment.
    pub fn takes(self) -> bool {
        self.keychain || self.sealed == Sealing::Open
    }
}

impl Newsroom {
    /// How credentials are kept now.
    pub fn safekeeping(&self) -> Safekeeping {
        self.room.safe.standing()
    }

    /// Whether what goes to a site waits for the passphrase.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn waits_for_passphrase(&self, site: SiteId) -> Result<bool, NewsroomError> {
        let room = &self.room;
        let known = room.store.site(site)?;
        let local = known.is_some_and(|site| site.kind == SiteKind::Local);
        let token = room.safe.get(&token_name(site));
        Ok(!local && matches!(token, Err(NewsroomError::SecretsLocked(_))))
    }

    /// Chooses the passphrase under which credentials are sealed where there is no keychain. Nobody
    /// can bring it back.
    ///
    /// # Errors
    /// `PassphraseShort`; `SecretsLocked` when one was chosen before; `SecretsDamaged`; the disk's.
    pub fn seal(&self, passphrase: &Passphrase, cost: SealingCost) -> Result<(), NewsroomError> {
        self.room.safe.sealed.begin(passphrase, cost)
    }

    /// Opens what is sealed until the newsroom closes; dispatches that waited for it go out.
    ///
    /// # Errors
    /// `PassphraseWrong`, `SecretsDamaged`; `KeychainUnavailable` when no passphrase was chosen.
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<(), NewsroomError> {
        self.room.safe.sealed.unlock(passphrase)?;
        self.room.secrets_are_back()
    }

    /// Closes what is sealed: from now on dispatches wait for the passphrase, but for one under way.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn lock(&self) -> Result<(), NewsroomError> {
        let room = &self.room;
        room.safe.sealed.lock();
        let sites = room.store.sites()?;
        // A connection knows its token.
        let local = |id| {
            let of = |site: &&domain::Site| site.id == id;
            sites.iter().find(of).map(|site| site.kind) == Some(SiteKind::Local)
        };
        locked(&room.destinations).retain(|id, _| local(*id));
        Ok(())
    }

    /// Chooses another passphrase; what is sealed stays, and is open.
    ///
    /// # Errors
    /// `PassphraseShort`, `PassphraseWrong`, `SecretsDamaged`; the disk's.
    pub fn change_passphrase(
        &self,
        current: &Passphrase,
        next: &Passphrase,
        cost: SealingCost,
    ) -> Result<(), NewsroomError> {
        self.room.safe.sealed.change(current, next, cost)?;
        self.room.secrets_are_back()
    }

    /// Moves a sealed file aside that is damaged, or whose passphrase is forgotten: another one can
    /// then be chosen. What it holds has to be asked of the sites anew, unless the passphrase comes back.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_sealed_aside(&self) -> Result<(), NewsroomError> {
        let now = self.room.clock.now().to_zoned(TimeZone::UTC);
        let moment = now.strftime("%Y%m%dT%H%M%SZ").to_string();
        let aside = self.room.safe.sealed.set_aside(&moment)?;
        tracing::warn!(aside = %aside.display(), "the sealed file was moved aside");
        Ok(())
    }
}

impl Room {
    /// The passphrase may have come between a try and its end.
    pub(crate) fn after_a_wait_for_secrets(&self) -> Result<(), NewsroomError> {
        match self.safe.sealed.standing() {
            Sealing::Open => self.secrets_are_back(),
            Sealing::None | Sealing::Locked | Sealing::Damaged => Ok(()),
        }
    }
}

/// Keychain and sealed file together.
pub(crate) struct Safe {
    keychain: Arc<dyn Secrets>,
    sealed: SealedFile,
    newest: Newest,
}

impl Safe {
    pub(crate) fn new(keychain: Arc<dyn Secrets>, library: &Path) -> Self {
        Self {
            keychain,
            sealed: SealedFile::of(library),
            newest: Newest::of(library),
        }
    }

    fn standing(&self) -> Safekeeping {
        Safekeeping {
            keychain: self.keychain.get(NOBODY).is_ok(),
            sealed: self.sealed.standing(),
        }
    }

    /// The secret of this name, as it was set last: where one of the two missed that, it gets it from the
    /// other. One that was sealed while there was no keychain is kept in both from here on: whichever
    /// is there at the next start has it.
    pub(crate) fn get(&self, name: &str) -> Result<Option<String>, NewsroomError> {
        match self.newest.place(name) {
            Some(Place::Sealed) => {
                if let Some(secret) = self.sealed.get(name)? {
                    self.bring_to_keychain(name, &secret);
                    return Ok(Some(secret));
                }
            }
            Some(Place::Keychain) => {
                if let Some(secret) = self.keychain.get(name).map_err(unavailable)? {
                    self.bring_to_sealed(name, &secret);
                    return Ok(Some(secret));
                }
            }
            None => {}
        }
        let in_keychain = self.keychain.get(name);
        if let Ok(Some(secret)) = in_keychain {
            return Ok(Some(secret));
        }
        let Some(secret) = self.sealed.get(name)? else {
            return in_keychain.map_err(unavailable);
        };
        if in_keychain.is_ok() {
            self.bring_to_keychain(name, &secret);
        }
        Ok(Some(secret))
    }

    fn bring_to_keychain(&self, name: &str, secret: &str) {
        match self.keychain.set(name, secret) {
            Ok(()) => self.both_have(name),
            Err(error) => tracing::info!(%error, "the keychain does not take what is sealed"),
        }
    }

    fn bring_to_sealed(&self, name: &str, secret: &str) {
        match self.sealed.set(name, secret) {
            Ok(_) => self.both_have(name),
            Err(error) => tracing::info!(%error, "the sealed file has an older secret"),
        }
    }

    /// A note that stays costs no more than another comparison.
    fn both_have(&self, name: &str) {
        if let Err(error) = self.newest.note(name, None) {
            tracing::warn!(%error, "that a secret is in both places can't be noted");
        }
    }

    /// Keeps a secret: in the keychain where it answers, and in a sealed file that is open.
    pub(crate) fn set(&self, name: &str, secret: &str) -> Result<(), NewsroomError> {
        let in_keychain = self.keychain.set(name, secret);
        let newest = match (in_keychain, self.sealed.set(name, secret)) {
            (Ok(()), Ok(_)) => None,
            (Ok(()), Err(error)) => {
                tracing::info!(%error, "a secret is kept in the keychain only");
                Some(Place::Keychain)
            }
            (Err(_), Ok(true)) => Some(Place::Sealed),
            (Err(error), Ok(false)) => return Err(unavailable(error)),
            (Err(_), Err(error)) => return Err(error),
        };
        self.newest.note(name, newest)
    }

    /// Forgets a secret, wherever it is.
    pub(crate) fn forget(&self, name: &str) -> Result<(), NewsroomError> {
        let in_keychain = self.keychain.forget(name);
        self.sealed.forget(name)?;
        self.newest.note(name, None)?;
        match in_keychain {
            // What was never kept there need not be forgotten there.
            Err(error) if self.sealed.standing() == Sealing::None => Err(unavailable(error)),
            _ => Ok(()),
        }
    }
}

fn unavailable(error: SecretsUnavailable) -> NewsroomError {
    NewsroomError::KeychainUnavailable(error.to_string())
}
