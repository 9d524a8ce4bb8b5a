//! What of an AVIF's boxes is needed to show it: which items, put together how, cut and turned how, in which colours. Decodes
//! nothing. By HEIF (ISO/IEC 23008-12), MIAF (ISO/IEC 23000-22) and the AV1 Image File Format.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::be32;
use super::boxes::{Boxed, Counted, Numbers};
use super::meta::{Item, Kind, Meta, children};

/// The content of the box that says of an item that it is another's transparency.
const ALPHA: [&[u8]; 2] = [
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
    b"urn:mpeg:hevc:2015:auxid:1",
];
/// No cell of a grid is narrower or lower (MIAF 7.3.11.4.2).
const LEAST_CELL: u32 = 64;

/// Width and height in pixels.
type Size = (u32, u32);

/// How an AVIF is to be shown.
#[derive(Debug)]
pub(crate) struct Shown {
    items: BTreeMap<usize, Item>,
    pub(crate) colours: Layer,
    pub(crate) alpha: Option<Layer>,
    /// Whether light is multiplied by its share already.
    pub(crate) is_multiplied: bool,
    /// What of the picture is seen.
    pub(crate) cut: Cut,
    /// How it must be turned then, as EXIF numbers it: 1 to 8.
    pub(crate) lies: u8,
    /// Where its ICC profile is.
    pub(crate) profile: Option<Range<usize>>,
    /// What its numbers mean; `None` where only the coded picture says it.
    pub(crate) meaning: Option<Meaning>,
}

/// A picture, or its transparency: cells of one size, row by row. A picture that is no grid is one cell.
#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) size: Size,
    pub(crate) cell: Size,
    pub(crate) columns: u32,
    cells: Vec<usize>,
}

/// A part of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) x: u32,
    pub(crate) y: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// What numbers mean, by the tables of ITU-T H.273.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// Table 2.
    pub(crate) primaries: u8,
    /// Table 3.
    pub(crate) transfer: u8,
    /// Table 4.
    pub(crate) matrix: u8,
    /// Whether all numbers are used, not only those of television.
    pub(crate) is_full: bool,
}

impl Shown {
    /// `None` when it can't be followed, or is put together as no AVIF is.
    pub(super) fn of(bytes: &[u8], place: &Boxed, meta: Meta) -> Option<Self> {
        let mut boxes = Counted::default();
        let children = children(bytes, place, &mut boxes)?;
        let find = |name: &[u8; 4]| children.iter().find(|child| child.kind == *name);
        let primary = primary(bytes, find(b"pitm")?)?;
        let said = Properties::of(bytes, find(b"iprp")?, &mut boxes)?;
        let colours = Layer::of(bytes, primary, &meta, &said)?;
        let alpha = alpha_of(bytes, primary, &meta, &said);
        let is_multiplied = alpha.is_some_and(|alpha| meta.refers(b"prem", primary, alpha));
        let alpha = match alpha {
            Some(alpha) => Some(Layer::of(bytes, alpha, &meta, &said)?),
            None => None,
        };
        let mut colr = said.all(primary, b"colr");
        let kind = |place: &Boxed| bytes.get(place.content()).and_then(<[u8]>::first_chunk);
        let profile = colr
            .clone()
            .find(|colr| matches!(kind(colr), Some(b"prof" | b"rICC")));
        let meaning = colr.find(|colr| kind(colr) == Some(b"nclx"));
        Some(Self {
            cut: match said.one(primary, b"clap") {
                Some(clap) => Cut::of(bytes, clap, colours.size)?,
                None => Cut::whole(colours.size),
            },
            lies: lies(
                bytes,
                said.one(primary, b"irot"),
                said.one(primary, b"imir"),
            )?,
            profile: profile.map(|colr| colr.content().start + 4..colr.end),
            meaning: meaning.and_then(|colr| Meaning::of(bytes, colr)),
            items: meta.items,
            colours,
            alpha,
            is_multiplied,
        })
    }

    /// What the decoder needs of each cell of a layer, row by row.
    pub(crate) fn cells<'a>(
        &'a self,
        layer: &'a Layer,
        bytes: &'a [u8],
    ) -> impl Iterator<Item = Vec<u8>> + 'a {
        let items = layer.cells.iter().filter_map(|cell| self.items.get(cell));
        // However often it names the same bytes, no item is longer than the file.
        items.map(|item| item.read(bytes, &mut bytes.len()))
    }
}

