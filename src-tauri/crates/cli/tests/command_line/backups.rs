//! Backups made and brought back, and libraries that are damaged, newer or gone.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use crate::desk::{Desk, err, out};

/// A library with an article in it, and what its backup is called.
fn backed_up(desk: &Desk) -> String {
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    desk.json(&["import", file.to_str().unwrap()], 0);
    let made = desk.json(&["backup"], 0);
    assert_eq!(made["drafts"], 1);
    made["backup"].as_str().unwrap().to_owned()
}

#[test]
fn a_backup_is_made_and_takes_the_library_s_place() {
    let desk = Desk::new();
    let backup = backed_up(&desk);
    let other = desk.file("b.md", "---\nheadline: La gare\n---\nElle ferme.\n");
    desk.run(&["import", other.to_str().unwrap()]);
    let said = desk.run(&["restore", "--dry-run", &backup]);
    assert!(out(&said).contains("1 article"), "{said:?}");
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    let restored = desk.run(&["restore", &backup]);
    assert_eq!(restored.status.code(), Some(0), "{restored:?}");
    assert!(out(&restored).contains("L’ancienne bibliothèque est gardée"));
    assert!(out(&restored).contains("Un article publié depuis la sauvegarde"));
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 1);
    let elsewhere = desk.folder.path().join("elsewhere");
    let made = desk.json(&["backup", elsewhere.to_str().unwrap()], 0);
    assert!(made["backup"].as_str().unwrap().contains("elsewhere"));
    assert_eq!(
        desk.json(&["restore", "/none.db"], 1)["failure"]["code"],
        "file_missing"
    );
    let sound = desk.json(&["restore"], 1);
    assert_eq!(sound["state"], "sound");
}

#[test]
fn backups_that_are_asked_for_in_the_same_second_are_all_made() {
    let desk = Desk::new();
    backed_up(&desk);
    let line = ["backup", "--json"];
    let started: Vec<_> = (0..4)
        .map(|_| {
            let mut command = desk.command(&line);
            command
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut made = std::collections::BTreeSet::new();
    for child in started {
        let output = child.wait_with_output().unwrap();
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        made.insert(told["backup"].as_str().unwrap_or_default().to_owned());
    }
    assert_eq!(made.len(), 4, "{made:?}");
    for path in made {
        assert_eq!(desk.json(&["restore", "--dry-run", &path], 0)["drafts"], 1);
    }
}

#[test]
fn a_damaged_library_is_told_and_comes_back() {
    let desk = Desk::new();
    backed_up(&desk);
    let database = desk.folder.path().join("library/library.db");
    let other = desk.file("b.md", "---\nheadline: La gare\n---\nElle ferme.\n");
    desk.run(&["import", other.to_str().unwrap()]);
    assert_eq!(desk.json(&["check"], 0)["faults"], Value::Array(Vec::new()));
    let mut bytes = fs::read(&database).unwrap();
    bytes[..1000].fill(b'x');
    fs::write(&database, &bytes).unwrap();
    let told = err(&desk.run(&["list"]));
    assert!(told.contains("restore"), "{told}");
    let proposed = desk.run(&["restore", "--dry-run"]);
    assert!(out(&proposed).contains("La gare"), "{proposed:?}");
    assert!(fs::read(&database).unwrap() == bytes);
    assert!(out(&proposed).contains("ce qui a été fait depuis le"));
    let apart = desk.folder.path().join("apart");
    fs::create_dir(&apart).unwrap();
    fs::write(apart.join("library.db"), &bytes).unwrap();
    let alone = desk.run_on(apart.to_str().unwrap(), &["restore", "--dry-run"]);
    assert!(out(&alone).contains("ni l’histoire"), "{alone:?}");
    let back = desk.json(&["restore"], 0);
    assert_eq!(
        (&back["state"], &back["same"]),
        (&"restored".into(), &1.into())
    );
    assert_eq!(back["found"][0]["fate"], "added");
    assert!(fs::read(back["kept_aside"].as_str().unwrap()).unwrap() == bytes);
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    let checked = desk.run(&["check"]);
    assert!(out(&checked).contains("Tout se lit"), "{checked:?}");
}

#[test]
fn a_newer_library_is_refused_politely() {
    let desk = Desk::new();
    let backup = backed_up(&desk);
    // The format stands in the file's head, at byte 60.
    for file in [
        &PathBuf::from(&backup),
        &desk.folder.path().join("library/library.db"),
    ] {
        let mut bytes = fs::read(file).unwrap();
        bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
        fs::write(file, bytes).unwrap();
    }
    for line in [
        &["list"][..],
        &["backup"],
        &["check"],
        &["restore", &backup],
    ] {
        let refused = desk.json(line, 1);
        assert_eq!(refused["failure"]["code"], "library_newer", "{line:?}");
    }
}

/// Runs a command that may write no file beyond so many kilobytes.
fn with_little_room(desk: &Desk, kilobytes: u32, args: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"");
    let library = desk.folder.path().join("library");
    Command::new("bash")
        .args(["-c", &script, env!("CARGO_BIN_EXE_marbre-cli"), "--library"])
        .arg(library)
        .args(args)
        .args(["--json", "--lang", "fr"])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .output()
        .unwrap()
}

#[test]
fn where_there_is_no_room_the_backup_fails_and_nothing_stays_of_it() {
    let desk = Desk::new();
    let backup = backed_up(&desk);
    let file = desk.file("b.md", &"Une phrase de plus. ".repeat(100_000));
    desk.json(&["import", file.to_str().unwrap()], 0);
    let folder = desk.folder.path().join("elsewhere");
    let failed = with_little_room(&desk, 1_000, &["backup", folder.to_str().unwrap()]);
    let told: Value = serde_json::from_slice(&failed.stdout).unwrap();
    let code = told["failure"]["code"].as_str().unwrap();
    assert!(
        ["backup_fault", "backup_disk_full"].contains(&code),
        "{told}"
    );
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{told}");
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    // A restoration without room leaves the library as it is.
    let failed = with_little_room(&desk, 16, &["restore", &backup]);
    assert_eq!(failed.status.code(), Some(1), "{failed:?}");
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    assert_eq!(desk.json(&["check"], 0)["faults"], Value::Array(Vec::new()));
}

#[test]
fn where_no_library_is_none_is_made_to_be_looked_at() {
    let desk = Desk::new();
    let library = desk.folder.path().join("library");
    for line in [
        &["check"][..],
        &["backup"],
        &["restore"],
        &["export", "out"],
    ] {
        let refused = desk.json(line, 2);
        assert_eq!(refused["failure"]["code"], "usage", "{line:?} {refused}");
        assert!(!library.exists(), "{line:?}");
    }
}

#[test]
fn a_library_that_is_gone_comes_back() {
    let desk = Desk::new();
    backed_up(&desk);
    fs::remove_file(desk.folder.path().join("library/library.db")).unwrap();
    for line in [&["list"][..], &["check"], &["import", "a.md"]] {
        let refused = desk.json(line, 1);
        assert_eq!(refused["failure"]["code"], "library_corrupt", "{line:?}");
    }
    assert_eq!(desk.json(&["restore", "--dry-run"], 0)["state"], "proposed");
    let back = desk.json(&["restore"], 0);
    assert_eq!(
        (&back["state"], &back["kept_aside"]),
        (&"restored".into(), &Value::Null)
    );
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 1);
}
