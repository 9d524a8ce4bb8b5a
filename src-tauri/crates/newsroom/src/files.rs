//! Markdown files in and out: front matter, text, the pictures they name. Overwrites nothing that it did not write.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use domain::{DraftId, Fields, LeadPicture, PictureSource, SiteId};
use prose::{FrontPicture, MarkdownFile, front_matter};
use store::{ListOrder, ListQuery};

use crate::findings::{Finding, pictures_not_sent};
use crate::hash::sha256;
use crate::pictures::{PictureOrigin, write_whole};
use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// The largest file that is imported, in bytes.
pub const FILE_LIMIT: u64 = 10_000_000;
/// The folder of pictures beside exported files.
const PICTURES: &str = "pictures";
const PAGE: u32 = 200;

/// A file that was left out, or a picture that one names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFailure {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub error: NewsroomError,
}

/// Keys of a file's front matter that are not ours: what they say stays in the file.
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
    /// What stayed in the files.
    pub unknown: Vec<UnknownKeys>,
    /// What in the texts readers would not see.
    pub findings: Vec<FileFindings>,
}

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportReport {
    /// Markdown files written (or found written already).
    pub written: usize,
    /// Where.
    pub folder: PathBuf,
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
            if repeat == Repeat::Skip
                && let Some(known) = self.room.imported(path)?
            {
                report.known.push(known);
                continue;
            }
            match self.room.read_file(path) {
                Ok(file) => {
                    let key = imported_key(path);
                    report.failures.extend(file.failures);
                    if !file.unknown.is_empty() {
                        report.unknown.push(UnknownKeys {
                            path: path.clone(),
                            keys: file.unknown,
                        });
                    }
                    let findings = pictures_not_sent(&file.text);
                    if !findings.is_empty() {
                        report.findings.push(FileFindings {
                            path: path.clone(),
                            findings,
                        });
                    }
                    report.drafts.push(match key {
                        Some(key) => self.room.add_draft_under(&key, file.fields, file.text)?,
                        None => self.room.add_draft(file.fields, file.text)?,
                    });
                }
                Err(error) => report.failures.push(FileFailure {
                    path: path.clone(),
                    error,
                }),
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
    pub fn check_file(&self, path: &Path, site: SiteId) -> Result<(), NewsroomError> {
        let file = self.room.read_file(path)?;
        if let Some(failure) = file.failures.into_iter().next() {
            return Err(failure.error);
        }
        self.room.check_article(file.fields, file.text, site)
    }

    /// The draft of a file: the one that the same file gave before, brought up to the file, else a
    /// new one. So a file that is published again updates its article.
    ///
    /// # Errors
    /// As for a single file of [`Newsroom::import_files`], a missing picture included; any failure
    /// of the library.
    pub fn draft_of_file(&self, path: &Path) -> Result<DraftId, NewsroomError> {
        let room = &self.room;
        let file = room.read_file(path)?;
        if let Some(failure) = file.failures.into_iter().next() {
            return Err(failure.error);
        }
        let key = file_key(path)?;
        if let Some(draft) = room.draft_under(&key)? {
            self.set_fields(draft, file.fields)?;
            self.resync(draft, &file.text, 0)?;
            return Ok(draft);
        }
        room.add_draft_under(&key, file.fields, file.text)
    }

    /// The page that a Markdown file would get, without keeping anything but its pictures.
    ///
    /// # Errors
    /// As for a single file of [`Newsroom::import_files`]; `ThemeInvalid`.
    pub fn render_file(&self, path: &Path) -> Result<String, NewsroomError> {
        let file = self.room.read_file(path)?;
        if let Some(failure) = file.failures.into_iter().next() {
            return Err(failure.error);
        }
        self.room.render(&file.fields, &file.text)
    }

    /// Writes drafts (all outside the bin for `None`) as Markdown files with front matter, their
    /// pictures beside them. A file that is there already and says something else is left alone.
    ///
    /// # Errors
    /// `DraftMissing`, `FileUnwritable`, `DiskFull`; any failure of the library.
    pub fn export_drafts(
        &self,
        folder: &Path,
        drafts: Option<&[DraftId]>,
        on_progress: &mut dyn FnMut(usize, usize),
    ) -> Result<ExportReport, NewsroomError> {
        fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
        let all;
        let drafts = match drafts {
            Some(drafts) => drafts,
            None => {
                all = self.room.all_drafts()?;
                &all
            }
        };
        let mut taken = BTreeSet::new();
        for (done, draft) in drafts.iter().enumerate() {
            on_progress(done, drafts.len());
            self.room.export(*draft, folder, &mut taken)?;
        }
        on_progress(drafts.len(), drafts.len());
        Ok(ExportReport {
            written: drafts.len(),
            folder: folder.to_owned(),
        })
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

/// Under which key a file's draft is remembered.
fn file_key(path: &Path) -> Result<String, NewsroomError> {
    let whole = fs::canonicalize(path).map_err(|e| unreadable(path, &e))?;
    Ok(format!("file:{}", whole.display()))
}

/// Under which key an import of a file, with what it says now, is remembered; none for a file that
/// can't be read.
fn imported_key(path: &Path) -> Option<String> {
    let whole = fs::canonicalize(path).ok()?;
    let hash = sha256(read_text(path).ok()?.as_bytes());
    Some(format!("imported:{hash}:{}", whole.display()))
}

/// A Markdown file, read and understood.
struct ReadFile {
    fields: Fields,
    text: String,
    failures: Vec<FileFailure>,
    unknown: Vec<String>,
}

impl Room {
    /// The draft that a file gave when it said what it says now, unless that is in the bin.
    fn imported(&self, path: &Path) -> Result<Option<DraftId>, NewsroomError> {
        match imported_key(path) {
            Some(key) => self.draft_under(&key),
            None => Ok(None),
        }
    }

    /// The draft that is remembered under a key, unless it is in the bin.
    fn draft_under(&self, key: &str) -> Result<Option<DraftId>, NewsroomError> {
        let known = self.store.setting(key)?;
        let known = known.and_then(|json| serde_json::from_str::<String>(&json).ok());
        let Some(draft) = known.and_then(|id| id.parse().ok()) else {
            return Ok(None);
        };
        let kept = self.store.draft(draft)?;
        Ok(kept
            .is_some_and(|kept| kept.draft.binned_at.is_none())
            .then_some(draft))
    }

    fn read_file(&self, path: &Path) -> Result<ReadFile, NewsroomError> {
        let source = read_text(path)?;
        let MarkdownFile {
            mut fields,
            picture,
            text,
            unknown,
        } = self.understand(&source, path)?;
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
            let beside = folder.join(PICTURES).join(name);
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
        })
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
            PictureOrigin::File(folder.join(&picture.source))
        };
        Ok(LeadPicture {
            source: self.picture_source(&origin)?,
            alt: picture.alt.clone(),
            caption: picture.caption.clone(),
            credit: picture.credit.clone(),
        })
    }

    fn all_drafts(&self) -> Result<Vec<DraftId>, NewsroomError> {
        let mut all = Vec::new();
        loop {
            let offset = u32::try_from(all.len()).unwrap_or(u32::MAX);
            let query = ListQuery {
                order: ListOrder::Created,
                ..ListQuery::all(offset, PAGE)
            };
            let page = self.store.list(&query)?;
            if page.rows.is_empty() {
                return Ok(all);
            }
            all.extend(page.rows.into_iter().map(|row| row.id));
        }
    }

    /// Writes one draft and its pictures.
    fn export(
        &self,
        draft: DraftId,
        folder: &Path,
        taken: &mut BTreeSet<PathBuf>,
    ) -> Result<(), NewsroomError> {
        let (fields, text) = self.written(draft)?;
        let picture = fields.lead_picture.as_ref().map(front_picture);
        let pictures = folder.join(PICTURES);
        for name in picture_names(&fields, &text) {
            // A text may name a picture that was never kept; there is nothing to write then.
            if let Some((_, bytes)) = self.pictures.named(&name) {
                fs::create_dir_all(&pictures).map_err(|e| unwritable(&pictures, &e))?;
                let path = pictures.join(&name);
                write_whole(&path, &bytes).map_err(|e| unwritable(&path, &e))?;
            }
        }
        let file = front_matter::write(&fields, picture.as_ref(), &text);
        write_under_a_free_name(folder, &stem(&fields), file.as_bytes(), taken)
    }
}

