//! One look at the work folders, and all that follows from it; knows no watcher.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{Act, DraftId, DraftStatus, Fields, FolderId, WorkFolder};
use store::{Mirror, MirrorTexts};

use super::decide::{Decision, DraftIs, Known, Look, decide, is_the_same_folder};
use super::disk::{self, Cache};
use super::settling::{Patience, Settling};
use super::{FolderState, Outcome, Touched};
use crate::desk::locked;
use crate::embargoes::Leaving;
use crate::files::{FileFailure, stem};
use crate::room::Room;
use crate::sides::{Assumed, Side, plain};
use crate::{Event, Newsroom, NewsroomError};

/// What is remembered of a folder from one round to the next.
pub(crate) struct Memory {
    cache: Cache,
    settling: Settling,
    facts: BTreeMap<DraftId, Fact>,
    begun: Instant,
    /// Whether files without a draft were compared with all drafts.
    pub(crate) adopted: bool,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            cache: Cache::default(),
            settling: Settling::default(),
            facts: BTreeMap::new(),
            begun: Instant::now(),
            adopted: false,
        }
    }
}

/// What is known of a draft that did not change since.
#[derive(Debug, Clone, Copy)]
struct Fact {
    draft: DraftIs,
}

/// A folder that is looked into.
pub(crate) struct InFolder<'a> {
    pub(crate) room: &'a Arc<Room>,
    pub(crate) folder: &'a WorkFolder,
    pub(crate) root: PathBuf,
    pub(crate) assumed: Assumed,
    pub(crate) failures: Vec<FileFailure>,
    /// The drafts that had a file when the round began.
    files: usize,
    /// Whether something was done that another round should look at.
    pub(crate) moved: bool,
}

/// How thorough a round is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// What looks unchanged is not read again.
    Quick,
    /// Every file is read.
    Thorough,
}

impl Newsroom {
    /// Looks through all work folders now and does what follows at once, without waiting for what may
    /// still be moving. The window does not need it: its folders are watched.
    ///
    /// # Errors
    /// Any failure of the library. What is wrong with a folder is in [`Newsroom::folders`].
    pub fn look_into_folders(&self) -> Result<(), NewsroomError> {
        self.room.store.flush()?;
        // What one round does, the next one sees: a merged text is written, a new file remembered.
        for _ in 0..4 {
            let (_, moved) = self.room.round(&Patience::NONE, Care::Thorough)?;
            if !moved {
                break;
            }
        }
        Ok(())
    }
}

impl Room {
    /// Looks through all folders. Answers how soon something that waits is ripe, and whether anything
    /// was done.
    pub(crate) fn round(
        self: &Arc<Self>,
        patience: &Patience,
        care: Care,
    ) -> Result<(Option<Duration>, bool), NewsroomError> {
        let mut work = locked(&self.folders.work);
        let touched = self.folders.take_touched();
        let folders = self.store.folders()?;
        work.retain(|id, _| folders.iter().any(|folder| folder.id == *id));
        let mut rest: Option<Duration> = None;
        let mut moved = false;
        for folder in &folders {
            let memory = work.entry(folder.id).or_default();
            memory.forget(&touched);
            if care == Care::Thorough {
                memory.facts.clear();
            }
            let mut inside = InFolder::of(self, folder)?;
            let looked = inside.round(memory, &touched, patience, care);
            let failures = std::mem::take(&mut inside.failures);
            moved |= inside.moved;
            let state = match looked {
                Ok(left) => {
                    rest = [rest, left].into_iter().flatten().min();
                    FolderState::Watched
                }
                Err(error) => {
                    tracing::warn!(folder = folder.path, %error, "a work folder is left alone");
                    memory.facts.clear();
                    FolderState::Faulty(error)
                }
            };
            let files = inside.files;
            let outcome = Outcome {
                state,
                files,
                failures,
            };
            self.found(folder.id, outcome);
        }
        Ok((rest, moved))
    }

    /// Keeps what came of a look, and tells when it is something else than before.
    fn found(&self, folder: FolderId, outcome: Outcome) {
        let before = locked(&self.folders.found).insert(folder, outcome.clone());
        if before.is_none_or(|before| before != outcome) {
            self.tell(Event::FoldersChanged);
        }
    }
}

impl Memory {
    fn forget(&mut self, touched: &Touched) {
        if touched.all {
            self.facts.clear();
        }
        for draft in &touched.drafts {
            self.facts.remove(draft);
        }
    }
}

impl<'a> InFolder<'a> {
    /// A folder, to be looked into.
    pub(crate) fn of(room: &'a Arc<Room>, folder: &'a WorkFolder) -> Result<Self, NewsroomError> {
        Ok(Self {
            room,
            folder,
            root: PathBuf::from(&folder.path),
            assumed: Assumed {
                language: room.draft_language()?,
                zone: room.time_zone.clone(),
            },
            failures: Vec::new(),
            files: 0,
            moved: false,
        })
    }
}

