//! Articles: made, replaced, taken down, deleted, found. Versions are compared here, under the same lock that writes. It knows no HTTP.

use domain::{Correction, CorrectionKind, Language, Section, Slug, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::add_section;
use super::rows::{ArticleRow, COLUMNS, WholeArticle, timestamp};

/// An article as a client sent it: checked, sanitised, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prepared {
    pub(crate) client_key: Option<String>,
    pub(crate) slug: Slug,
    pub(crate) headline: String,
    pub(crate) standfirst: String,
    pub(crate) section: String,
    pub(crate) tags: Vec<String>,
    pub(crate) byline: String,
    pub(crate) language: Language,
    pub(crate) published_at: Option<Timestamp>,
    pub(crate) picture: Option<PictureRow>,
    pub(crate) body_html: String,
    pub(crate) body_markdown: String,
    /// `None` leaves those that are there.
    pub(crate) corrections: Option<Vec<Correction>>,
    pub(crate) words: usize,
}

/// A lead picture: either `media` or `url` is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PictureRow {
    pub(crate) media: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) sizes: Vec<String>,
    pub(crate) card: Option<String>,
    pub(crate) alt: String,
    pub(crate) caption: String,
    pub(crate) credit: String,
}

/// A version: a number that counts, and the moment, so that a restored database repeats none.
fn version(revision: i64, at: Timestamp) -> String {
    format!("{revision}-{:x}", at.as_microsecond())
}

/// Makes an article, live.
pub(crate) fn insert(
    tx: &Transaction<'_>,
    id: &str,
    new: &Prepared,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let published = new.published_at.unwrap_or(now).as_microsecond();
    let picture = new.picture.clone().unwrap_or_default();
    tx.execute(
        "INSERT INTO articles (id, client_key, version, revision, live, slug, headline, standfirst,
           section, section_slug, byline, language, published_at, updated_at, changed_at, words,
           picture_media, picture_url, alt, caption, credit, body_html, body_markdown)
         VALUES (?1, ?2, ?3, 1, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL, ?12, ?13, ?14, ?15, ?16,
           ?17, ?18, ?19, ?20)",
        params![
            id,
            new.client_key,
            version(1, now),
            new.slug.as_str(),
            new.headline,
            new.standfirst,
            new.section,
            page::section_slug(&new.section),
            new.byline,
            new.language.as_str(),
            published,
            now.as_microsecond(),
            new.words as i64,
            picture.media,
            picture.url,
            picture.alt,
            picture.caption,
            picture.credit,
            new.body_html,
            new.body_markdown,
        ],
    )?;
    settle_around(tx, id, new)
}

/// Replaces an article's text and makes it live; its date stays.
pub(crate) fn replace(
    tx: &Transaction<'_>,
    old: &ArticleRow,
    new: &Prepared,
    now: Timestamp,
) -> rusqlite::Result<()> {
    if old.slug != new.slug {
        let sql = "INSERT INTO former_slugs (slug, article) VALUES (?1, ?2)
                   ON CONFLICT (slug) DO UPDATE SET article = excluded.article";
        tx.execute(sql, params![old.slug.as_str(), old.id])?;
    }
    let picture = new.picture.clone().unwrap_or_default();
    let revision = old.revision + 1;
    tx.execute(
        "UPDATE articles SET client_key = coalesce(?2, client_key), version = ?3, revision = ?4,
           live = 1, slug = ?5, headline = ?6, standfirst = ?7, section = ?8, section_slug = ?9,
           byline = ?10, language = ?11, updated_at = ?12, changed_at = ?12, words = ?13,
           picture_media = ?14, picture_url = ?15, alt = ?16, caption = ?17, credit = ?18,
           body_html = ?19, body_markdown = ?20
         WHERE id = ?1",
        params![
            old.id,
            new.client_key,
            version(revision, now),
            revision,
            new.slug.as_str(),
            new.headline,
            new.standfirst,
            new.section,
            page::section_slug(&new.section),
            new.byline,
            new.language.as_str(),
            now.as_microsecond(),
            new.words as i64,
            picture.media,
            picture.url,
            picture.alt,
            picture.caption,
            picture.credit,
            new.body_html,
            new.body_markdown,
        ],
    )?;
    settle_around(tx, &old.id, new)
}

/// Tags, corrections, the section, and an address that is in use again.
fn settle_around(tx: &Transaction<'_>, id: &str, new: &Prepared) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM former_slugs WHERE slug = ?1",
        [new.slug.as_str()],
    )?;
    tx.execute("DELETE FROM tags WHERE article = ?1", [id])?;
    let mut tag = tx.prepare_cached(
        "INSERT INTO tags (article, position, name, slug) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, name) in new.tags.iter().enumerate() {
        tag.execute(params![id, position as i64, name, page::tag_slug(name)])?;
    }
    keep_copies(tx, id, new.picture.as_ref())?;
    if let Some(corrections) = &new.corrections {
        keep_corrections(tx, id, corrections)?;
    }
    match page::section_slug(&new.section) {
        Some(slug) => add_section(
            tx,
            &Section {
                slug,
                name: new.section.clone(),
            },
        ),
        None => Ok(()),
    }
}

