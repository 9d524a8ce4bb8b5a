//! What the writer does not want to be told again: at one place, in this draft, ever. Finds nothing itself.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use domain::DraftId;
use store::Ignored;

use super::{CopyAbout, CopyFinding, RemarkKind};
use crate::desk::locked;
use crate::house::Never;
use crate::room::Room;
use crate::{Newsroom, NewsroomError};

/// So many letters and figures beside an ignored place are remembered.
const BESIDE: usize = 32;
/// By so many of them, before and behind together, a place is known again: four or five words.
const ENOUGH: usize = 24;
/// They are looked for among so many characters.
const REACH: usize = 1_000;
/// What a misspelt word is ignored by.
const SPELLING: &str = "spelling";

/// What stands before and behind a place: its letters and figures, in small letters.
type Beside = (String, String);

/// How far something is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowFar {
    /// Where it stands, by the words beside it.
    Here,
    /// Wherever this draft says the same.
    Draft,
    /// Everywhere: a word is learnt, a rule goes into the house's list.
    Always,
}

impl CopyAbout {
    /// What it was found by, and is ignored by.
    pub fn rule(&self) -> &str {
        match self {
            Self::Spelling { .. } => SPELLING,
            Self::Signs(rule) => rule.name(),
            Self::Style(rule) => &rule.id,
            Self::Remark(kind) => kind.name(),
        }
    }
}

impl Newsroom {
    /// What was found by this rule at this place (UTF-16 units) of an open draft is not told again. Whether the text is
    /// still the one after this change; in another one nothing is ignored. A place stays ignored while its words stay and
    /// most of what is beside them does; it is known again after a restart and goes with its draft.
    ///
    /// # Errors
    /// `FieldInvalid` for a place that is none, and for a mark (TK) that is to be ignored always; `DraftMissing`;
    /// `FileUnwritable`, `DiskFull`; any failure of the library.
    pub fn ignore_finding(
        &self,
        draft: DraftId,
        sequence: u64,
        (rule, units): (&str, Range<usize>),
        far: HowFar,
    ) -> Result<bool, NewsroomError> {
        let open = self.room.open_text(draft)?;
        let text = {
            let open = locked(&open);
            if open.sequence != sequence {
                return Ok(false);
            }
            open.manuscript.text()
        };
        let mut place = Cursor::over(&text);
        let bytes = place.byte(units.start)..place.byte(units.end);
        let words = text.get(bytes.clone()).filter(|words| !words.is_empty());
        let words =
            words.ok_or_else(|| NewsroomError::FieldInvalid(format!("place: {units:?}")))?;
        let ignored = |beside| Ignored {
            rule: rule.to_owned(),
            words: plain(words),
            beside,
        };
        match far {
            HowFar::Here => {
                let beside = beside(&text, bytes.clone());
                self.room.store.ignore(draft, ignored(Some(beside)))?;
            }
            HowFar::Draft => self.room.store.ignore(draft, ignored(None))?,
            HowFar::Always => self.ignore_always(rule, words)?,
        }
        Ok(true)
    }

    fn ignore_always(&self, rule: &str, words: &str) -> Result<(), NewsroomError> {
        if rule == SPELLING {
            return self.learn_word(words);
        }
        if rule == RemarkKind::Mark.name() {
            return Err(NewsroomError::FieldInvalid(
                "a mark is to be completed".to_owned(),
            ));
        }
        let words = RemarkKind::is_of_its_words(rule).then(|| plain(words));
        self.ignore_rule(rule, words.as_deref())
    }

    /// All that was ignored in a draft is told again.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn heed_again(&self, draft: DraftId) -> Result<(), NewsroomError> {
        Ok(self.room.store.heed_again(draft)?)
    }
}

/// What is not told in a draft.
pub(super) struct Unheeded {
    never: Arc<Never>,
    /// By rule and words: wherever the draft has them, or what is beside each place.
    here: HashMap<(String, String), Vec<Option<Beside>>>,
}

impl Room {
    /// What is not told in a draft.
    pub(super) fn unheeded(&self, draft: DraftId) -> Result<Unheeded, NewsroomError> {
        let mut here: HashMap<_, Vec<_>> = HashMap::new();
        for one in self.store.ignored(draft)? {
            here.entry((one.rule, one.words))
                .or_default()
                .push(one.beside);
        }
        let never = self.house.ignored.now();
        Ok(Unheeded { never, here })
    }
}

impl Unheeded {
    /// Only what the house never wants to be told.
    pub(super) fn of_house(never: Arc<Never>) -> Self {
        let here = HashMap::new();
        Self { never, here }
    }

    /// Whether the text must be looked at to know what is not told.
    pub(super) fn has_places(&self) -> bool {
        self.here.values().flatten().any(Option::is_some)
    }

