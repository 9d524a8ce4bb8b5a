//! Work folders and the files in them; opens no file, compares no text.

use domain::{Draft, DraftId, FileIdentity, FolderId, Mirrored, WorkFolder};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::columns::{Read, key, micros};
use crate::drafts;
use crate::error::{R, StoreError};
use crate::open::Store;

/// A file in a work folder, and the draft that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror {
    /// In which folder.
    pub folder: FolderId,
    /// Which draft; it may be deleted for good.
    pub draft: DraftId,
    /// The file, below the folder, its parts separated by `/`.
    pub path: String,
    /// The SHA-256 of the file on which both last agreed, hexadecimal.
    pub hash: String,
    /// What the file was then.
    pub identity: Option<FileIdentity>,
    /// Whether the draft is in the bin and its file gone, one because of the other.
    pub away: bool,
    /// The SHA-256 of the file that the writer is asked about; `None` when nothing is asked.
    pub asked: Option<String>,
}

/// The texts that a merge needs: whole files, as they were read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MirrorTexts {
    /// On what both last agreed.
    pub agreed: String,
    /// While the writer is asked: what both had, and what the other program wrote.
    pub asked: Option<(String, String)>,
}

impl Store {
    /// Adds a work folder, or replaces what is known of it.
    ///
    /// # Errors
    /// `Taken` when another one has its path.
    pub fn put_folder(&self, folder: &WorkFolder) -> Result<(), StoreError> {
        let folder = folder.clone();
        self.write(move |tx| {
            let taken = tx
                .prepare_cached("SELECT 1 FROM folders WHERE path = ?1 AND id <> ?2")?
                .exists(params![folder.path, key(folder.id.0)])?;
            if taken {
                return Err(StoreError::Taken("folder"));
            }
            let [device, inode, born] = columns_of(folder.identity);
            tx.prepare_cached(
                "INSERT INTO folders (id, path, mirrored, device, inode, born, added_at, published)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (id) DO UPDATE SET path = ?2, mirrored = ?3, device = ?4, inode = ?5,
                     born = ?6, published = ?8",
            )?
            .execute(params![
                key(folder.id.0),
                folder.path,
                word_of(&folder.mirrored),
                device,
                inode,
                born,
                micros(folder.added_at),
                folder.published
            ])?;
            Ok(())
        })
    }