impl Meta {
    fn refers(&self, kind: &[u8; 4], from: usize, to: usize) -> bool {
        let mut found = self.references.iter().filter(|(found, _)| found == kind);
        found.any(|(_, ids)| ids[0] == from && ids[1..].contains(&to))
    }
}

fn primary(bytes: &[u8], place: &Boxed) -> Option<usize> {
    let mut numbers = Numbers::new(bytes, place.content());
    let version = numbers.next(1)?;
    numbers.next(3)?;
    numbers.next(if version == 0 { 2 } else { 4 })
}

/// The item that is the transparency of another.
fn alpha_of(bytes: &[u8], of: usize, meta: &Meta, said: &Properties) -> Option<usize> {
    let is_alpha = |item: &usize| {
        let kind = said
            .one(*item, b"auxC")
            .and_then(|kind| bytes.get(kind.content()));
        let kind = kind.and_then(|kind| kind.get(4..)).unwrap_or_default();
        ALPHA.contains(&kind.split(|byte| *byte == 0).next().unwrap_or_default())
    };
    let all = meta.references.iter();
    let mut beside = all.filter(|(kind, ids)| kind == b"auxl" && ids[1..].contains(&of));
    beside.find_map(|(_, ids)| ids.first().copied().filter(is_alpha))
}

impl Layer {
    fn of(bytes: &[u8], number: usize, meta: &Meta, said: &Properties) -> Option<Self> {
        let item = meta.items.get(&number)?;
        match item.kind {
            Kind::Coded => {
                let size = said.size(bytes, number)?;
                Some(Self {
                    size,
                    cell: size,
                    columns: 1,
                    cells: vec![number],
                })
            }
            Kind::Grid => {
                let cells = meta.references.iter();
                let mut cells = cells.filter(|(kind, ids)| kind == b"dimg" && ids[0] == number);
                let (_, ids) = cells.next()?;
                let is_coded = |cell: &usize| meta.items.get(cell).is_some_and(Item::is_coded);
                let cell = said.size(bytes, *ids.get(1)?)?;
                let even = |one: &usize| is_coded(one) && said.size(bytes, *one) == Some(cell);
                let grid = Self::of_grid(&item.read(bytes, &mut 12), cell, &ids[1..])?;
                grid.cells.iter().all(even).then_some(grid)
            }
            _ => None,
        }
    }

    /// Version, flags, rows and columns less one, width and height (HEIF 6.6.2.3). No cell is beside the picture.
    fn of_grid(content: &[u8], cell: Size, cells: &[usize]) -> Option<Self> {
        let mut numbers = Numbers::new(content, 0..content.len());
        let (version, flags) = (numbers.next(1)?, numbers.next(1)?);
        let (rows, columns) = (numbers.next(1)? + 1, numbers.next(1)? + 1);
        let width = if flags % 2 == 0 { 2 } else { 4 };
        let mut side = || u32::try_from(numbers.next(width)?).ok();
        let size = (side()?, side()?);
        let covers = |cells: usize, cell: u32, side: u32| {
            let least = u64::from(cell) * (cells as u64 - 1);
            cell >= LEAST_CELL && (least + 1..=least + u64::from(cell)).contains(&u64::from(side))
        };
        let is_whole = covers(columns, cell.0, size.0) && covers(rows, cell.1, size.1);
        (version == 0 && is_whole && cells.len() == rows * columns).then_some(Self {
            size,
            cell,
            columns: u32::try_from(columns).ok()?,
            cells: cells.to_vec(),
        })
    }
}

impl Cut {
    fn whole((width, height): Size) -> Self {
        Self {
            x: 0,
            y: 0,
            width,
            height,
        }
    }

