//! Work folders: what other programs do to a file becomes the draft's, what is written in the draft becomes the file's, and nobody's words are lost.

use std::fs;
use std::path::{Path, PathBuf};

use domain::{DraftId, DraftStatus, FolderId, Maker, Mirrored, PictureSource, RevisionReason};
use newsroom::{Answer, Change, Edit, Event, FolderState, ListQuery, Newsroom};
use tempfile::TempDir;
use testkit::{Desk, Opening, Written};

/// A desk with a work folder.
pub(crate) struct Work {
    pub(crate) desk: Desk,
    folder: TempDir,
    id: FolderId,
}

impl Work {
    fn with(mirrored: Mirrored) -> Self {
        let desk = Desk::open(Opening::default());
        let folder = tempfile::tempdir().unwrap();
        let id = desk.newsroom().add_folder(folder.path(), mirrored).unwrap();
        Self { desk, folder, id }
    }

    pub(crate) fn new() -> Self {
        Self::with(Mirrored::All)
    }

    pub(crate) fn newsroom(&self) -> &Newsroom {
        self.desk.newsroom()
    }

    /// Everything that follows from what happened so far.
    pub(crate) fn look(&self) {
        self.newsroom().look_into_folders().unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The text of a file, its front matter left away.
    pub(crate) fn body(&self, name: &str) -> String {
        let file = self.read(name);
        match file.split_once("\n---\n\n") {
            Some((_, text)) if file.starts_with("---") => text.to_owned(),
            _ => file,
        }
    }

    /// As an editor does that saves in place.
    pub(crate) fn edits(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{from:?} in {text:?}");
        fs::write(self.path(name), text.replace(from, to)).unwrap();
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn text(&self, draft: DraftId) -> String {
        self.newsroom().open_draft(draft).unwrap().text
    }

    fn writes(&self, draft: DraftId, text: &str) {
        self.newsroom().resync(draft, text, 0).unwrap();
    }

    fn status(&self, draft: DraftId) -> DraftStatus {
        self.newsroom().standing(draft).unwrap().status
    }

    /// A draft and its file.
    pub(crate) fn mirrored(&self, headline: &str, text: &str) -> DraftId {
        let draft = Written::new(headline, text).at(self.newsroom());
        self.look();
        draft
    }

    /// Why the versions of a draft were kept and whose they are, newest first.
    fn kept(&self, draft: DraftId) -> Vec<(RevisionReason, Maker)> {
        let page = self.newsroom().history(draft, None).unwrap().page;
        let rows = page.rows.into_iter();
        rows.map(|row| (row.reason, row.maker)).collect()
    }

    /// Whose words those of a file are.
    fn maker(&self, name: &str) -> Maker {
        let folder = fs::canonicalize(self.folder.path()).unwrap();
        Maker::File(folder.join(name).display().to_string())
    }

    fn drafts(&self) -> Vec<(DraftId, String)> {
        let page = self.newsroom().list(&ListQuery::all(0, 100)).unwrap();
        page.rows.into_iter().map(|r| (r.id, r.headline)).collect()
    }

    fn the_draft(&self, headline: &str) -> DraftId {
        let drafts = self.drafts();
        let found = drafts.iter().find(|(_, is)| is == headline);
        found
            .unwrap_or_else(|| panic!("{headline} in {drafts:?}"))
            .0
    }

    fn failures(&self) -> Vec<(String, &'static str)> {
        let folders = self.newsroom().folders().unwrap();
        let failures = folders.into_iter().flat_map(|folder| folder.failures);
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        failures
            .map(|failure| (name(&failure.path), failure.error.code()))
            .collect()
    }

    fn state(&self) -> FolderState {
        self.newsroom().folders().unwrap().remove(0).state
    }
}

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

#[test]
fn new_files_become_drafts_and_are_left_as_they_are() {
    let work = Work::with(Mirrored::Found);
    fs::create_dir(work.path("notes")).unwrap();
    fs::write(work.path("notes/un.md"), "# Un titre\n\nUn texte.").unwrap();
    let hugo = "---\ntitle: 'Deux' # provisoire\nlayout: post\n---\r\nTexte.\r\n";
    fs::write(work.path("deux.MD"), hugo).unwrap();
    fs::write(work.path("vide.md"), "").unwrap();
    fs::write(work.path(".cache.md"), "Rien.").unwrap();
    fs::write(work.path("lisez-moi.txt"), "Rien.").unwrap();
    Written::new("Sans fichier", "Texte.").at(work.newsroom());
    work.look();
    assert_eq!(work.drafts().len(), 3);
    assert_eq!(work.text(work.the_draft("Un titre")), "Un texte.");
    assert_eq!(work.read("deux.MD"), hugo);
    let draft = work.the_draft("Deux");
    work.writes(draft, "Texte neuf.\n");
    work.look();
    // Line ends, comments and keys that are not ours stay.
    let after = work.read("deux.MD");
    assert!(
        after.starts_with("---\ntitle: 'Deux' # provisoire\nlayout: post\n---"),
        "{after:?}"
    );
    assert!(after.ends_with("Texte neuf.\n"), "{after:?}");
}

#[test]
fn a_picture_address_with_accents_is_taken_and_its_line_stays() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    let line = "picture: https://a.example/é t é.jpg\n";
    work.edits("titre.md", "lang:", &format!("{line}lang:"));
    work.look();
    let picture = work.newsroom().open_draft(draft).unwrap();
    let source = picture.fields.lead_picture.map(|lead| lead.source);
    let taken = "https://a.example/%C3%A9%20t%20%C3%A9.jpg".to_owned();
    assert_eq!(source, Some(PictureSource::Address(taken)));
    work.writes(draft, "Plus loin.");
    work.look();
    assert!(
        work.read("titre.md").contains(line),
        "{}",
        work.read("titre.md")
    );
    assert_eq!(work.body("titre.md"), "Plus loin.");
}

#[test]
fn two_drafts_of_one_name_get_two_files() {
    let work = Work::new();
    work.mirrored("Titre", "Un.");
    fs::write(work.path("TITRE-2.md"), "De quelqu’un.").unwrap();
    work.mirrored("Titre", "Deux.");
    assert_eq!(work.names(), ["TITRE-2.md", "titre-3.md", "titre.md"]);
    assert_eq!(work.drafts().len(), 3);
}

#[test]
fn what_can_not_be_taken_is_said_and_left_alone() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    fs::write(work.path("latin.md"), b"\xE9t\xE9").unwrap();
    fs::write(work.path("nul.md"), b"a\0b").unwrap();
    fs::write(work.path("windows.md"), b"\xFF\xFEa\0").unwrap();
    fs::write(work.path("ouvert.md"), "---\nheadline: Un\n\nTexte.").unwrap();
    fs::write(work.path("faux.md"), "---\nheadline: [\n---\nTexte.").unwrap();
    let large = fs::File::create(work.path("grand.md")).unwrap();
    large.set_len(50_000_000).unwrap();
    #[cfg(unix)]
    {
        let elsewhere = tempfile::NamedTempFile::new().unwrap();
        fs::write(elsewhere.path(), "Secret.").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), work.path("lien.md")).unwrap();
        std::os::unix::fs::symlink(work.folder.path(), work.path("boucle")).unwrap();
    }
    work.look();
    let mut failures = work.failures();
    failures.sort();
    assert_eq!(
        failures,
        [
            ("faux.md".to_owned(), "front_matter_invalid"),
            ("grand.md".to_owned(), "file_too_large"),
            ("latin.md".to_owned(), "file_not_utf8"),
            ("lien.md".to_owned(), "file_is_link"),
            ("nul.md".to_owned(), "file_not_text"),
            ("ouvert.md".to_owned(), "front_matter_open"),
            ("windows.md".to_owned(), "file_not_utf8"),
        ]
    );
    assert_eq!(work.drafts().len(), 1);
    // A draft whose file turned unfit is neither binned nor written over it.
    fs::write(work.path("titre.md"), b"\xE9").unwrap();
    work.writes(draft, "Plus loin.");
    work.look();
    assert_eq!(fs::read(work.path("titre.md")).unwrap(), b"\xE9");
    assert_eq!(work.text(draft), "Plus loin.");
    assert_eq!(work.status(draft), DraftStatus::Draft);
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_link() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    fs::write(elsewhere.path(), "Secret.").unwrap();
    fs::remove_file(work.path("titre.md")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), work.path("titre.md")).unwrap();
    work.writes(draft, "Plus loin.");
    work.look();
    assert_eq!(fs::read_to_string(elsewhere.path()).unwrap(), "Secret.");
    assert_eq!(work.status(draft), DraftStatus::Draft);
}

