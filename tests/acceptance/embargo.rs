//! An embargo that refuses: each way out of the desk, before its hour, at it and after, whatever the clocks do.

use std::fs;
use std::path::Path;
use std::time::Duration;

use domain::{Act, DispatchState, DraftId, Mirrored, SiteId, Timestamp};
use newsroom::{Answer, Clock, NewSite, Newsroom, NewsroomError, Repeat, Wish};
use testkit::{Desk, Fault, Opening, Written};

use crate::journey::{ARTICLES, Journey};

const HOUR: Duration = Duration::from_secs(60 * 60);
const DECADE: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

fn now(desk: &Desk) -> Timestamp {
    desk.clock.now()
}

fn hold(newsroom: &Newsroom, draft: DraftId, until: Option<Timestamp>) {
    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    fields.embargo = until;
    newsroom.set_fields(draft, fields).unwrap();
}

fn embargo_of(newsroom: &Newsroom, draft: DraftId) -> Option<Timestamp> {
    newsroom.open_draft(draft).unwrap().fields.embargo
}

fn at(at: Timestamp) -> Wish {
    Wish {
        at: Some(at),
        ..Wish::default()
    }
}

fn despite(reason: &str) -> Wish {
    Wish {
        despite_embargo: Some(reason.to_owned()),
        ..Wish::default()
    }
}

#[track_caller]
fn held<T: std::fmt::Debug>(outcome: Result<T, NewsroomError>, until: Timestamp) {
    assert_eq!(outcome.unwrap_err().until(), Some(until));
}

/// A draft of a journey, held back for an hour from now.
fn held_draft(journey: &Journey) -> (DraftId, Timestamp) {
    let draft = journey.draft();
    let until = now(&journey.desk) + HOUR;
    hold(journey.newsroom(), draft, Some(until));
    (draft, until)
}

fn export(newsroom: &Newsroom, folder: &Path, draft: DraftId) -> Result<usize, NewsroomError> {
    let report = newsroom.export_drafts(folder, Some(&[draft]), None, &mut |_, _| ())?;
    Ok(report.written)
}

#[test]
fn nothing_leaves_before_its_hour_and_all_of_it_from_then_on() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    let (out, shared) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = newsroom.add_folder(shared.path(), Mirrored::All).unwrap();
    newsroom.set_published(folder, true).unwrap();
    for minutes in [60, 1] {
        held(newsroom.publish(draft, journey.site), until);
        held(export(newsroom, &out.path().join("out"), draft), until);
        newsroom.look_into_folders().unwrap();
        assert_eq!(fs::read_dir(shared.path()).unwrap().count(), 0);
        let said = newsroom.folders().unwrap().remove(0).failures;
        assert_eq!(said[0].error.until(), Some(until));
        assert!(said[0].path.ends_with("le-pont-rouvre.md"));
        // A backup is nobody else's.
        newsroom.back_up(None).unwrap();
        let minute = HOUR / 60;
        journey.desk.clock.advance(minute * minutes - minute);
    }
    assert!(!out.path().join("out").exists());
    journey.desk.clock.advance(HOUR / 60);
    assert_eq!(now(&journey.desk), until);
    newsroom.look_into_folders().unwrap();
    assert!(shared.path().join("le-pont-rouvre.md").exists());
    assert_eq!(export(newsroom, out.path(), draft).unwrap(), 1);
    journey.published(draft);
    assert_eq!(newsroom.embargo_overrides(draft).unwrap(), []);
    assert_eq!(newsroom.folders().unwrap().remove(0).failures, []);
}

#[test]
fn an_hour_after_the_embargo_is_allowed_and_an_earlier_one_is_not() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    let early = until - Duration::from_secs(60);
    held(newsroom.publish_as(draft, journey.site, &at(early)), until);
    let promised = newsroom
        .publish_as(draft, journey.site, &at(until))
        .unwrap();
    let id = promised.dispatch.id;
    newsroom.retry_dispatch(id).unwrap();
    assert!(journey.articles().is_empty());
    journey.desk.clock.advance(HOUR);
    newsroom.retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
}

