//! Pictures made here, developed, and looked at.

use std::sync::LazyLock;

use domain::{Framing, PictureKind};
use image::codecs::png::PngEncoder;
use image::{
    DynamicImage, ExtendedColorType, GrayImage, ImageEncoder, ImageFormat, Luma, Rgb, RgbImage,
    Rgba, RgbaImage,
};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use moxcms::ColorProfile;
use proptest::prelude::*;

use super::avif::tests::{encoded, encoded_frames};
use super::{CARD, WIDTHS, widths};
use crate::{Developed, Made, MediaError, Order, Role, develop};

const RED: [u8; 3] = [220, 30, 30];
const GREEN: [u8; 3] = [30, 180, 30];
const BLUE: [u8; 3] = [30, 30, 220];
const YELLOW: [u8; 3] = [220, 220, 30];
const KINDS: [ImageFormat; 4] = [
    ImageFormat::Jpeg,
    ImageFormat::Png,
    ImageFormat::WebP,
    ImageFormat::Gif,
];

/// Red and green above, blue and yellow below.
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

/// Something like a photograph: every pixel differs from its neighbours.
fn grain(width: u32, height: u32) -> RgbImage {
    let mut seed = 3_u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (seed >> 27) as u8;
        let light = (90.0 + 60.0 * (x as f32 / 37.0).sin() + 50.0 * (y as f32 / 23.0).cos()) as u8;
        Rgb([light + noise, light, light / 2 + noise])
    })
}

fn file(pixels: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A picture in each kind that is developed, and what the kind is.
fn files(pixels: &RgbImage) -> Vec<(PictureKind, Vec<u8>)> {
    let drawn = KINDS.map(|format| file(pixels.clone(), format));
    let avif = encoded(&pixels.clone().into(), "");
    let all = drawn.into_iter().chain([avif]);
    all.map(|bytes| (PictureKind::of_bytes(&bytes).unwrap(), bytes))
        .collect()
}

fn jpeg(
    samples: &[u8],
    (width, height): (u16, u16),
    colours: ColorType,
    exif: &[u8],
    icc: &[u8],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    if !exif.is_empty() {
        encoder.add_exif_metadata(exif).unwrap();
    }
    if !icc.is_empty() {
        encoder.add_icc_profile(icc).unwrap();
    }
    encoder.encode(samples, width, height, colours).unwrap();
    bytes
}

/// A TIFF file with nothing but an orientation.
fn exif(orientation: u16) -> Vec<u8> {
    let entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0];
    let number = orientation.to_le_bytes();
    [&b"II\x2A\0\x08\0\0\0\x01\0"[..], &entry, &number, &[0; 6]].concat()
}

fn order(framing: &str) -> Order {
    Order {
        framing: Framing::of_fragment(framing),
        card: false,
        credit: String::new(),
        rights: String::new(),
    }
}

fn with_card(framing: &str) -> Order {
    Order {
        card: true,
        ..order(framing)
    }
}

/// Every copy can be read, and is what it is said to be.
fn read(made: &Made) -> DynamicImage {
    assert_eq!(PictureKind::of_bytes(&made.bytes), Some(made.kind));
    let read = image::load_from_memory(&made.bytes).unwrap();
    assert_eq!((read.width(), read.height()), (made.width, made.height));
    read
}

