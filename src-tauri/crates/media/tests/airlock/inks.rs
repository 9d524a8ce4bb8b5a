//! A JPEG of four inks is seen as somebody else's program, ImageMagick, sees it: with the inks' own colours and without them.

use std::path::Path;
use std::process::Command;

use domain::Framing;
use image::{Rgb, RgbImage};
use media::Order;

/// Of ghostscript, as the package libgs-common has them: light as screens show it, and a press's inks.
const LIGHT: &str = "/usr/share/color/icc/ghostscript/default_rgb.icc";
const INKS: &str = "/usr/share/color/icc/ghostscript/default_cmyk.icc";
/// What two programs may differ by, and what a copy may lose: the mean way between two colours, of 441 from black to white.
const NEAR: f64 = 5.0;

fn convert(from: &Path, how: &[&str], to: &Path) {
    let done = Command::new("convert").arg(from).args(how).arg(to).output();
    let done = done.expect("convert, of the package imagemagick");
    assert!(done.status.success(), "{done:?}");
}

/// Every colour runs softly into every other.
fn gradients() -> RgbImage {
    RgbImage::from_fn(256, 256, |x, y| {
        Rgb([x, y, 255 - (x + y) / 2].map(|light| u8::try_from(light).unwrap()))
    })
}

fn distance(one: &RgbImage, other: &RgbImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let way = |(one, other): (&Rgb<u8>, &Rgb<u8>)| {
        let off = |at: usize| f64::from(one.0[at].abs_diff(other.0[at])).powi(2);
        (off(0) + off(1) + off(2)).sqrt()
    };
    let ways: f64 = one.pixels().zip(other.pixels()).map(way).sum();
    ways / f64::from(one.width() * one.height())
}

fn ours(jpeg: &[u8]) -> RgbImage {
    let order = Order {
        framing: Framing::default(),
        card: false,
        credit: String::new(),
        rights: String::new(),
    };
    let made = media::develop(jpeg, &order).expect("developed").made;
    image::load_from_memory(&made[0].bytes)
        .expect("a copy")
        .to_rgb8()
}

fn theirs(jpeg: &Path, how: &[&str]) -> RgbImage {
    let seen = jpeg.with_extension("png");
    convert(jpeg, how, &seen);
    image::open(seen).expect("a picture").to_rgb8()
}

/// A JPEG made so of the gradients.
fn of_inks(folder: &Path, how: &[&str]) -> std::path::PathBuf {
    let (original, jpeg) = (folder.join("gradients.png"), folder.join("inks.jpg"));
    gradients().save(&original).expect("written");
    let how = [how, &["-quality", "95"]].concat();
    convert(&original, &how, &jpeg);
    jpeg
}

#[test]
fn inks_with_their_colours_are_seen_as_another_program_sees_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let jpeg = of_inks(folder.path(), &["-profile", LIGHT, "-profile", INKS]);
    let ours = ours(&std::fs::read(&jpeg).expect("a file"));
    let followed = theirs(&jpeg, &["-profile", LIGHT]);
    let off = distance(&ours, &followed);
    assert!(off < NEAR, "{off:.1}");
    // The profile says something: who does not follow it sees another picture.
    let unfollowed = theirs(&jpeg, &["+profile", "*", "-colorspace", "sRGB"]);
    let off = distance(&ours, &unfollowed);
    assert!(off > 3.0 * NEAR, "{off:.1}");
}

#[test]
fn inks_without_their_colours_are_seen_as_another_program_sees_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let jpeg = of_inks(folder.path(), &["-strip", "-colorspace", "CMYK"]);
    let bytes = std::fs::read(&jpeg).expect("a file");
    let off = distance(&ours(&bytes), &theirs(&jpeg, &["-colorspace", "sRGB"]));
    assert!(off < NEAR, "{off:.1}");
}
