//! An article's row, and what it is for readers and for clients. It knows no SQL beyond the columns' order.

use domain::{
    Article, Correction, Language, LeadPicture, PictureFile, PictureKind, PictureSet,
    PictureSource, Slug, Timestamp,
};
use page::ArticleSummary;
use rusqlite::types::Type;
use rusqlite::{Connection, Row};
use site_api::{
    ArticleEntry, ArticleResource, ArticleState, CorrectionNote, LeadPictureResource,
    PictureLocation,
};

/// The columns of an [`ArticleRow`], in the order in which it is read.
pub(crate) const COLUMNS: &str = "articles.id, client_key, version, revision, live, articles.slug, \
     headline, standfirst, section, byline, language, published_at, updated_at, changed_at, words, \
     picture_media, picture_url, alt, caption, credit, media.width, media.height";

/// An article without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArticleRow {
    pub(crate) id: String,
    pub(crate) client_key: Option<String>,
    pub(crate) version: String,
    pub(crate) revision: i64,
    pub(crate) live: bool,
    pub(crate) slug: Slug,
    pub(crate) headline: String,
    pub(crate) standfirst: String,
    pub(crate) section: String,
    pub(crate) tags: Vec<String>,
    pub(crate) byline: String,
    pub(crate) language: Language,
    pub(crate) published_at: Timestamp,
    pub(crate) updated_at: Option<Timestamp>,
    pub(crate) changed_at: Timestamp,
    pub(crate) words: usize,
    pub(crate) picture: Option<LeadPicture>,
    pub(crate) copies: Copies,
}

/// The copies of the picture at the head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Copies {
    sizes: Vec<PictureFile>,
    card: Option<PictureFile>,
}

/// An article, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WholeArticle {
    pub(crate) row: ArticleRow,
    pub(crate) body_html: String,
    pub(crate) body_markdown: String,
    pub(crate) corrections: Vec<Correction>,
}

impl ArticleRow {
    /// Reads a row of [`COLUMNS`]; what other tables have of it is read beside it.
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            client_key: row.get(1)?,
            version: row.get(2)?,
            revision: row.get(3)?,
            live: row.get(4)?,
            slug: Slug::parse(&row.get::<_, String>(5)?).map_err(|e| odd(5, e))?,
            headline: row.get(6)?,
            standfirst: row.get(7)?,
            section: row.get(8)?,
            tags: Vec::new(),
            byline: row.get(9)?,
            language: Language::parse(&row.get::<_, String>(10)?).unwrap_or_else(Language::english),
            published_at: timestamp(row, 11)?,
            updated_at: row
                .get::<_, Option<i64>>(12)?
                .map(|_| timestamp(row, 12))
                .transpose()?,
            changed_at: timestamp(row, 13)?,
            words: usize::try_from(row.get::<_, i64>(14)?).unwrap_or_default(),
            picture: picture(row)?,
            copies: Copies::default(),
        })
    }

    /// With what other tables have of it.
    pub(super) fn with_the_rest(mut self, db: &Connection) -> rusqlite::Result<Self> {
        self.copies = Copies::read(db, &self.id)?;
        let mut tags =
            db.prepare_cached("SELECT name FROM tags WHERE article = ?1 ORDER BY position")?;
        self.tags = tags
            .query_map([&self.id], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(self)
    }

    /// What pages show of its picture; `None` for one that came without copies.
    fn lead_set(&self) -> Option<PictureSet> {
        let Copies { sizes, card } = &self.copies;
        match &self.picture.as_ref()?.source {
            PictureSource::File(whole) if card.is_some() || !sizes.is_empty() => Some(PictureSet {
                whole: whole.clone(),
                sizes: sizes.clone(),
                card: card.clone(),
            }),
            _ => None,
        }
    }

    /// What lists for readers show.
    pub(crate) fn summary(self) -> ArticleSummary {
        ArticleSummary {
            lead_set: self.lead_set(),
            slug: self.slug,
            headline: self.headline,
            standfirst: self.standfirst,
            section: self.section,
            byline: self.byline,
            language: self.language,
            published_at: self.published_at,
            words: self.words,
            lead_picture: self.picture,
        }
    }

    /// What clients get in lists, on a site at this address.
    pub(crate) fn entry(self, site_url: &str) -> ArticleEntry {
        ArticleEntry {
            id: self.id,
            client_key: self.client_key,
            version: self.version,
            state: if self.live {
                ArticleState::Published
            } else {
                ArticleState::Unpublished
            },
            address: page::article_address(site_url, &self.slug),
            slug: self.slug.to_string(),
            headline: self.headline,
            standfirst: self.standfirst,
            section: self.section,
            tags: self.tags,
            byline: self.byline,
            language: self.language.as_str().to_owned(),
            published_at: self.published_at,
            updated_at: self.updated_at,
            changed_at: self.changed_at,
            words: self.words as u64,
            lead_picture: self
                .picture
                .map(|picture| picture_resource(picture, self.copies)),
            effect_of: None,
        }
    }
}