fn sizes(developed: &Developed) -> Vec<(Role, u32, u32)> {
    let made = developed.made.iter();
    made.map(|made| (made.role, made.width, made.height))
        .collect()
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

#[track_caller]
fn check_middle(developed: &Developed, expected: [u8; 3]) {
    check_corners(developed, [expected; 4]);
}

#[test]
fn each_kind_is_developed_in_its_sizes() {
    for (kind, bytes) in files(&quadrants(1_200, 800)) {
        let developed = develop(&bytes, &order("")).unwrap();
        let expected = [
            (Role::Whole, 1_200, 800),
            (Role::Size, 480, 320),
            (Role::Size, 768, 512),
            (Role::Size, 1_024, 683),
            (Role::Size, 1_200, 800),
        ];
        assert_eq!(sizes(&developed), expected, "{kind:?}");
        check_corners(&developed, [RED, GREEN, BLUE, YELLOW]);
    }
}

#[test]
fn no_copy_is_wider_than_a_page_nor_than_the_original() {
    let wide = develop(&file(quadrants(4_000, 500), ImageFormat::Png), &order("")).unwrap();
    assert_eq!(sizes(&wide)[0], (Role::Whole, 2_048, 256));
    let widths: Vec<u32> = wide.made[1..].iter().map(|made| made.width).collect();
    assert_eq!(widths, WIDTHS);
    let high = develop(&file(quadrants(60, 20_000), ImageFormat::Png), &order("")).unwrap();
    assert_eq!(
        sizes(&high),
        [(Role::Whole, 49, 16_333), (Role::Size, 49, 16_333)]
    );
    let dot = develop(&file(quadrants(1, 1), ImageFormat::Png), &order("")).unwrap();
    assert_eq!(sizes(&dot), [(Role::Whole, 1, 1), (Role::Size, 1, 1)]);
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

#[test]
fn a_picture_is_turned_and_cut() {
    let bytes = file(quadrants(1_000, 600), ImageFormat::Png);
    let turned = develop(&bytes, &order("turn=90")).unwrap();
    check_corners(&turned, [BLUE, RED, YELLOW, GREEN]);
    assert_eq!(sizes(&turned)[0], (Role::Whole, 600, 1_000));
    let cut = develop(&bytes, &order("turn=90&xywh=percent:50,0,50,50")).unwrap();
    check_middle(&cut, RED);
    assert_eq!(sizes(&cut)[0], (Role::Whole, 300, 500));
    let over = develop(&bytes, &order("turn=180&xywh=percent:0,50,100,50")).unwrap();
    check_corners(&over, [GREEN, RED, GREEN, RED]);
}

/// Stored red, green, blue, yellow; how that is seen in each of the eight orientations, and in those that there are not.
#[test]
fn the_orientation_of_the_camera_is_applied_and_one_that_lies_is_harmless() {
    let seen = [
        (0, [RED, GREEN, BLUE, YELLOW]),
        (1, [RED, GREEN, BLUE, YELLOW]),
        (2, [GREEN, RED, YELLOW, BLUE]),
        (3, [YELLOW, BLUE, GREEN, RED]),
        (4, [BLUE, YELLOW, RED, GREEN]),
        (5, [RED, BLUE, GREEN, YELLOW]),
        (6, [BLUE, RED, YELLOW, GREEN]),
        (7, [YELLOW, GREEN, BLUE, RED]),
        (8, [GREEN, YELLOW, RED, BLUE]),
        (9, [RED, GREEN, BLUE, YELLOW]),
        (0x0601, [RED, GREEN, BLUE, YELLOW]),
    ];
    let pixels = quadrants(64, 40);
    for (orientation, corners) in seen {
        let exif = exif(orientation);
        let bytes = jpeg(&pixels, (64, 40), ColorType::Rgb, &exif, &[]);
        let developed = develop(&bytes, &order("")).unwrap();
        check_corners(&developed, corners);
        let stands = matches!(orientation, 5..=8);
        let size = if stands { (40, 64) } else { (64, 40) };
        assert_eq!((developed.made[0].width, developed.made[0].height), size);
        let mut png = Vec::new();
        let mut encoder = PngEncoder::new(&mut png);
        encoder.set_exif_metadata(exif).unwrap();
        encoder
            .write_image(&pixels, 64, 40, ExtendedColorType::Rgb8)
            .unwrap();
        check_corners(&develop(&png, &order("")).unwrap(), corners);
    }
}

#[test]
fn an_orientation_and_a_framing_add_up() {
    let bytes = jpeg(&quadrants(64, 40), (64, 40), ColorType::Rgb, &exif(5), &[]);
    // Seen as red and blue above, green and yellow below; turned to the right, green and red above.
    let turned = develop(&bytes, &order("turn=90")).unwrap();
    check_corners(&turned, [GREEN, RED, YELLOW, BLUE]);
    let cut = develop(&bytes, &order("turn=90&xywh=percent:0,50,50,50")).unwrap();
    check_middle(&cut, YELLOW);
}

#[test]
fn a_card_is_cut_around_the_focus_and_never_enlarged() {
    let card = |width, height, framing: &str| {
        let bytes = file(quadrants(width, height), ImageFormat::Png);
        let mut developed = develop(&bytes, &with_card(framing)).unwrap();
        let card = developed.made.pop().unwrap();
        (card.role == Role::Card).then_some(card)
    };
    let right = card(4_000, 800, "focus=percent:90,50").unwrap();
    assert_eq!(
        (right.kind, right.width, right.height),
        (PictureKind::Jpeg, CARD.0, CARD.1)
    );
    let pixels = read(&right).to_rgb8();
    assert!(pixels.get_pixel(30, 30).0[1] > 150 && pixels.get_pixel(30, 30).0[0] < 60);
    let small = card(700, 1_000, "").unwrap();
    assert_eq!((small.width, small.height), (700, 368));
    assert!(card(590, 600, "").is_none());
    assert!(card(1_000, 1_000, "xywh=percent:0,0,50,50").is_none());
}

#[test]
fn colours_mean_what_their_profile_says() {
    let size = (48_u16, 32_u16);
    let p3 = ColorProfile::new_display_p3().encode().unwrap();
    // By the matrices of both, worked out by hand.
    for (stored, seen) in [
        ([200, 60, 60], [217, 42, 52]),
        ([60, 60, 200], [60, 60, 208]),
        ([128, 128, 128], [128, 128, 128]),
    ] {
        let pixels = RgbImage::from_pixel(48, 32, Rgb(stored));
        let developed =
            develop(&jpeg(&pixels, size, ColorType::Rgb, &[], &p3), &order("")).unwrap();
        for made in &developed.made {
            let found = read(made).to_rgb8().get_pixel(20, 20).0;
            let off = (0..3).map(|i| found[i].abs_diff(seen[i])).max().unwrap();
            assert!(off < 6, "{stored:?}: {found:?}, not {seen:?}");
        }
    }
    let adobe = ColorProfile::new_adobe_rgb().encode().unwrap();
    let pixels = RgbImage::from_pixel(48, 32, Rgb([100, 200, 100]));
    let developed = develop(
        &jpeg(&pixels, size, ColorType::Rgb, &[], &adobe),
        &order(""),
    )
    .unwrap();
    let found = read(&developed.made[0]).to_rgb8().get_pixel(20, 20).0;
    assert!(found[0] < 40 && found[1] > 195, "{found:?}");
}

#[test]
fn a_profile_that_cannot_be_followed_is_none() {
    let good = ColorProfile::new_display_p3().encode().unwrap();
    let mut cut = good.clone();
    cut.truncate(good.len() / 2);
    let mut wild = good.clone();
    wild.iter_mut()
        .skip(130)
        .step_by(3)
        .for_each(|byte| *byte ^= 0xA5);
    let grey = ColorProfile::new_gray_with_gamma(2.2).encode().unwrap();
    let lab = ColorProfile::new_lab().encode().unwrap();
    for profile in [b"no profile".to_vec(), cut, grey, lab] {
        let pixels = RgbImage::from_pixel(48, 32, Rgb(RED));
        let bytes = jpeg(&pixels, (48, 32), ColorType::Rgb, &[], &profile);
        check_middle(&develop(&bytes, &order("")).unwrap(), RED);
    }
    let pixels = RgbImage::from_pixel(48, 32, Rgb(RED));
    let bytes = jpeg(&pixels, (48, 32), ColorType::Rgb, &[], &wild);
    assert!(develop(&bytes, &order("")).is_ok());
}

/// Written as Adobe's programs do, as what is left out of each; plain, or as light and two differences.
#[test]
fn inks_become_light() {
    let full = |inks: [u8; 4]| inks.repeat(48 * 32);
    for colours in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        for (inks, seen) in [
            ([0, 0, 0, 0], [255, 255, 255]),
            ([0, 255, 255, 0], [255, 0, 0]),
            ([255, 255, 0, 0], [0, 0, 255]),
            ([0, 0, 0, 255], [0, 0, 0]),
            ([127, 0, 127, 127], [64, 128, 64]),
        ] {
            let bytes = jpeg(&full(inks), (48, 32), colours, &[], &[]);
            check_middle(&develop(&bytes, &order("")).unwrap(), seen);
        }
    }
}

#[test]
fn sixteen_bits_grey_and_few_colours_are_pictures_too() {
    let deep = image::ImageBuffer::from_fn(80, 60, |_, _| Rgb([56_000_u16, 8_000, 8_000]));
    let deep: DynamicImage = deep.into();
    check_middle(
        &develop(&file(deep, ImageFormat::Png), &order("")).unwrap(),
        [218, 31, 31],
    );
    let grey = GrayImage::from_pixel(80, 60, Luma([90]));
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        check_middle(
            &develop(&file(grey.clone(), format), &order("")).unwrap(),
            [90; 3],
        );
    }
    let few = file(quadrants(80, 60), ImageFormat::Gif);
    check_corners(
        &develop(&few, &order("")).unwrap(),
        [RED, GREEN, BLUE, YELLOW],
    );
}

