//! Pictures as an article names them; their bytes live elsewhere.

use crate::Framing;

/// The kinds of picture a page may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// AVIF.
    Avif,
    /// GIF, animated or not.
    Gif,
}

impl PictureKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Jpeg, Self::Png, Self::Webp, Self::Avif, Self::Gif];

    /// The media type, as `image/jpeg`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
            Self::Gif => "image/gif",
        }
    }

    /// The ending of a file's name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Avif => "avif",
            Self::Gif => "gif",
        }
    }

    /// The kind that has this ending.
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.ending() == ending)
    }

    /// The name of the kept picture that an address of a text names, `HASH.ENDING`, and how it is framed; `None` for
    /// anything else.
    pub fn kept_at(address: &str) -> Option<(&str, Framing)> {
        let (path, framing) = Framing::of_address(address);
        let name = path.strip_prefix("/media/")?;
        Self::of_name(name).map(|_| (name, framing))
    }

    /// The hash and the kind in a kept picture's name, `HASH.ENDING`: 64 hexadecimal digits.
    pub fn of_name(name: &str) -> Option<(&str, Self)> {
        let (hash, ending) = name.split_once('.')?;
        let tidy = hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let kind = Self::from_ending(ending)?;
        tidy.then_some((hash, kind))
    }

    /// The kind that the first bytes of a file tell; a file's name is never trusted.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::Webp),
            _ if is_avif(bytes) => Some(Self::Avif),
            _ => None,
        }
    }
}

/// Whether a file of the family of HEIF is an AVIF: its first brand says so, or names the family alone and another says so.
fn is_avif(bytes: &[u8]) -> bool {
    const LONGEST: usize = 256;
    let (words, _) = bytes[..bytes.len().min(LONGEST)].as_chunks::<4>();
    let [length, [b'f', b't', b'y', b'p'], first, rest @ ..] = words else {
        return false;
    };
    let is_av1 = |brand: &[u8; 4]| matches!(brand, b"avif" | b"avis");
    // Behind the first brand stands its version.
    let others = u32::from_be_bytes(*length) as usize / 4;
    let mut others = rest.iter().take(others.saturating_sub(3)).skip(1);
    let is_family = matches!(first, b"mif1" | b"msf1" | b"miaf");
    is_av1(first) || is_family && others.any(is_av1)
}

/// A picture whose bytes are kept by content hash.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PictureFile {
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    pub hash: String,
    /// What the bytes are.
    pub kind: PictureKind,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl PictureFile {
    /// The path under which every page names the picture, from the site's root: the preview and
    /// the site serve the same path, so that their pages can be the same bytes.
    pub fn path(&self) -> String {
        format!("/media/{}", self.name())
    }

    /// The name of its file, `HASH.ENDING`.
    pub fn name(&self) -> String {
        format!("{}.{}", self.hash, self.kind.ending())
    }
}

/// What is said of a picture, by a journalist or by its file. Empty for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureWords {
    /// What it shows, for those who can't see it.
    pub alt: String,
    /// The line below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// Where it comes from.
    pub source: String,
    /// Under which terms it may be used.
    pub licence: String,
    /// When it was taken, as its camera said: `2026-04-29T02:49:00`, or a part of that from the left.
    pub taken: String,
}

/// What pages show instead of an original: clean copies of one picture, framed as the article wants it. Each is named
/// by its own content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PictureSet {
    /// The copy that every reader can load, at most 2048 pixels wide: a JPEG, or a PNG or GIF where that would lose
    /// something. Sites that make their own sizes get this one alone.
    pub whole: PictureFile,
    /// The same in a modern format, the narrowest first; empty for what moves.
    pub sizes: Vec<PictureFile>,
    /// 1200 by 630 pixels around the focus, for networks that show a card; only for the picture at the head.
    pub card: Option<PictureFile>,
}

impl PictureSet {
    /// All files of it, each once.
    pub fn files(&self) -> impl Iterator<Item = &PictureFile> {
        let whole = std::iter::once(&self.whole);
        whole.chain(&self.sizes).chain(&self.card)
    }
}

/// Something that can be in a picture's file beside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Remains {
    /// Where it was taken: GPS in EXIF, places in IPTC or XMP.
    Location,
    /// A camera's or a lens's serial number, or its owner's name.
    Serial,
    /// A small copy of the picture, which may show what was cropped away.
    Thumbnail,
    /// EXIF, of whatever kind.
    Exif,
    /// XMP.
    Xmp,
    /// IPTC.
    Iptc,
    /// A comment, a text chunk.
    Comment,
    /// Anything else that is no part of the picture: unknown segments, bytes after its end.
    Other,
}

