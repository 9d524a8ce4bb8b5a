//! Libraries that come back: from a backup, and from what a damaged file still says. Nothing is written over, nothing is chosen silently.

use std::fs;
use std::path::Path;

use domain::{DispatchState, DraftId, Maker};
use newsroom::{Comeback, Fate, ListQuery, Newsroom, Version};
use testkit::{Desk, Opening, Written, kept};

use crate::importing::article;
use crate::journey::Journey;

/// Spoils the database's head, so that no SQLite opens it.
fn spoil(library: &Path) {
    let path = library.join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[..1000].fill(b'x');
    fs::write(&path, bytes).unwrap();
}

fn text(newsroom: &Newsroom, draft: DraftId) -> String {
    newsroom.open_draft(draft).unwrap().text
}

fn fate(comeback: &Comeback, headline: &str) -> Vec<(DraftId, Fate)> {
    let found = comeback.found.iter();
    let found = found.filter(|found| found.headline == headline);
    found.map(|found| (found.draft, found.fate)).collect()
}

#[test]
fn a_backup_takes_the_library_s_place_and_the_library_is_kept_aside() {
    let mut desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let jpeg = desk.library().join("a.jpg");
    let bytes = include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg");
    fs::write(&jpeg, bytes).unwrap();
    let lead = kept(newsroom, jpeg);
    let draft = Written::new("Le pont", "Hier.").picture(lead).at(newsroom);
    let elsewhere = tempfile::tempdir().unwrap();
    let made = newsroom.back_up(Some(elsewhere.path())).unwrap();
    assert_eq!((made.facts.drafts, made.new_pictures), (1, 1));
    newsroom.resync(draft, "Aujourd’hui.", 0).unwrap();
    let busy = desk.restoration().restore(&made.file.path).unwrap_err();
    assert_eq!(busy.code(), "library_busy");
    desk.close();
    // Spoilt, but not shorter.
    let pictures = desk.library().join("pictures");
    let kept = fs::read_dir(pictures).unwrap().next().unwrap().unwrap();
    fs::write(kept.path(), vec![b'x'; bytes.len()]).unwrap();
    let restored = desk.restoration().restore(&made.file.path).unwrap();
    assert_eq!((restored.facts.drafts, restored.pictures), (1, 1));
    desk.reopen().unwrap();
    assert_eq!(text(desk.newsroom(), draft), "Hier.");
    let report = desk.newsroom().check_library(&mut |_, _| ()).unwrap();
    assert_eq!(report.faults, []);
    // The former one is whole, and can take its place again.
    desk.close();
    desk.restoration()
        .restore(&restored.kept_aside.unwrap())
        .unwrap();
    desk.reopen().unwrap();
    assert_eq!(text(desk.newsroom(), draft), "Aujourd’hui.");
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("Le pont", "Il rouvre.").at(desk.newsroom());
    desk.close();
    let file = desk.library().join("a.db");
    fs::write(&file, "no backup").unwrap();
    let damaged = desk.restoration().restore(&file).unwrap_err();
    assert_eq!(damaged.code(), "backup_damaged");
    let missing = desk.library().join("none.db");
    let missing = desk.restoration().restore(&missing).unwrap_err();
    assert_eq!(missing.code(), "file_missing");
    desk.reopen().unwrap();
    assert_eq!(text(desk.newsroom(), draft), "Il rouvre.");
}

