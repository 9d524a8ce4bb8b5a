//! Files that are there whole or not at all, whatever happens meanwhile. Knows no picture.

use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes a file so that after a power cut it is there whole or not at all. Who may read it is what
/// the system's mask says, as for any file a person makes.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    write_for(0o666, path, bytes)
}

/// The same, for its owner alone.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    write_for(0o600, path, bytes)
}

fn write_for(whom: u32, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let folder = parent.unwrap_or(Path::new("."));
    let mut making = tempfile::Builder::new();
    #[cfg(unix)]
    let making = making.permissions(std::os::unix::fs::PermissionsExt::from_mode(whom));
    let mut file = making.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    sync_folder(folder)
}

/// Makes a rename in this folder durable.
pub(crate) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}
