//! Pictures kept beside the library, each once, named by the hash of its bytes; knows no page and no site.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use domain::{LeadPicture, PictureFile, PictureKind, PictureSource};
use url::Url;

use crate::files::{open_file, unreadable, unwritable};
use crate::hash::sha256;
use crate::local_site::folder_fault;
use crate::room::Room;
use crate::{Newsroom, NewsroomError};

/// The largest picture that is kept, in bytes.
pub const PICTURE_LIMIT: u64 = 40 * 1_000_000;
/// The longest address of a picture, in bytes.
const ADDRESS_LIMIT: usize = 2_000;

/// Where a picture is to come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureOrigin {
    /// A file the writer chose.
    File(PathBuf),
    /// An address, its accents and spaces encoded: nothing is fetched from it.
    Address(String),
}

impl Newsroom {
    /// Keeps a picture, without alt text, caption and credit: those are the writer's.
    ///
    /// # Errors
    /// `PictureUnknown`, `PictureTooLarge`, `FileMissing`, `FileUnreadable`, `DiskFull`,
    /// `FileUnwritable`; `PictureNotSecure` for an `http:` address, `FieldInvalid`
    /// for another one that is not `https:`.
    pub fn keep_picture(&self, origin: &PictureOrigin) -> Result<LeadPicture, NewsroomError> {
        let source = self.room.picture_source(origin)?;
        let (alt, caption, credit) = Default::default();
        Ok(LeadPicture {
            source,
            framing: domain::Framing::WHOLE,
            alt,
            caption,
            credit,
        })
    }
}

impl Room {
    pub(crate) fn picture_source(
        &self,
        origin: &PictureOrigin,
    ) -> Result<PictureSource, NewsroomError> {
        Ok(match origin {
            PictureOrigin::File(path) => PictureSource::File(self.keep_picture_file(path)?),
            PictureOrigin::Address(address) => PictureSource::Address(checked_address(address)?),
        })
    }

    /// A picture as the library knows it: a kept file in its own size, or an address that is taken.
    /// What the draft had `earlier` stays: nothing else of it could be changed otherwise.
    pub(crate) fn known_picture(
        &self,
        picture: LeadPicture,
        earlier: Option<&LeadPicture>,
    ) -> Result<LeadPicture, NewsroomError> {
        if earlier.is_some_and(|earlier| earlier.source == picture.source) {
            return Ok(picture);
        }
        let source = match &picture.source {
            PictureSource::Address(address) => PictureSource::Address(checked_address(address)?),
            PictureSource::File(file) => {
                let kept = self.store.picture(&file.hash)?;
                let unknown = || NewsroomError::FieldInvalid(format!("not kept: {}", file.path()));
                PictureSource::File(kept.ok_or_else(unknown)?)
            }
        };
        Ok(LeadPicture { source, ..picture })
    }

    pub(crate) fn keep_picture_file(&self, path: &Path) -> Result<PictureFile, NewsroomError> {
        let bytes = read_picture(path)?;
        self.keep_picture_bytes(&bytes)
            .map_err(|error| match error {
                NewsroomError::PictureUnknown(why) => {
                    NewsroomError::PictureUnknown(format!("{}: {why}", path.display()))
                }
                other => other,
            })
    }

    /// Keeps the bytes, then records them: a record never names a file that is not there. A newsroom
    /// that only reads looks at them.
    pub(crate) fn keep_picture_bytes(&self, bytes: &[u8]) -> Result<PictureFile, NewsroomError> {
        if self.store.only_reads() {
            return picture_of(bytes);
        }
        let file = self.pictures.keep(bytes)?;
        self.store.put_picture(&file, bytes.len() as u64)?;
        Ok(file)
    }
}

/// The bytes of a file that may be a picture, unless they are too many.
fn read_picture(path: &Path) -> Result<Vec<u8>, NewsroomError> {
    let file = open_file(path)?;
    let mut bytes = Vec::new();
    file.take(PICTURE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(path, &e))?;
    if bytes.len() as u64 > PICTURE_LIMIT {
        return Err(NewsroomError::PictureTooLarge(path.display().to_string()));
    }
    Ok(bytes)
}