#[test]
fn an_update_is_held_back_and_taking_down_is_not() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let draft = journey.draft();
    journey.published(draft);
    let until = now(&journey.desk) + HOUR;
    hold(newsroom, draft, Some(until));
    newsroom
        .resync(draft, "Ce qui suit est pour plus tard.", 0)
        .unwrap();
    held(newsroom.publish(draft, journey.site), until);
    let down = newsroom.unpublish(draft, journey.site).unwrap();
    journey.until_state(down.dispatch.id, DispatchState::Done);
}

#[test]
fn an_override_says_why_and_is_kept_with_the_promise() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    for nothing in ["", "  ", "ok", "…!"] {
        let refused = newsroom.publish_as(draft, journey.site, &despite(nothing));
        assert_eq!(refused.unwrap_err().code(), "reason_missing");
    }
    assert!(newsroom.outbox().unwrap().is_empty());
    let said = " Levé par\nle ministère à 14 h ";
    let id = newsroom
        .publish_as(draft, journey.site, &despite(said))
        .unwrap()
        .dispatch
        .id;
    journey.until_state(id, DispatchState::Done);
    let kept = newsroom.embargo_overrides(draft).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].reason.as_str(), "Levé par le ministère à 14 h");
    assert_eq!(
        (kept[0].act, kept[0].until, kept[0].dispatch),
        (Act::Publish, until, Some(id))
    );
    let file = journey.desk.library().with_file_name("receipt.json");
    newsroom.export_receipt(id, &file).unwrap();
    let receipt: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let despite = &receipt["despite_embargo"];
    assert_eq!(despite["reason"], "Levé par le ministère à 14 h");
    assert_eq!(despite["until"], until.to_string());
    // It was for that promise alone.
    newsroom.resync(draft, "La suite.", 0).unwrap();
    held(newsroom.publish(draft, journey.site), until);
}

#[test]
fn a_reason_that_nothing_asked_for_is_not_kept() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let draft = journey.draft();
    let wish = despite("par habitude");
    let id = newsroom
        .publish_as(draft, journey.site, &wish)
        .unwrap()
        .dispatch
        .id;
    journey.until_state(id, DispatchState::Done);
    assert_eq!(newsroom.embargo_overrides(draft).unwrap(), []);
}

#[test]
fn an_embargo_that_was_set_or_moved_while_a_promise_waits_holds_it_back() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    let id = newsroom
        .publish_as(draft, journey.site, &at(until))
        .unwrap()
        .dispatch
        .id;
    let later = until + HOUR;
    hold(newsroom, draft, Some(later));
    journey.desk.clock.advance(HOUR);
    newsroom.retry_dispatch(id).unwrap();
    let failed = journey.until_failure(id);
    assert_eq!(failed.dispatch.state, DispatchState::Failed);
    assert_eq!(failed.embargo_until, Some(later));
    assert!(journey.articles().is_empty());
    // Asked for again before its hour it is refused again; an override lets it go.
    newsroom.retry_dispatch(id).unwrap();
    journey.desk.until("the second refusal", |newsroom| {
        let again = newsroom.dispatch(id).unwrap().dispatch;
        (again.attempts > failed.dispatch.attempts && again.state == DispatchState::Failed)
            .then_some(())
    });
    let wish = despite("la source a parlé");
    let second = newsroom
        .publish_as(draft, journey.site, &wish)
        .unwrap()
        .dispatch
        .id;
    journey.until_state(second, DispatchState::Done);
}

#[test]
fn an_override_does_not_reach_an_embargo_that_was_moved_after_it() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    let wish = Wish {
        at: Some(until - HOUR / 2),
        ..despite("levé plus tôt")
    };
    let id = newsroom
        .publish_as(draft, journey.site, &wish)
        .unwrap()
        .dispatch
        .id;
    hold(newsroom, draft, Some(until + HOUR));
    journey.desk.clock.advance(HOUR / 2);
    newsroom.retry_dispatch(id).unwrap();
    let failed = journey.until_failure(id);
    assert_eq!(failed.embargo_until, Some(until + HOUR));
    // Moved back to what was lifted, it goes.
    hold(newsroom, draft, Some(until));
    newsroom.retry_dispatch(id).unwrap();
    journey.desk.until("the end", |newsroom| {
        (newsroom.dispatch(id).unwrap().dispatch.state == DispatchState::Done).then_some(())
    });
}

