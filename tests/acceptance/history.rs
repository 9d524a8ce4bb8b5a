//! History: what was written is kept by itself, comes back, and nothing that comes back destroys.

use std::time::Duration;

use domain::{DraftId, RevisionReason};
use newsroom::{Change, Edit, EditKind, Event, Newsroom, PartKind, RevisionRow, Version};
use proptest::prelude::*;
use testkit::{Desk, Opening, Written};

use crate::journey::Journey;

/// What a draft's history says of itself, newest first.
fn reasons(newsroom: &Newsroom, draft: DraftId) -> Vec<RevisionReason> {
    let page = newsroom.history(draft, None).unwrap().page;
    page.rows.iter().map(|row| row.reason).collect()
}

fn rows(newsroom: &Newsroom, draft: DraftId) -> Vec<RevisionRow> {
    newsroom.history(draft, None).unwrap().page.rows
}

/// Minutes go by, and the newsroom looks over its desk.
fn minutes_later(desk: &Desk, minutes: u64) {
    desk.clock.advance(Duration::from_secs(minutes * 60));
    desk.newsroom().look_over_history().unwrap();
}

/// Puts these words at the end.
fn writes(newsroom: &Newsroom, draft: DraftId, words: &str) {
    let text = newsroom.open_draft(draft).unwrap().text + words;
    newsroom.resync(draft, &text, 0).unwrap();
}

/// A revision's text, as a comparison with itself shows it.
fn text_of(newsroom: &Newsroom, draft: DraftId, row: &RevisionRow) -> String {
    let version = Version::Kept(row.id);
    let compared = newsroom.compare(draft, version, version).unwrap();
    let runs = compared.parts.into_iter().flat_map(|part| part.runs);
    runs.map(|(_, text)| text).collect()
}

/// The texts of a draft's history, newest first.
pub(crate) fn texts(newsroom: &Newsroom, draft: DraftId) -> Vec<String> {
    let kept = rows(newsroom, draft);
    kept.iter()
        .map(|row| text_of(newsroom, draft, row))
        .collect()
}

#[test]
fn a_pause_keeps_what_was_written() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Titre", "Un mot.").at(newsroom);
    minutes_later(&desk, 1);
    assert_eq!(reasons(newsroom, draft), []);
    assert!(newsroom.history(draft, None).unwrap().present_differs);
    minutes_later(&desk, 1);
    let kept = rows(newsroom, draft);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].reason, RevisionReason::Pause);
    assert_eq!(
        (kept[0].headline.as_str(), kept[0].words.unwrap().added),
        ("Titre", 2)
    );
    assert!(!newsroom.history(draft, None).unwrap().present_differs);
    // Nothing more is kept of what says nothing more.
    minutes_later(&desk, 60);
    assert_eq!(rows(newsroom, draft).len(), 1);
    writes(newsroom, draft, " Deux.");
    writes(newsroom, draft, " Trois.");
    minutes_later(&desk, 2);
    let words = rows(newsroom, draft)[0].words.unwrap();
    assert_eq!((words.added, words.removed), (2, 0));
}

#[test]
fn steady_writing_is_kept_every_five_minutes() {
    let desk = Desk::open(Opening::default());
    let draft = Written::new("Titre", "").at(desk.newsroom());
    for minute in 0..21 {
        writes(desk.newsroom(), draft, &format!("mot{minute} "));
        minutes_later(&desk, 1);
    }
    let kept = reasons(desk.newsroom(), draft);
    assert_eq!(kept, [RevisionReason::Steady; 4]);
    // A clock that goes back a day stops nothing.
    desk.clock.go_back(Duration::from_secs(86_400));
    writes(desk.newsroom(), draft, "encore ");
    minutes_later(&desk, 2);
    assert!(
        !desk
            .newsroom()
            .history(draft, None)
            .unwrap()
            .present_differs
    );
}

