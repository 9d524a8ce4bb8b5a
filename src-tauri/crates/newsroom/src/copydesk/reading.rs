//! A stretch of copy in the hands of the copy desk: all that the house's rules and the dictionaries find in it. Knows no draft.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use ::copydesk::reading::{self, Remark};
use ::copydesk::spelling::{Names, Speller};
use prose::typography::{self, Retouch};
use prose::{Passage, Stretch};

use super::{CopyAbout, CopyFinding, RemarkKind};
use crate::house::House;

/// So many bytes are counted at once.
const STEP: usize = 1024;

/// What is read, by which rules.
pub(super) struct Reading<'a> {
    house: &'a House,
    stretch: &'a Stretch,
    language: &'a str,
    /// The words that a sentence may have.
    longest_sentence: usize,
    /// Whether dictionaries are looked into.
    judges_words: bool,
    /// The UTF-16 units before every so many bytes.
    units: Vec<usize>,
}

impl<'a> Reading<'a> {
    /// That of a stretch in a language, a BCP 47 tag, whose sentences may have so many words.
    pub(super) fn of(
        house: &'a House,
        stretch: &'a Stretch,
        language: &'a str,
        longest_sentence: usize,
    ) -> Self {
        let mut units = vec![stretch.start];
        for step in stretch.markdown.as_bytes().chunks(STEP) {
            units.push(units[units.len() - 1] + units_of(step));
        }
        Self {
            house,
            stretch,
            language,
            longest_sentence,
            judges_words: true,
            units,
        }
    }

    /// No dictionary is looked into.
    pub(super) fn judge_no_words(&mut self) {
        self.judges_words = false;
    }

    /// What the stretch shows by itself, ascending.
    pub(super) fn by_itself(&self, names: &Names) -> Vec<CopyFinding> {
        let mut findings = self.spelling(names);
        let remarks = self.remarks();
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
        findings.extend(self.signs());
        findings.extend(self.style());
        findings.extend(remarks);
        findings.sort_by_key(|finding| (finding.units.start, finding.units.end));
        findings
    }

    /// What only a whole text shows, ascending; `above` is what readers read above it. Without a dictionary no name is
    /// compared: what is no name can't be told then.
    pub(super) fn across(&self, above: &[&str]) -> Vec<CopyFinding> {
        let (markdown, passages) = (&self.stretch.markdown, &self.stretch.passages);
        let mut remarks = reading::headings(markdown, passages);
        if let Some(speller) = self.speller(self.language) {
            remarks.extend(reading::alike(passages, above, |word| speller.knows(word)));
        }
        remarks.sort_by_key(|remark| (remark.range.start, remark.range.end));
        let found = remarks.into_iter().filter_map(|remark| {
            let instead = self.instead_of(&remark);
            self.finding(remark.range, CopyAbout::Remark(remark.kind), instead)
        });
        found.collect()
    }

    /// Who judges the words of a language; nobody where none are judged, or there is no dictionary.
    fn speller(&self, language: &str) -> Option<Arc<Speller>> {
        let speller = || self.house.words.speller(language);
        self.judges_words.then(speller).flatten()
    }

    fn signs(&self) -> Vec<CopyFinding> {
        let standard = self.house.signs.standard(self.language);
        let retouches = typography::retouches(&self.stretch.markdown, self.language, &standard);
        let finding = |retouch: Retouch| {
            let about = CopyAbout::Signs(retouch.rule);
            self.finding(retouch.range, about, vec![retouch.insert])
        };
        retouches.into_iter().filter_map(finding).collect()
    }

    /// Each passage, or part of one, is judged by the dictionary of its language.
    fn spelling(&self, names: &Names) -> Vec<CopyFinding> {
        let mut found = Vec::new();
        for language in self.languages() {
            let Some(speller) = self.speller(&language) else {
                continue;
            };
            for passage in &self.stretch.passages {
                for misspelling in speller.misspellings(passage, self.language, names) {
                    let word = passage.text.get(misspelling.range.clone());
                    if word.is_some_and(|word| self.is_right_elsewhere(&language, word)) {
                        continue;
                    }
                    let language = language.clone();
                    let about = CopyAbout::Spelling { language };
                    found.extend(self.placed(passage, misspelling.range, about, Vec::new()));
                }
            }
        }
        found
    }

    /// English of no country is everybody's: what Britain writes is no slip in it, nor is what America does.
    fn is_right_elsewhere(&self, language: &str, word: &str) -> bool {
        let british = || self.speller("en-gb");
        language == "en" && british().is_some_and(|speller| speller.knows(word))
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

    /// Words said twice, sums, dates, quotes, links. Whether a heading skips a level can't be seen here.
    fn remarks(&self) -> Vec<CopyFinding> {
        let mut found = Vec::new();
        for passage in &self.stretch.passages {
            for remark in reading::in_passage(passage, self.language, self.longest_sentence) {
                let instead = self.instead_of(&remark);
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
            units: self.unit(range.start)..self.unit(range.end),
            about,
            replacements,
        })
    }

    /// A byte of the Markdown in UTF-16 units of the whole text.
    fn unit(&self, byte: usize) -> usize {
        let markdown = self.stretch.markdown.as_bytes();
        let step = byte / STEP;
        self.units.get(step).copied().unwrap_or_default() + units_of(&markdown[step * STEP..byte])
    }

    /// A word that stands twice may go once, a name may be that of the same text; of the rest only the writer knows what
    /// is right.
    fn instead_of(&self, remark: &Remark) -> Vec<String> {
        match &remark.kind {
            RemarkKind::SaidTwice { .. } => vec![String::new()],
            RemarkKind::Alike { other } if self.stretch.markdown.contains(other) => {
                vec![other.clone()]
            }
            _ => Vec::new(),
        }
    }
}

/// The UTF-16 units that begin in these bytes.
fn units_of(bytes: &[u8]) -> usize {
    let begin = |byte: &u8| usize::from(byte & 0xC0 != 0x80) + usize::from(*byte >= 0xF0);
    bytes.iter().map(begin).sum()
}