/// How a file names a lead picture.
fn front_picture(picture: &LeadPicture) -> FrontPicture {
    let source = match &picture.source {
        PictureSource::File(file) => {
            format!("{PICTURES}/{}.{}", file.hash, file.kind.ending())
        }
        PictureSource::Address(address) => address.clone(),
    };
    FrontPicture {
        source,
        alt: picture.alt.clone(),
        caption: picture.caption.clone(),
        credit: picture.credit.clone(),
    }
}

/// The names of the kept pictures that a draft shows: the lead picture's, then the text's.
pub(crate) fn picture_names(fields: &Fields, text: &str) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = media_names(text).map(str::to_owned).collect();
    if let Some(LeadPicture {
        source: PictureSource::File(file),
        ..
    }) = &fields.lead_picture
    {
        names.insert(format!("{}.{}", file.hash, file.kind.ending()));
    }
    names
}

/// The names after `/media/` in a text.
fn media_names(text: &str) -> impl Iterator<Item = &str> {
    text.split("/media/").skip(1).filter_map(|rest| {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
            .unwrap_or(rest.len());
        let name = rest[..end].trim_end_matches('.');
        let (hash, ending) = name.split_once('.')?;
        let kind = domain::PictureKind::from_ending(ending);
        (kind.is_some() && hash.len() == 64).then_some(name)
    })
}

