//! What can still be read out of a damaged library: drafts, texts, journal. Reads pages, not SQL; changes nothing.

mod pages;
mod record;

use std::collections::BTreeMap;
use std::path::Path;

use domain::{DraftId, Fields, Fingerprint, Language, Slug, Timestamp};
use ropey::Rope;
use uuid::Uuid;

use crate::change;
use crate::columns::{corrections_of, destinations_of, picture_of};
use pages::{Pages, Table};
use record::{Record, Value};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Salvaged {
    /// The drafts, whole or in part, in the order in which they were made.
    pub drafts: Vec<SalvagedDraft>,
    /// Whether every page of the tables we look for could be read. Without it a draft that is not
    /// found may be one that can't be read, and one that is found may be one that was deleted.
    pub whole: bool,
}

/// What was found of one draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SalvagedDraft {
    /// Its identifier, fields and times; `None` when only its text is readable.
    pub row: Option<SalvagedRow>,
    /// Its text as it was last folded.
    pub text: Option<SalvagedText>,
    /// The text before the last folding.
    pub earlier: Option<SalvagedText>,
    /// The YAML that is kept with it; empty when there is none, or it can't be read whole.
    pub front_matter: String,
    /// Every edit in the journal, by its number.
    pub edits: BTreeMap<u64, Vec<crate::Change>>,
}

/// A draft's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalvagedRow {
    /// Its identifier.
    pub id: DraftId,
    /// Its fields, as far as they can be read.
    pub fields: Fields,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When it went to the bin.
    pub binned_at: Option<Timestamp>,
}

/// A text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalvagedText {
    /// The text.
    pub text: String,
    /// The number of the last edit in it.
    pub sequence: u64,
    /// Whether all of it was there, every byte of it a text's.
    pub whole: bool,
}

impl SalvagedDraft {
    /// The text with every edit that follows it without a gap; `None` when no text was found. Where
    /// the last text is damaged, the one before it serves, if it leads as far.
    pub fn newest(&self) -> Option<SalvagedText> {
        let last = self.text.as_ref().map(|text| self.with_edits(text));
        let earlier = self.earlier.as_ref().map(|text| self.with_edits(text));
        match (last, earlier) {
            (Some(last), Some(earlier))
                if !last.whole && earlier.whole && earlier.sequence >= last.sequence =>
            {
                Some(earlier)
            }
            (last, earlier) => last.or(earlier),
        }
    }

    fn with_edits(&self, found: &SalvagedText) -> SalvagedText {
        let (text, sequence) = self.continued(&found.text, found.sequence);
        SalvagedText {
            text,
            sequence,
            whole: found.whole,
        }
    }

    /// Another reading of this draft's text, which holds the edits up to `sequence`, with those that
    /// follow it without a gap and fit.
    pub fn continued(&self, text: &str, mut sequence: u64) -> (String, u64) {
        let mut whole = Rope::from_str(text);
        while let Some(edit) = self.edits.get(&(sequence + 1)) {
            let mut next = whole.clone();
            if change::apply(&mut next, edit).is_err() {
                break;
            }
            whole = next;
            sequence += 1;
        }
        (whole.to_string(), sequence)
    }
}

/// Reads a damaged library at `path`, with the log beside it. A table's pages are found through the
/// file's own tree where that can be read, and by the shape of their rows where it can't.
///
/// # Errors
/// `Fault` when the file can't be read at all.
pub fn salvage(path: &Path) -> Result<Salvaged, crate::StoreError> {
    let pages = Pages::open(path)?;
    let mut found = Found::default();
    let whole = pages.rows(&mut |table, number, record| found.take(table, number, &record))?;
    let drafts = found.drafts.into_values();
    let drafts = drafts.filter(|draft| draft.row.is_some() || draft.newest().is_some());
    Ok(Salvaged {
        drafts: drafts.collect(),
        whole,
    })
}

/// Drafts by their number in the file, as they come together.
#[derive(Default)]
struct Found {
    drafts: BTreeMap<i64, SalvagedDraft>,
    tags: BTreeMap<i64, BTreeMap<i64, String>>,
}