impl Remains {
    /// All of them, what tells most of somebody first.
    pub const ALL: [Self; 8] = [
        Self::Location,
        Self::Serial,
        Self::Thumbnail,
        Self::Exif,
        Self::Xmp,
        Self::Iptc,
        Self::Comment,
        Self::Other,
    ];

    /// Its name, in English.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Location => "location",
            Self::Serial => "serial",
            Self::Thumbnail => "thumbnail",
            Self::Exif => "exif",
            Self::Xmp => "xmp",
            Self::Iptc => "iptc",
            Self::Comment => "comment",
            Self::Other => "other",
        }
    }

    /// The one of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// Where a lead picture comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureSource {
    /// Kept by us, sent before the article.
    File(PictureFile),
    /// Somebody else's address; readers load it from there, the preview does not.
    Address(String),
}

impl PictureSource {
    /// What a page names by this path: a kept file of this width and height, else an address. Whether
    /// the file is kept, and the address one that is taken, is not known here.
    pub fn of_path(path: String, (width, height): (u32, u32)) -> Self {
        let kept = path.strip_prefix("/media/").and_then(PictureKind::of_name);
        match kept.map(|(hash, kind)| (hash.to_owned(), kind)) {
            Some((hash, kind)) => Self::File(PictureFile {
                hash,
                kind,
                width,
                height,
            }),
            None => Self::Address(path),
        }
    }
}

/// The picture at the head of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadPicture {
    /// Where it comes from.
    pub source: PictureSource,
    /// How a kept file is framed; an address is shown as it is.
    pub framing: Framing,
    /// What it shows, for those who can't see it.
    pub alt: String,
    /// The line below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

impl LeadPicture {
    /// The kept file's path with its framing, as a text would name it; `None` for somebody else's picture.
    pub fn kept_address(&self) -> Option<String> {
        match &self.source {
            PictureSource::File(file) => Some(self.framing.address(&file.path())),
            PictureSource::Address(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_tell_the_kind() {
        assert_eq!(PictureKind::of_bytes(b"GIF89a.."), Some(PictureKind::Gif));
        assert_eq!(
            PictureKind::of_bytes(b"\x89PNG\r\n\x1a\n.."),
            Some(PictureKind::Png)
        );
        assert_eq!(PictureKind::of_bytes(b"<svg onload=x>"), None);
        assert_eq!(PictureKind::of_bytes(b""), None);
    }

    #[test]
    fn the_brands_tell_an_avif_from_its_family() {
        for (head, is_avif) in [
            (&b"\0\0\0\x10ftypavif\0\0\0\0"[..], true),
            (b"\0\0\0\x10ftypavis\0\0\0\0", true),
            (b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avifmiaf", true),
            (b"\0\0\0\x18ftypmsf1\0\0\0\0msf1avis", true),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", false),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1avif", false),
            // A version is no brand, nor is what stands behind the box.
            (b"\0\0\0\x10ftypmif1avif", false),
            (b"\0\0\0\x14ftypmif1\0\0\0\0mif1avif", false),
            (b"\0\0\0\0ftypmif1", false),
        ] {
            let kind = PictureKind::of_bytes(head);
            assert_eq!(kind, is_avif.then_some(PictureKind::Avif), "{head:?}");
        }
    }

    #[test]
    fn a_path_tells_a_kept_picture_from_an_address() {
        let file = PictureFile {
            hash: "a".repeat(64),
            kind: PictureKind::Png,
            width: 3,
            height: 2,
        };
        let of = |path: &str| PictureSource::of_path(path.to_owned(), (3, 2));
        assert_eq!(of(&file.path()), PictureSource::File(file));
        for path in ["https://a.example/b.png", "/media/b.png", ""] {
            assert_eq!(of(path), PictureSource::Address(path.to_owned()));
        }
    }

    #[test]
    fn what_can_be_in_a_file_is_named_once_and_read_back() {
        for one in Remains::ALL {
            assert_eq!(Remains::of_name(one.as_str()), Some(one));
        }
        assert_eq!(Remains::of_name(""), None);
    }

    #[test]
    fn endings_are_read_back() {
        for kind in PictureKind::ALL {
            assert_eq!(PictureKind::from_ending(kind.ending()), Some(kind));
        }
    }
}
