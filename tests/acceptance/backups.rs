//! Backups: one a day without being asked, in a folder that may vanish, and what a look over the library finds.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use newsroom::{Event, Flaw, Newsroom, PictureOrigin};
use testkit::{Desk, Opening, Written, kept};

const HOUR: Duration = Duration::from_secs(3600);

fn nobody_looks(_: usize, _: usize) {}

fn until_made(desk: &Desk) {
    desk.newsroom().look_after_backups();
    desk.until_event(|event| matches!(event, Event::BackupMade { .. }).then_some(()));
}

fn files(newsroom: &Newsroom) -> Vec<PathBuf> {
    let files = newsroom.backups().unwrap().files;
    files.into_iter().map(|file| file.path).collect()
}

fn picture(desk: &Desk) -> PathBuf {
    let path = desk.library().join("a.jpg");
    let bytes = include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg");
    fs::write(&path, bytes).unwrap();
    path
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn a_backup_is_made_each_day_with_the_pictures() {
    let mut desk = Desk::open(Opening::default());
    Written::new("Le pont", "Il rouvre.").at(desk.newsroom());
    let origin = PictureOrigin::File(picture(&desk));
    desk.newsroom().keep_picture(&origin).unwrap();
    until_made(&desk);
    let first = desk.newsroom().backups().unwrap();
    assert_eq!(
        (first.files.len(), first.chosen, first.fault),
        (1, false, None)
    );
    assert_eq!(names(&first.folder.join("pictures")).len(), 1);
    // Not a second one on the same day, after a new start either.
    desk.clock.advance(HOUR * 12);
    desk.reopen().unwrap();
    desk.newsroom().look_after_backups();
    desk.clock.advance(HOUR * 13);
    until_made(&desk);
    assert_eq!(files(desk.newsroom()).len(), 2);
}

#[test]
fn a_clock_that_is_put_back_deletes_nothing() {
    let desk = Desk::open(Opening::default());
    desk.clock.advance(HOUR * 24 * 400);
    until_made(&desk);
    let ahead = files(desk.newsroom()).remove(0);
    desk.clock.go_back(HOUR * 24 * 400);
    for made in 2..12 {
        until_made(&desk);
        desk.clock.advance(HOUR * 25);
        let kept = files(desk.newsroom());
        assert!(kept.len() >= made.min(8) && kept.contains(&ahead), "{made}");
    }
}

#[test]
fn a_folder_that_vanishes_is_told_and_the_library_s_own_serves_meanwhile() {
    let desk = Desk::open(Opening::default());
    let stick = tempfile::tempdir().unwrap();
    let folder = stick.path().join("backups");
    let newsroom = desk.newsroom();
    let missing = newsroom.set_backup_folder(Some(&folder)).unwrap_err();
    assert_eq!(missing.code(), "backup_folder_missing");
    fs::create_dir(&folder).unwrap();
    newsroom.set_backup_folder(Some(&folder)).unwrap();
    until_made(&desk);
    assert_eq!(newsroom.backups().unwrap().folder, folder);
    assert_eq!(files(newsroom).len(), 1);
    // All of it at once, as a stick that is pulled out, whatever is being written to it.
    fs::rename(&folder, stick.path().join("elsewhere")).unwrap();
    desk.clock.advance(HOUR * 25);
    newsroom.look_after_backups();
    desk.until_event(|event| match event {
        Event::BackupFailed { error } => (error.code() == "backup_folder_missing").then_some(()),
        _ => None,
    });
    let view = newsroom.backups().unwrap();
    assert_eq!(view.fault.unwrap().code(), "backup_folder_missing");
    assert_eq!(names(&desk.library().join("backups")).len(), 1);
    // Plugged in again.
    fs::create_dir(&folder).unwrap();
    until_made(&desk);
    let view = newsroom.backups().unwrap();
    assert_eq!((view.files.len(), view.fault), (1, None));
}

#[test]
fn a_note_of_the_chosen_folder_that_can_t_be_read_is_told_and_left_alone() {
    let mut desk = Desk::open(Opening::default());
    until_made(&desk);
    let note = desk.library().join("backups.json");
    fs::write(&note, "{\"library\": ").unwrap();
    desk.reopen().unwrap();
    desk.clock.advance(HOUR * 25);
    let newsroom = desk.newsroom();
    newsroom.look_after_backups();
    let failed = desk.until_event(|event| match event {
        Event::BackupFailed { error } => Some(error.code()),
        _ => None,
    });
    assert_eq!(failed, "backup_fault");
    assert_eq!(fs::read_to_string(&note).unwrap(), "{\"library\": ");
    // Meanwhile the library's own folder serves.
    let view = newsroom.backups().unwrap();
    assert_eq!((view.files.len(), view.chosen), (2, false));
    assert_eq!(view.fault.unwrap().code(), "backup_fault");
    let chosen = tempfile::tempdir().unwrap();
    newsroom.set_backup_folder(Some(chosen.path())).unwrap();
    until_made(&desk);
    assert_eq!(newsroom.backups().unwrap().fault, None);
}

#[test]
fn a_folder_that_can_t_be_written_is_told() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let sealed = Path::new("/sys/kernel");
    assert_eq!(
        newsroom.back_up(Some(sealed)).unwrap_err().code(),
        "backup_folder_unwritable"
    );
    let file = desk.library().join("file");
    fs::write(&file, "").unwrap();
    assert_eq!(
        newsroom.set_backup_folder(Some(&file)).unwrap_err().code(),
        "backup_folder_missing"
    );
    let made = newsroom.back_up(Some(&desk.library().join("new"))).unwrap();
    assert!(made.file.path.exists());
}

