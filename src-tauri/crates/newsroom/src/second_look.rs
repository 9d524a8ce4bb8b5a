//! Pages and pictures that could not be looked at when their article was sent: looked at again, ever more rarely. Sends
//! nothing.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use domain::{Difference, Dispatch, DispatchId, Operation, PublicationState};

use crate::room::Room;
use crate::{Event, NewsroomError};

/// The pause after the first look in vain, and the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(3_600);
/// How long a picture may take: nobody waits for it.
const FOR_A_PICTURE: Duration = Duration::from_secs(60);

/// The pages of which nobody has seen all yet, and when each is looked at next.
#[derive(Default)]
pub(crate) struct SecondLooks(BTreeMap<DispatchId, Look>);

struct Look {
    dispatch: Dispatch,
    next: Instant,
    pause: Duration,
}

impl SecondLooks {
    /// Brings the list up to date; a new page is to be looked at at once.
    pub(crate) fn follow(&mut self, room: &Room) {
        let unseen = room.store.unseen().unwrap_or_else(|error| {
            tracing::warn!(%error, "can't look which pages nobody has seen");
            Vec::new()
        });
        let mut before = std::mem::take(&mut self.0);
        self.0 = unseen
            .into_iter()
            .map(|dispatch| {
                let look = before.remove(&dispatch.id).unwrap_or_else(|| Look {
                    dispatch,
                    next: Instant::now(),
                    pause: FIRST_PAUSE,
                });
                (look.dispatch.id, look)
            })
            .collect();
    }

    /// How long nothing is to be looked at; this long at the most.
    pub(crate) fn rest(&self, at_most: Duration) -> Duration {
        let next = self.0.values().map(|look| look.next).min();
        let wait = next.map(|next| next.saturating_duration_since(Instant::now()));
        wait.map_or(at_most, |wait| wait.min(at_most))
    }

    /// Looks at the pages whose time has come.
    pub(crate) fn take(&mut self, room: &Room) {
        for look in self.0.values_mut() {
            if look.next > Instant::now() || room.outbox_bell.is_closed() {
                continue;
            }
            if let Err(error) = room.look_again(&look.dispatch) {
                tracing::warn!(dispatch = %look.dispatch.id, %error, "can't look at the page");
            }
            look.next = Instant::now() + look.pause;
            look.pause = (look.pause * 2).min(LONGEST_PAUSE);
        }
    }
}

impl Room {
    /// Looks at the page of a dispatch that is done, or at those of its pictures that nobody has seen yet, and completes
    /// its receipt by what can be seen.
    fn look_again(&self, dispatch: &Dispatch) -> Result<(), NewsroomError> {
        let (site, sent) = self.of_dispatch(dispatch)?;
        let publication = self.store.publication(dispatch.draft, dispatch.site)?;
        let expected = match dispatch.operation {
            Operation::Publish | Operation::Update => PublicationState::Live,
            Operation::Unpublish => PublicationState::Unpublished,
        };
        let Some(publication) = publication.filter(|there| there.state == expected) else {
            return Ok(());
        };
        let Ok(destination) = self.destination(&site) else {
            // It does not run, or its token is out of reach: that is told elsewhere.
            return Ok(());
        };
        // Its theme may have changed since; if it says nothing, what is known of it has to do.
        let site = self.refresh_site(site.id, &*destination).unwrap_or(site);
        let Some(before) = self.store.receipt(dispatch.id)? else {
            return Ok(());
        };
        let mut proof = before.clone();
        if before.seen_hash.is_none() {
            let by = (&*destination, before.nothing_sent);
            proof = self.prove(dispatch, sent.as_ref(), &site, &publication, by)?;
            if proof.seen_hash.is_none() {
                return Ok(());
            }
            let overwrote = |difference: &&Difference| **difference == Difference::Overwritten;
            let overwrote = before.differences.iter().find(overwrote).cloned();
            proof.differences.extend(overwrote);
        }
        self.look_at_pictures(&mut proof, (&publication, &*destination), FOR_A_PICTURE);
        if proof == before {
            return Ok(());
        }
        if self.store.look_again(&proof)? {
            self.tell(Event::OutboxChanged);
            self.tell(Event::PublicationChanged {
                draft: dispatch.draft,
            });
        }
        Ok(())
    }
}
