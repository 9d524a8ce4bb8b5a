//! AVIF that avifenc made, beside what avifdec makes of it: both of the system's package libavif-bin.

use std::path::PathBuf;
use std::process::Command;

use image::{DynamicImage, GenericImageView, GrayImage, Luma, Rgb, RgbImage, Rgba, RgbaImage};

use super::negative;
use crate::develop::decode::Negative;
use crate::develop::smaller;
use crate::{MediaError, seen};

const RED: [u8; 3] = [220, 30, 30];
const GREEN: [u8; 3] = [30, 180, 30];
const BLUE: [u8; 3] = [30, 30, 220];
const YELLOW: [u8; 3] = [220, 220, 30];

fn run(program: &str, arguments: &[&str], files: &[PathBuf]) {
    let mut command = Command::new(program);
    command.args(arguments).args(files);
    let output = command.output().expect("of the package libavif-bin");
    assert!(output.status.success(), "{command:?}: {output:?}");
}

/// What avifenc makes of a picture, losing little.
pub(crate) fn encoded(pixels: &DynamicImage, how: &str) -> Vec<u8> {
    encoded_frames(std::slice::from_ref(pixels), how)
}

/// The same of several pictures: one that moves.
pub(crate) fn encoded_frames(frames: &[DynamicImage], how: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let avif = folder.path().join("a.avif");
    let mut files = Vec::new();
    for (at, pixels) in frames.iter().enumerate() {
        let png = folder.path().join(format!("{at}.png"));
        pixels.save(&png).unwrap();
        files.push(png);
    }
    files.push(avif.clone());
    let always = "--speed 9 --min 0 --max 8 --minalpha 0 --maxalpha 0";
    let words: Vec<&str> = always.split(' ').chain(how.split_whitespace()).collect();
    run("avifenc", &words, &files);
    std::fs::read(avif).unwrap()
}

/// The pixels as avifdec stores them: neither turned nor cut.
fn by_another(bytes: &[u8]) -> DynamicImage {
    let folder = tempfile::tempdir().unwrap();
    let (avif, png) = (folder.path().join("a.avif"), folder.path().join("a.png"));
    std::fs::write(&avif, bytes).unwrap();
    run(
        "avifdec",
        &["--depth", "8", "--upsampling", "bilinear"],
        &[avif, png.clone()],
    );
    image::load_from_memory(&std::fs::read(png).unwrap()).unwrap()
}

fn ours(bytes: &[u8]) -> Negative {
    negative(bytes).unwrap()
}

/// Soft colours with edges between them.
fn drawn(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let edge = if (x / 24 + y / 18) % 3 == 0 { 60 } else { 0 };
        let soft = |at: u32, of: u32| (at * 190 / of) as u8;
        Rgb([
            soft(x, width) + edge,
            soft(y, height),
            200 - soft(x + y, width + height),
        ])
    })
}

fn quadrants(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x * 2 < width, y * 2 < height) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => YELLOW,
        })
    })
}

/// The largest and the mean difference of two pictures' numbers, the share of what is behind among them.
fn difference(one: &DynamicImage, other: &DynamicImage) -> (u8, f64) {
    assert_eq!(one.dimensions(), other.dimensions());
    let (one, other) = (one.to_rgba8(), other.to_rgba8());
    let off = one
        .iter()
        .zip(other.iter())
        .map(|(one, other)| one.abs_diff(*other));
    let sum: u64 = off.clone().map(u64::from).sum();
    (off.max().unwrap(), sum as f64 / one.len() as f64)
}

/// Eight bits that were multiplied by their share and divided again are less exact.
#[track_caller]
fn check_beside(bytes: &[u8], how: &str) {
    let mut ours = ours(bytes).pixels;
    smaller::divide(&mut ours);
    let limit = if ours.color().has_alpha() { 6 } else { 3 };
    let (most, mean) = difference(&ours, &by_another(bytes));
    assert!(
        most <= limit && mean < 0.7,
        "{how}: {most} at most, {mean:.3} on average"
    );
}

#[test]
fn every_layout_depth_and_range_is_decoded_as_elsewhere() {
    let pixels = drawn(131, 77).into();
    for layout in ["444", "422", "420", "400"] {
        for depth in ["8", "10", "12"] {
            for range in ["full", "limited"] {
                let how = format!("--yuv {layout} --depth {depth} --range {range}");
                // avifdec 0.11 shows black of television as a dark grey where there are no colours.
                if (layout, range) != ("400", "limited") {
                    check_beside(&encoded(&pixels, &how), &how);
                }
            }
        }
    }
}

