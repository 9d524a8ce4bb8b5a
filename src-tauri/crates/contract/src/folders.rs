//! Work folders and what the writer is asked about their files.

use newsroom::{self as own, NewsroomError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;
use crate::library::FileFailure;
use crate::questions::{Answer, Question};

/// Which drafts get a file in a work folder by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "mirrors")]
pub enum Mirrored {
    /// All outside the bin.
    All,
    /// Those of one section.
    Section {
        /// Its name.
        section: String,
    },
    /// None: only what is found there.
    Found,
}

/// A folder that is to mirror drafts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FolderRequest {
    /// Its path.
    pub path: String,
    /// Which drafts get a file in it.
    pub mirrored: Mirrored,
}

/// Which drafts a work folder is to mirror from now on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MirroredRequest {
    /// Which folder.
    pub folder: String,
    /// Which drafts get a file in it.
    pub mirrored: Mirrored,
}

/// Whether others read what lies in a work folder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FolderPublishedRequest {
    /// Which folder.
    pub folder: String,
    /// Whether they do.
    pub published: bool,
}

/// A work folder, and how it is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FolderView {
    /// Which.
    pub id: String,
    /// Its path.
    pub path: String,
    /// Which drafts get a file in it by themselves.
    pub mirrored: Mirrored,
    /// Whether others read what lies in it: an embargo holds drafts back from it.
    pub published: bool,
    /// Whether it is watched at present.
    pub watched: bool,
    /// Why it can't be read; it is tried again.
    pub fault: Option<Failure>,
    /// The drafts that have a file in it.
    pub files: u32,
    /// The files that can't be taken or written, and why.
    pub failures: Vec<FileFailure>,
}

/// A draft whose file was changed where the writer changed it too.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AskedDraft {
    /// Which.
    pub draft: String,
    /// Its headline.
    pub headline: String,
    /// The file.
    pub path: String,
}

/// All that is asked of a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Asking {
    /// Which.
    pub draft: String,
    /// The file.
    pub path: String,
    /// Names the two texts; to be sent back with the answers.
    pub version: String,
    /// The questions: fields first, then the text in its order.
    pub questions: Vec<Question>,
}

/// The answers to all that is asked of a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerRequest {
    /// Which draft.
    pub draft: String,
    /// As it came with the questions.
    pub version: String,
    /// One for each question, in their order.
    pub answers: Vec<Answer>,
}

/// No such work folder.
pub fn missing(id: String) -> NewsroomError {
    NewsroomError::FolderMissing(id)
}

impl From<domain::Mirrored> for Mirrored {
    fn from(mirrored: domain::Mirrored) -> Self {
        match mirrored {
            domain::Mirrored::All => Self::All,
            domain::Mirrored::Section(section) => Self::Section { section },
            domain::Mirrored::Found => Self::Found,
        }
    }
}

impl From<Mirrored> for domain::Mirrored {
    fn from(mirrored: Mirrored) -> Self {
        match mirrored {
            Mirrored::All => Self::All,
            Mirrored::Section { section } => Self::Section(section),
            Mirrored::Found => Self::Found,
        }
    }
}

impl From<own::FolderView> for FolderView {
    fn from(view: own::FolderView) -> Self {
        let (watched, fault) = match view.state {
            own::FolderState::Waiting => (false, None),
            own::FolderState::Watched => (true, None),
            own::FolderState::Faulty(error) => (false, Some(error.into())),
        };
        Self {
            id: view.folder.id.to_string(),
            path: view.folder.path,
            mirrored: view.folder.mirrored.into(),
            published: view.folder.published,
            watched,
            fault,
            files: view.files as u32,
            failures: view.failures.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<own::AskedDraft> for AskedDraft {
    fn from(asked: own::AskedDraft) -> Self {
        Self {
            draft: asked.draft.to_string(),
            headline: asked.headline,
            path: asked.path.display().to_string(),
        }
    }
}

impl From<own::Asking> for Asking {
    fn from(asking: own::Asking) -> Self {
        Self {
            draft: asking.draft.to_string(),
            path: asking.path.display().to_string(),
            version: asking.version,
            questions: asking.questions.into_iter().map(Into::into).collect(),
        }
    }
}
