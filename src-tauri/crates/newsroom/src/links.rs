//! The links of a draft: which there are, who answers, which cited page says something else now. Changes no text.
//!
//! Whoever is asked learns nothing of who asks, and is asked politely: see [`LinkManners`]. What was answered is
//! remembered until the newsroom closes; what a cited page said, in the library.

mod asking;
mod cited;
mod judge;
mod queue;
mod quotes;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;
use std::ops::Range;
use std::sync::Mutex;
use std::time::Duration;

use domain::{DraftId, Timestamp};
use jiff::SignedDuration;
use url::Url;

use crate::bell::Bell;
use crate::desk::locked;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};
pub(crate) use asking::{ASKERS, keep_asking};
use cited::Change;
use judge::bare;
use queue::{Queue, Step};

/// An answer is good for so long: the same is not asked again.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// How links are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkManners {
    /// How long an answer may take, however slowly it drips.
    pub within: Duration,
    /// How long a host is left alone between two requests; never are there two at once.
    pub pause: Duration,
    /// Hosts of this machine or its network that may be asked. Nobody's, but in tests.
    pub near: Vec<IpAddr>,
}

impl Default for LinkManners {
    fn default() -> Self {
        Self {
            within: Duration::from_secs(10),
            pause: Duration::from_secs(1),
            near: Vec::new(),
        }
    }
}

/// A link of a draft to the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as it is written.
    pub address: String,
    /// Where it stands, all of it each time, in UTF-16 units of the text.
    pub places: Vec<Range<usize>>,
    /// Who answers there.
    pub answer: LinkAnswer,
    /// When it was last asked, by the newsroom's clock; `None` while nobody could be.
    pub asked_at: Option<Timestamp>,
}

/// Who answers where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkAnswer {
    /// It was not asked yet, or nobody at all was reached: there is no network.
    Waiting,
    /// It is being asked.
    Asking,
    /// It is there.
    Answers,
    /// It is there, and says that it has another address for good (301, 308).
    Moved {
        /// The new address; the old one's fragment belongs behind it, where it had one.
        to: String,
    },
    /// 404.
    Missing,
    /// 410.
    Gone,
    /// Another 4xx. Many sites refuse programs what they give to readers: no proof that anything is wrong.
    Refused(u16),
    /// 429, twice, or once for long.
    Busy,
    /// Another status: 5xx, or a redirect (3xx) that leads nowhere or goes on for ever.
    Failing(u16),
    /// Nobody answered in time, or the connection was closed or never made, although others answered.
    Silent,
    /// No host has this name, although others answered.
    NoSuchHost,
    /// There is no secure connection: the certificate is not valid, or none could be agreed upon.
    Insecure,
    /// It leads to this machine or its network, perhaps by a redirect: nobody was asked there.
    Private,
    /// It is there, and says something else than when it was first linked to.
    Changed {
        /// When it was read first.
        since: Timestamp,
        /// What this draft quotes that the page does no longer say, in the draft's words; empty where less than 70 % of its
        /// paragraphs are still there.
        missing: Vec<String>,
    },
}

/// An address as it is written, and where it stands, in UTF-16 units.
type Written = (String, Vec<Range<usize>>);

/// What is asked, and what is known.
pub(crate) struct Links {
    /// Wakes the threads that ask.
    pub(crate) bell: Bell,
    manners: LinkManners,
    state: Mutex<State>,
}

/// A round lasts from the first question until nothing is under way: in it, whoever answers proves that there is a network.
#[derive(Default)]
struct State {
    queue: Queue,
    /// By their addresses as they are asked.
    known: HashMap<String, Known>,
    under_way: usize,
    round: u64,
    /// Whether somebody answered in this round.
    heard: bool,
}

/// What is known of an address.
struct Known {
    standing: Standing,
    asked_at: Option<Timestamp>,
    /// Those that asked.
    drafts: BTreeSet<DraftId>,
    /// For which of them its page changed.
    changes: BTreeMap<DraftId, Change>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Standing {
    Asking,
    /// Nobody was reached in this round: the answer, if there is a network.
    NotReached(LinkAnswer, u64),
    Told(LinkAnswer),
}

impl Newsroom {
    /// Asks in the background who answers where a draft's links lead, but for those that were asked in the last ten
    /// minutes. [`Event::LinksChanged`] says when there is something new in [`Newsroom::links`]. A newsroom that
    /// was opened to read asks nobody.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn ask_links(&self, draft: DraftId) -> Result<(), NewsroomError> {
        let room = &self.room;
        let written = room.links_of(draft)?;
        let links = written.iter().filter_map(|(address, _)| asked(address));
        if room.links.want(draft, links, room.clock.now()) {
            room.links.bell.ring();
            room.tell(Event::LinksChanged { draft });
        }
        Ok(())
    }

