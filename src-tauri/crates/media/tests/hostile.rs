//! Whatever the bytes are: no panic, no memory that they only claim, an end in a time that goes with their length; and what is
//! called clean is clean. The same mutations every time, so that what fails once fails again. A program of its own, for its
//! memory is limited.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helper fails its test"
)]

// Of the testkit only this: the rest of it would have the whole newsroom built for the tests of its smallest crate.
#[path = "../../testkit/src/pictures/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "as in the testkit"
)]
mod pictures;

use std::collections::BTreeSet;

use domain::{Framing, PictureKind};
use media::strip::strip;
use media::{Order, remains, seen};
use proptest::prelude::*;

/// How many files are tried that were pictures once.
const MUTATIONS: u32 = 20_000;
/// How many of them are decoded.
const DECODED: u32 = 1_000;
/// What this process may have while it tries them: a length that lies asks for more.
const MEMORY: u64 = 512 << 20;

/// Numbers that look like chance (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^= number >> 31;
        usize::try_from(number % (limit.max(1) as u64)).expect("below the limit")
    }

    /// A stretch of these bytes, mostly short.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let longest = [4, 64, length][self.below(3)];
        let start = self.below(length);
        start..(start + self.below(longest + 1)).min(length)
    }
}

/// Lengths that parsers stumble over.
const LENGTHS: [u32; 9] = [
    0,
    1,
    2,
    7,
    0x7F,
    0xFFFF,
    0x7FFF_FFFF,
    0x8000_0000,
    0xFFFF_FFFF,
];

/// Makes one thing wrong.
fn worsen(file: &mut Vec<u8>, others: &[Vec<u8>], chance: &mut Chance) {
    let stretch = chance.stretch(file.len());
    match chance.below(8) {
        0 => file.truncate(stretch.start),
        1 => drop(file.drain(stretch)),
        2 => {
            let again = file[stretch.clone()].to_vec();
            file.splice(stretch.start..stretch.start, again);
        }
        3 => {
            let other = &others[chance.below(others.len())];
            let part = other[chance.stretch(other.len())].to_vec();
            file.splice(stretch, part);
        }
        4 => {
            let length = LENGTHS[chance.below(LENGTHS.len())];
            let bytes = match chance.below(3) {
                0 => length.to_be_bytes().to_vec(),
                1 => length.to_le_bytes().to_vec(),
                _ => length.to_be_bytes()[2..].to_vec(),
            };
            let end = (stretch.start + bytes.len()).min(file.len());
            file[stretch.start..end].copy_from_slice(&bytes[..end - stretch.start]);
        }
        5 => file[stretch].fill(0xFF),
        6 => file[stretch].fill(0),
        _ if file.is_empty() => {}
        _ => {
            let place = chance.below(file.len());
            file[place] ^= 1 << chance.below(8);
        }
    }
}

/// What holds of all bytes.
fn holds(bytes: &[u8]) {
    // Reads the notes, too.
    let seen = seen(bytes);
    let there = remains(bytes);
    if let Ok(seen) = seen {
        assert_eq!(seen.remains, there);
        assert!(seen.width > 0 && seen.height > 0);
        let notes = [
            &seen.notes.alt,
            &seen.notes.caption,
            &seen.notes.credit,
            &seen.notes.source,
        ];
        assert!(notes.iter().all(|text| !text.contains(char::is_control)));
    }
    for kind in PictureKind::ALL {
        let Ok(clean) = strip(bytes, kind) else {
            continue;
        };
        assert_eq!(remains(&clean), BTreeSet::new(), "stripped, and not clean");
        assert_eq!(strip(&clean, kind).as_ref(), Ok(&clean), "stripped twice");
    }
}

#[test]
fn what_was_a_picture_once_does_no_harm() {
    let limit = rustix::process::Rlimit {
        current: Some(MEMORY),
        maximum: None,
    };
    rustix::process::setrlimit(rustix::process::Resource::Data, limit).expect("a limit");
    let fixtures: Vec<Vec<u8>> = pictures::everything()
        .into_iter()
        .flat_map(|dirty| [dirty.bytes, dirty.clean])
        .collect();
    let mut stripped = 0;
    for number in 0..MUTATIONS {
        let mut chance = Chance(u64::from(number));
        let mut file = fixtures[chance.below(fixtures.len())].clone();
        for _ in 0..=chance.below(3) {
            worsen(&mut file, &fixtures, &mut chance);
        }
        let held = std::panic::catch_unwind(|| holds(&file));
        assert!(held.is_ok(), "mutation {number}");
        let kind = PictureKind::of_bytes(&file);
        stripped += u32::from(kind.is_some_and(|kind| strip(&file, kind).is_ok()));
    }
    // Else the mutations would try little.
    assert!(
        stripped > MUTATIONS / 10,
        "{stripped} were followed to their end"
    );
}

