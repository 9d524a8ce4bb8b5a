//! The box that lists a picture's items: what each is, where it lies, and the same list without some of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::super::{Holds, be32};
use super::boxes::{Boxed, Counted, Numbers};
use super::{Wipe, freed, named};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A picture that is coded.
    Coded,
    /// One that is put together of others, side by side.
    Grid,
    /// One that is made of others in another way.
    Derived,
    Exif,
    Xmp,
    Thumbnail,
    Other,
}

/// Something that a file holds.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// Where it lies, piece by piece.
    pub(super) extents: Vec<Range<usize>>,
}

impl Item {
    pub(super) fn is_picture(&self) -> bool {
        matches!(self.kind, Kind::Coded | Kind::Grid | Kind::Derived)
    }

    pub(super) fn is_coded(&self) -> bool {
        self.kind == Kind::Coded
    }

    /// What it holds; no more of it is read than there is room for.
    pub(super) fn holds<'a>(&self, bytes: &[u8], room: &mut usize) -> Holds<'a> {
        match self.kind {
            Kind::Coded | Kind::Grid | Kind::Derived => Holds::Picture,
            Kind::Exif => {
                let mut tiff = self.read(bytes, room);
                // How far the TIFF file is from here stands before it.
                let start = be32(&tiff, 0).map_or(0, |skipped| skipped.saturating_add(4));
                tiff.drain(..start.min(tiff.len()));
                Holds::Exif(Cow::Owned(tiff))
            }
            Kind::Xmp => Holds::Xmp(Cow::Owned(self.read(bytes, room))),
            Kind::Thumbnail => Holds::Thumbnail,
            Kind::Other => Holds::Other,
        }
    }

    /// Its content, as far as there is room.
    pub(super) fn read(&self, bytes: &[u8], room: &mut usize) -> Vec<u8> {
        let mut content = Vec::new();
        for extent in &self.extents {
            let piece = bytes.get(extent.clone()).unwrap_or_default();
            let piece = &piece[..piece.len().min(*room)];
            *room -= piece.len();
            content.extend_from_slice(piece);
        }
        content
    }
}

/// The items of a picture.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) items: BTreeMap<usize, Item>,
    /// Between items: what each is for, and their numbers, the one it is of first.
    pub(super) references: Vec<([u8; 4], Vec<usize>)>,
    /// Where the list holds content of items itself.
    pub(super) inside: Option<Range<usize>>,
    /// What the list itself says beside them.
    pub(super) wipes: Vec<Wipe>,
}

impl Meta {
    pub(super) fn of(bytes: &[u8], place: &Boxed, boxes: &mut Counted) -> Option<Self> {
        let mut meta = Self::default();
        let children = children(bytes, place, boxes)?;
        let find = |name: &[u8; 4]| children.iter().find(|child| child.kind == *name);
        meta.inside = find(b"idat").map(Boxed::content);
        meta.wipes = wipes(bytes, &children, boxes)?;
        for entry in entries(bytes, find(b"iinf")?, boxes)? {
            let (number, kind) = told(bytes, &entry)?;
            let extents = Vec::new();
            meta.items.insert(number, Item { kind, extents });
        }
        if let Some(places) = find(b"iloc") {
            for place in Places::of(bytes, places, boxes)? {
                let extents = place.extents(bytes.len(), meta.inside.as_ref())?;
                meta.items.get_mut(&place.number)?.extents = extents;
            }
        }
        if let Some(references) = find(b"iref") {
            for (reference, ids) in references_of(bytes, references, boxes)? {
                let smaller = ids.first().filter(|_| reference.kind == *b"thmb");
                if let Some(item) = smaller.and_then(|number| meta.items.get_mut(number)) {
                    item.kind = Kind::Thumbnail;
                }
                meta.references.push((reference.kind, ids));
            }
        }
        Some(meta)
    }