    /// The links of a draft to the web, each address once, in the order in which they first stand there, with what is
    /// known of them.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn links(&self, draft: DraftId) -> Result<Vec<Link>, NewsroomError> {
        self.room.links_known(draft)
    }
}

impl Room {
    /// See [`Newsroom::links`].
    pub(crate) fn links_known(&self, draft: DraftId) -> Result<Vec<Link>, NewsroomError> {
        let written = self.links_of(draft)?;
        let state = locked(&self.links.state);
        let link = |(address, places): Written| {
            let (answer, asked_at) = state.answer(draft, &address);
            Link {
                address,
                places,
                answer,
                asked_at,
            }
        };
        Ok(written.into_iter().map(link).collect())
    }
}

impl Room {
    /// The links of a draft to the web, with their places in UTF-16 units.
    fn links_of(&self, draft: DraftId) -> Result<Vec<Written>, NewsroomError> {
        let text = self.open_text(draft)?;
        let markdown = locked(&text).manuscript.text();
        Ok(web_links(&markdown))
    }
}

/// The links of a Markdown text to the web, each address once.
fn web_links(markdown: &str) -> Vec<Written> {
    let mut links: Vec<Written> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let (mut byte, mut unit) = (0, 0);
    for link in prose::links(markdown).into_iter().filter(is_of_the_web) {
        let units = |range: Range<usize>| markdown[range].encode_utf16().count();
        // No link stands in another.
        let start = unit + units(byte..link.source.start);
        (byte, unit) = (link.source.end, start + units(link.source.clone()));
        let place = *places.entry(link.address.clone()).or_insert(links.len());
        if place == links.len() {
            links.push((link.address, Vec::new()));
        }
        links[place].1.push(start..unit);
    }
    links
}

