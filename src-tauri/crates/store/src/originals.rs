//! Of which original a clean copy is. The bytes are not here.

use domain::PictureFile;
use rusqlite::OptionalExtension;

use crate::error::StoreError;
use crate::open::Store;
use crate::pictures::read_file;

impl Store {
    /// The original that a copy of this hash was made of, and its framing; the plain one where several framings gave the
    /// same copy.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn original_of(&self, copy: &str) -> Result<Option<(PictureFile, String)>, StoreError> {
        self.read(|state| {
            let mut found = state.prepare_cached(
                "SELECT pictures.hash, pictures.kind, pictures.width, pictures.height, copies.framing
                 FROM copies JOIN pictures ON pictures.hash = copies.original
                 WHERE copies.hash = ?1 ORDER BY copies.framing LIMIT 1",
            )?;
            let found = found.query_row([copy], |row| Ok((read_file(row)?, row.get("framing")?)));
            Ok(found.optional()?)
        })
    }
}