    /// The box again, as long as it was, listing the picture's items alone; what room that makes is free space behind it.
    pub(super) fn listed_without(&self, bytes: &[u8], place: &Boxed) -> Option<Vec<u8>> {
        let old = bytes.get(place.whole())?;
        if self.items.values().all(Item::is_picture) {
            return Some(old.to_vec());
        }
        // A long length, or none, would have to be written anew.
        if place.content().start != place.start + 8 || be32(old, 0)? != old.len() {
            return None;
        }
        let mut new = old[..12].to_vec();
        let mut boxes = Counted::default();
        for child in children(bytes, place, &mut boxes)? {
            new.extend(self.without(bytes, &child, &mut boxes)?);
        }
        let length = u32::try_from(new.len()).ok()?;
        new[..4].copy_from_slice(&length.to_be_bytes());
        let free = old.len().checked_sub(new.len()).filter(|free| *free >= 8)?;
        new.extend(u32::try_from(free).ok()?.to_be_bytes());
        new.extend(b"free");
        new.resize(old.len(), 0);
        Some(new)
    }

    fn stays(&self, number: usize) -> bool {
        self.items.get(&number).is_some_and(Item::is_picture)
    }

    fn without(&self, bytes: &[u8], child: &Boxed, boxes: &mut Counted) -> Option<Vec<u8>> {
        match &child.kind {
            b"iinf" => {
                let mut kept = Vec::new();
                for entry in entries(bytes, child, boxes)? {
                    let (number, _) = told(bytes, &entry)?;
                    kept.extend(self.stays(number).then(|| entry.whole()));
                }
                counted(bytes, child, count_in_list(bytes, child)?, &kept)
            }
            b"iloc" => {
                let places = Places::of(bytes, child, boxes)?.into_iter();
                let kept = places.filter(|place| self.stays(place.number));
                let kept: Vec<_> = kept.map(|place| place.written).collect();
                counted(bytes, child, count_in_places(bytes, child)?, &kept)
            }
            b"iref" => {
                let references = references_of(bytes, child, boxes)?.into_iter();
                let kept = references.filter(|(_, ids)| ids.iter().all(|id| self.stays(*id)));
                let kept: Vec<_> = kept.map(|(reference, _)| reference.whole()).collect();
                let head = child.content().start..child.content().start + 4;
                Some(boxed(b"iref", &[&[head], &kept[..]].concat(), bytes)?)
            }
            b"iprp" => {
                let mut content = Vec::new();
                for inner in boxes.within(bytes, child.content())? {
                    content.extend(match &inner.kind {
                        b"ipma" => self.properties(bytes, &inner, boxes)?,
                        _ => bytes.get(inner.whole())?.to_vec(),
                    });
                }
                let mut whole = u32::try_from(content.len() + 8)
                    .ok()?
                    .to_be_bytes()
                    .to_vec();
                whole.extend(b"iprp");
                whole.extend(content);
                Some(whole)
            }
            _ => Some(bytes.get(child.whole())?.to_vec()),
        }
    }

    /// Which properties each item has, for those that stay.
    fn properties(&self, bytes: &[u8], place: &Boxed, boxes: &mut Counted) -> Option<Vec<u8>> {
        let mut numbers = Numbers::new(bytes, place.content());
        let (version, flags) = (numbers.next(1)?, numbers.next(3)?);
        let width = if version < 1 { 2 } else { 4 };
        let size = 1 + flags % 2;
        let count_at = numbers.at..numbers.at + 4;
        let mut kept = Vec::new();
        for _ in 0..numbers.next(4)? {
            boxes.one()?;
            let start = numbers.at;
            let number = numbers.next(width)?;
            for _ in 0..numbers.next(1)? {
                numbers.next(size)?;
            }
            kept.extend(self.stays(number).then_some(start..numbers.at));
        }
        counted(bytes, place, count_at, &kept)
    }
}

/// The boxes in the list: behind its version and flags.
pub(super) fn children(bytes: &[u8], place: &Boxed, boxes: &mut Counted) -> Option<Vec<Boxed>> {
    let content = place.content();
    boxes.within(bytes, content.start.checked_add(4)?..content.end)
}

