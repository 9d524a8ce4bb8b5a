//! What a newsroom is given from outside: time, identifiers, secrets; knows nothing of drafts and sites.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::Timestamp;
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The moment it is.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one place where the time is read"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Makes identifiers that nobody else makes.
pub trait Identifiers: Send + Sync {
    /// A new one.
    fn next(&self) -> Uuid;
}

/// Identifiers from the system's randomness (UUID version 4).
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomIdentifiers;

impl Identifiers for RandomIdentifiers {
    fn next(&self) -> Uuid {
        Uuid::new_v4()
    }
}

/// A place for secrets could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("secrets can't be kept: {0}")]
pub struct SecretsUnavailable(pub String);

/// Keeps credentials: the system's keychain, or memory in tests. Never a clear file.
pub trait Secrets: Send + Sync {
    /// The secret of this name; `None` when there is none.
    ///
    /// # Errors
    /// [`SecretsUnavailable`] when the place can't be reached; the secret may exist.
    fn get(&self, name: &str) -> Result<Option<String>, SecretsUnavailable>;

    /// Keeps a secret, replacing one of the same name.
    ///
    /// # Errors
    /// [`SecretsUnavailable`] when it could not be kept.
    fn set(&self, name: &str, secret: &str) -> Result<(), SecretsUnavailable>;

    /// Forgets a secret; one that is not there is forgotten already.
    ///
    /// # Errors
    /// [`SecretsUnavailable`] when it may still be there.
    fn forget(&self, name: &str) -> Result<(), SecretsUnavailable>;
}

/// Secrets that end with the process.
#[derive(Default)]
pub struct MemorySecrets(Mutex<BTreeMap<String, String>>);

impl Secrets for MemorySecrets {
    fn get(&self, name: &str) -> Result<Option<String>, SecretsUnavailable> {
        Ok(self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
            .cloned())
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), SecretsUnavailable> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(name.to_owned(), secret.to_owned());
        Ok(())
    }

    fn forget(&self, name: &str) -> Result<(), SecretsUnavailable> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(name);
        Ok(())
    }
}
