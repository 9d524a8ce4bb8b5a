//! Sites: where articles go, and which pictures they have already. Their credentials are not here.

use domain::{Language, Section, Site, SiteId, SiteKind};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::columns::{Read, Word, json, key, micros_of};
use crate::error::{R, StoreError};
use crate::open::Store;
use crate::settings;

impl Store {
    /// Adds a site, or replaces what is known of it.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_site(&self, site: &Site) -> Result<(), StoreError> {
        let site = site.clone();
        self.write(move |tx| put(tx, &site))
    }

    /// Adds a site with what is to be remembered of it, keys and JSON texts; only while `known` are all
    /// the sites there are, for who adds it has looked at those. Whether it was added.
    ///
    /// # Errors
    /// The disk's.
    pub fn add_site(
        &self,
        site: &Site,
        known: &[SiteId],
        remembered: Vec<(String, String)>,
    ) -> Result<bool, StoreError> {
        let (site, known) = (site.clone(), known.to_vec());
        self.write(move |tx| {
            let now = all(tx)?;
            if now.iter().any(|there| !known.contains(&there.id)) {
                return Ok(false);
            }
            put(tx, &site)?;
            for (key, value) in &remembered {
                settings::set(tx, key, value)?;
            }
            Ok(true)
        })
    }

    /// The site with this identifier.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn site(&self, id: SiteId) -> Result<Option<Site>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached("SELECT * FROM sites WHERE id = ?1")?
                .query_row([key(id.0)], read)
                .optional()?)
        })
    }

    /// All sites, by name.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn sites(&self) -> Result<Vec<Site>, StoreError> {
        self.read(|state| all(state))
    }

    /// Remembers where a site has a picture, by the hash of its bytes: its identifier and its address.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_site_picture(
        &self,
        site: SiteId,
        hash: &str,
        there: (&str, &str),
    ) -> Result<(), StoreError> {
        let (hash, remote_id, address) = (hash.to_owned(), there.0.to_owned(), there.1.to_owned());
        self.write(move |tx| keep_picture(tx, site, &hash, (&remote_id, &address)))
    }

    /// Where a site has a picture: its identifier and its address.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn site_picture(
        &self,
        site: SiteId,
        hash: &str,
    ) -> Result<Option<(String, String)>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(
                    "SELECT remote_id, address FROM site_pictures WHERE site = ?1 AND hash = ?2",
                )?
                .query_row(params![key(site.0), hash], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?)
        })
    }
}

fn put(tx: &Transaction<'_>, site: &Site) -> R<()> {
    let sections: Vec<_> = site.sections.iter().map(|s| (&s.slug, &s.name)).collect();
    tx.prepare_cached(
        "INSERT INTO sites (id, name, kind, url, language, time_zone, sections, seen_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET name = ?2, kind = ?3, url = ?4, language = ?5,
             time_zone = ?6, sections = ?7, seen_at = ?8",
    )?
    .execute(params![
        key(site.id.0),
        site.name,
        site.kind.word(),
        site.url,
        site.language.as_str(),
        site.time_zone,
        json(&sections)?,
        micros_of(site.seen_at)
    ])?;
    Ok(())
}

fn all(connection: &Connection) -> R<Vec<Site>> {
    let mut all = connection.prepare_cached("SELECT * FROM sites ORDER BY name, id")?;
    let all = all.query_map([], read)?;
    Ok(all.collect::<Result<_, _>>()?)
}

pub(crate) fn keep_picture(
    tx: &Transaction<'_>,
    site: SiteId,
    hash: &str,
    (remote_id, address): (&str, &str),
) -> R<()> {
    tx.prepare_cached(
        "INSERT INTO site_pictures (site, hash, remote_id, address) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (site, hash) DO UPDATE SET remote_id = ?3, address = ?4",
    )?
    .execute(params![key(site.0), hash, remote_id, address])?;
    Ok(())
}

/// The same of a picture that was met there: what is known of it stays, unless it had no identifier.
pub(crate) fn meet_picture(
    tx: &Transaction<'_>,
    site: SiteId,
    hash: &str,
    (remote_id, address): (&str, &str),
) -> R<()> {
    tx.prepare_cached(
        "INSERT INTO site_pictures (site, hash, remote_id, address) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (site, hash) DO UPDATE SET remote_id = ?3, address = ?4
         WHERE site_pictures.remote_id = '' AND ?3 <> ''",
    )?
    .execute(params![key(site.0), hash, remote_id, address])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Site> {
    Ok(Site {
        id: row.id("id", SiteId)?,
        name: row.get("name")?,
        kind: row.word("kind", SiteKind::of_word)?,
        url: row.get("url")?,
        language: row.word("language", Language::parse)?,
        time_zone: row.get("time_zone")?,
        sections: row.word("sections", sections_of)?,
        seen_at: row.time_or_none("seen_at")?,
    })
}

fn sections_of(text: &str) -> Option<Vec<Section>> {
    let rows: Vec<(String, String)> = serde_json::from_str(text).ok()?;
    Some(
        rows.into_iter()
            .map(|(slug, name)| Section { slug, name })
            .collect(),
    )
}
