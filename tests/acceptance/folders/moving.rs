//! Files that are renamed, moved, taken away and brought back, and what the bin has to do with it.

use super::*;

#[test]
fn a_file_replaced_renamed_or_moved_is_the_same_draft() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    // As an editor does that writes beside and renames.
    fs::write(
        work.path("x.tmp"),
        work.read("titre.md").replace("Un", "Deux"),
    )
    .unwrap();
    fs::rename(work.path("x.tmp"), work.path("titre.md")).unwrap();
    work.look();
    assert_eq!(work.text(draft), "Deux texte.");
    // Renamed, only in its capitals, and then into a folder, with a change on the way.
    fs::rename(work.path("titre.md"), work.path("Titre.md")).unwrap();
    work.look();
    fs::create_dir(work.path("brouillons")).unwrap();
    fs::rename(work.path("Titre.md"), work.path("brouillons/autre.md")).unwrap();
    work.look();
    work.edits("brouillons/autre.md", "Deux", "Trois");
    work.look();
    assert_eq!(work.text(draft), "Trois texte.");
    assert_eq!(work.drafts().len(), 1);
    // What she writes goes where the file is.
    work.writes(draft, "Quatre.");
    work.look();
    assert_eq!(work.body("brouillons/autre.md"), "Quatre.");
    assert_eq!(work.names(), ["brouillons"]);
}

#[test]
fn two_files_that_changed_names_keep_their_drafts() {
    let work = Work::new();
    let (a, b) = (
        work.mirrored("A", "Texte a."),
        work.mirrored("B", "Texte b."),
    );
    fs::rename(work.path("a.md"), work.path("x.tmp")).unwrap();
    fs::rename(work.path("b.md"), work.path("a.md")).unwrap();
    fs::rename(work.path("x.tmp"), work.path("b.md")).unwrap();
    work.look();
    assert_eq!(work.text(a), "Texte a.");
    work.writes(a, "Autre a.");
    work.look();
    assert_eq!(work.body("b.md"), "Autre a.");
    assert_eq!(work.text(b), "Texte b.");
}

#[test]
fn a_deleted_file_bins_its_draft_and_brings_it_back() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    let kept = work.read("titre.md");
    fs::remove_file(work.path("titre.md")).unwrap();
    work.look();
    assert_eq!(work.status(draft), DraftStatus::Binned);
    fs::write(work.path("titre.md"), kept.replace("Un", "Deux")).unwrap();
    work.look();
    assert_eq!(work.status(draft), DraftStatus::Draft);
    assert_eq!(work.text(draft), "Deux texte.");
    assert_eq!(work.drafts().len(), 1);
}

#[test]
fn a_draft_that_lost_its_file_is_said_and_taken_out_of_the_bin_gets_it_back() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    let path = "titre.md".to_owned();
    let gone = Event::FileGone { draft, path };
    for after in ["Un texte.", "Un texte, et plus."] {
        fs::remove_file(work.path("titre.md")).unwrap();
        work.look();
        work.desk
            .until_event(|event| (*event == gone).then_some(()));
        work.writes(draft, after);
        work.newsroom().restore_draft(draft).unwrap();
        work.look();
        work.look();
        assert_eq!(work.status(draft), DraftStatus::Draft);
        assert_eq!(work.body("titre.md"), after);
    }
}

#[test]
fn a_draft_whose_file_came_back_is_said() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    let kept = work.read("titre.md");
    fs::remove_file(work.path("titre.md")).unwrap();
    work.look();
    work.writes(draft, "Un texte, et plus.");
    fs::write(work.path("titre.md"), kept).unwrap();
    work.look();
    let path = "titre.md".to_owned();
    let back = Event::FileBack { draft, path };
    work.desk
        .until_event(|event| (*event == back).then_some(()));
    assert_eq!(work.body("titre.md"), "Un texte, et plus.");
}

#[test]
fn words_that_a_deleted_file_never_had_are_not_binned_with_it() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    work.writes(draft, "Un texte, et plus.");
    fs::remove_file(work.path("titre.md")).unwrap();
    work.look();
    assert_eq!(work.status(draft), DraftStatus::Draft);
    assert_eq!(work.body("titre.md"), "Un texte, et plus.");
}

#[test]
fn the_bin_takes_the_file_and_gives_it_back() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    work.newsroom().bin_draft(draft).unwrap();
    work.look();
    assert_eq!(work.names(), [""; 0]);
    work.newsroom().restore_draft(draft).unwrap();
    work.look();
    assert_eq!(work.body("titre.md"), "Un texte.");
    // What somebody else wrote into the file of a binned draft is wanted.
    work.newsroom().bin_draft(draft).unwrap();
    work.edits("titre.md", "Un", "Deux");
    work.look();
    assert_eq!(work.status(draft), DraftStatus::Draft);
    assert_eq!(work.text(draft), "Deux texte.");
}

#[test]
fn a_draft_deleted_for_good_never_takes_somebody_elses_words_with_it() {
    let work = Work::new();
    let (gone, changed) = (
        work.mirrored("A", "Texte a."),
        work.mirrored("B", "Texte b."),
    );
    work.newsroom().delete_draft(gone).unwrap();
    work.newsroom().delete_draft(changed).unwrap();
    work.edits("b.md", "Texte", "Autre texte");
    work.look();
    assert_eq!(work.names(), ["b.md"]);
    assert_eq!(work.text(work.the_draft("B")), "Autre texte b.");
}