#[test]
fn a_folder_that_vanishes_bins_nothing() {
    let work = Work::new();
    let drafts: Vec<_> = ["A", "B", "C"]
        .map(|headline| work.mirrored(headline, "Un texte."))
        .into();
    let hidden = work.folder.path().with_extension("hidden");
    fs::rename(work.folder.path(), &hidden).unwrap();
    work.look();
    assert!(matches!(&work.state(), FolderState::Faulty(e) if e.code() == "folder_missing"));
    // A mount point without its disk is an empty folder.
    fs::create_dir(work.folder.path()).unwrap();
    work.look();
    assert!(matches!(&work.state(), FolderState::Faulty(e) if e.code() == "folder_missing"));
    for draft in &drafts {
        assert_eq!(work.status(*draft), DraftStatus::Draft);
    }
    fs::remove_dir(work.folder.path()).unwrap();
    fs::rename(&hidden, work.folder.path()).unwrap();
    work.edits("a.md", "Un", "Deux");
    work.look();
    assert_eq!(work.state(), FolderState::Watched);
    assert_eq!(work.text(drafts[0]), "Deux texte.");
}

#[test]
fn a_folder_left_and_chosen_again_doubles_nothing() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    work.newsroom().remove_folder(work.id).unwrap();
    assert_eq!(work.names(), ["titre.md"]);
    work.newsroom()
        .add_folder(work.folder.path(), Mirrored::All)
        .unwrap();
    work.look();
    assert_eq!(work.drafts().len(), 1);
    assert_eq!(work.names(), ["titre.md"]);
    work.edits("titre.md", "Un", "Deux");
    work.look();
    assert_eq!(work.text(draft), "Deux texte.");
}

