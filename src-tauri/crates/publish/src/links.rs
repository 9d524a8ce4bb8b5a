//! One request to whatever a link of a text leads to: who answers, and with what. Follows nothing, repeats nothing, remembers nothing.

use std::io::{ErrorKind, Read as _};
use std::net::IpAddr;
use std::time::Duration;

use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error};
use url::Url;

use crate::discovery::{Outside, TooNear};
use crate::http::{Answer, NO_SUCH_HOST, before_an_answer, config, is_elsewhere};
use crate::{Patience, PublishError};

/// How much of a page is read, in bytes.
pub const PAGE_LIMIT: u64 = 512 * 1024;
/// What is asked for.
const PAGES: &str = "text/html, */*;q=0.5";

/// How something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Whether it is there.
    Head,
    /// It, if it is a page: the beginning of it, [`PAGE_LIMIT`] bytes at the most.
    Get,
}

/// What somebody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The status.
    pub status: u16,
    /// Where a redirect leads; `None` also where that is no address.
    pub leads_to: Option<Url>,
    /// How long he asks us to wait.
    pub retry_after: Option<Duration>,
    /// Whether it is HTML.
    pub is_page: bool,
    /// The page, perhaps cut; `None` when it was not asked for, is no page, or broke off.
    pub page: Option<Vec<u8>>,
}

/// Why nobody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// He is on this machine or in its network, and was not asked.
    TooNear,
    /// No name server knows the host, or none answers.
    NoSuchHost,
    /// Nobody took up the connection, or there is no network.
    NoConnection,
    /// No secure connection could be made: a certificate that is not valid, or nothing agreed upon.
    Insecure,
    /// Nothing came in time, nothing that could be read, or the connection was closed.
    Silent,
}

/// Asks for what is at an address, without saying who asks or where the link stands; `near` are the hosts of this machine
/// or its network that may be asked. Finding him and connecting take a third
/// of `within` each, at the most.
///
/// # Errors
/// [`Unheard`].
pub fn ask(
    address: &Url,
    manner: Manner,
    within: Duration,
    near: &[IpAddr],
) -> Result<Heard, Unheard> {
    let outside = Outside::but(near);
    outside.check(address).map_err(|_| Unheard::TooNear)?;
    let patience = Patience {
        connect: within / 3,
        answer: within,
        whole: within,
    };
    let config = config(patience, outside.is_excepted(address));
    let agent = Agent::with_parts(config, DefaultConnector::default(), outside);
    let asked = match manner {
        Manner::Head => agent.head(address.as_str()),
        Manner::Get => agent.get(address.as_str()),
    };
    let (head, body) = asked
        .header("accept", PAGES)
        .call()
        .map_err(unheard)?
        .into_parts();
    let answer = Answer {
        status: head.status.as_u16(),
        headers: head.headers,
        body: Vec::new(),
    };
    let is_page = is_page(&answer);
    let is_wanted = manner == Manner::Get && is_page && answer.is_accepted();
    Ok(Heard {
        status: answer.status,
        leads_to: is_elsewhere(&answer)
            .then(|| leads_to(address, &answer))
            .flatten(),
        retry_after: answer.retry_after(),
        is_page,
        page: is_wanted.then(|| begun(body)).flatten(),
    })
}

/// The beginning of a page.
fn begun(body: ureq::Body) -> Option<Vec<u8>> {
    let mut page = Vec::new();
    let read = body.into_reader().take(PAGE_LIMIT).read_to_end(&mut page);
    read.is_ok().then_some(page)
}

fn is_page(answer: &Answer) -> bool {
    let said = answer.header("content-type").unwrap_or_default();
    let kind = said.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"]
        .iter()
        .any(|page| kind.eq_ignore_ascii_case(page))
}

fn leads_to(address: &Url, answer: &Answer) -> Option<Url> {
    let said = answer.headers.get("location")?;
    address
        .join(&String::from_utf8_lossy(said.as_bytes()))
        .ok()
        .filter(|there| matches!(there.scheme(), "http" | "https") && there.has_host())
}

