//! From a file to a draft: taken in, merged, made, binned and brought back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use domain::{DraftId, Fields, LeadPicture, Maker, PictureSource, RevisionReason};
use prose::FrontPicture;
use store::{Mirror, MirrorTexts};

use super::decide::Decision;
use super::disk::{self, FileText};
use super::round::InFolder;
use crate::desk::locked;
use crate::files::{FileFailure, framed_path, front_picture, picture_names};
use crate::hash::sha256;
use crate::library::ids_of;
use crate::outside::{Origin, Words};
use crate::pictures::{PictureOrigin, checked_address};
use crate::sides::{Side, merge};
use crate::{Event, NewsroomError};

/// The folder of pictures beside a file, as an export leaves it.
const PICTURES: &str = "pictures";

impl InFolder<'_> {
    /// Takes what a file says into its draft, or asks where both changed the same.
    pub(crate) fn take_in(&mut self, mirror: Mirror, hash: &str) -> Result<(), NewsroomError> {
        let file = disk::read(&self.root, &mirror.path)?;
        if file.hash != hash {
            return Ok(());
        }
        let theirs = self.side_of_file(&file.text, &mirror.path)?;
        let texts = self.texts(&mirror)?;
        let base_file = match &texts.asked {
            Some((base, _)) => base,
            None => &texts.agreed,
        };
        let base = self.side_of_file(base_file, &mirror.path)?;
        let room = self.room;
        let (fields, text) = room.written(mirror.draft)?;
        let ours = self.side_of(&fields, &text, &base, &mirror.path);
        let Some(side) = merge(&base, &ours, &theirs).side() else {
            return self.ask(mirror, &texts, file, Words::of(&fields, &text));
        };
        if side != ours {
            let reason = RevisionReason::Merge;
            let words = Words::of(&fields, &text);
            room.keep_words(mirror.draft, words, reason, Maker::Writer)?;
        }
        let shared = room.open_text(mirror.draft)?;
        let mut open = locked(&shared);
        // She wrote on: the next round merges with that.
        if open.manuscript.text() != text || open.fields != fields {
            return Ok(());
        }
        if side != ours {
            let fields = self.fields_of(&side, &fields, &ours, &mirror.path);
            let origin = Origin {
                folder: mirror.folder,
                agreed: base_file.clone(),
            };
            room.change_from_outside(mirror.draft, &mut open, &side.text, fields, Some(origin))?;
        }
        drop(open);
        self.take_pictures(&side.text, &mirror.path);
        self.room.make_durable(mirror.draft)?;
        if side != ours {
            let reason = if ours == base {
                RevisionReason::Import
            } else {
                RevisionReason::Merge
            };
            let maker = self.maker(&mirror.path);
            room.keep_revision(mirror.draft, reason, maker, None)?;
        }
        self.agree(mirror, file)
    }

    /// Whose words a file's are.
    pub(crate) fn maker(&self, path: &str) -> Maker {
        Maker::File(self.root.join(path).display().to_string())
    }

    /// Remembers that both say what the file says, or that the draft says it and more.
    fn agree(&self, mut mirror: Mirror, file: FileText) -> Result<(), NewsroomError> {
        let was_asked = mirror.asked.take().is_some();
        mirror.hash = file.hash;
        mirror.identity = file.identity;
        mirror.away = false;
        let texts = MirrorTexts {
            agreed: file.text,
            asked: None,
        };
        self.room.store.put_mirror(&mirror, &texts)?;
        if was_asked {
            self.room.tell(Event::FoldersChanged);
        }
        Ok(())
    }

    /// Keeps both texts, and what is to be asked; the draft goes on as it is, and so does the file.
    fn ask(
        &mut self,
        mut mirror: Mirror,
        texts: &MirrorTexts,
        file: FileText,
        ours: Words,
    ) -> Result<(), NewsroomError> {
        if mirror.asked.as_deref() == Some(file.hash.as_str()) {
            return Ok(());
        }
        let base = texts.asked.as_ref().map_or(&texts.agreed, |(base, _)| base);
        let theirs = self.side_of_file(&file.text, &mirror.path)?;
        let fields = self.fields_of(&theirs, &ours.fields, &theirs, &mirror.path);
        let theirs = Words::of(&fields, &theirs.text);
        let room = self.room;
        room.keep_words(mirror.draft, ours, RevisionReason::Merge, Maker::Writer)?;
        let maker = self.maker(&mirror.path);
        room.keep_words(mirror.draft, theirs, RevisionReason::Import, maker)?;
        mirror.asked = Some(file.hash);
        let texts = MirrorTexts {
            agreed: texts.agreed.clone(),
            asked: Some((base.clone(), file.text)),
        };
        self.room.store.put_mirror(&mirror, &texts)?;
        self.room.tell(Event::FoldersChanged);
        Ok(())
    }

    /// Nothing is asked any more: the file says again what both agreed on.
    pub(crate) fn unask(&self, mut mirror: Mirror) -> Result<(), NewsroomError> {
        let mut texts = self.texts(&mirror)?;
        texts.asked = None;
        mirror.asked = None;
        self.room.store.put_mirror(&mirror, &texts)?;
        self.room.tell(Event::FoldersChanged);
        Ok(())
    }

    /// Makes a draft of a file.
    pub(crate) fn new_draft(&mut self, path: &str, hash: &str) -> Result<(), NewsroomError> {
        let file = disk::read(&self.root, path)?;
        if file.hash != hash {
            return Ok(());
        }
        let side = self.side_of_file(&file.text, path)?;
        let blank = Fields::blank(self.assumed.language.clone(), self.assumed.zone.clone());
        let nothing = Side {
            picture: None,
            ..side.clone()
        };
        let fields = Fields {
            destinations: self.room.new_destinations()?,
            ..self.fields_of(&side, &blank, &nothing, path)
        };
        self.take_pictures(&side.text, path);
        let draft = self.room.made(fields, side.text);
        let (mirror, texts) = self.first(draft.id, path, file);
        let store = &self.room.store;
        store.insert_mirrored_draft(&draft, &mirror, &texts)?;
        let maker = self.maker(path);
        self.room
            .keep_revision(draft.id, RevisionReason::Import, maker, None)?;
        self.room.tell(Event::LibraryChanged {
            draft: Some(draft.id),
        });
        Ok(())
    }

    fn first(&self, draft: DraftId, path: &str, file: FileText) -> (Mirror, MirrorTexts) {
        let mirror = Mirror {
            folder: self.folder.id,
            draft,
            path: path.to_owned(),
            hash: file.hash,
            identity: file.identity,
            away: false,
            asked: None,
        };
        let texts = MirrorTexts {
            agreed: file.text,
            asked: None,
        };
        (mirror, texts)
    }

    /// Files that say what a draft says are that draft's: after a folder was left and chosen again, or
    /// exported into, nothing is there twice.
    pub(crate) fn adopt(&mut self, decisions: &[Decision]) -> Result<(), NewsroomError> {
        let mut files = BTreeMap::new();
        for decision in decisions {
            let Decision::NewDraft { path, .. } = decision else {
                continue;
            };
            // What is wrong with it is said when it is to become a draft.
            if let Ok(file) = disk::read(&self.root, path)
                && let Ok(side) = self.side_of_file(&file.text, path)
            {
                let key = sha256(side.text.as_bytes());
                files.insert((key, path.clone()), (side, file));
            }
        }
        if files.is_empty() {
            return Ok(());
        }
        let mirrors = self.room.store.mirrors(self.folder.id)?;
        let mirrored: BTreeSet<_> = mirrors.into_iter().map(|mirror| mirror.draft).collect();
        for draft in ids_of(&self.room.store, None)? {
            if mirrored.contains(&draft) {
                continue;
            }
            let (fields, text) = self.room.written(draft)?;
            let key = sha256(text.as_bytes());
            let same = files
                .range((key.clone(), String::new())..)
                .take_while(|((of, _), _)| *of == key)
                .find(|((_, path), (side, _))| self.side_of(&fields, &text, side, path) == *side)
                .map(|(key, _)| key.clone());
            if let Some(found) = same
                && let Some((_, file)) = files.remove(&found)
            {
                let (mirror, texts) = self.first(draft, &found.1, file);
                self.room.store.put_mirror(&mirror, &texts)?;
                self.moved = true;
            }
        }
        Ok(())
    }

    /// The file is gone: its draft goes to the bin, unless a promise to a site holds it.
    pub(crate) fn to_bin(&self, mirror: Mirror) -> Result<(), NewsroomError> {
        let room = self.room;
        if room.store.open_dispatch(mirror.draft)?.is_some() {
            return Ok(());
        }
        let (draft, path) = (mirror.draft, mirror.path.clone());
        room.store.bin(draft, room.clock.now())?;
        room.store.move_mirror(&Mirror {
            away: true,
            ..mirror
        })?;
        room.tell(Event::LibraryChanged { draft: Some(draft) });
        room.tell(Event::FileGone { draft, path });
        Ok(())
    }

    /// The file came back, or was changed by somebody who wants it: so is its draft.
    pub(crate) fn revive(&self, mirror: Mirror) -> Result<(), NewsroomError> {
        let (draft, path) = (mirror.draft, mirror.path.clone());
        self.room.store.restore(draft)?;
        self.room.store.move_mirror(&Mirror {
            away: false,
            ..mirror
        })?;
        self.room.tell(Event::LibraryChanged { draft: Some(draft) });
        self.room.tell(Event::FileBack { draft, path });
        Ok(())
    }

    /// The fields of a side; its picture is the draft's when it is named as there, else it is kept.
    /// One that can't be had is said, and the draft stays with what it has.
    pub(crate) fn fields_of(
        &mut self,
        side: &Side,
        before: &Fields,
        ours: &Side,
        path: &str,
    ) -> Fields {
        let mut fields = side.fields.clone();
        fields.destinations.clone_from(&before.destinations);
        fields.lead_picture = match (&side.picture, &ours.picture) {
            (None, _) => None,
            (Some(new), Some(old)) if framed_path(&new.source).0 == framed_path(&old.source).0 => {
                before.lead_picture.as_ref().map(|lead| LeadPicture {
                    source: lead.source.clone(),
                    framing: framed_path(&new.source).1,
                    alt: new.alt.clone(),
                    caption: new.caption.clone(),
                    credit: new.credit.clone(),
                })
            }
            (Some(new), _) => match self.picture_named(new, path) {
                Ok(picture) => Some(picture),
                Err(error) => {
                    let path = self.beside(path).join(&new.source);
                    self.failures.push(FileFailure { path, error });
                    before.lead_picture.clone()
                }
            },
        };
        fields
    }

    /// The picture that a file names, kept: an address, or a file in the work folder.
    fn picture_named(
        &self,
        named: &FrontPicture,
        path: &str,
    ) -> Result<LeadPicture, NewsroomError> {
        let origin = if named.source.contains("://") {
            PictureOrigin::Address(named.source.clone())
        } else {
            PictureOrigin::File(self.picture_file(named, path)?)
        };
        Ok(LeadPicture {
            source: self.room.picture_source(&origin)?,
            framing: framed_path(&named.source).1,
            alt: named.alt.clone(),
            caption: named.caption.clone(),
            credit: named.credit.clone(),
        })
    }

    /// Where a picture lies that a file names. Nothing outside the work folder is looked at: whoever
    /// writes into it may be somebody else.
    fn picture_file(&self, named: &FrontPicture, path: &str) -> Result<PathBuf, NewsroomError> {
        let whole = self.beside(path).join(framed_path(&named.source).0);
        let real = fs::canonicalize(&whole).map_err(|e| crate::files::unreadable(&whole, &e))?;
        if real.starts_with(&self.root) {
            Ok(real)
        } else {
            Err(NewsroomError::FileIsLink(whole.display().to_string()))
        }
    }

    /// The folder in which a file lies.
    fn beside(&self, path: &str) -> PathBuf {
        let whole = self.root.join(path);
        whole.parent().map_or(self.root.clone(), Path::to_owned)
    }

    /// How a file names a draft's picture: as it does already when that is the same, or was never
    /// taken.
    pub(crate) fn picture_of(
        &self,
        fields: &Fields,
        named: Option<&FrontPicture>,
        path: &str,
    ) -> Option<FrontPicture> {
        let named =
            named.filter(|named| self.is_named_right(fields.lead_picture.as_ref(), named, path));
        match &fields.lead_picture {
            Some(picture) => Some(front_picture(picture, named)),
            None => named.cloned(),
        }
    }

    fn is_named_right(&self, lead: Option<&LeadPicture>, named: &FrontPicture, path: &str) -> bool {
        let source = lead.map(|lead| &lead.source);
        if named.source.contains("://") {
            return match source {
                Some(PictureSource::Address(address)) => {
                    checked_address(&named.source).is_ok_and(|taken| taken == *address)
                }
                // An address that was refused is nobody's picture.
                _ => self.picture_named(named, path).is_err(),
            };
        }
        if let Some(PictureSource::File(file)) = source
            && framed_path(&named.source).0 == format!("{PICTURES}/{}", file.name())
        {
            return true;
        }
        let there = self.picture_file(named, path).ok();
        let Some(hash) = there
            .and_then(|path| fs::read(path).ok())
            .map(|b| sha256(&b))
        else {
            return true;
        };
        match source {
            Some(PictureSource::File(file)) if file.hash == hash => true,
            _ => !self.room.pictures.has_hash(&hash),
        }
    }

    /// Keeps the pictures that a text shows and that lie beside its file.
    fn take_pictures(&self, text: &str, path: &str) {
        let blank = Fields::blank(self.assumed.language.clone(), self.assumed.zone.clone());
        for name in picture_names(&blank, text) {
            let beside = self.beside(path).join(PICTURES).join(&name);
            if beside.is_file()
                && disk::stays_inside(&self.root, &beside).is_ok()
                && let Err(error) = self.room.keep_picture_file(&beside)
            {
                tracing::info!(%error, "a picture of a text is not taken");
            }
        }
    }
}
