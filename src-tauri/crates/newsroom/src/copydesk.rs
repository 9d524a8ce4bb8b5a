//! The copy of an open draft, read as the house's copy desk reads it. Finds, and changes nothing.

mod ignoring;
mod names;
mod reading;

use std::ops::Range;

use ::copydesk::spelling::Names;
use ::copydesk::style;
use domain::{DraftId, Fields};
use prose::Stretch;
use prose::typography::Rule;

use crate::desk::locked;
use crate::room::Room;
use crate::settings::Settings;
use crate::{HouseFault, Newsroom, NewsroomError};
pub use ::copydesk::reading::RemarkKind;
pub use ::copydesk::style::RuleFaultCode;
pub use ignoring::HowFar;
use ignoring::Unheeded;
pub(crate) use names::NamesOfDrafts;
use reading::Reading;

/// Whether words are judged, which wants dictionaries: they are large, and take a while to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judged {
    /// They are.
    Words,
    /// Neither spelling nor names.
    NoWords,
}

/// What is found in a stretch of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyStretch {
    /// What was read: whole blocks, in UTF-16 units.
    pub units: Range<usize>,
    /// What was found, in the text's order.
    pub findings: Vec<CopyFinding>,
}

/// What only a whole text shows, and how it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyAcross {
    /// What was found, in the text's order.
    pub findings: Vec<CopyFinding>,
    /// How much of what is ignored in this draft still stands in it.
    pub ignored: usize,
    /// What of the house's files is not followed.
    pub faults: Vec<HouseFault>,
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
        let unheeded = room.unheeded(draft)?;
        let (stretch, language, whole) = {
            let open = locked(&text);
            if open.sequence != sequence {
                return Ok(None);
            }
            let language = open.fields.language.as_str().to_owned();
            let whole = unheeded.has_places().then(|| open.manuscript.text());
            (open.manuscript.stretch(units), language, whole)
        };
        let reading = Reading::of(&room.house, &stretch, &language, room.longest_sentence());
        let findings = reading.by_itself(&room.names.of(draft, &text, &room.house));
        let units = stretch.units(0..stretch.markdown.len());
        Ok(Some(CopyStretch {
            units: units.unwrap_or_default(),
            findings: unheeded.heeded(findings, whole.as_deref().unwrap_or_default()),
        }))
    }

    /// What only the whole text of an open draft shows: names spelt two ways, also in the headline and the standfirst, and
    /// headings that skip a level; `None` when the text is no longer, or not yet, the one after this change.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn read_across(
        &self,
        draft: DraftId,
        sequence: u64,
    ) -> Result<Option<CopyAcross>, NewsroomError> {
        let room = &self.room;
        let text = room.open_text(draft)?;
        let (markdown, fields) = {
            let open = locked(&text);
            if open.sequence != sequence {
                return Ok(None);
            }
            (open.manuscript.text(), open.fields.clone())
        };
        let whole = whole(&markdown);
        let reading = Reading::of(
            &room.house,
            &whole,
            fields.language.as_str(),
            room.longest_sentence(),
        );
        let unheeded = room.unheeded(draft)?;
        Ok(Some(CopyAcross {
            findings: unheeded.heeded(reading.across(&above(&fields)), &markdown),
            ignored: unheeded.count(&markdown),
            faults: room.house.faults(),
        }))
    }

    /// All that is found in a draft as it stands now, in the text's order.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn read_whole_copy(&self, draft: DraftId) -> Result<Vec<CopyFinding>, NewsroomError> {
        let text = self.room.open_text(draft)?;
        let (markdown, fields) = {
            let open = locked(&text);
            (open.manuscript.text(), open.fields.clone())
        };
        let room = &self.room;
        Ok(room.read_whole(draft, (&fields, &markdown), Judged::Words))
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

impl Room {
    /// All that is found in a draft with these fields and this text, in the text's order, open or not; without what is
    /// ignored. Where the library does not tell what that is, nothing is ignored but what the house never wants to be told.
    pub(crate) fn read_whole(
        &self,
        draft: DraftId,
        (fields, text): (&Fields, &str),
        judged: Judged,
    ) -> Vec<CopyFinding> {
        let whole = whole(text);
        let mut reading = Reading::of(
            &self.house,
            &whole,
            fields.language.as_str(),
            self.longest_sentence(),
        );
        let names = match judged {
            Judged::Words => names::introduced(&whole.passages, fields, &self.house),
            Judged::NoWords => {
                reading.judge_no_words();
                Names::default()
            }
        };
        let mut findings = reading.by_itself(&names);
        findings.extend(reading.across(&above(fields)));
        findings.sort_by_key(|finding| (finding.units.start, finding.units.end));
        let unheeded = self.unheeded(draft).unwrap_or_else(|error| {
            tracing::warn!(%error, "what is ignored in a draft is not known");
            Unheeded::of_house(self.house.ignored.now())
        });
        unheeded.heeded(findings, text)
    }

    /// The words that a sentence may have, as she has set it; 0 stands for any number.
    fn longest_sentence(&self) -> usize {
        let settings = self.settings().unwrap_or_else(|error| {
            tracing::warn!(%error, "what a long sentence is can't be told");
            Settings::default()
        });
        match settings.sentence_words {
            0 => usize::MAX,
            words => words as usize,
        }
    }
}

/// A whole text as one stretch.
fn whole(markdown: &str) -> Stretch {
    Stretch {
        start: 0,
        passages: prose::passages(markdown),
        markdown: markdown.to_owned(),
    }
}

/// What readers read above the text.
fn above(fields: &Fields) -> [&str; 2] {
    [&fields.headline, &fields.standfirst]
}
