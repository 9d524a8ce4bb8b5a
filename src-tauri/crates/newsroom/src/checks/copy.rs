//! What the copy desk found, as it weighs before an article goes out: one by one where each matters, counted where many do.

use domain::CheckKind;

use super::{CheckAbout, Checked, Found};
use crate::copydesk::{CopyAbout, CopyFinding, Judged, RemarkKind};
use crate::room::Room;

/// What is found in the copy.
const OF_COPY: &[CheckKind] = &[
    CheckKind::ToCome,
    CheckKind::Headings,
    CheckKind::Quotes,
    CheckKind::EmptyLink,
    CheckKind::Names,
    CheckKind::Numbers,
    CheckKind::Calendar,
    CheckKind::Spelling,
    CheckKind::Style,
    CheckKind::Signs,
    CheckKind::Sentences,
];

/// What is told by its number: each is underlined where it stands.
const COUNTED: &[CheckKind] = &[
    CheckKind::Spelling,
    CheckKind::Style,
    CheckKind::Signs,
    CheckKind::Sentences,
];

impl Room {
    /// Looks through the text.
    pub(super) fn check_copy(&self, checked: Checked<'_>, found: &mut Found<'_>) {
        if !found.wants_any(OF_COPY) {
            return;
        }
        let of_words = [CheckKind::Spelling, CheckKind::Names];
        let judged = if found.wants_any(&of_words) {
            Judged::Words
        } else {
            Judged::NoWords
        };
        let all = self.read_whole(checked.draft, (checked.fields, checked.text), judged);
        for kind in COUNTED {
            let mut of_kind = all.iter().filter(|one| kind_of(one) == *kind);
            if let Some(first) = of_kind.next().cloned() {
                let count = 1 + of_kind.count();
                found.take(*kind, CheckAbout::Copies { count, first });
            }
        }
        for one in all {
            let kind = kind_of(&one);
            if !COUNTED.contains(&kind) {
                found.take(kind, CheckAbout::Copy(one));
            }
        }
    }
}

fn kind_of(finding: &CopyFinding) -> CheckKind {
    use RemarkKind as R;
    match &finding.about {
        CopyAbout::Spelling { .. } => CheckKind::Spelling,
        CopyAbout::Signs(_) => CheckKind::Signs,
        CopyAbout::Style(_) => CheckKind::Style,
        CopyAbout::Remark(remark) => match remark {
            R::SaidTwice { .. } | R::LongSentence { .. } => CheckKind::Sentences,
            R::Shares { .. } | R::Share { .. } | R::Growth { .. } | R::Total { .. } => {
                CheckKind::Numbers
            }
            R::Mark => CheckKind::ToCome,
            R::Unclosed | R::Unopened => CheckKind::Quotes,
            R::HeadingSkips { .. } => CheckKind::Headings,
            R::LinkNowhere | R::LinkUnseen => CheckKind::EmptyLink,
            R::Alike { .. } => CheckKind::Names,
            R::NoSuchDay | R::Weekday { .. } | R::NoSuchTime => CheckKind::Calendar,
        },
    }
}
