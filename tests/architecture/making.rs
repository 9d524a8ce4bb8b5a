//! What a fresh machine lacks is installed before anything is built. Reads what make would do; runs none of it.

use std::process::Command;

use crate::tree::root;

#[track_caller]
fn check(target: &str, display: &str, purpose: &str) {
    let said = Command::new("make")
        .args(["--dry-run", "--no-print-directory", target])
        .env("DISPLAY", display)
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("MAKEFLAGS")
        .current_dir(root())
        .output()
        .expect("make says what it would do");
    let said = String::from_utf8_lossy(&said.stdout);
    let first = said.lines().next().unwrap_or_default();
    let wanted = format!(".ci/packages.sh {purpose}");
    assert!(first.ends_with(&wanted), "make {target}: {first:?}");
}

#[test]
fn the_system_s_packages_come_first() {
    check("run", ":0", "window");
    check("run", "", "build");
    check("test", "", "test");
    check("check", "", "test");
    check("peers", "", "peers");
    check("bench", "", "bench");
    check("app", "", "window");
}