/// An address that readers' browsers may load a picture from. A page that is served over `https`
/// can't show what comes over `http`, so only `https` is taken.
///
/// What has no place in an address is encoded, what is encoded already stays as it is.
pub(crate) fn checked_address(address: &str) -> Result<String, NewsroomError> {
    let address = address.trim();
    if address
        .get(..5)
        .is_some_and(|start| start.eq_ignore_ascii_case("http:"))
    {
        return Err(NewsroomError::PictureNotSecure(address.to_owned()));
    }
    let written = if is_written_out(address) {
        address.to_owned()
    } else {
        encoded(address)
    };
    if is_written_out(&written) {
        Ok(written)
    } else {
        Err(NewsroomError::FieldInvalid(format!(
            "not an https address of a picture: {address:?}"
        )))
    }
}

/// Signs that have no place in an address, although they are no letters of other alphabets.
const ODD: &str = "\"<>\\^`{|}";

/// Whether an address can stand wherever one stands: nothing in it is still to be encoded.
fn is_written_out(address: &str) -> bool {
    address.len() <= ADDRESS_LIMIT
        && address
            .strip_prefix("https://")
            .is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '['))
        && address
            .chars()
            .all(|c| c.is_ascii_graphic() && !ODD.contains(c))
}

/// An address as a browser asks for it: accents and spaces by their bytes, a host by its letters in
/// ASCII. Empty when it is none.
fn encoded(address: &str) -> String {
    let is_https = address
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    let host = address.chars().nth(8);
    if !is_https || !host.is_some_and(|c| c.is_alphanumeric() || c == '[') {
        return String::new();
    }
    let url = Url::parse(address).map(String::from).unwrap_or_default();
    let signs = url.chars().map(|c| match c {
        odd if ODD.contains(odd) => format!("%{:02X}", u32::from(odd)),
        plain => plain.to_string(),
    });
    signs.collect()
}

/// The folder of kept pictures.
#[derive(Debug, Clone)]
pub(crate) struct PictureStore {
    folder: PathBuf,
}

impl PictureStore {
    /// Uses this folder, made when it is missing.
    pub(crate) fn open(folder: PathBuf) -> Result<Self, NewsroomError> {
        fs::create_dir_all(&folder)
            .map_err(|e| folder_fault(e.kind(), format!("pictures: {e}")))?;
        Ok(Self { folder })
    }

    /// Keeps these bytes, if they are a picture.
    pub(crate) fn keep(&self, bytes: &[u8]) -> Result<PictureFile, NewsroomError> {
        let picture = picture_of(bytes)?;
        let path = self.path(&picture.hash, picture.kind);
        if !path.exists() {
            write_whole(&path, bytes).map_err(|e| unwritable(&path, &e))?;
        }
        Ok(picture)
    }

    /// The bytes of a kept picture.
    pub(crate) fn bytes(&self, picture: &PictureFile) -> Result<Vec<u8>, NewsroomError> {
        let path = self.path(&picture.hash, picture.kind);
        fs::read(&path).map_err(|e| unreadable(&path, &e))
    }

    /// The bytes of the picture that pages name `HASH.ENDING`.
    pub(crate) fn named(&self, name: &str) -> Option<(PictureKind, Vec<u8>)> {
        let (hash, kind) = PictureKind::of_name(name)?;
        fs::read(self.path(hash, kind))
            .ok()
            .map(|bytes| (kind, bytes))
    }

    /// Whether the picture that pages name `HASH.ENDING` is kept.
    pub(crate) fn has(&self, name: &str) -> bool {
        PictureKind::of_name(name).is_some_and(|(hash, kind)| self.path(hash, kind).is_file())
    }

    /// Whether a picture of this hash is kept.
    pub(crate) fn has_hash(&self, hash: &str) -> bool {
        let kinds = PictureKind::ALL.iter();
        kinds
            .map(|kind| self.path(hash, *kind))
            .any(|path| path.is_file())
    }

    fn path(&self, hash: &str, kind: PictureKind) -> PathBuf {
        self.folder.join(format!("{hash}.{}", kind.ending()))
    }
}

/// What kind of picture these bytes are, if they are one.
fn picture_of(bytes: &[u8]) -> Result<PictureFile, NewsroomError> {
    let unknown = |why: String| NewsroomError::PictureUnknown(why);
    let kind = PictureKind::of_bytes(bytes).ok_or_else(|| unknown("unknown kind".into()))?;
    let size = imagesize::blob_size(bytes).map_err(|e| unknown(e.to_string()))?;
    let (Ok(width), Ok(height)) = (u32::try_from(size.width), u32::try_from(size.height)) else {
        return Err(unknown("absurd size".to_owned()));
    };
    if width == 0 || height == 0 {
        return Err(unknown("empty picture".to_owned()));
    }
    Ok(PictureFile {
        hash: sha256(bytes),
        kind,
        width,
        height,
    })
}

