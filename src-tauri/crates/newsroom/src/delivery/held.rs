//! Why a dispatch is not done, and what becomes of it then: it waits, stays in doubt, or is refused. Sends nothing.

use std::time::Duration;

use domain::{Dispatch, DispatchState, SiteKind};
use publish::{Outcome, PublishError};

use crate::NewsroomError;
use crate::desk::locked;
use crate::room::Room;
use crate::sites::{Unseen, site_error};

/// Why a dispatch is not done.
pub(crate) enum Held {
    /// The site, before the article's own request was made: nothing of it can have happened.
    Before(PublishError),
    /// The site, when asked what became of an earlier try: still nobody knows.
    Asking(PublishError),
    /// The site, in answer to the article's own request.
    Sending(PublishError),
    /// Something here that another try would not change.
    Here(NewsroomError),
    /// Something here that keeps us from asking what became of an earlier try.
    Mute(NewsroomError),
    /// The credentials, which wait for their passphrase.
    Locked(NewsroomError),
    /// A clock: its hour has not come by all that are known. For so long.
    Early(NewsroomError, Duration),
    /// The library, which can't even keep the outcome.
    Library(NewsroomError),
}

impl Room {
    /// Decides what becomes of a dispatch that is not done.
    pub(super) fn settle(&self, dispatch: &Dispatch, held: Held) -> Result<(), NewsroomError> {
        use DispatchState::{Failed, Unknown, Waiting};
        // What was in doubt before this try stays so, unless the site was asked and answered.
        let (state, error) = match held {
            Held::Library(error) => return Err(error),
            Held::Here(error) => return self.put_back(dispatch, Failed, &error, None),
            Held::Mute(error) => return self.put_back(dispatch, Unknown, &error, None),
            Held::Locked(error) => {
                self.put_back(dispatch, doubt_or_wait(dispatch), &error, None)?;
                return self.after_a_wait_for_secrets();
            }
            Held::Early(why, left) => {
                return self.put_back(dispatch, doubt_or_wait(dispatch), &why, Some(left));
            }
            Held::Asking(error) => (doubt_or_wait(dispatch), error),
            Held::Before(error) => match error.outcome() {
                Outcome::Refused => (Failed, error),
                Outcome::NotSent | Outcome::NotNow | Outcome::Unknown => {
                    (doubt_or_wait(dispatch), error)
                }
            },
            Held::Sending(error) => match error.outcome() {
                Outcome::Refused => (Failed, error),
                Outcome::NotSent => (Waiting, error),
                // "Busy" may be the word of a proxy whose site did the work: not to be taken back.
                Outcome::NotNow | Outcome::Unknown => (Unknown, error),
            },
        };
        self.set_reachable(
            dispatch.site,
            !matches!(error, PublishError::Unreachable(_)),
        );
        let wish = match &error {
            PublishError::Busy { retry_after, .. } => *retry_after,
            _ => None,
        };
        let why = self.told(dispatch, error)?;
        self.put_back(dispatch, state, &why, wish)
    }

    /// The failure in the journalist's words: a local site that can't be reached says why.
    fn told(
        &self,
        dispatch: &Dispatch,
        error: PublishError,
    ) -> Result<NewsroomError, NewsroomError> {
        if matches!(error, PublishError::Unreachable(_)) {
            let site = self.store.site(dispatch.site)?;
            let local = site.is_some_and(|site| site.kind == SiteKind::Local);
            if let Some(fault) = locked(&self.local_site_fault).clone().filter(|_| local) {
                return Ok(fault);
            }
        }
        Ok(site_error(error))
    }
}

/// Where a dispatch goes when the article's own request was not made in this try.
fn doubt_or_wait(dispatch: &Dispatch) -> DispatchState {
    if dispatch.state == DispatchState::Unknown {
        DispatchState::Unknown
    } else {
        DispatchState::Waiting
    }
}

impl Held {
    /// A dispatch in doubt stays so until the site was asked, whatever keeps us from asking.
    pub(super) fn while_in_doubt(self, dispatch: &Dispatch) -> Self {
        match self {
            held if dispatch.state != DispatchState::Unknown => held,
            Self::Before(error) => Self::Asking(error),
            Self::Here(error) => Self::Mute(error),
            held => held,
        }
    }

    pub(super) fn before(unseen: Unseen) -> Self {
        match unseen {
            Unseen::Site(error) => Self::Before(error),
            Unseen::Here(error @ NewsroomError::SecretsLocked(_)) => Self::Locked(error),
            Unseen::Here(
                error @ (NewsroomError::KeychainUnavailable(_) | NewsroomError::SecretsDamaged(_)),
            ) => Self::Here(error),
            Unseen::Here(error) => Self::Library(error),
        }
    }

    pub(super) fn library(error: store::StoreError) -> Self {
        Self::Library(error.into())
    }
}

/// For what is asked directly, and waits for nothing.
impl From<Held> for Unseen {
    fn from(held: Held) -> Self {
        match held {
            Held::Before(error) | Held::Asking(error) | Held::Sending(error) => Self::Site(error),
            Held::Here(error)
            | Held::Mute(error)
            | Held::Locked(error)
            | Held::Early(error, _)
            | Held::Library(error) => Self::Here(error),
        }
    }
}
