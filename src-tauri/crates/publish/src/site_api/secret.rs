//! The account's token: shown to its site in one header, hidden in whatever comes back. Knows no request.

use ureq::http::HeaderMap;
use ureq::http::header::HeaderValue;

use super::answer::Answer;
use crate::PublishError;

/// What stands where the token stood.
const HIDDEN: &[u8] = b"********";
/// A shorter token hides nothing: it would be found in words that have nothing to do with it.
const SHORTEST: usize = 6;

/// A token.
pub(super) struct Secret {
    token: String,
    /// How the token may come back: as it is, as in an address, as in JSON.
    forms: Vec<String>,
}

impl Secret {
    pub(super) fn new(token: &str) -> Self {
        let token = token.trim();
        let mut forms = vec![
            token.to_owned(),
            in_address(token),
            token.replace('/', "\\/"),
        ];
        forms.dedup();
        if token.len() < SHORTEST {
            forms.clear();
        }
        Self {
            token: token.to_owned(),
            forms,
        }
    }

    /// The token, to be sent to its site and nowhere else.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// The answer without the token, wherever a site may have put it.
    pub(super) fn hide_in(&self, answer: Answer) -> Answer {
        Answer {
            status: answer.status,
            headers: self.hide_in_headers(answer.headers),
            body: self.hide(answer.body),
        }
    }

    /// The error without the token.
    pub(super) fn hide_in_error(&self, error: PublishError) -> PublishError {
        error.reworded(|said| String::from_utf8_lossy(&self.hide(said.into_bytes())).into_owned())
    }

    fn hide_in_headers(&self, mut headers: HeaderMap) -> HeaderMap {
        for value in headers.values_mut() {
            let hidden = self.hide(value.as_bytes().to_vec());
            if hidden != value.as_bytes() {
                *value = HeaderValue::from_bytes(&hidden)
                    .unwrap_or_else(|_| HeaderValue::from_static("hidden"));
            }
        }
        headers
    }

    fn hide(&self, text: Vec<u8>) -> Vec<u8> {
        self.forms
            .iter()
            .fold(text, |text, form| without(text, form.as_bytes()))
    }
}

/// Each place of `hidden`, in whatever case, replaced.
fn without(text: Vec<u8>, hidden: &[u8]) -> Vec<u8> {
    let is_at = |at: usize| {
        text.get(at..at + hidden.len())
            .is_some_and(|part| part.eq_ignore_ascii_case(hidden))
    };
    if !(0..text.len()).any(is_at) {
        return text;
    }
    let mut left = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        if is_at(at) {
            left.extend_from_slice(HIDDEN);
            at += hidden.len();
        } else {
            left.push(text[at]);
            at += 1;
        }
    }
    left
}

/// As it stands in an address: what is no letter, digit, `-`, `.`, `_` or `~` as `%2F`.
fn in_address(token: &str) -> String {
    let one = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    token.bytes().map(one).collect()
}
