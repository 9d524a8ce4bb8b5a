//! What the library's folder of pictures owes at a start: files without a record, records that nobody looked at, copies
//! of nothing. Develops nothing.

use std::collections::BTreeSet;

use domain::{PictureFile, PictureKind, Timestamp};
use store::Picture;

use crate::NewsroomError;
use crate::desk::locked;
use crate::hash::sha256;
use crate::room::Room;

/// Does it piece by piece, until the newsroom closes.
pub(super) fn tidy(room: &Room) {
    let done = room
        .remove_copies_of_nothing()
        .and_then(|()| room.look_at_older_pictures())
        .and_then(|()| room.look_through_uses());
    if let Err(error) = done {
        tracing::warn!(%error, "the pictures are tidied up at another start");
    }
}

impl Room {
    /// Copies that no framing has any more: those of another recipe, or of a write that was cut off.
    fn remove_copies_of_nothing(&self) -> Result<(), NewsroomError> {
        // Copies that a courier has made just now have no row yet.
        let _alone = locked(&self.developing.at_work);
        let known: BTreeSet<String> = self.store.copy_hashes()?.into_iter().collect();
        for name in self.pictures.copies()? {
            let hash = name.split('.').next().unwrap_or_default();
            if !known.contains(hash) {
                self.pictures.remove_copy(&name)?;
            }
        }
        Ok(())
    }

    /// Pictures that an older program kept, or that came without their record, as out of a backup.
    fn look_at_older_pictures(&self) -> Result<(), NewsroomError> {
        let known = self.store.picture_hashes()?.into_iter();
        let looked_at: BTreeSet<String> =
            known.filter(|known| known.1).map(|known| known.0).collect();
        for name in self.pictures.originals()? {
            if self.developing.bell.is_closed() {
                break;
            }
            let older = PictureKind::of_name(&name).filter(|(hash, _)| !looked_at.contains(*hash));
            let Some((hash, kind)) = older else { continue };
            if let Err(error) = self.look_at_older(hash, kind) {
                tracing::warn!(name, %error, "a kept picture can't be looked at");
            }
        }
        Ok(())
    }

    fn look_at_older(&self, hash: &str, kind: PictureKind) -> Result<(), NewsroomError> {
        let named = PictureFile {
            hash: hash.to_owned(),
            kind,
            width: 0,
            height: 0,
        };
        let path = self.pictures.original(&named);
        let bytes = self.pictures.bytes(&named)?;
        if sha256(&bytes) != hash {
            tracing::warn!(path = %path.display(), "a picture's bytes are not what its name says");
            return Ok(());
        }
        let came = std::fs::metadata(&path)
            .and_then(|found| found.modified())
            .ok();
        let came = came.and_then(|came| Timestamp::try_from(came).ok());
        let picture = self.looked_at("", &bytes)?;
        Ok(self.store.put_picture(&Picture {
            added_at: came.or(picture.added_at),
            ..picture
        })?)
    }

    fn look_through_uses(&self) -> Result<(), NewsroomError> {
        while !self.developing.bell.is_closed() && self.store.look_through_some_uses()? {}
        Ok(())
    }
}
