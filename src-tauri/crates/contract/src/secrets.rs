//! How credentials are kept, and the passphrases on their way to the core. None is ever on its way back.

use newsroom as own;
use newsroom::Passphrase;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the sealed file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Sealing {
    /// There is none: no passphrase was chosen yet.
    None,
    /// It waits for its passphrase.
    Locked,
    /// Its secrets can be used.
    Open,
    /// It is not as it was written.
    Damaged,
}

/// How credentials are kept now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Safekeeping {
    /// Whether the system's keychain answers: then new ones go there.
    pub keychain: bool,
    /// The sealed file, which takes them where there is no keychain.
    pub sealed: Sealing,
    /// The fewest characters of a passphrase that is chosen.
    pub least_characters: u32,
}

/// Another passphrase takes the place of the present one. No `Debug`: it is shown by nothing.
#[derive(Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PassphraseChange {
    /// The present one.
    pub current: String,
    /// The one to come.
    pub next: String,
}

impl From<own::Safekeeping> for Safekeeping {
    fn from(standing: own::Safekeeping) -> Self {
        Self {
            keychain: standing.keychain,
            sealed: match standing.sealed {
                own::Sealing::None => Sealing::None,
                own::Sealing::Locked => Sealing::Locked,
                own::Sealing::Open => Sealing::Open,
                own::Sealing::Damaged => Sealing::Damaged,
            },
            least_characters: u32::try_from(Passphrase::LEAST).unwrap_or(u32::MAX),
        }
    }
}
