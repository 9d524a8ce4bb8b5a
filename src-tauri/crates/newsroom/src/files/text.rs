//! The bytes of a text file: what is taken for text, and why a file can't be read or written. Knows no front matter.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::NewsroomError;

/// The largest file that is imported, in bytes.
pub const FILE_LIMIT: u64 = 10_000_000;

/// A text file, whole: UTF-8 (a byte-order mark is dropped) or UTF-16 with its mark, no NUL, 10 MB
/// at the most; its lines end with `\n`, whatever they end with in the file.
pub(crate) fn read_text(path: &Path) -> Result<String, NewsroomError> {
    let file = open_file(path)?;
    let mut bytes = Vec::new();
    file.take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(path, &e))?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(NewsroomError::FileTooLarge(path.display().to_string()));
    }
    let text = text_of(of_utf16(&bytes).unwrap_or(bytes), path)?;
    Ok(one_kind_of_line_end(
        text.strip_prefix('\u{FEFF}').unwrap_or(&text),
    ))
}

/// The text that these bytes of a file are: UTF-8, no NUL; line ends and byte-order mark as they are.
///
/// # Errors
/// `FileNotUtf8`, `FileNotText`.
pub(crate) fn text_of(bytes: Vec<u8>, path: &Path) -> Result<String, NewsroomError> {
    let name = path.display();
    if order_of_utf16(&bytes).is_some() {
        return Err(NewsroomError::FileNotUtf8(format!("{name}: UTF-16")));
    }
    if bytes.contains(&0) {
        return Err(NewsroomError::FileNotText(name.to_string()));
    }
    String::from_utf8(bytes).map_err(|e| {
        NewsroomError::FileNotUtf8(format!("{name}: byte {}", e.utf8_error().valid_up_to()))
    })
}

/// UTF-16 with its byte-order mark, as editors on Windows save it, as UTF-8; `None` for anything else.
fn of_utf16(bytes: &[u8]) -> Option<Vec<u8>> {
    let order = order_of_utf16(bytes)?;
    let (units, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    let units = units.iter().map(|unit| order(*unit));
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    Some(text.into_bytes())
}

/// Which of the two bytes comes first, if a mark says so.
fn order_of_utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        _ => None,
    }
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
        kind if is_no_room(kind) => NewsroomError::DiskFull(said),
        _ => NewsroomError::FileUnwritable(said),
    }
}

/// Whether a file can't be written because there is no room for it: on the disk, in what a person may have of it, or in
/// what one file may have.
pub(crate) fn is_no_room(kind: ErrorKind) -> bool {
    use ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | FileTooLarge)
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
        check(b"\xFF\xFE\xE9\0\x3D\xD8\0\xDE\r\0\n\0", Ok("é😀\n"));
        check(b"\xFE\xFF\0\xE9\xD8\x3D\xDE\0\0\n", Ok("é😀\n"));
        check(b"\xFF\xFE", Ok(""));
        check(b"\xFF\xFE\0\0", Err("file_not_text"));
        check(b"\xFF\xFEa", Err("file_not_utf8"));
        check(b"\xFF\xFE\x3D\xD8", Err("file_not_utf8"));
        check(&vec![b'a'; FILE_LIMIT as usize + 1], Err("file_too_large"));
        assert_eq!(
            read_text(Path::new("/nowhere/a.md")).unwrap_err().code(),
            "file_missing"
        );
    }
}
