//! The site's own database: opened, migrated, and one connection for everybody. It knows no HTTP.

pub(crate) mod articles;
pub(crate) mod lists;
pub(crate) mod replies;
pub(crate) mod rows;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{Language, Section};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

pub(crate) use articles::{PictureRow, Prepared};
pub(crate) use lists::{Cursor, Filter};
pub(crate) use replies::{KEPT_DAYS, Reply};

use crate::server::SiteDefaults;
use crate::{DATABASE, SiteError, media};

const MIGRATIONS: [&str; 3] = [
    include_str!("0001.sql"),
    include_str!("0002.sql"),
    include_str!("0003.sql"),
];
/// How long a write waits for another process (a token is minted while the site runs).
const BUSY: Duration = Duration::from_secs(5);

/// The facts that a site keeps of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) time_zone: String,
    pub(crate) sections: Vec<Section>,
    pub(crate) subscribers: u64,
}

/// The database. Methods block; call them on a thread that may.
#[derive(Debug)]
pub(crate) struct Database {
    connection: Mutex<Connection>,
}

impl Database {
    /// Opens (or makes) the database in a site's folder.
    pub(crate) fn open(data: &Path) -> Result<Self, SiteError> {
        std::fs::create_dir_all(media::folder(data)).map_err(SiteError::Folder)?;
        let mut connection = Connection::open(data.join(DATABASE))?;
        connection.busy_timeout(BUSY)?;
        refuse_newer(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        migrate(&mut connection)?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// A panic while the connection was held has rolled its transaction back: it is whole.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Does a piece of work in one transaction; an error undoes it.
    pub(crate) fn write<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.lock();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&tx)?;
        tx.commit()?;
        Ok(done)
    }

    /// Reads; what is read is of one moment.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        work(&self.lock())
    }

    /// Keeps a token's hash under a name, in place of an earlier one.
    pub(crate) fn keep_token(&self, name: &str, hash: &str) -> rusqlite::Result<()> {
        let sql = "INSERT INTO tokens (name, hash) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET hash = excluded.hash";
        self.lock().execute(sql, params![name, hash]).map(drop)
    }

    /// The name of the token with this hash.
    pub(crate) fn token_name(&self, hash: &str) -> rusqlite::Result<Option<String>> {
        let sql = "SELECT name FROM tokens WHERE hash = ?1";
        self.lock()
            .query_row(sql, [hash], |row| row.get(0))
            .optional()
    }

    /// Writes a new site's facts; a site that has some keeps them.
    pub(crate) fn settle(
        &self,
        defaults: &SiteDefaults,
        sections: &[Section],
    ) -> rusqlite::Result<()> {
        self.write(|tx| {
            if count(tx, "SELECT count(*) FROM facts")? > 0 {
                return Ok(());
            }
            let mut fact = tx.prepare("INSERT INTO facts (name, value) VALUES (?1, ?2)")?;
            fact.execute(["name", &defaults.name])?;
            fact.execute(["language", defaults.language.as_str()])?;
            fact.execute(["time_zone", &defaults.time_zone])?;
            sections
                .iter()
                .try_for_each(|section| add_section(tx, section))
        })
    }

    /// The site's facts.
    pub(crate) fn facts(&self) -> rusqlite::Result<Facts> {
        self.read(|db| {
            let fact = |name: &str| -> rusqlite::Result<String> {
                db.query_row("SELECT value FROM facts WHERE name = ?1", [name], |row| {
                    row.get(0)
                })
            };
            let mut sections =
                db.prepare("SELECT slug, name FROM sections ORDER BY position, slug")?;
            let section = |row: &rusqlite::Row<'_>| {
                Ok(Section {
                    slug: row.get(0)?,
                    name: row.get(1)?,
                })
            };
            Ok(Facts {
                name: fact("name")?,
                language: Language::parse(&fact("language")?).unwrap_or_else(Language::english),
                time_zone: fact("time_zone")?,
                sections: sections.query_map([], section)?.collect::<Result<_, _>>()?,
                subscribers: count(db, "SELECT count(*) FROM subscribers")?.unsigned_abs(),
            })
        })
    }

    /// Adds an address to the newsletter; `false` when it was there, in whatever case.
    pub(crate) fn subscribe(&self, address: &str, at: i64) -> rusqlite::Result<bool> {
        let sql =
            "INSERT INTO subscribers (address, added_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        Ok(self.lock().execute(sql, params![address, at])? == 1)
    }
}

