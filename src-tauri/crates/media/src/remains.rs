//! What is in a file beside its picture. Names it; does not read it out.

use std::collections::BTreeSet;

use domain::PictureKind;

use crate::parts::{self, Holds, Part};
use crate::tiff::{self, Directory, Entry};
use crate::{Remains, iptc};

/// What tells of a place in XMP. Read as bytes, so that a broken packet hides nothing.
const PLACES: &[&str] = &[
    ":GPS",
    ":City",
    ":State",
    ":ProvinceState",
    ":Country",
    ":CountryName",
    ":CountryCode",
    ":Sublocation",
    ":LocationCreated",
    ":LocationShown",
    "Iptc4xmpCore:Location",
];
/// What tells of a camera, or who owns it.
const SERIALS: &[&str] = &["SerialNumber", "OwnerName", ":MakerNote"];
const SMALL_COPIES: &[&str] = &["xmp:Thumbnails", "xmpGImg:", "xapGImg:"];

/// What is beside the picture, of whatever kind the file is.
pub(crate) fn of(bytes: &[u8]) -> BTreeSet<Remains> {
    match PictureKind::of_bytes(bytes) {
        Some(kind) => of_kind(bytes, kind),
        None => BTreeSet::from([Remains::Other]),
    }
}

/// What is beside the picture of a file of a known kind. What can't be followed to its end is not clean.
pub(crate) fn of_kind(bytes: &[u8], kind: PictureKind) -> BTreeSet<Remains> {
    let mut found = BTreeSet::new();
    if parts::each(bytes, kind, &mut |part: Part<'_>| {
        name(&part.holds, &mut found)
    })
    .is_none()
    {
        found.insert(Remains::Other);
    }
    found
}

fn name(holds: &Holds<'_>, found: &mut BTreeSet<Remains>) {
    match holds {
        Holds::Picture => {}
        Holds::Exif(tiff) => in_exif(tiff, found),
        Holds::Xmp(xmp) => in_xmp(xmp, found),
        Holds::Resources(resources) => in_resources(resources, found),
        Holds::Text { text, .. } if is_of_gd(text) => {}
        Holds::Text { .. } => found.extend([Remains::Comment]),
        Holds::Thumbnail => found.extend([Remains::Thumbnail]),
        Holds::Other => found.extend([Remains::Other]),
    }
}

/// Whether a comment is the one of the library that makes the sizes of most sites' pictures: it names itself and a
/// quality, and tells of nobody.
fn is_of_gd(text: &[u8]) -> bool {
    let said = text.strip_prefix(b"CREATOR: gd-jpeg v");
    said.is_some_and(|rest| rest.len() < 60 && rest.is_ascii())
}

fn in_exif(tiff: &[u8], found: &mut BTreeSet<Remains>) {
    found.insert(Remains::Exif);
    tiff::each(
        tiff,
        &mut |entry: Entry<'_>| match (entry.directory, entry.tag) {
            // That alone says only how places would be written.
            (Directory::Place, 0) => {}
            (Directory::Place, _) => found.extend([Remains::Location]),
            (Directory::Thumbnail, _) => found.extend([Remains::Thumbnail]),
            (_, 0x927C | 0xA430 | 0xA431 | 0xA435 | 0xC62F) => found.extend([Remains::Serial]),
            (_, 0x02BC) => in_xmp(entry.value, found),
            (_, 0x83BB) => in_records(entry.value, found),
            (_, 0x8649) => in_resources(entry.value, found),
            _ => {}
        },
    );
}

fn in_xmp(xmp: &[u8], found: &mut BTreeSet<Remains>) {
    found.insert(Remains::Xmp);
    let text = String::from_utf8_lossy(xmp);
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(PLACES) {
        found.insert(Remains::Location);
    }
    if says(SERIALS) {
        found.insert(Remains::Serial);
    }
    if says(SMALL_COPIES) {
        found.insert(Remains::Thumbnail);
    }
}

fn in_resources(resources: &[u8], found: &mut BTreeSet<Remains>) {
    // What can't be read as resources is none the less there.
    let mut known = false;
    iptc::resources(resources, &mut |number, resource| {
        known |= matches!(number, iptc::RECORDS | 0x0409 | 0x040C | 0x0422..=0x0424);
        match number {
            iptc::RECORDS => in_records(resource, found),
            0x0409 | 0x040C => found.extend([Remains::Thumbnail]),
            // Not looked into: it may hold resources again.
            0x0422 | 0x0423 => found.extend([Remains::Exif]),
            0x0424 => in_xmp(resource, found),
            _ => {}
        }
    });
    if !known {
        found.insert(Remains::Other);
    }
}

fn in_records(records: &[u8], found: &mut BTreeSet<Remains>) {
    found.insert(Remains::Iptc);
    iptc::records(records, &mut |section, number, _| {
        match (section, number) {
            // Where the text was written, or what it is about: cities, provinces, countries and their codes.
            (2, 26 | 27 | 90 | 92 | 95 | 100 | 101) => found.extend([Remains::Location]),
            (2, 202) => found.extend([Remains::Thumbnail]),
            _ => {}
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_of_the_library_that_made_a_size_is_nobody_s() {
        let with = |comment: &[u8]| {
            let text = Holds::Text {
                name: String::new(),
                text: comment.into(),
            };
            let mut found = BTreeSet::new();
            name(&text, &mut found);
            found
        };
        let gd = b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 82\n";
        assert_eq!(with(gd), BTreeSet::new());
        let more = [&gd[..], &[b'a'; 40]].concat();
        for comment in [&b"Un secret"[..], b"", &more] {
            assert_eq!(with(comment), BTreeSet::from([Remains::Comment]));
        }
    }
}
