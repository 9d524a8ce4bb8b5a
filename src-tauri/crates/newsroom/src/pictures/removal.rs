//! Pictures that nothing names any more are taken out of the library, when she asks for it. Decides nothing about uses.

use std::collections::BTreeSet;

use domain::PictureKind;

use crate::desk::locked;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// What was removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RemovedPictures {
    /// How many pictures.
    pub removed: u32,
    /// How many bytes that freed, their copies' included.
    pub bytes: u64,
}

impl Newsroom {
    /// Removes those of these pictures that nothing names: no draft, no revision. The others stay.
    ///
    /// # Errors
    /// Any failure of the library; `FileUnwritable` when a file can't be taken away.
    pub fn remove_pictures(&self, sources: &[String]) -> Result<RemovedPictures, NewsroomError> {
        let names = sources
            .iter()
            .filter_map(|source| PictureKind::kept_at(source));
        let hashes = names.filter_map(|(name, _)| PictureKind::of_name(name));
        let hashes: BTreeSet<String> = hashes.map(|(hash, _)| hash.to_owned()).collect();
        self.room
            .remove_pictures(&hashes.into_iter().collect::<Vec<_>>())
    }
}

impl Room {
    fn remove_pictures(&self, hashes: &[String]) -> Result<RemovedPictures, NewsroomError> {
        // What was typed is looked at too, and counts whatever is written meanwhile.
        self.fold_everything()?;
        let _coming_and_going = locked(&self.developing.files);
        let mut freed = RemovedPictures::default();
        for gone in self.store.remove_unused_pictures(hashes)? {
            let file = &gone.picture.file;
            self.developing.forget(Some(&file.hash));
            freed.removed += 1;
            freed.bytes += gone.picture.bytes;
            for (copy, bytes) in &gone.copies {
                self.pictures.remove_copy(&copy.name())?;
                freed.bytes += bytes;
            }
            self.pictures.remove(file)?;
            self.tell(Event::PictureChanged {
                source: file.path(),
            });
        }
        Ok(freed)
    }
}