#[test]
fn two_libraries_share_a_folder_and_clear_only_their_own() {
    let shared = tempfile::tempdir().unwrap();
    let desks = [
        Desk::open(Opening::default()),
        Desk::open(Opening::default()),
    ];
    for desk in &desks {
        desk.newsroom()
            .set_backup_folder(Some(shared.path()))
            .unwrap();
        for _ in 0..10 {
            until_made(desk);
            desk.clock.advance(HOUR * 25);
        }
    }
    for desk in &desks {
        let kept = files(desk.newsroom()).len();
        assert!((7..10).contains(&kept), "{kept}");
    }
}

#[test]
fn a_backup_that_can_t_be_deleted_keeps_no_other() {
    let desk = Desk::open(Opening::default());
    until_made(&desk);
    let made = files(desk.newsroom()).remove(0);
    let name = made.file_name().unwrap().to_str().unwrap();
    let mark = name.split('-').nth(1).unwrap();
    let old = |day: u8| made.with_file_name(format!("marbre-{mark}-202601{day:02}T000000Z.db"));
    // Nothing deletes a folder with something in it like a file.
    fs::create_dir_all(old(2).join("in it")).unwrap();
    for day in [1, 3, 4, 8, 9, 10, 11, 12] {
        fs::write(old(day), "").unwrap();
    }
    desk.clock.advance(HOUR * 25);
    until_made(&desk);
    let kept = files(desk.newsroom());
    let there = [1, 2, 3, 4].map(|day| kept.contains(&old(day)));
    assert_eq!(there, [false, true, false, true]);
}

#[cfg(unix)]
#[test]
fn backups_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::open(Opening::default());
    let origin = PictureOrigin::File(picture(&desk));
    desk.newsroom().keep_picture(&origin).unwrap();
    let shared = tempfile::tempdir().unwrap();
    let made = desk
        .newsroom()
        .back_up(Some(&shared.path().join("new")))
        .unwrap();
    let folder = made.file.path.parent().unwrap();
    for path in [folder, &folder.join("pictures"), &made.file.path] {
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{path:?}");
    }
}

#[test]
fn what_a_backup_that_was_cut_off_left_goes_with_the_next_day() {
    let desk = Desk::open(Opening::default());
    until_made(&desk);
    let made = files(desk.newsroom()).remove(0);
    let folder = made.parent().unwrap();
    let mark = made
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .split('-')
        .nth(1)
        .unwrap();
    let left = |mark: &str, moment: &str| {
        let path = folder.join(format!("marbre-{mark}-{moment}.db.unfinished-1"));
        fs::write(&path, "half").unwrap();
        path
    };
    let cut_off = left(mark, "20260429T004900Z");
    let under_way = left(mark, "20260430T004900Z");
    let theirs = left("0123456789ab", "20260101T000000Z");
    desk.clock.advance(HOUR * 25);
    until_made(&desk);
    let there = [&cut_off, &under_way, &theirs].map(|path| path.exists());
    assert_eq!(there, [false, true, true]);
}

#[test]
fn a_look_over_the_library_finds_what_is_wrong() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let lead = kept(newsroom, picture(&desk));
    let draft = Written::new("Le pont", "Il rouvre.")
        .picture(lead)
        .at(newsroom);
    Written::new("La gare", "Elle ferme.").at(newsroom);
    newsroom.bin_draft(draft).unwrap();
    let report = newsroom.check_library(&mut nobody_looks).unwrap();
    assert_eq!((report.drafts, report.pictures), (2, 1));
    assert_eq!(report.faults, []);
    let kept = desk.library().join("pictures");
    let name = names(&kept)[0].clone();
    // Named by the text, not by the fields.
    Written::new("La tour", &format!("![Vue](/media/{name})")).at(newsroom);
    let kept = kept.join(&name);
    let mut bytes = fs::read(&kept).unwrap();
    bytes[100] ^= 1;
    fs::write(&kept, bytes).unwrap();
    let flaws = || -> Vec<Flaw> {
        let report = newsroom.check_library(&mut nobody_looks).unwrap();
        report.faults.iter().map(|fault| fault.flaw).collect()
    };
    assert_eq!(flaws(), [Flaw::PictureDamaged]);
    fs::remove_file(&kept).unwrap();
    assert_eq!(flaws(), [Flaw::PictureMissing]);
    newsroom.delete_draft(draft).unwrap();
    assert_eq!(flaws(), [Flaw::PictureMissing]);
}