fn count(db: &Connection, sql: &str) -> rusqlite::Result<i64> {
    db.query_row(sql, [], |row| row.get(0))
}

/// Adds a section at the end, unless it is there.
fn add_section(tx: &Connection, section: &Section) -> rusqlite::Result<()> {
    let sql = "INSERT INTO sections (slug, name, position)
               VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM sections))
               ON CONFLICT DO NOTHING";
    tx.execute(sql, params![section.slug, section.name])
        .map(drop)
}

/// The database's version, if it is one that we know. Asked before anything is written to it.
fn refuse_newer(connection: &Connection) -> Result<i64, SiteError> {
    let known = MIGRATIONS.len() as i64;
    let found = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(SiteError::Newer { found, known });
    }
    Ok(found)
}

fn migrate(connection: &mut Connection) -> Result<(), SiteError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = refuse_newer(&tx)?;
    for sql in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_database_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        drop(Database::open(folder.path()).unwrap());
        let raw = Connection::open(folder.path().join("site.db")).unwrap();
        raw.pragma_update(None, "user_version", 99).unwrap();
        drop(raw);
        let refused = Database::open(folder.path());
        assert!(matches!(
            refused,
            Err(SiteError::Newer {
                found: 99,
                known: 3
            })
        ));
    }

    #[test]
    fn an_older_database_is_brought_up_with_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let raw = Connection::open(folder.path().join("site.db")).unwrap();
        raw.execute_batch(MIGRATIONS[0]).unwrap();
        raw.execute_batch(
            "INSERT INTO articles VALUES ('a', NULL, '1-1', 1, 1, 'a', 'A', '', '', NULL, '', 'fr',
               1, NULL, 1, 1, NULL, NULL, '', '', '', '<p>a</p>', 'a');
             PRAGMA user_version = 1;",
        )
        .unwrap();
        drop(raw);
        let database = Database::open(folder.path()).unwrap();
        let whole = database.read(|db| {
            let row = articles::by_id(db, "a")?.unwrap();
            articles::whole(db, row)
        });
        assert_eq!(whole.unwrap().corrections, []);
    }

    #[test]
    fn defaults_are_for_the_first_start() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(folder.path()).unwrap();
        let section = Section {
            slug: "tech".to_owned(),
            name: "Tech".to_owned(),
        };
        database
            .settle(&SiteDefaults::default(), std::slice::from_ref(&section))
            .unwrap();
        let other = SiteDefaults {
            name: "Autre".to_owned(),
            ..SiteDefaults::default()
        };
        database.settle(&other, &[]).unwrap();
        let facts = database.facts().unwrap();
        assert_eq!(
            (facts.name.as_str(), facts.sections),
            ("Le Marbre", vec![section])
        );
    }

    #[test]
    fn an_address_is_on_the_list_once() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(folder.path()).unwrap();
        database.settle(&SiteDefaults::default(), &[]).unwrap();
        assert!(database.subscribe("Anna@example.org", 1).unwrap());
        assert!(!database.subscribe("anna@EXAMPLE.org", 2).unwrap());
        assert_eq!(database.facts().unwrap().subscribers, 1);
    }

    #[test]
    fn only_the_latest_token_of_a_name_holds() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(folder.path()).unwrap();
        database.keep_token("desk", "one").unwrap();
        database.keep_token("desk", "two").unwrap();
        assert_eq!(database.token_name("one").unwrap(), None);
        assert_eq!(database.token_name("two").unwrap().as_deref(), Some("desk"));
    }
}