    /// Width and height, and how far its middle is from the picture's: eight numbers, each fraction two (ISO/IEC 14496-12,
    /// 12.1.4). Whole pixels within the picture, or none.
    fn of(bytes: &[u8], place: &Boxed, size: Size) -> Option<Self> {
        let mut numbers = Numbers::new(bytes, place.content());
        let mut fraction = || {
            // Negative ones in two's complement.
            let mut number = || {
                Some(i64::from(
                    u32::try_from(numbers.next(4)?).ok()?.cast_signed(),
                ))
            };
            Some((number()?, number()?)).filter(|(_, below)| *below > 0)
        };
        let (width, height) = (fraction()?, fraction()?);
        let (x, y) = (fraction()?, fraction()?);
        let side = |(side, below): (i64, i64), (off, parts): (i64, i64), all: u32| {
            let length = (side % below == 0 && side > 0).then_some(side / below)?;
            // From the left: half of what is left out, and so far beside it.
            let twice = (i64::from(all) - length) * parts + 2 * off;
            let start = (twice % (2 * parts) == 0).then_some(twice / (2 * parts))?;
            let start = u32::try_from(start).ok()?;
            let length = u32::try_from(length).ok()?;
            (start.checked_add(length)? <= all).then_some((start, length))
        };
        let (x, width) = side(width, x, size.0)?;
        let (y, height) = side(height, y, size.1)?;
        Some(Self {
            x,
            y,
            width,
            height,
        })
    }
}

impl Meaning {
    fn of(bytes: &[u8], place: &Boxed) -> Option<Self> {
        let mut numbers = Numbers::new(bytes, place.content().start + 4..place.end);
        let mut number = |width: usize| u8::try_from(numbers.next(width)?).ok();
        Some(Self {
            primaries: number(2)?,
            transfer: number(2)?,
            matrix: number(2)?,
            is_full: number(1)? >= 0x80,
        })
    }
}

/// Turned by quarters against the clock, then mirrored (HEIF 6.5.10 and 6.5.12, in MIAF's order).
fn lies(bytes: &[u8], turned: Option<&Boxed>, mirrored: Option<&Boxed>) -> Option<u8> {
    let number = |place: &Boxed| bytes.get(place.content())?.first().copied();
    let quarters = match turned {
        Some(turned) => number(turned)? & 3,
        None => 0,
    };
    // A mirror after a turn is the mirror before the turn the other way; upside down is left to right, and half around.
    let Some(mirrored) = mirrored else {
        return Some([1, 8, 3, 6][usize::from(quarters)]);
    };
    let half = if number(mirrored)? & 1 == 0 { 2 } else { 0 };
    Some([2, 7, 4, 5][usize::from((quarters + half) % 4)])
}

/// What is said of items.
struct Properties {
    all: Vec<Boxed>,
    /// Of each item, which of them are said of it; 1 is the first.
    of: BTreeMap<usize, Vec<usize>>,
}

impl Properties {
    fn of(bytes: &[u8], place: &Boxed, boxes: &mut Counted) -> Option<Self> {
        let mut found = Self {
            all: Vec::new(),
            of: BTreeMap::new(),
        };
        for inner in boxes.within(bytes, place.content())? {
            match &inner.kind {
                b"ipco" => found.all = boxes.within(bytes, inner.content())?,
                b"ipma" => found.add(bytes, &inner, boxes)?,
                _ => {}
            }
        }
        Some(found)
    }

    /// A list of items, each with its properties: 7 or 15 bits behind one that says whether it must be understood.
    fn add(&mut self, bytes: &[u8], place: &Boxed, boxes: &mut Counted) -> Option<()> {
        let mut numbers = Numbers::new(bytes, place.content());
        let (version, flags) = (numbers.next(1)?, numbers.next(3)?);
        let wide = flags % 2;
        for _ in 0..numbers.next(4)? {
            let item = numbers.next(if version < 1 { 2 } else { 4 })?;
            let mut properties = Vec::new();
            boxes.one()?;
            for _ in 0..numbers.next(1)? {
                boxes.one()?;
                properties.push(numbers.next(1 + wide)? % (0x80 << (8 * wide)));
            }
            self.of.entry(item).or_insert(properties);
        }
        Some(())
    }

    fn all(&self, item: usize, kind: &[u8; 4]) -> impl Iterator<Item = &Boxed> + Clone {
        let numbers = self.of.get(&item).into_iter().flatten();
        let found = numbers.filter_map(|number| self.all.get(number.checked_sub(1)?));
        let kind = *kind;
        found.filter(move |property| property.kind == kind)
    }

    fn one(&self, item: usize, kind: &[u8; 4]) -> Option<&Boxed> {
        self.all(item, kind).next()
    }

    fn size(&self, bytes: &[u8], item: usize) -> Option<Size> {
        let start = self.one(item, b"ispe")?.content().start + 4;
        let side = |at| be32(bytes, at).and_then(|side| u32::try_from(side).ok());
        Some((side(start)?, side(start + 4)?))
    }
}
