//! Pictures of a site's articles, read as any reader gets them: to be kept, from the site and from hosts below its name,
//! nowhere else; to be looked at, from wherever its pages name them, but from nothing nearer than the site.

use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::header::CONTENT_TYPE;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use super::address::sent_on;
use super::{
    Answer, Http, READER_REDIRECTS, check_address, config, is_elsewhere, is_loopback, read,
};
use crate::discovery::{Reach, secured};
use crate::{Patience, PublishError, Viewing};

/// The largest picture that is read, in bytes.
const PICTURE_LIMIT: u64 = 40 * 1_000_000;

impl Http {
    /// A picture that the page at `page` names by this address: no credential goes with it, and what
    /// is answered is a picture only if it says so.
    pub(crate) fn read_picture(&self, page: &str, address: &str) -> Result<Vec<u8>, PublishError> {
        followed(page, address, |there| {
            let there = self.of_the_site(there)?;
            let answer = self.answer(&self.agent, &there, None)?;
            Ok((there, answer))
        })
    }

    /// The same within so much time, as a reader's browser loads it: a site may leave its pictures to somebody else.
    pub(crate) fn read_served_picture(
        &self,
        viewing: &Viewing<'_>,
    ) -> Result<Vec<u8>, PublishError> {
        let within = viewing.within;
        let deadline = Instant::now() + within;
        let bad = |_| PublishError::BadAddress(self.base().to_owned());
        let reach = Reach::of(&Url::parse(self.base()).map_err(bad)?);
        followed(viewing.page, viewing.address, |there| {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(PublishError::NoAnswer(format!("not within {within:?}")));
            }
            if let Ok(own) = self.of_the_site(there.clone()) {
                let answer = self.answer(&self.agent, &own, Some(left))?;
                return Ok((own, answer));
            }
            let there = secured(there);
            let on_this_machine = check_address(there.as_str())?;
            reach.check(&there)?;
            let patience = Patience {
                connect: left,
                answer: left,
                whole: left,
            };
            let config = config(patience, on_this_machine);
            let agent = Agent::with_parts(config, DefaultConnector::default(), reach.clone());
            let answer = self.answer(&agent, &there, Some(left))?;
            Ok((there, answer))
        })
    }

    fn answer(
        &self,
        agent: &Agent,
        there: &Url,
        within: Option<Duration>,
    ) -> Result<Answer, PublishError> {
        let mut asked = agent.get(there.as_str()).header("accept", "image/*");
        if within.is_some() {
            asked = asked.config().timeout_global(within).build();
        }
        read(asked.call(), PICTURE_LIMIT)
            .map_err(|error| self.credential.hide_in_error(error, None))
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

/// The picture at an address, as far as readers are sent on to it.
fn followed(
    page: &str,
    address: &str,
    get: impl Fn(Url) -> Result<(Url, Answer), PublishError>,
) -> Result<Vec<u8>, PublishError> {
    let bad = |address: &str| PublishError::BadAddress(format!("no address: {address}"));
    let there = Url::parse(page).and_then(|page| page.join(address));
    let mut there = there.map_err(|_| bad(address))?;
    for _ in 0..=READER_REDIRECTS {
        let (asked, answer) = get(there)?;
        if is_elsewhere(&answer) {
            let next = sent_on(asked.as_str(), &answer)?;
            there = Url::parse(&next).map_err(|_| bad(&next))?;
            continue;
        }
        let answer = answer.accepted()?;
        let is_picture = answer
            .header(CONTENT_TYPE.as_str())
            .is_none_or(|said| said.starts_with("image/") || said.starts_with("application/octet"));
        return match is_picture {
            true => Ok(answer.body),
            false => Err(PublishError::NotUnderstood(format!(
                "no picture at {asked}"
            ))),
        };
    }
    let said = format!("sent on more than {READER_REDIRECTS} times");
    Err(PublishError::NotUnderstood(said))
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
    use crate::canned::{Canned, http};
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

    #[test]
    fn readers_are_served_pictures_from_wherever_the_page_names_them() {
        let cdn = Canned::new(|_, asked| match asked.path.as_str() {
            "/a.jpg" => http(200, "content-type: image/jpeg\r\n", "picture"),
            "/text.jpg" => http(200, "content-type: text/html\r\n", "<p>no</p>"),
            _ => http(404, "", ""),
        });
        let there = cdn.url();
        let site = Canned::new(move |own, asked| match asked.path.as_str() {
            "/own.jpg" => http(200, "content-type: image/jpeg\r\n", "own"),
            "/sent-on.jpg" => http(302, &format!("location: {there}/a.jpg\r\n"), ""),
            _ => http(302, &format!("location: {own}{}\r\n", asked.path), ""),
        });
        let http = Http::new(&site.url(), Credential::none(), Patience::default()).unwrap();
        let page = format!("{}/2026/le-pont/", site.url());
        let within = |seconds: u64, address: &str| {
            http.read_served_picture(&Viewing {
                page: &page,
                remote_id: "",
                address,
                within: Duration::from_secs(seconds),
            })
        };
        let served =
            |address: &str| within(60, address).map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(served("/own.jpg").unwrap(), "own");
        assert_eq!(served("/sent-on.jpg").unwrap(), "picture");
        assert_eq!(served(&format!("{}/a.jpg", cdn.url())).unwrap(), "picture");
        for (address, expect) in [
            (format!("{}/none.jpg", cdn.url()), "NotFound"),
            (format!("{}/text.jpg", cdn.url()), "NotUnderstood"),
            ("/round.jpg".to_owned(), "NotUnderstood"),
            ("data:image/png;base64,AAAA".to_owned(), "BadAddress"),
            ("http://192.168.1.1/a.jpg".to_owned(), "NoAnswer"),
        ] {
            let error = match address.contains("192") {
                // Nobody is asked when there is no time left.
                true => within(0, &address),
                false => served(&address).map(String::into_bytes),
            };
            let said = format!("{:?}", error.unwrap_err());
            assert!(said.starts_with(expect), "{address}: {said}");
        }
        assert!(
            cdn.requests()
                .iter()
                .all(|asked| asked.header("authorization").is_none())
        );
    }
}
