//! What another program wrote meets what she wrote: merged, kept from before, asked where both changed the same.

use super::*;

#[test]
fn a_draft_gets_a_file_and_the_file_follows_it() {
    let work = Work::new();
    let draft = work.mirrored("Les écluses", "Une péniche attend.");
    assert_eq!(work.names(), ["les-ecluses.md"]);
    assert!(
        work.read("les-ecluses.md")
            .contains("headline: \"Les écluses\"")
    );
    work.writes(draft, "Deux péniches attendent.");
    work.look();
    assert_eq!(work.body("les-ecluses.md"), "Deux péniches attendent.");
    // The headline's change does not rename it.
    let mut fields = work.newsroom().open_draft(draft).unwrap().fields;
    fields.headline = "Autre chose".to_owned();
    work.newsroom().set_fields(draft, fields).unwrap();
    work.look();
    assert_eq!(work.names(), ["les-ecluses.md"]);
    assert!(work.read("les-ecluses.md").contains("Autre chose"));
}

#[test]
fn a_file_that_was_edited_comes_into_a_closed_draft() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    work.edits("titre.md", "Un texte.", "Un autre texte.");
    work.edits("titre.md", "\"Titre\"", "\"Titre neuf\"");
    work.look();
    let open = work.newsroom().open_draft(draft).unwrap();
    assert_eq!(
        (open.text.as_str(), open.fields.headline.as_str()),
        ("Un autre texte.", "Titre neuf")
    );
    // The file is left as its program wrote it.
    assert!(work.read("titre.md").contains("\"Titre neuf\""));
}

#[test]
fn what_both_changed_at_different_places_is_merged() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Le début est ici. La fin est là.");
    work.writes(draft, "Le début est là-bas. La fin est là.");
    work.edits("titre.md", "La fin est là.", "La fin est proche.");
    work.look();
    let both = "Le début est là-bas. La fin est proche.";
    assert_eq!(work.text(draft), both);
    assert_eq!(work.body("titre.md"), both);
    assert!(work.newsroom().asked_drafts().unwrap().is_empty());
}

#[test]
fn her_own_words_are_kept_as_hers_from_before_the_merge() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Trois mots. La fin est là.");
    work.writes(draft, "Cinq mots. La fin est là.");
    work.edits("titre.md", "là", "proche");
    work.look();
    let hers = (RevisionReason::Merge, Maker::Writer);
    let merged = (RevisionReason::Merge, work.maker("titre.md"));
    assert_eq!(work.kept(draft), [merged.clone(), hers.clone()]);
    // Where both changed the same: hers, what the file says, and what came of her answer.
    work.writes(draft, "Six mots. La fin est proche.");
    work.edits("titre.md", "Cinq", "Sept");
    work.look();
    let theirs = (RevisionReason::Import, work.maker("titre.md"));
    assert_eq!(work.kept(draft)[..2], [theirs, hers.clone()]);
    let newsroom = work.newsroom();
    let asking = newsroom.asking(draft).unwrap().unwrap();
    let words = Answer::Words("Huit mots".to_owned());
    newsroom.answer(draft, &asking.version, &[words]).unwrap();
    assert_eq!(work.kept(draft)[..2], [merged, hers]);
}

#[test]
fn what_a_window_never_had_is_kept_from_before_the_merge() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    let was = work.newsroom().open_draft(draft).unwrap().fields;
    let named = |headline: &str| domain::Fields {
        headline: headline.to_owned(),
        ..was.clone()
    };
    let newsroom = work.newsroom();
    newsroom.set_fields(draft, named("Le leur")).unwrap();
    newsroom
        .set_fields_from(draft, &was, named("Le mien"))
        .unwrap();
    assert_eq!(work.kept(draft), [(RevisionReason::Merge, Maker::Writer)]);
    work.writes(draft, "Un autre texte.");
    newsroom.resync_from(draft, "Le mien.", 0, 0).unwrap();
    assert_eq!(work.kept(draft)[0], (RevisionReason::Merge, Maker::Writer));
    assert_eq!(work.kept(draft).len(), 2);
}

