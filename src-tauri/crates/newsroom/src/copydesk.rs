//! The copy of an open draft, read as the house's copy desk reads it. Finds, and changes nothing.

mod names;

use std::collections::BTreeSet;
use std::ops::Range;

use ::copydesk::reading::{self, Remark};
use ::copydesk::spelling::Names;
use ::copydesk::style;
use domain::DraftId;
use prose::typography::{self, Rule};
use prose::{Passage, Stretch};

use crate::desk::locked;
use crate::house::House;
use crate::{Newsroom, NewsroomError};
pub use ::copydesk::reading::RemarkKind;
pub(crate) use names::NamesOfDrafts;

/// What is found in a stretch of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyStretch {
    /// What was read: whole blocks, in UTF-16 units.
    pub units: Range<usize>,
    /// What was found, in the text's order.
    pub findings: Vec<CopyFinding>,
}

/// Something in the copy.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyFinding {
    /// Where it stands, in UTF-16 units of the text.
    pub units: Range<usize>,
    /// What stands there.
    pub text: String,
    /// What it is.
    pub about: CopyAbout,
    /// What could stand there instead, the likeliest first; for a misspelt word see [`Newsroom::suggestions`].
    pub replacements: Vec<String>,
}

/// What something in the copy is.
#[derive(Debug, Clone, PartialEq)]
pub enum CopyAbout {
    /// A word that no dictionary and no list has.
    Spelling {
        /// The language that it is judged in, a BCP 47 tag.
        language: String,
    },
    /// Signs or spaces that the house sets otherwise.
    Signs(Rule),
    /// Words that the house writes otherwise.
    Style(style::Rule),
    /// Something that needs no rule to be seen.
    Remark(RemarkKind),
}

impl Newsroom {
    /// What is found in the blocks of an open draft that a stretch (UTF-16 units) touches; `None` when the text is no
    /// longer, or not yet, the one after this change.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn read_copy(
        &self,
        draft: DraftId,
        sequence: u64,
        units: Range<usize>,
    ) -> Result<Option<CopyStretch>, NewsroomError> {
        let room = &self.room;
        let text = room.open_text(draft)?;
        let read = locked(&text).stretch_after(sequence, units);
        let Some((stretch, language)) = read else {
            return Ok(None);
        };
        let names = room.names.of(draft, &text, &room.house);
        let reading = Reading {
            house: &room.house,
            stretch: &stretch,
            language: &language,
            longest_sentence: longest_sentence(room.settings()?.sentence_words),
        };
        let mut findings = reading.spelling(&names);
        let remarks = reading.remarks();
        // What waits to be completed is no slip.
        let is_mark = |units: &Range<usize>| {
            let covers =
                |mark: &CopyFinding| mark.units.start <= units.start && units.end <= mark.units.end;
            remarks
                .iter()
                .filter(|one| one.about == CopyAbout::Remark(RemarkKind::Mark))
                .any(covers)
        };
        findings.retain(|finding| !is_mark(&finding.units));
        findings.extend(reading.signs());
        findings.extend(reading.style());
        findings.extend(remarks);
        findings.sort_by_key(|finding| (finding.units.start, finding.units.end));
        let units = stretch.units(0..stretch.markdown.len());
        Ok(Some(CopyStretch {
            units: units.unwrap_or_default(),
            findings,
        }))
    }

    /// What may have been meant by a misspelt word of a draft, in a language, the likeliest first.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn suggestions(
        &self,
        draft: DraftId,
        word: &str,
        language: &str,
    ) -> Result<Vec<String>, NewsroomError> {
        let room = &self.room;
        let text = room.open_text(draft)?;
        let names = room.names.of(draft, &text, &room.house);
        let speller = room.house.words.speller(language);
        Ok(speller.map_or_else(Vec::new, |speller| speller.suggestions(word, &names)))
    }
}

/// A stretch in the hands of the copy desk.
struct Reading<'a> {
    house: &'a House,
    stretch: &'a Stretch,
    language: &'a str,
    /// The words that a sentence may have.
    longest_sentence: usize,
}

