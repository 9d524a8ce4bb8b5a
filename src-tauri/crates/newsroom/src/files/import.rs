//! Markdown files read and understood: front matter, text, pictures beside them; drafts made of them.

use std::fs;
use std::path::{Path, PathBuf};

use domain::{Act, DraftId, Embargo, Fields, LeadPicture, Maker, RevisionReason, SiteId};
use prose::{FrontPicture, MarkdownFile, front_matter};

use super::keys::{file_key, imported_key};
use super::pictures::{framed_path, media_names};
use super::{PICTURES, read_text, unreadable};
use crate::drafting::check_fields;
use crate::embargoes::Leaving;
use crate::findings::Finding;
use crate::pictures::PictureOrigin;
use crate::replacing::Replacement;
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// A file that was left out, or a picture that one names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFailure {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub error: NewsroomError,
}

/// Keys of a file's front matter that are not ours: they change nothing, and are written out again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKeys {
    /// The file.
    pub path: PathBuf,
    /// The keys, as `layout`.
    pub keys: Vec<String>,
}

/// What in a file's text readers would not see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFindings {
    /// The file.
    pub path: PathBuf,
    /// What.
    pub findings: Vec<Finding>,
}

/// What becomes of a file that gave a draft before and did not change since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Its draft is named; no other one is made.
    Skip,
    /// Another draft is made of it.
    Again,
}

/// What an import made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// The new drafts.
    pub drafts: Vec<DraftId>,
    /// The drafts of files that gave them before and did not change since: there already.
    pub known: Vec<DraftId>,
    /// What was left out. A draft whose picture can't be read is made without it.
    pub failures: Vec<FileFailure>,
    /// What is not ours in their front matter.
    pub unknown: Vec<UnknownKeys>,
    /// What in the texts readers would not see.
    pub findings: Vec<FileFindings>,
}

impl Newsroom {
    /// Makes a draft of each Markdown file; one that gave a draft before, unchanged since, is told
    /// apart by `repeat`. A draft in the bin does not count. `on_progress` is told how many of how many are done.
    ///
    /// # Errors
    /// Any failure of the library. What is wrong with single files is in the report.
    pub fn import_files(
        &self,
        paths: &[PathBuf],
        repeat: Repeat,
        on_progress: &mut dyn FnMut(usize, usize),
    ) -> Result<ImportReport, NewsroomError> {
        let mut report = ImportReport::default();
        for (done, path) in paths.iter().enumerate() {
            on_progress(done, paths.len());
            if let Err(error) = self.room.import(path, repeat, &mut report)? {
                report.failures.push(FileFailure {
                    path: path.clone(),
                    error,
                });
            }
        }
        on_progress(paths.len(), paths.len());
        self.room.tell(Event::LibraryChanged { draft: None });
        Ok(report)
    }

    /// The keys of a file's front matter that are not ours.
    ///
    /// # Errors
    /// As for a single file of [`Newsroom::import_files`].
    pub fn unknown_keys(&self, path: &Path) -> Result<Vec<String>, NewsroomError> {
        Ok(self.room.understand(&read_text(path)?, path)?.unknown)
    }

    /// Whether a file could be published on a site, without making or changing a draft.
    ///
    /// # Errors
    /// As for [`Newsroom::draft_of_file`], and as for [`Newsroom::publish`] before it promises.
    pub fn check_file(
        &self,
        path: &Path,
        site: SiteId,
        despite_embargo: Option<&str>,
    ) -> Result<(), NewsroomError> {
        let file = self.room.read_file(path)?;
        if let Some(failure) = file.failures.into_iter().next() {
            return Err(failure.error);
        }
        self.room.check_embargo(Leaving {
            draft: DraftId(uuid::Uuid::nil()),
            fields: &file.fields,
            act: Act::Publish,
            site: Some(site),
            seen_from: None,
            despite: despite_embargo,
        })?;
        self.room.check_article(file.fields, file.text, site)
    }

