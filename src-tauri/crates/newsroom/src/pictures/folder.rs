//! The folders of originals and of copies, each file named by the hash of its bytes. Knows no library and no page.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use domain::{PictureFile, PictureKind};

use super::write_whole;
use crate::NewsroomError;
use crate::files::{unreadable, unwritable};
use crate::local_site::folder_fault;

/// Where originals are, and where copies, below the library's folder.
const ORIGINALS: &str = "pictures";
const COPIES: &str = "copies";

/// The folders of originals and of copies.
#[derive(Debug, Clone)]
pub(crate) struct PictureStore {
    originals: PathBuf,
    copies: PathBuf,
}

impl PictureStore {
    /// Uses these folders of a library. That of originals is made when it is missing, that of copies with the first one.
    pub(crate) fn open(library: &Path) -> Result<Self, NewsroomError> {
        let originals = library.join(ORIGINALS);
        fs::create_dir_all(&originals)
            .map_err(|e| folder_fault(e.kind(), format!("{}: {e}", originals.display())))?;
        Ok(Self {
            originals,
            copies: library.join(COPIES),
        })
    }

    /// Keeps an original, if it is not there yet.
    pub(crate) fn keep(&self, file: &PictureFile, bytes: &[u8]) -> Result<(), NewsroomError> {
        keep_at(&self.original(file), bytes)
    }

    /// Keeps a copy, if it is not there yet.
    pub(crate) fn keep_copy(&self, file: &PictureFile, bytes: &[u8]) -> Result<(), NewsroomError> {
        fs::create_dir_all(&self.copies).map_err(|e| unwritable(&self.copies, &e))?;
        keep_at(&self.copies.join(file.name()), bytes)
    }

    /// Where an original is.
    pub(crate) fn original(&self, file: &PictureFile) -> PathBuf {
        self.originals.join(file.name())
    }

    /// The bytes of an original or of a copy.
    pub(crate) fn bytes(&self, file: &PictureFile) -> Result<Vec<u8>, NewsroomError> {
        let (original, copy) = (self.original(file), self.copies.join(file.name()));
        match fs::read(&original) {
            Err(error) if error.kind() == ErrorKind::NotFound => fs::read(copy),
            read => read,
        }
        .map_err(|e| unreadable(&original, &e))
    }

    /// The bytes of the original or copy that pages name `HASH.ENDING`.
    pub(crate) fn named(&self, name: &str) -> Option<(PictureKind, Vec<u8>)> {
        let (_, kind) = PictureKind::of_name(name)?;
        let read = |folder: &Path| fs::read(folder.join(name)).ok();
        let bytes = read(&self.copies).or_else(|| read(&self.originals))?;
        Some((kind, bytes))
    }

    /// Whether the original that pages name `HASH.ENDING` is kept.
    pub(crate) fn has(&self, name: &str) -> bool {
        PictureKind::of_name(name).is_some() && self.originals.join(name).is_file()
    }

    /// Whether an original of this hash is kept.
    pub(crate) fn has_hash(&self, hash: &str) -> bool {
        let mut kinds = PictureKind::ALL.iter();
        kinds.any(|kind| self.has(&format!("{hash}.{}", kind.ending())))
    }

    /// Whether a copy is kept.
    pub(crate) fn has_copy(&self, file: &PictureFile) -> bool {
        self.copies.join(file.name()).is_file()
    }

    /// Takes an original away.
    pub(crate) fn remove(&self, file: &PictureFile) -> Result<(), NewsroomError> {
        remove_at(&self.original(file))
    }

    /// Takes a copy away.
    pub(crate) fn remove_copy(&self, name: &str) -> Result<(), NewsroomError> {
        remove_at(&self.copies.join(name))
    }

    /// The names of all originals.
    pub(crate) fn originals(&self) -> Result<Vec<String>, NewsroomError> {
        names_in(&self.originals)
    }

    /// The names of all copies.
    pub(crate) fn copies(&self) -> Result<Vec<String>, NewsroomError> {
        names_in(&self.copies)
    }
}

fn keep_at(path: &Path, bytes: &[u8]) -> Result<(), NewsroomError> {
    // One that is there in half is written anew: a power cut leaves none, but disks and people do.
    let is_whole = |found: fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    if fs::symlink_metadata(path).is_ok_and(is_whole) {
        return Ok(());
    }
    write_whole(path, bytes).map_err(|e| unwritable(path, &e))
}

fn remove_at(path: &Path) -> Result<(), NewsroomError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(unwritable(path, &error)),
        _ => Ok(()),
    }
}

/// The names in a folder that are those of pictures.
fn names_in(folder: &Path) -> Result<Vec<String>, NewsroomError> {
    let list = || -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if PictureKind::of_name(&name).is_some() {
                names.push(name);
            }
        }
        Ok(names)
    };
    match list() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        names => names.map_err(|e| unreadable(folder, &e)),
    }
}