#[test]
fn what_shines_through_still_does_and_keeps_its_colour() {
    let pixels = RgbaImage::from_fn(1_000, 600, |x, _| match x < 500 {
        // Nobody sees this green, and nobody must at the edge.
        true => Rgba([0, 255, 0, 0]),
        false => Rgba([220, 30, 30, 255]),
    });
    let developed = develop(&file(pixels, ImageFormat::Png), &with_card("")).unwrap();
    assert_eq!(developed.made[0].kind, PictureKind::Png);
    for made in developed.made.iter().filter(|made| made.role != Role::Card) {
        let read = read(made).to_rgba8();
        let (width, height) = read.dimensions();
        assert_eq!(read.get_pixel(width / 4, height / 2).0[3], 0);
        assert_eq!(read.get_pixel(width * 3 / 4, height / 2).0[3], 255);
        for x in width / 2 - 3..width / 2 + 3 {
            let [_, green, _, share] = read.get_pixel(x, height / 2).0;
            assert!(
                green < 70 || share < 40,
                "{:?} {x}: {green} {share}",
                made.kind
            );
        }
    }
    let card = read(developed.made.last().unwrap()).to_rgb8();
    assert!(card.get_pixel(100, 100).0.iter().all(|light| *light > 245));
    let opaque = RgbaImage::from_pixel(200, 100, Rgba([9, 99, 200, 255]));
    let developed = develop(&file(opaque, ImageFormat::Png), &order("")).unwrap();
    check_middle(&developed, [9, 99, 200]);
}

