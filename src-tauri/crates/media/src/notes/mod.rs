//! What a picture says of itself in words: gathered from XMP, IPTC, EXIF and a PNG's texts, the most trusted first. Every
//! word was written by a stranger. Where it was taken is not read: it may be a source's home.

mod text;
mod xmp;

use domain::{PictureKind, PictureWords};

use crate::iptc;
use crate::parts::{self, Holds, Part};
use crate::tiff::{self, Directory, Entry};

/// What cameras write where a caption belongs.
const NO_CAPTIONS: &[&str] = &["DIGITAL CAMERA", "SONY DSC", "DCIM"];

/// As many bytes of names are read, though a file may name any number of people.
const MOST_NAMES: usize = 2_000;

/// What one source says, field by field.
#[derive(Debug, Default)]
struct Said {
    alt: String,
    caption: String,
    by: String,
    for_whom: String,
    source: String,
    rights: String,
    terms: String,
    taken: String,
}

/// The stretches of a file that say something; of EXIF and XMP the first, of what may be cut into pieces all.
#[derive(Default)]
struct Gathered {
    exif: Option<Vec<u8>>,
    xmp: Option<Vec<u8>>,
    resources: Vec<u8>,
    texts: Said,
}

/// What a picture says of itself. A file that ends too early has said what it said until then.
pub(crate) fn of(bytes: &[u8], kind: PictureKind) -> PictureWords {
    let mut gathered = Gathered::default();
    let _end = parts::each(bytes, kind, &mut |part: Part<'_>| gathered.add(part.holds));
    let sources = [
        xmp::said(&gathered.xmp.unwrap_or_default()),
        by_iptc(&gathered.resources),
        by_exif(&gathered.exif.unwrap_or_default()),
        gathered.texts,
    ];
    composed(&sources)
}

impl Gathered {
    fn add(&mut self, holds: Holds<'_>) {
        match holds {
            Holds::Exif(tiff) if self.exif.is_none() => self.exif = Some(tiff.into_owned()),
            Holds::Xmp(packet) if self.xmp.is_none() => self.xmp = Some(packet.into_owned()),
            Holds::Resources(piece) => self.resources.extend_from_slice(&piece),
            Holds::Text { name, text } => {
                let field = match name.as_str() {
                    "Description" => &mut self.texts.caption,
                    "Author" => &mut self.texts.by,
                    "Copyright" => &mut self.texts.rights,
                    "Creation Time" => &mut self.texts.taken,
                    _ => return,
                };
                *field = text::line(&text::decoded(&text));
            }
            _ => {}
        }
    }
}

fn by_iptc(resources: &[u8]) -> Said {
    let mut said = Said::default();
    let mut time = String::new();
    let mut add = |section: u8, number: u8, bytes: &[u8]| {
        let words = match iptc::room(section, number) {
            Some(most) => text::decoded_within(bytes, most),
            None => text::decoded(bytes),
        };
        let words = text::line(&words);
        match (section, number) {
            (2, 55) => said.taken = words,
            (2, 60) => time = words,
            (2, 80) if said.by.len() < MOST_NAMES => said.by = joined(&[&said.by, &words], ", "),
            (2, 110) => said.for_whom = words,
            (2, 115) => said.source = words,
            (2, 116) => said.rights = words,
            (2, 120) => said.caption = words,
            _ => {}
        }
    };
    iptc::resources(resources, &mut |number, resource| {
        if number == iptc::RECORDS {
            iptc::records(resource, &mut add);
        }
    });
    said.taken = text::moment(&format!("{}{time}", said.taken));
    said
}

fn by_exif(tiff: &[u8]) -> Said {
    let mut said = Said::default();
    tiff::each(tiff, &mut |entry: Entry<'_>| {
        let words = || text::line(&text::decoded(entry.text()));
        match (entry.directory, entry.tag) {
            (Directory::Picture, 0x010E) => said.caption = words(),
            (Directory::Picture, 0x013B) => said.by = words(),
            (Directory::Picture, 0x8298) => said.rights = words(),
            (Directory::Camera, 0x9003) => said.taken = text::moment(&words()),
            _ => {}
        }
    });
    if NO_CAPTIONS.iter().any(|none| said.caption.ends_with(none)) {
        said.caption.clear();
    }
    said
}

fn composed(sources: &[Said]) -> PictureWords {
    let first = |field: fn(&Said) -> &String| -> &str {
        let mut said = sources.iter().map(field);
        said.find(|words| !words.is_empty())
            .map_or("", |words| words)
    };
    // A date alone gives way to one with its hour.
    let mut moments = sources.iter().map(|source| &source.taken);
    let with_hour = moments.find(|moment| moment.contains('T'));
    let for_whom = first(|said| &said.for_whom);
    let by = Some(first(|said| &said.by)).filter(|by| !for_whom.contains(by));
    PictureWords {
        alt: first(|said| &said.alt).to_owned(),
        caption: first(|said| &said.caption).to_owned(),
        credit: joined(&[by.unwrap_or_default(), for_whom], " / "),
        source: first(|said| &said.source).to_owned(),
        licence: joined(
            &[first(|said| &said.rights), first(|said| &said.terms)],
            " · ",
        ),
        taken: with_hour
            .map_or(first(|said| &said.taken), |moment| moment)
            .to_owned(),
    }
}

/// What is said, each thing once, as one line.
fn joined(words: &[&str], between: &str) -> String {
    let mut said: Vec<&str> = words
        .iter()
        .copied()
        .filter(|words| !words.is_empty())
        .collect();
    said.dedup();
    text::line(&said.join(between))
}
