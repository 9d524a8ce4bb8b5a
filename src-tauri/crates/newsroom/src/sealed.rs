//! Secrets in one file of the library's folder, sealed by a passphrase; knows names and secrets, no site and no keychain.

mod envelope;

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use zeroize::Zeroizing;

use envelope::{CHECKSUM, Envelope, Kept, Key, Unsealed};
pub use envelope::{Passphrase, SealingCost};

use crate::NewsroomError;
use crate::desk::locked;
use crate::local_site::folder_fault;
use crate::pictures::{sync_folder, write_private};

/// The file in the library's folder.
const FILE: &str = "secrets.sealed";
/// More than a thousand sites' tokens.
const MOST_BYTES: usize = 1 << 20;

/// How the sealed file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealing {
    /// There is none: no passphrase was chosen yet.
    None,
    /// It waits for its passphrase.
    Locked,
    /// Its secrets can be used.
    Open,
    /// It is not as it was written. It is left as it is, and nothing is written over it.
    Damaged,
}

/// The sealed file of a library; a passphrase opens it for as long as the process lives.
pub(crate) struct SealedFile {
    folder: PathBuf,
    open: Mutex<Option<Open>>,
}

/// What the passphrase opened. Overwritten in memory when it goes.
struct Open {
    key: Key,
    kept: Kept,
    /// The end of the file as it was last read or written.
    checksum: Vec<u8>,
}

impl SealedFile {
    /// That of this library; it may not be there yet.
    pub(crate) fn of(library: &Path) -> Self {
        Self {
            folder: library.to_owned(),
            open: Mutex::default(),
        }
    }

    /// How it stands.
    pub(crate) fn standing(&self) -> Sealing {
        if locked(&self.open).is_some() {
            return Sealing::Open;
        }
        match self.bytes() {
            Ok(None) => Sealing::None,
            Ok(Some(bytes)) if Envelope::of(&bytes).is_ok() => Sealing::Locked,
            Ok(Some(_)) | Err(_) => Sealing::Damaged,
        }
    }

    /// Begins one with a passphrase, and opens it.
    pub(crate) fn begin(
        &self,
        passphrase: &Passphrase,
        cost: SealingCost,
    ) -> Result<(), NewsroomError> {
        check_length(passphrase)?;
        let key = Key::new(passphrase, cost).map_err(failure)?;
        let mut open = locked(&self.open);
        if open.is_some() {
            // Also when somebody took its file away: what it holds comes back with the next change.
            return Err(NewsroomError::SecretsLocked(FILE.to_owned()));
        }
        self.refuse_closed()?;
        *open = Some(self.write(key, Kept::new())?);
        Ok(())
    }

    /// Opens it.
    pub(crate) fn unlock(&self, passphrase: &Passphrase) -> Result<(), NewsroomError> {
        let opened = self.opened_by(passphrase)?;
        locked(&self.open).get_or_insert(opened);
        Ok(())
    }

    /// Forgets what the passphrase opened.
    pub(crate) fn lock(&self) {
        *locked(&self.open) = None;
    }

    /// Seals it with another passphrase, and leaves it open.
    pub(crate) fn change(
        &self,
        current: &Passphrase,
        next: &Passphrase,
        cost: SealingCost,
    ) -> Result<(), NewsroomError> {
        check_length(next)?;
        let key = Key::new(next, cost).map_err(failure)?;
        let mut open = locked(&self.open);
        let Open { kept, .. } = self.opened_by(current)?;
        *open = Some(self.write(key, kept)?);
        Ok(())
    }

    /// Moves it aside, so that another passphrase can be chosen; where it is now.
    pub(crate) fn set_aside(&self, moment: &str) -> Result<PathBuf, NewsroomError> {
        let mut open = locked(&self.open);
        let names = (1_u32..).map(|number| match number {
            1 => format!("{FILE}.{moment}"),
            number => format!("{FILE}.{moment}-{number}"),
        });
        let mut free = names.map(|name| self.folder.join(name));
        let aside = free.find(|path| !path.exists());
        let aside = aside.ok_or_else(|| NewsroomError::Internal("no free name".to_owned()))?;
        let moved = fs::rename(self.path(), &aside).and_then(|()| sync_folder(&self.folder));
        moved.map_err(|error| folder_fault(error.kind(), format!("{FILE}: {error}")))?;
        *open = None;
        Ok(aside)
    }

    /// The secret of this name, if it is sealed here; `None` also when there is no file.
    pub(crate) fn get(&self, name: &str) -> Result<Option<String>, NewsroomError> {
        match &*locked(&self.open) {
            Some(open) => Ok(open.kept.get(name).map(|secret| String::clone(secret))),
            None => self.refuse_closed().map(|()| None),
        }
    }

