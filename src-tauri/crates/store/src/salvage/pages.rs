//! A database file page by page, the log's pages in the place of the file's; follows trees, trusts none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use super::big_endian;
use super::record::{Record, Value, varint};
use crate::error::R;
use crate::log::frames::Log as Frames;

/// What our libraries are made with; a file whose head can't be read has it too.
const USUAL_SIZE: usize = 4096;
/// The longest row: a text of 10 million UTF-16 units, and room.
const LONGEST_ROW: u64 = 64 << 20;

/// The tables that hold what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Drafts,
    Texts,
    Earlier,
    Journal,
    Tags,
    FrontMatter,
}

impl Table {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "drafts" => Self::Drafts,
            "texts" => Self::Texts,
            "earlier_texts" => Self::Earlier,
            "journal" => Self::Journal,
            "draft_tags" => Self::Tags,
            "front_matter" => Self::FrontMatter,
            _ => return None,
        })
    }

    /// Whether a row could be one of this table's.
    fn fits(self, record: &Record) -> bool {
        use Value::{Blob, Null, Text, Whole};
        match (self, record.0.as_slice()) {
            (Self::Drafts, [Null, Blob(id), Text(..), rest @ ..]) => {
                id.len() == 16 && rest.len() >= 15
            }
            (Self::Texts | Self::Earlier, [Null, Whole(_), Text(..), ..]) => true,
            (Self::Journal, [Whole(_), Whole(_), Whole(_), Whole(_), Text(..), ..]) => true,
            (Self::Tags, [Whole(_), Whole(_), Text(..)]) => true,
            (Self::FrontMatter, [Null, Text(..)]) => true,
            _ => false,
        }
    }

    /// The table whose rows look like this one.
    fn by_shape(record: &Record, in_index: bool) -> Option<Self> {
        let candidates: &[Self] = if in_index {
            &[Self::Journal, Self::Tags]
        } else {
            &[Self::Drafts, Self::Texts]
        };
        candidates.iter().copied().find(|table| match table {
            // Exactly: nothing but the shape speaks for it.
            Self::Texts => (3..=4).contains(&record.0.len()) && table.fits(record),
            Self::Journal => (5..=6).contains(&record.0.len()) && table.fits(record),
            _ => table.fits(record),
        })
    }
}

/// A file and its log.
pub(super) struct Pages {
    file: Option<File>,
    size: usize,
    count: u32,
    log: Log,
}

/// What a log holds.
#[derive(Default)]
struct Log {
    /// Pages, each as it was last committed.
    pages: BTreeMap<u32, Vec<u8>>,
    /// Whether a frame between sound ones was damaged.
    broken: bool,
}

/// Whose a page is.
#[derive(Clone, Copy)]
enum Owner {
    Ours(Table),
    Other,
}

/// A part of a tree that was reached.
#[derive(Default)]
struct Reached {
    owners: BTreeMap<u32, Owner>,
    /// Whether a page of one of our tables could not be read.
    broken: bool,
}