impl Found {
    fn take(&mut self, table: Table, number: i64, record: &Record) {
        // A row that can't be meant is passed over.
        let _ = match table {
            Table::Drafts => self.take_draft(number, record),
            Table::Texts => self.take_text(number, record, |draft| &mut draft.text),
            Table::Earlier => self.take_text(number, record, |draft| &mut draft.earlier),
            Table::Journal => self.take_edit(record),
            Table::Tags => self.take_tag(record),
            Table::FrontMatter => self.take_front_matter(number, record),
        };
    }

    fn take_draft(&mut self, number: i64, record: &Record) -> Option<()> {
        let mut row = row_of(record)?;
        row.fields.tags = self.tags_of(number);
        let draft = self.drafts.entry(number).or_default();
        let newer = draft
            .row
            .as_ref()
            .is_none_or(|there| there.changed_at <= row.changed_at);
        if newer {
            draft.row = Some(row);
        }
        Some(())
    }

    fn take_text(
        &mut self,
        number: i64,
        record: &Record,
        place: impl Fn(&mut SalvagedDraft) -> &mut Option<SalvagedText>,
    ) -> Option<()> {
        let sequence = u64::try_from(record.whole_number(1)?).ok()?;
        let Value::Text(text, clean) = record.0.get(2)? else {
            return None;
        };
        let as_written_down = match record.0.get(3) {
            Some(Value::Whole(said)) => *said == crate::reading::stored(Fingerprint::of(text)),
            // Formats before the seventh wrote nothing down.
            Some(Value::Null) | None => true,
            Some(_) => false,
        };
        let place = place(self.drafts.entry(number).or_default());
        if place
            .as_ref()
            .is_none_or(|there| there.sequence <= sequence)
        {
            *place = Some(SalvagedText {
                text: text.clone(),
                sequence,
                whole: *clean && as_written_down,
            });
        }
        Some(())
    }

    fn take_edit(&mut self, record: &Record) -> Option<()> {
        let sequence = u64::try_from(record.whole_number(1)?).ok()?;
        let changes = change::from_json(&record.text(4)?).ok()?;
        let draft = self.drafts.entry(record.whole_number(0)?).or_default();
        draft.edits.insert(sequence, changes);
        Some(())
    }

    fn take_tag(&mut self, record: &Record) -> Option<()> {
        let (number, place) = (record.whole_number(0)?, record.whole_number(1)?);
        let tags = self.tags.entry(number).or_default();
        tags.insert(place, record.text(2)?);
        let tags = self.tags_of(number);
        if let Some(row) = self.drafts.get_mut(&number).and_then(|d| d.row.as_mut()) {
            row.fields.tags = tags;
        }
        Some(())
    }

    fn take_front_matter(&mut self, number: i64, record: &Record) -> Option<()> {
        if record.is_clean() {
            self.drafts.entry(number).or_default().front_matter = record.text(1)?;
        }
        Some(())
    }

    fn tags_of(&self, number: i64) -> Vec<String> {
        self.tags
            .get(&number)
            .map(|tags| tags.values().cloned().collect())
            .unwrap_or_default()
    }
}

/// A row of `drafts`, by the places of its columns. What can't be meant is left blank.
fn row_of(record: &Record) -> Option<SalvagedRow> {
    let text = |place| record.text(place).unwrap_or_default();
    let time = |place| Timestamp::from_microsecond(record.whole_number(place)?).ok();
    let language = Language::parse(&text(7)).unwrap_or_else(Language::french);
    let fields = Fields {
        headline: text(2),
        standfirst: text(4),
        section: text(5),
        byline: text(6),
        slug: Slug::parse(&text(8)).ok(),
        publish_at: time(9),
        lead_picture: picture_of(&text(11)),
        embargo: time(20),
        corrections: corrections_of(&text(21)).unwrap_or_default(),
        destinations: destinations_of(&text(22)).unwrap_or_default(),
        ..Fields::blank(language, text(10))
    };
    let Value::Blob(id) = record.0.get(1)? else {
        return None;
    };
    Some(SalvagedRow {
        id: DraftId(Uuid::from_slice(id).ok()?),
        fields,
        created_at: time(12)?,
        changed_at: time(13)?,
        binned_at: time(14),
    })
}

/// Numbers in SQLite's files: the highest byte first.
fn big_endian(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests;
