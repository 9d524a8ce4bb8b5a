//! Work folders: what other programs do to a file becomes the draft's, what is written in the draft becomes the file's, and nobody's words are lost.

mod merging;
mod moving;
mod taking;

use std::fs;
use std::path::{Path, PathBuf};

use domain::{
    DraftId, DraftStatus, FolderId, Maker, Mirrored, PictureSource, RevisionReason, SiteId, Variant,
};
use newsroom::{Answer, Change, Edit, Event, FolderState, ListQuery, Newsroom};
use tempfile::TempDir;
use testkit::{Desk, Opening, Written};

/// A desk with a work folder.
pub(crate) struct Work {
    pub(crate) desk: Desk,
    folder: TempDir,
    id: FolderId,
}

impl Work {
    fn with(mirrored: Mirrored) -> Self {
        let desk = Desk::open(Opening::default());
        let folder = tempfile::tempdir().unwrap();
        let id = desk.newsroom().add_folder(folder.path(), mirrored).unwrap();
        Self { desk, folder, id }
    }

    pub(crate) fn new() -> Self {
        Self::with(Mirrored::All)
    }

    pub(crate) fn newsroom(&self) -> &Newsroom {
        self.desk.newsroom()
    }

    /// Everything that follows from what happened so far.
    pub(crate) fn look(&self) {
        self.newsroom().look_into_folders().unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The text of a file, its front matter left away.
    pub(crate) fn body(&self, name: &str) -> String {
        let file = self.read(name);
        match file.split_once("\n---\n\n") {
            Some((_, text)) if file.starts_with("---") => text.to_owned(),
            _ => file,
        }
    }

    /// As an editor does that saves in place.
    pub(crate) fn edits(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{from:?} in {text:?}");
        fs::write(self.path(name), text.replace(from, to)).unwrap();
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn text(&self, draft: DraftId) -> String {
        self.newsroom().open_draft(draft).unwrap().text
    }

    fn writes(&self, draft: DraftId, text: &str) {
        self.newsroom().resync(draft, text, 0).unwrap();
    }

    fn status(&self, draft: DraftId) -> DraftStatus {
        self.newsroom().standing(draft).unwrap().status
    }

    /// A draft and its file.
    pub(crate) fn mirrored(&self, headline: &str, text: &str) -> DraftId {
        let draft = Written::new(headline, text).at(self.newsroom());
        self.look();
        draft
    }

    /// Why the versions of a draft were kept and whose they are, newest first.
    fn kept(&self, draft: DraftId) -> Vec<(RevisionReason, Maker)> {
        let page = self.newsroom().history(draft, None).unwrap().page;
        let rows = page.rows.into_iter();
        rows.map(|row| (row.reason, row.maker)).collect()
    }

    /// Whose words those of a file are.
    fn maker(&self, name: &str) -> Maker {
        let folder = fs::canonicalize(self.folder.path()).unwrap();
        Maker::File(folder.join(name).display().to_string())
    }

    fn drafts(&self) -> Vec<(DraftId, String)> {
        let page = self.newsroom().list(&ListQuery::all(0, 100)).unwrap();
        page.rows.into_iter().map(|r| (r.id, r.headline)).collect()
    }

    fn the_draft(&self, headline: &str) -> DraftId {
        let drafts = self.drafts();
        let found = drafts.iter().find(|(_, is)| is == headline);
        found
            .unwrap_or_else(|| panic!("{headline} in {drafts:?}"))
            .0
    }

    fn failures(&self) -> Vec<(String, &'static str)> {
        let folders = self.newsroom().folders().unwrap();
        let failures = folders.into_iter().flat_map(|folder| folder.failures);
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        failures
            .map(|failure| (name(&failure.path), failure.error.code()))
            .collect()
    }

    fn state(&self) -> FolderState {
        self.newsroom().folders().unwrap().remove(0).state
    }
}
