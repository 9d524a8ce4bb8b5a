//! JPEG, PNG, WebP and GIF: pictures of every kind, and what can be put into their files beside the pixels.

use image::codecs::gif::{GifEncoder, Repeat};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{Delay, ExtendedColorType, Frame, ImageEncoder, RgbImage, RgbaImage};

use super::metadata::{Exif, colour_profile, iptc, resources, xmp};

const HIDDEN: &str = "Commentaire caché";
const BEHIND: &str = "derrière la fin";

/// Something to look at: no two parts of it are alike.
fn pixels(width: u32, height: u32, shift: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let byte = |number: u32| u8::try_from(number % 256).unwrap();
        image::Rgb([
            byte(x * 5 + shift),
            byte(y * 7),
            byte(x + y * 3 + shift * 2),
        ])
    })
}

fn written(
    image: &RgbImage,
    write: impl FnOnce(&mut Vec<u8>, &[u8], u32, u32) -> image::ImageResult<()>,
) -> Vec<u8> {
    let mut file = Vec::new();
    write(&mut file, image.as_raw(), image.width(), image.height()).unwrap();
    file
}

/// A JPEG.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    written(&pixels(width, height, 0), |file, bytes, width, height| {
        JpegEncoder::new_with_quality(file, 80).write_image(
            bytes,
            width,
            height,
            ExtendedColorType::Rgb8,
        )
    })
}

/// A PNG.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    drawing(width, height, 0)
}

fn drawing(width: u32, height: u32, shift: u32) -> Vec<u8> {
    written(
        &pixels(width, height, shift),
        |file, bytes, width, height| {
            PngEncoder::new(file).write_image(bytes, width, height, ExtendedColorType::Rgb8)
        },
    )
}

/// A WebP.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    modern(width, height, 0)
}

fn modern(width: u32, height: u32, shift: u32) -> Vec<u8> {
    written(
        &pixels(width, height, shift),
        |file, bytes, width, height| {
            WebPEncoder::new_lossless(file).write_image(
                bytes,
                width,
                height,
                ExtendedColorType::Rgb8,
            )
        },
    )
}

/// A GIF of this many frames; one that moves repeats for ever.
pub fn gif(width: u32, height: u32, frames: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new(&mut file);
    if frames > 1 {
        encoder.set_repeat(Repeat::Infinite).unwrap();
    }
    for frame in 0..frames {
        let image = image::DynamicImage::from(pixels(width, height, frame * 40));
        let image: RgbaImage = image.to_rgba8();
        let delay = Delay::from_numer_denom_ms(100, 1);
        encoder
            .encode_frame(Frame::from_parts(image, 0, 0, delay))
            .unwrap();
    }
    drop(encoder);
    file
}

/// A JPEG with a segment of every kind that holds something beside its pixels, and more behind its end.
///
/// # Panics
/// When a segment is too long.
pub fn dirty_jpeg(clean: &[u8]) -> Vec<u8> {
    let mut file = clean[..2].to_vec();
    let jfif = [&b"JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01"[..], &[1, 2, 3]].concat();
    file.extend(segment(0xE0, &jfif));
    file.extend(segment(0xE0, &[&b"JFXX\0\x10"[..], &jpeg(16, 12)].concat()));
    file.extend(segment(
        0xE1,
        &[&b"Exif\0\0"[..], &Exif::default().bytes()].concat(),
    ));
    let packet = xmp();
    let mark = b"http://ns.adobe.com/xap/1.0/\0";
    file.extend(segment(0xE1, &[&mark[..], packet.as_bytes()].concat()));
    file.extend(segment(0xE1, &long_xmp(packet.as_bytes())));
    let colours = [&b"ICC_PROFILE\0\x01\x01"[..], &colour_profile()].concat();
    file.extend(segment(0xE2, &colours));
    file.extend(segment(0xE2, b"MPF\0II*\0\x08\0\0\0\0\0\0\0\0\0"));
    let records = resources(&iptc(true));
    file.extend(segment(0xED, &[&b"Photoshop 3.0\0"[..], &records].concat()));
    file.extend(segment(0xEB, b"something nobody knows"));
    file.extend(segment(0xFE, HIDDEN.as_bytes()));
    // The encoder's own JFIF is left out: there is one already.
    let own = 2 + 2 + usize::from(u16::from_be_bytes([clean[4], clean[5]]));
    file.extend(&clean[if clean[3] == 0xE0 { own } else { 2 }..]);
    file.extend(jpeg(16, 12));
    file.extend(BEHIND.as_bytes());
    file
}