#[test]
fn a_damaged_library_comes_back_with_all_that_can_be_read() {
    let mut desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let same = Written::new("Le pont", "Il rouvre.").at(newsroom);
    let changed = Written::new("La gare", "Hier.").at(newsroom);
    let retitled = Written::new("La mairie", "Elle vote.").at(newsroom);
    let deleted = Written::new("Le port", "Il ferme.").at(newsroom);
    newsroom.back_up(None).unwrap();
    let mut fields = newsroom.open_draft(retitled).unwrap().fields;
    fields.headline = "Le maire".to_owned();
    newsroom.set_fields(retitled, fields).unwrap();
    newsroom.resync(changed, "Aujourd’hui.", 0).unwrap();
    let new = Written::new("La tour", "Elle penche.").at(newsroom);
    newsroom.delete_draft(deleted).unwrap();
    desk.close();
    spoil(desk.library());
    let spoilt = fs::read(desk.library().join("library.db")).unwrap();
    assert_eq!(desk.reopen().unwrap_err().code(), "library_corrupt");
    let proposed = desk.restoration().propose().unwrap();
    assert_eq!(fs::read(desk.library().join("library.db")).unwrap(), spoilt);
    let comeback = desk.restoration().bring_up().unwrap();
    let aside = comeback.kept_aside.clone().unwrap();
    assert_eq!(fs::read(&aside).unwrap(), spoilt);
    assert_eq!(
        (proposed.same, proposed.found.len(), proposed.backup),
        (comeback.same, comeback.found.len(), comeback.backup.clone())
    );
    assert!(comeback.backup.is_some() && !comeback.whole);
    desk.reopen().unwrap();
    let newsroom = desk.newsroom();
    assert_eq!(text(newsroom, same), "Il rouvre.");
    // The journal's later edits follow the backup's text.
    assert_eq!(fate(&comeback, "La gare"), [(changed, Fate::Continued)]);
    assert_eq!(text(newsroom, changed), "Aujourd’hui.");
    let apart = fate(&comeback, "Le maire (retrouvé)");
    assert_eq!((apart.len(), apart[0].1), (1, Fate::Apart));
    assert_eq!(text(newsroom, apart[0].0), "Elle vote.");
    let original = newsroom.open_draft(retitled).unwrap().fields.headline;
    assert_eq!(original, "La mairie");
    assert_eq!(fate(&comeback, "La tour"), [(new, Fate::Added)]);
    assert_eq!(text(newsroom, new), "Elle penche.");
    // Only the backup still has it, or so it seems: a page that nobody uses may still say it.
    assert!(fate(&comeback, "Le port").contains(&(deleted, Fate::OfBackup)) || comeback.same == 2);
    assert_eq!(text(newsroom, deleted), "Il ferme.");
    let report = newsroom.check_library(&mut |_, _| ()).unwrap();
    assert_eq!(report.faults, []);
}

#[test]
fn the_journal_of_another_text_does_not_follow_the_backup() {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("Le pont", "Il rouvre.").at(desk.newsroom());
    let early = desk.newsroom().back_up(None).unwrap().file;
    let say = |desk: &Desk, texts: &[&str]| {
        for text in texts {
            desk.newsroom().resync(draft, text, 0).unwrap();
        }
    };
    say(&desk, &["Il rouvre lundi."]);
    desk.clock.advance(std::time::Duration::from_secs(60));
    desk.newsroom().back_up(None).unwrap();
    desk.close();
    desk.restoration().restore(&early.path).unwrap();
    desk.reopen().unwrap();
    say(&desk, &["Il rouvre mardi.", "Il rouvre mardi matin."]);
    desk.close();
    spoil(desk.library());
    let comeback = desk.restoration().bring_up().unwrap();
    desk.reopen().unwrap();
    assert_eq!(text(desk.newsroom(), draft), "Il rouvre lundi.");
    assert_eq!(fate(&comeback, "Le pont"), []);
    let apart = fate(&comeback, "Le pont (retrouvé)");
    assert_eq!((apart.len(), apart[0].1), (1, Fate::Apart));
    let found = text(desk.newsroom(), apart[0].0);
    assert_eq!(found, "Il rouvre mardi matin.");
}

#[test]
fn what_was_taken_out_of_the_bin_since_the_backup_does_not_come_back_in_it() {
    let mut desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Le pont", "Il rouvre.").at(newsroom);
    newsroom.bin_draft(draft).unwrap();
    newsroom.back_up(None).unwrap();
    newsroom.restore_draft(draft).unwrap();
    desk.close();
    spoil(desk.library());
    desk.restoration().bring_up().unwrap();
    desk.reopen().unwrap();
    let listed = desk.newsroom().list(&ListQuery::all(0, 9)).unwrap();
    assert_eq!(listed.rows.len(), 1);
}

#[test]
fn what_is_not_ours_in_a_file_comes_back_with_its_draft() {
    let mut desk = Desk::open(Opening::default());
    let file = desk.library().join("a.md");
    fs::write(
        &file,
        "---\nheadline: Le pont\nlayout: post\n---\nIl rouvre.",
    )
    .unwrap();
    desk.newsroom().draft_of_file(&file).unwrap();
    desk.close();
    // The pages are found by the file's own tree: only the text of one is spoilt.
    let database = desk.library().join("library.db");
    let mut bytes = fs::read(&database).unwrap();
    let at = bytes
        .windows(10)
        .rposition(|ten| ten == b"Il rouvre.")
        .unwrap();
    bytes[at] = 0xFF;
    fs::write(&database, bytes).unwrap();
    desk.restoration().bring_up().unwrap();
    desk.reopen().unwrap();
    let out = desk.library().join("out");
    desk.newsroom()
        .export_drafts(&out, None, None, &mut |_, _| ())
        .unwrap();
    let exported = fs::read_to_string(out.join("le-pont.md")).unwrap();
    assert!(exported.contains("layout: post"), "{exported}");
}