#[test]
fn folders_do_not_overlap_each_other_or_the_library() {
    let work = Work::new();
    let inner = work.path("dedans");
    fs::create_dir(&inner).unwrap();
    let newsroom = work.newsroom();
    for taken in [work.folder.path(), &inner, work.desk.library()] {
        let refused = newsroom.add_folder(taken, Mirrored::All).unwrap_err();
        assert_eq!(refused.code(), "folder_taken", "{}", taken.display());
    }
    let missing = newsroom.add_folder(&work.path("rien"), Mirrored::All);
    assert_eq!(missing.unwrap_err().code(), "folder_missing");
}

#[test]
fn a_section_mirrors_its_own() {
    let work = Work::with(Mirrored::Section("tech".to_owned()));
    let draft = work.mirrored("Titre", "Un texte.");
    assert_eq!(work.names(), [""; 0]);
    let mut fields = work.newsroom().open_draft(draft).unwrap().fields;
    fields.section = "tech".to_owned();
    work.newsroom().set_fields(draft, fields).unwrap();
    work.look();
    assert_eq!(work.names(), ["titre.md"]);
}

#[test]
fn a_watched_folder_needs_nobody_to_look() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    work.newsroom().watch_folders().unwrap();
    work.desk.until("watched", |newsroom| {
        let folder = newsroom.folders().unwrap().remove(0);
        (folder.state == FolderState::Watched).then_some(())
    });
    work.edits("titre.md", "Un", "Deux");
    work.desk.until("taken in", |newsroom| {
        let open = newsroom.open_draft(draft).unwrap();
        (open.text == "Deux texte.").then_some(())
    });
    work.writes(draft, "Trois textes.");
    work.desk.until("written", |_| {
        (work.body("titre.md") == "Trois textes.").then_some(())
    });
}

#[test]
fn her_last_words_go_out_when_the_program_closes() {
    let mut work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    work.newsroom().watch_folders().unwrap();
    work.writes(draft, "Les derniers mots.");
    work.desk.close();
    assert_eq!(work.body("titre.md"), "Les derniers mots.");
}