/// A piece of XMP that is too long for one segment: a name, a hash, the whole length, where the piece begins.
fn long_xmp(piece: &[u8]) -> Vec<u8> {
    let mut content = b"http://ns.adobe.com/xmp/extension/\0".to_vec();
    content.extend([b'0'; 32]);
    content.extend(u32::try_from(piece.len()).unwrap().to_be_bytes());
    content.extend([0; 4]);
    content.extend(piece);
    content
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap();
    let mut segment = vec![0xFF, marker];
    segment.extend(length.to_be_bytes());
    segment.extend(content);
    segment
}

/// A PNG, animated or not, with a chunk of every kind that holds something beside its pixels, and more behind its end.
pub fn dirty_png(clean: &[u8]) -> Vec<u8> {
    let head = 8 + 25;
    let mut file = clean[..head].to_vec();
    let profile = [&b"Marbre\0\0"[..], &packed(&colour_profile())].concat();
    file.extend(chunk(b"iCCP", &profile));
    file.extend(chunk(b"pHYs", &[0, 0, 0x0B, 0x13, 0, 0, 0x0B, 0x13, 1]));
    file.extend(chunk(b"tIME", &[7, 234, 4, 29, 2, 49, 0]));
    let exif = Exif {
        little: false,
        ..Exif::default()
    };
    file.extend(chunk(b"eXIf", &exif.bytes()));
    file.extend(chunk(b"tEXt", b"Comment\0Commentaire cach\xE9"));
    file.extend(chunk(b"tEXt", b"Author\0Photographe Martin"));
    let raw = raw_profile(
        "exif",
        &[&b"Exif\0\0"[..], &Exif::default().bytes()].concat(),
    );
    let raw = [&b"Raw profile type exif\0\0"[..], &packed(raw.as_bytes())].concat();
    file.extend(chunk(b"zTXt", &raw));
    let raw = raw_profile("iptc", &resources(&iptc(false)));
    let raw = [&b"Raw profile type iptc\0\0"[..], &packed(raw.as_bytes())].concat();
    file.extend(chunk(b"zTXt", &raw));
    let plain = [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], xmp().as_bytes()].concat();
    file.extend(chunk(b"iTXt", &plain));
    let hidden = [
        &b"Description\0\x01\0fr\0\0"[..],
        &packed(HIDDEN.as_bytes()),
    ]
    .concat();
    file.extend(chunk(b"iTXt", &hidden));
    file.extend(chunk(b"prVt", HIDDEN.as_bytes()));
    file.extend(&clean[head..]);
    file.extend(BEHIND.as_bytes());
    file
}

/// ImageMagick's way to put a profile into a text.
fn raw_profile(name: &str, bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = format!("\n{name}\n{:8}\n", bytes.len());
    for line in bytes.chunks(36) {
        for byte in line {
            write!(text, "{byte:02x}").unwrap();
        }
        text.push('\n');
    }
    text
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(kind);
    chunk.extend(content);
    let mut sum = flate2::Crc::new();
    sum.update(&chunk[4..]);
    chunk.extend(sum.sum().to_be_bytes());
    chunk
}

/// An animated PNG of this many frames.
pub fn moving_png(width: u32, height: u32, frames: u32) -> Vec<u8> {
    let first = drawing(width, height, 0);
    let mut file = first[..33].to_vec();
    let counts = [frames.to_be_bytes(), 0_u32.to_be_bytes()].concat();
    file.extend(chunk(b"acTL", &counts));
    let mut number = 0_u32;
    for frame in 0..frames {
        let mut control = number.to_be_bytes().to_vec();
        control.extend([width, height, 0, 0].map(u32::to_be_bytes).concat());
        control.extend([0, 1, 0, 10, 0, 0]);
        file.extend(chunk(b"fcTL", &control));
        number += 1;
        let bytes = compressed(&drawing(width, height, frame * 40));
        if frame == 0 {
            file.extend(chunk(b"IDAT", &bytes));
        } else {
            file.extend(chunk(
                b"fdAT",
                &[&number.to_be_bytes()[..], &bytes].concat(),
            ));
            number += 1;
        }
    }
    file.extend(chunk(b"IEND", &[]));
    file
}