fn unheard(error: Error) -> Unheard {
    match error {
        Error::Other(why) if why.is::<TooNear>() => Unheard::TooNear,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => Unheard::Insecure,
        // What rustls does not accept comes wrapped.
        Error::Io(io) if io.kind() == ErrorKind::InvalidData => Unheard::Insecure,
        Error::HostNotFound => Unheard::NoSuchHost,
        Error::Io(io) if io.to_string().starts_with(NO_SUCH_HOST) => Unheard::NoSuchHost,
        other => match before_an_answer(other) {
            PublishError::Unreachable(_) => Unheard::NoConnection,
            _ => Unheard::Silent,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canned::{Canned, http};

    const HERE: [IpAddr; 1] = [IpAddr::V4(std::net::Ipv4Addr::LOCALHOST)];
    const WITHIN: Duration = Duration::from_secs(20);

    fn asked(address: &str, manner: Manner) -> Result<Heard, Unheard> {
        ask(&Url::parse(address).unwrap(), manner, WITHIN, &HERE)
    }

    #[test]
    fn what_is_asked_says_nothing_of_who_asks() {
        let site = Canned::new(|_, _| http(200, "content-type: text/html\r\n", "<p>a</p>"));
        let heard = asked(&format!("{}/b?c", site.url()), Manner::Get).unwrap();
        assert_eq!(heard.page.as_deref(), Some(b"<p>a</p>".as_slice()));
        let request = &site.requests()[0];
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("GET", "/b?c")
        );
        assert!(request.header("user-agent").unwrap().starts_with("Marbre/"));
        for kept in ["cookie", "authorization", "referer", "from"] {
            assert_eq!(request.header(kept), None, "{kept}");
        }
    }

    #[test]
    fn a_page_is_read_up_to_its_limit_and_nothing_else_is_read() {
        let site = Canned::new(|_, asked| match asked.path.as_str() {
            "/long" => http(
                200,
                "content-type: Text/HTML; charset=utf-8\r\n",
                &"a".repeat(2_000_000),
            ),
            "/lost" => http(404, "content-type: text/html\r\n", "<p>no</p>"),
            _ => http(200, "content-type: application/pdf\r\n", "%PDF"),
        });
        let page = |path: &str| {
            let heard = asked(&format!("{}{path}", site.url()), Manner::Get);
            heard.unwrap().page.map(|page| page.len() as u64)
        };
        assert_eq!(page("/long"), Some(PAGE_LIMIT));
        assert_eq!((page("/lost"), page("/file")), (None, None));
    }

    #[test]
    fn a_redirect_is_told_and_not_followed() {
        let site =
            Canned::new(|_, asked| http(301, &format!("location: {}\r\n", &asked.path[1..]), ""));
        let to = |location: &str| {
            let heard = asked(&format!("{}/{location}", site.url()), Manner::Head).unwrap();
            heard.leads_to.map(String::from)
        };
        assert_eq!(
            to("https://b.example/c").as_deref(),
            Some("https://b.example/c")
        );
        assert_eq!(to("//b.example/c").as_deref(), Some("http://b.example/c"));
        assert_eq!(to("/c"), Some(format!("{}/c", site.url())));
        assert_eq!((to("javascript:alert(1)"), to("file:///c")), (None, None));
        assert_eq!(site.requests().len(), 5);
    }

    #[test]
    fn what_is_near_is_not_asked() {
        let site = Canned::new(|_, _| http(200, "", ""));
        let port = site.url().rsplit_once(':').unwrap().1.to_owned();
        for near in [
            "127.0.0.2",
            "localhost",
            "[::1]",
            "0.0.0.0",
            "2130706434",
            "10.0.0.1",
        ] {
            let heard = asked(&format!("http://{near}:{port}/"), Manner::Head);
            assert_eq!(heard, Err(Unheard::TooNear), "{near}");
        }
        assert_eq!(site.requests().len(), 0);
    }

    #[test]
    fn why_nobody_answers() {
        let site = Canned::new(|_, _| b"nothing that is HTTP".to_vec());
        assert_eq!(asked(&site.url(), Manner::Head), Err(Unheard::Silent));
        let gone = Canned::new(|_, _| Vec::new()).url();
        assert_eq!(asked(&gone, Manner::Head), Err(Unheard::NoConnection));
        let unknown = std::io::Error::other(format!("{NO_SUCH_HOST}: Name or service not known"));
        assert_eq!(unheard(Error::Io(unknown)), Unheard::NoSuchHost);
        assert_eq!(unheard(Error::HostNotFound), Unheard::NoSuchHost);
    }
}
