//! Who made a picture and whose it is, as its copies say it: the shortest XMP there is. Everything else stays out.

use domain::PictureKind;
use img_parts::Bytes;
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

use crate::Order;

const JPEG_NAME: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const PNG_NAME: &[u8] = b"XML:com.adobe.xmp\0\0\0\0\0";
/// In a WebP's first chunk: that there is XMP, that something shines through.
const HAS_XMP: u8 = 0x04;
const HAS_ALPHA: u8 = 0x10;

/// The XMP of an order's credit and rights; empty without either. A credit that says © itself is a name all the same.
pub(crate) fn words(order: &Order) -> Vec<u8> {
    let credit = order.credit.trim_start_matches([' ', '©', '\u{A0}']).trim();
    let rights = match (order.rights.trim(), credit) {
        ("", "") => return Vec::new(),
        ("", credit) => format!("© {credit}"),
        (rights, _) => rights.to_owned(),
    };
    let rights = escaped(&rights);
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\">{}\
         <dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">{rights}</rdf:li></rdf:Alt></dc:rights>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>",
        made_by(credit)
    )
    .into_bytes()
}

/// Who made it, in the two places where programs look; nothing where nobody is named.
fn made_by(credit: &str) -> String {
    if credit.is_empty() {
        return String::new();
    }
    let credit = escaped(credit);
    format!(
        "<photoshop:Credit>{credit}</photoshop:Credit>\
         <dc:creator><rdf:Seq><rdf:li>{credit}</rdf:li></rdf:Seq></dc:creator>"
    )
}

/// A file with these words in it. What has no place for them stays as it is.
pub(crate) fn with(words: &[u8], file: Vec<u8>, kind: PictureKind) -> Vec<u8> {
    if words.is_empty() {
        return file;
    }
    let with = match kind {
        PictureKind::Jpeg => in_jpeg(words, &file),
        PictureKind::Png => in_png(words, &file),
        PictureKind::Webp => in_webp(words, &file),
        PictureKind::Gif | PictureKind::Avif => None,
    };
    with.unwrap_or(file)
}

/// Behind what says that it is a JPEG.
fn in_jpeg(words: &[u8], file: &[u8]) -> Option<Vec<u8>> {
    let length = u16::try_from(2 + JPEG_NAME.len() + words.len()).ok()?;
    let first = match file {
        [0xFF, 0xD8, 0xFF, 0xE0, high, low, ..] => {
            4 + usize::from(u16::from_be_bytes([*high, *low]))
        }
        [0xFF, 0xD8, ..] => 2,
        _ => return None,
    };
    let (before, after) = file.split_at_checked(first)?;
    let parts = [
        before,
        &[0xFF, 0xE1],
        &length.to_be_bytes(),
        JPEG_NAME,
        words,
        after,
    ];
    Some(parts.concat())
}

fn in_png(words: &[u8], file: &[u8]) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(file)).ok()?;
    let chunk = PngChunk::new(*b"iTXt", Bytes::from([PNG_NAME, words].concat()));
    png.chunks_mut().insert(1, chunk);
    Some(png.encoder().bytes().to_vec())
}

fn in_webp(words: &[u8], file: &[u8]) -> Option<Vec<u8>> {
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(file)).ok()?;
    let (width, height) = webp.dimensions()?;
    let chunks = webp.chunks_mut();
    let first = chunks.first()?;
    let (is_extended, is_lossless) = (first.id() == *b"VP8X", first.id() == *b"VP8L");
    let mut about: Vec<u8> = match first.content() {
        RiffContent::Data(data) if is_extended => data.to_vec(),
        _ => [
            &[if is_lossless { HAS_ALPHA } else { 0 }, 0, 0, 0][..],
            &(width - 1).to_le_bytes()[..3],
            &(height - 1).to_le_bytes()[..3],
        ]
        .concat(),
    };
    *about.first_mut()? |= HAS_XMP;
    let about = RiffChunk::new(*b"VP8X", RiffContent::Data(Bytes::from(about)));
    match is_extended {
        true => chunks[0] = about,
        false => chunks.insert(0, about),
    }
    let words = RiffContent::Data(Bytes::copy_from_slice(words));
    chunks.push(RiffChunk::new(*b"XMP ", words));
    Some(webp.encoder().bytes().to_vec())
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for sign in text.chars().take(2_000) {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            sign if sign.is_control() => escaped.push(' '),
            sign => escaped.push(sign),
        }
    }
    escaped
}