/// The compressed pixels of a PNG.
fn compressed(png: &[u8]) -> Vec<u8> {
    let mut pixels = Vec::new();
    let mut rest = &png[8..];
    while let Some(length) = rest.first_chunk() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap();
        if &rest[4..8] == b"IDAT" {
            pixels.extend(&rest[8..8 + length]);
        }
        rest = &rest[12 + length..];
    }
    pixels
}

/// A WebP, animated or not, with everything beside its pixels, and more behind its end.
pub fn dirty_webp(clean: &[u8]) -> Vec<u8> {
    let (size, moves, chunks) = match &clean[12..16] {
        b"VP8X" => (clean[24..30].to_vec(), 2, &clean[30..]),
        _ => (size_in_head(clean), 0, &clean[12..]),
    };
    let flags = 0b0010_1100 | moves;
    let mut content = riff(b"VP8X", &[&[flags, 0, 0, 0][..], &size].concat());
    content.extend(riff(b"ICCP", &colour_profile()));
    content.extend(chunks);
    content.extend(riff(b"EXIF", &Exif::default().bytes()));
    content.extend(riff(b"XMP ", xmp().as_bytes()));
    content.extend(riff(b"PRVT", HIDDEN.as_bytes()));
    let mut file = riff_file(&content);
    file.extend(BEHIND.as_bytes());
    file
}

/// Width and height of a lossless one, as the head of a longer file writes them: one less, in 24 bits.
fn size_in_head(clean: &[u8]) -> Vec<u8> {
    let size = imagesize::blob_size(clean).unwrap();
    let side = |pixels: usize| u32::try_from(pixels - 1).unwrap().to_le_bytes();
    [&side(size.width)[..3], &side(size.height)[..3]].concat()
}

fn riff(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = kind.to_vec();
    chunk.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
    chunk.extend(content);
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

fn riff_file(content: &[u8]) -> Vec<u8> {
    riff(b"RIFF", &[&b"WEBP"[..], content].concat())
}

/// An animated WebP of this many frames.
pub fn moving_webp(width: u32, height: u32, frames: u32) -> Vec<u8> {
    let first = modern(width, height, 0);
    let size = size_in_head(&first);
    let mut content = riff(b"VP8X", &[&[2, 0, 0, 0][..], &size].concat());
    content.extend(riff(b"ANIM", &[0; 6]));
    for frame in 0..frames {
        let mut inner = vec![0; 6];
        inner.extend(&size);
        inner.extend([100, 0, 0, 0]);
        inner.extend(&modern(width, height, frame * 40)[12..]);
        content.extend(riff(b"ANMF", &inner));
    }
    riff_file(&content)
}

/// A GIF, animated or not, with an extension of every kind, and more behind its end.
pub fn dirty_gif(clean: &[u8]) -> Vec<u8> {
    let table = match clean[10] & 0x80 {
        0 => 0,
        _ => 3 << ((clean[10] & 7) + 1),
    };
    let head = 13 + table;
    let mut file = clean[..head].to_vec();
    file.extend(b"\x21\xFE\x12Commentaire cach\xC3\xA9\0");
    file.extend(b"\x21\xFF\x0BXMP DataXMP");
    file.extend(xmp().as_bytes());
    file.push(1);
    file.extend((0..=255).rev());
    file.push(0);
    file.extend(b"\x21\xFF\x0BPRIVATE 1.0\x12Commentaire cach\xC3\xA9\0");
    let text = [&[0; 8][..], &[8, 8, 1, 0]].concat();
    file.extend([&b"\x21\xF9\x04\0\0\0\0\0\x21\x01\x0C"[..], &text].concat());
    file.extend(b"\x12Commentaire cach\xC3\xA9\0");
    file.extend(&clean[head..]);
    file.extend(BEHIND.as_bytes());
    file
}