#[test]
fn black_and_white_of_television_are_black_and_white() {
    for (stored, depth) in [(0, 8), (255, 8), (0, 10), (255, 12)] {
        let grey: DynamicImage = GrayImage::from_pixel(64, 64, Luma([stored])).into();
        let bytes = encoded(&grey, &format!("--yuv 400 --range limited --depth {depth}"));
        assert!(
            difference(&ours(&bytes).pixels, &grey).0 < 2,
            "{stored} {depth}"
        );
    }
}

#[test]
fn every_matrix_is_followed_as_elsewhere() {
    let pixels = drawn(90, 64).into();
    for matrix in [0, 1, 2, 4, 5, 6, 7, 8, 9, 12] {
        let how = format!("--yuv 444 --cicp 1/13/{matrix}");
        check_beside(&encoded(&pixels, &how), &how);
    }
    for primaries in [1, 9, 12] {
        let how = format!("--yuv 444 --cicp {primaries}/13/12");
        check_beside(&encoded(&pixels, &how), &how);
    }
}

#[test]
fn tiles_grain_and_one_pixel_are_decoded_as_elsewhere() {
    let pixels = drawn(300, 260).into();
    for how in [
        "--tilerowslog2 1 --tilecolslog2 1",
        "--yuv 420 -a film-grain-test=3",
    ] {
        check_beside(&encoded(&pixels, how), how);
    }
    for (width, height) in [(1, 1), (2, 1), (1, 3), (129, 1)] {
        let how = format!("--yuv 420, {width} by {height}");
        check_beside(&encoded(&drawn(width, height).into(), "--yuv 420"), &how);
    }
}

#[test]
fn a_grid_is_put_together() {
    for (how, width, height) in [
        ("--grid 2x2 --yuv 444", 256, 192),
        ("--grid 3x2 --yuv 444 --depth 10", 384, 256),
        ("--grid 1x4 --yuv 400", 128, 512),
    ] {
        let bytes = encoded(&drawn(width, height).into(), how);
        assert!(bytes.windows(4).any(|word| word == b"grid"), "{how}");
        check_beside(&bytes, how);
    }
    // Colours that pixels share are told from those in the same cell only.
    let bytes = encoded(&drawn(256, 192).into(), "--grid 2x2 --yuv 420");
    let (most, mean) = difference(&ours(&bytes).pixels, &by_another(&bytes));
    assert!(
        most < 40 && mean < 0.6,
        "{most} at most, {mean:.3} on average"
    );
}

fn clear() -> DynamicImage {
    let pixels = drawn(120, 90);
    RgbaImage::from_fn(120, 90, |x, y| {
        let [red, green, blue] = pixels.get_pixel(x, y).0;
        Rgba([red, green, blue, 55 + (x + y) as u8 % 200])
    })
    .into()
}

#[test]
fn what_shines_through_does_so_as_elsewhere() {
    for how in ["--yuv 444", "--yuv 444 --depth 10", "--yuv 444 --grid 1x1"] {
        let bytes = encoded(&clear(), how);
        check_beside(&bytes, how);
        assert!(
            difference(&ours(&bytes).pixels, &clear()).0 > 20,
            "multiplied"
        );
    }
    // Multiplied before it is coded: at little share little is known of a colour, here and elsewhere.
    let bytes = encoded(&clear(), "--yuv 444 --premultiply");
    let mut ours = ours(&bytes).pixels;
    smaller::divide(&mut ours);
    let (most, mean) = difference(&ours, &by_another(&bytes));
    assert!(
        most < 10 && mean < 1.0,
        "{most} at most, {mean:.3} on average"
    );
}

#[test]
fn grey_stays_grey() {
    let grey: DynamicImage = GrayImage::from_fn(80, 60, |x, y| Luma([(x + y) as u8])).into();
    let bytes = encoded(&grey, "--yuv 400");
    let found = ours(&bytes).pixels;
    assert!(matches!(found, DynamicImage::ImageLuma8(_)));
    assert!(difference(&found, &grey).0 < 4);
}

/// The colours in the middles of the quadrants, as one reads.
#[track_caller]
fn check_corners(pixels: &DynamicImage, expected: [[u8; 3]; 4]) {
    let (width, height) = pixels.dimensions();
    for (at, colour) in expected.iter().enumerate() {
        let x = width * (1 + 2 * (at as u32 % 2)) / 4;
        let y = height * (1 + 2 * (at as u32 / 2)) / 4;
        let found = pixels.to_rgb8().get_pixel(x, y).0;
        let off = (0..3).map(|i| found[i].abs_diff(colour[i])).max().unwrap();
        assert!(off < 12, "{at}: {found:?}, not {colour:?}");
    }
}

