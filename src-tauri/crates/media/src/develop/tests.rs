//! Pictures made here, developed, and looked at.

use domain::{Framing, PictureKind};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::{WIDTHS, widths};
use crate::{Developed, Made, Order, Role, develop};

const RED: [u8; 3] = [220, 30, 30];
const GREEN: [u8; 3] = [30, 180, 30];
const BLUE: [u8; 3] = [30, 30, 220];
const YELLOW: [u8; 3] = [220, 220, 30];

/// Red and green above, blue and yellow below.
pub(crate) fn quadrants(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x * 2 < width, y * 2 < height) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => YELLOW,
        })
    })
}

pub(crate) fn file(pixels: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(crate) fn order(framing: &str) -> Order {
    Order {
        framing: Framing::of_fragment(framing),
        card: false,
        credit: String::new(),
    }
}

fn read(made: &Made) -> DynamicImage {
    let read = image::load_from_memory(&made.bytes).unwrap();
    assert_eq!((read.width(), read.height()), (made.width, made.height));
    assert_eq!(PictureKind::of_bytes(&made.bytes), Some(made.kind));
    read
}

/// The colours in the middles of the quadrants, as one reads.
#[track_caller]
fn check_corners(developed: &Developed, expected: [[u8; 3]; 4]) {
    for made in &developed.made {
        let pixels = read(made).to_rgb8();
        let (width, height) = pixels.dimensions();
        for (at, colour) in expected.iter().enumerate() {
            let x = width * (1 + 2 * (at as u32 % 2)) / 4;
            let y = height * (1 + 2 * (at as u32 / 2)) / 4;
            let found = pixels.get_pixel(x, y).0;
            let off = (0..3).map(|i| found[i].abs_diff(colour[i])).max().unwrap();
            assert!(off < 24, "{:?} {at}: {found:?}, not {colour:?}", made.role);
        }
    }
}

#[test]
fn each_kind_is_developed() {
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ] {
        let developed = develop(&file(quadrants(1_200, 800), format), &order("")).unwrap();
        let sizes: Vec<_> = developed
            .made
            .iter()
            .map(|made| (made.role, made.width))
            .collect();
        let expected = [
            (Role::Whole, 1_200),
            (Role::Size, 480),
            (Role::Size, 768),
            (Role::Size, 1_024),
            (Role::Size, 1_200),
        ];
        assert_eq!(sizes, expected, "{format:?}");
        check_corners(&developed, [RED, GREEN, BLUE, YELLOW]);
    }
}

#[test]
fn a_picture_is_turned_and_cut() {
    let bytes = file(quadrants(1_000, 600), ImageFormat::Png);
    let turned = develop(&bytes, &order("turn=90")).unwrap();
    check_corners(&turned, [BLUE, RED, YELLOW, GREEN]);
    assert_eq!((turned.made[0].width, turned.made[0].height), (600, 1_000));
    let cut = develop(&bytes, &order("turn=90&xywh=percent:50,0,50,50")).unwrap();
    check_corners(&cut, [RED; 4]);
    assert_eq!((cut.made[0].width, cut.made[0].height), (300, 500));
}

#[track_caller]
fn check_widths(own: u32, expected: &[u32]) {
    assert_eq!(widths(own), expected, "{own}");
}

#[test]
fn widths_are_those_below_and_the_own() {
    check_widths(1, &[1]);
    check_widths(480, &[480]);
    check_widths(500, &[480]);
    check_widths(600, &[480, 600]);
    check_widths(1_100, &[480, 768, 1_024]);
    check_widths(2_048, &WIDTHS);
}
