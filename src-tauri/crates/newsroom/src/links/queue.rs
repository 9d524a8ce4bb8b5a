//! Which request is made next: one at a time of each host, with a pause after it. Asks nobody and knows no answer.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use publish::links::Manner;
use url::Url;

/// A host that wants to be left alone for longer is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// A request that is to be made, on the way from a link's address to its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// The link's address, without a fragment.
    pub(super) link: Url,
    /// What is asked for: that, or where it leads.
    pub(super) at: Url,
    pub(super) manner: Manner,
    /// How often it was sent on.
    pub(super) hops: u32,
    /// Where it moved for good: the last address before the first redirect that may change.
    pub(super) moved: Option<Url>,
    /// Whether a redirect that may change was met.
    pub(super) strays: bool,
    /// Whether it is there: only the page is still wanted.
    pub(super) is_there: bool,
    /// Whether its host was busy once.
    pub(super) was_busy: bool,
}

impl Step {
    pub(super) fn first(link: Url) -> Self {
        Self {
            at: link.clone(),
            link,
            manner: Manner::Head,
            hops: 0,
            moved: None,
            strays: false,
            is_there: false,
            was_busy: false,
        }
    }
}

/// The requests that are to be made.
#[derive(Debug, Default)]
pub(super) struct Queue {
    steps: VecDeque<Step>,
    hosts: HashMap<String, Host>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Host {
    IsAsked,
    RestsUntil(Instant),
}

/// What is to be done now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// This is asked; [`Queue::rest`] says when that is over.
    Ask(Step),
    /// Its host is not to be asked for long.
    PutOff(Step),
    /// Nothing, for so long; `None` until something is over or comes in.
    Wait(Option<Duration>),
}

impl Queue {
    /// Last in the line.
    pub(super) fn push(&mut self, step: Step) {
        self.steps.push_back(step);
    }

    /// First in the line: what was begun is brought to its end.
    pub(super) fn push_first(&mut self, step: Step) {
        self.steps.push_front(step);
    }

    /// The first step whose host is free.
    pub(super) fn next(&mut self, now: Instant) -> Turn {
        let rests = |host: &Host| !matches!(host, Host::RestsUntil(end) if *end <= now);
        self.hosts.retain(|_, host| rests(host));
        let mut least: Option<Duration> = None;
        for place in 0..self.steps.len() {
            match self.hosts.get(host(&self.steps[place])) {
                Some(Host::IsAsked) => continue,
                Some(Host::RestsUntil(end)) => {
                    let left = end.saturating_duration_since(now);
                    if left > LONGEST_WAIT {
                        return self.take(place, Turn::PutOff);
                    }
                    least = Some(least.map_or(left, |least| least.min(left)));
                }
                None => {
                    let name = host(&self.steps[place]).to_owned();
                    self.hosts.insert(name, Host::IsAsked);
                    return self.take(place, Turn::Ask);
                }
            }
        }
        Turn::Wait(least)
    }

    fn take(&mut self, place: usize, turn: impl Fn(Step) -> Turn) -> Turn {
        self.steps.remove(place).map_or(Turn::Wait(None), turn)
    }

    /// The host of this step was asked, and rests until then.
    pub(super) fn rest(&mut self, step: &Step, until: Instant) {
        let host = host(step).to_owned();
        self.hosts.insert(host, Host::RestsUntil(until));
    }
}

fn host(step: &Step) -> &str {
    step.at.host_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(address: &str) -> Step {
        Step::first(Url::parse(address).unwrap())
    }

    fn queue(addresses: &[&str]) -> Queue {
        let mut queue = Queue::default();
        addresses
            .iter()
            .for_each(|address| queue.push(step(address)));
        queue
    }

    #[test]
    fn each_host_is_asked_by_one_and_rests_after_it() {
        let now = Instant::now();
        let pause = Duration::from_secs(1);
        let [a, b, c] = [
            "https://a.example/1",
            "https://a.example:8443/2",
            "http://b.example/",
        ];
        let mut queue = queue(&[a, b, c]);
        assert_eq!(queue.next(now), Turn::Ask(step(a)));
        assert_eq!(queue.next(now), Turn::Ask(step(c)));
        assert_eq!(queue.next(now), Turn::Wait(None));
        queue.rest(&step(a), now + pause);
        assert_eq!(queue.next(now), Turn::Wait(Some(pause)));
        assert_eq!(queue.next(now + pause), Turn::Ask(step(b)));
        assert_eq!(queue.next(now + pause), Turn::Wait(None));
    }

    #[test]
    fn who_wants_to_be_left_alone_for_long_is() {
        let now = Instant::now();
        let mut queue = queue(&["https://a.example/1", "https://a.example/2"]);
        let first = queue.next(now);
        let Turn::Ask(first) = first else {
            panic!("{first:?}")
        };
        queue.rest(&first, now + LONGEST_WAIT * 2);
        assert_eq!(queue.next(now), Turn::PutOff(step("https://a.example/2")));
        assert_eq!(queue.next(now), Turn::Wait(None));
    }

    #[test]
    fn what_was_begun_comes_first() {
        let mut queue = queue(&["https://a.example/1"]);
        queue.push_first(step("https://b.example/"));
        let next = queue.next(Instant::now());
        assert_eq!(next, Turn::Ask(step("https://b.example/")));
    }
}
