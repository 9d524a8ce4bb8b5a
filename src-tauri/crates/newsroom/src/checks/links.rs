//! What is known of the links of a draft, as it weighs before an article goes out. Asks nobody.

use domain::CheckKind;

use super::{CheckAbout, Checked, Found};
use crate::NewsroomError;
use crate::links::LinkAnswer;
use crate::room::Room;

/// What is found of links that were asked.
const OF_LINKS: &[CheckKind] = &[
    CheckKind::DeadLink,
    CheckKind::MovedLink,
    CheckKind::UnsureLink,
    CheckKind::CitedPage,
];

impl Room {
    /// Looks through what was answered.
    pub(super) fn check_links(
        &self,
        checked: Checked<'_>,
        found: &mut Found<'_>,
    ) -> Result<(), NewsroomError> {
        if !found.wants_any(OF_LINKS) {
            return Ok(());
        }
        let mut waiting = 0;
        for link in self.links_known(checked.draft)? {
            match kind_of(&link.answer) {
                Some(kind) => found.take(kind, CheckAbout::Link(link)),
                None => waiting += usize::from(link.answer != LinkAnswer::Answers),
            }
        }
        if waiting > 0 {
            let about = CheckAbout::LinksWaiting { count: waiting };
            found.take(CheckKind::UnsureLink, about);
        }
        Ok(())
    }
}

/// What an answer is found by; nothing where there is nothing to say, or not yet.
fn kind_of(answer: &LinkAnswer) -> Option<CheckKind> {
    use LinkAnswer as A;
    match answer {
        A::Waiting | A::Asking | A::Answers => None,
        A::Moved { .. } => Some(CheckKind::MovedLink),
        A::Missing | A::Gone | A::Failing(_) | A::Silent | A::NoSuchHost | A::Insecure => {
            Some(CheckKind::DeadLink)
        }
        A::Refused(_) | A::Busy | A::Private => Some(CheckKind::UnsureLink),
        A::Changed { .. } => Some(CheckKind::CitedPage),
    }
}
