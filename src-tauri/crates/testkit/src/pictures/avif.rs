//! AVIF, still and moving: two frames that a coder made, in boxes that are written here.

use super::metadata::{Exif, xmp};

/// Two frames of 16 by 12 pixels (avifenc), the second told from the first.
const FRAMES: [&str; 2] = [
    "12000a0d000000019fd9b5f22021a0c08032281000d000a2800028b008c02e1d97a962872d53088b673e5fe8933f4806a35dfe11df58471931b1d8",
    "1200323f3003c080000006d0011c600028b00a00004598e4d281275631e80e330449a95cd51d3aa0676f4486bd64e51908dbc9cc765bfa6f50d1b55886cdc335a97580",
];
const WIDTH: u32 = 16;
const HEIGHT: u32 = 12;
const CODER: &[u8; 4] = &[0x81, 0, 0x0C, 0];

fn frame(number: usize) -> Vec<u8> {
    let digits = FRAMES[number].as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.map(byte).collect()
}

fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut all = long(content.len() + 8);
    all.extend(kind);
    all.extend(content);
    all
}

/// A box that says its version first.
fn full(kind: &[u8; 4], version: u8, content: &[u8]) -> Vec<u8> {
    boxed(kind, &[&[version, 0, 0, 0], content].concat())
}

fn long(number: usize) -> Vec<u8> {
    u32::try_from(number).unwrap().to_be_bytes().to_vec()
}

fn short(number: usize) -> Vec<u8> {
    u16::try_from(number).unwrap().to_be_bytes().to_vec()
}

/// Something that the file holds beside or before its pixels.
struct Item {
    kind: &'static [u8; 4],
    /// Its name, and for text its type.
    names: &'static [u8],
    content: Vec<u8>,
}

fn items(dirty: bool) -> Vec<Item> {
    let mut items = vec![Item {
        kind: b"av01",
        names: b"Color\0",
        content: frame(0),
    }];
    if dirty {
        let exif = [&b"\0\0\0\x06Exif\0\0"[..], &Exif::default().bytes()].concat();
        items.push(Item {
            kind: b"Exif",
            names: b"\0",
            content: exif,
        });
        items.push(Item {
            kind: b"mime",
            names: b"XMP\0application/rdf+xml\0",
            content: xmp().into_bytes(),
        });
        items.push(Item {
            kind: b"av01",
            names: b"small\0",
            content: frame(0),
        });
        items.push(Item {
            kind: b"uri ",
            names: b"\0urn:marbre:secret\0",
            content: "Commentaire caché".into(),
        });
    }
    items
}

/// The list of items; they lie from this place on.
fn meta(items: &[Item], first: usize, dirty: bool) -> Vec<u8> {
    let mut places = vec![0x44, 0];
    places.extend(short(items.len()));
    let mut entries = short(items.len());
    let mut at = first;
    for (place, item) in items.iter().enumerate() {
        places.extend([short(place + 1), short(0), short(1)].concat());
        places.extend([long(at), long(item.content.len())].concat());
        at += item.content.len();
        let entry = [&short(place + 1), &short(0), &item.kind[..], item.names].concat();
        entries.extend(full(b"infe", 2, &entry));
    }
    let mut content = full(b"hdlr", 0, &handler(dirty));
    content.extend(full(b"pitm", 0, &short(1)));
    content.extend(full(b"iloc", 0, &places));
    content.extend(full(b"iinf", 0, &entries));
    if dirty {
        let mut references = Vec::new();
        for (kind, number) in [(b"cdsc", 2), (b"cdsc", 3), (b"thmb", 4)] {
            references.extend(boxed(kind, &[short(number), short(1), short(1)].concat()));
        }
        content.extend(full(b"iref", 0, &references));
        content.extend(full(
            b"xml ",
            0,
            b"<secret>Commentaire cach\xC3\xA9</secret>\0",
        ));
    }
    content.extend(boxed(b"iprp", &properties(items, dirty)));
    full(b"meta", 0, &content)
}

fn handler(dirty: bool) -> Vec<u8> {
    let name: &[u8] = if dirty { b"Programme 7.3\0" } else { b"\0" };
    [&[0; 4], &b"pict"[..], &[0; 12], name].concat()
}

fn properties(items: &[Item], dirty: bool) -> Vec<u8> {
    let size = [WIDTH, HEIGHT].map(u32::to_be_bytes).concat();
    let mut all = full(b"ispe", 0, &size);
    all.extend(full(b"pixi", 0, &[3, 8, 8, 8]));
    all.extend(boxed(b"av1C", CODER));
    all.extend(boxed(b"colr", b"nclx\0\x01\0\x0D\0\x06\0"));
    if dirty {
        all.extend(full(b"udes", 0, b"fr\0Commentaire cach\xC3\xA9\0\0\0"));
    }
    let mut of_items = Vec::new();
    let pictures: Vec<_> = (1..=items.len())
        .filter(|number| items[number - 1].kind == b"av01")
        .collect();
    of_items.extend(long(pictures.len()));
    for number in pictures {
        of_items.extend([&short(number)[..], &[4, 1, 2, 0x83, 4]].concat());
    }
    [boxed(b"ipco", &all), full(b"ipma", 0, &of_items)].concat()
}

