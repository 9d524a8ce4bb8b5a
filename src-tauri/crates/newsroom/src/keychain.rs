//! Secrets in the system's keychain; knows names and secrets, no site.

use keyring::Entry;
use keyring::Error;

use crate::{Secrets, SecretsUnavailable};

/// The service under which the keychain shows our secrets.
const SERVICE: &str = "Marbre";

/// The system's keychain. Where there is none (no desktop session), every call says so.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeychainSecrets;

impl Secrets for KeychainSecrets {
    fn get(&self, name: &str) -> Result<Option<String>, SecretsUnavailable> {
        match entry(name)?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(unavailable(&error)),
        }
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), SecretsUnavailable> {
        entry(name)?
            .set_password(secret)
            .map_err(|e| unavailable(&e))
    }

    fn forget(&self, name: &str) -> Result<(), SecretsUnavailable> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(unavailable(&error)),
        }
    }
}

fn entry(name: &str) -> Result<Entry, SecretsUnavailable> {
    Entry::new(SERVICE, name).map_err(|e| unavailable(&e))
}

/// Its text never holds the secret: `keyring` puts only names and the system's words into errors.
fn unavailable(error: &Error) -> SecretsUnavailable {
    SecretsUnavailable(error.to_string())
}