impl Copies {
    fn read(db: &Connection, article: &str) -> rusqlite::Result<Self> {
        let sql = "SELECT role, media.id, width, height FROM lead_copies
                   JOIN media ON media.id = lead_copies.media WHERE article = ?1 ORDER BY position";
        let mut kept = db.prepare_cached(sql)?;
        let mut copies = Self::default();
        let mut rows = kept.query([article])?;
        while let Some(row) = rows.next()? {
            let file = picture_file(&row.get::<_, String>(1)?, row.get(2)?, row.get(3)?)?;
            match row.get_ref(0)?.as_str()? {
                "card" => copies.card = Some(file),
                _ => copies.sizes.push(file),
            }
        }
        Ok(copies)
    }
}

impl WholeArticle {
    /// What a page is made from.
    pub(crate) fn article(self) -> Article {
        let row = self.row;
        let lead_set = row.lead_set();
        Article {
            headline: row.headline,
            standfirst: row.standfirst,
            section: row.section,
            tags: row.tags,
            byline: row.byline,
            language: row.language,
            slug: row.slug,
            published_at: row.published_at,
            updated_at: row.updated_at,
            lead_picture: row.picture,
            lead_set,
            body_html: self.body_html,
            corrections: self.corrections,
            words: row.words,
        }
    }

    /// What clients get, on a site at this address.
    pub(crate) fn resource(self, site_url: &str) -> ArticleResource {
        ArticleResource {
            entry: self.row.entry(site_url),
            body_html: self.body_html,
            body_markdown: self.body_markdown,
            corrections: self.corrections.iter().map(CorrectionNote::from).collect(),
        }
    }
}

fn picture_resource(picture: LeadPicture, copies: Copies) -> LeadPictureResource {
    let id = |file: PictureFile| format!("{}.{}", file.hash, file.kind.ending());
    let source = match picture.source {
        PictureSource::File(file) => PictureLocation::Media {
            path: file.path(),
            width: file.width,
            height: file.height,
            id: id(file),
        },
        PictureSource::Address(url) => PictureLocation::Address { url },
    };
    LeadPictureResource {
        source,
        sizes: copies.sizes.into_iter().map(id).collect(),
        card: copies.card.map(id),
        alt: picture.alt,
        caption: picture.caption,
        credit: picture.credit,
    }
}

fn picture(row: &Row<'_>) -> rusqlite::Result<Option<LeadPicture>> {
    let media: Option<String> = row.get(15)?;
    let url: Option<String> = row.get(16)?;
    let source = match (media, url) {
        (Some(id), _) => PictureSource::File(picture_file(&id, row.get(20)?, row.get(21)?)?),
        (None, Some(url)) => PictureSource::Address(url),
        (None, None) => return Ok(None),
    };
    let (alt, caption, credit) = (row.get(17)?, row.get(18)?, row.get(19)?);
    Ok(Some(LeadPicture {
        source,
        framing: domain::Framing::WHOLE,
        alt,
        caption,
        credit,
    }))
}

fn picture_file(id: &str, width: u32, height: u32) -> rusqlite::Result<PictureFile> {
    let parts = id
        .split_once('.')
        .and_then(|(hash, end)| Some((hash, PictureKind::from_ending(end)?)));
    let (hash, kind) = parts.ok_or_else(|| odd(15, domain::slug::BadSlug(id.to_owned())))?;
    Ok(PictureFile {
        hash: hash.to_owned(),
        kind,
        width,
        height,
    })
}

pub(super) fn timestamp(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(row.get(column)?).map_err(|e| odd(column, e))
}

/// A value that this program has not written.
fn odd(column: usize, why: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(why))
}
