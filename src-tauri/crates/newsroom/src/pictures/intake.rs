//! Pictures on their way in: from a file, from bytes, from an address. The original is kept as it is, once.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use domain::{Framing, LeadPicture, PictureFile, PictureSource};
use media::{MediaError, Motion, Remains, Seen};
use publish::Counted;
use store::Picture;

use super::steps::Steps;
use super::{KnownPicture, checked_address};
use crate::desk::locked;
use crate::files::{open_file, unreadable};
use crate::hash::sha256;
use crate::room::Room;
use crate::{Newsroom, NewsroomError};

/// The largest picture that is kept, in bytes.
pub const PICTURE_LIMIT: u64 = 100 * 1_000_000;
/// The longest name of a file that is remembered, in characters.
const NAME_LIMIT: usize = 200;

/// Where a picture is to come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureOrigin {
    /// A file the writer chose.
    File(PathBuf),
    /// An address that she gave.
    Address(String),
}

impl Newsroom {
    /// Keeps a picture. One from an address is fetched from there, once, now.
    ///
    /// # Errors
    /// `PictureUnknown`, `PictureHeic`, `PictureSvg`, `PictureBroken`, `PictureTooManyPixels`, `PictureTooLarge`;
    /// `FileMissing`, `FileUnreadable`, `FileChanging`; `PictureNotSecure`, `FieldInvalid` and `PictureNotFetched` for an
    /// address; `DiskFull`, `FileUnwritable`.
    pub fn keep_picture(&self, origin: &PictureOrigin) -> Result<KnownPicture, NewsroomError> {
        let file = match origin {
            PictureOrigin::File(path) => self.room.keep_picture_file(path)?,
            PictureOrigin::Address(address) => self.room.keep_picture_at(address)?,
        };
        self.room.known(&file.hash)
    }

    /// Keeps a picture whose bytes are at hand: one that was pasted.
    ///
    /// # Errors
    /// As for a file.
    pub fn keep_picture_bytes(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> Result<KnownPicture, NewsroomError> {
        let file = self.room.keep_picture_bytes(name, bytes)?;
        self.room.known(&file.hash)
    }
}

impl Room {
    /// What a file names as its picture: a file that is kept now, or an address that is not asked.
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
            // Somebody else's picture is shown as it is.
            PictureSource::Address(address) => {
                return Ok(LeadPicture {
                    source: PictureSource::Address(checked_address(address)?),
                    framing: Framing::WHOLE,
                    ..picture
                });
            }
            PictureSource::File(file) => {
                let kept = self.store.picture(&file.hash)?;
                let unknown = || NewsroomError::FieldInvalid(format!("not kept: {}", file.path()));
                PictureSource::File(kept.ok_or_else(unknown)?)
            }
        };
        Ok(LeadPicture { source, ..picture })
    }

    pub(crate) fn keep_picture_file(&self, path: &Path) -> Result<PictureFile, NewsroomError> {
        let steps = self.coming(path.display().to_string());
        let bytes = read_picture(path, &steps)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.keep_picture_bytes(&name, &bytes)
            .map_err(|error| named(error, &path.display().to_string()))
    }

    /// Keeps the bytes, then records them: a record never names a file that is not there. A newsroom
    /// that only reads looks at them.
    pub(crate) fn keep_picture_bytes(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> Result<PictureFile, NewsroomError> {
        if bytes.len() as u64 > PICTURE_LIMIT {
            return Err(NewsroomError::PictureTooLarge(name.to_owned()));
        }
        let picture = self.looked_at(name, bytes)?;
        if !self.store.only_reads() {
            // So that no removal comes between the file and its record.
            let _keeping = locked(&self.developing.files);
            self.pictures.keep(&picture.file, bytes)?;
            self.store.put_picture(&picture)?;
            self.want_copies(&picture.file);
        }
        Ok(picture.file)
    }

    /// What is to be recorded of these bytes, if they are a picture. What the file says of itself is what is said of
    /// it first.
    pub(crate) fn looked_at(&self, name: &str, bytes: &[u8]) -> Result<Picture, NewsroomError> {
        let Seen {
            kind,
            width,
            height,
            motion,
            notes: offered,
            remains,
        } = media::seen(bytes).map_err(refused)?;
        Ok(Picture {
            file: PictureFile {
                hash: sha256(bytes),
                kind,
                width,
                height,
            },
            bytes: bytes.len() as u64,
            added_at: Some(self.clock.now()),
            name: name
                .chars()
                .filter(|c| !c.is_control())
                .take(NAME_LIMIT)
                .collect(),
            moving: motion == Motion::Moving,
            located: remains.contains(&Remains::Location),
            words: offered.clone(),
            offered,
        })
    }
}

