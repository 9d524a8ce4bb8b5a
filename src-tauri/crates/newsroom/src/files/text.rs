//! The bytes of a text file: what is taken for text, and why a file can't be read or written. Knows no front matter.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::NewsroomError;

/// The largest file that is imported, in bytes.
pub const FILE_LIMIT: u64 = 10_000_000;

/// A text file, whole: UTF-8 (a byte-order mark is dropped), no NUL, 10 MB at the most; its lines
/// end with `\n`, whatever they end with in the file.
pub(crate) fn read_text(path: &Path) -> Result<String, NewsroomError> {
    let name = || path.display().to_string();
    let file = open_file(path)?;
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

/// A file to read. Opening a pipe would wait for somebody to write into it.
pub(crate) fn open_file(path: &Path) -> Result<fs::File, NewsroomError> {
    let found = fs::metadata(path).map_err(|e| unreadable(path, &e))?;
    if !found.is_file() {
        let said = format!("{}: not a file", path.display());
        return Err(NewsroomError::FileUnreadable(said));
    }
    fs::File::open(path).map_err(|e| unreadable(path, &e))
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
}
