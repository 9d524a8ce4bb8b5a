//! Pictures that come in while something goes wrong: there is no room for them, or their file becomes another one meanwhile.

use std::fs;
use std::process::Command;

use newsroom::PictureOrigin;
use testkit::{Desk, Opening, Written};

use crate::pictures::{file, listed, names, photo};

/// Says to this program that it is the one that has little room.
const LITTLE_ROOM: &str = "MARBRE_TEST_LITTLE_ROOM";

/// Runs a test of these in a process of its own, which is told, and does not die, when a file becomes too large.
#[track_caller]
fn alone(test: &str) {
    // Not by its name: a build meanwhile may have put another program there.
    let own = format!("/proc/{}/exe", std::process::id());
    let script = "trap '' XFSZ; exec \"$0\" --exact \"$1\"";
    let done = Command::new("sh")
        .args(["-c", script, &own, test])
        .env(LITTLE_ROOM, "yes")
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success() && said.contains(" 1 passed"),
        "{said}"
    );
}

/// How long this process's files may become, in bytes or `unlimited`.
fn may_write(length: &str) {
    let done = Command::new("prlimit")
        .arg(format!("--pid={}", std::process::id()))
        .arg(format!("--fsize={length}:"))
        .status();
    assert!(done.expect("prlimit, of util-linux").success());
}

#[test]
fn without_room_a_picture_is_refused_leaves_nothing_and_is_taken_once_there_is_some() {
    if std::env::var_os(LITTLE_ROOM).is_none() {
        return alone(
            "intake::without_room_a_picture_is_refused_leaves_nothing_and_is_taken_once_there_is_some",
        );
    }
    let mut desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Le pont", "Il rouvre.").at(newsroom);
    // Longer than anything else that the library writes.
    let large = [photo("quai"), vec![0; 9_000_000]].concat();
    let (_folder, path) = file("quai.jpg", &large);
    let from_file = || newsroom.keep_picture(&PictureOrigin::File(path.clone()));
    may_write("8000000");
    for _ in 0..2 {
        let pasted = newsroom.keep_picture_bytes("quai.jpg", &large);
        for refused in [from_file(), pasted] {
            assert_eq!(refused.unwrap_err().code(), "disk_full");
        }
    }
    let pictures = desk.library().join("pictures");
    assert_eq!(names(&pictures), [""; 0]);
    assert_eq!(listed(newsroom, "", false), [""; 0]);
    // She writes on meanwhile.
    newsroom.resync(draft, "Il rouvre demain.", 0).unwrap();
    may_write("unlimited");
    let kept = from_file().unwrap().picture.file;
    assert_eq!(names(&pictures), [kept.name()]);
    assert_eq!(fs::read(pictures.join(kept.name())).unwrap(), large);
    desk.reopen().unwrap();
    let newsroom = desk.newsroom();
    assert_eq!(
        newsroom.open_draft(draft).unwrap().text,
        "Il rouvre demain."
    );
    assert_eq!(listed(newsroom, "", false), ["quai.jpg"]);
    let report = newsroom.check_library(&mut |_, _| ()).unwrap();
    assert_eq!((report.pictures, report.faults), (1, Vec::new()));
}