fn keep_copies(
    tx: &Transaction<'_>,
    id: &str,
    picture: Option<&PictureRow>,
) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM lead_copies WHERE article = ?1", [id])?;
    let Some(picture) = picture else {
        return Ok(());
    };
    let sql = "INSERT INTO lead_copies (article, position, role, media) VALUES (?1, ?2, ?3, ?4)";
    let mut keep = tx.prepare_cached(sql)?;
    let sizes = picture.sizes.iter().map(|media| ("size", media));
    let card = picture.card.iter().map(|media| ("card", media));
    for (position, (role, media)) in (0_i64..).zip(sizes.chain(card)) {
        keep.execute(params![id, position, role, media])?;
    }
    Ok(())
}

fn keep_corrections(
    tx: &Transaction<'_>,
    id: &str,
    corrections: &[Correction],
) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM corrections WHERE article = ?1", [id])?;
    let sql =
        "INSERT INTO corrections (article, position, kind, text, at) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut keep = tx.prepare_cached(sql)?;
    for (position, one) in corrections.iter().enumerate() {
        let (kind, at) = (one.kind.as_str(), one.at.as_microsecond());
        keep.execute(params![id, position as i64, kind, one.text, at])?;
    }
    Ok(())
}

fn corrections_of(db: &Connection, id: &str) -> rusqlite::Result<Vec<Correction>> {
    let sql = "SELECT kind, text, at FROM corrections WHERE article = ?1 ORDER BY position";
    let mut kept = db.prepare_cached(sql)?;
    let read = |row: &rusqlite::Row<'_>| {
        let kind: String = row.get(0)?;
        Ok(Correction {
            kind: CorrectionKind::parse(&kind).unwrap_or(CorrectionKind::Correction),
            text: row.get(1)?,
            at: timestamp(row, 2)?,
        })
    };
    kept.query_map([id], read)?.collect()
}

/// Takes an article down; one that is down already stays as it is.
pub(crate) fn take_down(
    tx: &Transaction<'_>,
    old: &ArticleRow,
    now: Timestamp,
) -> rusqlite::Result<()> {
    if !old.live {
        return Ok(());
    }
    let revision = old.revision + 1;
    let sql =
        "UPDATE articles SET live = 0, version = ?2, revision = ?3, changed_at = ?4 WHERE id = ?1";
    tx.execute(
        sql,
        params![
            old.id,
            version(revision, now),
            revision,
            now.as_microsecond()
        ],
    )
    .map(drop)
}

/// Deletes an article and all that hangs on it.
pub(crate) fn delete(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM articles WHERE id = ?1", [id])
        .map(drop)
}

/// Remembers that a write with this key took effect on this article.
pub(crate) fn remember_effect(tx: &Transaction<'_>, key: &str, id: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO effects (key, article) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    tx.execute(sql, [key, id]).map(drop)
}

/// The article with this id.
pub(crate) fn by_id(db: &Connection, id: &str) -> rusqlite::Result<Option<ArticleRow>> {
    one(db, "articles.id = ?1", id)
}

/// The article at this address.
pub(crate) fn by_slug(db: &Connection, slug: &str) -> rusqlite::Result<Option<ArticleRow>> {
    one(db, "articles.slug = ?1", slug)
}

/// The article with this client's key.
pub(crate) fn by_client_key(db: &Connection, key: &str) -> rusqlite::Result<Option<ArticleRow>> {
    one(db, "client_key = ?1", key)
}

/// Where an article is now that once was at this address.
pub(crate) fn moved_to(db: &Connection, slug: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT articles.slug FROM former_slugs JOIN articles ON articles.id = article
               WHERE former_slugs.slug = ?1";
    db.query_row(sql, [slug], |row| row.get(0)).optional()
}

fn one(db: &Connection, condition: &str, value: &str) -> rusqlite::Result<Option<ArticleRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM articles LEFT JOIN media ON media.id = picture_media WHERE {condition}"
    );
    let found = db.query_row(&sql, [value], ArticleRow::read).optional()?;
    found.map(|row| row.with_the_rest(db)).transpose()
}

/// An article with its body.
pub(crate) fn whole(db: &Connection, row: ArticleRow) -> rusqlite::Result<WholeArticle> {
    let sql = "SELECT body_html, body_markdown FROM articles WHERE id = ?1";
    let (body_html, body_markdown) =
        db.query_row(sql, [&row.id], |body| Ok((body.get(0)?, body.get(1)?)))?;
    let corrections = corrections_of(db, &row.id)?;
    Ok(WholeArticle {
        row,
        corrections,
        body_html,
        body_markdown,
    })
}