fn is_of_the_web(link: &prose::Link) -> bool {
    let begins = |scheme: &str| {
        let start = link.address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("http://") || begins("https://")
}

/// An address as it is asked; `None` when no host could have it.
fn asked(address: &str) -> Option<Url> {
    Url::parse(address).ok().map(bare)
}

impl Links {
    pub(crate) fn new(manners: LinkManners) -> Self {
        Self {
            bell: Bell::default(),
            manners,
            state: Mutex::default(),
        }
    }

    /// A draft wants to know of these; whether any of them is to be asked for it.
    fn want(&self, draft: DraftId, links: impl Iterator<Item = Url>, now: Timestamp) -> bool {
        let mut state = locked(&self.state);
        let mut begun = false;
        for link in links {
            begun |= state.want(draft, link, now);
        }
        begun
    }

    /// There is a network again: what waits for one is asked.
    pub(crate) fn network_is_back(&self) {
        if locked(&self.state).ask_what_waits() {
            self.bell.ring();
        }
    }
}

impl State {
    fn want(&mut self, draft: DraftId, link: Url, now: Timestamp) -> bool {
        let known = self.known.get_mut(link.as_str());
        let is_new = known.is_none_or(|known| {
            let is_first = known.drafts.insert(draft);
            match known.standing {
                Standing::Asking => false,
                Standing::NotReached(..) => true,
                Standing::Told(_) => is_first || !is_fresh(known.asked_at, now),
            }
        });
        if is_new {
            self.ask(link, Some(draft));
        }
        is_new
    }

    fn ask(&mut self, link: Url, draft: Option<DraftId>) {
        if self.under_way == 0 {
            self.round += 1;
            self.heard = false;
        }
        self.under_way += 1;
        let known = self.known.entry(link.to_string()).or_insert_with(|| Known {
            standing: Standing::Asking,
            asked_at: None,
            drafts: BTreeSet::new(),
            changes: BTreeMap::new(),
        });
        known.standing = Standing::Asking;
        known.drafts.extend(draft);
        self.queue.push(Step::first(link));
    }

    /// Asks those again that nobody was reached for, but for those of this round; whether there are any.
    fn ask_what_waits(&mut self) -> bool {
        let this = (self.under_way > 0).then_some(self.round);
        let waits = |known: &Known| matches!(known.standing, Standing::NotReached(_, round) if Some(round) != this);
        let waiting = self.known.iter().filter(|(_, known)| waits(known));
        let waiting: Vec<_> = waiting.filter_map(|(link, _)| asked(link)).collect();
        let any = !waiting.is_empty();
        waiting.into_iter().for_each(|link| self.ask(link, None));
        any
    }

    fn answer(&self, draft: DraftId, address: &str) -> (LinkAnswer, Option<Timestamp>) {
        let Some(link) = asked(address) else {
            return (LinkAnswer::NoSuchHost, None);
        };
        let Some(known) = self.known.get(link.as_str()) else {
            return (LinkAnswer::Waiting, None);
        };
        let change = known.changes.get(&draft);
        let answer = match &known.standing {
            Standing::Asking => LinkAnswer::Asking,
            Standing::NotReached(..) => LinkAnswer::Waiting,
            Standing::Told(answer) => change.map_or_else(|| answer.clone(), Change::told),
        };
        (answer, known.asked_at)
    }
}

fn is_fresh(asked_at: Option<Timestamp>, now: Timestamp) -> bool {
    // Answers of a time to come are those of a clock that was set back since.
    asked_at.is_some_and(|at| at <= now && now.duration_since(at) < FRESH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_once_with_all_its_places() {
        let markdown = "😀 [a](https://a.example/é) <http://b.example> [c][d] [e](/f) [g](mailto:h@i.example) \
                        [j](https://a.example/é)\n\n[d]: HTTPS://c.example/ \"k\"\n";
        let units: Vec<u16> = markdown.encode_utf16().collect();
        let found = web_links(markdown).into_iter().map(|(address, places)| {
            let there = |place: Range<usize>| String::from_utf16(&units[place]).unwrap();
            (address, places.into_iter().map(there).collect::<Vec<_>>())
        });
        let expect = [
            (
                "https://a.example/é",
                &["[a](https://a.example/é)", "[j](https://a.example/é)"][..],
            ),
            ("http://b.example", &["<http://b.example>"]),
            ("HTTPS://c.example/", &["[c][d]"]),
        ];
        let expect = expect.map(|(address, places)| {
            let places = places.iter().map(|&place| place.to_owned());
            (address.to_owned(), places.collect::<Vec<_>>())
        });
        assert_eq!(found.collect::<Vec<_>>(), expect);
    }

    fn next(state: &mut State) -> Step {
        match state.queue.next(std::time::Instant::now()) {
            queue::Turn::Ask(step) => step,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_waits_for_a_network_is_asked_when_somebody_answers() {
        let (draft, now) = (DraftId(uuid::Uuid::from_u128(1)), Timestamp::UNIX_EPOCH);
        let [a, b] = ["https://a.example/", "https://b.example/"];
        let mut state = State::default();
        let ask = |state: &mut State, link: &str| state.want(draft, asked(link).unwrap(), now);
        let answer = |state: &State, link: &str| state.answer(draft, link).0;
        assert!(ask(&mut state, a) && !ask(&mut state, a));
        let step = next(&mut state);
        assert_eq!(state.not_reached(&step, LinkAnswer::NoSuchHost), [draft]);
        state.queue.rest(&step, std::time::Instant::now());
        assert_eq!(answer(&state, a), LinkAnswer::Waiting);
        // Another round, in which somebody answers.
        assert!(ask(&mut state, b));
        next(&mut state);
        assert_eq!(state.hear(), [draft]);
        assert_eq!(answer(&state, a), LinkAnswer::Asking);
        let step = next(&mut state);
        assert_eq!(step.link.as_str(), a);
        state.not_reached(&step, LinkAnswer::NoSuchHost);
        assert_eq!(answer(&state, a), LinkAnswer::NoSuchHost);
        assert!(!state.ask_what_waits());
    }

    #[test]
    fn an_answer_is_good_for_ten_minutes() {
        let now = Timestamp::UNIX_EPOCH;
        let fresh = |seconds: i64| is_fresh(Some(now), now + SignedDuration::from_secs(seconds));
        assert!(fresh(0) && fresh(599) && !fresh(600) && !fresh(-1));
        assert!(!is_fresh(None, now));
    }
}