#[test]
fn what_arrived_before_the_embargo_was_set_is_known_all_the_same() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let draft = journey.draft();
    // The article is made, and its answer is lost.
    journey.fault("POST", ARTICLES, Fault::DropAnswer);
    let id = journey.publish(draft);
    journey.until_failure(id);
    hold(newsroom, draft, Some(now(&journey.desk) + HOUR));
    newsroom.retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(journey.articles().len(), 1);
}

#[test]
fn a_clock_that_is_set_back_while_a_promise_waits_opens_nothing() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    journey.proxy.fault("GET", "/api/v1", 1, Fault::Reset);
    let id = newsroom
        .publish_as(draft, journey.site, &at(until))
        .unwrap()
        .dispatch
        .id;
    journey.desk.clock.advance(HOUR);
    newsroom.retry_dispatch(id).unwrap();
    journey.until_failure(id);
    // Its hour had come; then somebody sets the clock.
    journey.desk.clock.go_back(HOUR / 2);
    newsroom.retry_dispatch(id).unwrap();
    held(export(newsroom, journey.desk.library(), draft), until);
    assert!(journey.articles().is_empty());
    journey.desk.clock.advance(HOUR / 2);
    newsroom.retry_dispatch(id).unwrap();
    journey.desk.until("the end", |newsroom| {
        (newsroom.dispatch(id).unwrap().dispatch.state == DispatchState::Done).then_some(())
    });
}

#[test]
fn a_clock_that_is_set_forward_opens_nothing_where_a_site_says_otherwise() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let draft = journey.draft();
    // The site goes by the machine's clock, which no embargo of the next decade has passed.
    let until = now(&journey.desk) + DECADE;
    hold(newsroom, draft, Some(until));
    journey.desk.clock.advance(DECADE + HOUR);
    let id = newsroom.publish(draft, journey.site).unwrap().dispatch.id;
    let waits = journey.until_failure(id);
    assert_eq!(waits.dispatch.state, DispatchState::Waiting);
    assert_eq!(waits.embargo_until, Some(until));
    assert!(journey.articles().is_empty());
    // From here on it is known that this clock runs ahead.
    let out = tempfile::tempdir().unwrap();
    held(export(newsroom, out.path(), draft), until);
    held(newsroom.publish(draft, journey.site), until);
    // Set right, it holds by ours too; and a reason lifts it whatever the clocks say.
    journey.desk.clock.go_back(DECADE + HOUR);
    held(export(newsroom, out.path(), draft), until);
    let wish = despite("l’auteur le lève");
    let second = newsroom
        .publish_as(draft, journey.site, &wish)
        .unwrap()
        .dispatch
        .id;
    journey.until_state(second, DispatchState::Done);
}

/// The wall's hour in a zone, the moments that it is, and how a file says it.
#[track_caller]
fn entered(zone: &str, written: &str, expect: &str) {
    let desk = Desk::open(Opening::default());
    desk.clock.go_back(120 * 24 * HOUR);
    let newsroom = desk.newsroom();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    let front =
        format!("---\nheadline: Titre\ntime_zone: {zone}\nembargo: {written}\n---\n\nTexte.");
    fs::write(&file, front).unwrap();
    let report = newsroom
        .import_files(&[file], Repeat::Skip, &mut |_, _| ())
        .unwrap();
    let draft = report.drafts[0];
    let expect: Timestamp = expect.parse().unwrap();
    assert_eq!(
        embargo_of(newsroom, draft),
        Some(expect),
        "{zone} {written}"
    );
    let report = newsroom
        .export_drafts(folder.path(), None, Some("pour relecture"), &mut |_, _| ())
        .unwrap();
    let kept = newsroom.embargo_overrides(draft).unwrap();
    assert_eq!((report.written, kept[0].act), (1, Act::Export));
    // What was written is the same moment again, in an hour that comes twice too.
    let again = report.folder.join("titre.md");
    let report = newsroom
        .import_files(&[again], Repeat::Again, &mut |_, _| ())
        .unwrap();
    assert_eq!(embargo_of(newsroom, report.drafts[0]), Some(expect));
}