#[test]
fn without_a_backup_what_can_be_read_makes_a_library() {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("Le pont", &"Il rouvre. ".repeat(5_000)).at(desk.newsroom());
    desk.close();
    spoil(desk.library());
    let comeback = desk.restoration().bring_up().unwrap();
    assert_eq!((comeback.backup.clone(), comeback.whole), (None, false));
    assert_eq!(fate(&comeback, "Le pont"), [(draft, Fate::Added)]);
    desk.reopen().unwrap();
    assert!(text(desk.newsroom(), draft) == "Il rouvre. ".repeat(5_000));
}

#[test]
fn a_library_that_is_gone_is_not_begun_anew_beside_its_backups() {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("Le pont", "Il rouvre.").at(desk.newsroom());
    desk.newsroom().back_up(None).unwrap();
    desk.close();
    fs::remove_file(desk.library().join("library.db")).unwrap();
    assert_eq!(desk.reopen().unwrap_err().code(), "library_corrupt");
    assert!(!desk.library().join("library.db").exists());
    let comeback = desk.restoration().bring_up().unwrap();
    assert_eq!(fate(&comeback, "Le pont"), [(draft, Fate::OfBackup)]);
    assert_eq!(comeback.kept_aside, None);
    desk.reopen().unwrap();
    assert_eq!(text(desk.newsroom(), draft), "Il rouvre.");
}

#[test]
fn a_damaged_backup_is_passed_over_for_an_older_one() {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("Le pont", "Il rouvre.").at(desk.newsroom());
    let good = desk.newsroom().back_up(None).unwrap().file;
    desk.clock.advance(std::time::Duration::from_secs(3600));
    let bad = desk.newsroom().back_up(None).unwrap().file;
    desk.close();
    fs::write(&bad.path, "half a backup").unwrap();
    fs::write(desk.library().join("library.db"), "").unwrap();
    let comeback = desk.restoration().bring_up().unwrap();
    assert_eq!(comeback.backup, Some(good));
    assert_eq!(comeback.bad_backups, [bad.path]);
    desk.reopen().unwrap();
    assert_eq!(text(desk.newsroom(), draft), "Il rouvre.");
}

#[test]
fn a_backup_dated_by_a_clock_that_was_ahead_is_not_taken_for_the_newest() {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("Le pont", "Il rouvre.").at(desk.newsroom());
    let year = std::time::Duration::from_secs(400 * 24 * 3600);
    desk.clock.advance(year);
    let ahead = desk.newsroom().back_up(None).unwrap().file;
    desk.clock.go_back(year);
    desk.newsroom()
        .resync(draft, "Il rouvre lundi.", 0)
        .unwrap();
    let newest = desk.newsroom().back_up(None).unwrap().file;
    desk.close();
    fs::write(desk.library().join("library.db"), "").unwrap();
    let proposed = desk.restoration().propose().unwrap();
    assert_eq!(proposed.backup, Some(newest.clone()));
    // Better than none.
    fs::remove_file(newest.path).unwrap();
    assert_eq!(desk.restoration().propose().unwrap().backup, Some(ahead));
}

#[test]
fn damage_that_only_a_backup_notices_is_told_and_looked_at_before_the_next_start() {
    let mut desk = Desk::open(Opening::default());
    let long = "Il rouvre. ".repeat(20_000);
    let draft = Written::new("Le pont", &long).at(desk.newsroom());
    desk.newsroom().back_up(None).unwrap();
    desk.close();
    // The end holds the text: the library opens as if nothing were.
    let path = desk.library().join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    let from = bytes.len() / 10 * 9;
    bytes[from..].fill(0x5A);
    fs::write(&path, bytes).unwrap();
    desk.reopen().unwrap();
    let told = desk.newsroom().back_up(None).unwrap_err();
    assert_eq!(told.code(), "library_corrupt");
    desk.close();
    let before = fs::read(&path).unwrap();
    let refused = desk.reopen().unwrap_err();
    assert_eq!(refused.code(), "library_corrupt");
    assert!(fs::read(&path).unwrap() == before, "nothing was written");
    let comeback = desk.restoration().bring_up().unwrap();
    desk.reopen().unwrap();
    let back = text(desk.newsroom(), draft);
    assert!(
        back == long,
        "{} {:?} {comeback:?}",
        back.len(),
        back.get(..40)
    );
}