    /// The draft of a file: the one that the same file gave before, brought up to the file, else a
    /// new one. So a file that is published again updates its article. Its text is durable when this
    /// returns.
    ///
    /// # Errors
    /// As for a single file of [`Newsroom::import_files`], a missing picture included; any failure
    /// of the library.
    pub fn draft_of_file(&self, path: &Path) -> Result<DraftId, NewsroomError> {
        let room = &self.room;
        let source = read_text(path)?;
        let file = room.read_source(&source, path)?;
        if let Some(failure) = file.failures.into_iter().next() {
            return Err(failure.error);
        }
        let key = file_key(path)?;
        if let Some(draft) = room.draft_of(&key, path, &source)? {
            room.bring_up_to(draft, file.fields, file.text, path)?;
            room.store.set_front_matter(draft, &file.rest)?;
            return Ok(draft);
        }
        let draft = room.add_file_draft(Some(key), file.fields, file.text, &file.rest)?;
        room.keep_imported(draft, path)?;
        Ok(draft)
    }

    /// The page that a Markdown file would get, without keeping anything but its pictures.
    ///
    /// # Errors
    /// `EmbargoHolds` while the file's embargo does: a page is for others. As for a single file of [`Newsroom::import_files`]; `ThemeInvalid`.
    pub fn render_file(&self, path: &Path) -> Result<String, NewsroomError> {
        let file = self.room.read_file(path)?;
        if let Some(failure) = file.failures.into_iter().next() {
            return Err(failure.error);
        }
        // There is no draft yet that could let it leave.
        self.room.check_embargo(Leaving {
            draft: DraftId(uuid::Uuid::nil()),
            fields: &file.fields,
            act: Act::Export,
            site: None,
            seen_from: None,
            despite: None,
        })?;
        self.room.render(&file.fields, &file.text)
    }
}

/// Whether a file begins with front matter that nothing closes. A rule (`---`) above a text that
/// has no fields below it is a rule.
fn is_left_open(source: &str) -> bool {
    let mut lines = source.lines().map(str::trim_end);
    let fenced = lines.next() == Some("---");
    let mut lines = lines.peekable();
    let key = lines.peek().and_then(|line| line.split_once(':'));
    let keyed = key.is_some_and(|(key, _)| {
        !key.is_empty()
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
    });
    fenced && keyed && !lines.any(|line| matches!(line, "---" | "..."))
}

/// The path of a picture that a file names. One that somebody sent must not fetch pictures from
/// elsewhere on this machine: only what lies beside the file, or below.
fn below(folder: &Path, source: &str) -> Result<PathBuf, NewsroomError> {
    let path = folder.join(source);
    let whole = |path: &Path| fs::canonicalize(path).map_err(|e| unreadable(path, &e));
    if whole(&path)?.starts_with(whole(folder)?) {
        Ok(path)
    } else {
        Err(NewsroomError::PictureElsewhere(path.display().to_string()))
    }
}

/// A Markdown file, read and understood.
struct ReadFile {
    fields: Fields,
    text: String,
    failures: Vec<FileFailure>,
    unknown: Vec<String>,
    /// The lines of front matter that are not ours.
    rest: String,
}

impl Room {
    /// Imports one file. The inner error is the file's, the outer one the library's.
    fn import(
        &self,
        path: &Path,
        repeat: Repeat,
        report: &mut ImportReport,
    ) -> Result<Result<(), NewsroomError>, NewsroomError> {
        let source = match read_text(path) {
            Ok(source) => source,
            Err(error) => return Ok(Err(error)),
        };
        let key = imported_key(path, &source);
        if repeat == Repeat::Skip
            && let Some(key) = &key
            && let Some(known) = self.draft_under(key)?
        {
            report.known.push(known);
            return Ok(Ok(()));
        }
        let file = match self.read_source(&source, path) {
            Ok(file) => file,
            Err(error) => return Ok(Err(error)),
        };
        report.failures.extend(file.failures);
        if !file.unknown.is_empty() {
            report.unknown.push(UnknownKeys {
                path: path.to_owned(),
                keys: file.unknown,
            });
        }
        let findings = self.pictures_not_sent(&file.fields, &file.text);
        if !findings.is_empty() {
            report.findings.push(FileFindings {
                path: path.to_owned(),
                findings,
            });
        }
        let draft = self.add_file_draft(key, file.fields, file.text, &file.rest)?;
        self.keep_imported(draft, path)?;
        report.drafts.push(draft);
        Ok(Ok(()))
    }