impl Reading<'_> {
    fn signs(&self) -> Vec<CopyFinding> {
        let standard = self.house.signs.standard(self.language);
        let retouches = typography::retouches(&self.stretch.markdown, self.language, &standard);
        let finding = |retouch: typography::Retouch| {
            let about = CopyAbout::Signs(retouch.rule);
            self.finding(retouch.range, about, vec![retouch.insert])
        };
        retouches.into_iter().filter_map(finding).collect()
    }

    /// Each passage, or part of one, is judged by the dictionary of its language.
    fn spelling(&self, names: &Names) -> Vec<CopyFinding> {
        let mut found = Vec::new();
        for language in self.languages() {
            let Some(speller) = self.house.words.speller(&language) else {
                continue;
            };
            for passage in &self.stretch.passages {
                for misspelling in speller.misspellings(passage, self.language, names) {
                    let language = language.clone();
                    let about = CopyAbout::Spelling { language };
                    found.extend(self.placed(passage, misspelling.range, about, Vec::new()));
                }
            }
        }
        found
    }

    /// The draft's, and those that its passages say they are in.
    fn languages(&self) -> BTreeSet<String> {
        let mut languages = BTreeSet::from([self.language.to_owned()]);
        if self.stretch.markdown.contains("lang=") {
            let passages = self.stretch.passages.iter();
            let said = passages.flat_map(|passage| {
                let places = passage.text.char_indices();
                places.filter_map(|(at, _)| passage.language(at))
            });
            languages.extend(said.filter(|said| !said.is_empty()).map(str::to_owned));
        }
        languages
    }

    fn style(&self) -> Vec<CopyFinding> {
        let mut found = Vec::new();
        for rules in self.house.styles.now() {
            for passage in &self.stretch.passages {
                for broken in rules.findings(passage, self.language) {
                    let Some(rule) = rules.rule(&broken.rule) else {
                        continue;
                    };
                    let about = CopyAbout::Style(rule.clone());
                    found.extend(self.placed(passage, broken.range, about, broken.replacements));
                }
            }
        }
        found
    }

    /// Words said twice, sums, dates, quotes, links. Whether a heading skips a level can't be seen in a stretch.
    fn remarks(&self) -> Vec<CopyFinding> {
        let mut found = Vec::new();
        for passage in &self.stretch.passages {
            for remark in reading::in_passage(passage, self.language, self.longest_sentence) {
                let instead = instead_of(&remark);
                let about = CopyAbout::Remark(remark.kind);
                found.extend(self.placed(passage, remark.range, about, instead));
            }
        }
        for remark in reading::in_text(&self.stretch.markdown, &self.stretch.passages) {
            if !matches!(remark.kind, RemarkKind::HeadingSkips { .. }) {
                let about = CopyAbout::Remark(remark.kind);
                found.extend(self.finding(remark.range, about, Vec::new()));
            }
        }
        found
    }

    /// A finding in a passage. Where marks stand between its letters it can be seen, but not be replaced.
    fn placed(
        &self,
        passage: &Passage,
        range: Range<usize>,
        about: CopyAbout,
        replacements: Vec<String>,
    ) -> Option<CopyFinding> {
        if let Some(exact) = passage.source(range.clone()) {
            return self.finding(exact, about, replacements);
        }
        let part = passage.text.get(range.clone())?;
        let first = part.chars().next()?.len_utf8();
        let last = part.chars().next_back()?.len_utf8();
        let start = passage.source(range.start..range.start + first)?.start;
        let end = passage.source(range.end - last..range.end)?.end;
        self.finding(start..end, about, Vec::new())
    }

    fn finding(
        &self,
        range: Range<usize>,
        about: CopyAbout,
        replacements: Vec<String>,
    ) -> Option<CopyFinding> {
        Some(CopyFinding {
            text: self.stretch.markdown.get(range.clone())?.to_owned(),
            units: self.stretch.units(range)?,
            about,
            replacements,
        })
    }
}

/// The words that a sentence may have; 0 stands for any number.
fn longest_sentence(setting: u32) -> usize {
    if setting == 0 {
        usize::MAX
    } else {
        setting as usize
    }
}

/// A word that stands twice may go once; of the rest only the writer knows what is right.
fn instead_of(remark: &Remark) -> Vec<String> {
    match remark.kind {
        RemarkKind::SaidTwice { .. } => vec![String::new()],
        _ => Vec::new(),
    }
}
