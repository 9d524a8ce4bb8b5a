//! How each system answers, and what its answer tells; what it does not prove is not believed. Asks nobody.

use serde::Deserialize;
use serde_json::Value;
use site_api::problem::code;
use url::Url;

use super::reader::{Reading, secured};
use super::signs::{self, Place, Signs};
use super::{Found, System};
use crate::http::check_address;

/// How the kinds of the Site API's problems begin.
const PROBLEM: &str = "urn:marbre:problem:";
/// How WordPress marks the link to its API.
pub(super) const WORDPRESS_REL: &str = "https://api.w.org/";
/// Where Ghost tells anybody what it is.
pub(super) const GHOST_SITE: &str = "ghost/api/admin/site/";

/// The Site API's description of a site, or its own way of saying that it is for accounts only.
pub(super) fn site_api(reading: &Reading) -> Option<Found> {
    let home = base(&reading.address, site_api::paths::SITE)?;
    if reading.answer.status == 401 {
        let said: site_api::Problem = serde_json::from_slice(&reading.answer.body).ok()?;
        let ours = said.code == code::UNAUTHORIZED && said.kind.starts_with(PROBLEM);
        return ours.then_some(Found {
            system: System::SiteApi,
            home,
            name: None,
            time_zone: None,
        });
    }
    let said: site_api::SiteDescription = json(reading)?;
    let (major, _) = said.api_version.split_once('.')?;
    (major == "1").then(|| Found {
        system: System::SiteApi,
        home,
        name: signs::name(&said.name),
        time_zone: zone(&said.time_zone),
    })
}

/// The index of a WordPress API.
pub(super) fn wordpress(reading: &Reading, asked: &Url) -> Option<Found> {
    #[derive(Deserialize)]
    struct Index {
        namespaces: Vec<String>,
        #[serde(default)]
        name: String,
        #[serde(default)]
        home: String,
        #[serde(default)]
        timezone_string: String,
        // An object, or an empty list where application passwords are switched off.
        #[serde(default)]
        authentication: Value,
    }
    let said: Index = json(reading)?;
    if !said.namespaces.iter().any(|name| name == "wp/v2") {
        return None;
    }
    let own = |address: &str| {
        let address = secured(address.parse().ok()?);
        let ours = [asked, &reading.address]
            .iter()
            .any(|our| same_host(our, &address));
        (ours && check_address(address.as_str()).is_ok()).then_some(address)
    };
    let authorization = "/application-passwords/endpoints/authorization";
    let sign_in = said
        .authentication
        .pointer(authorization)
        .and_then(Value::as_str);
    let home = own(&said.home).unwrap_or_else(|| folder(asked));
    Some(Found {
        home: without_slash(&home),
        name: signs::name(&said.name),
        time_zone: zone(&said.timezone_string),
        system: System::WordPress {
            api: reading.address.to_string(),
            sign_in: sign_in.and_then(own).map(String::from),
        },
    })
}

/// What Ghost tells anybody.
pub(super) fn ghost(reading: &Reading) -> Option<Found> {
    #[derive(Deserialize)]
    struct Told {
        site: Site,
    }
    #[derive(Deserialize)]
    struct Site {
        title: String,
        url: String,
        version: String,
    }
    let said = json::<Told>(reading)?.site;
    let api = base(&reading.address, "/ghost/api/admin/site/")?;
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    if said.version.is_empty() || !said.version.chars().all(digits) {
        return None;
    }
    // Its readers' address may be on another host than its admin's.
    let home = said.url.parse().ok().map(secured);
    let home = home.filter(|home| check_address(home.as_str()).is_ok());
    Some(Found {
        home: home.map_or_else(|| api.clone(), |home| without_slash(&home)),
        name: signs::name(&said.title),
        time_zone: None,
        system: System::Ghost {
            admin: format!("{api}/ghost/#/settings/integrations"),
            version: said.version,
            api,
        },
    })
}

/// The endpoints that a page names. A link in its text counts on the front page only: below an
/// article, readers' comments could set one.
pub(super) fn micropub(signs: &Signs, page: &Url) -> Option<(Found, Place)> {
    let in_text = page.path() == "/";
    let named = |kind: &str| {
        let (to, place) = signs.link(kind, in_text)?;
        let to = secured(to.clone());
        check_address(to.as_str()).ok()?;
        Some((to.to_string(), place))
    };
    let (endpoint, place) = named("micropub")?;
    let address = |kind: &str| named(kind).map(|(to, _)| to);
    let found = Found {
        home: without_slash(page),
        name: signs.title.clone(),
        time_zone: None,
        system: System::Micropub {
            endpoint,
            authorization: address("authorization_endpoint"),
            token: address("token_endpoint"),
            metadata: address("indieauth-metadata"),
        },
    };
    Some((found, place))
}

fn json<T: for<'de> Deserialize<'de>>(reading: &Reading) -> Option<T> {
    reading
        .answer
        .is_accepted()
        .then(|| reading.answer.json().ok())?
}

/// The address before a path at which its answer was found, without a slash at the end.
fn base(address: &Url, path: &str) -> Option<String> {
    let mut base = address.clone();
    base.set_query(None);
    let base = base.as_str().strip_suffix(path)?;
    Some(base.to_owned())
}

fn folder(page: &Url) -> Url {
    page.join("./").unwrap_or_else(|_| page.clone())
}

fn without_slash(address: &Url) -> String {
    let mut address = address.clone();
    address.set_query(None);
    address.set_fragment(None);
    address.as_str().trim_end_matches('/').to_owned()
}

fn same_host(one: &Url, other: &Url) -> bool {
    let host = |url: &Url| {
        url.host_str()
            .map(|host| host.trim_start_matches("www.").to_owned())
    };
    host(one) == host(other)
}

fn zone(name: &str) -> Option<String> {
    jiff::tz::TimeZone::get(name).ok().map(|_| name.to_owned())
}