/// Writes a file so that after a power cut it is there whole or not at all. Who may read it is what
/// the system's mask says, as for any file a person makes.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    write_for(0o666, path, bytes)
}

/// The same, for its owner alone.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    write_for(0o600, path, bytes)
}

fn write_for(whom: u32, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let folder = parent.unwrap_or(Path::new("."));
    let mut making = tempfile::Builder::new();
    #[cfg(unix)]
    let making = making.permissions(std::os::unix::fs::PermissionsExt::from_mode(whom));
    let mut file = making.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    sync_folder(folder)
}

/// Makes a rename in this folder durable.
pub(crate) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The smallest GIF: one pixel.
    const GIF: &[u8] =
        b"GIF89a\x01\0\x01\0\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\0;";

    #[test]
    fn the_same_bytes_are_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = PictureStore::open(folder.path().join("pictures")).unwrap();
        let first = store.keep(GIF).unwrap();
        assert_eq!(store.keep(GIF).unwrap(), first);
        assert_eq!(
            (first.width, first.height, first.kind),
            (1, 1, PictureKind::Gif)
        );
        assert_eq!(
            fs::read_dir(folder.path().join("pictures"))
                .unwrap()
                .count(),
            1
        );
        assert_eq!(store.bytes(&first).unwrap(), GIF);
        let name = format!("{}.gif", first.hash);
        assert_eq!(store.named(&name).unwrap().1, GIF);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let store = PictureStore::open(folder.path().to_owned()).unwrap();
        for bad in [&b"<svg/>"[..], b"", b"GIF89a", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(
                store.keep(bad).unwrap_err().code(),
                "picture_unknown",
                "{bad:?}"
            );
        }
        let missing = read_picture(&folder.path().join("none.jpg")).unwrap_err();
        assert_eq!(missing.code(), "file_missing");
    }

    #[test]
    fn only_a_kept_name_is_served() {
        let folder = tempfile::tempdir().unwrap();
        let store = PictureStore::open(folder.path().to_owned()).unwrap();
        for bad in [
            "../library.db",
            "a.gif",
            "",
            ".",
            &format!("{}.exe", "a".repeat(64)),
        ] {
            assert!(store.named(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn an_address_is_encoded_as_a_browser_does() {
        for (typed, taken) in [
            (
                "https://a.example/é t é.jpg",
                "https://a.example/%C3%A9%20t%20%C3%A9.jpg",
            ),
            (
                "https://a.example/%C3%A9 é.jpg",
                "https://a.example/%C3%A9%20%C3%A9.jpg",
            ),
            (
                "HTTPS://a.example/b.jpg?c={d|e}",
                "https://a.example/b.jpg?c=%7Bd%7Ce%7D",
            ),
            ("https://a/\"b", "https://a/%22b"),
            (
                "https://média.example/b.jpg",
                "https://xn--mdia-bpa.example/b.jpg",
            ),
        ] {
            assert_eq!(checked_address(typed).unwrap(), taken, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn an_address_that_is_taken_stays_as_it_is(
            path in "\\PC{0,40}",
            encoded in "(%[0-9A-F]{2}|[a-z0-9./?=&#%:@!$'()*+,;~_-]){0,60}",
        ) {
            let whole = format!("https://a.example/{encoded}");
            prop_assert_eq!(checked_address(&whole).unwrap(), whole);
            if let Ok(taken) = checked_address(&format!("https://a.example/{path}")) {
                prop_assert!(taken.is_ascii() && taken.starts_with("https://a.example/"));
                prop_assert_eq!(checked_address(&taken).unwrap(), taken);
            }
        }
    }

    #[test]
    fn an_address_is_https_and_nothing_else() {
        assert_eq!(
            checked_address(" https://a.example/b.jpg ").unwrap(),
            "https://a.example/b.jpg"
        );
        assert_eq!(
            checked_address(" HTTP://a/b.jpg").unwrap_err().code(),
            "picture_not_secure"
        );
        for bad in [
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "data:,",
            "https:/a/b",
            "https://a b/c.jpg",
            &format!("https://a/{}", "é".repeat(400)),
        ] {
            assert_eq!(
                checked_address(bad).unwrap_err().code(),
                "field_invalid",
                "{bad}"
            );
        }
    }
}