#[test]
fn an_hour_that_comes_twice_or_never_is_one_moment() {
    // Spring skips it: the hour after it.
    entered("Europe/Paris", "2026-03-29T02:30", "2026-03-29T01:30:00Z");
    entered(
        "America/New_York",
        "2026-03-08T02:30",
        "2026-03-08T07:30:00Z",
    );
    // Autumn repeats it: the first, unless the offset says the second.
    entered("Europe/Paris", "2026-10-25T02:30", "2026-10-25T00:30:00Z");
    entered(
        "Europe/Paris",
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T01:30:00Z",
    );
    // Zones of half and quarter hours, and one whose clocks move by half an hour.
    entered("Asia/Kolkata", "2026-04-29T18:00", "2026-04-29T12:30:00Z");
    entered("Asia/Kathmandu", "2026-04-29T18:00", "2026-04-29T12:15:00Z");
    entered(
        "Australia/Lord_Howe",
        "2026-10-04T02:15",
        "2026-10-03T15:45:00Z",
    );
    entered(
        "Australia/Lord_Howe",
        "2026-04-05T01:45",
        "2026-04-04T14:45:00Z",
    );
}

#[test]
fn it_holds_to_its_moment_through_the_night_in_which_clocks_change() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let draft = journey.draft();
    // The second 02:30 of Paris: the wall shows that hour before, and it is not yet time.
    let until: Timestamp = "2026-10-25T01:30:00Z".parse().unwrap();
    hold(newsroom, draft, Some(until));
    let first: Timestamp = "2026-10-25T00:30:00Z".parse().unwrap();
    let left = first.duration_since(now(&journey.desk));
    journey.desk.clock.advance(left.try_into().unwrap());
    held(newsroom.publish(draft, journey.site), until);
    journey.desk.clock.advance(HOUR - Duration::from_secs(1));
    held(newsroom.publish(draft, journey.site), until);
    journey.desk.clock.advance(Duration::from_secs(1));
    journey.published(draft);
}

#[test]
fn an_export_of_everything_leaves_out_what_is_held_and_names_it() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    Written::new("Libre", "Tout de suite.").at(newsroom);
    let binned = Written::new("Jeté", "Rien.").at(newsroom);
    hold(newsroom, binned, Some(until));
    newsroom.bin_draft(binned).unwrap();
    let out = tempfile::tempdir().unwrap();
    let report = newsroom
        .export_drafts(out.path(), None, None, &mut |_, _| ())
        .unwrap();
    assert_eq!((report.written, report.binned), (1, 0));
    let held: Vec<_> = report
        .held
        .iter()
        .map(|held| held.headline.as_str())
        .collect();
    assert_eq!(held, ["Le pont rouvre", "Jeté"]);
    assert!(report.held.iter().all(|held| held.until == until));
    assert!(out.path().join("libre.md").exists());
    assert!(!out.path().join("le-pont-rouvre.md").exists() && !out.path().join("bin").exists());
    assert_eq!(newsroom.embargo_overrides(draft).unwrap(), []);
    let report = newsroom
        .export_drafts(out.path(), None, Some("pour l’avocate"), &mut |_, _| ())
        .unwrap();
    assert_eq!(
        (report.written, report.binned, report.held.len()),
        (2, 1, 0)
    );
    let kept = newsroom.embargo_overrides(draft).unwrap();
    assert_eq!((kept[0].act, kept[0].dispatch), (Act::Export, None));
}

fn files_site(newsroom: &Newsroom, root: &Path) -> SiteId {
    let new = NewSite::files("https://journal.example", "hugo", root);
    newsroom.add_site(&new).unwrap().site.id
}

#[test]
fn a_folder_of_files_gets_nothing_before_the_hour() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    let root = tempfile::tempdir().unwrap();
    let site = files_site(newsroom, root.path());
    held(newsroom.publish(draft, site), until);
    let id = newsroom
        .publish_as(draft, site, &at(until))
        .unwrap()
        .dispatch
        .id;
    let there = || {
        let all = fs::read_dir(root.path()).unwrap();
        let names = all.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| !name.starts_with('.')).count()
    };
    assert_eq!(there(), 0);
    journey.desk.clock.advance(HOUR);
    newsroom.retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert_eq!(there(), 1);
}

