//! What the writer is asked: where a file and its draft changed the same, both sides, and her answers.

use std::path::PathBuf;
use std::sync::Arc;

use domain::{DraftId, DraftStatus, Maker, RevisionReason};
use store::{Mirror, MirrorTexts};

use super::round::InFolder;
use crate::desk::locked;
use crate::hash::sha256;
use crate::outside::{Origin, Words};
use crate::questions::{Question, questions, tidy};
use crate::room::Room;
use crate::sides::{self, Answer, Merged, Side};
use crate::{Event, Newsroom, NewsroomError};

/// A draft of which something is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedDraft {
    /// Which.
    pub draft: DraftId,
    /// Its headline.
    pub headline: String,
    /// The file that says something else.
    pub path: PathBuf,
}

/// All that is asked of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Which.
    pub draft: DraftId,
    /// The file that says something else.
    pub path: PathBuf,
    /// Names the two texts; answers to others are refused.
    pub version: String,
    /// The questions: fields first, then the text in its order.
    pub questions: Vec<Question>,
}

impl Newsroom {
    /// The drafts of which something is asked.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn asked_drafts(&self) -> Result<Vec<AskedDraft>, NewsroomError> {
        let room = &self.room;
        let folders = room.store.folders()?;
        let mut asked = Vec::new();
        for mirror in room.store.mirrors_asked()? {
            let Some(folder) = folders.iter().find(|f| f.id == mirror.folder) else {
                continue;
            };
            // One in the bin is asked nothing, one that was deleted for good nothing any more.
            let kept = room
                .status(mirror.draft)
                .is_ok_and(|status| status != DraftStatus::Binned);
            let Some((fields, _)) = kept.then(|| room.written(mirror.draft)).transpose()? else {
                continue;
            };
            asked.push(AskedDraft {
                draft: mirror.draft,
                headline: fields.headline,
                path: PathBuf::from(&folder.path).join(&mirror.path),
            });
        }
        Ok(asked)
    }

    /// What is asked of a draft; `None` when nothing is.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library.
    pub fn asking(&self, draft: DraftId) -> Result<Option<Asking>, NewsroomError> {
        let Some(case) = self.room.case(draft)? else {
            return Ok(None);
        };
        Ok(Some(Asking {
            draft,
            path: case.path.clone(),
            version: case.version(),
            questions: case.questions(),
        }))
    }

    /// Answers what is asked of a draft, all at once. What the draft said and what the file says are
    /// in the history; the draft gets what the answers make of them, and then the file does.
    ///
    /// # Errors
    /// `AskedElse` when the two texts changed since they were shown: nothing is done; ask again.
    pub fn answer(
        &self,
        draft: DraftId,
        version: &str,
        answers: &[Answer],
    ) -> Result<(), NewsroomError> {
        let room = &self.room;
        let work = locked(&room.folders.work);
        let answered = room.answer(draft, version, answers);
        drop(work);
        room.folders.bell.ring();
        room.tell(Event::FoldersChanged);
        answered
    }
}

/// A file, its draft, and the merge that stopped.
struct Case {
    mirror: Mirror,
    texts: MirrorTexts,
    path: PathBuf,
    base: Side,
    ours: Side,
    merged: Merged,
    theirs: String,
}

impl Case {
    fn version(&self) -> String {
        sha256(format!("{:?}\n{}", self.ours, self.theirs).as_bytes())
    }

    fn questions(&self) -> Vec<Question> {
        questions(&self.merged, &self.base)
    }
}

impl Room {
    /// What is asked of a draft, worked out anew: she may have written on.
    fn case(self: &Arc<Self>, draft: DraftId) -> Result<Option<Case>, NewsroomError> {
        let mirrors = self.store.mirrors_of(draft)?;
        let Some(mirror) = mirrors.into_iter().find(|mirror| mirror.asked.is_some()) else {
            return Ok(None);
        };
        let folder = self.work_folder(mirror.folder)?;
        let inside = InFolder::of(self, &folder)?;
        let texts = inside.texts(&mirror)?;
        let Some((base_file, theirs_file)) = texts.asked.clone() else {
            return Ok(None);
        };
        let base = inside.side_of_file(&base_file, &mirror.path)?;
        let theirs = inside.side_of_file(&theirs_file, &mirror.path)?;
        let ours = inside.side_of_draft(draft, &base, &mirror.path)?;
        Ok(Some(Case {
            path: inside.root.join(&mirror.path),
            merged: sides::merge(&base, &ours, &theirs),
            theirs: theirs_file,
            mirror,
            texts,
            base,
            ours,
        }))
    }

    fn answer(
        self: &Arc<Self>,
        draft: DraftId,
        version: &str,
        answers: &[Answer],
    ) -> Result<(), NewsroomError> {
        let else_asked = || NewsroomError::AskedElse(draft.to_string());
        let case = self.case(draft)?.ok_or_else(else_asked)?;
        let answers: Vec<_> = answers.iter().map(tidy).collect();
        let side = case.merged.answered(&answers).ok_or_else(else_asked)?;
        if case.version() != version {
            return Err(else_asked());
        }
        let folder = self.work_folder(case.mirror.folder)?;
        let mut inside = InFolder::of(self, &folder)?;
        let (before, text) = self.written(draft)?;
        let words = Words::of(&before, &text);
        self.keep_words(draft, words, RevisionReason::Merge, Maker::Writer)?;
        let fields = inside.fields_of(&side, &before, &case.ours, &case.mirror.path);
        let shared = self.open_text(draft)?;
        let mut open = locked(&shared);
        // She wrote on since the questions were worked out.
        if open.manuscript.text() != text || open.fields != before {
            return Err(else_asked());
        }
        let origin = Origin {
            folder: folder.id,
            agreed: case.texts.agreed.clone(),
        };
        self.change_from_outside(draft, &mut open, &side.text, fields, Some(origin))?;
        drop(open);
        self.make_durable(draft)?;
        let mut mirror = case.mirror;
        let maker = inside.maker(&mirror.path);
        self.keep_revision(draft, RevisionReason::Merge, maker, None)?;
        mirror.hash = mirror.asked.take().unwrap_or_default();
        let texts = MirrorTexts {
            agreed: case.theirs,
            asked: None,
        };
        Ok(self.store.put_mirror(&mirror, &texts)?)
    }

    /// Asks about what an open window wrote while a file's words came in: the merge with that file
    /// starts again from what both had before.
    pub(crate) fn ask_again(
        &self,
        draft: DraftId,
        origin: Option<Origin>,
    ) -> Result<(), NewsroomError> {
        let Some(origin) = origin else {
            return Ok(());
        };
        let mirrors = self.store.mirrors_of(draft)?;
        let from = mirrors.into_iter().find(|m| m.folder == origin.folder);
        let texts = self.store.mirror_texts(origin.folder, draft)?;
        if let (Some(mut mirror), Some(mut texts)) = (from, texts) {
            mirror.asked.get_or_insert(mirror.hash.clone());
            texts
                .asked
                .get_or_insert((origin.agreed, texts.agreed.clone()));
            self.store.put_mirror(&mirror, &texts)?;
            self.tell(Event::FoldersChanged);
        }
        Ok(())
    }
}
