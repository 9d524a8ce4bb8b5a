//! Addresses of sites and pages: which may be asked, and with what; knows no request.

use ureq::http::Uri;

use super::answer::Answer;
use crate::PublishError;

/// Whether an address of a site is on this machine.
pub(crate) fn check_address(address: &str) -> Result<bool, PublishError> {
    let bad = |why: &str| PublishError::BadAddress(format!("{why}: {address}"));
    let uri: Uri = address.parse().map_err(|_| bad("not an address"))?;
    let host = uri
        .host()
        .filter(|h| !h.is_empty())
        .ok_or_else(|| bad("no host"))?;
    let loopback = is_loopback(host);
    match uri.scheme_str() {
        _ if uri.authority().is_some_and(|a| a.as_str().contains('@')) => Err(bad("a password")),
        Some("https") => Ok(loopback),
        Some("http") if loopback => Ok(true),
        _ => Err(bad("not https")),
    }
}

/// An address that a reader may be sent to.
pub(crate) fn check_page_address(address: &str) -> Result<(), PublishError> {
    let bad = || PublishError::BadAddress(address.to_owned());
    let uri: Uri = address.parse().map_err(|_| bad())?;
    let plain = matches!(uri.scheme_str(), Some("http" | "https"));
    let named = uri.authority().is_some_and(|a| !a.as_str().contains('@'));
    if plain && named { Ok(()) } else { Err(bad()) }
}

/// A page that is looked at: on the host of the site itself, with or without `www.`, or, for a site
/// on this machine, anywhere on it.
pub(super) fn check_own_page(base: &str, address: &str) -> Result<(), PublishError> {
    check_page_address(address)?;
    let host = |address: &str| {
        let uri: Option<Uri> = address.parse().ok();
        let host = uri.and_then(|uri| uri.host().map(str::to_ascii_lowercase));
        host.unwrap_or_default()
    };
    let (own, there) = (host(base), host(address));
    let name = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    if name(&own) == name(&there) || (is_loopback(&own) && is_loopback(&there)) {
        Ok(())
    } else {
        let said = format!("not a page of {own}: {address}");
        Err(PublishError::BadAddress(said))
    }
}

/// Whether an answer sends the reader on to another address.
pub(crate) fn is_elsewhere(answer: &Answer) -> bool {
    matches!(answer.status, 301 | 302 | 303 | 307 | 308) && answer.headers.contains_key("location")
}

/// The address to which an answer sends the reader on.
pub(super) fn sent_on(from: &str, answer: &Answer) -> Result<String, PublishError> {
    let bad = || PublishError::NotUnderstood("sent on to no address".to_owned());
    let said = answer.headers.get("location").ok_or_else(bad)?;
    let said = said.to_str().map_err(|_| bad())?;
    let in_a_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    if matches!(said.split_once(':'), Some((scheme, _)) if scheme.chars().all(in_a_scheme)) {
        return Ok(said.to_owned());
    }
    let from: Uri = from.parse().map_err(|_| bad())?;
    let scheme = from.scheme_str().ok_or_else(bad)?;
    let authority = from.authority().ok_or_else(bad)?;
    if said.starts_with("//") {
        return Ok(format!("{scheme}:{said}"));
    }
    let path = match from.path().rsplit_once('/') {
        Some((folder, _)) if !said.starts_with('/') => format!("{folder}/{said}"),
        _ => said.to_owned(),
    };
    Ok(format!("{scheme}://{authority}{path}"))
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_goes_over_https_or_nowhere() {
        for good in [
            "https://a.example",
            "http://127.0.0.1:4747",
            "http://[::1]:1",
            "http://localhost",
        ] {
            assert!(check_address(good).is_ok(), "{good}");
        }
        for bad in [
            "http://a.example",
            "ftp://a",
            "a",
            "",
            "https://",
            "https://u:p@a",
            "http://127.0.0.1.a.example",
        ] {
            assert!(check_address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_the_site_s_own_pages_are_looked_at() {
        for (base, page) in [
            ("https://a.example", "https://a.example/articles/b"),
            ("https://a.example/blog", "http://www.A.example/b"),
            ("https://www.a.example", "https://a.example:8443/b"),
            ("http://127.0.0.1:4747", "http://localhost:4748/b"),
        ] {
            assert!(check_own_page(base, page).is_ok(), "{base} {page}");
        }
        for page in [
            "http://127.0.0.1/b",
            "http://localhost/b",
            "http://[::1]/b",
            "http://192.168.1.1/b",
            "http://169.254.169.254/latest",
            "https://b.example/",
            "https://a.example.b.example/",
        ] {
            assert!(check_own_page("https://a.example", page).is_err(), "{page}");
        }
        assert!(check_own_page("http://127.0.0.1:1", "http://192.168.1.1/b").is_err());
    }

    #[test]
    fn a_page_has_a_web_address() {
        assert!(check_page_address("http://a.example/b").is_ok());
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "/a",
            "data:,a",
            "http://u@a/",
        ] {
            assert!(check_page_address(bad).is_err(), "{bad}");
        }
    }
}