    fn read_file(&self, path: &Path) -> Result<ReadFile, NewsroomError> {
        self.read_source(&read_text(path)?, path)
    }

    fn read_source(&self, source: &str, path: &Path) -> Result<ReadFile, NewsroomError> {
        let MarkdownFile {
            mut fields,
            picture,
            text,
            unknown,
            rest,
        } = self.understand(source, path)?;
        let mut failures = Vec::new();
        let folder = path.parent().unwrap_or(Path::new("."));
        if let Some(picture) = picture {
            match self.front_picture(folder, &picture) {
                Ok(lead) => fields.lead_picture = Some(lead),
                Err(error) => {
                    failures.push(FileFailure {
                        path: folder.join(&picture.source),
                        error,
                    });
                }
            }
        }
        for name in media_names(&text) {
            // Only what lies beside the file, as an export leaves it; anything else stays as it is.
            let beside = folder.join(PICTURES).join(&name);
            if beside.is_file()
                && let Err(error) = self.keep_picture_file(&beside)
            {
                failures.push(FileFailure {
                    path: beside,
                    error,
                });
            }
        }
        Ok(ReadFile {
            fields,
            text,
            failures,
            unknown,
            rest,
        })
    }

    /// The history of a draft that a file gave begins with what the file said.
    fn keep_imported(&self, draft: DraftId, path: &Path) -> Result<(), NewsroomError> {
        let maker = Maker::File(path.display().to_string());
        self.keep_revision(draft, RevisionReason::Import, maker, None)?;
        Ok(())
    }

    /// Makes a draft say what its file says; what it said before is in its history.
    fn bring_up_to(
        &self,
        draft: DraftId,
        mut fields: Fields,
        text: String,
        path: &Path,
    ) -> Result<(), NewsroomError> {
        check_fields(&fields)?;
        fields.tags = domain::tidy_tags(fields.tags);
        let said = self.said(draft)?;
        if Embargo::is_lowered(said.fields.embargo, fields.embargo) {
            fields.embargo = said.fields.embargo;
        }
        if said.fields == fields && said.text == text {
            return Ok(());
        }
        let replacement = Replacement {
            fields,
            text,
            before: RevisionReason::Import,
            after: RevisionReason::Import,
            maker: Maker::File(path.display().to_string()),
        };
        self.replace(draft, None, replacement)?;
        Ok(())
    }

    /// Front matter and text, with what the settings say where the file says nothing.
    pub(crate) fn understand(
        &self,
        source: &str,
        path: &Path,
    ) -> Result<MarkdownFile, NewsroomError> {
        if is_left_open(source) {
            return Err(NewsroomError::FrontMatterOpen(path.display().to_string()));
        }
        let language = self.draft_language()?;
        front_matter::read(source, &language, &self.time_zone).map_err(|error| {
            let place = format!("{}:{}", path.display(), error.line);
            // What the YAML reader says is English, and counts lines from the fence.
            tracing::info!(
                place,
                reason = error.reason,
                "front matter that can't be taken"
            );
            NewsroomError::FrontMatterInvalid(match error.value {
                Some(value) => format!("{place}: {value}"),
                None => place,
            })
        })
    }

    /// The picture that a file names: an address, or a file near it.
    fn front_picture(
        &self,
        folder: &Path,
        picture: &FrontPicture,
    ) -> Result<LeadPicture, NewsroomError> {
        let origin = if picture.source.contains("://") {
            PictureOrigin::Address(picture.source.clone())
        } else {
            PictureOrigin::File(below(folder, framed_path(&picture.source).0)?)
        };
        Ok(LeadPicture {
            source: self.picture_source(&origin)?,
            framing: framed_path(&picture.source).1,
            alt: picture.alt.clone(),
            caption: picture.caption.clone(),
            credit: picture.credit.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_that_nothing_closes_is_told_from_a_rule() {
        assert!(is_left_open("---\nheadline: Un\n\nTexte."));
        for closed in [
            "---\nheadline: Un\n---\n",
            "---\na: b\n...\n",
            "---\n\nTexte : oui.",
            "---\nIl dit : oui.",
            "a: b",
            "",
        ] {
            assert!(!is_left_open(closed), "{closed:?}");
        }
    }
}
