//! Facets: what the library can be filtered by, and how many drafts have which status.

use std::collections::{BTreeMap, BTreeSet};

use domain::Language;
use domain::draft::DraftStatus;
use rusqlite::Connection;

use crate::columns::{Read, Word};
use crate::error::{R, StoreError};
use crate::fold::sort_key;
use crate::open::Store;

/// Tags that are offered as filters at the most.
const TAGS: usize = 200;

/// Drafts by status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatusCounts {
    /// Everything but the bin.
    pub all: u32,
    /// Drafts.
    pub draft: u32,
    /// On the stone.
    pub on_the_stone: u32,
    /// Published.
    pub published: u32,
    /// Changed since publication.
    pub changed: u32,
    /// In the bin.
    pub binned: u32,
}

impl StatusCounts {
    fn add(&mut self, status: DraftStatus, number: u32) {
        let of_status = match status {
            DraftStatus::Draft => &mut self.draft,
            DraftStatus::OnTheStone => &mut self.on_the_stone,
            DraftStatus::Published => &mut self.published,
            DraftStatus::Changed => &mut self.changed,
            DraftStatus::Binned => {
                self.binned += number;
                return;
            }
        };
        *of_status += number;
        self.all += number;
    }
}

/// What a list can be filtered by. Sections, tags and languages of drafts in the bin don't count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets {
    /// Sections in use, by name.
    pub sections: Vec<String>,
    /// Tags in use, most used first, 200 at the most.
    pub tags: Vec<String>,
    /// Languages in use, by tag.
    pub languages: Vec<Language>,
    /// Drafts by status.
    pub counts: StatusCounts,
}

impl Store {
    /// What the library can be filtered by.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn facets(&self) -> Result<Facets, StoreError> {
        self.read(|state| in_use(state))
    }
}

/// Tags in use outside the bin, most used first. Counting all and taking off the few in the bin
/// is twice as fast as asking for each whether it is there.
fn tags(state: &Connection) -> R<Vec<String>> {
    let mut uses = count_tags(state, "SELECT tag, count(*) FROM draft_tags GROUP BY tag")?;
    let binned = count_tags(
        state,
        "SELECT tag, count(*) FROM drafts JOIN draft_tags ON draft = number
         WHERE status = 'binned' GROUP BY tag",
    )?;
    for (tag, number) in binned {
        if let Some(uses) = uses.get_mut(&tag) {
            *uses -= number;
        }
    }
    let mut tags: Vec<_> = uses.into_iter().filter(|(_, uses)| *uses > 0).collect();
    tags.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
    tags.truncate(TAGS);
    Ok(tags.into_iter().map(|(tag, _)| tag).collect())
}

fn count_tags(state: &Connection, sql: &str) -> R<BTreeMap<String, i64>> {
    let mut uses = state.prepare_cached(sql)?;
    let uses = uses.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(uses.collect::<Result<_, _>>()?)
}

/// Everything but the tags, in one walk along the index of these three columns.
fn in_use(state: &Connection) -> R<Facets> {
    let mut groups = state.prepare_cached(
        "SELECT status, section, language, count(*) FROM drafts INDEXED BY drafts_by_status
         GROUP BY status, section, language",
    )?;
    let mut rows = groups.query([])?;
    let (mut sections, mut languages) = (BTreeSet::new(), BTreeSet::new());
    let mut counts = StatusCounts::default();
    while let Some(row) = rows.next()? {
        let status = row.word(0, DraftStatus::of_word)?;
        counts.add(status, row.count(3)?);
        if status != DraftStatus::Binned {
            sections.insert(row.value::<String>(1)?);
            languages.insert(row.value::<String>(2)?);
        }
    }
    sections.remove("");
    let mut sections: Vec<_> = sections.into_iter().collect();
    sections.sort_by_cached_key(|section| sort_key(section));
    Ok(Facets {
        sections,
        tags: tags(state)?,
        languages: languages
            .iter()
            .filter_map(|tag| Language::parse(tag))
            .collect(),
        counts,
    })
}