#[test]
fn what_moves_is_kept_and_its_card_is_its_first_frame() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    let frames = (0..1_000).map(|at| {
        let colour = if at == 0 {
            [220, 30, 30, 255]
        } else {
            [30, 30, 220, 255]
        };
        image::Frame::new(RgbaImage::from_pixel(16, 12, Rgba(colour)))
    });
    encoder.encode_frames(frames).unwrap();
    drop(encoder);
    let developed = develop(&bytes, &order("turn=90")).unwrap();
    assert_eq!(sizes(&developed), [(Role::Whole, 16, 12)]);
    assert_eq!(developed.made[0].kind, PictureKind::Gif);
    assert!(crate::remains(&developed.made[0].bytes).is_empty());
}

#[test]
fn a_moving_avif_is_kept_and_its_card_is_its_first_frame() {
    let frames = [RED, BLUE].map(|colour| RgbImage::from_pixel(1_200, 630, Rgb(colour)).into());
    let bytes = encoded_frames(&frames, "");
    let developed = develop(&bytes, &with_card("turn=90")).unwrap();
    let [whole, card] = &developed.made[..] else {
        panic!("{:?}", sizes(&developed));
    };
    assert_eq!((whole.role, whole.kind), (Role::Whole, PictureKind::Avif));
    assert_eq!((whole.width, whole.height), (1_200, 630));
    assert!(crate::remains(&whole.bytes).is_empty());
    assert_eq!((card.role, card.kind), (Role::Card, PictureKind::Jpeg));
    let red = read(card).to_rgb8().get_pixel(100, 100).0;
    assert!(red[0] > 200 && red[2] < 50, "{red:?}");
}

/// The quality follows the picture: a flat one needs less, and no fixed number would say so.
#[test]
fn the_same_picture_gives_the_same_bytes_and_drawings_lose_nothing() {
    let bytes = file(grain(900, 600), ImageFormat::Png);
    let first = develop(&bytes, &with_card("")).unwrap();
    assert_eq!(develop(&bytes, &with_card("")).unwrap(), first);
    let raw = 900 * 600 * 3;
    assert!(first.made[0].bytes.len() < raw / 4);
    let drawing = develop(&file(quadrants(900, 600), ImageFormat::Png), &order("")).unwrap();
    assert_eq!(drawing.made[0].kind, PictureKind::Png);
    assert_eq!(read(&drawing.made[0]).to_rgb8(), quadrants(900, 600));
}