#[test]
fn an_open_window_catches_up_and_keeps_what_was_typed_meanwhile() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Le début est ici. La fin est là.");
    let open = work.newsroom().open_draft(draft).unwrap();
    work.edits("titre.md", "La fin est là.", "La fin est proche.");
    work.look();
    work.desk
        .until_event(|event| matches!(event, Event::DraftChanged { .. }).then_some(()));
    // She typed before she heard: her change no longer follows.
    let typed = "Mot. Le début est ici. La fin est là.";
    let edit = Edit {
        draft,
        sequence: open.sequence + 1,
        changes: vec![Change {
            from: 0,
            to: 0,
            insert: "Mot. ".to_owned(),
        }],
        length: typed.encode_utf16().count(),
        caret: 5,
    };
    let refused = work.newsroom().edit(edit).unwrap_err();
    assert_eq!(refused.code(), "out_of_step");
    let newsroom = work.newsroom();
    let reply = newsroom
        .resync_from(draft, typed, 5, open.sequence)
        .unwrap();
    let lacking = reply.outside.unwrap();
    assert_eq!(lacking.len(), 1);
    let both = "Mot. Le début est ici. La fin est proche.";
    assert_eq!(work.text(draft), both);
    // The next change follows.
    let edit = Edit {
        draft,
        sequence: reply.sequence + 1,
        changes: vec![Change {
            from: 0,
            to: 5,
            insert: String::new(),
        }],
        length: both.encode_utf16().count() - 5,
        caret: 0,
    };
    newsroom.edit(edit).unwrap();
    work.look();
    assert_eq!(
        work.body("titre.md"),
        "Le début est ici. La fin est proche."
    );
}

#[test]
fn what_an_open_window_typed_into_the_same_words_is_asked() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Trois mots seulement.");
    let open = work.newsroom().open_draft(draft).unwrap();
    work.edits("titre.md", "Trois", "Quatre");
    work.look();
    let newsroom = work.newsroom();
    let typed = "Cinq mots seulement.";
    let reply = newsroom
        .resync_from(draft, typed, 0, open.sequence)
        .unwrap();
    assert_eq!(reply.outside, Some(Vec::new()));
    assert_eq!(work.text(draft), typed);
    work.look();
    let asking = newsroom.asking(draft).unwrap().unwrap();
    assert_eq!(asking.questions.len(), 1);
    // Until she answers, the file is the other program's.
    assert_eq!(work.body("titre.md"), "Quatre mots seulement.");
}

#[test]
fn a_conflict_asks_survives_a_restart_and_is_answered() {
    let mut work = Work::new();
    let draft = work.mirrored("Titre", "Un. Ceci reste. Trois mots seulement. Deux.");
    work.writes(draft, "Un. Ceci reste. Cinq mots seulement. Deux bis.");
    work.edits("titre.md", "Trois mots", "Quatre mots");
    work.edits("titre.md", "Un. ", "Un bis. ");
    work.look();
    work.desk.reopen().unwrap();
    let newsroom = work.newsroom();
    let asked = newsroom.asked_drafts().unwrap();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].headline, "Titre");
    let asking = newsroom.asking(draft).unwrap().unwrap();
    assert_eq!(asking.questions.len(), 1);
    let own = |runs: &[newsroom::Run]| -> Vec<String> {
        let own = runs.iter().filter(|run| run.is_own);
        own.map(|run| run.text.trim().to_owned()).collect()
    };
    let question = &asking.questions[0];
    assert_eq!(own(&question.ours), ["Cinq"]);
    assert_eq!(own(&question.theirs), ["Quatre"]);
    work.look();
    assert!(work.body("titre.md").contains("Quatre"));
    // She writes on meanwhile: the answer to what was shown before is refused.
    work.writes(draft, "Un. Ceci reste. Cinq mots seulement. Deux ter.");
    let refused = newsroom
        .answer(draft, &asking.version, &[Answer::Theirs])
        .unwrap_err();
    assert_eq!(refused.code(), "asked_else");
    let asking = newsroom.asking(draft).unwrap().unwrap();
    let words = Answer::Words("Six mots seulement.".to_owned());
    newsroom.answer(draft, &asking.version, &[words]).unwrap();
    work.look();
    let settled = "Un bis. Ceci reste. Six mots seulement. Deux ter.";
    assert_eq!(work.text(draft), settled);
    assert_eq!(work.body("titre.md"), settled);
    assert!(newsroom.asked_drafts().unwrap().is_empty());
}

#[test]
fn a_conflict_in_a_field_is_asked_apart() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Texte.");
    let mut fields = work.newsroom().open_draft(draft).unwrap().fields;
    fields.headline = "Le mien".to_owned();
    fields.section = "tech".to_owned();
    work.newsroom().set_fields(draft, fields).unwrap();
    work.edits("titre.md", "\"Titre\"", "\"Le leur\"\nbyline: \"B\"");
    work.look();
    let newsroom = work.newsroom();
    let asking = newsroom.asking(draft).unwrap().unwrap();
    assert_eq!(
        asking.questions[0].field,
        Some(newsroom::FieldName::Headline)
    );
    newsroom
        .answer(draft, &asking.version, &[Answer::Theirs])
        .unwrap();
    let fields = newsroom.open_draft(draft).unwrap().fields;
    assert_eq!(
        (fields.headline, fields.section, fields.byline),
        ("Le leur".to_owned(), "tech".to_owned(), "B".to_owned())
    );
}
