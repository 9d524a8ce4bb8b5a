//! An account's credential: shown to its site in one header, hidden in whatever comes back. Knows no request.

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use ureq::http::HeaderMap;
use ureq::http::header::HeaderValue;

use super::answer::Answer;
use crate::PublishError;

/// What stands where a secret stood.
const HIDDEN: &[u8] = b"********";
/// A shorter secret hides nothing: it would be found in words that have nothing to do with it.
const SHORTEST: usize = 6;

/// An account's credential.
pub(crate) struct Credential {
    shown: Shown,
    /// How its secret may come back: as it is, as in an address, as in JSON.
    hidden: Vec<String>,
}

/// How a credential is shown to its site.
enum Shown {
    Nothing,
    Always(String),
    /// Made for each request, as a signature with a date is.
    Anew(Box<dyn Fn() -> String + Send + Sync>),
}

impl Credential {
    /// None: anybody's request.
    pub(crate) fn none() -> Self {
        Self {
            shown: Shown::Nothing,
            hidden: Vec::new(),
        }
    }

    /// A bearer's token.
    pub(crate) fn bearer(token: &str) -> Self {
        let token = token.trim();
        Self {
            shown: Shown::Always(format!("Bearer {token}")),
            hidden: forms(token),
        }
    }

    /// A login and its password.
    pub(crate) fn basic(login: &str, password: &str) -> Self {
        let pair = BASE64.encode(format!("{login}:{password}"));
        let hidden = [forms(password), forms(&pair)].concat();
        Self {
            shown: Shown::Always(format!("Basic {pair}")),
            hidden,
        }
    }

    /// A header that is made for each request under a secret, which never leaves the machine.
    pub(crate) fn signed(
        secret: &str,
        header: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        Self {
            shown: Shown::Anew(Box::new(header)),
            hidden: forms(secret),
        }
    }

    /// The value of `Authorization`, to be sent to its site and nowhere else.
    pub(super) fn header(&self) -> Option<String> {
        match &self.shown {
            Shown::Nothing => None,
            Shown::Always(header) => Some(header.clone()),
            Shown::Anew(make) => Some(make()),
        }
    }

    /// The answer without the secret and what was shown of it, wherever a site may have put it.
    pub(super) fn hide_in(&self, answer: Answer, shown: Option<&str>) -> Answer {
        Answer {
            status: answer.status,
            headers: self.hide_in_headers(answer.headers, shown),
            body: self.hide(answer.body, shown),
        }
    }

    /// The error without the secret and what was shown of it.
    pub(super) fn hide_in_error(&self, error: PublishError, shown: Option<&str>) -> PublishError {
        let hide = |said: String| self.hide(said.into_bytes(), shown);
        error.reworded(|said| String::from_utf8_lossy(&hide(said)).into_owned())
    }

    fn hide_in_headers(&self, mut headers: HeaderMap, shown: Option<&str>) -> HeaderMap {
        for value in headers.values_mut() {
            let hidden = self.hide(value.as_bytes().to_vec(), shown);
            if hidden != value.as_bytes() {
                *value = HeaderValue::from_bytes(&hidden)
                    .unwrap_or_else(|_| HeaderValue::from_static("hidden"));
            }
        }
        headers
    }

    fn hide(&self, text: Vec<u8>, shown: Option<&str>) -> Vec<u8> {
        let made = match self.shown {
            // It is good for a while yet.
            Shown::Anew(_) => shown.and_then(|header| header.rsplit(' ').next()),
            Shown::Nothing | Shown::Always(_) => None,
        };
        let hidden = self.hidden.iter().map(String::as_str).chain(made);
        hidden.fold(text, |text, form| without(text, form.as_bytes()))
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

/// The forms in which a secret may come back.
fn forms(secret: &str) -> Vec<String> {
    if secret.len() < SHORTEST {
        return Vec::new();
    }
    let mut forms = vec![
        secret.to_owned(),
        in_address(secret),
        secret.replace('/', "\\/"),
    ];
    forms.dedup();
    forms
}

/// As it stands in an address: what is no letter, digit, `-`, `.`, `_` or `~` as `%2F`.
pub(crate) fn in_address(text: &str) -> String {
    let one = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_shown_of_a_secret_is_hidden_with_it() {
        let shown = "Ghost eyJhbGciOi.eyJpYXQi.c2lnbmVk";
        let credential = Credential::signed("0123456789abcdef", || shown.to_owned());
        let said = format!("no good: {shown} (0123456789ABCDEF)");
        let error = PublishError::Fault(said);
        let hidden = credential.hide_in_error(error, credential.header().as_deref());
        let told = "no good: Ghost ******** (********)".to_owned();
        assert_eq!(hidden, PublishError::Fault(told));
    }
}
