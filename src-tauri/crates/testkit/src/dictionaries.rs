//! The dictionaries that come with the program, where tests find them: among the interface's packages.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

/// A folder with those of French and English.
///
/// # Panics
/// When the interface's packages are not installed.
pub fn dictionaries() -> PathBuf {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/node_modules");
        for language in ["fr", "en"] {
            for ending in ["aff", "dic"] {
                let file = packages.join(format!("dictionary-{language}/index.{ending}"));
                let copy = folder.path().join(format!("{language}.{ending}"));
                std::fs::copy(file, copy).expect("a dictionary among the interface's packages");
            }
        }
        folder
    });
    folder.path().to_owned()
}