#[test]
fn what_was_promised_in_a_backup_is_not_sent_by_itself_and_never_twice() {
    let mut journey = Journey::begin();
    journey.proxy.down();
    let draft = journey.draft();
    let id = journey.publish(draft);
    journey.until_failure(id);
    let made = journey.newsroom().back_up(None).unwrap().file;
    journey.proxy.up();
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    journey.desk.close();
    journey.desk.restoration().restore(&made.path).unwrap();
    journey.desk.reopen().unwrap();
    let stopped = journey.newsroom().dispatch(id).unwrap().dispatch;
    assert_eq!(stopped.state, DispatchState::Failed);
    assert_eq!(stopped.failure.as_deref(), Some("dispatch_restored"));
    // Tried again by hand, it is found to have happened.
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles().len(), 1);
}

#[test]
fn what_was_never_tried_in_a_backup_is_asked_about_before_it_is_sent() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    let hour = std::time::Duration::from_secs(60 * 60);
    let wish = newsroom::Wish {
        at: Some(newsroom::Clock::now(&*journey.desk.clock) + hour),
        newsletter: None,
        ..newsroom::Wish::default()
    };
    let promised = journey.newsroom().publish_as(draft, journey.site, &wish);
    let id = promised.unwrap().dispatch.id;
    let made = journey.newsroom().back_up(None).unwrap().file;
    journey.desk.clock.advance(hour);
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    journey.desk.close();
    journey.desk.restoration().restore(&made.path).unwrap();
    journey.desk.reopen().unwrap();
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    let sent = journey.proxy.count("POST", crate::journey::ARTICLES);
    assert_eq!(sent, 1);
}

/// The library is again as this backup has it.
fn brought_back(journey: &mut Journey, backup: &Path) {
    journey.desk.close();
    journey.desk.restoration().restore(backup).unwrap();
    journey.desk.reopen().unwrap();
}

fn failure_of(journey: &Journey, id: domain::DispatchId) -> String {
    let failed = journey.until_state(id, DispatchState::Failed).dispatch;
    failed.failure.unwrap()
}

#[test]
fn what_was_published_after_the_backup_is_tied_again_and_not_made_twice() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    let made = journey.newsroom().back_up(None).unwrap().file;
    // She went on, under another headline and at another address.
    let newsroom = journey.newsroom();
    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    fields.headline = "Le pont a rouvert".to_owned();
    newsroom.set_fields(draft, fields).unwrap();
    newsroom.resync(draft, "On passe, enfin.", 0).unwrap();
    journey.published(draft);
    brought_back(&mut journey, &made.path);
    let id = journey.publish(draft);
    assert_eq!(failure_of(&journey, id), "article_changed_there");
    assert_eq!(journey.articles(), ["le-pont-a-rouvert"]);
    assert_eq!(journey.proxy.count("POST", crate::journey::ARTICLES), 1);
    // Which words are to stand, she says: theirs can be taken, hers sent.
    let newsroom = journey.newsroom();
    let there = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert!(there.text && there.questions.is_empty(), "{there:?}");
    newsroom.retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles(), ["le-pont-a-rouvert"]);
    let history = newsroom.history(draft, None).unwrap().page.rows;
    let theirs = history
        .iter()
        .find(|row| matches!(&row.maker, Maker::Site(_)));
    let theirs = Version::Kept(theirs.unwrap().id);
    let compared = newsroom.compare(draft, theirs, Version::Present).unwrap();
    assert!(format!("{compared:?}").contains("enfin"));
}

#[test]
fn what_may_be_there_is_not_made_again_unless_she_says_so() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    let made = journey.newsroom().back_up(None).unwrap().file;
    let of_older_program = publish::Outgoing {
        slug: domain::Slug::parse("le-pont-rouvre-2").unwrap(),
        ..article("Le pont rouvre", "Autre.", None)
    };
    let key = domain::DispatchId(uuid::Uuid::new_v4());
    publish::Destination::create(&journey.another_desk(), key, &of_older_program).unwrap();
    brought_back(&mut journey, &made.path);
    let id = journey.publish(draft);
    assert_eq!(failure_of(&journey, id), "perhaps_there");
    assert_eq!(journey.articles().len(), 1);
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles().len(), 2);
    // A draft that was begun after that was never published before.
    let key = domain::DispatchId(uuid::Uuid::new_v4());
    let other = article("La gare ferme", "Autre.", None);
    publish::Destination::create(&journey.another_desk(), key, &other).unwrap();
    journey
        .desk
        .clock
        .advance(std::time::Duration::from_secs(1));
    let new = Written::new("La gare ferme", "Elle ferme.")
        .with(|fields| fields.slug = Some(domain::Slug::parse("gare").unwrap()))
        .at(journey.newsroom());
    journey.published(new);
}