/// The name of a draft's file, without ending.
fn stem(fields: &Fields) -> String {
    fields
        .effective_slug()
        .map_or_else(|| "draft".to_owned(), |slug| slug.to_string())
}

/// Writes `STEM.md`, else `STEM-2.md`…: the first name that is free, or says the same already.
fn write_under_a_free_name(
    folder: &Path,
    stem: &str,
    bytes: &[u8],
    taken: &mut BTreeSet<PathBuf>,
) -> Result<(), NewsroomError> {
    for number in 1_u32.. {
        let name = if number == 1 {
            format!("{stem}.md")
        } else {
            format!("{stem}-{number}.md")
        };
        let path = folder.join(name);
        if taken.contains(&path) {
            continue;
        }
        match fs::read(&path) {
            Ok(there) if there == bytes => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {
                write_whole(&path, bytes).map_err(|e| unwritable(&path, &e))?;
            }
            _ => continue,
        }
        taken.insert(path);
        return Ok(());
    }
    Err(NewsroomError::FileUnwritable(format!(
        "no free name for {stem}.md"
    )))
}

/// A text file, whole: UTF-8 (a byte-order mark is dropped), no NUL, 10 MB at the most; its lines
/// end with `\n`, whatever they end with in the file.
pub(crate) fn read_text(path: &Path) -> Result<String, NewsroomError> {
    let name = || path.display().to_string();
    let file = fs::File::open(path).map_err(|e| unreadable(path, &e))?;
    let mut bytes = Vec::new();
    file.take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(path, &e))?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(NewsroomError::FileTooLarge(name()));
    }
    if bytes.contains(&0) {
        return Err(NewsroomError::FileNotText(name()));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        NewsroomError::FileNotUtf8(format!("{}: byte {}", name(), e.utf8_error().valid_up_to()))
    })?;
    Ok(one_kind_of_line_end(
        text.strip_prefix('\u{FEFF}').unwrap_or(&text),
    ))
}

/// A text whose lines all end with `\n`: what the editor counts as one character must be one here.
fn one_kind_of_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Why a file can't be read.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> NewsroomError {
    let said = format!("{}: {error}", path.display());
    match error.kind() {
        ErrorKind::NotFound => NewsroomError::FileMissing(said),
        _ => NewsroomError::FileUnreadable(said),
    }
}

/// Why a file can't be written.
pub(crate) fn unwritable(path: &Path, error: &std::io::Error) -> NewsroomError {
    let said = format!("{}: {error}", path.display());
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => NewsroomError::DiskFull(said),
        _ => NewsroomError::FileUnwritable(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expect: Result<&str, &str>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, bytes).unwrap();
        let read = read_text(&path);
        assert_eq!(read.as_deref().map_err(NewsroomError::code), expect);
    }

    #[test]
    fn only_texts_are_read() {
        check("été".as_bytes(), Ok("été"));
        check(b"\xEF\xBB\xBFa", Ok("a"));
        check(b"\xE9t\xE9", Err("file_not_utf8"));
        check(b"a\0b", Err("file_not_text"));
        check(&vec![b'a'; FILE_LIMIT as usize + 1], Err("file_too_large"));
        assert_eq!(
            read_text(Path::new("/nowhere/a.md")).unwrap_err().code(),
            "file_missing"
        );
    }

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

    #[test]
    fn a_file_of_somebody_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "theirs").unwrap();
        let write = |text: &str, taken: &mut BTreeSet<PathBuf>| {
            write_under_a_free_name(folder.path(), "a", text.as_bytes(), taken).unwrap();
        };
        let mut taken = BTreeSet::new();
        write("ours", &mut taken);
        write("ours", &mut taken);
        // A second export finds the first one's files.
        write("ours", &mut BTreeSet::new());
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(
            (read("a.md"), read("a-2.md"), read("a-3.md")),
            ("theirs".into(), "ours".into(), "ours".into())
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn pictures_are_found_in_a_text() {
        let hash = "0".repeat(64);
        let text = format!(
            "![a](/media/{hash}.png) ![b](/media/../x) /media/{hash}.exe /media/{hash}.jpg."
        );
        let names: Vec<_> = media_names(&text).collect();
        assert_eq!(names, [format!("{hash}.png"), format!("{hash}.jpg")]);
    }
}
