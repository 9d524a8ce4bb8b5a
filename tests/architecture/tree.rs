//! The tree as the rules see it: its root, its files, Cargo's own account of it. Judges nothing.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The folder of the workspace's manifest.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Every file that is, or could be, committed: paths relative to the root.
pub(crate) fn files() -> Vec<PathBuf> {
    let listing = Command::new("git")
        .args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ])
        .current_dir(root())
        .output()
        .expect("git lists the tree");
    assert!(
        listing.status.success(),
        "git ls-files: {}",
        String::from_utf8_lossy(&listing.stderr)
    );
    String::from_utf8(listing.stdout)
        .expect("file names are UTF-8")
        .split_terminator('\0')
        .map(PathBuf::from)
        .filter(|path| root().join(path).is_file())
        .collect()
}

/// The files whose name ends in one of `endings`, with their text.
pub(crate) fn texts(endings: &[&str]) -> Vec<(String, String)> {
    files()
        .into_iter()
        .map(|path| path.to_string_lossy().into_owned())
        .filter(|path| endings.iter().any(|ending| path.ends_with(ending)))
        .map(|path| {
            let text = std::fs::read_to_string(root().join(&path)).expect("sources are UTF-8");
            (path, text)
        })
        .collect()
}

/// `cargo metadata`; with `everything`, the dependencies' packages too.
pub(crate) fn packages(scope: Scope) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root());
    if scope == Scope::Workspace {
        command.arg("--no-deps");
    }
    let told = command.output().expect("cargo runs");
    assert!(
        told.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&told.stderr)
    );
    let all: Value = serde_json::from_slice(&told.stdout).expect("cargo speaks JSON");
    all["packages"].as_array().expect("packages").clone()
}

/// Which packages to ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Our own.
    Workspace,
    /// And all that they stand on.
    Everything,
}