/// A picture as it is seen, of the size that was said without decoding.
fn shown(bytes: &[u8]) -> DynamicImage {
    let negative = crate::develop::decode::negative(bytes, domain::PictureKind::Avif).unwrap();
    let mut pixels = negative.pixels;
    pixels.apply_orientation(negative.lies);
    let seen = seen(bytes).unwrap();
    assert_eq!((seen.width, seen.height), pixels.dimensions());
    pixels
}

/// What avifenc makes of the eight orientations of EXIF, which it knows from a JPEG, is what EXIF means by them.
#[test]
fn a_turn_and_a_mirror_mean_what_exif_means() {
    let by_exif = [
        [RED, GREEN, BLUE, YELLOW],
        [GREEN, RED, YELLOW, BLUE],
        [YELLOW, BLUE, GREEN, RED],
        [BLUE, YELLOW, RED, GREEN],
        [RED, BLUE, GREEN, YELLOW],
        [BLUE, RED, YELLOW, GREEN],
        [YELLOW, GREEN, BLUE, RED],
        [GREEN, YELLOW, RED, BLUE],
    ];
    let folder = tempfile::tempdir().unwrap();
    let (jpeg, avif) = (folder.path().join("a.jpg"), folder.path().join("a.avif"));
    for (orientation, corners) in (1_u16..).zip(by_exif) {
        let mut encoder = jpeg_encoder::Encoder::new_file(&jpeg, 95).unwrap();
        let entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0];
        let number = orientation.to_le_bytes();
        let exif = [&b"II\x2A\0\x08\0\0\0\x01\0"[..], &entry, &number, &[0; 6]].concat();
        encoder.add_exif_metadata(&exif).unwrap();
        let pixels = quadrants(96, 64);
        encoder
            .encode(&pixels, 96, 64, jpeg_encoder::ColorType::Rgb)
            .unwrap();
        run("avifenc", &["--speed", "9"], &[jpeg.clone(), avif.clone()]);
        check_corners(&shown(&std::fs::read(&avif).unwrap()), corners);
    }
}

#[test]
fn a_turn_is_against_the_clock_and_comes_before_the_mirror() {
    for (how, corners) in [
        ("--irot 1", [GREEN, YELLOW, RED, BLUE]),
        ("--irot 3", [BLUE, RED, YELLOW, GREEN]),
        ("--imir 0", [BLUE, YELLOW, RED, GREEN]),
        ("--imir 1", [GREEN, RED, YELLOW, BLUE]),
        ("--irot 1 --imir 0", [RED, BLUE, GREEN, YELLOW]),
    ] {
        check_corners(&shown(&encoded(&quadrants(96, 64).into(), how)), corners);
    }
}

#[test]
fn what_is_cut_away_is_not_seen() {
    let pixels = drawn(120, 90);
    for how in ["--crop 10,20,64,40", "--crop 10,20,64,40 --irot 1"] {
        let bytes = encoded(&pixels.clone().into(), &format!("--yuv 444 {how}"));
        let cut = image::imageops::crop_imm(&pixels, 10, 20, 64, 40).to_image();
        assert!(
            difference(&ours(&bytes).pixels, &cut.into()).0 < 12,
            "{how}"
        );
        shown(&bytes);
    }
}

#[test]
fn colours_are_those_that_the_boxes_name() {
    let red: DynamicImage = RgbImage::from_pixel(64, 64, Rgb([200, 60, 60])).into();
    let by = |how: &str| {
        let bytes = encoded(&red, &format!("--yuv 444 {how}"));
        let negative = ours(&bytes);
        let seen = crate::develop::colour::seen_by_all(negative.pixels.clone(), &negative);
        seen.to_rgb8().get_pixel(20, 20).0
    };
    let near = |found: [u8; 3], meant: [u8; 3]| (0..3).all(|i| found[i].abs_diff(meant[i]) < 5);
    assert!(near(by("--cicp 1/13/6"), [200, 60, 60]));
    // By the matrices of both, worked out by hand.
    assert!(
        near(by("--cicp 12/13/6"), [217, 42, 52]),
        "{:?}",
        by("--cicp 12/13/6")
    );
    // Numbers of television are shown as they are, on every screen.
    assert!(near(by("--cicp 1/1/1"), [200, 60, 60]));
    let folder = tempfile::tempdir().unwrap();
    let icc = folder.path().join("p3.icc");
    std::fs::write(
        &icc,
        moxcms::ColorProfile::new_display_p3().encode().unwrap(),
    )
    .unwrap();
    let found = by(&format!("--icc {}", icc.display()));
    assert!(near(found, [217, 42, 52]), "{found:?}");
}