    /// Forgets a work folder and which files in it are drafts. Files and drafts stay.
    ///
    /// # Errors
    /// The disk's.
    pub fn forget_folder(&self, id: FolderId) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute("DELETE FROM folders WHERE id = ?1", [key(id.0)])?;
            Ok(())
        })
    }

    /// All work folders, in the order in which they were chosen.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn folders(&self) -> Result<Vec<WorkFolder>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached("SELECT * FROM folders ORDER BY number")?;
            let all = all.query_map([], read_folder)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The files of a folder that are drafts.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn mirrors(&self, folder: FolderId) -> Result<Vec<Mirror>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(&format!("{MIRRORS} WHERE f.id = ?1"))?;
            let all = all.query_map([key(folder.0)], read_mirror)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The files of a draft, in all folders.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn mirrors_of(&self, draft: DraftId) -> Result<Vec<Mirror>, StoreError> {
        self.read(|state| {
            let mut all = state.prepare_cached(&format!("{MIRRORS} WHERE m.draft = ?1"))?;
            let all = all.query_map([key(draft.0)], read_mirror)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The files that the writer is asked about.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn mirrors_asked(&self) -> Result<Vec<Mirror>, StoreError> {
        self.read(|state| {
            let asked = format!("{MIRRORS} WHERE m.theirs_hash IS NOT NULL ORDER BY m.path");
            let mut all = state.prepare_cached(&asked)?;
            let all = all.query_map([], read_mirror)?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// The texts of a file; `None` when it is no draft's.
    ///
    /// # Errors
    /// The disk's.
    pub fn mirror_texts(
        &self,
        folder: FolderId,
        draft: DraftId,
    ) -> Result<Option<MirrorTexts>, StoreError> {
        self.read(|state| {
            Ok(state
                .prepare_cached(
                    "SELECT t.* FROM mirror_texts t JOIN folders f ON f.number = t.folder
                     WHERE f.id = ?1 AND t.draft = ?2",
                )?
                .query_row(params![key(folder.0), key(draft.0)], read_texts)
                .optional()?)
        })
    }

    /// Keeps which file is which draft, and their texts: both or none.
    ///
    /// # Errors
    /// `Missing` when there is no such folder.
    pub fn put_mirror(&self, mirror: &Mirror, texts: &MirrorTexts) -> Result<(), StoreError> {
        let (mirror, texts) = (mirror.clone(), texts.clone());
        self.write(move |tx| put(tx, &mirror, &texts))
    }

    /// Keeps where a file is, what it is, and whether it is away; its texts stay.
    ///
    /// # Errors
    /// `Missing` when it is no draft's.
    pub fn move_mirror(&self, mirror: &Mirror) -> Result<(), StoreError> {
        let mirror = mirror.clone();
        self.write(move |tx| {
            let [device, inode, born] = columns_of(mirror.identity);
            let changed = tx
                .prepare_cached(
                    "UPDATE mirrors SET path = ?3, device = ?4, inode = ?5, born = ?6, away = ?7
                     WHERE folder = ?1 AND draft = ?2",
                )?
                .execute(params![
                    number_of(tx, mirror.folder)?,
                    key(mirror.draft.0),
                    mirror.path,
                    device,
                    inode,
                    born,
                    mirror.away
                ])?;
            if changed == 0 {
                return Err(StoreError::Missing("mirror"));
            }
            Ok(())
        })
    }

    /// Forgets that a file is a draft.
    ///
    /// # Errors
    /// The disk's.
    pub fn forget_mirror(&self, folder: FolderId, draft: DraftId) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.prepare_cached(
                "DELETE FROM mirrors WHERE draft = ?2
                 AND folder = (SELECT number FROM folders WHERE id = ?1)",
            )?
            .execute(params![key(folder.0), key(draft.0)])?;
            Ok(())
        })
    }

    /// Adds a draft and the file that it is: both or none.
    ///
    /// # Errors
    /// `Taken` when there is one with this identifier; `Missing` when there is no such folder.
    pub fn insert_mirrored_draft(
        &self,
        draft: &Draft,
        mirror: &Mirror,
        texts: &MirrorTexts,
    ) -> Result<(), StoreError> {
        let (draft, mirror, texts) = (draft.clone(), mirror.clone(), texts.clone());
        self.write(move |tx| {
            drafts::insert(tx, &draft)?;
            put(tx, &mirror, &texts)
        })
    }

    /// The drafts that are to get a file in a folder and have none there: outside the bin, with a
    /// headline or a text.
    ///
    /// # Errors
    /// `Corrupt` and the disk's.
    pub fn unmirrored(&self, folder: &WorkFolder) -> Result<Vec<DraftId>, StoreError> {
        let section = match &folder.mirrored {
            Mirrored::Found => return Ok(Vec::new()),
            Mirrored::All => None,
            Mirrored::Section(section) => Some(section.as_str()),
        };
        self.read(|state| {
            let mut all = state.prepare_cached(
                "SELECT d.id FROM drafts d
                 WHERE d.binned_at IS NULL AND (?2 IS NULL OR d.section = ?2)
                   AND NOT EXISTS (SELECT 1 FROM mirrors m JOIN folders f ON f.number = m.folder
                                   WHERE f.id = ?1 AND m.draft = d.id)
                   AND (d.headline <> ''
                        OR EXISTS (SELECT 1 FROM texts t WHERE t.draft = d.number AND t.text <> '')
                        OR EXISTS (SELECT 1 FROM journal j WHERE j.draft = d.number))
                 ORDER BY d.number",
            )?;
            let all = all.query_map(params![key(folder.id.0), section], |row| {
                row.id("id", DraftId)
            })?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }
}

const MIRRORS: &str =
    "SELECT m.*, f.id AS folder_id FROM mirrors m JOIN folders f ON f.number = m.folder";

fn put(tx: &Transaction<'_>, mirror: &Mirror, texts: &MirrorTexts) -> R<()> {
    let folder = number_of(tx, mirror.folder)?;
    let [device, inode, born] = columns_of(mirror.identity);
    tx.prepare_cached(
        "INSERT INTO mirrors (folder, draft, path, hash, device, inode, born, away, theirs_hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (folder, draft) DO UPDATE SET path = ?3, hash = ?4, device = ?5, inode = ?6,
             born = ?7, away = ?8, theirs_hash = ?9",
    )?
    .execute(params![
        folder,
        key(mirror.draft.0),
        mirror.path,
        mirror.hash,
        device,
        inode,
        born,
        mirror.away,
        mirror.asked
    ])?;
    let (base, theirs) = texts.asked.as_ref().map(|(b, t)| (b, t)).unzip();
    tx.prepare_cached(
        "INSERT INTO mirror_texts (folder, draft, agreed, asked_base, asked_theirs)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (folder, draft) DO UPDATE SET agreed = ?3, asked_base = ?4, asked_theirs = ?5",
    )?
    .execute(params![
        folder,
        key(mirror.draft.0),
        texts.agreed,
        base,
        theirs
    ])?;
    Ok(())
}

fn number_of(tx: &Transaction<'_>, folder: FolderId) -> R<i64> {
    tx.prepare_cached("SELECT number FROM folders WHERE id = ?1")?
        .query_row([key(folder.0)], |row| row.get(0))
        .optional()?
        .ok_or(StoreError::Missing("folder"))
}

/// File systems number with 64 bits, of which SQLite would take one for a sign.
fn columns_of(identity: Option<FileIdentity>) -> [Option<i64>; 3] {
    let column = |number: u64| i64::from_ne_bytes(number.to_ne_bytes());
    [
        identity.map(|found| column(found.device)),
        identity.map(|found| column(found.number)),
        identity.map(|found| found.born),
    ]
}

fn identity_of(row: &Row<'_>) -> rusqlite::Result<Option<FileIdentity>> {
    let number = |column: i64| u64::from_ne_bytes(column.to_ne_bytes());
    let device: Option<i64> = row.get("device")?;
    let inode: Option<i64> = row.get("inode")?;
    let born: Option<i64> = row.get("born")?;
    Ok(device.zip(inode).map(|(device, inode)| FileIdentity {
        device: number(device),
        number: number(inode),
        born: born.unwrap_or_default(),
    }))
}

fn word_of(mirrored: &Mirrored) -> String {
    match mirrored {
        Mirrored::All => "all".to_owned(),
        Mirrored::Found => "found".to_owned(),
        Mirrored::Section(section) => format!("section:{section}"),
    }
}

fn mirrored_of(word: &str) -> Option<Mirrored> {
    match word {
        "all" => Some(Mirrored::All),
        "found" => Some(Mirrored::Found),
        word => word
            .strip_prefix("section:")
            .map(|section| Mirrored::Section(section.to_owned())),
    }
}

fn read_folder(row: &Row<'_>) -> rusqlite::Result<WorkFolder> {
    Ok(WorkFolder {
        id: row.id("id", FolderId)?,
        path: row.get("path")?,
        mirrored: row.word("mirrored", mirrored_of)?,
        published: row.get("published")?,
        identity: identity_of(row)?,
        added_at: row.time("added_at")?,
    })
}

fn read_mirror(row: &Row<'_>) -> rusqlite::Result<Mirror> {
    Ok(Mirror {
        folder: row.id("folder_id", FolderId)?,
        draft: row.id("draft", DraftId)?,
        path: row.get("path")?,
        hash: row.get("hash")?,
        identity: identity_of(row)?,
        away: row.get("away")?,
        asked: row.get("theirs_hash")?,
    })
}

fn read_texts(row: &Row<'_>) -> rusqlite::Result<MirrorTexts> {
    let base: Option<String> = row.get("asked_base")?;
    let theirs: Option<String> = row.get("asked_theirs")?;
    Ok(MirrorTexts {
        agreed: row.get("agreed")?,
        asked: base.zip(theirs),
    })
}
