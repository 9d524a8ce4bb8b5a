//! That a library came back, noted in it: since when it does not know what was published. Restores nothing.

use domain::Timestamp;
use serde::{Deserialize, Serialize};
use store::Store;

use crate::NewsroomError;
use crate::sites::json_text;

const KEY: &str = "came_back";

/// What a library that came back does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ComingBack {
    /// When it came back, the last time: what was begun after that, it knows.
    pub(crate) at: Timestamp,
    /// What was published before this moment, it knows too.
    pub(crate) knows_until: Timestamp,
}

impl ComingBack {
    /// Notes it; `known` is the last change that the backup holds. One that holds an earlier coming back
    /// knows no more than then.
    pub(super) fn note(
        store: &Store,
        known: Option<Timestamp>,
        at: Timestamp,
    ) -> Result<(), NewsroomError> {
        let known = known.unwrap_or(Timestamp::UNIX_EPOCH).min(at);
        let earlier = Self::of(store)?.map_or(known, |earlier| earlier.knows_until);
        let knows_until = known.min(earlier);
        Ok(store.set_setting(KEY, &json_text(&Self { at, knows_until })?)?)
    }

    /// Whether this library came back; one of which that can't be read is taken for one that knows nothing.
    pub(crate) fn of(store: &Store) -> Result<Option<Self>, NewsroomError> {
        let kept = store.setting(KEY)?;
        Ok(kept.map(|json| {
            serde_json::from_str(&json).unwrap_or_else(|error| {
                tracing::warn!(%error, "when the library came back can't be read");
                Self {
                    at: Timestamp::MAX,
                    knows_until: Timestamp::UNIX_EPOCH,
                }
            })
        }))
    }
}