/// An AVIF that doesn't move; a dirty one with all that can be beside its pixels.
///
/// # Panics
/// Never: it is small.
pub fn avif(dirty: bool) -> Vec<u8> {
    let items = items(dirty);
    let head = boxed(b"ftyp", b"avif\0\0\0\0avifmif1miaf");
    let first = head.len() + meta(&items, 0, dirty).len() + 8;
    let mut file = [head, meta(&items, first, dirty)].concat();
    let mut content: Vec<u8> = items.iter().flat_map(|item| item.content.clone()).collect();
    if dirty {
        content.extend("Commentaire caché".as_bytes());
    }
    file.extend(boxed(b"mdat", &content));
    if dirty {
        file.extend(boxes_beside());
    }
    file
}

fn boxes_beside() -> Vec<u8> {
    let adobe = b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";
    let mut all = boxed(b"uuid", &[&adobe[..], xmp().as_bytes()].concat());
    all.extend(boxed(b"free", "Commentaire caché".as_bytes()));
    all.extend(boxed(b"prvt", "Commentaire caché".as_bytes()));
    // A length that no box has: readers stop here.
    all.extend("\0\0\0\x05derrière la fin".as_bytes());
    all
}

/// An AVIF of two frames; a dirty one with all that can be beside them.
///
/// # Panics
/// Never: it is small.
pub fn moving_avif(dirty: bool) -> Vec<u8> {
    let items = items(dirty);
    let head = boxed(b"ftyp", b"avis\0\0\0\0avifavismsf1mif1miaf");
    let boxes = |first| [meta(&items, first, dirty), film(first, dirty)].concat();
    let first = head.len() + boxes(0).len() + 8;
    let mut file = [head, boxes(first)].concat();
    // The first frame is the still picture too.
    let mut content: Vec<u8> = frame(0);
    let rest = items.iter().skip(1).flat_map(|item| item.content.clone());
    content.extend(rest);
    content.extend(frame(1));
    file.extend(boxed(b"mdat", &content));
    if dirty {
        file.extend(boxes_beside());
    }
    file
}

fn film(first: usize, dirty: bool) -> Vec<u8> {
    let made = if dirty { long(0xE72A_3217) } else { long(0) };
    let matrix = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000]
        .map(long)
        .concat();
    let mut head = [&made[..], &made, &long(10), &long(2), &long(0x1_0000)].concat();
    head.extend([&[1, 0][..], &[0; 10], &matrix, &[0; 24], &long(2)].concat());
    let mut content = full(b"mvhd", 0, &head);
    content.extend(boxed(b"trak", &track(first, &made, &matrix, dirty)));
    if dirty {
        content.extend(boxed(b"udta", "Commentaire caché".as_bytes()));
    }
    boxed(b"moov", &content)
}

fn track(first: usize, made: &[u8], matrix: &[u8], dirty: bool) -> Vec<u8> {
    let mut head = [made, made, &long(1), &long(0), &long(2), &[0; 16], matrix].concat();
    head.extend([WIDTH << 16, HEIGHT << 16].map(u32::to_be_bytes).concat());
    let mut whole = full(b"tkhd", 0, &head);
    // Shown, and in the film.
    whole[11] = 3;
    if dirty {
        let beside = meta(&items(true)[1..2], first + frame(0).len(), true);
        whole.extend(full(b"meta", 0, &beside[12..]));
        whole.extend(boxed(b"udta", "Commentaire caché".as_bytes()));
    }
    let head = [made, made, &long(10), &long(2), &[0x55, 0xC4, 0, 0]].concat();
    let mut media = full(b"mdhd", 0, &head);
    media.extend(full(b"hdlr", 0, &handler(dirty)));
    let reference = full(
        b"dref",
        0,
        &[long(1), vec![0, 0, 0, 12], b"url \0\0\0\x01".to_vec()].concat(),
    );
    let mut inner = full(b"vmhd", 0, &[0; 8]);
    inner.extend(boxed(b"dinf", &reference));
    inner.extend(boxed(b"stbl", &samples(first, dirty)));
    media.extend(boxed(b"minf", &inner));
    whole.extend(boxed(b"mdia", &media));
    whole
}

fn samples(first: usize, dirty: bool) -> Vec<u8> {
    let program: &[u8] = if dirty { b"\x0DProgramme 7.3" } else { b"" };
    let mut coder = [&[0, 0, 0, 0, 0, 0, 0, 1][..], &[0; 16]].concat();
    coder.extend(
        [
            short(16),
            short(12),
            long(0x48_0000),
            long(0x48_0000),
            long(0),
            short(1),
        ]
        .concat(),
    );
    coder.extend(program);
    coder.resize(42 + 32, 0);
    coder.extend([0, 24, 0xFF, 0xFF]);
    coder.extend(boxed(b"av1C", CODER));
    let mut all = full(b"stsd", 0, &[long(1), boxed(b"av01", &coder)].concat());
    all.extend(full(b"stts", 0, &[1, 2, 1].map(long).concat()));
    all.extend(full(b"stsc", 0, &[1, 1, 1, 1].map(long).concat()));
    let lengths = [0, 2, frame(0).len(), frame(1).len()].map(long).concat();
    all.extend(full(b"stsz", 0, &lengths));
    let between: usize = items(dirty).iter().map(|item| item.content.len()).sum();
    all.extend(full(
        b"stco",
        0,
        &[2, first, first + between].map(long).concat(),
    ));
    all
}
