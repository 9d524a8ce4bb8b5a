//! Pictures: what is known of the files kept by content hash. The bytes are not here.

use domain::{PictureFile, PictureKind};
use rusqlite::{OptionalExtension, Row, params};

use crate::columns::{Read, whole};
use crate::error::StoreError;
use crate::open::Store;

impl Store {
    /// Records a picture of so many bytes, which must be on the disk already.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_picture(&self, picture: &PictureFile, bytes: u64) -> Result<(), StoreError> {
        let picture = picture.clone();
        self.write(move |tx| {
            tx.prepare_cached(
                "INSERT INTO pictures (hash, kind, width, height, bytes_len)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (hash) DO UPDATE SET kind = ?2, width = ?3, height = ?4, bytes_len = ?5",
            )?
            .execute(params![
                picture.hash,
                picture.kind.ending(),
                picture.width,
                picture.height,
                whole(bytes)
            ])?;
            Ok(())
        })
    }

    /// The picture with this content hash.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn picture(&self, hash: &str) -> Result<Option<PictureFile>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT * FROM pictures WHERE hash = ?1")?
                .query_row([hash], read)
                .optional()?)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<PictureFile> {
    Ok(PictureFile {
        hash: row.get("hash")?,
        kind: row.word("kind", PictureKind::from_ending)?,
        width: row.count("width")?,
        height: row.count("height")?,
    })
}
