//! Work folders: where other programs find the drafts as Markdown files. Knows no file system.

use crate::{FolderId, Timestamp};

/// Which drafts get a file in a work folder by themselves. A draft whose file lies there already is
/// mirrored in any case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Mirrored {
    /// All outside the bin.
    #[default]
    All,
    /// Those of one section.
    Section(String),
    /// None: only what is found there.
    Found,
}

/// What tells a file, or a folder, from all others of the machine while it exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileIdentity {
    /// The file system's number.
    pub device: u64,
    /// The file's number in it. Numbers are given again when a file is gone.
    pub number: u64,
    /// When it was made, in nanoseconds since 1970 as the file system counts; 0 where it does not.
    pub born: i64,
}

/// A folder that mirrors drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkFolder {
    /// Which.
    pub id: FolderId,
    /// Its whole path.
    pub path: String,
    /// Which drafts get a file in it.
    pub mirrored: Mirrored,
    /// Whether others read it, or a program publishes it: an embargo holds back what would come in.
    pub published: bool,
    /// What it was when it was last seen; `None` before that.
    pub identity: Option<FileIdentity>,
    /// When it was chosen.
    pub added_at: Timestamp,
}
