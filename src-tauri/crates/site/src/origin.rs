//! Who may ask: readers and desks of this machine, under its own names, and no page of another site. It knows no route.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use site_api::problem::code;

use crate::api::refusal::Refusal;

/// What a browser says of a request that the site's own page, or the reader herself, made.
const OWN: [&[u8]; 2] = [b"same-origin", b"none"];

/// Serves a request that comes from this machine under one of its own names; one that writes, only
/// when no page of another site has made it.
///
/// A page anywhere can make a browser on this machine ask us, under a name of its own that it has
/// pointed here, or across sites: the port alone keeps nobody out.
pub(crate) async fn checked(request: Request, next: Next) -> Result<Response, Refusal> {
    let Some(host) = host(&request).filter(is_of_this_machine) else {
        let detail = "This site is served on its own machine only, as 127.0.0.1 or localhost";
        return Err(Refusal::new(
            421,
            code::UNKNOWN_HOST,
            "Not a name of this site",
            detail,
        ));
    };
    if !request.method().is_safe() && is_of_another_site(request.headers(), &host) {
        let detail = "A page of another site has asked for this";
        return Err(Refusal::new(
            403,
            code::CROSS_SITE,
            "Not from this site",
            detail,
        ));
    }
    Ok(next.run(request).await)
}

/// The name under which the request was made: its line's, else the one `Host`.
fn host(request: &Request) -> Option<Authority> {
    if let Some(authority) = request.uri().authority() {
        return Some(authority.clone());
    }
    let mut named = request.headers().get_all(header::HOST).iter();
    let only = named.next().filter(|_| named.next().is_none())?;
    only.to_str().ok()?.parse().ok()
}

fn is_of_this_machine(host: &Authority) -> bool {
    let name = host.host();
    let address = name.trim_start_matches('[').trim_end_matches(']');
    let is_loopback = |address: IpAddr| address.is_loopback();
    let named = name.eq_ignore_ascii_case("localhost");
    !host.as_str().contains('@') && (named || address.parse().is_ok_and(is_loopback))
}

/// Whether a browser says that a page of another site makes the request. Who is no browser says
/// nothing.
fn is_of_another_site(headers: &HeaderMap, host: &Authority) -> bool {
    let own = format!("http://{host}");
    let is_foreign = |origin: &HeaderValue| !origin.as_bytes().eq_ignore_ascii_case(own.as_bytes());
    let is_crossing = |site: &HeaderValue| !OWN.contains(&site.as_bytes());
    headers.get_all(header::ORIGIN).iter().any(is_foreign)
        || headers.get_all("sec-fetch-site").iter().any(is_crossing)
}