/// Paper white of PQ is nearly white, not grey; and what lies between stays as light as it was.
#[test]
fn what_is_brighter_than_a_page_is_brought_under_its_white() {
    // 203, 100 and 1,000 candelas a square metre, in eight bits of PQ.
    for (number, expected) in [(148, 228), (130, 186), (192, 255)] {
        let grey: DynamicImage = RgbImage::from_pixel(64, 64, Rgb([number; 3])).into();
        for layout in ["444", "400"] {
            let bytes = encoded(&grey, &format!("--yuv {layout} --depth 10 --cicp 9/16/9"));
            let negative = ours(&bytes);
            let seen = crate::develop::colour::seen_by_all(negative.pixels.clone(), &negative);
            let found = seen.to_rgb8().get_pixel(9, 9).0;
            let off = found.map(|found| found.abs_diff(expected));
            assert!(
                off.iter().all(|off| *off < 4),
                "{number}: {found:?}, not {expected}"
            );
        }
    }
}

/// Without what the boxes say of colours, the coded picture says it.
#[test]
fn what_no_box_says_is_in_the_coded_picture() {
    let pixels = drawn(90, 64).into();
    let mut bytes = encoded(&pixels, "--yuv 444 --cicp 1/13/9 --range limited");
    let expected = ours(&bytes).pixels;
    let place = bytes
        .windows(8)
        .position(|word| word == b"colrnclx")
        .unwrap();
    bytes[place + 4..place + 8].copy_from_slice(b"none");
    assert_eq!(ours(&bytes).pixels, expected);
}

fn place_of(bytes: &[u8], name: &[u8; 4]) -> usize {
    bytes.windows(4).position(|word| word == name).unwrap()
}

/// What a box says of the size is what there is room for, and nothing larger is decoded.
#[test]
fn a_size_that_lies_is_refused() {
    let original = encoded(&drawn(128, 64).into(), "--yuv 420");
    let with = |width: u32, height: u32| {
        let mut bytes = original.clone();
        let place = place_of(&bytes, b"ispe") + 8;
        bytes[place..place + 4].copy_from_slice(&width.to_be_bytes());
        bytes[place + 4..place + 8].copy_from_slice(&height.to_be_bytes());
        negative(&bytes).map(|negative| negative.pixels.dimensions())
    };
    assert_eq!(with(128, 64), Ok((128, 64)));
    for (width, height) in [(64, 64), (64, 128), (127, 64), (8_000, 8_000), (1, 1)] {
        let said = with(width, height);
        assert!(
            matches!(said, Err(MediaError::Broken(_))),
            "{width} {height}: {said:?}"
        );
    }
    for (width, height) in [(10_000, 12_000), (65_535, 65_535), (u32::MAX, u32::MAX)] {
        let said = with(width, height);
        let is_refused = matches!(said, Err(MediaError::TooManyPixels { .. }));
        assert!(is_refused, "{width} {height}: {said:?}");
    }
    assert!(matches!(with(0, 64), Err(MediaError::Broken(_))));
}

/// Of 65,536 cells where there are four, of cells that are not there, of cells of another size.
#[test]
fn a_grid_that_lies_is_broken() {
    let original = encoded(&drawn(256, 192).into(), "--grid 2x2");
    // Version and flags, rows and columns less one, width and height.
    let grid = original
        .windows(8)
        .position(|word| word == [0, 0, 1, 1, 1, 0, 0, 192])
        .unwrap();
    for change in [
        [0, 0, 255, 255, 1, 0, 0, 192],
        [0, 0, 0, 3, 1, 0, 0, 192],
        [0, 0, 1, 1, 2, 0, 0, 192],
        [0, 0, 1, 1, 0, 128, 0, 96],
        [0, 0, 1, 1, 0, 0, 0, 0],
        [1, 0, 1, 1, 1, 0, 0, 192],
    ] {
        let mut bytes = original.clone();
        bytes[grid..grid + 8].copy_from_slice(&change);
        let said = negative(&bytes).map(|negative| negative.pixels.dimensions());
        assert!(
            matches!(said, Err(MediaError::Broken(_))),
            "{change:?}: {said:?}"
        );
    }
}
