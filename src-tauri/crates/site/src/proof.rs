//! How a site shows that it is the one of a folder: it answers with what only who can read that folder can know. It knows no request.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{SiteError, secret};

/// The key's file in a site's folder, readable by its owner only.
const FILE: &str = "proof.key";
/// The key's length, in bytes.
const KEY: usize = 32;

/// Whether `proof` is the answer of the site in this folder, listening at this address, to this
/// nonce. To be asked before a token is shown to whoever listens there.
///
/// # Errors
/// [`SiteError::Folder`] when the site's key can't be read; [`SiteError::Randomness`].
pub fn proves(data: &Path, url: &str, nonce: &str, proof: &str) -> Result<bool, SiteError> {
    let Some(shown) = bytes_of(proof) else {
        return Ok(false);
    };
    Ok(mac(data, url, nonce)?.verify_slice(&shown).is_ok())
}

/// The answer to a nonce, in hexadecimal digits. The address is part of it, so that nobody at
/// another one can pass the question on and the answer off as his own.
pub(crate) fn answer(data: &Path, url: &str, nonce: &str) -> Result<String, SiteError> {
    let whole = mac(data, url, nonce)?.finalize().into_bytes();
    Ok(secret::hexadecimal(&whole))
}

fn mac(data: &Path, url: &str, nonce: &str) -> Result<Hmac<Sha256>, SiteError> {
    let key = key(data).map_err(SiteError::Folder)?;
    // HMAC takes a key of any length.
    let mut mac =
        Hmac::<Sha256>::new_from_slice(&key).map_err(|e| SiteError::Folder(io::Error::other(e)))?;
    mac.update(format!("marbre site proof 1\n{url}\n{nonce}").as_bytes());
    Ok(mac)
}

/// The folder's key; made when there is none. It is read each time, so that two who make it at the
/// same moment agree on what is there in the end.
fn key(data: &Path) -> io::Result<[u8; KEY]> {
    let path = data.join(FILE);
    if let Some(key) = read(&path)? {
        return Ok(key);
    }
    fs::create_dir_all(data)?;
    let mut key = [0_u8; KEY];
    getrandom::fill(&mut key).map_err(io::Error::other)?;
    let name = secret::fresh_id().map_err(io::Error::other)?;
    let part = data.join(format!("{FILE}.{name}.part"));
    let kept = write_private(&part, &key).and_then(|()| fs::rename(&part, &path));
    if kept.is_err() {
        // What is left of it is in the way of nothing; the first error is the one to tell.
        let _ = fs::remove_file(&part);
    }
    kept?;
    read(&path)?.ok_or_else(|| io::Error::other("the key is gone"))
}

/// `None` when there is no key, or half of one.
fn read(path: &Path) -> io::Result<Option<[u8; KEY]>> {
    match fs::read(path) {
        Ok(bytes) => Ok(bytes.try_into().ok()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut making = OpenOptions::new();
    making.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut making, 0o600);
    let mut file = making.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn bytes_of(hexadecimal: &str) -> Option<Vec<u8>> {
    let digits = hexadecimal.as_bytes();
    let pair = |pair: &[u8]| {
        let text = std::str::from_utf8(pair).ok()?;
        let tidy = text.len() == 2 && text.bytes().all(|b| b.is_ascii_hexdigit());
        tidy.then(|| u8::from_str_radix(text, 16).ok()).flatten()
    };
    digits.chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "http://127.0.0.1:4747";

    #[test]
    fn only_the_folder_s_own_answer_to_this_question_at_this_address_proves() {
        let ours = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        let said = answer(ours.path(), URL, "nonce").unwrap();
        let check =
            |folder: &Path, url, nonce, proof: &str| proves(folder, url, nonce, proof).unwrap();
        assert!(check(ours.path(), URL, "nonce", &said));
        assert!(!check(other.path(), URL, "nonce", &said));
        assert!(!check(ours.path(), "http://127.0.0.1:1", "nonce", &said));
        assert!(!check(ours.path(), URL, "another", &said));
        for bad in [
            "",
            "00",
            "zz",
            "é",
            &said[1..],
            &said[..62],
            &format!("{said}00"),
        ] {
            assert!(!check(ours.path(), URL, "nonce", bad), "{bad}");
        }
    }

    #[test]
    fn half_a_key_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), b"half").unwrap();
        let said = answer(folder.path(), URL, "nonce").unwrap();
        assert!(proves(folder.path(), URL, "nonce", &said).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn the_key_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        answer(folder.path(), URL, "nonce").unwrap();
        let mode = fs::metadata(folder.path().join(FILE))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