    /// Seals a secret; `false` when there is no file to take it.
    pub(crate) fn set(&self, name: &str, secret: &str) -> Result<bool, NewsroomError> {
        let secret = Zeroizing::new(secret.to_owned());
        self.change_kept(|kept| kept.insert(name.to_owned(), secret))
    }

    /// Forgets a secret.
    pub(crate) fn forget(&self, name: &str) -> Result<(), NewsroomError> {
        self.change_kept(|kept| kept.remove(name)).map(drop)
    }

    /// What is open is what the disk holds: a change that can't be written is not made.
    fn change_kept<T>(&self, change: impl FnOnce(&mut Kept) -> T) -> Result<bool, NewsroomError> {
        let mut held = locked(&self.open);
        let Some(open) = held.as_mut() else {
            return self.refuse_closed().map(|()| false);
        };
        self.refuse_another(open)?;
        let mut kept = open.kept.clone();
        change(&mut kept);
        let bytes = open.key.seal(&kept).map_err(failure)?;
        self.put(&bytes)?;
        open.kept = kept;
        open.checksum = checksum(&bytes);
        Ok(true)
    }

    /// A file that waits for its passphrase may hold what is asked for.
    fn refuse_closed(&self) -> Result<(), NewsroomError> {
        let Some(bytes) = self.bytes()? else {
            return Ok(());
        };
        Envelope::of(&bytes).map_err(failure)?;
        Err(NewsroomError::SecretsLocked(FILE.to_owned()))
    }

    /// A file that is no longer the one we opened is not written over: it may hold something else.
    fn refuse_another(&self, open: &Open) -> Result<(), NewsroomError> {
        match self.bytes()? {
            Some(bytes) if !bytes.ends_with(&open.checksum) => Err(NewsroomError::SecretsDamaged(
                format!("{FILE} was changed since it was opened"),
            )),
            _ => Ok(()),
        }
    }

    fn opened_by(&self, passphrase: &Passphrase) -> Result<Open, NewsroomError> {
        let none = || NewsroomError::KeychainUnavailable("no passphrase was chosen".to_owned());
        let bytes = self.bytes()?.ok_or_else(none)?;
        let (key, kept) = Envelope::of(&bytes)
            .and_then(|envelope| envelope.unseal(passphrase))
            .map_err(failure)?;
        Ok(Open {
            key,
            kept,
            checksum: checksum(&bytes),
        })
    }

    fn write(&self, key: Key, kept: Kept) -> Result<Open, NewsroomError> {
        let bytes = key.seal(&kept).map_err(failure)?;
        self.put(&bytes)?;
        Ok(Open {
            key,
            kept,
            checksum: checksum(&bytes),
        })
    }

    fn put(&self, bytes: &[u8]) -> Result<(), NewsroomError> {
        if bytes.len() > MOST_BYTES {
            let why = format!("{FILE} would be larger than {MOST_BYTES} bytes");
            return Err(NewsroomError::FieldInvalid(why));
        }
        write_private(&self.path(), bytes)
            .map_err(|error| folder_fault(error.kind(), format!("{FILE}: {error}")))
    }

    fn bytes(&self) -> Result<Option<Vec<u8>>, NewsroomError> {
        let mut bytes = Vec::new();
        let read = fs::File::open(self.path()).and_then(|file| {
            // What is longer is none of ours; its checksum will be another.
            file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)
        });
        match read {
            Ok(_) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(NewsroomError::SecretsDamaged(format!("{FILE}: {error}"))),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }
}

fn checksum(bytes: &[u8]) -> Vec<u8> {
    bytes[bytes.len().saturating_sub(CHECKSUM)..].to_vec()
}

fn check_length(passphrase: &Passphrase) -> Result<(), NewsroomError> {
    if passphrase.is_long_enough() {
        return Ok(());
    }
    let why = format!("fewer than {} characters", Passphrase::LEAST);
    Err(NewsroomError::PassphraseShort(why))
}

fn failure(unsealed: Unsealed) -> NewsroomError {
    match unsealed {
        Unsealed::Damaged(why) => NewsroomError::SecretsDamaged(format!("{FILE}: {why}")),
        Unsealed::Wrong => NewsroomError::PassphraseWrong(FILE.to_owned()),
        Unsealed::Machine(why) => NewsroomError::Internal(format!("{FILE}: {why}")),
    }
}

#[cfg(test)]
mod tests;