/// Why a picture can't be taken or developed.
pub(crate) fn refused(error: MediaError) -> NewsroomError {
    let said = error.to_string();
    match error {
        MediaError::Unknown(why) => NewsroomError::PictureUnknown(why),
        MediaError::Heic => NewsroomError::PictureHeic(said),
        MediaError::Svg => NewsroomError::PictureSvg(said),
        MediaError::Broken(why) => NewsroomError::PictureBroken(why),
        MediaError::TooManyPixels { width, height } => {
            NewsroomError::PictureTooManyPixels(format!("{width} × {height}"))
        }
        MediaError::GaveUp(why) => NewsroomError::PictureGaveUp(why),
        MediaError::Disk(why) => NewsroomError::DiskFault(why),
    }
}

/// The same failure, saying of which file or address.
pub(super) fn named(error: NewsroomError, what: &str) -> NewsroomError {
    match error.code().starts_with("picture_") {
        true => NewsroomError::of_code(error.code(), format!("{what}: {}", error.detail())),
        false => error,
    }
}

/// The bytes of a file that may be a picture, unless they are too many, or become others meanwhile.
fn read_picture(path: &Path, steps: &Steps<'_>) -> Result<Vec<u8>, NewsroomError> {
    let file = open_file(path)?;
    let whole = file.metadata().map_err(|e| unreadable(path, &e))?.len();
    let counted = Counted::new(&file, |come| steps.reached(come, Some(whole)));
    steady_bytes(path, &file, counted)
}

/// All that is read `from` a file. It is read again for comparison: where a system's clock of files is coarse, one that
/// changes while it is read can look as it did before.
fn steady_bytes(path: &Path, file: &fs::File, from: impl Read) -> Result<Vec<u8>, NewsroomError> {
    let state = || {
        let found = file.metadata().map_err(|e| unreadable(path, &e))?;
        Ok::<_, NewsroomError>((found.len(), found.modified().ok()))
    };
    let before = state()?;
    if before.0 > PICTURE_LIMIT {
        return Err(NewsroomError::PictureTooLarge(path.display().to_string()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.0).unwrap_or_default());
    from.take(PICTURE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(path, &e))?;
    let is_still = holds(file, &bytes).map_err(|e| unreadable(path, &e))?;
    match is_still && state()? == before {
        true => Ok(bytes),
        false => Err(NewsroomError::FileChanging(path.display().to_string())),
    }
}

/// Whether a file holds these bytes and no more.
fn holds(mut file: &fs::File, mut bytes: &[u8]) -> io::Result<bool> {
    file.rewind()?;
    let mut file = BufReader::with_capacity(1 << 16, file);
    loop {
        let part = file.fill_buf()?;
        let length = part.len();
        if part.is_empty() {
            return Ok(bytes.is_empty());
        }
        match bytes.strip_prefix(part) {
            Some(rest) => bytes = rest,
            None => return Ok(false),
        }
        file.consume(length);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A file that something happens to once half of it is read.
    struct Half<F> {
        file: fs::File,
        left: usize,
        happens: Option<F>,
    }

    impl<F: FnOnce()> Read for Half<F> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            if self.left == 0 {
                if let Some(happens) = self.happens.take() {
                    happens();
                }
                return self.file.read(into);
            }
            let wanted = into.len().min(self.left);
            let read = self.file.read(&mut into[..wanted])?;
            self.left -= read;
            Ok(read)
        }
    }

    #[track_caller]
    fn check(happens: impl FnOnce(&Path), expect: Result<&[u8], &str>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jpg");
        fs::write(&path, [b'a'; 1_000]).unwrap();
        let file = open_file(&path).unwrap();
        let half = Half {
            file: file.try_clone().unwrap(),
            left: 500,
            happens: Some(|| happens(&path)),
        };
        let read = steady_bytes(&path, &file, half);
        assert_eq!(read.as_deref().map_err(NewsroomError::code), expect);
    }

    fn overwritten(path: &Path) {
        let mut file = fs::File::options().write(true).open(path).unwrap();
        file.write_all(&[b'b'; 1_000]).unwrap();
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_not_taken() {
        check(overwritten, Err("file_changing"));
        // Within one tick of the clock of files.
        let unseen = |path: &Path| {
            let before = fs::metadata(path).unwrap().modified().unwrap();
            overwritten(path);
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_modified(before).unwrap();
        };
        check(unseen, Err("file_changing"));
        let cut = |path: &Path| {
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_len(700).unwrap();
        };
        check(cut, Err("file_changing"));
        let longer = |path: &Path| {
            let mut file = fs::File::options().append(true).open(path).unwrap();
            file.write_all(b"a").unwrap();
        };
        check(longer, Err("file_changing"));
    }

    #[test]
    fn a_file_that_is_removed_or_replaced_while_it_is_read_is_taken_as_it_was() {
        let whole = [b'a'; 1_000];
        check(|path| fs::remove_file(path).unwrap(), Ok(&whole));
        let replaced = |path: &Path| {
            let other = path.with_extension("new");
            fs::write(&other, [b'b'; 1_000]).unwrap();
            fs::rename(other, path).unwrap();
        };
        check(replaced, Ok(&whole));
        check(|_| (), Ok(&whole));
    }
}
