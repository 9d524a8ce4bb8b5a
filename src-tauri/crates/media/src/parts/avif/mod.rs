//! The boxes of an AVIF, moving or not. It is surveyed as a whole: its picture and what is beside it lie in one box, and
//! another says which is which.
//!
//! A clean one is as long as it was: what goes is blank, and every place that another box speaks of stays where it is.

mod boxes;
mod film;
mod meta;
mod shown;

use std::borrow::Cow;
use std::ops::Range;

use self::boxes::{Boxed, Counted};
use self::meta::{Item, Meta};
use super::{Holds, Part, Visit};

pub(crate) use self::shown::{Cut, Layer, Meaning, Shown};

/// Adobe's name for XMP, where a box has no name of its own.
const XMP: [u8; 16] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
];

/// What a wiped stretch holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stain {
    /// XMP.
    Xmp,
    /// Anything else that tells something, if it isn't blank.
    Other,
    /// What tells nothing worth naming: the name of a program.
    Name,
}

/// A stretch that is to be blank.
#[derive(Debug, Clone)]
struct Wipe {
    at: Range<usize>,
    /// Where the name of a box stands that becomes free space.
    freed: Option<usize>,
    stain: Stain,
}

/// What was found in a file.
#[derive(Debug, Default)]
struct Survey {
    /// The items of the file, and where the box is that lists them.
    meta: Option<(Boxed, Meta)>,
    /// Items that only tracks list: never a picture.
    beside: Vec<Item>,
    wipes: Vec<Wipe>,
    /// Where pixels lie, and more.
    media: Vec<Range<usize>>,
    film: bool,
    /// Where the last box ends.
    end: usize,
}

pub(super) fn moves(bytes: &[u8]) -> bool {
    matches!(bytes.get(8..12), Some(b"avis" | b"msf1"))
}

/// How it is to be shown; of one that moves, the picture that stands for it. `None` when it can't be told.
pub(crate) fn shown(bytes: &[u8]) -> Option<Shown> {
    let (place, meta) = Survey::of(bytes)?.meta?;
    Shown::of(bytes, &place, meta)
}

/// What is beside the picture; of the picture itself nothing is told, for [`cleaned`] makes the clean file.
pub(super) fn each<'a>(bytes: &'a [u8], visit: &mut Visit<'_, 'a>) -> Option<()> {
    let survey = Survey::of(bytes)?;
    // However often items name the same bytes, no more than the file has is read.
    let mut room = bytes.len();
    for item in survey.items() {
        match item.holds(bytes, &mut room) {
            Holds::Picture => {}
            holds => visit(Part::gone(holds)),
        }
    }
    for wipe in &survey.wipes {
        let content = &bytes[wipe.at.clone()];
        let blank = wipe.freed.is_none() && content.iter().all(|byte| *byte == 0);
        match wipe.stain {
            Stain::Xmp => visit(Part::gone(Holds::Xmp(Cow::Borrowed(content)))),
            Stain::Other if !blank => visit(Part::gone(Holds::Other)),
            _ => {}
        }
    }
    if survey.end < bytes.len() || survey.hides(bytes) {
        visit(Part::gone(Holds::Other));
    }
    Some(())
}

/// The file without what is beside its picture; `None` when it can't be told apart.
pub(crate) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let survey = Survey::of(bytes)?;
    let mut clean = bytes.get(..survey.end)?.to_vec();
    for wipe in &survey.wipes {
        clean.get_mut(wipe.at.clone())?.fill(0);
        if let Some(name) = wipe.freed {
            clean.get_mut(name..name + 4)?.copy_from_slice(b"free");
        }
    }
    for gone in survey.gone()? {
        clean.get_mut(gone)?.fill(0);
    }
    for kept in survey.kept() {
        clean.get_mut(kept.clone())?.copy_from_slice(&bytes[kept]);
    }
    let (place, meta) = survey.meta.as_ref()?;
    let listed = meta.listed_without(&clean, place)?;
    clean.get_mut(place.whole())?.copy_from_slice(&listed);
    Some(clean)
}

