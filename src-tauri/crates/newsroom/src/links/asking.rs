//! The threads that ask: each makes one request after another, whichever may be made. Judges no answer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::DraftId;
use page::PageText;

use super::cited::Change;
use super::judge::{Next, judged, put_off};
use super::queue::{Step, Turn};
use super::{LinkAnswer, Standing, State};
use crate::Event;
use crate::bell::Woken;
use crate::desk::locked;
use crate::room::Room;

/// So many requests are under way at once, each to another host.
pub(crate) const ASKERS: usize = 4;
/// How long a thread sleeps at the most while it has nothing to do.
const REST: Duration = Duration::from_secs(600);

/// Asks what is to be asked, until the newsroom closes.
pub(crate) fn keep_asking(room: &Arc<Room>) {
    let mut heard = 0;
    while !room.links.bell.is_closed() {
        let turn = locked(&room.links.state).queue.next(Instant::now());
        match turn {
            Turn::Ask(step) => room.ask_link(step),
            Turn::PutOff(step) => room.link_told(&step, put_off(step.clone()), None),
            Turn::Wait(rest) => {
                let rest = rest.unwrap_or(REST);
                if room.links.bell.sleep(&mut heard, rest) == Woken::ToLeave {
                    return;
                }
            }
        }
    }
}

impl Room {
    fn ask_link(&self, step: Step) {
        let manners = &self.links.manners;
        let heard = publish::links::ask(&step.at, step.manner, manners.within, &manners.near);
        let asked = step.clone();
        let next = judged(step, heard);
        let rest = match next {
            Next::AskAfter(_, rest) => rest.max(manners.pause),
            _ => manners.pause,
        };
        let mut state = locked(&self.links.state);
        state.queue.rest(&asked, Instant::now() + rest);
        let is_heard = !matches!(
            next,
            Next::NotReached(_) | Next::Told(LinkAnswer::Private, _)
        );
        let mut settled = match is_heard {
            true => state.hear(),
            false => Vec::new(),
        };
        match next {
            Next::Ask(step) | Next::AskAfter(step, _) => state.queue.push_first(step),
            Next::NotReached(answer) => settled.extend(state.not_reached(&asked, answer)),
            Next::Told(answer, page) => {
                drop(state);
                self.link_told(&asked, answer, page);
            }
        }
        self.links.bell.ring();
        self.tell_links(settled);
    }

    /// A link has its answer, and perhaps its page.
    fn link_told(&self, step: &Step, answer: LinkAnswer, page: Option<Vec<u8>>) {
        let link = step.link.as_str();
        let drafts = locked(&self.links.state).drafts_of(link);
        let page = page.map(|page| PageText::of(&String::from_utf8_lossy(&page)));
        let change = |draft: &DraftId| -> Option<(DraftId, Change)> {
            let found = self.cite(*draft, link, page.as_ref()?);
            let found = found.inspect_err(
                |error| tracing::warn!(%draft, %error, "a cited page can't be compared"),
            );
            Some((*draft, found.ok()??))
        };
        let changes = drafts.iter().filter_map(change).collect();
        let mut state = locked(&self.links.state);
        state.under_way -= 1;
        if let Some(known) = state.known.get_mut(link) {
            known.standing = Standing::Told(answer);
            known.asked_at = Some(self.clock.now());
            known.changes = changes;
        }
        drop(state);
        self.tell_links(drafts);
    }

    fn tell_links(&self, mut drafts: Vec<DraftId>) {
        drafts.sort();
        drafts.dedup();
        for draft in drafts {
            self.tell(Event::LinksChanged { draft });
        }
    }
}

impl State {
    fn drafts_of(&self, link: &str) -> Vec<DraftId> {
        let known = self.known.get(link);
        known.map_or_else(Vec::new, |known| known.drafts.iter().copied().collect())
    }

    /// Somebody answered: who was not reached in this round is not there, and who was not in earlier ones is asked
    /// again. Whom that concerns.
    pub(super) fn hear(&mut self) -> Vec<DraftId> {
        if std::mem::replace(&mut self.heard, true) {
            return Vec::new();
        }
        let mut concerned = Vec::new();
        for known in self.known.values_mut() {
            if let Standing::NotReached(answer, round) = &known.standing {
                concerned.extend(&known.drafts);
                if *round == self.round {
                    known.standing = Standing::Told(answer.clone());
                }
            }
        }
        self.ask_what_waits();
        concerned
    }

    /// Nobody was reached for a link. Whom that concerns.
    pub(super) fn not_reached(&mut self, step: &Step, answer: LinkAnswer) -> Vec<DraftId> {
        self.under_way -= 1;
        let (heard, round) = (self.heard, self.round);
        if let Some(known) = self.known.get_mut(step.link.as_str()) {
            known.standing = match heard {
                true => Standing::Told(answer),
                false => Standing::NotReached(answer, round),
            };
            known.changes.clear();
        }
        self.drafts_of(step.link.as_str())
    }
}