#[test]
fn a_draft_that_is_left_or_closed_is_kept() {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("Titre", "Un.").at(desk.newsroom());
    let other = Written::new("Autre", "Deux.").at(desk.newsroom());
    desk.newsroom().look_over_history().unwrap();
    assert_eq!(reasons(desk.newsroom(), draft), [RevisionReason::Pause]);
    assert_eq!(reasons(desk.newsroom(), other), []);
    desk.reopen().unwrap();
    assert_eq!(reasons(desk.newsroom(), other), [RevisionReason::Pause]);
    // A sheet that stayed blank has no history.
    let blank = desk.newsroom().new_draft().unwrap().id;
    desk.reopen().unwrap();
    assert_eq!(reasons(desk.newsroom(), blank), []);
}

#[test]
fn what_a_crash_left_in_the_journal_is_kept_when_it_is_opened() {
    let desk = Desk::open(Opening::default());
    let draft = Written::new("Titre", "Avant.").at(desk.newsroom());
    desk.newsroom().keep_now(draft, None).unwrap();
    writes(desk.newsroom(), draft, " Après.");
    desk.until_event(|event| matches!(event, Event::Saved { sequence: 2, .. }).then_some(()));
    let cut = desk.after_a_power_cut().unwrap();
    cut.newsroom().open_draft(draft).unwrap();
    minutes_later(&cut, 2);
    let kept = rows(cut.newsroom(), draft);
    assert_eq!(kept.len(), 2);
    assert_eq!(text_of(cut.newsroom(), draft, &kept[0]), "Avant. Après.");
}

#[test]
fn a_name_is_given_changed_and_taken_away() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Titre", "Un.").at(newsroom);
    let named = newsroom
        .keep_now(draft, Some(" envoyé à l’avocat "))
        .unwrap();
    assert_eq!(
        rows(newsroom, draft)[0].name.as_deref(),
        Some("envoyé à l’avocat")
    );
    // Kept by hand once more without a name, there is nothing new.
    assert_eq!(newsroom.keep_now(draft, None).unwrap(), named);
    newsroom.name_revision(named, Some("relu")).unwrap();
    assert_eq!(rows(newsroom, draft)[0].name.as_deref(), Some("relu"));
    newsroom.name_revision(named, Some("  ")).unwrap();
    assert_eq!(rows(newsroom, draft)[0].name, None);
    let long = "x".repeat(201);
    let refused = newsroom.name_revision(named, Some(&long)).unwrap_err();
    assert_eq!(refused.code(), "field_invalid");
    let nobody = domain::RevisionId(uuid::Uuid::nil());
    let missing = newsroom.name_revision(nobody, Some("a")).unwrap_err();
    assert_eq!(missing.code(), "revision_missing");
}

#[test]
fn the_history_says_what_is_live_where_and_what_was_sent() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let draft = journey.draft();
    let first = journey.published(draft).dispatch;
    writes(newsroom, draft, "\n\nEncore un mot.");
    let second = journey.published(draft).dispatch;
    let kept = rows(newsroom, draft);
    assert_eq!(
        reasons(newsroom, draft),
        [RevisionReason::Update, RevisionReason::Publish]
    );
    assert_eq!((kept[0].id, kept[1].id), (second.revision, first.revision));
    assert_eq!((kept[0].live_on.len(), kept[1].live_on.len()), (1, 0));
    assert_eq!(kept[0].live_on[0].site, second.site);
    for (row, dispatch) in kept.iter().zip([second, first]) {
        assert_eq!(row.dispatches.len(), 1);
        assert_eq!(row.dispatches[0].id, dispatch.id);
        assert_eq!(row.dispatches[0].state, domain::DispatchState::Done);
    }
    // An older revision comes back, but not its slug: readers know the other.
    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    let slug = newsroom.open_draft(draft).unwrap().slug;
    fields.headline = "Un tout autre titre".to_owned();
    newsroom.set_fields(draft, fields).unwrap();
    newsroom.restore_revision(draft, kept[1].id, None).unwrap();
    assert_eq!(newsroom.open_draft(draft).unwrap().slug, slug);
}