/// What is beside the items in the list: the name of a program, texts, properties that don't show.
fn wipes(bytes: &[u8], children: &[Boxed], boxes: &mut Counted) -> Option<Vec<Wipe>> {
    let mut wipes = Vec::new();
    for child in children {
        match &child.kind {
            b"hdlr" => wipes.push(named(handler_name(&child.content())?)),
            b"iprp" => {
                for inner in boxes.within(bytes, child.content())? {
                    if inner.kind == *b"ipco" {
                        let properties = boxes.within(bytes, inner.content())?;
                        let beside = properties.iter().filter(|property| !shows(property));
                        wipes.extend(beside.map(freed));
                    }
                }
            }
            b"pitm" | b"iloc" | b"iinf" | b"iref" | b"idat" | b"dinf" | b"grpl" => {}
            _ => wipes.push(freed(child)),
        }
    }
    Some(wipes)
}

/// Whether a property is needed to show a picture.
fn shows(property: &Boxed) -> bool {
    const SHOWING: &[&[u8; 4]] = &[
        b"ispe", b"pixi", b"av1C", b"colr", b"irot", b"imir", b"clap", b"pasp", b"auxC", b"a1op",
        b"a1lx", b"lsel", b"rloc", b"clli", b"mdcv", b"cclv", b"amve", b"reve", b"ndwt",
    ];
    SHOWING.contains(&&property.kind)
}

/// Where a handler's name stands: behind its version, its kind and what is reserved; its closing zero stays.
pub(super) fn handler_name(content: &Range<usize>) -> Option<Range<usize>> {
    let start = content.start + 24;
    (start <= content.end).then_some(start..content.end)
}

/// Where it stands how many items there are: of 2 bytes, or of 4.
fn count_in_list(bytes: &[u8], place: &Boxed) -> Option<Range<usize>> {
    let content = place.content();
    let width = if *bytes.get(content.start)? == 0 {
        2
    } else {
        4
    };
    Some(content.start + 4..content.start + 4 + width)
}

fn count_in_places(bytes: &[u8], place: &Boxed) -> Option<Range<usize>> {
    let content = place.content();
    let width = if *bytes.get(content.start)? < 2 { 2 } else { 4 };
    Some(content.start + 6..content.start + 6 + width)
}

fn entries(bytes: &[u8], place: &Boxed, boxes: &mut Counted) -> Option<Vec<Boxed>> {
    boxes.within(bytes, count_in_list(bytes, place)?.end..place.end)
}

/// An item's number, and what it is.
fn told(bytes: &[u8], entry: &Boxed) -> Option<(usize, Kind)> {
    let mut numbers = Numbers::new(bytes, entry.content());
    let version = numbers.next(1)?;
    numbers.next(3)?;
    let number = match version {
        2 => numbers.next(2)?,
        3 => numbers.next(4)?,
        _ => return None,
    };
    numbers.next(2)?;
    let rest = bytes.get(numbers.rest())?;
    let (kind, names) = rest.split_first_chunk()?;
    let mut names = names.split(|byte| *byte == 0).skip(1);
    let kind = match kind {
        b"av01" => Kind::Coded,
        b"grid" => Kind::Grid,
        b"iovl" | b"iden" | b"tmap" => Kind::Derived,
        b"Exif" => Kind::Exif,
        b"mime" if names.next() == Some(b"application/rdf+xml") => Kind::Xmp,
        _ => Kind::Other,
    };
    Some((number, kind))
}

/// References between items: the numbers in each, the one it is of first.
fn references_of(
    bytes: &[u8],
    place: &Boxed,
    boxes: &mut Counted,
) -> Option<Vec<(Boxed, Vec<usize>)>> {
    let content = place.content();
    let width = if *bytes.get(content.start)? == 0 {
        2
    } else {
        4
    };
    let mut all = Vec::new();
    for reference in boxes.within(bytes, content.start + 4..content.end)? {
        let mut numbers = Numbers::new(bytes, reference.content());
        let mut ids = vec![numbers.next(width)?];
        for _ in 0..numbers.next(2)? {
            boxes.one()?;
            ids.push(numbers.next(width)?);
        }
        all.push((reference, ids));
    }
    Some(all)
}

