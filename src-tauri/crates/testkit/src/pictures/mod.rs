//! Pictures as cameras, phones and programs leave them: with everything that a file can say beside its pixels. Made here, so
//! that every byte of them is known. Knows nothing of how Marbre reads them.

mod avif;
mod containers;
mod metadata;

pub use avif::{avif, moving_avif};
pub use containers::{
    dirty_gif, dirty_jpeg, dirty_png, dirty_webp, gif, jpeg, moving_png, moving_webp, png, webp,
};
pub use metadata::{Exif, colour_profile, iptc, resources, xmp};

use domain::PictureKind;

/// Words and numbers that stand in the pictures made here beside their pixels, and must not leave: as they stand in the file.
pub const SECRETS: &[&[u8]] = &[
    b"BODY-4711",
    b"LENS-0815",
    b"Olga Besitzerin",
    b"MAKER-NOTE",
    b"Un secret dans la l",
    b"Photographe Martin",
    b"Agence Marbre",
    b"Ne pas reproduire",
    b"Commentaire cach",
    b"48,51.4939N",
    b"GPSLatitude",
    b"Quai de la Source",
    b"2026-04-29",
    b"2026:04:29",
    b"20260429",
    b"Programme 7.3",
    b"derri\xC3\xA8re la fin",
    b"http://ns.adobe.com",
    b"Exif",
    // 48° 51' 29.634", as EXIF writes it, in both orders of bytes
    &[0x00, 0x00, 0x73, 0xC2, 0x00, 0x00, 0x03, 0xE8],
    &[0xC2, 0x73, 0x00, 0x00, 0xE8, 0x03, 0x00, 0x00],
];

/// What an alternative text, a caption, … in these pictures say.
pub const ALT: &str = "Une femme devant un immeuble";
/// The caption.
pub const CAPTION: &str = "Un secret dans la légende";
/// Who made it.
pub const BY: &str = "Photographe Martin";
/// For whom.
pub const FOR: &str = "Agence Marbre";
/// Whose it is.
pub const RIGHTS: &str = "© Ne pas reproduire";

/// A picture before and after somebody's program wrote into it.
#[derive(Debug, Clone)]
pub struct Dirty {
    /// What it is, in a word.
    pub name: &'static str,
    /// What its bytes are.
    pub kind: PictureKind,
    /// The picture alone.
    pub clean: Vec<u8>,
    /// The same with everything beside it.
    pub bytes: Vec<u8>,
}

/// One of each kind, still and moving, with everything beside it that its kind can hold.
///
/// # Panics
/// When a picture can't be written.
pub fn everything() -> Vec<Dirty> {
    let dirty = |name, kind, clean: Vec<u8>, into: fn(&[u8]) -> Vec<u8>| Dirty {
        name,
        kind,
        bytes: into(&clean),
        clean,
    };
    vec![
        dirty("a photograph", PictureKind::Jpeg, jpeg(64, 48), dirty_jpeg),
        dirty("a drawing", PictureKind::Png, png(40, 30), dirty_png),
        dirty(
            "an animated drawing",
            PictureKind::Png,
            moving_png(20, 10, 3),
            dirty_png,
        ),
        dirty(
            "a modern picture",
            PictureKind::Webp,
            webp(33, 21),
            dirty_webp,
        ),
        dirty(
            "a modern animation",
            PictureKind::Webp,
            moving_webp(24, 16, 3),
            dirty_webp,
        ),
        dirty("one frame", PictureKind::Gif, gif(16, 12, 1), dirty_gif),
        dirty("an animation", PictureKind::Gif, gif(16, 12, 4), dirty_gif),
        Dirty {
            name: "a still of a film's kind",
            kind: PictureKind::Avif,
            clean: avif(false),
            bytes: avif(true),
        },
        Dirty {
            name: "a film",
            kind: PictureKind::Avif,
            clean: moving_avif(false),
            bytes: moving_avif(true),
        },
    ]
}