#[test]
fn what_comes_back_destroys_nothing_and_can_be_undone() {
    let mut desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Avant", "Un.\n\nDeux.").at(newsroom);
    let old = newsroom.keep_now(draft, Some("un")).unwrap();
    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    fields.headline = "Après".to_owned();
    newsroom.set_fields(draft, fields).unwrap();
    newsroom.resync(draft, "Un.\n\nTrois 😀.", 9).unwrap();
    let restored = newsroom.restore_revision(draft, old, Some(2)).unwrap();
    assert_eq!((restored.edit.sequence, restored.edit.durable), (3, 3));
    assert!(restored.shown.frame.contains("Avant"));
    // An open editor does the same, and has what the core has.
    let mut editor: Vec<u16> = "Un.\n\nTrois 😀.".encode_utf16().collect();
    for change in restored.changes.iter().rev() {
        editor.splice(change.from..change.to, change.insert.encode_utf16());
    }
    assert_eq!(String::from_utf16(&editor).unwrap(), "Un.\n\nDeux.");
    let says = |newsroom: &Newsroom| {
        let open = newsroom.open_draft(draft).unwrap();
        (open.fields.headline, open.text)
    };
    let (before, after) = (
        ("Après".to_owned(), "Un.\n\nTrois 😀.".to_owned()),
        ("Avant".to_owned(), "Un.\n\nDeux.".to_owned()),
    );
    assert_eq!(says(newsroom), after);
    use RevisionReason::{BeforeRestore, Named, Restore};
    assert_eq!(reasons(newsroom, draft), [Restore, BeforeRestore, Named]);
    // It is on the disk, as one change that follows the others.
    desk.reopen().unwrap();
    let newsroom = desk.newsroom();
    assert_eq!(says(newsroom), after);
    newsroom
        .restore_revision(draft, restored.before, None)
        .unwrap();
    assert_eq!(says(newsroom), before);
    assert_eq!(
        reasons(newsroom, draft),
        [Restore, Restore, BeforeRestore, Named]
    );
    // And writing goes on.
    writes(newsroom, draft, " Quatre.");
}

#[test]
fn no_word_on_its_way_is_replaced() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Titre", "Un.").at(newsroom);
    let old = newsroom.keep_now(draft, None).unwrap();
    let typed = Edit {
        draft,
        sequence: 2,
        changes: vec![Change {
            from: 3,
            to: 3,
            insert: " Deux.".to_owned(),
        }],
        length: 9,
        caret: 9,
    };
    newsroom.edit(typed).unwrap();
    // The editor asked before it heard of its own change.
    let refused = newsroom.restore_revision(draft, old, Some(1)).unwrap_err();
    assert_eq!(refused.code(), "out_of_step");
    assert_eq!(newsroom.open_draft(draft).unwrap().text, "Un. Deux.");
    assert_eq!(rows(newsroom, draft).len(), 1);
    let restored = newsroom.restore_revision(draft, old, Some(2)).unwrap();
    let kept = rows(newsroom, draft);
    assert_eq!(kept[1].id, restored.before);
    assert_eq!(text_of(newsroom, draft, &kept[1]), "Un. Deux.");
    // What the editor sends now without knowing of it is asked for whole.
    let late = Edit {
        draft,
        sequence: 3,
        changes: Vec::new(),
        length: 9,
        caret: 9,
    };
    assert_eq!(newsroom.edit(late).unwrap_err().code(), "out_of_step");
}

#[test]
fn a_revision_belongs_to_its_draft() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Titre", "Un.").at(newsroom);
    let other = Written::new("Autre", "Deux.").at(newsroom);
    let foreign = newsroom.keep_now(other, None).unwrap();
    let refused = newsroom.restore_revision(draft, foreign, None).unwrap_err();
    assert_eq!(refused.code(), "revision_missing");
    let compared = newsroom.compare(draft, Version::Present, Version::Kept(foreign));
    assert_eq!(compared.unwrap_err().code(), "revision_missing");
}

