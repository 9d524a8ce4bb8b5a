//! What sites look like that give no theme away, learnt from a page of theirs, with its fonts; knows no HTML.

use domain::{SiteId, Timestamp};
use rusqlite::{OptionalExtension, params};

use crate::columns::{Read, key, micros_of};
use crate::error::StoreError;
use crate::open::Store;
use crate::settings;

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

/// What is told of a look without reading it: that is long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookFacts {
    /// When it was learnt.
    pub learnt_at: Timestamp,
    /// The page it was learnt from.
    pub address: String,
    /// What else is told of it, JSON text; `None` for one that an older program kept.
    pub facts: Option<String>,
}

impl Store {
    /// Keeps what a site looks like, what is told of that, JSON text, and its fonts by name, in place of
    /// what was known.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_look(
        &self,
        site: SiteId,
        (look, facts): (&SiteLook, &str),
        fonts: Vec<(String, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let (look, facts) = (look.clone(), facts.to_owned());
        self.write(move |tx| {
            settings::set(tx, &facts_key(site), &facts)?;
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

    /// What is told of a site's look, read beside the look itself.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn look_facts(&self, site: SiteId) -> Result<Option<LookFacts>, StoreError> {
        self.read(|state| {
            let facts = "SELECT learnt_at, address,
                                (SELECT value FROM settings WHERE key = ?2) AS facts
                         FROM site_looks WHERE site = ?1";
            let mut facts = state.prepare_cached(facts)?;
            let facts = facts.query_row(params![key(site.0), facts_key(site)], |row| {
                Ok(LookFacts {
                    learnt_at: row.time("learnt_at")?,
                    address: row.get("address")?,
                    facts: row.get("facts")?,
                })
            });
            Ok(facts.optional()?)
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

fn facts_key(site: SiteId) -> String {
    format!("look:{site}")
}
