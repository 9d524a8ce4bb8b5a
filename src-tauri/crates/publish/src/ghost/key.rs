//! An Admin API key, and the tokens that are signed with it; knows no request.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use domain::Timestamp;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::PublishError;

/// How long a token is good, in seconds. Ghost takes none that is older than five minutes.
const LIFE: i64 = 300;
/// A shorter secret is none.
const SHORTEST: usize = 16;

/// A key as Ghost shows it to its owner: `id:secret`, the secret in hexadecimal digits.
pub(super) struct AdminKey {
    id: String,
    /// As the owner knows it.
    pub(super) secret: String,
    hmac: Hmac<Sha256>,
}

impl AdminKey {
    /// Takes a key as it was pasted.
    pub(super) fn parse(key: &str) -> Result<Self, PublishError> {
        // What was pasted is not repeated: it may be half a secret.
        let bad = || PublishError::Credential("not an Admin API key (id:secret)".to_owned());
        let (id, secret) = key.trim().split_once(':').ok_or_else(bad)?;
        let bytes = bytes_of(secret).filter(|bytes| bytes.len() >= SHORTEST);
        let tidy = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric());
        let hmac = Hmac::new_from_slice(&bytes.filter(|_| tidy).ok_or_else(bad)?);
        Ok(Self {
            id: id.to_owned(),
            secret: secret.to_owned(),
            hmac: hmac.map_err(|_| bad())?,
        })
    }

    /// A token for a request at this second.
    pub(super) fn token(&self, second: i64) -> String {
        let end = second.saturating_add(LIFE);
        let head = format!(r#"{{"alg":"HS256","typ":"JWT","kid":"{}"}}"#, self.id);
        let claims = format!(r#"{{"iat":{second},"exp":{end},"aud":"/admin/"}}"#);
        let signed = format!("{}.{}", BASE64.encode(head), BASE64.encode(claims));
        let mut mac = self.hmac.clone();
        mac.update(signed.as_bytes());
        format!("{signed}.{}", BASE64.encode(mac.finalize().into_bytes()))
    }
}

fn bytes_of(hexadecimal: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = hexadecimal.as_bytes().chunks(2).map(|pair| match *pair {
        [high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
        _ => None,
    });
    pairs.collect()
}

/// The site's time: ours, corrected by what the site last said of its own.
#[derive(Clone)]
pub(super) struct SiteClock {
    ours: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// By how many seconds the site's is ahead.
    ahead: Arc<AtomicI64>,
}

impl SiteClock {
    pub(super) fn new(ours: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            ours: Arc::new(ours),
            ahead: Arc::default(),
        }
    }

    /// The second that it is on the site.
    pub(super) fn second(&self) -> i64 {
        let ahead = self.ahead.load(Ordering::Relaxed);
        (self.ours)().as_second().saturating_add(ahead)
    }

    /// The moment that it is on the site.
    pub(super) fn now(&self) -> Timestamp {
        Timestamp::from_second(self.second()).unwrap_or_else(|_| (self.ours)())
    }

    /// Takes the site's own word for its time; whether that makes a difference to a token.
    pub(super) fn learn(&self, there: Timestamp) -> bool {
        /// The steps of the header that says it, and the way it came.
        const NOISE: u64 = 2;
        let ahead = there.as_second().saturating_sub((self.ours)().as_second());
        let before = self.ahead.swap(ahead, Ordering::Relaxed);
        ahead.abs_diff(before) > NOISE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "6489c6f1d8e2a10001a2b3c4:\
                       000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn a_token_is_what_others_make_of_the_same_key() {
        let token = AdminKey::parse(KEY).unwrap().token(1_700_000_000);
        assert_eq!(
            token,
            concat!(
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjY0ODljNmYxZDhlMmExMDAwMWEy",
                "YjNjNCJ9.eyJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDMwMCwiYXVkIjoiL2FkbWl",
                "uLyJ9.3YlLfLrpNILLUJpSJFdFStNxIMCV7VSY2UTmp9y9vSk",
            )
        );
    }

    #[test]
    fn what_is_no_key_is_not_repeated() {
        for bad in [
            "",
            "abc",
            "6489c6f1d8e2a10001a2b3c4:",
            "6489c6f1d8e2a10001a2b3c4:00010203",
            "6489c6f1d8e2a10001a2b3c4:zz0102030405060708090a0b0c0d0e0f",
            "6489c6f1d8e2a10001a2b3c4:0001020304050607\u{e9}08090a0b0c0d0e0f",
            ":000102030405060708090a0b0c0d0e0f",
            "a b:000102030405060708090a0b0c0d0e0f",
            "6489c6f1d8e2a10001a2b3c4:000102030405060708090a0b0c0d0e0f0",
        ] {
            let Err(PublishError::Credential(said)) = AdminKey::parse(bad) else {
                panic!("{bad:?}");
            };
            assert!(!said.contains("0102"), "{said}");
        }
        assert!(AdminKey::parse(&format!("  {KEY}\n")).is_ok());
    }

    #[test]
    fn the_site_s_own_time_is_learnt_once() {
        let clock = SiteClock::new(|| Timestamp::from_second(1000).unwrap());
        assert!(!clock.learn(Timestamp::from_second(1001).unwrap()));
        assert!(clock.learn(Timestamp::from_second(5000).unwrap()));
        assert!(!clock.learn(Timestamp::from_second(5001).unwrap()));
        assert_eq!(clock.second(), 5001);
    }
}