impl Pages {
    /// Opens a file to be read, which may be missing when its log is there.
    pub(super) fn open(path: &Path) -> R<Self> {
        let mut log_name = path.as_os_str().to_owned();
        log_name.push("-wal");
        let log = read_if_there(Path::new(&log_name))?;
        let mut file = match File::open(path) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == ErrorKind::NotFound && log.is_some() => None,
            Err(error) => return Err(error.into()),
        };
        let size = size_of_pages(file.as_mut()).unwrap_or(USUAL_SIZE);
        let length = match &file {
            Some(file) => file.metadata()?.len(),
            None => 0,
        };
        let in_file = u32::try_from(length.div_ceil(size as u64)).unwrap_or(u32::MAX);
        let log = log.map_or_else(Log::default, |bytes| Log::read(&bytes, size, in_file));
        let in_log = log.pages.keys().next_back().copied().unwrap_or(0);
        Ok(Self {
            file,
            size,
            count: in_file.max(in_log),
            log,
        })
    }

    /// Tells every row of our tables that can be read; whether all of them could be.
    pub(super) fn rows(&self, tell: &mut dyn FnMut(Table, i64, Record)) -> R<bool> {
        let reached = self.trees();
        let free = self.free();
        let sound = reached.as_ref().is_some_and(|r| !r.broken);
        let whole = sound && free.is_some() && !self.log.broken;
        let owners = reached.map(|r| r.owners).unwrap_or_default();
        let free = free.unwrap_or_default();
        let mut complete = whole;
        for number in 1..=self.count {
            let owner = owners.get(&number).copied();
            let orphan = owner.is_none();
            // In a sound tree a page that nobody reached belongs to nobody, or holds a row's rest.
            if matches!(owner, Some(Owner::Other)) || (orphan && (whole || free.contains(&number)))
            {
                continue;
            }
            let Some(page) = self.page(number) else {
                continue;
            };
            let told = self.rows_of(&page, number, &mut |in_index, rowid, record| {
                let table = match owner {
                    Some(Owner::Ours(table)) => table.fits(&record).then_some(table),
                    _ => Table::by_shape(&record, in_index),
                };
                let known = table.is_some() && record.is_clean();
                if let Some(table) = table {
                    tell(table, rowid, record);
                }
                known
            });
            complete &= told || orphan;
        }
        Ok(complete)
    }

    fn page(&self, number: u32) -> Option<Vec<u8>> {
        if let Some(page) = self.log.pages.get(&number) {
            return Some(page.clone());
        }
        let mut file = self.file.as_ref()?;
        let at = u64::from(number.checked_sub(1)?) * self.size as u64;
        file.seek(SeekFrom::Start(at)).ok()?;
        let mut page = vec![0; self.size];
        file.read_exact(&mut page).ok()?;
        Some(page)
    }

    /// Which table each page belongs to, by the file's own catalogue; `None` when that can't be read.
    fn trees(&self) -> Option<Reached> {
        self.page(1).filter(|page| has_head(page))?;
        let mut catalogue = Reached::default();
        self.walk(1, Owner::Other, &mut catalogue);
        let mut reached = Reached {
            broken: catalogue.broken,
            ..Reached::default()
        };
        reached.owners.insert(1, Owner::Other);
        let mut roots = Vec::new();
        for number in catalogue.owners.keys() {
            let page = self.page(*number)?;
            let whole = self.rows_of(&page, *number, &mut |_, _, record| {
                match (record.text(1), record.whole_number(3)) {
                    (Some(name), Some(root)) => roots.push((name, record.text(0), root)),
                    _ => return record.0.len() == 5,
                }
                true
            });
            reached.broken |= !whole;
            reached.owners.insert(*number, Owner::Other);
        }
        let tables = roots.iter().filter(|(name, kind, _)| {
            kind.as_deref() == Some("table") && Table::named(name).is_some()
        });
        if tables.count() < 4 {
            return None;
        }
        for (name, kind, root) in roots {
            let Some(root) = u32::try_from(root).ok().filter(|root| *root > 0) else {
                continue;
            };
            let table = Table::named(&name).filter(|_| kind.as_deref() == Some("table"));
            self.walk(root, table.map_or(Owner::Other, Owner::Ours), &mut reached);
        }
        Some(reached)
    }

    /// Notes every page of a tree.
    fn walk(&self, root: u32, owner: Owner, reached: &mut Reached) {
        let mut ahead = vec![root];
        while let Some(number) = ahead.pop() {
            if reached.owners.contains_key(&number) {
                continue;
            }
            let page = self.page(number).filter(|_| number <= self.count);
            let children = page.as_ref().and_then(|page| children(page, number));
            match children {
                Some(children) => {
                    reached.owners.insert(number, owner);
                    ahead.extend(children);
                }
                // What lies below it is looked for by its shape.
                None => reached.broken |= matches!(owner, Owner::Ours(_)),
            }
        }
    }

    /// The pages that hold nothing any more; `None` when their list can't be read.
    fn free(&self) -> Option<BTreeSet<u32>> {
        let first = self.page(1).filter(|page| has_head(page))?;
        let mut free = BTreeSet::new();
        let mut trunk = big_endian(&first, 32)?;
        while trunk != 0 {
            let page = self.page(trunk)?;
            if !free.insert(trunk) {
                return None;
            }
            let leaves = big_endian(&page, 4)? as usize;
            if leaves > self.size / 4 {
                return None;
            }
            for leaf in 0..leaves {
                free.insert(big_endian(&page, 8 + leaf * 4)?);
            }
            trunk = big_endian(&page, 0)?;
        }
        Some(free)
    }

    /// Tells the rows on one page; whether each was one that `tell` knew.
    fn rows_of(
        &self,
        page: &[u8],
        number: u32,
        tell: &mut dyn FnMut(bool, i64, Record) -> bool,
    ) -> bool {
        let Some(cells) = cells(page, number) else {
            return false;
        };
        let kind = page[head_of(number)];
        let mut all = true;
        for at in cells {
            if kind == TABLE_BRANCH {
                continue;
            }
            let known = self
                .row(page, kind, at)
                .is_some_and(|(rowid, record)| tell(kind != TABLE_LEAF, rowid, record));
            all &= known;
        }
        all
    }

    fn row(&self, page: &[u8], kind: u8, at: usize) -> Option<(i64, Record)> {
        let at = if kind == INDEX_BRANCH { at + 4 } else { at };
        let (length, at) = varint(page, at)?;
        if length > LONGEST_ROW {
            return None;
        }
        let (rowid, at) = match kind {
            TABLE_LEAF => varint(page, at)?,
            _ => (0, at),
        };
        let bytes = self.payload(page, kind, at, length as usize)?;
        Some((rowid as i64, Record::read(&bytes)?))
    }

    /// A row's bytes, with what of its overflow can be read.
    fn payload(&self, page: &[u8], kind: u8, at: usize, length: usize) -> Option<Vec<u8>> {
        let usable = self.size;
        let most = match kind {
            TABLE_LEAF => usable - 35,
            _ => (usable - 12) * 64 / 255 - 23,
        };
        let least = (usable - 12) * 32 / 255 - 23;
        let here = if length <= most {
            length
        } else {
            let here = least + (length - least) % (usable - 4);
            if here <= most { here } else { least }
        };
        let mut bytes = page.get(at..at.checked_add(here)?)?.to_vec();
        let mut next = if here < length {
            big_endian(page, at + here)?
        } else {
            0
        };
        while bytes.len() < length && next != 0 {
            let Some(rest) = self.page(next) else {
                break;
            };
            let take = (length - bytes.len()).min(usable - 4);
            bytes.extend_from_slice(&rest[4..4 + take]);
            next = big_endian(&rest, 0)?;
        }
        if next != 0 {
            // It ends where it should go on, or goes on where it should end: some of it is not its own.
            bytes.truncate(length.saturating_sub(1));
        }
        Some(bytes)
    }
}