impl InFolder<'_> {
    fn round(
        &mut self,
        memory: &mut Memory,
        touched: &Touched,
        patience: &Patience,
        care: Care,
    ) -> Result<Option<Duration>, NewsroomError> {
        let identity = disk::identity_of_folder(&self.root)?;
        let look = disk::look(&self.root, &mut memory.cache, care == Care::Thorough)?;
        let mirrors = self.room.store.mirrors(self.folder.id)?;
        if !is_the_same_folder(self.folder.identity, identity, &look, &mirrors) {
            return Err(NewsroomError::FolderMissing(format!(
                "{}: another folder, without the files",
                self.folder.path
            )));
        }
        if identity != self.folder.identity {
            let mut folder = self.folder.clone();
            folder.identity = identity;
            self.room.store.put_folder(&folder)?;
        }
        self.files = mirrors.iter().filter(|mirror| !mirror.away).count();
        let known = self.known(mirrors, memory, touched)?;
        let unmirrored = self.room.store.unmirrored(self.folder)?;
        let decisions = decide(&look, &known, &unmirrored);
        let now = memory.begun.elapsed();
        let (ripe, rest) = memory
            .settling
            .ripe(decisions, patience, now, |draft| self.words(draft));
        self.act(ripe, &look, memory)?;
        Ok(rest)
    }

    fn act(
        &mut self,
        decisions: Vec<Decision>,
        look: &Look,
        memory: &mut Memory,
    ) -> Result<(), NewsroomError> {
        if !memory.adopted {
            self.adopt(&decisions)?;
            memory.adopted = true;
            if self.moved {
                return Ok(());
            }
        }
        for decision in self.let_go(decisions)? {
            let path = path_of(&decision).map(|path| self.root.join(path));
            if let Some(draft) = draft_of(&decision) {
                memory.facts.remove(&draft);
            }
            let is_refusal = matches!(decision, Decision::Refuse { .. });
            match self.carry_out(decision, look) {
                Ok(()) => self.moved |= !is_refusal,
                Err(error) => self.fail(path.unwrap_or_else(|| self.root.clone()), error)?,
            }
        }
        Ok(())
    }

    /// Those decisions that an embargo does not hold back: into a folder that is published nothing
    /// goes before its hour. What lies there already stays as it is.
    fn let_go(&mut self, decisions: Vec<Decision>) -> Result<Vec<Decision>, NewsroomError> {
        if !self.folder.published {
            return Ok(decisions);
        }
        let mut free = Vec::new();
        for decision in decisions {
            let goes_in = match &decision {
                Decision::Write { mirror, .. } => Some((mirror.draft, Some(mirror.path.clone()))),
                Decision::Create { draft } => Some((*draft, None)),
                _ => None,
            };
            let held = match goes_in {
                Some((draft, path)) => self.held_back(draft, path)?,
                None => None,
            };
            match held {
                Some(failure) => self.failures.push(failure),
                None => free.push(decision),
            }
        }
        Ok(free)
    }

    /// What is said of a draft that an embargo keeps out of this folder.
    fn held_back(
        &self,
        draft: DraftId,
        path: Option<String>,
    ) -> Result<Option<FileFailure>, NewsroomError> {
        let (fields, _) = self.room.written(draft)?;
        let checked = self.room.check_embargo(Leaving {
            draft,
            fields: &fields,
            act: Act::Mirror,
            site: None,
            seen_from: None,
            despite: None,
        });
        let path = path.unwrap_or_else(|| format!("{}.md", stem(&fields)));
        Ok(checked.err().map(|error| FileFailure {
            path: self.root.join(path),
            error,
        }))
    }

    /// What is wrong with one file keeps the others from nothing; what is wrong with the library does.
    fn fail(&mut self, path: PathBuf, error: NewsroomError) -> Result<(), NewsroomError> {
        match error {
            NewsroomError::LibraryCorrupt(_)
            | NewsroomError::LibraryReadOnly(_)
            | NewsroomError::LibraryBusy(_)
            | NewsroomError::Internal(_) => Err(error),
            error => {
                tracing::info!(path = %path.display(), %error, "a file is left alone");
                self.failures.push(FileFailure { path, error });
                Ok(())
            }
        }
    }

    fn carry_out(&mut self, decision: Decision, look: &Look) -> Result<(), NewsroomError> {
        let store = &self.room.store;
        match decision {
            Decision::Write { mirror, over } => self.write(mirror, over.as_deref(), look),
            Decision::Create { draft } => self.create(draft, look),
            Decision::Remove { mirror } => self.remove(mirror),
            Decision::TakeIn { mirror, hash } => self.take_in(mirror, &hash),
            Decision::NewDraft { path, hash } => self.new_draft(&path, &hash),
            Decision::Revive { mirror } => self.revive(mirror),
            Decision::ToBin { mirror } => self.to_bin(mirror),
            Decision::Move { mirror } => Ok(store.move_mirror(&mirror)?),
            Decision::Away { mirror } => Ok(store.move_mirror(&Mirror {
                away: true,
                ..mirror
            })?),
            Decision::Forget { mirror } => Ok(store.forget_mirror(self.folder.id, mirror.draft)?),
            Decision::Unask { mirror } => self.unask(mirror),
            Decision::Refuse { why, .. } => Err(why),
        }
    }

    fn known(
        &self,
        mirrors: Vec<Mirror>,
        memory: &mut Memory,
        touched: &Touched,
    ) -> Result<Vec<Known>, NewsroomError> {
        let known = mirrors.into_iter().map(|mirror| {
            let draft = match memory.facts.get(&mirror.draft) {
                Some(fact) => fact.draft,
                None => self.draft_is(&mirror)?,
            };
            memory.facts.insert(mirror.draft, Fact { draft });
            Ok(Known {
                touched: touched.all || touched.drafts.contains(&mirror.draft),
                mirror,
                draft,
            })
        });
        known.collect()
    }

    fn draft_is(&self, mirror: &Mirror) -> Result<DraftIs, NewsroomError> {
        match self.room.store.status(mirror.draft) {
            Err(store::StoreError::Missing(_)) => return Ok(DraftIs::Gone),
            status => {
                if status? == DraftStatus::Binned {
                    return Ok(DraftIs::Binned);
                }
            }
        }
        let texts = self.texts(mirror)?;
        let agreed = self.side_of_file(&texts.agreed, &mirror.path)?;
        let ours = self.side_of_draft(mirror.draft, &agreed, &mirror.path)?;
        Ok(if ours == agreed {
            DraftIs::AsAgreed
        } else {
            DraftIs::Changed
        })
    }

    /// The texts of a remembered file.
    pub(crate) fn texts(&self, mirror: &Mirror) -> Result<MirrorTexts, NewsroomError> {
        let texts = self.room.store.mirror_texts(mirror.folder, mirror.draft)?;
        texts.ok_or_else(|| NewsroomError::Internal(format!("{} has no texts", mirror.path)))
    }

    /// What a file says.
    pub(crate) fn side_of_file(&self, file: &str, path: &str) -> Result<Side, NewsroomError> {
        let whole = self.root.join(path);
        Ok(Side::of_file(self.room.understand(&plain(file), &whole)?))
    }

    /// What a draft says now, its picture named as `like` names it when it is the same.
    pub(crate) fn side_of_draft(
        &self,
        draft: DraftId,
        like: &Side,
        path: &str,
    ) -> Result<Side, NewsroomError> {
        let (fields, text) = self.room.written(draft)?;
        Ok(self.side_of(&fields, &text, like, path))
    }

    /// What fields and a text say, as a draft's.
    pub(crate) fn side_of(&self, fields: &Fields, text: &str, like: &Side, path: &str) -> Side {
        let picture = self.picture_of(fields, like.picture.as_ref(), path);
        Side::of_draft(fields, text, picture)
    }

    /// What changes whenever a draft's words do.
    fn words(&self, draft: DraftId) -> String {
        self.room.written(draft).map_or_else(
            |error| error.to_string(),
            |(fields, text)| crate::hash::sha256(format!("{fields:?}\n{text}").as_bytes()),
        )
    }
}

fn path_of(decision: &Decision) -> Option<&str> {
    match decision {
        Decision::Write { mirror, .. }
        | Decision::TakeIn { mirror, .. }
        | Decision::Move { mirror }
        | Decision::Revive { mirror }
        | Decision::ToBin { mirror }
        | Decision::Away { mirror }
        | Decision::Remove { mirror }
        | Decision::Forget { mirror }
        | Decision::Unask { mirror } => Some(&mirror.path),
        Decision::NewDraft { path, .. } | Decision::Refuse { path, .. } => Some(path),
        Decision::Create { .. } => None,
    }
}

fn draft_of(decision: &Decision) -> Option<DraftId> {
    match decision {
        Decision::Write { mirror, .. }
        | Decision::TakeIn { mirror, .. }
        | Decision::Move { mirror }
        | Decision::Revive { mirror }
        | Decision::ToBin { mirror }
        | Decision::Away { mirror }
        | Decision::Remove { mirror }
        | Decision::Forget { mirror }
        | Decision::Unask { mirror } => Some(mirror.draft),
        Decision::Create { draft } => Some(*draft),
        Decision::NewDraft { .. } | Decision::Refuse { .. } => None,
    }
}
