//! One window for one library: the name by which a second start finds the first. It knows no window.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The library's name on the session bus. The same folder has the same name however it is spelled;
/// a folder's own path may be longer than a name on the bus may be.
pub(crate) fn bus_name(library: &Path) -> String {
    let folder = one_spelling(library);
    let digest = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    let begin = "press.marbre.desk.library_".to_owned();
    digest[..16]
        .iter()
        .fold(begin, |name, byte| name + &format!("{byte:02x}"))
}

/// The folder's path without links, dots and a slash at its end. What of it is not there yet is
/// spelled as it will be made.
fn one_spelling(library: &Path) -> PathBuf {
    let whole = std::path::absolute(library).unwrap_or_else(|_| library.to_owned());
    let spelled = whole.ancestors().find_map(|there| {
        let real = there.canonicalize().ok()?;
        let rest = whole.strip_prefix(there).ok()?;
        // Not `join`: with nothing left to join it adds a slash.
        Some(real.components().chain(rest.components()).collect())
    });
    spelled.unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_same(one: &Path, other: &Path) {
        assert_eq!(
            bus_name(one),
            bus_name(other),
            "{} and {}",
            one.display(),
            other.display()
        );
    }

    #[test]
    fn a_folder_has_one_name_however_it_is_spelled() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        std::fs::create_dir(&library).unwrap();
        check_same(&library, &folder.path().join("library/"));
        check_same(&library, &folder.path().join("./library/."));
        check_same(&library, &library.join("../library"));
        assert_ne!(bus_name(&library), bus_name(folder.path()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_the_same_name() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        std::fs::create_dir(&library).unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&library, &link).unwrap();
        check_same(&library, &link);
        // Neither is there yet.
        check_same(&library.join("new/one"), &link.join("new/one/"));
    }

    #[test]
    fn a_folder_keeps_its_name_when_it_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("a/library");
        let before = bus_name(&library);
        std::fs::create_dir_all(&library).unwrap();
        assert_eq!(bus_name(&library), before);
    }

    #[test]
    fn a_relative_path_begins_where_the_program_was_started() {
        let here = std::env::current_dir().unwrap();
        check_same(Path::new("library"), &here.join("library"));
    }

    #[test]
    fn a_name_fits_the_bus_however_long_the_path() {
        let name = bus_name(&Path::new("/").join("long/".repeat(100)));
        // The plugin puts `.SingleInstance` behind it; the bus takes 255.
        assert!(name.len() < 200, "{name}");
        assert!(
            name.chars()
                .all(|c| c.is_ascii_alphanumeric() || "._".contains(c)),
            "{name}"
        );
    }
}