    /// How much of what is ignored in the draft still stands in its text.
    pub(super) fn count(&self, text: &str) -> usize {
        if self.here.is_empty() {
            return 0;
        }
        let text = plain(text);
        let stand = self
            .here
            .iter()
            .filter(|((_, words), _)| text.contains(words.as_str()));
        stand.map(|(_, places)| places.len()).sum()
    }

    /// What is left of findings that ascend, in this text.
    pub(super) fn heeded(&self, findings: Vec<CopyFinding>, text: &str) -> Vec<CopyFinding> {
        let mut place = Cursor::over(text);
        let mut heeded = findings;
        heeded.retain(|finding| {
            let (rule, words) = (finding.about.rule(), plain(&finding.text));
            !self.never.has(rule, &words) && !self.is_ignored(finding, words, text, &mut place)
        });
        heeded
    }

    fn is_ignored(
        &self,
        finding: &CopyFinding,
        words: String,
        text: &str,
        place: &mut Cursor<'_>,
    ) -> bool {
        if self.here.is_empty() {
            return false;
        }
        let Some(places) = self.here.get(&(finding.about.rule().to_owned(), words)) else {
            return false;
        };
        if places.contains(&None) {
            return true;
        }
        let start = place.byte(finding.units.start);
        let now = beside(text, start..start + finding.text.len());
        places
            .iter()
            .flatten()
            .any(|then| is_same_place(then, &now))
    }
}

/// Whether a place is the one that was ignored: all before it is as it was, or enough of what is next to it.
fn is_same_place(then: &Beside, now: &Beside) -> bool {
    let before = then.0.chars().rev().zip(now.0.chars().rev());
    let after = then.1.chars().zip(now.1.chars());
    let same = |(one, other): &(char, char)| one == other;
    let kept = before.take_while(same).count() + after.take_while(same).count();
    then.0 == now.0 || kept >= ENOUGH
}

/// What stands before and behind a stretch of a text: neither signs nor marks count.
fn beside(text: &str, bytes: Range<usize>) -> Beside {
    let mut before = letters(text.get(..bytes.start).unwrap_or_default().chars().rev());
    before.reverse();
    let after = letters(text.get(bytes.end..).unwrap_or_default().chars());
    (before.into_iter().collect(), after.into_iter().collect())
}

fn letters(signs: impl Iterator<Item = char>) -> Vec<char> {
    let letters = signs.take(REACH).filter(|sign| sign.is_alphanumeric());
    letters.flat_map(char::to_lowercase).take(BESIDE).collect()
}

/// Words with one plain space between them: how they are parted is no part of them.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Goes through a text from one place to the next.
struct Cursor<'t> {
    text: &'t str,
    unit: usize,
    byte: usize,
}

impl<'t> Cursor<'t> {
    fn over(text: &'t str) -> Self {
        let (unit, byte) = (0, 0);
        Self { text, unit, byte }
    }

    /// The byte at a UTF-16 unit that is not before the last one; the end's beyond it.
    fn byte(&mut self, unit: usize) -> usize {
        if unit < self.unit {
            *self = Self::over(self.text);
        }
        for sign in self.text.get(self.byte..).unwrap_or_default().chars() {
            if self.unit >= unit {
                break;
            }
            self.unit += sign.len_utf16();
            self.byte += sign.len_utf8();
        }
        self.byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, words: &str) -> Beside {
        let start = text.rfind(words).unwrap();
        beside(text, start..start + words.len())
    }

    #[test]
    fn a_place_is_known_by_what_is_beside_it() {
        let then = at("Hier, le quai du **zlork** a fermé.", "zlork");
        assert_eq!(then, ("hierlequaidu".to_owned(), "afermé".to_owned()));
        for (now, is_same) in [
            ("Hier, le quai du _zlork_, dit-on, a rouvert.", true),
            ("Hier : le quai du zlork", true),
            ("Le quai du zlork a fermé.", false),
            ("Hier, le quai du zlork. Et ce zlork.", false),
        ] {
            assert_eq!(is_same_place(&then, &at(now, "zlork")), is_same, "{now}");
        }
        let long = "a fermé hier soir pour deux mois de travaux";
        let then = at(&format!("Le zlork {long}."), "zlork");
        let now = at(&format!("Un autre zlork {long}, dit-on."), "zlork");
        assert!(is_same_place(&then, &now));
        let now = at("Depuis hier, le zlork a fermé.", "zlork");
        assert!(!is_same_place(&then, &now));
    }

    #[test]
    fn units_are_found_in_any_order() {
        let mut place = Cursor::over("a😀é");
        assert_eq!([3, 1, 4, 9].map(|unit| place.byte(unit)), [5, 1, 7, 7]);
    }
}
