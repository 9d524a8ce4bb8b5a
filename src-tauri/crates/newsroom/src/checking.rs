//! Looking a library over, all of it: the file, every text with its journal, every revision, every picture. Changes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use domain::DraftId;
use domain::draft::DraftStatus;
use store::Look;

use crate::backups::{PICTURES, picture_name};
use crate::files::picture_names;
use crate::hash::sha256;
use crate::library::ids_of;
use crate::room::Room;
use crate::{Newsroom, NewsroomError};

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// Drafts, those in the bin too.
    pub drafts: usize,
    /// Revisions.
    pub revisions: usize,
    /// Pictures.
    pub pictures: usize,
    /// What is wrong.
    pub faults: Vec<CheckFault>,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckFault {
    /// What kind of thing.
    pub flaw: Flaw,
    /// Of what: a draft's identifier, a picture's name; empty for the file.
    pub of: String,
    /// English details.
    pub detail: String,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// The database's file.
    File,
    /// A draft's text or its journal.
    Draft,
    /// A revision, which does not read back.
    Revision,
    /// A picture that a draft leads with, or shows in its text, is not there.
    PictureMissing,
    /// A picture's bytes are not those that were kept.
    PictureDamaged,
}

impl Newsroom {
    /// Looks the library over. `on_progress` is told how many of how many things are done.
    ///
    /// # Errors
    /// Only what keeps it from being looked over at all; what is wrong is in the report.
    pub fn check_library(
        &self,
        on_progress: &mut dyn FnMut(usize, usize),
    ) -> Result<CheckReport, NewsroomError> {
        let room = &self.room;
        let mut report = CheckReport::default();
        if let Err(error) = room.store.check(Look::Whole) {
            report.fault(Flaw::File, String::new(), error.to_string());
        }
        let mut drafts = Vec::new();
        for status in [None, Some(DraftStatus::Binned)] {
            match ids_of(&room.store, status) {
                Ok(ids) => drafts.extend(ids),
                Err(error) => report.fault(Flaw::File, String::new(), error.to_string()),
            }
        }
        let pictures = pictures_in(&room.library.join(PICTURES))?;
        let all = drafts.len() + pictures.len();
        let mut named = BTreeSet::new();
        for (done, draft) in drafts.iter().enumerate() {
            on_progress(done, all);
            room.check_draft(*draft, &mut report, &mut named);
        }
        match room.store.damaged_revisions() {
            Ok(damaged) => damaged.into_iter().for_each(|revision| {
                report.fault(Flaw::Revision, revision.to_string(), String::new());
            }),
            Err(error) => report.fault(Flaw::Revision, String::new(), error.to_string()),
        }
        for (done, path) in pictures.iter().enumerate() {
            on_progress(drafts.len() + done, all);
            report.pictures += 1;
            check_picture(path, &mut report);
        }
        for name in named {
            if !room.library.join(PICTURES).join(&name).exists() {
                report.fault(Flaw::PictureMissing, name, String::new());
            }
        }
        on_progress(all, all);
        Ok(report)
    }
}

impl CheckReport {
    fn fault(&mut self, flaw: Flaw, of: String, detail: String) {
        self.faults.push(CheckFault { flaw, of, detail });
    }
}

impl Room {
    /// Replays a draft's journal, counts its revisions, and notes the pictures it names.
    fn check_draft(&self, draft: DraftId, report: &mut CheckReport, named: &mut BTreeSet<String>) {
        report.drafts += 1;
        match self.store.draft(draft) {
            Ok(Some(stored)) => {
                if stored.doubt.is_some() {
                    let detail = "it is not as it was written".to_owned();
                    report.fault(Flaw::Draft, draft.to_string(), detail);
                }
                named.extend(picture_names(&stored.draft.fields, &stored.draft.text));
            }
            // Deleted meanwhile.
            Ok(None) => return,
            Err(error) => report.fault(Flaw::Draft, draft.to_string(), error.to_string()),
        }
        match self.store.history(draft, None, 0) {
            Ok(history) => report.revisions += usize::try_from(history.total).unwrap_or(usize::MAX),
            Err(error) => report.fault(Flaw::Revision, draft.to_string(), error.to_string()),
        }
    }
}

/// The pictures in a folder.
fn pictures_in(folder: &Path) -> Result<Vec<std::path::PathBuf>, NewsroomError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(crate::files::unreadable(folder, &error)),
    };
    let mut pictures = Vec::new();
    for entry in entries {
        let path = entry
            .map_err(|e| crate::files::unreadable(folder, &e))?
            .path();
        if picture_name(&path).is_some() {
            pictures.push(path);
        }
    }
    pictures.sort();
    Ok(pictures)
}

fn check_picture(path: &Path, report: &mut CheckReport) {
    let Some((name, hash)) = picture_name(path) else {
        return;
    };
    match fs::read(path) {
        Ok(bytes) if sha256(&bytes) == hash => {}
        Ok(_) => {
            let detail = "the bytes have another hash".to_owned();
            report.fault(Flaw::PictureDamaged, name.to_owned(), detail);
        }
        Err(error) => report.fault(Flaw::PictureDamaged, name.to_owned(), error.to_string()),
    }
}
