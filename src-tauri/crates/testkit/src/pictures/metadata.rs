//! EXIF, IPTC, XMP and a colour profile, byte by byte. Says nothing of the files they stand in.

use super::{ALT, BY, CAPTION, FOR, RIGHTS};

/// EXIF to be written: a camera's serial number, its maker's note, a place, a thumbnail, and words.
#[derive(Debug, Clone, Copy)]
pub struct Exif {
    /// How the picture is turned, 1 to 8; or a lie.
    pub orientation: u16,
    /// Whether numbers have their low byte first.
    pub little: bool,
}

impl Default for Exif {
    fn default() -> Self {
        Self {
            orientation: 1,
            little: true,
        }
    }
}

const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;
const UNDEFINED: u16 = 7;

/// Tag, kind, how many, bytes.
type Entry = (u16, u16, u32, Vec<u8>);

impl Exif {
    /// The TIFF file that EXIF is.
    pub fn bytes(self) -> Vec<u8> {
        let mut file = match self.little {
            true => b"II*\0\0\0\0\0".to_vec(),
            false => b"MM\0*\0\0\0\0".to_vec(),
        };
        let camera = self.append(&mut file, &self.camera(), 0);
        let place = self.append(&mut file, &self.place(), 0);
        let thumbnail = file.len();
        file.extend(thumbnail_jpeg());
        let small = [
            (0x0103, SHORT, 1, self.short(6)),
            (0x0201, LONG, 1, self.long(thumbnail)),
            (0x0202, LONG, 1, self.long(thumbnail_jpeg().len())),
        ];
        let second = self.append(&mut file, &small, 0);
        let main = self.picture(camera, place);
        let first = self.append(&mut file, &main, second);
        file[4..8].copy_from_slice(&self.long(first));
        file
    }

    fn picture(self, camera: usize, place: usize) -> Vec<Entry> {
        vec![
            text(0x010E, CAPTION),
            text(0x010F, "Boîtier"),
            (0x0112, SHORT, 1, self.short(self.orientation)),
            text(0x0131, "Programme 7.3"),
            text(0x013B, BY),
            text(0x8298, RIGHTS),
            (0x8769, LONG, 1, self.long(camera)),
            (0x8825, LONG, 1, self.long(place)),
        ]
    }

    fn camera(self) -> Vec<Entry> {
        let note = b"MAKER-NOTE\0\x01\x02\x03\x04\x05".to_vec();
        let comment = "ASCII\0\0\0Commentaire caché".as_bytes().to_vec();
        vec![
            text(0x9003, "2026:04:29 02:49:00"),
            (0x927C, UNDEFINED, 16, note),
            (
                0x9286,
                UNDEFINED,
                u32::try_from(comment.len()).unwrap(),
                comment,
            ),
            text(0xA430, "Olga Besitzerin"),
            text(0xA431, "BODY-4711"),
            text(0xA435, "LENS-0815"),
        ]
    }

    fn place(self) -> Vec<Entry> {
        let north = [(48, 1), (51, 1), (29_634, 1000)];
        let east = [(2, 1), (21, 1), (7_112, 1000)];
        vec![
            (0x0000, 1, 4, vec![2, 3, 0, 0]),
            text(0x0001, "N"),
            (0x0002, RATIONAL, 3, self.rationals(&north)),
            text(0x0003, "E"),
            (0x0004, RATIONAL, 3, self.rationals(&east)),
            text(0x001D, "2026:04:29"),
        ]
    }

    /// Appends a directory; where it begins.
    fn append(self, file: &mut Vec<u8>, entries: &[Entry], next: usize) -> usize {
        let start = file.len();
        let mut values = Vec::new();
        let values_at = start + 2 + 12 * entries.len() + 4;
        file.extend(self.short(u16::try_from(entries.len()).unwrap()));
        for (tag, kind, count, value) in entries {
            file.extend(self.short(*tag));
            file.extend(self.short(*kind));
            file.extend(self.long(usize::try_from(*count).unwrap()));
            if value.len() <= 4 {
                let mut inside = value.clone();
                inside.resize(4, 0);
                file.extend(inside);
            } else {
                file.extend(self.long(values_at + values.len()));
                values.extend(value);
                values.resize(values.len().next_multiple_of(2), 0);
            }
        }
        file.extend(self.long(next));
        file.extend(values);
        start
    }

    fn short(self, number: u16) -> Vec<u8> {
        match self.little {
            true => number.to_le_bytes().to_vec(),
            false => number.to_be_bytes().to_vec(),
        }
    }