const INDEX_BRANCH: u8 = 2;
const TABLE_BRANCH: u8 = 5;
const INDEX_LEAF: u8 = 10;
const TABLE_LEAF: u8 = 13;

fn has_head(page: &[u8]) -> bool {
    page.starts_with(b"SQLite format 3\0")
}

/// Where a page's own head begins: the first page has the file's before it.
fn head_of(number: u32) -> usize {
    if number == 1 { 100 } else { 0 }
}

/// Where the cells of a tree's page begin; `None` when it is no such page.
fn cells(page: &[u8], number: u32) -> Option<Vec<usize>> {
    let head = head_of(number);
    let first = match *page.get(head)? {
        INDEX_BRANCH | TABLE_BRANCH => head + 12,
        INDEX_LEAF | TABLE_LEAF => head + 8,
        _ => return None,
    };
    let two = |at: usize| Some(usize::from(*page.get(at)?) << 8 | usize::from(*page.get(at + 1)?));
    let count = two(head + 3)?;
    let end = first + count * 2;
    if end > page.len() {
        return None;
    }
    let cells: Vec<usize> = (0..count).filter_map(|n| two(first + n * 2)).collect();
    cells
        .iter()
        .all(|at| (end..page.len()).contains(at))
        .then_some(cells)
}

/// The pages below a page of a tree; `None` when it is no such page.
fn children(page: &[u8], number: u32) -> Option<Vec<u32>> {
    let cells = cells(page, number)?;
    let head = head_of(number);
    if !matches!(page[head], INDEX_BRANCH | TABLE_BRANCH) {
        return Some(Vec::new());
    }
    let mut below: Vec<u32> = cells
        .into_iter()
        .filter_map(|at| big_endian(page, at))
        .collect();
    below.push(big_endian(page, head + 8)?);
    Some(below)
}

fn size_of_pages(file: Option<&mut File>) -> Option<usize> {
    let mut head = [0; 100];
    file?.read_exact(&mut head).ok()?;
    let size = usize::from(head[16]) << 8 | usize::from(head[17]);
    let size = if size == 1 { 65_536 } else { size };
    (has_head(&head) && size.is_power_of_two() && size >= 512).then_some(size)
}

fn read_if_there(path: &Path) -> R<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes).filter(|bytes| !bytes.is_empty())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Log {
    /// A frame that was damaged is left out; those after it still count, because each bears the sum
    /// that the next begins with.
    fn read(bytes: &[u8], size: usize, in_file: u32) -> Self {
        let mut found = Self::default();
        let log = Frames::of(bytes).or_else(|| Frames::without_header(bytes, size));
        let Some(log) = log else {
            return found;
        };
        // A file grows by a page a frame at most.
        let last = (in_file as usize).saturating_add(log.len());
        let mut waiting = BTreeMap::new();
        let mut last_was_bad = log.lacks_header();
        for at in (0..log.len()).filter(|at| log.is_newest(*at)) {
            let (number, page) = log.page(at);
            let checks = log.checks(at);
            // Nothing says whether the first frame after a damaged head is whole: better kept than lost.
            let unknown = at == 0 && log.lacks_header() && number as usize <= last;
            if checks || unknown {
                found.broken |= last_was_bad;
                waiting.insert(number, page.to_vec());
            }
            last_was_bad = !checks;
            if log.commits(at) {
                found.pages.append(&mut waiting);
            }
        }
        found
    }
}
