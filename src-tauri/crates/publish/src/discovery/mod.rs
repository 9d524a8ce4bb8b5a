//! From the address that a person pastes to what kind of site is there and where its API is; sends no credential and writes nothing.

mod nearness;
mod pasted;
mod reader;
mod signs;
mod systems;

#[cfg(test)]
mod tests;

use domain::Language;
use url::Url;

use crate::{Patience, PublishError};
pub(crate) use nearness::{Outside, Reach, TooNear};
use reader::Reading;
pub(crate) use reader::secured;
pub use reader::{Reader, Served};
use signs::{Place, Signs};

/// What a site is, and where it takes articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum System {
    /// It speaks the Site API v1 at its home page's address.
    SiteApi,
    /// WordPress.
    WordPress {
        /// The root of its REST API, as `https://a.example/wp-json/` or `https://a.example/?rest_route=/`.
        api: String,
        /// Where a person lets Marbre in (`authorize-application.php`); `None` when application
        /// passwords are switched off there.
        sign_in: Option<String>,
    },
    /// Ghost.
    Ghost {
        /// The address before `/ghost/api/admin`, which may be another than its readers'.
        api: String,
        /// Its version, as `6.65`.
        version: String,
        /// Where a person finds the key.
        admin: String,
    },
    /// A site with a Micropub endpoint.
    Micropub {
        /// It; may have a query.
        endpoint: String,
        /// Where a person lets Marbre in.
        authorization: Option<String>,
        /// Where that becomes a token.
        token: Option<String>,
        /// Where it says all this at once (`indieauth-metadata`).
        metadata: Option<String>,
    },
}

/// What was found at an address, and why we think so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovered {
    /// What it is.
    pub system: System,
    /// The home page, without a slash at the end.
    pub home: String,
    /// What the site is called.
    pub name: Option<String>,
    /// Its IANA time zone, where it tells one.
    pub time_zone: Option<String>,
    /// What was asked, in this order, and what that said; the last one decided.
    pub looks: Vec<Look>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The address that was asked.
    pub address: String,
    /// What was seen there, in English, for the details.
    pub saw: String,
}

/// What is at the address that somebody pasted: a home page with or without a scheme, an article, an
/// admin's page.
///
/// # Errors
/// `BadAddress` when it is no address, or leads to a place that a site must not send us to;
/// `NotUnderstood` when nothing known is there, with all that was tried; `Unreachable` and
/// `NoAnswer` when nobody answers at all.
pub fn discover(address: &str, patience: Patience) -> Result<Discovered, PublishError> {
    let pasted = pasted::page(address)?;
    let mut search = Search {
        reader: Reader::new(patience),
        looks: Vec::new(),
    };
    let found = search.through(&pasted)?;
    let Some(found) = found else {
        return Err(search.nothing());
    };
    Ok(Discovered {
        system: found.system,
        home: found.home,
        name: found.name,
        time_zone: found.time_zone,
        looks: search.looks,
    })
}

/// What a site's front page says itself: what it is called, and in which language.
pub(crate) fn front(page: &str, patience: Patience) -> Option<(Option<String>, Option<Language>)> {
    let page = Reader::new(patience).get(&page.parse().ok()?).ok()?;
    let signs = Signs::of(&page);
    Some((signs.title, signs.language))
}

/// What a system's own answer told.
struct Found {
    system: System,
    home: String,
    name: Option<String>,
    time_zone: Option<String>,
}

/// A search under way.
struct Search {
    reader: Reader,
    looks: Vec<Look>,
}

impl Search {
    /// What the page says itself comes first: it costs nothing and guesses nothing. Then each system is
    /// asked for at each place where a home page may be.
    fn through(&mut self, pasted: &Url) -> Result<Option<Found>, PublishError> {
        let page = self.reader.get(pasted)?;
        if let Some(found) = self.by_signs(&page) {
            return Ok(Some(found));
        }
        let mut homes = pasted::homes(&page.address);
        for home in pasted::homes(pasted) {
            if !homes.contains(&home) {
                homes.push(home);
            }
        }
        for home in &homes {
            if let Some(found) = self.by_asking(home) {
                return Ok(Some(found));
            }
        }
        for home in homes.iter().filter(|home| **home != page.address) {
            let front = self.reader.get(home);
            if let Some(found) = front.ok().and_then(|front| self.by_signs(&front)) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// By what a page says of its site.
    fn by_signs(&mut self, page: &Reading) -> Option<Found> {
        let signs = Signs::of(page);
        let wordpress = signs.link(systems::WORDPRESS_REL, false);
        if let Some((api, place)) = wordpress {
            self.saw(&page.address, format!("{} to a WordPress API", said(place)));
            if let Some(found) = self.ask(api, |it| systems::wordpress(it, &page.address)) {
                return Some(found);
            }
        }
        match systems::micropub(&signs, &page.address) {
            Some((found, place)) => {
                self.saw(
                    &page.address,
                    format!("{} to a Micropub endpoint", said(place)),
                );
                Some(found)
            }
            None if wordpress.is_none() => {
                self.saw(
                    &page.address,
                    format!("HTTP {}, no sign of a system", page.answer.status),
                );
                None
            }
            None => None,
        }
    }

    /// By each system's own answer.
    fn by_asking(&mut self, home: &Url) -> Option<Found> {
        let at = |path: &str| home.join(path).ok();
        self.ask(&at(&site_api::paths::SITE[1..])?, systems::site_api)
            .or_else(|| self.ask(&at(systems::GHOST_SITE)?, systems::ghost))
            .or_else(|| self.ask(&at("?rest_route=/")?, |it| systems::wordpress(it, home)))
    }

    /// Asks for one system's answer; what it said is noted in any case.
    fn ask(
        &mut self,
        address: &Url,
        understood: impl FnOnce(&Reading) -> Option<Found>,
    ) -> Option<Found> {
        let read = self.reader.get(address);
        let found = read.as_ref().ok().and_then(understood);
        let saw = match (&read, &found) {
            (_, Some(found)) => found.system.name().to_owned(),
            (Ok(reading), None) => {
                format!("HTTP {}, not what was asked for", reading.answer.status)
            }
            (Err(error), None) => error.to_string(),
        };
        self.saw(address, saw);
        found
    }

    fn saw(&mut self, address: &Url, saw: String) {
        self.looks.push(Look {
            address: address.to_string(),
            saw,
        });
    }

    fn nothing(&self) -> PublishError {
        let looks = self.looks.iter();
        let tried: Vec<_> = looks
            .map(|look| format!("{}: {}", look.address, look.saw))
            .collect();
        PublishError::NotUnderstood(format!("no site that is known; {}", tried.join("; ")))
    }
}

impl System {
    fn name(&self) -> &'static str {
        match self {
            Self::SiteApi => "the Site API",
            Self::WordPress { .. } => "WordPress",
            Self::Ghost { .. } => "Ghost",
            Self::Micropub { .. } => "Micropub",
        }
    }
}

fn said(place: Place) -> &'static str {
    match place {
        Place::Header => "its header links",
        Place::Head => "its page links",
        Place::Text => "its text links",
    }
}