impl Survey {
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut survey = Self::default();
        let mut boxes = Counted::default();
        while survey.end < bytes.len() {
            let Some(next) = boxes.next(bytes, survey.end, bytes.len()) else {
                break;
            };
            survey.end = next.end;
            survey.add(bytes, next, &mut boxes)?;
        }
        // What follows a whole picture is no box, and no part of it.
        let whole = survey.meta.is_some() && survey.film >= moves(bytes);
        (whole && survey.in_media(&survey.kept())).then_some(survey)
    }

    /// Whether these places lie where pixels may lie, and not among the boxes themselves.
    fn in_media(&self, places: &[Range<usize>]) -> bool {
        let media = merged(self.media.clone());
        merged([places, &media].concat()) == media
    }

    fn add(&mut self, bytes: &[u8], next: Boxed, boxes: &mut Counted) -> Option<()> {
        match &next.kind {
            b"ftyp" => {}
            b"mdat" => self.media.push(next.content()),
            b"meta" if self.meta.is_none() => {
                let meta = Meta::of(bytes, &next, boxes)?;
                self.wipes.extend(meta.wipes.iter().cloned());
                self.media.extend(meta.inside.clone());
                self.meta = Some((next, meta));
            }
            b"moov" => {
                film::survey(bytes, &next, boxes, self)?;
                self.film = true;
            }
            b"uuid" if bytes[next.content()].starts_with(&XMP) => {
                let stain = Stain::Xmp;
                self.wipes.push(Wipe {
                    stain,
                    ..freed(&next)
                });
            }
            _ => self.wipes.push(freed(&next)),
        }
        Some(())
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        let listed = self.meta.iter().flat_map(|(_, meta)| meta.items.values());
        listed.chain(&self.beside)
    }

    /// Where the picture's own items lie.
    fn kept(&self) -> Vec<Range<usize>> {
        let kept = self.items().filter(|item| item.is_picture());
        merged(kept.flat_map(|item| item.extents.clone()).collect())
    }

    /// Whether a still picture has bytes among its pixels that no item names.
    fn hides(&self, bytes: &[u8]) -> bool {
        let blank = |range: &Range<usize>| bytes[range.clone()].iter().all(|byte| *byte == 0);
        let named = merged(self.items().flat_map(|item| item.extents.clone()).collect());
        let gaps = gaps(&merged(self.media.clone()), &named);
        !self.film && !gaps.iter().all(blank)
    }

    /// What is to be blank: where the items lie that go, and in a still picture all that no item names. A film's frames are
    /// named by its tracks.
    fn gone(&self) -> Option<Vec<Range<usize>>> {
        let gone = self.items().filter(|item| !item.is_picture());
        let gone = merged(gone.flat_map(|item| item.extents.clone()).collect());
        let unnamed = match self.film {
            true => Vec::new(),
            false => self.media.clone(),
        };
        self.in_media(&gone).then(|| [gone, unnamed].concat())
    }
}

/// A box becomes free space; what is free space already is blank.
fn freed(next: &Boxed) -> Wipe {
    Wipe {
        at: next.content(),
        freed: (next.kind != *b"free").then_some(next.start + 4),
        stain: Stain::Other,
    }
}

fn named(at: Range<usize>) -> Wipe {
    Wipe {
        at,
        freed: None,
        stain: Stain::Name,
    }
}

/// What no named place covers of some stretches; both are in order.
fn gaps(stretches: &[Range<usize>], named: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    let mut named = named.iter().peekable();
    for stretch in stretches {
        let mut at = stretch.start;
        while let Some(next) = named.peek().filter(|next| next.start < stretch.end) {
            gaps.push(at..next.start.max(at));
            at = next.end.clamp(at, stretch.end);
            if next.end > stretch.end {
                break;
            }
            named.next();
        }
        gaps.push(at..stretch.end);
    }
    gaps
}

/// The same places, each once.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut once: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match once.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => once.push(range),
        }
    }
    once
}
