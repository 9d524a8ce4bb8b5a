//! What a file is, what is beside its picture, and how that goes.

use std::collections::BTreeSet;

use crate::pictures;
use domain::PictureKind;
use media::{MediaError, Motion, Remains, remains, seen};

#[test]
fn a_picture_is_seen_as_it_is_shown() {
    for (bytes, size, motion) in [
        (pictures::jpeg(64, 48), (64, 48), Motion::Still),
        (pictures::png(40, 30), (40, 30), Motion::Still),
        (pictures::moving_png(20, 10, 3), (20, 10), Motion::Moving),
        (pictures::moving_png(20, 10, 1), (20, 10), Motion::Still),
        (pictures::webp(33, 21), (33, 21), Motion::Still),
        (pictures::moving_webp(24, 16, 3), (24, 16), Motion::Moving),
        (pictures::gif(16, 12, 1), (16, 12), Motion::Still),
        (pictures::gif(16, 12, 4), (16, 12), Motion::Moving),
        (pictures::avif(false), (16, 12), Motion::Still),
        (pictures::moving_avif(false), (16, 12), Motion::Moving),
    ] {
        let seen = seen(&bytes).expect("a picture");
        assert_eq!(((seen.width, seen.height), seen.motion), (size, motion));
        assert_eq!(seen.remains, BTreeSet::new(), "{:?}", seen.kind);
    }
}

#[test]
fn everything_beside_a_picture_is_named() {
    for dirty in pictures::everything() {
        let mut expected = match dirty.kind {
            PictureKind::Gif => vec![Remains::Comment],
            PictureKind::Jpeg => vec![Remains::Exif, Remains::Iptc, Remains::Comment],
            PictureKind::Png => vec![Remains::Exif, Remains::Iptc, Remains::Comment],
            _ => vec![Remains::Exif],
        };
        if dirty.kind != PictureKind::Gif {
            expected.push(Remains::Thumbnail);
        }
        expected.extend([
            Remains::Location,
            Remains::Serial,
            Remains::Xmp,
            Remains::Other,
        ]);
        assert_eq!(
            remains(&dirty.bytes),
            expected.into_iter().collect(),
            "{}",
            dirty.name
        );
    }
}

#[test]
fn nothing_is_left_beside_a_stripped_picture_and_no_byte_of_it_changed() {
    for dirty in pictures::everything() {
        let clean = media::strip::strip(&dirty.bytes, dirty.kind).expect("stripped");
        assert_eq!(remains(&clean), BTreeSet::new(), "{}", dirty.name);
    }
}

#[test]
fn what_is_no_picture_is_refused_with_a_reason() {
    assert!(matches!(seen(b"MZ"), Err(MediaError::Unknown(_))));
    assert!(matches!(seen(b""), Err(MediaError::Unknown(_))));
    assert_eq!(
        seen(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        Err(MediaError::Heic)
    );
    assert_eq!(
        seen(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic"),
        Err(MediaError::Heic)
    );
    let drawings = [
        "<svg/>",
        "\u{FEFF}<?xml version='1.0'?>\n<!-- a -->\n<svg xmlns='x'>",
    ];
    for drawing in drawings {
        assert_eq!(seen(drawing.as_bytes()), Err(MediaError::Svg));
    }
    assert!(matches!(
        seen(&pictures::png(4, 4)[..20]),
        Err(MediaError::Broken(_))
    ));
}