#[test]
fn nothing_is_in_a_copy_but_the_credit_that_was_wished() {
    let mut png = Vec::new();
    let pixels = grain(700, 500);
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_exif_metadata(exif(1)).unwrap();
    encoder
        .write_image(&pixels, 700, 500, ExtendedColorType::Rgb8)
        .unwrap();
    let jpeg = jpeg(&pixels, (700, 500), ColorType::Rgb, &exif(1), &[]);
    let mut clear = RgbaImage::from_pixel(700, 500, Rgba([10, 20, 30, 255]));
    clear.put_pixel(3, 3, Rgba([0; 4]));
    for original in [png, jpeg, file(clear, ImageFormat::Png)] {
        for made in develop(&original, &with_card("")).unwrap().made {
            assert!(crate::remains(&made.bytes).is_empty(), "{:?}", made.role);
        }
        let signed = Order {
            credit: "A. <Martin> & \"Fils\"".to_owned(),
            ..with_card("")
        };
        for made in develop(&original, &signed).unwrap().made {
            read(&made);
            let found = crate::seen(&made.bytes).unwrap();
            assert!(
                found.notes.credit.contains("A. <Martin> & \"Fils\""),
                "{:?}",
                found.notes
            );
            let only = [domain::Remains::Xmp].into();
            assert_eq!(found.remains, only, "{:?}", made.role);
        }
    }
}

#[test]
fn what_ends_too_early_is_broken() {
    for (kind, bytes) in files(&grain(200, 150)) {
        for share in [2, 3, 10] {
            let cut = &bytes[..bytes.len() - bytes.len() / share];
            let said = develop(cut, &order(""));
            assert!(
                matches!(said, Err(MediaError::Broken(_))),
                "{kind:?} {share}: {said:?}"
            );
        }
    }
}

#[test]
fn what_would_not_fit_is_refused_by_its_header() {
    // 50,000 by 50,000 in a hundred bytes.
    let chunk = |name: &[u8], content: &[u8]| {
        let named = [name, content].concat();
        let sum = crc32(&named).to_be_bytes();
        [&(content.len() as u32).to_be_bytes()[..], &named, &sum].concat()
    };
    let side = 50_000_u32.to_be_bytes();
    let head = [&side[..], &side, &[8, 6, 0, 0, 0]].concat();
    let bomb = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", &[0x78, 0x9C, 0x03, 0, 0, 0, 0, 1]),
        chunk(b"IEND", &[]),
    ];
    let said = develop(&bomb.concat(), &order(""));
    assert!(
        matches!(said, Err(MediaError::TooManyPixels { .. })),
        "{said:?}"
    );
    // Few enough pixels to be taken, too many bytes of each.
    let side = 10_500_u32.to_be_bytes();
    let head = [&side[..], &side, &[16, 6, 0, 0, 0]].concat();
    let deep = [
        bomb[0].clone(),
        chunk(b"IHDR", &head),
        bomb[2].clone(),
        bomb[3].clone(),
    ];
    let said = develop(&deep.concat(), &order(""));
    assert!(
        matches!(said, Err(MediaError::TooManyPixels { .. })),
        "{said:?}"
    );
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(sum & 1))
        })
    })
}

/// Small ones, each kind of what an AVIF is put together of: colours with a share, a grid, ten bits turned and cut.
fn avifs() -> &'static [Vec<u8>] {
    static MADE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let clear = RgbaImage::from_pixel(14, 7, Rgba([10, 20, 30, 99]));
        vec![
            encoded(&clear.into(), "--yuv 420"),
            encoded(&quadrants(128, 64).into(), "--grid 2x1 --yuv 422"),
            encoded(
                &quadrants(14, 7).into(),
                "--depth 10 --irot 1 --crop 2,1,8,4",
            ),
        ]
    });
    &MADE
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is done to a small picture's bytes: an answer, and copies that can be read.
    #[test]
    fn any_bytes_are_survived(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
        framing in "(turn=90)?(&xywh=percent:[0-9]{1,2},[0-9]{1,2},[0-9]{1,2},[0-9]{1,2})?",
    ) {
        let clear = RgbaImage::from_pixel(14, 7, Rgba([10, 20, 30, 99]));
        let drawn = KINDS.map(|format| file(quadrants(14, 7), format));
        let originals = drawn.into_iter().chain([file(clear, ImageFormat::WebP)]);
        let originals = originals.chain(avifs().iter().cloned());
        for mut bytes in originals {
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            if let Some(cut) = &cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            for made in develop(&bytes, &with_card(&framing)).iter().flat_map(|all| &all.made) {
                let is_developed = made.kind != PictureKind::Gif && made.kind != PictureKind::Avif;
                prop_assert!(!is_developed || image::load_from_memory(&made.bytes).is_ok());
            }
        }
    }
}