/// Where an item lies, as the box of places says it.
struct Places {
    number: usize,
    written: Range<usize>,
    /// Whether its content lies in the list itself.
    in_list: bool,
    /// Place and length of each piece.
    pieces: Vec<(usize, usize)>,
}

impl Places {
    fn of(bytes: &[u8], place: &Boxed, boxes: &mut Counted) -> Option<Vec<Self>> {
        let mut numbers = Numbers::new(bytes, place.content());
        let version = numbers.next(1)?;
        numbers.next(3)?;
        let (first, second) = (numbers.next(1)?, numbers.next(1)?);
        let sizes = Sizes {
            version,
            offset: first >> 4,
            length: first & 15,
            base: second >> 4,
            index: if version == 0 { 0 } else { second & 15 },
        };
        let count = numbers.next(if version < 2 { 2 } else { 4 })?;
        let mut places = Vec::new();
        for _ in 0..count {
            boxes.one()?;
            places.push(sizes.place(&mut numbers, boxes)?);
        }
        Some(places)
    }

    fn extents(&self, file: usize, list: Option<&Range<usize>>) -> Option<Vec<Range<usize>>> {
        let outer = match self.in_list {
            true => list?.clone(),
            false => 0..file,
        };
        let mut extents = Vec::new();
        for (offset, length) in &self.pieces {
            let start = outer.start.checked_add(*offset)?;
            let end = start.checked_add(*length)?;
            // Without a length it would be the whole file.
            let told = *length > 0 && end <= outer.end;
            extents.push(told.then_some(start..end)?);
        }
        Some(extents)
    }
}

/// How many bytes the numbers of places have.
struct Sizes {
    version: usize,
    offset: usize,
    length: usize,
    base: usize,
    index: usize,
}

impl Sizes {
    fn place(&self, numbers: &mut Numbers<'_>, boxes: &mut Counted) -> Option<Places> {
        let start = numbers.at;
        let number = numbers.next(if self.version < 2 { 2 } else { 4 })?;
        let method = match self.version {
            0 => 0,
            _ => numbers.next(2)? & 15,
        };
        let other_file = numbers.next(2)? != 0;
        let base = numbers.next(self.base)?;
        let mut pieces = Vec::new();
        let count = numbers.next(2)?;
        if self.length == 0 || other_file || method > 1 {
            return None;
        }
        for _ in 0..count {
            boxes.one()?;
            numbers.next(self.index)?;
            let offset = base.checked_add(numbers.next(self.offset)?)?;
            pieces.push((offset, numbers.next(self.length)?));
        }
        Some(Places {
            number,
            written: start..numbers.at,
            in_list: method == 1,
            pieces,
        })
    }
}

/// A box again with these of its entries, and their number where it says it.
fn counted(
    bytes: &[u8],
    place: &Boxed,
    count_at: Range<usize>,
    kept: &[Range<usize>],
) -> Option<Vec<u8>> {
    let head = place.content().start..count_at.end;
    let mut whole = boxed(
        &place.kind,
        &[std::slice::from_ref(&head), kept].concat(),
        bytes,
    )?;
    let width = count_at.len();
    let count = u32::try_from(kept.len()).ok()?.to_be_bytes();
    let end = 8 + head.len();
    whole
        .get_mut(end - width..end)?
        .copy_from_slice(&count[4 - width..]);
    Some(whole)
}

/// A box of these stretches of the file.
fn boxed(kind: &[u8; 4], stretches: &[Range<usize>], bytes: &[u8]) -> Option<Vec<u8>> {
    let length = stretches.iter().map(ExactSizeIterator::len).sum::<usize>();
    let mut whole = u32::try_from(length + 8).ok()?.to_be_bytes().to_vec();
    whole.extend(kind);
    for stretch in stretches {
        whole.extend_from_slice(bytes.get(stretch.clone())?);
    }
    Some(whole)
}
