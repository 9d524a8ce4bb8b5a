//! The directories of a TIFF file, which is what EXIF is. Knows where entries are, not what pictures are for.
//!
//! Of each kind of directory one is read, and of each tag its first entry, so that what is hostile takes no more time than
//! its length (kamadak-exif, which was looked at first, follows every pointer of a directory: 64 kB make it take 300 MB).

use std::collections::HashSet;

/// Which directory an entry stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Directory {
    /// Of the picture.
    Picture,
    /// Of how it was taken.
    Camera,
    /// Of where it was taken.
    Place,
    /// Of its smaller copy.
    Thumbnail,
}

/// One thing said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    /// Where it stands.
    pub(crate) directory: Directory,
    /// What it is about.
    pub(crate) tag: u16,
    /// What it says; nothing when its place is outside the file.
    pub(crate) value: &'a [u8],
    /// Whether numbers in it have their low byte first.
    little: bool,
}

impl<'a> Entry<'a> {
    /// Its text: until the first zero.
    pub(crate) fn text(&self) -> &'a [u8] {
        self.value
            .split(|byte| *byte == 0)
            .next()
            .unwrap_or_default()
    }

    /// Its first number of 16 bits.
    pub(crate) fn short(&self) -> Option<u16> {
        let two = *self.value.first_chunk()?;
        Some(match self.little {
            true => u16::from_le_bytes(two),
            false => u16::from_be_bytes(two),
        })
    }
}

/// A TIFF file.
#[derive(Debug, Clone, Copy)]
struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

const CAMERA: u16 = 0x8769;
const PLACE: u16 = 0x8825;

/// Tells of each entry, as far as they can be read.
pub(crate) fn each<'a>(bytes: &'a [u8], visit: &mut dyn FnMut(Entry<'a>)) {
    let Some(little) = low_byte_first(bytes) else {
        return;
    };
    let tiff = Tiff { bytes, little };
    let mut camera = None;
    let mut place = None;
    let mut main = |entry: Entry<'a>| {
        let pointed = tiff.at(entry.value);
        match entry.tag {
            CAMERA => camera = camera.or(pointed),
            PLACE => place = place.or(pointed),
            _ => visit(entry),
        }
    };
    let first = tiff.at(&bytes[4..]);
    let second = first.and_then(|first| tiff.entries(first, Directory::Picture, &mut main));
    let others = [
        (camera, Directory::Camera),
        (place, Directory::Place),
        (second, Directory::Thumbnail),
    ];
    for (start, directory) in others {
        if let Some(start) = start {
            tiff.entries(start, directory, visit);
        }
    }
}

fn low_byte_first(bytes: &[u8]) -> Option<bool> {
    match bytes.get(..8)? {
        [b'I', b'I', 42, 0, ..] => Some(true),
        [b'M', b'M', 0, 42, ..] => Some(false),
        _ => None,
    }
}

impl<'a> Tiff<'a> {
    /// Tells of the entries of one directory; where the next one begins.
    fn entries(
        self,
        start: usize,
        directory: Directory,
        visit: &mut dyn FnMut(Entry<'a>),
    ) -> Option<usize> {
        let count = usize::from(self.short(start)?);
        let table = start + 2;
        let mut told = HashSet::new();
        for entry in self.bytes.get(table..)?.chunks_exact(12).take(count) {
            let little = self.little;
            let Some((tag, value)) = self.entry(entry) else {
                continue;
            };
            if !told.insert(tag) {
                continue;
            }
            visit(Entry {
                directory,
                tag,
                value,
                little,
            });
        }
        let next = self.bytes.get(table + count * 12..)?;
        self.at(next).filter(|next| *next != 0)
    }

    fn entry(self, entry: &'a [u8]) -> Option<(u16, &'a [u8])> {
        let number = Self {
            bytes: entry,
            ..self
        };
        let tag = number.short(0)?;
        let size = match number.short(2)? {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            5 | 10 | 12 => 8,
            _ => 4,
        };
        let length = number.at(&entry[4..])?.checked_mul(size)?;
        let inside = entry.get(8..8 + length.min(5));
        let value = match inside {
            Some(short) if length <= 4 => short,
            _ => {
                let start = number.at(&entry[8..])?;
                let end = start.checked_add(length)?;
                self.bytes.get(start..end).unwrap_or_default()
            }
        };
        Some((tag, value))
    }

    fn short(self, at: usize) -> Option<u16> {
        let two = *self.bytes.get(at..)?.first_chunk()?;
        Some(match self.little {
            true => u16::from_le_bytes(two),
            false => u16::from_be_bytes(two),
        })
    }

    /// A place in the file, or a length, that stands at the beginning of these bytes.
    fn at(self, bytes: &[u8]) -> Option<usize> {
        let four = *bytes.first_chunk()?;
        let number = match self.little {
            true => u32::from_le_bytes(four),
            false => u32::from_be_bytes(four),
        };
        usize::try_from(number).ok()
    }
}
