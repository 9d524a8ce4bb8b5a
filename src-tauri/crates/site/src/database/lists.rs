//! Lists of articles, for readers and for clients, page by page. It knows no HTTP.

use domain::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};

use super::articles;
use super::rows::{ArticleRow, COLUMNS, WholeArticle};

/// Which articles readers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf<'a> {
    /// All.
    Home,
    /// A section's.
    Section(&'a str),
    /// A tag's.
    Tag(&'a str),
}

/// After which article a client's next page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    changed_at: i64,
    id: String,
}

impl Cursor {
    /// Reads what [`Cursor::write`] wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (changed_at, id) = text.split_once('.')?;
        let tidy = id.len() == 36 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        tidy.then_some(Self {
            changed_at: changed_at.parse().ok()?,
            id: id.to_owned(),
        })
    }

    fn write(row: &ArticleRow) -> String {
        format!("{}.{}", row.changed_at.as_microsecond(), row.id)
    }
}

/// Which articles a client is listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) after: Option<Cursor>,
    pub(crate) updated_since: Option<Timestamp>,
    pub(crate) slug: Option<String>,
    pub(crate) client_key: Option<String>,
}

/// A page for a client, oldest change first, and the cursor of the next page if there is one.
pub(crate) fn for_client(
    db: &Connection,
    filter: &Filter,
    limit: usize,
) -> rusqlite::Result<(Vec<ArticleRow>, Option<String>)> {
    let (conditions, mut values) = conditions(filter);
    values.push(Value::from(limit as i64 + 1));
    let sql = format!(
        "SELECT {COLUMNS} FROM articles LEFT JOIN media ON media.id = picture_media
         WHERE {conditions} ORDER BY changed_at, articles.id LIMIT ?"
    );
    let mut rows = rows(db, &sql, values)?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(Cursor::write);
    Ok((rows, next))
}

fn conditions(filter: &Filter) -> (String, Vec<Value>) {
    let mut conditions = vec!["1"];
    let mut values = Vec::new();
    if let Some(cursor) = &filter.after {
        conditions.push("(changed_at, articles.id) > (?, ?)");
        values.extend([
            Value::from(cursor.changed_at),
            Value::from(cursor.id.clone()),
        ]);
    }
    if let Some(since) = filter.updated_since {
        conditions.push("changed_at >= ?");
        values.push(Value::from(since.as_microsecond()));
    }
    if let Some(slug) = &filter.slug {
        conditions.push("articles.slug = ?");
        values.push(Value::from(slug.clone()));
    }
    if let Some(key) = &filter.client_key {
        conditions
            .push("(client_key = ? OR articles.id IN (SELECT article FROM effects WHERE key = ?))");
        values.extend([Value::from(key.clone()), Value::from(key.clone())]);
    }
    (conditions.join(" AND "), values)
}

/// A page for readers, newest first, and how many articles there are on the shelf.
pub(crate) fn for_readers(
    db: &Connection,
    shelf: Shelf<'_>,
    limit: usize,
    offset: usize,
) -> rusqlite::Result<(Vec<ArticleRow>, usize)> {
    let (condition, value) = match shelf {
        Shelf::Home => ("live", None),
        Shelf::Section(slug) => ("live AND section_slug = ?", Some(slug)),
        Shelf::Tag(slug) => (
            "live AND articles.id IN (SELECT article FROM tags WHERE slug = ?)",
            Some(slug),
        ),
    };
    let mut values: Vec<Value> = value
        .into_iter()
        .map(|slug| Value::from(slug.to_owned()))
        .collect();
    let count = format!("SELECT count(*) FROM articles WHERE {condition}");
    let total: i64 = db.query_row(&count, params_from_iter(values.clone()), |row| row.get(0))?;
    values.extend([Value::from(limit as i64), Value::from(offset as i64)]);
    let sql = format!(
        "SELECT {COLUMNS} FROM articles LEFT JOIN media ON media.id = picture_media
         WHERE {condition} ORDER BY published_at DESC, articles.id LIMIT ? OFFSET ?"
    );
    Ok((
        rows(db, &sql, values)?,
        usize::try_from(total).unwrap_or_default(),
    ))
}

/// The latest articles with their bodies, newest first.
pub(crate) fn latest_whole(db: &Connection, limit: usize) -> rusqlite::Result<Vec<WholeArticle>> {
    let (rows, _) = for_readers(db, Shelf::Home, limit, 0)?;
    rows.into_iter()
        .map(|row| articles::whole(db, row))
        .collect()
}

/// Every live article's slug and last change, newest first.
pub(crate) fn addresses(db: &Connection, limit: usize) -> rusqlite::Result<Vec<(String, i64)>> {
    let sql = "SELECT slug, coalesce(updated_at, published_at) FROM articles WHERE live
               ORDER BY published_at DESC LIMIT ?1";
    let mut statement = db.prepare(sql)?;
    statement
        .query_map([limit as i64], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// A tag's name as its latest article writes it.
pub(crate) fn tag_name(db: &Connection, slug: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT tags.name FROM tags JOIN articles ON articles.id = article
               WHERE tags.slug = ?1 AND live ORDER BY published_at DESC LIMIT 1";
    db.query_row(sql, [slug], |row| row.get(0)).optional()
}

fn rows(db: &Connection, sql: &str, values: Vec<Value>) -> rusqlite::Result<Vec<ArticleRow>> {
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map(params_from_iter(values), ArticleRow::read)?;
    rows.map(|row| row?.with_the_rest(db)).collect()
}
