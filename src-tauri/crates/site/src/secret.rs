//! Randomness and tokens: made here, kept only as hashes. It knows no request.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::SiteError;
use crate::database::Database;

/// Makes a token that may write to the site in this folder, and returns it: it is kept nowhere
/// else. A token of the same name that was made before no longer holds. The site may be running.
///
/// # Errors
/// Any [`SiteError`] of folder, database or randomness.
pub fn mint_token(data: &Path, name: &str) -> Result<String, SiteError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| SiteError::Randomness(e.to_string()))?;
    let token = format!("marbre_{}", hexadecimal(&bytes));
    Database::open(data)?.keep_token(name, &hash(token.as_bytes()))?;
    Ok(token)
}

/// A fresh UUID, version 4.
pub(crate) fn fresh_id() -> Result<String, SiteError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|e| SiteError::Randomness(e.to_string()))?;
    Ok(uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .to_string())
}

/// SHA-256 in lower-case hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            // Writing to a String can't fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}
