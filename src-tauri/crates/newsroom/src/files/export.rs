//! Drafts written as Markdown files, their pictures beside them. A file that says something else is left alone.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use domain::draft::DraftStatus;
use domain::{Act, DraftId, Embargo, EmbargoOverride, Fields, Timestamp};
use prose::front_matter;

use super::pictures::front_picture;
use super::{PICTURES, picture_names, unwritable};
use crate::embargoes::Leaving;
use crate::library::ids_of;
use crate::pictures::write_whole;
use crate::room::Room;
use crate::{Newsroom, NewsroomError};

/// The folder of the bin's drafts in that of an export.
const BIN: &str = "bin";

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportReport {
    /// Markdown files written (or found written already).
    pub written: usize,
    /// Those of the bin, in a folder of their own.
    pub binned: usize,
    /// Those that an embargo holds back: nothing of them was written.
    pub held: Vec<HeldBack>,
    /// Where.
    pub folder: PathBuf,
}

/// A draft that an embargo holds back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack {
    /// Which.
    pub draft: DraftId,
    /// Its headline.
    pub headline: String,
    /// The embargo's end.
    pub until: Timestamp,
}

impl Newsroom {
    /// Writes drafts as Markdown files with front matter, their pictures beside them; for `None` all
    /// there are, those of the bin in a folder of their own. Of all, those under embargo are left out
    /// and named; one that is asked for by name is refused, and nothing is written. With a reason all
    /// are written, and the reason is kept first. A file that is there already and says something else is left alone.
    ///
    /// # Errors
    /// `DraftMissing`, `EmbargoHolds`, `ReasonMissing`, `FileUnwritable`, `DiskFull`; any failure of the library.
    pub fn export_drafts(
        &self,
        folder: &Path,
        drafts: Option<&[DraftId]>,
        despite_embargo: Option<&str>,
        on_progress: &mut dyn FnMut(usize, usize),
    ) -> Result<ExportReport, NewsroomError> {
        let store = &self.room.store;
        let by_name = drafts.is_some();
        let (mut drafts, mut binned) = match drafts {
            Some(drafts) => (drafts.to_vec(), Vec::new()),
            None => (
                ids_of(store, None)?,
                ids_of(store, Some(DraftStatus::Binned))?,
            ),
        };
        let leaving = self.room.leaving(&drafts, &binned, despite_embargo)?;
        if let Some(first) = leaving.held.first().filter(|_| by_name) {
            return Err(NewsroomError::embargo(first.until));
        }
        let free = |draft: &DraftId| leaving.held.iter().all(|held| held.draft != *draft);
        drafts.retain(free);
        binned.retain(free);
        fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
        store.keep_overrides(&leaving.lifted)?;
        let all = drafts.len() + binned.len();
        let mut done = 0;
        let bin = folder.join(BIN);
        for (folder, drafts) in [(folder, &drafts), (&bin, &binned)] {
            let mut taken = BTreeSet::new();
            if !drafts.is_empty() {
                fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
            }
            for draft in drafts {
                on_progress(done, all);
                self.room.export(*draft, folder, &mut taken)?;
                done += 1;
            }
        }
        on_progress(all, all);
        Ok(ExportReport {
            written: drafts.len(),
            binned: binned.len(),
            held: leaving.held,
            folder: folder.to_owned(),
        })
    }
}

/// What an embargo means for drafts that are to be written.
#[derive(Default)]
struct Export {
    held: Vec<HeldBack>,
    lifted: Vec<EmbargoOverride>,
}

/// Writes a page as a file: whole or not at all, its folders made. What is there and is no file, as a
/// link or a pipe, is written through and stays what it is.
///
/// # Errors
/// `FileUnwritable`, `DiskFull`.
pub fn write_page(path: &Path, html: &str) -> Result<(), NewsroomError> {
    let bytes = html.as_bytes();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
    }
    let other = fs::symlink_metadata(path).is_ok_and(|there| !there.is_file());
    let written = if other {
        fs::write(path, bytes)
    } else {
        write_whole(path, bytes)
    };
    written.map_err(|e| unwritable(path, &e))
}

impl Room {
    fn leaving(
        &self,
        drafts: &[DraftId],
        binned: &[DraftId],
        despite: Option<&str>,
    ) -> Result<Export, NewsroomError> {
        let mut export = Export::default();
        for &draft in drafts.iter().chain(binned) {
            let (fields, _) = self.written(draft)?;
            let checked = self.check_embargo(Leaving {
                draft,
                fields: &fields,
                act: Act::Export,
                site: None,
                seen_from: None,
                despite,
            });
            match (checked, Embargo::of(&fields)) {
                (Err(NewsroomError::EmbargoHolds(_)), Some(embargo)) => {
                    export.held.push(HeldBack {
                        draft,
                        headline: fields.headline,
                        until: embargo.until,
                    })
                }
                (checked, _) => export.lifted.extend(checked?),
            }
        }
        Ok(export)
    }

    /// Writes one draft and its pictures.
    fn export(
        &self,
        draft: DraftId,
        folder: &Path,
        taken: &mut BTreeSet<PathBuf>,
    ) -> Result<(), NewsroomError> {
        let (fields, text) = self.written(draft)?;
        let picture = fields
            .lead_picture
            .as_ref()
            .map(|lead| front_picture(lead, None));
        let pictures = folder.join(PICTURES);
        for name in picture_names(&fields, &text) {
            // A text may name a picture that was never kept; there is nothing to write then.
            if let Some((_, bytes)) = self.pictures.named(&name) {
                fs::create_dir_all(&pictures).map_err(|e| unwritable(&pictures, &e))?;
                let path = pictures.join(&name);
                write_whole(&path, &bytes).map_err(|e| unwritable(&path, &e))?;
            }
        }
        let rest = self.store.front_matter(draft)?.unwrap_or_default();
        let file = front_matter::write_with(&fields, picture.as_ref(), &rest, &text);
        write_under_a_free_name(folder, &stem(&fields), file.as_bytes(), taken)
    }
}

/// The name of a draft's file, without ending.
pub(crate) fn stem(fields: &Fields) -> String {
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
            Ok(_) => continue,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                write_whole(&path, bytes).map_err(|e| unwritable(&path, &e))?;
            }
            // A folder of that name.
            Err(error) if error.kind() == ErrorKind::IsADirectory => continue,
            Err(error) => return Err(unwritable(&path, &error)),
        }
        taken.insert(path);
        return Ok(());
    }
    Err(NewsroomError::FileUnwritable(format!(
        "no free name for {stem}.md"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[cfg(unix)]
    #[test]
    fn a_page_is_written_whole_and_what_is_no_file_stays_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let read = |name: &str| fs::read_to_string(at(name)).unwrap();
        write_page(&at("pages/a.html"), "one").unwrap();
        // Whoever reads the earlier page reads it to its end.
        fs::hard_link(at("pages/a.html"), at("earlier.html")).unwrap();
        write_page(&at("pages/a.html"), "two").unwrap();
        assert_eq!(
            (read("pages/a.html"), read("earlier.html")),
            ("two".into(), "one".into())
        );
        std::os::unix::fs::symlink(at("pages/a.html"), at("link.html")).unwrap();
        write_page(&at("link.html"), "three").unwrap();
        assert!(fs::symlink_metadata(at("link.html")).unwrap().is_symlink());
        assert_eq!(read("pages/a.html"), "three");
    }
}
