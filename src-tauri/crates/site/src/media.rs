//! Pictures' files: named by their content, written whole or not at all. It knows no request and no table.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use domain::PictureKind;

use crate::secret;

/// A picture, judged by its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Hash, dot, ending.
    pub(crate) id: String,
    pub(crate) kind: PictureKind,
    pub(crate) bytes: u64,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Why bytes are no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoPicture {
    /// Not of a kind that pages show.
    Kind,
    /// Of such a kind, but broken: it has no size.
    Broken,
}

/// Where a site keeps its pictures.
pub(crate) fn folder(data: &Path) -> PathBuf {
    data.join("media")
}

/// What the bytes are.
pub(crate) fn judge(bytes: &[u8]) -> Result<Picture, NoPicture> {
    let kind = PictureKind::of_bytes(bytes).ok_or(NoPicture::Kind)?;
    let size = imagesize::blob_size(bytes).map_err(|_| NoPicture::Broken)?;
    let side = |pixels: usize| {
        u32::try_from(pixels)
            .ok()
            .filter(|p| *p > 0)
            .ok_or(NoPicture::Broken)
    };
    Ok(Picture {
        id: format!("{}.{}", secret::hash(bytes), kind.ending()),
        kind,
        bytes: bytes.len() as u64,
        width: side(size.width)?,
        height: side(size.height)?,
    })
}

/// The kind of the picture with this id, if it can be one: 64 hexadecimal digits, a dot, an ending.
pub(crate) fn kind_of_id(id: &str) -> Option<PictureKind> {
    PictureKind::of_name(id).map(|(_, kind)| kind)
}

/// Keeps a picture's bytes. A file that is there has the same bytes: its name is their hash.
pub(crate) fn keep(data: &Path, picture: &Picture, bytes: &[u8]) -> io::Result<()> {
    let folder = folder(data);
    let path = folder.join(&picture.id);
    if fs::metadata(&path).is_ok_and(|found| found.len() == picture.bytes) {
        return Ok(());
    }
    let part = folder.join(format!(
        "{}.{}.part",
        picture.id,
        secret::fresh_id().map_err(io::Error::other)?
    ));
    let written = write_through(&part, bytes).and_then(|()| fs::rename(&part, &path));
    if written.is_err() {
        // What is left of it is in the way of nothing; the first error is the one to tell.
        let _ = fs::remove_file(&part);
    }
    written?;
    File::open(&folder)?.sync_all()
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A kept picture's file and its length; `None` when there is none.
pub(crate) fn open(data: &Path, id: &str) -> io::Result<Option<(File, u64)>> {
    match File::open(folder(data).join(id)) {
        Ok(file) => {
            let length = file.metadata()?.len();
            Ok(Some((file, length)))
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// Some bytes of a file.
pub(crate) fn slice(mut file: File, from: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x02\x00\x03\x00\x00\x00\x00;";

    #[test]
    fn bytes_tell_what_they_are() {
        let picture = judge(GIF).unwrap();
        assert_eq!(
            (picture.kind, picture.width, picture.height),
            (PictureKind::Gif, 2, 3)
        );
        assert_eq!(kind_of_id(&picture.id), Some(PictureKind::Gif));
        assert_eq!(judge(b"<svg/>"), Err(NoPicture::Kind));
        assert_eq!(judge(b"GIF89a"), Err(NoPicture::Broken));
        assert_eq!(judge(b"GIF89a\0\0\0\0\0\0\0;"), Err(NoPicture::Broken));
    }

    #[test]
    fn an_id_is_never_a_path() {
        for bad in [
            "",
            "a.gif",
            "../site.db",
            &format!("{}.gif", "A".repeat(64)),
            &format!("{}.svg", "a".repeat(64)),
            &format!("{}/../x.gif", "a".repeat(64)),
        ] {
            assert_eq!(kind_of_id(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_picture_is_kept_once() {
        let data = tempfile::tempdir().unwrap();
        fs::create_dir(folder(data.path())).unwrap();
        let picture = judge(GIF).unwrap();
        keep(data.path(), &picture, GIF).unwrap();
        keep(data.path(), &picture, GIF).unwrap();
        assert_eq!(fs::read_dir(folder(data.path())).unwrap().count(), 1);
        let (file, length) = open(data.path(), &picture.id).unwrap().unwrap();
        assert_eq!(slice(file, 0, length).unwrap(), GIF);
    }
}
