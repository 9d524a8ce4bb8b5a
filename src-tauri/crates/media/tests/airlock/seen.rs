//! What a file is, what is beside its picture, and how that goes.

use std::collections::BTreeSet;
use std::process::Command;

use domain::PictureKind;
use image::AnimationDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use media::strip::strip;
use media::{MediaError, Motion, Remains, remains, seen};

use crate::pictures;

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
fn nothing_is_left_beside_a_stripped_picture_and_no_pixel_of_it_changed() {
    for dirty in pictures::everything() {
        let clean = strip(&dirty.bytes, dirty.kind).expect("stripped");
        assert_eq!(remains(&clean), BTreeSet::new(), "{}", dirty.name);
        let pixels = |bytes: &[u8]| pixels(bytes, dirty.kind);
        assert_eq!(pixels(&clean), pixels(&dirty.clean), "{}", dirty.name);
    }
}

#[test]
fn what_was_clean_stays_as_it_was_byte_for_byte() {
    for dirty in pictures::everything() {
        let clean = strip(&dirty.clean, dirty.kind).expect("stripped");
        assert_eq!(clean, dirty.clean, "{}", dirty.name);
    }
}

#[test]
fn a_jpeg_in_several_scans_is_followed_to_its_end() {
    let pixels: Vec<u8> = (0..64 * 48 * 3).map(|place| (place % 251) as u8).collect();
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 80);
    encoder.set_progressive(true);
    encoder
        .encode(&pixels, 64, 48, jpeg_encoder::ColorType::Rgb)
        .expect("a JPEG");
    let clean = strip(&pictures::dirty_jpeg(&file), PictureKind::Jpeg).expect("stripped");
    assert_eq!(remains(&clean), BTreeSet::new());
    assert_eq!(
        image::load_from_memory(&clean).expect("pixels"),
        image::load_from_memory(&file).expect("pixels")
    );
}

#[test]
fn what_ends_too_early_is_not_stripped_and_never_called_clean() {
    for dirty in pictures::everything() {
        let half = &dirty.clean[..dirty.clean.len() / 2];
        let stripped = strip(half, dirty.kind);
        assert!(
            matches!(stripped, Err(MediaError::Broken(_))),
            "{}",
            dirty.name
        );
        assert!(remains(half).contains(&Remains::Other), "{}", dirty.name);
    }
}

/// The pixels of every frame, as somebody else's decoder reads them.
fn pixels(bytes: &[u8], kind: PictureKind) -> Vec<Vec<u8>> {
    let frames = |frames: image::Frames<'_>| {
        let frames = frames.collect_frames().expect("frames").into_iter();
        frames.map(|frame| frame.into_buffer().into_raw()).collect()
    };
    let file = std::io::Cursor::new(bytes);
    match (kind, seen(bytes).expect("a picture").motion) {
        (PictureKind::Avif, _) => avif_frames(bytes),
        (PictureKind::Gif, _) => frames(GifDecoder::new(file).expect("a GIF").into_frames()),
        (PictureKind::Webp, Motion::Moving) => {
            frames(WebPDecoder::new(file).expect("a WebP").into_frames())
        }
        (PictureKind::Png, Motion::Moving) => {
            let decoder = PngDecoder::new(file).expect("a PNG").apng();
            frames(decoder.expect("an animation").into_frames())
        }
        _ => vec![
            image::load_from_memory(bytes)
                .expect("pixels")
                .to_rgba8()
                .into_raw(),
        ],
    }
}

/// avifdec reads both frames, where there are two; Marbre decodes no more than the first.
fn avif_frames(bytes: &[u8]) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, frame) = (folder.path().join("a.avif"), folder.path().join("a.y4m"));
    std::fs::write(&file, bytes).expect("written");
    let frames = if &bytes[8..12] == b"avis" { 2 } else { 1 };
    let read = |index: u32| {
        let output = Command::new("avifdec")
            .args(["--index", &index.to_string()])
            .args([&file, &frame])
            .output()
            .expect("avifdec, of the package libavif-bin");
        assert!(output.status.success(), "{output:?}");
        std::fs::read(&frame).expect("a frame")
    };
    (0..frames).map(read).collect()
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
