//! From a draft to its file: written, named, removed.

use std::collections::BTreeSet;

use domain::{DraftId, DraftStatus, Fields};
use store::{Mirror, MirrorTexts};

use super::decide::Look;
use super::disk::{self, Unwritten};
use super::round::InFolder;
use crate::NewsroomError;
use crate::files::{picture_names, stem, unwritable};
use crate::hash::sha256;
use crate::pictures::write_whole;
use crate::sides::Side;

/// The folder of pictures beside a file.
const PICTURES: &str = "pictures";
/// The longest name of a file, without number and ending.
const NAME: usize = 120;

impl InFolder<'_> {
    /// Writes what a draft says over what both agreed on, or where its file is gone.
    pub(crate) fn write(
        &mut self,
        mut mirror: Mirror,
        over: Option<&str>,
        look: &Look,
    ) -> Result<(), NewsroomError> {
        let Some((fields, text)) = self.room.durably_written(mirror.draft)? else {
            return Ok(());
        };
        let agreed = self.texts(&mirror)?.agreed;
        let like = self.side_of_file(&agreed, &mirror.path)?;
        let file = self
            .side_of(&fields, &text, &like, &mirror.path)
            .file(&agreed, &self.assumed);
        if over.is_none() && is_taken(look, &mirror.path) {
            mirror.path = self.free_name(&fields, look)?;
        }
        if over == Some(sha256(file.as_bytes()).as_str()) {
            return Ok(());
        }
        self.put(mirror, (&fields, &text), file, over)
    }

    /// Writes a draft's first file.
    pub(crate) fn create(&mut self, draft: DraftId, look: &Look) -> Result<(), NewsroomError> {
        let Some((fields, text)) = self.room.durably_written(draft)? else {
            return Ok(());
        };
        let path = self.free_name(&fields, look)?;
        let nothing = Side {
            fields: Fields::blank(self.assumed.language.clone(), self.assumed.zone.clone()),
            picture: None,
            text: String::new(),
        };
        let file = self
            .side_of(&fields, &text, &nothing, &path)
            .file("", &self.assumed);
        let mirror = Mirror {
            folder: self.folder.id,
            draft,
            path,
            hash: String::new(),
            identity: None,
            away: false,
            asked: None,
        };
        self.put(mirror, (&fields, &text), file, None)
    }

    fn put(
        &mut self,
        mut mirror: Mirror,
        (fields, text): (&Fields, &str),
        file: String,
        over: Option<&str>,
    ) -> Result<(), NewsroomError> {
        self.put_pictures(picture_names(fields, text), &file, &mirror.path)?;
        match disk::write(&self.root, &mirror.path, file.as_bytes(), over) {
            // The next look finds what somebody else wrote.
            Err(Unwritten::Changed) => Ok(()),
            Err(Unwritten::Failed(error)) => Err(error),
            Ok(identity) => {
                mirror.hash = sha256(file.as_bytes());
                mirror.identity = identity;
                mirror.away = false;
                let texts = MirrorTexts {
                    agreed: file,
                    asked: None,
                };
                Ok(self.room.store.put_mirror(&mirror, &texts)?)
            }
        }
    }

    /// Writes the pictures that a file shows beside it; one that is there stays.
    fn put_pictures(
        &self,
        names: BTreeSet<String>,
        file: &str,
        path: &str,
    ) -> Result<(), NewsroomError> {
        let beside = self.root.join(path).with_file_name(PICTURES);
        for name in names {
            let whole = beside.join(&name);
            let named = file.contains(&name);
            if !named || whole.exists() {
                continue;
            }
            if let Some((_, bytes)) = self.room.pictures.named(&name) {
                std::fs::create_dir_all(&beside).map_err(|e| unwritable(&beside, &e))?;
                disk::stays_inside(&self.root, &whole)?;
                write_whole(&whole, &bytes).map_err(|e| unwritable(&whole, &e))?;
            }
        }
        Ok(())
    }

    /// Removes the file of a draft that is in the bin, or deleted.
    pub(crate) fn remove(&mut self, mirror: Mirror) -> Result<(), NewsroomError> {
        match disk::remove(&self.root, &mirror.path, &mirror.hash) {
            Err(Unwritten::Changed) => return Ok(()),
            Err(Unwritten::Failed(error)) => return Err(error),
            Ok(()) => {}
        }
        let store = &self.room.store;
        match store.status(mirror.draft) {
            Err(store::StoreError::Missing(_)) => {
                Ok(store.forget_mirror(mirror.folder, mirror.draft)?)
            }
            Ok(DraftStatus::Binned) => Ok(store.move_mirror(&Mirror {
                away: true,
                ..mirror
            })?),
            // It came out of the bin meanwhile: its file is missing, and written anew.
            Ok(_) => Ok(store.move_mirror(&Mirror {
                away: true,
                ..mirror
            })?),
            Err(error) => Err(error.into()),
        }
    }

    /// A name that no file has, on a disk that tells capitals apart and on one that does not.
    fn free_name(&self, fields: &Fields, look: &Look) -> Result<String, NewsroomError> {
        let mut taken: BTreeSet<String> = look.files.keys().map(|p| p.to_lowercase()).collect();
        let mirrors = self.room.store.mirrors(self.folder.id)?;
        taken.extend(mirrors.iter().map(|mirror| mirror.path.to_lowercase()));
        let stem: String = stem(fields).chars().take(NAME).collect();
        let names = (1_u32..).map(|number| match number {
            1 => format!("{stem}.md"),
            number => format!("{stem}-{number}.md"),
        });
        let free = |name: &String| {
            !taken.contains(&name.to_lowercase())
                && std::fs::symlink_metadata(self.root.join(name)).is_err()
        };
        let mut free = names.filter(free);
        free.next()
            .ok_or_else(|| NewsroomError::FileUnwritable(format!("no free name for {stem}.md")))
    }
}

fn is_taken(look: &Look, path: &str) -> bool {
    look.files.contains_key(path)
}
