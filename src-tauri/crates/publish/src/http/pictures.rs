//! Pictures of a site's articles, read as any reader gets them: from the site and from hosts below its name, nowhere else.

use ureq::http::header::CONTENT_TYPE;
use url::Url;

use super::address::sent_on;
use super::{Http, READER_REDIRECTS, is_elsewhere, is_loopback, read};
use crate::PublishError;

/// The largest picture that is read, in bytes.
const PICTURE_LIMIT: u64 = 40 * 1_000_000;

impl Http {
    /// A picture that the page at `page` names by this address: no credential goes with it, and what
    /// is answered is a picture only if it says so.
    pub(crate) fn read_picture(&self, page: &str, address: &str) -> Result<Vec<u8>, PublishError> {
        let bad = |address: &str| PublishError::BadAddress(format!("not of the site: {address}"));
        let there = Url::parse(page).and_then(|page| page.join(address));
        let mut there = self.of_the_site(there.map_err(|_| bad(address))?)?;
        for _ in 0..=READER_REDIRECTS {
            let asked = self.agent.get(there.as_str()).header("accept", "image/*");
            let answer = read(asked.call(), PICTURE_LIMIT)
                .map_err(|error| self.credential.hide_in_error(error, None))?;
            if is_elsewhere(&answer) {
                let next = sent_on(there.as_str(), &answer)?;
                there = self.of_the_site(Url::parse(&next).map_err(|_| bad(&next))?)?;
                continue;
            }
            let answer = answer.accepted()?;
            let is_picture = answer.header(CONTENT_TYPE.as_str()).is_none_or(|said| {
                said.starts_with("image/") || said.starts_with("application/octet")
            });
            return match is_picture {
                true => Ok(answer.body),
                false => Err(PublishError::NotUnderstood(format!(
                    "no picture at {there}"
                ))),
            };
        }
        let said = format!("sent on more than {READER_REDIRECTS} times");
        Err(PublishError::NotUnderstood(said))
    }

    /// The address as it may be asked: on the site's host, with or without `www.`, or below it; for a
    /// site on this machine, anywhere on it. By `https`, where the site has it.
    fn of_the_site(&self, mut address: Url) -> Result<Url, PublishError> {
        let refused = || PublishError::BadAddress(format!("not of the site: {address}"));
        let base = Url::parse(self.base()).map_err(|_| refused())?;
        let (own, there) = (host(&base), host(&address));
        let is_web = matches!(address.scheme(), "http" | "https");
        let is_plain = address.username().is_empty() && address.password().is_none();
        let is_own = own == there
            || there
                .strip_suffix(&own)
                .is_some_and(|below| below.ends_with('.') && is_name(&base))
            || (is_loopback(&own) && is_loopback(&there));
        if !is_web || !is_plain || !is_own || own.is_empty() {
            return Err(refused());
        }
        if base.scheme() == "https"
            && address.scheme() == "http"
            && address.set_scheme("https").is_err()
        {
            return Err(PublishError::BadAddress(address.to_string()));
        }
        Ok(address)
    }
}

/// The host of an address, without `www.`.
fn host(address: &Url) -> String {
    let host = address.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Whether the host is a name, which others can be below.
fn is_name(address: &Url) -> bool {
    matches!(address.host(), Some(url::Host::Domain(name)) if name.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Patience;
    use crate::http::Credential;

    #[track_caller]
    fn asked(base: &str, address: &str) -> Option<String> {
        let http = Http::new(base, Credential::none(), Patience::default()).unwrap();
        let page = Url::parse(&format!("{base}/2026/le-pont/")).unwrap();
        let there = http.of_the_site(page.join(address).unwrap());
        there.ok().map(String::from)
    }

    #[test]
    fn pictures_come_from_the_site_and_from_below_its_name() {
        let base = "https://www.a.example";
        for (address, expect) in [
            ("/b.jpg", "https://www.a.example/b.jpg"),
            ("b.jpg", "https://www.a.example/2026/le-pont/b.jpg"),
            ("http://a.example/b.jpg", "https://a.example/b.jpg"),
            ("//img.a.example/b.jpg", "https://img.a.example/b.jpg"),
        ] {
            assert_eq!(asked(base, address).as_deref(), Some(expect), "{address}");
        }
        for elsewhere in [
            "https://b.example/b.jpg",
            "https://ba.example/b.jpg",
            "https://a.example.b.example/b.jpg",
            "http://127.0.0.1/b.jpg",
            "https://u:p@a.example/b.jpg",
            "data:image/png;base64,AAAA",
            "file:///etc/passwd",
        ] {
            assert_eq!(asked(base, elsewhere), None, "{elsewhere}");
        }
        assert_eq!(
            asked("https://1.2.3.4", "https://5.1.2.3.4.example/b.jpg"),
            None
        );
        let here = asked("http://127.0.0.1:4747", "http://localhost:1/b.jpg");
        assert_eq!(here.as_deref(), Some("http://localhost:1/b.jpg"));
    }
}