    fn long(self, number: usize) -> Vec<u8> {
        let number = u32::try_from(number).unwrap();
        match self.little {
            true => number.to_le_bytes().to_vec(),
            false => number.to_be_bytes().to_vec(),
        }
    }

    fn rationals(self, numbers: &[(usize, usize)]) -> Vec<u8> {
        let both = numbers.iter().flat_map(|(over, under)| [*over, *under]);
        both.flat_map(|number| self.long(number)).collect()
    }
}

fn text(tag: u16, text: &str) -> Entry {
    let mut bytes = text.as_bytes().to_vec();
    bytes.push(0);
    (tag, ASCII, u32::try_from(bytes.len()).unwrap(), bytes)
}

fn thumbnail_jpeg() -> Vec<u8> {
    super::jpeg(16, 12)
}

/// An XMP packet, as agencies' programs write it.
pub fn xmp() -> String {
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
  xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
  xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
  photoshop:Credit="{FOR}" photoshop:Source="Agence &amp; Cie" photoshop:City="Paris"
  photoshop:DateCreated="2026-04-29T02:49:00+02:00" Iptc4xmpCore:Location="Quai de la Source"
  exif:GPSLatitude="48,51.4939N" aux:SerialNumber="BODY-4711" aux:OwnerName="Olga Besitzerin">
 <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{ALT}</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
 <dc:description><rdf:Alt><rdf:li xml:lang="en">A caption</rdf:li><rdf:li xml:lang="x-default">{CAPTION}</rdf:li></rdf:Alt></dc:description>
 <dc:creator><rdf:Seq><rdf:li>{BY}</rdf:li></rdf:Seq></dc:creator>
 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{RIGHTS}</rdf:li></rdf:Alt></dc:rights>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{FEFF}'
    )
}

/// IPTC's records, in UTF-8 or as older programs write them, in Latin-1.
pub fn iptc(utf8: bool) -> Vec<u8> {
    let mut records = Vec::new();
    let mut record = |section: u8, number: u8, text: &str| {
        let bytes: Vec<u8> = match utf8 {
            true => text.bytes().collect(),
            false => text
                .chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap())
                .collect(),
        };
        records.extend([0x1C, section, number]);
        records.extend(u16::try_from(bytes.len()).unwrap().to_be_bytes());
        records.extend(bytes);
    };
    if utf8 {
        record(1, 90, "\u{1B}%G");
    }
    record(2, 55, "20260429");
    record(2, 60, "024900+0200");
    record(2, 80, BY);
    record(2, 90, "Paris");
    record(2, 92, "Quai de la Source");
    record(2, 101, "France");
    record(2, 110, FOR);
    record(2, 115, "Agence & Cie");
    record(2, 116, RIGHTS);
    record(2, 120, CAPTION);
    records
}

/// Photoshop's resources around IPTC's records, with a thumbnail.
pub fn resources(iptc: &[u8]) -> Vec<u8> {
    let small = thumbnail_jpeg();
    let mut thumbnail = vec![0, 0, 0, 1, 0, 0, 0, 16, 0, 0, 0, 12, 0, 0, 0, 48];
    thumbnail.extend([0, 0, 2, 64]);
    thumbnail.extend(u32::try_from(small.len()).unwrap().to_be_bytes());
    thumbnail.extend([0, 24, 0, 1]);
    thumbnail.extend(small);
    let mut all = resource(0x0404, iptc);
    all.extend(resource(0x040C, &thumbnail));
    all
}

fn resource(number: u16, bytes: &[u8]) -> Vec<u8> {
    let mut all = b"8BIM".to_vec();
    all.extend(number.to_be_bytes());
    all.extend([0, 0]);
    all.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
    all.extend(bytes);
    all.resize(all.len().next_multiple_of(2), 0);
    all
}

/// A colour profile: the head and the name of one, enough for whoever names it.
pub fn colour_profile() -> Vec<u8> {
    let mut description = b"desc\0\0\0\0\0\0\0\x08Marbre 1".to_vec();
    description.resize(12 + 8 + 4 + 4 + 2 + 1 + 67 + 1, 0);
    let start = 128 + 4 + 12;
    let mut profile = vec![0; 128];
    let length = u32::try_from(start + description.len()).unwrap();
    profile[..4].copy_from_slice(&length.to_be_bytes());
    profile[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    profile[12..24].copy_from_slice(b"mntrRGB XYZ ");
    profile[36..40].copy_from_slice(b"acsp");
    profile.extend([0, 0, 0, 1]);
    profile.extend(b"desc");
    profile.extend(u32::try_from(start).unwrap().to_be_bytes());
    profile.extend(u32::try_from(description.len()).unwrap().to_be_bytes());
    profile.extend(description);
    profile
}
