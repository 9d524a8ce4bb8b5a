//! Reads pages of a site and what they name: as a reader, without credentials, bounded. Knows no system.

use std::cell::Cell;
use std::io::Read;
use std::time::Duration;

use ureq::Agent;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use super::nearness::Reach;
use crate::http::{Answer, before_an_answer, check_address, config, is_elsewhere, is_loopback};
use crate::{Counted, Patience, PublishError};

/// How much of an answer is read: a page says what it is at its head, and the largest index of a
/// WordPress with its plugins is shorter.
const LIMIT: u64 = 2 * 1_000_000;
/// How often a reader is sent on to another address.
const REDIRECTS: u32 = 5;
/// How many requests one discovery may make.
const REQUESTS: u32 = 30;
/// The longest that one request may take, whatever the caller's patience for a picture is.
const LONGEST: Duration = Duration::from_secs(30);
/// What pages are asked for, and pictures.
const PAGES: &str = "text/html, application/json, text/css, */*;q=0.1";
const PICTURES: &str = "image/*";

/// Whoever reads: some pages, one after another, never nearer to this machine than the first of them.
pub struct Reader {
    patience: Patience,
    reach: Reach,
    left: Cell<u32>,
    limit: u64,
    accept: &'static str,
}

/// Hears how many bytes of an answer came, and how many there will be if the site says it.
type Told<'a> = &'a dyn Fn(u64, Option<u64>);

/// What was read, at the address where it was.
pub(super) struct Reading {
    pub(super) address: Url,
    pub(super) answer: Answer,
}

/// Something that readers are served, at the address where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// Its address.
    pub address: String,
    /// It, perhaps cut.
    pub bytes: Vec<u8>,
}

impl Served {
    /// The whole address of one that it names.
    pub fn joined(&self, address: &str) -> Option<String> {
        let base = Url::parse(&self.address).ok()?;
        Some(base.join(address).ok()?.to_string())
    }
}

impl Reader {
    /// Somebody who has read nothing yet.
    pub fn new(patience: Patience) -> Self {
        Self {
            patience: Patience {
                whole: patience.whole.min(LONGEST),
                ..patience
            },
            reach: Reach::default(),
            left: Cell::new(REQUESTS),
            limit: LIMIT,
            accept: PAGES,
        }
    }

    /// The picture at an address that a person gave, of so many bytes at the most. Whether it is one, its bytes must tell.
    /// `told` hears how many bytes came, and how many there will be if the site says it.
    ///
    /// # Errors
    /// `BadAddress` for one that leads nearer to this machine than it says; `TooLarge`; whatever the
    /// site answers.
    pub fn picture(
        patience: Patience,
        address: &str,
        limit: u64,
        told: &dyn Fn(u64, Option<u64>),
    ) -> Result<Vec<u8>, PublishError> {
        let bad = |_| PublishError::BadAddress(address.to_owned());
        let there = Url::parse(address).map_err(bad)?;
        let reader = Self {
            patience,
            limit: limit + 1,
            accept: PICTURES,
            ..Self::new(patience)
        };
        let bytes = reader.read(&there, told)?.answer.accepted()?.body;
        match bytes.len() as u64 > limit {
            true => Err(PublishError::TooLarge(format!("more than {limit} bytes"))),
            false => Ok(bytes),
        }
    }

    /// What readers are served at this address.
    ///
    /// # Errors
    /// `BadAddress` for one that is too near, or not `https`; `NotUnderstood` when too much was read;
    /// whatever the site answers.
    pub fn served(&self, address: &str) -> Result<Served, PublishError> {
        let bad = |_| PublishError::BadAddress(address.to_owned());
        let Reading { address, answer } = self.get(&Url::parse(address).map_err(bad)?)?;
        Ok(Served {
            address: address.to_string(),
            bytes: answer.accepted()?.body,
        })
    }

    /// What anybody is served there, followed to where the site sends its readers.
    pub(super) fn get(&self, address: &Url) -> Result<Reading, PublishError> {
        self.read(address, &|_, _| {})
    }

    fn read(&self, address: &Url, told: Told<'_>) -> Result<Reading, PublishError> {
        let mut address = secured(address.clone());
        for _ in 0..=REDIRECTS {
            let answer = self.get_there(&address, told);
            self.reach.settle();
            let answer = answer?;
            if !is_elsewhere(&answer) {
                return Ok(Reading { address, answer });
            }
            let to = answer.header("location").unwrap_or_default();
            let to = address.join(to).map_err(|_| {
                PublishError::NotUnderstood(format!("{address} sends on to no address"))
            })?;
            address = secured(to);
        }
        let said = format!("{address}: sent on more than {REDIRECTS} times");
        Err(PublishError::NotUnderstood(said))
    }

    fn get_there(&self, address: &Url, told: Told<'_>) -> Result<Answer, PublishError> {
        let on_this_machine = check_address(address.as_str())?;
        self.reach.check(address)?;
        let left =
            self.left.get().checked_sub(1).ok_or_else(|| {
                PublishError::NotUnderstood(format!("more than {REQUESTS} requests"))
            })?;
        self.left.set(left);
        let config = config(self.patience, on_this_machine);
        let agent = Agent::with_parts(config, DefaultConnector::default(), self.reach.clone());
        let asked = agent.get(address.as_str()).header("accept", self.accept);
        let (head, body) = asked.call().map_err(before_an_answer)?.into_parts();
        // What is longer is cut: a page's head is enough, and half of a JSON is none.
        let mut begun = Vec::new();
        let whole = body.content_length();
        let body = Counted::new(body.into_reader(), |come| told(come, whole));
        let read = body.take(self.limit).read_to_end(&mut begun);
        read.map_err(|error| PublishError::NoAnswer(format!("half an answer: {error}")))?;
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: begun,
        })
    }
}

/// The same address as it may be asked: `https`, unless it is on this machine.
pub(crate) fn secured(mut address: Url) -> Url {
    let plain = address.scheme() == "http" && !address.host_str().is_some_and(is_loopback);
    if plain && address.set_scheme("https").is_err() {
        // Only a scheme of another kind is refused.
        return address;
    }
    address.set_fragment(None);
    address
}
