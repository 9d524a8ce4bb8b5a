//! What must be in the library: follows the script and what was acknowledged, and compares. Does not know how a fault was made.

use std::collections::BTreeMap;

use domain::DraftId;
use newsroom::Newsroom;

use crate::room::fields_number;
use crate::script::Page;

/// Something the writer heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// The text of a draft is saved up to this change.
    Saved { draft: usize, sequence: u64 },
    /// The fields of a draft are saved in this state.
    Fields { draft: usize, number: u64 },
}

/// What a comparison found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Verdict {
    /// Changes that are newly acknowledged.
    pub(crate) acknowledged: u64,
    /// Acknowledged changes that are not there.
    pub(crate) lost: u64,
    /// What is wrong, in words; empty when nothing is.
    pub(crate) wrong: Vec<String>,
}

/// One draft as it must be.
struct Kept {
    id: DraftId,
    /// The text at the last comparison.
    page: Page,
    /// The last acknowledged change of the text.
    saved: u64,
    /// The last acknowledged state of the fields.
    fields: u64,
}

/// Knows all drafts of a library.
pub(crate) struct Oracle {
    seed: u64,
    drafts: Vec<Kept>,
}

impl Oracle {
    /// For drafts that were just made.
    pub(crate) fn new(seed: u64, drafts: &[DraftId]) -> Self {
        let kept = |(draft, id): (usize, &DraftId)| Kept {
            id: *id,
            page: Page::new(seed, draft),
            saved: 0,
            fields: 0,
        };
        let drafts = drafts.iter().enumerate().map(kept).collect();
        Self { seed, drafts }
    }

    /// Takes in what the writer heard; says how many changes that acknowledges for the first time.
    pub(crate) fn hear(&mut self, heard: &[Heard]) -> u64 {
        let before = self.sum();
        for what in heard {
            match *what {
                Heard::Saved { draft, sequence } => {
                    let saved = &mut self.drafts[draft].saved;
                    *saved = sequence.max(*saved);
                }
                Heard::Fields { draft, number } => {
                    let fields = &mut self.drafts[draft].fields;
                    *fields = number.max(*fields);
                }
            }
        }
        self.sum() - before
    }

    fn sum(&self) -> u64 {
        self.drafts
            .iter()
            .map(|kept| kept.saved + kept.fields)
            .sum()
    }

    /// The same knowledge, for another comparison from the beginning.
    pub(crate) fn again(&self) -> Self {
        let mut again = Self::new(self.seed, &self.ids());
        for (anew, kept) in again.drafts.iter_mut().zip(&self.drafts) {
            (anew.saved, anew.fields) = (kept.saved, kept.fields);
        }
        again
    }

    /// How many changes must be there.
    pub(crate) fn known(&self) -> u64 {
        self.sum()
    }

    /// The drafts.
    pub(crate) fn ids(&self) -> Vec<DraftId> {
        self.drafts.iter().map(|kept| kept.id).collect()
    }

    /// Compares the library with what must be there, and goes on from what is there.
    pub(crate) fn judge(&mut self, newsroom: &Newsroom) -> Verdict {
        let mut verdict = Verdict::default();
        for draft in 0..self.drafts.len() {
            self.judge_one(newsroom, draft, &mut verdict);
        }
        verdict
    }

    /// The same for one of its drafts.
    pub(crate) fn judge_one(&mut self, newsroom: &Newsroom, draft: usize, verdict: &mut Verdict) {
        let seed = self.seed;
        let kept = &mut self.drafts[draft];
        let found = match newsroom.open_draft(kept.id) {
            Ok(found) => found,
            Err(error) => {
                verdict.lost += kept.saved + kept.fields;
                verdict
                    .wrong
                    .push(format!("draft {draft} can't be opened: {error}"));
                return;
            }
        };
        if found.sequence < kept.saved {
            let missing = kept.saved - found.sequence;
            verdict.lost += missing;
            verdict.wrong.push(format!(
                "draft {draft}: {missing} acknowledged changes after {} are gone",
                found.sequence
            ));
        }
        if found.sequence < kept.page.sequence {
            kept.page = Page::new(seed, draft);
        }
        kept.page.turn_to(found.sequence);
        if kept.page.text() != found.text {
            verdict.lost += 1;
            verdict.wrong.push(format!(
                "draft {draft}: the text is not that of change {}",
                found.sequence
            ));
        }
        let fields = fields_number(&found.fields.headline, draft);
        if fields.is_none_or(|number| number < kept.fields) {
            verdict.lost += 1;
            let headline = &found.fields.headline;
            verdict.wrong.push(format!(
                "draft {draft}: fields {} were acknowledged, {headline:?} is there",
                kept.fields
            ));
        }
        // What is there now is what the next round begins with.
        kept.saved = found.sequence;
        kept.fields = fields.unwrap_or_default();
    }
}

/// What was acknowledged when: for comparisons with many moments of one recording.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heights(BTreeMap<usize, (u64, u64)>);

impl Heights {
    /// One more thing was heard.
    pub(crate) fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Saved { draft, sequence } => {
                let height = self.0.entry(draft).or_default();
                height.0 = height.0.max(sequence);
            }
            Heard::Fields { draft, number } => {
                let height = self.0.entry(draft).or_default();
                height.1 = height.1.max(number);
            }
        }
    }

    /// All of it, as it would be heard anew.
    pub(crate) fn all(&self) -> Vec<Heard> {
        let both = |(draft, (sequence, number)): (&usize, &(u64, u64))| {
            [
                Heard::Saved {
                    draft: *draft,
                    sequence: *sequence,
                },
                Heard::Fields {
                    draft: *draft,
                    number: *number,
                },
            ]
        };
        self.0.iter().flat_map(both).collect()
    }
}