#[test]
fn a_work_folder_of_her_own_is_not_published() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    let own = tempfile::tempdir().unwrap();
    let folder = newsroom.add_folder(own.path(), Mirrored::All).unwrap();
    newsroom.look_into_folders().unwrap();
    let file = own.path().join("le-pont-rouvre.md");
    assert!(fs::read_to_string(&file).unwrap().contains("embargo:"));
    // From the moment she says that others read it, what she writes stays away from it.
    newsroom.set_published(folder, true).unwrap();
    newsroom.resync(draft, "Le nom de la source.", 0).unwrap();
    newsroom.look_into_folders().unwrap();
    assert!(!fs::read_to_string(&file).unwrap().contains("source"));
    assert_eq!(newsroom.folders().unwrap()[0].failures.len(), 1);
    assert_eq!(embargo_of(newsroom, draft), Some(until));
    journey.desk.clock.advance(HOUR);
    newsroom.look_into_folders().unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("source"));
}

#[test]
fn a_file_that_drops_or_lowers_an_embargo_is_asked_about_and_one_that_raises_it_is_not() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let (draft, until) = held_draft(&journey);
    let own = tempfile::tempdir().unwrap();
    newsroom.add_folder(own.path(), Mirrored::All).unwrap();
    newsroom.look_into_folders().unwrap();
    let file = own.path().join("le-pont-rouvre.md");
    let whole = fs::read_to_string(&file).unwrap();
    let line = whole
        .lines()
        .find(|line| line.starts_with("embargo:"))
        .unwrap();
    let without = whole.replace(&format!("{line}\n"), "");
    let earlier = whole.replace(line, "embargo: 2026-04-29T03:00");
    let later = whole.replace(line, "embargo: 2026-04-30T18:00");
    for lowered in [without.clone(), earlier] {
        fs::write(&file, &lowered).unwrap();
        newsroom.look_into_folders().unwrap();
        assert_eq!(embargo_of(newsroom, draft), Some(until));
        let asking = newsroom.asking(draft).unwrap().unwrap();
        assert_eq!(
            asking.questions[0].field,
            Some(newsroom::FieldName::Embargo)
        );
        fs::write(&file, &whole).unwrap();
        newsroom.look_into_folders().unwrap();
        assert_eq!(newsroom.asking(draft).unwrap(), None);
    }
    fs::write(&file, later).unwrap();
    newsroom.look_into_folders().unwrap();
    assert_eq!(newsroom.asking(draft).unwrap(), None);
    let raised: Timestamp = "2026-04-30T16:00:00Z".parse().unwrap();
    assert_eq!(embargo_of(newsroom, draft), Some(raised));
    // Her word takes it away.
    fs::write(&file, without).unwrap();
    newsroom.look_into_folders().unwrap();
    let version = newsroom.asking(draft).unwrap().unwrap().version;
    newsroom.answer(draft, &version, &[Answer::Theirs]).unwrap();
    assert_eq!(embargo_of(newsroom, draft), None);
    journey.published(draft);
}

#[test]
fn neither_an_earlier_version_nor_a_published_file_lifts_it() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "---\nheadline: Titre\n---\n\nUn texte.").unwrap();
    let draft = newsroom.draft_of_file(&file).unwrap();
    let before = newsroom.history(draft, None).unwrap().page.rows[0].id;
    let until = now(&journey.desk) + HOUR;
    hold(newsroom, draft, Some(until));
    newsroom.restore_revision(draft, before, None).unwrap();
    assert_eq!(embargo_of(newsroom, draft), Some(until));
    fs::write(&file, "---\nheadline: Titre\n---\n\nUn autre texte.").unwrap();
    assert_eq!(newsroom.draft_of_file(&file).unwrap(), draft);
    let open = newsroom.open_draft(draft).unwrap();
    assert_eq!(
        (open.text.trim(), open.fields.embargo),
        ("Un autre texte.", Some(until))
    );
    held(newsroom.publish(draft, journey.site), until);
    let twin = newsroom.duplicate_draft(draft).unwrap().id;
    held(newsroom.publish(twin, journey.site), until);
}

#[test]
fn a_file_s_own_embargo_holds_before_there_is_a_draft() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(
        &file,
        "---\nheadline: Titre\nembargo: 2026-04-29T18:00\n---\n\nTexte.",
    )
    .unwrap();
    let until: Timestamp = "2026-04-29T16:00:00Z".parse().unwrap();
    held(newsroom.check_file(&file, journey.site, None), until);
    held(newsroom.render_file(&file), until);
    newsroom
        .check_file(&file, journey.site, Some("levé ce matin"))
        .unwrap();
    journey.desk.clock.advance(24 * HOUR);
    newsroom.check_file(&file, journey.site, None).unwrap();
    newsroom.render_file(&file).unwrap();
}
