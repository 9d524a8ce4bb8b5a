//! What sites look like that give no theme away, learnt from a page of theirs, with its fonts; knows no HTML.

use domain::{SiteId, Timestamp};
use rusqlite::{OptionalExtension, params};

use crate::columns::{Read, key, micros_of};
use crate::error::StoreError;
use crate::open::Store;

/// A site's look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteLook {
    /// When it was learnt.
    pub learnt_at: Timestamp,
    /// The page it was learnt from.
    pub address: String,
    /// What was learnt, as text of the caller's own.
    pub said: String,
}

impl Store {
    /// Keeps what a site looks like with the fonts of that look, by name, in place of what was known.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_look(
        &self,
        site: SiteId,
        look: &SiteLook,
        fonts: Vec<(String, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let look = look.clone();
        self.write(move |tx| {
            tx.execute("DELETE FROM site_looks WHERE site = ?1", [key(site.0)])?;
            tx.prepare_cached(
                "INSERT INTO site_looks (site, learnt_at, address, said) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                key(site.0),
                micros_of(Some(look.learnt_at)),
                look.address,
                look.said
            ])?;
            for (name, bytes) in &fonts {
                tx.prepare_cached(
                    "INSERT OR REPLACE INTO look_fonts (site, name, bytes) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![key(site.0), name, bytes])?;
            }
            Ok(())
        })
    }

    /// What a site looks like, as it was last learnt.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn look(&self, site: SiteId) -> Result<Option<SiteLook>, StoreError> {
        self.read(|state| {
            let look = "SELECT learnt_at, address, said FROM site_looks WHERE site = ?1";
            let mut look = state.prepare_cached(look)?;
            let look = look.query_row([key(site.0)], |row| {
                Ok(SiteLook {
                    learnt_at: row.time("learnt_at")?,
                    address: row.get("address")?,
                    said: row.get("said")?,
                })
            });
            Ok(look.optional()?)
        })
    }

    /// A font of a look, by its name.
    ///
    /// # Errors
    /// The disk's.
    pub fn look_font(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|state| {
            let font = "SELECT bytes FROM look_fonts WHERE name = ?1";
            let mut font = state.prepare_cached(font)?;
            Ok(font.query_row([name], |row| row.get(0)).optional()?)
        })
    }
}