/// The decoder is somebody else's, and a large one: what it is given is decoded, or refused, and nothing dies of it.
#[test]
fn what_was_an_avif_once_is_developed_or_refused() {
    let order = Order {
        framing: Framing::WHOLE,
        card: false,
        credit: String::new(),
        rights: String::new(),
    };
    let fixtures = [false, true].map(pictures::avif);
    let mut developed = 0;
    for number in 0..DECODED {
        let mut chance = Chance(u64::from(number));
        let mut file = fixtures[chance.below(2)].clone();
        worsen(&mut file, &fixtures, &mut chance);
        developed += u32::from(media::develop(&file, &order).is_ok());
    }
    assert!(developed > DECODED / 10, "{developed} were developed");
}

proptest! {
    #[test]
    fn any_bytes_do_no_harm(
        head in prop::sample::select(vec![
            &b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\xFF\0\0\0WEBP",
            b"\0\0\0\x10ftypavif\0\0\0\0", b"\0\0\0\x10ftypavis\0\0\0\0", b"\x1F\x8B", b"<svg",
        ]),
        tail in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        holds(&[head, &tail].concat());
    }
}

/// Each would take minutes if anything went by more than its length.
#[test]
fn many_small_parts_take_as_long_as_they_are() {
    const MANY: usize = 1 << 20;
    let jpeg = pictures::jpeg(8, 8);
    let comments = b"\xFF\xFE\0\x02".repeat(MANY);
    holds(&[&jpeg[..2], &comments, &jpeg[2..]].concat());
    let png = pictures::png(8, 8);
    let texts = b"\0\0\0\0tEXt\0\0\0\0".repeat(MANY);
    holds(&[&png[..33], &texts, &png[33..]].concat());
    let gif = pictures::gif(8, 8, 1);
    let head = gif.len() - 1;
    holds(&[&gif[..head], &b"\x21\xFE\0".repeat(MANY), &gif[head..]].concat());
    let webp = pictures::webp(8, 8);
    let mut many = [&webp[..], &b"PRVT\0\0\0\0".repeat(MANY)].concat();
    let length = u32::try_from(many.len() - 8).expect("short");
    many[4..8].copy_from_slice(&length.to_le_bytes());
    holds(&many);
    let avif = pictures::avif(false);
    holds(&[&avif[..], &b"\0\0\0\x08mdat".repeat(90_000)].concat());
}

#[test]
fn words_that_go_round_in_circles_take_as_long_as_they_are() {
    const LONG: usize = 4 << 20;
    let with = |kind: &[u8; 4], content: &[u8]| {
        let png = pictures::png(8, 8);
        let length = u32::try_from(content.len()).expect("short").to_be_bytes();
        [&png[..33], &length, kind, content, &[0; 4], &png[33..]].concat()
    };
    // A directory in which every entry is the whole file.
    let mut exif = b"MM\0*\0\0\0\x08\xFF\xFF".to_vec();
    for tag in [0x010E_u16, 0x02BC, 0x8649, 0x83BB, 0x8769]
        .into_iter()
        .cycle()
        .take(0xFFFF)
    {
        exif.extend(tag.to_be_bytes());
        exif.extend(b"\0\x01");
        exif.extend(u32::try_from(LONG - 8).expect("short").to_be_bytes());
        exif.extend(b"\0\0\0\x08");
    }
    exif.resize(LONG, b'8');
    holds(&with(b"eXIf", &exif));
    let xmp = |packet: String| {
        with(
            b"iTXt",
            format!("XML:com.adobe.xmp\0\0\0\0\0{packet}").as_bytes(),
        )
    };
    let rdf = r#"xmlns:dc="http://purl.org/dc/elements/1.1/""#;
    holds(&xmp(format!(
        "<a {rdf}>{}",
        "<dc:creator>a</dc:creator>".repeat(100_000)
    )));
    holds(&xmp("<a>".repeat(LONG / 3)));
    holds(&xmp(format!(
        "<a {rdf} {}/>",
        "dc:title='a' ".repeat(200_000)
    )));
    holds(&xmp(format!(
        "<a {}/>",
        (0..100_000)
            .map(|n| format!("xmlns:a{n}='b' "))
            .collect::<String>()
    )));
    let by = [0x1C, 2, 80, 0, 1, b'a'].repeat(LONG / 12);
    let records = pictures::resources(&by);
    let hex: String = records.iter().map(|byte| format!("{byte:02x}")).collect();
    holds(&with(
        b"tEXt",
        format!("Raw profile type iptc\0\niptc\n 1\n{hex}").as_bytes(),
    ));
}