#[test]
fn two_versions_are_compared_by_words_and_on_the_page() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let moved = "Un paragraphe assez long pour être reconnu où qu’il aille.";
    let last = "La mairie promet un bilan public des travaux avant la fin de septembre.";
    let draft = Written::new(
        "Avant",
        &format!("{moved}\n\nLe pont de la rivière est fermé à la circulation.\n\n{last}\n"),
    )
    .at(newsroom);
    let old = newsroom.keep_now(draft, None).unwrap();
    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    fields.headline = "Après".to_owned();
    newsroom.set_fields(draft, fields).unwrap();
    let text = format!("Le pont de la rivière est ouvert à la circulation.\n\n{last}\n\n{moved}\n");
    newsroom.resync(draft, &text, 0).unwrap();
    let compared = newsroom
        .compare(draft, Version::Kept(old), Version::Present)
        .unwrap();
    assert_eq!(compared.fields.len(), 1);
    let headline = &compared.fields[0];
    assert_eq!(
        (headline.old.as_str(), headline.new.as_str()),
        ("Avant", "Après")
    );
    assert_eq!((compared.words.added, compared.words.removed), (1, 1));
    let kinds: Vec<PartKind> = compared.parts.iter().map(|part| part.kind).collect();
    for kind in [PartKind::Moved, PartKind::MovedAway, PartKind::Changed] {
        assert!(kinds.contains(&kind), "{kind:?} in {kinds:?}");
    }
    let changed = compared
        .parts
        .iter()
        .find(|part| part.kind == PartKind::Changed)
        .unwrap();
    assert!(
        changed
            .runs
            .contains(&(EditKind::Removed, "fermé".to_owned()))
    );
    assert!(
        changed
            .runs
            .contains(&(EditKind::Added, "ouvert".to_owned()))
    );
    let region = page::region_of(&compared.page).unwrap();
    assert!(region.contains("<h1") && region.contains("Après"));
    assert!(region.contains("ouvert</ins>") && region.contains("fermé</del>"));
    assert!(compared.page.contains("/assets/preview.css"));
    assert_eq!(region.matches("diff-moved-away").count(), 1);
}

#[test]
fn old_revisions_go_by_her_rule_only() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Titre", "").at(newsroom);
    for hour in 0..48 {
        writes(newsroom, draft, &format!("mot{hour} "));
        minutes_later(&desk, 60);
    }
    let named = newsroom.keep_now(draft, Some("un nom")).unwrap();
    desk.clock.advance(Duration::from_secs(30 * 86_400));
    newsroom.look_over_history().unwrap();
    assert_eq!(rows(newsroom, draft).len(), 49);
    assert_eq!(newsroom.revisions_beyond(365).unwrap(), 0);
    assert_eq!(newsroom.revisions_beyond(7).unwrap(), 46);
    assert_eq!(rows(newsroom, draft).len(), 49);
    let mut settings = newsroom.settings().unwrap();
    settings.history_days = Some(7);
    newsroom.set_settings(&settings).unwrap();
    newsroom.look_over_history().unwrap();
    let kept = rows(newsroom, draft);
    // Three days were begun; the last day's last is the named one.
    assert_eq!(kept.len(), 3);
    assert_eq!(kept[0].id, named);
    assert!(text_of(newsroom, draft, &kept[0]).starts_with("mot0 mot1 "));
    for row in &kept {
        assert!(text_of(newsroom, draft, row).starts_with("mot0 "));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// Whatever is written, every revision reads back as the draft was then, and comes back so.
    #[test]
    fn every_revision_reads_back_exactly(
        texts in prop::collection::vec("([a-zé😀 «»]{0,12}|\n\n|\r\n|# |> |- ){0,12}", 2..12),
        back in any::<prop::sample::Index>(),
    ) {
        let mut desk = Desk::open(Opening::default());
        let draft = Written::new("Titre", "").at(desk.newsroom());
        let mut kept = Vec::new();
        for text in &texts {
            desk.newsroom().resync(draft, text, 0).unwrap();
            let id = desk.newsroom().keep_now(draft, Some("n")).unwrap();
            kept.push((id, text));
        }
        desk.reopen().unwrap();
        let newsroom = desk.newsroom();
        for (id, text) in &kept {
            newsroom.restore_revision(draft, *id, None).unwrap();
            prop_assert_eq!(&newsroom.open_draft(draft).unwrap().text, *text);
        }
        let (id, text) = back.get(&kept);
        newsroom.restore_revision(draft, *id, None).unwrap();
        desk.reopen().unwrap();
        prop_assert_eq!(&desk.newsroom().open_draft(draft).unwrap().text, *text);
    }
}
