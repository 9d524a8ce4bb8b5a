//! A keychain that comes and goes, as that of a machine with a desktop one day and without the next.

use std::sync::atomic::{AtomicBool, Ordering};

use newsroom::{MemorySecrets, Secrets, SecretsUnavailable};

/// Keeps secrets, and answers only while it is there; it is not there at first.
#[derive(Default)]
pub struct FickleKeychain {
    there: AtomicBool,
    kept: MemorySecrets,
}

impl FickleKeychain {
    /// It comes, or goes.
    pub fn set_there(&self, there: bool) {
        self.there.store(there, Ordering::SeqCst);
    }

    fn answer(&self) -> Result<&MemorySecrets, SecretsUnavailable> {
        let there = self.there.load(Ordering::SeqCst);
        let absent = || SecretsUnavailable("no keychain answers".to_owned());
        there.then_some(&self.kept).ok_or_else(absent)
    }
}

impl Secrets for FickleKeychain {
    fn get(&self, name: &str) -> Result<Option<String>, SecretsUnavailable> {
        self.answer()?.get(name)
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), SecretsUnavailable> {
        self.answer()?.set(name, secret)
    }

    fn forget(&self, name: &str) -> Result<(), SecretsUnavailable> {
        self.answer()?.forget(name)
    }
}
